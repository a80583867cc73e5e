#include <algorithm>

#include "manager/core/place_words.h"
#include "manager/desk/changes.h"
#include "manager/desk/pages.h"
#include "manager/desk/sight.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/grid.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

/// Four of them share a row, also where their words are long.
constexpr float kBetweenDeeds = 6;

bool waits(const ItemRecord& item) { return item.state == ItemState::Submitted; }

void draw_review_list(const State& state, Instant now, float width, Commands& commands) {
  ui::begin_card("items", width, 0);
  ui::words(text("desk.page.waiting"), ui::Tone::Plain, ui::Type::Bold);
  ui::gap(4);
  // What was just approved stays until another one is opened: it has yet to go up.
  std::vector<const ItemRecord*> rows;
  for (const ItemRecord& item : state.seen->items()) {
    if (waits(item) || item.id == state.item.id) rows.push_back(&item);
  }
  ui::list_rows(rows.size(), [&](std::size_t i) {
    const ItemRecord& item = *rows[i];
    if (ui::list_row("item." + item.id.text, title_of(item.content.title),
                     item_mark(state, item, now), bar_of(item.content.kind, item.content.priority),
                     state.item.id == item.id)) {
      commands.push_back(OpenItem{item.id});
    }
  });
  const bool any = std::ranges::any_of(rows, [](const ItemRecord* item) { return waits(*item); });
  if (!any) ui::paragraph(text("desk.review.none"), ui::Tone::Muted);
  ui::end_card();
}

/// True while this person may let the item through.
bool may_review(const State& state, const ItemRecord& item) {
  return waits(item) && state.may_approve() &&
         (item.author != state.me.login || state.may_approve_own());
}

/// The pages of this very version in view, with all of its pictures.
bool all_seen(const State& state, const ItemRecord& item) {
  const ItemVersion* version = item.submitted ? state.version(*item.submitted) : nullptr;
  return version != nullptr && unseen_pictures(state, version->content.media).empty();
}

/// Every point ticked.
bool all_checked(const State& state, const ItemRecord& item) {
  if (!item.submitted) return false;
  return std::ranges::all_of(checks_for(item.content), [&](ReviewCheck check) {
    return state.has_checked(*item.submitted, check);
  });
}

void draw_checklist(const State& state, const ItemRecord& item, Commands& commands) {
  ui::words(text("review.title"), ui::Tone::Plain, ui::Type::Heading);
  if (has_unread_pictures(item.content)) {
    ui::paragraph(text("review.text_in_pictures"), ui::Tone::Wait);
  }
  for (const ReviewCheck check : checks_for(item.content)) {
    bool on = state.has_checked(*item.submitted, check);
    if (ui::check_row("check." + std::string(name_of(check)), text(key_of(check)), on)) {
      commands.push_back(TickCheck{*item.submitted, check, on});
    }
  }
  if (!all_checked(state, item)) ui::paragraph(text("desk.review.tick_all"), ui::Tone::Muted);
  ui::gap();
}

/// What of the version that waits cannot be seen, and so not be approved.
void draw_sight(const State& state, const ItemRecord& item, const ItemVersion* version,
                Commands& commands) {
  if (version != nullptr) return draw_unseen(state, version->content.media, commands);
  const std::string why = unseen_version(state, *item.submitted);
  if (why.empty()) return;
  ui::banner({icon::kAlertCircle, text("desk.unseen.version", {{"why", why}}), ui::Tone::Bad});
  draw_load_again(commands);
}

void draw_change(const Change& change) {
  ui::words(change.field, ui::Tone::Plain, ui::Type::Bold);
  ui::paragraph(text("desk.change.before", {{"words", change.before}}), ui::Tone::Muted);
  ui::paragraph(text("desk.change.now", {{"words", change.now}}));
  ui::gap(4);
}

/// What stands on the boards already need not be read again as a whole.
void draw_changes(const State& state, const ItemRecord& item, const ItemVersion& version) {
  if (!item.approved) {
    ui::mark({icon::kPlus, std::string(text("desk.change.first")), ui::Tone::Accent});
    ui::gap();
    return;
  }
  const ItemVersion* before = state.version(*item.approved);
  if (before == nullptr) return;
  const std::vector<Change> changes = changes_between(
      before->content, version.content, state.utc_offset_minutes(), state.seen->boards);
  ui::words(text("desk.change.title"), ui::Tone::Plain, ui::Type::Heading);
  if (changes.empty()) ui::paragraph(text("desk.change.nothing"), ui::Tone::Muted);
  for (const Change& change : changes) draw_change(change);
  ui::gap();
}

void draw_fact(std::string_view label, const std::string& value) {
  if (value.empty()) return;
  ui::paragraph(text("desk.review.fact", {{"label", std::string(text(label))}, {"value", value}}));
}

/// What the pictures of the pages do not tell.
void draw_facts(const State& state, const ItemContent& content) {
  const auto moment = [&](Instant at) {
    return ui::date_time_text(at, state.utc_offset_minutes());
  };
  ui::words(text("desk.review.facts"), ui::Tone::Plain, ui::Type::Heading);
  draw_fact("desk.review.valid",
            text("desk.review.span",
                 {{"from", moment(content.valid_from)}, {"until", moment(content.valid_until)}}));
  draw_fact("place.title", places_words(content.places, state.seen->boards));
  draw_fact("desk.field.agency", content.agency);
  draw_fact("desk.field.source", content.source);
  draw_fact("desk.field.document_number", content.document_number);
  draw_fact("desk.field.category", category_names().at(std::size_t(content.category)));
  draw_fact("desk.field.priority", priority_names().at(std::size_t(content.priority - 1)));
  for (const Media& media : content.media) {
    if (is_clip(media)) draw_fact("desk.field.video", playing_words(media));
  }
}

bool is_over(const ItemRecord& item, Instant now) { return item.content.valid_until <= now; }

void draw_actions(const State& state, const ItemRecord& item, Instant now, Commands& commands) {
  const bool idle = !state.item.busy;
  if (item.state == ItemState::Approved) {
    draw_publish_button(state, item, commands);
    ui::beside(kBetweenDeeds);
  } else if (waits(item)) {
    const bool can = state.can_sign() && may_review(state, item) && !is_over(item, now) &&
                     all_seen(state, item) && all_checked(state, item);
    if (ui::button("item.approve", icon::kCheck, text("desk.approve"), ui::Look::Primary,
                   idle && can)) {
      commands.push_back(ApproveNow{});
    }
    ui::beside(kBetweenDeeds);
    if (ui::button("item.return", icon::kReply, text("desk.return"), ui::Look::Secondary, idle)) {
      commands.push_back(
          Ask{{Sheet::Kind::Return, item.content.title, item.id, *item.submitted, {}, ""}});
    }
    ui::beside(kBetweenDeeds);
  }
  if (ui::icon_button("item.edit", icon::kPencil, text("desk.review.edit"), idle)) {
    commands.push_back(GoTo{Page::Compose});
  }
  ui::beside(kBetweenDeeds);
  draw_withdraw_button(state, item, now, commands);
}

void draw_item(const State& state, Instant now, float width, Commands& commands) {
  const ItemRecord* item = state.item_of(state.item.id);
  ui::begin_card("form", width, 0);
  if (item == nullptr) {
    ui::empty_state(icon::kCheckCircle, text("desk.review.empty"), text("desk.review.empty_hint"));
    ui::end_card();
    return;
  }
  ui::begin_plain("form.fields", -54);
  if (width == 0) draw_preview_button(state, commands);
  ui::heading(title_of(item->content.title));
  draw_item_state(state, *item, now);
  ui::gap(6);
  draw_remarks(*item);
  if (waits(*item) && item->author == state.me.login) {
    const bool alone = state.may_approve_own();
    ui::banner({icon::kInformation,
                std::string(text(alone ? "desk.own_item_alone" : "desk.own_item")),
                alone ? ui::Tone::Wait : ui::Tone::Accent});
  }
  const ItemVersion* version = waits(*item) ? state.version(*item->submitted) : nullptr;
  const ItemContent& content = version == nullptr ? item->content : version->content;
  draw_warnings(content);
  if (waits(*item) && is_over(*item, now)) {
    ui::banner({icon::kCalendar, std::string(text("desk.review.over")), ui::Tone::Bad});
  }
  if (waits(*item)) draw_sight(state, *item, version, commands);
  if (version != nullptr) draw_changes(state, *item, *version);
  if (may_review(state, *item)) draw_checklist(state, *item, commands);
  draw_facts(state, content);
  if (item->state == ItemState::Approved) draw_fact("desk.review.approver", item->approver);
  if (!content.body.empty()) {
    ui::gap(4);
    ui::paragraph(content.body);
  }
  draw_item_history(state, now);
  ui::end_plain();
  ui::gap(4);
  draw_actions(state, *item, now, commands);
  ui::end_card();
}

}  // namespace

void draw_review(const State& state, Instant now, Commands& commands) {
  const ItemColumns columns = item_columns(!state.item.id.empty());
  draw_review_list(state, now, columns.list, commands);
  ui::beside(columns.gap);
  draw_item(state, now, columns.item, commands);
  if (!columns.preview_beside) return;
  ui::beside(columns.gap);
  draw_preview(state, now, commands);
}

}  // namespace bangtin::desk
