#include "shared/ui/fields.h"

#include <algorithm>

#include "imgui.h"
#include "imgui_internal.h"
#include "shared/ui/date_time.h"
#include "shared/ui/draw.h"
#include "shared/ui/edit_text.h"
#include "shared/ui/icons.h"

namespace bangtin::ui {
namespace {

/// One field while Dear ImGui edits it.
struct Editing {
  std::string* buffer = nullptr;
  std::size_t characters_max = 0;
  bool lines = false;
  float wrap_px = 0;  ///< 0: no soft breaks
};

float measure_body(std::string_view run) {
  ImFont* font = font_of(Type::Body);
  return font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, run.data(), run.data() + run.size()).x;
}

EditedText shaped(EditedText shown, const Editing& editing) {
  if (editing.wrap_px > 0) shown = without_soft_breaks(shown);
  shown = tidied(shown, editing.characters_max, editing.lines);
  if (editing.wrap_px > 0) shown = with_soft_breaks(shown, measure_body, editing.wrap_px);
  return shown;
}

void replace(ImGuiInputTextCallbackData& data, const EditedText& edited) {
  data.DeleteChars(0, data.BufTextLen);
  data.InsertChars(0, edited.text.c_str(), edited.text.c_str() + edited.text.size());
  data.CursorPos = int(edited.cursor);
  data.SelectionStart = data.SelectionEnd = data.CursorPos;
}

/// Called for every change and, in wrapped fields, in every frame.
int on_edit(ImGuiInputTextCallbackData* data) {
  Editing& editing = *static_cast<Editing*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
    editing.buffer->resize(std::size_t(data->BufTextLen));
    data->Buf = editing.buffer->data();
    return 0;
  }
  const EditedText before{std::string(data->Buf, std::size_t(data->BufTextLen)),
                          std::size_t(data->CursorPos)};
  const bool changed = data->EventFlag == ImGuiInputTextFlags_CallbackEdit;
  if (changed) {
    const EditedText after = shaped(before, editing);
    if (after != before) replace(*data, after);
    return 0;
  }
  const bool forward = ImGui::IsKeyPressed(ImGuiKey_RightArrow);
  const bool backward = ImGui::IsKeyPressed(ImGuiKey_LeftArrow);
  const auto outside = [&](int cursor) {
    return int(outside_soft_break(before.text, std::size_t(cursor), forward, backward));
  };
  const bool selecting = data->SelectionStart != data->SelectionEnd;
  const int cursor = outside(data->CursorPos);
  data->SelectionStart = selecting ? outside(data->SelectionStart) : cursor;
  data->SelectionEnd = selecting ? outside(data->SelectionEnd) : cursor;
  data->CursorPos = cursor;
  return 0;
}

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
    ImGui::PushStyleColor(ImGuiCol_Border, to_u32(colour::kBad));
  }
}

/// Dear ImGui would write the label at the right: it gets the id only, the log both.
std::string hidden_label(const Field& field) { return labelled("", field.id); }

void end_field(const Field& field, bool active) {
  log_label(ImGui::GetItemID(), labelled(field.label, field.id));
  if (!field.error.empty()) ImGui::PopStyleColor();
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  if (active) {
    ImGui::GetWindowDrawList()->AddRect(low, high, to_u32(colour::kAccent), px(6), 0, px(2));
  }
  ImGui::EndDisabled();
  if (!field.error.empty()) {
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + (high.x - low.x));
    wrapped_words(std::string(icon::kAlertCircle) + " " + std::string(field.error), Tone::Bad);
    ImGui::PopTextWrapPos();
  }
  ImGui::EndGroup();
}

ImGuiInputTextFlags flags_of(const Field& field) {
  ImGuiInputTextFlags flags = ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackEdit;
  if (field.secret) flags |= ImGuiInputTextFlags_Password;
  return flags;
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

/// As by the keyboard; the cursor stays where it was. Dear ImGui's own way does not reach an item
/// of a child window that was never clicked.
void focus_next_frame(ImGuiID id) {
  ImGuiContext& context = *ImGui::GetCurrentContext();
  context.NavNextActivateId = id;
  context.NavNextActivateFlags =
      ImGuiActivateFlags_PreferInput | ImGuiActivateFlags_TryToPreserveState;
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
  std::string buffer = value;
  Editing editing{&buffer, field.characters_max, false, 0};
  ImGui::SetNextItemWidth(wide(field.width));
  const std::string hint(field.hint);
  const std::string id = hidden_label(field);
  ImGui::InputTextEx(id.c_str(), hint.c_str(), buffer.data(), int(buffer.capacity() + 1),
                     ImVec2(0, 0), flags_of(field), on_edit, &editing);
  const bool free = field.focused && !ImGui::IsAnyItemActive();
  if (free || begins_anew(field.focus_for)) focus_next_frame(ImGui::GetItemID());
  end_field(field, ImGui::IsItemActive());
  buffer.resize(std::char_traits<char>::length(buffer.c_str()));
  if (buffer == value) return false;
  // A field that is left in the frame of its last letter has not gone through on_edit.
  value = tidied({buffer, 0}, field.characters_max, false).text;
  return true;
}

bool text_area(const Field& field, std::string& value, float height) {
  begin_field(field);
  const float width_px = wide(field.width);
  const ImGuiStyle& style = ImGui::GetStyle();
  Editing editing{nullptr, field.characters_max, true,
                  width_px - 2 * style.FramePadding.x - style.ScrollbarSize};
  const std::string shown =
      with_soft_breaks({value, value.size()}, measure_body, editing.wrap_px).text;
  std::string buffer = shown;
  editing.buffer = &buffer;
  const std::string id = hidden_label(field);
  ImGui::InputTextEx(id.c_str(), nullptr, buffer.data(), int(buffer.capacity() + 1),
                     ImVec2(width_px, px(height)),
                     flags_of(field) | ImGuiInputTextFlags_CallbackAlways |
                         ImGuiInputTextFlags_Multiline | ImGuiInputTextFlags_NoHorizontalScroll,
                     on_edit, &editing);
  end_field(field, ImGui::IsItemActive());
  buffer.resize(std::char_traits<char>::length(buffer.c_str()));
  if (buffer == shown) return false;
  const EditedText plain = without_soft_breaks({buffer, buffer.size()});
  const std::string after = tidied(plain, field.characters_max, true).text;
  if (after == value) return false;
  value = after;
  return true;
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
  const bool open = ImGui::BeginCombo(id.c_str(), options[std::size_t(chosen)].c_str(),
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
