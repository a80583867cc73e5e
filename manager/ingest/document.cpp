#include "manager/ingest/document.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "manager/ingest/child_answer.h"
#include "shared/base/document_limits.h"

namespace bangtin {
namespace {

struct DocumentRefusalRow {
  DocumentRefusal refusal;
  Code code;
  std::string_view name;
  std::string_view message;
};
constexpr std::array<DocumentRefusalRow, 9> kDocumentRefusals{{
    {DocumentRefusal::TooLarge, Code::Invalid, "too_large", "the document is too large"},
    {DocumentRefusal::Encrypted, Code::Unsupported, "encrypted", "the document needs a password"},
    {DocumentRefusal::Truncated, Code::Corrupt, "truncated", "the document is cut off"},
    {DocumentRefusal::Damaged, Code::Corrupt, "damaged", "the document is damaged"},
    {DocumentRefusal::NoPages, Code::Invalid, "no_pages", "the document has no page"},
    {DocumentRefusal::TooManyPages, Code::Invalid, "too_many_pages", "there are too many pages"},
    {DocumentRefusal::PageSize, Code::Invalid, "page_size", "a page has no size to be shown"},
    {DocumentRefusal::Failed, Code::Corrupt, "failed", "the document could not be drawn"},
    {DocumentRefusal::Cancelled, Code::Conflict, "cancelled", "a person stopped it"},
}};

DocumentRefusal document_refusal_in(const Json& line) {
  const Json* said = line.find("refused");
  const std::string* name = said ? said->as_string() : nullptr;
  return (name ? document_refusal_from_name(*name) : std::nullopt)
      .value_or(DocumentRefusal::Failed);
}

/// One document on its way, from the child that draws it.
class DocumentWork {
 public:
  DocumentWork(const IngestOptions& options, Child& child, const DocumentWatch& watch)
      : options_(options), answer_(child, limits::kDocumentPageMax), watch_(watch) {}

  Result<DocumentFacts> run() {
    const auto head = line();
    if (!head) return error_;
    const auto pages = head->int_at("pages", 1, limits::kDocumentPagesMax);
    const auto fonts = head->bool_at("fonts_left_out");
    if (!pages || !fonts) return error_of(DocumentRefusal::Failed);
    for (int page = 0; page < int(*pages); ++page) {
      permille_ = page * 1'000 / int(*pages);
      const NormalPicture picture = TRY(next_page());
      TRY(watch_.take(picture));
    }
    return DocumentFacts{int(*pages), *fonts};
  }

 private:
  bool wait() {
    cancelled_ = cancelled_ || !watch_.goes_on(permille_);
    return !cancelled_;
  }
  Error gave_up() const {
    return error_of(cancelled_ ? DocumentRefusal::Cancelled : DocumentRefusal::Failed);
  }

  /// Nothing, and why in error_, when the child has none or refuses.
  std::optional<Json> line() {
    auto said = answer_.line([this] { return wait(); });
    if (!said) error_ = gave_up();
    if (!said || !said->find("refused")) return said;
    error_ = error_of(document_refusal_in(*said));
    return std::nullopt;
  }

  /// The child may have been taken over by what it read: its picture is one from outside.
  Result<NormalPicture> next_page() {
    const auto head = line();
    if (!head) return error_;
    const auto size = head->int_at("png_bytes", 1, limits::kDocumentPagePngBytesMax);
    if (!size) return gave_up();
    const auto png = answer_.bytes(std::size_t(*size), [this] { return wait(); });
    if (!png) return gave_up();
    auto picture = ingest_picture(options_, *png);
    const bool unable = !picture && picture.error().code != Code::Unavailable;
    return unable ? error_of(DocumentRefusal::Failed) : std::move(picture);
  }

  const IngestOptions& options_;
  ChildAnswer answer_;
  const DocumentWatch& watch_;
  int permille_ = 0;
  bool cancelled_ = false;
  Error error_;
};

}  // namespace

std::string_view name_of(DocumentRefusal refusal) {
  const auto* row = std::ranges::find(kDocumentRefusals, refusal, &DocumentRefusalRow::refusal);
  return row == kDocumentRefusals.end() ? "failed" : row->name;
}

std::optional<DocumentRefusal> document_refusal_from_name(std::string_view name) {
  const auto* row = std::ranges::find(kDocumentRefusals, name, &DocumentRefusalRow::name);
  if (row == kDocumentRefusals.end()) return std::nullopt;
  return row->refusal;
}

Error error_of(DocumentRefusal refusal) {
  const auto* row = std::ranges::find(kDocumentRefusals, refusal, &DocumentRefusalRow::refusal);
  CHECK(row != kDocumentRefusals.end());
  return {row->code, std::string(row->message), "ingest.document_" + std::string(row->name)};
}

Result<DocumentFacts> convert_document(const IngestOptions& options, int input,
                                       const DocumentWatch& watch) {
  struct stat found {};
  if (::fstat(input, &found) != 0) return files::error_of(errno, "the upload");
  if (found.st_size > limits::kDocumentBytesMax) return error_of(DocumentRefusal::TooLarge);
  Child child = TRY(Child::start(options.program, {"document"}, input));
  return DocumentWork(options, child, watch).run();
}

}  // namespace bangtin
