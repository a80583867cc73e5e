#include "player/agent/time_carrier.h"

#include <gtest/gtest.h>

#include "shared/trust/signed_time.h"
#include "tests/player/agent/world.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

struct TimeWorld : World {
  TimeWorld() {
    pair();
    EXPECT_TRUE(start());
    run_for(5s);
  }
  void ask(char name) {
    const TimeQuestion question{std::string(32, name)};
    ASSERT_TRUE(board.write_atomic("ask-time.json", to_json(question).dump(), false).ok());
    if (core) folder_changed();
  }
  /// Whose question time.json answers; nothing without one.
  std::string answered() {
    const auto bytes = board.read("time.json", 0, 16u << 10);
    if (!bytes) return "";
    return *Json::parse(*bytes)->find("signed")->string_at("nonce");
  }
};

TEST(TimeCarrier, BringsTheAnswerToEachQuestionOnce) {
  TimeWorld world;
  EXPECT_EQ(world.answered(), "");
  world.ask('a');
  world.run_for(2s);
  EXPECT_EQ(world.answered(), std::string(32, 'a'));
  const int asked = world.office.asked["/v1/board/time"];
  world.run_for(1h);
  EXPECT_EQ(world.office.asked["/v1/board/time"], asked);
  world.ask('b');
  world.run_for(2s);
  EXPECT_EQ(world.answered(), std::string(32, 'b'));
  EXPECT_EQ(world.office.asked["/v1/board/time"], asked + 1);
}

TEST(TimeCarrier, AsksAgainUntilTheServerAnswersAndAtOnceWhenTheLineIsBack) {
  TimeWorld world;
  world.transport.line.parted = true;
  world.ask('a');
  world.run_for(30min);
  EXPECT_EQ(world.answered(), "");
  world.transport.line.parted = false;
  EXPECT_TRUE(world.run_until([&] { return !world.answered().empty(); }, 2min));
}

TEST(TimeCarrier, CarriesAQuestionThatWasThereBeforeItStarted) {
  TimeWorld world;
  world.kill();
  world.ask('a');
  ASSERT_TRUE(world.start());
  world.run_for(5s);
  EXPECT_EQ(world.answered(), std::string(32, 'a'));
}

TEST(TimeCarrier, TriesAgainWhenTheDiskWasFull) {
  TimeWorld world;
  world.ask('a');
  world.board.set_full(true);
  world.run_for(1min);
  world.board.set_full(false);
  EXPECT_TRUE(world.run_until([&] { return !world.answered().empty(); }, 20min));
}

}  // namespace
}  // namespace bangtin
