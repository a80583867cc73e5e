#include "player/agent/request_counter.h"

#include <gtest/gtest.h>

#include <set>

#include "shared/base/limits.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/sim_disk.h"

namespace bangtin {
namespace {

TEST(RequestCounter, NeverRepeatsOverPowerCuts) {
  SeededRandom random(1);
  SimDisk disk(random);
  std::set<std::int64_t> used;
  std::int64_t last = 0;
  for (int start = 0; start < 50; ++start) {
    disk.cut_power_at(between(random, 1, 4), false);
    try {
      auto counter = RequestCounter::open(disk);
      ASSERT_TRUE(counter.ok());
      for (int i = 0; i < 1'500; ++i) {
        const auto number = counter->next();
        ASSERT_TRUE(number.ok());
        EXPECT_GT(*number, last);
        last = *number;
        EXPECT_TRUE(used.insert(*number).second);
        if (i == 700 && chance(random, 50)) counter->skip();
      }
    } catch (const PowerCut&) {
    }
    disk.keep_power();
  }
}

TEST(RequestCounter, AFullDiskLeavesTheRestOfTheBlock) {
  SeededRandom random(1);
  SimDisk disk(random);
  auto counter = RequestCounter::open(disk);
  ASSERT_TRUE(counter->next().ok());
  disk.set_full(true);
  for (std::int64_t i = 1; i < limits::kCounterReserve; ++i) ASSERT_TRUE(counter->next().ok());
  EXPECT_EQ(counter->next().error().code, Code::Full);
  disk.set_full(false);
  EXPECT_TRUE(counter->next().ok());
}

TEST(RequestCounter, ADamagedFileIsAnErrorNotANewBegin) {
  SeededRandom random(1);
  SimDisk disk(random);
  disk.write_atomic("counter.json", "{", false).value();
  EXPECT_EQ(RequestCounter::open(disk).error().code, Code::Corrupt);
}

}  // namespace
}  // namespace bangtin
