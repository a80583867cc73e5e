#include "player/setup/pages.h"

#include <algorithm>

#include "player/setup/network_words.h"
#include "player/setup/server_address.h"
#include "shared/base/board_limits.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/ui/canvas.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"
#include "shared/ui/keys.h"
#include "shared/ui/widgets.h"

namespace bangtin {
namespace {

using ui::Look;
using ui::Tone;

/// Logical pixels that a page is made for, and the prompt.
constexpr float kPageWidth = 690, kPageHeight = 390;
constexpr Size kPrompt{440, 240};
constexpr float kRailWidth = 184, kRailFrom = 620, kRailHigh = 262;
constexpr float kButtonGap = 8;

struct Titled {
  SetupPage page;
  const char* key;
};
/// The steps of the first start, as the rail lists them; their names are those of the menu too.
constexpr Titled kTitles[] = {
    {SetupPage::Language, "setup.language"}, {SetupPage::Server, "setup.server"},
    {SetupPage::Name, "setup.name"},         {SetupPage::Rotation, "setup.rotation"},
    {SetupPage::Overscan, "setup.overscan"}, {SetupPage::TestCard, "setup.test_card"},
    {SetupPage::Network, "setup.network"},   {SetupPage::NewPin, "setup.pin"},
    {SetupPage::Pairing, "setup.pairing"},
};

int place_of(SetupPage page) {
  if (page == SetupPage::PinAgain) page = SetupPage::NewPin;
  const auto found = std::ranges::find(kTitles, page, &Titled::page);
  return found == std::end(kTitles) ? -1 : int(found - std::begin(kTitles));
}

std::string title_of(SetupPage page) {
  if (page == SetupPage::Menu) return said("setup.menu");
  if (page == SetupPage::Done) return said("setup.done");
  const int place = place_of(page);
  return place < 0 ? std::string() : said(kTitles[place].key);
}

/// One page while it is drawn.
struct Sheet {
  const SetupState& state;
  SetupCommands& commands;
  bool compact = false;

  void explain(std::string_view key) const {
    if (!compact) ui::paragraph(text(key), Tone::Muted);
  }
  void problem() const {
    if (!state.problem.empty()) {
      ui::paragraph(std::string(ui::icon::kAlertCircle) + " " + state.problem, Tone::Bad);
    }
  }
  void button(int index, std::string_view id, std::string_view label, float width) const {
    const Look look = state.chosen == index ? Look::Primary : Look::Secondary;
    if (ui::button(id, "", label, look, true, width)) commands.emplace_back(Pick{index});
  }
  void field(std::string_view id, std::string_view label, std::string_view hint,
             std::size_t characters_max, bool secret) const {
    // A field that has the keyboard keeps its own text: a new entry is a new field.
    const std::string entry = std::string(id) + "." + std::to_string(state.entry);
    ui::Field field;
    field.id = entry;
    field.label = label;
    field.hint = hint;
    field.error = state.problem;
    field.characters_max = characters_max;
    field.secret = secret;
    field.focused = true;
    std::string value = state.text;
    if (ui::text_field(field, value)) commands.emplace_back(EditText{std::move(value)});
  }
};

void take_keys(const SetupState& state, SetupCommands& commands) {
  if (ui::pressed(ui::Key::F2)) commands.emplace_back(SwitchLanguage{});
  const bool has_field = state.page == SetupPage::Server || state.page == SetupPage::Name ||
                         state.page == SetupPage::NewPin || state.page == SetupPage::PinAgain ||
                         state.page == SetupPage::Unlock;
  if (!has_field) {
    if (ui::pressed(ui::Key::Down) || ui::pressed(ui::Key::Tab)) commands.emplace_back(Step{0, 1});
    if (ui::pressed(ui::Key::Up)) commands.emplace_back(Step{0, -1});
    if (ui::pressed(ui::Key::Right)) commands.emplace_back(Step{1, 0});
    if (ui::pressed(ui::Key::Left)) commands.emplace_back(Step{-1, 0});
  }
  if (ui::pressed(ui::Key::Enter)) commands.emplace_back(GoOn{});
  if (ui::pressed(ui::Key::Escape)) commands.emplace_back(GoBack{});
}

void draw_language(const Sheet& sheet) {
  sheet.explain("setup.language_how");
  sheet.button(0, "language.vi", "Tiếng Việt", ui::kRest);
  sheet.button(1, "language.en", "English", ui::kRest);
}

void draw_server(const Sheet& sheet) {
  sheet.explain("setup.server_how");
  sheet.field("server", text("setup.server_label"), text("setup.server_hint"),
              limits::kShortTextCharactersMax, false);
}

void draw_name(const Sheet& sheet) {
  sheet.explain("setup.name_how");
  sheet.field("name", text("setup.name_label"), text("setup.name_hint"),
              limits::kBoardNameCharactersMax, false);
}

void draw_rotation(const Sheet& sheet) {
  constexpr const char* kDegrees[] = {"0°", "90°", "180°", "270°"};
  sheet.explain("setup.rotation_how");
  const float width = (ui::room_width() - 3 * kButtonGap) / 4;
  for (int i = 0; i < 4; ++i) {
    if (i > 0) ui::beside(kButtonGap);
    sheet.button(i, std::string("rotation.") + std::to_string(i), kDegrees[i], width);
  }
}

void draw_overscan(const Sheet& sheet) {
  constexpr const char* kEdges[] = {"setup.edge_all", "setup.edge_top", "setup.edge_right",
                                    "setup.edge_bottom", "setup.edge_left"};
  const Insets& insets = sheet.state.setup.placement.insets;
  const int sizes[] = {0, insets.top_px, insets.right_px, insets.bottom_px, insets.left_px};
  sheet.explain("setup.overscan_how");
  const float width = (ui::room_width() - kButtonGap) / 2;
  for (int i = 0; i < kInsetEdges; ++i) {
    std::string label = said(kEdges[i]);
    if (i > 0) label += ": " + std::to_string(sizes[i]);
    if (i == 2 || i == 4) ui::beside(kButtonGap);
    sheet.button(i, "edge." + std::to_string(i), label, i == 0 ? ui::kRest : width);
  }
}

void draw_network(const Sheet& sheet) {
  const std::vector<Finding> findings = explain(sheet.state.seen.network);
  const bool all_good = std::ranges::all_of(
      findings, [](const Finding& finding) { return finding.verdict == Verdict::Good; });
  if (sheet.compact && all_good) {
    return ui::paragraph(std::string(ui::icon::kCheckCircle) + " " + said("setup.net.all_good"),
                         Tone::Good);
  }
  for (const Finding& finding : findings) {
    const bool good = finding.verdict == Verdict::Good;
    const bool bad = finding.verdict == Verdict::Bad;
    const char* icon = good  ? ui::icon::kCheckCircle
                       : bad ? ui::icon::kAlertCircle
                             : ui::icon::kWait;
    if (sheet.compact && !bad && findings.size() > 1) continue;
    ui::paragraph(std::string(icon) + " " + finding.sentence, good  ? Tone::Good
                                                              : bad ? Tone::Bad
                                                                    : Tone::Muted);
    if (sheet.compact && bad) return;  // One thing after the other.
  }
}

void draw_pin(const Sheet& sheet, bool again) {
  const bool keeps = !again && sheet.state.seen.has_pin;
  sheet.explain(again ? "setup.pin_again_how" : keeps ? "setup.pin_keep" : "setup.pin_how");
  sheet.field(again ? "pin_again" : "pin", text(again ? "setup.pin_again" : "setup.pin_label"),
              text("setup.pin_hint"), std::size_t(limits::kPinDigits), true);
}

void draw_pairing(const Sheet& sheet) {
  const SetupSeen& seen = sheet.state.seen;
  if (seen.code.empty()) {
    sheet.explain("setup.pairing_waits");
    ui::words(typed_server(seen.server_url));
    if (!seen.problem.empty()) {
      ui::paragraph(std::string(ui::icon::kAlertCircle) + " " + said(seen.problem), Tone::Bad);
    }
    return;
  }
  sheet.explain("setup.pairing_how");
  const auto half = seen.code.size() / 2;
  ui::words(seen.code.substr(0, half) + " " + seen.code.substr(half), Tone::Accent,
            sheet.compact ? ui::Type::Heading : ui::Type::Display);
  ui::large_words(seen.words);
}

void draw_menu(const Sheet& sheet) {
  const float width = (ui::room_width() - kButtonGap) / 2;
  for (int i = 0; i < int(std::size(kMenuPages)); ++i) {
    if (i % 2 == 1) ui::beside(kButtonGap);
    const int place = place_of(kMenuPages[i]);
    sheet.button(i, "menu." + std::to_string(i), text(kTitles[place].key), width);
  }
}

void draw_done(const Sheet& sheet) {
  ui::mark({ui::icon::kCheckCircle, said("setup.done"), Tone::Good});
  ui::heading(sheet.state.seen.agency);
  if (!sheet.state.setup.name.empty()) ui::words(sheet.state.setup.name);
  sheet.explain("setup.done_how");
}

void draw_content(const Sheet& sheet) {
  switch (sheet.state.page) {
    case SetupPage::Closed:
    case SetupPage::Unlock:
    case SetupPage::TestCard:
      return;
    case SetupPage::Menu:
      return draw_menu(sheet);
    case SetupPage::Language:
      return draw_language(sheet);
    case SetupPage::Server:
      return draw_server(sheet);
    case SetupPage::Name:
      return draw_name(sheet);
    case SetupPage::Rotation:
      return draw_rotation(sheet);
    case SetupPage::Overscan:
      return draw_overscan(sheet);
    case SetupPage::Network:
      return draw_network(sheet);
    case SetupPage::NewPin:
      return draw_pin(sheet, false);
    case SetupPage::PinAgain:
      return draw_pin(sheet, true);
    case SetupPage::Pairing:
      return draw_pairing(sheet);
    case SetupPage::Done:
      return draw_done(sheet);
  }
}

std::string legend_of(const SetupState& state) {
  switch (state.page) {
    case SetupPage::Language:
    case SetupPage::Rotation:
    case SetupPage::Menu:
      return said("setup.keys_choose");
    case SetupPage::Overscan:
      return said("setup.keys_overscan");
    case SetupPage::Pairing:
      return said("setup.keys_pairing");
    default:
      return said("setup.keys");
  }
}

void draw_rail(const SetupState& state) {
  ui::begin_rail("Bảng Tin", said("setup.title"), kRailWidth);
  const bool over = state.page == SetupPage::Done;
  const int now = over ? int(std::size(kTitles)) : place_of(state.page);
  if (state.first_start && ui::room_height() >= kRailHigh) {
    for (int i = 0; i < int(std::size(kTitles)); ++i) {
      const std::string mark = i == now ? ui::icon::kPlay : i < now ? ui::icon::kCheck : "  ";
      ui::rail_note(mark + " " + said(kTitles[i].key), i == now ? Tone::Wait : Tone::Muted);
    }
  }
  ui::end_rail();
  ui::beside(0);
}

}  // namespace

float setup_scale(Size canvas_px) {
  const float fit =
      std::min(float(canvas_px.width_px) / kPageWidth, float(canvas_px.height_px) / kPageHeight);
  return std::clamp(fit, ui::Canvas::kScaleMin, ui::Canvas::kScaleMax);
}

void draw_setup(const SetupState& state, SetupCommands& commands) {
  ui::begin_screen(false);
  Sheet sheet{state, commands};
  sheet.compact = ui::room_height() < kCompactHeight;
  if (!sheet.compact && ui::room_width() >= kRailFrom) draw_rail(state);
  ui::begin_area("setup.page", 0, 0);
  const float legend = sheet.compact ? 34 : 56;
  ui::begin_plain("setup.content", ui::room_height() - legend);
  std::string title = title_of(state.page);
  const int place = place_of(state.page);
  if (state.first_start && place >= 0) {
    title = std::to_string(place + 1) + "/" + std::to_string(std::size(kTitles)) + "  " + title;
  }
  // Where there is little room, what has to be read takes the place of the title.
  const bool titled =
      !sheet.compact || (state.page != SetupPage::Menu &&
                         (state.page != SetupPage::Pairing || state.seen.code.empty()));
  if (titled) ui::heading(title);
  draw_content(sheet);
  const bool typed = state.page == SetupPage::Server || state.page == SetupPage::Name ||
                     state.page == SetupPage::NewPin || state.page == SetupPage::PinAgain;
  if (!typed) sheet.problem();
  ui::end_plain();
  ui::paragraph(sheet.compact ? said("setup.keys_short") : legend_of(state), Tone::Muted);
  ui::end_area();
  ui::end_screen();
  take_keys(state, commands);
}

Size unlock_size(Size canvas_px) {
  const float scale = setup_scale(canvas_px);
  return {std::min(canvas_px.width_px, int(float(kPrompt.width_px) * scale)),
          std::min(canvas_px.height_px, int(float(kPrompt.height_px) * scale))};
}

void draw_unlock(const SetupState& state, SetupCommands& commands) {
  ui::begin_screen(false);
  ui::begin_area("setup.unlock", 0, 0);
  Sheet sheet{state, commands, false};
  ui::heading(text("setup.unlock"));
  if (!state.seen.has_pin) {
    ui::paragraph(text("setup.no_pin"), Tone::Bad);
  } else {
    sheet.field("unlock", text("setup.pin_hint"), {}, std::size_t(limits::kPinDigits), true);
    if (state.wait > Seconds(0)) {
      ui::words(text("setup.pin_wait", {{"n", std::to_string(state.wait.count())}}), Tone::Wait);
    }
  }
  ui::paragraph(text("setup.keys_unlock"), Tone::Muted);
  ui::end_area();
  ui::end_screen();
  take_keys(state, commands);
}

}  // namespace bangtin
