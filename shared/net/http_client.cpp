#include "shared/net/http_client.h"

#include <algorithm>

#include "shared/base/limits.h"
#include "shared/net/curl_easy.h"

namespace bangtin {
namespace {

/// Source: CURLOPT_XFERINFOFUNCTION(3): anything but 0 ends the transfer.
int on_progress(void* goes_on, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return (*static_cast<const std::function<bool()>*>(goes_on))() ? 0 : 1;
}

}  // namespace

struct HttpClient::State {
  ServerAddress address;
  CurlEasy easy;
  std::optional<Digest> seen_pin;
};

HttpClient::HttpClient(ServerAddress address) : state_(std::make_unique<State>()) {
  state_->address = std::move(address);
}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;

Result<HttpResponse> HttpClient::send(const HttpRequest& request, std::size_t body_bytes_max,
                                      Millis timeout, const std::function<bool()>& goes_on) {
  HttpResponse response;
  bool too_large = false;
  CurlEasy& easy = state_->easy;
  TRY(easy.prepare(state_->address, request, [&](std::string_view bytes) {
    too_large = bytes.size() > body_bytes_max - response.body.size();
    if (!too_large) response.body.append(bytes);
    return !too_large;
  }));
  const Millis connect = std::min<Millis>(timeout, limits::kConnectTimeout);
  curl_easy_setopt(easy.handle(), CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
  curl_easy_setopt(easy.handle(), CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect.count()));
  if (goes_on) {
    curl_easy_setopt(easy.handle(), CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(easy.handle(), CURLOPT_XFERINFODATA, &goes_on);
    curl_easy_setopt(easy.handle(), CURLOPT_NOPROGRESS, 0L);
  }
  const CURLcode code = curl_easy_perform(easy.handle());
  if (too_large) return Error{Code::Unavailable, "the answer is too large", "net.unavailable"};
  if (code != CURLE_OK) return easy.error_of(code);
  state_->seen_pin = easy.seen_pin();
  response.status = easy.status();
  response.headers = easy.headers();
  return response;
}

std::optional<Digest> HttpClient::seen_pin() const { return state_->seen_pin; }

}  // namespace bangtin
