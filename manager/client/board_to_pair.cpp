#include "manager/client/board_to_pair.h"

#include "manager/client/commune_trust.h"
#include "manager/client/file_trust_store.h"
#include "shared/crypto/sha256.h"
#include "shared/crypto/words.h"
#include "shared/protocol/request_signature.h"

namespace bangtin {
namespace {

constexpr std::string_view kFirstRoot = "=first-root";

/// By the server and not by the commune's code alone: the code is what the server says.
Status keep_root(const std::filesystem::path& folder, const Digest& tls_pin,
                 const std::string& root) {
  FileTrustStore store(folder / ("server-" + to_hex(tls_pin)));
  if (TRY(knows_root(store, kFirstRoot, root))) return {};
  return store.save(kFirstRoot, root);
}

Result<TrustRecord> known_trust(Client& client, const std::filesystem::path& folder,
                                const Digest& tls_pin) {
  TrustRecord trust = TRY(client.trust());
  TRY(CommuneTrust(client, folder, trust).known_root());
  TRY(keep_root(folder, tls_pin, trust.root));
  return trust;
}

}  // namespace

Status know_root(Client& client, const std::filesystem::path& folder, const Digest& tls_pin) {
  TRY(known_trust(client, folder, tls_pin));
  return {};
}

Result<BoardToPair> board_to_pair(Client& client, const std::filesystem::path& folder,
                                  const Digest& tls_pin, const std::string& code) {
  BoardToPair board{TRY(client.pairing(code)), {}};
  const TrustRecord trust = TRY(known_trust(client, folder, tls_pin));
  board.words = fingerprint_words(
      pairing_fingerprint(board.asked.key, trust.online_key, tls_pin, sha256(trust.root)));
  return board;
}

}  // namespace bangtin
