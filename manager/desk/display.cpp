#include "manager/desk/display.h"

#include "shared/base/json.h"
#include "shared/ui/theme.h"

namespace bangtin::desk {

std::string display_bytes(const Display& display) {
  Json json;
  json.set("language", display.language == Language::English ? "en" : "vi");
  json.set("colours", display.colours == ui::ColourSet::Dark ? "dark" : "light");
  json.set("scale_percent", display.scale_percent);
  return json.dump();
}

Display display_from(std::string_view bytes) {
  Display display;
  const Result<Json> json = Json::parse(bytes);
  if (!json.ok()) return display;
  const auto language = json->string_at("language");
  if (language.ok() && *language == "en") display.language = Language::English;
  const auto colours = json->string_at("colours");
  if (colours.ok() && *colours == "dark") display.colours = ui::ColourSet::Dark;
  const auto scale = json->int_at("scale_percent", kScaleMinPercent, kScaleMaxPercent);
  if (scale.ok()) display.scale_percent = int(*scale);
  return display;
}

void put_in_force(const Display& display) {
  set_language(display.language);
  ui::use_colours(display.colours);
  ui::apply_colours();
}

}  // namespace bangtin::desk
