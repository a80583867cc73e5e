// What a province handed over, the most urgent first, and the way in for its files. It is signed
// already: here it is put up, looked at or taken down.
#include <algorithm>
#include <tuple>

#include "manager/core/item_flow.h"
#include "manager/core/province_files.h"
#include "manager/desk/pages.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/grid.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kInboxWidth = 400;

bool is_up_to_date(const ItemRecord& item, Instant now) {
  return item.state == ItemState::Approved && now < item.content.valid_until;
}

/// What may still be shown first, by priority; of the same the newest first.
std::vector<const ItemRecord*> inbox_of(const State& state, Instant now) {
  std::vector<const ItemRecord*> inbox;
  for (const ItemRecord& item : state.seen->items()) {
    if (is_from_province(item)) inbox.push_back(&item);
  }
  const auto rank = [&](const ItemRecord* item) {
    return std::tuple(!is_up_to_date(*item, now), -item->content.priority,
                      -item->changed_at.time_since_epoch());
  };
  std::ranges::stable_sort(inbox, {}, rank);
  return inbox;
}

std::string priority_word(const ItemRecord& item) {
  return priority_names().at(std::size_t(std::clamp(item.content.priority, 1, 3) - 1));
}

void draw_import(const State& state, Commands& commands) {
  ProvinceForm form = state.library.province_form;
  const bool changed = ui::text_field({.id = "province.path",
                                       .label = text("library.province.path"),
                                       .hint = text("library.media.path_hint"),
                                       .error = form.problem,
                                       .characters_max = limits::kShortTextCharactersMax * 4,
                                       .enabled = !form.busy},
                                      form.path);
  if (ui::button("province.import", icon::kCloudUpload, text("library.province.import"),
                 ui::Look::Primary, !form.busy && !form.path.empty(), ui::kRest)) {
    commands.push_back(LibraryStep{ImportProvince{form.path}});
  }
  if (changed) commands.insert(commands.begin(), LibraryStep{EditLibrary{form}});
}

void draw_inbox_row(const State& state, const ItemRecord& item, Instant now, Commands& commands) {
  ui::Mark mark = item_mark(state, item, now);
  mark.word =
      text("library.province.row", {{"priority", priority_word(item)}, {"state", mark.word}});
  if (ui::list_row("province." + item.id.text, title_of(item.content.title), mark,
                   bar_of(item.content.kind, item.content.priority),
                   state.library.province_open == item.id)) {
    commands.push_back(LibraryStep{OpenProvinceItem{item.id}});
  }
}

void draw_inbox(const State& state, Instant now, Commands& commands) {
  const std::vector<const ItemRecord*> inbox = inbox_of(state, now);
  ui::begin_card("province.inbox", kInboxWidth, 0);
  draw_import(state, commands);
  ui::gap(4);
  ui::begin_plain("province.rows", 0);
  if (inbox.empty()) {
    ui::paragraph(text("library.province.none"), ui::Tone::Muted);
    ui::gap(4);
    ui::paragraph(text("library.province.none_hint"), ui::Tone::Muted);
  }
  ui::list_rows(inbox.size(),
                [&](std::size_t i) { draw_inbox_row(state, *inbox[i], now, commands); });
  ui::end_plain();
  ui::end_card();
}

void draw_facts(const State& state, const ItemRecord& item, Instant now) {
  const ItemContent& content = item.content;
  const int offset = state.utc_offset_minutes();
  ui::heading(title_of(content.title));
  ui::mark(item_mark(state, item, now));
  draw_delivered(state, item);
  ui::beside(14);
  ui::words(priority_word(item), is_urgent(content) ? ui::Tone::Bad : ui::Tone::Muted);
  const std::string composer = item.composer.empty() ? item.author : item.composer;
  ui::paragraph(
      text("library.province.signed",
           {{"agency", content.agency}, {"composer", composer}, {"approver", item.approver}}),
      ui::Tone::Muted);
  ui::paragraph(text("library.province.validity",
                     {{"from", ui::date_time_text(content.valid_from, offset)},
                      {"until", ui::date_time_text(content.valid_until, offset)}}),
                ui::Tone::Muted);
  draw_rest(state, item, now);
  if (has_to_play(item, now) && is_playing(state, item.id)) {
    ui::banner({icon::kInformation, said("library.province.stays"), ui::Tone::Accent});
  }
  draw_remarks(item);
}

void draw_texts(const ItemContent& content) {
  if (!content.body.empty()) ui::paragraph(content.body);
  for (const Story& story : content.stories) {
    ui::words(story.title, ui::Tone::Plain, ui::Type::Bold);
    ui::paragraph(story.lead);
  }
  if (content.media.empty()) return;
  ui::gap(6);
  ui::paragraph(text("library.province.pictures",
                     {{"count", number_text(std::int64_t(content.media.size()))}}),
                ui::Tone::Muted);
}

/// The way to the list in which it stands by itself: its place there is the commune's to say.
void draw_order_button(const State& state, const ItemRecord& item, Instant now,
                       Commands& commands) {
  if (!has_to_play(item, now)) return;
  const std::vector<PlaylistRecord>& lists = state.seen->playlists;
  const auto list = std::ranges::find_if(lists, [&](const PlaylistRecord& playlist) {
    return playlist.published_at &&
           std::ranges::find(playlist.items, item.id) != playlist.items.end();
  });
  if (list == lists.end()) return;
  if (ui::button("province.order", icon::kPlaylist, text("library.province.order"),
                 ui::Look::Secondary)) {
    commands.push_back(OpenPlaylist{list->id});
    commands.push_back(GoTo{Page::Playlist});
  }
}

void draw_province_item(const State& state, Instant now, Commands& commands) {
  const ItemRecord* item = state.item_of(state.library.province_open);
  ui::begin_card("province.one", 0, 0);
  if (item == nullptr || !is_from_province(*item)) {
    ui::empty_state(icon::kBullhorn, text("library.province.choose"),
                    text("library.province.choose_hint"));
    ui::end_card();
    return;
  }
  ui::begin_plain("province.text", -54);
  draw_facts(state, *item, now);
  ui::gap(6);
  draw_texts(item->content);
  ui::end_plain();
  ui::gap(4);
  if (is_up_to_date(*item, now)) {
    draw_publish_button(state, *item, commands);
    ui::beside();
  }
  if (ui::button("province.look", icon::kMonitor, text("library.province.look"),
                 ui::Look::Secondary)) {
    commands.push_back(OpenItem{item->id});
    commands.push_back(GoTo{Page::Compose});
  }
  if (is_up_to_date(*item, now)) {
    ui::beside();
    draw_order_button(state, *item, now, commands);
    draw_withdraw_button(state, *item, now, commands);
  }
  ui::end_card();
}

}  // namespace

bool is_from_province(const ItemRecord& item) { return !office_of(item.author).empty(); }

std::size_t waiting_from_province(const State& state, Instant now) {
  if (!state.seen) return 0;
  return std::size_t(std::ranges::count_if(state.seen->items(), [&](const ItemRecord& item) {
    return is_from_province(item) && is_up_to_date(item, now) && !is_playing(state, item.id);
  }));
}

void draw_province(const State& state, Instant now, Commands& commands) {
  draw_inbox(state, now, commands);
  ui::beside(kGap);
  draw_province_item(state, now, commands);
}

}  // namespace bangtin::desk
