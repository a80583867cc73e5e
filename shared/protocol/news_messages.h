// Feeds of portals and the stories they told, as the HTTP API speaks of them. Paths and meaning:
// docs/PROTOCOL.md. Thread: any; pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/protocol/messages.h"

namespace bangtin {

using FeedId = Id<struct FeedTag>;
using StoryId = Id<struct StoryTag>;

struct FeedRecord {
  FeedId id;
  std::string name;  ///< the source of its stories
  std::string url;
  Category category = Category::Other;  ///< of the drafts made of its stories
  int every_minutes = 60;
  std::optional<Instant> tried_at;  ///< last time that it was asked
  std::optional<Instant> read_at;   ///< last time that it was read, or had nothing new
  Instant next_at{};
  int failures = 0;            ///< since it was last read
  std::string problem;         ///< key of assets/lang/news.*.json; empty when all is well
  std::string problem_detail;  ///< for the technician, in English
  std::int64_t stories = 0;    ///< kept
  bool paused = false;         ///< read only when a person asks for it
};

/// What an address brings, before anybody keeps it as a feed.
struct FeedTrial {
  std::string title;           ///< the feed's own; may be empty
  std::vector<Story> stories;  ///< the newest, at most kTrialStoriesMax; media is none
  std::int64_t found = 0;      ///< all that can be read
  bool damaged = false;        ///< it breaks off
};

/// A story as it waits for a person. It stays when its feed no longer tells it.
struct StoryRecord {
  StoryId id;
  FeedId feed;  ///< empty: a person pasted the address of its page
  Category category = Category::Other;
  Story story;              ///< media is none
  std::string picture_url;  ///< fetched when the story is taken; may be empty
  Instant seen_at{};
  std::optional<ItemId> item;  ///< the last draft made of it
  bool set_aside = false;      ///< nobody wants it
};

/// Makes a draft of one story (a card) or several (a list, in this order).
struct StoryTake {
  std::vector<StoryId> stories;
  std::string title;  ///< of the draft; empty: of the story, or that of lists
  std::optional<Instant> valid_until;
};

/// Puts stories out of the way, or brings them back.
struct StoryAside {
  std::vector<StoryId> stories;
  bool aside = true;
};

/// The draft, and of how many stories the picture could not be had.
struct StoryTaken {
  ItemRecord item;
  int pictures_missing = 0;
};

Json to_json(const FeedRecord& message);
Result<void> from_json(const Json& json, FeedRecord& out);
Json to_json(const StoryRecord& message);
Result<void> from_json(const Json& json, StoryRecord& out);
Json to_json(const StoryTake& message);
Result<void> from_json(const Json& json, StoryTake& out);
Json to_json(const FeedTrial& message);
Result<void> from_json(const Json& json, FeedTrial& out);
Json to_json(const StoryAside& message);
Result<void> from_json(const Json& json, StoryAside& out);
Json to_json(const StoryTaken& message);
Result<void> from_json(const Json& json, StoryTaken& out);

}  // namespace bangtin
