#include <gtest/gtest.h>

#include "shared/base/texts.h"
#include "shared/protocol/content_json.h"
#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

std::size_t count(const ApiAnswer& answer, std::string_view name) {
  const auto array = answer.json.array_at(name, 10'000);
  return array ? (*array)->size() : 0;
}

TEST(Api, TellsItsHealthToAnybodyWithoutDetail) {
  House house;
  const ApiAnswer answer = house.call("", "GET", "/v1/health");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.response.body,
            "{\"status\":\"ok\",\"time\":\"" + to_iso8601(house.now) + "\",\"version\":\"test\"}");
}

TEST(Api, SetsUpOnceOnly) {
  House house;
  const ApiAnswer again = house.call("", "POST", "/v1/setup",
                                     object({{"token", "x"},
                                             {"login", "lan"},
                                             {"display_name", "Lan"},
                                             {"password", "mot mat khau khac"}}));
  EXPECT_EQ(again.status, 403);
}

TEST(Api, AnswersAnUnknownLoginAsAWrongPassword) {
  House house;
  const Json unknown = object({{"login", "nobody"}, {"password", "mot mat khau rat dai"}});
  const Json wrong = object({{"login", "editor"}, {"password", "khong phai mat khau"}});
  const ApiAnswer first = house.call("", "POST", "/v1/sessions", unknown);
  const ApiAnswer second = house.call("", "POST", "/v1/sessions", wrong);
  EXPECT_EQ(first.status, 403);
  EXPECT_EQ(first.response.body, second.response.body);
}

TEST(Api, MakesWhoGuessesPasswordsWaitAndSaysHowLong) {
  House house;
  const Json wrong = object({{"login", "editor"}, {"password", "khong phai mat khau"}});
  int status = 0;
  for (int i = 0; i < 10 && status != 429; ++i) {
    const ApiAnswer answer = house.call("", "POST", "/v1/sessions", wrong);
    status = answer.status;
    if (status == 429) {
      EXPECT_FALSE(answer.response.header("Retry-After").empty());
    }
  }
  EXPECT_EQ(status, 429);
}

TEST(Api, SaysThatASessionHasEndedAndAsksToSignIn) {
  House house;
  EXPECT_EQ(house.call("editor", "GET", "/v1/me").text("login"), "editor");
  EXPECT_EQ(house.call("editor", "DELETE", "/v1/sessions/current").status, 200);
  const ApiAnswer answer = house.call("editor", "GET", "/v1/me");
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.key, "server.not_signed_in");
  EXPECT_EQ(answer.response.header("WWW-Authenticate"), "Bearer");
}

TEST(Api, EndsASessionThatIsNotUsed) {
  House house;
  house.now += limits::kSessionIdle + 1s;
  EXPECT_EQ(house.call("editor", "GET", "/v1/me").status, 401);
}

TEST(Api, ChangesOnesOwnPassword) {
  House house;
  EXPECT_EQ(house
                .call("editor", "POST", "/v1/me/password",
                      object({{"old", "sai"}, {"new", "mot mat khau moi hon"}}))
                .status,
            403);
  EXPECT_EQ(house
                .call("editor", "POST", "/v1/me/password",
                      object({{"old", "mot mat khau rat dai"}, {"new", "mot mat khau moi hon"}}))
                .status,
            200);
}

TEST(Api, KeepsPeople) {
  House house;
  const ApiAnswer people = house.call("administrator", "GET", "/v1/people");
  EXPECT_EQ(count(people, "people"), 4u);
  const std::string id = house.call("editor", "GET", "/v1/me").text("id");
  const ApiAnswer changed = house.call("administrator", "PATCH", "/v1/people/" + id,
                                       object({{"display_name", "Chị Lan"}, {"disabled", true}}));
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed.text("display_name"), "Chị Lan");
  EXPECT_EQ(house.call("editor", "GET", "/v1/me").status, 401);
}

TEST(Api, RefusesARoleThatDoesNotExist) {
  House house;
  const ApiAnswer answer = house.call("administrator", "POST", "/v1/people",
                                      object({{"login", "x"},
                                              {"display_name", "X"},
                                              {"roles", Json::Array{Json("king")}},
                                              {"password", "mot mat khau rat dai"}}));
  EXPECT_EQ(answer.status, 400);
}

TEST(Api, RefusesWrongJsonWithASentence) {
  House house;
  const std::string deep(200, '[');
  for (const std::string& body :
       {std::string(""), std::string("{"), std::string("[]"), std::string("{\"a\":1,\"a\":2}"),
        std::string("{\"content\":1.5}"), deep, std::string("{\"content\":\"\xff\"}")}) {
    const ApiAnswer answer = house.raw("editor", "POST", "/v1/items", body);
    EXPECT_EQ(answer.status, 400) << body;
    EXPECT_EQ(answer.key, "server.bad_json") << body;
  }
  EXPECT_TRUE(has_text("server.bad_json"));
  EXPECT_EQ(house.raw("editor", "POST", "/v1/items", "{}").status, 400);
}

TEST(Api, KeepsTheCommune) {
  House house;
  const ApiAnswer answer = house.call("editor", "GET", "/v1/commune");
  EXPECT_EQ(answer.text("code"), "31108");
  EXPECT_EQ(answer.number("utc_offset_minutes"), 420);
}

TEST(Api, AProgramThatKnowsNoSiteLeavesItAsItIs) {
  House house;
  Json commune = house.call("administrator", "GET", "/v1/commune").json;
  EXPECT_EQ(commune.string_at("site").value(), "");
  Json::Object said = *commune.as_object();
  said.insert_or_assign("site", Json("https://bangtin.example.vn"));
  EXPECT_EQ(house.call("administrator", "PUT", "/v1/commune", Json(said)).status, 200);
  said.erase("site");
  EXPECT_EQ(house.call("administrator", "PUT", "/v1/commune", Json(said)).text("site"),
            "https://bangtin.example.vn");
  said.insert_or_assign("site", Json("https://lan@bangtin.example.vn"));
  EXPECT_EQ(house.call("administrator", "PUT", "/v1/commune", Json(said)).key, "commune.site");
}

TEST(Api, TakesAPictureAndGivesItBackInPieces) {
  House house;
  house.picture = NormalPicture{"\xff\xd8\xff" + std::string(1000, 'j') + "\xff\xd9", {640, 480}};
  const ApiAnswer media = house.raw("editor", "POST", "/v1/media", "what the camera wrote");
  ASSERT_EQ(media.status, 200);
  EXPECT_EQ(media.number("size_bytes"), 1005);
  const std::string target = "/v1/blobs/" + media.text("blob");
  const ApiAnswer whole = house.call("technician", "GET", target);
  EXPECT_EQ(whole.status, 200);
  ASSERT_TRUE(whole.response.file.has_value());
  EXPECT_EQ(whole.response.file->size_bytes, 1005);
  EXPECT_EQ(whole.response.header("ETag"), "\"" + media.text("blob") + "\"");
  EXPECT_EQ(whole.response.header("Content-Disposition"), "attachment");
  EXPECT_TRUE(std::filesystem::exists(whole.response.file->path));
  EXPECT_EQ(house.call("editor", "GET", "/v1/blobs/" + std::string(64, 'a')).status, 404);
  EXPECT_EQ(house.call("editor", "GET", "/v1/blobs/keys").status, 404);
}

TEST(Api, RefusesAPictureInTheWordsOfIngest) {
  House house;
  house.picture = error_of(Refusal::Truncated);
  const ApiAnswer answer = house.raw("editor", "POST", "/v1/media", "half a file");
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(answer.key, "ingest.truncated");
  EXPECT_EQ(house.raw("editor", "POST", "/v1/media", "").key, "ingest.empty");
}

TEST(Api, DecidesAboutAnUploadFromItsHeader) {
  House house;
  Request question = House::request("POST", "/v1/media");
  question.awaiting_body = true;
  EXPECT_EQ(house.send(question).status, 401);
}

TEST(Api, CarriesANoticeFromDraftToApproval) {
  House house;
  const std::string id = house.approved_notice();
  const ApiAnswer item = house.call("technician", "GET", "/v1/items/" + id);
  EXPECT_EQ(item.text("state"), "approved");
  EXPECT_EQ(count(house.call("technician", "GET", "/v1/items"), "items"), 1u);
  const ApiAnswer bytes = house.call("technician", "GET", "/v1/versions/" + item.text("approved"));
  EXPECT_EQ(bytes.status, 200);
  EXPECT_TRUE(item_version_from_json(bytes.json).ok());
  const ApiAnswer withdrawn = house.call("editor", "POST", "/v1/items/" + id + "/withdraw",
                                         object({{"reason", "nhầm ngày"}}));
  EXPECT_EQ(withdrawn.text("state"), "withdrawn");
  EXPECT_EQ(withdrawn.text("played"), item.text("approved"));
}

TEST(Api, SavesADraftOnlyOverTheRevisionThatWasRead) {
  House house;
  const Json content = to_json(house.notice_content());
  const ApiAnswer made = house.call("editor", "POST", "/v1/items", object({{"content", content}}));
  const std::string target = "/v1/items/" + made.text("id");
  const std::int64_t revision = made.number("revision");
  EXPECT_EQ(
      house.call("editor", "PUT", target, object({{"content", content}, {"revision", revision}}))
          .status,
      200);
  EXPECT_EQ(
      house.call("editor", "PUT", target, object({{"content", content}, {"revision", revision}}))
          .status,
      409);
  EXPECT_EQ(house.call("editor", "GET", "/v1/items/none").status, 404);
  EXPECT_EQ(house.call("editor", "GET", "/v1/items/No%20Id").status, 404);
}

TEST(Api, PublishesToABoardAndShowsWhoIsOnline) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  const std::string playlist = house.published(house.approved_notice(), board);
  const std::string target = "/v1/playlists/" + playlist;
  const auto online = [&house, &target] {
    const ApiAnswer answer = house.call("technician", "GET", target + "/delivery");
    return *(*answer.json.array_at("deliveries", 10).value())[0].bool_at("online");
  };
  EXPECT_FALSE(online());
  house.hub.open(BoardId{board}, "192.0.2.7", 0, std::make_shared<KeptSink>());
  EXPECT_TRUE(online());
  EXPECT_TRUE(*house.call("editor", "GET", "/v1/boards/" + board).json.bool_at("online"));
  EXPECT_EQ(count(house.call("editor", "GET", "/v1/playlists"), "playlists"), 1u);
  EXPECT_EQ(house.call("editor", "DELETE", target).status, 200);
  EXPECT_EQ(count(house.call("editor", "GET", "/v1/playlists"), "playlists"), 0u);
}

TEST(Api, RefusesToPublishWhatNobodyApproved) {
  House house;
  const std::string board = house.pair(house.new_key());
  const ApiAnswer item = house.call("editor", "POST", "/v1/items",
                                    object({{"content", to_json(house.notice_content())}}));
  const ApiAnswer playlist = house.call("editor", "POST", "/v1/playlists",
                                        object({{"name", "Sáng"},
                                                {"items", Json::Array{Json(item.text("id"))}},
                                                {"boards", Json::Array{Json(board)}}}));
  const ApiAnswer published =
      house.call("editor", "POST", "/v1/playlists/" + playlist.text("id") + "/publish");
  EXPECT_EQ(published.status, 400);
  EXPECT_EQ(published.key, "playlist.not_approved");
}

TEST(Api, ListsEventsInTheirOrder) {
  House house;
  house.approved_notice();
  const ApiAnswer all = house.call("technician", "GET", "/v1/events");
  const Json::Array& events = **all.json.array_at("events", 1000);
  ASSERT_GT(events.size(), 3u);
  const std::int64_t third = *events[2].int_at("seq");
  const ApiAnswer rest =
      house.call("technician", "GET", "/v1/events?after=" + std::to_string(third));
  EXPECT_EQ(count(rest, "events"), events.size() - 3);
  EXPECT_EQ(house.call("technician", "GET", "/v1/events?after=x").status, 400);
  EXPECT_EQ(house.call("technician", "GET", "/v1/events?after=-1").status, 400);
}

TEST(Api, ReportsPlaysOfAPeriod) {
  House house;
  const ApiAnswer report =
      house.call("technician", "GET", "/v1/reports/plays?from=2026-11-21&to=2026-11-22");
  EXPECT_EQ(report.status, 200);
  EXPECT_EQ(report.number("plays"), 0);
  EXPECT_EQ(house.call("technician", "GET", "/v1/reports/plays?from=x&to=y").status, 400);
  EXPECT_EQ(
      house.call("technician", "GET", "/v1/reports/plays?from=2026-11-21&to=2026-11-22&board=A*")
          .status,
      400);
}

TEST(Api, ListsTheZonesToPageFor) {
  House house;
  EXPECT_GT(count(house.call("editor", "GET", "/v1/zones"), "zones"), 4u);
}

TEST(Api, HasASentenceForEachOfItsOwnKeys) {
  for (const char* key :
       {"server.not_found", "server.not_signed_in", "server.role_missing", "server.bad_json",
        "server.bad_query", "server.bad_request", "server.body_too_large", "server.busy",
        "server.wrong_code", "server.too_many_tries", "server.bad_signature", "board.replayed",
        "board.copied_key", "board.revoked", "board.unknown"}) {
    EXPECT_TRUE(has_text(key)) << key;
  }
}

}  // namespace
}  // namespace bangtin
