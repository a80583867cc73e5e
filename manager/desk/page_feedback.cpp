// What residents sent from the page of an item: to be read, answered on the boards, or set aside.
#include <algorithm>

#include "manager/desk/pages.h"
#include "manager/desk/spacing.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/grid.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kListWidth = 400;

ui::Mark feedback_mark(FeedbackState state) {
  const std::string word(text("feedback.state." + std::string(name_of(state))));
  switch (state) {
    case FeedbackState::New:
      return {icon::kInformation, word, ui::Tone::Accent};
    case FeedbackState::Seen:
      return {icon::kWait, word, ui::Tone::Wait};
    case FeedbackState::Answered:
      return {icon::kCheckCircle, word, ui::Tone::Good};
    case FeedbackState::Dismissed:
      break;
  }
  return {icon::kClose, word, ui::Tone::Muted};
}

/// As much of it as a row holds.
std::string first_line(const std::string& words) { return words.substr(0, words.find('\n')); }

void draw_row(const State& state, const FeedbackRecord& record, Commands& commands) {
  ui::Mark mark = feedback_mark(record.state);
  mark.word += " · " + ui::date_time_text(record.at, state.utc_offset_minutes());
  const bool waits = record.state == FeedbackState::New;
  if (ui::list_row("feedback." + record.id.text, first_line(record.text), mark,
                   waits ? ui::Colour::Accent : ui::Colour::Line,
                   state.library.feedback_open == record.id)) {
    commands.push_back(LibraryStep{OpenFeedback{record.id}});
  }
}

void draw_feedback_list(const State& state, Commands& commands) {
  const std::vector<FeedbackRecord>& all = state.library.feedback->feedback;
  ui::begin_card("feedback.list", kListWidth, 0);
  ui::begin_plain("feedback.rows", 0);
  if (all.empty()) ui::paragraph(text("library.feedback.none"), ui::Tone::Muted);
  ui::list_rows(all.size(), [&](std::size_t i) { draw_row(state, all[i], commands); });
  ui::end_plain();
  ui::end_card();
}

void draw_deeds(const FeedbackRecord& record, Commands& commands) {
  if (record.answer) {
    if (ui::button("feedback.open", icon::kPencil, text("library.feedback.open"),
                   ui::Look::Primary)) {
      commands.push_back(OpenItem{*record.answer});
      commands.push_back(GoTo{Page::Compose});
    }
    return;
  }
  if (ui::button("feedback.answer", icon::kReply, text("library.feedback.answer"),
                 ui::Look::Primary)) {
    commands.push_back(LibraryStep{ChangeFeedback{record.id, FeedbackDeed::Answer}});
  }
  if (record.state == FeedbackState::Dismissed) return;
  ui::beside();
  if (ui::button("feedback.dismiss", icon::kClose, text("library.feedback.dismiss"),
                 ui::Look::Secondary)) {
    commands.push_back(LibraryStep{ChangeFeedback{record.id, FeedbackDeed::Dismiss}});
  }
}

void draw_one(const State& state, Commands& commands) {
  const FeedbackRecord* record = state.library.feedback_of(state.library.feedback_open);
  ui::begin_card("feedback.one", 0, 0);
  if (record == nullptr) {
    ui::empty_state(icon::kReply, text("library.feedback.choose"),
                    text("library.feedback.choose_hint"));
    ui::end_card();
    return;
  }
  ui::begin_plain("feedback.text", -54);
  ui::heading(text("library.feedback.code", {{"code", record->code}}));
  ui::mark(feedback_mark(record->state));
  ui::paragraph(text("library.feedback.about",
                     {{"title", record->title},
                      {"time", ui::date_time_text(record->at, state.utc_offset_minutes())}}),
                ui::Tone::Muted);
  ui::gap(6);
  ui::paragraph(record->text);
  ui::gap(6);
  ui::paragraph(record->contact.empty()
                    ? std::string(text("library.feedback.no_contact"))
                    : text("library.feedback.contact", {{"contact", record->contact}}),
                ui::Tone::Muted);
  ui::paragraph(text("library.feedback.privacy"), ui::Tone::Muted);
  ui::end_plain();
  ui::gap(4);
  draw_deeds(*record, commands);
  ui::end_card();
}

}  // namespace

void draw_feedback(const State& state, Commands& commands) {
  if (!state.library.feedback) {
    ui::empty_state(icon::kSync, text("desk.loading"), text("desk.loading_hint"));
    return;
  }
  draw_feedback_list(state, commands);
  ui::beside(kGap);
  draw_one(state, commands);
}

}  // namespace bangtin::desk
