#include "manager/core/mourning_words.h"

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

TEST(MourningWords, ARestIsOneSentence) {
  const Span span = span_of({2026y / 11 / 30, 2026y / 12 / 1, ""}, 420);
  const Instant before = span.begin - Millis(1);
  EXPECT_EQ(rest_words({span, true}, before, 420),
            "Quốc tang: tin này sẽ nghỉ trên mọi màn hình từ 30/11/2026 00:00 đến 02/12/2026 "
            "00:00, sau đó phát như thường.");
  EXPECT_EQ(rest_words({span, true}, span.begin, 420),
            "Quốc tang: tin này tạm nghỉ trên mọi màn hình đến 02/12/2026 00:00, sau đó phát như "
            "thường.");
  EXPECT_EQ(rest_words({span, false}, before, 420),
            "Quốc tang: tin này sẽ nghỉ trên mọi màn hình từ 30/11/2026 00:00 đến lúc hết hạn "
            "02/12/2026 00:00, sau đó không tự phát lại.");
  EXPECT_EQ(rest_words({span, false}, span.begin, 420),
            "Quốc tang: tin này tạm nghỉ trên mọi màn hình đến lúc hết hạn 02/12/2026 00:00, sau "
            "đó không tự phát lại.");
}

}  // namespace
}  // namespace bangtin
