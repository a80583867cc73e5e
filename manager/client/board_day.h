// What a board shows at an instant and over a stretch of time, read from its manifest. Pure but for
// the language of the words. Thread: any.
#pragma once

#include <string>
#include <vector>

#include "shared/model/manifest.h"
#include "shared/model/resolve.h"

namespace bangtin {

/// What one zone of a stretch plays, one after the other.
struct DayZone {
  ZoneRole role = ZoneRole::Main;
  std::vector<std::uint32_t> items;  ///< indexes into Manifest::items, each once
  bool operator==(const DayZone&) const = default;
};

/// From `begin` until before `end`. Without zones the place's card shows.
struct DayStretch {
  Instant begin{};
  Instant end{};
  bool sound = true;
  bool panel_on = true;
  std::vector<DayZone> zones;  ///< but the header
  bool operator==(const DayStretch&) const = default;
};

/// What one zone shows at an instant.
struct ShownZone {
  ZoneRole role = ZoneRole::Main;
  Rect rect_px;
  const ItemVersion* item = nullptr;  ///< of the manifest
  Digest version;
  std::uint32_t page = 0;
  std::size_t pages = 0;  ///< of the item in this zone
  Instant since{};
  Instant until{};
};

/// The zones that show an item, a page or in a ticker; the card and the header are none. `manifest`
/// is the one that the scene was resolved from, and outlives the answer.
std::vector<ShownZone> shown_zones(const Manifest& manifest, const Scene& scene);

/// "Vùng chính"; in the language of texts.h.
std::string role_words(ZoneRole role);
/// "Thông báo cắt điện (trang 1/2)"
std::string title_words(const ShownZone& zone);

/// Sorted; together they are [from, until). `manifest` is one that validate() accepts.
std::vector<DayStretch> day_of(const Manifest& manifest, Instant from, Instant until);

}  // namespace bangtin
