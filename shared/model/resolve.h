// resolve: what a board shows is a pure function of its manifest and the time. The player, the
// desk's preview, the command line and the tests all call this one. Thread: any.
#pragma once

#include <cstdint>
#include <vector>

#include "shared/model/manifest.h"

namespace bangtin {

/// What one zone shows.
struct ZoneScene {
  enum class Content {
    Header,       ///< agency, clock, dates, as of `minute`
    Page,         ///< a page of an item (main and side zones)
    Ticker,       ///< a ticker item, scrolled by now - since
    Empty,        ///< nothing valid to play here: the place's own card in this zone
    PlainHeader,  ///< the agency alone, for a board that does not know the time; never resolved
  };
  Content content = Content::Empty;
  std::uint32_t zone = 0;  ///< index into the layout's zones
  std::uint32_t item = 0;  ///< Page, Ticker: index into the selection's items
  /// Page, Ticker: may lie beyond the item's pages when validate() refuses the manifest.
  std::uint32_t page = 0;
  /// Page, Ticker: when this page began; Header: the shown minute. A page alone in its zone began
  /// with the window.
  Instant since{};
  /// Page, Ticker: when this page ends; Header: the next minute. A page alone in its zone stays
  /// until the window ends or an item of the zone becomes valid or ends.
  Instant until{};
  bool operator==(const ZoneScene&) const = default;
};

/// The whole picture, but for the motion of tickers.
struct Scene {
  enum class Kind {
    Card,    ///< nothing is scheduled: the built-in card with the place's name
    Layout,  ///< the zones of `layout`
  };
  Kind kind = Kind::Card;
  std::uint32_t layout = 0;
  std::vector<ZoneScene> zones;
  bool sound = true;     ///< clips may be heard: it is not a quiet time
  bool panel_on = true;  ///< the panel is lit
  bool operator==(const Scene&) const = default;
};

struct Resolved {
  Scene scene;
  Instant valid_until{};
};

/// The farthest that `valid_until` may lie ahead.
inline constexpr auto kResolveHorizon = std::chrono::hours(24);
/// The longest that a playlist may have run when a window takes it over.
inline constexpr auto kRanMax = std::chrono::hours(24) * 366 * 100;

/// The scene at `now`, and until when it holds: for each t in [now, valid_until) the scene is the
/// same. Inside a window the place in a zone's playlist is (now - window.begin + ran of the zone)
/// mod cycle, over the entries whose item is valid at `now`; an item outside [valid_from,
/// valid_until) never shows. Sound is off inside a span of `quiet`, the panel inside one of
/// `panel_off`, whatever the window. Pure and total: any manifest, also one that validate()
/// refuses, any instant. Entries whose item is unknown or of the other kind, or whose duration is
/// not in (0, kResolveHorizon], are passed over; of overlapping windows or spans the one that began
/// last holds; a `ran` that is missing or not in [0, kRanMax] counts as 0; outside the years 0-9999
/// the card shows, with sound, on a lit panel. Cost: the logarithm of the number of windows and
/// spans, plus the entries of the playlists of one window. Range: now < valid_until <= now +
/// kResolveHorizon (both the same only at Instant::max()).
Resolved resolve(const Manifest& manifest, Instant now);

}  // namespace bangtin
