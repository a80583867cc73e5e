#include "shared/ui/drawn_frame.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "imgui.h"

namespace bangtin::ui {
namespace {

/// More places than these are one.
constexpr std::size_t kPlacesMax = 6;
/// Ink beside a corner.
constexpr float kMargin_px = 2;

bool touch(const Box& a, const Box& b) {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

Box both(const Box& a, const Box& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

Box inside(const Box& a, const Box& b) {
  return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
          std::min(a.bottom, b.bottom)};
}

bool is_empty(const Box& box) { return box.right <= box.left || box.bottom <= box.top; }

/// The pixels that the renderer clips to.
Box pixels_of(const ImVec4& clip) {
  const float left = std::max(0.0F, clip.x), top = std::max(0.0F, clip.y);
  return {std::trunc(left), std::trunc(top), std::trunc(left) + std::trunc(clip.z - left),
          std::trunc(top) + std::trunc(clip.w - top)};
}

bool same_corner(const ImDrawVert& a, const ImDrawVert& b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

/// A place more; what it touches becomes one with it.
void add_place(Damage& damage, Box place) {
  if (is_empty(place)) return;
  for (std::size_t i = 0; i < damage.size();) {
    if (!touch(damage[i], place)) {
      ++i;
      continue;
    }
    place = both(damage[i], place);
    damage.erase(damage.begin() + std::ptrdiff_t(i));
    i = 0;
  }
  damage.push_back(place);
  if (damage.size() <= kPlacesMax) return;
  Box all = damage[0];
  for (const Box& each : damage) all = both(all, each);
  damage = {all};
}

}  // namespace

struct DrawnFrame::Command {
  Box clip;
  ImTextureID texture = nullptr;
  std::vector<ImDrawVert> corners;  ///< three a triangle

  bool operator==(const Command& other) const {
    return clip.left == other.clip.left && clip.top == other.clip.top &&
           clip.right == other.clip.right && clip.bottom == other.clip.bottom &&
           texture == other.texture && std::ranges::equal(corners, other.corners, same_corner);
  }

  /// Of the triangles [begin, end) of corners.
  Box box(std::size_t begin, std::size_t end) const {
    if (begin >= end) return {};
    Box around{corners[begin].pos.x, corners[begin].pos.y, corners[begin].pos.x,
               corners[begin].pos.y};
    for (std::size_t i = begin; i < end; ++i) {
      const ImVec2 at = corners[i].pos;
      around = both(around, {at.x, at.y, at.x, at.y});
    }
    around = {std::floor(around.left) - kMargin_px, std::floor(around.top) - kMargin_px,
              std::ceil(around.right) + kMargin_px, std::ceil(around.bottom) + kMargin_px};
    return inside(around, clip);
  }
  Box box() const { return box(0, corners.size()); }

  /// Where the two differ in their corners alone: what begins and ends both is left out.
  static void add_difference(const Command& a, const Command& b, Damage& damage) {
    const std::size_t least = std::min(a.corners.size(), b.corners.size());
    std::size_t begin = 0, end = 0;
    while (begin < least && same_corner(a.corners[begin], b.corners[begin])) ++begin;
    begin -= begin % 3;
    while (end < least - begin && same_corner(a.corners[a.corners.size() - 1 - end],
                                              b.corners[b.corners.size() - 1 - end])) {
      ++end;
    }
    end -= end % 3;
    add_place(damage, a.box(begin, a.corners.size() - end));
    add_place(damage, b.box(begin, b.corners.size() - end));
  }

  /// Of two commands in the same place of their pictures.
  static void add_change(const Command& before, const Command& now, Damage& damage) {
    const ImTextureID letters = ImGui::GetIO().Fonts->TexID;
    const bool in_place = before.texture == letters && now.texture == letters &&
                          std::memcmp(&before.clip, &now.clip, sizeof now.clip) == 0;
    if (in_place) return add_difference(before, now, damage);
    add_place(damage, before.box());
    add_place(damage, now.box());
  }

  static Damage difference(const std::vector<Command>& before, const std::vector<Command>& now,
                           const std::vector<void*>& made) {
    const auto same = [&](const Command& a, const Command& b) {
      return a == b && std::ranges::find(made, b.texture) == made.end();
    };
    const std::size_t least = std::min(before.size(), now.size());
    std::size_t begin = 0, end = 0;
    while (begin < least && same(before[begin], now[begin])) ++begin;
    while (end < least - begin &&
           same(before[before.size() - 1 - end], now[now.size() - 1 - end])) {
      ++end;
    }
    Damage damage;
    if (before.size() == now.size()) {
      for (std::size_t i = begin; i < now.size() - end; ++i) {
        if (!same(before[i], now[i])) add_change(before[i], now[i], damage);
      }
      return damage;
    }
    for (std::size_t i = begin; i < before.size() - end; ++i) add_place(damage, before[i].box());
    for (std::size_t i = begin; i < now.size() - end; ++i) add_place(damage, now[i].box());
    return damage;
  }

  static std::vector<Command> all_of(const ImDrawData& data) {
    std::vector<Command> commands;
    for (int n = 0; n < data.CmdListsCount; ++n) {
      const ImDrawList& list = *data.CmdLists[n];
      for (const ImDrawCmd& drawn : list.CmdBuffer) {
        Command command;
        command.clip = pixels_of(drawn.ClipRect);
        if (drawn.ElemCount == 0 || is_empty(command.clip)) continue;
        command.texture = drawn.GetTexID();
        command.corners.reserve(drawn.ElemCount);
        for (unsigned i = 0; i < drawn.ElemCount; ++i) {
          const int index = list.IdxBuffer[int(drawn.IdxOffset + i)];
          command.corners.push_back(list.VtxBuffer[int(drawn.VtxOffset) + index]);
        }
        commands.push_back(std::move(command));
      }
    }
    return commands;
  }
};

DrawnFrame::DrawnFrame() = default;
DrawnFrame::~DrawnFrame() = default;

Damage DrawnFrame::take(const ImDrawData& next, const std::vector<void*>& made) {
  std::vector<Command> commands = Command::all_of(next);
  const Box window{0, 0, next.DisplaySize.x, next.DisplaySize.y};
  const bool same_window = window.right == window_.right && window.bottom == window_.bottom;
  Damage damage =
      known_ && same_window ? Command::difference(commands_, commands, made) : Damage{window};
  for (Box& place : damage) place = inside(place, window);
  std::erase_if(damage, is_empty);
  commands_ = std::move(commands);
  window_ = window;
  known_ = true;
  return damage;
}

ClippedTo::ClippedTo(ImDrawData& data, const Box& place) : data_(data) {
  for (int n = 0; n < data.CmdListsCount; ++n) {
    for (ImDrawCmd& drawn : data.CmdLists[n]->CmdBuffer) {
      ImVec4& clip = drawn.ClipRect;
      clips_.push_back({clip.x, clip.y, clip.z, clip.w});
      const Box left = inside(pixels_of(clip), place);
      clip = {left.left, left.top, left.right, left.bottom};
    }
  }
}

ClippedTo::~ClippedTo() {
  std::size_t at = 0;
  for (int n = 0; n < data_.CmdListsCount; ++n) {
    for (ImDrawCmd& drawn : data_.CmdLists[n]->CmdBuffer) {
      const Box& clip = clips_[at++];
      drawn.ClipRect = {clip.left, clip.top, clip.right, clip.bottom};
    }
  }
}

}  // namespace bangtin::ui
