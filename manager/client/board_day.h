// What a board shows over a stretch of time, read from its manifest. Pure. Thread: any.
#pragma once

#include <vector>

#include "shared/model/manifest.h"

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

/// Sorted; together they are [from, until). `manifest` is one that validate() accepts.
std::vector<DayStretch> day_of(const Manifest& manifest, Instant from, Instant until);

}  // namespace bangtin
