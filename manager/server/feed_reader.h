// FeedReader: reads one feed from end to end: asks its portal, has the bytes taken apart in the
// sandboxed child, keeps the stories, or notes why not and when to try again. Nothing it reads is
// ever shown before a person took it and another approved. Thread: that of its Office.
#pragma once

#include "manager/server/api.h"

namespace bangtin {

class FeedReader {
 public:
  FeedReader(Office& office, FetchWeb fetch, IngestFeed ingest)
      : office_(office), fetch_(std::move(fetch)), ingest_(std::move(ingest)) {}

  /// Reads the feed now. A portal that fails is no error: the record says why.
  /// Errors: not_found, and what the store says.
  Result<FeedRecord> read(const FeedId& id, Instant now);

  /// What an address brings now; nothing of it is kept. Errors: invalid "news.url"; those of the
  /// portal and of its bytes.
  Result<Feed> look(const std::string& url);

  /// Reads the feed that waits longest, when one is due. True when it did.
  Result<bool> read_due(Instant now);

 private:
  Result<Office::FeedReading> reading_of(const Office::FeedWork& work);

  Office& office_;
  FetchWeb fetch_;
  IngestFeed ingest_;
};

}  // namespace bangtin
