#include "shared/ui/widgets.h"

#include <algorithm>

#include "imgui.h"
#include "imgui_internal.h"
#include "shared/ui/draw.h"

namespace bangtin::ui {
namespace {

const char* end_of(std::string_view text) { return text.data() + text.size(); }

ImVec2 size_of(std::string_view text) {
  return ImGui::CalcTextSize(text.data(), end_of(text), false);
}

void push_type(Type type) { ImGui::PushFont(font_of(type)); }

/// Draws words at a place without taking room.
void words_at(ImVec2 at, std::string_view text, Colour colour, Type type = Type::Body) {
  ImFont* font = font_of(type);
  ImGui::GetWindowDrawList()->AddText(font, font->FontSize, at, ImGui::GetColorU32(to_u32(colour)),
                                      text.data(), end_of(text));
  const ImVec2 size = font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, text.data(), end_of(text));
  log_text({at.x, at.y, at.x + size.x, at.y + size.y}, text);
}

struct ButtonColours {
  Colour face, hover, press, text;
};

ButtonColours colours_of(Look look) {
  using namespace colour;
  switch (look) {
    case Look::Primary:
      return {kAccent, kAccentStrong, kAccentStrong, kCard};
    case Look::Danger:
      return {kCard, 0xFDECEC, 0xF9D4D4, kBad};
    case Look::Secondary:
      break;
  }
  return {kCard, kHover, kSelected, kInk};
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
      return colour::kMuted;
    case Tone::Accent:
      return colour::kAccent;
    case Tone::Good:
      return colour::kGood;
    case Tone::Wait:
      return colour::kWait;
    case Tone::Bad:
      return colour::kBad;
    case Tone::Plain:
      break;
  }
  return colour::kInk;
}

void draw_chevron(ImVec2 centre) {
  const float r = px(4.5F);
  const ImVec2 points[] = {{centre.x - r, centre.y - r / 2},
                           {centre.x, centre.y + r / 2},
                           {centre.x + r, centre.y - r / 2}};
  ImGui::GetWindowDrawList()->AddPolyline(points, 3, ImGui::GetColorU32(to_u32(colour::kMuted)), 0,
                                          px(1.8F));
}

void beside(float distance) { ImGui::SameLine(0, px(distance)); }

void at_right(float width) {
  const float room = ImGui::GetContentRegionAvail().x;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::max(0.0F, room - px(width)));
}

void gap(float height) { ImGui::Dummy(ImVec2(0, px(height) - ImGui::GetStyle().ItemSpacing.y)); }

void line() {
  ImGui::PushStyleColor(ImGuiCol_Separator, to_u32(0xE3E8EE));
  ImGui::Separator();
  ImGui::PopStyleColor();
}

float room_width() { return ImGui::GetContentRegionAvail().x / px(1); }
float room_height() { return ImGui::GetContentRegionAvail().y / px(1); }

void words(std::string_view text, Tone tone, Type type) {
  push_type(type);
  ImGui::PushStyleColor(ImGuiCol_Text, to_u32(colour_of(tone)));
  ImGui::TextUnformatted(text.data(), end_of(text));
  ImGui::PopStyleColor();
  ImGui::PopFont();
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  log_text({low.x, low.y, high.x, high.y}, text);
}

void wrapped_words(std::string_view text, Tone tone) {
  ImGui::PushStyleColor(ImGuiCol_Text, to_u32(colour_of(tone)));
  ImGui::TextUnformatted(text.data(), end_of(text));
  ImGui::PopStyleColor();
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  log_text({low.x, low.y, high.x, high.y}, text);
}

void paragraph(std::string_view text, Tone tone) {
  ImGui::PushTextWrapPos(0);
  wrapped_words(text, tone);
  ImGui::PopTextWrapPos();
}

void heading(std::string_view text) { words(text, Tone::Plain, Type::Heading); }

void mark(const Mark& status) {
  ImGui::BeginGroup();
  ImGui::PushStyleColor(ImGuiCol_Text, to_u32(colour_of(status.tone)));
  ImGui::TextUnformatted(status.icon);
  ImGui::PopStyleColor();
  ImGui::SameLine(0, px(6));
  words(status.word, status.tone);
  ImGui::EndGroup();
}

void banner(const Mark& status) {
  const Colour face = status.tone == Tone::Bad    ? 0xFDECEC
                      : status.tone == Tone::Wait ? 0xFFF4E0
                      : status.tone == Tone::Good ? 0xE8F5E9
                                                  : 0xE8F0FB;
  const float pad = px(10);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float icon_width = px(28);
  const ImVec2 size =
      ImGui::CalcTextSize(status.word.c_str(), nullptr, false, width - 2 * pad - icon_width);
  ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + width, at.y + size.y + 2 * pad},
                                            to_u32(face), px(6));
  words_at({at.x + pad, at.y + pad}, status.icon, colour_of(status.tone));
  ImGui::SetCursorScreenPos({at.x + pad + icon_width, at.y + pad});
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + width - 2 * pad - icon_width);
  wrapped_words(status.word, Tone::Plain);
  ImGui::PopTextWrapPos();
  ImGui::SetCursorScreenPos({at.x, at.y + size.y + 2 * pad});
  ImGui::Dummy(ImVec2(width, px(4)));
}

void empty_state(const char* icon, std::string_view title, std::string_view hint) {
  const float width = ImGui::GetContentRegionAvail().x;
  const float left = ImGui::GetCursorPosX();
  const auto centred = [&](std::string_view text, Tone tone, Type type) {
    push_type(type);
    const float text_width = size_of(text).x;
    ImGui::PopFont();
    ImGui::SetCursorPosX(left + std::max(0.0F, (width - text_width) / 2));
    words(text, tone, type);
  };
  ImGui::Dummy(ImVec2(0, px(40)));
  centred(icon, Tone::Muted, Type::Display);
  centred(title, Tone::Plain, Type::Bold);
  if (size_of(hint).x <= width) {
    centred(hint, Tone::Muted, Type::Body);
  } else {
    paragraph(hint, Tone::Muted);
  }
}

void large_words(const std::vector<std::string>& all) {
  const float width = ImGui::GetContentRegionAvail().x;
  const float gap_px = px(10);
  const float cell_width = (width - 2 * gap_px) / 3;
  const float cell_height = px(64);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const ImVec2 low{at.x + float(i % 3) * (cell_width + gap_px),
                     at.y + float(i / 3) * (cell_height + gap_px)};
    const ImVec2 high{low.x + cell_width, low.y + cell_height};
    ImGui::GetWindowDrawList()->AddRectFilled(low, high, to_u32(colour::kHover), px(8));
    words_at({low.x + px(10), low.y + px(6)}, std::to_string(i + 1), colour::kMuted);
    push_type(Type::Display);
    const ImVec2 size = size_of(all[i]);
    ImGui::PopFont();
    words_at({(low.x + high.x - size.x) / 2, (low.y + high.y - size.y) / 2}, all[i], colour::kInk,
             Type::Display);
  }
  const float rows = float((all.size() + 2) / 3);
  ImGui::Dummy(ImVec2(width, rows * cell_height + (rows - 1) * gap_px));
}

float button_width(const char* icon, std::string_view label) {
  const float icon_width = icon[0] == '\0' ? 0 : size_of(icon).x + px(8);
  return (size_of(label).x + icon_width + px(32)) / px(1);
}

bool button(std::string_view id, const char* icon, std::string_view label, Look look, bool enabled,
            float width) {
  const ButtonColours colours = colours_of(look);
  const bool plain = look != Look::Primary;
  ImGui::BeginDisabled(!enabled);
  ImGui::PushStyleColor(ImGuiCol_Button, to_u32(colours.face));
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, to_u32(colours.hover));
  ImGui::PushStyleColor(ImGuiCol_ButtonActive, to_u32(colours.press));
  ImGui::PushStyleColor(ImGuiCol_Border, to_u32(look == Look::Danger ? 0xE3A5A5 : colour::kLine));
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
      ImGui::GetColorU32(to_u32(colour::kInk)), icon);
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
  if (selected) draw.AddRectFilled(at, high, to_u32(colour::kSelected), px(6));
  draw.AddRectFilled({at.x + px(6), at.y + px(9)}, {at.x + px(11), high.y - px(9)}, to_u32(bar),
                     px(2));
  ImGui::PushClipRect(at, {high.x - px(4), high.y}, true);
  words_at({at.x + px(22), at.y + px(8)}, title, colour::kInk);
  const Colour tone = colour_of(status.tone);
  draw.AddText({at.x + px(22), at.y + px(32)}, to_u32(tone), status.icon);
  words_at({at.x + px(22) + size_of(status.icon).x + px(6), at.y + px(32)}, status.word, tone);
  ImGui::PopClipRect();
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
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 low{at.x + px(6), at.y + px(9)}, high{at.x + px(26), at.y + px(29)};
  if (value) {
    draw.AddRectFilled(low, high, to_u32(colour::kAccent), px(4));
    const ImVec2 tick[] = {{low.x + px(4.5F), low.y + px(10.5F)},
                           {low.x + px(8.5F), low.y + px(14.5F)},
                           {low.x + px(15.5F), low.y + px(6)}};
    draw.AddPolyline(tick, 3, to_u32(colour::kCard), 0, px(2.2F));
  } else {
    draw.AddRectFilled(low, high, to_u32(colour::kCard), px(4));
    draw.AddRect(low, high, to_u32(0x8A94A3), px(4), 0, px(1.4F));
  }
  ImGui::PushClipRect(at, {at.x + size.x, at.y + size.y}, true);
  words_at({at.x + px(36), at.y + (size.y - size_of(label).y) / 2}, label, colour::kInk);
  ImGui::PopClipRect();
  return pressed;
}

}  // namespace bangtin::ui
