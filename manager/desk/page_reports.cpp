#include <algorithm>

#include "manager/desk/pages.h"
#include "manager/desk/wording.h"
#include "manager/report/report_chart.h"
#include "shared/base/texts.h"
#include "shared/ui/chart.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kPeriodDayWidth = 170;
constexpr float kBeside = 10;
constexpr float kChartHeight = 196;
constexpr std::size_t kRowsDrawn = 500;  ///< the files have them all
constexpr std::pair<Period, const char*> kPeriods[] = {
    {Period::Today, "desk.reports.today"},
    {Period::SevenDays, "desk.reports.seven_days"},
    {Period::ThisMonth, "desk.reports.this_month"},
    {Period::LastMonth, "desk.reports.last_month"}};
constexpr std::pair<ReportFormat, const char*> kFormats[] = {
    {ReportFormat::Pdf, "desk.reports.pdf"},
    {ReportFormat::Xlsx, "desk.reports.xlsx"},
    {ReportFormat::Csv, "desk.reports.csv"}};

/// Of buttons side by side with these words.
template <class Buttons>
float width_of(const Buttons& buttons, const char* mark) {
  float width = 0;
  for (const auto& [value, key] : buttons) width += ui::button_width(mark, text(key)) + kBeside;
  return width - kBeside;
}

bool is_ready(const ReportForm& form) {
  return ui::iso_day(form.from) && ui::iso_day(form.to) && !form.busy;
}

void draw_periods(const ReportForm& form, Commands& commands) {
  for (const auto& [period, key] : kPeriods) {
    if (period != Period::Today) ui::beside(kBeside);
    if (ui::button(key, "", text(key), ui::Look::Secondary, !form.busy)) {
      commands.push_back(ChoosePeriod{period});
    }
  }
}

/// True where the quick periods have room beside the days, else they are a row of their own.
bool is_wide(float room) {
  const float days = 2 * (kPeriodDayWidth + kBeside) +
                     ui::button_width(icon::kRefresh, text("desk.reports.load")) + 3 * kBeside;
  return room >= days + width_of(kPeriods, "");
}

void draw_days(const State& state, bool wide, Commands& commands) {
  ReportForm form = state.reports;
  bool changed = false;
  const auto day = [&](const char* id, std::string_view label, std::string& value) {
    const bool wrong = !value.empty() && !ui::iso_day(value);
    changed |= ui::text_field({.id = id,
                               .label = label,
                               .hint = text("desk.day_hint"),
                               .error = wrong ? text("desk.day_wrong") : std::string_view(),
                               .width = kPeriodDayWidth,
                               .characters_max = 10},
                              value);
  };
  day("report.from", text("desk.reports.from"), form.from);
  ui::beside(kBeside);
  day("report.to", text("desk.reports.to"), form.to);
  ui::beside(kBeside);
  ui::below_label();
  if (ui::button("report.load", icon::kRefresh, text("desk.reports.load"), ui::Look::Primary,
                 is_ready(form))) {
    commands.push_back(LoadReport{});
  }
  if (wide) {
    ui::beside(3 * kBeside);
    draw_periods(form, commands);
  }
  ui::end_below_label();
  if (!wide) draw_periods(form, commands);
  if (changed) commands.insert(commands.begin(), Edit{form});
}

void draw_question(const State& state, bool wide, Commands& commands) {
  ui::words(text("desk.reports.title"), ui::Tone::Plain, ui::Type::Heading);
  if (state.reports.paper) {
    ui::beside(0);
    ui::at_right(width_of(kFormats, icon::kSave));
    for (const auto& [format, key] : kFormats) {
      if (format != kFormats[0].first) ui::beside(kBeside);
      if (ui::button(key, icon::kSave, text(key), ui::Look::Secondary, !state.reports.busy)) {
        commands.push_back(SaveReport{format});
      }
    }
  }
  draw_days(state, wide, commands);
}

void draw_days_chart(const ReportPaper& paper) {
  ui::words(text("report.chart_days"), ui::Tone::Plain, ui::Type::Bold);
  const std::vector<PaperLine>& days = paper.table(SumBy::Day).lines;
  std::int64_t longest = 0;
  for (const PaperLine& day : days) longest = std::max(longest, day.sum.shown_ms);
  const auto marks_ms = chart_marks_ms(longest);
  const auto share = [&](std::int64_t ms) { return float(ms) / float(marks_ms.back()); };
  std::vector<ui::ChartMark> marks;
  for (const std::int64_t ms : marks_ms) marks.push_back({share(ms), chart_mark_words(ms)});
  std::vector<ui::ChartColumn> columns;
  for (const PaperLine& day : days) {
    const std::string shown = duration_text(Millis(day.sum.shown_ms));
    columns.push_back(
        {chart_day_words(day.key), shown, day.name + ": " + shown, share(day.sum.shown_ms)});
  }
  ui::column_chart(columns, marks, kChartHeight);
}

void draw_category_chart(const ReportPaper& paper) {
  ui::words(text("report.chart_categories"), ui::Tone::Plain, ui::Type::Bold);
  const std::vector<PaperLine>& lines = paper.table(SumBy::Category).lines;
  std::int64_t longest = 1;
  for (const PaperLine& line : lines) longest = std::max(longest, line.sum.shown_ms);
  std::vector<ui::ChartRow> rows;
  for (const PaperLine& line : lines) {
    rows.push_back(
        {line.name,
         duration_text(Millis(line.sum.shown_ms)) + " · " + report_share_words(line.permille),
         float(line.sum.shown_ms) / float(longest)});
  }
  ui::row_chart(rows);
}

void draw_charts(const ReportPaper& paper) {
  constexpr float kApart = 28;
  const float half = (ui::room_width() - kApart) / 2;
  ui::begin_column("chart.days", half);
  draw_days_chart(paper);
  ui::end_column();
  ui::beside(kApart);
  ui::begin_column("chart.categories", half);
  draw_category_chart(paper);
  ui::end_column();
}

void sum_cells(const PlaySum& sum) {
  ui::number_cell(number_text(sum.plays));
  ui::number_cell(duration_text(Millis(sum.shown_ms)));
  ui::number_cell(number_text(sum.frames));
}

void draw_lines(const PaperTable& table) {
  const std::string name(text("report.column." + std::string(name_of(table.by))));
  if (!ui::begin_table("sums", {{name, 5},
                                {std::string(text("desk.column.plays")), 1.3F, true},
                                {std::string(text("desk.column.shown")), 2, true},
                                {std::string(text("desk.column.frames")), 1.6F, true},
                                {std::string(text("report.column.share")), 1.2F, true}})) {
    return;
  }
  for (const PaperLine& line : table.lines) {
    ui::cell(line.name);
    sum_cells(line.sum);
    ui::number_cell(report_share_words(line.permille));
  }
  ui::end_table();
}

/// How many rows the page leaves to the files.
void say_left(std::size_t rows) {
  if (rows == 0) return;
  ui::paragraph(text("desk.reports.more_rows", {{"count", number_text(std::int64_t(rows))}}),
                ui::Tone::Muted);
}

void draw_rows(const ReportPaper& paper) {
  if (!ui::begin_table("plays", {{std::string(text("desk.column.day")), 1.6F},
                                 {std::string(text("desk.column.item")), 4},
                                 {std::string(text("desk.column.board")), 3},
                                 {std::string(text("desk.column.plays")), 1.3F, true},
                                 {std::string(text("desk.column.shown")), 2, true},
                                 {std::string(text("desk.column.frames")), 1.6F, true}})) {
    return;
  }
  const std::size_t drawn = std::min(paper.rows.size(), kRowsDrawn);
  for (std::size_t i = 0; i < drawn; ++i) {
    const PaperRow& row = paper.rows[i];
    ui::cell(report_day_words(row.day));
    ui::cell(row.title);
    ui::cell(row.board);
    sum_cells(row.sum);
  }
  ui::end_table();
  say_left(paper.rows.size() - drawn);
}

std::string time_or_dash(const std::optional<std::int64_t>& ms) {
  return ms ? report_duration_words(*ms) : std::string("–");
}

ui::Column number_column(const char* key, float weight) { return {said(key), weight, true}; }

/// Why there is none; true when there is one.
bool has_proof(const ReportPaper& paper) {
  if (paper.proof) return true;
  ui::paragraph(paper.no_proof.empty() ? said("report.proof.none") : paper.no_proof,
                ui::Tone::Wait);
  return false;
}

/// How much of its time each board is proven to have shown something.
void draw_proven(const ReportPaper& paper) {
  if (!has_proof(paper)) return;
  ui::paragraph(text("report.proof.means"), ui::Tone::Muted);
  ui::gap(4);
  std::vector<ui::ChartRow> rows;
  for (const PaperBoard& board : paper.proof->boards) {
    rows.push_back({board.name, report_share_words(board.permille), float(board.permille) / 1000});
  }
  ui::row_chart(rows);
  ui::gap(8);
  if (!ui::begin_table("proven", {{said("report.column.board"), 4},
                                  number_column("report.column.of", 2),
                                  number_column("report.column.proven", 2),
                                  number_column("report.column.share", 1.2F),
                                  number_column("report.column.gap", 2),
                                  number_column("report.column.gap_from", 2.4F)})) {
    return;
  }
  const auto line = [](const std::string& name, const PaperBoard& board) {
    ui::cell(name);
    ui::number_cell(duration_text(Millis(board.of_ms)));
    ui::number_cell(duration_text(Millis(board.proven_ms)));
    ui::number_cell(report_share_words(board.permille));
    ui::number_cell(duration_text(Millis(board.gap_ms)));
    ui::number_cell(board.gap_from.empty() ? "–" : board.gap_from);
  };
  for (const PaperBoard& board : paper.proof->boards) line(board.name, board);
  line(said("report.total"), paper.proof->total);
  ui::end_table();
}

/// How soon urgent items stood on each board.
void draw_urgent(const ReportPaper& paper) {
  if (!has_proof(paper)) return;
  const PaperProof& proof = *paper.proof;
  ui::paragraph(text("report.proof.urgent_means"), ui::Tone::Muted);
  ui::gap(4);
  if (proof.urgent.empty()) return ui::paragraph(text("report.proof.no_urgent"));
  if (ui::begin_table("latency", {{said("report.column.board"), 4},
                                  number_column("report.column.urgent_items", 1.2F),
                                  number_column("report.column.never", 1.4F),
                                  number_column("report.column.median", 2),
                                  number_column("report.column.worst", 2)})) {
    const auto line = [](const std::string& name, const PaperLatency& latency) {
      ui::cell(name);
      ui::number_cell(number_text(latency.items));
      ui::number_cell(number_text(latency.never));
      ui::number_cell(time_or_dash(latency.median_ms));
      ui::number_cell(time_or_dash(latency.worst_ms));
    };
    for (const PaperLatency& latency : proof.latencies) line(latency.board, latency);
    line(said("report.total"), proof.all);
    ui::end_table();
  }
  ui::gap(8);
  if (!ui::begin_table("urgent", {{said("report.column.item"), 4},
                                  {said("report.column.board"), 3},
                                  number_column("report.column.published", 2.2F),
                                  number_column("report.column.latency", 2)})) {
    return;
  }
  const std::size_t drawn = std::min(proof.urgent.size(), kRowsDrawn);
  for (std::size_t i = 0; i < drawn; ++i) {
    const PaperUrgent& urgent = proof.urgent[i];
    ui::cell(urgent.item);
    ui::cell(urgent.board);
    ui::number_cell(urgent.published);
    ui::number_cell(urgent.latency_ms ? report_duration_words(*urgent.latency_ms)
                                      : said("report.never"));
  }
  ui::end_table();
  say_left(proof.urgent.size() - drawn);
}

void draw_breakdown(const State& state, const ReportPaper& paper, Commands& commands) {
  std::vector<std::string> names;
  for (const SumBy by : kSumsBy) names.push_back(report_by_words(by));
  for (const char* key : {"report.sheet.rows", "report.proof.boards", "report.proof.latency"}) {
    names.push_back(said(key));
  }
  ReportForm form = state.reports;
  if (ui::choice({.id = "report.by", .label = text("desk.reports.by"), .width = 320}, names,
                 form.by)) {
    commands.push_back(Edit{form});
  }
  ui::gap(4);
  const auto by = std::size_t(form.by);
  if (by < paper.tables.size()) {
    draw_lines(paper.tables[by]);
  } else if (by == paper.tables.size()) {
    draw_rows(paper);
  } else if (by == paper.tables.size() + 1) {
    draw_proven(paper);
  } else {
    draw_urgent(paper);
  }
}

/// Boards that showed nothing, and urgent items that stood nowhere, are told all the more.
void draw_nothing_played(const ReportPaper& paper) {
  if (!paper.proof || (paper.proof->boards.empty() && paper.proof->urgent.empty())) {
    ui::empty_state(icon::kChart, text("desk.reports.nothing"), text("desk.reports.empty_hint"));
    return;
  }
  ui::words(text("desk.reports.nothing"), ui::Tone::Plain, ui::Type::Bold);
  ui::gap(8);
  draw_urgent(paper);
  ui::gap(8);
  draw_proven(paper);
}

/// Only where it is not the name of today alone: a report keeps the names of its time.
void draw_old_names(const State& state, const ReportHead& head) {
  if (state.seen && head.agency != state.seen->commune.agency) {
    ui::words(text("report.then", {{"agency", head.agency}}), ui::Tone::Muted);
  }
  for (const std::string& words : head.earlier) ui::words(words, ui::Tone::Muted);
}

void draw_answer(const State& state, const ReportPaper& paper, Commands& commands) {
  if (!state.reports.file.empty()) {
    ui::paragraph(text("desk.reports.file", {{"file", state.reports.file}}), ui::Tone::Good);
    ui::gap(8);
  }
  const PlaySum& total = paper.total;
  ui::words(report_period_words(paper.head), ui::Tone::Muted);
  draw_old_names(state, paper.head);
  ui::figures({{number_text(total.plays), std::string(text("desk.column.plays"))},
               {duration_text(Millis(total.shown_ms)), std::string(text("desk.column.shown"))},
               {number_text(total.frames), std::string(text("desk.column.frames"))}});
  ui::gap(8);
  if (paper.rows.empty()) return draw_nothing_played(paper);
  draw_charts(paper);
  ui::gap(8);
  draw_breakdown(state, paper, commands);
}

}  // namespace

void draw_reports(const State& state, Commands& commands) {
  constexpr float kQuestionHigh = 138, kPeriodsHigh = 46, kBothPaddings = 40;
  const bool wide = is_wide(ui::room_width() - kBothPaddings);
  ui::begin_card("report.question", 0, kQuestionHigh + (wide ? 0 : kPeriodsHigh));
  draw_question(state, wide, commands);
  ui::end_card();
  ui::begin_card("report.answer", 0, 0);
  if (state.reports.paper) {
    draw_answer(state, *state.reports.paper, commands);
  } else {
    ui::empty_state(icon::kChart, text("desk.reports.empty"), text("desk.reports.empty_hint"));
  }
  ui::end_card();
}

}  // namespace bangtin::desk
