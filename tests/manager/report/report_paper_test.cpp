#include "manager/report/report_paper.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/base/texts.h"
#include "tests/manager/report/sample_report.h"

namespace bangtin {
namespace {

TEST(ReportPaper, EveryTableAddsUpToTheTotalOfTheRows) {
  const ReportPaper paper = sample::report();
  PlaySum rows;
  for (const PaperRow& row : paper.rows) {
    rows.plays += row.sum.plays;
    rows.shown_ms += row.sum.shown_ms;
    rows.frames += row.sum.frames;
  }
  EXPECT_EQ(rows, paper.total);
  ASSERT_EQ(paper.tables.size(), std::size(kSumsBy));
  for (const SumBy by : kSumsBy) {
    const PaperTable& table = paper.table(by);
    EXPECT_EQ(table.by, by);
    PlaySum sum;
    for (const PaperLine& line : table.lines) {
      sum.plays += line.sum.plays;
      sum.shown_ms += line.sum.shown_ms;
      sum.frames += line.sum.frames;
    }
    EXPECT_EQ(sum, paper.total) << name_of(by);
  }
}

TEST(ReportPaper, KeepsTheNamesOfItsTimeAndSaysWhichCameBefore) {
  const CommuneName before{"31108", "Xã Tân Hưng", "UBND xã Tân Hưng",
                           *from_iso8601("2026-06-01T00:00:00.000Z")};
  const CommuneName after{"31999", "Xã Hưng Thịnh", "UBND xã Hưng Thịnh",
                          *from_iso8601("2026-11-14T18:00:00.000Z")};
  ReportHead head = sample::report_head();
  take_names(head, {});
  EXPECT_EQ(head.agency, "UBND xã Tân Hưng");
  head.agency = head.commune = "of today";
  take_names(head, {before});
  EXPECT_EQ(head.agency, "UBND xã Tân Hưng");
  EXPECT_EQ(head.commune, "Xã Tân Hưng");
  EXPECT_TRUE(head.earlier.empty());
  take_names(head, {before, after});
  EXPECT_EQ(head.agency, "UBND xã Hưng Thịnh");
  EXPECT_EQ(head.earlier,
            std::vector<std::string>{"Trước ngày 15/11/2026: UBND xã Tân Hưng (mã 31108)"})
      << "the day by the commune's own time";
  CommuneName slip = before;
  slip.agency = "UBND xa Tan Hung";
  CommuneName right = before;
  right.since = slip.since + std::chrono::minutes(5);
  take_names(head, {slip, right});
  EXPECT_TRUE(head.earlier.empty()) << "it was put right at once";
}

TEST(ReportPaper, SaysNamesAndNotIds) {
  const ReportPaper paper = sample::report();
  EXPECT_EQ(paper.table(SumBy::Day).lines.size(), 30U) << "the 13th too";
  EXPECT_EQ(paper.table(SumBy::Day).lines[12].sum, PlaySum());
  EXPECT_EQ(paper.table(SumBy::Day).lines[0].name, "01/11/2026");
  EXPECT_EQ(paper.table(SumBy::Category).lines.back().name, "Không rõ");
  EXPECT_EQ(paper.table(SumBy::Priority).lines.back().name, "Không rõ");
  const auto names = [&](SumBy by) {
    std::vector<std::string> all;
    for (const PaperLine& line : paper.table(by).lines) all.push_back(line.name);
    std::ranges::sort(all);
    return all;
  };
  EXPECT_EQ(names(SumBy::Language),
            (std::vector<std::string>{"Không rõ", "Tiếng Khmer", "Tiếng Việt"}));
  EXPECT_EQ(names(SumBy::Board),
            (std::vector<std::string>{"Chợ Tân Hưng", "Nhà văn hoá ấp Phước Lộc", "b9"}));
  EXPECT_EQ(names(SumBy::Item)[0], "(không có tiêu đề, mã old)");
  EXPECT_EQ(paper.rows[0].category, "Kinh tế - xã hội");
  EXPECT_EQ(paper.rows[0].priority, "Thông thường");
  EXPECT_EQ(paper.rows.back().category, "");
}

TEST(ReportPaper, TimesAreExactAndNumbersGrouped) {
  EXPECT_EQ(report_duration_words(0), "0:00:00,000");
  EXPECT_EQ(report_duration_words(93'900'040), "26:05:00,040");
  EXPECT_EQ(report_number_words(0), "0");
  EXPECT_EQ(report_number_words(1'234'567), "1.234.567");
  EXPECT_EQ(report_share_words(334), "33,4 %");
  set_language(Language::English);
  EXPECT_EQ(report_duration_words(61'005), "0:01:01.005");
  EXPECT_EQ(report_number_words(1'234), "1,234");
  set_language(Language::Vietnamese);
}

TEST(ReportPaper, APeriodOfOneDayIsThatDay) {
  ReportHead head = sample::report_head();
  EXPECT_EQ(report_period_words(head), "Từ ngày 01/11/2026 đến hết ngày 30/11/2026");
  EXPECT_EQ(report_made_words(head), "Nguyễn Thị Lan lập lúc 08:30 ngày 01/12/2026");
  EXPECT_EQ(report_file_name(head, ReportFormat::Xlsx), "Báo cáo 2026-11-01 đến 2026-11-30.xlsx");
  head.to_day = head.from_day;
  EXPECT_EQ(report_period_words(head), "Ngày 01/11/2026");
  EXPECT_EQ(report_file_name(head, ReportFormat::Pdf), "Báo cáo 2026-11-01.pdf");
}

TEST(ReportPaper, EveryCategoryOriginOwnerAndPriorityHasWords) {
  for (int i = 0; i < 9; ++i) {
    const std::string key(name_of(Category(i)));
    EXPECT_NE(report_key_words(SumBy::Category, key), key);
  }
  for (int i = 0; i < 6; ++i) {
    const std::string key(name_of(OwnerKind(i)));
    EXPECT_NE(report_key_words(SumBy::Owner, key), key);
  }
  for (int i = 0; i < 3; ++i) {
    const std::string key(name_of(Origin(i)));
    EXPECT_NE(report_key_words(SumBy::Origin, key), key);
    const std::string priority = std::to_string(i + 1);
    EXPECT_NE(report_key_words(SumBy::Priority, priority), priority);
  }
  EXPECT_EQ(report_key_words(SumBy::Language, "und"), "Ngôn ngữ khác");
  EXPECT_EQ(report_key_words(SumBy::Language, "fr"), "fr");
}

TEST(ReportPaper, WhatIsProvenAddsUpAndLatenciesHaveAMiddleAndAnEnd) {
  const PaperProof proof = *sample::proven_report().proof;
  std::int64_t of = 0, proven = 0;
  for (const PaperBoard& board : proof.boards) {
    of += board.of_ms;
    proven += board.proven_ms;
    EXPECT_LE(board.proven_ms, board.of_ms);
  }
  EXPECT_EQ(proof.total.of_ms, of);
  EXPECT_EQ(proof.total.proven_ms, proven);
  EXPECT_EQ(proof.total.gap_ms, 648'000'000);
  EXPECT_EQ(proof.boards[0].permille, 999) << "rounded down: not all is proven";
  EXPECT_EQ(proof.boards[0].gap_from, "02/11/2026 00:00:00");
  ASSERT_EQ(proof.latencies.size(), 2U);
  EXPECT_EQ(proof.latencies[0].board, "Chợ Tân Hưng");
  EXPECT_EQ(proof.latencies[0].median_ms, (2'500 + 800) / 2);
  EXPECT_EQ(proof.latencies[0].worst_ms, 2'500);
  EXPECT_EQ(proof.latencies[1].never, 1);
  EXPECT_EQ(proof.latencies[1].worst_ms, 0) << "its clock is behind";
  EXPECT_EQ(proof.all.items, 4);
  EXPECT_EQ(proof.all.never, 1);
  EXPECT_EQ(proof.all.median_ms, 800);
  EXPECT_EQ(proof.urgent[1].latency_ms, std::nullopt);
}

TEST(ReportPaper, BoardsOfOneNameHaveTheirOwnLatencies) {
  const PaperProof proof = paper_proof(sample::proof(), {{{"b1"}, "Chợ"}, {{"b2"}, "Chợ"}}, 420);
  ASSERT_EQ(proof.latencies.size(), 2U);
  EXPECT_EQ(proof.latencies[0].board, "Chợ");
  EXPECT_EQ(proof.latencies[1].board, "Chợ");
  EXPECT_EQ(proof.latencies[0].never, 0);
  EXPECT_EQ(proof.latencies[1].never, 1);
}

}  // namespace
}  // namespace bangtin
