#include "shared/ui/order_list.h"

#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "imgui_internal.h"
#include "shared/ui/draw.h"
#include "shared/ui/icons.h"

namespace bangtin::ui {
namespace {

constexpr float kRowHeight = 46;
constexpr float kButton = 38;
constexpr float kButtonGap = 4;
constexpr float kTextLeft = 28;
/// By that the mouse has to move before a row is dragged, and this near to an end of what can be
/// seen the list scrolls, in logical pixels.
constexpr float kDragMin = 5;
constexpr float kScrollReach = 26;
constexpr float kScrollStep = 7;

/// Where the rows stand, in pixels of the window.
struct Frame {
  float left = 0, right = 0, top = 0;
  float pitch = 0;  ///< from row to row
  std::size_t count = 0;
  /// Before which row the mouse would put one.
  std::size_t gap_at(float y) const {
    const float place = std::round((y - top) / pitch);
    return std::size_t(std::clamp(place, 0.0F, float(count)));
  }
};

bool is_dragged() {
  const ImGuiIO& io = ImGui::GetIO();
  return io.MouseDragMaxDistanceSqr[0] >= px(kDragMin) * px(kDragMin);
}

void draw_grip(ImVec2 at, float height) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  for (int dot = 0; dot < 6; ++dot) {
    const float x = at.x + px(8) + px(6) * float(dot % 2);
    const float y = at.y + height / 2 + px(6) * float(dot / 2 - 1);
    draw.AddCircleFilled({x, y}, px(1.6F), to_u32(Colour::Muted));
  }
}

void draw_row(const OrderRow& row, const std::string& title, ImVec2 at, float right) {
  const float aside = ImGui::CalcTextSize(row.aside.c_str()).x;
  const float left = at.x + px(kTextLeft);
  draw_grip(at, px(kRowHeight));
  words_until({left, at.y + px(2)}, right - px(6), title, Colour::Ink);
  const float y = at.y + px(23);
  const Colour tone = colour_of(row.status.tone);
  words_at({left, y}, row.status.icon, tone);
  const float status = left + ImGui::CalcTextSize(row.status.icon).x + px(6);
  const float status_width = ImGui::CalcTextSize(row.status.word.c_str()).x;
  const float aside_left = right - px(6) - aside;
  // Where there is no room for both the status is what must be read.
  const bool both = status + status_width + px(10) <= aside_left;
  words_until({status, y}, right - px(6), row.status.word, tone);
  if (both && !row.aside.empty()) words_at({aside_left, y}, row.aside, Colour::Muted);
}

/// The line where the row will stand, and its title at the mouse.
void draw_way(const Frame& frame, std::size_t gap, const std::string& title) {
  const float y = frame.top + float(gap) * frame.pitch - (frame.pitch - px(kRowHeight)) / 2;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  straight_line({frame.left, y}, {frame.right, y}, Colour::AccentStrong, 3);
  draw.AddCircleFilled({frame.left + px(3), y}, px(5), to_u32(Colour::AccentStrong));
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const ImVec2 low{frame.left + px(kTextLeft - 8), mouse.y - px(15)};
  const ImVec2 high{frame.right, mouse.y + px(15)};
  ImDrawList& above = *ImGui::GetForegroundDrawList();
  above.AddRectFilled(low, high, to_u32(Colour::Selected), px(6));
  above.AddRect(low, high, to_u32(Colour::AccentStrong), px(6), 0, px(1.4F));
  const std::string shown = shortened(title, high.x - low.x - px(16));
  above.AddText({low.x + px(8), mouse.y - ImGui::GetFontSize() / 2}, to_u32(Colour::Ink),
                shown.c_str());
}

void scroll_at_ends() {
  const ImGuiWindow& window = *ImGui::GetCurrentWindow();
  const float y = ImGui::GetIO().MousePos.y;
  if (y < window.InnerClipRect.Min.y + px(kScrollReach)) {
    ImGui::SetScrollY(std::max(0.0F, ImGui::GetScrollY() - px(kScrollStep)));
  } else if (y > window.InnerClipRect.Max.y - px(kScrollReach)) {
    ImGui::SetScrollY(std::min(ImGui::GetScrollMaxY(), ImGui::GetScrollY() + px(kScrollStep)));
  }
}

/// A row let go before that gap; nothing where it would stand as it did.
std::optional<OrderMove> moved_to(std::size_t row, std::size_t gap) {
  const std::size_t to = gap > row ? gap - 1 : gap;
  if (to == row) return std::nullopt;
  return OrderMove{row, to};
}

std::string numbered(const std::vector<OrderRow>& rows, std::size_t row) {
  return std::to_string(row + 1) + ". " + rows[row].title;
}

/// Where by now that stands which the mouse took from the row that is the last item: there, as long
/// as rows did not change. Nothing when it is gone.
std::optional<std::size_t> row_taken(const std::vector<OrderRow>& rows, std::size_t row) {
  ImGuiStorage& kept = *ImGui::GetStateStorage();
  const ImGuiID taken = ImGui::GetID("taken");
  const auto key_of = [&](const OrderRow& one) { return int(ImGui::GetID(one.key.c_str())); };
  if (ImGui::IsItemActivated()) kept.SetInt(taken, key_of(rows[row]));
  const int key = kept.GetInt(taken, 0);
  if (key_of(rows[row]) == key) return row;
  const auto found = std::ranges::find(rows, key, key_of);
  if (found == rows.end()) return std::nullopt;
  return std::size_t(found - rows.begin());
}

/// What the mouse does with the row that is the last item.
std::optional<OrderMove> take_mouse(const Frame& frame, const std::vector<OrderRow>& rows,
                                    std::size_t row) {
  // Escape takes the mouse from the row before it is let go.
  const bool dropped = ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(0);
  const bool held = ImGui::IsItemActive() && ImGui::IsMouseDown(0);
  if (!dropped && !held) return std::nullopt;
  const std::optional<std::size_t> taken = row_taken(rows, row);
  if (!taken || !is_dragged()) return std::nullopt;
  const std::size_t gap = frame.gap_at(ImGui::GetIO().MousePos.y);
  if (dropped) return moved_to(*taken, gap);
  ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
  scroll_at_ends();
  draw_way(frame, gap, numbered(rows, *taken));
  return std::nullopt;
}

/// What keys do with the row that is the last item and has the keyboard.
void take_keys(std::size_t row, std::size_t count, bool stays, OrderDeed& deed) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!ImGui::IsItemFocused() || ImGui::GetCurrentContext()->ActiveId != 0) return;
  // Alt alone leads to a menu, which would take the keyboard away.
  ImGui::SetKeyOwner(ImGuiMod_Alt, ImGui::GetItemID());
  if (io.KeyAlt && row > 0 && ImGui::IsKeyPressed(ImGuiKey_UpArrow)) {
    deed.move = {row, row - 1};
  } else if (io.KeyAlt && row + 1 < count && ImGui::IsKeyPressed(ImGuiKey_DownArrow)) {
    deed.move = {row, row + 1};
  } else if (!stays && !io.KeyAlt && !io.KeyCtrl && ImGui::IsKeyPressed(ImGuiKey_Delete, false)) {
    deed.removed = row;
  }
}

/// The buttons at the right of a row.
void draw_buttons(const std::string& id, std::size_t row, std::size_t count, bool stays,
                  const OrderWords& words, OrderDeed& deed) {
  if (icon_button(id + ".up", icon::kArrowUp, words.up, row > 0)) deed.move = {row, row - 1};
  beside(kButtonGap);
  if (icon_button(id + ".down", icon::kArrowDown, words.down, row + 1 < count))
    deed.move = {row, row + 1};
  beside(kButtonGap);
  if (icon_button(id + ".remove", icon::kDelete, words.remove, !stays)) deed.removed = row;
}

}  // namespace

OrderDeed order_list(std::string_view id, const std::vector<OrderRow>& rows,
                     const OrderWords& words) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float buttons = px(3 * kButton + 3 * kButtonGap);
  const Frame frame{at.x, at.x + width - buttons, at.y, px(kRowHeight + 6), rows.size()};
  ImGuiStorage& kept = *ImGui::GetStateStorage();
  const ImGuiID moved_id = ImGui::GetID(std::string(id).c_str());
  // The row that was moved keeps the keyboard in its new place.
  const int moved = kept.GetInt(moved_id, 0) - 1;
  kept.SetInt(moved_id, 0);
  OrderDeed deed;
  ImGui::BeginGroup();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string name = std::string(id) + "." + std::to_string(i);
    const std::string title = numbered(rows, i);
    const ImVec2 row_at{at.x, at.y + float(i) * frame.pitch};
    ImGui::SetCursorScreenPos(row_at);
    ImGui::PushStyleColor(ImGuiCol_Text, 0);
    ImGui::Selectable(labelled(title, name).c_str(), false,
                      ImGuiSelectableFlags_NoPadWithHalfSpacing,
                      {frame.right - frame.left, px(kRowHeight)});
    ImGui::PopStyleColor();
    if (moved == int(i)) {
      ImGui::FocusItem();
      ImGui::ScrollToItem();
    }
    draw_row(rows[i], title, row_at, frame.right);
    take_keys(i, rows.size(), rows[i].stays, deed);
    if (const auto move = take_mouse(frame, rows, i)) deed.move = move;
    ImGui::SetCursorScreenPos({frame.right + px(kButtonGap), row_at.y + px(4)});
    draw_buttons(name, i, rows.size(), rows[i].stays, words, deed);
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, float(rows.size()) * frame.pitch});
  ImGui::EndGroup();
  if (deed.move) kept.SetInt(moved_id, int(deed.move->to) + 1);
  return deed;
}

}  // namespace bangtin::ui
