// How the desk sends a video file, and what becomes of it in the form that it is for.
#include <algorithm>

#include "manager/desk/desk.h"
#include "manager/desk/drafts.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

/// Why a file did not become a video, as its person can act on it.
std::string sentence_of(const Error& error) {
  if (error.code == Code::Unavailable) return std::string(text("desk.video_later"));
  if (error.code == Code::Denied && error.key.empty()) {
    return std::string(text("desk.session_ended"));
  }
  return text_of(error);
}

/// The same of a file for the library.
std::string sentence_of_upload(const Error& error) {
  if (error.code == Code::Unavailable) return std::string(text("library.upload_later"));
  if (error.key == "desk.video_missing") return std::string(text("library.file_missing"));
  if (error.key == "desk.video_unreadable") return std::string(text("library.file_unreadable"));
  return sentence_of(error);
}

/// The clip and its poster. Errors: the report's; as add_media; invalid "desk.video_is_picture".
Result<std::vector<Media>> video_of(const VideoReport& report) {
  if (const auto* error = std::get_if<Error>(&report.what)) return *error;
  const auto& conversion = std::get<ConversionRecord>(report.what);
  ItemContent content;
  TRY(add_media(content, conversion));
  if (content.kind == ItemKind::Video) return std::move(content.media);
  return Error{Code::Invalid, conversion.name + " is a picture", "desk.video_is_picture"};
}

/// What a video lacks that came all the same; empty: nothing.
std::string remark_of(const VideoReport& report) {
  const auto* conversion = std::get_if<ConversionRecord>(&report.what);
  if (conversion == nullptr || conversion->problem.empty()) return "";
  return std::string(text(conversion->problem));
}

}  // namespace

void Desk::send_video() {
  if (state_.video || state_.item.video_path.empty()) return;
  give_video(state_.item.draft, state_.item.video_path);
  state_.item.video_problem.clear();
  state_.item.changed = true;
  keep_form();
}

void Desk::give_video(const std::string& draft, const std::string& path) {
  VideoJob job;
  job.number = ++videos_sent_;
  job.path = path;
  job.address = state_.sign_in.address;
  job.pin = state_.sign_in.pin;
  job.token = token_;
  state_.video = VideoRun{job.number, draft, {}, false};
  video_orders_.emplace_back(std::move(job));
}

void Desk::add_upload(const std::string& path) {
  if (path.empty() || !state_.may_write()) return;
  state_.library.uploads.push_back({++videos_sent_, path, ""});
  state_.library.view = LibraryView::Media;
  next_upload();
}

void Desk::follow_draft(const std::string& before, const std::string& now) {
  if (state_.sends_video(before)) state_.video->draft = now;
  for (LibraryUpload& upload : state_.library.uploads) {
    if (upload.draft == before) upload.draft = now;
  }
}

void Desk::add_to_item(const std::string& path) {
  if (path.empty() || !state_.may_write() || state_.item.draft.empty()) return;
  state_.library.uploads.push_back({++videos_sent_, path, "", state_.item.draft});
  state_.item.changed = true;
  keep_form();
  next_upload();
}

/// What came of a file for an item, into its form. Gives a sentence where that cannot be.
std::string Desk::take_for_item(const std::string& draft, const ConversionRecord& conversion) {
  std::string problem;
  change_form(draft, [&](ItemForm& form) { problem = take_into(form, conversion); });
  return problem;
}

std::string Desk::take_into(ItemForm& form, const ConversionRecord& conversion) {
  if (!conversion.media || !takes_pictures(ItemKind(form.kind))) return "";
  if (is_clip(*conversion.media)) return std::string(text("desk.picture_is_video"));
  const bool document = !conversion.pages.empty();
  const auto pages = document ? conversion.pages : std::vector<Media>{*conversion.media};
  if (form.media.size() + form.pictures.size() + pages.size() > limits::kMediaPerItemMax) {
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

/// One after another, and after a video of an item.
void Desk::next_upload() {
  if (state_.video || token_.empty()) return;
  for (LibraryUpload& upload : state_.library.uploads) {
    if (!upload.problem.empty()) continue;
    give_video(std::string(kLibraryUpload), upload.path);
    upload.number = state_.video->number;
    return;
  }
}

void Desk::end_upload(int number) {
  if (state_.video && state_.video->number == number) return stop_video();
  std::erase_if(state_.library.uploads,
                [&](const LibraryUpload& upload) { return upload.number == number; });
}

void Desk::take_upload(const VideoRun& run, const VideoReport& report, Instant now) {
  auto& uploads = state_.library.uploads;
  const auto upload = std::ranges::find(uploads, run.number, &LibraryUpload::number);
  if (upload == uploads.end()) return;
  const auto* error = std::get_if<Error>(&report.what);
  upload->problem = remark_of(report);
  const auto* conversion = std::get_if<ConversionRecord>(&report.what);
  if (!run.stopping && conversion != nullptr && !upload->draft.empty()) {
    const std::string problem = take_for_item(upload->draft, *conversion);
    if (!problem.empty()) upload->problem = problem;
  }
  if (!run.stopping && !upload->problem.empty()) {
    order(LoadMedia{});
  } else if (run.stopping || error == nullptr) {
    uploads.erase(upload);
    say(run.stopping ? "library.done.stopped" : "library.done.added", now);
    order(LoadMedia{});
  } else {
    upload->problem = sentence_of_upload(*error);
  }
}

void Desk::stop_video() {
  if (!state_.video || state_.video->stopping) return;
  state_.video->stopping = true;
  video_orders_.emplace_back(EndVideo{state_.video->number, VideoEnd::Stop});
}

void Desk::end_session() {
  token_.clear();
  if (state_.factor.codes.empty()) state_.factor = {};  // Codes are told once.
  state_.account = {};
  if (!state_.video) return;
  video_orders_.emplace_back(EndVideo{state_.video->number, VideoEnd::Leave});
  state_.video.reset();
}

void Desk::take(const VideoReport& report, Instant now) {
  if (!state_.video || state_.video->number != report.number) return;
  if (const auto* progress = std::get_if<MediaProgress>(&report.what)) {
    state_.video->progress = *progress;
    return;
  }
  const VideoRun run = *std::exchange(state_.video, std::nullopt);
  if (run.draft == kLibraryUpload) {
    take_upload(run, report, now);
  } else {
    take_ended(run, report, now);
  }
  next_upload();
}

void Desk::take_ended(const VideoRun& run, const VideoReport& report, Instant now) {
  if (run.stopping) return say("desk.done.stop_video", now);
  const Result<std::vector<Media>> video = video_of(report);
  change_form(run.draft, [&](ItemForm& form) {
    take_video(form, video);
    if (video.ok()) form.video_problem = remark_of(report);
  });
  if (video.ok()) say("desk.done.send_video", now);
}

void Desk::take_video(ItemForm& form, const Result<std::vector<Media>>& video) {
  form.changed = true;
  if (!video.ok()) {
    form.video_problem = sentence_of(video.error());
    return;
  }
  form.video = *video;
  form.video_path.clear();
  std::erase_if(form.problems, [](const Problem& problem) { return problem.field == "media"; });
}

}  // namespace bangtin::desk
