// SHA-512, whole and by pieces. Thread: any; a Sha512 belongs to one thread at a time.
// Source: FIPS 180-4.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace bangtin {

class Sha512 {
 public:
  Sha512();
  ~Sha512();
  Sha512(Sha512&&) noexcept;
  Sha512& operator=(Sha512&&) noexcept;
  void update(std::string_view bytes);
  /// The digest of all so far in lower-case hexadecimal; the object starts anew.
  std::string finish_hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bangtin
