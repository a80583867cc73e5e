#include <map>

#include "manager/core/province_files.h"
#include "manager/news/news_item.h"
#include "manager/server/api_handlers.h"
#include "manager/server/feed_reader.h"
#include "manager/server/link_reader.h"
#include "shared/base/library_limits.h"
#include "shared/base/texts.h"
#include "shared/protocol/content_json.h"
#include "shared/protocol/news_messages.h"

namespace bangtin::api {
namespace {

Result<FeedRecord> feed_in(const Json& json) {
  FeedRecord feed;
  feed.name = TRY(json.string_at("name"));
  feed.url = TRY(json.string_at("url"));
  if (!from_name(TRY(json.string_at("category")), feed.category)) {
    return Error{Code::Invalid, "category", "server.bad_json"};
  }
  feed.every_minutes = static_cast<int>(TRY(json.int_at("every_minutes", 0, 1 << 20)));
  return feed;
}

/// The pictures of stories as media of one item, fetched one after the other within one bound of
/// time. A picture that cannot be had leaves its story without one.
class PictureTaker {
 public:
  explicit PictureTaker(Call& call) : call_(call) {}

  /// One alone, not of the library. Errors: those of the portal and of its bytes.
  static Result<Media> look(Call& call, const StoryRecord& record) {
    return kept(call, record, limits::kWebFetchMax, std::nullopt);
  }

  void take(const StoryRecord& record, Story& story) {
    const std::string& url = record.picture_url;
    if (url.empty()) return;
    const auto known = taken_.find(url);
    const int media = known == taken_.end() ? fetch(record) : known->second;
    taken_[url] = media;
    story.media = media;
    if (media == Media::kNone) ++missing_;
  }
  std::vector<Media> media() && { return std::move(media_); }
  int missing() const { return missing_; }

 private:
  static Result<Media> kept(Call& call, const StoryRecord& record, Millis time_max,
                            const std::optional<std::string>& name) {
    WebRequest request;
    request.url = record.picture_url;
    request.accept = "image/*";
    request.body_bytes_max = limits::kStoryPictureBytesMax;
    request.time_max = time_max;
    // The address of a feed is the office's own choice; what a pasted page names is not.
    const FetchWeb& fetch_web = call.parts.fetch_web;
    const WebAnswer answer = TRY(record.feed.empty() ? fetch_by_https(fetch_web, std::move(request))
                                                     : fetch_web(request));
    if (answer.body.empty()) return Error{Code::NotFound, "no bytes", "news.no_picture"};
    return keep_picture(call, answer.body, name);
  }

  int fetch(const StoryRecord& record) {
    SystemClock clock;
    const auto left = std::chrono::floor<Millis>(deadline_ - clock.monotonic());
    if (left <= Millis(0)) return Media::kNone;
    const auto kept = PictureTaker::kept(
        call_, record, std::min<Millis>(limits::kWebFetchMax, left), record.story.title);
    if (!kept) return Media::kNone;
    // Two addresses may hold one picture.
    for (std::size_t i = 0; i < media_.size(); ++i) {
      if (media_[i].blob == kept->blob) return static_cast<int>(i);
    }
    media_.push_back(*kept);
    return static_cast<int>(media_.size()) - 1;
  }

  Call& call_;
  const Monotonic deadline_ = SystemClock().monotonic() + limits::kStoryPicturesMax;
  std::map<std::string, int> taken_;
  std::vector<Media> media_;
  int missing_ = 0;
};

}  // namespace

Result<Response> feeds(Call& call) { return list_response("feeds", TRY(call.office.feeds())); }

Result<Response> add_feed(Call& call) {
  const FeedRecord feed = TRY(feed_in(TRY(call.body())));
  return json_response(to_json(TRY(call.office.add_feed(*call.person, feed, call.now))));
}

Result<Response> try_feed(Call& call) {
  FeedReader reader(call.office, call.parts.fetch_web, call.parts.ingest_feed);
  Feed feed = TRY(reader.look(TRY(TRY(call.body()).string_at("url"))));
  FeedTrial trial;
  trial.title = feed.title;
  trial.found = static_cast<std::int64_t>(feed.stories.size());
  trial.damaged = feed.damaged;
  if (feed.stories.size() > limits::kTrialStoriesMax) feed.stories.resize(limits::kTrialStoriesMax);
  for (FeedStory& told : feed.stories) trial.stories.push_back(std::move(told.story));
  return json_response(to_json(trial));
}

Result<Response> change_feed(Call& call) {
  const FeedId id = TRY(call.id<FeedId>());
  return json_response(
      to_json(TRY(call.office.change_feed(*call.person, id, TRY(call.body()), call.now))));
}

Result<Response> remove_feed(Call& call) {
  TRY(call.office.remove_feed(*call.person, TRY(call.id<FeedId>()), call.now));
  return json_response(Json::Object{});
}

Result<Response> fetch_feed(Call& call) {
  FeedReader reader(call.office, call.parts.fetch_web, call.parts.ingest_feed);
  return json_response(to_json(TRY(reader.read(TRY(call.id<FeedId>()), call.now))));
}

Result<Response> stories(Call& call) {
  const auto feed = call.request.query.find("feed");
  FeedId id;
  if (feed != call.request.query.end()) id.text = feed->second;
  if (!id.empty() && !is_id_text(id.text)) {
    return Error{Code::Invalid, "feed", "server.bad_query"};
  }
  return list_response("stories", TRY(call.office.stories(id)));
}

Result<Response> set_aside(Call& call) {
  StoryAside aside;
  TRY(from_json(TRY(call.body()), aside));
  TRY(call.office.set_aside(*call.person, aside, call.now));
  return json_response(Json::Object{});
}

Result<Response> read_link(Call& call) {
  LinkReader reader(call.office, call.parts.fetch_web, call.parts.ingest_article);
  const std::string pasted = TRY(TRY(call.body()).string_at("url"));
  return json_response(to_json(TRY(reader.read(*call.person, pasted, call.now))));
}

Result<Response> story_picture(Call& call) {
  const auto records = TRY(call.office.stories_by_id({TRY(call.id<StoryId>())}));
  const StoryRecord& record = records.at(0);
  if (record.picture_url.empty()) return Error{Code::NotFound, "it has none", "news.no_picture"};
  return json_response(to_json(TRY(PictureTaker::look(call, record))));
}

Result<Response> take_stories(Call& call) {
  StoryTake take;
  TRY(from_json(TRY(call.body()), take));
  if (take.stories.empty()) return Error{Code::Invalid, "no stories", "news.none_taken"};
  const auto records = TRY(call.office.stories_by_id(take.stories));
  PictureTaker pictures(call);
  std::vector<Story> told;
  for (const StoryRecord& record : records) {
    told.push_back(record.story);
    pictures.take(record, told.back());
  }
  const Commune commune = TRY(call.office.commune());
  const int missing = pictures.missing();
  ItemContent content = news_content(std::move(told), std::move(pictures).media(), take.title,
                                     std::string(text("news.list_title")), call.now);
  content.category = records.front().category;
  content.agency = commune.agency;
  content.commune_code = commune.code;
  content.province_code = commune.province_code;
  content.origin = origin_at(commune.code);
  if (!commune.site.empty()) content.site = commune.site;
  if (take.valid_until) content.valid_until = *take.valid_until;
  StoryTaken taken{TRY(call.office.take_stories(*call.person, take.stories, content, call.now)),
                   missing};
  return json_response(to_json(taken));
}

}  // namespace bangtin::api
