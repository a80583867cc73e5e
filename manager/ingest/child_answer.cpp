#include "manager/ingest/child_answer.h"

#include "shared/base/log.h"

namespace bangtin {
namespace {

constexpr std::size_t kLineBytesMax = 4'096;
constexpr auto kWatchEvery = Millis(500);

}  // namespace

std::optional<Json> ChildAnswer::line(const std::function<bool()>& wait) {
  const Monotonic deadline = SystemClock().monotonic() + silence_max_;
  std::size_t end = 0;
  while ((end = held_.find('\n')) == std::string::npos) {
    if (held_.size() > kLineBytesMax || !more(deadline, wait)) return std::nullopt;
  }
  auto json = Json::parse(std::string_view(held_).substr(0, end));
  held_.erase(0, end + 1);
  if (!json) return std::nullopt;
  return std::move(json).value();
}

std::optional<std::string> ChildAnswer::bytes(std::size_t count,
                                              const std::function<bool()>& wait) {
  const Monotonic deadline = SystemClock().monotonic() + silence_max_;
  while (held_.size() < count) {
    if (!more(deadline, wait)) return std::nullopt;
  }
  std::string taken = held_.substr(0, count);
  held_.erase(0, count);
  return taken;
}

bool ChildAnswer::more(Monotonic deadline, const std::function<bool()>& wait) {
  SystemClock clock;
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
