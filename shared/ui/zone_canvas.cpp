#include "shared/ui/zone_canvas.h"

#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "imgui_internal.h"
#include "shared/ui/draw.h"
#include "shared/ui/icons.h"

namespace bangtin::ui {
namespace {

constexpr int kKeyStep = kZoneWhole / 100;
/// This near an edge is taken, and stands at another; and by that the mouse has to move before it
/// is a drawing. Logical pixels.
constexpr float kEdgeReach = 8;
constexpr float kStirMin = 4;
constexpr float kGround = 0.78F;

/// Where the canvas stands, in pixels of the window.
struct Sheet {
  ImVec2 low, high;
  int share_x(float x) const { return share(x - low.x, high.x - low.x); }
  int share_y(float y) const { return share(y - low.y, high.y - low.y); }
  int reach_x() const { return share(px(kEdgeReach), high.x - low.x); }
  int reach_y() const { return share(px(kEdgeReach), high.y - low.y); }
  ImVec2 at(int x, int y) const {
    return {std::round(low.x + (high.x - low.x) * float(x) / kZoneWhole),
            std::round(low.y + (high.y - low.y) * float(y) / kZoneWhole)};
  }

 private:
  static int share(float part, float whole) {
    return whole <= 0 ? 0 : int(std::lround(part / whole * kZoneWhole));
  }
};

/// What the mouse took, where it was pressed; no shape: free ground.
struct ZoneHold {
  std::optional<std::size_t> shape;
  ZoneGrip grip;
  int x = 0, y = 0;
};

/// The selected shape is taken before the others, an edge before an inside.
ZoneHold zone_held(const ZoneCanvas& canvas, const Sheet& sheet, ImVec2 mouse) {
  ZoneHold hold;
  hold.x = sheet.share_x(mouse.x);
  hold.y = sheet.share_y(mouse.y);
  int best = 0;
  for (std::size_t i = 0; i < canvas.shapes.size(); ++i) {
    const ZoneShape& shape = canvas.shapes[i];
    ZoneGrip grip;
    if (!grip_at(shape.rect, hold.x, hold.y, sheet.reach_x(), sheet.reach_y(), grip)) continue;
    const ZoneRect& rect = shape.rect;
    const bool inside = hold.x >= rect.left && hold.x <= rect.right() && hold.y >= rect.top &&
                        hold.y <= rect.bottom();
    const int rank = 1 + (inside ? 1 : 0) + (shape.selected ? 2 : 0);
    if (rank <= best) continue;
    best = rank;
    hold.shape = i;
    hold.grip = grip;
  }
  return hold;
}

std::vector<ZoneRect> others_of(const ZoneCanvas& canvas, std::optional<std::size_t> shape) {
  std::vector<ZoneRect> others;
  for (std::size_t i = 0; i < canvas.shapes.size(); ++i) {
    if (i != shape) others.push_back(canvas.shapes[i].rect);
  }
  return others;
}

ImGuiMouseCursor cursor_of(const ZoneHold& hold) {
  if (!hold.shape) return ImGuiMouseCursor_Arrow;
  if (hold.grip.is_whole()) return ImGuiMouseCursor_ResizeAll;
  if (hold.grip.x == 0) return ImGuiMouseCursor_ResizeNS;
  if (hold.grip.y == 0) return ImGuiMouseCursor_ResizeEW;
  return hold.grip.x == hold.grip.y ? ImGuiMouseCursor_ResizeNWSE : ImGuiMouseCursor_ResizeNESW;
}

ImU32 pale(Colour colour) {
  return to_u32(between(rgb_of(colour), rgb_of(Colour::Card), kGround), 255);
}

std::string percent(int share) { return std::to_string((share + kKeyStep / 2) / kKeyStep) + " %"; }

void draw_grips(ImVec2 low, ImVec2 high) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float half = px(4);
  const float middle_x = (low.x + high.x) / 2, middle_y = (low.y + high.y) / 2;
  for (const float x : {low.x, middle_x, high.x}) {
    for (const float y : {low.y, middle_y, high.y}) {
      if (x == middle_x && y == middle_y) continue;
      draw.AddRectFilled({x - half, y - half}, {x + half, y + half}, to_u32(Colour::Card), px(2));
      draw.AddRect({x - half, y - half}, {x + half, y + half}, to_u32(Colour::AccentStrong), px(2),
                   0, px(1.4F));
    }
  }
}

/// Name and size, as far as there is room.
void draw_words(const ZoneShape& shape, ImVec2 low, ImVec2 high) {
  const float line = ImGui::GetFontSize();
  const float pad = px(8);
  if (high.y - low.y < line || high.x - low.x < 3 * line) return;
  const std::string size = percent(shape.rect.width) + " × " + percent(shape.rect.height);
  const bool both = high.y - low.y >= 2 * line + pad;
  const float top = low.y + (high.y - low.y - (both ? 2 * line : line)) / 2;
  const std::string name =
      shape.fault.empty() ? shape.name : std::string(icon::kAlert) + " " + shape.name;
  const Colour ink = shape.fault.empty() ? Colour::Ink : Colour::Bad;
  words_until({low.x + pad, top}, high.x - pad / 2, name, ink);
  if (both) words_until({low.x + pad, top + line}, high.x - pad / 2, size, Colour::Ink);
}

void draw_shape(const ZoneShape& shape, const ZoneRect& rect, const Sheet& sheet) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 low = sheet.at(rect.left, rect.top), high = sheet.at(rect.right(), rect.bottom());
  draw.AddRectFilled(low, high, pale(shape.fault.empty() ? shape.colour : Colour::Bad));
  const Colour edge = shape.fault.empty() ? shape.colour : Colour::Bad;
  draw.AddRect(low, high, to_u32(shape.selected ? Colour::AccentStrong : edge), 0, 0,
               px(shape.selected ? 2.6F : 1.4F));
  ZoneShape told = shape;
  told.rect = rect;
  draw_words(told, low, high);
}

/// The arrow that was pressed, in steps.
struct Arrow {
  int x = 0, y = 0;
};

/// Takes the arrows from whoever else would go along with them.
Arrow arrow_key(ImGuiID id) {
  Arrow arrow;
  const std::pair<ImGuiKey, Arrow> keys[] = {{ImGuiKey_LeftArrow, {-1, 0}},
                                             {ImGuiKey_RightArrow, {1, 0}},
                                             {ImGuiKey_UpArrow, {0, -1}},
                                             {ImGuiKey_DownArrow, {0, 1}}};
  for (const auto& [key, step] : keys) {
    ImGui::SetKeyOwner(key, id);
    if (ImGui::IsKeyPressed(key)) arrow = step;
  }
  return arrow;
}

/// The one after that which is selected; after the last, the first.
std::optional<std::size_t> next_shape(const ZoneCanvas& canvas) {
  if (canvas.shapes.empty()) return std::nullopt;
  const auto selected = std::ranges::find_if(canvas.shapes, &ZoneShape::selected);
  if (selected == canvas.shapes.end()) return 0;
  return std::size_t(selected - canvas.shapes.begin() + 1) % canvas.shapes.size();
}

/// What keys do with the selected shape while the canvas, the last item, has the keyboard.
void take_keys(const ZoneCanvas& canvas, ZoneDeed& deed) {
  const auto selected = std::ranges::find_if(canvas.shapes, &ZoneShape::selected);
  if (!ImGui::IsItemFocused() || ImGui::GetCurrentContext()->ActiveId != 0) return;
  if (ImGui::IsKeyPressed(ImGuiKey_Enter, false)) deed.pressed = next_shape(canvas);
  if (selected == canvas.shapes.end()) return;
  const std::size_t shape = std::size_t(selected - canvas.shapes.begin());
  const Arrow arrow = arrow_key(ImGui::GetItemID());
  if (ImGui::IsKeyPressed(ImGuiKey_Delete, false)) deed.removed = shape;
  if (arrow.x == 0 && arrow.y == 0) return;
  const ZoneGrip grip = ImGui::GetIO().KeyShift ? ZoneGrip{arrow.x != 0, arrow.y != 0} : ZoneGrip{};
  const ZoneRect rect =
      drawn_by(selected->rect, grip, arrow.x * kKeyStep, arrow.y * kKeyStep, {}, {});
  if (rect != selected->rect) deed.change = ZoneChange{shape, rect};
}

/// The shape, or free ground, as the mouse has it in hand now.
ZoneRect in_hand(const ZoneCanvas& canvas, const Sheet& sheet, const ZoneHold& hold) {
  const ImGuiIO& io = ImGui::GetIO();
  const int x = sheet.share_x(io.MousePos.x), y = sheet.share_y(io.MousePos.y);
  const ZoneSnap snap =
      io.KeyShift ? ZoneSnap{} : ZoneSnap{sheet.reach_x(), sheet.reach_y(), kKeyStep};
  const std::vector<ZoneRect> others = others_of(canvas, hold.shape);
  if (!hold.shape) return spanned(hold.x, hold.y, x, y, others, snap);
  return drawn_by(canvas.shapes[*hold.shape].rect, hold.grip, x - hold.x, y - hold.y, others, snap);
}

bool is_stirred() {
  const ImGuiIO& io = ImGui::GetIO();
  return io.MouseDragMaxDistanceSqr[0] >= px(kStirMin) * px(kStirMin);
}

/// What the mouse does with the canvas, the last item. Draws the shapes.
void take_mouse(const ZoneCanvas& canvas, const Sheet& sheet, ZoneDeed& deed) {
  const ImGuiIO& io = ImGui::GetIO();
  // Escape takes the mouse from the canvas before it is let go.
  const bool dropped = ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(0);
  const bool held = ImGui::IsItemActive() && ImGui::IsMouseDown(0);
  std::optional<ZoneHold> hold;
  if (held || dropped) hold = zone_held(canvas, sheet, io.MouseClickedPos[0]);
  const bool draws = hold && is_stirred();
  for (std::size_t i = 0; i < canvas.shapes.size(); ++i) {
    if (!draws || hold->shape != i) draw_shape(canvas.shapes[i], canvas.shapes[i].rect, sheet);
  }
  if (draws) {
    const ZoneRect rect = in_hand(canvas, sheet, *hold);
    ZoneShape shape = hold->shape ? canvas.shapes[*hold->shape] : ZoneShape{};
    shape.selected = true;
    draw_shape(shape, rect, sheet);
    if (dropped && hold->shape && rect != shape.rect) deed.change = ZoneChange{*hold->shape, rect};
    if (dropped && !hold->shape && rect.width > 0 && rect.height > 0) deed.drawn = rect;
  } else if (dropped) {
    deed.pressed = hold->shape;
  }
  for (const ZoneShape& shape : canvas.shapes) {
    if (!draws && shape.selected) {
      draw_grips(sheet.at(shape.rect.left, shape.rect.top),
                 sheet.at(shape.rect.right(), shape.rect.bottom()));
    }
  }
  if (!ImGui::IsItemHovered() && !held) return;
  const ZoneHold under = hold ? *hold : zone_held(canvas, sheet, io.MousePos);
  ImGui::SetMouseCursor(cursor_of(under));
  if (!hold && under.shape) show_tip(canvas.shapes[*under.shape].fault);
}

}  // namespace

ZoneDeed zone_canvas(const ZoneCanvas& canvas) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size{px(canvas.width), px(canvas.height)};
  const Sheet sheet{at, {at.x + size.x, at.y + size.y}};
  ZoneDeed deed;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  if (!canvas.editable) {
    draw.AddRectFilled(sheet.low, sheet.high, to_u32(Colour::PictureGround));
    for (const ZoneShape& shape : canvas.shapes) {
      const ImVec2 low = sheet.at(shape.rect.left, shape.rect.top);
      const ImVec2 high = sheet.at(shape.rect.right(), shape.rect.bottom());
      draw.AddRectFilled(low, high, pale(shape.colour));
      draw.AddRect(low, high, to_u32(shape.colour), 0, 0, px(1));
    }
    ImGui::Dummy(size);
    return deed;
  }
  const std::string label = labelled(canvas.label, canvas.id);
  const bool activated = ImGui::InvisibleButton(label.c_str(), size);
  log_label(ImGui::GetItemID(), label);
  draw.AddRectFilled(sheet.low, sheet.high, to_u32(Colour::PictureGround));
  take_mouse(canvas, sheet, deed);
  const bool has_keyboard = ImGui::IsItemFocused();
  draw.AddRect(sheet.low, sheet.high, to_u32(has_keyboard ? Colour::Accent : Colour::BoxLine), 0, 0,
               px(has_keyboard ? 2 : 1));
  take_keys(canvas, deed);
  if (activated && !ImGui::IsMouseReleased(0)) deed.pressed = next_shape(canvas);
  return deed;
}

}  // namespace bangtin::ui
