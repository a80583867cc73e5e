#include <gtest/gtest.h>

#include "shared/crypto/sha256.h"
#include "shared/protocol/content_json.h"
#include "shared/trust/seal.h"
#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

std::string problem_of(House& house, const std::string& board) {
  return house.call("technician", "GET", "/v1/boards/" + board).text("problem");
}

TEST(BoardApi, PairsABoardAfterATechnicianComparedTheWords) {
  House house;
  const KeyPair key = house.new_key();
  const ApiAnswer offer = house.signed_call(
      key, "POST", "/v1/pairings", to_json(PairingRequest{key.public_key(), {600, 400}, "1"}));
  ASSERT_EQ(offer.status, 200);
  const std::string poll = "/v1/pairings/" + offer.text("pairing");
  EXPECT_EQ(house.signed_call(key, "GET", poll).text("state"), "waiting");
  const std::string code = "/v1/pairing-codes/" + offer.text("code");
  EXPECT_EQ(house.call("technician", "GET", code).status, 200);
  const ApiAnswer board =
      house.call("technician", "POST", code + "/accept", object({{"name", "Bảng chợ"}}));
  ASSERT_EQ(board.status, 200);
  const ApiAnswer answer = house.signed_call(key, "GET", poll);
  const auto opened = open(SealKind::PairingAnswer, answer.text("answer"), house.seal.public_key());
  ASSERT_TRUE(opened.ok());
  PairingAnswer told;
  ASSERT_TRUE(from_json(*opened, told).ok());
  EXPECT_EQ(told.board.text, board.text("id"));
}

TEST(BoardApi, RefusesAPairing) {
  House house;
  const KeyPair key = house.new_key();
  const ApiAnswer offer = house.signed_call(
      key, "POST", "/v1/pairings", to_json(PairingRequest{key.public_key(), {600, 400}, "1"}));
  EXPECT_EQ(house.call("technician", "POST", "/v1/pairing-codes/" + offer.text("code") + "/refuse")
                .status,
            200);
  EXPECT_EQ(house.signed_call(key, "GET", "/v1/pairings/" + offer.text("pairing")).text("state"),
            "refused");
}

TEST(BoardApi, TakesNoPairingRequestForAnotherKey) {
  House house;
  const KeyPair mine = house.new_key();
  const KeyPair other = house.new_key();
  const ApiAnswer answer = house.signed_call(
      mine, "POST", "/v1/pairings", to_json(PairingRequest{other.public_key(), {600, 400}, "1"}));
  EXPECT_EQ(answer.status, 403);
}

TEST(BoardApi, A37StopsAPersonForAMinuteAfterFiveWrongCodes) {
  House house;
  const KeyPair key = house.new_key();
  const ApiAnswer offer = house.signed_call(
      key, "POST", "/v1/pairings", to_json(PairingRequest{key.public_key(), {600, 400}, "1"}));
  for (int i = 0; i < limits::kPairingTriesMax; ++i) {
    EXPECT_EQ(house.call("technician", "GET", "/v1/pairing-codes/BBBBBBBB").status, 404);
  }
  const std::string right = "/v1/pairing-codes/" + offer.text("code");
  const ApiAnswer stopped = house.call("technician", "GET", right);
  EXPECT_EQ(stopped.status, 429);
  EXPECT_EQ(stopped.key, "server.too_many_tries");
  EXPECT_EQ(stopped.response.header("Retry-After"), "60");
  EXPECT_EQ(house.call("administrator", "GET", right).status, 200);
  house.now += 61s;
  EXPECT_EQ(house.call("technician", "GET", right).status, 200);
}

TEST(BoardApi, RefusesARequestWhoseSignatureDoesNotFit) {
  House house;
  const KeyPair key = house.new_key();
  house.pair(key);
  const auto refused = [&house, &key](auto spoil) {
    Request request = House::request("POST", "/v1/board/status", "{}");
    house.sign(request, key, 100);
    spoil(request);
    const ApiAnswer answer = house.send(request);
    return answer.status == 403 && answer.key == "server.bad_signature";
  };
  EXPECT_TRUE(refused([](Request& request) { request.body = "{ }"; }));
  EXPECT_TRUE(refused([](Request& request) { request.target += "?x=1"; }));
  EXPECT_TRUE(refused([](Request& request) {
    request.method = "GET";
    request.path = kProbe;
  }));
  EXPECT_TRUE(refused([](Request& request) { request.headers[1].second = "101"; }));
  EXPECT_TRUE(refused([](Request& request) { request.headers[1].second = "0"; }));
  EXPECT_TRUE(refused([](Request& request) { request.headers[1].second = "9223372036854775807"; }));
  EXPECT_TRUE(refused([&house](Request& request) {
    request.headers[0].second = to_hex(house.new_key().public_key());
  }));
}

TEST(BoardApi, TakesEachCounterOnceThoughNotAlwaysInOrder) {
  House house;
  const KeyPair key = house.new_key();
  house.pair(key);
  const auto status = [&house, &key](std::int64_t counter) {
    return house.signed_call(key, "GET", kProbe, {}, counter).status;
  };
  EXPECT_EQ(status(100), 200);
  EXPECT_EQ(status(100), 409);
  EXPECT_EQ(status(90), 200);
  EXPECT_EQ(status(90), 409);
  EXPECT_EQ(status(30), 409);
  EXPECT_EQ(status(101), 200);
}

TEST(BoardApi, A37TakesNoOldCounterAfterARestart) {
  House house;
  const KeyPair key = house.new_key();
  house.pair(key);
  for (std::int64_t counter = 10; counter < 40; ++counter) {
    ASSERT_EQ(house.signed_call(key, "GET", kProbe, {}, counter).status, 200);
  }
  house.restart();
  for (std::int64_t counter = 1; counter < 40; ++counter) {
    const ApiAnswer answer = house.signed_call(key, "GET", kProbe, {}, counter);
    ASSERT_EQ(answer.status, 409) << counter;
    EXPECT_EQ(answer.key, "board.replayed");
  }
  // What was noted ahead is lost to the board, and proves nothing against it.
  const std::int64_t free_again = 40 + limits::kCounterNotedAhead;
  EXPECT_EQ(house.signed_call(key, "GET", kProbe, {}, free_again).status, 200);
}

TEST(BoardApi, ShowsAProblemWhenNewCountersComeTwice) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  ASSERT_EQ(house.signed_call(key, "GET", kProbe, {}, 1000).status, 200);
  EXPECT_EQ(problem_of(house, board), "");
  house.peer = "198.51.100.9";
  for (std::size_t i = 0; i < limits::kReplaysBeforeProblem; ++i) {
    EXPECT_EQ(house.signed_call(key, "GET", kProbe, {}, 1000).status, 409);
  }
  EXPECT_EQ(problem_of(house, board), "board.copied_key");
  EXPECT_EQ(house.office->board(BoardId{board})->problem_peers, "192.0.2.1, 198.51.100.9");
}

TEST(BoardApi, BlamesNoBoardForTheRestartOfTheServer) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  ASSERT_EQ(house.signed_call(key, "GET", kProbe, {}, 1000).status, 200);
  house.restart();
  for (std::int64_t counter = 1001; counter <= 1000 + limits::kCounterNotedAhead; ++counter) {
    EXPECT_EQ(house.signed_call(key, "GET", kProbe, {}, counter).status, 409);
  }
  EXPECT_EQ(problem_of(house, board), "");
}

TEST(BoardApi, LetsABoardBeginAnewWhenItIsPairedAgain) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  ASSERT_EQ(house.signed_call(key, "GET", kProbe, {}, 50'000).status, 200);
  house.restart();
  EXPECT_EQ(house.pair(key), board);
  EXPECT_EQ(house.signed_call(key, "GET", kProbe, {}, 500).status, 200);
}

TEST(BoardApi, ShutsARevokedBoardOut) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  const auto stream = std::make_shared<KeptSink>();
  house.hub.open(BoardId{board}, "192.0.2.7", 0, stream);
  EXPECT_EQ(house.call("technician", "POST", "/v1/boards/" + board + "/revoke").text("state"),
            "revoked");
  EXPECT_TRUE(stream->closed);
  for (const char* target : {kProbe, "/v1/board/events"}) {
    const ApiAnswer answer = house.signed_call(key, "GET", target);
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(answer.key, "board.revoked");
  }
}

TEST(BoardApi, ARevokedBoardThatStillCallsIsShownWithWhereItIs) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  house.call("technician", "POST", "/v1/boards/" + board + "/revoke");
  EXPECT_EQ(problem_of(house, board), "");
  const std::int64_t before = house.office->last_event().value();
  house.peer = "203.0.113.5";
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(house.signed_call(key, "GET", kProbe).key, "board.revoked");
  EXPECT_EQ(problem_of(house, board), "board.revoked_calls");
  EXPECT_EQ(house.office->board(BoardId{board})->problem_peers, "203.0.113.5");
  EXPECT_EQ(house.office->last_event().value(), before + 1) << "told once";
  house.peer = "203.0.113.6";
  house.now += BoardGate::kNotedEvery;
  house.signed_call(key, "GET", kProbe);
  EXPECT_EQ(house.office->board(BoardId{board})->problem_peers, "203.0.113.6");
}

TEST(BoardApi, A39ARevokedKeyThatComesFromManyPlacesDoesNotFillTheLog) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  house.call("technician", "POST", "/v1/boards/" + board + "/revoke");
  const std::int64_t before = house.office->last_event().value();
  const Instant end = house.now + BoardGate::kNotedEvery;
  for (int call = 0; house.now < end; ++call) {
    house.peer = call % 2 == 0 ? "203.0.113.5" : "203.0.113.6";
    EXPECT_EQ(house.signed_call(key, "GET", kProbe).key, "board.revoked");
    house.now += 30s;
  }
  EXPECT_EQ(house.office->last_event().value(), before + 1);
  EXPECT_EQ(house.office->board(BoardId{board})->problem_peers, "203.0.113.5");
  house.peer = "203.0.113.7";
  house.signed_call(key, "GET", kProbe);
  EXPECT_EQ(house.office->last_event().value(), before + 2) << "the next place, an hour later";
  EXPECT_EQ(house.office->board(BoardId{board})->problem_peers, "203.0.113.7");
  house.now -= 24h;  // A clock that was set back holds nothing up.
  house.peer = "203.0.113.8";
  house.signed_call(key, "GET", kProbe);
  EXPECT_EQ(house.office->board(BoardId{board})->problem_peers, "203.0.113.8");
}

TEST(BoardApi, A39ACopiedKeyThatComesFromManyPlacesDoesNotFillTheLog) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  ASSERT_EQ(house.signed_call(key, "GET", kProbe, {}, 1000).status, 200);
  const std::int64_t before = house.office->last_event().value();
  const Instant end = house.now + BoardGate::kNotedEvery;
  const auto replay_from = [&](int place) {
    house.peer = "198.51.100." + std::to_string(place);
    for (std::size_t i = 0; i < limits::kReplaysBeforeProblem; ++i) {
      EXPECT_EQ(house.signed_call(key, "GET", kProbe, {}, 1000).status, 409);
    }
    house.now += 60s;
  };
  for (int place = 1; house.now < end; ++place) replay_from(place);
  EXPECT_EQ(house.office->last_event().value(), before + 1);
  EXPECT_EQ(house.office->board(BoardId{board})->problem_peers, "192.0.2.1, 198.51.100.1");
  replay_from(99);
  EXPECT_EQ(house.office->last_event().value(), before + 2);
  EXPECT_EQ(house.office->board(BoardId{board})->problem_peers, "192.0.2.1, 198.51.100.99");
}

TEST(BoardApi, GivesASelectionByItsHashToItsBoardAlone) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  house.published(house.approved_notice(), board);
  const auto made = house.office->selection_of(BoardId{board}, house.now);
  ASSERT_TRUE(made.ok());
  const std::string path = "/v1/selections/" + to_hex(sha256(made->bytes));
  EXPECT_EQ(house.signed_call(key, "GET", path).response.body, made->bytes);
  const KeyPair other = house.new_key();
  house.pair(other);
  EXPECT_EQ(house.signed_call(other, "GET", path).status, 404);
}

TEST(BoardApi, LetsABoardFetchOnlyWhatItsSelectionNames) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  const std::string item = house.approved_notice();
  const std::string version = house.call("editor", "GET", "/v1/items/" + item).text("approved");
  EXPECT_EQ(house.signed_call(key, "GET", "/v1/versions/" + version).status, 404);
  house.published(item, board);
  const ApiAnswer fetched = house.signed_call(key, "GET", "/v1/versions/" + version);
  ASSERT_EQ(fetched.status, 200);
  EXPECT_EQ(to_hex(sha256(fetched.response.body)), version);
  const ApiAnswer media = house.raw("editor", "POST", "/v1/media", "a picture of somebody else");
  EXPECT_EQ(house.signed_call(key, "GET", "/v1/blobs/" + media.text("blob")).status, 404);
}

TEST(BoardApi, OpensAStreamWithTheHeadAtOnce) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  house.published(house.approved_notice(), board);
  const ApiAnswer opened = house.signed_call(key, "GET", "/v1/board/events");
  ASSERT_TRUE(opened.response.stream.has_value());
  const StreamBody& stream = *opened.response.stream;
  EXPECT_EQ(stream.board.text, board);
  const std::int64_t generation =
      house.call("editor", "GET", "/v1/boards/" + board).number("generation_wanted");
  EXPECT_EQ(stream.first, head_event(stream.seq, generation));
}

TEST(BoardApi, SendsNoHeadToAStreamThatHasItAlready) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  const std::string item = house.approved_notice();
  const ApiAnswer opened = house.signed_call(key, "GET", "/v1/board/events");
  const std::string last = std::to_string(opened.response.stream->seq);
  const ApiAnswer again = house.signed_call(key, "GET", "/v1/board/events", {}, 0, last);
  EXPECT_EQ(again.response.stream->first, ":\n\n");
  house.published(item, board);
  const ApiAnswer missed = house.signed_call(key, "GET", "/v1/board/events", {}, 0, last);
  EXPECT_NE(missed.response.stream->first.find("event: head"), std::string::npos);
  const ApiAnswer odd = house.signed_call(key, "GET", "/v1/board/events", {}, 0, "999999999");
  EXPECT_NE(odd.response.stream->first.find("event: head"), std::string::npos);
}

TEST(BoardApi, PushesANewSelectionToTheStream) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  const std::string item = house.approved_notice();
  const ApiAnswer opened = house.signed_call(key, "GET", "/v1/board/events");
  const auto stream = std::make_shared<KeptSink>();
  house.hub.open(BoardId{board}, "192.0.2.7", opened.response.stream->seq, stream);
  ASSERT_TRUE(house.push->step().ok());
  stream->sent.clear();
  house.published(item, board);
  ASSERT_TRUE(house.push->step().ok());
  EXPECT_NE(stream->sent.find("event: head"), std::string::npos);
  stream->sent.clear();
  ASSERT_TRUE(house.push->step().ok());
  EXPECT_EQ(stream->sent, "");
}

TEST(BoardApi, ShowsAProblemWhenTwoPlacesFightForOneStream) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  const char* places[] = {"192.0.2.7", "198.51.100.9"};
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(problem_of(house, board), "") << i;
    house.peer = places[i % 2];
    ASSERT_EQ(house.signed_call(key, "GET", "/v1/board/events").status, 200);
    house.hub.open(BoardId{board}, house.peer, 0, std::make_shared<KeptSink>());
    house.now += 5s;
  }
  EXPECT_EQ(problem_of(house, board), "board.copied_key");
  EXPECT_EQ(house.office->board(BoardId{board})->problem_peers, "192.0.2.7, 198.51.100.9");
}

TEST(BoardApi, BlamesNoBoardThatComesBackFromItsOwnPlace) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  for (int i = 0; i < 10; ++i) {
    ASSERT_EQ(house.signed_call(key, "GET", "/v1/board/events").status, 200);
    house.hub.open(BoardId{board}, house.peer, 0, std::make_shared<KeptSink>());
  }
  EXPECT_EQ(problem_of(house, board), "");
}

TEST(BoardApi, StoresPlaysOnceAndCountsThem) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  const std::string item = house.approved_notice();
  house.published(item, board);
  const auto version =
      digest_from_hex(house.call("editor", "GET", "/v1/items/" + item).text("approved"));
  PlayBatch batch{"log-1", 1, {}};
  for (int i = 0; i < 3; ++i) {
    batch.rows.push_back({ItemId{item}, *version, house.now - 60s + 10s * i, 10s, 1});
  }
  for (int times = 0; times < 2; ++times) {
    const ApiAnswer answer = house.signed_call(key, "POST", "/v1/board/plays", to_json(batch));
    ASSERT_EQ(answer.status, 200) << answer.response.body;
    EXPECT_EQ(answer.number("acknowledged"), 3);
  }
  const ApiAnswer report =
      house.call("editor", "GET", "/v1/reports/plays?from=2026-11-20&to=2026-11-25&board=" + board);
  EXPECT_EQ(report.number("plays"), 3);
  EXPECT_EQ(report.number("shown_ms"), 30'000);
  batch.log = "log-2";
  const ApiAnswer other = house.signed_call(key, "POST", "/v1/board/plays", to_json(batch));
  EXPECT_EQ(other.status, 409);
  EXPECT_EQ(other.key, "board.copied_key");
}

TEST(BoardApi, TakesAStatus) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  BoardStatus status;
  status.generation = 0;
  status.canvas_px = {600, 400};
  status.at = house.now;
  status.program_version = "0.1.0";
  EXPECT_EQ(house.signed_call(key, "POST", "/v1/board/status", to_json(status)).status, 200);
  EXPECT_EQ(house.signed_call(key, "POST", "/v1/board/status", {}).status, 400);
}

TEST(BoardApi, ShowsPeopleTheGenerationOfABoard) {
  House house;
  const std::string board = house.pair(house.new_key());
  house.published(house.approved_notice(), board);
  const ApiAnswer file = house.call("editor", "GET", "/v1/boards/" + board + "/generation");
  ASSERT_EQ(file.status, 200);
  EXPECT_TRUE(manifest_of(file.response.body).ok());
  EXPECT_EQ(
      house.call("technician", "PATCH", "/v1/boards/" + board, object({{"name", "Bảng đình làng"}}))
          .text("name"),
      "Bảng đình làng");
  EXPECT_EQ(house.call("editor", "GET", "/v1/boards/none").status, 404);
}

}  // namespace
}  // namespace bangtin
