#include "player/agent/head_stream.h"

#include <algorithm>

#include "shared/base/json.h"
#include "shared/base/limits.h"
#include "shared/base/log.h"

namespace bangtin {

void HeadStream::step(Monotonic at) {
  if (id_ && at - heard_at_ >= limits::kStreamSilenceMax) {
    log::debug("agent", "the event stream fell silent");
    lost(at);
  }
  if (id_ || !retry_.due(at)) return;
  HttpRequest request;
  request.target = "/v1/board/events";
  request.headers.emplace_back("Accept", "text/event-stream");
  if (!last_id_.empty()) request.headers.emplace_back("Last-Event-ID", last_id_);
  auto started = client_.start(std::move(request), RequestKind::Stream);
  if (!started) {
    retry_.failed(at, random_);
    return;
  }
  id_ = *started;
  heard_at_ = at;
  parser_ = {};
}

void HeadStream::handle(const TransportEvent& event, Monotonic at) {
  if (id_ != event.id) return;
  heard_at_ = at;
  if (const auto* head = std::get_if<ResponseHead>(&event.what)) {
    if (!news_) news_.emplace();
    news_->asked = true;
    if (head->status == 200) {
      connected_at_ = at;
      return;
    }
    if (head->status == 409) client_.note_replayed();
    lost(at, retry_after_of(head->headers));
    return;
  }
  if (const auto* body = std::get_if<ResponseBody>(&event.what)) {
    // A server that takes streams and drops them at once is not hammered.
    if (connected_at_ && at - *connected_at_ >= limits::kStreamPing) retry_.worked();
    auto events = parser_.feed(body->bytes);
    if (!events) {
      lost(at);
      return;
    }
    for (const SseEvent& sse : *events) take(sse);
    if (!parser_.last_id().empty()) last_id_ = parser_.last_id();
    return;
  }
  lost(at);
}

void HeadStream::take(const SseEvent& event) {
  if (event.event != "head") return;
  const auto json = Json::parse(event.data);
  if (!json) return;
  const auto generation = json->int_at("generation");
  if (!generation) return;
  if (!news_) news_.emplace();
  news_->generation = std::max(news_->generation, *generation);
  if (const auto order = json->int_at("order")) news_->order = std::max(news_->order, *order);
}

void HeadStream::lost(Monotonic at, std::optional<Seconds> retry_after) {
  if (id_) client_.cancel(*id_);
  id_.reset();
  connected_at_.reset();
  retry_.failed(at, random_, retry_after);
}

void HeadStream::stop() {
  if (id_) client_.cancel(*id_);
  id_.reset();
  connected_at_.reset();
}

void HeadStream::hurry() { retry_.now(); }

Monotonic HeadStream::next_wake() const {
  return id_ ? heard_at_ + limits::kStreamSilenceMax : retry_.when();
}

std::optional<HeadStream::News> HeadStream::take_news() { return std::exchange(news_, {}); }

}  // namespace bangtin
