#include "manager/ingest/article_work.h"

#include "manager/news/article.h"
#include "manager/news/feed_json.h"
#include "shared/protocol/messages.h"

namespace bangtin {
namespace {

Result<FeedStory> article_from_input(std::string_view input) {
  const auto end = input.find('\n');
  if (end == input.npos) return Error{Code::Corrupt, "no head", "link.damaged"};
  const FeedSource source = TRY(feed_source_from_json(TRY(Json::parse(input.substr(0, end)))));
  return parse_article(input.substr(end + 1), source);
}

}  // namespace

bool start_article_work() {
  constexpr std::string_view kPage =
      "<meta charset=windows-1258><title>Vi\xea\xf2t Nam</title><p>M\xf4\xf2t c\xe2u "
      "\xf0\xfa d\xe0i \xf0\xea\xcc l\xe0 b\xe0i vi\xea\xec"
      "t c\xfa"
      "a m\xf4\xf2t trang.</p>"
      "<p>Th\xeam m\xf4\xf2t c\xe2u n\xfa"
      "a cho ch\xe3"
      "c.</p>";
  return parse_article(kPage, {"https://x.example/", "text/html", "", 420}).ok();
}

std::string article_answer(std::string_view input) {
  const auto story = article_from_input(input);
  return story ? to_json(*story).dump() : error_body(story.error());
}

}  // namespace bangtin
