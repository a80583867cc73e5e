// The surfaces that widgets stand on: screen, rail, cards, tables, sheets, toasts.
#include <algorithm>
#include <cmath>
#include <optional>

#include "imgui.h"
#include "imgui_internal.h"
#include "shared/compose/breaks.h"
#include "shared/ui/draw.h"

namespace bangtin::ui {
namespace {

constexpr ImGuiWindowFlags kFixed =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings;

constexpr const char* kMiddleHeight = "##middle-height";

/// Parts of a page: Tab and the arrows go over their borders, or who has no mouse is shut up in
/// one.
constexpr ImGuiWindowFlags kPart = ImGuiWindowFlags_NavFlattened;

/// Logical pixels of a row of the rail and of what is between two; and of all else in it.
struct RailSize {
  float row, gap;
};
constexpr RailSize kRailRoomy{40, 8}, kRailClose{36, 2};
constexpr float kRailNote = 30;
constexpr float kRailBar = 5;       ///< of its scroll bar: the words keep their room
constexpr float kRailApart = 8;     ///< above the notes
constexpr float kRailElse = 170;    ///< title, margins, two notes
constexpr int kRailTitleLines = 3;  ///< of the commune's name: the rows need their room
RailSize rail_size = kRailRoomy;

void rail_words(std::string_view text, Colour colour, Type type) {
  ImGui::PushFont(font_of(type));
  ImGui::PushStyleColor(ImGuiCol_Text, to_u32(colour));
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopTextWrapPos();
  ImGui::PopStyleColor();
  ImGui::PopFont();
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  log_text({low.x, low.y, high.x, high.y}, text);
}

/// The next words end at the right edge.
void align_right(std::string_view text) {
  const float width = ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
  const float room = ImGui::GetContentRegionAvail().x - width;
  if (room > 0) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room);
}

/// A filled rectangle with round corners. Dear ImGui makes a fan of it, of which each triangle is
/// as large as the whole: without a GPU a card takes twenty times its pixels.
void fill_round(ImVec2 low, ImVec2 high, Colour colour, float radius_px) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImU32 fill = to_u32(colour);
  const float r = std::min({std::round(radius_px), (high.x - low.x) / 2, (high.y - low.y) / 2});
  draw.AddRectFilled({low.x + r, low.y}, {high.x - r, high.y}, fill);
  draw.AddRectFilled({low.x, low.y + r}, {low.x + r, high.y - r}, fill);
  draw.AddRectFilled({high.x - r, low.y + r}, {high.x, high.y - r}, fill);
  for (const float x : {low.x + r, high.x - r}) {
    for (const float y : {low.y + r, high.y - r}) draw.AddCircleFilled({x, y}, r, fill);
  }
}

std::string window_id(std::string_view id) { return std::string("##") + std::string(id); }

/// The text, or its begin with "…", in so many lines of the room that there is.
std::string cut_to_lines(std::string_view text, int lines) {
  const float room = ImGui::GetContentRegionAvail().x;
  const float height = float(lines) * ImGui::GetTextLineHeight() + 1;
  const auto fits = [&](std::string_view part) {
    return ImGui::CalcTextSize(part.data(), part.data() + part.size(), false, room).y <= height;
  };
  if (fits(text)) return std::string(text);
  std::string part(text);
  do {
    part.resize(boundary_before(part, part.size(), TextUnit::Character));
  } while (!part.empty() && !fits(part + "…"));
  return part + "…";
}

struct RailLook {
  std::optional<Colour> still, hovered;  ///< nothing: the rail's own
};

bool rail_row(std::string_view id, const char* icon, std::string_view label, RailLook look) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size{ImGui::GetContentRegionAvail().x, px(rail_size.row)};
  const bool pressed = ImGui::InvisibleButton(labelled(label, id).c_str(), size);
  const auto fill = ImGui::IsItemHovered() ? look.hovered : look.still;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 high{at.x + size.x, at.y + size.y};
  if (fill) draw.AddRectFilled(at, high, to_u32(*fill), px(6));
  const float y = at.y + (size.y - ImGui::GetFontSize()) / 2;
  draw.AddText({at.x + px(14), y}, to_u32(Colour::RailInk), icon);
  const ImVec2 text_at{at.x + px(46), y};
  draw.AddText(text_at, to_u32(Colour::RailInk), label.data(), label.data() + label.size());
  const ImVec2 text_size = ImGui::CalcTextSize(label.data(), label.data() + label.size());
  log_text({text_at.x, text_at.y, text_at.x + text_size.x, text_at.y + text_size.y}, label);
  return pressed;
}

}  // namespace

void begin_screen(bool blocked) {
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::Begin("##screen", nullptr, kFixed | ImGuiWindowFlags_NoBringToFrontOnFocus);
  ImGui::PopStyleVar(2);
  // A page under a sheet keeps its colours; the veil shows that it rests.
  if (blocked) ImGui::PushStyleVar(ImGuiStyleVar_DisabledAlpha, 1);
  ImGui::BeginDisabled(blocked);
  if (blocked) ImGui::PopStyleVar();
}

void end_screen() {
  ImGui::EndDisabled();
  ImGui::End();
}

void begin_rail(std::string_view title, std::string_view subtitle, float width, int rows) {
  const float roomy = kRailElse + float(rows) * (kRailRoomy.row + kRailRoomy.gap);
  rail_size = window_area().height < roomy ? kRailClose : kRailRoomy;
  ImGui::PushStyleColor(ImGuiCol_ChildBg, to_u32(Colour::Rail));
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(10), px(16)));
  ImGui::BeginChild("##rail", ImVec2(px(width), 0), ImGuiChildFlags_AlwaysUseWindowPadding, kPart);
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
  ImGui::Indent(px(10));
  rail_words(title, Colour::RailInk, Type::Bold);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  rail_words(cut_to_lines(subtitle, kRailTitleLines), Colour::RailMuted, Type::Body);
  ImGui::PopStyleVar();
  ImGui::Unindent(px(10));
  gap(rail_size.gap + 14);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing,
                      ImVec2(ImGui::GetStyle().ItemSpacing.x, px(rail_size.gap)));
}

void begin_rail_rows() {
  ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, px(kRailBar));
  ImGui::BeginChild("##rail-rows", ImVec2(0, -px(rail_size.row + rail_size.gap)),
                    ImGuiChildFlags_None, kPart);
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
}

void end_rail_rows() { ImGui::EndChild(); }

bool rail_item(std::string_view id, const char* icon, std::string_view label, bool selected) {
  if (selected) return rail_row(id, icon, label, {Colour::RailSelected, Colour::RailSelected});
  return rail_row(id, icon, label, {std::nullopt, Colour::RailHover});
}

bool rail_alarm(std::string_view id, const char* icon, std::string_view label) {
  return rail_row(id, icon, label, {Colour::Alarm, Colour::AlarmHover});
}

void rail_bottom(int rows, int notes) {
  const float height = float(rows) * (rail_size.row + rail_size.gap) +
                       float(notes) * (kRailNote - 8 + rail_size.gap) + kRailApart;
  const float room = ImGui::GetContentRegionAvail().y - px(height);
  if (room > 0) ImGui::Dummy(ImVec2(0, room - ImGui::GetStyle().ItemSpacing.y));
}

void rail_note(std::string_view text, Tone tone) {
  ImGui::Indent(px(10));
  rail_words(text, tone == Tone::Wait ? Colour::RailWait : Colour::RailMuted, Type::Body);
  ImGui::Unindent(px(10));
}

void end_rail() {
  ImGui::PopStyleVar();
  ImGui::EndChild();
}

void begin_card(std::string_view id, float width, float height) {
  const ImVec2 low = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  const ImVec2 size{std::trunc(wide(width)),
                    std::trunc(height > 0 ? px(height) : std::max(4.0F, room.y + px(height)))};
  const ImVec2 at{std::trunc(low.x), std::trunc(low.y)};
  fill_round(at, {at.x + size.x, at.y + size.y}, Colour::Card, ImGui::GetStyle().ChildRounding);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
  ImGui::BeginChild(window_id(id).c_str(), size, ImGuiChildFlags_AlwaysUseWindowPadding, kPart);
  ImGui::PopStyleColor();
}

void end_card() { ImGui::EndChild(); }

void begin_area(std::string_view id, float width, float height) {
  ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(14), px(14)));
  ImGui::BeginChild(window_id(id).c_str(), ImVec2(wide(width), px(height)),
                    ImGuiChildFlags_AlwaysUseWindowPadding, kPart);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
}

void end_area() { ImGui::EndChild(); }

void begin_plain(std::string_view id, float height) {
  ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  ImGui::BeginChild(window_id(id).c_str(), ImVec2(0, px(height)), ImGuiChildFlags_None, kPart);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
}

void end_plain() { ImGui::EndChild(); }

void begin_column(std::string_view id, float width) {
  ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  ImGui::BeginChild(window_id(id).c_str(), ImVec2(wide(width), 0), ImGuiChildFlags_AutoResizeY,
                    kPart);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
}

void end_column() { ImGui::EndChild(); }

void begin_middle(std::string_view id, float width) {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width_px = std::min(px(width), screen.x - px(32));
  // The height of the last frame puts it into the middle of this one.
  const float height = ImGui::GetStateStorage()->GetFloat(ImGui::GetID(kMiddleHeight), px(480));
  ImGui::SetCursorPos(ImVec2((screen.x - width_px) / 2, std::max(px(16), (screen.y - height) / 2)));
  ImGui::SetNextWindowSizeConstraints(ImVec2(width_px, 0), ImVec2(width_px, screen.y - px(32)));
  // Whole pixels: what is kept within bounds loses the rest, and would have to scroll.
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(std::round(px(28)), std::round(px(24))));
  ImGui::BeginChild(window_id(id).c_str(), ImVec2(width_px, 0),
                    ImGuiChildFlags_AlwaysUseWindowPadding | ImGuiChildFlags_AutoResizeY, kPart);
  ImGui::PopStyleVar();
}

void end_middle() {
  ImGui::EndChild();
  ImGui::GetStateStorage()->SetFloat(ImGui::GetID(kMiddleHeight), ImGui::GetItemRectSize().y);
}

bool begin_table(std::string_view id, const std::vector<Column>& columns) {
  if (!ImGui::BeginTable(window_id(id).c_str(), int(columns.size()),
                         ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_PadOuterX |
                             ImGuiTableFlags_SizingStretchProp)) {
    return false;
  }
  ImGui::GetWindowDrawList()->Flags &= ~ImDrawListFlags_AntiAliasedLines;  // As straight_line().
  for (const Column& column : columns) {
    ImGui::TableSetupColumn(column.title.c_str(), ImGuiTableColumnFlags_WidthStretch,
                            column.weight);
  }
  const bool titled = std::any_of(columns.begin(), columns.end(),
                                  [](const Column& column) { return !column.title.empty(); });
  if (!titled) return true;
  ImGui::TableNextRow(ImGuiTableRowFlags_Headers);
  for (const Column& column : columns) {
    ImGui::TableNextColumn();
    if (column.number) align_right(column.title);
    words(column.title, Tone::Muted);
  }
  return true;
}

void cell() { ImGui::TableNextColumn(); }

void cell(std::string_view text, Tone tone) {
  ImGui::TableNextColumn();
  words(shortened(text, ImGui::GetContentRegionAvail().x), tone);
}

void number_cell(std::string_view text) {
  ImGui::TableNextColumn();
  align_right(text);
  words(text);
}

void end_table() {
  ImGui::EndTable();
  ImGui::GetWindowDrawList()->Flags |= ImDrawListFlags_AntiAliasedLines;
}

void begin_sheet(std::string_view id, std::string_view title, float width) {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(screen);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, to_u32(Colour::Veil, 150));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::Begin("##veil", nullptr, kFixed);
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
  if (ImGui::IsWindowAppearing()) ImGui::SetWindowFocus();
  begin_middle(id, width);
  heading(title);
  gap(6);
}

bool end_sheet() {
  const bool escape = ImGui::IsKeyPressed(ImGuiKey_Escape, false);
  end_middle();
  ImGui::End();
  return escape;
}

void toast(const Mark& message) {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(px(520), screen.x - px(40));
  // Above the heading: the buttons of a page stand below.
  ImGui::SetNextWindowPos(ImVec2(screen.x - px(20), px(20)), ImGuiCond_Always, ImVec2(1, 0));
  ImGui::SetNextWindowSize(ImVec2(width, 0));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, to_u32(Colour::Card));
  ImGui::PushStyleColor(ImGuiCol_Border, to_u32(colour_of(message.tone)));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, px(1));
  ImGui::Begin("##toast", nullptr,
               kFixed | ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoFocusOnAppearing |
                   ImGuiWindowFlags_AlwaysAutoResize);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  ImGui::PushStyleColor(ImGuiCol_Text, to_u32(colour_of(message.tone)));
  ImGui::TextUnformatted(message.icon);
  ImGui::PopStyleColor();
  ImGui::SameLine(0, px(8));
  paragraph(message.word);
  ImGui::End();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor(2);
}

}  // namespace bangtin::ui
