#include "shared/ui/grid.h"

#include <algorithm>

#include "imgui.h"
#include "imgui_internal.h"
#include "shared/ui/draw.h"
#include "shared/ui/pictures.h"

namespace bangtin::ui {
namespace {

constexpr float kGridRowHeight = 62;  ///< of list_row
constexpr float kTileWidthMin = 172;
constexpr float kTileGap = 10;
constexpr float kPictureHeight = 112;
constexpr float kWordsHeight = 58;
constexpr float kCellMargin = 6;

/// As large as the box lets it, its shape kept, in the middle.
void draw_fitted(void* texture, const Bitmap& bitmap, ImVec2 low, ImVec2 high) {
  const float by =
      std::min((high.x - low.x) / float(bitmap.width()), (high.y - low.y) / float(bitmap.height()));
  const float width = float(bitmap.width()) * by, height = float(bitmap.height()) * by;
  const ImVec2 at{(low.x + high.x - width) / 2, (low.y + high.y - height) / 2};
  ImGui::GetWindowDrawList()->AddImage(texture, at, {at.x + width, at.y + height});
}

void draw_picture(const Tile& tile, ImVec2 low, ImVec2 high) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddRectFilled(low, high, to_u32(Colour::PictureGround), px(4));
  void* texture = tile.picture ? TextureStore::active_texture_of(tile.picture) : nullptr;
  if (texture != nullptr) {
    draw_fitted(texture, *tile.picture, low, high);
  } else {
    const ImVec2 size = ImGui::CalcTextSize(tile.icon);
    draw.AddText({(low.x + high.x - size.x) / 2, (low.y + high.y - size.y) / 2},
                 to_u32(Colour::Muted), tile.icon);
  }
  if (tile.corner.empty()) return;
  const ImVec2 size = ImGui::CalcTextSize(tile.corner.c_str());
  const ImVec2 at{high.x - size.x - px(8), high.y - size.y - px(5)};
  draw.AddRectFilled({at.x - px(5), at.y - px(2)}, {high.x - px(3), high.y - px(3)},
                     to_u32(Colour::OverPicture, 215), px(3));
  words_at(at, tile.corner, Colour::OnPicture);
}

bool draw_tile(const Tile& tile, float width_px) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size{width_px, px(kPictureHeight + kWordsHeight)};
  ImGui::PushStyleColor(ImGuiCol_Text, 0);
  const bool pressed = ImGui::Selectable(labelled(tile.title, tile.id).c_str(), false,
                                         ImGuiSelectableFlags_NoPadWithHalfSpacing, size);
  ImGui::PopStyleColor();
  const ImVec2 high{at.x + size.x, at.y + size.y};
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  if (tile.selected) draw.AddRectFilled(at, high, to_u32(Colour::Selected), px(6));
  const float margin = px(kCellMargin);
  const float bottom = at.y + px(kPictureHeight);
  draw_picture(tile, {at.x + margin, at.y + margin}, {high.x - margin, bottom});
  if (tile.selected) draw.AddRect(at, high, to_u32(Colour::Accent), px(6), 0, px(2));
  words_until({at.x + px(8), bottom + px(5)}, high.x - px(8), tile.title, Colour::Ink);
  const Colour tone = colour_of(tile.status.tone);
  const ImVec2 status{at.x + px(8), bottom + px(29)};
  draw.AddText(status, to_u32(tone), tile.status.icon);
  words_until({status.x + ImGui::CalcTextSize(tile.status.icon).x + px(6), status.y},
              high.x - px(8), tile.status.word, tone);
  return pressed;
}

}  // namespace

void list_rows(std::size_t count, const std::function<void(std::size_t)>& draw) {
  ImGuiListClipper clipper;
  clipper.Begin(int(count), px(kGridRowHeight) + ImGui::GetStyle().ItemSpacing.y);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) draw(std::size_t(i));
  }
}

std::optional<std::size_t> tiles(std::size_t count,
                                 const std::function<Tile(std::size_t)>& tile_of) {
  const float room = ImGui::GetContentRegionAvail().x, gap_px = px(kTileGap);
  const auto columns =
      std::max<std::size_t>(1, std::size_t((room + gap_px) / (px(kTileWidthMin) + gap_px)));
  const float width = (room - gap_px * float(columns - 1)) / float(columns);
  std::optional<std::size_t> pressed;
  ImGuiListClipper clipper;
  clipper.Begin(int((count + columns - 1) / columns),
                px(kPictureHeight + kWordsHeight) + ImGui::GetStyle().ItemSpacing.y);
  while (clipper.Step()) {
    for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
      const std::size_t first = std::size_t(row) * columns;
      const std::size_t end = std::min(count, first + columns);
      for (std::size_t i = first; i < end; ++i) {
        if (i > first) beside(kTileGap);
        if (draw_tile(tile_of(i), width)) pressed = i;
      }
    }
  }
  return pressed;
}

}  // namespace bangtin::ui
