// What of a programme a board can hold: fewer days ahead first, the newest wish last. Pure.
// Thread: any.
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <optional>

#include "manager/core/compile.h"

namespace bangtin {

/// How far ahead a selection may look, farthest first. What is compiled from schedules for the last
/// of them breaks no bound of windows: they begin and end on whole minutes.
inline constexpr std::array<std::chrono::hours, 6> kReaches = {
    limits::kExpandHorizon,      std::chrono::hours(24 * 200), std::chrono::hours(24 * 100),
    std::chrono::hours(24 * 50), std::chrono::hours(24 * 28),  limits::kExpandHorizonMin};

/// A selection that a board can hold.
struct Fitted {
  Manifest manifest;
  Reach reach;
  std::size_t left_out = 0;  ///< playlists of which nothing plays
  /// Why it is not the whole programme for limits::kExpandHorizon; nothing when it is.
  std::optional<Error> why{};

  Instant horizon() const { return manifest.selection.issued_at + reach.ahead; }
  /// Something plays less than people asked for, now or in the days of this selection.
  bool is_partial() const { return reach.cuts || left_out > 0; }
};

/// Whether a board can read this selection with its items as one file. Errors: what the store says.
using FitsBoard = std::function<Status(const Manifest&)>;

/// What compile() makes for the first of these that breaks no bound and that `fits` takes (it says
/// no by an error of Code::Invalid): each of kReaches with the whole programme; the same with
/// Reach::cuts; the last of them without those playlists that do not fit beside the others, where
/// the highest priority comes first, then the earliest publication.
/// Errors: what not even an empty programme does without, as compile(); of `fits`.
Result<Fitted> fit(const BoardFacts& facts, const Programme& programme, const Versions& versions,
                   Instant now, std::int64_t generation, const Selection* last,
                   const FitsBoard& fits);

}  // namespace bangtin
