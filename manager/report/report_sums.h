// Plays added up by what they were about, where and when. Every breakdown adds up exactly to the
// sum of all rows: whole plays, milliseconds and frames. Pure. Thread: any.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/protocol/messages.h"

namespace bangtin {

enum class SumBy { Day, Category, Language, Origin, Owner, Priority, Board, Item };
inline constexpr SumBy kSumsBy[] = {SumBy::Day,   SumBy::Category, SumBy::Language, SumBy::Origin,
                                    SumBy::Owner, SumBy::Priority, SumBy::Board,    SumBy::Item};
/// "day", "category", ...
std::string_view name_of(SumBy by);

struct PlaySum {
  std::int64_t plays = 0;
  std::int64_t shown_ms = 0;
  std::int64_t frames = 0;
  bool operator==(const PlaySum&) const = default;
};

struct SumLine {
  /// "2026-11-22", the wire name of a category, a language's tag, an id; empty where the office
  /// does not know what was shown.
  std::string key;
  PlaySum sum;
  bool operator==(const SumLine&) const = default;
};

PlaySum sum_of(std::span<const PlayReportRow> rows);

/// A line for each key that has a row: days in order, all else the longest shown first, the
/// unknown last.
std::vector<SumLine> sums_by(SumBy by, std::span<const PlayReportRow> rows);

/// The same lines of days and an empty one for each day from `from_day` to `to_day`, both
/// "2026-11-22" and included, that has none; what is no day adds none.
std::vector<SumLine> with_empty_days(std::vector<SumLine> days, std::string_view from_day,
                                     std::string_view to_day);

/// What each line has of the time of all, in thousandths that add up to exactly 1000 (to 0 where
/// nothing was shown): rounded down, the rest to those that lost most.
std::vector<int> permille_of(std::span<const SumLine> lines);

}  // namespace bangtin
