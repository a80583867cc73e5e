// What a board shows at one moment: in words and as the picture that it draws.
#include <algorithm>
#include <iterator>

#include "manager/core/local_time.h"
#include "manager/desk/pages.h"
#include "manager/desk/plan.h"
#include "manager/desk/plan_form.h"
#include "manager/desk/spacing.h"
#include "shared/base/texts.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"
#include "shared/ui/pictures.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kHourWidth = 220;
constexpr float kWordsWidth = 320;
/// What stands above and below the picture.
constexpr float kPictureAround = 290;

void draw_hour(const State& state, Commands& commands) {
  PlanForm form = state.plan.form;
  const bool wrong = !time_of_day_in(form.hour);
  if (ui::text_field({.id = "plan.hour",
                      .label = text("plan.hour"),
                      .hint = "07:30",
                      .error = wrong ? text("plan.hour_wrong") : std::string_view(),
                      .width = kHourWidth,
                      .characters_max = 5},
                     form.hour)) {
    form.ran = Millis(0);
    form.runs.reset();
    commands.push_back(PlanStep{EditPlan{std::move(form)}});
  }
}

/// The board's day goes on from there, or stands again where it has come to.
void draw_day_run(const State& state, const std::optional<PlanMoment>& subject, Instant now,
                  Commands& commands) {
  PlanForm form = state.plan.form;
  const bool on = form.runs.has_value();
  const Millis ran = ran_by(form, now);
  bool changed = false;
  if (ui::button("plan.run", on ? icon::kPause : icon::kPlay, text(on ? "plan.stop" : "plan.run"),
                 on ? ui::Look::Primary : ui::Look::Secondary)) {
    form.ran = ran;
    form.runs = on ? std::nullopt : std::optional(now);
    changed = true;
  }
  for (int pace = 0; pace < int(std::size(kPaces)); ++pace) {
    if (pace > 0) ui::beside();
    const std::string times = std::to_string(kPaces[pace]);
    if (ui::button("plan.pace." + times, "", text("plan.pace", {{"times", times}}),
                   pace == form.pace ? ui::Look::Primary : ui::Look::Secondary)) {
      form.ran = ran;
      if (on) form.runs = now;
      form.pace = pace;
      changed = true;
    }
  }
  if (subject && (on || ran > Millis(0))) {
    ui::words(exact_time_text(subject->at, state.utc_offset_minutes()), ui::Tone::Plain,
              ui::Type::Bold);
  }
  if (changed) commands.push_back(PlanStep{EditPlan{std::move(form)}});
}

void draw_answer(const State& state, const BoardDay& day, Instant now, Commands& commands) {
  ui::begin_card("plan.answer", kWordsWidth, 0);
  ui::heading(day.board_name);
  draw_hour(state, commands);
  ui::gap(6);
  const auto subject = plan_moment(state, now);
  if (subject || state.plan.form.runs) draw_day_run(state, subject, now, commands);
  if (!subject) {
    ui::paragraph(text("plan.moment_unknown"), ui::Tone::Muted);
    ui::end_card();
    return;
  }
  const Moment moment = moment_of(*subject->manifest, subject->at);
  ui::gap(4);
  ui::line();
  ui::gap(4);
  if (moment.lines.empty()) ui::paragraph(text("plan.moment_card"));
  for (const MomentLine& line : moment.lines) {
    ui::words(line.zone, ui::Tone::Muted);
    ui::paragraph(line.title);
    ui::words(line.hours, ui::Tone::Muted);
    ui::gap(6);
  }
  if (!moment.panel_on)
    ui::mark({icon::kOffline, std::string(text("plan.panel_off")), ui::Tone::Wait});
  if (!moment.sound)
    ui::mark({icon::kInformation, std::string(text("plan.quiet")), ui::Tone::Wait});
  if (const DayBlock* block = block_at(day, subject->at)) {
    ui::gap(4);
    ui::words(text("plan.why"), ui::Tone::Plain, ui::Type::Bold);
    for (const std::string& reason : reasons_of(day, *block)) ui::paragraph(reason);
  }
  ui::end_card();
}

}  // namespace

Size plan_room_px() {
  const ui::Area window = ui::window_area();
  const float rail = 212, around = 14;
  return ui::picture_room_px(
      std::max(200.0F, window.width - rail - 2 * around - kWordsWidth - kGap - 2 * kPadding),
      std::max(150.0F, window.height - kPictureAround));
}

void draw_moment(const State& state, const BoardDay& day, Instant now, Commands& commands) {
  draw_answer(state, day, now, commands);
  ui::beside(kGap);
  ui::begin_card("plan.picture", 0, 0);
  ui::words(text("plan.picture_title"), ui::Tone::Plain, ui::Type::Bold);
  if (state.preview && plan_moment(state, now)) {
    ui::picture("plan.picture", text("plan.picture"), state.preview->picture);
    if (!state.preview->missing.empty()) {
      ui::paragraph(text("plan.pictures_wait"), ui::Tone::Muted);
    }
  } else {
    ui::paragraph(text("plan.moment_unknown"), ui::Tone::Muted);
  }
  ui::end_card();
}

}  // namespace bangtin::desk
