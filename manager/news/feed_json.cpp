#include "manager/news/feed_json.h"

#include "manager/news/web_link.h"
#include "shared/base/limits.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

constexpr std::int64_t kCountMax = 1 << 30;

/// A text that is clean and short enough. Errors: corrupt.
Result<std::string> clean_at(const Json& json, std::string_view key, std::size_t characters_max,
                             bool lines) {
  const std::string text = TRY(json.string_at(key));
  const auto clean = clean_text(text, characters_max, lines);
  if (!clean || *clean != text) {
    return Error{Code::Corrupt, std::string(key) + " is not clean", "news.damaged"};
  }
  return text;
}

/// An absolute link or nothing. Errors: corrupt.
Result<std::string> link_at(const Json& json, std::string_view key) {
  const std::string link = TRY(json.string_at(key));
  if (!link.empty() && absolute_link("", link) != link) {
    return Error{Code::Corrupt, std::string(key) + " is no link", "news.damaged"};
  }
  return link;
}

}  // namespace

Json to_json(const FeedSource& source) {
  Json json;
  json.set("url", source.url).set("content_type", source.content_type).set("name", source.name);
  json.set("utc_offset_minutes", source.utc_offset_minutes);
  return json;
}

Result<FeedSource> feed_source_from_json(const Json& json) {
  FeedSource source;
  source.url = TRY(json.string_at("url"));
  source.content_type = TRY(json.string_at("content_type"));
  source.name = TRY(json.string_at("name"));
  source.utc_offset_minutes = static_cast<int>(TRY(json.int_at("utc_offset_minutes", -840, 840)));
  return source;
}

Json to_json(const FeedStory& each) {
  const Story& story = each.story;
  Json json;
  json.set("title", story.title).set("lead", story.lead).set("source", story.source);
  json.set("link", story.link).set("published_as", story.published_as);
  if (story.published_at) json.set("published_at", to_iso8601(*story.published_at));
  json.set("guid", each.guid).set("picture_url", each.picture_url);
  return json;
}

Result<FeedStory> feed_story_from_json(const Json& json) {
  constexpr auto kShort = limits::kShortTextCharactersMax;
  FeedStory out;
  Story& story = out.story;
  story.title = TRY(clean_at(json, "title", limits::kTitleCharactersMax, false));
  if (is_blank(story.title)) return Error{Code::Corrupt, "no title", "news.damaged"};
  story.lead = TRY(clean_at(json, "lead", limits::kLeadCharactersMax, true));
  story.source = TRY(clean_at(json, "source", kShort, false));
  story.link = TRY(link_at(json, "link"));
  story.published_as = TRY(clean_at(json, "published_as", kShort, false));
  if (const Json* at = json.find("published_at")) {
    story.published_at = at->as_string() ? from_iso8601(*at->as_string()) : std::nullopt;
    if (!story.published_at) return Error{Code::Corrupt, "published_at", "news.damaged"};
  }
  out.guid = TRY(clean_at(json, "guid", limits::kLinkBytesMax, false));
  out.picture_url = TRY(link_at(json, "picture_url"));
  return out;
}

Json to_json(const Feed& feed) {
  Json::Array stories;
  for (const FeedStory& story : feed.stories) stories.push_back(to_json(story));
  Json json;
  json.set("title", feed.title).set("stories", std::move(stories));
  json.set("items", feed.items).set("merged", feed.merged).set("left_out", feed.left_out);
  json.set("damaged", feed.damaged);
  return json;
}

Result<Feed> feed_from_json(const Json& json) {
  Feed feed;
  feed.title = TRY(clean_at(json, "title", limits::kShortTextCharactersMax, false));
  for (const Json& story : *TRY(json.array_at("stories", limits::kFeedStoriesMax))) {
    feed.stories.push_back(TRY(feed_story_from_json(story)));
  }
  feed.items = static_cast<int>(TRY(json.int_at("items", 0, kCountMax)));
  feed.merged = static_cast<int>(TRY(json.int_at("merged", 0, kCountMax)));
  feed.left_out = static_cast<int>(TRY(json.int_at("left_out", 0, kCountMax)));
  feed.damaged = TRY(json.bool_at("damaged"));
  return feed;
}

}  // namespace bangtin
