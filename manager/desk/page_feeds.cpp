// The feeds: whence news come, how that goes, and a new one with a look at what it brings.
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

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kFeedListWidth = 330;
constexpr float kMinutesWidth = 168;

ui::Mark feed_mark(const FeedRecord& feed, int utc_offset_minutes) {
  if (feed.paused) return {icon::kPause, std::string(text("library.feed.paused")), ui::Tone::Muted};
  if (feed.failures > 0) {
    return {icon::kAlertCircle, std::string(text("library.feed.fails")), ui::Tone::Bad};
  }
  if (!feed.read_at) {
    return {icon::kWait, std::string(text("library.feed.never")), ui::Tone::Wait};
  }
  return {
      icon::kCheckCircle,
      text("library.feed.read", {{"time", ui::date_time_text(*feed.read_at, utc_offset_minutes)},
                                 {"count", number_text(feed.stories)}}),
      ui::Tone::Good};
}

void draw_feed_list(const State& state, Commands& commands) {
  const auto& feeds = state.library.news->feeds;
  ui::begin_card("feeds.list", kFeedListWidth, 0);
  if (ui::button("feed.new", icon::kPlus, text("library.feed.new"), ui::Look::Primary, true,
                 ui::kRest)) {
    commands.push_back(LibraryStep{OpenFeed{}});
  }
  ui::gap(4);
  ui::begin_plain("feeds.rows", 0);
  if (feeds.empty()) ui::paragraph(text("library.no_feed_hint"), ui::Tone::Muted);
  ui::list_rows(feeds.size(), [&](std::size_t i) {
    const FeedRecord& feed = feeds[i];
    const ui::Mark mark = feed_mark(feed, state.utc_offset_minutes());
    if (ui::list_row("feed." + feed.id.text, feed.name, mark, bar_of(ItemKind::News, 1),
                     state.library.feed_form.id == feed.id)) {
      commands.push_back(LibraryStep{OpenFeed{feed.id}});
    }
  });
  ui::end_plain();
  ui::end_card();
}

/// How it goes, for a feed that is kept.
void draw_state(const State& state, const FeedRecord& feed) {
  const int offset = state.utc_offset_minutes();
  ui::mark(feed_mark(feed, offset));
  if (!feed.problem.empty()) {
    ui::paragraph(text(feed.problem), feed.failures > 0 ? ui::Tone::Bad : ui::Tone::Wait);
  }
  std::string words;
  if (feed.failures > 0 && feed.read_at) {
    words = text("library.feed.read_before", {{"time", ui::date_time_text(*feed.read_at, offset)}});
  }
  if (!feed.paused) {
    if (!words.empty()) words += " ";
    words += text("library.feed.next", {{"time", ui::date_time_text(feed.next_at, offset)}});
  }
  if (!words.empty()) ui::paragraph(words, ui::Tone::Muted);
  ui::gap(4);
}

void draw_address(const FeedForm& form, FeedForm& typed, bool& changed, Commands& commands) {
  const bool kept = !form.id.empty();
  const float width = kept ? 0 : ui::button_width(icon::kMagnify, text("library.feed.try")) + 10;
  changed |= ui::text_field({.id = "feed.url",
                             .label = text("library.feed.url"),
                             .hint = text("library.feed.url_hint"),
                             .error = form.problem,
                             .width = -width,
                             .characters_max = limits::kLinkBytesMax,
                             .enabled = !kept && !form.busy,
                             .focus_for = kept ? std::string_view() : std::string_view("new")},
                            typed.url);
  if (kept) return;
  ui::beside();
  ui::below_label();
  if (ui::button("feed.try", icon::kMagnify, text("library.feed.try"), ui::Look::Secondary,
                 !form.busy && !form.url.empty())) {
    commands.push_back(LibraryStep{TryFeed{}});
  }
  ui::end_below_label();
}

void draw_fields(const FeedForm& form, FeedForm& typed, bool& changed) {
  changed |= ui::text_field({.id = "feed.name",
                             .label = text("library.feed.name"),
                             .hint = text("library.feed.name_hint"),
                             .enabled = !form.busy},
                            typed.name);
  changed |= ui::choice({.id = "feed.category",
                         .label = text("library.feed.category"),
                         .width = -(kMinutesWidth + 10),
                         .enabled = !form.busy},
                        category_names(), typed.category);
  ui::beside();
  changed |= ui::text_field({.id = "feed.every",
                             .label = text("library.feed.every"),
                             .width = kMinutesWidth,
                             .characters_max = 5,
                             .enabled = !form.busy},
                            typed.every);
}

/// What the address brings, before it is kept.
void draw_trial(const State& state, const FeedForm& form) {
  if (form.busy && !form.trial) {
    ui::mark({icon::kSync, std::string(text("library.feed.trying")), ui::Tone::Accent});
  }
  if (!form.trial || form.tried != form.url) return;
  const FeedTrial& trial = *form.trial;
  ui::gap(4);
  ui::mark({trial.found == 0 ? icon::kAlert : icon::kCheckCircle,
            text("library.feed.found", {{"count", number_text(trial.found)}}),
            trial.found == 0 ? ui::Tone::Wait : ui::Tone::Good});
  if (trial.damaged) ui::paragraph(text("news.broken_off"), ui::Tone::Wait);
  for (const Story& story : trial.stories) {
    const std::string date =
        story.published_at ? ui::date_time_text(*story.published_at, state.utc_offset_minutes())
                           : story.published_as;
    ui::paragraph("• " + story.title + (date.empty() ? "" : " (" + date + ")"));
  }
}

void draw_deeds(const FeedRecord* feed, const FeedForm& form, Commands& commands) {
  const bool tried = form.trial && form.tried == form.url;
  const bool can_save = feed != nullptr ? form.changed : tried && !form.name.empty();
  if (ui::button("feed.save", icon::kSave,
                 text(feed != nullptr ? "library.feed.save" : "library.feed.add"),
                 ui::Look::Primary, can_save && !form.busy)) {
    commands.push_back(LibraryStep{SaveFeed{}});
  }
  if (feed == nullptr) return;
  ui::beside();
  if (ui::button("feed.fetch", icon::kRefresh, text("library.feed.fetch"), ui::Look::Secondary,
                 !form.busy)) {
    commands.push_back(LibraryStep{FetchFeed{}});
  }
  ui::beside();
  if (ui::button("feed.pause", feed->paused ? icon::kPlay : icon::kPause,
                 text(feed->paused ? "library.feed.resume" : "library.feed.pause"),
                 ui::Look::Secondary, !form.busy)) {
    commands.push_back(LibraryStep{PauseFeed{!feed->paused}});
  }
  ui::beside();
  ui::at_right(kIconButton);
  if (ui::icon_button("feed.remove", icon::kDelete, text("library.feed.remove"), !form.busy)) {
    commands.push_back(Ask{{Sheet::Kind::RemoveFeed, feed->name, {}, {}, {}, ""}});
  }
}

void draw_form(const State& state, Commands& commands) {
  const FeedForm& form = state.library.feed_form;
  const FeedRecord* feed = state.library.feed(form.id);
  ui::begin_card("feed.form", 0, 0);
  ui::begin_plain("feed.fields", -54);
  ui::heading(feed != nullptr ? std::string_view(feed->name) : text("library.feed.new"));
  if (feed != nullptr) {
    draw_state(state, *feed);
  } else {
    ui::paragraph(text("library.feed.new_hint"), ui::Tone::Muted);
  }
  FeedForm typed = form;
  bool changed = false;
  draw_address(form, typed, changed, commands);
  if (feed != nullptr || (form.trial && form.tried == form.url)) {
    draw_fields(form, typed, changed);
  }
  draw_trial(state, form);
  ui::end_plain();
  ui::gap(4);
  draw_deeds(feed, form, commands);
  ui::end_card();
  if (changed) commands.insert(commands.begin(), LibraryStep{EditLibrary{std::move(typed)}});
}

}  // namespace

void draw_feeds(const State& state, Commands& commands) {
  if (!state.library.news) {
    ui::empty_state(icon::kSync, text("desk.loading"), text("desk.loading_hint"));
    return;
  }
  draw_feed_list(state, commands);
  ui::beside(kGap);
  draw_form(state, commands);
}

}  // namespace bangtin::desk
