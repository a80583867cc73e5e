// What feeds told and whose address was pasted: to be read, made into an item, or set aside.
#include <algorithm>

#include "manager/desk/pages.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/grid.h"
#include "shared/ui/icons.h"
#include "shared/ui/pictures.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kStoryListWidth = 400;
constexpr float kFilterWidth = 150;

void edit(Commands& commands, NewsForm form) {
  commands.push_back(LibraryStep{EditLibrary{std::move(form)}});
}

/// Short, for a row; empty when the feed says nothing.
std::string short_date(const Story& story, int utc_offset_minutes) {
  if (story.published_at) return ui::date_time_text(*story.published_at, utc_offset_minutes);
  return story.published_as;
}

/// With where it comes from.
std::string story_date(const StoryRecord& record, int utc_offset_minutes) {
  const Story& story = record.story;
  if (story.published_at) {
    return text("library.date.told",
                {{"time", ui::date_time_text(*story.published_at, utc_offset_minutes)}});
  }
  const std::string seen = ui::date_time_text(record.seen_at, utc_offset_minutes);
  if (story.published_as.empty()) return text("library.date.none", {{"time", seen}});
  return text("library.date.unclear", {{"words", story.published_as}, {"time", seen}});
}

ui::Mark story_mark(const StoryRecord& record) {
  if (record.item) {
    return {icon::kCheckCircle, std::string(text("library.story.used")), ui::Tone::Good};
  }
  if (record.set_aside) {
    return {icon::kClose, std::string(text("library.story.aside")), ui::Tone::Muted};
  }
  return {icon::kInformation, std::string(text("library.story.unread")), ui::Tone::Accent};
}

/// The address of a page, where no feed tells its story.
void draw_link(const State& state, Commands& commands) {
  if (!state.may_write()) return;
  LinkForm form = state.library.link_form;
  const std::string_view get = text("library.link.get");
  const float width = ui::button_width(icon::kLink, get) + 10;
  const bool changed = ui::text_field({.id = "link.address",
                                       .label = text("library.link"),
                                       .hint = text("library.link_hint"),
                                       .error = form.problem,
                                       .width = -width,
                                       .characters_max = limits::kLinkBytesMax,
                                       .enabled = !form.busy},
                                      form.address);
  ui::beside();
  ui::below_label();
  if (ui::button("link.get", icon::kLink, get, ui::Look::Secondary,
                 !form.busy && !form.address.empty())) {
    commands.push_back(LibraryStep{ReadLink{}});
  }
  ui::end_below_label();
  if (form.busy) {
    ui::mark({icon::kSync, std::string(text("library.link.asking")), ui::Tone::Accent});
  }
  if (form.by_hand && ui::button("link.by_hand", icon::kPencil, text("library.link.by_hand"),
                                 ui::Look::Secondary)) {
    commands.push_back(LibraryStep{WriteByHand{}});
  }
  if (changed) commands.insert(commands.begin(), LibraryStep{EditLibrary{std::move(form)}});
}

void draw_filters(const State& state, Commands& commands) {
  NewsForm form = state.library.news_form;
  std::vector<std::string> feeds{std::string(text("library.all_feeds"))};
  int chosen = 0;
  for (const FeedRecord& feed : state.library.news->feeds) {
    if (feed.id == form.feed) chosen = int(feeds.size());
    feeds.push_back(feed.name);
  }
  bool changed = ui::choice(
      {.id = "news.filter", .label = text("library.filter"), .width = kFilterWidth},
      {std::string(text("library.filter.unread")), std::string(text("library.filter.used")),
       std::string(text("library.filter.aside")), std::string(text("library.filter.all"))},
      form.filter);
  ui::beside();
  if (ui::choice({.id = "news.feed", .label = text("library.feed")}, feeds, chosen)) {
    form.feed = chosen == 0 ? FeedId{} : state.library.news->feeds[std::size_t(chosen - 1)].id;
    changed = true;
  }
  changed |= ui::text_field(
      {.id = "news.find", .label = text("library.find"), .hint = text("library.find_news_hint")},
      form.find);
  if (changed) edit(commands, std::move(form));
}

void draw_row(const State& state, const StoryRecord& record, Commands& commands) {
  const std::string date = short_date(record.story, state.utc_offset_minutes());
  ui::Mark mark = story_mark(record);
  const bool unread = !record.item && !record.set_aside;
  mark.word = (unread ? "" : mark.word + " · ") + record.story.source;
  if (!date.empty()) mark.word += " · " + date;
  const bool open = state.library.news_form.story == record.id;
  const ui::Colour bar = unread ? ui::Colour::Accent : ui::Colour::Line;
  if (ui::list_row("story." + record.id.text, record.story.title, mark, bar, open)) {
    NewsForm form = state.library.news_form;
    form.story = record.id;
    edit(commands, std::move(form));
  }
}

void draw_story_list(const State& state, Commands& commands) {
  const LibraryState& library = state.library;
  ui::begin_card("news.list", kStoryListWidth, 0);
  draw_link(state, commands);
  draw_filters(state, commands);
  ui::gap(4);
  ui::begin_plain("news.rows", 0);
  if (library.stories_shown.empty()) {
    ui::paragraph(text("library.no_story"), ui::Tone::Muted);
  }
  ui::list_rows(library.stories_shown.size(), [&](std::size_t i) {
    draw_row(state, library.news->stories[library.stories_shown[i]], commands);
  });
  ui::end_plain();
  ui::end_card();
}

void draw_picture(const State& state, const StoryRecord& record) {
  const auto wanted = thumbnail_of(record);
  if (!wanted) return;
  const auto known = state.library.thumbnails.find(wanted->key);
  if (known == state.library.thumbnails.end()) {
    ui::mark({icon::kSync, std::string(text("library.story.picture_comes")), ui::Tone::Muted});
  } else if (!known->second) {
    ui::mark({icon::kAlert, std::string(text("library.story.picture_missing")), ui::Tone::Wait});
  } else {
    ui::picture("story.picture", text("library.story.picture"), known->second);
  }
  ui::gap(6);
}

void draw_deeds(const StoryRecord& record, Commands& commands) {
  const bool used = record.item.has_value();
  if (used &&
      ui::button("story.open", icon::kPencil, text("library.story.open"), ui::Look::Primary)) {
    commands.push_back(OpenItem{*record.item});
    commands.push_back(GoTo{Page::Compose});
  }
  if (used) ui::beside();
  if (ui::button("story.take", icon::kBullhorn,
                 text(used ? "library.story.take_again" : "library.story.take"),
                 used ? ui::Look::Secondary : ui::Look::Primary)) {
    commands.push_back(LibraryStep{TakeStory{record.id}});
  }
  if (used) return;  // It is out of the way already.
  ui::beside();
  const bool aside = record.set_aside;
  if (ui::button("story.aside", aside ? icon::kUndo : icon::kClose,
                 text(aside ? "library.story.bring_back" : "library.story.set_aside"),
                 ui::Look::Secondary)) {
    commands.push_back(LibraryStep{SetStoryAside{record.id, !aside}});
  }
}

void draw_story(const State& state, Commands& commands) {
  const StoryRecord* record = state.library.story(state.library.news_form.story);
  ui::begin_card("news.story", 0, 0);
  if (record == nullptr) {
    want_thumbnails(state, {}, commands);
    ui::empty_state(icon::kTicker, text("library.choose_story"), text("library.choose_story_hint"));
    ui::end_card();
    return;
  }
  std::vector<ThumbnailOrder> seen;
  if (auto wanted = thumbnail_of(*record)) seen.push_back(std::move(*wanted));
  want_thumbnails(state, std::move(seen), commands);
  ui::begin_plain("story.text", -54);
  ui::words(record->story.source, ui::Tone::Accent, ui::Type::Bold);
  ui::paragraph(record->story.title);
  ui::mark(story_mark(*record));
  ui::paragraph(story_date(*record, state.utc_offset_minutes()), ui::Tone::Muted);
  ui::gap(6);
  draw_picture(state, *record);
  ui::paragraph(record->story.lead.empty() ? text("library.story.no_lead")
                                           : std::string_view(record->story.lead),
                record->story.lead.empty() ? ui::Tone::Muted : ui::Tone::Plain);
  if (!record->story.link.empty()) {
    ui::gap(6);
    ui::paragraph(record->story.link, ui::Tone::Muted);
  }
  ui::end_plain();
  ui::gap(4);
  draw_deeds(*record, commands);
  ui::end_card();
}

void draw_without_feeds(const State& state, Commands& commands) {
  ui::begin_card("news.none", 0, 0);
  draw_link(state, commands);
  ui::empty_state(icon::kRss, text("library.no_feed"), text("library.no_feed_hint"));
  if (ui::button("news.add_feed", icon::kPlus, text("library.feed.new"), ui::Look::Primary)) {
    commands.push_back(LibraryStep{OpenFeed{}});
    commands.push_back(LibraryStep{ShowLibrary{LibraryView::Feeds}});
  }
  ui::end_card();
}

}  // namespace

void draw_news(const State& state, Commands& commands) {
  if (!state.library.news) {
    ui::empty_state(icon::kSync, text("desk.loading"), text("desk.loading_hint"));
    return;
  }
  const NewsShelf& news = *state.library.news;
  if (news.feeds.empty() && news.stories.empty()) return draw_without_feeds(state, commands);
  draw_story_list(state, commands);
  ui::beside(kGap);
  draw_story(state, commands);
}

}  // namespace bangtin::desk
