#include "shared/ui/pictures.h"

#include <algorithm>

#include "imgui.h"
#include "shared/ui/draw.h"

namespace bangtin::ui {
namespace {

/// Logical pixels of the dark frame at each side.
constexpr float kFrame = 6;

TextureStore* active_store = nullptr;

}  // namespace

void TextureStore::activate(TextureStore* store) { active_store = store; }

void* TextureStore::active_texture_of(const std::shared_ptr<const Bitmap>& bitmap) {
  return active_store == nullptr ? nullptr : active_store->texture_of(bitmap);
}

Size picture_room_px(float width, float height) {
  return {std::max(1, int(px(width - 2 * kFrame))), std::max(1, int(px(height - 2 * kFrame)))};
}

bool picture(std::string_view id, std::string_view label,
             const std::shared_ptr<const Bitmap>& bitmap) {
  const float frame = px(kFrame);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size{float(bitmap->width()) + 2 * frame, float(bitmap->height()) + 2 * frame};
  const bool clicked = ImGui::InvisibleButton(labelled(label, id).c_str(), size);
  log_label(ImGui::GetItemID(), labelled(label, id));
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddRectFilled(at, {at.x + size.x, at.y + size.y}, to_u32(Colour::PictureFrame), px(8));
  void* texture = TextureStore::active_texture_of(bitmap);
  if (texture != nullptr) {
    draw.AddImage(texture, {at.x + frame, at.y + frame},
                  {at.x + size.x - frame, at.y + size.y - frame});
  }
  return clicked;
}

}  // namespace bangtin::ui
