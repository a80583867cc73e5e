// The preview beside the form, and above everything in large.
#include <algorithm>

#include "manager/desk/item_places.h"
#include "manager/desk/pages.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"
#include "shared/ui/pictures.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kPaneWidth = 392;
constexpr float kPreviewHeight = 400;
/// What stands around the picture in a sheet.
constexpr float kSheetAround = 250;
constexpr std::size_t kHashGroup = 4;
constexpr std::size_t kHashShown = 16;

std::string kind_name(const BoardKind& kind) {
  const std::string size =
      std::to_string(kind.canvas_px.width_px) + "×" + std::to_string(kind.canvas_px.height_px);
  if (kind.names.empty()) return size;
  if (kind.names.size() == 1) return size + " · " + kind.names[0];
  return size + " · " +
         text("desk.preview.boards", {{"count", number_text(std::int64_t(kind.names.size()))}});
}

/// "3fa9 c01b 77de 0042": as much of a hash as two people compare.
std::string hash_words(const Digest& hash) {
  const std::string hex = to_hex(hash).substr(0, kHashShown);
  std::string words;
  for (std::size_t at = 0; at < hex.size(); at += kHashGroup) {
    words += (at == 0 ? "" : " ") + hex.substr(at, kHashGroup);
  }
  return words;
}

void draw_pages(const State& state, const std::string& id, Commands& commands) {
  const Preview& preview = *state.preview;
  const auto turn = [&](int by) {
    PreviewForm form = state.preview_form;
    form.page = preview.page + by;
    commands.push_back(Edit{form});
  };
  if (ui::icon_button(id + ".back", icon::kChevronLeft, text("desk.preview.back"),
                      preview.page > 0)) {
    turn(-1);
  }
  ui::beside();
  if (ui::icon_button(id + ".next", icon::kChevronRight, text("desk.preview.next"),
                      preview.page + 1 < preview.pages)) {
    turn(1);
  }
  ui::beside();
  const auto seconds = std::chrono::duration_cast<Seconds>(preview.duration + Millis(500)).count();
  ui::centred_mark(
      {icon::kClock,
       text("desk.preview.page", {{"page", std::to_string(preview.page + 1)},
                                  {"pages", std::to_string(std::max(1, preview.pages))},
                                  {"seconds", std::to_string(seconds)}}),
       ui::Tone::Muted});
}

void draw_kinds(const State& state, Commands& commands) {
  const std::vector<BoardKind> kinds = preview_kinds(state);
  std::vector<std::string> names;
  for (const BoardKind& kind : kinds) names.push_back(kind_name(kind));
  PreviewForm form = state.preview_form;
  form.kind = std::clamp(form.kind, 0, int(kinds.size()) - 1);
  if (ui::choice({.id = "preview.kind", .label = text("desk.preview.on")}, names, form.kind)) {
    commands.push_back(Edit{form});
  }
}

std::string_view video_note(const State& state) {
  if (state.preview->pages > 0) return text("desk.preview.video");
  const bool comes = state.sends_video(state.item.draft);
  return text(comes ? "desk.preview.video_later" : "desk.preview.no_video");
}

void draw_notes(const State& state) {
  const Preview& preview = *state.preview;
  const bool video = ItemKind(state.item.kind) == ItemKind::Video;
  if (video) {
    ui::paragraph(video_note(state), ui::Tone::Muted);
  } else if (preview.pages == 0) {
    ui::paragraph(text("desk.preview.nothing"), ui::Tone::Muted);
  } else if (preview.pages > 1) {
    ui::paragraph(text("desk.preview.split", {{"pages", std::to_string(preview.pages)}}),
                  ui::Tone::Muted);
  }
  if (!video && state.coming_to(state.item.draft) > 0) {
    ui::paragraph(text("desk.preview.pictures_later"), ui::Tone::Muted);
  }
  if (preview.version) {
    ui::gap(6);
    ui::paragraph(text("desk.preview.version", {{"hash", hash_words(*preview.version)}}),
                  ui::Tone::Accent);
  }
}

bool draw_picture(const State& state, const std::string& id) {
  return ui::picture(id, text("desk.preview.picture"), state.preview->picture);
}

void set_large(const State& state, bool large, Commands& commands) {
  PreviewForm form = state.preview_form;
  form.large = large;
  commands.push_back(Edit{form});
}

}  // namespace

Size preview_room_px(const State& state) {
  if (state.page == Page::Plan) return plan_room_px();
  if (state.page == Page::Boards) return board_room_px();
  if (!state.preview_form.large) {
    return ui::picture_room_px(kPaneWidth - 2 * kPadding, kPreviewHeight);
  }
  const ui::Area window = ui::window_area();
  return ui::picture_room_px(std::min(1400.0F, window.width - 120), window.height - kSheetAround);
}

float preview_width() { return kPaneWidth; }

void draw_preview_button(const State& state, Commands& commands) {
  if (!state.preview) return;
  ui::at_right(ui::button_width(icon::kMagnify, text("desk.preview.show")));
  if (ui::button("preview.show", icon::kMagnify, text("desk.preview.show"), ui::Look::Secondary)) {
    set_large(state, true, commands);
  }
}

void draw_preview(const State& state, Instant now, Commands& commands) {
  ui::begin_card("preview", kPaneWidth, 0);
  ui::words(text("desk.preview.title"), ui::Tone::Plain, ui::Type::Bold);
  draw_kinds(state, commands);
  if (!state.preview) {
    ui::paragraph(text("desk.preview.waits"), ui::Tone::Muted);
  } else if (!state.preview_form.large) {
    if (draw_picture(state, "preview.picture")) set_large(state, true, commands);
    draw_pages(state, "preview", commands);
    draw_notes(state);
    ui::gap(6);
    if (ui::button("preview.large", icon::kMagnify, text("desk.preview.large"),
                   ui::Look::Secondary)) {
      set_large(state, true, commands);
    }
  }
  if (state.page == Page::Compose) {
    // By itself: it scrolls, and leaves the picture its width.
    ui::begin_plain("preview.cautions", 0);
    draw_cautions(state, now, commands);
    ui::end_plain();
  }
  ui::end_card();
}

void draw_large_preview(const State& state, Commands& commands) {
  if (!state.preview) return;
  const float width = ui::window_area().width - 72;
  ui::begin_sheet("preview_sheet", text("desk.preview.title"), std::min(1460.0F, width));
  if (draw_picture(state, "large.picture")) set_large(state, false, commands);
  draw_pages(state, "large", commands);
  ui::beside();
  ui::at_right(ui::button_width(icon::kClose, text("desk.close")));
  if (ui::button("large.close", icon::kClose, text("desk.close"), ui::Look::Secondary)) {
    set_large(state, false, commands);
  }
  if (state.preview->version) {
    ui::paragraph(text("desk.preview.version", {{"hash", hash_words(*state.preview->version)}}),
                  ui::Tone::Accent);
  }
  if (ui::end_sheet()) set_large(state, false, commands);
}

}  // namespace bangtin::desk
