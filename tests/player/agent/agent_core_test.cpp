#include "player/agent/agent_core.h"

#include <gtest/gtest.h>

#include "shared/base/limits.h"
#include "tests/player/agent/world.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

void expect_plays(const World& world, int count) {
  ASSERT_EQ(world.office.plays.size(), static_cast<std::size_t>(count));
  for (int n = 0; n < count; ++n) {
    EXPECT_EQ(world.office.plays[static_cast<std::size_t>(n)], play(n)) << n;
  }
}

TEST(AgentCore, PlaysArriveOnceInOrder) {
  World world;
  world.office.publish(1, {5'000});
  world.pair();
  for (int n = 0; n < 20; ++n) {
    world.spool(1, play(n));
    world.folder_changed();
    world.run_for(1s);
  }
  world.run_for(20s);
  expect_plays(world, 20);
  EXPECT_TRUE(world.office.complaints.empty());
}

TEST(AgentCore, PlaysArriveOnceOverABadLineAndPowerCuts) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    World world(seed);
    world.office.publish(1, {200'000});
    world.transport.line = {1ms, 400ms, 20'000, 10, 10, 10, 10, false};
    world.pair();
    int written = 0;
    for (int file = 1; file <= 12; ++file) {
      if (chance(world.random, 30)) {
        (chance(world.random, 50) ? world.own : world.board)
            .cut_power_at(between(world.random, 1, 12), chance(world.random, 50));
      }
      try {
        while (written < file * 10) world.spool(file, play(written++));
        world.folder_changed();
        world.run_for(Millis(between(world.random, 0, 20'000)));
      } catch (const PowerCut&) {
        // The player's line is not counted as shown before its sync returned.
        --written;
        break;
      }
      world.own.keep_power();
      world.board.keep_power();
    }
    world.own.keep_power();
    world.board.keep_power();
    if (chance(world.random, 50)) {
      world.own.crash();
      world.board.crash();
    }
    world.kill();
    ASSERT_TRUE(world.start());
    world.transport.line = {};
    world.run_for(10min);
    // A cut inside the player's own write may or may not have kept that one line.
    ASSERT_GE(world.office.plays.size(), static_cast<std::size_t>(written));
    ASSERT_LE(world.office.plays.size(), static_cast<std::size_t>(written) + 1);
    for (int n = 0; n < written; ++n) {
      ASSERT_EQ(world.office.plays[static_cast<std::size_t>(n)], play(n)) << n;
    }
    EXPECT_TRUE(world.office.complaints.empty());
  }
}

TEST(AgentCore, AThousandPlaysGoInOneBatchMoreInSeveral) {
  World world;
  world.office.publish(1, {5'000});
  world.transport.line.parted = true;
  world.pair();
  for (int n = 0; n < 2'500; ++n) world.spool(1, play(n % 250 + n));
  world.folder_changed();
  world.run_for(1min);
  EXPECT_TRUE(world.office.plays.empty());
  world.transport.line.parted = false;
  EXPECT_TRUE(world.run_until([&] { return world.office.plays.size() == 2'500; }, 3min));
}

TEST(AgentCore, ACopiedKeyIsToldAndNothingIsForgotten) {
  World world;
  world.office.publish(1, {5'000});
  world.office.play_log = "another-log";
  world.pair();
  world.spool(1, play(0));
  world.run_for(30s);
  EXPECT_EQ(world.core->problem(), "agent.copied_key");
  EXPECT_EQ(world.office.statuses.back().problem, "agent.copied_key");
  EXPECT_EQ(world.playable_generation(), 1);
  world.office.play_log.clear();
  world.run_for(limits::kRevokedRetry + 10s);
  expect_plays(world, 1);
  EXPECT_EQ(world.core->problem(), "");
}

TEST(AgentCore, ANumberTheServerHasSeenIsFollowedByHigherOnes) {
  World world;
  world.office.publish(1, {5'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }));
  world.kill();
  // An old copy of the folder came back: its numbers were used long ago.
  world.own.write_atomic("counter.json", "{\"reserved\":1}", false).value();
  world.office.publish(2, {5'000});
  ASSERT_TRUE(world.start());
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }, 2min));
  EXPECT_GT(world.office.replayed, 0);
}

TEST(AgentCore, ARevokedBoardSaysSoToThePlayerAndIsQuiet) {
  World world;
  world.office.publish(1, {5'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }));
  world.office.refuse_all = Error{Code::Denied, "revoked", "board.revoked"};
  ASSERT_TRUE(world.run_until([&] { return world.core->revoked(); }, 2min));
  EXPECT_TRUE(load_message<BoardPin>(world.board, kPinFile)->revoked);
  const std::int64_t requests = world.transport.requests;
  world.run_for(60min);
  EXPECT_LE(world.transport.requests - requests, 13);
  world.kill();
  ASSERT_TRUE(world.start());
  EXPECT_TRUE(world.core->revoked());
  world.office.refuse_all.reset();
  ASSERT_TRUE(world.run_until([&] { return !world.core->revoked(); }, 6min));
  EXPECT_FALSE(load_message<BoardPin>(world.board, kPinFile)->revoked);
  world.office.publish(2, {5'000});
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }, 6min));
}

TEST(AgentCore, ARevokedBoardIsPairedAnewOnlyWhenATechnicianLetsItForget) {
  World world;
  world.office.publish(1, {5'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }));
  EXPECT_EQ(forget_server(world.own, world.board).error().key, "agent.forget_not_revoked");
  EXPECT_TRUE(world.core->paired());
  world.office.refuse_all = Error{Code::Denied, "revoked", "board.revoked"};
  ASSERT_TRUE(world.run_until([&] { return world.core->revoked(); }, 2min));
  world.run_for(30min);
  EXPECT_TRUE(world.core->paired()) << "it offers no pairing by itself";
  const std::string revoked_key = *world.own.read(kKeyFile, 0, 100);
  ASSERT_TRUE(forget_server(world.own, world.board).ok());
  EXPECT_TRUE(forget_server(world.own, world.board).ok()) << "said twice";
  EXPECT_FALSE(world.board.exists(kPinFile)) << "the player shows the code, and no revoked board";
  world.office.refuse_all.reset();
  world.folder_changed();
  ASSERT_TRUE(world.run_until([&] { return !world.card().code.empty(); }, 2min));
  EXPECT_FALSE(world.core->paired());
  EXPECT_NE(*world.own.read(kKeyFile, 0, 100), revoked_key) << "the server takes it never again";
  // The same when the agent was started anew meanwhile.
  world.kill();
  ASSERT_TRUE(world.start());
  EXPECT_FALSE(world.core->paired());
}

TEST(AgentCore, ASilentStreamIsOpenedAgainAndMissedNewsAreFetched) {
  World world;
  world.office.publish(1, {5'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }));
  world.run_for(10s);
  world.transport.line.parted = true;
  world.office.publish(2, {5'000});
  world.transport.push(world.office.head_event());
  world.run_for(10min);
  EXPECT_EQ(world.playable_generation(), 1);
  world.transport.line.parted = false;
  EXPECT_TRUE(
      world.run_until([&] { return world.playable_generation() == 2; }, limits::kBackoffMax + 40s));
}

TEST(AgentCore, TheStatusFollowsWhatThePlayerShows) {
  World world;
  world.office.publish(1, {5'000});
  world.now = Instant{};  // A clock at 1970 breaks nothing.
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }));
  ShownFile shown;
  shown.generation = 1;
  shown.selection = sha256(world.office.selection);
  shown.canvas_px = {600, 480};
  world.board.write_atomic(kShownFile, to_json(shown).dump(), false).value();
  world.folder_changed();
  EXPECT_TRUE(world.run_until(
      [&] {
        return !world.office.statuses.empty() && world.office.statuses.back().generation == 1;
      },
      2s));
  EXPECT_EQ(world.office.statuses.back().selection, shown.selection);
  const std::size_t before = world.office.statuses.size();
  world.run_for(10min);
  EXPECT_NEAR(static_cast<double>(world.office.statuses.size() - before), 10, 1);
}

/// Measured when it is told; a value that moves is no reason to tell more often.
TEST(AgentCore, TellsTheBoardsHealthWithEachStatus) {
  class Warming final : public HealthReader {
   public:
    BoardHealth read() override {
      BoardHealth health;
      health.temperature_c = ++degrees;
      return health;
    }
    int degrees = 40;
  };
  Warming sensor;
  World world;
  world.health = &sensor;
  world.start();
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return !world.office.statuses.empty(); }));
  const std::size_t before = world.office.statuses.size();
  world.run_for(10min);
  EXPECT_NEAR(static_cast<double>(world.office.statuses.size() - before), 10, 1);
  ASSERT_TRUE(world.office.statuses.back().health);
  EXPECT_EQ(world.office.statuses.back().health->temperature_c, sensor.degrees);
}

void set_up(World& world, const BoardSetup& setup) {
  world.board.write_atomic(kSetupFile, to_json(setup).dump(), false).value();
  world.folder_changed();
}

TEST(AgentCore, WithoutAServerAddressItSaysSoAndWaitsForTheSetUpPage) {
  World world;
  world.options.server_url.clear();
  ASSERT_TRUE(world.start());
  world.run_for(60s);
  EXPECT_EQ(world.card().problem, "agent.no_server_url");
  EXPECT_EQ(world.card().server_url, "");
  EXPECT_EQ(world.transport.requests, 0);
  BoardSetup setup;
  setup.server_url = "https://[::1]:8443";
  setup.name = "Chợ Tân Hưng";
  set_up(world, setup);
  ASSERT_TRUE(world.run_until([&] { return !world.card().code.empty(); }, 10s));
  EXPECT_EQ(world.card().server_url, setup.server_url);
  EXPECT_EQ(world.office.offered_name, "Chợ Tân Hưng");
  setup.name = "Chợ Tân Thuận";
  set_up(world, setup);
  EXPECT_TRUE(world.run_until([&] { return world.office.offered_name == setup.name; }, 10s))
      << "a better name reaches the office before anybody accepts";
  world.office.accept();
  EXPECT_TRUE(world.run_until([&] { return world.core->paired(); }, 10s));
}

TEST(AgentCore, TheAddressOfTheSetUpPageCountsMoreThanTheSettings) {
  World world;
  ASSERT_TRUE(world.start());
  ASSERT_TRUE(world.run_until([&] { return !world.card().code.empty(); }, 10s));
  EXPECT_EQ(world.card().server_url, "https://[::1]:8443");
  BoardSetup setup;
  setup.server_url = "https://192.0.2.7:8443";
  set_up(world, setup);
  ASSERT_TRUE(world.run_until(
      [&] { return world.card().server_url == setup.server_url && !world.card().code.empty(); },
      10s));
  world.kill();
  ASSERT_TRUE(world.start()) << "and after a restart too";
  ASSERT_TRUE(world.run_until([&] { return !world.card().code.empty(); }, 10s));
  EXPECT_EQ(world.card().server_url, setup.server_url);
}

TEST(AgentCore, APairedBoardFollowsItsServerToAnotherAddressWithTheSamePin) {
  World world;
  world.office.publish(1, {1'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }, 10s));
  BoardSetup setup;
  setup.server_url = "https://192.0.2.7:8443";
  set_up(world, setup);
  world.office.publish(2, {1'000});
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }, 60s));
  EXPECT_TRUE(world.core->paired());
}

/// How many requests of a paired board somebody with another certificate answers, who stands at the
/// address of its server for two minutes.
int asked_of_another_server(World& world) {
  world.office.publish(1, {1'000});
  world.pair();
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }, 10s));
  const auto asked = [&] {
    int all = 0;
    for (const auto& [path, times] : world.office.asked) all += times;
    return all;
  };
  const int before = asked();
  world.office.pin = sha256("a portal");
  world.kill();
  EXPECT_TRUE(world.start());
  world.office.publish(2, {1'000});
  world.run_for(120s);
  return asked() - before;
}

TEST(AgentCore, A36AnotherServerAtTheAddressIsSaidAndAskedNothing) {
  World world;
  const Digest pin = world.office.pin;
  EXPECT_EQ(asked_of_another_server(world), 0);
  EXPECT_EQ(world.core->problem(), "agent.wrong_server");
  EXPECT_EQ(world.playable_generation(), 1);
  world.office.pin = pin;
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }, 120s));
  EXPECT_EQ(world.core->problem(), "");
}

TEST(AgentCore, A36ControlAnotherServerIsAskedWhereTheLineLooksAtNoPin) {
  World world;
  world.transport.looks_at_pins = false;
  EXPECT_GT(asked_of_another_server(world), 0);
  EXPECT_EQ(world.core->problem(), "") << "and nobody is told";
}

TEST(AgentCore, AnOfferWaitsForTheSizeThatThePlayerTellsAndFollowsIt) {
  World world;
  world.options.canvas_px = {};
  ASSERT_TRUE(world.start());
  world.run_for(30s);
  EXPECT_EQ(world.office.offers, 0);
  ShownFile shown;
  shown.canvas_px = {1'080, 1'920};
  world.board.write_atomic(kShownFile, to_json(shown).dump(), false).value();
  world.folder_changed();
  ASSERT_TRUE(world.run_until([&] { return !world.card().code.empty(); }, 10s));
  EXPECT_EQ(world.office.offered_canvas, (Size{1'080, 1'920}));
  shown.canvas_px = {1'000, 1'800};
  world.board.write_atomic(kShownFile, to_json(shown).dump(), false).value();
  world.folder_changed();
  EXPECT_TRUE(world.run_until(
      [&] {
        return world.office.offered_canvas == Size{1'000, 1'800};
      },
      10s));
}

TEST(AgentCore, ABrokenSetUpFileChangesNothing) {
  World world;
  ASSERT_TRUE(world.start());
  ASSERT_TRUE(world.run_until([&] { return !world.card().code.empty(); }, 10s));
  for (const char* bytes : {"", "{", "[]", "{\"language\":\"fr\"}", "\xff\xfe"}) {
    world.board.write_atomic(kSetupFile, bytes, false).value();
    world.folder_changed();
    world.run_for(5s);
    EXPECT_EQ(world.card().server_url, "https://[::1]:8443") << bytes;
    EXPECT_FALSE(world.card().code.empty()) << bytes;
  }
}

TEST(AgentCore, ADamagedKeyIsNeverReplaced) {
  World world;
  world.own.write_atomic("key", "abc", true).value();
  EXPECT_FALSE(world.start());
  EXPECT_EQ(*world.own.read("key", 0, 10), "abc");
}

}  // namespace
}  // namespace bangtin
