#include "player/glass/glass_canvas.h"

#include <algorithm>
#include <optional>

#include "player/glass/compose_part.h"
#include "shared/compose/palette.h"
#include "shared/compose/scene.h"

namespace bangtin {
namespace {

Rect rect_of(const Part& part) {
  const Selection& selection = part.generation->manifest.selection;
  if (part.card) return {0, 0, selection.canvas_px.width_px, selection.canvas_px.height_px};
  return selection.layouts[part.layout].zones[part.zone.zone].rect_px;
}

constexpr Color kBlack = 0xff000000;

/// The part of `rect` that lies on a canvas of this size; sides of 0 when there is none.
Rect inside(Rect rect, Size canvas_px) {
  const int left = std::clamp(rect.x_px, 0, canvas_px.width_px);
  const int top = std::clamp(rect.y_px, 0, canvas_px.height_px);
  const int right = std::clamp(rect.x_px + rect.width_px, left, canvas_px.width_px);
  const int bottom = std::clamp(rect.y_px + rect.height_px, top, canvas_px.height_px);
  return {left, top, right - left, bottom - top};
}

}  // namespace

bool GlassCanvas::draw_ticker(const Part& part, Drawn& drawn, Instant now) {
  const Page* page = page_of(part);
  const Bitmap& strip = *drawn.bitmap;
  const Rect& rect = drawn.rect_px;
  const int x =
      ticker_offset_px(rect.width_px, strip.width(), page->duration, now - part.zone.since);
  if (x == drawn.ticker_x_px) return false;
  drawn.ticker_x_px = x;
  const Color ground =
      Composer::ticker_background(part.generation->manifest.items[part.zone.item].content);
  const Rect visible = inside(rect, canvas_.size);
  // Both are opaque: rows are copied, which is what blending would come to.
  for (int row = 0; row < visible.height_px; ++row) {
    std::uint32_t* to = canvas_.row(visible.y_px + row) + visible.x_px;
    const int strip_row = visible.y_px + row - rect.y_px;
    const int skipped = visible.x_px - rect.x_px;
    const int begin = std::clamp(x - skipped, 0, visible.width_px);
    const int end = std::clamp(x - skipped + strip.width(), begin, visible.width_px);
    std::fill(to, to + begin, ground);
    if (strip_row < strip.height() && end > begin) {
      const std::uint32_t* from = strip.row(strip_row) + (begin + skipped - x);
      std::copy(from, from + (end - begin), to + begin);
    }
    std::fill(to + end, to + visible.width_px, ground);
  }
  return true;
}

std::optional<Rect> GlassCanvas::draw_clip(const Part& part, Drawn& drawn, ClipDeck& clips,
                                           Instant now) {
  if (drawn.clip_run != 0 && clips.failed(part)) {
    // What broke off does not stand still for the rest of its time: the poster does.
    drawn.clip_run = 0;
    blit(canvas_, *drawn.bitmap, drawn.rect_px.x_px, drawn.rect_px.y_px);
    return drawn.rect_px;
  }
  const auto [run, frame] = clips.shown(part, now);
  if (frame == nullptr || (run == drawn.clip_run && frame->pts == drawn.clip_pts)) {
    return std::nullopt;
  }
  const Rect area = clip_rect({frame->width_px, frame->height_px}, drawn.rect_px);
  const Rect visible = inside(area, canvas_.size);
  if (visible != area || area.width_px == 0 || area.height_px == 0) return std::nullopt;
  if (!painter_.paint(*frame, canvas_, area)) return std::nullopt;
  drawn.clip_run = run;
  drawn.clip_pts = frame->pts;
  return area;
}

void GlassCanvas::draw_part(const Part& part, Drawn& drawn, const BitmapPtr& bitmap,
                            ClipDeck& clips, Instant now, Change& change) {
  const bool ticker =
      !part.card && part.zone.content == ZoneScene::Content::Ticker && page_of(part) != nullptr;
  moves_ = moves_ || ticker;
  PartKey key = key_of(part);
  const bool fresh = drawn.bitmap == nullptr || drawn.key != key;
  const bool empty = !part.card && part.zone.content == ZoneScene::Content::Empty;
  if (fresh && !bitmap && (!empty || drawn.key == key)) return;
  if (fresh) {
    drawn.key = std::move(key);
    drawn.bitmap = bitmap;
    drawn.ticker_x_px = drawn.rect_px.width_px + 1;  // No ticker ever stands there.
    drawn.clip_run = 0;
    if (!bitmap) {
      fill(canvas_, drawn.rect_px, palette::kNight);
    } else if (!ticker) {
      blit(canvas_, *bitmap, drawn.rect_px.x_px, drawn.rect_px.y_px);
    }
  }
  const bool moved = ticker && draw_ticker(part, drawn, now);
  const std::optional<Rect> played = draw_clip(part, drawn, clips, now);
  if (!fresh && !moved && !played) return;
  change.scene = change.scene || fresh;
  change.damage.push_back(fresh || moved ? inside(drawn.rect_px, canvas_.size) : *played);
  if (!part.card) change.zones.push_back(part.zone.zone);
}

GlassCanvas::Change GlassCanvas::draw(const Frame& frame, const Shelf& shelf, ClipDeck& clips,
                                      Instant now) {
  Change change;
  const std::vector<Part> parts = parts_of(frame);
  const bool card = frame.scene.kind == Scene::Kind::Card;
  const bool dark = !frame.scene.panel_on;
  const bool anew = dark != dark_ || generation_ != frame.generation || card_ != card ||
                    (!card && layout_ != frame.scene.layout);
  if (anew) {
    // Nothing of another generation or layout stays: all parts or none.
    if (!std::ranges::all_of(parts,
                             [&](const Part& part) { return shelf.bitmap(part) != nullptr; })) {
      return change;
    }
    generation_ = frame.generation;
    dark_ = dark;
    card_ = card;
    layout_ = frame.scene.layout;
    canvas_ =
        Bitmap(frame.generation->manifest.selection.canvas_px, dark ? kBlack : palette::kNight);
    drawn_.clear();
    for (const Part& part : parts) drawn_.push_back({rect_of(part), {}, nullptr});
  }
  moves_ = false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    draw_part(parts[i], drawn_[i], shelf.bitmap(parts[i]), clips, now, change);
  }
  if (anew) {
    change.scene = true;
    change.damage = {{0, 0, canvas_.width(), canvas_.height()}};
  }
  return change;
}

}  // namespace bangtin
