// How the desk sends files, and what becomes of them in the forms that they are for. All kinds go
// the same way: a list that outlives the program, of which a picture and another file are on their
// way at a time.
#include <algorithm>
#include <utility>

#include "manager/client/media_file.h"
#include "manager/desk/desk.h"
#include "manager/desk/drafts.h"
#include "manager/desk/item_steps.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"

namespace bangtin::desk {
namespace {

/// A server that was away until the link gave up is tried again after this.
constexpr Seconds kUploadsRest{30};

/// The clip and its poster. Errors: the report's; as add_media; invalid "desk.video_is_picture".
Result<std::vector<Media>> video_of(const UploadReport& report) {
  if (const auto* error = std::get_if<Error>(&report.what)) return *error;
  const auto& conversion = std::get<ConversionRecord>(report.what);
  ItemContent content;
  TRY(add_media(content, conversion));
  if (content.kind == ItemKind::Video) return std::move(content.media);
  return Error{Code::Invalid, conversion.name + " is a picture", "desk.video_is_picture"};
}

/// What a file lacks that came all the same; empty: nothing.
std::string remark_of(const UploadReport& report) {
  const auto* conversion = std::get_if<ConversionRecord>(&report.what);
  if (conversion == nullptr || conversion->problem.empty()) return "";
  return std::string(text(conversion->problem));
}

/// What came of a file, into the form that it is for. Gives a sentence where that cannot be.
std::string take_into(ItemForm& form, const ConversionRecord& conversion) {
  if (!conversion.media) return "";
  if (is_clip(*conversion.media)) return std::string(text("desk.picture_is_video"));
  const bool document = !conversion.pages.empty();
  const auto pages = document ? conversion.pages : std::vector<Media>{*conversion.media};
  if (form.media.size() + pages.size() > limits::kMediaPerItemMax) {
    return std::string(text("rule.media_too_many"));
  }
  if (document) {
    take_pages(form, pages);
  } else {
    form.media.push_back(pages[0]);
  }
  std::erase_if(form.problems, [](const Problem& problem) { return problem.field == "media"; });
  form.changed = true;
  return "";
}

void take_video(ItemForm& form, const Result<std::vector<Media>>& video) {
  form.changed = true;
  if (!video.ok()) {
    form.video_problem = text_of(video.error());
    return;
  }
  form.video = *video;
  form.video_path.clear();
  std::erase_if(form.problems, [](const Problem& problem) { return problem.field == "media"; });
}

}  // namespace

const UploadRun* State::run_of(int number) const {
  const auto found = std::ranges::find(runs, number, &UploadRun::number);
  return found == runs.end() ? nullptr : &*found;
}

bool State::is_stopping(int number) const {
  const UploadRun* run = run_of(number);
  return run != nullptr && run->stopping;
}

const Upload* State::video_coming(const std::string& draft) const {
  const auto found = std::ranges::find_if(uploads, [&](const Upload& upload) {
    return upload.video && !draft.empty() && upload.draft == draft;
  });
  return found == uploads.end() ? nullptr : &*found;
}

std::size_t State::coming_to(const std::string& draft) const {
  return std::size_t(std::ranges::count_if(uploads, [&](const Upload& upload) {
    return !upload.video && !draft.empty() && upload.draft == draft && upload.problem.empty();
  }));
}

void Desk::add_upload(Upload upload) {
  if (state_.uploads.size() >= limits::kUploadsListedMax) {
    const std::string name = upload.path.substr(upload.path.find_last_of('/') + 1);
    state_.trouble =
        Trouble{text("desk.files_too_many",
                     {{"count", std::to_string(limits::kUploadsListedMax)}, {"name", name}}),
                ""};
    return;
  }
  upload.number = ++uploads_made_;
  state_.uploads.push_back(std::move(upload));
  drafts_changed_ = true;
  next_uploads();
}

void Desk::send_video() {
  ItemForm& form = state_.item;
  if (state_.sends_video(form.draft) || form.video_path.empty()) return;
  form.video_problem.clear();
  form.changed = true;
  keep_form();
  add_upload({.path = form.video_path, .draft = form.draft, .video = true});
}

void Desk::add_to_library(const std::string& path) {
  if (path.empty() || !state_.may_write()) return;
  state_.library.view = LibraryView::Media;
  add_upload({.path = path});
}

void Desk::add_to_item(const std::string& path) {
  ItemForm& form = state_.item;
  if (path.empty() || !state_.may_write() || form.draft.empty()) return;
  const bool room = form.media.size() + state_.coming_to(form.draft) < limits::kMediaPerItemMax;
  form.changed = true;
  keep_form();
  add_upload({.path = path,
              .draft = form.draft,
              .problem = room ? std::string() : std::string(text("rule.media_too_many"))});
}

/// The first picture and the first other file that wait, where none of their kind is on its way:
/// a picture waits for no video.
void Desk::next_uploads() {
  if (token_.empty() || state_.link != LinkState::Online || uploads_again_) return;
  for (const Upload& upload : state_.uploads) {
    const bool picture = is_picture_name(upload.path);
    const bool taken = std::ranges::any_of(
        state_.runs, [&](const UploadRun& run) { return run.picture == picture; });
    if (!upload.problem.empty() || taken) continue;
    upload_orders_.emplace_back(UploadJob{upload.number, upload.path, state_.sign_in.address,
                                          state_.sign_in.pin, token_, picture});
    state_.runs.push_back({upload.number, picture, {}, false});
  }
}

/// A clock that was set back meanwhile puts nothing off.
void Desk::try_uploads_again(Instant now) {
  if (!uploads_again_) return;
  if (now < *uploads_again_ && *uploads_again_ <= now + kUploadsRest) return;
  uploads_again_.reset();
  next_uploads();
}

void Desk::follow_draft(const std::string& before, const std::string& now) {
  for (Upload& upload : state_.uploads) {
    if (upload.draft == before) upload.draft = now;
  }
}

void Desk::drop_files() {
  const std::string draft = state_.item.draft;
  state_.dropped_files.clear();
  if (draft.empty()) return;
  stop_video();
  for (const Upload& upload : state_.uploads) {
    if (upload.draft == draft && !upload.video) state_.dropped_files.push_back(upload);
  }
  std::erase_if(state_.uploads, [&](const Upload& upload) {
    return upload.draft == draft && !upload.problem.empty();
  });
  follow_draft(draft, "");
}

/// What came, or was ended, meanwhile goes up once more: the form does not have it.
void Desk::take_back_files() {
  for (Upload& file : std::exchange(state_.dropped_files, {})) {
    const auto found = std::ranges::find(state_.uploads, file.number, &Upload::number);
    if (found != state_.uploads.end() && !state_.is_stopping(file.number)) {
      found->draft = state_.item.draft;
      continue;
    }
    file.number = ++uploads_made_;
    file.draft = state_.item.draft;
    state_.uploads.push_back(std::move(file));
  }
  next_uploads();
}

void Desk::end_upload(int number) {
  drafts_changed_ = true;
  const auto run = std::ranges::find(state_.runs, number, &UploadRun::number);
  if (run == state_.runs.end()) {
    std::erase_if(state_.uploads, [&](const Upload& one) { return one.number == number; });
  } else if (!run->stopping) {
    run->stopping = true;
    upload_orders_.emplace_back(EndJob{number, UploadEnd::Stop, run->picture});
  }
}

void Desk::stop_video() {
  if (const Upload* upload = state_.video_coming(state_.item.draft)) end_upload(upload->number);
}

void Desk::end_session() {
  token_.clear();
  if (state_.factor.codes.empty()) state_.factor = {};  // Codes are told once.
  state_.account = {};
  std::erase_if(state_.uploads, [&](const Upload& one) { return state_.is_stopping(one.number); });
  for (const UploadRun& run : state_.runs) {
    if (run.stopping) continue;  // What was sent is being taken back.
    upload_orders_.emplace_back(EndJob{run.number, UploadEnd::Leave, run.picture});
  }
  state_.runs.clear();
}

void Desk::take(const UploadReport& report, Instant now) {
  const auto run = std::ranges::find(state_.runs, report.number, &UploadRun::number);
  if (run == state_.runs.end()) return;
  if (const auto* progress = std::get_if<MediaProgress>(&report.what)) {
    run->progress = *progress;
    return;
  }
  const bool stopped = run->stopping;
  state_.runs.erase(run);
  drafts_changed_ = true;
  const auto* error = std::get_if<Error>(&report.what);
  if (error != nullptr && !stopped && error->code == Code::Denied && error->key.empty()) {
    return take(Report{LinkLost{*error}}, now);  // It goes on after the next signing in.
  }
  if (error != nullptr && !stopped && error->code == Code::Unavailable) {
    uploads_again_ = now + kUploadsRest;
    // Where the line is there it is this file that does not get through: it lets the others go.
    const auto tried = std::ranges::find(state_.uploads, report.number, &Upload::number);
    const bool others_first = state_.link == LinkState::Online && tried != state_.uploads.end();
    if (others_first) std::rotate(tried, tried + 1, state_.uploads.end());
    return;
  }
  const auto found = std::ranges::find(state_.uploads, report.number, &Upload::number);
  if (found == state_.uploads.end()) return next_uploads();
  const Upload upload = *found;
  state_.uploads.erase(found);
  if (stopped) {
    say(upload.video ? "desk.done.stop_video" : "library.done.stopped", now);
  } else if (upload.video) {
    take_ended_video(upload, report, now);
  } else {
    take_ended(upload, report, now);
  }
  if (state_.page == Page::Library) order(LoadMedia{});
  next_uploads();
  send_unsent(now);
}

/// One that was refused, or lacks something, stays and says so until a person lets it go.
void Desk::take_ended(Upload upload, const UploadReport& report, Instant now) {
  const auto* error = std::get_if<Error>(&report.what);
  upload.problem = error != nullptr ? text_of(*error) : remark_of(report);
  const auto* conversion = std::get_if<ConversionRecord>(&report.what);
  std::string problem;
  bool taken = false;
  if (conversion != nullptr && !upload.draft.empty()) {
    taken = change_form(upload.draft, [&](ItemForm& form) {
      const ItemForm before = form;
      problem = take_into(form, *conversion);
      keep_past(state_.item_pasts, form.draft, before, form);
    });
  }
  if (!problem.empty()) upload.problem = std::move(problem);
  if (taken) {
    load_sight();  // It stands in the preview.
  } else if (upload.problem.empty()) {
    say("library.done.added", now);
  }
  if (!upload.problem.empty()) state_.uploads.push_back(std::move(upload));
}

void Desk::take_ended_video(const Upload& upload, const UploadReport& report, Instant now) {
  if (upload.draft.empty()) return;
  const Result<std::vector<Media>> video = video_of(report);
  change_form(upload.draft, [&](ItemForm& form) {
    const ItemForm before = form;
    take_video(form, video);
    keep_past(state_.item_pasts, form.draft, before, form);
    if (video.ok()) form.video_problem = remark_of(report);
  });
  if (video.ok()) say("desk.done.send_video", now);
}

}  // namespace bangtin::desk
