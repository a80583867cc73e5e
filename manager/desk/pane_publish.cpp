// The way of an approved item onto the boards: its button, the question where to, and how far it
// got.
#include <algorithm>

#include "manager/desk/item_places.h"
#include "manager/desk/pages.h"
#include "manager/desk/plan_form.h"
#include "manager/desk/publish.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr std::size_t kNamesMax = 6;

std::string boards_words(std::vector<std::string> boards) {
  const std::string count = std::to_string(boards.size());
  if (boards.size() > kNamesMax) {
    const std::string others = std::to_string(boards.size() - kNamesMax);
    boards.resize(kNamesMax);
    boards.push_back(text("desk.publish.others", {{"count", others}}));
  }
  return text("desk.publish.boards", {{"count", count}, {"boards", listed(boards)}});
}

}  // namespace

void draw_publish_button(const State& state, const ItemRecord& item, Commands& commands) {
  const bool playing = is_playing(state, item.id);
  const ui::Look look = playing ? ui::Look::Secondary : ui::Look::Primary;
  const std::string_view label = text(playing ? "desk.publish.more" : "desk.publish.item");
  if (!ui::button("item.publish", icon::kPlay, label, look, !state.item.busy)) return;
  Sheet sheet;
  sheet.kind = Sheet::Kind::PublishItem;
  sheet.subject = item.content.title;
  sheet.item = item.id;
  sheet.playlist = publish_places(state, item).front().id;
  commands.push_back(Ask{std::move(sheet)});
}

void draw_delivered(const State& state, const ItemRecord& item) {
  const Delivered count = delivered(state, item.id);
  if (count.all == 0 || item.state != ItemState::Approved) return;
  ui::beside(14);
  ui::mark(delivered_mark(count.confirmed, count.all));
}

bool draw_publish_places(const State& state, const Sheet& sheet, Instant now, Commands& commands) {
  const ItemRecord* item = state.item_of(sheet.item);
  if (item == nullptr) return false;
  const std::vector<PlaylistForm> places = publish_places(state, *item);
  std::vector<std::string> names;
  for (const PlaylistForm& place : places) {
    names.push_back(place.id.empty() ? std::string(text("desk.publish.new_list")) : place.name);
  }
  const auto at = std::ranges::find(places, sheet.playlist, &PlaylistForm::id);
  int chosen = at == places.end() ? 0 : int(at - places.begin());
  // It has the item by now, or is gone: the next one is shown, and meant.
  if (at == places.end()) commands.push_back(ChoosePlace{places.front().id});
  ui::gap(10);
  if (ui::choice({.id = "publish.place", .label = text("desk.publish.place")}, names, chosen)) {
    commands.push_back(ChoosePlace{places[std::size_t(chosen)].id});
  }
  const PlaylistForm& place = places[std::size_t(chosen)];
  const std::vector<std::string> boards = boards_reached(state, place);
  if (boards.empty()) {
    ui::banner({icon::kAlertCircle, std::string(text("desk.publish.no_boards")), ui::Tone::Wait});
    return false;
  }
  ui::gap(4);
  ui::mark({icon::kMonitors, boards_words(boards), ui::Tone::Plain});
  ui::mark({icon::kClock, summary_of(place.schedule), ui::Tone::Plain});
  draw_rest(state, *item, now);
  for (const std::string& note : skipped_notes(state, place)) {
    ui::banner({icon::kAlert, note, ui::Tone::Wait});
  }
  const PlaylistRecord* list = state.playlist_of(place.id);
  if (list != nullptr && list->published_at && list->published_revision != list->revision) {
    ui::banner({icon::kAlert, std::string(text("desk.publish.changed_since")), ui::Tone::Wait});
  }
  return true;
}

}  // namespace bangtin::desk
