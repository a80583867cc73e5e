#include "shared/trust/byte_check.h"

namespace bangtin::tuf {
namespace {

constexpr std::string_view kSha256 = "sha256";
constexpr std::string_view kSha512 = "sha512";

Error corrupt(std::string message) { return {Code::Corrupt, std::move(message), ""}; }

}  // namespace

bool is_known_hash(std::string_view algorithm) {
  return algorithm == kSha256 || algorithm == kSha512;
}

Result<std::string> known_hash_of(const Hashes& hashes) {
  for (const auto& [algorithm, hex] : hashes) {
    if (is_known_hash(algorithm)) return hex;
  }
  return Error{Code::Unsupported, "no hash algorithm that we know", ""};
}

Status ByteCheck::update(std::string_view bytes) {
  came_bytes_ += static_cast<std::int64_t>(bytes.size());
  if (length_ && came_bytes_ > *length_) {
    return corrupt("more than the " + std::to_string(*length_) + " bytes that are named");
  }
  if (hashes_.contains(kSha256)) sha256_.update(bytes);
  if (hashes_.contains(kSha512)) sha512_.update(bytes);
  return {};
}

Status ByteCheck::finish() {
  if (length_ && came_bytes_ != *length_) {
    return corrupt(std::to_string(came_bytes_) + " bytes where " + std::to_string(*length_) +
                   " are named");
  }
  if (hashes_.empty()) return {};
  TRY(known_hash_of(hashes_));
  const auto named = [this](std::string_view algorithm) { return hashes_.find(algorithm); };
  if (const auto hash = named(kSha256); hash != hashes_.end()) {
    if (to_hex(sha256_.finish()) != hash->second) return corrupt("another SHA-256 than is named");
  }
  if (const auto hash = named(kSha512); hash != hashes_.end()) {
    if (sha512_.finish_hex() != hash->second) return corrupt("another SHA-512 than is named");
  }
  return {};
}

}  // namespace bangtin::tuf
