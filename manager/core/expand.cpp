#include "manager/core/expand.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "shared/base/limits.h"

namespace bangtin {
namespace {

/// A playlist begins or ends (`airing` is kWhole), or one of its items becomes valid or ends.
struct Edge {
  static constexpr std::uint32_t kWhole = 0xffffffffu;
  Instant at{};
  std::uint32_t playlist = 0;
  std::uint32_t airing = kWhole;
  bool begins = false;
};

Error too_many_ahead(std::string_view what) {
  return {Code::Invalid, "too many " + std::string(what) + " in the time ahead",
          "playlist.too_long"};
}

Result<std::vector<Edge>> edges_of(const std::vector<Published>& playlists, const TimeFrame& frame,
                                   const std::vector<Holiday>& holidays) {
  const LunarDays lunar(frame, holidays);
  std::vector<Edge> edges;
  for (std::uint32_t i = 0; i < playlists.size(); ++i) {
    for (const Span& span : TRY(spans_of(playlists[i].schedule, frame, lunar))) {
      edges.push_back({span.begin, i, Edge::kWhole, true});
      edges.push_back({span.end, i, Edge::kWhole, false});
    }
    for (std::uint32_t k = 0; k < playlists[i].airings.size(); ++k) {
      const Airing& airing = playlists[i].airings[k];
      const Instant begin = std::max(airing.valid_from, frame.from);
      const Instant end = std::min(airing.valid_until, frame.until);
      if (begin >= end) continue;
      edges.push_back({begin, i, k, true});
      edges.push_back({end, i, k, false});
    }
    if (edges.size() > limits::kExpandedSpansMax) return too_many_ahead("beginnings and ends");
  }
  std::ranges::sort(edges, {}, &Edge::at);
  return edges;
}

bool has_zone(const Layout* layout, ZoneRole role) {
  return layout != nullptr &&
         std::ranges::find(layout->zones, role, &Zone::role) != layout->zones.end();
}

/// Which playlists play where, kept up from edge to edge.
class Airwaves {
 public:
  Airwaves(const std::vector<Published>& playlists, bool side_zone)
      : playlists_(playlists), side_zone_(side_zone), states_(playlists.size()) {
    for (std::size_t i = 0; i < playlists.size(); ++i) {
      states_[i].valid.resize(playlists[i].airings.size(), false);
    }
  }

  void take(const Edge& edge) {
    State& state = states_[edge.playlist];
    if (edge.airing == Edge::kWhole) {
      state.on = edge.begins;
    } else {
      state.valid[edge.airing] = edge.begins;
      const bool ticker = playlists_[edge.playlist].airings[edge.airing].ticker;
      (ticker ? state.tickers : state.pages) += edge.begins ? 1 : -1;
    }
    const bool side = playlists_[edge.playlist].schedule.zone == PageZone::Side;
    const bool pages = state.on && state.pages > 0;
    enrol(side ? kSide : kMain, edge.playlist, pages);
    if (!side_zone_) enrol(kMainOrSide, edge.playlist, pages);
    enrol(kTicker, edge.playlist, state.on && state.tickers > 0);
  }

  /// What plays now; begin and end are the caller's to say.
  Stretch now() const {
    // Where the presets have no side zone, everything plays in main but beside a drawn one.
    const Layout* by_main = drawn_in(kMain);
    const std::size_t pages = side_zone_ || has_zone(by_main, ZoneRole::Side) ? kMain : kMainOrSide;
    Stretch stretch;
    stretch.drawn = pages == kMain ? by_main : drawn_in(pages);
    stretch.layout = stretch.drawn != nullptr ? LayoutKind::Standard : layout(pages);
    stretch.main = items_in(pages, false);
    const bool side = stretch.drawn != nullptr ? has_zone(stretch.drawn, ZoneRole::Side)
                                               : stretch.layout == LayoutKind::Side;
    const bool ticker = stretch.drawn != nullptr ? has_zone(stretch.drawn, ZoneRole::Ticker)
                                                 : stretch.layout != LayoutKind::Full;
    if (side) stretch.side = items_in(kSide, false);
    if (ticker) stretch.ticker = items_in(kTicker, true);
    return stretch;
  }

 private:
  static constexpr std::size_t kMain = 0;
  static constexpr std::size_t kSide = 1;
  static constexpr std::size_t kTicker = 2;
  static constexpr std::size_t kMainOrSide = 3;
  using Ranks = std::map<int, std::set<std::uint32_t>, std::greater<>>;

  struct State {
    bool on = false;
    std::vector<bool> valid;
    int pages = 0;
    int tickers = 0;
  };

  void enrol(std::size_t zone, std::uint32_t playlist, bool plays) {
    Ranks& ranks = zones_[zone];
    const int priority = playlists_[playlist].schedule.priority;
    if (plays) {
      ranks[priority].insert(playlist);
      return;
    }
    const auto rank = ranks.find(priority);
    if (rank == ranks.end()) return;
    rank->second.erase(playlist);
    if (rank->second.empty()) ranks.erase(rank);
  }

  bool has_wish(std::size_t zone, LayoutKind kind) const {
    const Ranks& ranks = zones_[zone];
    return !ranks.empty() &&
           std::ranges::any_of(ranks.begin()->second, [&](std::uint32_t playlist) {
             const Published& published = playlists_[playlist];
             return published.drawn == nullptr && published.schedule.layout == kind;
           });
  }

  /// The first drawn layout that a playlist of this zone wishes; null beside a wish for the whole
  /// screen.
  const Layout* drawn_in(std::size_t zone) const {
    const Ranks& ranks = zones_[zone];
    if (ranks.empty() || has_wish(zone, LayoutKind::Full)) return nullptr;
    for (const std::uint32_t playlist : ranks.begin()->second) {
      const Published& published = playlists_[playlist];
      if (published.schedule.zone == PageZone::Main && published.drawn != nullptr) {
        return published.drawn;
      }
    }
    return nullptr;
  }

  LayoutKind layout(std::size_t zone) const {
    if (has_wish(zone, LayoutKind::Full)) return LayoutKind::Full;
    if (has_wish(zone, LayoutKind::Plain)) return LayoutKind::Plain;
    const bool side = side_zone_ && (has_wish(zone, LayoutKind::Side) || !zones_[kSide].empty());
    return side ? LayoutKind::Side : LayoutKind::Standard;
  }

  std::vector<std::size_t> items_in(std::size_t zone, bool tickers) const {
    std::vector<std::size_t> items;
    const Ranks& ranks = zones_[zone];
    if (ranks.empty()) return items;
    for (const std::uint32_t playlist : ranks.begin()->second) {
      const std::vector<Airing>& airings = playlists_[playlist].airings;
      for (std::size_t i = 0; i < airings.size(); ++i) {
        const bool plays = states_[playlist].valid[i] && airings[i].ticker == tickers;
        if (plays) items.push_back(airings[i].item);
      }
    }
    return items;
  }

  const std::vector<Published>& playlists_;
  const bool side_zone_;
  std::vector<State> states_;
  std::array<Ranks, 4> zones_;
};

bool plays_something(const Stretch& stretch) {
  return !stretch.main.empty() || !stretch.side.empty() || !stretch.ticker.empty();
}

bool plays_the_same(const Stretch& a, const Stretch& b) {
  return a.layout == b.layout && a.drawn == b.drawn && a.main == b.main && a.side == b.side &&
         a.ticker == b.ticker;
}

}  // namespace

Result<std::vector<Stretch>> expand(const std::vector<Published>& playlists, const TimeFrame& frame,
                                    const std::vector<Holiday>& holidays, bool side_zone) {
  std::vector<Stretch> stretches;
  if (frame.from >= frame.until) return stretches;
  const std::vector<Edge> edges = TRY(edges_of(playlists, frame, holidays));
  Airwaves airwaves(playlists, side_zone);
  for (std::size_t i = 0; i < edges.size();) {
    const Instant at = edges[i].at;
    for (; i < edges.size() && edges[i].at == at; ++i) airwaves.take(edges[i]);
    if (i == edges.size()) break;  // everything ends with the frame
    Stretch stretch = airwaves.now();
    stretch.begin = at;
    stretch.end = edges[i].at;
    if (!plays_something(stretch)) continue;
    // An edge that changes nothing that is seen cuts nothing.
    if (!stretches.empty() && stretches.back().end == at &&
        plays_the_same(stretches.back(), stretch)) {
      stretches.back().end = stretch.end;
      continue;
    }
    if (stretches.size() == limits::kWindowsCompiledMax) return too_many_ahead("changes");
    stretches.push_back(std::move(stretch));
  }
  return stretches;
}

}  // namespace bangtin
