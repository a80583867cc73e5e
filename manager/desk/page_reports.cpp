#include <algorithm>

#include "manager/desk/pages.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

/// "22/11/2026" of "2026-11-22".
std::string day_words(const std::string& day) {
  if (day.size() != 10) return day;
  return day.substr(8, 2) + "/" + day.substr(5, 2) + "/" + day.substr(0, 4);
}

std::string board_name(const State& state, const BoardId& id) {
  const BoardRecord* board = state.board_of(id);
  return board == nullptr ? id.text : board->name;
}

void draw_question(const State& state, Commands& commands) {
  ReportForm form = state.reports;
  bool changed = false;
  const auto day = [&](const char* id, std::string_view label, std::string& value) {
    const bool wrong = !value.empty() && !ui::iso_day(value);
    changed |= ui::text_field({.id = id,
                               .label = label,
                               .hint = text("desk.day_hint"),
                               .error = wrong ? text("desk.day_wrong") : std::string_view(),
                               .width = 200,
                               .characters_max = 10},
                              value);
  };
  day("report.from", text("desk.reports.from"), form.from);
  ui::beside();
  day("report.to", text("desk.reports.to"), form.to);
  ui::beside();
  ui::below_label();
  const bool ready = ui::iso_day(form.from) && ui::iso_day(form.to);
  if (ui::button("report.load", icon::kRefresh, text("desk.reports.load"), ui::Look::Primary,
                 ready && !form.busy)) {
    commands.push_back(LoadReport{});
  }
  ui::end_below_label();
  if (changed) commands.insert(commands.begin(), Edit{form});
}

void draw_rows(const State& state, const PlayReport& report) {
  if (!ui::begin_table("plays", {{std::string(text("desk.column.day")), 1.6F},
                                 {std::string(text("desk.column.item")), 4},
                                 {std::string(text("desk.column.board")), 3},
                                 {std::string(text("desk.column.plays")), 1.3F, true},
                                 {std::string(text("desk.column.shown")), 2, true},
                                 {std::string(text("desk.column.frames")), 1.6F, true}})) {
    return;
  }
  for (const PlayReportRow& row : report.rows) {
    ui::cell(day_words(row.day));
    ui::cell(row.title);
    ui::cell(board_name(state, row.board));
    ui::number_cell(number_text(row.plays));
    ui::number_cell(duration_text(Millis(row.shown_ms)));
    ui::number_cell(number_text(row.frames));
  }
  ui::end_table();
}

}  // namespace

void draw_reports(const State& state, Commands& commands) {
  ui::begin_card("report.question", 0, 138);
  ui::words(text("desk.reports.title"), ui::Tone::Plain, ui::Type::Heading);
  draw_question(state, commands);
  ui::end_card();
  ui::begin_card("report.answer", 0, 0);
  const std::optional<PlayReport>& report = state.reports.report;
  if (!report) {
    ui::empty_state(icon::kChart, text("desk.reports.empty"), text("desk.reports.empty_hint"));
  } else {
    ui::figures({{number_text(report->plays), std::string(text("desk.column.plays"))},
                 {duration_text(Millis(report->shown_ms)), std::string(text("desk.column.shown"))},
                 {number_text(report->frames), std::string(text("desk.column.frames"))}});
    ui::gap(8);
    if (report->rows.empty()) {
      ui::empty_state(icon::kChart, text("desk.reports.nothing"), text("desk.reports.empty_hint"));
    } else {
      draw_rows(state, *report);
    }
  }
  ui::end_card();
}

}  // namespace bangtin::desk
