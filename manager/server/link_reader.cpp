#include "manager/server/link_reader.h"

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
  const WebAnswer answer = TRY(page_at(url));
  if (!is_html(answer.content_type)) {
    return Error{Code::Unsupported, "it is " + answer.content_type, "link.not_page"};
  }
  return ingest_(answer.body, {answer.url, answer.content_type, "", offset});
}

Result<WebAnswer> LinkReader::page_at(const std::string& url) {
  constexpr std::string_view kOpen = "http:";
  WebRequest request;
  request.url = url;
  request.accept = "text/html, application/xhtml+xml";
  request.body_bytes_max = limits::kPageBytesMax;
  request.secure = true;
  auto answer = fetch_(request);
  if (answer || answer.error().key != "news.not_secure" || !url.starts_with(kOpen)) return answer;
  // Most portals answer by https as well. Where this one does not, the first answer says why.
  request.url = "https:" + url.substr(kOpen.size());
  auto secure = fetch_(request);
  return secure ? std::move(secure) : std::move(answer);
}

}  // namespace bangtin
