// What feeds told, on the page Kho: read, made into an item, set aside.
#include <array>

#include "manager/desk/drafts.h"
#include "shared/base/texts.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

class NewsPage : public OfficeDesk {
 protected:
  /// Two feeds, three stories.
  void fill(FakeLibrary& library) {
    library.add_feed("tinh", "Báo Tỉnh");
    library.add_feed("xa", "Cổng thông tin xã");
    library.add_story("s1", "tinh", "Lũ về trên sông Tiền").story.published_at =
        *from_iso8601("2026-11-21T22:06:00.000Z");
    library.news.stories.front().picture_url = "https://tinh.example/anh.png";
    library.add_story("s2", "tinh", "Khám bệnh miễn phí").story.published_as = "Ngày 22/5";
    library.add_story("s3", "xa", "Họp dân ấp Phước Lộc");
  }
  void open(DeskWindow& window) {
    fill(window.library);
    window.sign_in("hoa");
    window.click("go.library");
    window.driver.idle();
  }
  static void expect_well_laid_out(const DeskWindow& window) {
    for (const std::string& found : window.driver.lint()) ADD_FAILURE() << found;
  }
};

TEST_F(NewsPage, ShowsTheNewestFirstWithSourceAndWhereTheDateComesFrom) {
  DeskWindow window(server_);
  open(window);
  EXPECT_TRUE(window.driver.has("story.s3"));
  EXPECT_READS(window, "Báo Tỉnh · 22/11/2026 05:06");
  window.click("story.s1");
  EXPECT_READS(window, "do cổng tin ghi");
  EXPECT_READS(window, "Tóm tắt của Lũ về trên sông Tiền");
  EXPECT_TRUE(window.driver.has("story.picture"));
  EXPECT_EQ(window.library.asked_for("s1"), 1);
  expect_well_laid_out(window);
  window.click("story.s2");
  EXPECT_READS(window, "“Ngày 22/5”");
  window.click("story.s3");
  EXPECT_READS(window, "Cổng tin không ghi ngày. Thấy lần đầu lúc 22/11/2026 08:00.");
  EXPECT_EQ(window.library.asked_for("s3"), 0) << "it has none";
  window.click("story.s1");
  EXPECT_EQ(window.library.asked_for("s1"), 1) << "it is kept";
}

TEST_F(NewsPage, OneClickMakesADraftOfAStoryThatIsThereToBeEdited) {
  DeskWindow window(server_);
  open(window);
  window.click("story.s1");
  window.click("story.take");
  EXPECT_EQ(window.desk.state().page, Page::Compose);
  ASSERT_EQ(server_.all_items.size(), 1U);
  const ItemForm& form = window.desk.state().item;
  EXPECT_EQ(form.id, server_.all_items[0].id);
  EXPECT_EQ(form.stories.size(), 1U);
  EXPECT_EQ(form.media.size(), 1U);
  EXPECT_READS(window, "Đã soạn thành bản nháp");
  EXPECT_READS(window, "Ngày của tin: 22/11/2026 05:06");
  expect_well_laid_out(window);
  // It is shortened; date and source stay.
  window.fill("story.0.lead", "Nước lên nhanh.");
  EXPECT_READS(window, "Chưa lưu");
  window.click("item.save");
  const ItemContent& content = server_.all_items[0].content;
  EXPECT_FALSE(window.desk.state().item.changed);
  ASSERT_EQ(content.stories.size(), 1U);
  EXPECT_EQ(content.stories[0].lead, "Nước lên nhanh.");
  EXPECT_EQ(content.stories[0].source, "Báo Tỉnh");
  EXPECT_EQ(content.stories[0].media, 0);
  EXPECT_TRUE(content.stories[0].published_at);
  window.click("go.library");
  EXPECT_FALSE(window.driver.has("story.s1")) << "it is used";
  window.click("news.filter");
  window.click("news.filter.1");
  window.click("story.s1");
  EXPECT_READS(window, "Đã soạn thành tin");
  window.click("story.open");
  EXPECT_EQ(window.desk.state().item.id, server_.all_items[0].id);
}

TEST_F(NewsPage, AStoryWhosePictureCannotBeHadIsTakenWithoutAndSaysSo) {
  DeskWindow window(server_);
  window.library.pictures = false;
  open(window);
  window.click("story.s1");
  EXPECT_READS(window, "Không lấy được ảnh từ cổng tin.");
  window.click("story.take");
  EXPECT_READS(window, "nhưng không lấy được ảnh");
  EXPECT_TRUE(window.desk.state().item.media.empty());
  // A picture of the library stands in for it.
  window.library.add_picture("đê.jpg");
  window.click("picture.library");
  window.click("choose." + to_hex(sha256("đê.jpg")));
  EXPECT_EQ(window.desk.state().item.stories[0].media, 0);
  EXPECT_FALSE(window.driver.has("picture.library")) << "a story has one picture";
  window.click("media.0.remove");
  EXPECT_EQ(window.desk.state().item.stories[0].media, Media::kNone);
}

TEST_F(NewsPage, WhatNobodyWantsIsSetAsideByOneClickAndComesBackByOne) {
  DeskWindow window(server_);
  open(window);
  window.click("story.s2");
  window.click("story.aside");
  EXPECT_FALSE(window.driver.has("story.s2"));
  EXPECT_READS(window, "Đã gạt sang bên: Khám bệnh miễn phí");
  expect_well_laid_out(window);
  window.click("library.undo");
  EXPECT_TRUE(window.driver.has("story.s2"));
  EXPECT_FALSE(window.driver.has("library.undo"));
  window.click("story.aside");
  window.click("news.filter");
  window.click("news.filter.2");
  EXPECT_TRUE(window.driver.has("story.s2"));
  EXPECT_FALSE(window.driver.has("story.s1"));
  window.click("story.aside");
  EXPECT_FALSE(window.library.news.stories[1].set_aside);
}

TEST_F(NewsPage, IsFilteredByFeedAndByWordsWithoutMarks) {
  DeskWindow window(server_);
  open(window);
  window.click("news.feed");
  window.click("news.feed.2");
  EXPECT_TRUE(window.driver.has("story.s3"));
  EXPECT_FALSE(window.driver.has("story.s1"));
  window.click("news.feed");
  window.click("news.feed.0");
  window.fill("news.find", "song tien");
  EXPECT_TRUE(window.driver.has("story.s1"));
  EXPECT_FALSE(window.driver.has("story.s2"));
  window.fill("news.find", "không có chuyện này");
  EXPECT_READS(window, "Không có tin nào như vậy.");
}

TEST_F(NewsPage, WithoutFeedsItSaysWhatToDo) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.library");
  EXPECT_READS(window, "Chưa có nguồn tin nào");
  expect_well_laid_out(window);
  window.click("news.add_feed");
  EXPECT_TRUE(window.driver.has("feed.url"));
}

TEST_F(NewsPage, WhatOthersDidIsSeenAfterAMinuteAndALostLineIsToldInWords) {
  DeskWindow window(server_);
  open(window);
  window.library.add_story("s4", "xa", "Tin mới");
  window.wait(Millis(59'000));
  EXPECT_FALSE(window.driver.has("story.s4"));
  window.wait(Millis(2'000));
  EXPECT_TRUE(window.driver.has("story.s4"));
  window.click("story.s4");
  server_.reachable = false;
  window.click("story.aside");
  EXPECT_READS(window, "Chưa làm được.");
  EXPECT_FALSE(window.driver.has("library.undo")) << "nothing happened";
  EXPECT_TRUE(window.driver.has("story.s4"));
}

TEST_F(NewsPage, IsNotForThoseWhoDoNotWrite) {
  DeskWindow window(server_);
  window.sign_in("tuan");
  EXPECT_FALSE(window.driver.has("go.library"));
}

TEST_F(NewsPage, ADraftOfAStorySurvivesTheProgram) {
  ItemForm form;
  form.draft = "item-1";
  form.kind = int(ItemKind::News);
  Story story;
  story.title = "Lũ về";
  story.lead = "Một\nHai";
  story.source = "Báo Tỉnh";
  story.link = "https://tinh.example/1";
  story.published_at = server_.now;
  story.published_as = "sáng nay";
  story.media = 0;
  form.stories = {story, Story{}};
  form.media.resize(1);
  const auto read = draft_from(draft_json(form));
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->stories, form.stories);
}

TEST_F(NewsPage, AThousandStoriesScrollAndIsWellLaidOutAtEveryUsualSizeInBothLanguages) {
  for (const Language language : {Language::Vietnamese, Language::English}) {
    set_language(language);
    for (const auto& [size, scale] : std::vector<std::pair<Size, float>>{{{1366, 768}, 1.0F},
                                                                         {{1366, 768}, 1.25F},
                                                                         {{1440, 900}, 1.0F},
                                                                         {{1920, 1080}, 1.25F}}) {
      DeskWindow window(server_, size, scale);
      window.library.add_feed("tinh", "Cổng thông tin điện tử Ủy ban nhân dân tỉnh Đồng Tháp");
      for (int i = 0; i < 1'000; ++i) {
        StoryRecord& record = window.library.add_story(
            "s" + std::to_string(i), "tinh",
            "Ủy ban nhân dân tỉnh họp bàn việc phòng chống lụt bão lần thứ " + std::to_string(i));
        record.story.published_at = server_.now;
        record.story.link = "https://tinh.example/" + std::string(120, 'x');
      }
      window.sign_in("hoa");
      window.click("go.library");
      window.driver.idle();
      EXPECT_LT(window.driver.items().size(), 400U) << "only what is in sight is drawn";
      window.click("story.s999");
      for (const std::string& found : window.driver.lint()) {
        ADD_FAILURE() << size.width_px << "x" << size.height_px << " at " << scale << ": " << found;
      }
    }
  }
  set_language(Language::Vietnamese);
}

constexpr const char* kAddress = "https://xa.example/tin/hop-dan";

TEST_F(NewsPage, AnArticleByItsLinkIsOneStoryMoreAndOpen) {
  DeskWindow window(server_);
  StoryRecord& wanted = window.library.articles[kAddress];
  wanted.id = StoryId{"s9"};
  wanted.story.title = "Họp dân bàn sửa đường";
  wanted.story.lead = "Ủy ban nhân dân xã mời bà con.";
  wanted.story.source = "xa.example";
  wanted.seen_at = server_.now;
  open(window);
  window.click("news.filter");
  window.click("news.filter.1");
  expect_well_laid_out(window);
  window.fill("link.address", kAddress);
  window.click("link.get");
  EXPECT_READS(window, "Đã lấy bài vào Kho.");
  EXPECT_READS(window, "Ủy ban nhân dân xã mời bà con.");
  EXPECT_TRUE(window.driver.has("story.s9"));
  EXPECT_EQ(window.desk.state().library.link_form.address, "");
  expect_well_laid_out(window);
  window.click("story.take");
  EXPECT_EQ(window.desk.state().item.stories.at(0).title, "Họp dân bàn sửa đường");
}

TEST_F(NewsPage, APageWithoutTextIsSaidAndItsTextTypedByHand) {
  DeskWindow window(server_);
  open(window);
  window.fill("link.address", kAddress);
  window.click("link.get");
  EXPECT_READS(window, "Không tìm thấy nội dung bài trên trang này.");
  EXPECT_EQ(window.desk.state().library.link_form.address, kAddress) << "what was typed stays";
  expect_well_laid_out(window);
  window.click("link.by_hand");
  EXPECT_EQ(window.desk.state().page, Page::Compose);
  const ItemForm& form = window.desk.state().item;
  EXPECT_EQ(ItemKind(form.kind), ItemKind::News);
  ASSERT_EQ(form.stories.size(), 1U);
  EXPECT_EQ(form.stories[0].link, kAddress);
  window.fill("title", "Họp dân");
  window.fill("story.0.title", "Họp dân bàn sửa đường");
  window.fill("story.0.lead", "Mời bà con đến nhà văn hoá ấp.");
  window.fill("story.0.source", "UBND xã Tân Hưng");
  expect_well_laid_out(window);
  window.click("item.save");
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_EQ(server_.all_items[0].content.stories.at(0).link, kAddress);
}

TEST_F(NewsPage, WhatWasPastedIsInTheDraftThatIsTypedByHand) {
  for (const auto& [pasted, link, lead] : std::vector<std::array<std::string, 3>>{
           {"xa.gov.vn/tin/1", "https://xa.gov.vn/tin/1", ""},
           {" https://xa.gov.vn/tin/1 ", "https://xa.gov.vn/tin/1", ""},
           {"Mời bà con xem: xa.gov.vn/tin/1", "", "Mời bà con xem: xa.gov.vn/tin/1"}}) {
    DeskWindow window(server_);
    open(window);
    window.fill("link.address", pasted);
    window.click("link.get");
    window.click("link.by_hand");
    const ItemForm& form = window.desk.state().item;
    ASSERT_EQ(form.stories.size(), 1U);
    EXPECT_EQ(form.stories[0].link, link);
    EXPECT_EQ(form.stories[0].lead, lead);
  }
}

TEST_F(NewsPage, WithoutAnyFeedAnArticleCanBeHadByItsLink) {
  DeskWindow window(server_);
  StoryRecord& wanted = window.library.articles[kAddress];
  wanted.id = StoryId{"s9"};
  wanted.story.title = "Họp dân bàn sửa đường";
  wanted.seen_at = server_.now;
  window.sign_in("hoa");
  window.click("go.library");
  window.driver.idle();
  EXPECT_TRUE(window.driver.has("news.add_feed"));
  expect_well_laid_out(window);
  window.fill("link.address", kAddress);
  window.click("link.get");
  EXPECT_TRUE(window.driver.has("story.s9"));
  EXPECT_FALSE(window.driver.has("news.add_feed"));
}

}  // namespace
}  // namespace bangtin::desk
