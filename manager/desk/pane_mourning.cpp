// State mourning: the card on the page Khẩn cấp, the days in its question, the band on each page.
#include <algorithm>
#include <set>

#include "manager/core/mourning.h"
#include "manager/core/mourning_words.h"
#include "manager/desk/pages.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

/// What was declared and is not over; null: nothing.
const MourningDeclared* declared_at(const State& state, Instant now) {
  if (!state.seen || !state.seen->mourning.declared) return nullptr;
  const MourningDeclared& declared = *state.seen->mourning.declared;
  const Span span = span_of(declared.mourning, state.utc_offset_minutes());
  return now < span.end ? &declared : nullptr;
}

/// Items of published playlists that rest meanwhile.
std::size_t resting_count(const State& state) {
  std::set<ItemId> resting;
  for (const PlaylistRecord& playlist : state.seen->playlists) {
    if (!playlist.published_at) continue;
    for (const ItemId& id : playlist.items) {
      const ItemRecord* item = state.item_of(id);
      if (item != nullptr && rests_in_mourning(item->content)) resting.insert(id);
    }
  }
  return resting.size();
}

/// Boards that do not say yet that they did what they were told last.
std::size_t waiting_count(const State& state) {
  return std::size_t(std::ranges::count_if(state.seen->boards, [](const BoardRecord& board) {
    return board.state == BoardState::Paired && board.status.generation < board.generation_wanted;
  }));
}

/// Today and tomorrow.
Ask ask_mourning(const State& state, Instant now) {
  Sheet sheet;
  sheet.kind = Sheet::Kind::DeclareMourning;
  sheet.subject = text("mourning.subject");
  sheet.first_day = ui::day_text(now, state.utc_offset_minutes());
  sheet.last_day = ui::day_text(now + std::chrono::days(1), state.utc_offset_minutes());
  return {std::move(sheet)};
}

Ask ask_end(const MourningDeclared& declared) {
  Sheet sheet;
  sheet.kind = Sheet::Kind::EndMourning;
  sheet.subject = words_of(declared.mourning);
  return {std::move(sheet)};
}

void draw_declared(const State& state, const MourningDeclared& declared, Instant now) {
  const Span span = span_of(declared.mourning, state.utc_offset_minutes());
  const bool begun = span.begin <= now;
  ui::mark({begun ? icon::kAlertCircle : icon::kCalendar,
            said(begun ? "mourning.now" : "mourning.coming"), ui::Tone::Wait});
  ui::paragraph(words_of(declared.mourning));
  ui::paragraph(
      text("mourning.since", {{"who", name_of_login(state, declared.who)},
                              {"time", ui::date_time_text(declared.at, state.utc_offset_minutes())},
                              {"reason", declared.mourning.reason}}),
      ui::Tone::Muted);
  const std::size_t waiting = waiting_count(state);
  if (waiting > 0) {
    ui::paragraph(text("mourning.waiting", {{"count", std::to_string(waiting)}}), ui::Tone::Wait);
  }
}

}  // namespace

void draw_mourning(const State& state, Instant now, Commands& commands) {
  const MourningDeclared* declared = declared_at(state, now);
  ui::words(text("mourning.title"), ui::Tone::Plain, ui::Type::Bold);
  if (declared != nullptr) {
    draw_declared(state, *declared, now);
  } else {
    ui::paragraph(text("mourning.none"));
  }
  ui::paragraph(text("mourning.effect"), ui::Tone::Muted);
  const std::string count = std::to_string(resting_count(state));
  ui::paragraph(text("mourning.resting", {{"count", count}}), ui::Tone::Muted);
  ui::gap(6);
  if (!state.may_put_on_air()) {
    ui::paragraph(text("mourning.by_others"), ui::Tone::Muted);
  } else if (declared == nullptr) {
    if (ui::button("mourning.declare", icon::kCalendar, text("mourning.declare"),
                   ui::Look::Secondary)) {
      commands.push_back(ask_mourning(state, now));
    }
  } else if (ui::button("mourning.end", icon::kPlay, text("mourning.end"), ui::Look::Secondary)) {
    commands.push_back(ask_end(*declared));
  }
}

bool draw_mourning_days(const State& state, const Sheet& sheet, Instant now, Commands& commands) {
  constexpr float kDayWidth = 150;
  EditMourningDays typed{sheet.first_day, sheet.last_day};
  const Result<Mourning> mourning = mourning_on(typed.first_day, typed.last_day);
  const Status status = mourning.ok() ? validate(*mourning, now, state.utc_offset_minutes())
                                      : Status(mourning.error());
  ui::gap(10);
  bool changed = ui::text_field({.id = "mourning.first_day",
                                 .label = text("mourning.first_day"),
                                 .width = kDayWidth,
                                 .characters_max = 10},
                                typed.first_day);
  ui::beside(kGap);
  changed |= ui::text_field({.id = "mourning.last_day",
                             .label = text("mourning.last_day"),
                             .width = kDayWidth,
                             .characters_max = 10},
                            typed.last_day);
  if (!status.ok()) {
    ui::mark({icon::kAlertCircle, text_of(status.error()), ui::Tone::Bad});
  } else {
    ui::paragraph(words_of(*mourning), ui::Tone::Muted);
  }
  if (changed) commands.push_back(std::move(typed));
  return status.ok();
}

void draw_mourning_banner(const State& state, Instant now) {
  const MourningDeclared* declared = declared_at(state, now);
  if (declared == nullptr) return;
  ui::banner({icon::kCalendar, text("mourning.banner", {{"days", words_of(declared->mourning)}}),
              ui::Tone::Wait});
}

}  // namespace bangtin::desk
