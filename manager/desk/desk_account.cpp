// The desk's part for one's own account: the key on paper, on a stick, and back from there.
#include <algorithm>

#include "manager/desk/desk.h"
#include "manager/desk/match.h"
#include "shared/base/texts.h"

namespace bangtin::desk {

void Desk::ask_account(Deed deed, Instant now) {
  AccountForm& form = state_.account;
  form.busy = deed != Deed::LookForKeyCopies;
  form.problem.clear();
  Request asked = request(deed);
  asked.password = form.password;
  asked.sheet = form.typed;
  asked.key_file = deed == Deed::SaveKeyCopy ? form.folder : form.file;
  const CommuneRecord& commune = state_.commune();
  asked.recovery = {commune.name,
                    commune.agency,
                    form.sheet,
                    state_.me.display_name,
                    now,
                    commune.utc_offset_minutes,
                    state_.me.login,
                    state_.seen ? state_.seen->key.words : std::string()};
  send(std::move(asked));
}

void Desk::step_account(const AccountStep& step, Instant now) {
  AccountForm& form = state_.account;
  std::visit(Match{
                 [&](const ShowAccount& show) {
                   form = {};
                   form.shown = show.shown;
                   form.view = show.view;
                   const bool looks =
                       show.view == AccountView::Copies || show.view == AccountView::Recover;
                   if (show.shown && looks) ask_account(Deed::LookForKeyCopies, now);
                 },
                 [&](const EditAccount& edit) {
                   form.password = edit.password;
                   form.typed = edit.typed;
                   form.file = edit.file;
                   form.folder = edit.folder;
                 },
                 [&](LookForKeyCopies) { ask_account(Deed::LookForKeyCopies, now); },
                 [&](ShowKeySheet) { ask_account(Deed::ShowKeySheet, now); },
                 [&](SaveKeyPaper) { ask_account(Deed::SaveKeyPaper, now); },
                 [&](SaveKeyCopy) { ask_account(Deed::SaveKeyCopy, now); },
                 [&](RecoverKey) { ask_account(Deed::RecoverKey, now); },
             },
             step);
}

bool Desk::drop_key_copy(const std::string& path) {
  AccountForm& form = state_.account;
  if (!form.shown || form.view != AccountView::Recover) return false;
  form.file = path;
  form.typed.clear();
  return true;
}

/// One stick, or one copy of his, is what is meant.
void Desk::take_key_places(const KeyPlaces& places) {
  AccountForm& form = state_.account;
  form.places = places;
  form.looked = true;
  if (form.folder.empty() && places.sticks.size() == 1) form.folder = places.sticks[0].folder;
  if (!form.file.empty() || !form.typed.empty()) return;
  const auto mine = std::ranges::find(places.copies, state_.me.login, &KeyCopy::login);
  if (mine != places.copies.end()) form.file = mine->file;
}

/// What was asked for in a view that is left by now is nothing to show.
void Desk::take_account(const Outcome& outcome, Instant now) {
  if (token_.empty()) return;  // Whoever asked has left.
  AccountForm& form = state_.account;
  if (outcome.deed == Deed::RecoverKey && !outcome.error) {
    form = {};
    form.shown = true;
    return say("desk.done.recover_key", now);
  }
  if (!form.shown) return;
  if (outcome.deed == Deed::LookForKeyCopies) {
    if (!outcome.error) take_key_places(outcome.key_places);
    return;
  }
  form.busy = false;
  if (outcome.error) {
    form.problem = text_of(*outcome.error);
    return;
  }
  if (outcome.deed == Deed::ShowKeySheet && form.view == AccountView::Copies) {
    form.sheet = outcome.sheet;
    form.password.clear();
  }
  if (outcome.deed == Deed::SaveKeyPaper) form.paper_file = outcome.file;
  if (outcome.deed == Deed::SaveKeyCopy) form.copy_file = outcome.file;
}

}  // namespace bangtin::desk
