#include "manager/ctl/map_commands.h"

#include <memory>

#include "manager/core/geojson.h"
#include "manager/core/position.h"
#include "manager/ctl/print.h"
#include "shared/base/texts.h"
#include "shared/protocol/map_messages.h"

namespace bangtin::ctl {
namespace {

/// What the commands were told.
struct MapTold {
  std::string id, at, latitude, longitude, file;
  bool none = false;
};

/// One run's commands.
class MapCommands {
 public:
  MapCommands(const CommandKit& kit, const CtlParts& parts) : kit_(kit), parts_(parts) {}

  Status place_board() {
    const auto position = TRY(told_position());
    const BoardRecord board = TRY(kit_.client().place_board(BoardId{told.id}, position));
    if (position && !is_near_vietnam(*position)) parts_.err << text("map.outside") << "\n";
    kit_.out << (kit_.json ? to_json(board).dump() + "\n" : lines_of(board));
    return {};
  }

  Status set_map() {
    if (told.none) {
      TRY(kit_.client().remove_commune_map());
      kit_.out << (kit_.json ? "{}" : text("ctl.done")) << "\n";
      return {};
    }
    const CommuneMap map = TRY(map_from_geojson(TRY(parts_.read_file(told.file))));
    TRY(kit_.client().set_commune_map(map));
    kit_.out << (kit_.json ? to_json(map).dump() : lines_of_map(map)) << "\n";
    return {};
  }

  MapTold told;

 private:
  static std::string lines_of_map(const CommuneMap& map) {
    std::size_t points = 0;
    for (const GeoLine& ring : map.outline) points += ring.size();
    for (const MapLine& line : map.lines) points += line.points.size();
    return text("ctl.map.taken", {{"borders", std::to_string(map.outline.size())},
                                  {"lines", std::to_string(map.lines.size())},
                                  {"points", std::to_string(points)}});
  }

  Result<std::optional<GeoPoint>> told_position() const {
    if (told.none) return std::optional<GeoPoint>();
    if (!told.at.empty()) return std::optional(TRY(position_of(told.at)));
    return std::optional(TRY(position_of(told.latitude, told.longitude)));
  }

  const CommandKit kit_;
  const CtlParts& parts_;
};

}  // namespace

void add_map_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts) {
  const auto commands = std::make_shared<MapCommands>(kit, parts);
  MapTold& told = commands->told;
  auto* place = kit.command(*app.get_subcommand("board"), "place", "màn hình đặt ở đâu",
                            [commands] { return commands->place_board(); });
  place->add_option("id", told.id, "mã màn hình")->required();
  auto* where = place->add_option_group("where")->require_option(1);
  where->add_option("--at", told.at, "\"10.0452, 105.7469\": vĩ độ, kinh độ như chép từ bản đồ");
  where->add_flag("--none", told.none, "không còn biết ở đâu");
  auto* pair = where->add_option_group("degrees")->require_option(2);
  pair->add_option("--lat", told.latitude, "vĩ độ, 10.0452 hay 10,0452");
  pair->add_option("--lon", told.longitude, "kinh độ");

  auto* map = kit.command(*app.get_subcommand("commune"), "map",
                          "bản đồ xã cho phần mềm quản lý, từ tệp GeoJSON (WGS 84)",
                          [commands] { return commands->set_map(); });
  auto* what = map->add_option_group("what")->require_option(1);
  what->add_option("file", told.file, "tệp có ranh giới xã, có thể thêm sông và đường");
  what->add_flag("--none", told.none, "gỡ bản đồ");
}

}  // namespace bangtin::ctl
