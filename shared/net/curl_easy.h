// CurlEasy: one libcurl transfer set up as the house wants it; shared by HttpClient and
// CurlTransport. Only for the .cpp files of this folder. Thread: one at a time.
#pragma once

#include <curl/curl.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/net/http_client.h"

namespace bangtin {

class CurlEasy {
 public:
  /// Called for each piece of the body; false ends the transfer.
  using BodySink = std::function<bool(std::string_view)>;

  CurlEasy();
  ~CurlEasy();
  CurlEasy(const CurlEasy&) = delete;
  CurlEasy& operator=(const CurlEasy&) = delete;

  /// Sets the handle up for one request; connections of the handle are kept. Errors: invalid (the
  /// address or the request).
  Status prepare(const ServerAddress& address, const HttpRequest& request, BodySink sink);

  /// Sets the handle up for a GET of any address of http or https, trusted by the system's
  /// authorities; the body is unpacked. Errors: invalid (a header).
  Status prepare_web(const std::string& url,
                     const std::vector<std::pair<std::string, std::string>>& headers,
                     const char* user_agent, BodySink sink);

  CURL* handle() const { return handle_; }
  /// Of the answer; final once its first body byte or its end came.
  int status() const;
  const std::map<std::string, std::string, std::less<>>& headers() const { return headers_; }
  /// The pin of the certificate of this transfer's connection.
  std::optional<Digest> seen_pin() const;
  /// What libcurl's result means to a caller.
  Error error_of(CURLcode code) const;

 private:
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  void set_method(const HttpRequest& request);
  void begin(BodySink sink);
  /// Errors: invalid.
  Status add_header(const std::string& name, const std::string& value);
  void set_house_options();

  CURL* handle_ = nullptr;
  curl_slist* header_list_ = nullptr;
  std::string body_;
  std::optional<Digest> pin_;
  std::map<std::string, std::string, std::less<>> headers_;
  BodySink sink_;
  char message_[CURL_ERROR_SIZE] = {};
};

}  // namespace bangtin
