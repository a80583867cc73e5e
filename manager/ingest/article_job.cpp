#include "manager/ingest/article_job.h"

#include <array>
#include <utility>

#include "manager/ingest/child.h"
#include "manager/news/feed_json.h"
#include "shared/model/text.h"
#include "shared/protocol/messages.h"

namespace bangtin {
namespace {

constexpr std::size_t kReasonCharactersMax = 200;
/// All that parse_article() refuses.
constexpr std::array<std::pair<std::string_view, Code>, 5> kReasons = {{
    {"link.no_text", Code::Corrupt},
    {"link.needs_login", Code::Denied},
    {"link.not_page", Code::Unsupported},
    {"link.encoding", Code::Unsupported},
    {"link.too_large", Code::Invalid},
}};

Error page_gave_up() { return {Code::Corrupt, "the page could not be read", "link.damaged"}; }

/// The child may have been taken over by the page: its answer is judged like any input.
Result<FeedStory> article_in(std::string_view answer) {
  const auto json = Json::parse(answer);
  if (!json) return page_gave_up();
  if (json->find("error")) {
    const Error told = error_from_body(answer, http_status_of(Code::Corrupt));
    for (const auto& [key, code] : kReasons) {
      if (told.key == key) {
        return Error{code, made_clean(told.message, kReasonCharactersMax, false), std::string(key)};
      }
    }
    return page_gave_up();
  }
  auto story = feed_story_from_json(*json);
  if (!story) return page_gave_up();
  return story;
}

}  // namespace

Result<FeedStory> ingest_article(const IngestOptions& options, std::string_view bytes,
                                 const FeedSource& source) {
  const auto answer = TRY(answer_of(options.program, {"article"},
                                    to_json(source).dump() + "\n" + std::string(bytes),
                                    limits::kFeedParseMax, limits::kJsonBytesMax));
  if (!answer) return page_gave_up();
  return article_in(*answer);
}

}  // namespace bangtin
