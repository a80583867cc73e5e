// Feeds of portals: RSS 2.0, 0.9x and 1.0 (RDF) and Atom, with what portals make of them, as
// stories in plain text. Pure. Thread: any. The bytes are hostile: the server lets only its
// sandboxed child call this (manager/ingest/feed_job.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/model/content.h"

namespace bangtin {

/// What is known of a feed besides its bytes.
struct FeedSource {
  std::string url;               ///< where its bytes came from; links are relative to it
  std::string content_type;      ///< of the answer; may name an encoding
  std::string name;              ///< who speaks, where an item does not say
  int utc_offset_minutes = 420;  ///< of dates without a zone
};

struct FeedStory {
  Story story;              ///< cleaned; media is none
  std::string guid;         ///< the feed's own name for it; may be empty
  std::string picture_url;  ///< absolute; may be empty
  bool operator==(const FeedStory&) const = default;
};

struct Feed {
  std::string title;
  std::vector<FeedStory> stories;  ///< at most kFeedStoriesMax, the newest; none told twice
  int items = 0;                   ///< read
  int merged = 0;                  ///< told twice
  int left_out = 0;                ///< without a title, or more than are handed on
  bool damaged = false;            ///< it breaks off: what stood before is here
  bool operator==(const Feed&) const = default;
};

/// Errors, each with a sentence of assets/lang/news.*.json: corrupt "news.empty", "news.html" (a
/// web page), "news.not_feed" (another XML or none), "news.damaged" (nothing can be read);
/// unsupported "news.encoding", "news.entities" (a DOCTYPE that defines entities); invalid
/// "news.too_large". Zero items are no error.
Result<Feed> parse_feed(std::string_view bytes, const FeedSource& source);

}  // namespace bangtin
