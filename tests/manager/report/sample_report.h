// Plays of a commune as reports count them, for the tests of this folder. Thread: any.
#pragma once

#include "manager/report/report_paper.h"

namespace bangtin::sample {

inline ReportHead report_head() {
  ReportHead head;
  head.commune = "Xã Tân Hưng";
  head.agency = "UBND xã Tân Hưng";
  head.from_day = "2026-11-01";
  head.to_day = "2026-11-30";
  head.made_by = "Nguyễn Thị Lan";
  head.made_at = *from_iso8601("2026-12-01T01:30:00.000Z");
  return head;
}

inline const std::map<BoardId, std::string>& board_names() {
  static const std::map<BoardId, std::string> names = {{{"b1"}, "Chợ Tân Hưng"},
                                                       {{"b2"}, "Nhà văn hoá ấp Phước Lộc"}};
  return names;
}

/// A month of a few notices on two boards; times that are no whole seconds, and rows of a version
/// that the office does not know.
inline std::vector<PlayReportRow> report_rows() {
  const std::vector<std::pair<std::string, PlayFacts>> items = {
      {"Thông báo cắt điện", {Category::Economy, "vi", Origin::Commune, OwnerKind::State, 1}},
      {"Bão số 9: sơ tán dân ven sông trước 17 giờ, mang theo giấy tờ, thuốc men và nước uống",
       {Category::Disaster, "vi", Origin::Province, OwnerKind::State, 3}},
      {"ភាសាខ្មែរ", {Category::Culture, "km", Origin::Commune, OwnerKind::Front, 2}},
      {"=1+2", {Category::Welfare, "vi", Origin::Central, OwnerKind::Union, 1}}};
  std::vector<PlayReportRow> rows;
  for (int day = 1; day <= 30; ++day) {
    if (day == 13) continue;  // A day without a play.
    const std::string name = std::string("2026-11-") + (day < 10 ? "0" : "") + std::to_string(day);
    for (std::size_t i = 0; i < items.size(); ++i) {
      for (const char* board : {"b1", "b2"}) {
        const std::int64_t plays = 10 + (day * 7 + std::int64_t(i) * 5) % 23;
        rows.push_back({name,
                        {board},
                        {"item-" + std::to_string(i)},
                        items[i].first,
                        plays,
                        plays * 12'037 + day,
                        plays * 3,
                        items[i].second});
      }
    }
  }
  rows.push_back({"2026-11-30", {"b9"}, {"old"}, "", 1, 999, 1, std::nullopt});
  return rows;
}

inline ReportPaper report() { return report_paper(report_head(), report_rows(), board_names()); }

/// The same month as the play log proves it: two boards, an urgent item that stood on one of them,
/// another that stood on both.
inline ProofReport proof() {
  const Instant from = *from_iso8601("2026-10-31T17:00:00.000Z");
  const auto after = [&](std::int64_t ms) { return from + Millis(ms); };
  ProofReport report;
  report.from = from;
  report.until = after(2'592'000'000);
  report.boards = {{{"b1"}, 2'592'000'000, 2'591'000'001, 900'007, after(86'400'000)},
                   {{"b2"}, 1'296'000'000, 648'000'000, 648'000'000, after(7)}};
  report.urgent = {{{"i1"}, "Xả lũ", after(1'000), {"b1"}, after(3'500)},
                   {{"i1"}, "Xả lũ", after(1'000), {"b2"}, std::nullopt},
                   {{"i2"}, "=Bão", after(2'000), {"b1"}, after(2'800)},
                   {{"i2"}, "=Bão", after(2'000), {"b2"}, after(1'900)}};
  return report;
}

inline ReportPaper proven_report() {
  ReportPaper paper = report();
  paper.proof = paper_proof(proof(), board_names(), 420);
  return paper;
}

}  // namespace bangtin::sample
