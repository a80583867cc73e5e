// A library and feeds in memory for tests of the desk, beside a FakeDeskServer whose items are made
// of its stories. Thread: one.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "manager/desk/library_server.h"
#include "shared/crypto/sha256.h"
#include "tests/fakes/fake_desk_server.h"

namespace bangtin {

class FakeLibrary final : public desk::LibraryServer {
 public:
  /// `office` outlives it.
  explicit FakeLibrary(FakeDeskServer& office) : office_(office) {}

  FeedRecord& add_feed(const std::string& id, const std::string& name) {
    FeedRecord& feed = news.feeds.emplace_back();
    feed.id = {id};
    feed.name = name;
    feed.url = "https://" + id + ".example/rss";
    feed.read_at = feed.tried_at = office_.now;
    feed.next_at = office_.now + std::chrono::hours(1);
    return feed;
  }
  /// The newest so far.
  StoryRecord& add_story(const std::string& id, const std::string& feed, const std::string& title) {
    StoryRecord record;
    record.id = {id};
    record.feed = {feed};
    record.seen_at = office_.now;
    record.story.title = title;
    record.story.lead = "Tóm tắt của " + title;
    record.story.source = "Báo Tỉnh";
    return *news.stories.insert(news.stories.begin(), record);
  }
  MediaRecord& add_picture(const std::string& name) {
    MediaRecord record;
    record.media.blob = sha256(name);
    record.media.size_bytes = 412'000;
    record.media.chunks.resize(1);
    record.media.media_type = "image/jpeg";
    record.media.size_px = {1600, 900};
    record.name = name;
    record.added_by = "hoa";
    record.added_at = office_.now;
    return *media.media.insert(media.media.begin(), record);
  }
  /// Its pages are named "NAME 1", "NAME 2" ...
  MediaRecord& add_document(const std::string& name, int pages) {
    MediaRecord& record = add_picture(name + " 1");
    for (int page = 1; page <= pages; ++page) {
      Media& sheet = record.pages.emplace_back(record.media);
      sheet.blob = sha256(name + " " + std::to_string(page));
      sheet.chunks = {sheet.blob};
    }
    record.document = sha256(name);
    record.name = name;
    return record;
  }
  MediaRecord& add_clip(const std::string& name) {
    MediaRecord& record = add_picture(name);
    record.poster = record.thumbnail = record.media;
    record.poster->blob = sha256(name + " poster");
    record.thumbnail->blob = sha256(name + " thumbnail");
    record.media.media_type = "video/mp4";
    record.media.duration = Millis(64'800);
    record.media.has_sound = true;
    record.media.poster = 1;
    return record;
  }
  int asked_for(const std::string& thumbnail) const {
    const auto found = thumbnails_asked.find(thumbnail);
    return found == thumbnails_asked.end() ? 0 : found->second;
  }

  Result<desk::LibraryFound> answer(const desk::LibraryJob& job) override;

  desk::NewsShelf news;
  desk::MediaShelf media;
  desk::FeedbackShelf feedback;
  std::map<std::string, FeedTrial> portals;          ///< by address; others are unreachable
  std::map<std::string, StoryRecord> articles;       ///< by address; others have no text
  std::map<std::string, ItemRecord> province_files;  ///< by path; others are no such files
  bool pictures = true;                              ///< portals give them
  std::map<std::string, int> thumbnails_asked;

 private:
  struct Doer;

  FakeDeskServer& office_;
};

}  // namespace bangtin
