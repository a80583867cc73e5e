// How somebody gets in: with an account, as the first one of a server that waits for him, or by
// beginning a commune with a server on this PC.
#include "manager/desk/pages.h"
#include "shared/base/texts.h"
#include "shared/model/problems.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kWidth = 560;
constexpr float kBesideField = 10;

bool complete(const SignInForm& form) {
  if (form.login.empty() || form.password.empty()) return false;
  const bool named = !form.display_name.empty();
  const bool reached = !form.address.empty() && form.pin.size() == 64;
  switch (form.entry) {
    case Entry::Choose:
    case Entry::Restore:
      return false;
    case Entry::Account:
      return reached;
    case Entry::SetupToken:
      return reached && named && !form.token.empty();
    case Entry::StartCommune:
      break;
  }
  const CommuneRecord& commune = form.commune;
  return named && !commune.name.empty() && !commune.agency.empty() && is_digits(commune.code, 5) &&
         is_digits(commune.province_code, 2);
}

float half() { return (ui::room_width() - kBesideField) / 2; }

bool server_fields(SignInForm& form) {
  bool changed = ui::text_field({.id = "address", .label = text("desk.address")}, form.address);
  const bool odd = !form.pin.empty() && form.pin.size() != 64;
  changed |= ui::text_field({.id = "pin",
                             .label = text("desk.pin"),
                             .hint = text("desk.pin_hint"),
                             .error = odd ? text("desk.bad_pin") : std::string_view(),
                             .characters_max = 64},
                            form.pin);
  if (changed) form.own_server = false;
  return changed;
}

bool login_field(SignInForm& form) {
  return ui::text_field({.id = "login", .label = text("desk.login"), .characters_max = 64},
                        form.login);
}

bool new_password_fields(SignInForm& form) {
  bool changed = ui::text_field(
      {.id = "password", .label = text("desk.new_password"), .width = half(), .secret = true},
      form.password);
  ui::beside(kBesideField);
  changed |=
      ui::text_field({.id = "password_again", .label = text("desk.password_again"), .secret = true},
                     form.password_again);
  return changed;
}

bool account_fields(SignInForm& form) {
  bool changed = server_fields(form);
  changed |= login_field(form);
  changed |= ui::text_field({.id = "password", .label = text("desk.password"), .secret = true},
                            form.password);
  if (form.asks_code) {
    changed |= ui::text_field({.id = "code",
                               .label = text("factor.code"),
                               .characters_max = 32,
                               .focus_for = form.problem},
                              form.code);
  }
  return changed;
}

bool token_fields(SignInForm& form) {
  bool changed = server_fields(form);
  changed |= ui::text_field({.id = "token", .label = text("desk.token")}, form.token);
  changed |=
      ui::text_field({.id = "display_name", .label = text("desk.display_name")}, form.display_name);
  changed |= login_field(form);
  changed |= new_password_fields(form);
  return changed;
}

/// "UBND xã Tân Hưng" of "Xã Tân Hưng".
std::string agency_of(std::string name) {
  if (name.empty()) return "";
  if (name[0] >= 'A' && name[0] <= 'Z') name[0] = char(name[0] - 'A' + 'a');
  return text("desk.own.agency", {{"name", name}});
}

bool digits_field(std::string_view id, std::string_view label, std::string_view error,
                  std::size_t count, float width, std::string& value) {
  const bool odd = value.size() >= count && !is_digits(value, count);
  return ui::text_field({.id = id,
                         .label = label,
                         .error = odd ? error : std::string_view(),
                         .width = width,
                         .characters_max = count},
                        value);
}

bool commune_fields(CommuneRecord& commune) {
  const std::string proposed = agency_of(commune.name);
  bool changed = ui::text_field({.id = "commune.name",
                                 .label = text("desk.commune.name"),
                                 .hint = text("desk.commune.name_hint"),
                                 .width = half()},
                                commune.name);
  if (changed && commune.agency == proposed) commune.agency = agency_of(commune.name);
  ui::beside(kBesideField);
  changed |= ui::text_field({.id = "commune.agency",
                             .label = text("desk.commune.agency"),
                             .hint = text("desk.commune.agency_hint")},
                            commune.agency);
  changed |= digits_field("commune.code", text("desk.commune.code"), text("desk.own.code_wrong"), 5,
                          half(), commune.code);
  ui::beside(kBesideField);
  changed |= digits_field("commune.province", text("desk.commune.province"),
                          text("desk.own.province_wrong"), 2, 0, commune.province_code);
  return changed;
}

bool beginning_fields(SignInForm& form) {
  ui::words(text("desk.own.where"), ui::Tone::Accent, ui::Type::Bold);
  bool changed = commune_fields(form.commune);
  ui::gap(4);
  ui::words(text("desk.own.who"), ui::Tone::Accent, ui::Type::Bold);
  changed |=
      ui::text_field({.id = "display_name", .label = text("desk.display_name"), .width = half()},
                     form.display_name);
  ui::beside(kBesideField);
  changed |= login_field(form);
  ui::gap(4);
  ui::words(text("desk.own.password"), ui::Tone::Accent, ui::Type::Bold);
  changed |= new_password_fields(form);
  return changed;
}

/// A way in that is offered.
bool way(std::string_view id, const char* mark, const char* title, const char* hint) {
  return ui::list_row(id, text(title), {mark, std::string(text(hint)), ui::Tone::Accent},
                      ui::Colour::Accent, false);
}

void draw_choice(SignInForm form, Commands& commands) {
  ui::heading(text("desk.entry.title"));
  ui::gap(8);
  bool chosen = false;
  if (way("entry.begins", icon::kPlus, "desk.entry.begins", "desk.entry.begins_hint")) {
    form.entry = Entry::StartCommune;
    chosen = true;
  }
  ui::gap(6);
  if (way("entry.has", icon::kLogin, "desk.entry.has", "desk.entry.has_hint")) {
    form.entry = Entry::Account;
    chosen = true;
  }
  ui::gap(6);
  if (way("entry.restore", icon::kUndo, "backup.entry", "backup.entry_hint")) {
    form.entry = Entry::Restore;
    chosen = true;
    commands.emplace_back(BackupStep{LookAgain{false}});
  }
  if (chosen) commands.push_back(Edit{form});
}

struct Words {
  std::string_view title, hint, now, busy, other;
  Entry other_entry;
  const char* other_icon;
};

Words words_of(Entry entry) {
  if (entry == Entry::StartCommune) {
    return {text("desk.own.title"),
            text("desk.own.hint"),
            text("desk.own.begin"),
            text("desk.own.begins"),
            text("desk.have_account"),
            Entry::Account,
            icon::kReply};
  }
  if (entry == Entry::SetupToken) {
    return {text("desk.set_up"),
            text("desk.set_up_hint"),
            text("desk.set_up_now"),
            text("desk.connecting"),
            text("desk.have_account"),
            Entry::Account,
            icon::kReply};
  }
  return {text("desk.sign_in"),
          {},
          text("desk.sign_in"),
          text("desk.connecting"),
          text("desk.first_start"),
          Entry::SetupToken,
          icon::kKey};
}

bool fields_of(SignInForm& form) {
  if (form.entry == Entry::StartCommune) return beginning_fields(form);
  if (form.entry == Entry::SetupToken) return token_fields(form);
  return account_fields(form);
}

void draw_form(const State& state, SignInForm form, Commands& commands) {
  const Words words = words_of(form.entry);
  ui::heading(words.title);
  if (!words.hint.empty()) ui::paragraph(words.hint, ui::Tone::Muted);
  ui::gap(6);
  if (!form.note.empty()) ui::banner({icon::kCheckCircle, form.note, ui::Tone::Good});
  if (!form.problem.empty()) ui::banner({icon::kAlertCircle, form.problem, ui::Tone::Bad});
  bool changed = fields_of(form);
  ui::gap(10);
  const bool busy = state.link == LinkState::Busy;
  const float width = half();
  const bool pressed = ui::button("sign_in.now", icon::kLogin, busy ? words.busy : words.now,
                                  ui::Look::Primary, !busy && complete(form), width);
  ui::beside(kBesideField);
  if (ui::button("sign_in.other", words.other_icon, words.other, ui::Look::Secondary, !busy,
                 width)) {
    form.entry = words.other_entry;
    form.problem.clear();
    changed = true;
  }
  if (changed) commands.push_back(Edit{form});
  if (pressed) commands.push_back(SignIn{});
}

}  // namespace

void draw_sign_in(const State& state, Commands& commands) {
  ui::begin_middle("sign_in", kWidth);
  // The longest form has to fit a small screen.
  if (state.sign_in.entry != Entry::StartCommune) {
    ui::words(text("desk.product"), ui::Tone::Accent, ui::Type::Bold);
  }
  if (state.sign_in.entry == Entry::Choose) {
    draw_choice(state.sign_in, commands);
  } else if (state.sign_in.entry == Entry::Restore) {
    SignInForm form = state.sign_in;
    form.entry = Entry::Account;
    if (draw_restore(state, commands)) commands.push_back(Edit{form});
  } else {
    draw_form(state, state.sign_in, commands);
  }
  ui::end_middle();
}

}  // namespace bangtin::desk
