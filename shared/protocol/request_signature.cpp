#include "shared/protocol/request_signature.h"

#include <string>

#include "shared/crypto/sha256.h"

namespace bangtin {
namespace {

constexpr std::string_view kRequestVersion = "bangtin-request-v1";
constexpr std::string_view kPairingVersion = "bangtin-pairing-v1";
constexpr std::string_view kCodeLetters = "BCDFGHJKLMNPQRSTVWXZ";
constexpr std::size_t kCodeLength = 8;

}  // namespace

std::string request_text(std::string_view method, std::string_view target, const PublicKey& board,
                         std::int64_t counter, std::string_view body) {
  std::string text;
  for (const std::string_view line : {kRequestVersion, method, target}) {
    text += line;
    text += '\n';
  }
  return text + to_hex(board) + "\n" + std::to_string(counter) + "\n" + to_hex(sha256(body)) + "\n";
}

bool CounterWindow::take(std::int64_t counter) {
  constexpr std::uint64_t kBits = 64;
  if (counter > highest_) {
    const std::uint64_t ahead =
        static_cast<std::uint64_t>(counter) - static_cast<std::uint64_t>(highest_);
    seen_ = (ahead < kBits ? seen_ << ahead : 0) | 1;
    highest_ = counter;
    return true;
  }
  const std::uint64_t behind =
      static_cast<std::uint64_t>(highest_) - static_cast<std::uint64_t>(counter);
  if (behind >= kBits) return false;
  const std::uint64_t bit = std::uint64_t{1} << behind;
  if ((seen_ & bit) != 0) return false;
  seen_ |= bit;
  return true;
}

Digest pairing_fingerprint(const PublicKey& board, const PublicKey& server, const Digest& tls_pin,
                           const Digest& root) {
  Sha256 hash;
  hash.update(kPairingVersion);
  hash.update("\n");
  hash.update(board.bytes);
  hash.update(server.bytes);
  hash.update(tls_pin.bytes);
  hash.update(root.bytes);
  return hash.finish();
}

std::string canonical_pairing_code(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (kCodeLetters.find(c) == kCodeLetters.npos || code.size() == kCodeLength) return {};
    code += c;
  }
  return code.size() == kCodeLength ? code : std::string();
}

std::string pairing_code_text(std::string_view canonical) {
  constexpr std::size_t kHalf = kCodeLength / 2;
  if (canonical.size() != kCodeLength) return std::string(canonical);
  return std::string(canonical.substr(0, kHalf)) + "-" + std::string(canonical.substr(kHalf));
}

}  // namespace bangtin
