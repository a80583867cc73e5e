#include "manager/client/answers.h"
#include "manager/client/client.h"
#include "shared/base/limits.h"
#include "shared/protocol/content_json.h"

namespace bangtin {
Result<std::vector<FeedRecord>> Client::feeds() {
  return messages_at<FeedRecord>(TRY(call("GET", "/v1/feeds")), "feeds", limits::kFeedsMax);
}

Result<FeedRecord> Client::add_feed(const FeedRecord& feed) {
  Json body;
  body.set("name", feed.name).set("url", feed.url);
  body.set("category", name_of(feed.category)).set("every_minutes", feed.every_minutes);
  return message_of<FeedRecord>(TRY(call("POST", "/v1/feeds", body.dump())));
}

Result<FeedTrial> Client::try_feed(const std::string& url) {
  Json body;
  body.set("url", url);
  return message_of<FeedTrial>(TRY(call("POST", "/v1/feeds/trial", body.dump())));
}

Result<FeedRecord> Client::change_feed(const FeedId& id, const Json& change) {
  return message_of<FeedRecord>(TRY(call("PATCH", "/v1/feeds/" + id.text, change.dump())));
}

Status Client::remove_feed(const FeedId& id) {
  TRY(call("DELETE", "/v1/feeds/" + id.text));
  return {};
}

Result<FeedRecord> Client::fetch_feed(const FeedId& id) {
  return message_of<FeedRecord>(TRY(call("POST", "/v1/feeds/" + id.text + "/fetch")));
}

Result<std::vector<StoryRecord>> Client::stories(const FeedId& feed) {
  const std::string target = "/v1/stories" + (feed.empty() ? "" : "?feed=" + feed.text);
  return messages_at<StoryRecord>(TRY(call("GET", target)), "stories", limits::kStoriesListedMax);
}

Result<StoryRecord> Client::read_link(const std::string& url) {
  Json body;
  body.set("url", url);
  return message_of<StoryRecord>(TRY(call("POST", "/v1/stories/link", body.dump())));
}

Result<StoryTaken> Client::take_stories(const StoryTake& take) {
  return message_of<StoryTaken>(TRY(call("POST", "/v1/stories/take", to_json(take).dump())));
}

Status Client::set_aside(const StoryAside& aside) {
  TRY(call("POST", "/v1/stories/aside", to_json(aside).dump()));
  return {};
}

Result<Media> Client::story_picture(const StoryId& id) {
  return media_from_json(TRY(call("POST", "/v1/stories/" + id.text + "/picture")));
}

}  // namespace bangtin
