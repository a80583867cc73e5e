// The second factor of one's own sign-in, above the page; and its removal for somebody else.
#include <algorithm>

#include "manager/desk/pages.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"
#include "shared/ui/pictures.h"
#include "shared/ui/theme.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kFactorWidth = 620;
constexpr float kCodeColumn = 290;
constexpr float kCodeFrame = 26;

void step(Commands& commands, FactorStep step) { commands.emplace_back(std::move(step)); }

/// "ABCD EFGH" as people type it, in lines of so many groups.
std::vector<std::string> groups_of(std::string_view key, std::size_t groups_a_line) {
  constexpr std::size_t kGroup = 4;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < key.size(); i += kGroup) {
    if (i / kGroup % groups_a_line == 0) {
      lines.emplace_back();
    } else {
      lines.back() += ' ';
    }
    lines.back() += key.substr(i, kGroup);
  }
  return lines;
}

void edit(std::string_view id, std::string_view label, bool secret, const FactorForm& form,
          std::string FactorForm::*member, Commands& commands, float width = 0) {
  FactorForm typed = form;
  if (ui::text_field({.id = id, .label = label, .width = width, .secret = secret}, typed.*member)) {
    step(commands, EditFactor{typed.password, typed.code});
  }
}

/// Puts the closing button at the right of what was drawn last in the row.
void close_button(std::string_view id, std::string_view label, ui::Look look, Commands& commands) {
  ui::at_right(ui::button_width("", label));
  if (ui::button(id, "", label, look)) step(commands, ShowFactor{false});
}

void draw_codes(const FactorForm& form, Commands& commands) {
  ui::banner({icon::kKey, std::string(text("factor.codes")), ui::Tone::Wait});
  ui::gap(6);
  for (std::size_t i = 0; i < form.codes.size(); i += 2) {
    std::string line = form.codes[i];
    if (i + 1 < form.codes.size()) line += "      " + form.codes[i + 1];
    ui::words(line, ui::Tone::Plain, ui::Type::Heading);
  }
  ui::gap(8);
  if (!form.file.empty()) {
    ui::banner({icon::kDocument, text("factor.saved", {{"file", form.file}}), ui::Tone::Good});
    ui::gap(4);
  }
  const ui::Look save = form.file.empty() ? ui::Look::Primary : ui::Look::Secondary;
  if (ui::button("factor.save", icon::kDocument, text("factor.save"), save, !form.busy)) {
    step(commands, SaveFactorCodes{});
  }
  ui::beside();
  close_button("factor.done", text("factor.done"),
               form.file.empty() ? ui::Look::Secondary : ui::Look::Primary, commands);
}

/// The picture has its pixels whatever the size of letters.
float code_column(const FactorForm& form) {
  const float pixels = float(form.picture->width()) + kCodeFrame;
  return std::max(kCodeColumn, pixels / ui::px(1));
}

void draw_offer(const FactorForm& form, Commands& commands) {
  ui::paragraph(text("factor.scan"));
  ui::gap(4);
  ui::begin_column("factor.code", code_column(form));
  ui::picture("factor.qr", text("factor.qr"), form.picture);
  ui::end_column();
  ui::beside();
  ui::begin_column("factor.key", 0);
  for (const std::string& line : groups_of(form.offer->key, 2)) {
    ui::words(line, ui::Tone::Plain, ui::Type::Heading);
  }
  ui::end_column();
  ui::gap(4);
  edit("factor.first", text("factor.confirm"), false, form, &FactorForm::code, commands);
  ui::gap(10);
  if (ui::button("factor.confirm", icon::kCheck, text("factor.confirm_now"), ui::Look::Primary,
                 !form.busy && !form.code.empty())) {
    step(commands, ConfirmFactor{});
  }
  ui::beside();
  close_button("factor.close", text("desk.cancel"), ui::Look::Secondary, commands);
}

void draw_factor_off(const FactorForm& form, Commands& commands) {
  ui::paragraph(text("factor.off"), ui::Tone::Muted);
  ui::gap(6);
  edit("factor.password", text("factor.password"), true, form, &FactorForm::password, commands);
  ui::gap(10);
  if (ui::button("factor.begin", icon::kLock, text("factor.begin"), ui::Look::Primary,
                 !form.busy && !form.password.empty())) {
    step(commands, OfferFactor{});
  }
  ui::beside();
  close_button("factor.close", text("factor.close"), ui::Look::Secondary, commands);
}

void draw_factor_on(const State& state, const FactorForm& form, Commands& commands) {
  ui::mark(
      {icon::kCheckCircle,
       text("factor.on", {{"date", ui::day_text(*form.state->since, state.utc_offset_minutes())},
                          {"count", std::to_string(form.state->recovery_left)}}),
       ui::Tone::Good});
  ui::gap(6);
  edit("factor.password", text("factor.password"), true, form, &FactorForm::password, commands);
  edit("factor.last", text("factor.code"), false, form, &FactorForm::code, commands);
  ui::gap(10);
  if (ui::button("factor.end", "", text("factor.end"), ui::Look::Danger,
                 !form.busy && !form.password.empty() && !form.code.empty())) {
    step(commands, DropFactor{});
  }
  ui::beside();
  close_button("factor.close", text("factor.close"), ui::Look::Secondary, commands);
}

}  // namespace

void draw_factor(const State& state, Commands& commands) {
  const FactorForm& form = state.factor;
  ui::begin_sheet("factor", text("factor.title"), kFactorWidth);
  if (!form.problem.empty()) {
    ui::banner({icon::kAlertCircle, form.problem, ui::Tone::Bad});
    ui::gap(4);
  }
  if (!form.codes.empty()) {
    draw_codes(form, commands);
  } else if (form.offer) {
    draw_offer(form, commands);
  } else if (!form.state) {
    if (form.busy) ui::paragraph(text("desk.loading"), ui::Tone::Muted);
    close_button("factor.close", text("factor.close"), ui::Look::Secondary, commands);
  } else if (form.state->since) {
    draw_factor_on(state, form, commands);
  } else {
    draw_factor_off(form, commands);
  }
  // Codes that were told once are not lost by a key.
  if (ui::end_sheet() && form.codes.empty()) step(commands, ShowFactor{false});
}

void draw_factor_reset(const State& state, Commands& commands) {
  const Administration* seen = state.administration();
  const PersonForm& person = state.settings.person;
  if (seen == nullptr || !std::ranges::count(seen->factors.logins, person.login)) return;
  ui::mark({icon::kLock, std::string(text("factor.has")), ui::Tone::Good});
  ui::beside();
  if (ui::button("factor.reset", "", text("factor.reset"), ui::Look::Danger)) {
    commands.push_back(Ask{{Sheet::Kind::ResetFactor, person.display_name, {}, {}, {}, ""}});
  }
}

}  // namespace bangtin::desk
