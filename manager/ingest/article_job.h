// A page's bytes become a story in bangtin-ingest, a child that sees nothing but the bytes. Thread:
// any; blocks until the child is done, at most kFeedParseMax.
#pragma once

#include <string_view>

#include "manager/ingest/ingest.h"
#include "manager/news/feed.h"

namespace bangtin {

/// Errors: as parse_article() (manager/news/article.h); corrupt "link.damaged" when the child gave
/// up or ran into a bound; unavailable "ingest.not_started".
Result<FeedStory> ingest_article(const IngestOptions& options, std::string_view bytes,
                                 const FeedSource& source);

}  // namespace bangtin
