#include "manager/news/feed.h"

#include <algorithm>
#include <array>
#include <optional>
#include <pugixml.hpp>

#include "manager/news/clean_story.h"
#include "manager/news/feed_date.h"
#include "manager/news/feed_encoding.h"
#include "manager/news/plain_text.h"
#include "manager/news/same_story.h"
#include "manager/news/web_link.h"
#include "shared/base/ascii.h"
#include "shared/base/limits.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

constexpr std::size_t kGuidCharactersMax = 500;
constexpr int kDepthMax = 32;  ///< of the search for items and for a base

Error refused(Code code, const char* key, std::string message) {
  return {code, std::move(message), key};
}

/// The name without its prefix, in small letters.
std::string local_name(const pugi::xml_node& node) {
  std::string_view name = node.name();
  if (const auto colon = name.rfind(':'); colon != name.npos) name.remove_prefix(colon + 1);
  return ascii::lower(name);
}

/// Where the XML begins: behind a mark, blanks, or what a broken portal printed before it.
Result<std::string_view> from_xml_begin(std::string_view text) {
  constexpr std::size_t kJunkBytesMax = 64u << 10;
  const std::string_view begin = text.substr(0, kJunkBytesMax);
  std::size_t at = begin.npos;
  // A page may hold the word "rss" somewhere: the page counts when it begins first.
  for (const std::string_view root :
       {"<?xml", "<!doctype", "<rss", "<feed", "<rdf:rdf", "<atom:feed"}) {
    at = std::min(at, ascii::find_lower(begin, root));
  }
  for (const std::string_view page : {"<!doctype html", "<html"}) {
    const auto found = ascii::find_lower(begin, page);
    if (found != begin.npos && found <= at)
      return refused(Code::Corrupt, "news.html", "a web page");
  }
  if (at == begin.npos) return refused(Code::Corrupt, "news.not_feed", "no XML");
  return text.substr(at);
}

/// A DOCTYPE that defines entities is a trap or a mistake; one that names a DTD is old RSS.
Status check_doctype(std::string_view text) {
  const auto doctype = ascii::find_lower(text, "<!doctype");
  const auto root =
      std::min({ascii::find_lower(text, "<rss"), ascii::find_lower(text, "<feed"),
                ascii::find_lower(text, "<rdf:rdf"), ascii::find_lower(text, "<channel")});
  if (doctype == text.npos) return {};
  const std::string_view prolog = text.substr(0, std::max(root, doctype));
  // Everything before the root: an entity is defined there or nowhere.
  if (ascii::find_lower(root == text.npos ? text : prolog, "<!entity") != text.npos) {
    return refused(Code::Unsupported, "news.entities", "a DOCTYPE that defines entities");
  }
  return {};
}

/// Without what no XML may hold and would end the text for a reader in C.
std::string without_controls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 || c == '\n' || c == '\t' || c == '\r') out += c;
  }
  return out;
}

/// What opens or closes an element, as plain_text needs it of markup written as XML.
std::string tag_of(pugi::xml_node node, bool closing) {
  std::string tag = (closing ? "</" : "<") + local_name(node);
  const char* source = node.attribute("src").value();
  if (!closing && *source != '\0') tag += std::string(" src=\"") + source + "\"";
  return tag + ">";
}

/// Everything written in a node and below it, up to the bound.
std::string text_of(pugi::xml_node top) {
  std::string text;
  pugi::xml_node node = top.first_child();
  while (node && text.size() < limits::kFeedTextBytesMax) {
    const bool element = node.type() == pugi::node_element;
    text += element ? tag_of(node, false) : node.value();
    if (node.first_child()) {
      node = node.first_child();
      continue;
    }
    if (element) text += tag_of(node, true);
    while (node != top && !node.next_sibling()) {
      node = node.parent();
      if (node != top) text += tag_of(node, true);
    }
    if (node == top) break;
    node = node.next_sibling();
  }
  text.resize(std::min(text.size(), limits::kFeedTextBytesMax));
  return text;
}

/// One item or entry, its members under any of their names.
class ItemReader {
 public:
  ItemReader(pugi::xml_node item, const FeedSource& source, const std::string& base)
      : item_(item), source_(source), base_(base_of(item, base)) {}

  FeedStory read() const {
    FeedStory out;
    Story& story = out.story;
    out.guid =
        made_clean(plain(first_of({"guid", "id", "dc:identifier"})), kGuidCharactersMax, false);
    if (out.guid.empty()) {
      const char* about = item_.attribute("rdf:about").value();
      out.guid = made_clean(about, kGuidCharactersMax, false);
    }
    story.title = plain(first_of({"title", "media:title", "dc:title"}));
    const pugi::xml_node summary =
        first_of({"description", "summary", "media:description", "itunes:summary"});
    const pugi::xml_node content = first_of({"content:encoded", "content", "body", "fulltext"});
    const std::string markup = text_of(summary);
    story.lead = plain_text(markup);
    const std::string whole = text_of(content);
    if (clean_lead(story.lead, plain_text(story.title)).empty()) story.lead = plain_text(whole);
    story.link = link();
    story.source = plain(item_.child("source"));
    // Atom's source is a feed of its own.
    if (const auto title = item_.child("source").child("title")) story.source = plain(title);
    if (story.source.empty()) story.source = source_.name;
    read_date_into(story);
    out.picture_url = picture(markup, whole);
    story = clean_story(std::move(story));
    return out;
  }

 private:
  /// The base of a node: each xml:base above it, the outer ones first.
  static std::string base_of(pugi::xml_node node, const std::string& feed_base) {
    std::vector<std::string> bases;
    for (int depth = 0; node && depth < kDepthMax; ++depth, node = node.parent()) {
      if (const char* base = node.attribute("xml:base").value(); *base != '\0') {
        bases.push_back(base);
      }
    }
    std::string base = feed_base;
    for (auto each = bases.rbegin(); each != bases.rend(); ++each) {
      std::string next = absolute_link(base, *each);
      if (!next.empty()) base = std::move(next);
    }
    return base;
  }

  /// The first member that says something, by exact name, or by "atom:" and the name.
  pugi::xml_node first_of(std::initializer_list<const char*> names) const {
    for (const char* name : names) {
      for (const std::string& full : {std::string(name), "atom:" + std::string(name)}) {
        for (const pugi::xml_node node : item_.children(full.c_str())) {
          if (node.first_child()) return node;
        }
      }
    }
    return {};
  }

  static std::string plain(pugi::xml_node node) { return plain_text(text_of(node)); }

  std::string link() const {
    std::vector<std::string> said = {text_of(item_.child("feedburner:origLink"))};
    std::string other;
    for (const char* name : {"link", "atom:link"}) {
      for (const pugi::xml_node node : item_.children(name)) {
        const std::string_view rel = node.attribute("rel").value();
        const std::string href = node.attribute("href").value();
        if (href.empty()) {
          said.push_back(text_of(node));
        } else if (rel.empty() || rel == "alternate") {
          said.push_back(href);
        } else if (rel != "enclosure" && rel != "self" && other.empty()) {
          other = href;
        }
      }
    }
    const pugi::xml_node guid = item_.child("guid");
    if (std::string_view(guid.attribute("isPermaLink").value()) != "false") {
      const std::string text = text_of(guid);
      if (text.find("://") != text.npos) said.push_back(text);
    }
    said.push_back(other);
    for (const std::string& each : said) {
      if (std::string absolute = absolute_link(base_, without_entities(each)); !absolute.empty()) {
        return absolute;
      }
    }
    return "";
  }

  void read_date_into(Story& story) const {
    constexpr std::array<const char*, 12> kNames = {
        "pubDate", "published", "dc:date",          "dcterms:issued", "dcterms:created", "date",
        "issued",  "created",   "dcterms:modified", "updated",        "modified",        "pubdate"};
    for (const char* name : kNames) {
      std::string text = plain(first_of({name}));
      std::replace(text.begin(), text.end(), '\n', ' ');
      if (text.empty() || text.size() > limits::kFeedDateBytesMax) continue;
      const auto at = read_date(text, source_.utc_offset_minutes);
      if (story.published_as.empty() || (at && !story.published_at)) {
        story.published_as = text;
        story.published_at = at;
      }
      if (story.published_at) return;
    }
  }

  /// A picture named by the item: the widest of Media RSS, an enclosure, else the first in its
  /// text.
  std::string picture(const std::string& markup, const std::string& whole) const {
    std::string best;
    int best_width = -1;
    const auto consider = [&](const char* url, int width) {
      std::string absolute = absolute_link(base_, without_entities(url));
      if (absolute.empty() || width <= best_width) return;
      best = std::move(absolute);
      best_width = width;
    };
    const auto consider_media = [&](pugi::xml_node parent) {
      for (const pugi::xml_node node : parent.children("media:content")) {
        if (is_picture(node))
          consider(node.attribute("url").value(), node.attribute("width").as_int());
        consider_thumbnails(node, consider);
      }
      consider_thumbnails(parent, consider);
    };
    consider_media(item_);
    for (const pugi::xml_node group : item_.children("media:group")) consider_media(group);
    for (const pugi::xml_node node : item_.children("enclosure")) {
      if (is_picture(node)) consider(node.attribute("url").value(), 0);
    }
    for (const pugi::xml_node node : item_.children("link")) {
      if (std::string_view(node.attribute("rel").value()) == "enclosure" && is_picture(node)) {
        consider(node.attribute("href").value(), 0);
      }
    }
    if (const auto image = item_.child("image")) {
      const std::string url = image.child("url") ? text_of(image.child("url")) : text_of(image);
      consider(url.c_str(), 0);
    }
    if (best.empty()) consider(first_picture(markup).c_str(), 0);
    if (best.empty()) consider(first_picture(whole).c_str(), 0);
    return best;
  }

  static void consider_thumbnails(pugi::xml_node parent, const auto& consider) {
    for (const pugi::xml_node node : parent.children("media:thumbnail")) {
      consider(node.attribute("url").value(), node.attribute("width").as_int());
    }
  }

  static bool is_picture(pugi::xml_node node) {
    const std::string_view type = node.attribute("type").value();
    if (!type.empty()) return type.starts_with("image/");
    if (std::string_view(node.attribute("medium").value()) == "image") return true;
    std::string_view url =
        node.attribute("url") ? node.attribute("url").value() : node.attribute("href").value();
    url = url.substr(0, url.find('?'));
    constexpr std::array<std::string_view, 5> kEnds = {".jpg", ".jpeg", ".png", ".webp", ".gif"};
    return std::ranges::any_of(kEnds, [url](std::string_view end) {
      return url.size() > end.size() &&
             ascii::find_lower(url.substr(url.size() - end.size()), end) == 0;
    });
  }

  const pugi::xml_node item_;
  const FeedSource& source_;
  const std::string base_;
};

bool is_item(const pugi::xml_node& node) {
  const std::string name = local_name(node);
  return name == "item" || name == "entry";
}

/// Newest first where every story has a date that can be read; else in the order of the feed.
void put_newest_first(std::vector<FeedStory>& stories) {
  const bool dated = std::ranges::all_of(
      stories, [](const FeedStory& each) { return each.story.published_at.has_value(); });
  if (!dated) return;
  std::ranges::stable_sort(stories, [](const FeedStory& a, const FeedStory& b) {
    return *a.story.published_at > *b.story.published_at;
  });
}

/// Reads the items of a channel or feed element and, as RSS 1.0 has them, beside it.
class FeedReader {
 public:
  FeedReader(const FeedSource& source, Feed& feed) : source_(source), feed_(feed) {}

  void read(pugi::xml_node root) {
    const pugi::xml_node channel = root.child("channel") ? root.child("channel") : root;
    feed_.title = made_clean(plain_text(text_of(channel.child("title"))),
                             limits::kShortTextCharactersMax, false);
    base_ = source_.url;
    if (const std::string link = absolute_link(base_, channel_link(channel)); !link.empty()) {
      base_ = link;
    }
    read_items(root);
    if (channel != root) read_items(channel);
    // Some put their items into an element of their own.
    if (feed_.items == 0 && channel.child("items")) read_items(channel.child("items"));
  }

  /// The feed breaks off: nobody knows how much of its last item is there.
  void drop_last() {
    if (last_kept_) feed_.stories.pop_back();
  }

 private:
  static std::string channel_link(pugi::xml_node channel) {
    for (const pugi::xml_node node : channel.children("link")) {
      const std::string_view rel = node.attribute("rel").value();
      if (rel.empty() && node.first_child()) return text_of(node);
      if (rel == "alternate" || (rel.empty() && node.attribute("href"))) {
        return node.attribute("href").value();
      }
    }
    return "";
  }

  void read_items(pugi::xml_node parent) {
    for (const pugi::xml_node node : parent.children()) {
      if (!is_item(node)) continue;
      if (feed_.items >= int(limits::kFeedItemsMax)) {
        ++feed_.left_out;
        continue;
      }
      ++feed_.items;
      FeedStory story = ItemReader(node, source_, base_).read();
      last_kept_ = !story.story.title.empty();
      if (last_kept_) {
        feed_.stories.push_back(std::move(story));
      } else {
        ++feed_.left_out;
      }
    }
  }

  const FeedSource& source_;
  Feed& feed_;
  std::string base_;
  bool last_kept_ = false;
};

bool is_feed_root(const std::string& name) {
  return name == "rss" || name == "rdf" || name == "feed" || name == "channel";
}

}  // namespace

Result<Feed> parse_feed(std::string_view bytes, const FeedSource& source) {
  if (bytes.size() > limits::kFeedBytesMax) {
    return refused(Code::Invalid, "news.too_large", "more bytes than a feed may have");
  }
  if (bytes.find_first_not_of(std::string_view(" \t\r\n\0", 5)) == bytes.npos) {
    return refused(Code::Corrupt, "news.empty", "no bytes");
  }
  const std::string text = without_controls(TRY(feed_to_utf8(bytes, source.content_type)));
  const std::string_view xml = TRY(from_xml_begin(text));
  TRY(check_doctype(xml));
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8);
  const pugi::xml_node root = document.document_element();
  const std::string name = local_name(root);
  if (name == "html") return refused(Code::Corrupt, "news.html", "a web page");
  if (!root) return refused(Code::Corrupt, "news.damaged", parsed.description());
  if (!is_feed_root(name)) {
    return refused(Code::Corrupt, "news.not_feed", "the root is <" + to_nfc(name) + ">");
  }
  Feed feed;
  FeedReader reader(source, feed);
  reader.read(root);
  feed.damaged = !parsed;
  if (feed.damaged) {
    reader.drop_last();
    if (feed.stories.empty()) return refused(Code::Corrupt, "news.damaged", parsed.description());
  }
  feed.merged = merge_same(feed.stories);
  put_newest_first(feed.stories);
  if (feed.stories.size() > limits::kFeedStoriesMax) {
    feed.left_out += static_cast<int>(feed.stories.size() - limits::kFeedStoriesMax);
    feed.stories.resize(limits::kFeedStoriesMax);
  }
  return feed;
}

}  // namespace bangtin
