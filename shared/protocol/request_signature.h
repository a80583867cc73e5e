// How a board signs its requests. Thread: any; pure. Source: docs/PROTOCOL.md "Signed requests".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/ids.h"
#include "shared/crypto/ed25519.h"

namespace bangtin {

inline constexpr std::string_view kHeaderBoardKey = "X-Bangtin-Key";
inline constexpr std::string_view kHeaderCounter = "X-Bangtin-Counter";
inline constexpr std::string_view kHeaderSignature = "X-Bangtin-Signature";

/// The exact text that is signed: version line, method, target (path and query), board public key,
/// counter, SHA-256 of the body, each on a line of its own.
std::string request_text(std::string_view method, std::string_view target, const PublicKey& board,
                         std::int64_t counter, std::string_view body);

/// Counters may arrive a little out of order (several connections): a sliding window of 64.
class CounterWindow {
 public:
  /// Counters up to and including `floor` are refused.
  explicit CounterWindow(std::int64_t floor = 0) : highest_(floor) {}
  /// True once per counter, while it is above the window's lower edge.
  bool take(std::int64_t counter);
  std::int64_t highest() const { return highest_; }

 private:
  std::int64_t highest_;
  std::uint64_t seen_ = ~0ull;  ///< bit i: highest_ - i was taken
};

/// The digest from which both screens show words: the board's key, the server's sealing key, the
/// pin of the server's TLS certificate and the hash of the commune's first TUF root.
Digest pairing_fingerprint(const PublicKey& board, const PublicKey& server, const Digest& tls_pin,
                           const Digest& root);

/// A pairing code as a person types it, made canonical: upper case, only its eight letters; empty
/// when it is no code. Codes use 20 consonants: BCDFGHJKLMNPQRSTVWXZ.
std::string canonical_pairing_code(std::string_view typed);

/// "BCDF-GHJK".
std::string pairing_code_text(std::string_view canonical);

}  // namespace bangtin
