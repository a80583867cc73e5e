#include "tests/fakes/sim_transport.h"

#include <algorithm>

#include "shared/base/limits.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

Error unavailable(std::string why) {
  return {Code::Unavailable, std::move(why), "net.unavailable"};
}

Millis patience_of(RequestKind kind) {
  return kind == RequestKind::Exchange ? Millis(limits::kRequestTimeout)
                                       : Millis(limits::kTransferSilenceMax);
}

}  // namespace

Millis SimTransport::delay() {
  return Millis(between(random_, line.delay_min.count(), line.delay_max.count()));
}

void SimTransport::put(RequestId id, Monotonic when, decltype(TransportEvent::what) what) {
  due_.emplace(when, TransportEvent{id, std::move(what)});
}

void SimTransport::fail(RequestId id, Millis after, Error error) {
  put(id, now_ + after, ResponseFailed{std::move(error)});
}

void SimTransport::start(RequestId id, const ServerAddress& address, HttpRequest request,
                         RequestKind kind) {
  ++requests;
  targets_[id] = request.target;
  if (line.parted) return fail(id, limits::kConnectTimeout, unavailable("no route"));
  if (chance(random_, line.lose_percent)) {
    return fail(id, patience_of(kind), unavailable("lost"));
  }
  if (looks_at_pins && address.pin && *address.pin != server_->tls_pin()) {
    return fail(id, delay(), {Code::Denied, "another pin", "net.wrong_server"});
  }
  if (chance(random_, line.repeat_percent)) server_->answer(request);
  answer(id, request, kind);
}

void SimTransport::answer(RequestId id, const HttpRequest& request, RequestKind kind) {
  const HttpResponse response = server_->answer(request);
  if (chance(random_, line.deaf_percent)) {
    return fail(id, patience_of(kind), unavailable("the answer was lost"));
  }
  Monotonic when = now_ + delay() * 2;
  put(id, when, ResponseHead{response.status, response.headers, server_->tls_pin()});
  const bool is_cut = chance(random_, line.cut_percent);
  const auto size = static_cast<std::int64_t>(response.body.size());
  const auto end = static_cast<std::size_t>(is_cut ? between(random_, 0, size) : size);
  for (std::size_t at = 0; at < end;) {
    const auto piece =
        std::min(end - at, static_cast<std::size_t>(between(
                               random_, 1, static_cast<std::int64_t>(line.piece_bytes_max))));
    when += delay() / 8;
    put(id, when, ResponseBody{response.body.substr(at, piece)});
    at += piece;
  }
  if (is_cut) return put(id, when + delay(), ResponseFailed{unavailable("cut")});
  if (kind == RequestKind::Stream && response.status == 200) {
    streams_[id] = when;
    return;
  }
  put(id, when, ResponseDone{});
}

void SimTransport::push(const std::string& bytes) {
  if (line.parted) return;
  for (auto& [id, last] : streams_) {
    last = std::max(last, now_ + delay());
    put(id, last, ResponseBody{bytes});
  }
}

void SimTransport::cancel(RequestId id) {
  std::erase_if(due_, [&](const auto& due) { return due.second.id == id; });
  streams_.erase(id);
  targets_.erase(id);
}

void SimTransport::drop_all() {
  due_.clear();
  streams_.clear();
  targets_.clear();
}

Monotonic SimTransport::next_event() const {
  return due_.empty() ? Monotonic::max() : due_.begin()->first;
}

std::vector<TransportEvent> SimTransport::poll(Millis) {
  std::vector<TransportEvent> events;
  while (!due_.empty() && due_.begin()->first <= now_) {
    auto node = due_.extract(due_.begin());
    TransportEvent event = std::move(node.mapped());
    if (line.parted) {
      // What was under way when the line parted never arrives; its sender gives up.
      const bool is_stream = streams_.erase(event.id) > 0;
      std::erase_if(due_, [&](const auto& due) { return due.second.id == event.id; });
      if (is_stream) continue;
      event.what = ResponseFailed{unavailable("the line parted")};
    }
    if (const auto* body = std::get_if<ResponseBody>(&event.what)) {
      received_bytes[targets_[event.id]] += static_cast<std::int64_t>(body->bytes.size());
    }
    const bool is_end = std::holds_alternative<ResponseDone>(event.what) ||
                        std::holds_alternative<ResponseFailed>(event.what);
    if (is_end) targets_.erase(event.id);
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace bangtin
