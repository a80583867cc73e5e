#include "player/play_stats.h"

#include <sys/resource.h>
#include <unistd.h>

#include "shared/base/files.h"
#include "shared/base/json.h"

namespace bangtin {
namespace {

Micros micros_of(const timeval& time) { return Seconds(time.tv_sec) + Micros(time.tv_usec); }

/// The key of the sentence that text_of() tells.
std::string key_of(const Error& error) {
  return error.key.empty() ? "error." + std::string(code_name(error.code)) : error.key;
}

/// A fraction with so many places, never rounded up.
std::string decimal(std::int64_t value, int places) {
  std::string digits = std::to_string(value);
  if (digits.size() <= std::size_t(places)) {
    digits.insert(0, std::size_t(places) + 1 - digits.size(), '0');
  }
  digits.insert(digits.size() - std::size_t(places), ".");
  return digits;
}

std::string millis_text(Micros value) { return decimal(value.count() / 100, 1); }

}  // namespace

Micros processor_use() {
  rusage own{};
  rusage children{};
  ::getrusage(RUSAGE_SELF, &own);
  ::getrusage(RUSAGE_CHILDREN, &children);
  return micros_of(own.ru_utime) + micros_of(own.ru_stime) + micros_of(children.ru_utime) +
         micros_of(children.ru_stime);
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
    file.set("stalled_ms_max", Json(std::int64_t(outcome.stalled_max / Millis(1))));
    file.set("error", outcome.error ? Json(key_of(*outcome.error)) : Json());
    files += (i == 0 ? "\n    " : ",\n    ") + file.dump();
  }
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  const std::pair<const char*, std::string> members[] = {
      {"files", "[" + files + "\n  ]"},
      {"frames_presented", number(stats.counts.presented)},
      {"frames_late", number(stats.counts.late)},
      {"frames_dropped", number(stats.counts.dropped)},
      {"frames_repeated", number(stats.counts.repeated)},
      {"first_frame_ms", stats.first_frame ? millis_text(*stats.first_frame) : "null"},
      {"gap_ms_max", millis_text(stats.gap_max)},
      {"rss_peak_bytes", number(stats.rss_peak_bytes)},
      {"cpu_seconds", decimal(stats.processor.count() / 1'000, 3)},
  };
  std::string text;
  for (const auto& [name, value] : members) {
    text += (text.empty() ? "{\n  \"" : ",\n  \"") + std::string(name) + "\": " + value;
  }
  return text + "\n}\n";
}

}  // namespace bangtin
