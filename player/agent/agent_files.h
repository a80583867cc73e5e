// The agent's own small files: its key and the server it is paired with, in its private folder.
// Thread: one at a time.
#pragma once

#include "shared/crypto/ed25519.h"
#include "shared/net/http_client.h"
#include "shared/protocol/board_folder_names.h"
#include "shared/protocol/messages.h"
#include "shared/protocol/setup_messages.h"
#include "shared/storage/disk.h"

namespace bangtin {

// Names in the private folder.
inline constexpr std::string_view kKeyFile = "key";
inline constexpr std::string_view kServerFile = "server.json";
inline constexpr std::string_view kOfferFile = "offer.json";

/// The board's key, made at the first start. Errors: corrupt (never replaced by a new one: the
/// board would be another), full, unavailable.
Result<KeyPair> load_or_make_key(Disk& disk, Random& random);

/// A message in a file. Errors: not_found, corrupt, unavailable.
template <class Message>
Result<Message> load_message(Disk& disk, std::string_view name) {
  const std::string bytes = TRY(disk.read(name, 0, kSmallFileBytesMax));
  auto message = message_from<Message>(bytes);
  if (!message) {
    return Error{Code::Corrupt, std::string(name) + ": " + message.error().message, ""};
  }
  return std::move(*message);
}

/// The server this board is paired with. Errors: not_found, corrupt, unavailable.
Result<ServerAddress> load_server(Disk& disk);
Status save_server(Disk& disk, const ServerAddress& server);

/// A revoked board forgets the server that revoked it, so that it may be paired anew; a running
/// agent sees it at once and makes another key: one that was revoked never comes back. Errors:
/// conflict "agent.forget_not_revoked" while the board is not revoked; of the disks.
Status forget_server(Disk& own_disk, Disk& board_disk);

/// An offer that waits for its technician, so that a restart shows the same code again.
struct PendingOffer {
  ServerAddress server;  ///< with the pin that was seen when the offer came
  PairingOffer offer;
};
Result<PendingOffer> load_offer(Disk& disk);
Status save_offer(Disk& disk, const PendingOffer& pending);

}  // namespace bangtin
