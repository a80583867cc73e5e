// What a technician compares with the glass of a new board. The words are reckoned on this PC, from
// the pin by which it knows the server and the commune's first root as it has known it from the
// first time on: a server in hostile hands can offer a board another root, but cannot say here that
// the root is ours. Thread: that of the Client.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "manager/client/client.h"

namespace bangtin {

struct BoardToPair {
  PairingView asked;
  std::vector<std::string> words;  ///< the glass must show the same
};

/// Keeps the commune's first root below `folder` at the first call for this server, and compares it
/// from then on. Errors: conflict "trust.none" (nobody has begun to sign) or "trust.other_root"
/// (this PC knows another); the channel's and the disk's.
Status know_root(Client& client, const std::filesystem::path& folder, const Digest& tls_pin);

/// Errors: those of know_root and Client::pairing.
Result<BoardToPair> board_to_pair(Client& client, const std::filesystem::path& folder,
                                  const Digest& tls_pin, const std::string& code);

}  // namespace bangtin
