// HttpServer: HTTP/1.1 over TLS on the addresses it is given. Parses, bounds, times out, streams;
// what a request means is asked of `dispatch`. One network thread of its own; a handler never runs
// on it. Source: RFC 9112; docs/PROTOCOL.md section 1.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "manager/server/event_hub.h"
#include "manager/server/http.h"
#include "shared/base/clock.h"
#include "shared/base/limits.h"
#include "shared/base/result.h"

namespace bangtin {

struct HttpLimits {
  std::size_t header_bytes_max = limits::kRequestHeaderBytesMax;
  Millis request_timeout = limits::kRequestTimeout;  ///< whole header; body; each piece sent
  Millis stream_ping = limits::kStreamPing;
  std::size_t connections_max = limits::kConnectionsMax;
  std::size_t connections_per_address_max = limits::kConnectionsPerAddressMax;
  std::size_t stream_queue_bytes_max = limits::kStreamQueueBytesMax;
  std::size_t bodies_bytes_max = limits::kRequestBodiesBytesMax;
};

/// How much body a request may bring, decided from its header alone.
struct BodyRule {
  std::size_t bytes_max = limits::kRequestBodyBytesMax;
  bool ask_first = false;  ///< dispatch the header first (awaiting_body); 100 lets the body come
};

struct HttpOptions {
  std::vector<std::string> listen;  ///< "127.0.0.1:8443", "[::]:0"; port 0 picks one
  std::string certificate_pem;
  std::string private_key_pem;
  HttpLimits limits;
  std::function<BodyRule(const Request&)> body_rule;
};

using Reply = std::function<void(Response)>;
/// Called on the network thread and must not block; the reply comes once, from any thread.
using Dispatch = std::function<void(Request, Reply)>;

class HttpServer {
 public:
  /// Listens, and answers from its own thread on return. `hub` outlives it. Errors: invalid (an
  /// address, the certificate), unavailable (the port is taken), denied.
  static Result<std::unique_ptr<HttpServer>> start(HttpOptions options, Dispatch dispatch,
                                                   EventHub& hub);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// The addresses with their true ports, in the order given.
  const std::vector<std::string>& listening() const;

  /// No new connections; idle ones and streams end, running requests get their answer (at most the
  /// request timeout is waited for). Whoever answers must still be alive. Thread: the owner's.
  void stop();

 private:
  struct State;
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bangtin
