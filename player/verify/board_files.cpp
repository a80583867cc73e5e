#include "player/verify/board_files.h"

#include "shared/protocol/board_folder_names.h"
#include "shared/protocol/glass_picture.h"

namespace bangtin {
namespace {

constexpr std::string_view kClockFile = "clock.json";
constexpr std::size_t kClockBytesMax = 1'024;

template <class Message>
std::optional<Message> small_message(Disk& disk, std::string_view name) {
  const Result<std::string> bytes = disk.read(name, 0, kSmallFileBytesMax);
  if (!bytes.ok()) return std::nullopt;
  Result<Message> message = message_from<Message>(*bytes);
  if (!message.ok()) return std::nullopt;
  return std::move(*message);
}

}  // namespace

Status write_shown(Disk& disk, const ShownFile& shown) {
  return disk.write_atomic(kShownFile, to_json(shown).dump(), false);
}

Status write_glass_picture(Disk& disk, const GlassPicture& about, std::string_view png) {
  return disk.write_atomic(kGlassFile, glass_file(about, png), false);
}

KeptTime read_kept_time(Disk& disk) {
  const Result<std::string> bytes = disk.read(kClockFile, 0, kClockBytesMax);
  if (!bytes.ok()) return {};
  const Result<Json> json = Json::parse(*bytes);
  if (!json.ok()) return {};
  const auto instant_at = [&](std::string_view name) {
    const Result<std::string> text = json->string_at(name);
    return text.ok() ? from_iso8601(*text).value_or(Instant{}) : Instant{};
  };
  return {instant_at("floor"), instant_at("seen")};
}

Status write_kept_time(Disk& disk, const KeptTime& kept) {
  Json json;
  json.set("floor", to_iso8601(kept.floor));
  json.set("seen", to_iso8601(kept.seen));
  return disk.write_atomic(kClockFile, json.dump(), false);
}

BoardSetup read_setup(Disk& disk) {
  return small_message<BoardSetup>(disk, kSetupFile).value_or(BoardSetup{});
}

Status write_setup(Disk& disk, const BoardSetup& setup) {
  return disk.write_atomic(kSetupFile, to_json(setup).dump(), false);
}

std::optional<NetworkFacts> read_network(Disk& disk) {
  return small_message<NetworkFacts>(disk, kNetworkFile);
}

std::optional<PairingCard> read_pairing(Disk& disk) {
  return small_message<PairingCard>(disk, kPairingFile);
}

std::optional<BoardPin> read_pin(Disk& disk) { return small_message<BoardPin>(disk, kPinFile); }

}  // namespace bangtin
