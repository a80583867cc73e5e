#include "player/agent/exchange.h"

#include <utility>

#include "shared/base/check.h"
#include "shared/base/limits.h"

namespace bangtin {

Status Exchange::start(HttpRequest request) {
  CHECK(can_start());
  answer_ = {};
  id_ = TRY(client_.start(std::move(request), RequestKind::Exchange));
  return {};
}

void Exchange::cancel() {
  if (id_) client_.cancel(*id_);
  id_.reset();
}

std::optional<Result<Answer>> Exchange::handle(const TransportEvent& event) {
  if (id_ != event.id) return std::nullopt;
  if (const auto* head = std::get_if<ResponseHead>(&event.what)) {
    answer_.response.status = head->status;
    answer_.response.headers = head->headers;
    answer_.seen_pin = head->seen_pin;
    return std::nullopt;
  }
  if (const auto* body = std::get_if<ResponseBody>(&event.what)) {
    if (body->bytes.size() > limits::kAnswerBytesMax - answer_.response.body.size()) {
      cancel();
      return Error{Code::Unavailable, "the answer is too large", ""};
    }
    answer_.response.body += body->bytes;
    return std::nullopt;
  }
  id_.reset();
  if (const auto* failed = std::get_if<ResponseFailed>(&event.what)) return failed->error;
  client_.note_answer(answer_.response);
  return std::exchange(answer_, {});
}

}  // namespace bangtin
