#include "manager/ingest/feed_job.h"

#include "manager/ingest/child.h"
#include "manager/news/feed_json.h"
#include "shared/protocol/messages.h"

namespace bangtin {
namespace {

constexpr std::string_view kMode = "feed";
constexpr std::string_view kKeyBegin = "news.";

Error gave_up() { return {Code::Corrupt, "the feed could not be read", "news.damaged"}; }

/// The child may have been taken over by the feed: its answer is judged like any input.
Result<Feed> feed_in(std::string_view answer) {
  const auto json = Json::parse(answer);
  if (!json) return gave_up();
  if (json->find("error")) {
    Error error = error_from_body(answer, http_status_of(Code::Corrupt));
    if (!error.key.starts_with(kKeyBegin)) return gave_up();
    return error;
  }
  return feed_from_json(*json);
}

Result<Feed> feed_from_input(std::string_view input) {
  const auto end = input.find('\n');
  if (end == input.npos) return gave_up();
  const FeedSource source = TRY(feed_source_from_json(TRY(Json::parse(input.substr(0, end)))));
  return parse_feed(input.substr(end + 1), source);
}

}  // namespace

Result<Feed> ingest_feed(const IngestOptions& options, std::string_view bytes,
                         const FeedSource& source) {
  const auto answer = TRY(answer_of(options.program, {std::string(kMode)},
                                    to_json(source).dump() + "\n" + std::string(bytes),
                                    limits::kFeedParseMax, limits::kJsonBytesMax));
  if (!answer) return gave_up();
  return feed_in(*answer);
}

bool start_feed_work() {
  constexpr std::string_view kFeed =
      "<?xml version=\"1.0\" encoding=\"windows-1258\"?><rss><channel><item><title>Vi\xea\xf2t"
      "</title><pubDate>22/11/2026</pubDate></item></channel></rss>";
  const auto feed = parse_feed(kFeed, {});
  return feed.ok() && feed->stories.size() == 1;
}

std::string feed_answer(std::string_view input) {
  const auto feed = feed_from_input(input);
  return feed ? to_json(*feed).dump() : error_body(feed.error());
}

}  // namespace bangtin
