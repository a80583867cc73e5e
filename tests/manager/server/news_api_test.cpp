// Feeds, pasted links and their stories through the API, with portals that are made up.
#include <gtest/gtest.h>

#include "manager/server/feed_reader.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/protocol/content_json.h"
#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr const char* kUrl = "https://tin.example/rss";

std::string item(const std::string& number, const std::string& title,
                 const std::string& more = "") {
  return "<item><guid isPermaLink='false'>" + number + "</guid><title>" + title + "</title>" +
         more + "</item>";
}

WebAnswer page(const std::string& items) {
  WebAnswer answer;
  answer.url = kUrl;
  answer.content_type = "text/xml";
  answer.etag = "\"1\"";
  answer.last_modified = "Sun, 22 Nov 2026 05:06:07 GMT";
  answer.body = "<rss><channel><title>Báo</title>" + items + "</channel></rss>";
  return answer;
}

class NewsApi : public ::testing::Test {
 protected:
  ApiAnswer add(const std::string& who = "editor", const std::string& url = kUrl) {
    Json body;
    body.set("name", "Báo Tỉnh").set("url", url).set("category", "welfare");
    body.set("every_minutes", 60);
    return house.call(who, "POST", "/v1/feeds", body);
  }
  ApiAnswer fetch(const std::string& feed) {
    return house.call("editor", "POST", "/v1/feeds/" + feed + "/fetch");
  }
  std::vector<StoryRecord> stories(const std::string& query = "") {
    const ApiAnswer answer = house.call("approver", "GET", "/v1/stories" + query);
    EXPECT_EQ(answer.status, 200);
    std::vector<StoryRecord> out;
    for (const Json& json : *answer.json.array_at("stories", 1'000).value()) {
      EXPECT_TRUE(from_json(json, out.emplace_back()).ok());
    }
    return out;
  }
  ApiAnswer take(const std::vector<StoryId>& ids, Json body = Json::Object{}) {
    Json::Array array;
    for (const StoryId& id : ids) array.emplace_back(id.text);
    body.set("stories", std::move(array)).set("title", "");
    return house.call("editor", "POST", "/v1/stories/take", body);
  }
  Result<bool> read_due() {
    FeedReader reader(
        *house.office, [this](const WebRequest& request) { return house.web.at(request.url); },
        parse_feed);
    return reader.read_due(house.now);
  }

  House house;
};

TEST_F(NewsApi, AFeedIsKeptByEditorsAndSeenByAll) {
  EXPECT_EQ(add("technician").status, 403);
  EXPECT_EQ(add("").status, 401);
  const ApiAnswer added = add();
  ASSERT_EQ(added.status, 200) << added.key;
  EXPECT_EQ(added.text("name"), "Báo Tỉnh");
  EXPECT_EQ(add().key, "news.known");
  EXPECT_EQ(add("editor", "file:///etc/passwd").key, "news.url");
  const ApiAnswer list = house.call("technician", "GET", "/v1/feeds");
  EXPECT_EQ(list.json.array_at("feeds", 9).value()->size(), 1u);
  EXPECT_EQ(house.call("technician", "DELETE", "/v1/feeds/" + added.text("id")).status, 403);
  EXPECT_EQ(house.call("editor", "DELETE", "/v1/feeds/" + added.text("id")).status, 200);
  EXPECT_EQ(house.call("editor", "DELETE", "/v1/feeds/" + added.text("id")).key,
            "news.feed_unknown");
}

TEST_F(NewsApi, AWrongFeedIsRefusedInWords) {
  Json body;
  body.set("name", " ").set("url", kUrl).set("category", "welfare").set("every_minutes", 60);
  EXPECT_EQ(house.call("editor", "POST", "/v1/feeds", body).key, "news.name_missing");
  body.set("name", "Báo").set("every_minutes", 1);
  EXPECT_EQ(house.call("editor", "POST", "/v1/feeds", body).key, "news.every");
  body.set("every_minutes", 60).set("category", "weather");
  EXPECT_EQ(house.call("editor", "POST", "/v1/feeds", body).key, "server.bad_json");
  EXPECT_EQ(house.call("editor", "POST", "/v1/feeds", Json::Object{}).status, 400);
}

TEST_F(NewsApi, AReadingBringsStoriesAndTheNextAsksOnlyForNewOnes) {
  const std::string feed = add().text("id");
  house.web.emplace(kUrl, page(item("1", "Một") + item("2", "Hai")));
  const ApiAnswer read = fetch(feed);
  EXPECT_EQ(read.status, 200);
  EXPECT_EQ(read.number("stories"), 2);
  EXPECT_EQ(read.text("problem"), "");
  EXPECT_EQ(stories().size(), 2u);
  EXPECT_EQ(stories("?feed=" + feed).size(), 2u);
  EXPECT_TRUE(stories("?feed=another").empty());
  EXPECT_EQ(house.call("editor", "GET", "/v1/stories?feed=no%20id").key, "server.bad_query");
  WebAnswer nothing_new;
  nothing_new.unchanged = true;
  house.web.insert_or_assign(kUrl, nothing_new);
  EXPECT_EQ(fetch(feed).number("stories"), 2);
  EXPECT_EQ(house.asked.back().etag, "\"1\"");
  EXPECT_EQ(house.asked.back().last_modified, "Sun, 22 Nov 2026 05:06:07 GMT");
}

TEST_F(NewsApi, APortalThatFailsIsNoErrorOfTheCallAndWaitsLongerEachTime) {
  const std::string feed = add().text("id");
  std::vector<std::int64_t> waits_h;
  for (int i = 0; i < 8; ++i) {
    const ApiAnswer failed = fetch(feed);
    EXPECT_EQ(failed.status, 200);
    EXPECT_EQ(failed.text("problem"), "news.unreachable");
    EXPECT_EQ(failed.number("failures"), i + 1);
    const Instant next = *from_iso8601(failed.text("next_at"));
    waits_h.push_back(std::chrono::duration_cast<std::chrono::hours>(next - house.now).count());
  }
  EXPECT_EQ(waits_h, (std::vector<std::int64_t>{1, 2, 4, 8, 16, 24, 24, 24}));
  house.web.emplace(kUrl, page(item("1", "Một")));
  const ApiAnswer read = fetch(feed);
  EXPECT_EQ(read.number("failures"), 0);
  EXPECT_EQ(read.text("problem"), "");
}

TEST_F(NewsApi, WhatIsNoFeedIsToldInWords) {
  const std::string feed = add().text("id");
  const std::pair<const char*, const char*> pages[] = {
      {"<!DOCTYPE html><html><body>Trang chủ</body></html>", "news.html"},
      {"<html><script>document.cookie=\"D1N=4f\"+\"; expires=Fri\";window.location.reload(true);"
       "</script></html>",
       "news.html"},
      {"<html><body><noscript>Vui lòng bật JavaScript</noscript></body></html>", "news.html"},
      {"", "news.empty"},
      {"{}", "news.not_feed"},
  };
  for (const auto& [body, key] : pages) {
    WebAnswer answer = page("");
    answer.body = body;
    house.web.insert_or_assign(kUrl, answer);
    EXPECT_EQ(fetch(feed).text("problem"), key) << body;
  }
  EXPECT_TRUE(stories().empty());
}

TEST_F(NewsApi, OneOfTheFeedsIsReadEachTimeThatOneIsDue) {
  const std::string other = "https://khac.example/rss";
  add();
  add("editor", other);
  house.web.emplace(kUrl, page(item("1", "Một")));
  WebAnswer second = page(item("1", "Hai"));
  second.url = other;
  house.web.emplace(other, second);
  EXPECT_TRUE(read_due().value());
  EXPECT_TRUE(read_due().value());
  EXPECT_FALSE(read_due().value());
  EXPECT_EQ(stories().size(), 2u);
  house.now += 59min;
  EXPECT_FALSE(read_due().value());
  house.now += 1min;
  EXPECT_TRUE(read_due().value());
}

TEST_F(NewsApi, AStoryBecomesADraftByAPersonAloneAndWithItsPicture) {
  const std::string feed = add().text("id");
  house.web.emplace(kUrl, page(item("1", "Lũ về",
                                    "<description>Nước lên nhanh.</description>"
                                    "<enclosure url='/anh.jpg' type='image/jpeg'/>")));
  fetch(feed);
  EXPECT_TRUE(house.office->items()->empty()) << "nothing becomes a draft by itself";
  WebAnswer picture;
  picture.body = "jpeg bytes";
  house.web.emplace("https://tin.example/anh.jpg", picture);
  const std::vector<StoryRecord> told = stories();
  ASSERT_EQ(told.size(), 1u);
  const ApiAnswer taken = take({told[0].id});
  ASSERT_EQ(taken.status, 200) << taken.key;
  EXPECT_EQ(taken.number("pictures_missing"), 0);
  const ItemRecord draft = house.office->items()->at(0);
  EXPECT_EQ(draft.state, ItemState::Draft);
  EXPECT_EQ(draft.content.kind, ItemKind::News);
  EXPECT_EQ(draft.content.title, "Lũ về");
  ASSERT_EQ(draft.content.stories.size(), 1u);
  EXPECT_EQ(draft.content.stories[0].media, 0);
  EXPECT_EQ(draft.content.category, Category::Welfare);
  EXPECT_EQ(draft.content.agency, "UBND xã Tân Hưng");
  EXPECT_EQ(stories()[0].item, draft.id);
  // The feed goes, the draft stays.
  EXPECT_EQ(house.call("editor", "DELETE", "/v1/feeds/" + feed).status, 200);
  EXPECT_TRUE(stories().empty());
  EXPECT_EQ(house.office->items()->size(), 1u);
}

TEST_F(NewsApi, APictureThatCannotBeHadLeavesItsStoryWithoutOne) {
  const std::string feed = add().text("id");
  const std::string with_picture = "<enclosure url='/anh.jpg' type='image/jpeg'/>";
  house.web.emplace(kUrl, page(item("1", "Một", with_picture) + item("2", "Hai") +
                               item("3", "Ba", "<enclosure url='/khac.jpg' type='image/jpeg'/>")));
  fetch(feed);
  house.picture = Error{Code::Corrupt, "no picture", "ingest.corrupt"};
  WebAnswer picture;
  picture.body = "no jpeg";
  house.web.emplace("https://tin.example/anh.jpg", picture);
  std::vector<StoryId> ids;
  for (const StoryRecord& story : stories()) ids.push_back(story.id);
  const ApiAnswer taken = take(ids);
  ASSERT_EQ(taken.status, 200) << taken.key;
  EXPECT_EQ(taken.number("pictures_missing"), 2);
  const ItemContent content = house.office->items()->at(0).content;
  EXPECT_EQ(content.stories.size(), 3u);
  EXPECT_TRUE(content.media.empty());
}

TEST_F(NewsApi, WhatIsNoStoryIsNotTaken) {
  EXPECT_EQ(take({}).key, "news.none_taken");
  EXPECT_EQ(take({StoryId{"none"}}).key, "news.story_unknown");
  EXPECT_EQ(house.call("technician", "POST", "/v1/stories/take", Json::Object{}).status, 403);
  EXPECT_TRUE(house.office->items()->empty());
}

WebAnswer article(const std::string& url, const std::string& title) {
  WebAnswer answer;
  answer.url = url;
  answer.content_type = "text/html; charset=utf-8";
  answer.body = "<html><head><meta property='og:image' content='/anh.jpg'></head><body><h1>" +
                title +
                "</h1><p>Ngày đăng: 22/11/2026</p><p>Ủy ban nhân dân xã mời bà con đến nhà văn hoá "
                "họp bàn việc sửa đường liên ấp vào thứ bảy.</p></body></html>";
  return answer;
}

class LinkApi : public NewsApi {
 protected:
  ApiAnswer link(const std::string& url, const std::string& who = "editor") {
    Json body;
    body.set("url", url);
    return house.call(who, "POST", "/v1/stories/link", body);
  }
  /// Kinds of events about links with their problem, oldest first.
  std::vector<std::string> told() {
    std::vector<std::string> out;
    const auto events = house.office->events_after(0, 1'000);
    for (const EventRow& event : *events) {
      if (!event.kind.starts_with("story.link")) continue;
      const auto problem = event.body.string_at("problem");
      out.push_back(event.who + " " + event.kind + " " + *event.body.string_at("url") +
                    (problem ? " " + *problem : ""));
    }
    return out;
  }
};

constexpr const char* kArticle = "https://xa.example/tin/hop-dan";

TEST_F(LinkApi, APastedLinkBecomesAStoryAndADraftLikeThoseOfFeeds) {
  house.web.emplace(kArticle, article(kArticle, "Họp dân bàn sửa đường"));
  const ApiAnswer answer = link("Mời xem: xa.example/tin/hop-dan");
  ASSERT_EQ(answer.status, 200) << answer.key;
  StoryRecord story;
  ASSERT_TRUE(from_json(answer.json, story).ok());
  EXPECT_TRUE(story.feed.empty());
  EXPECT_EQ(story.story.title, "Họp dân bàn sửa đường");
  EXPECT_TRUE(story.story.lead.starts_with("Ủy ban nhân dân xã mời")) << story.story.lead;
  EXPECT_EQ(story.story.source, "xa.example");
  EXPECT_EQ(story.story.link, kArticle);
  ASSERT_TRUE(story.story.published_at);
  EXPECT_EQ(to_iso8601(*story.story.published_at), "2026-11-21T17:00:00.000Z");
  ASSERT_EQ(house.asked.size(), 1u) << "nothing but the page";
  EXPECT_TRUE(house.asked[0].secure);
  EXPECT_EQ(stories().size(), 1u);
  EXPECT_TRUE(house.office->items()->empty()) << "nothing becomes a draft by itself";
  WebAnswer picture;
  picture.body = "jpeg bytes";
  house.web.emplace("https://xa.example/anh.jpg", picture);
  ASSERT_EQ(take({story.id}).status, 200);
  ASSERT_EQ(house.asked.size(), 2u) << "and its picture";
  EXPECT_TRUE(house.asked[1].secure) << "the page named it, nobody chose it";
  const ItemRecord draft = house.office->items()->at(0);
  EXPECT_EQ(draft.content.stories[0].media, 0);
  EXPECT_EQ(draft.content.source, "xa.example");
  EXPECT_EQ(told(), std::vector<std::string>{std::string("editor story.linked ") + kArticle});
}

TEST_F(LinkApi, OnlyWhoWritesMayAskForAPage) {
  EXPECT_EQ(link(kArticle, "technician").status, 403);
  EXPECT_EQ(link(kArticle, "administrator").status, 403);
  EXPECT_EQ(link(kArticle, "").status, 401);
  EXPECT_TRUE(house.asked.empty());
  EXPECT_TRUE(told().empty());
}

TEST_F(LinkApi, WhatCannotBeReadIsSaidInTheWordsOfLinksAndInTheAuditLog) {
  const auto with = [&](const char* url, const std::string& type, const std::string& body) {
    WebAnswer answer;
    answer.url = url;
    answer.content_type = type;
    answer.body = body;
    house.web.insert_or_assign(url, answer);
    return link(url).key;
  };
  const char* url = "https://xa.example/1";
  EXPECT_EQ(link("không phải đường dẫn").key, "link.url");
  EXPECT_EQ(link("file:///etc/passwd").key, "link.url");
  EXPECT_EQ(link(std::string(5'000, 'a') + ".vn").key, "link.url");
  EXPECT_TRUE(told().empty()) << "nobody was asked";
  EXPECT_EQ(link(url).key, "link.unreachable");
  EXPECT_EQ(with(url, "application/pdf", "%PDF-1.7"), "link.not_page");
  EXPECT_EQ(with(url, "text/html", "<html><body><div id=app></div></body></html>"), "link.no_text");
  EXPECT_EQ(with(url, "text/html", "<form><input type=password></form>"), "link.needs_login");
  EXPECT_EQ(told().size(), 4u);
  EXPECT_EQ(told().back(), "editor story.link_refused https://xa.example/1 link.needs_login");
  EXPECT_TRUE(stories().empty());
  for (const char* key :
       {"url", "not_secure", "private_address", "certificate", "missing", "refused", "needs_login",
        "not_page", "no_text", "damaged", "encoding", "too_large", "bomb", "status", "no_host",
        "timeout", "redirects", "unreachable"}) {
    const std::string name = std::string("link.") + key;
    EXPECT_NE(text(name), name) << "has no words";
  }
}

TEST_F(LinkApi, AnAddressOfHttpIsTriedByHttps) {
  const char* open = "http://xa.example/tin/hop-dan";
  house.web.emplace(open, Error{Code::Denied, "not by https", "news.not_secure"});
  EXPECT_EQ(link(open).key, "link.not_secure") << "the first answer says why";
  house.web.emplace(kArticle, article(kArticle, "Họp dân bàn sửa đường"));
  EXPECT_EQ(link(open).status, 200);
  EXPECT_EQ(house.asked.back().url, kArticle);
}

TEST_F(LinkApi, WhatHttpsSaysIsToldUnlessNobodyAnswersThere) {
  const auto open = [&](const char* key) {
    house.web.insert_or_assign("http://xa.example/tin/hop-dan",
                               Error{Code::Denied, "not by https", "news.not_secure"});
    house.web.insert_or_assign("http://xa.example:80/tin/hop-dan",
                               Error{Code::Denied, "not by https", "news.not_secure"});
    house.web.insert_or_assign(kArticle, Error{Code::Denied, "told", key});
    return link("http://xa.example:80/tin/hop-dan").key;
  };
  EXPECT_EQ(open("news.missing"), "link.missing");
  EXPECT_EQ(house.asked.back().url, kArticle) << "the port of http is none of https";
  EXPECT_EQ(open("news.refused"), "link.refused");
  EXPECT_EQ(open("news.certificate"), "link.certificate");
  EXPECT_EQ(open("news.unreachable"), "link.not_secure");
  EXPECT_EQ(open("news.timeout"), "link.not_secure");
  EXPECT_LE(house.asked.back().time_max, limits::kWebFetchMax) << "both within one bound";
}

TEST_F(LinkApi, TheSourceIsWhereARedirectLedAndNotWhatItPretends) {
  house.web.emplace(kArticle, article("https://chinhphu.vn:x@evil.example/1", "Họp dân xã"));
  StoryRecord story;
  ASSERT_TRUE(from_json(link(kArticle).json, story).ok());
  EXPECT_EQ(story.story.source, "evil.example");
  EXPECT_EQ(story.story.link, "https://evil.example/1");
}

TEST_F(LinkApi, WhatIsKnownStaysOneStory) {
  const std::string feed = add().text("id");
  house.web.emplace(kUrl, page(item("1", "Họp dân bàn sửa đường",
                                    std::string("<link>") + kArticle + "?utm_source=a</link>")));
  fetch(feed);
  const StoryId known = stories().at(0).id;
  ASSERT_TRUE(
      house.office->set_aside(house.office->people()->at(0), {{known}, true}, house.now).ok());
  house.web.emplace(kArticle, article(kArticle, "Họp dân bàn sửa đường"));
  const ApiAnswer again = link(kArticle);
  EXPECT_EQ(again.text("id"), known.text);
  EXPECT_FALSE(stories().at(0).set_aside) << "who asks for it wants it";
  // Pasted twice, it is brought up to date.
  const char* other = "https://xa.example/tin/khac";
  house.web.emplace(other, article(other, "Khai mạc hội làng"));
  const std::string first = link(other).text("id");
  house.web.insert_or_assign(other, article(other, "Khai mạc hội làng, dời ngày"));
  EXPECT_EQ(link(other).text("id"), first);
  EXPECT_EQ(stories().size(), 2u);
  EXPECT_EQ(stories("?feed=" + feed).size(), 1u);
  EXPECT_EQ(house.call("editor", "DELETE", "/v1/feeds/" + feed).status, 200);
  ASSERT_EQ(stories().size(), 1u) << "what was pasted is of no feed";
  EXPECT_EQ(stories()[0].story.title, "Khai mạc hội làng, dời ngày");
}

}  // namespace
}  // namespace bangtin
