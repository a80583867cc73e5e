// A page of the web as a tree of elements and texts. The only file that meets the HTML parser of
// libxml2 (docs/adr/0027). Pure. Thread: any. The bytes are hostile: only the sandboxed child
// calls this (manager/ingest/article_work.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/result.h"

namespace bangtin {

inline constexpr std::size_t kHtmlDepthMax = 20'000;  ///< of elements in elements that are read

struct HtmlNode {
  std::string tag;  ///< in small letters; empty: a text
  std::string
      text;  ///< of a text, with entities as the characters they mean; of a script, its code
  std::vector<std::pair<std::string, std::string>> attributes;  ///< names in small letters
  std::size_t parent = 0;
  std::size_t end = 0;  ///< behind the last node below it

  /// Its value; empty when there is none.
  std::string_view attribute(std::string_view name) const;
};

/// In the order of the page: what lies below a node is what follows it up to its `end`.
struct HtmlTree {
  std::vector<HtmlNode> nodes;  ///< the first is the root, its own parent
};

/// Reads what browsers would, however broken: elements that were never closed, stray ends, bytes
/// that are no text. Nothing is fetched, no script runs. Errors: corrupt "link.no_text" (nothing
/// that could be read); invalid "link.too_large" (more than
/// kHtmlNodesMax, deeper than kHtmlDepthMax).
Result<HtmlTree> parse_html(std::string_view utf8);

}  // namespace bangtin
