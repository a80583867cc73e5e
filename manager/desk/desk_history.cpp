// The desk's part for what the item at hand has gone through: it is asked for anew when the item
// changed, or the days on which it rests.
#include "manager/desk/desk.h"
#include "manager/desk/pages.h"
#include "shared/base/texts.h"

namespace bangtin::desk {
namespace {

/// Another one where there is more to tell.
std::string history_mark(const State& state, const ItemRecord& item) {
  return item.id.text + ":" + std::to_string(item.revision) + ":" +
         std::string(name_of(item.state)) + ":" + to_iso8601(item.changed_at) +
         (is_playing(state, item.id) ? ":up:" : ":") + to_json(state.seen->mourning).dump();
}

}  // namespace

void Desk::load_history() {
  if (state_.page != Page::Compose && state_.page != Page::Review) return;
  HistorySight& seen = state_.history;
  // Whatever was missed meanwhile is asked for when the link stands again.
  if (state_.link != LinkState::Online) return seen.asked.clear();
  const ItemRecord* item = state_.item_of(state_.item.id);
  if (item == nullptr) return;
  std::string wanted = history_mark(state_, *item);
  if (seen.asked == wanted) return;
  if (seen.item != item->id) seen = {item->id, {}, nullptr, {}};
  seen.asked = std::move(wanted);
  Request request;
  request.deed = Deed::LoadHistory;
  request.item = item->id;
  request.draft = item->id.text;
  send(std::move(request));
}

void Desk::take_history(const Outcome& outcome) {
  HistorySight& seen = state_.history;
  if (outcome.draft != seen.item.text) return;
  seen.problem = outcome.error ? text_of(*outcome.error) : std::string();
  if (outcome.history) seen.told = std::make_shared<const ItemHistory>(*outcome.history);
}

}  // namespace bangtin::desk
