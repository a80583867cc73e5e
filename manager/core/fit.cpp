#include "manager/core/fit.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace bangtin {
namespace {

/// So many playlists are looked for by themselves; what comes after one more stays out.
constexpr int kLeftOutRoundsMax = 16;

/// One board's programme, tried again and again with less of it.
class Fitting {
 public:
  using Kept = std::vector<bool>;  ///< one for each playlist

  Fitting(const BoardFacts& facts, const Programme& programme, const Versions& versions,
          Instant now, std::int64_t generation, const Selection* last, const FitsBoard& fits)
      : facts_(facts),
        programme_(programme),
        versions_(versions),
        now_(now),
        generation_(generation),
        last_(last),
        fits_(fits) {}

  /// Nothing when it is too much; then why() says what it was.
  Result<std::optional<Manifest>> attempt(const Kept& kept, const Reach& reach) {
    Programme part;
    for (std::size_t i = 0; i < programme_.size(); ++i) {
      if (kept[i]) part.push_back(programme_[i]);
    }
    auto made = compile(facts_, part, versions_, now_, generation_, last_, reach);
    const Status fitted = made.ok() ? fits_(*made) : Status(made.error());
    if (fitted) return std::optional<Manifest>(std::move(*made));
    if (fitted.error().code != Code::Invalid) return fitted.error();
    if (!why_) why_ = fitted.error();
    return std::optional<Manifest>();
  }

  /// The last reach, without what does not fit beside the others.
  Result<Fitted> leave_out() {
    const Reach reach{kReaches.back(), true};
    Kept kept(programme_.size(), false);
    auto best = TRY(attempt(kept, reach));
    if (!best) return *why_;
    const std::vector<std::size_t> order = by_rank();
    std::size_t next = 0;
    std::size_t count = 0;
    for (int round = 0; next < order.size() && round < kLeftOutRoundsMax; ++round) {
      // Of the next ones `some` fit, and not all of `too_many`, or nobody has tried.
      std::size_t some = 0;
      std::size_t too_many = order.size() - next + 1;
      while (too_many - some > 1) {
        const std::size_t middle = some + (too_many - some) / 2;
        Kept wider = kept;
        for (std::size_t i = 0; i < middle; ++i) wider[order[next + i]] = true;
        auto made = TRY(attempt(wider, reach));
        (made ? some : too_many) = middle;
        if (made) best = std::move(made);
      }
      for (std::size_t i = 0; i < some; ++i) kept[order[next + i]] = true;
      count += some;
      next += some + 1;  // the one after them does not fit
    }
    return Fitted{std::move(*best), reach, programme_.size() - count, why_};
  }

  const std::optional<Error>& why() const { return why_; }

 private:
  std::vector<std::size_t> by_rank() const {
    std::vector<std::size_t> order(programme_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater<>{},
                             [this](std::size_t i) { return programme_[i].schedule.priority; });
    return order;
  }

  const BoardFacts& facts_;
  const Programme& programme_;
  const Versions& versions_;
  const Instant now_;
  const std::int64_t generation_;
  const Selection* last_;
  const FitsBoard& fits_;
  std::optional<Error> why_;  ///< of the whole programme for the whole time
};

}  // namespace

Result<Fitted> fit(const BoardFacts& facts, const Programme& programme, const Versions& versions,
                   Instant now, std::int64_t generation, const Selection* last,
                   const FitsBoard& fits) {
  Fitting fitting(facts, programme, versions, now, generation, last, fits);
  const Fitting::Kept all(programme.size(), true);
  for (const bool cuts : {false, true}) {
    for (const std::chrono::hours ahead : kReaches) {
      const Reach reach{ahead, cuts};
      auto made = TRY(fitting.attempt(all, reach));
      if (made) return Fitted{std::move(*made), reach, 0, fitting.why()};
    }
  }
  return fitting.leave_out();
}

}  // namespace bangtin
