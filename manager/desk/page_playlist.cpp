#include <algorithm>

#include "manager/core/item_flow.h"
#include "manager/core/place_words.h"
#include "manager/desk/pages.h"
#include "manager/desk/playlist_form.h"
#include "manager/desk/publish.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/grid.h"
#include "shared/ui/icons.h"
#include "shared/ui/order_list.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

/// A form that was typed into and that the server has not.
bool is_unsaved(const State& state, const PlaylistRecord& playlist) {
  const bool open = state.playlist.id == playlist.id;
  return state.playlists_kept.contains(playlist.id.text) || (open && state.playlist.changed);
}

ui::Mark mark_in_list(const State& state, const PlaylistRecord& playlist, Instant now) {
  if (!is_unsaved(state, playlist)) return playlist_mark(state, playlist, now);
  return {icon::kCloudUpload, std::string(text("desk.state.unsaved")), ui::Tone::Wait};
}

/// Those that the server has not, the open one among them.
std::vector<const PlaylistForm*> forms_of_new_ones(const State& state) {
  std::vector<const PlaylistForm*> forms;
  for (const auto& [draft, form] : state.playlists_kept) {
    if (state.playlist_of(form.id) == nullptr) forms.push_back(&form);
  }
  const PlaylistForm& open = state.playlist;
  if (!open.draft.empty() && state.playlist_of(open.id) == nullptr) forms.push_back(&open);
  return forms;
}

void draw_playlist_list(const State& state, Instant now, Commands& commands) {
  ui::begin_card("playlists", 306, 0);
  ui::words(text("desk.playlist.list"), ui::Tone::Plain, ui::Type::Bold);
  if (ui::button("playlist.new", icon::kPlus, text("desk.playlist.new"), ui::Look::Primary, true,
                 ui::kRest)) {
    commands.push_back(NewPlaylist{});
  }
  ui::gap(4);
  const std::vector<const PlaylistForm*> forms = forms_of_new_ones(state);
  const std::vector<PlaylistRecord>& lists = state.seen->playlists;
  ui::list_rows(forms.size() + lists.size(), [&](std::size_t i) {
    if (i < forms.size()) {
      const PlaylistForm& form = *forms[i];
      const ui::Mark mark{icon::kCloudUpload, std::string(text("desk.state.unsaved")),
                          ui::Tone::Wait};
      if (ui::list_row("playlist." + form.draft, form.name, mark, ui::Colour::Accent,
                       state.playlist.draft == form.draft)) {
        commands.push_back(OpenKeptPlaylist{form.draft});
      }
      return;
    }
    const PlaylistRecord& playlist = lists[i - forms.size()];
    if (ui::list_row("playlist." + playlist.id.text, playlist.name,
                     mark_in_list(state, playlist, now), ui::Colour::Accent,
                     state.playlist.id == playlist.id)) {
      commands.push_back(OpenPlaylist{playlist.id});
    }
  });
  ui::end_card();
}

/// It is up with this list, and the province gave it priority.
bool has_to_stay(const PlaylistRecord* saved, const ItemRecord& item, Instant now) {
  return saved != nullptr && saved->published_at && has_to_play(item, now) &&
         std::ranges::find(saved->items, item.id) != saved->items.end();
}

ui::OrderRow row_of(const State& state, const PlaylistRecord* saved, const ItemId& id,
                    Instant now) {
  const ItemRecord* item = state.item_of(id);
  if (item == nullptr) {
    return {std::string(text("desk.playlist.unknown_item")),
            {icon::kAlert, std::string(text("desk.state.withdrawn")), ui::Tone::Bad},
            "",
            id.text};
  }
  return {title_of(item->content.title), item_mark(state, *item, now), length_words(item->content),
          id.text, has_to_stay(saved, *item, now)};
}

void draw_entries(const State& state, Instant now, PlaylistForm& form, bool& changed) {
  ui::words(text("desk.playlist.items"), ui::Tone::Plain, ui::Type::Bold);
  if (form.items.empty()) ui::paragraph(text("desk.playlist.no_items"), ui::Tone::Muted);
  std::vector<ui::OrderRow> rows;
  const PlaylistRecord* saved = state.playlist_of(state.playlist.id);
  for (const ItemId& id : form.items) rows.push_back(row_of(state, saved, id, now));
  const ui::OrderDeed deed = ui::order_list(
      "entry", rows,
      {text("desk.playlist.up"), text("desk.playlist.down"), text("desk.playlist.remove")});
  if (deed.move) move_item(form, deed.move->from, deed.move->to);
  if (deed.removed) form.items.erase(form.items.begin() + std::ptrdiff_t(*deed.removed));
  changed |= deed.move.has_value() || deed.removed.has_value();
  if (rows.size() > 1) ui::paragraph(text("desk.playlist.order_hint"), ui::Tone::Muted);
  if (std::ranges::any_of(rows, &ui::OrderRow::stays)) {
    ui::banner({icon::kInformation, said("playlist.province_first"), ui::Tone::Accent});
  }
  std::vector<ItemId> ids;
  std::vector<std::string> titles;
  for (const ItemRecord& item : state.seen->items()) {
    if (!item.approved || now >= item.content.valid_until) continue;
    ids.push_back(item.id);
    titles.push_back(item.content.title);
  }
  ui::gap(6);
  if (ids.empty()) {
    ui::paragraph(text("desk.playlist.nothing_approved"), ui::Tone::Muted);
    return;
  }
  form.chosen_item = std::clamp(form.chosen_item, 0, int(ids.size()) - 1);
  const std::string_view add = text("desk.playlist.add");
  changed |= ui::choice({.id = "playlist.choose",
                         .label = text("desk.playlist.add_label"),
                         .width = -(ui::button_width(icon::kPlus, add) + 10)},
                        titles, form.chosen_item);
  ui::beside();
  ui::below_label();
  if (ui::button("playlist.add", icon::kPlus, add, ui::Look::Secondary)) {
    form.items.push_back(ids[std::size_t(form.chosen_item)]);
    changed = true;
  }
  ui::end_below_label();
}

/// What does not play where the playlist does, since it was signed for other boards.
void draw_elsewhere(const std::vector<Delivery>& deliveries) {
  constexpr std::size_t kBoardsMax = 8;
  std::size_t boards = 0;
  for (const Delivery& delivery : deliveries) {
    const std::string words = elsewhere_words(delivery);
    if (words.empty() || ++boards > kBoardsMax) continue;
    ui::banner({icon::kAlert, delivery.board_name + ": " + words, ui::Tone::Wait});
  }
  if (boards <= kBoardsMax) return;
  ui::paragraph(text("place.elsewhere_more", {{"count", std::to_string(boards - kBoardsMax)}}),
                ui::Tone::Wait);
}

void draw_delivery(const State& state) {
  const auto found = state.seen->deliveries.find(state.playlist.id);
  if (found == state.seen->deliveries.end()) return;
  const std::vector<Delivery>& deliveries = found->second;
  const auto confirmed = std::ranges::count(deliveries, true, &Delivery::confirmed);
  ui::gap(10);
  ui::line();
  ui::gap(4);
  ui::words(text("desk.playlist.delivery"), ui::Tone::Plain, ui::Type::Bold);
  ui::beside(14);
  ui::mark(delivered_mark(std::size_t(confirmed), deliveries.size()));
  if (!ui::begin_table("delivery", {{std::string(text("desk.column.board")), 3},
                                    {std::string(text("desk.column.state")), 3},
                                    {std::string(text("desk.column.generation")), 2},
                                    {std::string(text("desk.column.seen")), 2}})) {
    return;
  }
  for (const Delivery& delivery : deliveries) {
    ui::cell(delivery.board_name);
    ui::cell();
    ui::mark(mark_of(delivery));
    ui::cell(std::to_string(delivery.generation_shown) + " / " +
             std::to_string(delivery.generation_wanted));
    ui::cell(delivery.last_seen ? ui::time_text(*delivery.last_seen, state.utc_offset_minutes())
                                : std::string("–"),
             ui::Tone::Muted);
  }
  ui::end_table();
  draw_elsewhere(deliveries);
}

void draw_actions(const State& state, Commands& commands) {
  const PlaylistForm& form = state.playlist;
  const std::size_t reached = boards_reached(state, form).size();
  const std::string boards = std::to_string(reached);
  const bool idle = !form.busy;
  const bool right = problems_of(state, form).empty();
  // Boards may come into a group or get a tag later; one that is revoked comes no more.
  const bool leads = reached > 0 || !form.groups.empty() || !form.tags.empty();
  const bool ready = idle && right && !form.items.empty() && leads;
  const std::string publish = text("desk.playlist.publish", {{"count", boards}});
  if (ui::button("playlist.publish", icon::kPlay, publish, ui::Look::Primary, ready)) {
    commands.push_back(
        Ask{{Sheet::Kind::Publish,
             text("desk.sheet.publish_what", {{"name", form.name},
                                              {"items", std::to_string(form.items.size())},
                                              {"boards", boards}}),
             {},
             {},
             {},
             ""}});
  }
  ui::beside();
  if (ui::button("playlist.save", icon::kSave, text("desk.save"), ui::Look::Secondary,
                 idle && form.changed && right)) {
    commands.push_back(SavePlaylist{});
  }
  if (form.changed) {
    ui::beside();
    if (ui::icon_button("playlist.drop", icon::kUndo, text("desk.drop_draft"), idle)) {
      commands.push_back(DropPlaylist{});
    }
  }
  if (form.id.empty()) return;
  ui::beside();
  ui::at_right(ui::button_width(icon::kDelete, text("desk.delete")));
  if (ui::button("playlist.delete", icon::kDelete, text("desk.delete"), ui::Look::Danger, idle)) {
    commands.push_back(Ask{{Sheet::Kind::DeletePlaylist, form.name, {}, {}, {}, ""}});
  }
}

/// One step back and forth, by buttons and by keys.
void draw_history(const State& state, Commands& commands) {
  ui::beside();
  ui::below_label();
  const auto forth = draw_steps("playlist", steps_of(&state.playlist_past, !state.playlist.busy));
  ui::end_below_label();
  if (forth) commands.push_back(StepPlaylist{*forth});
}

/// Somebody else saved it since it was read: whose is to stand.
void draw_moved_on(const State& state, Commands& commands) {
  const PlaylistForm& form = state.playlist;
  const PlaylistRecord* playlist = state.playlist_of(form.id);
  if (playlist == nullptr || !form.changed || form.busy || playlist->revision == form.revision) {
    return;
  }
  ui::banner({icon::kAlert, said("desk.playlist.moved"), ui::Tone::Wait});
  if (ui::button("playlist.keep", icon::kCheck, text("desk.playlist.keep"), ui::Look::Secondary)) {
    commands.push_back(KeepPlaylist{});
  }
  ui::beside();
  if (ui::button("playlist.theirs", icon::kRefresh, text("desk.playlist.theirs"),
                 ui::Look::Secondary)) {
    commands.push_back(DropPlaylist{});
  }
  ui::gap(4);
}

/// The name, and one step back or forth of the whole form.
bool draw_name(const State& state, PlaylistForm& form, Commands& commands) {
  constexpr float kHistoryWidth = 2 * kIconButton + 4 + kGap;
  const std::string no_name = problem_of(problems_of(state, form), "playlist.name");
  const bool changed = ui::text_field({.id = "playlist.name",
                                       .label = text("desk.playlist.name"),
                                       .error = no_name,
                                       .width = -kHistoryWidth},
                                      form.name);
  draw_history(state, commands);
  return changed;
}

}  // namespace

void draw_playlist(const State& state, Instant now, Commands& commands) {
  draw_playlist_list(state, now, commands);
  ui::beside();
  ui::begin_card("playlist", 0, 0);
  if (state.playlist.draft.empty()) {
    ui::empty_state(icon::kPlaylist, text("desk.playlist.empty"), text("desk.playlist.empty_hint"));
    ui::end_card();
    return;
  }
  PlaylistForm form = state.playlist;
  bool changed = false;
  ui::begin_plain("playlist.fields", -54);
  draw_moved_on(state, commands);
  changed |= draw_name(state, form, commands);
  changed |= draw_standing(state, form);
  ui::gap(8);
  constexpr float kBoardsWidth = 300, kApart = 24, kEntriesMin = 330;
  const float room = ui::room_width();
  const bool side_by_side = room >= kBoardsWidth + kApart + kEntriesMin;
  ui::begin_column("playlist.left", side_by_side ? room - kBoardsWidth - kApart : 0);
  draw_entries(state, now, form, changed);
  ui::end_column();
  if (side_by_side) ui::beside(kApart);
  ui::begin_column("playlist.right", side_by_side ? kBoardsWidth : 0);
  changed |= draw_aims(state, form);
  ui::end_column();
  draw_delivery(state);
  ui::end_plain();
  ui::gap(4);
  draw_actions(state, commands);
  ui::end_card();
  if (changed) {
    form.changed = true;
    commands.insert(commands.begin(), Edit{form});
  }
}

}  // namespace bangtin::desk
