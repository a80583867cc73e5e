#include "tests/fakes/fake_library.h"

#include <algorithm>

namespace bangtin {

using namespace desk;

struct FakeLibrary::Doer {
  FakeLibrary& library;

  /// Of the commune, for a week.
  ItemContent draft() const {
    ItemContent content;
    content.agency = "UBND xã Tân Hưng";
    content.commune_code = "30337";
    content.province_code = "91";
    content.valid_from = library.office_.now;
    content.valid_until = library.office_.now + std::chrono::hours(24 * 7);
    return content;
  }

  Result<LibraryFound> operator()(const LoadNews&) const {
    return LibraryFound(std::make_shared<const NewsShelf>(library.news));
  }
  Result<LibraryFound> operator()(const LoadMedia&) const {
    return LibraryFound(std::make_shared<const MediaShelf>(library.media));
  }
  Result<LibraryFound> operator()(const LoadFeedback&) const {
    return LibraryFound(std::make_shared<const FeedbackShelf>(library.feedback));
  }
  Result<LibraryFound> operator()(const FeedbackOrder& order) const {
    for (FeedbackRecord& record : library.feedback.feedback) {
      if (record.id != order.id) continue;
      if (order.deed != FeedbackDeed::Answer) {
        record.state =
            order.deed == FeedbackDeed::See ? FeedbackState::Seen : FeedbackState::Dismissed;
        return LibraryFound();
      }
      ItemContent content = draft();
      content.title = "Trả lời phản ánh của người dân";
      content.body = "Bà con phản ánh: …";
      const ItemRecord item = TRY(library.office_.add_item(content));
      record.answer = item.id;
      return LibraryFound(FeedbackAnswer{record, item});
    }
    return Error{Code::NotFound, "no feedback", "feedback.unknown"};
  }
  Result<LibraryFound> operator()(const AsideOrder& order) const {
    for (StoryRecord& record : library.news.stories) {
      if (record.id == order.story) record.set_aside = order.aside;
    }
    return LibraryFound();
  }
  Result<LibraryFound> operator()(const TakeOrder& order) const {
    for (StoryRecord& record : library.news.stories) {
      if (record.id != order.story) continue;
      ItemContent content = draft();
      content.kind = ItemKind::News;
      content.title = record.story.title;
      content.source = record.story.source;
      content.stories = {record.story};
      const bool has_picture = !record.picture_url.empty();
      if (has_picture && library.pictures) {
        content.media = {library.add_picture(record.story.title).media};
        content.stories[0].media = 0;
      }
      const ItemRecord item = TRY(library.office_.add_item(content));
      record.item = item.id;
      return LibraryFound(StoryTaken{item, has_picture && !library.pictures ? 1 : 0});
    }
    return Error{Code::NotFound, "no story", "news.story_unknown"};
  }
  Result<LibraryFound> operator()(const TryOrder& order) const {
    const auto found = library.portals.find(order.url);
    if (found != library.portals.end()) return LibraryFound(found->second);
    return Error{Code::Unavailable, "nobody there", "news.unreachable"};
  }
  Result<LibraryFound> operator()(const AddFeedOrder& order) const {
    if (order.feed.every_minutes < 5) return Error{Code::Invalid, "every", "news.every"};
    const std::string id = "feed-" + std::to_string(library.news.feeds.size() + 1);
    FeedRecord& feed = library.add_feed(id, order.feed.name);
    feed = order.feed;
    feed.id = {id};
    return LibraryFound(feed);
  }
  Result<LibraryFound> operator()(const ChangeFeedOrder& order) const {
    if (order.feed.every_minutes < 5) return Error{Code::Invalid, "every", "news.every"};
    FeedRecord* feed = find(order.feed.id);
    if (feed == nullptr) return Error{Code::NotFound, "no feed", "news.feed_unknown"};
    feed->name = order.feed.name;
    feed->category = order.feed.category;
    feed->every_minutes = order.feed.every_minutes;
    feed->paused = order.feed.paused;
    return LibraryFound(*feed);
  }
  Result<LibraryFound> operator()(const RemoveFeedOrder& order) const {
    std::erase_if(library.news.feeds, [&](const FeedRecord& feed) { return feed.id == order.id; });
    std::erase_if(library.news.stories,
                  [&](const StoryRecord& record) { return record.feed == order.id; });
    return LibraryFound();
  }
  Result<LibraryFound> operator()(const FetchOrder& order) const {
    FeedRecord* feed = find(order.id);
    if (feed == nullptr) return Error{Code::NotFound, "no feed", "news.feed_unknown"};
    const auto portal = library.portals.find(feed->url);
    feed->tried_at = library.office_.now;
    if (portal == library.portals.end()) {
      ++feed->failures;
      feed->problem = "news.unreachable";
      return LibraryFound(*feed);
    }
    feed->failures = 0;
    feed->problem.clear();
    feed->read_at = library.office_.now;
    for (const Story& story : portal->second.stories) {
      StoryRecord& record = library.add_story("s-" + story.title, feed->id.text, story.title);
      record.story = story;
      record.story.source = feed->name;
      ++feed->stories;
    }
    return LibraryFound(*feed);
  }
  Result<LibraryFound> operator()(const KeepOrder& order) const {
    for (MediaRecord& record : library.media.media) {
      if (name_in_library(record) != order.blob) continue;
      record.name = order.name;
      return LibraryFound();
    }
    library.add_picture(order.name).media.blob = order.blob;
    return LibraryFound();
  }
  Result<LibraryFound> operator()(const DropOrder& order) const {
    const auto found = std::ranges::find_if(library.media.media, [&](const MediaRecord& record) {
      return name_in_library(record) == order.blob;
    });
    if (found == library.media.media.end()) return Error{Code::NotFound, "", "library.unknown"};
    if (!found->items.empty()) return Error{Code::Conflict, "", "library.in_use"};
    library.media.media.erase(found);
    return LibraryFound();
  }
  Result<LibraryFound> operator()(const ImportOrder& order) const {
    const auto found = library.province_files.find(order.path);
    if (found == library.province_files.end()) {
      return Error{Code::Invalid, "another file", "province.not_ours"};
    }
    std::vector<ItemRecord>& all = library.office_.all_items;
    all.insert(all.begin(), found->second);
    return LibraryFound(ProvinceImportRecord{"99091", 1, 0, 0, {found->second.id}});
  }
  Result<LibraryFound> operator()(const LinkOrder& order) const {
    const auto page = library.articles.find(order.address);
    if (page == library.articles.end()) {
      return Error{Code::Corrupt, "no text stands out", "link.no_text"};
    }
    library.news.stories.insert(library.news.stories.begin(), page->second);
    return LibraryFound(page->second);
  }
  Result<LibraryFound> operator()(const ThumbnailOrder& order) const {
    ++library.thumbnails_asked[order.key];
    if (std::holds_alternative<StoryId>(order.of) && !library.pictures) {
      return Error{Code::NotFound, "no picture", "news.no_picture"};
    }
    return LibraryFound(std::make_shared<const Bitmap>(Bitmap({256, 144}, 0xFF2266AA)));
  }

  FeedRecord* find(const FeedId& id) const {
    const auto found = std::ranges::find(library.news.feeds, id, &FeedRecord::id);
    return found == library.news.feeds.end() ? nullptr : &*found;
  }
};

Result<LibraryFound> FakeLibrary::answer(const LibraryJob& job) {
  if (!office_.reachable) return Error{Code::Unavailable, "the cable is cut", ""};
  return std::visit(Doer{*this}, job.order);
}

}  // namespace bangtin
