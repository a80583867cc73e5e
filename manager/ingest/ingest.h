// ingest_picture: a file from outside becomes a picture that every board can show. The work is done
// by the program bangtin-ingest, a child that sees nothing but the bytes. Thread: any; blocks until
// the child is done, at most kIngestMax.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/limits.h"
#include "shared/base/result.h"
#include "shared/model/content.h"

namespace bangtin {

/// A baseline JPEG in sRGB, upright, without metadata, each side at most kPictureSideMax_px.
struct NormalPicture {
  std::string jpeg;
  Size size_px;
};

/// Why a file is no picture that we can use.
enum class Refusal {
  Empty,
  TooLarge,
  NotAPicture,
  Unsupported,
  Document,  ///< a PDF: its pages become pictures elsewhere
  Office,    ///< of a word processor or a spreadsheet: its program can save it as PDF
  Animated,  ///< it would stand still: a clip is made of it elsewhere
  Truncated,
  TooManyPixels,
  Failed
};
/// "truncated" ...: how the child says it, and the key "ingest.<name>" of the sentence.
std::string_view name_of(Refusal refusal);
std::optional<Refusal> refusal_from_name(std::string_view name);
Error error_of(Refusal refusal);

struct IngestOptions {
  std::filesystem::path program;  ///< bangtin-ingest
  Millis time_max = limits::kIngestMax;
};

/// Errors: as error_of(Refusal): invalid (empty, too large, too many pixels), unsupported (a kind
/// we do not take, no picture), corrupt (damaged or cut off; the child gave up or ran into a
/// bound); unavailable (the child cannot be started).
Result<NormalPicture> ingest_picture(const IngestOptions& options, std::string_view bytes);

}  // namespace bangtin
