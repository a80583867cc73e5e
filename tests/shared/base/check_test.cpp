#include "shared/base/check.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

TEST(Check, PassesWhenTheConditionHolds) {
  int evaluated = 0;
  CHECK(++evaluated == 1);
  EXPECT_EQ(evaluated, 1);
}

TEST(CheckDeathTest, AbortsAndNamesTheConditionAndThePlace) {
  const int pages = 3;
  EXPECT_DEATH(CHECK(pages == 4), "error check .*expression=.pages == 4.*check_test.cpp:");
}

}  // namespace
}  // namespace bangtin
