#include "shared/ui/item_log.h"

#include "imgui.h"
#include "imgui_internal.h"

namespace bangtin::ui {
namespace {

ItemLog* active_log = nullptr;

Box box_of(const ImRect& rect) { return {rect.Min.x, rect.Min.y, rect.Max.x, rect.Max.y}; }

LoggedItem item_in(const ImGuiWindow& window) {
  LoggedItem item;
  item.window = window.Name;
  item.clip = box_of(window.ClipRect);
  return item;
}

}  // namespace

void ItemLog::activate(ItemLog* log) {
  active_log = log;
  if (ImGuiContext* context = ImGui::GetCurrentContext()) {
    context->TestEngineHookItems = log != nullptr;
  }
}

void log_text(const Box& box, std::string_view words) {
  if (active_log == nullptr) return;
  LoggedItem item = item_in(*ImGui::GetCurrentContext()->CurrentWindow);
  item.label = words;
  item.box = box;
  item.is_text = true;
  active_log->items().push_back(std::move(item));
}

namespace {

void note_place(ImGuiContext& context, ImGuiID id, const ImRect& rect,
                const ImGuiLastItemData* data) {
  if (active_log == nullptr || context.CurrentWindow == nullptr) return;
  LoggedItem item = item_in(*context.CurrentWindow);
  item.id = id;
  item.box = box_of(rect);
  item.is_surface = data == nullptr;
  item.disabled = data != nullptr && (data->InFlags & ImGuiItemFlags_Disabled) != 0;
  active_log->items().push_back(std::move(item));
}

}  // namespace

void log_label(unsigned id, std::string_view label) {
  if (active_log == nullptr) return;
  auto& items = active_log->items();
  for (auto item = items.rbegin(); item != items.rend(); ++item) {
    if (item->id != id) continue;
    if (item->is_surface) return;
    const std::size_t cut = label.find("##");
    item->label = label.substr(0, cut);
    const std::size_t stable = label.find("###");
    if (stable != label.npos) item->name = label.substr(stable + 3);
    return;
  }
}

}  // namespace bangtin::ui

// The four functions that Dear ImGui calls when it is built with its item hooks on.
void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect& rect,
                                 const ImGuiLastItemData* data) {
  bangtin::ui::note_place(*context, id, rect, data);
}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID id, const char* label,
                                  ImGuiItemStatusFlags) {
  bangtin::ui::log_label(id, label);
}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
