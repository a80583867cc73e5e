#include "manager/desk/pages.h"
#include "shared/base/texts.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

bool complete(const SignInForm& form) {
  const bool known = !form.address.empty() && form.pin.size() == 64 && !form.login.empty() &&
                     !form.password.empty();
  return known && (!form.first_start || (!form.token.empty() && !form.display_name.empty()));
}

bool server_fields(SignInForm& form) {
  bool changed = ui::text_field({.id = "address", .label = text("desk.address")}, form.address);
  const bool odd = !form.pin.empty() && form.pin.size() != 64;
  changed |= ui::text_field({.id = "pin",
                             .label = text("desk.pin"),
                             .hint = text("desk.pin_hint"),
                             .error = odd ? text("desk.bad_pin") : std::string_view(),
                             .characters_max = 64},
                            form.pin);
  return changed;
}

}  // namespace

void draw_sign_in(const State& state, Commands& commands) {
  SignInForm form = state.sign_in;
  bool changed = false;
  ui::begin_middle("sign_in", 560);
  ui::words(text("desk.product"), ui::Tone::Accent, ui::Type::Bold);
  ui::heading(text(form.first_start ? "desk.set_up" : "desk.sign_in"));
  if (form.first_start) ui::paragraph(text("desk.set_up_hint"), ui::Tone::Muted);
  ui::gap(8);
  if (!form.problem.empty()) ui::banner({icon::kAlertCircle, form.problem, ui::Tone::Bad});
  changed |= server_fields(form);
  if (form.first_start) {
    changed |= ui::text_field({.id = "token", .label = text("desk.token")}, form.token);
    changed |= ui::text_field({.id = "display_name", .label = text("desk.display_name")},
                              form.display_name);
  }
  changed |= ui::text_field({.id = "login", .label = text("desk.login"), .characters_max = 64},
                            form.login);
  const float half = form.first_start ? (ui::room_width() - 10) / 2 : 0;
  changed |=
      ui::text_field({.id = "password",
                      .label = text(form.first_start ? "desk.new_password" : "desk.password"),
                      .width = half,
                      .secret = true},
                     form.password);
  if (form.first_start) {
    ui::beside();
    changed |= ui::text_field(
        {.id = "password_again", .label = text("desk.password_again"), .secret = true},
        form.password_again);
  }
  ui::gap(12);
  const bool busy = state.link == LinkState::Busy;
  const std::string_view label = text(busy               ? "desk.connecting"
                                      : form.first_start ? "desk.set_up_now"
                                                         : "desk.sign_in");
  const bool pressed = ui::button("sign_in.now", icon::kLogin, label, ui::Look::Primary,
                                  !busy && complete(form), ui::kRest);
  ui::gap(2);
  if (ui::button("sign_in.other", form.first_start ? icon::kReply : icon::kKey,
                 text(form.first_start ? "desk.have_account" : "desk.first_start"),
                 ui::Look::Secondary, !busy, ui::kRest)) {
    form.first_start = !form.first_start;
    form.problem.clear();
    changed = true;
  }
  ui::end_middle();
  if (changed) commands.push_back(Edit{form});
  if (pressed) commands.push_back(SignIn{});
}

}  // namespace bangtin::desk
