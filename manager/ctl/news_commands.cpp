#include "manager/ctl/news_commands.h"

#include <memory>

#include "manager/core/local_time.h"
#include "manager/ctl/print.h"
#include "shared/base/texts.h"

namespace bangtin::ctl {
namespace {

/// What the commands were told.
struct NewsTold {
  std::string id, name, url, category, feed, title, until;
  std::vector<std::string> ids;
  int every_minutes = 0;  ///< 0: not said
  bool back = false;
};

std::string news_lines(const FeedRecord& feed, int utc_offset_minutes) {
  std::string line = feed.id.text + "  " + feed.name + "  " + feed.url + "  " +
                     text("ctl.feed.counts", {{"stories", std::to_string(feed.stories)},
                                              {"minutes", std::to_string(feed.every_minutes)}});
  line += "  " + (feed.read_at ? local_time_text(*feed.read_at, utc_offset_minutes)
                               : std::string(text("ctl.feed.never")));
  if (feed.paused) line += "  " + std::string(text("ctl.feed.paused"));
  if (!feed.problem.empty()) {
    line += "\n    " + std::string(text(feed.problem));
    if (!feed.problem_detail.empty()) line += " (" + feed.problem_detail + ")";
  }
  return line + "\n";
}

std::string news_lines(const StoryRecord& record, int utc_offset_minutes) {
  const Story& story = record.story;
  // What the feed itself said, where that is no date.
  const std::string date = story.published_at
                               ? local_time_text(*story.published_at, utc_offset_minutes)
                               : story.published_as;
  std::string line = record.id.text + "  " + story.title + "  " + story.source;
  if (!date.empty()) line += " · " + date;
  if (record.set_aside) line += "  " + std::string(text("ctl.story.set_aside"));
  if (record.item) line += "  " + text("ctl.story.taken", {{"item", record.item->text}});
  return line + "\n";
}

/// One run's news commands.
class NewsCommands {
 public:
  explicit NewsCommands(const CommandKit& kit) : kit_(kit) {}

  Status list_feeds() {
    const auto feeds = TRY(client().feeds());
    return show_list("feeds", feeds);
  }
  Status add_feed() {
    FeedRecord feed;
    feed.name = told.name;
    feed.url = told.url;
    if (told.every_minutes != 0) feed.every_minutes = told.every_minutes;
    if (!told.category.empty() && !from_name(told.category, feed.category)) {
      return Error{Code::Invalid, "--category: " + told.category, "ctl.wrong_value"};
    }
    return show(TRY(client().add_feed(feed)));
  }
  Status change_feed() {
    Json change{Json::Object{}};
    if (!told.name.empty()) change.set("name", told.name);
    if (!told.category.empty()) change.set("category", told.category);
    if (told.every_minutes != 0) change.set("every_minutes", told.every_minutes);
    return show(TRY(client().change_feed(FeedId{told.id}, change)));
  }
  Status pause_feed(bool paused) {
    Json change;
    change.set("paused", paused);
    return show(TRY(client().change_feed(FeedId{told.id}, change)));
  }
  Status try_feed() {
    const FeedTrial trial = TRY(client().try_feed(told.url));
    if (kit_.json) {
      kit_.out << to_json(trial).dump() << "\n";
      return {};
    }
    const int offset = TRY(client().commune()).utc_offset_minutes;
    kit_.out << trial.title << "  "
             << text("ctl.feed.found", {{"count", std::to_string(trial.found)}}) << "\n";
    StoryRecord shown;
    for (const Story& story : trial.stories) {
      shown.story = story;
      kit_.out << "  " << news_lines(shown, offset);
    }
    return {};
  }
  Status set_aside() {
    StoryAside aside;
    for (const std::string& id : told.ids) aside.stories.push_back(StoryId{id});
    aside.aside = !told.back;
    TRY(client().set_aside(aside));
    return done();
  }
  Status remove_feed() {
    TRY(client().remove_feed(FeedId{told.id}));
    return done();
  }
  Status fetch_feed() { return show(TRY(client().fetch_feed(FeedId{told.id}))); }
  Status list_stories() {
    const auto stories = TRY(client().stories(FeedId{told.feed}));
    return show_list("stories", stories);
  }
  Status read_link() { return show(TRY(client().read_link(told.url))); }
  Status take_stories() {
    StoryTake take;
    for (const std::string& id : told.ids) take.stories.push_back(StoryId{id});
    take.title = told.title;
    const int offset = TRY(client().commune()).utc_offset_minutes;
    if (!told.until.empty()) {
      take.valid_until = parse_local_time(told.until, offset);
      if (!take.valid_until) {
        return Error{Code::Invalid, "--until: " + told.until, "ctl.wrong_value"};
      }
    }
    const StoryTaken taken = TRY(client().take_stories(take));
    if (kit_.json) {
      kit_.out << to_json(taken).dump() << "\n";
      return {};
    }
    kit_.out << lines_of(taken.item, offset);
    if (taken.pictures_missing > 0) {
      kit_.out << text("ctl.story.pictures_missing",
                       {{"count", std::to_string(taken.pictures_missing)}})
               << "\n";
    }
    return {};
  }

  NewsTold told;

 private:
  Client& client() { return kit_.client(); }
  Status done() {
    kit_.out << (kit_.json ? "{}" : text("ctl.done")) << "\n";
    return {};
  }

  template <class Record>
  Status show(const Record& record) {
    kit_.out << (kit_.json ? to_json(record).dump() + "\n"
                           : news_lines(record, TRY(client().commune()).utc_offset_minutes));
    return {};
  }
  template <class Record>
  Status show_list(const std::string& name, const std::vector<Record>& records) {
    if (!kit_.json) {
      const int offset = TRY(client().commune()).utc_offset_minutes;
      for (const Record& record : records) kit_.out << news_lines(record, offset);
      return {};
    }
    Json::Array array;
    for (const Record& record : records) array.push_back(to_json(record));
    Json json;
    json.set(name, std::move(array));
    kit_.out << json.dump() << "\n";
    return {};
  }

  const CommandKit kit_;
};

}  // namespace

void add_news_commands(CLI::App& app, const CommandKit& kit) {
  // The actions keep it alive until they have run.
  const auto news = std::make_shared<NewsCommands>(kit);
  auto* feed = app.add_subcommand("feed", "nguồn tin RSS của các cổng thông tin");
  feed->require_subcommand(1);
  kit.command(*feed, "list", "danh sách", [news] { return news->list_feeds(); });
  auto* add = kit.command(*feed, "add", "thêm nguồn tin", [news] { return news->add_feed(); });
  add->add_option("--name", news->told.name, "tên nguồn, hiện trên bảng")->required();
  add->add_option("--url", news->told.url, "địa chỉ RSS hoặc Atom")->required();
  add->add_option("--category", news->told.category, "loại tin của bản nháp, mặc định other");
  add->add_option("--every", news->told.every_minutes, "bao nhiêu phút lấy một lần");
  auto* change = kit.command(*feed, "set", "đổi tên, loại tin, nhịp lấy tin",
                             [news] { return news->change_feed(); });
  change->add_option("--name", news->told.name, "tên nguồn của các tin từ nay");
  change->add_option("--category", news->told.category, "loại tin của bản nháp");
  change->add_option("--every", news->told.every_minutes, "bao nhiêu phút lấy một lần");
  auto* pause = kit.command(*feed, "pause", "tạm dừng", [news] { return news->pause_feed(true); });
  auto* resume =
      kit.command(*feed, "resume", "lấy tin lại", [news] { return news->pause_feed(false); });
  for (CLI::App* made : {change, pause, resume}) made->add_option("id", news->told.id)->required();
  auto* trial = kit.command(*feed, "try", "xem một địa chỉ có tin gì, chưa lưu",
                            [news] { return news->try_feed(); });
  trial->add_option("url", news->told.url, "địa chỉ RSS hoặc Atom")->required();
  auto* remove =
      kit.command(*feed, "remove", "bỏ nguồn tin", [news] { return news->remove_feed(); });
  remove->add_option("id", news->told.id)->required();
  auto* fetch = kit.command(*feed, "fetch", "lấy tin ngay", [news] { return news->fetch_feed(); });
  fetch->add_option("id", news->told.id)->required();

  auto* story = app.add_subcommand("story", "tin lấy về, chờ người chọn");
  story->require_subcommand(1);
  auto* list = kit.command(*story, "list", "danh sách", [news] { return news->list_stories(); });
  list->add_option("--feed", news->told.feed, "chỉ của một nguồn");
  auto* link = kit.command(*story, "link", "lấy bài từ đường dẫn của trang",
                           [news] { return news->read_link(); });
  link->add_option("url", news->told.url, "địa chỉ của bài, bắt đầu bằng https://")->required();
  auto* aside =
      kit.command(*story, "aside", "gạt tin sang bên", [news] { return news->set_aside(); });
  aside->add_option("id", news->told.ids, "mã tin")->required();
  aside->add_flag("--back", news->told.back, "đưa trở lại");
  auto* take = kit.command(*story, "take", "làm bản nháp: một tin thành thẻ, nhiều tin thành bảng",
                           [news] { return news->take_stories(); });
  take->add_option("id", news->told.ids, "mã tin, theo thứ tự")->required();
  take->add_option("--title", news->told.title, "tên bản nháp");
  take->add_option("--until", news->told.until, "hiệu lực đến, mặc định 7 ngày");
}

}  // namespace bangtin::ctl
