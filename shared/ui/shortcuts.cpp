#include "shared/ui/shortcuts.h"

#include "imgui.h"
#include "imgui_internal.h"

namespace bangtin::ui {

HistoryKey history_key() {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  const bool blocked = (g.CurrentItemFlags & ImGuiItemFlags_Disabled) != 0;
  if (blocked || g.ActiveId != 0 || !g.IO.KeyCtrl || g.IO.KeyAlt) return HistoryKey::None;
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
