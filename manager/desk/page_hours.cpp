// When clips are silent and when the panel is lit: for the commune, a group or one board.
#include <algorithm>

#include "manager/client/schedule_words.h"
#include "manager/desk/hours_form.h"
#include "manager/desk/pages.h"
#include "manager/desk/plan_steps.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/lists.h"
#include "shared/base/texts.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr std::size_t kRowsMax = 6;  ///< of one form; the command line sets more

/// The commune, its groups, its boards.
struct HoursPlace {
  TimetableScope scope = TimetableScope::Commune;
  std::string id;
  std::string name;
};
std::vector<HoursPlace> hours_places(const Snapshot& seen) {
  std::vector<HoursPlace> places{{TimetableScope::Commune, "", std::string(text("plan.rest.all"))}};
  for (const GroupRecord& group : seen.groups) {
    places.push_back(
        {TimetableScope::Group, group.id.text, text("plan.group", {{"name", group.name}})});
  }
  for (const BoardRecord& board : seen.boards) {
    if (board.state != BoardState::Paired) continue;
    places.push_back({TimetableScope::Board, board.id.text, board.name});
  }
  return places;
}

bool is_open(const PlanState& plan, const HoursPlace& place) {
  return plan.hours.scope == place.scope && plan.hours.id == place.id;
}

ui::Mark hours_mark(const State& state, const HoursPlace& place) {
  const bool typed = is_open(state.plan, place)
                         ? state.plan.hours.changed
                         : state.plan.kept_hours.contains(hours_name(place.scope, place.id));
  if (typed) {
    return {icon::kCloudUpload, std::string(text("desk.state.unsaved")), ui::Tone::Wait};
  }
  if (says_hours(state.seen->timetables, place.scope, place.id)) {
    return {icon::kClock, std::string(text("plan.rest.own")), ui::Tone::Good};
  }
  const bool commune = place.scope == TimetableScope::Commune;
  return {icon::kInformation, std::string(text(commune ? "plan.rest.none" : "plan.rest.wider")),
          ui::Tone::Muted};
}

void draw_places(const State& state, const std::vector<HoursPlace>& places, float width,
                 Commands& commands) {
  ui::begin_card("hours.places", width, 0);
  ui::words(text("plan.rest.where"), ui::Tone::Plain, ui::Type::Bold);
  for (const HoursPlace& place : places) {
    if (ui::list_row("hours." + hours_name(place.scope, place.id), place.name,
                     hours_mark(state, place), ui::Colour::Accent, is_open(state.plan, place))) {
      commands.push_back(PlanStep{OpenHours{place.scope, place.id}});
    }
  }
  ui::end_card();
}

/// One half of the form: sound, or the panel.
struct HoursFields {
  const TimetableForm& form;
  HoursPartForm& part;
  const std::string id;  ///< "hours.quiet"
  bool enabled = true;
  bool changed = false;

  void choice(std::string_view label, const char* never) {
    std::vector<std::string> names;
    const int first = form.scope == TimetableScope::Commune ? int(HoursChoice::Never) : 0;
    if (first == 0) names.emplace_back(text("plan.rest.wider"));
    names.emplace_back(text(never));
    names.emplace_back(text("plan.rest.rows"));
    int chosen = part.choice - first;
    const std::string error = problem_of(form.problems, id);
    if (!ui::choice({.id = id, .label = label, .error = error, .enabled = enabled}, names,
                    chosen)) {
      return;
    }
    part.choice = chosen + first;
    if (part.choice == int(HoursChoice::Rows) && part.rows.empty()) part.rows.push_back({});
    changed = true;
  }

  void time(const std::string& name, const char* label, const char* hint, std::string& value) {
    const std::string error = problem_of(form.problems, name);
    changed |= ui::text_field({.id = name,
                               .label = text(label),
                               .hint = hint,
                               .error = error,
                               .width = 104,
                               .characters_max = 5,
                               .enabled = enabled,
                               .shares_steps = true},
                              value);
  }

  /// True when it is to go.
  bool row(std::size_t i, const char* begin, const char* end) {
    HoursRowForm& typed = part.rows[i];
    const std::string number = std::to_string(i);
    time(id + ".begin." + number, "plan.begin", begin, typed.hours.begin);
    ui::beside(kGap);
    time(id + ".end." + number, "plan.end", end, typed.hours.end);
    ui::beside(kGap);
    ui::below_label();
    const bool removed = ui::icon_button(id + ".remove." + number, icon::kDelete,
                                         text("plan.hours_remove"), enabled);
    ui::end_below_label();
    constexpr float kBetween = 4;
    constexpr std::size_t kInALine = 4;
    const float width = (ui::room_width() - (kInALine - 1) * kBetween) / kInALine;
    for (std::size_t day = 0; day < typed.weekdays.size(); ++day) {
      if (day % kInALine != 0) ui::beside(kBetween);
      const std::string name(name_of(static_cast<Weekday>(day)));
      changed |= ui::check_row(id + "." + name + "." + number, text("plan.weekday_short." + name),
                               typed.weekdays[day], width);
    }
    ui::gap(8);
    return removed;
  }

  void rows(const char* begin, const char* end) {
    if (part.choice != int(HoursChoice::Rows)) return;
    ui::words(text("plan.weekdays"), ui::Tone::Muted);
    for (std::size_t i = 0; i < part.rows.size(); ++i) {
      if (!row(i, begin, end)) continue;
      part.rows.erase(part.rows.begin() + std::ptrdiff_t(i));
      changed = true;
      break;
    }
    if (ui::button(id + ".add", icon::kPlus, text("plan.hours_add"), ui::Look::Secondary,
                   enabled && part.rows.size() < kRowsMax)) {
      part.rows.push_back({});
      changed = true;
    }
  }
};

/// What holds on the board that is looked at, in words.
void draw_summary(const TimetableForm& form) {
  if (!form.problems.empty()) {
    return ui::banner({icon::kAlertCircle, std::string(text("plan.problems")), ui::Tone::Bad});
  }
  std::vector<Problem> none;
  const Timetable timetable = timetable_of(form, none);
  const auto say = [](const std::optional<Hours>& hours, const char* some, const char* never) {
    if (!hours) return std::string();
    if (hours->rows.empty()) return std::string(text(never));
    std::vector<std::string> rows;
    for (const HoursRow& row : hours->rows) rows.push_back(words_of(row));
    return text(some, {{"hours", joined(rows, "; ")}});
  };
  std::string words;
  for (const std::string& part :
       {say(timetable.quiet, "plan.rest.quiet_is", "plan.rest.quiet_never"),
        say(timetable.panel_on, "plan.rest.panel_is", "plan.rest.panel_always")}) {
    if (!part.empty()) words += (words.empty() ? "" : " ") + part + ".";
  }
  if (words.empty()) words = text("plan.rest.says_nothing");
  ui::banner({icon::kClock, words, ui::Tone::Accent});
}

void draw_form(const State& state, const std::vector<HoursPlace>& places, Commands& commands) {
  TimetableForm form = state.plan.hours;
  ui::begin_card("hours.form", 0, 0);
  ui::begin_plain("hours.fields", -54);
  const Past<TimetableForm>* past =
      find_past(state.plan.hours_pasts, hours_name(form.scope, form.id));
  for (const HoursPlace& place : places) {
    if (!is_open(state.plan, place)) continue;
    const auto forth =
        draw_heading_with_steps("hours", place.name, named_steps(past, form, !form.busy));
    if (forth) commands.push_back(PlanStep{StepHours{*forth}});
  }
  draw_summary(form);
  ui::gap(6);
  constexpr float kApart = 24, kSideBySideFrom = 560;
  const float room = ui::room_width();
  const bool side_by_side = room >= kSideBySideFrom;
  HoursFields quiet{form, form.quiet, "hours.quiet", !form.busy};
  ui::begin_column("hours.quiet.column", side_by_side ? (room - kApart) / 2 : 0);
  quiet.choice(text("plan.rest.quiet"), "plan.rest.quiet_never");
  ui::paragraph(text("plan.rest.quiet_hint"), ui::Tone::Muted);
  quiet.rows("21:00", "06:00");
  ui::end_column();
  if (side_by_side) {
    ui::beside(kApart);
  } else {
    ui::gap(10);
  }
  HoursFields panel{form, form.panel, "hours.panel", !form.busy};
  ui::begin_column("hours.panel.column", 0);
  panel.choice(text("plan.rest.panel"), "plan.rest.panel_always");
  ui::paragraph(text("plan.rest.panel_hint"), ui::Tone::Muted);
  panel.rows("05:30", "22:00");
  ui::end_column();
  ui::end_plain();
  ui::gap(4);
  const bool idle = !form.busy && form.changed;
  if (ui::button("hours.save", icon::kSave, text("plan.rest.save"), ui::Look::Primary,
                 idle && form.problems.empty())) {
    commands.push_back(PlanStep{SaveHours{}});
  }
  ui::beside();
  if (ui::button("hours.drop", icon::kUndo, text("desk.drop_draft"), ui::Look::Secondary, idle)) {
    commands.push_back(PlanStep{DropHours{}});
  }
  ui::end_card();
  if (quiet.changed || panel.changed) {
    commands.insert(commands.begin(), PlanStep{EditHours{std::move(form)}});
  }
}

}  // namespace

void draw_hours(const State& state, Commands& commands) {
  constexpr float kWide = 306, kNarrow = 240, kWideFrom = 1000;
  const std::vector<HoursPlace> places = hours_places(*state.seen);
  draw_places(state, places, ui::room_width() >= kWideFrom ? kWide : kNarrow, commands);
  ui::beside(kGap);
  draw_form(state, places, commands);
}

}  // namespace bangtin::desk
