#include "manager/client/mourning_words.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

using namespace std::chrono_literals;

TEST(MourningWords, TwoDaysWhereNoLastOneIsSaid) {
  EXPECT_EQ(mourning_on("30/11/2026", "").value(), (Mourning{2026y / 11 / 30, 2026y / 12 / 1, ""}));
  EXPECT_EQ(mourning_on("30/11/2026", "2/12/2026").value(),
            (Mourning{2026y / 11 / 30, 2026y / 12 / 2, ""}));
}

TEST(MourningWords, WhatIsNoDayIsRefused) {
  for (const char* day : {"", "30/2/2026", "hôm nay", "30/11", "30/11/2026 08:00"}) {
    const auto refused = mourning_on(day, "");
    ASSERT_FALSE(refused.ok()) << day;
    EXPECT_EQ(refused.error().key, "mourning.day") << day;
    EXPECT_FALSE(mourning_on("30/11/2026", *day == '\0' ? "x" : day).ok()) << day;
  }
}

TEST(MourningWords, ReadsAsAPersonSaysIt) {
  EXPECT_EQ(words_of(Mourning{2026y / 11 / 30, 2026y / 12 / 1, ""}),
            "từ Thứ hai, 30/11/2026 đến hết Thứ ba, 01/12/2026");
  EXPECT_EQ(words_of(Mourning{2026y / 11 / 30, 2026y / 11 / 30, ""}), "Thứ hai, 30/11/2026");
}

}  // namespace
}  // namespace bangtin
