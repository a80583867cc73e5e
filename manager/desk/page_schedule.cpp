// When a playlist is on: its schedule as a form, in words, and its next times.
#include <algorithm>

#include "manager/core/local_time.h"
#include "manager/desk/pages.h"
#include "manager/desk/plan_form.h"
#include "manager/desk/plan_steps.h"
#include "manager/desk/playlist_form.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/model/calendar.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr std::size_t kHoursMax = 12;  ///< of one form; the command line sets more

std::vector<std::string> said_all(std::initializer_list<const char*> keys) {
  std::vector<std::string> all;
  for (const char* key : keys) all.emplace_back(text(key));
  return all;
}

void draw_schedule_list(const State& state, Instant now, float width, Commands& commands) {
  ui::begin_card("schedules", width, 0);
  ui::words(text("desk.playlist.list"), ui::Tone::Plain, ui::Type::Bold);
  if (state.seen->playlists.empty()) {
    ui::paragraph(text("plan.no_playlists"), ui::Tone::Muted);
  }
  for (const PlaylistRecord& playlist : state.seen->playlists) {
    const bool here = state.plan.schedule.base.id == playlist.id;
    const bool typed =
        state.plan.kept.contains(playlist.id) || (here && state.plan.schedule.changed);
    const ui::Mark mark = typed ? ui::Mark{icon::kCloudUpload,
                                           std::string(text("desk.state.unsaved")), ui::Tone::Wait}
                                : playlist_mark(state, playlist, now);
    if (ui::list_row("schedule." + playlist.id.text, playlist.name, mark, ui::Colour::Accent,
                     here)) {
      commands.push_back(PlanStep{OpenSchedule{playlist.id}});
    }
  }
  ui::end_card();
}

/// The fields in the order in which people fill them in.
struct ScheduleFields {
  ScheduleForm form;
  bool changed = false;

  std::string error;  // Lives until the field that shows it was drawn.
  ui::Field field(const std::string& id, std::string_view label, float width,
                  std::size_t characters_max) {
    error = problem_of(form.problems, id);
    return {.id = id,
            .label = label,
            .error = error,
            .width = width,
            .characters_max = characters_max,
            .shares_steps = true};
  }
  void line(const std::string& id, std::string_view label, std::string_view hint,
            std::string& value, float width, std::size_t characters_max) {
    ui::Field shown = field(id, label, width, characters_max);
    shown.hint = hint;
    changed |= ui::text_field(shown, value);
  }
  void pick(const std::string& id, std::string_view label, const std::vector<std::string>& names,
            int& value, float width) {
    changed |= ui::choice(field(id, label, width, 1), names, value);
  }

  static float third() { return (ui::room_width() - 2 * kGap) / 3; }

  void dates_and_priority() {
    const float width = third();
    line("plan.from", text("plan.from"), text("plan.any_day"), form.from, width, 10);
    ui::beside(kGap);
    line("plan.until", text("plan.until"), text("plan.any_day"), form.until, width, 10);
    ui::beside(kGap);
    priority(0);
  }

  void priority(float width) {
    pick("plan.priority", text("plan.priority_label"), playlist_priority_names(), form.priority,
         width);
  }

  void repeat() {
    const float width = third();
    const Repeat kind = static_cast<Repeat>(form.repeat);
    const std::vector<std::string> names = said_all(
        {"plan.repeat.days", "plan.repeat.weeks", "plan.repeat.every_days", "plan.repeat.month_day",
         "plan.repeat.full_moon", "plan.repeat.new_moon", "plan.repeat.both_moons"});
    pick("plan.repeat", text("plan.repeat"), names, form.repeat, 2 * width + kGap);
    if (kind == Repeat::Days) return;
    ui::beside(kGap);
    if (kind == Repeat::Weeks || kind == Repeat::EveryDays) {
      line("plan.every",
           text(kind == Repeat::Weeks ? "plan.every_weeks_label" : "plan.every_days_label"), "2",
           form.every, 0, 2);
    } else if (kind == Repeat::MonthDay) {
      line("plan.month_day", text("plan.month_day"), "1", form.month_day, 0, 2);
    } else {
      pick("plan.leap", text("plan.leap"),
           said_all({"plan.leap.none", "plan.leap.counted", "plan.leap.skipped"}), form.leap, 0);
    }
  }

  void weekdays() {
    constexpr float kBetween = 4, kLongFrom = 104;
    ui::words(text("plan.weekdays"), ui::Tone::Muted);
    const float width = (ui::room_width() - 6 * kBetween) / 7;
    for (std::size_t i = 0; i < form.weekdays.size(); ++i) {
      if (i > 0) ui::beside(kBetween);
      const std::string day(name_of(static_cast<Weekday>(i)));
      const std::string key = (width >= kLongFrom ? "plan.weekday." : "plan.weekday_short.") + day;
      changed |= ui::check_row("plan.weekday." + day, text(key), form.weekdays[i], width);
    }
  }

  void hours() {
    ui::words(text("plan.hours"), ui::Tone::Muted);
    if (form.hours.empty()) ui::words(text("plan.all_day_long"));
    for (std::size_t i = 0; i < form.hours.size(); ++i) {
      const std::string number = std::to_string(i);
      constexpr float kWidth = 104;
      line("plan.begin." + number, text("plan.begin"), "07:00", form.hours[i].begin, kWidth, 5);
      ui::beside(kGap);
      line("plan.end." + number, text("plan.end"), "07:30", form.hours[i].end, kWidth, 5);
      ui::beside(kGap);
      ui::below_label();
      const bool removed =
          ui::icon_button("plan.hours.remove." + number, icon::kDelete, text("plan.hours_remove"));
      ui::end_below_label();
      if (!removed) continue;
      form.hours.erase(form.hours.begin() + std::ptrdiff_t(i));
      changed = true;
      break;
    }
    if (ui::button("plan.hours.add", icon::kPlus, text("plan.hours_add"), ui::Look::Secondary,
                   form.hours.size() < kHoursMax)) {
      form.hours.push_back({});
      changed = true;
    }
  }

  void exceptions() {
    constexpr std::size_t kCharactersMax = 2'000;
    pick("plan.holidays", text("plan.holidays"),
         {said("plan.holidays.any"), said("schedule.holidays.only"),
          said("schedule.holidays.except")},
         form.holidays, 0);
    line("plan.except", text("plan.except"), text("plan.except_hint"), form.except, 0,
         kCharactersMax);
    line("plan.also", text("plan.also"), text("plan.also_hint"), form.also, 0, kCharactersMax);
  }

  void everything() {
    dates_and_priority();
    ui::gap(6);
    repeat();
    ui::gap(6);
    weekdays();
    ui::gap(6);
    constexpr float kHoursWidth = 300, kApart = 20, kSideMin = 250;
    const float room = ui::room_width();
    const bool side_by_side = room >= kHoursWidth + kApart + kSideMin;
    ui::begin_column("plan.hours", side_by_side ? kHoursWidth : 0);
    hours();
    ui::end_column();
    if (side_by_side) ui::beside(kApart);
    ui::begin_column("plan.exceptions", 0);
    exceptions();
    ui::end_column();
  }
};

std::string next_words(const Span& span, Instant now, int offset) {
  const LocalTime begin = local_time(span.begin, offset);
  std::string words = full_date_words(begin.day) + "  " + ui::time_text(span.begin, offset) + "-" +
                      ui::time_text(span.end, offset);
  if (ui::time_text(span.end, offset) == "00:00") {
    words.replace(words.size() - 5, 5, "24:00");
  }
  const auto days = [&](Instant at) { return ui::day_text(at, offset); };
  if (days(span.begin) != days(span.end - Millis(1))) {
    words = full_date_words(begin.day) + "  " +
            text("plan.next_long", {{"begin", ui::time_text(span.begin, offset)},
                                    {"end", ui::date_time_text(span.end, offset)}});
  }
  return span.begin <= now ? words + " · " + std::string(text("plan.next_now")) : words;
}

void draw_next(const State& state, Instant now) {
  const ScheduleForm& form = state.plan.schedule;
  if (!form.problems.empty()) return;
  constexpr auto kFar = std::chrono::days(399);
  if (form.next.empty()) return ui::paragraph(text("plan.next_none"), ui::Tone::Wait);
  std::string times;
  for (const Span& span : form.next) {
    times += (times.empty() ? "" : " · ") + next_words(span, now, state.utc_offset_minutes());
  }
  const bool always = form.next.size() == 1 && form.next[0].end - now > kFar;
  ui::paragraph(
      text("plan.next", {{"times", always ? std::string(text("plan.next_always")) : times}}),
      ui::Tone::Muted);
}

void draw_notes(const State& state, Instant now, Commands& commands) {
  const ScheduleForm& form = state.plan.schedule;
  const PlaylistRecord* playlist = state.playlist_of(form.base.id);
  const bool moved =
      form.changed && playlist != nullptr && playlist->revision != form.base.revision;
  if (moved) {
    ui::banner({icon::kAlert, text("plan.moved", {{"words", summary_of(playlist->schedule)}}),
                ui::Tone::Wait});
    if (ui::button("plan.keep", icon::kCheck, text("plan.keep"), ui::Look::Secondary)) {
      commands.push_back(PlanStep{KeepSchedule{}});
    }
    ui::beside();
    if (ui::button("plan.theirs", icon::kRefresh, text("plan.theirs"), ui::Look::Secondary)) {
      commands.push_back(PlanStep{DropSchedule{}});
    }
    ui::gap(4);
  }
  if (form.problems.empty()) {
    ui::banner({icon::kCalendar, form.summary, ui::Tone::Accent});
    draw_next(state, now);
  } else {
    ui::banner({icon::kAlertCircle, std::string(text("plan.problems")), ui::Tone::Bad});
  }
}

/// Rules that the command line set: they are shown, and replaced only when it is asked for.
void draw_other(const State& state, Commands& commands) {
  ui::paragraph(text("plan.other"), ui::Tone::Muted);
  ui::gap(6);
  if (ui::button("plan.replace", icon::kPencil, text("plan.replace"), ui::Look::Secondary)) {
    ScheduleForm form = state.plan.schedule;
    form.other = false;
    commands.push_back(PlanStep{EditSchedule{std::move(form)}});
  }
}

void draw_form(const State& state, Instant now, Commands& commands) {
  const ScheduleForm& form = state.plan.schedule;
  ui::begin_card("schedule", 0, 0);
  if (form.base.id.empty()) {
    ui::empty_state(icon::kCalendar, text("plan.no_schedule"), text("plan.no_schedule_hint"));
    ui::end_card();
    return;
  }
  ui::begin_plain("schedule.fields", -54);
  const auto forth = draw_heading_with_steps("schedule", form.base.name, schedule_steps(state));
  if (forth) commands.push_back(PlanStep{StepSchedule{*forth}});
  ui::mark(playlist_mark(state, form.base, now));
  ui::gap(4);
  draw_notes(state, now, commands);
  ui::gap(4);
  ScheduleFields fields{form, false, ""};
  if (form.other) {
    fields.priority(ScheduleFields::third());
    ui::gap(6);
    draw_other(state, commands);
  } else {
    fields.everything();
  }
  ui::end_plain();
  ui::gap(4);
  draw_schedule_actions(state, commands);
  ui::end_card();
  if (fields.changed) {
    commands.insert(commands.begin(), PlanStep{EditSchedule{std::move(fields.form)}});
  }
}

}  // namespace

Steps schedule_steps(const State& state) {
  const ScheduleForm& form = state.plan.schedule;
  return named_steps(find_past(state.plan.schedule_pasts, form.base.id.text), form, !form.busy);
}

void draw_schedule_actions(const State& state, Commands& commands) {
  const ScheduleForm& form = state.plan.schedule;
  const PlaylistRecord& base = form.base;
  const bool idle = !form.busy;
  if (ui::button("plan.save", icon::kSave, text("plan.save"), ui::Look::Primary,
                 idle && form.changed && form.problems.empty())) {
    commands.push_back(PlanStep{SaveSchedule{}});
  }
  ui::beside();
  if (ui::button("plan.drop", icon::kUndo, text("desk.drop_draft"), ui::Look::Secondary,
                 idle && form.changed)) {
    commands.push_back(PlanStep{DropSchedule{}});
  }
  const bool waits = !base.published_at || base.published_revision != base.revision;
  ui::beside();
  if (ui::button("plan.publish", icon::kPlay, text("plan.publish"), ui::Look::Secondary,
                 idle && !form.changed && waits && !base.items.empty())) {
    Sheet sheet;
    sheet.kind = Sheet::Kind::PublishSchedule;
    sheet.subject = base.name + ": " + form.summary;
    commands.push_back(Ask{std::move(sheet)});
  }
}

void draw_schedule(const State& state, Instant now, Commands& commands) {
  constexpr float kWide = 306, kNarrow = 240, kWideFrom = 1000;
  draw_schedule_list(state, now, ui::room_width() >= kWideFrom ? kWide : kNarrow, commands);
  ui::beside(kGap);
  draw_form(state, now, commands);
}

}  // namespace bangtin::desk
