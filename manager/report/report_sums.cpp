#include "manager/report/report_sums.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace bangtin {
namespace {

void add(PlaySum& sum, const PlayReportRow& row) {
  sum.plays += row.plays;
  sum.shown_ms += row.shown_ms;
  sum.frames += row.frames;
}

std::string key_of_facts(SumBy by, const PlayFacts& facts) {
  switch (by) {
    case SumBy::Category:
      return std::string(name_of(facts.category));
    case SumBy::Language:
      return facts.language;
    case SumBy::Origin:
      return std::string(name_of(facts.origin));
    case SumBy::Owner:
      return std::string(name_of(facts.owner_kind));
    default:
      return std::to_string(facts.priority);
  }
}

std::string key_of(SumBy by, const PlayReportRow& row) {
  switch (by) {
    case SumBy::Day:
      return row.day;
    case SumBy::Board:
      return row.board.text;
    case SumBy::Item:
      return row.item.text;
    default:
      return row.facts ? key_of_facts(by, *row.facts) : std::string();
  }
}

std::optional<std::chrono::sys_days> day_of(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  const auto midnight = from_iso8601(std::string(text) + "T00:00:00.000Z");
  if (!midnight) return std::nullopt;
  return std::chrono::floor<std::chrono::days>(*midnight);
}

}  // namespace

std::string_view name_of(SumBy by) {
  switch (by) {
    case SumBy::Day:
      return "day";
    case SumBy::Category:
      return "category";
    case SumBy::Language:
      return "language";
    case SumBy::Origin:
      return "origin";
    case SumBy::Owner:
      return "owner";
    case SumBy::Priority:
      return "priority";
    case SumBy::Board:
      return "board";
    case SumBy::Item:
      break;
  }
  return "item";
}

PlaySum sum_of(std::span<const PlayReportRow> rows) {
  PlaySum sum;
  for (const PlayReportRow& row : rows) add(sum, row);
  return sum;
}

std::vector<SumLine> sums_by(SumBy by, std::span<const PlayReportRow> rows) {
  std::map<std::string, PlaySum> sums;
  for (const PlayReportRow& row : rows) add(sums[key_of(by, row)], row);
  std::vector<SumLine> lines;
  for (auto& [key, sum] : sums) lines.push_back({key, sum});
  if (by == SumBy::Day) return lines;
  std::ranges::stable_sort(lines, [](const SumLine& one, const SumLine& other) {
    if (one.key.empty() != other.key.empty()) return other.key.empty();
    return one.sum.shown_ms > other.sum.shown_ms;
  });
  return lines;
}

std::vector<SumLine> with_empty_days(std::vector<SumLine> days, std::string_view from_day,
                                     std::string_view to_day) {
  const auto from = day_of(from_day);
  const auto to = day_of(to_day);
  if (!from || !to) return days;
  std::map<std::string, PlaySum> all;
  for (auto day = *from; day <= *to; day += std::chrono::days(1)) {
    all.try_emplace(to_iso8601(day).substr(0, 10));
  }
  for (SumLine& line : days) all[line.key] = line.sum;
  days.clear();
  for (auto& [key, sum] : all) days.push_back({key, sum});
  return days;
}

std::vector<int> permille_of(std::span<const SumLine> lines) {
  constexpr std::int64_t kWhole = 1000;
  std::int64_t total = 0;
  for (const SumLine& line : lines) total += line.sum.shown_ms;
  std::vector<int> shares(lines.size());
  if (total <= 0) return shares;
  std::int64_t left = kWhole;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    shares[i] = int(lines[i].sum.shown_ms * kWhole / total);
    left -= shares[i];
  }
  std::vector<std::size_t> order(lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater(),
                           [&](std::size_t i) { return lines[i].sum.shown_ms * kWhole % total; });
  for (std::size_t i = 0; i < std::size_t(left); ++i) ++shares[order[i]];
  return shares;
}

}  // namespace bangtin
