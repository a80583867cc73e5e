// The library and what else the page Kho asks for, through the API.
#include <gtest/gtest.h>

#include "manager/server/api.h"
#include "shared/base/library_limits.h"
#include "shared/base/texts.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/content_json.h"
#include "shared/protocol/library_messages.h"
#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

constexpr const char* kUrl = "https://tin.example/rss";

class LibraryApi : public ::testing::Test {
 protected:
  Media upload(const std::string& query = "?name=ch%E1%BB%A3.jpg") {
    const ApiAnswer added = house.raw("editor", "POST", "/v1/media" + query, "bytes");
    EXPECT_EQ(added.status, 200) << added.key;
    return media_from_json(added.json).value();
  }
  MediaPage library(const std::string& query = "") {
    const ApiAnswer answer = house.call("approver", "GET", "/v1/media" + query);
    EXPECT_EQ(answer.status, 200) << answer.key;
    MediaPage page;
    EXPECT_TRUE(from_json(answer.json, page).ok());
    return page;
  }
  static Json named(const std::string& name) {
    Json body;
    body.set("name", name);
    return body;
  }
  void tell(const std::string& items) {
    WebAnswer answer;
    answer.url = kUrl;
    answer.content_type = "text/xml";
    answer.etag = "\"1\"";
    answer.body = "<rss><channel><title>Báo Tỉnh</title>" + items + "</channel></rss>";
    house.web.insert_or_assign(kUrl, answer);
  }
  std::string feed() {
    Json body;
    body.set("name", "Báo").set("url", kUrl).set("category", "welfare").set("every_minutes", 60);
    return house.call("editor", "POST", "/v1/feeds", body).text("id");
  }
  std::vector<StoryRecord> stories() { return house.office->stories({}).value(); }

  House house;
};

TEST_F(LibraryApi, APictureThatIsSentWithANameIsKeptAndOneWithoutIsNot) {
  upload("");
  EXPECT_TRUE(library().media.empty());
  const Media media = upload();
  const MediaPage page = library();
  ASSERT_EQ(page.media.size(), 1u);
  EXPECT_EQ(page.media[0].name, "chợ.jpg");
  EXPECT_EQ(page.media[0].media, media);
  EXPECT_EQ(page.media[0].added_by, "editor");
  EXPECT_FALSE(page.next);
  EXPECT_TRUE(library("?before=1").media.empty());
  EXPECT_EQ(house.call("editor", "GET", "/v1/media?before=x").key, "server.bad_query");
}

TEST_F(LibraryApi, IsRenamedAndLetGoByWhoWritesAndNotWhileAnItemUsesIt) {
  const Media media = upload();
  const std::string target = "/v1/media/" + to_hex(media.blob);
  EXPECT_EQ(house.call("technician", "PUT", target, named("x")).status, 403);
  const ApiAnswer renamed = house.call("approver", "PUT", target, named("Chợ Tân Hưng"));
  EXPECT_EQ(renamed.status, 200);
  EXPECT_EQ(renamed.text("name"), "Chợ Tân Hưng");
  EXPECT_EQ(house.call("editor", "PUT", target, named(" ")).key, "library.name_missing");
  EXPECT_EQ(house.call("editor", "PUT", "/v1/media/abc", named("x")).status, 404);
  ItemContent content = house.notice_content();
  content.media = {media};
  Json body;
  body.set("content", to_json(content));
  ASSERT_EQ(house.call("editor", "POST", "/v1/items", body).status, 200);
  EXPECT_EQ(library().media[0].items.size(), 1u);
  const ApiAnswer refused = house.call("editor", "DELETE", target);
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.key, "library.in_use");
  EXPECT_TRUE(has_text(refused.key));
}

TEST_F(LibraryApi, WhatWasLetGoIsPutBack) {
  const Media media = upload();
  const std::string target = "/v1/media/" + to_hex(media.blob);
  EXPECT_EQ(house.call("editor", "DELETE", target).status, 200);
  EXPECT_TRUE(library().media.empty());
  EXPECT_EQ(house.call("editor", "DELETE", target).key, "library.unknown");
  EXPECT_EQ(house.call("editor", "PUT", target, named("chợ.jpg")).status, 200);
  EXPECT_EQ(library().media.size(), 1u);
}

TEST_F(LibraryApi, AnAddressIsTriedAndNothingOfItIsKept) {
  std::string items;
  for (int i = 0; i < 15; ++i) {
    const std::string n = std::to_string(i);
    items += "<item><guid>" + n + "</guid><title>Tin " + n +
             "</title><pubDate>Sun, 22 Nov 2026 05:06:07 +0700</pubDate></item>";
  }
  tell(items);
  Json body;
  body.set("url", kUrl);
  const ApiAnswer tried = house.call("editor", "POST", "/v1/feeds/trial", body);
  ASSERT_EQ(tried.status, 200) << tried.key;
  FeedTrial trial;
  ASSERT_TRUE(from_json(tried.json, trial).ok());
  EXPECT_EQ(trial.title, "Báo Tỉnh");
  EXPECT_EQ(trial.found, 15);
  EXPECT_EQ(trial.stories.size(), limits::kTrialStoriesMax);
  EXPECT_EQ(trial.stories[0].title, "Tin 0");
  EXPECT_TRUE(trial.stories[0].published_at);
  EXPECT_TRUE(house.office->feeds()->empty());
  EXPECT_TRUE(stories().empty());
  body.set("url", "file:///etc/passwd");
  EXPECT_EQ(house.call("editor", "POST", "/v1/feeds/trial", body).key, "news.url");
  body.set("url", "https://khong.example/rss");
  EXPECT_EQ(house.call("editor", "POST", "/v1/feeds/trial", body).key, "news.unreachable");
  EXPECT_EQ(house.call("technician", "POST", "/v1/feeds/trial", body).status, 403);
}

TEST_F(LibraryApi, AFeedIsRenamedAndPaused) {
  const std::string id = feed();
  Json change;
  change.set("name", "Báo Đồng Tháp").set("paused", true);
  const ApiAnswer changed = house.call("approver", "PATCH", "/v1/feeds/" + id, change);
  EXPECT_EQ(changed.status, 200) << changed.key;
  FeedRecord record;
  ASSERT_TRUE(from_json(changed.json, record).ok());
  EXPECT_EQ(record.name, "Báo Đồng Tháp");
  EXPECT_TRUE(record.paused);
  change.set("paused", "yes");
  EXPECT_EQ(house.call("editor", "PATCH", "/v1/feeds/" + id, change).status, 400);
  EXPECT_EQ(house.call("editor", "PATCH", "/v1/feeds/none", change).status, 404);
}

TEST_F(LibraryApi, StoriesAreSetAside) {
  const std::string id = feed();
  tell("<item><guid>1</guid><title>Một</title></item>");
  house.call("editor", "POST", "/v1/feeds/" + id + "/fetch");
  const StoryAside aside{{stories().at(0).id}, true};
  EXPECT_EQ(house.call("editor", "POST", "/v1/stories/aside", to_json(aside)).status, 200);
  EXPECT_TRUE(stories().at(0).set_aside);
  const ApiAnswer list = house.call("technician", "GET", "/v1/stories");
  EXPECT_TRUE(list.json.array_at("stories", 9).value()->at(0).bool_at("set_aside").value());
  EXPECT_EQ(house.call("technician", "POST", "/v1/stories/aside", to_json(aside)).status, 403);
  EXPECT_EQ(house.call("editor", "POST", "/v1/stories/aside", Json::Object{}).status, 400);
}

TEST_F(LibraryApi, APictureOfAStoryIsLookedAtBeforeItIsTakenAndThenKept) {
  const std::string id = feed();
  tell(
      "<item><guid>1</guid><title>Lũ về</title>"
      "<enclosure url='/anh.jpg' type='image/jpeg'/></item>"
      "<item><guid>2</guid><title>Không ảnh</title></item>");
  house.call("editor", "POST", "/v1/feeds/" + id + "/fetch");
  WebAnswer picture;
  picture.body = "jpeg bytes";
  house.web.emplace("https://tin.example/anh.jpg", picture);
  const StoryId with = stories().at(0).id, without = stories().at(1).id;
  const ApiAnswer looked = house.call("editor", "POST", "/v1/stories/" + with.text + "/picture");
  ASSERT_EQ(looked.status, 200) << looked.key;
  const Media media = media_from_json(looked.json).value();
  EXPECT_EQ(house.raw("editor", "GET", "/v1/blobs/" + to_hex(media.blob), "").status, 200);
  EXPECT_TRUE(library().media.empty()) << "nobody wanted it yet";
  EXPECT_EQ(house.call("editor", "POST", "/v1/stories/" + without.text + "/picture").key,
            "news.no_picture");
  StoryTake take;
  take.stories = {with};
  ASSERT_EQ(house.call("editor", "POST", "/v1/stories/take", to_json(take)).status, 200);
  ASSERT_EQ(library().media.size(), 1u);
  EXPECT_EQ(library().media[0].name, "Lũ về");
  EXPECT_EQ(library().media[0].items.size(), 1u);
  house.picture = Error{Code::Corrupt, "no picture", "ingest.corrupt"};
  EXPECT_EQ(house.call("editor", "POST", "/v1/stories/" + with.text + "/picture").key,
            "ingest.corrupt");
}

}  // namespace
}  // namespace bangtin
