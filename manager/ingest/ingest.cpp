#include "manager/ingest/ingest.h"

#include <array>

#include "manager/ingest/child.h"
#include "shared/base/json.h"

namespace bangtin {
namespace {

struct RefusalRow {
  Refusal refusal;
  Code code;
  std::string_view name;
  std::string_view message;
};
constexpr std::array<RefusalRow, 10> kRefusals{{
    {Refusal::Empty, Code::Invalid, "empty", "the file is empty"},
    {Refusal::TooLarge, Code::Invalid, "too_large", "the file is too large"},
    {Refusal::NotAPicture, Code::Unsupported, "not_a_picture", "the file is no picture"},
    {Refusal::Unsupported, Code::Unsupported, "unsupported", "this kind of file is not taken"},
    {Refusal::Document, Code::Unsupported, "document", "the file is a document"},
    {Refusal::Office, Code::Unsupported, "office", "an office file, to be saved as PDF"},
    {Refusal::Animated, Code::Unsupported, "animated", "the picture moves"},
    {Refusal::Truncated, Code::Corrupt, "truncated", "the picture is damaged or cut off"},
    {Refusal::TooManyPixels, Code::Invalid, "too_many_pixels", "the picture has too many pixels"},
    {Refusal::Failed, Code::Corrupt, "failed", "the picture could not be converted"},
}};

constexpr std::size_t kHeaderBytesMax = 4'096;

/// The child may have been taken over by the file it read: its answer is judged like any input.
Result<NormalPicture> picture_from(std::string_view answer) {
  const auto end = answer.substr(0, kHeaderBytesMax).find('\n');
  if (end == answer.npos) return error_of(Refusal::Failed);
  const auto header = Json::parse(answer.substr(0, end));
  if (!header) return error_of(Refusal::Failed);
  if (const Json* refused = header->find("refused")) {
    const auto refusal =
        refused->as_string() ? refusal_from_name(*refused->as_string()) : std::nullopt;
    return error_of(refusal.value_or(Refusal::Failed));
  }
  const auto width = header->int_at("width", 1, limits::kPictureSideMax_px);
  const auto height = header->int_at("height", 1, limits::kPictureSideMax_px);
  answer.remove_prefix(end + 1);
  constexpr std::string_view kBegin = "\xff\xd8\xff";
  constexpr std::string_view kEnd = "\xff\xd9";
  if (!width || !height || !answer.starts_with(kBegin) || !answer.ends_with(kEnd)) {
    return error_of(Refusal::Failed);
  }
  return NormalPicture{std::string(answer), {static_cast<int>(*width), static_cast<int>(*height)}};
}

}  // namespace

std::string_view name_of(Refusal refusal) {
  for (const RefusalRow& row : kRefusals) {
    if (row.refusal == refusal) return row.name;
  }
  return "failed";
}

std::optional<Refusal> refusal_from_name(std::string_view name) {
  for (const RefusalRow& row : kRefusals) {
    if (row.name == name) return row.refusal;
  }
  return std::nullopt;
}

Error error_of(Refusal refusal) {
  for (const RefusalRow& row : kRefusals) {
    if (row.refusal == refusal) {
      return {row.code, std::string(row.message), "ingest." + std::string(row.name)};
    }
  }
  return error_of(Refusal::Failed);
}

Result<NormalPicture> ingest_picture(const IngestOptions& options, std::string_view bytes) {
  if (bytes.empty()) return error_of(Refusal::Empty);
  if (bytes.size() > limits::kPictureUploadBytesMax) return error_of(Refusal::TooLarge);
  const auto answer = TRY(answer_of(options.program, {}, bytes, options.time_max,
                                    kHeaderBytesMax + limits::kPictureUploadBytesMax));
  if (!answer) return error_of(Refusal::Failed);
  return picture_from(*answer);
}

}  // namespace bangtin
