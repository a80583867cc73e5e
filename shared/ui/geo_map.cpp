#include "shared/ui/geo_map.h"

#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "shared/ui/draw.h"
#include "shared/ui/icons.h"
#include "shared/ui/map_geometry.h"

namespace bangtin::ui {
namespace {

constexpr float kMargin = 34;  ///< around what is shown: room for marks at its edge
constexpr float kMarkRadius = 11;
constexpr float kReach = 16;  ///< of the mouse
constexpr float kNameMax = 215;
constexpr float kScaleMax = 120;
constexpr float kEdge = 12;  ///< of scale and arrow

std::vector<GeoPoint> places_of(const GeoMap& view) {
  std::vector<GeoPoint> places;
  for (const MapMark& mark : view.marks) places.push_back(mark.place);
  return places;
}

ImVec2 vec(const Spot& spot) { return {spot.x, spot.y}; }

std::vector<Spot> spots_of(const GeoLine& line, const MapProjection& projection) {
  std::vector<Spot> spots;
  spots.reserve(line.size());
  for (const GeoPoint& point : line) spots.push_back(projection.spot_of(point));
  return spots;
}

void draw_line(const std::vector<Spot>& spots, Colour colour, float width, bool closed) {
  std::vector<ImVec2> points;
  points.reserve(spots.size());
  for (const Spot& spot : spots) points.push_back(vec(spot));
  ImGui::GetWindowDrawList()->AddPolyline(points.data(), int(points.size()), to_u32(colour),
                                          closed ? ImDrawFlags_Closed : 0, px(width));
}

void draw_lines(const CommuneMap& map, const MapProjection& projection, MapLineKind kind,
                Colour colour, float width) {
  for (const MapLine& line : map.lines) {
    if (line.kind == kind) draw_line(spots_of(line.points, projection), colour, width, false);
  }
}

void draw_land(const CommuneMap& map, const MapProjection& projection, const Box& box) {
  std::vector<std::vector<Spot>> rings;
  for (const GeoLine& ring : map.outline) rings.push_back(spots_of(ring, projection));
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  for (const FilledRow& row : filled_rows(rings, box)) {
    draw.AddRectFilled({row.left, row.y}, {row.right, row.y + 1}, to_u32(Colour::MapLand));
  }
  draw_lines(map, projection, MapLineKind::Other, Colour::MapOtherLine, 1.5F);
  draw_lines(map, projection, MapLineKind::Water, Colour::MapWater, 6);
  draw_lines(map, projection, MapLineKind::Road, Colour::MapRoad, 3);
  for (const std::vector<Spot>& ring : rings) draw_line(ring, Colour::MapBorder, 1.6F, true);
}

std::string distance_words(int metres) {
  return metres < 1'000 ? std::to_string(metres) + " m" : std::to_string(metres / 1'000) + " km";
}

/// At the bottom left; gives what it takes.
Box draw_scale(const MapProjection& projection, const Box& box) {
  const ScaleBar bar = scale_bar(projection.metres_per_pixel(), px(kScaleMax));
  const float left = box.left + px(kEdge), y = box.bottom - px(kEdge);
  const std::string words = distance_words(bar.metres);
  straight_line({left, y}, {left + bar.length, y}, Colour::Muted, 2);
  for (const float x : {left, left + bar.length}) {
    straight_line({x, y - px(5)}, {x, y + px(1)}, Colour::Muted, 2);
  }
  const float top = y - px(7) - ImGui::GetFontSize();
  words_at({left + px(4), top}, words, Colour::Muted);
  const float wide = std::max(bar.length, ImGui::CalcTextSize(words.c_str()).x + px(8));
  return {left, top, left + wide, box.bottom};
}

/// At the top right; gives what it takes.
Box draw_north(std::string_view letter, const Box& box) {
  const float size = px(9), x = box.right - px(kEdge) - size, top = box.top + px(kEdge);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddTriangleFilled({x, top}, {x - size * 0.7F, top + size * 1.6F}, {x, top + size * 1.2F},
                         to_u32(Colour::Muted));
  draw.AddTriangle({x, top}, {x + size * 0.7F, top + size * 1.6F}, {x, top + size * 1.2F},
                   to_u32(Colour::Muted), px(1));
  const ImVec2 room = ImGui::CalcTextSize(letter.data(), letter.data() + letter.size());
  const float y = top + size * 1.7F;
  words_at({x - room.x / 2, y}, letter, Colour::Muted);
  return {x - std::max(size, room.x / 2), box.top, box.right, y + room.y};
}

/// The mark is a circle itself: its icon needs none.
const char* without_circle(std::string_view icon) {
  return icon == icon::kCheckCircle   ? icon::kCheck
         : icon == icon::kCloseCircle ? icon::kClose
         : icon == icon::kAlertCircle ? icon::kAlert
                                      : icon.data();
}

void draw_mark(const MapMark& mark, const Spot& spot) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float radius = px(kMarkRadius);
  if (mark.selected) draw.AddCircleFilled(vec(spot), radius + px(5), to_u32(Colour::Accent));
  draw.AddCircleFilled(vec(spot), radius + px(2), to_u32(Colour::Card));
  draw.AddCircleFilled(vec(spot), radius, to_u32(colour_of(mark.status.tone)));
  const float size = radius * 1.5F;
  const char* icon = without_circle(mark.status.icon);
  ImFont* font = font_of(Type::Body);
  const ImVec2 room = font->CalcTextSizeA(size, FLT_MAX, 0, icon);
  draw.AddText(font, size, {spot.x - room.x / 2, spot.y - room.y / 2}, to_u32(Colour::Card), icon);
}

/// Names on a pale ground, so that they can be read on a river too.
void draw_names(const GeoMap& view, const std::vector<Spot>& spots, const Box& box,
                std::vector<Box> taken) {
  const float pad = px(3);
  std::vector<std::string> names;
  std::vector<MapLabel> labels;
  for (std::size_t i = 0; i < spots.size(); ++i) {
    const Type type = view.marks[i].selected ? Type::Bold : Type::Body;
    names.push_back(shortened(view.marks[i].name, px(kNameMax), type));
    ImGui::PushFont(font_of(type));
    const ImVec2 room = ImGui::CalcTextSize(names.back().c_str());
    ImGui::PopFont();
    labels.push_back({spots[i], px(kMarkRadius + 2), room.x + 2 * pad, room.y});
  }
  const auto places = place_labels(labels, box, std::move(taken));
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!places[i]) continue;
    ImGui::GetWindowDrawList()->AddRectFilled({places[i]->left, places[i]->top},
                                              {places[i]->right, places[i]->bottom},
                                              to_u32(Colour::MapLand, 200), px(4));
    words_at({places[i]->left + pad, places[i]->top}, names[i], Colour::Ink,
             view.marks[i].selected ? Type::Bold : Type::Body);
  }
}

void draw_paper(const GeoMap& view, const MapProjection& projection, const std::vector<Spot>& spots,
                const Box& box) {
  const PaperColours paper;
  ImGui::GetWindowDrawList()->AddRectFilled({box.left, box.top}, {box.right, box.bottom},
                                            to_u32(Colour::MapAround), px(6));
  if (view.map != nullptr) draw_land(*view.map, projection, box);
  std::vector<Box> taken{draw_scale(projection, box)};
  taken.push_back(draw_north(view.north, box));
  draw_names(view, spots, box, std::move(taken));
  for (std::size_t i = spots.size(); i-- > 0;) draw_mark(view.marks[i], spots[i]);
}

/// The nearest within the mouse's reach.
std::optional<std::size_t> mark_at(const std::vector<Spot>& spots, ImVec2 mouse) {
  std::optional<std::size_t> nearest;
  float least = px(kReach);
  for (std::size_t i = 0; i < spots.size(); ++i) {
    const float away = std::hypot(spots[i].x - mouse.x, spots[i].y - mouse.y);
    if (away >= least) continue;
    least = away;
    nearest = i;
  }
  return nearest;
}

void show_tip(const MapMark& mark) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(12), px(10)));
  if (ImGui::BeginTooltip()) {
    ImGui::PushTextWrapPos(px(420));
    words(mark.name, Tone::Plain, Type::Bold);
    ui::mark(mark.status);
    if (!mark.tip.empty()) paragraph(mark.tip, Tone::Muted);
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
  }
  ImGui::PopStyleVar();
}

}  // namespace

bool is_on_map(const GeoMap& view, const GeoPoint& place) {
  return frame_of(view.map, places_of(view)).holds(place);
}

std::optional<MapPress> geo_map(const GeoMap& view) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size{ImGui::GetContentRegionAvail().x, px(view.height)};
  const Box box{at.x, at.y, at.x + size.x, at.y + size.y};
  const GeoFrame frame = frame_of(view.map, places_of(view));
  const float margin = px(kMargin);
  const Box room{box.left + margin, box.top + margin, box.right - margin, box.bottom - margin};
  if (frame.empty() || room.width() < 1 || room.height() < 1) return std::nullopt;
  const MapProjection projection(frame, room);

  const std::string label = labelled(view.label, view.id);
  const bool pressed = ImGui::InvisibleButton(label.c_str(), size);
  log_label(ImGui::GetItemID(), label);
  const bool hovered = ImGui::IsItemHovered();
  const ImVec2 high{box.right, box.bottom};
  ImGui::PushClipRect(at, high, true);
  std::vector<Spot> spots;
  for (const MapMark& mark : view.marks) spots.push_back(projection.spot_of(mark.place));
  draw_paper(view, projection, spots, box);
  ImGui::PopClipRect();

  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const auto under = mark_at(spots, mouse);
  if (hovered && view.picks) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  } else if (hovered && under) {
    show_tip(view.marks[*under]);
  }
  if (!pressed || (!view.picks && !under)) return std::nullopt;
  return MapPress{view.picks ? std::nullopt : under, projection.place_at({mouse.x, mouse.y})};
}

}  // namespace bangtin::ui
