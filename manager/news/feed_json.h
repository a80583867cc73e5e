// A feed as it travels out of the sandboxed child. Pure. Thread: any.
#pragma once

#include "manager/news/feed.h"
#include "shared/base/json.h"

namespace bangtin {

Json to_json(const FeedSource& source);
Result<FeedSource> feed_source_from_json(const Json& json);

Json to_json(const FeedStory& story);
/// One story, judged as below. Errors: corrupt.
Result<FeedStory> feed_story_from_json(const Json& json);

Json to_json(const Feed& feed);
/// Judged like any input: texts clean and within their bounds, links absolute. Errors: corrupt.
Result<Feed> feed_from_json(const Json& json);

}  // namespace bangtin
