#include <fmt/core.h>
#include <sys/resource.h>

#include <cstdlib>
#include <filesystem>

#include "manager/ingest/feed_job.h"
#include "shared/base/limits.h"
#include "tests/bench/benches.h"

namespace bangtin {
namespace {

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

/// The most that was resident at once. Of RUSAGE_CHILDREN: in the largest child that has ended.
double peak_mib(int who) {
  rusage used{};
  ::getrusage(who, &used);
  return double(used.ru_maxrss) / 1024;
}

}  // namespace

void bench_news() {
  const std::string feed = feed_with(limits::kFeedItemsMax);
  const FeedSource source{"https://tin.example/rss", "text/xml", "Báo", 420};
  constexpr int kRuns = 5;
  const auto parse = [&] {
    const auto parsed = parse_feed(feed, source);
    if (!parsed.ok() || parsed->items != int(limits::kFeedItemsMax)) std::abort();
  };
  const auto ingest = [&] {
    if (!ingest_feed({ingest_program()}, feed, source).ok()) std::abort();
  };
  // A child begins with the peak of the program that starts it: so the first child, before its
  // answer has come.
  const double own_mib = peak_mib(RUSAGE_SELF);
  ingest();
  const double child_mib = peak_mib(RUSAGE_CHILDREN);
  const double child_seconds = median_seconds(kRuns, ingest);
  const double parse_seconds = median_seconds(kRuns, parse);
  fmt::print(
      "{{\"bench\":\"feed\",\"items\":{},\"bytes\":{},\"parse_ms\":{:.0f},\"child_ms\":{:.0f},"
      "\"child_peak_mib\":{:.0f},\"peak_mib_of_who_starts_it\":{:.0f},\"goal_child_ms\":2000}}\n",
      limits::kFeedItemsMax, feed.size(), parse_seconds * 1e3, child_seconds * 1e3, child_mib,
      own_mib);
}

}  // namespace bangtin
