#include "manager/desk/report_period.h"

#include <gtest/gtest.h>

namespace bangtin::desk {
namespace {

constexpr int kVietnam = 420;

ReportDays days(Period period, const char* now) {
  return days_of(period, *from_iso8601(now), kVietnam);
}

TEST(ReportPeriod, EndsTodayInLocalTime) {
  const char* late = "2026-11-21T18:30:00.000Z";  // The 22nd in Vietnam.
  EXPECT_EQ(days(Period::Today, late), (ReportDays{"22/11/2026", "22/11/2026"}));
  EXPECT_EQ(days(Period::SevenDays, late), (ReportDays{"16/11/2026", "22/11/2026"}));
  EXPECT_EQ(days(Period::ThisMonth, late), (ReportDays{"01/11/2026", "22/11/2026"}));
}

TEST(ReportPeriod, TheLastMonthIsAWholeOneAlsoOverANewYear) {
  EXPECT_EQ(days(Period::LastMonth, "2026-11-22T01:00:00.000Z"),
            (ReportDays{"01/10/2026", "31/10/2026"}));
  EXPECT_EQ(days(Period::LastMonth, "2027-01-01T01:00:00.000Z"),
            (ReportDays{"01/12/2026", "31/12/2026"}));
  EXPECT_EQ(days(Period::LastMonth, "2028-03-31T01:00:00.000Z"),
            (ReportDays{"01/02/2028", "29/02/2028"}));
  EXPECT_EQ(days(Period::SevenDays, "2027-01-03T01:00:00.000Z"),
            (ReportDays{"28/12/2026", "03/01/2027"}));
}

}  // namespace
}  // namespace bangtin::desk
