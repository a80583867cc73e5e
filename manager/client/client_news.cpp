#include "manager/client/answers.h"
#include "manager/client/client.h"
#include "shared/base/limits.h"

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

Result<StoryTaken> Client::take_stories(const StoryTake& take) {
  return message_of<StoryTaken>(TRY(call("POST", "/v1/stories/take", to_json(take).dump())));
}

}  // namespace bangtin
