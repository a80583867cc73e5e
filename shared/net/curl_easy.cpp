#include "shared/net/curl_easy.h"

#include <algorithm>

#include "shared/base/ascii.h"
#include "shared/base/check.h"
#include "shared/base/limits.h"
#include "shared/crypto/certificate.h"
#include "shared/net/server_url.h"

namespace bangtin {
namespace {

void curl_ready() {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  CHECK(ready);
}

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte != 0x7f;
  });
}

bool is_target(std::string_view target) {
  return target.starts_with('/') && is_plain(target) && target.find(' ') == target.npos &&
         target.find('#') == target.npos;
}

bool is_method(std::string_view method) {
  return !method.empty() &&
         std::ranges::all_of(method, [](char c) { return c >= 'A' && c <= 'Z'; });
}

Error refused(std::string_view why) { return {Code::Invalid, "request: " + std::string(why), ""}; }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

}  // namespace

CurlEasy::CurlEasy() {
  curl_ready();
  handle_ = curl_easy_init();
  CHECK(handle_ != nullptr);
}

CurlEasy::~CurlEasy() {
  curl_easy_cleanup(handle_);
  curl_slist_free_all(header_list_);
}

Status CurlEasy::prepare(const ServerAddress& address, const HttpRequest& request, BodySink sink) {
  const std::string origin = TRY(canonical_server_url(address.url));
  if (!is_target(request.target)) return refused("the target is no path");
  if (!is_method(request.method)) return refused("the method is no word");
  begin(std::move(sink));
  body_ = request.body;
  pin_ = address.pin;

  bool has_type = false;
  for (const auto& [name, value] : request.headers) {
    TRY(add_header(name, value));
    has_type = has_type || ascii::lower(name) == "content-type";
  }
  if (!body_.empty() && !has_type) {
    header_list_ = curl_slist_append(header_list_, "Content-Type: application/json");
  }
  // Waiting for a "100 Continue" costs a round trip, or a second where nobody sends it.
  header_list_ = curl_slist_append(header_list_, "Expect:");
  set_house_options();

  const auto set = [this](CURLoption option, auto value) {
    CHECK(curl_easy_setopt(handle_, option, value) == CURLE_OK);
  };
  set(CURLOPT_URL, (origin + request.target).c_str());
  set(CURLOPT_PROTOCOLS_STR, "https");
  set(CURLOPT_PATH_AS_IS, 1L);  // The target is signed as it stands.
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_USERAGENT, "bangtin");
  // Trust is the pin alone: no authority, no name, no dates (a board's clock may stand at 1970).
  set(CURLOPT_SSL_VERIFYPEER, 0L);
  set(CURLOPT_SSL_VERIFYHOST, 0L);
  if (pin_) {
    set(CURLOPT_PINNEDPUBLICKEY, curl_pin(*pin_).c_str());
  } else {
    // Each unpinned answer comes over a connection of its own, so that its certificate is seen and
    // no pinned request ever travels over it.
    set(CURLOPT_CERTINFO, 1L);
    set(CURLOPT_FRESH_CONNECT, 1L);
    set(CURLOPT_FORBID_REUSE, 1L);
  }
  set_method(request);
  return {};
}

Status CurlEasy::prepare_web(const std::string& url,
                             const std::vector<std::pair<std::string, std::string>>& headers,
                             const char* user_agent, BodySink sink) {
  begin(std::move(sink));
  pin_.reset();
  for (const auto& [name, value] : headers) TRY(add_header(name, value));
  set_house_options();
  const auto set = [this](CURLoption option, auto value) {
    CHECK(curl_easy_setopt(handle_, option, value) == CURLE_OK);
  };
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  set(CURLOPT_USERAGENT, user_agent);
  set(CURLOPT_HTTPGET, 1L);
  return {};
}

void CurlEasy::begin(BodySink sink) {
  curl_easy_reset(handle_);
  curl_slist_free_all(std::exchange(header_list_, nullptr));
  headers_.clear();
  message_[0] = '\0';
  body_.clear();
  sink_ = std::move(sink);
}

Status CurlEasy::add_header(const std::string& name, const std::string& value) {
  if (name.empty() || !is_plain(name) || !is_plain(value)) return refused("a header");
  header_list_ = curl_slist_append(header_list_, (name + ": " + value).c_str());
  return {};
}

/// What holds for every transfer of ours.
void CurlEasy::set_house_options() {
  const auto set = [this](CURLoption option, auto value) {
    CHECK(curl_easy_setopt(handle_, option, value) == CURLE_OK);
  };
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_PROXY, "");
  set(CURLOPT_NOPROXY, "*");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_ERRORBUFFER, message_);
  set(CURLOPT_HTTPHEADER, header_list_);
  set(CURLOPT_HEADERFUNCTION, &CurlEasy::on_header);
  set(CURLOPT_HEADERDATA, static_cast<void*>(this));
  set(CURLOPT_WRITEFUNCTION, &CurlEasy::on_body);
  set(CURLOPT_WRITEDATA, static_cast<void*>(this));
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(Millis(limits::kConnectTimeout).count()));
}

void CurlEasy::set_method(const HttpRequest& request) {
  if (request.method == "GET" && body_.empty()) {
    curl_easy_setopt(handle_, CURLOPT_HTTPGET, 1L);
    return;
  }
  if (request.method == "HEAD") {
    curl_easy_setopt(handle_, CURLOPT_NOBODY, 1L);
    return;
  }
  curl_easy_setopt(handle_, CURLOPT_POSTFIELDS, body_.data());
  curl_easy_setopt(handle_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body_.size()));
  curl_easy_setopt(handle_, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

std::size_t CurlEasy::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  auto& easy = *static_cast<CurlEasy*>(self);
  const std::string_view line(data, size * count);
  if (line.starts_with("HTTP/")) easy.headers_.clear();  // What came before was interim (1xx).
  const std::size_t colon = line.find(':');
  if (colon == line.npos) return line.size();
  if (easy.headers_.size() >= limits::kAnswerHeadersMax) return 0;
  easy.headers_.insert_or_assign(ascii::lower(trimmed(line.substr(0, colon))),
                                 std::string(trimmed(line.substr(colon + 1))));
  return line.size();
}

std::size_t CurlEasy::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  auto& easy = *static_cast<CurlEasy*>(self);
  const std::string_view bytes(data, size * count);
  return easy.sink_(bytes) ? bytes.size() : CURL_WRITEFUNC_ERROR;
}

int CurlEasy::status() const {
  long status = 0;
  curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
  return static_cast<int>(status);
}

std::optional<Digest> CurlEasy::seen_pin() const {
  if (pin_) return pin_;  // libcurl let the answer through only because it was this one.
  curl_certinfo* info = nullptr;
  curl_easy_getinfo(handle_, CURLINFO_CERTINFO, &info);
  if (info == nullptr || info->num_of_certs < 1) return std::nullopt;
  constexpr std::string_view kName = "Cert:";
  for (const curl_slist* entry = info->certinfo[0]; entry != nullptr; entry = entry->next) {
    const std::string_view text = entry->data;
    if (!text.starts_with(kName)) continue;
    auto pin = certificate_pin(std::string(text.substr(kName.size())));
    if (pin) return *pin;
  }
  return std::nullopt;
}

Error CurlEasy::error_of(CURLcode code) const {
  const std::string what = message_[0] != '\0' ? message_ : curl_easy_strerror(code);
  if (code == CURLE_SSL_PINNEDPUBKEYNOTMATCH) {
    return {Code::Denied, "the server's key is not the pinned one", "net.wrong_server"};
  }
  if (code == CURLE_COULDNT_RESOLVE_HOST) return {Code::Unavailable, what, "net.no_name"};
  if (code == CURLE_SSL_CONNECT_ERROR) return {Code::Unavailable, what, "net.not_secure"};
  return {Code::Unavailable, what, "net.unavailable"};
}

}  // namespace bangtin
