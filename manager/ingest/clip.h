// A file from outside becomes a clip that every board can play: H.264 High, 4:2:0, at most 1080p30
// at a constant rate, a key frame at least every 2 s, AAC at -23 LUFS, index first. The work is
// done by the program bangtin-ingest, a child that sees nothing but the bytes. Thread: any; both
// calls block.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string_view>

#include "manager/ingest/ingest.h"

namespace bangtin {

/// Why a file becomes no clip.
enum class ClipRefusal {
  Empty,
  NotVideo,
  Playlist,
  NoPicture,
  Unsupported,
  Office,  ///< of a word processor or a spreadsheet: its program can save it as PDF
  Truncated,
  Damaged,
  Encrypted,
  TooShort,
  TooLong,
  TooSmall,
  TooManyPixels,
  TooManyStreams,
  TooLarge,
  Full,
  Failed,
  Cancelled,
};
/// "truncated" ...: how the child says it; the key of the sentence is "ingest.clip_<name>".
std::string_view name_of(ClipRefusal refusal);
std::optional<ClipRefusal> clip_refusal_from_name(std::string_view name);
Error error_of(ClipRefusal refusal);

inline constexpr int kThumbnailSide_px = 320;

/// What a file is, from its head alone.
struct FileProbe {
  enum class Kind { Picture, Animation, Clip, Document };
  Kind kind = Kind::Picture;
  Size size_px;       ///< as coded; of a clip
  Millis duration{};  ///< as the file says; 0 when it does not
};

std::string_view name_of(FileProbe::Kind kind);

/// Key of the sentence about a clip whose sound was left out (NormalClip::sound_unknown).
inline constexpr std::string_view kSoundLeftOut = "ingest.clip_sound_left_out";

/// Looks what a file is, at most kIngestMax. Errors: as error_of(ClipRefusal); unavailable.
Result<FileProbe> probe_file(const IngestOptions& options, int input);

/// How far a conversion is.
struct ClipProgress {
  int permille = 0;
  std::optional<Seconds> left;  ///< nothing while it is too early to say
};

struct NormalClip {
  Size size_px;
  Millis duration{};
  bool has_sound = false;
  bool copied = false;  ///< the pictures were in profile already and are the file's own
  NormalPicture poster;
  NormalPicture thumbnail;     ///< each side at most kThumbnailSide_px
  bool sound_unknown = false;  ///< the file has sound of a kind that nobody here can decode
};

/// Converts `input` into the empty file `output` (both regular files, any position). `watch` is
/// called at least every half second; false from it ends the work. Errors: as
/// error_of(ClipRefusal); unavailable.
Result<NormalClip> convert_clip(const IngestOptions& options, int input, int output,
                                const FileProbe& probe,
                                const std::function<bool(const ClipProgress&)>& watch);

}  // namespace bangtin
