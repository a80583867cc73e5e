#include "shared/ui/shortcuts.h"

#include <utility>

#include "imgui.h"
#include "imgui_internal.h"

namespace bangtin::ui {
namespace {

struct LeftKey {
  const ImGuiContext* context = nullptr;
  int frame = 0;
  HistoryKey key = HistoryKey::None;
};
LeftKey left_key;

/// A page may look for keys before the field of this frame, or behind it.
HistoryKey take_left_key(const ImGuiContext& g) {
  const LeftKey left = std::exchange(left_key, {});
  const bool fresh = left.context == &g && g.FrameCount - left.frame <= 1;
  return fresh ? left.key : HistoryKey::None;
}

}  // namespace

void leave_history_key(HistoryKey key) {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  left_key = {&g, g.FrameCount, key};
}

HistoryKey history_key() {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  const bool blocked = (g.CurrentItemFlags & ImGuiItemFlags_Disabled) != 0;
  if (blocked) return HistoryKey::None;
  if (const HistoryKey left = take_left_key(g); left != HistoryKey::None) return left;
  if (g.ActiveId != 0 || !g.IO.KeyCtrl || g.IO.KeyAlt) return HistoryKey::None;
  if (ImGui::IsKeyPressed(ImGuiKey_Y)) return HistoryKey::Redo;
  if (!ImGui::IsKeyPressed(ImGuiKey_Z)) return HistoryKey::None;
  return g.IO.KeyShift ? HistoryKey::Redo : HistoryKey::Undo;
}

bool display_key() {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  const bool blocked = (g.CurrentItemFlags & ImGuiItemFlags_Disabled) != 0;
  return !blocked && g.IO.KeyCtrl && !g.IO.KeyAlt && ImGui::IsKeyPressed(ImGuiKey_D, false);
}

}  // namespace bangtin::ui
