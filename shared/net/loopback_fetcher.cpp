#include "shared/net/loopback_fetcher.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include "shared/base/check.h"
#include "shared/base/clock.h"
#include "shared/base/limits.h"
#include "shared/net/curl_easy.h"

namespace bangtin {
namespace {

bool is_loopback(const sockaddr& address) {
  if (address.sa_family == AF_INET6) {
    return IN6_IS_ADDR_LOOPBACK(&reinterpret_cast<const sockaddr_in6&>(address).sin6_addr);
  }
  constexpr std::uint32_t kLoopbackNet = 127;
  return address.sa_family == AF_INET &&
         ntohl(reinterpret_cast<const sockaddr_in&>(address).sin_addr.s_addr) >> 24 == kLoopbackNet;
}

/// One transfer and why it ended early.
struct Fetching {
  const CurlEasy& easy;
  const tuf::ByteSink& sink;
  std::int64_t bytes_max = 0;
  std::int64_t came_bytes = 0;
  Status refusal;
  bool foreign = false;

  bool take(std::string_view bytes) {
    if (easy.status() != 200) return false;  // The text of an error page says nothing to us.
    came_bytes += static_cast<std::int64_t>(bytes.size());
    refusal = came_bytes > bytes_max ? too_large() : sink(bytes);
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
    if (status != 0 && status != 200) {
      // Stores of objects say 403 of what is not there.
      const bool missing = status == 404 || status == 403;
      return Error{missing ? Code::NotFound : Code::Unavailable,
                   "HTTP status " + std::to_string(status), ""};
    }
    if (!refusal) return refusal;
    if (code == CURLE_FILESIZE_EXCEEDED) return too_large();
    if (code != CURLE_OK) return easy.error_of(code);
    return {};
  }
};

}  // namespace

LoopbackFetcher::LoopbackFetcher(std::string base_url)
    : base_url_(std::move(base_url)), easy_(std::make_unique<CurlEasy>()) {
  if (!base_url_.ends_with('/')) base_url_ += '/';
}

LoopbackFetcher::~LoopbackFetcher() = default;

Status LoopbackFetcher::fetch(const std::string& url_path, std::int64_t bytes_max,
                              const tuf::ByteSink& sink) {
  CurlEasy& easy = *easy_;
  Fetching fetching{easy, sink, bytes_max, 0, {}, false};
  TRY(easy.prepare_web(base_url_ + url_path, {}, "bangtin",
                       [&fetching](std::string_view bytes) { return fetching.take(bytes); }));
  const auto set = [&easy](CURLoption option, auto value) {
    CHECK(curl_easy_setopt(easy.handle(), option, value) == CURLE_OK);
  };
  const auto time_max =
      limits::kTrustFetchBase + Seconds(bytes_max / limits::kTrustFetchBytesPerSecond);
  set(CURLOPT_PROTOCOLS_STR, "http");
  set(CURLOPT_ACCEPT_ENCODING, static_cast<const char*>(nullptr));
  set(CURLOPT_HTTP_CONTENT_DECODING, 0L);
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_PATH_AS_IS, 1L);
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(Millis(time_max).count()));
  set(CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(limits::kTrustFetchSlow));
  set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(Seconds(limits::kTrustFetchSlowMax).count()));
  if (bytes_max > 0) set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(bytes_max));
  set(CURLOPT_OPENSOCKETFUNCTION, &Fetching::on_open);
  set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(&fetching));
  return fetching.result(curl_easy_perform(easy.handle()));
}

}  // namespace bangtin
