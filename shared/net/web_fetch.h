// WebFetch: reads one address of the open web, bounded in every way, and never one of the house's
// own network: the address is looked at when the connection is made, so neither a redirect nor a
// name that changes its address leads inside. Thread: fetch one at a time; stop from any.
#pragma once

#include <atomic>
#include <cstddef>
#include <string>

#include "shared/base/clock.h"
#include "shared/base/limits.h"
#include "shared/base/result.h"
#include "shared/net/address_rule.h"

namespace bangtin {

struct WebRequest {
  std::string url;
  std::string etag = {};           ///< of the last answer; empty: none
  std::string last_modified = {};  ///< of the last answer; empty: none
  std::string accept = "*/*";
  std::size_t body_bytes_max = limits::kFeedBytesMax;  ///< unpacked
  Millis time_max = limits::kWebFetchMax;
  /// By https alone, behind redirects too. An address of http is asked only in a network that the
  /// operator named.
  bool secure = false;
};

struct WebAnswer {
  bool unchanged = false;  ///< 304: the body is the last one
  std::string url;         ///< behind the redirects
  std::string content_type;
  std::string etag;
  std::string last_modified;
  std::string body;
};

class WebFetch {
 public:
  explicit WebFetch(AllowedNetworks allowed) : allowed_(std::move(allowed)) {}

  /// Errors, each with a sentence of assets/lang/news.*.json: invalid "news.url" (not http or
  /// https, or with a user's name); denied "news.private_address", "news.certificate"; not_found
  /// "news.missing" (404, 410); denied "news.refused" (401, 403); unavailable "news.status" (any
  /// other), "news.no_host", "news.timeout", "news.redirects", "news.unreachable"; invalid
  /// "news.too_large", "news.bomb" (unpacks to more than kWebRatioMax times what came); where
  /// `secure`, denied "news.not_secure".
  Result<WebAnswer> fetch(const WebRequest& request);

  /// Ends the fetch under way, and all to come, with unavailable.
  void stop() { stopped_ = true; }

 private:
  AllowedNetworks allowed_;
  std::atomic<bool> stopped_{false};
};

}  // namespace bangtin
