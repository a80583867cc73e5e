// From what people say of time, in the commune's own clock, to stretches of UTC. Pure. Thread: any.
#pragma once

#include <map>
#include <vector>

#include "shared/model/calendar.h"
#include "shared/model/manifest.h"
#include "shared/protocol/holiday_messages.h"
#include "shared/protocol/schedule_messages.h"

namespace bangtin {

/// Nothing when the schedule can be kept. Errors: invalid with a key of
/// assets/lang/schedule.*.json.
Status validate(const Schedule& schedule);
/// The same for hours of sound and panel.
Status validate(const Timetable& timetable);

/// A stretch of time and the offset of its local clock. Vietnam knows no summer time; after a
/// change of the offset everything is expanded anew.
struct TimeFrame {
  Instant from{};
  Instant until{};
  int utc_offset_minutes = 420;
};

/// A day on which a holiday falls.
struct HolidayDay {
  std::chrono::local_days day;
  std::size_t holiday = 0;  ///< index into the list
  int nth = 1;              ///< 1: the first of its days
  bool operator==(const HolidayDay&) const = default;
};

/// The lunar dates and the holidays of the local days of a frame, reckoned once for all rules.
class LunarDays {
 public:
  LunarDays(const TimeFrame& frame, std::vector<Holiday> holidays);
  /// Nothing outside the frame and the years that the calendar knows.
  const LunarDate* find(std::chrono::local_days day) const;
  /// Whether the lunar month of this day ends with it.
  bool is_last_of_month(std::chrono::local_days day) const;
  /// What of the holidays falls on this day, in their order; on a day outside the frame nothing.
  std::vector<HolidayDay> holidays_on(std::chrono::local_days day) const;
  /// Whether anything does.
  bool is_holiday(std::chrono::local_days day) const;

 private:
  bool begins_on(const Holiday& holiday, std::chrono::local_days day) const;

  std::vector<Holiday> holidays_;
  std::chrono::local_days first_;
  std::vector<LunarDate> dates_;
  std::vector<bool> is_holiday_;  ///< of each of `dates_`
};

/// When the schedule is on inside the frame: sorted, apart. A schedule without rules is always on.
/// Hours that reach past midnight belong to the day on which they begin, also when that day is the
/// last or the next one is excepted. `schedule` is one that validate() accepts.
/// Errors: invalid "schedule.too_often".
Result<std::vector<Span>> spans_of(const Schedule& schedule, const TimeFrame& frame,
                                   const LunarDays& lunar);

/// The hours as spans inside the frame: sorted, apart, one where they touch.
std::vector<Span> spans_of(const Hours& hours, const TimeFrame& frame);
/// The rest of the frame. `spans` are sorted and apart.
std::vector<Span> gaps_of(const std::vector<Span>& spans, const TimeFrame& frame);
/// Sorted, and one where they touch or overlap.
std::vector<Span> merged(std::vector<Span> spans);

/// The hours that hold for one board: what it says itself, else what its groups say, else the
/// commune. Of several groups each quiet hour counts, and the panel is lit when one of them wants
/// it lit.
Timetable timetable_for(const Timetable& board, const std::vector<Timetable>& groups,
                        const Timetable& commune);

/// Noise is a public nuisance from 21:00 to 06:00; nothing is said of the panel.
/// Source: QCVN 26:2010/BTNMT.
Timetable default_timetable();

}  // namespace bangtin
