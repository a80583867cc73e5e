// A feed's bytes become stories in bangtin-ingest, a child that sees nothing but the bytes. Thread:
// any; blocks until the child is done, at most kFeedParseMax.
#pragma once

#include <string>
#include <string_view>

#include "manager/ingest/ingest.h"
#include "manager/news/feed.h"

namespace bangtin {

/// Errors: as parse_feed(); corrupt "news.damaged" when the child gave up or ran into a bound;
/// unavailable "ingest.not_started".
Result<Feed> ingest_feed(const IngestOptions& options, std::string_view bytes,
                         const FeedSource& source);

/// Reads a small feed of an old encoding, so that what ICU brings in is there before the sandbox
/// closes. False when it cannot.
bool start_feed_work();

/// What the child does with its standard input: one line of JSON, then the feed's bytes. The answer
/// is a line of JSON: the feed or {"error": {...}}. Total.
std::string feed_answer(std::string_view input);

}  // namespace bangtin
