#include "player/agent/status_reporter.h"

#include <algorithm>
#include <tuple>

#include "shared/base/limits.h"

namespace bangtin {
namespace {

auto told(const BoardStatus& status) {
  return std::tie(status.generation, status.generation_held, status.selection, status.canvas_px,
                  status.program_version, status.problem, status.audit.seq, status.audit.hash,
                  status.controls);
}

}  // namespace

void StatusReporter::set(const BoardStatus& status) {
  if (told(status) == told(status_)) return;
  status_ = status;
  changed_ = true;
}

Monotonic StatusReporter::next_wake() const {
  if (exchange_.busy()) return Monotonic::max();
  return changed_ ? retry_.when() : std::max(next_, retry_.when());
}

void StatusReporter::step(Instant now, Monotonic at) {
  if (!exchange_.can_start() || !retry_.due(at) || !(changed_ || at >= next_)) return;
  status_.at = now;
  if (health_ != nullptr) status_.health = health_->read();
  changed_ = false;
  next_ = at + limits::kStatusEvery;
  const auto started = exchange_.start({"POST", "/v1/board/status", {}, to_json(status_).dump()});
  if (!started) {
    changed_ = true;
    retry_.failed(at, random_);
  }
}

void StatusReporter::handle(const TransportEvent& event, Monotonic at) {
  const auto answer = exchange_.handle(event);
  if (!answer) return;
  if (*answer && (*answer)->response.status < 400) return retry_.worked();
  changed_ = true;
  retry_.failed(at, random_, *answer ? retry_after_of((*answer)->response.headers) : std::nullopt);
}

}  // namespace bangtin
