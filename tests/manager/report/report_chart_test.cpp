#include "manager/report/report_chart.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

constexpr std::int64_t kMinute = 60'000;

TEST(ReportChart, MarksReachTheLongestBarInAtMostFiveSteps) {
  for (std::int64_t longest = 0; longest < 4'000 * kMinute; longest += 37'123) {
    const auto marks = chart_marks_ms(longest);
    ASSERT_GE(marks.size(), 2U);
    ASSERT_LE(marks.size(), 6U) << longest;
    EXPECT_EQ(marks[0], 0);
    EXPECT_GE(marks.back(), longest);
    EXPECT_LT(marks[marks.size() - 2], std::max<std::int64_t>(longest, 1)) << "none is too many";
  }
  EXPECT_EQ(chart_marks_ms(0), (std::vector<std::int64_t>{0, kMinute}));
  EXPECT_EQ(chart_marks_ms(25 * kMinute).back(), 25 * kMinute);
}

TEST(ReportChart, MarksAreWholeMinutesOrHours) {
  EXPECT_EQ(chart_mark_words(0), "0 phút");
  EXPECT_EQ(chart_mark_words(30 * kMinute), "30 phút");
  EXPECT_EQ(chart_mark_words(120 * kMinute), "2 giờ");
  EXPECT_EQ(chart_mark_words(90 * kMinute), "1 giờ 30");
}

TEST(ReportChart, LabelsStandBesideEachOther) {
  EXPECT_EQ(chart_label_step(7, 700, 40), 1U);
  EXPECT_EQ(chart_label_step(30, 600, 40), 2U);
  EXPECT_EQ(chart_label_step(400, 600, 40), 27U);
  EXPECT_EQ(chart_label_step(0, 600, 40), 1U);
  EXPECT_EQ(chart_day_words("2026-11-22"), "22/11");
}

}  // namespace
}  // namespace bangtin
