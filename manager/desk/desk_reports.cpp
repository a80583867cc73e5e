// How the desk takes in what the link tells.
#include <algorithm>

#include "manager/desk/desk.h"
#include "manager/desk/drafts.h"
#include "manager/desk/sight.h"
#include "shared/base/texts.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

/// The end of the keys of a deed's sentences: desk.done.*, desk.failed.*.
std::string_view deed_name(Deed deed) {
  switch (deed) {
    case Deed::Look:
      return "look";
    case Deed::SignIn:
      return "sign_in";
    case Deed::SetUp:
      return "set_up";
    case Deed::StartCommune:
      return "start_commune";
    case Deed::SignOut:
      return "sign_out";
    case Deed::SaveItem:
      return "save_item";
    case Deed::SubmitItem:
      return "submit_item";
    case Deed::ApproveItem:
      return "approve_item";
    case Deed::ReturnItem:
      return "return_item";
    case Deed::WithdrawItem:
      return "withdraw_item";
    case Deed::SavePlaylist:
      return "save_playlist";
    case Deed::Publish:
      return "publish";
    case Deed::DeletePlaylist:
      return "delete_playlist";
    case Deed::FindPairing:
      return "find_pairing";
    case Deed::AcceptPairing:
      return "accept_pairing";
    case Deed::RefusePairing:
      return "refuse_pairing";
    case Deed::RenameBoard:
      return "rename_board";
    case Deed::RevokeBoard:
      return "revoke_board";
    case Deed::PlaceBoard:
      return "place_board";
    case Deed::AssignBoard:
      return "assign_board";
    case Deed::TagBoard:
      return "tag_board";
    case Deed::SaveGroup:
      return "save_group";
    case Deed::DeleteGroup:
      return "delete_group";
    case Deed::SetMap:
      return "set_map";
    case Deed::RemoveMap:
      return "remove_map";
    case Deed::TakeOffAir:
      return "take_off_air";
    case Deed::PutOnAir:
      return "put_on_air";
    case Deed::LoadReport:
      return "load_report";
    case Deed::SaveReport:
      return "save_report";
    case Deed::SaveRecoverySheet:
      return "save_recovery";
    case Deed::LoadVersion:
    case Deed::LoadHistory:
    case Deed::LoadPicture:
    case Deed::LoadPlan:
    case Deed::LoadGlass:
      return "load";
    case Deed::OrderBoard:
      return "order_board";
    case Deed::SaveSchedule:
      return "save_schedule";
    case Deed::SetTimetable:
      return "set_timetable";
    case Deed::SetHolidays:
      return "set_holidays";
    case Deed::SetMourning:
      return "set_mourning";
    case Deed::ChangePassword:
      return "change_password";
    case Deed::ReplaceKey:
      return "replace_key";
    case Deed::ResealKey:
      return "reseal_key";
    case Deed::SetCommune:
      return "set_commune";
    case Deed::AddPerson:
      return "add_person";
    case Deed::ChangePerson:
      return "change_person";
    case Deed::ShowRecoverySheet:
      return "show_recovery_sheet";
    case Deed::BeginTrust:
      return "begin_trust";
    case Deed::SignPeople:
      return "sign_people";
    case Deed::AllowOnePerson:
      return "allow_one_person";
    case Deed::RequireTwoPeople:
      return "require_two_people";
    case Deed::RecoverCommuneKey:
      return "recover_commune_key";
    case Deed::LetProvinceIn:
      return "let_province_in";
    case Deed::ShutProvinceOut:
      return "shut_province_out";
    case Deed::LoadFactor:
    case Deed::OfferFactor:
    case Deed::ConfirmFactor:
    case Deed::DropFactor:
    case Deed::SaveFactorCodes:
    case Deed::LookForKeyCopies:
    case Deed::ShowKeySheet:
    case Deed::SaveKeyPaper:
    case Deed::SaveKeyCopy:
    case Deed::RecoverKey:
    case Deed::LoadProvinces:
    case Deed::ReadProvinceCard:
      return "load";  // Its pane says how that went.
    case Deed::ResetFactor:
      return "reset_factor";
    case Deed::SaveLayout:
      return "save_layout";
    case Deed::RemoveLayout:
      return "remove_layout";
  }
  return "sign_in";
}

bool concerns_pairing(Deed deed) {
  return deed == Deed::FindPairing || deed == Deed::AcceptPairing || deed == Deed::RefusePairing;
}

/// A form that is typed into keeps its words; the server's part is brought up to date.
void settle_form(ItemForm& form, const ItemRecord& item, int utc_offset_minutes) {
  if (!form.changed) {
    form = form_of(item, utc_offset_minutes);
    return;
  }
  form.draft = item.id.text;
  form.id = item.id;
  form.revision = item.revision;
  form.busy = form.unsent = false;
}

}  // namespace

void Desk::take(const Report& report, Instant now) {
  if (const auto* outcome = std::get_if<Outcome>(&report)) {
    take_outcome(*outcome, now);
    drafts_changed_ = true;
  } else if (const auto* seen = std::get_if<std::shared_ptr<const Snapshot>>(&report)) {
    if (state_.link == LinkState::SignedOut) return;  // Told before signing out.
    take_snapshot(*seen, now);
  } else if (const auto* lost = std::get_if<LinkLost>(&report)) {
    if (state_.link == LinkState::SignedOut) return;
    if (lost->error.code == Code::Denied) {
      end_session();
      state_.link = LinkState::SignedOut;
      state_.page = Page::SignIn;
      state_.sign_in.problem = text("desk.session_ended");
      state_.sign_in.password.clear();
    } else {
      state_.link = LinkState::Lost;
    }
  }
}

void Desk::refuse(const Request& request, Instant now) {
  switch (request.deed) {
    case Deed::LoadVersion:
      asked_.erase(request.version);
      return;
    case Deed::LoadHistory:
      state_.history.asked.clear();
      return;
    case Deed::LoadPicture:
      asked_.erase(request.media.blob);
      if (pictures_coming_ > 0) --pictures_coming_;
      return;
    case Deed::SignOut:
      return send(request);  // Until there is room: the session does not outlive the person.
    case Deed::LoadPlan:
      state_.plan.boards.erase(request.board);
      return;
    case Deed::LoadGlass:
      state_.glass.number = 0;
      return;
    default:
      break;
  }
  Outcome outcome = outcome_of(request);
  outcome.error = Error{Code::Full, "too much waits for the server", "desk.too_much_waits"};
  take_outcome(outcome, now);
}

/// Whoever only administrates begins where a new commune has something to do.
Page Desk::first_page() const {
  if (state_.may_approve() && !state_.has_role(Role::Editor)) return Page::Review;
  if (state_.may_write()) return Page::Compose;
  return state_.me.roles == std::vector{Role::Administrator} ? Page::Settings : Page::Boards;
}

void Desk::take_outcome(const Outcome& outcome, Instant now) {
  if (outcome.deed == Deed::Look) return;
  const bool saves = outcome.deed == Deed::SaveItem || outcome.deed == Deed::SubmitItem;
  if (outcome.deed == Deed::LoadVersion || outcome.deed == Deed::LoadPicture) {
    return take_loaded(outcome);
  }
  if (outcome.deed == Deed::LoadPlan) return take_plan(outcome);
  if (outcome.deed == Deed::LoadGlass) return take_glass(outcome);
  if (outcome.deed == Deed::LoadHistory) return take_history(outcome);
  if (is_about_own_factor(outcome.deed)) return take_factor(outcome);
  if (is_about_own_key(outcome.deed)) return take_account(outcome, now);
  // Before anything that the outcome brings is put in its place.
  if (signs_in(outcome.deed) && !outcome.error) change_person(outcome.person.value_or(Person{}));
  take_provinces(outcome);
  if (is_about_provinces(outcome.deed)) return;
  take_schedule(outcome, now);
  take_hours(outcome);
  take_holidays(outcome);
  take_layout(outcome);
  take_settings(outcome);
  if (outcome.own_server) {
    state_.sign_in.address = outcome.own_server->address;
    state_.sign_in.pin = outcome.own_server->pin;
    state_.sign_in.own_server = true;
  }
  if (concerns_pairing(outcome.deed)) state_.boards.busy = false;
  take_play_report(outcome, now);
  take_playlist(outcome);
  if (saves && outcome.item) take_saved_item(outcome);
  if (outcome.error) {
    fail(outcome);
    return;
  }
  state_.trouble.reset();
  switch (outcome.deed) {
    case Deed::SignIn:
    case Deed::SetUp:
    case Deed::StartCommune:
      state_.me = outcome.person.value_or(Person{});
      token_ = outcome.token;
      load_again();
      state_.board_addresses = outcome.board_addresses;
      state_.sign_in.password.clear();
      state_.sign_in.password_again.clear();
      state_.sign_in.token.clear();
      state_.sign_in.asks_code = false;
      state_.sign_in.code.clear();
      state_.sign_in.entry = Entry::Account;
      state_.link = LinkState::Online;
      uploads_again_.reset();
      next_uploads();
      state_.page = first_page();
      if (outcome.deed == Deed::StartCommune) take_beginning(outcome);
      return;
    case Deed::SignOut:
      return;
    case Deed::ApproveItem:
    case Deed::ReturnItem:
    case Deed::WithdrawItem:
      if (outcome.item && outcome.item->id == state_.item.id) {
        state_.item = form_of(*outcome.item, state_.utc_offset_minutes());
        state_.item_pasts.erase(state_.item.draft);
      }
      break;
    case Deed::SaveGroup:
      take_saved_group();
      break;
    case Deed::DeletePlaylist:
      forget_playlist(outcome.draft);
      break;
    case Deed::FindPairing:
      state_.boards.pairing = outcome.pairing;
      // What was typed at the board; what was typed here stays.
      if (outcome.pairing && state_.boards.new_name.empty()) {
        state_.boards.new_name = outcome.pairing->asked.name;
      }
      return;
    case Deed::AcceptPairing:
    case Deed::RefusePairing:
      state_.boards.pairing.reset();
      state_.boards.code.clear();
      state_.boards.new_name.clear();
      break;
    case Deed::LoadReport:
    case Deed::SaveReport:
      return;  // The page shows it.
    case Deed::ShowRecoverySheet:
    case Deed::SaveRecoverySheet:
      return;  // It stands on the page.
    default:
      break;
  }
  say("desk.done." + std::string(deed_name(outcome.deed)), now);
}

/// Where the recovery sheet stands, and whatever is still missing.
void Desk::take_beginning(const Outcome& outcome) {
  state_.page = Page::Settings;
  if (outcome.unfinished) {
    state_.trouble = Trouble{text_of(*outcome.unfinished), std::string(text("desk.own.go_on"))};
  }
}

void Desk::take_saved_item(const Outcome& outcome) {
  const ItemRecord& item = *outcome.item;
  const int offset = state_.utc_offset_minutes();
  ItemForm kept;
  if (const auto draft = state_.drafts.find(outcome.draft); draft != state_.drafts.end()) {
    kept = draft->second;
    state_.drafts.erase(draft);
  }
  // On the page of who judges the open form is the server's copy.
  const bool typed = state_.item.changed || state_.item.busy || kept.draft.empty();
  const bool open = state_.item.draft == outcome.draft && typed;
  if (open) kept = state_.item;
  if (outcome.error) kept.changed = true;  // Saved, but what came after it failed.
  settle_form(kept, item, offset);
  if (kept.changed) state_.drafts[kept.draft] = kept;
  follow_draft(outcome.draft, kept.draft);
  follow_past(outcome.draft, kept.draft, outcome.deed == Deed::SubmitItem && !outcome.error);
  if (open) state_.item = kept;
  drafts_changed_ = true;
}

void Desk::take_failed_item(const Outcome& outcome) {
  const std::string name = outcome.item ? outcome.item->id.text : outcome.draft;
  change_form(name, [&](ItemForm& form) {
    form.busy = false;
    form.changed = true;
    form.unsent = outcome.error->code == Code::Unavailable;
  });
}

void Desk::fail(const Outcome& outcome) {
  const Error& error = *outcome.error;
  const std::string name(deed_name(outcome.deed));
  if (signs_in(outcome.deed)) {
    state_.link = LinkState::SignedOut;
    state_.sign_in.problem = text_of(error);
    state_.sign_in.asks_code = error.key.starts_with("person.code_");
    state_.sign_in.code.clear();
    if (error.key == "desk.own.set_up_before") state_.sign_in.entry = Entry::Account;
    return;
  }
  if (outcome.deed == Deed::SignOut) return;  // The server forgets the session by itself.
  const bool saves = outcome.deed == Deed::SaveItem || outcome.deed == Deed::SubmitItem;
  if (saves) {
    take_failed_item(outcome);
  } else if (!is_urgent(outcome.deed)) {
    state_.item.busy = false;  // Of the others: they are of another form, or of none.
  }
  const bool of_server = outcome.deed != Deed::SaveReport &&
                         outcome.deed != Deed::SaveRecoverySheet;  // Files on this PC.
  if (state_.link == LinkState::SignedOut) return;  // It was asked for by who has left.
  if (error.code == Code::Unavailable && of_server) state_.link = LinkState::Lost;
  if (error.key == "trust.not_resealed") {  // The password itself is changed.
    state_.trouble = Trouble{text_of(error), ""};
    return;
  }
  const std::string_view safe = saves                                ? "desk.safe.item"
                                : outcome.deed == Deed::SavePlaylist ? "desk.safe.playlist"
                                : outcome.deed == Deed::SaveSchedule ? "desk.safe.schedule"
                                : outcome.deed == Deed::Publish      ? "desk.safe.publish"
                                                                     : "desk.safe.nothing_changed";
  state_.trouble = Trouble{std::string(text("desk.failed." + name)) + " " + text_of(error),
                           std::string(text(safe))};
}

void Desk::take_snapshot(std::shared_ptr<const Snapshot> seen, Instant now) {
  const std::shared_ptr<const Snapshot> before = std::exchange(state_.seen, std::move(seen));
  if (before) settle_board(*before);
  settle_item_past();
  const bool back = state_.link == LinkState::Lost;
  state_.link = LinkState::Online;
  if (back) {
    state_.trouble.reset();
    asked_.clear();
    uploads_again_.reset();
  }
  next_uploads();
  const ItemRecord* item = state_.item_of(state_.item.id);
  if (item != nullptr && !state_.item.changed && !state_.item.busy) {
    auto problems = std::move(state_.item.problems);
    state_.item = form_of(*item, state_.utc_offset_minutes());
    state_.item.problems = std::move(problems);
  }
  settle_playlist();
  if (state_.boards.board.empty() && !state_.seen->boards.empty()) {
    open_board(state_.seen->boards.front().id);
  }
  if (state_.page == Page::Review && state_.item.draft.empty()) open_first_waiting();
  load_sight();
  settle_glass();
  settle_plan();
  settle_schedule(now);
  settle_hours();
  settle_layouts();
  settle_settings();
  send_unsent(now);
}

void Desk::send_unsent(Instant now) {
  if (state_.link != LinkState::Online) return;
  for (auto& [name, form] : state_.drafts) {
    // Not before what was added to it is there; and nobody signs a picture that he cannot see.
    if (!form.unsent || form.busy || state_.awaits_files(name)) continue;
    const bool seen = unseen_pictures(state_, media_of(form)).empty();
    const bool open = state_.item.draft == name;
    if (!send_item(form, form.submit_wanted && seen, now)) form.unsent = false;
    if (open) state_.item = form;
  }
}

void Desk::say(std::string_view key, Instant now) { tell(said(key), now); }

void Desk::tell(std::string sentence, Instant now) {
  state_.toast =
      Toast{{ui::icon::kCheckCircle, std::move(sentence), ui::Tone::Good}, now + kToastShown};
}

}  // namespace bangtin::desk
