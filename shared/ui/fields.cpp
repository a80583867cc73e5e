#include "shared/ui/fields.h"

#include "imgui.h"
#include "imgui_internal.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/draw.h"
#include "shared/ui/icons.h"
#include "shared/ui/text_box.h"

namespace bangtin::ui {
namespace {

void begin_field(const Field& field) {
  ImGui::BeginGroup();
  // Beside another field the label would sink to the height of that field's text.
  ImGui::GetCurrentWindow()->DC.CurrLineTextBaseOffset = 0;
  ImGui::BeginDisabled(!field.enabled);
  if (!field.label.empty()) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(px(10), px(3)));
    words(shortened(field.label, wide(field.width)), Tone::Muted);
    ImGui::PopStyleVar();
  }
  if (!field.error.empty()) {
    ImGui::PushStyleColor(ImGuiCol_Border, to_u32(Colour::Bad));
  }
}

/// Dear ImGui would write the label at the right: it gets the id only, the log both.
std::string hidden_label(const Field& field) { return labelled("", field.id); }

/// What the person is told of a paste that was longer than the field.
std::string cut_words(const Field& field) {
  if (!was_cut(ImGui::GetItemID())) return {};
  return text("edit.too_long", {{"max", std::to_string(field.characters_max)}});
}

void end_field(const Field& field, bool active, const std::string& note = {}) {
  log_label(ImGui::GetItemID(), labelled(field.label, field.id));
  if (!field.error.empty()) ImGui::PopStyleColor();
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  if (active) {
    ImGui::GetWindowDrawList()->AddRect(low, high, to_u32(Colour::Accent), px(6), 0, px(2));
  }
  ImGui::EndDisabled();
  if (!field.error.empty()) {
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + (high.x - low.x));
    wrapped_words(std::string(icon::kAlertCircle) + " " + std::string(field.error), Tone::Bad);
    ImGui::PopTextWrapPos();
  }
  if (!note.empty()) {
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + (high.x - low.x));
    wrapped_words(std::string(icon::kAlertCircle) + " " + note, Tone::Wait);
    ImGui::PopTextWrapPos();
  }
  ImGui::EndGroup();
}

/// True in the first frame in which the last item is asked to be focused for this.
bool begins_anew(std::string_view focus_for) {
  if (focus_for.empty()) return false;
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImGuiID item = ImGui::GetItemID();
  const int now = int(ImHashStr(focus_for.data(), focus_for.size(), item));
  if (storage->GetInt(item) == now) return false;
  storage->SetInt(item, now);
  return true;
}

}  // namespace

void below_label() {
  ImGui::BeginGroup();
  ImGui::GetCurrentWindow()->DC.CurrLineTextBaseOffset = 0;
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + ImGui::GetTextLineHeight() + px(3));
  // The buttons begin a line of their own: those beside the first stay as low as it.
  ImGui::GetCurrentWindow()->DC.IsSameLine = false;
}

void end_below_label() { ImGui::EndGroup(); }

bool text_field(const Field& field, std::string& value) {
  begin_field(field);
  const bool changed = text_box(field, {hidden_label(field), wide(field.width), 0}, value);
  const bool free = field.focused && !ImGui::IsAnyItemActive();
  if (free || begins_anew(field.focus_for)) focus_next_frame(ImGui::GetItemID());
  end_field(field, ImGui::IsItemActive(), cut_words(field));
  return changed;
}

bool text_area(const Field& field, std::string& value, float height) {
  begin_field(field);
  const bool changed = text_box(field, {hidden_label(field), wide(field.width), px(height)}, value);
  if (begins_anew(field.focus_for)) focus_next_frame(ImGui::GetItemID());
  end_field(field, ImGui::IsItemActive(), cut_words(field));
  return changed;
}

bool date_time_field(const Field& field, std::string& value, std::string_view error_if_wrong) {
  Field shown = field;
  shown.characters_max = 16;
  if (shown.error.empty() && !value.empty() && !read_date_time(value, 0)) {
    shown.error = error_if_wrong;
  }
  return text_field(shown, value);
}

bool choice(const Field& field, const std::vector<std::string>& options, int& chosen) {
  CHECK(chosen >= 0 && chosen < int(options.size()));
  begin_field(field);
  ImGui::SetNextItemWidth(wide(field.width));
  bool changed = false;
  const std::string id = hidden_label(field);
  // Beside the words stands the chevron.
  const std::string shown =
      shortened(options[std::size_t(chosen)], ImGui::CalcItemWidth() - px(48));
  const bool open = ImGui::BeginCombo(id.c_str(), shown.c_str(),
                                      ImGuiComboFlags_HeightLarge | ImGuiComboFlags_NoArrowButton);
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  const ImGuiID box_id = ImGui::GetItemID();
  log_text({low.x, low.y, low.x, high.y}, options[std::size_t(chosen)]);
  draw_chevron(ImVec2(high.x - px(20), (low.y + high.y) / 2));
  if (open) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(px(8), px(14)));
    for (int i = 0; i < int(options.size()); ++i) {
      const std::string option =
          labelled(options[std::size_t(i)], std::string(field.id) + "." + std::to_string(i));
      if (ImGui::Selectable(option.c_str(), i == chosen)) {
        changed = i != chosen;
        chosen = i;
      }
      if (i == chosen) ImGui::SetItemDefaultFocus();
    }
    ImGui::PopStyleVar();
    ImGui::EndCombo();
  }
  // The group ends below the box, not below the list that was open.
  ImGui::GetCurrentContext()->LastItemData.Rect = ImRect(low, high);
  ImGui::GetCurrentContext()->LastItemData.ID = box_id;
  end_field(field, open);
  return changed;
}

}  // namespace bangtin::ui
