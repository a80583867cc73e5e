// What the desk says and asks about the person's own key and its password.
#include "manager/desk/pages.h"
#include "shared/base/texts.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

void ask_button(std::string_view id, Sheet::Kind kind, std::string_view label, const State& state,
                Commands& commands) {
  if (ui::button(id, icon::kKey, label, ui::Look::Secondary)) {
    commands.push_back(Ask{{kind, state.me.display_name, {}, {}, {}, ""}});
  }
}

bool has_before(Sheet::Kind kind) {
  return kind == Sheet::Kind::ChangePassword || kind == Sheet::Kind::ResealKey;
}

/// What opens a sealed file asks for the password that it is sealed under.
bool has_now(Sheet::Kind kind) {
  return has_before(kind) || kind == Sheet::Kind::ReplaceKey ||
         kind == Sheet::Kind::ShowRecoverySheet || kind == Sheet::Kind::BeginTrust ||
         kind == Sheet::Kind::SignPeople || kind == Sheet::Kind::AllowOnePerson ||
         kind == Sheet::Kind::RequireTwoPeople || kind == Sheet::Kind::RecoverCommuneKey ||
         kind == Sheet::Kind::LetProvinceIn || kind == Sheet::Kind::ShutProvinceOut;
}

}  // namespace

void draw_key_note(const State& state, Commands& commands) {
  const SigningState signing = state.signing();
  if (signing == SigningState::NotNeeded || signing == SigningState::Ready) return;
  const bool waits = signing == SigningState::Waiting || signing == SigningState::NotBegun;
  std::string words(text(key_of(signing)));
  if (waits) words += " " + text("desk.key.words", {{"words", state.seen->key.words}});
  ui::banner({waits ? icon::kClock : icon::kKey, words, waits ? ui::Tone::Wait : ui::Tone::Bad});
  const bool sealed = signing == SigningState::OtherPassword;
  if (sealed) {
    ask_button("key.reseal", Sheet::Kind::ResealKey, text("desk.key.reseal"), state, commands);
    ui::beside();
  }
  if (signing == SigningState::Elsewhere) {
    if (ui::button("key.recover", icon::kUndo, text("account.recover"), ui::Look::Primary)) {
      commands.emplace_back(AccountStep{ShowAccount{true, AccountView::Recover}});
    }
    ui::beside();
  }
  if (sealed || signing == SigningState::Elsewhere || signing == SigningState::Retired) {
    ask_button("key.replace", Sheet::Kind::ReplaceKey, text("desk.key.replace"), state, commands);
  }
}

bool draw_passwords(const Sheet& sheet, Commands& commands) {
  const bool changes = sheet.kind == Sheet::Kind::ChangePassword;
  const bool before = has_before(sheet.kind);
  if (!has_now(sheet.kind)) return true;
  PasswordForm form = sheet.passwords;
  bool changed = false;
  ui::gap(10);
  if (before) {
    changed |= ui::text_field(
        {.id = "sheet.before", .label = text("desk.old_password"), .secret = true}, form.before);
  }
  changed |= ui::text_field({.id = "sheet.now",
                             .label = text(changes ? "desk.new_password" : "desk.password"),
                             .secret = true},
                            form.now);
  const bool differ = changes && form.again != form.now;
  if (changes) {
    changed |=
        ui::text_field({.id = "sheet.again",
                        .label = text("desk.password_again"),
                        .error = differ && !form.again.empty() ? text("desk.passwords_differ")
                                                               : std::string_view(),
                        .secret = true},
                       form.again);
  }
  if (changed) commands.push_back(EditPasswords{form});
  return !form.now.empty() && (!before || !form.before.empty()) && !differ;
}

}  // namespace bangtin::desk
