#include "manager/server/phone_pages.h"

#include <gtest/gtest.h>

#include "shared/base/texts.h"

namespace bangtin::phone {
namespace {

constexpr Instant kNow{Millis(1'800'000'000'000)};
constexpr const char* kHostile = "\"><img src=x onerror=alert(1)>'&<";
const Visitor kVisitor{"Lê Minh Đức", "token", 420};

bool has(const std::string& page, std::string_view part) { return page.find(part) != page.npos; }

Media picture() {
  Media media;
  media.media_type = "image/jpeg";
  media.size_px = {640, 480};
  return media;
}

ItemView waiting() {
  ItemView view;
  view.record.id = {"t1"};
  view.record.state = ItemState::Submitted;
  view.record.submitted = Digest{};
  view.record.author = "bientap";
  view.content.title = "Lịch tiêm chủng";
  view.content.body = "Dòng một.\nDòng hai.";
  view.content.agency = "UBND xã Tân Hưng";
  view.content.valid_from = kNow;
  view.content.valid_until = kNow + std::chrono::hours(48);
  view.may_return = true;
  return view;
}

TEST(PhonePages, AnItemShowsAllThatIsSaidAboutIt) {
  ItemView view = waiting();
  view.content.media = {picture(), picture()};
  view.places = {"Bản tin sáng: Chợ"};
  const std::string page = item_page(kVisitor, view);
  for (const char* part :
       {"Lịch tiêm chủng", "<p>Dòng một.</p><p>Dòng hai.</p>", "UBND xã Tân Hưng", "bientap",
        "từ 15/01/2027 15:00 đến 17/01/2027 15:00", "Bản tin sáng: Chợ", "Chờ duyệt",
        "src=\"/m/items/t1/pictures/1\"", "alt=\"Ảnh 2 trên 2\"", "không duyệt được"}) {
    EXPECT_TRUE(has(page, part)) << part << "\n" << page;
  }
}

TEST(PhonePages, WhatLooksLikePersonalDataIsPointedOut) {
  ItemView view = waiting();
  view.content.body = "Gọi 0912 345 678.";
  EXPECT_TRUE(has(item_page(kVisitor, view), "Giống số điện thoại: 0912 345 678"));
}

TEST(PhonePages, AVideoIsShownByItsPoster) {
  ItemView view = waiting();
  Media clip;
  clip.media_type = "video/mp4";
  clip.duration = Millis(65'000);
  clip.has_sound = true;
  clip.poster = 1;
  view.content.media = {clip, picture()};
  const std::string page = item_page(kVisitor, view);
  EXPECT_TRUE(has(page, "Video 1 phút 5 giây, có tiếng"));
  EXPECT_TRUE(has(page, "alt=\"Hình đại diện của video\""));
  EXPECT_FALSE(has(page, "/pictures/0"));
}

TEST(PhonePages, AStoryIsShownWithItsSource) {
  ItemView view = waiting();
  Story story;
  story.title = "Mở tuyến đò mới";
  story.lead = "Từ tháng sau.";
  story.source = "Báo Cần Thơ";
  story.published_as = "hôm qua";
  view.content.stories = {story};
  const std::string page = item_page(kVisitor, view);
  EXPECT_TRUE(has(page, "Mở tuyến đò mới"));
  EXPECT_TRUE(has(page, "Báo Cần Thơ, hôm qua"));
}

TEST(PhonePages, OnlyWhoMayReturnIsOfferedIt) {
  ItemView view = waiting();
  EXPECT_TRUE(has(item_page(kVisitor, view), "action=\"/m/items/t1/return#problem\""));
  view.may_return = false;
  EXPECT_FALSE(has(item_page(kVisitor, view), "/return#"));
  view.may_return = true;
  view.record.state = ItemState::Approved;
  EXPECT_FALSE(has(item_page(kVisitor, view), "/return#"));
}

TEST(PhonePages, NoPageOffersAnApproval) {
  for (const std::string& page :
       {item_page(kVisitor, waiting()), items_page(kVisitor, {waiting().record}),
        boards_page(kVisitor, {}, {}, kNow), sign_in_page({})}) {
    EXPECT_FALSE(has(page, "approve"));
    EXPECT_FALSE(has(page, "<script"));
    EXPECT_FALSE(has(page, "style=\""));
  }
}

TEST(PhonePages, WhatWasTypedStaysWithTheReasonWhyNot) {
  ItemView view = waiting();
  view.typed = "  hai\nba";
  view.problem = "Hãy ghi lý do";
  const std::string page = item_page(kVisitor, view);
  EXPECT_TRUE(has(page, ">\n  hai\nba</textarea>")) << page;
  EXPECT_TRUE(has(page, "aria-invalid=\"true\""));
  EXPECT_TRUE(has(page, "role=\"alert\""));
  view.record.state = ItemState::Withdrawn;
  EXPECT_TRUE(has(item_page(kVisitor, view), "hai\nba")) << "there is no form, but still the words";
}

TEST(PhonePages, HostileTextIsTextEverywhere) {
  ItemView view = waiting();
  Story story;
  story.title = story.lead = story.source = story.published_as = kHostile;
  view.record.author = view.record.reason = kHostile;
  view.content.title = view.content.body = view.content.agency = view.content.source = kHostile;
  view.content.document_number = kHostile;
  view.content.stories = {story};
  view.places = {kHostile};
  view.typed = view.problem = kHostile;
  view.record.content = view.content;
  BoardRecord board;
  board.name = board.problem = board.status.problem = kHostile;
  board.off_air = OffAir{kNow, kHostile, kHostile};
  board.status.health = BoardHealth{};
  board.assignment = Assignment{kHostile, kHostile, kHostile, kHostile, kNow};
  board.status.health->link = kHostile;
  const Visitor visitor{kHostile, kHostile, 420};
  ItemView over = view;
  over.record.state = ItemState::Returned;
  for (const std::string& page :
       {item_page(visitor, view), item_page(visitor, over), items_page(visitor, {view.record}),
        boards_page(visitor, {board}, {}, kNow), sign_in_page({kHostile, kHostile, kHostile, true}),
        off_air_page(visitor, {board.id, kHostile, kHostile, kHostile}), problem_page(kHostile)}) {
    EXPECT_FALSE(has(page, "<img src=x")) << page;
    EXPECT_FALSE(has(page, "'")) << page;
    EXPECT_TRUE(has(page, "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&amp;&lt;"));
  }
}

TEST(PhonePages, TheWorstBoardStandsFirstWithWordsIconAndColour) {
  BoardRecord well, silent;
  well.name = "Chợ";
  well.online = true;
  well.status.health = BoardHealth{52, 4'000'000'000, 90'000, "eth0", false};
  silent.name = "Bến đò";
  silent.last_seen = kNow - std::chrono::minutes(12);
  const std::string page = boards_page(kVisitor, {well, silent}, {}, kNow);
  EXPECT_LT(page.find("Bến đò"), page.find("Chợ"));
  EXPECT_TRUE(has(
      page, "<p class=\"mark bad\"><span aria-hidden=\"true\">!</span>Mất liên lạc 12 phút</p>"))
      << page;
  EXPECT_TRUE(has(page, "<dt>Nhiệt độ</dt><dd>52 °C</dd>"));
  EXPECT_TRUE(has(page, "2 màn hình · 1 lỗi"));
}

TEST(PhonePages, ThatTheStateMournsStandsAboveTheBoardsOnItsDays) {
  const std::chrono::year_month_day today =
      std::chrono::floor<std::chrono::days>(kNow + std::chrono::hours(7));
  const MourningRecord mourning{MourningDeclared{{today, today, "TB 12"}, "minh", kNow}};
  const std::string now = boards_page(kVisitor, {}, mourning, kNow);
  EXPECT_TRUE(has(now, "Quốc tang Thứ sáu, 15/01/2027: tin văn hoá, thể thao, du lịch")) << now;
  for (const Millis other : {Millis(-std::chrono::days(1)), Millis(std::chrono::days(1))}) {
    EXPECT_FALSE(has(boards_page(kVisitor, {}, mourning, kNow + other), "Quốc tang"));
  }
  EXPECT_FALSE(has(boards_page(kVisitor, {}, {}, kNow), "Quốc tang"));
}

TEST(PhonePages, WhatWaitsSaysThatItWouldRest) {
  ItemView view = waiting();
  view.rest = "Quốc tang: tin này sẽ nghỉ.";
  EXPECT_TRUE(has(item_page(kVisitor, view), view.rest));
  view.record.state = ItemState::Withdrawn;
  EXPECT_FALSE(has(item_page(kVisitor, view), view.rest));
}

TEST(PhonePages, TheListIsOfWhatWaits) {
  ItemRecord draft;
  draft.content.title = "Bản nháp của ai đó";
  const std::string page = items_page(kVisitor, {draft, waiting().record});
  EXPECT_TRUE(has(page, "Chờ duyệt (1)"));
  EXPECT_TRUE(has(page, "href=\"/m/items/t1\""));
  EXPECT_FALSE(has(page, "Bản nháp của ai đó"));
  EXPECT_TRUE(has(items_page(kVisitor, {draft}), "Không còn tin nào chờ duyệt."));
}

TEST(PhonePages, PlacesAreNamed) {
  PlaylistRecord morning;
  morning.name = "Bản tin sáng";
  morning.items = {{"t1"}};
  morning.boards = {{"b1"}};
  morning.groups = {{"g1"}};
  morning.tags = {"chợ"};
  PlaylistRecord other = morning;
  other.items = {{"t2"}};
  BoardRecord board;
  board.id = {"b1"};
  board.name = "Bến đò";
  const GroupRecord group{{"g1"}, "Ấp", {}, 1};
  EXPECT_EQ(place_lines({morning, other}, {board}, {group}, {"t1"}),
            std::vector<std::string>{"Bản tin sáng: Bến đò, nhóm Ấp, nhãn chợ"});
  morning.boards.clear();
  morning.groups.clear();
  morning.tags.clear();
  EXPECT_EQ(place_lines({morning}, {}, {}, {"t1"}),
            std::vector<std::string>{"Bản tin sáng: chưa chọn màn hình"});
}

}  // namespace
}  // namespace bangtin::phone
