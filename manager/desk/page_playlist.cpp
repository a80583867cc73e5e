#include <algorithm>

#include "manager/desk/pages.h"
#include "manager/desk/publish.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

void draw_list(const State& state, Commands& commands) {
  ui::begin_card("playlists", 306, 0);
  ui::words(text("desk.playlist.list"), ui::Tone::Plain, ui::Type::Bold);
  if (ui::button("playlist.new", icon::kPlus, text("desk.playlist.new"), ui::Look::Primary, true,
                 ui::kRest)) {
    commands.push_back(NewPlaylist{});
  }
  ui::gap(4);
  for (const PlaylistRecord& playlist : state.seen->playlists) {
    if (ui::list_row("playlist." + playlist.id.text, playlist.name, mark_of(playlist),
                     ui::colour::kAccent, state.playlist.id == playlist.id)) {
      commands.push_back(OpenPlaylist{playlist.id});
    }
  }
  ui::end_card();
}

/// Which of the row's buttons was pressed.
enum class RowPress { None, Up, Down, Remove };

RowPress draw_entry(const State& state, const ItemId& id, std::size_t at, std::size_t count,
                    Instant now) {
  const ItemRecord* item = state.item_of(id);
  const std::string row = "entry." + std::to_string(at);
  RowPress press = RowPress::None;
  if (ui::icon_button(row + ".up", icon::kArrowUp, text("desk.playlist.up"), at > 0)) {
    press = RowPress::Up;
  }
  ui::beside(4);
  if (ui::icon_button(row + ".down", icon::kArrowDown, text("desk.playlist.down"),
                      at + 1 < count)) {
    press = RowPress::Down;
  }
  ui::beside(4);
  if (ui::icon_button(row + ".remove", icon::kDelete, text("desk.playlist.remove"))) {
    press = RowPress::Remove;
  }
  ui::beside(12);
  const std::string title =
      item == nullptr ? std::string(text("desk.playlist.unknown_item")) : item->content.title;
  const ui::Mark mark =
      item == nullptr
          ? ui::Mark{icon::kAlert, std::string(text("desk.state.withdrawn")), ui::Tone::Bad}
          : mark_of(*item, is_playing(state, id), now);
  ui::titled_mark(std::to_string(at + 1) + ". " + title, mark);
  return press;
}

void draw_entries(const State& state, Instant now, PlaylistForm& form, bool& changed) {
  ui::words(text("desk.playlist.items"), ui::Tone::Plain, ui::Type::Bold);
  if (form.items.empty()) ui::paragraph(text("desk.playlist.no_items"), ui::Tone::Muted);
  for (std::size_t i = 0; i < form.items.size(); ++i) {
    const RowPress press = draw_entry(state, form.items[i], i, form.items.size(), now);
    if (press == RowPress::None) continue;
    if (press == RowPress::Up) std::swap(form.items[i], form.items[i - 1]);
    if (press == RowPress::Down) std::swap(form.items[i], form.items[i + 1]);
    if (press == RowPress::Remove) form.items.erase(form.items.begin() + std::ptrdiff_t(i));
    changed = true;
    break;
  }
  std::vector<ItemId> ids;
  std::vector<std::string> titles;
  for (const ItemRecord& item : state.seen->items) {
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

void draw_board_choice(const State& state, PlaylistForm& form, bool& changed) {
  ui::words(text("desk.playlist.boards"), ui::Tone::Plain, ui::Type::Bold);
  if (state.seen->boards.empty()) ui::paragraph(text("desk.playlist.no_boards"), ui::Tone::Muted);
  for (const BoardRecord& board : state.seen->boards) {
    if (board.state != BoardState::Paired) continue;
    const auto at = std::ranges::find(form.boards, board.id);
    bool chosen = at != form.boards.end();
    if (!ui::check_row("board." + board.id.text, board.name, chosen)) continue;
    if (chosen) {
      form.boards.push_back(board.id);
    } else {
      form.boards.erase(at);
    }
    changed = true;
  }
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
}

void draw_actions(const State& state, Commands& commands) {
  const PlaylistForm& form = state.playlist;
  const std::string boards = std::to_string(boards_reached(state, form).size());
  const bool idle = !form.busy;
  const bool aimed = !form.boards.empty() || !form.groups.empty() || !form.tags.empty();
  const bool ready = idle && !form.name.empty() && !form.items.empty() && aimed;
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
                 idle && form.changed && !form.name.empty())) {
    commands.push_back(SavePlaylist{});
  }
  if (form.id.empty()) return;
  ui::beside();
  ui::at_right(ui::button_width(icon::kDelete, text("desk.delete")));
  if (ui::button("playlist.delete", icon::kDelete, text("desk.delete"), ui::Look::Danger, idle)) {
    commands.push_back(Ask{{Sheet::Kind::DeletePlaylist, form.name, {}, {}, {}, ""}});
  }
}

}  // namespace

void draw_playlist(const State& state, Instant now, Commands& commands) {
  draw_list(state, commands);
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
  changed |=
      ui::text_field({.id = "playlist.name", .label = text("desk.playlist.name")}, form.name);
  ui::gap(8);
  constexpr float kBoardsWidth = 300, kApart = 24, kEntriesMin = 330;
  const float room = ui::room_width();
  const bool side_by_side = room >= kBoardsWidth + kApart + kEntriesMin;
  ui::begin_column("playlist.left", side_by_side ? room - kBoardsWidth - kApart : 0);
  draw_entries(state, now, form, changed);
  ui::end_column();
  if (side_by_side) ui::beside(kApart);
  ui::begin_column("playlist.right", side_by_side ? kBoardsWidth : 0);
  draw_board_choice(state, form, changed);
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
