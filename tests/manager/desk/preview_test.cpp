#include "manager/desk/preview.h"

#include "manager/core/compile.h"
#include "manager/desk/drafts.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/content_json.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

constexpr Size kBoard{600, 400};

class PreviewTest : public OfficeDesk {
 protected:
  PreviewTest() {
    server_.now = *from_iso8601("2026-11-22T02:00:00.000Z");
    server_.add_board("b1", "Chợ Tân Hưng").canvas_px = kBoard;
  }

  void write(DeskWindow& window, const std::string& body) {
    window.sign_in("hoa");
    window.click("item.new");
    window.fill("title", "Thông báo cắt điện");
    window.fill("body", body);
    window.driver.idle();
  }
  static std::string long_body() {
    std::string body;
    for (int i = 0; i < 60; ++i) body += "Điện lực tạm ngừng cấp điện để sửa chữa đường dây. ";
    return body;
  }
};

/// What a board shows of the item, by the way that everything published goes.
Bitmap on_the_glass(DeskWindow& window, const ItemContent& content, Instant now) {
  ItemRecord record;
  record.id = ItemId{"tin-1"};
  record.content = content;
  const ItemVersion version = make_version(record, "hoa", zone_kinds({kBoard}), window.pager, now);
  const Digest hash = hash_of(version);
  const BoardFacts facts{BoardId{"b1"}, kBoard, 420, {"30337", "91", "UBND xã Tân Hưng"}};
  const Manifest manifest = compile(facts, {{Schedule{}, {hash}}},
                                    {{hash, std::make_shared<ItemVersion>(version)}}, now, 1)
                                .value();
  Composer composer(window.fonts);
  return composer.compose_scene(manifest, resolve(manifest, now).scene, now, {});
}

TEST_F(PreviewTest, IsPixelByPixelWhatTheBoardShows) {
  DeskWindow window(server_);
  write(window, "Kính gửi bà con! Điện lực tạm ngừng cấp điện.");
  const auto preview = window.previewer.of(window.desk.state(), kBoard, server_.now);
  ASSERT_TRUE(preview);
  ASSERT_EQ(preview->picture->size, kBoard);
  std::vector<Problem> problems;
  const ItemContent content =
      content_of(window.desk.state().item, window.desk.state().seen->commune, problems);
  ASSERT_TRUE(problems.empty());
  EXPECT_EQ(pixel_hash(*preview->picture), pixel_hash(on_the_glass(window, content, server_.now)));
}

TEST_F(PreviewTest, IsMadeAnewOnlyWhenSomethingChanged) {
  DeskWindow window(server_);
  write(window, "Một");
  const auto first = window.previewer.of(window.desk.state(), kBoard, server_.now);
  EXPECT_EQ(window.previewer.of(window.desk.state(), kBoard, server_.now), first);
  window.fill("body", "Hai");
  window.driver.idle();
  const auto second = window.previewer.of(window.desk.state(), kBoard, server_.now);
  EXPECT_NE(pixel_hash(*second->picture), pixel_hash(*first->picture));
  EXPECT_NE(window.previewer.of(window.desk.state(), kBoard, server_.now + std::chrono::minutes(1)),
            second)
      << "the clock in the header";
}

TEST_F(PreviewTest, ALongTextIsTurnedPageByPage) {
  DeskWindow window(server_);
  write(window, long_body());
  const int pages = window.desk.state().preview->pages;
  ASSERT_GT(pages, 1);
  EXPECT_READS(window, "Trang 1/" + std::to_string(pages));
  EXPECT_FALSE(window.driver.enabled("preview.back"));
  for (int page = 1; page < pages; ++page) window.click("preview.next");
  EXPECT_READS(window, "Trang " + std::to_string(pages) + "/" + std::to_string(pages));
  EXPECT_FALSE(window.driver.enabled("preview.next"));
  window.fill("body", "Ngắn");
  window.driver.idle();
  EXPECT_READS(window, "Trang 1/1");
}

TEST_F(PreviewTest, EachKindOfBoardCanBeChosen) {
  server_.add_board("b2", "Nhà văn hoá");
  server_.add_board("b3", "Bến phà");
  DeskWindow window(server_);
  write(window, "Một");
  EXPECT_EQ(window.desk.state().preview->canvas_px, (Size{1920, 1080})) << "two boards have it";
  PreviewForm form;
  form.kind = 1;
  window.desk.apply({Edit{form}}, server_.now);
  window.driver.idle();
  EXPECT_EQ(window.desk.state().preview->canvas_px, kBoard);
}

TEST_F(PreviewTest, NothingWrittenYetIsSaidInWords) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item.new");
  window.driver.idle();
  ASSERT_TRUE(window.desk.state().preview);
  EXPECT_TRUE(window.desk.state().preview->picture);
}

TEST_F(PreviewTest, TheApproverSeesTheVeryVersionThatWaitsAndItsHash) {
  DeskWindow window(server_);
  write(window, "Kính gửi bà con!");
  window.click("item.submit");
  window.click("sign_out");
  window.sign_in("nam");
  window.click("go.waiting");
  window.click("item.item-1");
  window.driver.idle();
  const Digest hash = *server_.all_items[0].submitted;
  ASSERT_TRUE(window.desk.state().preview);
  EXPECT_EQ(window.desk.state().preview->version, hash);
  EXPECT_READS(window, "mã " + to_hex(hash).substr(0, 4));
}

TEST_F(PreviewTest, NobodyApprovesWhatHeCannotSee) {
  DeskWindow window(server_);
  write(window, "Kính gửi bà con!");
  window.click("item.submit");
  window.click("sign_out");
  server_.versions.clear();
  window.sign_in("nam");
  window.click("go.waiting");
  window.click("item.item-1");
  window.driver.idle();
  EXPECT_READS(window, "Đang tải bản chờ duyệt");
  for (const ReviewCheck check : checks_for(server_.all_items[0].content)) {
    window.click("check." + std::string(name_of(check)));
  }
  EXPECT_FALSE(window.driver.enabled("item.approve"));
}

TEST_F(PreviewTest, PicturesAreFetchedOnceAndOneThatIsBrokenStaysAway) {
  DeskWindow window(server_);
  write(window, "");
  window.fill("media", "/anh/cat-dien.jpg");
  window.click("picture.add");
  tell(window, job_of(window.desk).number, picture_made());
  window.fill("body", "Có ảnh");
  window.click("item.save");
  window.driver.idle();
  window.click("preview.next");
  window.driver.idle();
  EXPECT_EQ(server_.pictures_asked, 1);
  ASSERT_EQ(window.desk.state().pictures.size(), 1U);
  EXPECT_TRUE(window.desk.state().pictures.begin()->second);
  const auto with = pixel_hash(*window.desk.state().preview->picture);
  server_.all_items[0].content.media[0].blob = sha256("other");
  server_.all_items[0].content.media[0].media_type = "x";
  ++server_.all_items[0].revision;
  window.wait(Millis(6'000));
  window.driver.idle();
  EXPECT_EQ(server_.pictures_asked, 2);
  EXPECT_FALSE(window.desk.state().pictures.at(sha256("other")));
  EXPECT_NE(pixel_hash(*window.desk.state().preview->picture), with);
  window.wait(Millis(6'000));
  EXPECT_EQ(server_.pictures_asked, 2) << "it is not asked for again and again";
}

TEST_F(PreviewTest, StandsAboveThePageInLarge) {
  DeskWindow window(server_);
  write(window, "Một");
  window.click("preview.picture");
  window.driver.idle();
  EXPECT_FALSE(window.driver.enabled("title")) << "the page rests below";
  EXPECT_GT(window.desk.state().preview->picture->width(), 700);
  window.click("large.close");
  window.driver.idle();
  EXPECT_TRUE(window.driver.enabled("title"));
}

TEST_F(PreviewTest, InASmallWindowItIsOneClickAway) {
  DeskWindow window(server_, {1366, 768}, 1.25F);
  write(window, "Một");
  EXPECT_FALSE(window.driver.has("preview.picture"));
  window.click("preview.show");
  window.driver.idle();
  EXPECT_TRUE(window.driver.has("large.picture"));
  window.click("large.close");
}

}  // namespace
}  // namespace bangtin::desk
