// The bodies of BasicLoopbackFetcher; only for loopback_fetcher.cpp and the tests' fetcher with a
// guard missing. See loopback_fetcher.h.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include "shared/base/check.h"
#include "shared/base/clock.h"
#include "shared/base/limits.h"
#include "shared/net/curl_easy.h"
#include "shared/net/loopback_fetcher.h"

namespace bangtin {
namespace loopback {

inline bool is_loopback(const sockaddr& address) {
  if (address.sa_family == AF_INET6) {
    return IN6_IS_ADDR_LOOPBACK(&reinterpret_cast<const sockaddr_in6&>(address).sin6_addr);
  }
  constexpr std::uint32_t kLoopbackNet = 127;
  return address.sa_family == AF_INET &&
         ntohl(reinterpret_cast<const sockaddr_in&>(address).sin_addr.s_addr) >> 24 == kLoopbackNet;
}

/// One transfer and why it ended early.
template <class Guards>
struct Fetching {
  const Guards& guards;
  const CurlEasy& easy;
  const tuf::ByteSink& sink;
  std::int64_t bytes_max = 0;
  std::int64_t came_bytes = 0;
  Status refusal;
  bool foreign = false;

  bool take(std::string_view bytes) {
    // The text of an error page says nothing to us.
    if (easy.status() != 200 && guards.on(FetchGuard::StatusOk)) return false;
    came_bytes += static_cast<std::int64_t>(bytes.size());
    const bool too_many = came_bytes > bytes_max && guards.on(FetchGuard::SizeMax);
    refusal = too_many ? too_large() : sink(bytes);
    return refusal.ok();
  }

  Error too_large() const {
    return {Code::Invalid, "more than " + std::to_string(bytes_max) + " bytes", ""};
  }

  static curl_socket_t on_open(void* self, curlsocktype, curl_sockaddr* to) {
    if (!is_loopback(to->addr)) {
      static_cast<Fetching*>(self)->foreign = true;
      return CURL_SOCKET_BAD;
    }
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
  }

  Status result(CURLcode code) const {
    if (foreign) return Error{Code::Denied, "not an address of this machine", ""};
    const int status = easy.status();
    if (status != 0 && status != 200 && guards.on(FetchGuard::StatusOk)) {
      // Stores of objects say 403 of what is not there.
      const bool missing = status == 404 || status == 403;
      return Error{missing ? Code::NotFound : Code::Unavailable,
                   "HTTP status " + std::to_string(status), ""};
    }
    if (!refusal) return refusal;
    if (code == CURLE_FILESIZE_EXCEEDED) return too_large();
    if (code == CURLE_PARTIAL_FILE && !guards.on(FetchGuard::Whole)) return {};
    if (code != CURLE_OK) return easy.error_of(code);
    return {};
  }
};

}  // namespace loopback

template <class Guards>
BasicLoopbackFetcher<Guards>::BasicLoopbackFetcher(std::string base_url, Guards guards)
    : guards_(guards), base_url_(std::move(base_url)), easy_(std::make_unique<CurlEasy>()) {
  if (!base_url_.ends_with('/')) base_url_ += '/';
}

template <class Guards>
BasicLoopbackFetcher<Guards>::~BasicLoopbackFetcher() = default;

template <class Guards>
Status BasicLoopbackFetcher<Guards>::fetch(const std::string& url_path, std::int64_t bytes_max,
                                           const tuf::ByteSink& sink) {
  using Fetching = loopback::Fetching<Guards>;
  CurlEasy& easy = *easy_;
  Fetching fetching{guards_, easy, sink, bytes_max, 0, {}, false};
  TRY(easy.prepare_web(base_url_ + url_path, {}, "bangtin",
                       [&fetching](std::string_view bytes) { return fetching.take(bytes); }));
  const auto set = [&easy](CURLoption option, auto value) {
    CHECK(curl_easy_setopt(easy.handle(), option, value) == CURLE_OK);
  };
  const auto time_max =
      limits::kTrustFetchBase + Seconds(bytes_max / limits::kTrustFetchBytesPerSecond);
  set(CURLOPT_PROTOCOLS_STR, "http");
  const bool packed = guards_.on(FetchGuard::StaysPacked);
  set(CURLOPT_ACCEPT_ENCODING, packed ? static_cast<const char*>(nullptr) : "gzip");
  set(CURLOPT_HTTP_CONTENT_DECODING, packed ? 0L : 1L);
  set(CURLOPT_FOLLOWLOCATION, guards_.on(FetchGuard::StaysThere) ? 0L : 1L);
  set(CURLOPT_PATH_AS_IS, 1L);
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(Millis(time_max).count()));
  set(CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(limits::kTrustFetchSlow));
  set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(Seconds(limits::kTrustFetchSlowMax).count()));
  if (bytes_max > 0 && guards_.on(FetchGuard::SizeMax)) {
    set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(bytes_max));
  }
  set(CURLOPT_OPENSOCKETFUNCTION, &Fetching::on_open);
  set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(&fetching));
  return fetching.result(curl_easy_perform(easy.handle()));
}

}  // namespace bangtin
