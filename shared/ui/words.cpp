// Words, statuses and figures: what is read, not used.
#include <algorithm>

#include "imgui.h"
#include "imgui_internal.h"
#include "shared/ui/draw.h"

namespace bangtin::ui {
namespace {

ImVec2 size_in(Type type, std::string_view text) {
  ImFont* font = font_of(type);
  return font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, text.data(), text.data() + text.size());
}

}  // namespace

void words_at(ImVec2 at, std::string_view text, Colour colour, Type type) {
  ImFont* font = font_of(type);
  ImGui::GetWindowDrawList()->AddText(font, font->FontSize, at, ImGui::GetColorU32(to_u32(colour)),
                                      text.data(), text.data() + text.size());
  const ImVec2 size =
      font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, text.data(), text.data() + text.size());
  log_text({at.x, at.y, at.x + size.x, at.y + size.y}, text);
}

void show_tip(const std::string& tip) {
  if (tip.empty()) return;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(12), px(10)));
  if (ImGui::BeginTooltip()) {
    ImGui::PushTextWrapPos(px(420));
    ImGui::TextUnformatted(tip.c_str(), tip.c_str() + tip.size());
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
  }
  ImGui::PopStyleVar();
}

std::string shortened(std::string_view text, float room, Type type) {
  std::string shorter(text);
  if (size_in(type, text).x <= room) return shorter;
  while (!shorter.empty() && size_in(type, shorter + "…").x > room) {
    while (!shorter.empty() && (static_cast<unsigned char>(shorter.back()) & 0xC0) == 0x80) {
      shorter.pop_back();
    }
    if (!shorter.empty()) shorter.pop_back();
  }
  return shorter + "…";
}

void words_until(ImVec2 at, float right, std::string_view text, Colour colour) {
  words_at(at, shortened(text, right - at.x), colour);
}

void words(std::string_view text, Tone tone, Type type) {
  ImGui::PushFont(font_of(type));
  ImGui::PushStyleColor(ImGuiCol_Text, to_u32(colour_of(tone)));
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopStyleColor();
  ImGui::PopFont();
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  log_text({low.x, low.y, high.x, high.y}, text);
}

void wrapped_words(std::string_view text, Tone tone) {
  ImGui::PushStyleColor(ImGuiCol_Text, to_u32(colour_of(tone)));
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopStyleColor();
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  log_text({low.x, low.y, high.x, high.y}, text);
}

void paragraph(std::string_view text, Tone tone) {
  ImGui::PushTextWrapPos(0);
  wrapped_words(text, tone);
  ImGui::PopTextWrapPos();
}

void heading(std::string_view text) {
  words(shortened(text, ImGui::GetContentRegionAvail().x, Type::Heading), Tone::Plain,
        Type::Heading);
}

void mark(const Mark& status) {
  ImGui::BeginGroup();
  ImGui::PushStyleColor(ImGuiCol_Text, to_u32(colour_of(status.tone)));
  ImGui::TextUnformatted(status.icon);
  ImGui::PopStyleColor();
  ImGui::SameLine(0, px(6));
  words(status.word, status.tone);
  ImGui::EndGroup();
}

void centred_mark(const Mark& status) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float y = at.y + (px(38) - ImGui::GetFontSize()) / 2;
  const float icon_width = size_in(Type::Body, status.icon).x + px(8);
  words_at({at.x, y}, status.icon, colour_of(status.tone));
  words_at({at.x + icon_width, y}, status.word, colour_of(Tone::Plain));
  ImGui::Dummy(ImVec2(icon_width + size_in(Type::Body, status.word).x, px(38)));
}

void titled_mark(std::string_view title, const Mark& status) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  words_until({at.x, at.y - px(3)}, at.x + width, title, Colour::Ink);
  const float below = at.y + px(18);
  words_at({at.x, below}, status.icon, colour_of(status.tone));
  ImGui::SetCursorScreenPos({at.x + size_in(Type::Body, status.icon).x + px(6), below});
  paragraph(status.word, status.tone);
  const float bottom = std::max(at.y + px(38), ImGui::GetItemRectMax().y);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(ImVec2(width, bottom - at.y));
}

void figures(const std::vector<Figure>& all) {
  const float gap_px = px(10);
  const float width =
      (ImGui::GetContentRegionAvail().x - gap_px * float(all.size() - 1)) / float(all.size());
  const ImVec2 at = ImGui::GetCursorScreenPos();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const ImVec2 low{at.x + float(i) * (width + gap_px), at.y};
    ImGui::GetWindowDrawList()->AddRectFilled(low, {low.x + width, low.y + px(84)},
                                              to_u32(Colour::Hover), px(8));
    words_at({low.x + px(16), low.y + px(12)}, all[i].value, Colour::Ink, Type::Heading);
    words_at({low.x + px(16), low.y + px(48)}, all[i].word, Colour::Muted);
  }
  ImGui::Dummy(ImVec2(0, px(84)));
}

static Colour banner_face(Tone tone) {
  switch (tone) {
    case Tone::Bad:
      return Colour::BadFace;
    case Tone::Wait:
      return Colour::WaitFace;
    case Tone::Good:
      return Colour::GoodFace;
    default:
      return Colour::NoteFace;
  }
}

/// A band with words and what `control` draws, of that size in pixels: at its right, or below the
/// words.
template <class Control>
static bool banner_with(const Mark& status, ImVec2 control_px, bool below, Control control) {
  ImGui::BeginGroup();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float pad = px(10);
  const float left = at.x + pad + px(28);
  const float room = at.x + width - pad - left - (below ? 0 : control_px.x);
  const ImVec2 size = ImGui::CalcTextSize(status.word.c_str(), nullptr, false, room);
  const float beneath = below ? px(8) + control_px.y : 0;
  const float height = std::max(size.y + beneath + 2 * pad, control_px.y + px(8));
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddRectFilled(at, {at.x + width, at.y + height}, to_u32(banner_face(status.tone)), px(8));
  const float y = at.y + (height - size.y - beneath) / 2;
  words_at({at.x + pad, y}, status.icon, colour_of(status.tone));
  ImGui::SetCursorScreenPos({left, y});
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + room);
  wrapped_words(status.word, Tone::Plain);
  ImGui::PopTextWrapPos();
  const ImVec2 beside{at.x + width - control_px.x - px(4), at.y + (height - control_px.y) / 2};
  ImGui::SetCursorScreenPos(below ? ImVec2(left, y + size.y + px(8)) : beside);
  const bool pressed = control();
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(ImVec2(width, height));
  ImGui::EndGroup();
  return pressed;
}

bool closable_banner(std::string_view id, const Mark& status, std::string_view close) {
  constexpr const char* kCross = "\uF156";
  return banner_with(status, {px(38), px(38)}, false,
                     [&] { return icon_button(id, kCross, close); });
}

bool banner_with_button(std::string_view id, const Mark& status, const char* icon,
                        std::string_view label) {
  constexpr float kWordsMin = 260, kAround = 48;
  const float room = room_width() - kAround;
  const float width = std::min(button_width(icon, label), room);
  return banner_with(status, {px(width), px(38)}, room - width < kWordsMin,
                     [&] { return button(id, icon, label, Look::Secondary, true, width); });
}

void banner(const Mark& status) {
  const float pad = px(10);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float icon_width = px(28);
  const ImVec2 size =
      ImGui::CalcTextSize(status.word.c_str(), nullptr, false, width - 2 * pad - icon_width);
  ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + width, at.y + size.y + 2 * pad},
                                            to_u32(banner_face(status.tone)), px(6));
  words_at({at.x + pad, at.y + pad}, status.icon, colour_of(status.tone));
  ImGui::SetCursorScreenPos({at.x + pad + icon_width, at.y + pad});
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + width - 2 * pad - icon_width);
  wrapped_words(status.word, Tone::Plain);
  ImGui::PopTextWrapPos();
  ImGui::SetCursorScreenPos({at.x, at.y + size.y + 2 * pad});
  ImGui::Dummy(ImVec2(width, px(4)));
}

void progress(const Mark& status, std::string_view aside, int permille) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float line = ImGui::GetFontSize() + px(8), bar = px(8);
  const float icon_width = size_in(Type::Body, status.icon).x + px(6);
  const float aside_width = size_in(Type::Body, aside).x;
  words_at(at, status.icon, colour_of(status.tone));
  words_until({at.x + icon_width, at.y}, at.x + width - aside_width - px(10), status.word,
              colour_of(status.tone));
  words_at({at.x + width - aside_width, at.y}, aside, Colour::Muted);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 low{at.x, at.y + line};
  const float done = width * float(std::clamp(permille, 0, 1'000)) / 1'000;
  draw.AddRectFilled(low, {low.x + width, low.y + bar}, to_u32(Colour::Rest), bar / 2);
  if (done >= bar) {
    draw.AddRectFilled(low, {low.x + done, low.y + bar}, to_u32(Colour::Accent), bar / 2);
  }
  ImGui::Dummy(ImVec2(width, line + bar));
}

void empty_state(const char* icon, std::string_view title, std::string_view hint) {
  const float width = ImGui::GetContentRegionAvail().x;
  const float left = ImGui::GetCursorPosX();
  const auto centred = [&](std::string_view text, Tone tone, Type type) {
    const float text_width = size_in(type, text).x;
    ImGui::SetCursorPosX(left + std::max(0.0F, (width - text_width) / 2));
    words(text, tone, type);
  };
  ImGui::Dummy(ImVec2(0, px(40)));
  centred(icon, Tone::Muted, Type::Display);
  centred(title, Tone::Plain, Type::Bold);
  if (size_in(Type::Body, hint).x <= width) {
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
    ImGui::GetWindowDrawList()->AddRectFilled(low, high, to_u32(Colour::Hover), px(8));
    const std::string number = std::to_string(i + 1);
    words_at({low.x + px(10), low.y + px(6)}, number, Colour::Muted);
    const ImVec2 size = size_in(Type::Display, all[i]);
    // In the middle; a long word beside its number.
    const float beside = low.x + px(12) + size_in(Type::Body, number).x;
    const ImVec2 place{std::max(beside, (low.x + high.x - size.x) / 2),
                       (low.y + high.y - size.y) / 2};
    words_at(place, all[i], Colour::Ink, Type::Display);
  }
  const float rows = float((all.size() + 2) / 3);
  ImGui::Dummy(ImVec2(width, rows * cell_height + (rows - 1) * gap_px));
}

}  // namespace bangtin::ui
