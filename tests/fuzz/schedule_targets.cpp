#include "tests/fuzz/schedule_targets.h"

#include "manager/client/layout_words.h"
#include "manager/client/schedule_words.h"
#include "manager/core/drawn_layouts.h"
#include "manager/core/holidays.h"
#include "manager/core/recurrence.h"
#include "manager/core/schedule.h"
#include "shared/base/check.h"
#include "tests/fakes/sample_layout.h"

namespace bangtin::fuzz {
namespace {

using namespace std::chrono_literals;

const TimeFrame kFrame{Instant(std::chrono::sys_days(2026y / 11 / 22)),
                       Instant(std::chrono::sys_days(2026y / 12 / 12)), 420};

/// What passes the rules can be kept, and gives spans inside the frame, apart.
void keep(const Schedule& schedule) {
  if (!validate(schedule).ok()) return;
  const auto spans = spans_of(schedule, kFrame, LunarDays(kFrame, default_holidays()));
  if (!spans.ok()) return;
  Instant last = Instant::min();
  for (const Span& span : *spans) {
    CHECK(span.begin < span.end && span.begin > last);
    CHECK(span.begin >= kFrame.from && span.end <= kFrame.until);
    last = span.end;
  }
}

/// What passes the rules has zones inside each canvas, apart and legible, or a preset instead.
void keep(const LayoutRecord& layout) {
  LayoutRecord again;
  CHECK(from_json(to_json(layout), again).ok() && again == layout);
  if (!validate(layout).empty()) return;
  for (const Size canvas : {Size{1920, 1080}, Size{1080, 1920}, Size{383, 191}, Size{64, 4096}}) {
    const auto drawn = drawn_on(canvas, layout);
    if (!drawn) continue;
    for (const Zone& zone : drawn->zones) {
      const Rect& rect = zone.rect_px;
      const Size least = least_px(zone.role, canvas);
      CHECK(rect.x_px >= 0 && rect.x_px + rect.width_px <= canvas.width_px);
      CHECK(rect.y_px >= 0 && rect.y_px + rect.height_px <= canvas.height_px);
      CHECK(rect.width_px >= least.width_px && rect.height_px >= least.height_px);
    }
  }
}

std::string line_of(std::string_view& bytes) {
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  std::string line(bytes.substr(0, end));
  bytes.remove_prefix(std::min(end + 1, bytes.size()));
  return line;
}

}  // namespace

void run_schedule(std::string_view bytes) {
  const Result<Json> json = Json::parse(bytes);
  if (!json.ok()) return;
  Schedule schedule;
  if (from_json(*json, schedule).ok()) {
    Schedule again;
    CHECK(from_json(to_json(schedule), again).ok() && again == schedule);
    keep(schedule);
  }
  LayoutRecord layout;
  if (from_json(*json, layout).ok()) keep(layout);
  Timetable timetable;
  if (from_json(*json, timetable).ok() && validate(timetable).ok()) {
    if (timetable.quiet) (void)spans_of(*timetable.quiet, kFrame);
  }
}

std::vector<std::string> schedule_seeds() {
  ScheduleRule rule{2026y / 11 / 1,
                    2026y / 12 / 31,
                    {Weekday::Monday},
                    "FREQ=DAILY",
                    {{15, 0}},
                    LeapMonths::Counted,
                    OnHolidays::Except,
                    {2026y / 11 / 20},
                    {LocalMinute(24h * 20'778 + 6h)},
                    {LocalMinute(24h * 20'779 + 8h)},
                    6h,
                    21h};
  return {to_json(Schedule{{rule}, 2, LayoutKind::Full, PageZone::Main}).dump(),
          to_json(sample::layout()).dump(),
          to_json(Timetable{Hours{{{{Weekday::Sunday}, 21h, 6h}}}, Hours{}}).dump()};
}

void run_schedule_words(std::string_view bytes) {
  (void)hours_row_from(bytes);
  (void)day_from_words(bytes);
  if (const auto zone = zone_from_words(bytes)) {
    CHECK(share_from_percent(percent_text(zone->width)) == zone->width);
  }
  (void)check_recurrence(bytes);
  RuleWords words;
  for (std::string* part : {&words.weekdays, &words.from, &words.to, &words.dates,
                            &words.recurrence, &words.lunar, &words.leap, &words.holidays}) {
    *part = line_of(bytes);
  }
  const auto rule = rule_from(words);
  if (!rule.ok()) return;
  (void)words_of(*rule);
  keep(Schedule{{*rule}});
}

std::vector<std::string> schedule_word_seeds() {
  return {"t2-t6,cn\n06:00\n21:00\n2026-11-01..2026-12-31\nFREQ=MONTHLY;BYDAY=1MO\nrằm,cuoi/12\nbo",
          "t7 22:00-05:00",
          "main:0,10,65.5,80",
          "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1;COUNT=5",
          "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,-1MO;WKST=SU;UNTIL=20261231T000000Z",
          "\n\n\n2026-11-02..\nFREQ=DAILY;BYHOUR=6,18;BYMINUTE=0,30"};
}

}  // namespace bangtin::fuzz
