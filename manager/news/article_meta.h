// What a page says of itself beside its text: meta tags and JSON-LD (schema.org). Pure. Thread:
// any.
#pragma once

#include <string>
#include <string_view>

#include "manager/news/html_tree.h"

namespace bangtin {

/// Words of the page's own, in plain text; empty where it says nothing.
struct ArticleMeta {
  std::string headline;     ///< of schema.org
  std::string og_title;     ///< Open Graph
  std::string page_title;   ///< of the window
  std::string published;    ///< in any form of feed_date.h
  std::string publisher;    ///< of schema.org, else the name of the site
  std::string text;         ///< the text or description of schema.org's article
  std::string picture_url;  ///< as it stands there
  std::string canonical;    ///< likewise
  std::string base;         ///< what links are relative to, as it stands there
  bool asks_for_password = false;
};

ArticleMeta article_meta(const HtmlTree& tree);

}  // namespace bangtin
