// The library above the item at hand: one of its pictures, clips or documents is taken.
#include <algorithm>

#include "manager/desk/drafts.h"
#include "manager/desk/library_words.h"
#include "manager/desk/pages.h"
#include "shared/base/texts.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kWidthMax = 980;
/// What stands around the grid in the sheet.
constexpr float kAround = 330;
constexpr float kMargin = 80;

void draw_chooser_grid(const State& state, Commands& commands) {
  const LibraryState& library = state.library;
  std::vector<ThumbnailOrder> seen;
  ui::begin_plain("chooser.grid", std::max(200.0F, ui::window_area().height - kAround));
  if (!library.media) {
    ui::empty_state(icon::kSync, text("desk.loading"), text("desk.loading_hint"));
  } else if (library.to_choose.empty()) {
    ui::empty_state(icon::kFolderImages, text("library.media.none_found"),
                    text("library.chooser.none_hint"));
  } else {
    const auto pressed = ui::tiles(library.to_choose.size(), [&](std::size_t i) {
      const MediaRecord& record = library.media->media[library.to_choose[i]];
      seen.push_back(thumbnail_of(record));
      return tile_of(state, record, "choose.");
    });
    if (pressed) {
      const MediaRecord& record = library.media->media[library.to_choose[*pressed]];
      commands.push_back(LibraryStep{UseMedia{name_in_library(record)}});
    }
  }
  ui::end_plain();
  want_thumbnails(state, std::move(seen), commands);
}

}  // namespace

void draw_chooser_button(bool clips, bool enabled, Commands& commands) {
  if (ui::button(clips ? "video.library" : "picture.library", icon::kFolderImages,
                 text("library.chooser.open"), ui::Look::Secondary, enabled)) {
    commands.push_back(LibraryStep{OpenChooser{clips}});
  }
}

void draw_media_chooser(const State& state, Commands& commands) {
  MediaChooser chooser = *state.library.chooser;
  ui::begin_sheet("chooser",
                  text(chooser.clips ? "library.chooser.clips" : "library.chooser.pictures"),
                  std::min(kWidthMax, ui::window_area().width - kMargin));
  if (ui::text_field({.id = "chooser.find",
                      .label = text("library.find"),
                      .hint = text("library.find_media_hint"),
                      .focus_for = chooser.draft},
                     chooser.find)) {
    commands.push_back(LibraryStep{EditChooser{chooser.find}});
  }
  draw_chooser_grid(state, commands);
  ui::gap(6);
  const std::string_view cancel = text("desk.cancel");
  ui::at_right(ui::button_width("", cancel));
  const bool cancelled = ui::button("chooser.cancel", "", cancel, ui::Look::Secondary);
  if (ui::end_sheet() || cancelled) commands.push_back(LibraryStep{CloseChooser{}});
}

}  // namespace bangtin::desk
