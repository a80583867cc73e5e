// The feeds on the page Kho: tried before they are kept, named, paused, fetched, deleted.
#include "shared/base/texts.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

constexpr const char* kUrl = "https://bao.example/rss";

class FeedsPage : public OfficeDesk {
 protected:
  void open(DeskWindow& window) {
    FeedTrial trial;
    trial.title = "Báo Đồng Tháp";
    Story story;
    story.title = "Lũ về trên sông Tiền";
    story.published_at = *from_iso8601("2026-11-21T22:06:00.000Z");
    trial.stories = {story};
    trial.found = 1;
    window.library.portals[kUrl] = trial;
    window.sign_in("hoa");
    window.click("go.library");
    window.click("library.view.feeds");
  }
  static void expect_well_laid_out(const DeskWindow& window) {
    for (const std::string& found : window.driver.lint()) ADD_FAILURE() << found;
  }
};

TEST_F(FeedsPage, AnAddressIsTriedAndShowsWhatItBringsBeforeItIsKept) {
  DeskWindow window(server_);
  open(window);
  EXPECT_FALSE(window.driver.enabled("feed.try")) << "no address yet";
  EXPECT_FALSE(window.driver.enabled("feed.save"));
  window.fill("feed.url", "https://khong.example/rss");
  window.click("feed.try");
  EXPECT_READS(window, text("news.unreachable"));
  EXPECT_FALSE(window.driver.has("feed.name"));
  window.fill("feed.url", kUrl);
  window.click("feed.try");
  EXPECT_READS(window, "Đọc được 1 tin");
  EXPECT_READS(window, "Lũ về trên sông Tiền (22/11/2026 05:06)");
  EXPECT_TRUE(window.library.news.feeds.empty()) << "nothing is kept yet";
  EXPECT_EQ(window.desk.state().library.feed_form.name, "Báo Đồng Tháp") << "the feed's own";
  expect_well_laid_out(window);
  window.fill("feed.name", "Báo tỉnh");
  window.fill("feed.every", "1");
  window.click("feed.save");
  EXPECT_READS(window, "từ 5 phút");
  window.fill("feed.every", "30");
  window.click("feed.save");
  ASSERT_EQ(window.library.news.feeds.size(), 1U);
  EXPECT_EQ(window.library.news.feeds[0].name, "Báo tỉnh");
  EXPECT_EQ(window.library.news.feeds[0].every_minutes, 30);
  EXPECT_EQ(window.library.news.stories.size(), 1U) << "its stories are here at once";
  EXPECT_READS(window, "1 tin");
  window.click("library.view.news");
  EXPECT_READS(window, "Lũ về trên sông Tiền");
}

TEST_F(FeedsPage, AnAddressThatWasTypedSinceIsTriedAgain) {
  DeskWindow window(server_);
  open(window);
  window.fill("feed.url", kUrl);
  window.click("feed.try");
  EXPECT_TRUE(window.driver.enabled("feed.save"));
  window.fill("feed.url", "https://khac.example/rss");
  EXPECT_FALSE(window.driver.enabled("feed.save")) << "nobody knows what it brings";
  EXPECT_FALSE(window.driver.reads("Đọc được"));
}

TEST_F(FeedsPage, IsRenamedPausedAndFetchedAndTellsItsStateInWords) {
  DeskWindow window(server_);
  window.library.add_feed("tinh", "Báo Tỉnh");
  FeedRecord& failing = window.library.add_feed("hong", "Cổng hỏng");
  failing.failures = 2;
  failing.problem = "news.html";
  open(window);
  EXPECT_READS(window, "Lấy 22/11/2026 08:00 · 0 tin");
  EXPECT_READS(window, "Không lấy được tin");
  window.click("feed.hong");
  EXPECT_READS(window, text("news.html"));
  EXPECT_READS(window, "Lấy được lần cuối: 22/11/2026 08:00. Lần sau: 22/11/2026 09:00.");
  expect_well_laid_out(window);
  window.click("feed.tinh");
  EXPECT_FALSE(window.driver.enabled("feed.url")) << "another address is another feed";
  EXPECT_FALSE(window.driver.enabled("feed.save"));
  window.fill("feed.name", "Báo Đồng Tháp");
  window.click("feed.save");
  EXPECT_EQ(window.library.news.feeds[0].name, "Báo Đồng Tháp");
  EXPECT_READS(window, "Đã lưu nguồn tin.");
  window.click("feed.pause");
  EXPECT_TRUE(window.library.news.feeds[0].paused);
  EXPECT_READS(window, "Tạm dừng, không tự lấy tin");
  window.click("feed.pause");
  EXPECT_FALSE(window.library.news.feeds[0].paused);
  window.click("feed.fetch");
  EXPECT_READS(window, text("news.unreachable"));
  EXPECT_EQ(window.library.news.feeds[0].failures, 1);
}

TEST_F(FeedsPage, ADeletionIsAskedForAndTakesItsStoriesAlong) {
  DeskWindow window(server_);
  window.library.add_feed("tinh", "Báo Tỉnh");
  window.library.add_story("s1", "tinh", "Lũ về");
  open(window);
  window.click("feed.tinh");
  window.click("feed.remove");
  EXPECT_READS(window, "Bản nháp và tin đã soạn vẫn còn.");
  window.click("sheet.cancel");
  EXPECT_EQ(window.library.news.feeds.size(), 1U);
  window.click("feed.remove");
  window.click("sheet.confirm");
  EXPECT_TRUE(window.library.news.feeds.empty());
  EXPECT_TRUE(window.library.news.stories.empty());
  EXPECT_READS(window, "Đã xoá nguồn tin.");
  EXPECT_FALSE(window.driver.has("feed.remove"));
}

TEST_F(FeedsPage, IsWellLaidOutAtEveryUsualSizeAndInBothLanguages) {
  for (const Language language : {Language::Vietnamese, Language::English}) {
    set_language(language);
    for (const auto& [size, scale] : std::vector<std::pair<Size, float>>{
             {{1366, 768}, 1.0F}, {{1366, 768}, 1.25F}, {{1440, 900}, 1.0F}}) {
      DeskWindow window(server_, size, scale);
      for (int i = 0; i < 100; ++i) {
        FeedRecord& feed = window.library.add_feed(
            "f" + std::to_string(i), "Cổng thông tin điện tử xã số " + std::to_string(i));
        feed.paused = i % 3 == 1;
        if (i % 3 == 2) {
          feed.failures = 1;
          feed.problem = "news.private_address";
        }
      }
      open(window);
      for (const char* id : {"feed.f0", "feed.f1", "feed.f2", "feed.new"}) {
        window.click(id);
        for (const std::string& found : window.driver.lint()) {
          ADD_FAILURE() << size.width_px << " at " << scale << " " << id << ": " << found;
        }
      }
    }
  }
  set_language(Language::Vietnamese);
}

}  // namespace
}  // namespace bangtin::desk
