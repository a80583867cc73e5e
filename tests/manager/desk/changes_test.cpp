#include "manager/desk/changes.h"

#include <gtest/gtest.h>

namespace bangtin::desk {
namespace {

ItemContent notice() {
  ItemContent content;
  content.title = "Thông báo cắt điện";
  content.body =
      "Kính gửi bà con!\nĐiện lực tạm ngừng cấp điện từ 8 giờ đến 11 giờ ngày 20/11 tại ấp Phước "
      "Lộc.";
  content.agency = "UBND xã Tân Hưng";
  content.valid_from = Instant(Millis(1'763'600'000'000));
  content.valid_until = Instant(Millis(1'763'686'400'000));
  return content;
}

TEST(ChangedPart, OnlyTheWordsThatDifferAndThreeAround) {
  const ChangedPart part =
      changed_part("cấp điện từ 8 giờ đến 11 giờ ngày 20", "cấp điện từ 9 giờ đến 11 giờ ngày 20");
  EXPECT_EQ(part.before, "cấp điện từ 8 giờ đến 11 …");
  EXPECT_EQ(part.now, "cấp điện từ 9 giờ đến 11 …");
}

TEST(ChangedPart, WhatWasAddedOrTakenAwayStandsBetweenItsNeighbours) {
  const ChangedPart added = changed_part("một hai ba bốn năm", "một hai ba rưỡi bốn năm");
  EXPECT_EQ(added.before, "một hai ba bốn năm");
  EXPECT_EQ(added.now, "một hai ba rưỡi bốn năm");
  const ChangedPart cut = changed_part("a b c d e f g h", "a b c d e f");
  EXPECT_EQ(cut.before, "… d e f g h");
  EXPECT_EQ(cut.now, "… d e f");
}

TEST(ChangedPart, AWordThatIsRepeatedIsNotCountedTwice) {
  const ChangedPart part = changed_part("a a a", "a a");
  EXPECT_EQ(part.before, "a a a");
  EXPECT_EQ(part.now, "a a");
}

TEST(ChangedPart, LineBreaksAreKeptAndOnesThatMovedAreAChange) {
  EXPECT_EQ(changed_part("a\nb", "a b").before, "a\nb");
  EXPECT_EQ(changed_part("a\nb", "a b").now, "a b");
}

TEST(Changes, TheSameContentHasNone) {
  EXPECT_TRUE(changes_between(notice(), notice(), 420).empty());
}

TEST(Changes, EachFieldSaysWhatItWasAndWhatItIs) {
  ItemContent now = notice();
  now.body.replace(now.body.find("8 giờ"), 2, "9 ");
  now.valid_until += Millis(3'600'000);
  now.priority = 3;
  now.source = "Điện lực An Giang";
  const std::vector<Change> changes = changes_between(notice(), now, 420);
  ASSERT_EQ(changes.size(), 4U);
  EXPECT_EQ(changes[0].field, "Nội dung");
  EXPECT_EQ(changes[0].before, "… cấp điện từ 8 giờ đến 11 …");
  EXPECT_EQ(changes[0].now, "… cấp điện từ 9 giờ đến 11 …");
  EXPECT_EQ(changes[1].field, "Hiệu lực đến");
  EXPECT_NE(changes[1].before, changes[1].now);
  EXPECT_EQ(changes[2], (Change{"Mức ưu tiên", "Thông thường", "Khẩn cấp"}));
  EXPECT_EQ(changes[3], (Change{"Nguồn", "(để trống)", "Điện lực An Giang"}));
}

/// A field that is forgotten here would go up unseen.
TEST(Changes, NoFieldOfTheContentIsPassedOver) {
  const auto differs = [](auto change) {
    ItemContent now = notice();
    change(now);
    return changes_between(notice(), now, 420).size() == 1;
  };
  Media media;
  media.media_type = "image/jpeg";
  EXPECT_TRUE(differs([](ItemContent& c) { c.title += " mới"; }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.kind = ItemKind::Ticker; }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.body += " Xin cảm ơn."; }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.agency = "Công an xã"; }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.document_number = "12/TB"; }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.source = "Báo"; }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.category = Category::Disaster; }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.language = "km"; }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.origin = Origin::Province; }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.owner_kind = OwnerKind::Business; }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.priority = 2; }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.commune_code = "31109"; }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.province_code = "92"; }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.valid_from += Millis(60'000); }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.valid_until += Millis(60'000); }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.picture_duration = Seconds(5); }));
  EXPECT_TRUE(differs([&](ItemContent& c) { c.media.push_back(media); }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.places.boards = {{"b1"}}; }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.places.communes = {"31108"}; }));
  EXPECT_TRUE(differs([](ItemContent& c) { c.stories.emplace_back().title = "Tin"; }));
}

TEST(Changes, AnotherPictureInThePlaceOfTheOldOneIsTold) {
  ItemContent before = notice(), now = notice();
  before.media.emplace_back().size_bytes = 1;
  now.media.emplace_back().size_bytes = 2;
  const std::vector<Change> changes = changes_between(before, now, 420);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0], (Change{"Ảnh, video", "1 tệp", "1 tệp, 1 tệp mới"}));
}

}  // namespace
}  // namespace bangtin::desk
