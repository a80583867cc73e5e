// Transport: the port through which the agent speaks HTTP without ever blocking. Requests are
// started, what comes of them arrives as events. A simulator can stand behind it.
// Thread: one at a time, except where an adapter says otherwise.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/net/http_client.h"

namespace bangtin {

/// Chosen by the caller, never twice.
struct RequestId {
  std::uint64_t number = 0;
  auto operator<=>(const RequestId&) const = default;
};

/// How long a request may take. Exchange: the whole of it within kRequestTimeout. Download: while
/// bytes come, given up after kTransferSilenceMax without any. Stream: until somebody cancels.
enum class RequestKind { Exchange, Download, Stream };

/// The answer began.
struct ResponseHead {
  int status = 0;
  std::map<std::string, std::string, std::less<>> headers;  ///< names in lower case
  std::optional<Digest> seen_pin;                           ///< of the server's certificate
};
/// The next bytes of the answer's body, never none.
struct ResponseBody {
  std::string bytes;
};
/// The answer came to its proper end.
struct ResponseDone {};
/// There is no more to come. Errors: unavailable, denied (the pin differs), invalid (the request).
struct ResponseFailed {
  Error error;
};

/// For each request: at most one head, then bodies, then one Done or Failed. Nothing follows those,
/// nor a cancel.
struct TransportEvent {
  RequestId id;
  std::variant<ResponseHead, ResponseBody, ResponseDone, ResponseFailed> what;
};

class Transport {
 public:
  virtual ~Transport() = default;
  /// Begins a request; what comes of it arrives by poll().
  virtual void start(RequestId id, const ServerAddress& address, HttpRequest request,
                     RequestKind kind) = 0;
  /// Ends it without an event; an id that is not under way is passed over.
  virtual void cancel(RequestId id) = 0;
  /// What happened, waiting up to `timeout` for the first of it.
  virtual std::vector<TransportEvent> poll(Millis timeout) = 0;
};

}  // namespace bangtin
