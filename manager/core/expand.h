// From what is published to stretches of time: what plays in which zone, and how the screen is
// divided. Pure. Thread: any.
#pragma once

#include <cstddef>
#include <vector>

#include "manager/core/schedule.h"

namespace bangtin {

/// One item of a published playlist and when it is valid.
struct Airing {
  std::size_t item = 0;  ///< the caller's own index; may occur more than once
  Instant valid_from{};
  Instant valid_until{};
  bool ticker = false;
};

/// A published playlist: its items in the order in which they play.
struct Published {
  Schedule schedule;  ///< validate() accepts it
  std::vector<Airing> airings;
  const Layout* drawn = nullptr;  ///< stands before the preset of `schedule`; outlives expand()
};

/// From `begin` until before `end` exactly these items play, in this order.
struct Stretch {
  Instant begin{};
  Instant end{};
  LayoutKind layout = LayoutKind::Standard;
  std::vector<std::size_t> main;
  std::vector<std::size_t> side;
  std::vector<std::size_t> ticker;
  const Layout* drawn = nullptr;  ///< as in Published; then `layout` is Standard
  bool operator==(const Stretch&) const = default;
};

/// What plays inside the frame, of playlists in the order of their publication. At any instant, in
/// each zone: of the playlists that are on and have a valid item for it, those of the highest
/// priority, one after the other. Of those in the main zone the strongest wish divides the screen
/// (Full, then the first drawn layout, then Plain, then Side); a full screen has no other zone, a
/// drawn layout those that it has, and a side zone stands wherever something plays in it.
/// `side_zone` is false for a screen too small for one: then its pages play in the main zone,
/// unless a drawn layout has a place for them. `holidays` are those of the commune.
/// Sorted, apart, neighbours differ; no stretch where nothing plays.
/// Errors: invalid "playlist.too_long" beyond limits::kWindowsCompiledMax stretches or
/// limits::kExpandedSpansMax edges; "schedule.too_often".
Result<std::vector<Stretch>> expand(const std::vector<Published>& playlists, const TimeFrame& frame,
                                    const std::vector<Holiday>& holidays, bool side_zone = true);

}  // namespace bangtin
