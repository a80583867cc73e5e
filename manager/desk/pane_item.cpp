// What the pages about an item have in common.
#include <algorithm>
#include <map>

#include "manager/core/item_flow.h"
#include "manager/core/local_time.h"
#include "manager/core/mourning_words.h"
#include "manager/core/review.h"
#include "manager/desk/changes.h"
#include "manager/desk/drafts.h"
#include "manager/desk/pages.h"
#include "manager/desk/sight.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/lists.h"
#include "shared/base/texts.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {

namespace icon = ui::icon;

namespace {

std::optional<Rest> rest_of_item(const State& state, const ItemRecord& item, Instant now) {
  return rest_at(item.state, item.content, state.seen->mourning, state.utc_offset_minutes(), now);
}

/// One of these rests, and no other could play now.
bool all_rest(const State& state, const std::vector<ItemId>& items, Instant now) {
  bool any = false;
  for (const ItemId& id : items) {
    const ItemRecord* item = state.item_of(id);
    if (item == nullptr) return false;
    const ItemContent& content = item->content;
    const bool may_play = content.valid_from <= now && now < content.valid_until;
    if (item->state == ItemState::Withdrawn) continue;
    if (item->state == ItemState::Approved && !may_play) continue;
    const std::optional<Rest> rest = rest_of_item(state, *item, now);
    if (item->state != ItemState::Approved || !rest || !rest->has_begun(now)) return false;
    any = true;
  }
  return any;
}

float width_of_words(std::string_view words) {
  return ui::button_width("", words) - ui::button_width("", "");
}

void draw_state_line(const State& state, const ItemRecord& item, Instant now) {
  ui::mark(item_mark(state, item, now));
  draw_delivered(state, item);
  const std::string author = text("desk.written_by", {{"login", item.author}});
  ui::beside(14);
  // Below where there is no room beside a long state.
  if (ui::room_width() < width_of_words(author)) ui::gap(0);
  ui::words(author, ui::Tone::Muted);
  if (item.state == ItemState::Draft) return;
  const int offset = state.utc_offset_minutes();
  const bool approved = item.state == ItemState::Approved;
  const std::string time = local_time_text(item.changed_at, offset);
  ui::words(text(approved ? "desk.approved_by" : "desk.changed_by",
                 {{"login", item.changed_by}, {"time", time}}),
            ui::Tone::Muted);
  // Nobody does that: the time comes.
  if (!approved || now < item.content.valid_until) return;
  ui::words(text("desk.over_since", {{"time", local_time_text(item.content.valid_until, offset)}}),
            ui::Tone::Muted);
}

}  // namespace

ItemColumns item_columns(bool open) {
  constexpr float kThreeColumns = 1100;
  constexpr float kListWide = 306;
  constexpr float kListNarrow = 252;
  const bool beside = open && ui::room_width() >= kThreeColumns;
  return {beside ? kListNarrow : kListWide, beside ? -(preview_width() + kGap) : 0, kGap, beside};
}

ui::Mark item_mark(const State& state, const ItemRecord& item, Instant now) {
  if (!is_playing(state, item.id)) return mark_of(item, Air::Off, now);
  const std::optional<Rest> rest = rest_of_item(state, item, now);
  return mark_of(item, rest && rest->has_begun(now) ? Air::Rests : Air::Plays, now);
}

ui::Mark playlist_mark(const State& state, const PlaylistRecord& playlist, Instant now) {
  const bool up = playlist.published_at && playlist.published_revision == playlist.revision;
  const bool mourns = mourns_at(state.seen->mourning, state.utc_offset_minutes(), now);
  if (up && mourns && all_rest(state, playlist.items, now)) return resting_mark();
  return mark_of(playlist);
}

void draw_rest(const State& state, const ItemRecord& item, Instant now) {
  const std::optional<Rest> rest = rest_of_item(state, item, now);
  if (!rest) return;
  std::string words = rest_words(*rest, now, state.utc_offset_minutes());
  if (!rest->plays_again) {
    words += " ";
    words += text(is_from_province(item) ? "mourning.rest.cure_province" : "mourning.rest.cure");
  }
  const bool begun = rest->has_begun(now);
  ui::banner(
      {begun ? icon::kPause : icon::kCalendar, words, begun ? ui::Tone::Wait : ui::Tone::Accent});
}

void draw_item_state(const State& state, const ItemRecord& item, Instant now) {
  draw_state_line(state, item, now);
  draw_rest(state, item, now);
}

void draw_remarks(const ItemRecord& item) {
  if (by_one_person(item)) {
    ui::banner(
        {icon::kAccount, text("desk.one_person", {{"login", item.composer}}), ui::Tone::Wait});
  }
  if (item.reason.empty()) return;
  const bool returned = item.state == ItemState::Returned;
  ui::banner({returned ? icon::kReply : icon::kInformation,
              text(returned ? "desk.returned_because" : "desk.withdrawn_because",
                   {{"reason", item.reason}}),
              returned ? ui::Tone::Bad : ui::Tone::Wait});
}

void draw_clash(const State& state, Commands& commands) {
  const ItemRecord* saved = state.clash();
  if (saved == nullptr) return;
  const int offset = state.utc_offset_minutes();
  std::vector<Problem> ignored;
  const ItemContent typed = content_of(state.item, state.seen->commune, ignored);
  ui::banner({icon::kAlertCircle,
              text("desk.clash", {{"login", saved->changed_by},
                                  {"time", local_time_text(saved->changed_at, offset)}}),
              ui::Tone::Bad});
  for (const Change& change : changes_between(saved->content, typed, offset, state.seen->boards)) {
    ui::words(change.field, ui::Tone::Plain, ui::Type::Bold);
    ui::paragraph(text("desk.clash.theirs", {{"words", change.before}}));
    ui::paragraph(text("desk.clash.mine", {{"words", change.now}}));
    ui::gap(4);
  }
  if (ui::button("clash.split", icon::kPlus, text("desk.clash.split"), ui::Look::Primary)) {
    commands.push_back(SettleClash{true});
  }
  if (ui::button("clash.over", icon::kSave, text("desk.clash.over"), ui::Look::Secondary)) {
    commands.push_back(SettleClash{false});
  }
  ui::gap(8);
}

void draw_unseen(const State& state, const std::vector<Media>& media, Commands& commands) {
  const std::vector<UnseenPicture> unseen = unseen_pictures(state, media);
  std::size_t coming = 0;
  std::map<std::string, std::vector<std::string>> numbers;  // By why they do not come.
  for (const UnseenPicture& one : unseen) {
    coming += one.comes ? 1 : 0;
    if (!one.comes) numbers[one.why].push_back(std::to_string(one.number));
  }
  for (const auto& [why, those] : numbers) {
    ui::banner({icon::kAlertCircle,
                text("desk.unseen.picture", {{"number", joined(those, ", ")}, {"why", why}}),
                ui::Tone::Bad});
  }
  if (coming > 0) {
    ui::paragraph(text("desk.unseen.coming", {{"count", std::to_string(coming)}}), ui::Tone::Muted);
  }
  if (unseen.size() == coming) return;
  ui::paragraph(text("desk.unseen.no_signature"), ui::Tone::Muted);
  draw_load_again(commands);
}

void draw_load_again(Commands& commands) {
  if (ui::button("unseen.again", icon::kSync, text("desk.unseen.again"), ui::Look::Secondary)) {
    commands.push_back(LoadAgain{});
  }
  ui::gap(6);
}

void draw_warnings(const ItemContent& content) {
  for (const std::string& words : personal_data_words(personal_data_in(content))) {
    ui::banner({icon::kAlertCircle, words, ui::Tone::Wait});
  }
}

void draw_withdraw_button(const State& state, const ItemRecord& item, Instant now,
                          Commands& commands) {
  if (!item.approved && item.state != ItemState::Submitted) return;
  if (has_to_play(item, now) && is_playing(state, item.id)) return;
  ui::at_right(ui::button_width(icon::kClose, text("desk.withdraw")));
  if (ui::button("item.withdraw", icon::kClose, text("desk.withdraw"), ui::Look::Danger,
                 !state.item.busy)) {
    commands.push_back(Ask{{Sheet::Kind::Withdraw, item.content.title, item.id, {}, {}, ""}});
  }
}

}  // namespace bangtin::desk
