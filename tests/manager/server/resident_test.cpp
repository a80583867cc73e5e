// The page behind the code over a whole server without sockets: what residents may read and what
// not, headers, caching, limits.
#include "manager/server/resident.h"

#include <gtest/gtest.h>

#include "manager/server/resident_pages.h"
#include "shared/base/feedback_limits.h"
#include "shared/base/texts.h"
#include "shared/protocol/content_json.h"
#include "shared/protocol/schedule_messages.h"
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

TEST_F(Resident, SaysThatAnItemRestsWhileTheStateMourns) {
  ItemContent festival = house.notice_content();
  festival.category = Category::Culture;
  festival.valid_until += 72h;
  const std::string board = house.pair(house.new_key());
  const std::string culture = house.approved(festival), law = house.approved_notice();
  house.published(culture, board);
  house.published(law, board);
  EXPECT_TRUE(has(get("/t/" + culture).body, "Đang chiếu tại"));
  const auto tomorrow =
      std::chrono::floor<std::chrono::days>(house.now + 7h) + std::chrono::days(1);
  const std::string day = day_text(tomorrow);
  ASSERT_EQ(house
                .call("approver", "PUT", "/v1/mourning",
                      object({{"first_day", day}, {"last_day", day}, {"reason", "TB 12"}}))
                .status,
            200);
  EXPECT_TRUE(has(get("/t/" + culture).body, "Đang chiếu tại")) << "not yet";
  house.now += 24h;
  const std::string resting = get("/t/" + culture).body;
  EXPECT_TRUE(has(resting, "<dt>Tạm nghỉ vì quốc tang, đến</dt>")) << resting;
  EXPECT_FALSE(has(resting, "Đang chiếu tại"));
  EXPECT_TRUE(has(get("/t/" + law).body, "Đang chiếu tại"));
  house.now += 24h;
  EXPECT_TRUE(has(get("/t/" + culture).body, "Đang chiếu tại"));
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

TEST_F(Resident, A42ControlWhatIsOnNoBoardYetIsReadWhereNobodyAsksForThat) {
  const std::string approved = house.approved_notice();
  ASSERT_TRUE(house.db->run("UPDATE item SET public_since = changed_at").ok());
  const Response read = get("/t/" + approved);
  EXPECT_EQ(read.status, 200) << "WRONG";
  EXPECT_TRUE(has(read.body, house.notice_content().title));
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

class Feedback : public Resident {
 protected:
  Response post(const std::string& body, const std::string& site = "same-origin") {
    Request request = House::request("POST", "/t/" + item + "/feedback", body);
    if (!site.empty()) request.headers.emplace_back("sec-fetch-site", site);
    return house.send(std::move(request)).response;
  }
  std::size_t kept() {
    return house.call("editor", "GET", "/v1/feedback")
        .json.array_at("feedback", 5'000)
        .value()
        ->size();
  }
  std::string item = shown_item();
};

TEST_F(Feedback, IsTakenAndThankedForWithItsCode) {
  const Response sent = post("words=%C4%90%C3%A8n+h%E1%BB%8Fng&contact=0912+345+678");
  EXPECT_EQ(sent.status, 303);
  const std::string where(sent.header("Location"));
  const Response thanks = get(where);
  EXPECT_EQ(thanks.status, 200);
  EXPECT_TRUE(has(thanks.body, where.substr(where.rfind('/') + 1)));
  const ApiAnswer list = house.call("approver", "GET", "/v1/feedback");
  const Json& record = list.json.array_at("feedback", 10).value()->at(0);
  EXPECT_EQ(record.string_at("text").value(), "Đèn hỏng");
  EXPECT_EQ(record.string_at("contact").value(), "0912 345 678");
  EXPECT_EQ(record.string_at("item").value(), item);
  EXPECT_FALSE(has(get("/t/" + item).body, "Đèn hỏng")) << "nothing is published";
  EXPECT_EQ(house.call("technician", "GET", "/v1/feedback").key, "server.role_missing");
  EXPECT_EQ(house.call("", "GET", "/v1/feedback").status, 401);
}

TEST_F(Feedback, WhatIsNotTakenComesBackAsItWasTyped) {
  const Response empty = post("words=++&contact=B%C3%A0+L%E1%BB%87");
  EXPECT_EQ(empty.status, 400);
  EXPECT_TRUE(has(empty.body, text("feedback.empty")));
  EXPECT_TRUE(has(empty.body, "value=\"Bà Lệ\""));
  EXPECT_TRUE(has(empty.body, "role=\"alert\""));
  const Response longer = post("words=" + std::string(2'001, 'x'));
  EXPECT_TRUE(has(longer.body, text("feedback.too_long")));
  EXPECT_TRUE(has(longer.body, std::string(2'001, 'x')));
  const Response trapped = post("words=x&website=http%3A%2F%2Fspam");
  EXPECT_TRUE(has(trapped.body, text("feedback.trapped")));
  const Response foreign = post("words=x", "cross-site");
  EXPECT_EQ(foreign.status, 403);
  EXPECT_EQ(post("words=%").status, 400);
  EXPECT_EQ(post("words=%00").status, 400);
  EXPECT_EQ(kept(), 0u);
}

TEST_F(Feedback, A42HostileWordsStayWords) {
  EXPECT_EQ(post("words=%3Cscript%3Ealert(1)%3C%2Fscript%3E%FF%E2%80%AE").status, 303);
  const ApiAnswer list = house.call("editor", "GET", "/v1/feedback");
  EXPECT_EQ(list.json.array_at("feedback", 10).value()->at(0).string_at("text").value(),
            "<script>alert(1)</script>\xef\xbf\xbd");
  const Response back = post("words=" + std::string(2'001, '<'));
  EXPECT_FALSE(has(back.body, "<<<"));
}

TEST_F(Feedback, A42AThousandPostsFromOneAddressAreTenAndOthersGetThrough) {
  int taken = 0;
  int refused = 0;
  // Each page counts for reading, too.
  for (int i = 0; i < limits::kResidentRequestsMax; ++i) {
    const Response response = post("words=" + std::to_string(i));
    taken += response.status == 303 ? 1 : 0;
    refused += response.status == 429 ? 1 : 0;
  }
  EXPECT_EQ(taken, limits::kFeedbackPerAddressMax);
  EXPECT_EQ(refused, limits::kResidentRequestsMax - taken);
  EXPECT_EQ(kept(), std::size_t(limits::kFeedbackPerAddressMax));
  house.peer = "2001:db8::1";
  EXPECT_EQ(post("words=other").status, 303);
}

TEST_F(Feedback, A42ControlEachPostIsTakenWhereNobodyRemembersTheAddress) {
  constexpr int kPosts = 3 * limits::kFeedbackPerAddressMax;
  for (int i = 0; i < kPosts; ++i) {
    house.restart();
    EXPECT_EQ(post("words=" + std::to_string(i)).status, 303);
  }
  EXPECT_EQ(kept(), std::size_t(kPosts)) << "WRONG";
}

TEST_F(Feedback, A42FormsOfOtherSitesAreNotTaken) {
  for (const char* site : {"cross-site", "same-site", "none"}) {
    EXPECT_EQ(post("words=x", site).status, 403) << site;
  }
  EXPECT_EQ(kept(), 0u);
}

TEST_F(Feedback, A42ControlTheFormOfAnotherSiteIsTakenWhereNobodySaysWhoseItIs) {
  EXPECT_EQ(post("words=x", "").status, 303) << "WRONG, and so do browsers before 2020";
  EXPECT_EQ(kept(), 1u);
}

/// The page as it would be where nothing is escaped.
std::string unescaped(std::string page) {
  for (const auto& [reference, sign] :
       {std::pair("&lt;", "<"), {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}) {
    for (std::size_t at = 0; (at = page.find(reference, at)) != page.npos; ++at) {
      page.replace(at, std::string_view(reference).size(), sign);
    }
  }
  return page;
}

TEST_F(Feedback, A42ControlHostileWordsAreMarkupWhereNothingIsEscaped) {
  // Nothing else takes them away: what is too long comes back as it was typed.
  const std::string script = "<script>alert(1)</script>";
  const Response back = post("words=" + script + std::string(2'001, 'x'));
  EXPECT_FALSE(has(back.body, script));
  EXPECT_TRUE(has(unescaped(back.body), script)) << "WRONG";
}

TEST_F(Feedback, AnItemThatWasTakenDownMeanwhileLosesNoWord) {
  Json reason;
  reason.set("reason", "Sai ngày");
  house.call("editor", "POST", "/v1/items/" + item + "/withdraw", reason);
  const Response response = post("words=G%C3%B5+xong+r%E1%BB%93i");
  EXPECT_EQ(response.status, 410);
  EXPECT_TRUE(has(response.body, "Gõ xong rồi"));
}

TEST_F(Feedback, IsAnsweredByADraftOverTheApi) {
  post("words=x");
  const ApiAnswer list = house.call("editor", "GET", "/v1/feedback");
  const std::string id = list.json.array_at("feedback", 10).value()->at(0).string_at("id").value();
  const std::string path = "/v1/feedback/" + id;
  EXPECT_EQ(house.call("administrator", "POST", path + "/see").text("state"), "seen");
  EXPECT_EQ(house.call("administrator", "POST", path + "/answer").key, "server.role_missing");
  const ApiAnswer answer = house.call("editor", "POST", path + "/answer");
  ASSERT_EQ(answer.status, 200);
  const std::string draft = answer.json.find("item")->string_at("id").value();
  EXPECT_EQ(house.call("editor", "GET", path).text("answer"), draft);
  EXPECT_EQ(house.call("editor", "POST", path + "/dismiss").key, "feedback.answered_already");
}

TEST_F(Feedback, ThanksAreSaidForCodesAlone) {
  EXPECT_EQ(get("/t/" + item + "/sent/K7M2QX").status, 200);
  for (const char* code : {"k7m2qx", "K7M2Q", "K7M2QXX", "<b>abc", "%E1%BB%87%E1%BB%87"}) {
    EXPECT_EQ(get("/t/" + item + "/sent/" + code).status, 404) << code;
  }
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
