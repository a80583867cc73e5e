#include "player/device/cec_panel.h"

#include <gtest/gtest.h>

#include "shared/base/limits.h"
#include "tests/fakes/sim_cec_device.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

/// The loop of the player as the panel sees it: called when it is due, and never before.
struct PanelWorld {
  SimCecDevice device;
  CecPanel panel{device};
  Monotonic now{};
  int steps = 0;

  void pass(std::chrono::nanoseconds time) {
    const Monotonic end = now + time;
    while (panel.due() <= end) {
      now = std::max(now, panel.due());
      panel.step(now);
      ++steps;
      ASSERT_GT(panel.due(), now) << "a loop that would not sleep";
    }
    now = end;
  }
};

TEST(CecPanel, IsSilentUntilItIsToldHowThePanelShallBe) {
  PanelWorld world;
  world.pass(24h);
  EXPECT_EQ(world.device.opened, 0);
}

TEST(CecPanel, LightsAndRestsThePanelAtTheEdgesOfItsHours) {
  PanelWorld world;
  world.panel.turn(true);
  world.pass(10s);
  EXPECT_EQ(world.device.power, CEC_OP_POWER_STATUS_ON);
  EXPECT_EQ(world.panel.lit(), true);
  world.pass(16h);
  world.panel.turn(false);
  world.pass(10s);
  EXPECT_EQ(world.device.power, CEC_OP_POWER_STATUS_STANDBY);
  EXPECT_EQ(world.panel.lit(), false);
  world.pass(8h);
  world.panel.turn(true);
  world.pass(10s);
  EXPECT_EQ(world.panel.lit(), true);
  EXPECT_EQ(world.device.count(CEC_MSG_IMAGE_VIEW_ON), 2);
  EXPECT_EQ(world.device.count(CEC_MSG_STANDBY), 1);
  EXPECT_EQ(world.device.opened, 1);
}

TEST(CecPanel, SaysWhichPlugThePictureComesFromOnlyWhenItLights) {
  PanelWorld world;
  world.panel.turn(false);
  world.pass(10s);
  EXPECT_EQ(world.device.count(CEC_MSG_ACTIVE_SOURCE), 0);
  world.panel.turn(true);
  world.pass(10s);
  EXPECT_EQ(world.device.count(CEC_MSG_ACTIVE_SOURCE), 1);
}

TEST(CecPanel, TellsOnlyWhatThePanelItselfSaid) {
  PanelWorld world;
  world.device.mute = true;
  world.panel.turn(true);
  world.pass(10min);
  EXPECT_EQ(world.device.power, CEC_OP_POWER_STATUS_ON);
  EXPECT_EQ(world.panel.lit(), std::nullopt);
  EXPECT_FALSE(world.panel.refuses());
}

TEST(CecPanel, GivesASlowPanelItsTime) {
  PanelWorld world;
  world.device.on_the_way = CEC_OP_POWER_STATUS_TO_ON;
  world.panel.turn(true);
  world.pass(10s);
  EXPECT_EQ(world.panel.lit(), true);
  EXPECT_EQ(world.device.count(CEC_MSG_IMAGE_VIEW_ON), 1);
}

TEST(CecPanel, SwitchesAgainWhatARemoteControlSwitched) {
  PanelWorld world;
  world.panel.turn(true);
  world.pass(10s);
  world.device.power = CEC_OP_POWER_STATUS_STANDBY;
  world.pass(6min);
  EXPECT_EQ(world.device.power, CEC_OP_POWER_STATUS_ON);
  EXPECT_EQ(world.panel.lit(), true);
}

TEST(CecPanel, SaysThatAPanelRefusesAndGoesOnTellingItMoreSeldom) {
  PanelWorld world;
  world.device.stubborn = true;
  world.panel.turn(true);
  world.pass(3s);
  EXPECT_FALSE(world.panel.refuses());
  world.pass(2min);
  EXPECT_TRUE(world.panel.refuses());
  EXPECT_EQ(world.panel.lit(), false);
  const int told = world.device.count(CEC_MSG_IMAGE_VIEW_ON);
  world.pass(1h);
  EXPECT_GE(world.device.count(CEC_MSG_IMAGE_VIEW_ON), told + 8);
  EXPECT_LE(world.device.count(CEC_MSG_IMAGE_VIEW_ON), told + 20);
  world.device.stubborn = false;
  world.pass(6min);
  EXPECT_FALSE(world.panel.refuses());
  EXPECT_EQ(world.panel.lit(), true);
}

TEST(CecPanel, LooksForAnAdapterThatIsNotThereOnceAMinute) {
  PanelWorld world;
  world.device.there = false;
  world.panel.turn(true);
  world.pass(1h);
  EXPECT_LE(world.steps, 61);
  EXPECT_EQ(world.panel.lit(), std::nullopt);
  EXPECT_FALSE(world.panel.refuses());
  world.device.there = true;
  world.pass(70s);
  EXPECT_EQ(world.panel.lit(), true);
}

TEST(CecPanel, ComesBackWhenTheAdapterWasPulledOut) {
  PanelWorld world;
  world.panel.turn(true);
  world.pass(10s);
  world.device.there = false;
  world.pass(10min);
  EXPECT_EQ(world.panel.lit(), std::nullopt);
  world.panel.turn(false);
  world.device.there = true;
  world.pass(70s);
  EXPECT_EQ(world.panel.lit(), false);
  EXPECT_EQ(world.device.opened, 2);
}

TEST(CecPanel, WaitsForAPanelAtTheOtherEndOfTheCable) {
  PanelWorld world;
  world.device.cable = false;
  world.panel.turn(true);
  world.pass(10min);
  EXPECT_TRUE(world.device.said.empty());
  world.device.cable = true;
  world.pass(70s);
  EXPECT_EQ(world.panel.lit(), true);
}

TEST(CecPanel, TriesAgainWhenACommandGetsStuck) {
  PanelWorld world;
  world.device.stuck = true;
  world.panel.turn(true);
  world.pass(3s + 1ms);
  EXPECT_EQ(world.device.count(CEC_MSG_IMAGE_VIEW_ON), 1);
  world.pass(limits::kBackoffFirst);
  EXPECT_EQ(world.device.count(CEC_MSG_IMAGE_VIEW_ON), 2);
  world.device.stuck = false;
  world.pass(10s);
  EXPECT_EQ(world.panel.lit(), true);
}

TEST(CecPanel, TriesAgainWhenNobodyHearsOrTheLineIsBusy) {
  for (const bool deaf : {true, false}) {
    PanelWorld world;
    world.device.deaf = deaf;
    world.device.failure = deaf ? 0 : EBUSY;
    world.panel.turn(true);
    world.pass(5s);
    EXPECT_EQ(world.panel.lit(), std::nullopt);
    world.device.deaf = false;
    world.device.failure = 0;
    world.pass(10s);
    EXPECT_EQ(world.panel.lit(), true);
  }
}

TEST(CecPanel, ForgetsWhatIsUnderWayWhenTheWishChanges) {
  PanelWorld world;
  world.device.stuck = true;
  world.panel.turn(true);
  world.pass(1s);
  world.device.stuck = false;
  world.panel.turn(false);
  world.pass(5s);
  EXPECT_EQ(world.device.power, CEC_OP_POWER_STATUS_STANDBY);
  EXPECT_EQ(world.panel.lit(), false);
}

TEST(CecPanel, FindsNoAdapterWhereThereIsNoDevice) {
  KernelCecDevice device("/nonexistent/cec0");
  EXPECT_EQ(device.open(), ENOENT);
  KernelCecDevice no_adapter("/dev/null");
  ASSERT_EQ(no_adapter.open(), 0);
  cec_log_addrs addresses{};
  EXPECT_EQ(no_adapter.control(CEC_ADAP_G_LOG_ADDRS, &addresses), ENOTTY);
}

}  // namespace
}  // namespace bangtin
