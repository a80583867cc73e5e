// Small PDFs, written by hand: what a test needs of a document and no more.
#pragma once

#include <string>
#include <vector>

namespace bangtin {

/// One object of a PDF is what stands between "N 0 obj" and "endobj"; the first is the catalog.
/// `trailer` goes into the trailer's dictionary.
std::string pdf_of(const std::vector<std::string>& objects, const std::string& trailer = "");

/// A stream object; `entries` go into its dictionary.
std::string pdf_stream(const std::string& bytes, const std::string& entries = "");

/// How every page of a paper is.
struct PaperLook {
  std::string box = "0 0 595 842";  ///< A4, upright
  std::string font = "Times-Roman";
  std::string page_entries{};               ///< into the dictionary of each page
  std::string catalog_entries{};            ///< into the catalog's
  std::vector<std::string> more_objects{};  ///< numbered from first_free_object()
};
/// A page for each of `contents`, whose font is /F.
std::string paper(const std::vector<std::string>& contents, const PaperLook& look = {});
/// The number of the first of `more_objects` in a paper of so many pages.
int first_free_object(std::size_t pages);

}  // namespace bangtin
