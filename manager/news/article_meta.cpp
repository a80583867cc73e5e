#include "manager/news/article_meta.h"

#include <array>

#include "manager/news/plain_text.h"
#include "shared/base/ascii.h"
#include "shared/base/json.h"
#include "shared/base/lists.h"

namespace bangtin {
namespace {

constexpr int kDataDepthMax = 4;  ///< of an article inside "@graph", lists and "mainEntity"

/// The text of an element's children.
std::string inner_text(const HtmlTree& tree, std::size_t at) {
  std::string text;
  for (std::size_t i = at + 1; i < tree.nodes[at].end; ++i) text += tree.nodes[i].text;
  return text;
}

std::string one_line_of(std::string_view markup) {
  std::string text = plain_text(markup);
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return text;
}

void keep_first(std::string& kept, std::string_view said) {
  if (kept.empty()) kept = one_line_of(said);
}

/// A text of schema.org: itself, or what `member` of an object says, or of the first of a list.
std::string said_in(const Json* json, std::string_view member, int depth = 0) {
  if (json == nullptr || depth > kDataDepthMax) return "";
  if (const std::string* text = json->as_string()) return *text;
  if (const Json::Array* list = json->as_array()) {
    return list->empty() ? "" : said_in(&list->front(), member, depth + 1);
  }
  return json->as_object() != nullptr ? said_in(json->find(member), member, depth + 1) : "";
}

bool is_article(const Json& json) {
  constexpr std::array<std::string_view, 6> kTypes = {"newsarticle",          "article",
                                                      "blogposting",          "report",
                                                      "reportagenewsarticle", "governmentnotice"};
  return is_one_of(kTypes, ascii::lower(said_in(json.find("@type"), "")));
}

const Json* article_in(const Json& json, int depth = 0) {
  if (depth > kDataDepthMax) return nullptr;
  if (const Json::Array* list = json.as_array()) {
    for (const Json& each : *list) {
      if (const Json* found = article_in(each, depth + 1)) return found;
    }
    return nullptr;
  }
  if (json.as_object() == nullptr) return nullptr;
  if (is_article(json)) return &json;
  for (const std::string_view member : {"@graph", "mainEntity"}) {
    const Json* inner = json.find(member);
    const Json* found = inner == nullptr ? nullptr : article_in(*inner, depth + 1);
    if (found != nullptr) return found;
  }
  return nullptr;
}

/// JSON-LD. Data that cannot be read say nothing.
void read_data(const std::string& code, ArticleMeta& meta) {
  const auto json = Json::parse(code);
  const Json* article = json ? article_in(*json) : nullptr;
  if (article == nullptr) return;
  keep_first(meta.headline, said_in(article->find("headline"), ""));
  keep_first(meta.published, said_in(article->find("datePublished"), ""));
  keep_first(meta.publisher, said_in(article->find("publisher"), "name"));
  if (meta.picture_url.empty()) meta.picture_url = said_in(article->find("image"), "url");
  if (meta.text.empty()) meta.text = plain_text(said_in(article->find("articleBody"), ""));
  if (meta.text.empty()) meta.text = plain_text(said_in(article->find("description"), ""));
}

struct MetaNames {
  std::string_view name;
  std::string ArticleMeta::*member;
};
constexpr std::array<MetaNames, 12> kMetaNames = {{
    {"og:title", &ArticleMeta::og_title},
    {"article:published_time", &ArticleMeta::published},
    {"datepublished", &ArticleMeta::published},
    {"pubdate", &ArticleMeta::published},
    {"publishdate", &ArticleMeta::published},
    {"dc.date.issued", &ArticleMeta::published},
    {"dcterms.issued", &ArticleMeta::published},
    {"dc.date", &ArticleMeta::published},
    {"og:site_name", &ArticleMeta::publisher},
    {"dc.publisher", &ArticleMeta::publisher},
    {"og:image", &ArticleMeta::picture_url},
    {"og:url", &ArticleMeta::canonical},
}};

void read_meta(const HtmlNode& node, ArticleMeta& meta) {
  for (const char* attribute : {"property", "name", "itemprop"}) {
    const std::string name = ascii::lower(node.attribute(attribute));
    for (const MetaNames& row : kMetaNames) {
      if (name == row.name) keep_first(meta.*row.member, node.attribute("content"));
    }
  }
}

}  // namespace

ArticleMeta article_meta(const HtmlTree& tree) {
  ArticleMeta data, tags;
  std::string canonical;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const HtmlNode& node = tree.nodes[i];
    if (node.tag == "meta") {
      read_meta(node, tags);
    } else if (node.tag == "title") {
      keep_first(tags.page_title, inner_text(tree, i));
    } else if (node.tag == "base" && tags.base.empty()) {
      tags.base = node.attribute("href");
    } else if (node.tag == "link" && ascii::lower(node.attribute("rel")) == "canonical") {
      if (canonical.empty()) canonical = node.attribute("href");
    } else if (node.tag == "script" &&
               ascii::lower(node.attribute("type")) == "application/ld+json") {
      read_data(inner_text(tree, i), data);
    } else if (node.tag == "input" && ascii::lower(node.attribute("type")) == "password") {
      tags.asks_for_password = true;
    }
  }
  // What an article says of itself is more exact than the tags, which some portals fill once.
  for (std::string ArticleMeta::*member :
       {&ArticleMeta::headline, &ArticleMeta::published, &ArticleMeta::publisher,
        &ArticleMeta::text, &ArticleMeta::picture_url}) {
    if (!(data.*member).empty()) tags.*member = data.*member;
  }
  if (!canonical.empty()) tags.canonical = canonical;
  return tags;
}

}  // namespace bangtin
