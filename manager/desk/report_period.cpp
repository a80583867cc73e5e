#include "manager/desk/report_period.h"

#include "shared/ui/date_time.h"

namespace bangtin::desk {

ReportDays days_of(Period period, Instant now, int utc_offset_minutes) {
  using namespace std::chrono;
  const sys_days today = floor<days>(now + minutes(utc_offset_minutes));
  const year_month_day date(today);
  const sys_days first = sys_days(date.year() / date.month() / 1);
  sys_days from = today;
  sys_days to = today;
  switch (period) {
    case Period::Today:
      break;
    case Period::SevenDays:
      from = today - days(6);
      break;
    case Period::ThisMonth:
      from = first;
      break;
    case Period::LastMonth:
      to = first - days(1);
      from = sys_days(year_month_day(to).year() / year_month_day(to).month() / 1);
      break;
  }
  return {ui::day_text(from, 0), ui::day_text(to, 0)};
}

}  // namespace bangtin::desk
