// Kho: news that feeds brought, what a province handed over, the feeds, pictures and clips, what
// residents sent.
#include <algorithm>
#include <utility>

#include "manager/desk/pages.h"
#include "shared/base/texts.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

struct ViewWords {
  LibraryView view;
  const char* id;
  const char* icon;
  const char* word;
};
constexpr ViewWords kViews[] = {
    {LibraryView::News, "library.view.news", icon::kTicker, "library.view.news"},
    {LibraryView::Province, "library.view.province", icon::kBullhorn, "library.view.province"},
    {LibraryView::Feeds, "library.view.feeds", icon::kRss, "library.view.feeds"},
    {LibraryView::Media, "library.view.media", icon::kFolderImages, "library.view.media"},
    {LibraryView::Feedback, "library.view.feedback", icon::kReply, "library.view.feedback"},
};

/// What nobody has looked after yet.
std::size_t waiting_in(const State& state, LibraryView view, Instant now) {
  if (view == LibraryView::Feedback) return state.library.new_feedback();
  return view == LibraryView::Province ? waiting_from_province(state, now) : 0;
}

void draw_library_views(const State& state, Instant now, Commands& commands) {
  bool first = true;
  for (const ViewWords& say : kViews) {
    if (!std::exchange(first, false)) ui::beside();
    const bool here = state.library.view == say.view;
    std::string word(text(say.word));
    const std::size_t waiting = waiting_in(state, say.view, now);
    if (waiting > 0) word += " (" + std::to_string(waiting) + ")";
    if (ui::button(say.id, say.icon, word, here ? ui::Look::Primary : ui::Look::Secondary)) {
      commands.push_back(LibraryStep{ShowLibrary{say.view}});
    }
  }
}

}  // namespace

void want_thumbnails(const State& state, std::vector<ThumbnailOrder> seen, Commands& commands) {
  std::erase_if(seen, [&](const ThumbnailOrder& order) {
    return state.library.thumbnails.contains(order.key);
  });
  const auto& wanted = state.library.wanted;
  const bool same =
      std::ranges::equal(seen, wanted, {}, &ThumbnailOrder::key, &ThumbnailOrder::key);
  if (!same) commands.push_back(LibraryStep{WantThumbnails{std::move(seen)}});
}

void draw_library(const State& state, Instant now, Commands& commands) {
  draw_library_views(state, now, commands);
  ui::gap(4);
  if (state.library.undo) {
    const ui::Mark mark{icon::kInformation, state.library.undo->words, ui::Tone::Accent};
    if (ui::banner_with_button("library.undo", mark, icon::kUndo, text("library.undo"))) {
      commands.push_back(LibraryStep{UndoInLibrary{}});
    }
  }
  switch (state.library.view) {
    case LibraryView::News:
      return draw_news(state, commands);
    case LibraryView::Province:
      return draw_province(state, now, commands);
    case LibraryView::Feeds:
      return draw_feeds(state, commands);
    case LibraryView::Media:
      return draw_media(state, commands);
    case LibraryView::Feedback:
      return draw_feedback(state, commands);
  }
}

}  // namespace bangtin::desk
