// The choice of language, colours and size, for everybody and at once.
#include <algorithm>

#include "manager/desk/pages.h"
#include "shared/base/texts.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

/// One of a few that stand side by side; the chosen one has a tick too.
bool offer(std::string_view id, const char* mark, std::string_view label, bool chosen) {
  return ui::button(id, chosen ? icon::kCheck : mark, label,
                    chosen ? ui::Look::Primary : ui::Look::Secondary);
}

void draw_languages(Display& display) {
  ui::words(text("display.language"), ui::Tone::Muted);
  const auto choose = [&](std::string_view id, std::string_view name, Language language) {
    if (offer(id, "", name, display.language == language)) display.language = language;
  };
  // Each in its own words: whoever cannot read the other one finds back.
  choose("display.vi", text("display.language.vi"), Language::Vietnamese);
  ui::beside();
  choose("display.en", text("display.language.en"), Language::English);
}

void draw_colours(Display& display) {
  ui::words(text("display.colours"), ui::Tone::Muted);
  const auto choose = [&](std::string_view id, const char* mark, std::string_view name,
                          ui::ColourSet set) {
    if (offer(id, mark, name, display.colours == set)) display.colours = set;
  };
  choose("display.light", icon::kSun, text("display.light"), ui::ColourSet::Light);
  ui::beside();
  choose("display.dark", icon::kMoon, text("display.dark"), ui::ColourSet::Dark);
}

void draw_size(Display& display) {
  ui::words(text("display.size"), ui::Tone::Muted);
  int& scale = display.scale_percent;
  const auto by = [&](int step) {
    scale = std::clamp(scale + step, kScaleMinPercent, kScaleMaxPercent);
  };
  if (ui::icon_button("display.smaller", icon::kMinus, text("display.smaller"),
                      scale > kScaleMinPercent)) {
    by(-kScaleStepPercent);
  }
  ui::beside();
  if (ui::icon_button("display.larger", icon::kPlus, text("display.larger"),
                      scale < kScaleMaxPercent)) {
    by(kScaleStepPercent);
  }
  ui::beside();
  if (ui::button("display.usual", "", text("display.usual"), ui::Look::Secondary, scale != 100)) {
    scale = 100;
  }
  ui::beside();
  ui::centred_mark({icon::kMagnify, std::to_string(scale) + " %", ui::Tone::Muted});
}

}  // namespace

void draw_display_button(Commands& commands) {
  const std::string_view label = text("display.title");
  ui::gap(14);
  ui::at_right(ui::button_width(icon::kLightDark, label) + 14);
  if (ui::button("display", icon::kLightDark, label, ui::Look::Secondary)) {
    commands.push_back(DisplayStep{ShowDisplay{true}});
  }
}

void draw_display(const Display& display, Commands& commands) {
  Display chosen = display;
  ui::begin_sheet("display.sheet", text("display.title"), 560);
  draw_languages(chosen);
  ui::gap(10);
  draw_colours(chosen);
  ui::gap(10);
  draw_size(chosen);
  ui::gap(10);
  ui::paragraph(text("display.hint"), ui::Tone::Muted);
  ui::gap(12);
  const std::string_view close = text("display.close");
  ui::at_right(ui::button_width("", close));
  const bool closed = ui::button("display.close", "", close, ui::Look::Primary);
  if (!(chosen == display)) commands.push_back(DisplayStep{SetDisplay{chosen}});
  if (ui::end_sheet() || closed) commands.push_back(DisplayStep{ShowDisplay{false}});
}

}  // namespace bangtin::desk
