// SHA-256, whole and by pieces. Thread: any; a Sha256 belongs to one thread at a time.
// Source: FIPS 180-4.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "shared/base/ids.h"

namespace bangtin {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  void update(std::span<const std::uint8_t> bytes);
  void update(std::string_view bytes);
  /// The digest of all so far; the object starts anew.
  Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Digest sha256(std::string_view bytes);
Digest sha256(std::span<const std::uint8_t> bytes);

}  // namespace bangtin
