#include "shared/net/web_fetch.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "shared/base/ascii.h"
#include "shared/base/check.h"
#include "shared/net/curl_easy.h"

namespace bangtin {
namespace {

// Some portals refuse what names no browser.
constexpr const char* kUserAgent = "Mozilla/5.0 (compatible; BangTin; news reader)";
constexpr std::size_t kHeaderValueBytesMax = 512;

std::optional<IpAddress> address_of(const sockaddr& address) {
  IpAddress out;
  if (address.sa_family == AF_INET6) {
    const auto& six = reinterpret_cast<const sockaddr_in6&>(address);
    std::memcpy(out.bytes.data(), &six.sin6_addr, out.bytes.size());
    return out;
  }
  if (address.sa_family != AF_INET) return std::nullopt;
  const auto& four = reinterpret_cast<const sockaddr_in&>(address);
  out.bytes[10] = out.bytes[11] = 0xff;
  std::memcpy(out.bytes.data() + 12, &four.sin_addr, 4);
  return out;
}

std::string value_of(const CurlEasy& easy, std::string_view name) {
  const auto found = easy.headers().find(name);
  if (found == easy.headers().end() || found->second.size() > kHeaderValueBytesMax) return "";
  return found->second;
}

/// One fetch and why it ended early.
struct WebFetching {
  const WebRequest& request;
  const AllowedNetworks& allowed;
  const std::atomic<bool>& stopped;
  CurlEasy easy;
  std::string body;
  bool closed_address = false;
  bool too_large = false;
  bool bomb = false;
  bool not_secure = false;

  /// Its own address is not one of https.
  bool is_open() const {
    return request.secure && !ascii::lower(request.url).starts_with("https:");
  }

  bool take(std::string_view bytes) {
    if (bytes.size() > request.body_bytes_max - body.size()) {
      too_large = true;
      return false;
    }
    body.append(bytes);
    curl_off_t came = 0;
    curl_easy_getinfo(easy.handle(), CURLINFO_SIZE_DOWNLOAD_T, &came);
    const auto wire = static_cast<std::size_t>(std::max<curl_off_t>(came, 1));
    bomb = body.size() > limits::kWebRatioFromBytes && body.size() / wire > limits::kWebRatioMax;
    return !bomb;
  }

  static curl_socket_t on_open(void* self, curlsocktype, curl_sockaddr* to) {
    auto& fetching = *static_cast<WebFetching*>(self);
    const auto address = address_of(to->addr);
    if (!address || !fetching.allowed.allows(*address)) {
      fetching.closed_address = true;
      return CURL_SOCKET_BAD;
    }
    if (fetching.is_open() && !fetching.allowed.names(*address)) {
      fetching.not_secure = true;
      return CURL_SOCKET_BAD;
    }
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
  }

  static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<WebFetching*>(self)->stopped ? 1 : 0;
  }

  /// Connected, and what came was no HTTP: libcurl calls that a protocol it does not support.
  bool spoke_nonsense() {
    long connects = 0;
    curl_easy_getinfo(easy.handle(), CURLINFO_NUM_CONNECTS, &connects);
    return connects > 0 && easy.status() == 0;
  }

  bool was_redirected() {
    long redirects = 0;
    curl_easy_getinfo(easy.handle(), CURLINFO_REDIRECT_COUNT, &redirects);
    return redirects > 0 || easy.status() / 100 == 3;
  }

  Error failure(CURLcode code) {
    const std::string what = easy.error_of(code).message;
    if (too_large || code == CURLE_FILESIZE_EXCEEDED) {
      return {Code::Invalid, "more bytes than are taken", "news.too_large"};
    }
    if (bomb) return {Code::Invalid, "it unpacks to far more than came", "news.bomb"};
    if (closed_address) {
      return {Code::Denied, "the address is of an inner network", "news.private_address"};
    }
    const bool led_out = request.secure && code == CURLE_UNSUPPORTED_PROTOCOL && was_redirected();
    if (not_secure || led_out) {
      return {Code::Denied, "not by https alone", "news.not_secure"};
    }
    if (code == CURLE_UNSUPPORTED_PROTOCOL && spoke_nonsense()) {
      return {Code::Unavailable, what, "news.unreachable"};
    }
    switch (code) {
      case CURLE_LOGIN_DENIED:  // A user's name in it: who reads it takes that for the host.
      case CURLE_URL_MALFORMAT:
      case CURLE_UNSUPPORTED_PROTOCOL:
        return {Code::Invalid, what, "news.url"};
      case CURLE_COULDNT_RESOLVE_HOST:
        return {Code::Unavailable, what, "news.no_host"};
      case CURLE_OPERATION_TIMEDOUT:
        return {Code::Unavailable, what, "news.timeout"};
      case CURLE_TOO_MANY_REDIRECTS:
        return {Code::Unavailable, what, "news.redirects"};
      case CURLE_PEER_FAILED_VERIFICATION:
      case CURLE_SSL_CACERT_BADFILE:
      case CURLE_SSL_CONNECT_ERROR:
        return {Code::Denied, what, "news.certificate"};
      default:
        return {Code::Unavailable, what, "news.unreachable"};
    }
  }
};

Status check_status(int status) {
  const auto refuse = [status](Code code, const char* key) {
    return Error{code, "HTTP status " + std::to_string(status), key};
  };
  if (status == 200 || status == 304) return {};
  if (status == 404 || status == 410) return refuse(Code::NotFound, "news.missing");
  if (status == 401 || status == 403) return refuse(Code::Denied, "news.refused");
  return refuse(Code::Unavailable, "news.status");
}

}  // namespace

Result<WebAnswer> WebFetch::fetch(const WebRequest& request) {
  WebFetching fetching{request, allowed_, stopped_, {}, {}, false, false, false, false};
  std::vector<std::pair<std::string, std::string>> headers = {{"Accept", request.accept}};
  if (!request.etag.empty()) headers.emplace_back("If-None-Match", request.etag);
  if (!request.last_modified.empty()) {
    headers.emplace_back("If-Modified-Since", request.last_modified);
  }
  CurlEasy& easy = fetching.easy;
  TRY(easy.prepare_web(request.url, headers, kUserAgent,
                       [&fetching](std::string_view bytes) { return fetching.take(bytes); }));
  const auto set = [&easy](CURLoption option, auto value) {
    CHECK(curl_easy_setopt(easy.handle(), option, value) == CURLE_OK);
  };
  set(CURLOPT_FOLLOWLOCATION, 1L);
  set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  if (request.secure && !fetching.is_open()) set(CURLOPT_REDIR_PROTOCOLS_STR, "https");
  set(CURLOPT_MAXREDIRS, static_cast<long>(limits::kWebRedirectsMax));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.time_max.count()));
  set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.body_bytes_max));
  set(CURLOPT_OPENSOCKETFUNCTION, &WebFetching::on_open);
  set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(&fetching));
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, &WebFetching::on_progress);
  set(CURLOPT_XFERINFODATA, static_cast<void*>(&fetching));
  const CURLcode code = curl_easy_perform(easy.handle());
  if (code != CURLE_OK) return fetching.failure(code);
  TRY(check_status(easy.status()));
  WebAnswer answer;
  answer.unchanged = easy.status() == 304;
  char* url = nullptr;
  curl_easy_getinfo(easy.handle(), CURLINFO_EFFECTIVE_URL, &url);
  answer.url = url != nullptr ? url : request.url;
  answer.content_type = value_of(easy, "content-type");
  answer.etag = value_of(easy, "etag");
  answer.last_modified = value_of(easy, "last-modified");
  answer.body = std::move(fetching.body);
  return answer;
}

}  // namespace bangtin
