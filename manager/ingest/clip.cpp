#include "manager/ingest/clip.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "manager/ingest/child_answer.h"

namespace bangtin {
namespace {

struct ClipRefusalRow {
  ClipRefusal refusal;
  Code code;
  std::string_view name;
  std::string_view message;
};
constexpr std::array<ClipRefusalRow, 18> kClipRefusals{{
    {ClipRefusal::Empty, Code::Invalid, "empty", "the file is empty"},
    {ClipRefusal::NotVideo, Code::Unsupported, "not_video", "the file is no video"},
    {ClipRefusal::Playlist, Code::Unsupported, "playlist", "the file names others, it is a list"},
    {ClipRefusal::NoPicture, Code::Unsupported, "no_picture", "there is sound but no picture"},
    {ClipRefusal::Unsupported, Code::Unsupported, "unsupported", "this kind is not taken"},
    {ClipRefusal::Truncated, Code::Corrupt, "truncated", "the file is cut off"},
    {ClipRefusal::Damaged, Code::Corrupt, "damaged", "too many pictures are damaged"},
    {ClipRefusal::Office, Code::Unsupported, "office", "an office file, to be saved as PDF"},
    {ClipRefusal::Encrypted, Code::Unsupported, "encrypted", "the file is encrypted"},
    {ClipRefusal::TooShort, Code::Invalid, "too_short", "the video is too short"},
    {ClipRefusal::TooLong, Code::Invalid, "too_long", "the video is too long"},
    {ClipRefusal::TooSmall, Code::Invalid, "too_small", "the picture is too small"},
    {ClipRefusal::TooManyPixels, Code::Invalid, "too_many_pixels", "the picture is too large"},
    {ClipRefusal::TooManyStreams, Code::Invalid, "too_many_streams", "there are too many streams"},
    {ClipRefusal::TooLarge, Code::Invalid, "too_large", "the file is too large"},
    {ClipRefusal::Full, Code::Full, "full", "no room for the clip"},
    {ClipRefusal::Failed, Code::Corrupt, "failed", "the video could not be converted"},
    {ClipRefusal::Cancelled, Code::Conflict, "cancelled", "a person stopped the conversion"},
}};

struct KindRow {
  FileProbe::Kind kind;
  std::string_view name;
};
constexpr std::array<KindRow, 4> kKinds{{{FileProbe::Kind::Picture, "picture"},
                                         {FileProbe::Kind::Animation, "animation"},
                                         {FileProbe::Kind::Clip, "clip"},
                                         {FileProbe::Kind::Document, "document"}}};

Result<std::int64_t> size_of(int fd) {
  struct stat found {};
  if (::fstat(fd, &found) != 0) return files::error_of(errno, "the upload");
  return std::int64_t(found.st_size);
}

Error refusal_in(const Json& line) {
  const Json* said = line.find("refused");
  const std::string* name = said ? said->as_string() : nullptr;
  return error_of(
      (name ? clip_refusal_from_name(*name) : std::nullopt).value_or(ClipRefusal::Failed));
}

Result<FileProbe> probe_from(const Json& line) {
  FileProbe probe;
  const std::string kind = TRY(line.string_at("kind"));
  const auto* row = std::ranges::find(kKinds, kind, &KindRow::name);
  if (row == kKinds.end()) return error_of(ClipRefusal::Failed);
  probe.kind = row->kind;
  constexpr std::int64_t kSideMax = 65'536;
  probe.size_px.width_px = int(TRY(line.int_at("width", 0, kSideMax)));
  probe.size_px.height_px = int(TRY(line.int_at("height", 0, kSideMax)));
  const std::int64_t longest = Millis(limits::kClipDurationMax).count();
  probe.duration = Millis(TRY(line.int_at("duration_ms", 0, longest)));
  return probe;
}

/// The facts of a finished clip.
Result<NormalClip> clip_from(const Json& line) {
  NormalClip clip;
  constexpr int kSideMax = limits::kClipLongSideMax_px;
  clip.size_px.width_px = int(TRY(line.int_at("width", 1, kSideMax)));
  clip.size_px.height_px = int(TRY(line.int_at("height", 1, kSideMax)));
  clip.duration = Millis(TRY(line.int_at("duration_ms", Millis(limits::kClipDurationMin).count(),
                                         Millis(limits::kClipDurationMax).count())));
  clip.has_sound = TRY(line.bool_at("has_sound"));
  clip.copied = TRY(line.bool_at("copied"));
  clip.sound_unknown = TRY(line.bool_at("sound_unknown"));
  return clip;
}

/// From the share of the work that is done and the time that it took.
class TimeLeft {
 public:
  ClipProgress at(int permille) {
    const auto taken = SystemClock().monotonic() - begin_;
    ClipProgress progress{permille, std::nullopt};
    constexpr int kEarly = 20;
    if (permille >= kEarly && taken > std::chrono::seconds(1)) {
      progress.left = std::chrono::ceil<Seconds>(taken * (1'000 - permille) / permille);
    }
    return progress;
  }

 private:
  Monotonic begin_ = SystemClock().monotonic();
};

std::string cpu_seconds_for(Millis duration) {
  // A file that does not say how long it is may be as long as a clip can be.
  const auto seconds = std::chrono::ceil<Seconds>(
      duration > Millis{0} ? duration : Millis(limits::kClipDurationMax));
  const std::int64_t bound = Seconds(limits::kConvertCpuBase).count() +
                             std::int64_t(limits::kConvertCpuPerSecond) * seconds.count();
  return std::to_string(bound);
}

}  // namespace

std::string_view name_of(ClipRefusal refusal) {
  const auto* row = std::ranges::find(kClipRefusals, refusal, &ClipRefusalRow::refusal);
  return row == kClipRefusals.end() ? "failed" : row->name;
}

std::optional<ClipRefusal> clip_refusal_from_name(std::string_view name) {
  const auto* row = std::ranges::find(kClipRefusals, name, &ClipRefusalRow::name);
  if (row == kClipRefusals.end()) return std::nullopt;
  return row->refusal;
}

Error error_of(ClipRefusal refusal) {
  const auto* row = std::ranges::find(kClipRefusals, refusal, &ClipRefusalRow::refusal);
  CHECK(row != kClipRefusals.end());
  return {row->code, std::string(row->message), "ingest.clip_" + std::string(row->name)};
}

std::string_view name_of(FileProbe::Kind kind) {
  return std::ranges::find(kKinds, kind, &KindRow::kind)->name;
}

Result<FileProbe> probe_file(const IngestOptions& options, int input) {
  const std::int64_t size_bytes = TRY(size_of(input));
  if (size_bytes == 0) return error_of(ClipRefusal::Empty);
  if (size_bytes > limits::kUploadBytesMax) return error_of(ClipRefusal::TooLarge);
  Child child = TRY(Child::start(options.program, {"probe"}, input));
  ChildAnswer answer(child, options.time_max);
  const auto line = answer.line([] { return true; });
  if (!line) return error_of(ClipRefusal::Failed);
  if (line->find("refused")) return refusal_in(*line);
  auto probe = probe_from(*line);
  return probe ? std::move(probe) : error_of(ClipRefusal::Failed);
}

Result<NormalClip> convert_clip(const IngestOptions& options, int input, int output,
                                const FileProbe& probe,
                                const std::function<bool(const ClipProgress&)>& watch) {
  Child child = TRY(
      Child::start(options.program, {"convert", cpu_seconds_for(probe.duration)}, input, output));
  ChildAnswer answer(child, limits::kConvertSilenceMax);
  TimeLeft time;
  int permille = 0;
  bool cancelled = false;
  const auto wait = [&] {
    cancelled = cancelled || !watch(time.at(permille));
    return !cancelled;
  };
  const auto give_up = [&] {
    return error_of(cancelled ? ClipRefusal::Cancelled : ClipRefusal::Failed);
  };
  auto line = answer.line(wait);
  for (; line && line->find("permille"); line = answer.line(wait)) {
    const auto said = line->int_at("permille", 0, 1'000);
    if (!said) return give_up();
    permille = std::max(permille, int(*said));
  }
  if (!line) return give_up();
  if (line->find("refused")) return refusal_in(*line);
  auto clip = clip_from(*line);
  const auto poster = line->int_at("poster_bytes", 1, limits::kPictureUploadBytesMax);
  const auto thumbnail = line->int_at("thumbnail_bytes", 1, limits::kPictureUploadBytesMax);
  const std::int64_t size_bytes = TRY(size_of(output));
  if (!clip || !poster || !thumbnail || size_bytes == 0) return give_up();
  if (size_bytes > limits::kBlobBytesMax) return error_of(ClipRefusal::TooLarge);
  const auto poster_png = answer.bytes(std::size_t(*poster), wait);
  const auto thumbnail_png = answer.bytes(std::size_t(*thumbnail), wait);
  if (!poster_png || !thumbnail_png) return give_up();
  clip->poster = TRY(ingest_picture(options, *poster_png));
  clip->thumbnail = TRY(ingest_picture(options, *thumbnail_png));
  return clip;
}

}  // namespace bangtin
