// ByteCheck: whether bytes are the ones that signed metadata names, piece by piece. Thread: one at
// a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "shared/base/result.h"
#include "shared/crypto/sha256.h"
#include "shared/crypto/sha512.h"
#include "shared/trust/metadata.h"

namespace bangtin::tuf {

/// True for an algorithm that we can compute: sha256, sha512.
bool is_known_hash(std::string_view algorithm);

/// The hash that stands in a target's URL: the first whose algorithm we know. Errors: unsupported.
Result<std::string> known_hash_of(const Hashes& hashes);

class ByteCheck {
 public:
  /// No length: any; no hashes: none is asked. Of several hashes all that we know must fit.
  ByteCheck(std::optional<std::int64_t> length, Hashes hashes)
      : length_(length), hashes_(std::move(hashes)) {}

  /// Errors: corrupt as soon as there are more bytes than the length.
  Status update(std::string_view bytes);
  /// Errors: corrupt (another length or hash); unsupported (hashes, but none that we know).
  Status finish();

 private:
  std::optional<std::int64_t> length_;
  Hashes hashes_;
  std::int64_t came_bytes_ = 0;
  Sha256 sha256_;
  Sha512 sha512_;
};

}  // namespace bangtin::tuf
