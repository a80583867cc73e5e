// LinkReader: reads the page behind an address that a person pasted, from end to end: asks its
// portal, has the bytes taken apart in the sandboxed child, keeps the story; the audit log says who
// asked for what, also where nothing came of it. Nothing it reads is ever shown before a person
// took it and another approved. Thread: that of its Office.
#pragma once

#include "manager/server/api.h"

namespace bangtin {

/// What stands at an address that is none of a feed's: by https alone. An address of http is tried
/// by https, unless the operator named its network; both within the time of the request. Errors:
/// those of WebFetch; "news.not_secure" where nobody answers by https.
Result<WebAnswer> fetch_by_https(const FetchWeb& fetch, WebRequest request);

class LinkReader {
 public:
  LinkReader(Office& office, FetchWeb fetch, IngestArticle ingest)
      : office_(office), fetch_(std::move(fetch)), ingest_(std::move(ingest)) {}

  /// The story of the page. An address of http is tried by https, unless the operator named its
  /// network. Errors, each with a sentence of assets/lang/link.*.json: those of WebFetch with
  /// "link." for "news.", and of ingest_article(); invalid "link.url"; unsupported "link.not_page"
  /// (what came is no HTML).
  Result<StoryRecord> read(const Person& who, const std::string& pasted, Instant now);

 private:
  Result<FeedStory> article_at(const std::string& url);

  Office& office_;
  FetchWeb fetch_;
  IngestArticle ingest_;
};

}  // namespace bangtin
