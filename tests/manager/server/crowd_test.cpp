#include "manager/server/crowd.h"

#include <gtest/gtest.h>

#include <deque>

namespace bangtin {
namespace {

class SimGuest final : public Guest {
 public:
  bool is_waiting() const override { return waits; }
  void cut() override { is_cut = true; }
  bool waits = true;
  bool is_cut = false;
};

class CrowdTest : public testing::Test {
 protected:
  /// The newest guest, and whether there was room for it.
  bool enters(const std::string& network, bool waits = true) {
    guests.emplace_back().waits = waits;
    return crowd.enter(guests.back(), network);
  }
  std::size_t cut() const {
    std::size_t count = 0;
    for (const SimGuest& guest : guests) count += guest.is_cut ? 1 : 0;
    return count;
  }

  std::deque<SimGuest> guests;
  Crowd crowd{6, 3};
};

TEST_F(CrowdTest, OneAddressHasItsShareAndItsOldestGivesWay) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(enters("a"));
  EXPECT_EQ(cut(), 0u);
  EXPECT_TRUE(enters("a"));
  EXPECT_TRUE(guests[0].is_cut) << "who has said nothing longest";
  EXPECT_EQ(crowd.size(), 3u);
  EXPECT_TRUE(enters("b"));
  EXPECT_EQ(cut(), 1u);
}

TEST_F(CrowdTest, WhoIsBusyIsNotDisturbed) {
  EXPECT_TRUE(enters("a", false));
  EXPECT_TRUE(enters("a"));
  EXPECT_TRUE(enters("a", false));
  EXPECT_TRUE(enters("a", false));
  EXPECT_TRUE(guests[1].is_cut);
  EXPECT_FALSE(enters("a"));
  EXPECT_EQ(cut(), 1u);
  EXPECT_EQ(crowd.size(), 3u);
}

TEST_F(CrowdTest, AFullHouseMakesRoomAtTheCostOfWhoHasMost) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(enters("flood"));
  for (const char* board : {"b", "c", "d"}) EXPECT_TRUE(enters(board, false));
  EXPECT_TRUE(enters("e"));
  EXPECT_TRUE(guests[0].is_cut);
  EXPECT_TRUE(enters("f"));
  EXPECT_TRUE(guests[1].is_cut);
  EXPECT_EQ(crowd.size(), 6u);
  // Now each has one: nobody has more than a newcomer would.
  EXPECT_FALSE(enters("b"));
  EXPECT_EQ(cut(), 2u);
}

TEST_F(CrowdTest, AFloodThatAsksAtOnceStillStarvesNoOther) {
  Crowd house(100, 20);
  for (int i = 0; i < 500; ++i) {
    guests.emplace_back().waits = false;
    house.enter(guests.back(), "flood");
  }
  EXPECT_EQ(house.size(), 20u);
  for (int i = 0; i < 80; ++i) {
    guests.emplace_back().waits = false;
    EXPECT_TRUE(house.enter(guests.back(), "board " + std::to_string(i)));
  }
}

TEST_F(CrowdTest, WhoLeavesMakesRoomAndMayLeaveTwice) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(enters("a", false));
  EXPECT_FALSE(enters("a"));
  crowd.leave(guests[3]);
  crowd.leave(guests[0]);
  crowd.leave(guests[0]);
  EXPECT_TRUE(enters("a"));
  int seen = 0;
  crowd.for_each([&](Guest& guest) {
    ++seen;
    crowd.leave(guest);
  });
  EXPECT_EQ(seen, 3);
  EXPECT_TRUE(crowd.empty());
}

}  // namespace
}  // namespace bangtin
