#include "manager/core/expand.h"

#include <set>

namespace bangtin {

std::vector<Stretch> expand(const std::vector<Airing>& airings, Instant from, Instant until) {
  if (from >= until) return {};
  std::set<Instant> edges{from, until};
  for (const Airing& airing : airings) {
    for (const Instant edge : {airing.valid_from, airing.valid_until}) {
      if (from < edge && edge < until) edges.insert(edge);
    }
  }
  std::vector<Stretch> stretches;
  for (auto edge = edges.begin(); std::next(edge) != edges.end(); ++edge) {
    Stretch stretch{*edge, *std::next(edge), {}};
    for (const Airing& airing : airings) {
      if (airing.valid_from <= stretch.begin && stretch.begin < airing.valid_until) {
        stretch.items.push_back(airing.item);
      }
    }
    if (stretch.items.empty()) continue;
    // One item may end as its equal begins (it stands in two playlists): then nothing changes.
    if (!stretches.empty() && stretches.back().end == stretch.begin &&
        stretches.back().items == stretch.items) {
      stretches.back().end = stretch.end;
    } else {
      stretches.push_back(std::move(stretch));
    }
  }
  return stretches;
}

}  // namespace bangtin
