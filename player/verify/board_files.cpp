#include "player/verify/board_files.h"

namespace bangtin {
namespace {

constexpr std::string_view kShownFile = "shown.json";
constexpr std::string_view kClockFile = "clock.json";
constexpr std::size_t kClockBytesMax = 1'024;

}  // namespace

Status write_shown(Disk& disk, const ShownFile& shown) {
  return disk.write_atomic(kShownFile, to_json(shown).dump(), false);
}

Instant read_clock_floor(Disk& disk) {
  const Result<std::string> bytes = disk.read(kClockFile, 0, kClockBytesMax);
  if (!bytes.ok()) return {};
  const Result<Json> json = Json::parse(*bytes);
  if (!json.ok()) return {};
  const Result<std::string> floor = json->string_at("floor");
  return floor.ok() ? from_iso8601(*floor).value_or(Instant{}) : Instant{};
}

Status write_clock_floor(Disk& disk, Instant floor) {
  Json json;
  json.set("floor", to_iso8601(floor));
  return disk.write_atomic(kClockFile, json.dump(), false);
}

}  // namespace bangtin
