// The holidays of the commune: the list, one that is added, and when they fall.
#include <algorithm>

#include "manager/client/holiday_words.h"
#include "manager/desk/pages.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/model/calendar.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

void holiday_step(Commands& commands, HolidayStep step) { commands.emplace_back(std::move(step)); }

/// Whether it all has room in one row, else it stands in two.
bool is_one_row(float room, float others) {
  constexpr float kNameMin = 180;
  return room >= others + kNameMin;
}

/// True when something was typed.
bool draw_new(HolidayForm& form, Commands& commands) {
  constexpr float kCalendarWidth = 150, kDateWidth = 190, kDaysWidth = 90;
  std::string error;  // Lives until the field that shows it was drawn.
  const auto field = [&](const char* id, const char* label, float width, std::size_t most) {
    error = problem_of(form.problems, id);
    return ui::Field{
        .id = id, .label = text(label), .error = error, .width = width, .characters_max = most};
  };
  const std::string_view add = text("holiday.add");
  const float second = kDateWidth + kDaysWidth + ui::button_width(icon::kPlus, add) + 2 * kGap;
  const float others = kCalendarWidth + kGap + second + kGap;
  const float room = ui::room_width();
  const bool one_row = is_one_row(room, others);
  ui::words(text("holiday.new"), ui::Tone::Plain, ui::Type::Bold);
  const float name_width = room - (one_row ? others : kCalendarWidth + kGap);
  ui::Field name = field("holiday.name", "holiday.name", name_width, 200);
  name.hint = text("holiday.name_hint");
  bool changed = ui::text_field(name, form.name);
  ui::beside(kGap);
  changed |=
      ui::choice(field("holiday.calendar", "holiday.calendar", kCalendarWidth, 1),
                 {said("holiday.calendar.solar"), said("holiday.calendar.lunar")}, form.calendar);
  if (one_row) ui::beside(kGap);
  ui::Field date = field("holiday.date", "holiday.date", kDateWidth, 20);
  date.hint = text(form.calendar == 0 ? "holiday.date_hint" : "holiday.lunar_hint");
  changed |= ui::text_field(date, form.date);
  ui::beside(kGap);
  changed |= ui::text_field(field("holiday.days", "holiday.days_label", kDaysWidth, 2), form.days);
  ui::beside(kGap);
  ui::below_label();
  const bool ready = !form.busy && !form.name.empty() && !form.date.empty();
  if (ui::button("holiday.add", icon::kPlus, add, ui::Look::Primary, ready)) {
    holiday_step(commands, {AddHoliday{}});
  }
  ui::end_below_label();
  return changed;
}

void draw_list(const State& state, Commands& commands) {
  constexpr float kButton = 40;
  ui::words(text("holiday.list"), ui::Tone::Plain, ui::Type::Bold);
  if (state.holidays().empty()) ui::paragraph(text("holiday.none"), ui::Tone::Muted);
  const float width = ui::room_width() - kButton - kGap;
  for (std::size_t i = 0; i < state.holidays().size(); ++i) {
    const Holiday& holiday = state.holidays()[i];
    const std::string number = std::to_string(i);
    ui::begin_column("holiday." + number, width);
    ui::titled_mark(holiday.name, {icon::kCalendar, words_of(holiday), ui::Tone::Muted});
    ui::gap(6);  // Below the words, which would be cut.
    ui::end_column();
    ui::beside(kGap);
    if (ui::icon_button("holiday.remove." + number, icon::kDelete, text("holiday.remove"),
                        !state.settings.holiday.busy)) {
      holiday_step(commands, {RemoveHoliday{holiday}});
    }
  }
}

void draw_coming(const State& state, Instant now) {
  ui::words(text("holiday.next"), ui::Tone::Plain, ui::Type::Bold);
  const auto today = local_time(now, state.utc_offset_minutes()).day;
  const auto until = (today.year() + std::chrono::years(1)) / 12 / 31;
  const std::vector<HolidayDate> dates = holiday_dates(state.holidays(), today, until);
  if (dates.empty()) ui::paragraph(text("holiday.next_none"), ui::Tone::Muted);
  for (const HolidayDate& date : dates) {
    ui::words(state.holidays()[date.holiday].name);
    ui::paragraph(words_of(date), ui::Tone::Muted);
    ui::gap(6);
  }
}

}  // namespace

ui::Mark holidays_mark(const State& state) {
  const std::string count = std::to_string(state.holidays().size());
  return {icon::kCalendar, text("holiday.row", {{"count", count}}), ui::Tone::Plain};
}

void draw_holidays(const State& state, Instant now, Commands& commands) {
  HolidayForm form = state.settings.holiday;
  ui::begin_card("holidays", 0, 0);
  ui::heading(text("holiday.title"));
  ui::paragraph(text("holiday.hint"), ui::Tone::Muted);
  ui::gap(6);
  if (form.removed) {
    const ui::Mark gone{icon::kDelete,
                        text("holiday.removed", {{"name", form.removed->holiday.name}}),
                        ui::Tone::Wait};
    if (ui::banner_with_button("holiday.undo", gone, icon::kUndo, text("holiday.undo"))) {
      holiday_step(commands, {UndoHoliday{}});
    }
    ui::gap(6);
  }
  const bool changed = draw_new(form, commands);
  ui::gap(8);
  constexpr float kTwoColumnsFrom = 700, kListShare = 0.57F;
  const float room = ui::room_width();
  const bool two_columns = room >= kTwoColumnsFrom;
  ui::begin_column("holidays.list", two_columns ? room * kListShare : 0);
  draw_list(state, commands);
  ui::end_column();
  if (two_columns) ui::beside(2 * kGap);
  ui::begin_column("holidays.coming", 0);
  draw_coming(state, now);
  ui::end_column();
  ui::end_card();
  if (changed) commands.insert(commands.begin(), HolidayStep{EditHoliday{std::move(form)}});
}

}  // namespace bangtin::desk
