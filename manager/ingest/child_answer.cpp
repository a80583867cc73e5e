#include "manager/ingest/child_answer.h"

#include "shared/base/log.h"

namespace bangtin {
namespace {

constexpr std::size_t kLineBytesMax = 4'096;
constexpr auto kWatchEvery = Millis(500);

}  // namespace

std::optional<Json> ChildAnswer::line(const std::function<bool()>& wait) {
  std::size_t end = 0;
  while ((end = held_.find('\n')) == std::string::npos) {
    if (held_.size() > kLineBytesMax || !more(wait)) return std::nullopt;
  }
  auto json = Json::parse(std::string_view(held_).substr(0, end));
  held_.erase(0, end + 1);
  if (!json) return std::nullopt;
  return std::move(json).value();
}

std::optional<std::string> ChildAnswer::bytes(std::size_t count,
                                              const std::function<bool()>& wait) {
  while (held_.size() < count) {
    if (!more(wait)) return std::nullopt;
  }
  std::string taken = held_.substr(0, count);
  held_.erase(0, count);
  return taken;
}

bool ChildAnswer::more(const std::function<bool()>& wait) {
  SystemClock clock;
  const Monotonic deadline = clock.monotonic() + silence_max_;
  while (clock.monotonic() < deadline) {
    if (!wait()) return false;
    if (const auto piece = child_.read(kWatchEvery)) {
      held_ += *piece;
      return !piece->empty();
    }
  }
  log::warn("ingest", "the worker was stopped: it said nothing for too long");
  return false;
}

}  // namespace bangtin
