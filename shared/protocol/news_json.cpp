#include "shared/base/library_limits.h"
#include "shared/base/limits.h"
#include "shared/protocol/content_fields.h"
#include "shared/protocol/message_json.h"
#include "shared/protocol/news_messages.h"

namespace bangtin {

template <class Visitor, Is<FeedRecord> Value>
void fields(Visitor& field, Value& feed) {
  field("id", feed.id);
  field("name", feed.name);
  field("url", feed.url);
  field("category", feed.category);
  field("every_minutes", feed.every_minutes);
  field("tried_at", feed.tried_at);
  field("read_at", feed.read_at);
  field("next_at", feed.next_at);
  field("failures", feed.failures);
  field("problem", feed.problem);
  field("problem_detail", feed.problem_detail);
  field("stories", feed.stories);
  field("paused", feed.paused);
}

template <class Visitor, Is<FeedTrial> Value>
void fields(Visitor& field, Value& trial) {
  field("title", trial.title);
  field.list("stories", trial.stories, limits::kTrialStoriesMax);
  field("found", trial.found);
  field("damaged", trial.damaged);
}

template <class Visitor, Is<StoryRecord> Value>
void fields(Visitor& field, Value& record) {
  field("id", record.id);
  field("feed", record.feed);
  field("category", record.category);
  field("story", record.story);
  field("picture_url", record.picture_url);
  field("seen_at", record.seen_at);
  field("item", record.item);
  field("set_aside", record.set_aside);
}

template <class Visitor, Is<StoryTake> Value>
void fields(Visitor& field, Value& take) {
  field.list("stories", take.stories, limits::kStoriesMax);
  field("title", take.title);
  field("valid_until", take.valid_until);
}

template <class Visitor, Is<StoryAside> Value>
void fields(Visitor& field, Value& aside) {
  field.list("stories", aside.stories, limits::kStoriesListedMax);
  field("aside", aside.aside);
}

BANGTIN_DEFINE_MESSAGE(FeedRecord)
BANGTIN_DEFINE_MESSAGE(FeedTrial)
BANGTIN_DEFINE_MESSAGE(StoryAside)
BANGTIN_DEFINE_MESSAGE(StoryRecord)
BANGTIN_DEFINE_MESSAGE(StoryTake)

Json to_json(const StoryTaken& message) {
  Json json;
  json.set("item", to_json(message.item)).set("pictures_missing", message.pictures_missing);
  return json;
}

Result<void> from_json(const Json& json, StoryTaken& out) {
  StoryTaken read;
  TRY(from_json(*TRY(json.object_at("item")), read.item));
  read.pictures_missing =
      static_cast<int>(TRY(json.int_at("pictures_missing", 0, limits::kStoriesMax)));
  out = std::move(read);
  return {};
}

}  // namespace bangtin
