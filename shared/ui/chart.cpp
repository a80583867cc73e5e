#include "shared/ui/chart.h"

#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "shared/ui/draw.h"

namespace bangtin::ui {
namespace {

constexpr float kLabelHeight = 24;
constexpr float kValueHeight = 22;
constexpr float kColumnWidthMax = 44;
constexpr float kRowHeight = 26;
constexpr float kRowBar = 16;

float width_of(const std::string& words) { return ImGui::CalcTextSize(words.c_str()).x; }

template <class Things, class Words>
float widest(const Things& all, Words words) {
  float width = 0;
  for (const auto& one : all) width = std::max(width, width_of(one.*words));
  return width;
}

/// A filled bar on whole pixels: its edges are sharp, and nothing shines between it and its base.
void draw_bar(ImVec2 low, ImVec2 high, Colour colour, float round, ImDrawFlags corners) {
  const ImVec2 from{std::floor(low.x), std::floor(low.y)};
  const ImVec2 to{std::max(from.x + 1, std::floor(high.x)), std::floor(high.y)};
  ImGui::GetWindowDrawList()->AddRectFilled(from, to, to_u32(colour), round, corners);
}

/// Where the columns stand, in pixels of the window.
struct Plot {
  float left = 0, right = 0, top = 0, base = 0;
  float y(float share) const { return base - (base - top) * share; }
};

void draw_marks(const Plot& plot, float words_left, const std::vector<ChartMark>& marks) {
  for (const ChartMark& mark : marks) {
    const float y = plot.y(mark.share);
    straight_line({plot.left, y}, {plot.right, y}, Colour::SoftLine, 1);
    const float at = std::max(words_left, plot.left - px(8) - width_of(mark.words));
    words_at({at, y - ImGui::GetFontSize() / 2}, mark.words, Colour::Muted);
  }
}

void draw_label(const Plot& plot, float centre, const std::string& label, float& free_from) {
  const float width = width_of(label);
  const float at = std::clamp(centre - width / 2, plot.left, plot.right - width);
  if (at < free_from) return;
  words_at({at, plot.base + px(4)}, label, Colour::Muted);
  free_from = at + width + px(10);
}

bool is_mouse_in(ImVec2 low, ImVec2 high) {
  return ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(low, high);
}

}  // namespace

void column_chart(const std::vector<ChartColumn>& columns, const std::vector<ChartMark>& marks,
                  float height) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const Plot plot{at.x + widest(marks, &ChartMark::words) + px(8), at.x + width,
                  at.y + px(kValueHeight), std::floor(at.y + px(height - kLabelHeight))};
  draw_marks(plot, at.x, marks);
  const float slot = (plot.right - plot.left) / float(std::max<std::size_t>(columns.size(), 1));
  const float bar = std::clamp(slot * 0.72F, 1.0F, px(kColumnWidthMax));
  const bool valued = widest(columns, &ChartColumn::value) + px(8) <= slot;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  float free_from = at.x;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const ChartColumn& column = columns[i];
    const float begin = plot.left + slot * float(i);
    const float centre = begin + slot / 2;
    const float top = plot.y(column.share);
    const bool pointed = is_mouse_in({begin, plot.top}, {begin + slot, at.y + px(height)});
    if (pointed) {
      draw.AddRectFilled({begin, plot.top}, {begin + slot, plot.base}, to_u32(Colour::Hover));
      show_tip(column.tip);
    }
    if (column.share > 0) {
      draw_bar({centre - bar / 2, top}, {centre + bar / 2, plot.base},
               pointed ? Colour::AccentStrong : Colour::Accent, px(2), ImDrawFlags_RoundCornersTop);
    }
    if (valued) {
      const ImVec2 place{centre - width_of(column.value) / 2, top - ImGui::GetFontSize() - px(2)};
      words_at(place, column.value, Colour::Ink);
    }
    draw_label(plot, centre, column.label, free_from);
  }
  straight_line({plot.left, plot.base}, {plot.right, plot.base}, Colour::Muted, 1);
  ImGui::Dummy(ImVec2(width, px(height)));
}

void row_chart(const std::vector<ChartRow>& rows) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float names = std::min(widest(rows, &ChartRow::name), width * 0.4F);
  const float left = at.x + names + px(10);
  const float values = widest(rows, &ChartRow::value) + px(10);
  const float room = std::max(px(8), at.x + width - values - left);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const ChartRow& row = rows[i];
    const float y = at.y + px(kRowHeight) * float(i);
    const float words_y = y + (px(kRowHeight) - ImGui::GetFontSize()) / 2;
    const float end = left + std::max(px(2), room * row.share);
    words_until({at.x, words_y}, at.x + names + px(2), row.name, Colour::Ink);
    const float bar_y = y + px((kRowHeight - kRowBar) / 2);
    draw_bar({left, bar_y}, {end, bar_y + px(kRowBar)}, Colour::Accent, px(3),
             ImDrawFlags_RoundCornersAll);
    words_at({end + px(8), words_y}, row.value, Colour::Ink);
    if (is_mouse_in({at.x, y}, {at.x + width, y + px(kRowHeight)})) {
      show_tip(row.name + ": " + row.value);
    }
  }
  ImGui::Dummy(ImVec2(width, px(kRowHeight) * float(rows.size())));
}

}  // namespace bangtin::ui
