#include "manager/server/feed_reader.h"

#include "manager/news/web_link.h"
#include "shared/base/log.h"

namespace bangtin {

Result<FeedRecord> FeedReader::read(const FeedId& id, Instant now) {
  const Office::FeedWork work = TRY(office_.feed_work(id));
  const auto reading = reading_of(work);
  if (!reading) {
    if (work.feed.failures == 0) {
      log::warn("news", "a feed cannot be read",
                {{"feed", id.text}, {"why", reading.error().message}});
    }
    return office_.note_feed_failure(id, reading.error(), now);
  }
  if (work.feed.failures > 0) log::info("news", "a feed is read again", {{"feed", id.text}});
  return office_.note_feed_reading(id, *reading, now);
}

Result<Feed> FeedReader::look(const std::string& url) {
  Office::FeedWork work;
  work.feed.url = absolute_link("", url);
  if (work.feed.url.empty()) return Error{Code::Invalid, "no address of http or https", "news.url"};
  work.utc_offset_minutes = TRY(office_.commune()).utc_offset_minutes;
  Office::FeedReading reading = TRY(reading_of(work));
  if (!reading.feed) return Error{Code::Unavailable, "it says that nothing is new", "news.status"};
  return std::move(*reading.feed);
}

Result<bool> FeedReader::read_due(Instant now) {
  const auto due = TRY(office_.due_feed(now));
  if (!due) return false;
  TRY(read(*due, now));
  return true;
}

Result<Office::FeedReading> FeedReader::reading_of(const Office::FeedWork& work) {
  WebRequest request;
  request.url = work.feed.url;
  request.etag = work.etag;
  request.last_modified = work.last_modified;
  request.accept = "application/rss+xml, application/atom+xml, application/xml, text/xml, */*";
  const WebAnswer answer = TRY(fetch_(request));
  Office::FeedReading reading;
  if (answer.unchanged) return reading;
  reading.feed = TRY(ingest_(
      answer.body, {answer.url, answer.content_type, work.feed.name, work.utc_offset_minutes}));
  reading.etag = answer.etag;
  reading.last_modified = answer.last_modified;
  return reading;
}

}  // namespace bangtin
