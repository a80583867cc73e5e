#include "shared/ui/theme.h"

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "imgui.h"
#include "shared/compose/fonts.h"
#include "shared/ui/icons.h"
#include "shared/ui/text_picture.h"
#include "shared/ui/theme_fonts.h"

namespace bangtin::ui {
namespace {

float scale_in_force = 1.0F;
ImFont* fonts_in_force[4] = {};

/// Everything Vietnamese: letters, combining marks, quotes, dashes, the bullet, đồng, and the
/// zero-width space that other scripts have between words.
constexpr ImWchar kTextRanges[] = {0x0020, 0x017F, 0x01A0, 0x01B0, 0x0300, 0x0323, 0x1EA0,
                                   0x1EF9, 0x2010, 0x2026, 0x200B, 0x200B, 0x20AB, 0x20AB,
                                   0x2212, 0x2212, 0x00D7, 0x00D7, 0xFFFD, 0xFFFD, 0};

/// Only the icons of the house: at the sizes of a board all of the font's would take 200 MB.
constexpr auto kIconRanges = [] {
  std::array<ImWchar, 2 * std::size(icon::kCodes) + 1> ranges{};
  for (std::size_t i = 0; i < std::size(icon::kCodes); ++i) {
    ranges[2 * i] = ranges[2 * i + 1] = icon::kCodes[i];
  }
  return ranges;
}();

Result<std::string> find_font(const std::string& name) {
  for (const std::filesystem::path& folder : Fonts::system_folders()) {
    std::error_code failed;
    for (std::filesystem::recursive_directory_iterator at(folder, failed), end;
         !failed && at != end; at.increment(failed)) {
      if (at->path().filename() == name) return at->path().string();
    }
  }
  return Error{Code::NotFound, "font file " + name + " is missing", "error.font_missing"};
}

ImVec4 colour(Colour value) { return ImGui::ColorConvertU32ToFloat4(to_u32(value)); }

Result<ImFont*> add_font(const std::string& text_path, const std::string& icon_path, float size) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  ImFontConfig text;
  text.OversampleH = 2;
  text.OversampleV = 1;
  text.PixelSnapH = true;
  ImFont* font = atlas.AddFontFromFileTTF(text_path.c_str(), size, &text, kTextRanges);
  ImFontConfig icons;
  icons.MergeMode = true;
  icons.PixelSnapH = true;
  icons.GlyphMinAdvanceX = size * 0.95F;
  // The icon font stands on its line's bottom; letters stand a little above the middle.
  icons.GlyphOffset = ImVec2(0, size * 0.06F);
  if (font == nullptr || atlas.AddFontFromFileTTF(icon_path.c_str(), size * 0.92F, &icons,
                                                  kIconRanges.data()) == nullptr) {
    return Error{Code::Corrupt, "a font file cannot be read", ""};
  }
  return font;
}

void set_colours(ImGuiStyle& style) {
  using enum Colour;
  ImVec4* c = style.Colors;
  c[ImGuiCol_Text] = colour(Ink);
  c[ImGuiCol_TextDisabled] = colour(Muted);
  c[ImGuiCol_WindowBg] = colour(Background);
  c[ImGuiCol_ChildBg] = colour(Card);
  c[ImGuiCol_PopupBg] = colour(Card);
  c[ImGuiCol_Border] = colour(Line);
  c[ImGuiCol_FrameBg] = colour(Card);
  c[ImGuiCol_FrameBgHovered] = colour(Hover);
  c[ImGuiCol_FrameBgActive] = colour(Card);
  c[ImGuiCol_Button] = colour(Card);
  c[ImGuiCol_ButtonHovered] = colour(Hover);
  c[ImGuiCol_ButtonActive] = colour(Selected);
  c[ImGuiCol_Header] = colour(Selected);
  c[ImGuiCol_HeaderHovered] = colour(Hover);
  c[ImGuiCol_HeaderActive] = colour(Selected);
  c[ImGuiCol_CheckMark] = colour(Accent);
  c[ImGuiCol_NavHighlight] = colour(Accent);
  c[ImGuiCol_Separator] = colour(Line);
  c[ImGuiCol_TableHeaderBg] = colour(TableHead);
  c[ImGuiCol_TableBorderLight] = colour(SoftLine);
  c[ImGuiCol_TableBorderStrong] = colour(Line);
  c[ImGuiCol_TextSelectedBg] = colour(TextSelected);
  c[ImGuiCol_ScrollbarBg] = ImVec4(0, 0, 0, 0);
  c[ImGuiCol_ScrollbarGrab] = colour(Grab);
  c[ImGuiCol_ScrollbarGrabHovered] = colour(GrabHover);
  c[ImGuiCol_ScrollbarGrabActive] = colour(Muted);
}

}  // namespace

unsigned int to_u32(Rgb value, int alpha) {
  return IM_COL32((value >> 16) & 0xFF, (value >> 8) & 0xFF, value & 0xFF, alpha);
}

unsigned int to_u32(Colour value, int alpha) { return to_u32(rgb_of(value), alpha); }

void apply_colours() {
  if (ImGui::GetCurrentContext() != nullptr) set_colours(ImGui::GetStyle());
}

ImFont* font_of(Type type) { return fonts_in_force[static_cast<int>(type)]; }

float px(float logical) { return logical * scale_in_force; }

Status apply_theme(float scale) {
  const std::string regular = TRY(find_font("NotoSans-Regular.ttf"));
  const std::string bold = TRY(find_font("NotoSans-Bold.ttf"));
  const std::string icons = TRY(find_font("materialdesignicons-webfont.ttf"));
  TRY(open_field_fonts());
  ImGuiIO& io = ImGui::GetIO();
  // Another context may have been here since, with letters of its own.
  const bool fonts_fit =
      io.Fonts->IsBuilt() && scale == scale_in_force && io.Fonts->Fonts.contains(fonts_in_force[0]);
  scale_in_force = scale;
  if (!fonts_fit) io.Fonts->Clear();
  // A size is a line height here: 22 gives an em of 16 pixels, 1.36 em a line.
  const float sizes[] = {22, 22, 29, 40};
  for (int i = 0; i < 4 && !fonts_fit; ++i) {
    fonts_in_force[i] = TRY(add_font(i == 0 ? regular : bold, icons, float(int(sizes[i] * scale))));
  }
  io.FontDefault = fonts_in_force[0];

  ImGuiStyle style;
  set_colours(style);
  style.WindowPadding = ImVec2(16, 14);
  style.FramePadding = ImVec2(12, 8);
  style.ItemSpacing = ImVec2(10, 8);
  style.ItemInnerSpacing = ImVec2(8, 6);
  style.CellPadding = ImVec2(10, 8);
  style.ScrollbarSize = 12;
  style.FrameRounding = 6;
  style.ChildRounding = 8;
  style.WindowRounding = 8;
  style.PopupRounding = 8;
  style.GrabRounding = 6;
  style.FrameBorderSize = 1;
  style.ChildBorderSize = 0;
  style.WindowBorderSize = 0;
  style.PopupBorderSize = 1;
  style.DisabledAlpha = 0.45F;
  style.ScaleAllSizes(scale);
  ImGui::GetStyle() = style;
  return {};
}

}  // namespace bangtin::ui
