#include "player/agent/board_client.h"

#include "shared/base/check.h"
#include "shared/base/limits.h"
#include "shared/base/log.h"
#include "shared/net/backoff.h"
#include "shared/protocol/messages.h"
#include "shared/protocol/request_signature.h"

namespace bangtin {

bool BoardClient::has_slot() const {
  return slots_.size() < static_cast<std::size_t>(limits::kTransfersMax);
}

Result<RequestId> BoardClient::start(HttpRequest request, RequestKind kind) {
  CHECK(kind == RequestKind::Stream || has_slot());
  const std::int64_t counter = TRY(counter_.next());
  const std::string text =
      request_text(request.method, request.target, key_.public_key(), counter, request.body);
  request.headers.emplace_back(kHeaderBoardKey, to_hex(key_.public_key()));
  request.headers.emplace_back(kHeaderCounter, std::to_string(counter));
  request.headers.emplace_back(kHeaderSignature, to_hex(key_.sign(text)));
  const RequestId id{++last_id_};
  if (kind != RequestKind::Stream) slots_.insert(id);
  transport_.start(id, address_, std::move(request), kind);
  return id;
}

void BoardClient::cancel(RequestId id) {
  slots_.erase(id);
  transport_.cancel(id);
}

void BoardClient::see(const TransportEvent& event) {
  if (std::holds_alternative<ResponseDone>(event.what) ||
      std::holds_alternative<ResponseFailed>(event.what)) {
    slots_.erase(event.id);
  }
  const auto* failed = std::get_if<ResponseFailed>(&event.what);
  const bool wrong = failed != nullptr && failed->error.key == "net.wrong_server";
  if (wrong && !wrong_server_) {
    log::error("agent", "another server answers than the pinned one", {{"url", address_.url}});
  }
  // A line that is cut says nothing about who would have answered.
  if (failed == nullptr || wrong) wrong_server_ = wrong;
}

void BoardClient::note_answer(const HttpResponse& response) {
  if (response.status < 400) {
    revoked_ = false;
    unknown_ = false;
    counter_.accepted();
    return;
  }
  const Error error = error_of(response);
  if (error.key == "board.revoked") revoked_ = true;
  if (error.key == "board.unknown") unknown_ = true;
  if (error.key == "board.replayed") counter_.skip();
}

Error error_of(const HttpResponse& response) {
  return error_from_body(response.body, response.status);
}

std::optional<Seconds> retry_after_of(
    const std::map<std::string, std::string, std::less<>>& headers) {
  const auto found = headers.find("retry-after");
  return found == headers.end() ? std::nullopt : retry_after_from(found->second);
}

}  // namespace bangtin
