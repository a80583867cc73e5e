// HTTP over libcurl: one blocking client for programs of people, and the types that the agent's
// non-blocking transport shares. Pins, no proxies from the environment, no redirects. The only
// folder that meets libcurl. Thread: a HttpClient belongs to one thread at a time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace bangtin {

struct HttpRequest {
  std::string method = "GET";
  std::string target;  ///< path and query
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

struct HttpResponse {
  int status = 0;
  std::map<std::string, std::string, std::less<>> headers;  ///< names in lower case
  std::string body;
};

/// Where a server is and how it is known.
struct ServerAddress {
  std::string url;            ///< "https://192.0.2.1:8443" or "https://[::1]:8443"
  std::optional<Digest> pin;  ///< nothing: accept any certificate (pairing only)
};

class HttpClient {
 public:
  static constexpr std::size_t kBodyBytesMax = 8u << 20;
  static constexpr Millis kTimeout{30'000};

  explicit HttpClient(ServerAddress address);
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;
  HttpClient& operator=(HttpClient&&) noexcept;

  /// One request and its whole answer, of any status. `goes_on` is asked about once a second or
  /// more often; false breaks the call off. Errors: unavailable (no connection, time out, broken
  /// off, answer over `body_bytes_max`), denied (the pin differs), invalid (the address, the
  /// request).
  Result<HttpResponse> send(const HttpRequest& request, std::size_t body_bytes_max = kBodyBytesMax,
                            Millis timeout = kTimeout, const std::function<bool()>& goes_on = {});

  /// The pin of the certificate that the last answer came over; nothing before one.
  std::optional<Digest> seen_pin() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bangtin
