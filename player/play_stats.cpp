#include "player/play_stats.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "shared/base/files.h"
#include "shared/base/json.h"

namespace bangtin {
namespace {

Micros micros_of(const timeval& time) { return Seconds(time.tv_sec) + Micros(time.tv_usec); }

std::string millis_text(Micros value) {
  return fmt::format("{:.1f}", double(value.count()) / 1'000.0);
}

}  // namespace

ProcessUse process_use() {
  rusage own{};
  rusage children{};
  ::getrusage(RUSAGE_SELF, &own);
  ::getrusage(RUSAGE_CHILDREN, &children);
  ProcessUse use;
  use.rss_peak_bytes = (std::int64_t(own.ru_maxrss) + children.ru_maxrss) * 1'024;
  use.processor = micros_of(own.ru_utime) + micros_of(own.ru_stime) + micros_of(children.ru_utime) +
                  micros_of(children.ru_stime);
  return use;
}

std::optional<Monotonic> process_start() {
  constexpr std::size_t kBytesMax = 4'096;
  constexpr int kFieldsBefore = 19;  // Of starttime, counted from behind the name in brackets.
  const auto stat = files::read_all("/proc/self/stat", kBytesMax);
  if (!stat.ok()) return std::nullopt;
  std::size_t at = stat->rfind(')');
  for (int i = 0; i <= kFieldsBefore && at != std::string::npos; ++i) at = stat->find(' ', at + 1);
  if (at == std::string::npos) return std::nullopt;
  const long ticks = std::strtol(stat->c_str() + at, nullptr, 10);
  const long ticks_per_second = ::sysconf(_SC_CLK_TCK);
  if (ticks <= 0 || ticks_per_second <= 0) return std::nullopt;
  return Monotonic(Micros(std::int64_t(ticks) * 1'000'000 / ticks_per_second));
}

std::string to_json_text(const PlayStats& stats) {
  std::string files;
  for (std::size_t i = 0; i < stats.files.size(); ++i) {
    const Reel::Outcome& outcome = stats.outcomes.at(i);
    Json file;
    file.set("file", stats.files[i].string());
    file.set("frames_presented", outcome.frames);
    file.set("error", outcome.error ? Json(outcome.error->key) : Json());
    files += (i == 0 ? "\n    " : ",\n    ") + file.dump();
  }
  return fmt::format(
      "{{\n  \"files\": [{}\n  ],\n  \"frames_presented\": {},\n  \"frames_late\": {},\n"
      "  \"frames_dropped\": {},\n  \"frames_repeated\": {},\n  \"first_frame_ms\": {},\n"
      "  \"gap_ms_max\": {},\n  \"rss_peak_bytes\": {},\n  \"cpu_seconds\": {:.3f}\n}}\n",
      files, stats.counts.presented, stats.counts.late, stats.counts.dropped, stats.counts.repeated,
      stats.first_frame ? millis_text(*stats.first_frame) : "null", millis_text(stats.gap_max),
      stats.use.rss_peak_bytes, double(stats.use.processor.count()) / 1e6);
}

}  // namespace bangtin
