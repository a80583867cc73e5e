#include "player/agent/time_carrier.h"

#include "shared/base/log.h"

namespace bangtin {

void TimeCarrier::folder_changed() {
  const auto question = load_message<TimeQuestion>(board_disk_, kAskTimeFile);
  if (!question || *question == question_) return;
  question_ = *question;
  retry_.now();
}

Monotonic TimeCarrier::next_wake() const {
  return is_waiting() && !exchange_.busy() ? retry_.when() : Monotonic::max();
}

void TimeCarrier::step(Monotonic at) {
  if (!is_waiting() || !exchange_.can_start() || !retry_.due(at)) return;
  asked_ = question_;
  const auto started = exchange_.start({"POST", "/v1/board/time", {}, to_json(asked_).dump()});
  if (!started) retry_.failed(at, random_);
}

void TimeCarrier::handle(const TransportEvent& event, Monotonic at) {
  const auto answer = exchange_.handle(event);
  if (!answer) return;
  if (!*answer || (*answer)->response.status >= 400) {
    return retry_.failed(at, random_,
                         *answer ? retry_after_of((*answer)->response.headers) : std::nullopt);
  }
  const auto kept = board_disk_.write_atomic(kTimeFile, (*answer)->response.body, false);
  if (!kept) {
    log::warn("agent", "time.json", {{"reason", kept.error().message}});
    return retry_.failed(at, random_);
  }
  answered_ = asked_;
  retry_.worked();
}

}  // namespace bangtin
