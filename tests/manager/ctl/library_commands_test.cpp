// The library, feeds and stories, from a shell.
#include <gtest/gtest.h>

#include "shared/crypto/sha256.h"
#include "shared/protocol/content_json.h"
#include "tests/fakes/scripted_channel.h"
#include "tests/manager/ctl/shell_test.h"

namespace bangtin {
namespace {

class LibraryCommandsTest : public ShellTest<ScriptedChannel> {
 protected:
  Result<std::string> read(const std::string&) override { return std::string("jpeg"); }
  /// What was asked of the server, the method before the target and the body behind it.
  std::string asked(std::size_t n = 0) const {
    const HttpRequest& request = server.asked.at(n);
    return request.method + " " + request.target + " " + request.body;
  }
};

Json commune_with(const std::string& site) {
  Json json;
  json.set("code", "31108").set("province_code", "91").set("name", "Tân Hưng");
  json.set("agency", "UBND xã Tân Hưng").set("utc_offset_minutes", 420).set("site", site);
  return json;
}

TEST_F(LibraryCommandsTest, WhatResidentsSentIsListedWithoutTheirWordsAndReadOneByOne) {
  FeedbackRecord record;
  record.id = {"f1"};
  record.code = "K7M2QX";
  record.item = {"tin-1"};
  record.title = "Lịch chiếu sáng";
  record.text = "Đèn hỏng";
  record.contact = "0912 345 678";
  Json list;
  list.set("feedback", Json::Array{to_json(record)});
  server.answer(list);
  server.answer(commune_with(""));
  EXPECT_EQ(run({"feedback", "list"}), 0) << err.str();
  EXPECT_NE(out.str().find("K7M2QX"), std::string::npos);
  EXPECT_EQ(out.str().find("Đèn hỏng"), std::string::npos);
  server.answer(to_json(record));
  server.answer(commune_with(""));
  EXPECT_EQ(run({"feedback", "show", "f1"}), 0) << err.str();
  EXPECT_EQ(asked(2), "POST /v1/feedback/f1/see ");
  EXPECT_NE(out.str().find("Đèn hỏng\n0912 345 678"), std::string::npos) << out.str();
  FeedbackAnswer begun{record, {}};
  begun.item.id = {"tin-2"};
  server.answer(to_json(begun));
  EXPECT_EQ(run({"--json", "feedback", "answer", "f1"}), 0) << err.str();
  EXPECT_EQ(asked(4), "POST /v1/feedback/f1/answer ");
}

TEST_F(LibraryCommandsTest, TheSiteStaysUnlessAnotherIsSaid) {
  const std::vector<std::string> set = {"commune", "set",    "--code",   "31108",    "--province",
                                        "91",      "--name", "Tân Hưng", "--agency", "UBND"};
  server.answer(commune_with("https://b.vn"));
  server.answer(commune_with("https://b.vn"));
  EXPECT_EQ(run(set), 0) << err.str();
  EXPECT_NE(asked(1).find("\"site\":\"https://b.vn\""), std::string::npos) << asked(1);
  std::vector<std::string> other = set;
  other.insert(other.end(), {"--site", ""});
  server.answer(commune_with(""));
  EXPECT_EQ(run(other), 0) << err.str();
  EXPECT_NE(asked(2).find("\"site\":\"\""), std::string::npos) << asked(2);
}

TEST_F(LibraryCommandsTest, ThePagesOfTheLibraryAreOneList) {
  MediaPage page;
  page.media.resize(1);
  page.media[0].media.blob = sha256("một");
  page.media[0].media.size_px = {1600, 900};
  page.media[0].name = "chợ.jpg";
  page.media[0].items = {ItemId{"tin-1"}};
  page.next = 7;
  server.answer(to_json(page));
  page.next.reset();
  page.media[0].name = "đê bao.jpg";
  server.answer(to_json(page));
  ASSERT_EQ(run({"media", "library"}), 0) << err.str();
  EXPECT_EQ(asked(0), "GET /v1/media ");
  EXPECT_EQ(asked(1), "GET /v1/media?before=7 ");
  EXPECT_NE(out.str().find("chợ.jpg  1600×900  1 tin dùng"), std::string::npos) << out.str();
  EXPECT_NE(out.str().find("đê bao.jpg"), std::string::npos);
}

TEST_F(LibraryCommandsTest, ADocumentIsNamedByItsOwnNameAndTellsItsPages) {
  MediaPage page;
  page.media.resize(1);
  page.media[0].document = sha256("quyết định");
  page.media[0].pages.resize(3);
  page.media[0].name = "quyết định.pdf";
  server.answer(to_json(page));
  ASSERT_EQ(run({"media", "library"}), 0) << err.str();
  EXPECT_NE(out.str().find(to_hex(sha256("quyết định")) + "  quyết định.pdf  3 trang  0 tin dùng"),
            std::string::npos)
      << out.str();
}

TEST_F(LibraryCommandsTest, MediaAreRenamedAndDropped) {
  const std::string blob = to_hex(sha256("một"));
  MediaRecord record;
  record.name = "Cổng chào";
  server.answer(to_json(record));
  ASSERT_EQ(run({"media", "rename", blob, "Cổng chào"}), 0) << err.str();
  EXPECT_EQ(asked(0), "PUT /v1/media/" + blob + R"( {"name":"Cổng chào"})");
  server.answer(Json(Json::Object{}));
  ASSERT_EQ(run({"media", "drop", blob}), 0) << err.str();
  EXPECT_EQ(asked(1), "DELETE /v1/media/" + blob + " ");
  EXPECT_NE(run({"media", "drop", "abc"}), 0);
  EXPECT_EQ(server.asked.size(), 2u) << "what is no hash is not asked for";
}

TEST_F(LibraryCommandsTest, APictureGoesUpUnderTheNameOfItsFile) {
  Media media;
  media.media_type = "image/jpeg";
  UploadRecord upload{UploadId{"u1"}, "chợ mới.jpg", 4, 0, sha256("jpeg"), {}};
  Json none;
  none.set("uploads", Json::Array{});
  server.answer(none);
  server.answer(to_json(upload));
  upload.held_bytes = 4;
  server.answer(to_json(upload));
  server.answer(to_json(media));
  server.answer(Json(Json::Object{}));
  ASSERT_EQ(run({"picture", "add", "/anh/chợ mới.jpg"}), 0) << err.str();
  EXPECT_NE(asked(1).find(R"("name":"chợ mới.jpg")"), std::string::npos) << asked(1);
  EXPECT_EQ(asked(2), "PUT /v1/uploads/u1?offset=0 jpeg");
  EXPECT_EQ(asked(3), "POST /v1/media?upload=u1 ");
  EXPECT_EQ(asked(4), "DELETE /v1/uploads/u1 ");
}

TEST_F(LibraryCommandsTest, AFeedIsTriedChangedAndPaused) {
  FeedTrial trial;
  trial.title = "Báo Tỉnh";
  trial.found = 1;
  trial.stories.resize(1);
  trial.stories[0].title = "Lũ về";
  trial.stories[0].published_as = "sáng nay";
  server.answer(to_json(trial));
  Json commune;
  commune.set("code", "30337").set("province_code", "91").set("name", "Xã").set("agency", "UBND");
  commune.set("utc_offset_minutes", 420);
  server.answer(commune);
  ASSERT_EQ(run({"feed", "try", "https://tin.example/rss"}), 0) << err.str();
  EXPECT_EQ(asked(0), R"(POST /v1/feeds/trial {"url":"https://tin.example/rss"})");
  EXPECT_NE(out.str().find("đọc được 1 tin"), std::string::npos) << out.str();
  EXPECT_NE(out.str().find("Lũ về"), std::string::npos);
  server = {};
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"feed", "set", "f-1", "--name", "Báo", "--every", "30"},
        {"feed", "pause", "f-1"},
        {"feed", "resume", "f-1"}}) {
    FeedRecord record;
    record.id = {"f-1"};
    server.answer(to_json(record));
    server.answer(commune);
    ASSERT_EQ(run(command), 0) << err.str();
  }
  EXPECT_EQ(asked(0), R"(PATCH /v1/feeds/f-1 {"every_minutes":30,"name":"Báo"})");
  EXPECT_EQ(asked(2), R"(PATCH /v1/feeds/f-1 {"paused":true})");
  EXPECT_EQ(asked(4), R"(PATCH /v1/feeds/f-1 {"paused":false})");
}

TEST_F(LibraryCommandsTest, StoriesAreSetAsideAndBroughtBack) {
  server.answer(Json(Json::Object{}));
  server.answer(Json(Json::Object{}));
  ASSERT_EQ(run({"story", "aside", "s-1", "s-2"}), 0) << err.str();
  ASSERT_EQ(run({"story", "aside", "s-1", "--back"}), 0) << err.str();
  EXPECT_EQ(asked(0), R"(POST /v1/stories/aside {"aside":true,"stories":["s-1","s-2"]})");
  EXPECT_EQ(asked(1), R"(POST /v1/stories/aside {"aside":false,"stories":["s-1"]})");
}

}  // namespace
}  // namespace bangtin
