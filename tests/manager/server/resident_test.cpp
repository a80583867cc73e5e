// The page behind the code over a whole server without sockets: what residents may read and what
// not, headers, caching, limits.
#include "manager/server/resident.h"

#include <gtest/gtest.h>

#include "manager/server/resident_pages.h"
#include "shared/base/texts.h"
#include "shared/protocol/content_json.h"
#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr const char* kHostile = "\"><img src=x onerror=alert(1)>'&<";

bool has(const std::string& page, std::string_view part) { return page.find(part) != page.npos; }

class Resident : public testing::Test {
 protected:
  Response get(const std::string& path, const std::string& etag = "",
               const std::string& method = "GET") {
    Request request = House::request(method, path);
    if (!etag.empty()) request.headers.emplace_back("if-none-match", etag);
    return house.send(std::move(request)).response;
  }
  std::string shown_item() {
    const std::string item = house.approved_notice();
    house.published(item, house.pair(house.new_key()));
    return item;
  }
  House house;
};

TEST_F(Resident, ReadsAnItemThatABoardHas) {
  const std::string item = shown_item();
  const Response response = get("/t/" + item);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.header("Content-Type"), "text/html; charset=utf-8");
  for (const std::string& part : {house.notice_content().title, house.notice_content().agency,
                                  std::string("<html lang=\"vi\">"), std::string("<main>"),
                                  std::string("<h1>"), std::string("</article>")}) {
    EXPECT_TRUE(has(response.body, part)) << part << response.body;
  }
}

TEST_F(Resident, A42ADraftIsTheSameAsNothing) {
  const std::string nothing = get("/t/0123456789abcdef0123").body;
  EXPECT_EQ(get("/t/0123456789abcdef0123").status, 404);
  EXPECT_TRUE(has(nothing, text("resident.unknown_title")));
  const ItemVersion waiting = house.submitted(house.notice_content());
  EXPECT_EQ(get("/t/" + waiting.id.text).status, 404);
  EXPECT_EQ(get("/t/" + waiting.id.text).body, nothing);
  const std::string approved = house.approved_notice();
  EXPECT_EQ(get("/t/" + approved).body, nothing) << "approved, and on no board yet";
  EXPECT_EQ(get("/t/A<b>").body, nothing);
}

TEST_F(Resident, WhatIsOverOrTakenDownSaysSo) {
  const std::string item = shown_item();
  Json reason;
  reason.set("reason", "Sai ngày");
  EXPECT_EQ(house.call("editor", "POST", "/v1/items/" + item + "/withdraw", reason).status, 200);
  const Response gone = get("/t/" + item);
  EXPECT_EQ(gone.status, 410);
  EXPECT_EQ(gone.header("Cache-Control"), "no-store");
  EXPECT_TRUE(has(gone.body, text("resident.over_title")));
  EXPECT_FALSE(has(gone.body, house.notice_content().title)) << "not a word of it";
  EXPECT_FALSE(has(gone.body, "Sai ngày"));

  const std::string other = shown_item();
  house.now = house.notice_content().valid_until;
  EXPECT_EQ(get("/t/" + other).status, 410);
}

TEST_F(Resident, ADraftOfAnItemThatIsShownStaysInTheOffice) {
  const std::string item = shown_item();
  Json draft;
  ItemContent content = house.notice_content();
  content.title = "Bản nháp mới";
  draft.set("content", to_json(content));
  draft.set("revision", house.call("editor", "GET", "/v1/items/" + item).number("revision"));
  EXPECT_EQ(house.call("editor", "PUT", "/v1/items/" + item, draft).status, 200);
  EXPECT_TRUE(has(get("/t/" + item).body, house.notice_content().title));
  EXPECT_FALSE(has(get("/t/" + item).body, "Bản nháp mới"));
}

TEST_F(Resident, ItIsCachedByItsTagForAMinute) {
  const std::string item = shown_item();
  const Response first = get("/t/" + item);
  EXPECT_EQ(first.header("Cache-Control"), "public, max-age=60");
  const std::string etag(first.header("ETag"));
  const Response again = get("/t/" + item, etag);
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
  EXPECT_EQ(get("/t/" + item, "\"other\"").status, 200);
  EXPECT_EQ(get("/t/" + item, "", "HEAD").header("ETag"), etag);
  EXPECT_EQ(get("/t/" + item, "", "DELETE").status, 404);
}

TEST_F(Resident, EveryAnswerKeepsForeignScriptsAndFramesOut) {
  const std::string item = shown_item();
  for (const Response& response :
       {get("/t/" + item), get("/t/nichts"), get("/t/resident.css"), get("/t/read.js")}) {
    const std::string policy(response.header("Content-Security-Policy"));
    EXPECT_TRUE(policy.starts_with("default-src 'none';")) << policy;
    EXPECT_FALSE(has(policy, "unsafe"));
    EXPECT_EQ(response.header("Referrer-Policy"), "no-referrer");
    EXPECT_TRUE(response.header("Set-Cookie").empty());
    EXPECT_FALSE(has(response.body, "style=\""));
    EXPECT_FALSE(has(response.body, "onclick"));
  }
}

TEST_F(Resident, PicturesAreThoseOfTheVersionAndNoOthers) {
  const ApiAnswer media = house.raw("editor", "POST", "/v1/media", "what the camera wrote");
  ItemContent content = house.notice_content();
  content.media = {media_from_json(media.json).value()};
  const std::string item = house.approved(content);
  EXPECT_EQ(get("/t/" + item + "/pictures/0").status, 404) << "on no board yet";
  house.published(item, house.pair(house.new_key()));
  const Response picture = get("/t/" + item + "/pictures/0");
  EXPECT_EQ(picture.status, 200);
  EXPECT_EQ(picture.header("Content-Type"), "image/jpeg");
  EXPECT_TRUE(picture.file.has_value());
  EXPECT_EQ(get("/t/" + item + "/pictures/0", std::string(picture.header("ETag"))).status, 304);
  for (const char* number : {"1", "-1", "00x", "99999999999999999999", "a"}) {
    EXPECT_EQ(get("/t/" + item + "/pictures/" + number).status, 404) << number;
  }
  const std::string page = get("/t/" + item).body;
  EXPECT_TRUE(has(page, "alt=\"Ảnh 1 trên 1 của tin: "));
}

TEST_F(Resident, OneAddressHasItsShare) {
  const std::string item = shown_item();
  for (int i = 0; i < limits::kResidentRequestsMax; ++i) ASSERT_EQ(get("/t/" + item).status, 200);
  const Response refused = get("/t/" + item);
  EXPECT_EQ(refused.status, 429);
  EXPECT_FALSE(refused.header("Retry-After").empty());
  EXPECT_TRUE(has(refused.body, text("resident.too_many")));
  house.peer = "192.0.2.2";
  EXPECT_EQ(get("/t/" + item).status, 200) << "nobody else waits";
  house.peer = "192.0.2.1";
  house.now += limits::kTryPause;
  EXPECT_EQ(get("/t/" + item).status, 200);
}

TEST(ResidentPages, HostileTextIsText) {
  Story story;
  story.title = story.lead = story.source = story.published_as = kHostile;
  ItemContent content;
  content.title = content.body = content.agency = content.source = kHostile;
  content.document_number = content.language = kHostile;
  content.stories = {story, story};
  const resident::PageView view{{"t1"}, content, {kHostile}, kHostile, kHostile, 420};
  for (const std::string& page :
       {resident::item_page(view), resident::message_page(kHostile, kHostile)}) {
    EXPECT_FALSE(has(page, "<img src=x")) << page;
    EXPECT_FALSE(has(page, "'")) << page;
    EXPECT_TRUE(has(page, "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&amp;&lt;"));
  }
}

TEST(ResidentPages, AStoryIsReadUnderItsOwnHeadline) {
  Story story;
  story.title = "Mở tuyến đò mới";
  story.lead = "Từ tháng sau.\nMỗi ngày bốn chuyến.";
  story.source = "Báo Cần Thơ";
  story.published_as = "hôm qua";
  ItemContent content;
  content.kind = ItemKind::News;
  content.title = "Tin trong ngày";
  content.stories = {story};
  const std::string page = resident::item_page({{"t1"}, content, {}, "Xã Tân Hưng", "UBND", 420});
  EXPECT_TRUE(has(page, "<h1>Mở tuyến đò mới</h1>"));
  EXPECT_TRUE(has(page, "<p>Từ tháng sau.</p><p>Mỗi ngày bốn chuyến.</p>"));
  EXPECT_TRUE(has(page, "Nguồn: Báo Cần Thơ, hôm qua"));
}

}  // namespace
}  // namespace bangtin
