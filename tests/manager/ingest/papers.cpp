#include "tests/manager/ingest/papers.h"

#include <cstdio>

namespace bangtin {
namespace {

constexpr int kBeforePages = 3;  // The catalog, the tree of pages, the font.

std::string reference(int object) { return std::to_string(object) + " 0 R"; }

}  // namespace

std::string pdf_of(const std::vector<std::string>& objects, const std::string& trailer) {
  std::string out = "%PDF-1.5\n";
  std::string places;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    char place[32];
    std::snprintf(place, sizeof place, "%010zu 00000 n \n", out.size());
    places += place;
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string count = std::to_string(objects.size() + 1);
  const std::string table = std::to_string(out.size());
  return out + "xref\n0 " + count + "\n0000000000 65535 f \n" + places + "trailer\n<</Size " +
         count + "/Root 1 0 R" + trailer + ">>\nstartxref\n" + table + "\n%%EOF\n";
}

std::string pdf_stream(const std::string& bytes, const std::string& entries) {
  return "<</Length " + std::to_string(bytes.size()) + entries + ">>stream\n" + bytes +
         "\nendstream";
}

int first_free_object(std::size_t pages) { return kBeforePages + 1 + 2 * int(pages); }

std::string paper(const std::vector<std::string>& contents, const PaperLook& look) {
  std::vector<std::string> objects = {
      "<</Type/Catalog/Pages 2 0 R" + look.catalog_entries + ">>", "",
      "<</Type/Font/Subtype/TrueType/Encoding/WinAnsiEncoding/BaseFont/" + look.font + ">>"};
  std::string kids;
  for (const std::string& content : contents) {
    const int page = int(objects.size()) + 1;
    kids += reference(page) + " ";
    objects.push_back("<</Type/Page/Parent 2 0 R/MediaBox[" + look.box +
                      "]/Resources<</Font<</F 3 0 R>>>>/Contents " + reference(page + 1) +
                      look.page_entries + ">>");
    objects.push_back(pdf_stream(content));
  }
  objects[1] = "<</Type/Pages/Count " + std::to_string(contents.size()) + "/Kids[" + kids + "]>>";
  objects.insert(objects.end(), look.more_objects.begin(), look.more_objects.end());
  return pdf_of(objects);
}

}  // namespace bangtin
