#include "player/agent/play_sender.h"

#include <algorithm>

#include "shared/base/log.h"

namespace bangtin {

void PlaySender::spool_changed(Monotonic at) {
  if (spool_waits_) return;
  spool_waits_ = true;
  // Pages change one after the other: their plays are taken together.
  if (spool_retry_.due(at)) spool_retry_.wait(at, limits::kSpoolEvery);
}

Monotonic PlaySender::next_wake() const {
  Monotonic wake = Monotonic::max();
  if (spool_waits_) wake = spool_retry_.when();
  if (log_.has_unsent() && !exchange_.busy()) wake = std::min(wake, send_retry_.when());
  return wake;
}

void PlaySender::step(Monotonic at, bool may_send) {
  if (spool_waits_ && spool_retry_.due(at)) drain(at);
  if (may_send && log_.has_unsent() && exchange_.can_start() && send_retry_.due(at)) send(at);
}

void PlaySender::drain(Monotonic at) {
  const auto drained = log_.drain();
  if (!drained) {
    if (spool_problem_.empty()) {
      log::error("agent", "plays wait in the spool", {{"reason", drained.error().message}});
    }
    spool_problem_ =
        drained.error().code == Code::Full ? "agent.disk_full" : "agent.play_log_failed";
    return spool_retry_.failed(at, random_);
  }
  spool_problem_ = log_.is_full() ? "agent.play_log_full" : "";
  spool_waits_ = log_.is_full();
  spool_retry_.worked();
  spool_retry_.wait(at, limits::kSpoolEvery);
}

void PlaySender::send(Monotonic at) {
  auto batch = log_.batch(limits::kPlayBatchRowsMax);
  if (!batch) return send_retry_.failed(at, random_);
  if (batch->rows.empty()) {
    // All that is left is damaged: it cannot be sent, and what comes later must not wait for it.
    const auto passed = log_.acknowledge(log_.last_seq());
    send_retry_.wait(at, limits::kPlaysEvery);
    if (!passed) log::error("agent", "the play log", {{"reason", passed.error().message}});
    return;
  }
  sent_up_to_ = batch->first_seq + static_cast<std::int64_t>(batch->rows.size()) - 1;
  const auto started = exchange_.start({"POST", "/v1/board/plays", {}, to_json(*batch).dump()});
  if (!started) send_retry_.failed(at, random_);
}

void PlaySender::handle(const TransportEvent& event, Monotonic at) {
  const auto answer = exchange_.handle(event);
  if (!answer) return;
  if (!*answer) return send_retry_.failed(at, random_);
  take(**answer, at);
}

void PlaySender::take(const Answer& answer, Monotonic at) {
  const HttpResponse& response = answer.response;
  if (response.status >= 400) {
    const Error error = error_of(response);
    if (error.code == Code::Unavailable || error.key == "board.replayed") {
      return send_retry_.failed(at, random_, retry_after_of(response.headers));
    }
    // Sent again as it is, it would be refused again: a person has to look.
    send_problem_ = error.key == "board.copied_key" ? "agent.copied_key" : "agent.plays_refused";
    log::error("agent", "the server does not take our plays", {{"reason", error.message}});
    return send_retry_.wait(at, limits::kRevokedRetry);
  }
  const auto json = Json::parse(response.body);
  const auto seq = json ? json->int_at("acknowledged") : Result<std::int64_t>(json.error());
  if (!seq) return send_retry_.failed(at, random_);
  const bool moved = *seq > log_.acknowledged();
  // Not more than was sent: a number from elsewhere makes nothing forgotten.
  const auto kept = log_.acknowledge(std::min(*seq, sent_up_to_));
  if (!kept) log::warn("agent", "acknowledged plays stay", {{"reason", kept.error().message}});
  if (!moved) return send_retry_.failed(at, random_);
  send_problem_.clear();
  send_retry_.worked();
  const bool more =
      log_.last_seq() - log_.acknowledged() >= static_cast<std::int64_t>(limits::kPlayBatchRowsMax);
  send_retry_.wait(at, more ? Millis(0) : Millis(limits::kPlaysEvery));
}

std::string PlaySender::problem() const {
  return send_problem_.empty() ? spool_problem_ : send_problem_;
}

}  // namespace bangtin
