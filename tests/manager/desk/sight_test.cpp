// Nobody signs what he has not seen: neither who writes it nor who lets it through.
#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

class Sight : public OfficeDesk {
 protected:
  static Media picture(int number) {
    Media media;
    media.blob = sha256("picture " + std::to_string(number));
    media.size_bytes = 1000;
    media.chunks.resize(1);
    media.media_type = "image/jpeg";
    media.size_px = {160, 90};
    return media;
  }
  ItemRecord waiting_with(std::size_t pictures, int first = 1) {
    ItemContent content = notice("Lễ hội đình làng");
    for (std::size_t i = 0; i < pictures; ++i) content.media.push_back(picture(int(i) + first));
    server_.me.login = "hoa";
    return submitted(server_.add_item(content).value());
  }
  static void tick_all(DeskWindow& window, const ItemRecord& item) {
    for (const ReviewCheck check : checks_for(item.content)) {
      window.click("check." + std::string(name_of(check)));
    }
  }
  static void write(DeskWindow& window) {
    window.sign_in("hoa");
    window.click("item.new");
    window.fill("title", "Lễ hội đình làng");
    window.fill("body", "Sáng thứ bảy.");
  }
};

TEST_F(Sight, WhatTheServerMadeOfAPictureStandsInThePreviewBeforeItIsSigned) {
  DeskWindow window(server_);
  write(window);
  const Digest blob = sha256("lễ hội");
  server_.withheld = {blob};
  window.desk.drop_file("/anh/le-hoi.png");
  window.driver.idle();
  EXPECT_FALSE(window.driver.enabled("item.submit")) << "it would be missing";
  tell(window, job_of(window.desk).number, picture_made(blob));
  window.driver.idle();
  EXPECT_EQ(window.desk.state().item.media.size(), 1U) << "it goes up by itself";
  EXPECT_READS(window, "Không xem được ảnh 1: máy chủ không đưa ra.");
  EXPECT_FALSE(window.driver.enabled("item.submit"));
  EXPECT_TRUE(window.driver.enabled("item.save"));
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
  server_.withheld.clear();
  window.click("unseen.again");
  window.driver.idle();
  window.click("item.submit");
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_EQ(server_.all_items[0].state, ItemState::Submitted) << "no click more than before";
  EXPECT_EQ(server_.all_items[0].content.media.size(), 1U);
}

TEST_F(Sight, APictureThatCouldNotGoUpIsSavedAndSeenFirst) {
  DeskWindow window(server_);
  write(window);
  window.desk.drop_file("/anh/le-hoi.png");
  server_.reachable = false;
  tell(window, job_of(window.desk).number, away());
  window.wait(Millis(10'000));
  EXPECT_READS(window, "Chưa gửi, sẽ gửi khi có kết nối");
  EXPECT_FALSE(window.driver.enabled("item.submit"));
  window.click("item.save");
  server_.reachable = true;
  window.wait(Millis(10'000));
  EXPECT_TRUE(server_.all_items.empty()) << "its picture would be missing";
  tell(window, job_of(window.desk).number, picture_made());
  window.driver.idle();
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_EQ(server_.all_items[0].state, ItemState::Draft) << "nobody has seen it yet";
  EXPECT_EQ(server_.all_items[0].content.media.size(), 1U);
  window.driver.idle();
  window.click("item.submit");
  EXPECT_EQ(server_.all_items[0].state, ItemState::Submitted);
}

TEST_F(Sight, APictureFileThatIsMissingIsSaidAtOnceAndKept) {
  DeskWindow window(server_);
  write(window);
  window.desk.drop_file("/anh/thieu.png");
  tell(window, job_of(window.desk).number, Error{Code::NotFound, "", "library.file_missing"});
  EXPECT_READS(window, "Không thấy tệp này");
  EXPECT_READS(window, "thieu.png");
  EXPECT_TRUE(window.driver.enabled("item.submit")) << "without it";
}

TEST_F(Sight, ADraftThatTheServerBentIsNotSigned) {
  for (const bool keeps_words : {true, false}) {
    server_.all_items.clear();
    server_.bends = [keeps_words](ItemContent& content) {
      if (keeps_words) content.priority = 3;
      if (!keeps_words) content.body = "CƯỢC NGAY TRÚNG LỚN";
    };
    DeskWindow window(server_);
    write(window);
    window.click("item.submit");
    EXPECT_READS(window, "Máy chủ giữ một nội dung khác");
    ASSERT_EQ(server_.all_items.size(), 1U);
    EXPECT_EQ(server_.all_items[0].state, ItemState::Draft);
    EXPECT_TRUE(server_.versions.empty());
    EXPECT_EQ(window.desk.state().item.body, "Sáng thứ bảy.") << "nothing that was typed is lost";
  }
}

TEST_F(Sight, NothingIsApprovedWhileAPictureIsWithheldOrDamaged) {
  const ItemRecord item = waiting_with(3);
  server_.withheld = {picture(2).blob};
  server_.damaged = {picture(3).blob};
  DeskWindow window(server_);
  window.sign_in("nam");
  tick_all(window, item);
  window.driver.idle();
  EXPECT_READS(window, "Không xem được ảnh 2: máy chủ không đưa ra.");
  EXPECT_READS(window, "Không xem được ảnh 3: tệp hỏng");
  EXPECT_FALSE(window.driver.reads("Không xem được ảnh 1"));
  EXPECT_FALSE(window.driver.enabled("item.approve"));
  EXPECT_TRUE(window.driver.enabled("item.return"));
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
  server_.withheld.clear();
  window.click("unseen.again");
  window.driver.idle();
  EXPECT_FALSE(window.driver.enabled("item.approve")) << "one of the two is still damaged";
  server_.damaged.clear();
  window.click("unseen.again");
  window.driver.idle();
  window.click("item.approve");
  EXPECT_EQ(server_.all_items[0].state, ItemState::Approved);
}

TEST_F(Sight, AsManyPicturesAsAnItemMayHaveAreAllHeldAtOnce) {
  const ItemRecord other = waiting_with(4, 101);
  const ItemRecord item = waiting_with(limits::kMediaPerItemMax);
  DeskWindow window(server_);
  window.sign_in("nam");
  for (const ItemRecord& one : {other, item}) {
    window.click("item." + one.id.text);
    window.driver.idle();
  }
  tick_all(window, item);
  EXPECT_EQ(window.desk.state().pictures.size(), limits::kMediaPerItemMax);
  const int asked = server_.pictures_asked;
  window.wait(Millis(10'000));
  EXPECT_EQ(server_.pictures_asked, asked) << "and none is asked for again and again";
  window.click("item.approve");
  EXPECT_EQ(server_.all_items[0].state, ItemState::Approved);
}

TEST_F(Sight, AVersionThatIsWithheldIsSaidAndAskedForAgain) {
  const ItemRecord item = waiting_with(0);
  server_.withheld = {*item.submitted};
  DeskWindow window(server_);
  window.sign_in("nam");
  window.driver.idle();
  EXPECT_READS(window, "Không xem được bản chờ duyệt: máy chủ không đưa ra.");
  tick_all(window, item);
  EXPECT_FALSE(window.driver.enabled("item.approve"));
  server_.withheld.clear();
  window.click("unseen.again");
  window.driver.idle();
  EXPECT_TRUE(window.driver.enabled("item.approve"));
}

TEST_F(Sight, WhatIsOverAsksForANewDateAndIsNotApproved) {
  const ItemRecord item = waiting_with(0);
  DeskWindow window(server_);
  window.sign_in("nam");
  tick_all(window, item);
  EXPECT_TRUE(window.driver.enabled("item.approve"));
  server_.now = item.content.valid_until;
  window.wait(Millis(6'000));
  EXPECT_READS(window, "Tin này đã hết hiệu lực trong lúc chờ.");
  EXPECT_FALSE(window.driver.enabled("item.approve"));
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
}

TEST_F(Sight, AnOldItemThatIsUsedAgainAsksForANewDate) {
  const ItemId old = approved_item("Hội làng");
  server_.now = server_.all_items[0].content.valid_until + Seconds(60);
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + old.text);
  window.click("item.submit");
  EXPECT_READS(window, "Ngày này đã qua: hãy đặt ngày mới.");
  EXPECT_EQ(server_.all_items[0].state, ItemState::Approved);
  window.fill("valid_until", "01/01/2027 17:00");
  window.click("item.submit");
  EXPECT_EQ(server_.all_items[0].state, ItemState::Submitted);
}

TEST_F(Sight, AnApprovedItemSaysWhoApprovedItAndWhenItWasOver) {
  const ItemId item = approved_item("Hội làng");
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + item.text);
  EXPECT_READS(window, "Duyệt bởi nam, lúc 22/11/2026 08:00");
  EXPECT_FALSE(window.driver.reads("Trạng thái này do"));
  EXPECT_FALSE(window.driver.reads("Hết hạn lúc"));
  server_.now = server_.all_items[0].content.valid_until + Seconds(60);
  window.wait(Millis(6'000));
  EXPECT_READS(window, "Hết hạn lúc 24/11/2026 08:00");
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
}

TEST_F(Sight, PersonalDataInAStoryIsPointedOutToWriterAndApprover) {
  ItemContent content = notice("Tin từ báo", "");
  content.kind = ItemKind::News;
  Story story;
  story.title = "Tìm người thân";
  story.lead = "Ai biết xin gọi 0912 345 678.";
  story.source = "Báo Nhân Dân";
  content.stories = {story};
  server_.me.login = "hoa";
  const ItemRecord draft = server_.add_item(content).value();
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + draft.id.text);
  EXPECT_READS(window, "0912 345 678");
  submitted(draft);
  window.click("sign_out");
  window.sign_in("nam");
  EXPECT_READS(window, text("review.found.phone_number", {{"text", "0912 345 678"}}));
}

}  // namespace
}  // namespace bangtin::desk
