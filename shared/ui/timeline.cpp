#include "shared/ui/timeline.h"

#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "shared/ui/draw.h"

namespace bangtin::ui {
namespace {

constexpr float kAxisHeight = 26;
constexpr float kLaneHeight = 44;
constexpr float kThinHeight = 22;
constexpr float kLaneGap = 4;
constexpr float kNameWidth = 176;
constexpr float kHours = 24;
/// Words that do not fit are shortened only where that leaves enough of them; hours never are.
constexpr float kShortenedMin = 72;

float height_of(const TimelineLane& lane) { return lane.thin ? kThinHeight : kLaneHeight; }

/// Where things stand, in pixels of the window.
struct Frame {
  float left = 0, right = 0, top = 0, bottom = 0;  ///< of the hours
  float x(float hour) const { return left + (right - left) * hour / kHours; }
  float hour(float x) const { return (x - left) / (right - left) * kHours; }
};

std::string hour_words(int hour) { return (hour < 10 ? "0" : "") + std::to_string(hour) + ":00"; }

void draw_axis(const Frame& frame, const std::optional<TimelineNow>& now) {
  const float per_hour = (frame.right - frame.left) / kHours;
  const int step = per_hour * 2 >= px(58) ? 2 : per_hour * 3 >= px(58) ? 3 : 6;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  for (int hour = 0; hour <= int(kHours); hour += step) {
    const float x = std::floor(frame.x(float(hour))) + 0.5F;  // One pixel sharp, not two pale ones.
    draw.AddLine({x, frame.top}, {x, frame.bottom}, to_u32(0xE3E8EE), 1);
    const std::string words = hour_words(hour);
    const float width = ImGui::CalcTextSize(words.c_str()).x;
    const float at = std::clamp(x - width / 2, frame.left, frame.right - width);
    const float now_x = now ? frame.x(now->hour) : -px(200);
    // The time of now takes the place of an hour that stands too near.
    if (std::abs(at + width / 2 - now_x) < width + px(4)) continue;
    words_at({at, frame.top - px(kAxisHeight) + px(2)}, words, colour::kMuted);
  }
}

void draw_now(const Frame& frame, const TimelineNow& now) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float x = frame.x(now.hour);
  draw.AddLine({x, frame.top - px(2)}, {x, frame.bottom}, to_u32(colour::kBad), px(2));
  const float width = ImGui::CalcTextSize(now.words.c_str()).x + px(10);
  const float left = std::clamp(x - width / 2, frame.left, frame.right - width);
  const float top = frame.top - px(kAxisHeight) + px(1);
  draw.AddRectFilled({left, top}, {left + width, top + px(22)}, to_u32(colour::kBad), px(4));
  words_at({left + px(5), top + px(1)}, now.words, colour::kCard);
}

/// A colour this much nearer to white.
Colour lighter(Colour colour, float share) {
  Colour out = 0;
  for (const int shift : {16, 8, 0}) {
    const float part = float((colour >> shift) & 0xFF);
    out |= Colour(part + (255 - part) * share) << shift;
  }
  return out;
}

void draw_stretch(const TimelineStretch& stretch, ImVec2 low, ImVec2 high) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float round = px(4);
  Colour ink = colour::kInk;
  switch (stretch.look) {
    case StretchLook::Filled:
      draw.AddRectFilled(low, high, to_u32(lighter(stretch.colour, 0.78F)), round);
      draw.AddRectFilled(low, {std::min(low.x + px(4), high.x), high.y}, to_u32(stretch.colour),
                         round);
      break;
    case StretchLook::Hollow:
      draw.AddRectFilled(low, high, to_u32(colour::kCard), round);
      draw.AddRect(low, high, to_u32(stretch.colour), round, 0, px(1.2F));
      ink = colour::kMuted;
      break;
    case StretchLook::Blank:
      draw.AddRectFilled(low, high, to_u32(colour::kBackground), round);
      draw.AddRect(low, high, to_u32(colour::kLine), round);
      ink = colour::kMuted;
      break;
    case StretchLook::Shaded:
      draw.AddRectFilled(low, high, to_u32(lighter(stretch.colour, 0.72F)), round);
      break;
  }
  if (stretch.selected) {
    draw.AddRect(low, high, to_u32(colour::kAccentStrong), round, 0, px(2.4F));
  }
  const float room = high.x - low.x - px(14);
  const bool fits = ImGui::CalcTextSize(stretch.words.c_str()).x <= room;
  const bool shortens = stretch.look != StretchLook::Shaded && room >= px(kShortenedMin);
  if (stretch.words.empty() || (!fits && !shortens)) return;
  const float y = (low.y + high.y - ImGui::GetFontSize()) / 2;
  words_until({low.x + px(9), y}, high.x - px(4), stretch.words, ink);
}

void draw_name(const TimelineLane& lane, ImVec2 at, float height) {
  const float right = at.x + px(kNameWidth - 12);
  const float line = ImGui::GetFontSize();
  const float lines = lane.note.empty() ? line : 2 * line;
  const float y = at.y + (height - lines) / 2;
  words_until({at.x, y}, right, lane.name, lane.thin ? colour::kMuted : colour::kInk);
  if (!lane.note.empty()) words_until({at.x, y + line}, right, lane.note, colour::kMuted);
}

/// The stretch under this hour.
std::optional<std::size_t> stretch_at(const TimelineLane& lane, float hour) {
  for (std::size_t i = 0; i < lane.stretches.size(); ++i) {
    if (lane.stretches[i].begin <= hour && hour < lane.stretches[i].end) return i;
  }
  return std::nullopt;
}

}  // namespace

float timeline_height(const std::vector<TimelineLane>& lanes) {
  float height = kAxisHeight;
  for (const TimelineLane& lane : lanes) height += height_of(lane) + kLaneGap;
  return height;
}

std::optional<TimelinePress> timeline(const std::vector<TimelineLane>& lanes,
                                      const std::optional<TimelineNow>& now) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  Frame frame{at.x + px(kNameWidth), at.x + width, at.y + px(kAxisHeight), 0};
  frame.bottom = at.y + px(timeline_height(lanes));
  draw_axis(frame, now);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  std::optional<TimelinePress> press;
  float y = frame.top;
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    const TimelineLane& lane = lanes[i];
    const float height = px(height_of(lane));
    draw_name(lane, {at.x, y}, height);
    if (!lane.thin) {
      ImGui::SetCursorScreenPos({frame.left, y});
      const std::string label = labelled(lane.name, lane.id);
      const bool pressed =
          ImGui::InvisibleButton(label.c_str(), {frame.right - frame.left, height});
      log_label(ImGui::GetItemID(), label);
      const auto under = stretch_at(lane, frame.hour(ImGui::GetIO().MousePos.x));
      if (ImGui::IsItemHovered() && under) show_tip(lane.stretches[*under].tip);
      if (pressed && under) press = TimelinePress{i, *under};
    }
    for (const TimelineStretch& stretch : lane.stretches) {
      // A minute of a day is less than a pixel: it is seen all the same.
      const float begin = frame.x(stretch.begin);
      const float end = std::max(frame.x(stretch.end) - 1, begin + px(2));
      draw_stretch(stretch, {begin, y}, {end, y + height});
    }
    y += height + px(kLaneGap);
  }
  for (const TimelineLane& lane : lanes) {
    if (!lane.thin) continue;
    for (const TimelineStretch& rest : lane.stretches) {
      draw.AddRectFilled({frame.x(rest.begin), frame.top}, {frame.x(rest.end), frame.bottom},
                         (to_u32(rest.colour) & ~IM_COL32_A_MASK) | IM_COL32(0, 0, 0, 28));
    }
  }
  if (now) draw_now(frame, *now);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(ImVec2(width, px(timeline_height(lanes))));
  return press;
}

}  // namespace bangtin::ui
