#include "player/agent/network_watch.h"

#include <gtest/gtest.h>

#include <set>

#include "shared/base/board_limits.h"
#include "tests/player/agent/world.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class SimNetworkLinks final : public NetworkLinks {
 public:
  std::vector<NetworkLink> read() override {
    ++reads;
    return links;
  }
  std::vector<NetworkLink> links{{"eth0", false, true, {"192.0.2.4"}}};
  int reads = 0;
};

/// A board whose page asks.
struct Asking {
  explicit Asking(bool paired = false) {
    world.links = &links;
    if (paired) {
      world.pair();
    } else {
      EXPECT_TRUE(world.start());
    }
  }
  void ask(std::int64_t number) {
    BoardSetup setup;
    setup.network_asked = number;
    world.board.write_atomic(kSetupFile, to_json(setup).dump(), false).value();
    world.folder_changed();
  }
  NetworkFacts facts() {
    const auto read = load_message<NetworkFacts>(world.board, kNetworkFile);
    return read.ok() ? *read : NetworkFacts{};
  }
  bool reaches(ServerReach reach) {
    return world.run_until([&] { return facts().reach == reach; }, 60s);
  }

  World world;
  SimNetworkLinks links;
};

TEST(NetworkWatch, GathersNothingUntilSomebodyAsks) {
  Asking board;
  board.world.run_for(10min);
  EXPECT_FALSE(board.world.board.exists(kNetworkFile));
  EXPECT_EQ(board.links.reads, 0);
}

TEST(NetworkWatch, TellsLinkServerAndClockAndEndsAfterAMinute) {
  Asking board;
  board.world.office.health =
      R"({"status":"ok","version":"1","time":")" + to_iso8601(board.world.now - 5min) + "\"}";
  board.ask(1);
  ASSERT_TRUE(board.reaches(ServerReach::Reached));
  const NetworkFacts facts = board.facts();
  EXPECT_EQ(facts.asked, 1);
  EXPECT_EQ(facts.server_url, "https://[::1]:8443");
  EXPECT_EQ(facts.links, board.links.links);
  ASSERT_TRUE(facts.clock_ahead_ms);
  EXPECT_EQ(*facts.clock_ahead_ms, Millis(5min));
  board.world.run_for(2min);
  const int reads = board.links.reads;
  EXPECT_GE(reads, 15);
  EXPECT_LE(reads, 25);
  board.world.run_for(10min);
  EXPECT_EQ(board.links.reads, reads);
  board.ask(2);
  EXPECT_TRUE(board.world.run_until([&] { return board.facts().asked == 2; }, 10s));
}

TEST(NetworkWatch, TheSameQuestionIsNotAskedAgainByARestart) {
  Asking board;
  board.ask(1);
  ASSERT_TRUE(board.reaches(ServerReach::Reached));
  board.world.kill();
  ASSERT_TRUE(board.world.start());
  const int reads = board.links.reads;
  board.world.run_for(5min);
  EXPECT_EQ(board.links.reads, reads);
}

TEST(NetworkWatch, APulledCableAndAServerThatIsGoneAreSeenWhileThePageAsks) {
  Asking board(true);
  board.ask(1);
  ASSERT_TRUE(board.reaches(ServerReach::Reached));
  board.world.run_for(5s);  // What a start sends has arrived: none of it holds a slot.
  board.links.links[0].plugged = false;
  board.world.transport.line.parted = true;
  EXPECT_TRUE(board.reaches(ServerReach::NoAnswer));
  EXPECT_FALSE(board.facts().links[0].plugged);
  EXPECT_FALSE(board.facts().clock_ahead_ms);
}

Answer answer_of(int status, std::string body) {
  Answer answer;
  answer.response.status = status;
  answer.response.body = std::move(body);
  return answer;
}

TEST(Health, OnlyOurServerCountsAsReached) {
  const Instant now = *from_iso8601("2026-11-22T00:00:10Z");
  const auto reach = [&](const Result<Answer>& answer) {
    NetworkFacts facts;
    judge_health(answer, now, 0ms, facts);
    return facts.reach;
  };
  const std::string ours = R"({"status":"ok","version":"1"})";
  EXPECT_EQ(reach(answer_of(200, ours)), ServerReach::Reached);
  EXPECT_EQ(reach(answer_of(404, ours)), ServerReach::NotOurs);
  for (const char* body : {"", "<html>", "{}", "[]", R"({"status":"ok"})",
                           R"({"status":1,"version":"1"})", R"({"status":"no","version":"1"})"}) {
    EXPECT_EQ(reach(answer_of(200, body)), ServerReach::NotOurs) << body;
  }
  const auto failed = [&](Code code, const char* key) { return reach(Error{code, "", key}); };
  EXPECT_EQ(failed(Code::Unavailable, "net.no_name"), ServerReach::NoName);
  EXPECT_EQ(failed(Code::Unavailable, "net.not_secure"), ServerReach::NotSecure);
  EXPECT_EQ(failed(Code::Denied, "net.wrong_server"), ServerReach::OtherServer);
  EXPECT_EQ(failed(Code::Unavailable, "net.unavailable"), ServerReach::NoAnswer);
}

TEST(Health, TheWayIsTakenOutOfTheClock) {
  NetworkFacts facts;
  judge_health(answer_of(200, R"({"status":"ok","version":"1","time":"2026-11-22T00:00:00Z"})"),
               *from_iso8601("2026-11-22T00:00:10Z"), 8s, facts);
  EXPECT_EQ(facts.clock_ahead_ms, Millis(6s));
  judge_health(answer_of(200, R"({"status":"ok","version":"1","time":"hôm nay"})"),
               *from_iso8601("2026-11-22T00:00:10Z"), 0ms, facts);
  EXPECT_FALSE(facts.clock_ahead_ms);
}

TEST(SystemNetworkLinks, NamesEachPortOnceAndNeverTheLoopback) {
  SystemNetworkLinks links;
  std::set<std::string> names;
  for (const NetworkLink& link : links.read()) {
    EXPECT_NE(link.name, "lo");
    EXPECT_TRUE(names.insert(link.name).second) << link.name;
    EXPECT_LE(link.addresses.size(), limits::kLinkAddressesMax);
  }
  EXPECT_LE(names.size(), limits::kLinksMax);
}

}  // namespace
}  // namespace bangtin
