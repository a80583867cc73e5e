#include "manager/ctl/scene_commands.h"

#include <memory>

#include "manager/client/board_day.h"
#include "manager/client/schedule_words.h"
#include "manager/core/local_time.h"
#include "shared/base/texts.h"
#include "shared/model/calendar.h"
#include "shared/model/resolve.h"
#include "shared/protocol/content_json.h"

namespace bangtin::ctl {
namespace {

struct SceneTold {
  std::string board, at, date, out, png;
};

Json rect_json(const Rect& rect) {
  return Json::Array{rect.x_px, rect.y_px, rect.width_px, rect.height_px};
}

std::string flags_words(bool sound, bool panel_on) {
  std::string out;
  if (!sound) out += "  " + std::string(text("schedule.sound_off"));
  if (!panel_on) out += "  " + std::string(text("schedule.panel_off"));
  return out;
}

class SceneCommands {
 public:
  SceneCommands(const CommandKit& kit, const CtlParts& parts) : kit_(kit), parts_(parts) {}

  Status show_at() {
    const int offset = TRY(utc_offset(kit_.client()));
    const auto at =
        told.at.empty() ? std::optional(parts_.clock.wall()) : parse_local_time(told.at, offset);
    if (!at) return Error{Code::Invalid, "--at: " + told.at, "ctl.wrong_value"};
    const Manifest manifest = TRY(load());
    const Resolved resolved = resolve(manifest, *at);
    if (!told.png.empty()) {
      const BlobBytes blobs = [this](const Digest& name) { return kit_.client().blob(name); };
      TRY(parts_.write_file(told.png, TRY(parts_.draw(manifest, *at, blobs))));
    }
    if (kit_.json) {
      kit_.out << json_of(manifest, resolved, *at).dump() << "\n";
    } else {
      kit_.out << lines_of(manifest, resolved, offset);
    }
    return {};
  }

  Status day() {
    const int offset = TRY(utc_offset(kit_.client()));
    const auto date = told.date.empty() ? std::optional(local_time(parts_.clock.wall(), offset).day)
                                        : day_from_words(told.date);
    if (!date) return Error{Code::Invalid, "--date: " + told.date, "schedule.day"};
    const Manifest manifest = TRY(load());
    const Instant from = local_midnight(*date, offset);
    const auto stretches = day_of(manifest, from, from + std::chrono::hours(24));
    if (kit_.json) {
      Json::Array array;
      for (const DayStretch& stretch : stretches) array.push_back(json_of(manifest, stretch));
      kit_.out << Json().set("stretches", std::move(array)).dump() << "\n";
      return {};
    }
    kit_.out << full_date_words(*date) << " · " << lunar_date_text(*date) << "\n";
    for (const DayStretch& stretch : stretches) {
      kit_.out << lines_of(manifest, stretch, from + std::chrono::hours(24), offset);
    }
    return {};
  }

  SceneTold told;

 private:
  Result<Manifest> load() {
    const std::string bytes = TRY(kit_.client().generation(BoardId{told.board}));
    if (!told.out.empty()) TRY(parts_.write_file(told.out, bytes));
    return manifest_of(bytes);
  }

  static Json json_of(const Manifest& manifest, const Resolved& resolved, Instant at) {
    Json::Array zones;
    for (const ShownZone& zone : shown_zones(manifest, resolved.scene)) {
      Json json;
      json.set("role", name_of(zone.role)).set("rect", rect_json(zone.rect_px));
      json.set("item", zone.item->id.text).set("title", zone.item->content.title);
      json.set("version", to_hex(zone.version));
      json.set("page", static_cast<std::int64_t>(zone.page));
      json.set("since", to_iso8601(zone.since)).set("until", to_iso8601(zone.until));
      zones.push_back(std::move(json));
    }
    Json answer;
    answer.set("at", to_iso8601(at)).set("valid_until", to_iso8601(resolved.valid_until));
    answer.set("generation", manifest.selection.generation);
    answer.set("sound", resolved.scene.sound).set("panel_on", resolved.scene.panel_on);
    answer.set("zones", std::move(zones));
    return answer;
  }

  static std::string lines_of(const Manifest& manifest, const Resolved& resolved, int offset) {
    std::string lines;
    for (const ShownZone& zone : shown_zones(manifest, resolved.scene)) {
      lines += role_words(zone.role) + ": " + title_words(zone) + "  " +
               exact_time_text(zone.since, offset) + " – " + exact_time_text(zone.until, offset) +
               "\n";
    }
    if (lines.empty()) lines = std::string(text("ctl.board.card")) + "\n";
    const std::string flags = flags_words(resolved.scene.sound, resolved.scene.panel_on);
    return flags.empty() ? lines : lines + flags.substr(2) + "\n";
  }

  static Json json_of(const Manifest& manifest, const DayStretch& stretch) {
    Json::Array zones;
    for (const DayZone& zone : stretch.zones) {
      Json::Array items;
      for (const std::uint32_t item : zone.items) items.emplace_back(manifest.items[item].id.text);
      zones.push_back(Json().set("role", name_of(zone.role)).set("items", std::move(items)));
    }
    Json json;
    json.set("begin", to_iso8601(stretch.begin)).set("end", to_iso8601(stretch.end));
    json.set("sound", stretch.sound).set("panel_on", stretch.panel_on);
    json.set("zones", std::move(zones));
    return json;
  }

  static std::string lines_of(const Manifest& manifest, const DayStretch& stretch, Instant day_end,
                              int offset) {
    const auto hour = [&](Instant instant) {
      return instant == day_end ? "24:00" : local_time_text(instant, offset).substr(11);
    };
    std::string lines = hour(stretch.begin) + "-" + hour(stretch.end) +
                        flags_words(stretch.sound, stretch.panel_on) + "\n";
    if (stretch.zones.empty()) lines += "    " + std::string(text("schedule.card")) + "\n";
    for (const DayZone& zone : stretch.zones) {
      lines += "    " + role_words(zone.role) + ": ";
      for (const std::uint32_t item : zone.items) {
        lines += (item == zone.items.front() ? "" : "; ") + manifest.items[item].content.title;
      }
      if (zone.items.empty()) lines += std::string(text("schedule.card"));
      lines += "\n";
    }
    return lines;
  }

  const CommandKit kit_;
  const CtlParts& parts_;
};

}  // namespace

void add_scene_commands(CLI::App& app, CLI::App& board, const CommandKit& kit,
                        const CtlParts& parts) {
  const auto commands = std::make_shared<SceneCommands>(kit, parts);
  SceneTold& told = commands->told;
  const auto show = [commands] { return commands->show_at(); };
  auto* show_at = kit.command(app, "show-at", "một bảng chiếu gì vào lúc nào", show);
  show_at->add_option("--board", told.board, "mã bảng")->required();
  auto* scene = kit.command(board, "scene", "bảng chiếu gì lúc ấy", show);
  scene->add_option("id", told.board)->required();
  for (CLI::App* made : {show_at, scene}) {
    made->add_option("--at", told.at, "giờ của xã, mặc định là bây giờ");
    made->add_option("--png", told.png, "vẽ hình bảng chiếu lúc ấy vào tệp PNG này");
    made->add_option("--out", told.out, "ghi cả tệp thế hệ ra đây (bangtin-player --manifest)");
  }
  auto* day = kit.command(app, "day", "một bảng chiếu gì trong một ngày",
                          [commands] { return commands->day(); });
  day->add_option("--board", told.board, "mã bảng")->required();
  day->add_option("--date", told.date, "ngày, mặc định là hôm nay");
}

}  // namespace bangtin::ctl
