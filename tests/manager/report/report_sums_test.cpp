#include "manager/report/report_sums.h"

#include <gtest/gtest.h>

#include <random>

namespace bangtin {
namespace {

PlayReportRow row(std::string day, std::string board, std::string item, std::int64_t shown_ms,
                  std::optional<PlayFacts> facts = PlayFacts{}) {
  return {std::move(day), {std::move(board)}, {std::move(item)}, "", 1, shown_ms, 2, facts};
}

/// A few hundred rows as they may come.
std::vector<PlayReportRow> random_rows(std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::uint32_t end) { return random() % end; };
  std::vector<PlayReportRow> rows(below(400));
  for (PlayReportRow& made : rows) {
    made = row("2026-11-" + std::to_string(10 + below(20)), "b" + std::to_string(below(5)),
               "i" + std::to_string(below(30)), 1 + below(400'000'000));
    made.plays = below(100);
    made.frames = below(1'000'000);
    made.facts = PlayFacts{Category(below(9)), below(2) == 0 ? "vi" : "km", Origin(below(3)),
                           OwnerKind(below(6)), int(1 + below(3))};
    if (below(8) == 0) made.facts.reset();
  }
  return rows;
}

TEST(ReportSums, EveryBreakdownAddsUpToAllRows) {
  for (std::uint32_t seed = 0; seed < 50; ++seed) {
    const auto rows = random_rows(seed);
    for (const SumBy by : kSumsBy) {
      PlaySum sum;
      const auto lines = sums_by(by, rows);
      for (const SumLine& line : lines) {
        sum.plays += line.sum.plays;
        sum.shown_ms += line.sum.shown_ms;
        sum.frames += line.sum.frames;
      }
      EXPECT_EQ(sum, sum_of(rows)) << seed << " " << name_of(by);
      int whole = 0;
      for (const int share : permille_of(lines)) whole += share;
      EXPECT_EQ(whole, rows.empty() ? 0 : 1000) << seed << " " << name_of(by);
    }
  }
}

TEST(ReportSums, NothingAddsUpToNothing) {
  EXPECT_EQ(sum_of({}), PlaySum());
  EXPECT_TRUE(sums_by(SumBy::Item, {}).empty());
  EXPECT_TRUE(permille_of({}).empty());
}

TEST(ReportSums, DaysStandInOrderAndAllElseTheLongestFirst) {
  const std::vector<PlayReportRow> rows = {
      row("2026-11-23", "b", "i", 5), row("2026-11-22", "b", "i", 3),
      row("2026-11-22", "a", "j", 90, PlayFacts{Category::Disaster, "km", {}, {}, 3}),
      row("2026-11-22", "a", "k", 1'000, std::nullopt)};
  EXPECT_EQ(sums_by(SumBy::Day, rows),
            (std::vector<SumLine>{{"2026-11-22", {3, 1'093, 6}}, {"2026-11-23", {1, 5, 2}}}));
  EXPECT_EQ(
      sums_by(SumBy::Category, rows),
      (std::vector<SumLine>{{"disaster", {1, 90, 2}}, {"other", {2, 8, 4}}, {"", {1, 1'000, 2}}}))
      << "the unknown stands last";
  EXPECT_EQ(sums_by(SumBy::Priority, rows).front().key, "3");
  EXPECT_EQ(sums_by(SumBy::Board, rows).front(), (SumLine{"a", {2, 1'090, 4}}));
  EXPECT_EQ(sums_by(SumBy::Owner, rows).front().key, "party");
}

TEST(ReportSums, DaysWithoutAPlayAreThereToo) {
  const std::vector<SumLine> days = {{"2026-11-30", {1, 5, 2}}};
  EXPECT_EQ(
      with_empty_days(days, "2026-11-29", "2026-12-01"),
      (std::vector<SumLine>{{"2026-11-29", {}}, {"2026-11-30", {1, 5, 2}}, {"2026-12-01", {}}}));
  EXPECT_EQ(with_empty_days(days, "hôm nay", "2026-12-01"), days);
  EXPECT_EQ(with_empty_days(days, "2026-12-01", "2026-11-29"), days);
}

TEST(ReportSums, SharesGoToThoseThatLostMostByRounding) {
  EXPECT_EQ(permille_of(std::vector<SumLine>{{"a", {1, 1, 1}}, {"b", {1, 1, 1}}, {"c", {1, 1, 1}}}),
            (std::vector<int>{334, 333, 333}));
  EXPECT_EQ(permille_of(std::vector<SumLine>{{"a", {}}, {"b", {1, 7, 1}}}),
            (std::vector<int>{0, 1000}));
  EXPECT_EQ(permille_of(std::vector<SumLine>{{"a", {}}}), std::vector<int>{0});
}

}  // namespace
}  // namespace bangtin
