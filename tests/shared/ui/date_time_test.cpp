#include "shared/ui/date_time.h"

#include <gtest/gtest.h>

namespace bangtin::ui {
namespace {

constexpr int kVietnam = 420;

TEST(DateTime, ReadsTheMomentThatItWrites) {
  const auto at = read_date_time("22/11/2026 07:30", kVietnam);
  ASSERT_TRUE(at);
  EXPECT_EQ(to_iso8601(*at), "2026-11-22T00:30:00.000Z");
  EXPECT_EQ(date_time_text(*at, kVietnam), "22/11/2026 07:30");
  EXPECT_EQ(time_text(*at, kVietnam), "07:30");
  EXPECT_EQ(day_text(*at, kVietnam), "22/11/2026");
}

TEST(DateTime, TakesADayWithoutATimeAsItsMidnight) {
  EXPECT_EQ(date_time_text(*read_date_time(" 1/2/2027 ", kVietnam), kVietnam), "01/02/2027 00:00");
}

TEST(DateTime, RefusesWhatIsNoMoment) {
  for (const char* wrong :
       {"", "hôm nay", "31/02/2026", "22/13/2026", "22-11-2026", "22/11/26", "22/11/2026 24:00",
        "22/11/2026 07:60", "22/11/2026 7", "22/11/20261", "22/11/2026 07:30 x", "1999/1/1"}) {
    EXPECT_FALSE(read_date_time(wrong, kVietnam)) << wrong;
  }
}

TEST(DateTime, TurnsADayIntoTheNameThatReportsUse) {
  EXPECT_EQ(iso_day("2/1/2026"), "2026-01-02");
  EXPECT_EQ(iso_day("02/01/2026 10:00"), std::nullopt);
}

}  // namespace
}  // namespace bangtin::ui
