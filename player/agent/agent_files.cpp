#include "player/agent/agent_files.h"

#include <algorithm>

namespace bangtin {
namespace {

Error corrupt(std::string_view name, std::string_view why) {
  return {Code::Corrupt, std::string(name) + ": " + std::string(why), ""};
}

Result<Json> load_json(Disk& disk, std::string_view name) {
  Result<Json> json = Json::parse(TRY(disk.read(name, 0, kSmallFileBytesMax)));
  if (!json) return corrupt(name, json.error().message);
  return json;
}

Json to_json(const ServerAddress& server) {
  Json json;
  json.set("url", server.url);
  if (server.pin) json.set("pin", to_hex(*server.pin));
  return json;
}

Result<ServerAddress> server_from(std::string_view name, const Json& json) {
  auto url = json.string_at("url");
  auto pin = json.string_at("pin");
  if (!url || !pin) return corrupt(name, "no url and pin");
  const auto digest = digest_from_hex(*pin);
  if (!digest) return corrupt(name, "the pin is no digest");
  return ServerAddress{*url, digest};
}

}  // namespace

Result<KeyPair> load_or_make_key(Disk& disk, Random& random) {
  auto text = disk.read(kKeyFile, 0, kSmallFileBytesMax);
  if (!text) {
    if (text.error().code != Code::NotFound) return text.error();
    const KeyPair key = KeyPair::generate(random);
    TRY(disk.write_atomic(kKeyFile, to_hex(key.seed().data(), key.seed().size()), true));
    return key;
  }
  const auto bytes = from_hex(*text);
  std::array<std::uint8_t, 32> seed{};
  if (!bytes || bytes->size() != seed.size())
    return corrupt(kKeyFile, "no 32 bytes in hexadecimal");
  std::ranges::copy(*bytes, seed.begin());
  return KeyPair::from_seed(seed);
}

Result<ServerAddress> load_server(Disk& disk) {
  return server_from(kServerFile, TRY(load_json(disk, kServerFile)));
}

Status save_server(Disk& disk, const ServerAddress& server) {
  return disk.write_atomic(kServerFile, to_json(server).dump(), false);
}

Status forget_server(Disk& own_disk, Disk& board_disk) {
  const auto pin = load_message<BoardPin>(board_disk, kPinFile);
  if (!pin && pin.error().code != Code::NotFound) return pin.error();
  if (pin && !pin->revoked) {
    return Error{Code::Conflict, "the board is paired and not revoked", "agent.forget_not_revoked"};
  }
  // A key that was revoked never comes back, so the board makes another. The pin last: the player,
  // which shows the code of the pairing to come where there is none, wakes a running agent by it.
  TRY(own_disk.remove(kOfferFile));
  TRY(own_disk.remove(kKeyFile));
  TRY(own_disk.remove(kServerFile));
  return board_disk.remove(kPinFile);
}

Result<PendingOffer> load_offer(Disk& disk) {
  const Json json = TRY(load_json(disk, kOfferFile));
  PendingOffer pending;
  const Json* server = json.find("server");
  const Json* offer = json.find("offer");
  if (server == nullptr || offer == nullptr) return corrupt(kOfferFile, "no server and offer");
  pending.server = TRY(server_from(kOfferFile, *server));
  if (const auto read = from_json(*offer, pending.offer); !read) {
    return corrupt(kOfferFile, read.error().message);
  }
  return pending;
}

Status save_offer(Disk& disk, const PendingOffer& pending) {
  Json json;
  json.set("server", to_json(pending.server));
  json.set("offer", bangtin::to_json(pending.offer));
  return disk.write_atomic(kOfferFile, json.dump(), false);
}

}  // namespace bangtin
