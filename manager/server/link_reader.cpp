#include "manager/server/link_reader.h"

#include <algorithm>

#include "manager/news/web_link.h"
#include "shared/base/ascii.h"
#include "shared/base/library_limits.h"
#include "shared/base/log.h"

namespace bangtin {
namespace {

/// The same, in the words of one who pasted an address.
Error in_words_of_links(Error error) {
  constexpr std::string_view kOfFeeds = "news.";
  if (error.key.starts_with(kOfFeeds)) error.key = "link." + error.key.substr(kOfFeeds.size());
  return error;
}

bool is_html(std::string_view content_type) {
  const std::string type = ascii::lower(content_type);
  return type.empty() || type.starts_with("text/html") || type.starts_with("application/xhtml");
}

}  // namespace

Result<WebAnswer> fetch_by_https(const FetchWeb& fetch, WebRequest request) {
  constexpr std::string_view kOpen = "http://", kOpenPort = ":80";
  const Monotonic deadline = SystemClock().monotonic() + request.time_max;
  request.secure = true;
  auto answer = fetch(request);
  if (answer || answer.error().key != "news.not_secure" || !request.url.starts_with(kOpen)) {
    return answer;
  }
  const auto left = std::chrono::floor<Millis>(deadline - SystemClock().monotonic());
  if (left <= Millis(0)) return answer;
  request.time_max = left;
  const auto host_end = std::min(request.url.find_first_of("/?", kOpen.size()), request.url.size());
  std::string host = request.url.substr(kOpen.size(), host_end - kOpen.size());
  if (host.ends_with(kOpenPort)) host.resize(host.size() - kOpenPort.size());
  request.url = "https://" + host + request.url.substr(host_end);
  auto secure = fetch(request);
  // Nobody answers there: that is what the first answer says.
  const bool silent =
      !secure && (secure.error().key == "news.unreachable" || secure.error().key == "news.timeout");
  return silent ? std::move(answer) : std::move(secure);
}

Result<StoryRecord> LinkReader::read(const Person& who, const std::string& pasted, Instant now) {
  const std::string url = pasted.size() > limits::kPastedTextBytesMax ? "" : pasted_link(pasted);
  if (url.empty()) return Error{Code::Invalid, "no address of http or https", "link.url"};
  const auto article = article_at(url);
  if (article) return office_.keep_article(who, *article, url, now);
  const Error error = in_words_of_links(article.error());
  log::info("news", "a page cannot be read", {{"url", url}, {"why", error.message}});
  TRY(office_.note_link_refused(who, url, error, now));
  return error;
}

Result<FeedStory> LinkReader::article_at(const std::string& url) {
  const int offset = TRY(office_.commune()).utc_offset_minutes;
  WebRequest request;
  request.url = url;
  request.accept = "text/html, application/xhtml+xml";
  request.body_bytes_max = limits::kPageBytesMax;
  const WebAnswer answer = TRY(fetch_by_https(fetch_, request));
  if (!is_html(answer.content_type)) {
    return Error{Code::Unsupported, "it is " + answer.content_type, "link.not_page"};
  }
  const std::string from = absolute_link("", answer.url);
  if (from.empty()) return Error{Code::Invalid, "it led to no address", "link.url"};
  FeedStory story = TRY(ingest_(answer.body, {from, answer.content_type, "", offset}));
  story.guid = from;
  return story;
}

}  // namespace bangtin
