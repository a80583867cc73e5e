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
/// This near to its end a handle is taken there, in logical pixels; and by that the mouse has to
/// move before it is a drawing.
constexpr float kGripReach = 7;
constexpr float kDrawMin = 4;
constexpr float kShortest = 0.25F;  ///< hours that a handle keeps

float height_of(const TimelineLane& lane) { return lane.thin ? kThinHeight : kLaneHeight; }

/// Where things stand, in pixels of the window.
struct Frame {
  float left = 0, right = 0, top = 0, bottom = 0;  ///< of the hours
  float x(float hour) const { return left + (right - left) * hour / kHours; }
  float hour(float x) const { return (x - left) / (right - left) * kHours; }
};

std::string hour_words(float hour) {
  const int minutes = int(std::lround(hour * 60));
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(minutes / 60) + ":" + two(minutes % 60);
}

void draw_axis(const Frame& frame, const std::optional<TimelineNow>& now) {
  const float per_hour = (frame.right - frame.left) / kHours;
  const int step = per_hour * 2 >= px(58) ? 2 : per_hour * 3 >= px(58) ? 3 : 6;
  for (int hour = 0; hour <= int(kHours); hour += step) {
    const float x = frame.x(float(hour));
    straight_line({x, frame.top}, {x, frame.bottom}, Colour::SoftLine, 1);
    const std::string words = hour_words(float(hour));
    const float width = ImGui::CalcTextSize(words.c_str()).x;
    const float at = std::clamp(x - width / 2, frame.left, frame.right - width);
    const float now_x = now ? frame.x(now->hour) : -px(200);
    // The time of now takes the place of an hour that stands too near.
    if (std::abs(at + width / 2 - now_x) < width + px(4)) continue;
    words_at({at, frame.top - px(kAxisHeight) + px(2)}, words, Colour::Muted);
  }
}

void draw_now(const Frame& frame, const TimelineNow& now) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float x = frame.x(now.hour);
  straight_line({x, frame.top - px(2)}, {x, frame.bottom}, Colour::Bad, 2);
  const float width = ImGui::CalcTextSize(now.words.c_str()).x + px(10);
  const float left = std::clamp(x - width / 2, frame.left, frame.right - width);
  const float top = frame.top - px(kAxisHeight) + px(1);
  draw.AddRectFilled({left, top}, {left + width, top + px(22)}, to_u32(Colour::Bad), px(4));
  words_at({left + px(5), top + px(1)}, now.words, Colour::OnStrong);
}

/// A colour this much nearer to the card that it stands on.
ImU32 pale(Colour colour, float share) {
  return to_u32(between(rgb_of(colour), rgb_of(Colour::Card), share), 255);
}

/// The icon that stands before the words; empty where none does. Those of the house are U+F000 to
/// U+F8FF: three bytes from EF 80 80 on.
std::string icon_before(const std::string& words) {
  constexpr std::size_t kBytes = 3;
  const bool is_icon = words.size() > kBytes && words[0] == '\xEF' && words[kBytes] == ' ';
  return is_icon ? words.substr(0, kBytes) : std::string();
}

void draw_stretch(const TimelineStretch& stretch, ImVec2 low, ImVec2 high) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float round = px(4);
  Colour ink = Colour::Ink;
  switch (stretch.look) {
    case StretchLook::Filled:
      draw.AddRectFilled(low, high, pale(stretch.colour, kFilledPale), round);
      draw.AddRectFilled(low, {std::min(low.x + px(4), high.x), high.y}, to_u32(stretch.colour),
                         round);
      break;
    case StretchLook::Hollow:
      draw.AddRectFilled(low, high, to_u32(Colour::Card), round);
      draw.AddRect(low, high, to_u32(stretch.colour), round, 0, px(1.2F));
      ink = Colour::Muted;
      break;
    case StretchLook::Blank:
      draw.AddRectFilled(low, high, to_u32(Colour::Background), round);
      draw.AddRect(low, high, to_u32(Colour::Line), round);
      ink = Colour::Muted;
      break;
    case StretchLook::Shaded:
      draw.AddRectFilled(low, high, pale(stretch.colour, kShadedPale), round);
      break;
  }
  if (stretch.selected) {
    draw.AddRect(low, high, to_u32(Colour::AccentStrong), round, 0, px(2.4F));
  }
  const float room = high.x - low.x - px(14);
  const bool fits = ImGui::CalcTextSize(stretch.words.c_str()).x <= room;
  const bool shortens = stretch.look != StretchLook::Shaded && room >= px(kShortenedMin);
  if (stretch.words.empty()) return;
  const float y = (low.y + high.y - ImGui::GetFontSize()) / 2;
  if (!fits && !shortens) {
    const std::string icon = icon_before(stretch.words);
    const float width = ImGui::CalcTextSize(icon.c_str()).x;
    if (width <= high.x - low.x - px(6)) words_at({(low.x + high.x - width) / 2, y}, icon, ink);
    return;
  }
  words_until({low.x + px(9), y}, high.x - px(4), stretch.words, ink);
}

void draw_name(const TimelineLane& lane, ImVec2 at, float height) {
  const float right = at.x + px(kNameWidth - 12);
  const float line = ImGui::GetFontSize();
  const float lines = lane.note.empty() ? line : 2 * line;
  const float y = at.y + (height - lines) / 2;
  words_until({at.x, y}, right, lane.name, lane.thin ? Colour::Muted : Colour::Ink);
  if (!lane.note.empty()) words_until({at.x, y + line}, right, lane.note, Colour::Muted);
}

/// The stretch under this hour.
std::optional<std::size_t> stretch_at(const TimelineLane& lane, float hour) {
  for (std::size_t i = 0; i < lane.stretches.size(); ++i) {
    if (lane.stretches[i].begin <= hour && hour < lane.stretches[i].end) return i;
  }
  return std::nullopt;
}

// --- drawing with the mouse ----------------------------------------------------------------------
enum class Grip { Begin, Whole, End };

/// Which handle the mouse took, where it was pressed.
struct Hold {
  std::size_t handle = 0;
  Grip grip = Grip::Whole;
  float from = 0;  ///< the hour under the mouse then
};

std::optional<Hold> hold_at(const TimelineLane& lane, const Frame& frame, float mouse_x) {
  for (std::size_t i = 0; i < lane.handles.size(); ++i) {
    const float begin = frame.x(lane.handles[i].begin), end = frame.x(lane.handles[i].end);
    const float reach = std::min(px(kGripReach), (end - begin) / 4);
    // A little outside an end still takes it.
    if (mouse_x < begin - reach || mouse_x > end + reach) continue;
    const Grip grip = mouse_x < begin + reach ? Grip::Begin
                      : mouse_x > end - reach ? Grip::End
                                              : Grip::Whole;
    return Hold{i, grip, frame.hour(mouse_x)};
  }
  return std::nullopt;
}

/// The hour, at the nearest of `marks` within `reach`, else in whole steps.
float snapped(float hour, const std::vector<float>& marks, float reach, float step) {
  float best = std::round(hour / step) * step;
  for (const float mark : marks) {
    if (std::abs(mark - hour) >= reach) continue;
    reach = std::abs(mark - hour);
    best = mark;
  }
  return best;
}

/// The handle as it is drawn from where the mouse took it to `hour`.
TimelineHandle drawn(TimelineHandle handle, const Hold& hold, float hour,
                     const std::vector<float>& marks, float reach, float step) {
  const float by = hour - hold.from;
  const float length = handle.end - handle.begin;
  switch (hold.grip) {
    case Grip::Begin:
      handle.begin = std::clamp(snapped(handle.begin + by, marks, reach, step), 0.0F,
                                handle.end - std::min(length, kShortest));
      break;
    case Grip::End:
      handle.end = std::clamp(snapped(handle.end + by, marks, reach, step),
                              handle.begin + std::min(length, kShortest), kHours);
      break;
    case Grip::Whole:
      handle.begin =
          std::clamp(snapped(handle.begin + by, marks, reach, step), 0.0F, kHours - length);
      handle.end = handle.begin + length;
      break;
  }
  handle.outlined = true;
  return handle;
}

/// The ends of all stretches, where others may begin or end too.
std::vector<float> marks_of(const std::vector<TimelineLane>& lanes) {
  std::vector<float> marks;
  for (const TimelineLane& lane : lanes) {
    for (const TimelineStretch& stretch : lane.stretches) {
      marks.push_back(stretch.begin);
      marks.push_back(stretch.end);
    }
  }
  return marks;
}

void draw_handle(const TimelineHandle& handle, const Frame& frame, float top, float bottom,
                 bool grips) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 low{frame.x(handle.begin), top}, high{frame.x(handle.end) - 1, bottom};
  if (handle.outlined) {
    draw.AddRect(low, high, to_u32(Colour::AccentStrong), px(4), 0, px(2.4F));
  }
  if (!grips) return;
  for (const float x : {low.x + px(2), high.x - px(2)}) {
    const ImVec2 from{x - px(2.5F), top + px(10)}, to{x + px(2.5F), bottom - px(10)};
    draw.AddRectFilled(from, to, to_u32(Colour::Card), px(2.5F));
    draw.AddRect(from, to, to_u32(Colour::AccentStrong), px(2.5F), 0, px(1.2F));
  }
}

/// The hours of a handle that is being drawn, beside it.
void draw_hours(const TimelineHandle& handle, const Frame& frame, float top) {
  ImDrawList& draw = *ImGui::GetForegroundDrawList();
  const std::string words = hour_words(handle.begin) + "-" + hour_words(handle.end);
  const ImVec2 size = ImGui::CalcTextSize(words.c_str());
  const float middle = frame.x((handle.begin + handle.end) / 2);
  const float left =
      std::clamp(middle - size.x / 2, frame.left + px(6), frame.right - size.x - px(6));
  const ImVec2 low{left - px(6), top - px(24)}, high{left + size.x + px(6), top - px(2)};
  draw.AddRectFilled(low, high, to_u32(Colour::AccentStrong), px(4));
  const float y = low.y + (high.y - low.y - size.y) / 2;
  draw.AddText({left, y}, to_u32(Colour::OnStrong), words.c_str());
  log_text({left, y, left + size.x, y + size.y}, words);
}

/// True once the mouse took a handle of the lane and moved it: that is no press any more.
bool is_drawn(const TimelineLane& lane, const Frame& frame) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool by_mouse = ImGui::IsMouseDown(0) || ImGui::IsMouseReleased(0);
  const bool moved = io.MouseDragMaxDistanceSqr[0] >= px(kDrawMin) * px(kDrawMin);
  return by_mouse && moved && hold_at(lane, frame, io.MouseClickedPos[0].x).has_value();
}

/// What the mouse does with the handles of the lane that is the last item. The drop, when it let
/// one go. Draws the handles.
std::optional<TimelineDrop> take_mouse(const std::vector<TimelineLane>& lanes, std::size_t which,
                                       const Frame& frame, float top, float bottom) {
  const TimelineLane& lane = lanes[which];
  const ImGuiIO& io = ImGui::GetIO();
  // Escape takes the mouse from the lane before it is let go.
  const bool dropped = ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(0);
  std::optional<Hold> hold;
  if ((ImGui::IsItemActive() || dropped) && is_drawn(lane, frame)) {
    hold = hold_at(lane, frame, io.MouseClickedPos[0].x);
  }
  const bool hovered = ImGui::IsItemHovered() || ImGui::IsItemActive();
  for (std::size_t i = 0; i < lane.handles.size(); ++i) {
    if (!hold || hold->handle != i) draw_handle(lane.handles[i], frame, top, bottom, hovered);
  }
  if (const auto under = hold_at(lane, frame, hold ? io.MouseClickedPos[0].x : io.MousePos.x);
      under && hovered) {
    ImGui::SetMouseCursor(under->grip == Grip::Whole ? ImGuiMouseCursor_Hand
                                                     : ImGuiMouseCursor_ResizeEW);
  }
  if (!hold) return std::nullopt;
  const float per_pixel = kHours / (frame.right - frame.left);
  const float step = io.KeyShift ? 1.0F / 12 : 0.25F;
  const TimelineHandle& was = lane.handles[hold->handle];
  const TimelineHandle handle =
      drawn(was, *hold, frame.hour(io.MousePos.x), marks_of(lanes), px(5) * per_pixel, step);
  draw_handle(handle, frame, top, bottom, true);
  if (ImGui::IsItemActive()) draw_hours(handle, frame, top);
  const bool other = handle.begin != was.begin || handle.end != was.end;
  if (!dropped || !other) return std::nullopt;
  return TimelineDrop{which, hold->handle, handle.begin, handle.end};
}

}  // namespace

float timeline_height(const std::vector<TimelineLane>& lanes) {
  float height = kAxisHeight;
  for (const TimelineLane& lane : lanes) height += height_of(lane) + kLaneGap;
  return height;
}

TimelineDeed timeline(const std::vector<TimelineLane>& lanes,
                      const std::optional<TimelineNow>& now) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  Frame frame{at.x + px(kNameWidth), at.x + width, at.y + px(kAxisHeight), 0};
  frame.bottom = at.y + px(timeline_height(lanes));
  draw_axis(frame, now);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  TimelineDeed deed;
  float y = frame.top;
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    const TimelineLane& lane = lanes[i];
    const float height = px(height_of(lane));
    draw_name(lane, {at.x, y}, height);
    for (const TimelineStretch& stretch : lane.stretches) {
      // A minute of a day is less than a pixel: it is seen all the same.
      const float begin = frame.x(stretch.begin);
      const float end = std::max(frame.x(stretch.end) - 1, begin + px(2));
      draw_stretch(stretch, {begin, y}, {end, y + height});
    }
    if (!lane.thin) {
      ImGui::SetCursorScreenPos({frame.left, y});
      const std::string label = labelled(lane.name, lane.id);
      const bool pressed =
          ImGui::InvisibleButton(label.c_str(), {frame.right - frame.left, height});
      log_label(ImGui::GetItemID(), label);
      const auto under = stretch_at(lane, frame.hour(ImGui::GetIO().MousePos.x));
      if (const auto drop = take_mouse(lanes, i, frame, y, y + height)) deed.drop = drop;
      const bool drew = is_drawn(lane, frame);
      if (ImGui::IsItemHovered() && !ImGui::IsItemActive() && under) {
        show_tip(lane.stretches[*under].tip);
      }
      if (pressed && under && !drew) deed.press = TimelinePress{i, *under};
    }
    y += height + px(kLaneGap);
  }
  for (const TimelineLane& lane : lanes) {
    if (!lane.thin) continue;
    for (const TimelineStretch& rest : lane.stretches) {
      draw.AddRectFilled({frame.x(rest.begin), frame.top}, {frame.x(rest.end), frame.bottom},
                         to_u32(rest.colour, 28));
    }
  }
  if (now) draw_now(frame, *now);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(ImVec2(width, px(timeline_height(lanes))));
  return deed;
}

}  // namespace bangtin::ui
