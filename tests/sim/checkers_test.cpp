// The checkers of the simulator can fail: what they compare with is taken away, or a guard of the
// board. In the release build only: they judge the judge, whose memory the seeds look after.
#include <gtest/gtest.h>

#include <functional>

#include "shared/base/log.h"
#include "tests/sim/world.h"

namespace bangtin::sim {
namespace {

/// True when one of these worlds, after this was done to it, complains in these words. Not each has
/// what the harm needs.
bool some_world_complains(const std::string& words, const std::function<void(World&)>& spoil,
                          std::uint64_t worlds = 24) {
  log::set_level(log::Level::Error);
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    WorldOptions options;
    options.fault_every = Seconds(0);
    World world(seed, options);
    world.run();
    for (std::size_t i = 0; i < 2; ++i) EXPECT_TRUE(world.board(i).complaints.empty());
    EXPECT_TRUE(world.office().complaints.empty());
    spoil(world);
    world.pass(Seconds(60));
    std::vector<std::string> all = world.office().complaints;
    for (std::size_t i = 0; i < 2; ++i) {
      const auto& more = world.board(i).complaints;
      all.insert(all.end(), more.begin(), more.end());
    }
    for (const std::string& complaint : all) {
      if (complaint.find(words) != std::string::npos) return true;
    }
  }
  return false;
}

void of_each_board(World& world, const std::function<void(SimBoard&)>& act) {
  for (std::size_t i = 0; i < 2; ++i) act(world.board(i));
}

TEST(Checkers, SeeAnItemThatNobodyApproved) {
  EXPECT_TRUE(some_world_complains("WRONG: an item that nobody approved",
                                   [](World& world) { world.office().forget_approvals(); }));
}

TEST(Checkers, A28ControlSeeAnItemOnABoardOutsideItsPlaces) {
  const auto move = [](World& world) { world.office().forget_places(); };
  EXPECT_TRUE(some_world_complains("WRONG: an item on a board outside its places", move));
  EXPECT_TRUE(
      some_world_complains("WRONG: an item was selected for a board outside its places", move));
}

TEST(Checkers, A33ControlSeeAnItemThatIsOverByTheTrueTime) {
  EXPECT_TRUE(some_world_complains("WRONG: an item outside its validity by the true time",
                                   [](World& world) {
                                     of_each_board(world, [](SimBoard& board) {
                                       board.believe_own_clock();
                                       board.set_clock_skew(-std::chrono::minutes(3));
                                       // Else the next selection has it no more.
                                       board.transport().line.parted = true;
                                     });
                                     world.pass(Seconds(240));
                                   }));
}

TEST(Checkers, A33ControlSeeATrustedTimeThatIsWrongByMoreThanItsAnswerWasOld) {
  EXPECT_TRUE(some_world_complains("WRONG: the trusted time is off", [](World& world) {
    of_each_board(world, [](SimBoard& board) {
      board.believe_own_clock();
      board.set_clock_skew(std::chrono::minutes(2));
    });
  }));
}

/// Boards that come back without a clock and without a line.
void lose_time(World& world) {
  of_each_board(world, [&world](SimBoard& board) {
    board.transport().line.parted = true;
    board.set_clock_skew(-world.now().time_since_epoch());
    board.kill_player();
  });
}

TEST(Checkers, A33ControlSeeAnItemThatIsOverOnABoardWithoutAClock) {
  EXPECT_TRUE(some_world_complains(
      "WRONG: an item that is over, on a board that does not know the time", [](World& world) {
        of_each_board(world, [](SimBoard& board) { board.doubt_no_time(); });
        lose_time(world);
      }));
}

TEST(Checkers, A33SeeNoneWhereTheTimeIsDoubted) {
  EXPECT_FALSE(some_world_complains("WRONG", lose_time, 6));
}

TEST(Checkers, A40ControlSeeARecalledItemThatIsSelectedAgain) {
  const auto bring_back = [](World& world) { world.office().bring_recalled_back(world.now()); };
  EXPECT_TRUE(some_world_complains("WRONG: a recalled item was selected again", bring_back));
  EXPECT_TRUE(some_world_complains("WRONG: a recalled item in a selection that was made afterwards",
                                   bring_back));
}

TEST(Checkers, A40ControlSeeARecalledItemThatStays) {
  EXPECT_TRUE(some_world_complains("WRONG: a recalled item stays", [](World& world) {
    of_each_board(world, [](SimBoard& board) { board.look_away(); });
    world.pass(Seconds(120));
  }));
}

TEST(Checkers, A21ControlSeeAPictureThatIsAnother) {
  const auto swap = [](SimBoard& board) {
    board.take_any_picture();
    board.swap_pictures();
    board.kill_player();
  };
  EXPECT_TRUE(some_world_complains("WRONG: a blob was used that is another",
                                   [&](World& world) { of_each_board(world, swap); }));
}

TEST(Checkers, A21SeeNoneWhereTheBytesAreChecked) {
  const auto swap = [](SimBoard& board) {
    board.swap_pictures();
    board.kill_player();
  };
  EXPECT_FALSE(some_world_complains(
      "WRONG", [&](World& world) { of_each_board(world, swap); }, 6));
}

}  // namespace
}  // namespace bangtin::sim
