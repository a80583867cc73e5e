// convert_document: a PDF from outside becomes pictures, one a page. A child of bangtin-ingest that
// sees nothing but the bytes draws the pages; another, which never saw the PDF, makes each the
// picture that every board can show (docs/adr/0023). Thread: any; blocks.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "manager/ingest/ingest.h"

namespace bangtin {

/// Why a file becomes no document.
enum class DocumentRefusal {
  TooLarge,
  Encrypted,  ///< a password is needed to read it
  Truncated,
  Damaged,
  NoPages,
  TooManyPages,
  PageSize,  ///< a page is of a size or shape that nothing shows
  Failed,
  Cancelled,
};
/// "truncated" ...: how the child says it; the key of the sentence is "ingest.document_<name>".
std::string_view name_of(DocumentRefusal refusal);
std::optional<DocumentRefusal> document_refusal_from_name(std::string_view name);
Error error_of(DocumentRefusal refusal);

/// Key of the sentence about a document that does not hold its fonts, so that its letters may look
/// otherwise than where it was written.
inline constexpr std::string_view kFontsLeftOut = "ingest.document_fonts_left_out";

struct DocumentFacts {
  int pages = 0;
  bool fonts_left_out = false;
};

/// What is done with a document on its way. Pages come in their order.
struct DocumentWatch {
  std::function<Status(const NormalPicture& page)> take;
  /// Called at least every half second; false ends the work.
  std::function<bool(int permille)> goes_on;
};

/// Errors: as error_of(DocumentRefusal); those of `take`; unavailable.
Result<DocumentFacts> convert_document(const IngestOptions& options, int input,
                                       const DocumentWatch& watch);

}  // namespace bangtin
