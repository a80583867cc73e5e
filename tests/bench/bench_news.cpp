#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "manager/ingest/feed_job.h"
#include "shared/base/limits.h"
#include "tests/bench/benches.h"

namespace bangtin {
namespace {

using Wall = std::chrono::steady_clock;

/// A feed of so many items of the usual kind, some 390 bytes each.
std::string feed_with(std::size_t items) {
  std::string feed = "<?xml version='1.0'?><rss version='2.0'><channel><title>Tin</title>";
  for (std::size_t i = 0; i < items; ++i) {
    const std::string number = std::to_string(i);
    feed += "<item><title>Tin số " + number + " của xã</title><link>https://tin.example/" + number +
            "</link><guid>" + number +
            "</guid><pubDate>Sun, 22 Nov 2026 05:06:07 +0700</pubDate><description><![CDATA[<a "
            "href='/x'><img src='/anh/" +
            number + ".jpg'></a></br>(TTXVN) - Nước l&ecirc;n <b>nhanh</b> trong đêm tại xã " +
            number + ".]]></description></item>";
  }
  return feed + "</channel></rss>";
}

std::filesystem::path ingest_program() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / "bangtin-ingest";
}

}  // namespace

void bench_news() {
  const std::string feed = feed_with(limits::kFeedItemsMax);
  const FeedSource source{"https://tin.example/rss", "text/xml", "Báo", 420};
  constexpr int kRuns = 5;
  std::vector<double> inside;
  std::vector<double> child;
  for (int i = 0; i < kRuns; ++i) {
    const auto begin = Wall::now();
    const auto parsed = parse_feed(feed, source);
    const auto middle = Wall::now();
    const auto ingested = ingest_feed({ingest_program()}, feed, source);
    const auto end = Wall::now();
    if (!parsed.ok() || !ingested.ok() || parsed->items != int(limits::kFeedItemsMax)) std::abort();
    inside.push_back(std::chrono::duration<double>(middle - begin).count());
    child.push_back(std::chrono::duration<double>(end - middle).count());
  }
  std::sort(inside.begin(), inside.end());
  std::sort(child.begin(), child.end());
  rusage used{};
  ::getrusage(RUSAGE_CHILDREN, &used);
  fmt::print(
      "{{\"bench\":\"feed\",\"items\":{},\"bytes\":{},\"parse_ms\":{:.0f},\"child_ms\":{:.0f},"
      "\"child_peak_mib\":{:.0f},\"goal_child_ms\":2000}}\n",
      limits::kFeedItemsMax, feed.size(), inside[kRuns / 2] * 1e3, child[kRuns / 2] * 1e3,
      double(used.ru_maxrss) / 1024);
}

}  // namespace bangtin
