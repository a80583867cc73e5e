// One's own account, above the page: how the signing key stands, a sheet of paper and a stick
// against the loss of this PC, and the key back from them on another one.
#include <algorithm>

#include "manager/desk/pages.h"
#include "manager/desk/spacing.h"
#include "shared/base/lists.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kAccountWidth = 680;
constexpr float kSheetTyped = 76;  ///< the box for its two lines
constexpr std::size_t kSheetCharactersMax = 200;
constexpr std::size_t kKeyPathMax = 300;
constexpr std::size_t kPlacesShown = 2;  ///< others are typed

void account_step(Commands& commands, AccountStep step) { commands.emplace_back(std::move(step)); }

void show_view(Commands& commands, AccountView view) {
  account_step(commands, ShowAccount{true, view});
}

/// Closes this sheet and asks something of its own.
void ask_instead(const State& state, Sheet::Kind kind, Commands& commands) {
  account_step(commands, ShowAccount{false});
  commands.push_back(Ask{{kind, state.me.display_name, {}, {}, {}, ""}});
}

bool is_here(SigningState signing) {
  return signing != SigningState::Elsewhere && signing != SigningState::NoKey;
}

ui::Mark signing_mark(SigningState signing) {
  const std::string words(text(key_of(signing)));
  switch (signing) {
    case SigningState::Ready:
      return {icon::kCheckCircle, words, ui::Tone::Good};
    case SigningState::Waiting:
    case SigningState::NotBegun:
      return {icon::kClock, words, ui::Tone::Wait};
    case SigningState::NotNeeded:
      return {icon::kInformation, words, ui::Tone::Accent};
    default:
      break;
  }
  return {icon::kKey, words, ui::Tone::Bad};
}

/// Whose key it is, so that nobody mixes up two sheets.
void draw_key_words(const State& state) {
  const KeySight& key = state.seen->key;
  if (key.words.empty()) return;
  ui::paragraph(text("account.words", {{"words", key.words}}));
  if (!key.since) return;
  ui::paragraph(text(is_here(key.state) ? "account.since_here" : "account.since_elsewhere",
                     {{"date", ui::day_text(*key.since, state.utc_offset_minutes())}}),
                ui::Tone::Muted);
}

void draw_key_ways(const State& state, Commands& commands) {
  switch (state.signing()) {
    case SigningState::Elsewhere:
      if (ui::button("account.recover", icon::kUndo, text("account.recover"), ui::Look::Primary)) {
        show_view(commands, AccountView::Recover);
      }
      ui::beside();
      if (ui::button("account.lost", icon::kAlert, text("account.lost"), ui::Look::Secondary)) {
        show_view(commands, AccountView::Lost);
      }
      return;
    case SigningState::OtherPassword:
      if (ui::button("account.reseal", icon::kKey, text("desk.key.reseal"), ui::Look::Primary)) {
        ask_instead(state, Sheet::Kind::ResealKey, commands);
      }
      return;
    case SigningState::Waiting:
    case SigningState::NotBegun:
    case SigningState::Ready:
      ui::paragraph(text("account.copies_why"), ui::Tone::Muted);
      if (ui::button("account.copies", icon::kDocument, text("account.copies"),
                     ui::Look::Primary)) {
        show_view(commands, AccountView::Copies);
      }
      return;
    default:
      return;
  }
}

void draw_overview(const State& state, Commands& commands) {
  ui::words(state.me.display_name, ui::Tone::Plain, ui::Type::Bold);
  ui::paragraph(
      text("account.who", {{"login", state.me.login}, {"roles", roles_words(state.me.roles)}}),
      ui::Tone::Muted);
  ui::gap(8);
  ui::words(text("account.key"), ui::Tone::Plain, ui::Type::Bold);
  ui::banner(signing_mark(state.signing()));
  draw_key_words(state);
  draw_key_ways(state, commands);
  ui::gap(10);
  ui::words(text("account.signing_in"), ui::Tone::Plain, ui::Type::Bold);
  if (ui::button("change_password", icon::kKey, text("desk.change_password"),
                 ui::Look::Secondary)) {
    ask_instead(state, Sheet::Kind::ChangePassword, commands);
  }
  ui::beside();
  if (ui::button("factor", icon::kLock, text("factor.title"), ui::Look::Secondary)) {
    account_step(commands, ShowAccount{false});
    commands.emplace_back(FactorStep{ShowFactor{true}});
  }
}

EditAccount edit_of(const AccountForm& form) {
  return {form.password, form.typed, form.file, form.folder};
}

bool draw_password(EditAccount& edit, bool focused) {
  return ui::text_field({.id = "account.password",
                         .label = text("desk.password"),
                         .width = 300,
                         .secret = true,
                         .focus_for = focused ? "account.password" : std::string_view()},
                        edit.password);
}

/// A field for what lies on this PC, and looking at it anew.
bool draw_path(std::string_view id, std::string_view label, std::string& path, Commands& commands) {
  const std::string_view look = text("backup.look");
  const bool changed = ui::text_field({.id = id,
                                       .label = label,
                                       .width = -(ui::button_width(icon::kRefresh, look) + kGap),
                                       .characters_max = kKeyPathMax},
                                      path);
  ui::beside();
  ui::below_label();
  if (ui::button("account.look", icon::kRefresh, look, ui::Look::Secondary)) {
    account_step(commands, LookForKeyCopies{});
  }
  ui::end_below_label();
  return changed;
}

void draw_saved(const std::string& file, std::string_view key) {
  if (file.empty()) return;
  ui::banner({icon::kCheckCircle, text(key, {{"file", file}}), ui::Tone::Good});
}

void draw_stick(const AccountForm& form, Commands& commands) {
  EditAccount edit = edit_of(form);
  bool changed = false;
  ui::words(text("account.stick"), ui::Tone::Plain, ui::Type::Bold);
  if (form.looked && form.places.sticks.empty()) {
    ui::paragraph(text("account.no_stick"), ui::Tone::Wait);
  }
  for (std::size_t i = 0; i < std::min(form.places.sticks.size(), kPlacesShown); ++i) {
    const BackupPlace& stick = form.places.sticks[i];
    if (ui::list_row("account.stick." + std::to_string(i), stick.name,
                     {icon::kSave, stick.folder, ui::Tone::Good}, ui::Colour::Accent,
                     edit.folder == stick.folder)) {
      edit.folder = stick.folder;
      changed = true;
    }
    ui::gap(4);
  }
  changed |= draw_path("account.folder", text("account.folder"), edit.folder, commands);
  if (ui::button("account.save_copy", icon::kSave, text("account.save_copy"),
                 form.copy_file.empty() ? ui::Look::Primary : ui::Look::Secondary,
                 !form.busy && !edit.folder.empty())) {
    account_step(commands, SaveKeyCopy{});
  }
  if (changed) commands.insert(commands.begin(), AccountStep{edit});
}

void draw_copies(const AccountForm& form, Commands& commands) {
  if (form.sheet.empty()) {
    EditAccount edit = edit_of(form);
    ui::paragraph(text("account.sheet_what"));
    ui::paragraph(text("account.sheet_body"), ui::Tone::Muted);
    const bool changed = draw_password(edit, true);
    ui::gap(6);
    if (ui::button("account.sheet", icon::kDocument, text("account.sheet_show"), ui::Look::Primary,
                   !form.busy && !edit.password.empty())) {
      account_step(commands, ShowKeySheet{});
    }
    if (changed) commands.insert(commands.begin(), AccountStep{edit});
    return;
  }
  ui::banner({icon::kKey, said("account.sheet_keep"), ui::Tone::Wait});
  draw_sheet_lines(form.sheet);
  ui::gap(4);
  draw_saved(form.paper_file, "account.paper_saved");
  if (form.paper_file.empty() &&
      ui::button("account.save_paper", icon::kDocument, text("desk.trust.sheet_save"),
                 ui::Look::Primary, !form.busy)) {
    account_step(commands, SaveKeyPaper{});
  }
  ui::gap(6);
  draw_saved(form.copy_file, "account.copy_saved");
  draw_stick(form, commands);
}

bool draw_found_copies(const AccountForm& form, EditAccount& edit) {
  bool changed = false;
  for (std::size_t i = 0; i < std::min(form.places.copies.size(), kPlacesShown); ++i) {
    const KeyCopy& copy = form.places.copies[i];
    const ui::Mark mark{icon::kSave, text("account.copy_at", {{"place", copy.place}}),
                        ui::Tone::Accent};
    const bool chosen = edit.typed.empty() && edit.file == copy.file;
    if (ui::list_row("account.copy." + std::to_string(i), copy.login, mark, ui::Colour::Accent,
                     chosen)) {
      edit.file = copy.file;
      edit.typed.clear();
      changed = true;
    }
    ui::gap(4);
  }
  return changed;
}

void draw_recover(const AccountForm& form, Commands& commands) {
  EditAccount edit = edit_of(form);
  ui::paragraph(text("account.recover_body"), ui::Tone::Muted);
  bool changed = ui::text_area({.id = "account.typed",
                                .label = text("desk.trust.sheet_typed"),
                                .characters_max = kSheetCharactersMax,
                                .focus_for = "account.typed"},
                               edit.typed, kSheetTyped);
  changed |= draw_found_copies(form, edit);
  changed |= draw_path("account.file", text("account.file"), edit.file, commands);
  changed |= draw_password(edit, false);
  ui::gap(6);
  const bool ready =
      !form.busy && !edit.password.empty() && !(edit.typed.empty() && edit.file.empty());
  if (ui::button("account.recover_now", icon::kUndo, text("account.recover_now"), ui::Look::Primary,
                 ready)) {
    account_step(commands, RecoverKey{});
  }
  ui::beside();
  if (ui::button("account.lost", icon::kAlert, text("account.lost"), ui::Look::Secondary)) {
    show_view(commands, AccountView::Lost);
  }
  if (changed) commands.insert(commands.begin(), AccountStep{edit});
}

void draw_lost(const State& state, Commands& commands) {
  for (const char* step : {"account.lost_1", "account.lost_2", "account.lost_3"}) {
    ui::paragraph(text(step));
    ui::gap(4);
  }
  ui::paragraph(text(state.may_administer() ? "account.lost_admin" : "account.lost_after"),
                ui::Tone::Muted);
  ui::gap(8);
  if (ui::button("account.replace", icon::kKey, text("desk.key.replace"), ui::Look::Primary)) {
    ask_instead(state, Sheet::Kind::ReplaceKey, commands);
  }
  if (!state.may_administer()) return;
  ui::beside();
  if (ui::button("account.settings", icon::kSettings, text("account.settings"),
                 ui::Look::Secondary)) {
    account_step(commands, ShowAccount{false});
    commands.push_back(GoTo{Page::Settings});
  }
}

const char* title_of(AccountView view) {
  switch (view) {
    case AccountView::Overview:
      break;
    case AccountView::Copies:
      return "account.copies";
    case AccountView::Recover:
      return "account.recover";
    case AccountView::Lost:
      return "account.lost";
  }
  return "account.title";
}

void draw_way_out(const AccountForm& form, Commands& commands) {
  const bool first = form.view == AccountView::Overview;
  const std::string_view close = text("account.close"), back = text("account.back");
  ui::gap(12);
  ui::at_right(ui::button_width("", close) + (first ? 0 : ui::button_width("", back) + 10));
  if (!first) {
    if (ui::button("account.back", "", back, ui::Look::Secondary)) {
      show_view(commands, AccountView::Overview);
    }
    ui::beside();
  }
  if (ui::button("account.close", "", close, ui::Look::Secondary)) {
    account_step(commands, ShowAccount{false});
  }
}

}  // namespace

void draw_account(const State& state, Commands& commands) {
  const AccountForm& form = state.account;
  ui::begin_sheet("account", text(title_of(form.view)), kAccountWidth);
  if (!form.problem.empty()) {
    ui::banner({icon::kAlertCircle, form.problem, ui::Tone::Bad});
    ui::gap(4);
  }
  if (!state.seen) {
    ui::paragraph(text("desk.loading"), ui::Tone::Muted);
  } else if (form.view == AccountView::Copies) {
    draw_copies(form, commands);
  } else if (form.view == AccountView::Recover) {
    draw_recover(form, commands);
  } else if (form.view == AccountView::Lost) {
    draw_lost(state, commands);
  } else {
    draw_overview(state, commands);
  }
  draw_way_out(form, commands);
  if (ui::end_sheet()) account_step(commands, ShowAccount{false});
}

}  // namespace bangtin::desk
