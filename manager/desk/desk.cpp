#include "manager/desk/desk.h"

#include <algorithm>
#include <functional>

#include "manager/desk/drafts.h"
#include "manager/desk/plan.h"
#include "manager/desk/publish.h"
#include "manager/desk/sight.h"
#include "manager/desk/templates.h"
#include "manager/desk/wording.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {

bool State::has_checked(const Digest& version, ReviewCheck check) const {
  return review.version == version &&
         std::ranges::find(review.checked, check) != review.checked.end();
}

bool State::has_role(Role role) const { return bangtin::has_role(me.roles, role); }

const CommuneRecord& State::commune() const {
  static const CommuneRecord none;
  return seen ? seen->commune : none;
}

const ItemRecord* State::item_of(const ItemId& id) const {
  if (!seen) return nullptr;
  const auto found = std::ranges::find(seen->items(), id, &ItemRecord::id);
  return found == seen->items().end() ? nullptr : &*found;
}

const ItemRecord* State::clash() const {
  if (item.id.empty() || item.busy || !drafts.contains(item.draft)) return nullptr;
  const ItemRecord* saved = item_of(item.id);
  return saved == nullptr || saved->revision == item.revision ? nullptr : saved;
}

const ItemVersion* State::version(const Digest& hash) const {
  const auto found = versions.find(hash);
  return found == versions.end() ? nullptr : &found->second;
}

const PlaylistRecord* State::playlist_of(const PlaylistId& id) const {
  if (!seen) return nullptr;
  const auto found = std::ranges::find(seen->playlists, id, &PlaylistRecord::id);
  return found == seen->playlists.end() ? nullptr : &*found;
}

std::vector<BoardKind> board_kinds(const State& state, const Places& places) {
  constexpr Size kUsual{1920, 1080};
  std::vector<BoardKind> kinds;
  if (state.seen) {
    for (const BoardRecord& board : state.seen->boards) {
      if (board.state != BoardState::Paired) continue;
      if (!names_board(places, board.id, state.seen->commune.code)) continue;
      auto kind = std::ranges::find(kinds, board.canvas_px, &BoardKind::canvas_px);
      if (kind == kinds.end()) kind = kinds.insert(kinds.end(), {board.canvas_px, {}});
      kind->names.push_back(board.name);
    }
  }
  std::ranges::stable_sort(kinds, std::greater(),
                           [](const BoardKind& kind) { return kind.names.size(); });
  if (kinds.empty() && !is_everywhere(places)) return board_kinds(state);
  if (kinds.empty()) kinds.push_back({kUsual, {}});
  return kinds;
}

const BoardRecord* State::board_of(const BoardId& id) const {
  if (!seen) return nullptr;
  const auto found = std::ranges::find(seen->boards, id, &BoardRecord::id);
  return found == seen->boards.end() ? nullptr : &*found;
}

/// What each command does; one function a command.
struct Desk::Doer {
  Desk& desk;
  State& state;
  Instant now;

  void operator()(const GoTo& go) {
    state.page = go.page;
    if (go.page == Page::Review) desk.open_first_waiting();
    // What was typed is typed on, though an approver looked at what was handed in meanwhile.
    if (go.page == Page::Compose) (*this)(OpenDraft{state.item.draft});
    if (go.page == Page::Plan) desk.open_plan(now);
    if (go.page == Page::Library) desk.open_library(now);
    if (go.page == Page::Settings) desk.settle_settings();
    if (go.page == Page::Reports && state.reports.from.empty()) {
      desk.choose_period(Period::Today, now);
    }
  }

  void operator()(const Edit& edit) {
    if (const auto* form = std::get_if<ItemForm>(&edit.form)) {
      desk.edit_item(*form);
      desk.keep_form();
    } else if (const auto* playlist = std::get_if<PlaylistForm>(&edit.form)) {
      desk.edit_playlist(*playlist);
    } else if (const auto* sign_in = std::get_if<SignInForm>(&edit.form)) {
      state.sign_in = *sign_in;
    } else if (const auto* boards = std::get_if<BoardsForm>(&edit.form)) {
      state.boards = *boards;
    } else if (const auto* reports = std::get_if<ReportForm>(&edit.form)) {
      state.reports = *reports;
    } else if (const auto* preview = std::get_if<PreviewForm>(&edit.form)) {
      state.preview_form = *preview;
    }
  }

  void operator()(const SignIn&) {
    SignInForm& form = state.sign_in;
    form.problem.clear();
    form.note.clear();
    if (form.entry != Entry::Account && form.password != form.password_again) {
      form.problem = text("desk.passwords_differ");
      return;
    }
    Request request;
    request.deed = form.entry == Entry::StartCommune ? Deed::StartCommune
                   : form.entry == Entry::SetupToken ? Deed::SetUp
                                                     : Deed::SignIn;
    request.address = form.address;
    request.pin = form.pin;
    request.login = form.login;
    request.password = form.password;
    request.token = form.token;
    request.name = form.display_name;
    request.code = form.code;
    request.commune = form.commune;
    request.own_server = form.own_server;
    state.link = LinkState::Busy;
    desk.send(std::move(request));
  }

  void operator()(const SignOut&) {
    desk.end_session();
    desk.end_backup();
    desk.send(desk.request(Deed::SignOut));
    state.link = LinkState::SignedOut;
    state.page = Page::SignIn;
    desk.leave_pages();
  }

  void operator()(const NewItem& begun) {
    state.item = new_form(desk.new_draft(state.drafts), state.commune(), now);
    if (begun.from_template == 0) return;
    begin_from_template(state.item, begun.from_template, now, state.utc_offset_minutes());
    state.item.changed = true;
    desk.keep_form();
  }
  void operator()(const OpenItem& open) { desk.open_item(open.id); }
  void operator()(const OpenDraft& open) {
    const auto draft = state.drafts.find(open.draft);
    if (draft != state.drafts.end()) state.item = draft->second;
    state.preview_form.page = 0;
  }
  void operator()(const SaveItem& save) { desk.save_item(save.submit, now); }
  void operator()(const DropDraft&) {
    desk.drop_files();
    state.dropped = state.item;
    state.drafts.erase(state.item.draft);
    state.item_pasts.erase(state.item.draft);
    desk.drafts_changed_ = true;
    desk.open_item(state.item.id);
  }
  void operator()(const TakeBackDraft&) {
    if (!state.can_take_back()) return;
    state.item = *std::exchange(state.dropped, std::nullopt);
    state.item.unsent = state.item.submit_wanted = false;  // It was not to be sent.
    state.item.changed = true;
    desk.keep_form();
    desk.take_back_files();
  }
  void operator()(const Cure& cure) { desk.cure_item(cure, now); }
  void operator()(const StepItem& step) { desk.step_item(step.forth, now); }
  void operator()(const SettleClash& settle) { desk.settle_clash(settle.as_new); }
  void operator()(const TickCheck& tick) {
    ReviewForm& review = state.review;
    if (review.version != tick.version) review = {tick.version, {}};
    std::erase(review.checked, tick.check);
    if (tick.on) review.checked.push_back(tick.check);
  }
  void operator()(const LoadAgain&) { desk.load_again(); }
  void operator()(const ApproveNow&) {
    const ItemRecord* item = state.item_of(state.item.id);
    if (item == nullptr || !item->submitted) return;
    if (state.review.version != *item->submitted) state.review = {*item->submitted, {}};
    Request request = desk.request(Deed::ApproveItem);
    request.item = item->id;
    request.version = *item->submitted;
    request.checked = state.review.checked;
    state.item.busy = true;
    desk.send(std::move(request));
  }

  void operator()(const NewPlaylist&) { desk.begin_playlist(); }
  void operator()(const OpenPlaylist& open) { desk.open_playlist(open.id); }
  void operator()(const OpenKeptPlaylist& open) { desk.open_kept_playlist(open.draft); }
  void operator()(const DropPlaylist&) { desk.drop_playlist(); }
  void operator()(const KeepPlaylist&) { desk.keep_playlist(now); }
  void operator()(const StepPlaylist& step) { desk.step_playlist(step.forth); }
  void operator()(const SavePlaylist&) {
    desk.begin_sending_playlist();
    desk.send(desk.request(Deed::SavePlaylist));
  }

  void operator()(const OpenBoard& open) { desk.open_board(open.id); }
  void operator()(const RenameBoard&) {
    Request request = desk.request(Deed::RenameBoard);
    request.board = state.boards.board;
    request.name = state.boards.name;
    desk.send(std::move(request));
  }
  void operator()(const FindPairing&) {
    Request request = desk.request(Deed::FindPairing);
    request.code = state.boards.code;
    state.boards.busy = true;
    // The name that another board suggested is not this one's.
    const auto& other = state.boards.pairing;
    if (other && state.boards.new_name == other->asked.name) state.boards.new_name.clear();
    state.boards.pairing.reset();
    desk.send(std::move(request));
  }
  void operator()(const AnswerPairing& answer) {
    if (!state.boards.pairing) return;
    Request request = desk.request(answer.accept ? Deed::AcceptPairing : Deed::RefusePairing);
    request.code = state.boards.pairing->asked.code;
    request.name = state.boards.new_name;
    state.boards.busy = true;
    desk.send(std::move(request));
  }

  void operator()(const AssignBoard&) {
    Request request = desk.request(Deed::AssignBoard);
    request.board = state.boards.board;
    request.assigned_to = state.boards.assign_to;
    request.reason = state.boards.assign_note;
    desk.send(std::move(request));
  }
  void operator()(const LoadReport&) { desk.load_report(); }
  void operator()(const ChoosePeriod& choose) { desk.choose_period(choose.period, now); }
  void operator()(const SaveReport& save) { desk.save_report(save.format, now); }
  void operator()(const Ask& ask) { state.sheet = ask.sheet; }
  void operator()(const EditReason& edit) {
    if (state.sheet) state.sheet->reason = edit.reason;
  }
  void operator()(const EditPasswords& edit) {
    if (state.sheet) state.sheet->passwords = edit.passwords;
  }
  void operator()(const EditMourningDays& edit) {
    if (!state.sheet) return;
    state.sheet->first_day = edit.first_day;
    state.sheet->last_day = edit.last_day;
  }
  void operator()(const AnswerSheet& answer) { desk.answer_sheet(answer.confirmed); }
  void operator()(const ChoosePlace& choose) {
    if (state.sheet) state.sheet->playlist = choose.playlist;
  }
  void operator()(const CloseTrouble&) { state.trouble.reset(); }
  void operator()(const SendVideo&) { desk.send_video(); }
  void operator()(const StopVideo&) { desk.stop_video(); }
  void operator()(const PlanStep& step) { desk.step_plan(step, now); }
  void operator()(const MapStep& step) { desk.step_map(step); }
  void operator()(const GroupStep& step) { desk.step_groups(step); }
  void operator()(const LibraryStep& step) { desk.step_library(step, now); }
  void operator()(const OrderStep& step) { desk.step_orders(step, now); }
  void operator()(const FactorStep& step) { desk.step_factor(step); }
  void operator()(const AccountStep& step) { desk.step_account(step, now); }
  void operator()(const DisplayStep& step) { desk.step_display(step); }
  void operator()(const SettingsStep& step) { desk.step_settings(step, now); }
  void operator()(const BackupStep& step) { desk.step_backup(step); }
  void operator()(const HolidayStep& step) { desk.step_holidays(step); }
  void operator()(const ProvinceStep& step) { desk.step_provinces(step); }
  void operator()(const LayoutStep& step) { desk.step_layouts(step); }
};

Desk::Desk(SignInForm sign_in, Journal journal) : others_(std::move(journal)) {
  state_.sign_in = std::move(sign_in);
}

void Desk::apply(const Commands& commands, Instant now) {
  Doer doer{*this, state_, now};
  for (const Command& command : commands) std::visit(doer, command);
  load_sight();
  if (commands.empty()) return;
  settle_plan();
  drafts_changed_ = true;
}

/// One of others before his own: that is what he can decide.
void Desk::open_first_waiting() {
  const ItemRecord* open = state_.item_of(state_.item.id);
  if (open != nullptr && open->state == ItemState::Submitted) return open_item(open->id);
  const ItemRecord* first = nullptr;
  if (state_.seen) {
    for (const ItemRecord& item : state_.seen->items()) {
      if (item.state != ItemState::Submitted) continue;
      if (first == nullptr) first = &item;
      if (item.author == state_.me.login) continue;
      first = &item;
      break;
    }
  }
  open_item(first == nullptr ? ItemId{} : first->id);
}

void Desk::drop_file(const std::string& path) {
  if (drop_map_file(path) || drop_key_copy(path) || drop_province_card(path)) return;
  if (state_.page == Page::Library) {
    const bool of_province = state_.library.view == LibraryView::Province;
    return of_province ? import_province(path) : add_to_library(path);
  }
  const ItemForm& form = state_.item;
  if (state_.page != Page::Compose || form.draft.empty() || !state_.may_write()) return;
  if (takes_pictures(ItemKind(form.kind)) && ItemKind(form.kind) != ItemKind::News) {
    return add_to_item(path);
  }
  if (ItemKind(form.kind) != ItemKind::Video) return;
  if (state_.sends_video(form.draft) || !form.video.empty()) return;
  ItemForm next = form;
  next.video_path = path;
  next.video_problem.clear();
  edit_item(std::move(next));
  keep_form();
}

Millis Desk::tick(Instant now) {
  constexpr Millis kClockStep{60'000};
  refresh_library(now);
  try_uploads_again(now);
  // A clock that was set right meanwhile does not hold it up.
  if (state_.toast) state_.toast->until = std::min(state_.toast->until, now + kToastShown);
  if (state_.toast && now >= state_.toast->until) state_.toast.reset();
  settle_run(now);
  Millis step = state_.plan.form.runs ? kRunStep : kClockStep;
  if (uploads_again_) step = std::min(step, std::max(Millis(0), *uploads_again_ - now));
  if (!state_.toast) return step;
  return std::min(step, state_.toast->until - now);
}

Request Desk::request(Deed deed) const {
  Request request;
  request.deed = deed;
  request.draft = state_.playlist.draft;
  request.playlist = record_of(state_.playlist);
  return request;
}

void Desk::open_item(const ItemId& id) {
  state_.preview_form.page = 0;
  const auto draft = state_.drafts.find(id.text);
  const ItemRecord* item = state_.item_of(id);
  const bool judged = state_.page == Page::Review;  // As the server has it.
  if (!judged && !id.empty() && draft != state_.drafts.end()) {
    state_.item = draft->second;
  } else if (item != nullptr) {
    if (state_.item.draft != id.text && draft == state_.drafts.end())
      state_.item_pasts.erase(id.text);
    state_.item = form_of(*item, state_.utc_offset_minutes());
  } else {
    state_.item = {};
  }
}

void Desk::keep_form() {
  state_.drafts[state_.item.draft] = state_.item;
  drafts_changed_ = true;
}

void Desk::settle_clash(bool as_new) {
  const ItemRecord* saved = state_.clash();
  if (saved == nullptr) return;
  ItemForm& form = state_.item;
  form.problems.clear();
  form.unsent = false;
  if (as_new) {
    const std::string before = form.draft;
    state_.drafts.erase(form.draft);
    form.draft = new_draft(state_.drafts);
    form.id = {};
    form.revision = 0;
    follow_draft(before, form.draft);
    follow_past(before, form.draft, false);
  } else {
    form.revision = saved->revision;
  }
  state_.trouble.reset();
  keep_form();
}

/// What is saved while files are on their way to it is sent once they are there.
void Desk::save_item(bool submit, Instant now) {
  ItemForm& form = state_.item;
  if (submit && !unseen_pictures(state_, media_of(form)).empty()) return;
  const bool waits = state_.awaits_files(form.draft);
  if (waits && submit) return;  // Nobody signs what he has not seen.
  if (waits) {
    form.unsent = form.changed = true;
    form.submit_wanted = false;
  }
  if (waits || send_item(form, submit, now)) keep_form();
}

bool Desk::send_item(ItemForm& form, bool submit, Instant now) {
  form.problems.clear();
  Request request;
  request.content = content_of(form, state_.commune(), form.problems);
  if (const std::string_view gap = field_with_gap(form); submit && !gap.empty()) {
    form.problems.push_back({"template.gap", std::string(gap)});
  }
  // Also where an old item is used again.
  const bool over = submit && request.content.valid_until <= now;
  if (over && problem_of(form.problems, "valid_until").empty()) {
    form.problems.push_back({"desk.date_over", "valid_until"});
  }
  if (!form.problems.empty()) return false;
  request.deed = submit ? Deed::SubmitItem : Deed::SaveItem;
  request.draft = form.draft;
  request.item = form.id;
  request.revision = form.revision;
  form.busy = true;
  form.changed = false;
  form.submit_wanted = submit;
  end_typing(state_.item_pasts, form.draft);
  send(std::move(request));
  return true;
}

}  // namespace bangtin::desk
