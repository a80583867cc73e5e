#include "manager/report/report_csv.h"

#include <gtest/gtest.h>

#include "tests/manager/report/sample_report.h"

namespace bangtin {
namespace {

/// The cells of RFC 4180, as a spreadsheet reads them.
std::vector<std::vector<std::string>> cells_of(std::string_view csv) {
  std::vector<std::vector<std::string>> lines{{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    std::string& cell = lines.back().back();
    if (csv[i] == '"' && quoted && i + 1 < csv.size() && csv[i + 1] == '"') {
      cell += csv[++i];
    } else if (csv[i] == '"') {
      quoted = !quoted;
    } else if (csv[i] == ',' && !quoted) {
      lines.back().emplace_back();
    } else if (csv[i] == '\n' && !quoted) {
      lines.push_back({""});
    } else if (csv[i] != '\r' || quoted) {
      cell += csv[i];
    }
  }
  lines.pop_back();
  return lines;
}

TEST(ReportCsv, AddsUpToThePlayLogWhenItIsReadBack) {
  const auto rows = sample::report_rows();
  const std::string csv = report_csv(sample::report());
  ASSERT_TRUE(csv.starts_with("\xEF\xBB\xBF"));
  const auto lines = cells_of(std::string_view(csv).substr(3));
  ASSERT_EQ(lines.size(), rows.size() + 2);
  PlaySum sum;
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    ASSERT_EQ(lines[i].size(), 12U);
    sum.plays += std::stoll(lines[i][9]);
    sum.shown_ms += std::stoll(lines[i][10]);
    sum.frames += std::stoll(lines[i][11]);
  }
  EXPECT_EQ(sum, sum_of(rows));
  EXPECT_EQ(lines.back()[0], "Cộng");
  EXPECT_EQ(lines.back()[10], std::to_string(sum.shown_ms));
  EXPECT_EQ(lines[1][1], "Thông báo cắt điện");
  EXPECT_EQ(lines[1][3], "Chợ Tân Hưng");
}

TEST(ReportCsv, NoCellIsAFormula) {
  for (const char* formula : {"=1+2", "+84 912", "-1", "@SUM(A1)", "\tx", "\rx"}) {
    const std::string cell = csv_cell(formula);
    EXPECT_EQ(cell.substr(cell[0] == '"' ? 1 : 0).front(), '\'') << formula;
  }
  EXPECT_EQ(csv_cell("a=b"), "a=b");
  EXPECT_EQ(csv_cell(""), "");
  EXPECT_NE(report_csv(sample::report()).find(",'=1+2,"), std::string::npos);
}

TEST(ReportCsv, ACellWithCommasQuotesOrLinesIsQuoted) {
  EXPECT_EQ(csv_cell("Họp \"ấp\", 19 giờ"), "\"Họp \"\"ấp\"\", 19 giờ\"");
  EXPECT_EQ(csv_cell("a\nb"), "\"a\nb\"");
}

TEST(ReportCsv, WhatIsProvenFollowsTheRowsAndAddsUp) {
  const std::string csv = report_csv(sample::proven_report());
  const auto lines = cells_of(std::string_view(csv).substr(3));
  const std::size_t rows = sample::report_rows().size() + 2;
  ASSERT_EQ(lines.size(), rows + 1 + 4 + 1 + 4 + 1 + 5);
  EXPECT_EQ(lines[rows], std::vector<std::string>{""});
  for (std::size_t column = 1; column <= 3; ++column) {
    EXPECT_EQ(std::stoll(lines[rows + 2][column]) + std::stoll(lines[rows + 3][column]),
              std::stoll(lines[rows + 4][column]));
  }
  for (std::size_t line = rows + 2; line <= rows + 4; ++line) {
    EXPECT_EQ(std::stoll(lines[line][2]) + std::stoll(lines[line][3]), std::stoll(lines[line][1]))
        << "proven and not proven are the whole";
  }
  EXPECT_EQ(lines[rows + 7][0], "Chợ Tân Hưng");
  EXPECT_EQ(lines[rows + 7][3], "1650");
  EXPECT_EQ(lines[rows + 9][2], "1") << "one was never shown";
  EXPECT_EQ(lines[rows + 13][3], "chưa hiện");
  EXPECT_EQ(lines[rows + 14][0], "'=Bão") << "no formula";
}

}  // namespace
}  // namespace bangtin
