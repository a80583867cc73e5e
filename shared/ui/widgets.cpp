#include "shared/ui/widgets.h"

#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "imgui_internal.h"
#include "shared/ui/draw.h"

namespace bangtin::ui {
namespace {

const char* end_of(std::string_view text) { return text.data() + text.size(); }

ImVec2 size_of(std::string_view text) {
  return ImGui::CalcTextSize(text.data(), end_of(text), false);
}

struct ButtonColours {
  Colour face, hover, press, text;
};

ButtonColours colours_of(Look look) {
  using enum Colour;
  switch (look) {
    case Look::Primary:
      return {Accent, AccentStrong, AccentStrong, OnStrong};
    case Look::Danger:
      return {Card, BadFace, BadPress, Bad};
    case Look::Secondary:
      break;
  }
  return {Card, Hover, Selected, Ink};
}

}  // namespace

std::string labelled(std::string_view label, std::string_view id) {
  return std::string(label) + "###" + std::string(id);
}

float wide(float logical) {
  if (logical > 0) return px(logical);
  return std::max(px(40), ImGui::GetContentRegionAvail().x + px(logical));
}

Colour colour_of(Tone tone) {
  switch (tone) {
    case Tone::Muted:
      return Colour::Muted;
    case Tone::Accent:
      return Colour::Accent;
    case Tone::Good:
      return Colour::Good;
    case Tone::Wait:
      return Colour::Wait;
    case Tone::Bad:
      return Colour::Bad;
    case Tone::Plain:
      break;
  }
  return Colour::Ink;
}

void straight_line(ImVec2 from, ImVec2 to, Colour colour, float thickness) {
  const float wide = std::max(1.0F, std::round(px(thickness)));
  const auto whole = [](ImVec2 at) { return ImVec2(std::floor(at.x), std::floor(at.y)); };
  const bool down = from.x == to.x;
  const float before = std::floor(wide / 2);  // Half of it lies on each side.
  const ImVec2 low = whole({from.x - (down ? before : 0), from.y - (down ? 0 : before)});
  const ImVec2 high = down ? ImVec2(low.x + wide, whole(to).y) : ImVec2(whole(to).x, low.y + wide);
  ImGui::GetWindowDrawList()->AddRectFilled(low, high, to_u32(colour));
}

void draw_chevron(ImVec2 centre) {
  const float r = px(4.5F);
  const ImVec2 points[] = {{centre.x - r, centre.y - r / 2},
                           {centre.x, centre.y + r / 2},
                           {centre.x + r, centre.y - r / 2}};
  ImGui::GetWindowDrawList()->AddPolyline(points, 3, ImGui::GetColorU32(to_u32(Colour::Muted)), 0,
                                          px(1.8F));
}

void beside(float distance) { ImGui::SameLine(0, px(distance)); }

void at_right(float width) {
  const float room = ImGui::GetContentRegionAvail().x;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::max(0.0F, room - px(width)));
}

void gap(float height) { ImGui::Dummy(ImVec2(0, px(height) - ImGui::GetStyle().ItemSpacing.y)); }

void line() {
  ImGui::PushStyleColor(ImGuiCol_Separator, to_u32(Colour::SoftLine));
  ImGui::Separator();
  ImGui::PopStyleColor();
}

float room_width() { return ImGui::GetContentRegionAvail().x / px(1); }
float room_height() { return ImGui::GetContentRegionAvail().y / px(1); }

Area window_area() {
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  return {size.x / px(1), size.y / px(1)};
}

float button_width(const char* icon, std::string_view label) {
  const float icon_width = icon[0] == '\0' ? 0 : size_of(icon).x + px(8);
  return (size_of(label).x + icon_width + px(32)) / px(1);
}

bool button(std::string_view id, const char* icon, std::string_view label, Look look, bool enabled,
            float width) {
  ButtonColours colours = colours_of(look);
  // A strong button at rest would be pale words on pale blue: grey can be read.
  const bool rests = !enabled && look == Look::Primary;
  if (rests) colours = {Colour::Rest, Colour::Rest, Colour::Rest, Colour::Muted};
  if (rests) ImGui::PushStyleVar(ImGuiStyleVar_DisabledAlpha, 0.8F);
  const bool plain = look != Look::Primary;
  ImGui::BeginDisabled(!enabled);
  ImGui::PushStyleColor(ImGuiCol_Button, to_u32(colours.face));
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, to_u32(colours.hover));
  ImGui::PushStyleColor(ImGuiCol_ButtonActive, to_u32(colours.press));
  ImGui::PushStyleColor(ImGuiCol_Border,
                        to_u32(look == Look::Danger ? Colour::BadLine : Colour::Line));
  ImGui::PushStyleColor(ImGuiCol_Text, 0);  // Drawn below, icon and word as one centred pair.
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, plain ? 1.0F : 0.0F);
  const float width_px = width == 0 ? px(button_width(icon, label)) : wide(width);
  const bool pressed = ImGui::Button(labelled(label, id).c_str(), ImVec2(width_px, px(38)));
  ImGui::PopStyleVar();
  ImGui::PopStyleColor(5);
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  const float icon_width = icon[0] == '\0' ? 0 : size_of(icon).x + px(8);
  const ImVec2 size = size_of(label);
  const float x = (low.x + high.x - size.x - icon_width) / 2;
  const float y = (low.y + high.y - size.y) / 2;
  if (icon_width > 0) {
    ImGui::GetWindowDrawList()->AddText({x, y}, ImGui::GetColorU32(to_u32(colours.text)), icon);
  }
  words_at({x + icon_width, y}, label, colours.text);
  ImGui::EndDisabled();
  if (rests) ImGui::PopStyleVar();
  return pressed && enabled;
}

bool icon_button(std::string_view id, const char* icon, std::string_view label, bool enabled) {
  ImGui::BeginDisabled(!enabled);
  ImGui::PushStyleColor(ImGuiCol_Text, 0);
  const bool pressed = ImGui::Button(labelled(label, id).c_str(), ImVec2(px(38), px(38)));
  ImGui::PopStyleColor();
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  const ImVec2 size = size_of(icon);
  ImGui::GetWindowDrawList()->AddText(
      {(low.x + high.x - size.x) / 2, (low.y + high.y - size.y) / 2},
      ImGui::GetColorU32(to_u32(Colour::Ink)), icon);
  ImGui::EndDisabled();
  if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort | ImGuiHoveredFlags_AllowWhenDisabled)) {
    ImGui::SetTooltip("%.*s", int(label.size()), label.data());
  }
  return pressed && enabled;
}

bool list_row(std::string_view id, std::string_view title, const Mark& status, Colour bar,
              bool selected) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size{ImGui::GetContentRegionAvail().x, px(62)};
  ImGui::PushStyleColor(ImGuiCol_Text, 0);
  const bool pressed = ImGui::Selectable(labelled(title, id).c_str(), false,
                                         ImGuiSelectableFlags_NoPadWithHalfSpacing, size);
  ImGui::PopStyleColor();
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 high{at.x + size.x, at.y + size.y};
  if (selected) draw.AddRectFilled(at, high, to_u32(Colour::Selected), px(6));
  draw.AddRectFilled({at.x + px(6), at.y + px(9)}, {at.x + px(11), high.y - px(9)}, to_u32(bar),
                     px(2));
  words_until({at.x + px(22), at.y + px(8)}, high.x - px(8), title, Colour::Ink);
  const Colour tone = colour_of(status.tone);
  draw.AddText({at.x + px(22), at.y + px(32)}, to_u32(tone), status.icon);
  words_until({at.x + px(22) + size_of(status.icon).x + px(6), at.y + px(32)}, high.x - px(8),
              status.word, tone);
  return pressed;
}

bool check_row(std::string_view id, std::string_view label, bool& value, float width) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size{wide(width), px(38)};
  ImGui::PushStyleColor(ImGuiCol_Text, 0);
  const bool pressed = ImGui::Selectable(labelled(label, id).c_str(), false,
                                         ImGuiSelectableFlags_NoPadWithHalfSpacing, size);
  ImGui::PopStyleColor();
  if (pressed) value = !value;
  if (!ImGui::IsItemVisible()) return pressed;  // A province has two thousand boards to tick.
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 low{at.x + px(6), at.y + px(9)}, high{at.x + px(26), at.y + px(29)};
  if (value) {
    draw.AddRectFilled(low, high, to_u32(Colour::Accent), px(4));
    const ImVec2 tick[] = {{low.x + px(4.5F), low.y + px(10.5F)},
                           {low.x + px(8.5F), low.y + px(14.5F)},
                           {low.x + px(15.5F), low.y + px(6)}};
    draw.AddPolyline(tick, 3, to_u32(Colour::OnStrong), 0, px(2.2F));
  } else {
    draw.AddRectFilled(low, high, to_u32(Colour::Card), px(4));
    draw.AddRect(low, high, to_u32(Colour::BoxLine), px(4), 0, px(1.4F));
  }
  words_until({at.x + px(36), at.y + (size.y - size_of(label).y) / 2}, at.x + size.x, label,
              Colour::Ink);
  return pressed;
}

}  // namespace bangtin::ui
