// Feeds of portals, as the sandboxed child reads them.
#include "tests/fuzz/news_targets.h"

#include "manager/ingest/feed_job.h"
#include "manager/news/feed_json.h"
#include "shared/base/check.h"

namespace bangtin::fuzz {

void run_feed(std::string_view bytes) {
  const FeedSource source{"https://tin.example/rss", "text/xml", "Báo Tỉnh", 420};
  const Result<Feed> feed = parse_feed(bytes, source);
  if (!feed.ok()) return;
  // Whatever came in: what goes out is what the server takes.
  const Result<Feed> again = feed_from_json(to_json(*feed));
  CHECK(again.ok() && *again == *feed);
}

std::vector<std::string> feed_seeds() {
  return {
      "<?xml version='1.0'?><rss version='2.0'><channel><title>Tin</title><link>https://a.example"
      "</link><item><title>Lũ về</title><link>/7</link><guid>7</guid><pubDate>Sun, 22 Nov 2026 "
      "05:06:07 +0700</pubDate><description><![CDATA[<p>(TTXVN) - Nước &amp;nbsp; lên <img "
      "src='a.jpg'> Xem thêm</p>]]></description><media:content url='b.jpg' medium='image'/>"
      "</item></channel></rss>",
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='b/'><entry><id>1</id><title "
      "type='html'>Họp &amp;amp;</title><link href='c'/><updated>2026-11-22T05:06:07Z</updated>"
      "<summary type='xhtml'><div><p>Một</p></div></summary></entry></feed>",
      "<rdf:RDF><channel/><item rdf:about='x'><title>A</title><dc:date>22/11/2026 5 giờ 6</dc:date>"
      "</item></rdf:RDF>",
      "<?xml version='1.0' encoding='windows-1258'?><rss><channel><item><title>Vi\xea\xf2t</title>"
      "</item></channel></rss>",
      "<?xml version='1.0' encoding='TCVN3'?><rss><channel><item><title>\xae\xad\xeang</title>",
      "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>",
      "\xff\xfe<\0r\0s\0s\0>\0",
      "<html>",
  };
}

void run_feed_job(std::string_view bytes) { CHECK(Json::parse(feed_answer(bytes)).ok()); }

std::vector<std::string> feed_job_seeds() {
  const FeedSource source{"https://tin.example/rss", "text/xml", "Báo", 420};
  return {to_json(source).dump() + "\n" + feed_seeds().front(), "{}\n", ""};
}

}  // namespace bangtin::fuzz
