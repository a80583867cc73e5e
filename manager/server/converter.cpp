#include "manager/server/converter.h"

#include <fcntl.h>

#include <cerrno>

#include "shared/base/files.h"
#include "shared/base/log.h"

namespace bangtin {
namespace {

constexpr Millis kRest = std::chrono::milliseconds(500);
constexpr auto kCleanUpEvery = std::chrono::minutes(10);
constexpr auto kNoteEvery = std::chrono::milliseconds(900);

Result<Fd> open_file(const std::filesystem::path& path, int flags) {
  Fd fd(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!fd.valid()) return files::error_of(errno, path.filename().string());
  return fd;
}

/// Tells the store how far a job is, not too often. Called while its child works.
class JobProgress {
 public:
  JobProgress(MediaDesk& desk, const MediaDesk::Job& job, Clock& clock,
              const std::function<bool()>& stop, bool& cancelled)
      : desk_(desk), job_(job), clock_(clock), stop_(stop), cancelled_(cancelled) {}

  /// False when the work is to end.
  bool note(const ClipProgress& progress) {
    if (stop_()) return false;
    const Monotonic now = clock_.monotonic();
    if (noted_ && now - *noted_ < kNoteEvery) return true;
    noted_ = now;
    const auto goes_on =
        desk_.note_progress(job_.conversion.id, progress.permille, progress.left, clock_.wall());
    // A store that cannot be written for a moment is no reason to begin anew.
    cancelled_ = goes_on.ok() && !*goes_on;
    return !cancelled_;
  }

 private:
  MediaDesk& desk_;
  const MediaDesk::Job& job_;
  Clock& clock_;
  const std::function<bool()>& stop_;
  bool& cancelled_;
  std::optional<Monotonic> noted_;
};

std::string making() { return std::string("uploads/") + MediaDesk::kMaking; }

}  // namespace

Status ConverterSteps::begin() {
  TRY(parts_.disk.remove(making()));
  return parts_.desk.requeue();
}

Result<bool> ConverterSteps::step(Clock& clock, const std::function<bool()>& stop) {
  const auto job = TRY(parts_.desk.next_job(clock.wall()));
  if (!job) return false;
  bool cancelled = false;
  const auto outcome = convert(*job, clock, stop, cancelled);
  TRY(parts_.disk.remove(making()));
  if (outcome) {
    TRY(parts_.desk.finish(*job, *outcome, clock.wall()));
    return true;
  }
  const Error& error = outcome.error();
  if (stop()) {
    TRY(parts_.desk.requeue());
    return true;
  }
  if (!cancelled) {
    log::info("server", "an upload was not converted",
              {{"code", std::string(code_name(error.code))}, {"why", error.message}});
  }
  TRY(parts_.desk.fail(*job, error, cancelled, clock.wall()));
  return true;
}

Status ConverterSteps::check_digest(const MediaDesk::Job& job) {
  if (!job.upload.sha256) return {};
  Sha256 whole;
  for (std::int64_t at = 0; at < job.upload.size_bytes;) {
    const std::string bytes =
        TRY(parts_.disk.read(MediaDesk::path_of(job.upload.id), at, limits::kChunkBytes));
    if (bytes.empty()) break;
    whole.update(bytes);
    at += std::int64_t(bytes.size());
  }
  if (whole.finish() == *job.upload.sha256) return {};
  return Error{Code::Corrupt, "other bytes came than were sent", "upload.changed"};
}

Result<Media> ConverterSteps::store_picture(const NormalPicture& picture) {
  Media media;
  TRY(parts_.desk.expect_blob(sha256(picture.jpeg)));
  media.blob = TRY(parts_.blobs.put(picture.jpeg));
  media.size_bytes = std::int64_t(picture.jpeg.size());
  media.chunks = plan_of(picture.jpeg).chunks;
  media.media_type = "image/jpeg";
  media.size_px = picture.size_px;
  return media;
}

Result<MediaDesk::Outcome> ConverterSteps::convert(const MediaDesk::Job& job, Clock& clock,
                                                   const std::function<bool()>& stop,
                                                   bool& cancelled) {
  TRY(check_digest(job));
  const std::string path = MediaDesk::path_of(job.upload.id);
  const Fd input = TRY(open_file(parts_.folder / path, O_RDONLY));
  const FileProbe probe = TRY(parts_.probe(input.get()));
  if (probe.kind == FileProbe::Kind::Document) {
    return make_document(job, input.get(), clock, stop, cancelled);
  }
  if (probe.kind != FileProbe::Kind::Picture) {
    return make_clip(job, input.get(), probe, clock, stop, cancelled);
  }
  if (job.upload.size_bytes > std::int64_t(limits::kPictureUploadBytesMax)) {
    return error_of(Refusal::TooLarge);
  }
  const std::string bytes = TRY(parts_.disk.read(path, 0, std::size_t(job.upload.size_bytes)));
  const auto picture = parts_.picture(bytes);
  // Its frames could not be read as an animation, so they are damaged.
  if (!picture && picture.error().key == error_of(Refusal::Animated).key) {
    return error_of(Refusal::Truncated);
  }
  return MediaDesk::Outcome{TRY(store_picture(TRY(Result<NormalPicture>(picture)))), {}, {}, {}};
}

Result<MediaDesk::Outcome> ConverterSteps::make_clip(const MediaDesk::Job& job, int input,
                                                     const FileProbe& probe, Clock& clock,
                                                     const std::function<bool()>& stop,
                                                     bool& cancelled) {
  TRY(parts_.disk.append(making(), {}));
  Fd output = TRY(open_file(parts_.folder / making(), O_RDWR | O_TRUNC));
  JobProgress told(parts_.desk, job, clock, stop, cancelled);
  const auto watch = [&](const ClipProgress& progress) { return told.note(progress); };
  const NormalClip clip = TRY(parts_.clip(input, output.get(), probe, watch));
  output.reset();
  MediaDesk::Outcome outcome;
  outcome.poster = TRY(store_picture(clip.poster));
  outcome.thumbnail = TRY(store_picture(clip.thumbnail));
  const BlobPlan plan = TRY(parts_.blobs.adopt(making()));
  TRY(parts_.desk.expect_blob(plan.blob));
  if (!parts_.blobs.has(plan.blob)) {
    return Error{Code::Unavailable, "an older clip of the same bytes went at this moment", {}};
  }
  Media& media = outcome.media;
  media.blob = plan.blob;
  media.size_bytes = plan.size_bytes;
  media.chunks = plan.chunks;
  media.media_type = "video/mp4";
  media.size_px = clip.size_px;
  media.duration = clip.duration;
  media.has_sound = clip.has_sound;
  media.poster = 1;
  if (clip.sound_unknown) outcome.remark = kSoundLeftOut;
  return outcome;
}

Result<MediaDesk::Outcome> ConverterSteps::make_document(const MediaDesk::Job& job, int input,
                                                         Clock& clock,
                                                         const std::function<bool()>& stop,
                                                         bool& cancelled) {
  JobProgress told(parts_.desk, job, clock, stop, cancelled);
  MediaDesk::Outcome outcome;
  DocumentWatch watch;
  watch.take = [&](const NormalPicture& page) -> Status {
    outcome.pages.push_back(TRY(store_picture(page)));
    return {};
  };
  watch.goes_on = [&](int permille) { return told.note({permille, std::nullopt}); };
  const DocumentFacts facts = TRY(parts_.document(input, watch));
  outcome.media = outcome.pages.at(0);
  if (facts.fonts_left_out) outcome.remark = kFontsLeftOut;
  return outcome;
}

Converter::Converter(ConverterParts parts, Clock& clock)
    : steps_(std::move(parts)), clock_(clock), thread_([this] { run(); }) {}

void Converter::stop() {
  stopping_ = true;
  bell_.close();
  if (thread_.joinable()) thread_.join();
}

void Converter::run() {
  const auto tell = [](const Status& status) {
    if (status) return true;
    log::error("server", "the converter rests", {{"why", status.error().message}});
    return false;
  };
  tell(steps_.begin());
  std::optional<Monotonic> cleaned;
  while (!stopping_) {
    const Monotonic now = clock_.monotonic();
    if (!cleaned || now - *cleaned >= kCleanUpEvery) {
      cleaned = now;
      tell(steps_.clean_up(clock_.wall()));
    }
    const auto worked = steps_.step(clock_, [this] { return stopping_.load(); });
    if (!worked) tell(worked.error());
    if (!worked || !*worked) (void)bell_.pop_for(kRest);
  }
}

}  // namespace bangtin
