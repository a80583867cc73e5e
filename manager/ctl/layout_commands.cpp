#include "manager/ctl/layout_commands.h"

#include <memory>

#include "manager/client/board_day.h"
#include "manager/client/layout_words.h"
#include "manager/core/drawn_layouts.h"
#include "shared/base/texts.h"

namespace bangtin::ctl {
namespace {

/// What the commands were told.
struct LayoutTold {
  std::string layout, name;
  std::vector<std::string> zones, portrait;
  bool no_portrait = false;
};

std::string drawing_lines(const char* title, const std::vector<DrawnZone>& zones) {
  std::string lines = "    " + said(title) + "\n";
  for (const DrawnZone& zone : zones) {
    lines += "      " +
             text("ctl.layout.zone", {{"role", role_words(zone.role)},
                                      {"left", percent_text(zone.left)},
                                      {"top", percent_text(zone.top)},
                                      {"width", percent_text(zone.width)},
                                      {"height", percent_text(zone.height)}}) +
             "\n";
  }
  return lines;
}

std::string layout_lines(const LayoutRecord& layout) {
  std::string lines = layout.id.text + "  " + layout.name + "\n" +
                      drawing_lines("layout.landscape", layout.landscape);
  if (layout.portrait.empty()) {
    lines += "    " + said("layout.portrait_standard") + "\n";
  } else {
    lines += drawing_lines("layout.portrait", layout.portrait);
  }
  if (!layout.older_items.empty()) {
    lines += "    " +
             text("layout.older_items", {{"count", std::to_string(layout.older_items.size())}}) +
             "\n";
  }
  return lines;
}

Result<std::vector<DrawnZone>> drawing_from(const std::vector<std::string>& words) {
  std::vector<DrawnZone> zones;
  for (const std::string& zone : words) zones.push_back(TRY(zone_from_words(zone)));
  return zones;
}

/// One run's commands.
class LayoutCommands {
 public:
  explicit LayoutCommands(const CommandKit& kit) : kit_(kit) {}

  Status list() {
    Json::Array array;
    std::string lines;
    for (const LayoutRecord& layout : TRY(kit_.client().layouts())) {
      array.push_back(to_json(layout));
      lines += layout_lines(layout);
    }
    return show(Json().set("layouts", std::move(array)), lines);
  }

  /// What is not told stays as it was; without a layout it is a new one.
  Status set() {
    LayoutRecord layout;
    if (!told.layout.empty()) layout = TRY(find_layout(kit_.client(), told.layout));
    if (!told.name.empty()) layout.name = told.name;
    if (!told.zones.empty()) layout.landscape = TRY(drawing_from(told.zones));
    if (!told.portrait.empty()) layout.portrait = TRY(drawing_from(told.portrait));
    if (told.no_portrait) layout.portrait.clear();
    const LayoutRecord saved = TRY(kit_.client().save_layout(layout));
    return show(to_json(saved), layout_lines(saved));
  }

  Status remove() {
    const LayoutRecord layout = TRY(find_layout(kit_.client(), told.layout));
    TRY(kit_.client().remove_layout(layout.id));
    return show(Json(Json::Object{}), said("ctl.done") + "\n");
  }

  LayoutTold told;

 private:
  Status show(const Json& json, const std::string& lines) {
    kit_.out << (kit_.json ? json.dump() + "\n" : lines);
    return {};
  }

  const CommandKit kit_;
};

}  // namespace

Result<LayoutRecord> find_layout(Client& client, const std::string& name_or_id) {
  for (LayoutRecord& layout : TRY(client.layouts())) {
    if (layout.id.text == name_or_id || layout.name == name_or_id) return std::move(layout);
  }
  return Error{Code::NotFound, "layout " + name_or_id, "layout.unknown"};
}

void add_layout_commands(CLI::App& app, const CommandKit& kit) {
  const auto commands = std::make_shared<LayoutCommands>(kit);
  LayoutTold& told = commands->told;
  auto* layout = app.add_subcommand("layout", "bố cục màn hình do xã tự vẽ")->require_subcommand(1);
  kit.command(*layout, "list", "danh sách", [commands] { return commands->list(); });
  auto* set = kit.command(*layout, "set", "vẽ mới, hoặc vẽ lại bố cục đã có",
                          [commands] { return commands->set(); });
  set->add_option("layout", told.layout, "tên hoặc mã bố cục đã có; không nêu là vẽ mới");
  set->add_option("--name", told.name, "tên");
  set->add_option("--zone", told.zones,
                  "một vùng của màn hình ngang: main|header|ticker|side:TRÁI,TRÊN,RỘNG,CAO theo "
                  "phần trăm, như main:0,10,65,80; nêu nhiều lần");
  auto* portrait = set->add_option("--portrait", told.portrait, "một vùng của màn hình dọc");
  set->add_flag("--no-portrait", told.no_portrait, "màn hình dọc theo bố cục thường")
      ->excludes(portrait);
  auto* drop = kit.command(*layout, "remove", "xoá", [commands] { return commands->remove(); });
  drop->add_option("layout", told.layout, "tên hoặc mã bố cục")->required();
}

}  // namespace bangtin::ctl
