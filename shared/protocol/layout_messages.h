// Layouts that a commune drew itself, as they travel and are stored (docs/adr/0022). Thread: any;
// pure.
#pragma once

#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/json.h"
#include "shared/base/result.h"
#include "shared/model/manifest.h"
#include "shared/protocol/schedule_messages.h"

namespace bangtin {

/// The whole width or height of a canvas: shares of it are ten-thousandths.
inline constexpr int kShareWhole = 10'000;
inline constexpr std::size_t kDrawnLayoutsMax = 12;  ///< of a commune
inline constexpr std::size_t kDrawnZonesMax = 4;     ///< each role once

/// A zone as it was drawn: shares of the canvas, so that it fits every canvas of that shape.
struct DrawnZone {
  ZoneRole role = ZoneRole::Main;
  int left = 0;
  int top = 0;
  int width = 0;
  int height = 0;
  int right() const { return left + width; }
  int bottom() const { return top + height; }
  bool operator==(const DrawnZone&) const = default;
};

/// A layout of the commune's own. What validate() of manager/core/drawn_layouts.h accepts has one
/// main zone in each drawing, the other roles at most once.
struct LayoutRecord {
  LayoutId id;  ///< empty: not stored yet
  std::string name;
  std::vector<DrawnZone> landscape;  ///< of canvases that are at least as wide as high
  std::vector<DrawnZone> portrait;   ///< of the others; none: the Standard preset stands there
  std::int64_t revision = 0;
  Instant drawn_at{};  ///< since when its zones stand as they do
  /// Approved items whose pages were broken before that: their text shows by the pages of the zone
  /// most alike. Said by the server.
  std::vector<ItemId> older_items{};
  bool operator==(const LayoutRecord&) const = default;
};

Json to_json(const LayoutRecord& record);
/// Errors: invalid; also for numbers that no share is. What is read may still be refused by
/// validate().
Status from_json(const Json& json, LayoutRecord& out);

}  // namespace bangtin
