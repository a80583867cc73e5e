// The text of a page apart from what stands around it: menus, buttons, lists of other news. By
// known containers of portals first, else by where text is dense. Pure, deterministic. Thread: any.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "manager/news/html_tree.h"

namespace bangtin {

/// A line as a reader sees it: what stands between two ends of blocks.
struct PageLine {
  std::string text;  ///< plain, one line
  std::size_t characters = 0;
  std::size_t linked = 0;  ///< bytes of `text` that are links
  std::size_t node = 0;    ///< its first text
  std::size_t block = 0;   ///< the element that makes it a line of its own
  std::size_t row = 0;     ///< of a table; 0: none
  std::size_t cell = 0;
  bool left_out = false;  ///< of a menu, a list of other news, buttons, what is hidden
};

/// More link than text.
bool is_link(const PageLine& line);

/// Every line of the page.
std::vector<PageLine> page_lines(const HtmlTree& tree);

/// Of each node: it stands in a menu, a list of other news, among comments. Asked of lines of which
/// some are left out it says the same.
std::vector<bool> nodes_beside(const HtmlTree& tree, const std::vector<PageLine>& lines);

/// The element that holds the article's text; 0 when no text stands out.
std::size_t article_container(const HtmlTree& tree, const std::vector<PageLine>& lines);

/// The words of an element's class and id, in small letters, with one "-" before, between and
/// behind.
std::string words_of_element(const HtmlNode& node);

/// An element whose name says that it holds a title.
bool is_heading(const HtmlNode& node);

}  // namespace bangtin
