#include "manager/report/report_xlsx.h"

#include <gtest/gtest.h>

#include <cmath>
#include <pugixml.hpp>

#include "manager/report/report_files.h"
#include "tests/fakes/temp_folder.h"
#include "tests/manager/report/read_back.h"
#include "tests/manager/report/sample_report.h"

namespace bangtin {
namespace {

/// A workbook's sheets as their XML says.
class Workbook {
 public:
  explicit Workbook(const ReportPaper& paper)
      : path_(save_report(folder_.path(), paper, ReportFormat::Xlsx).value()) {}

  pugi::xml_document part(const std::string& name) const {
    pugi::xml_document document;
    const std::string xml = printed_by("unzip -p '" + path_.string() + "' xl/" + name);
    EXPECT_TRUE(document.load_buffer(xml.data(), xml.size())) << name;
    return document;
  }
  std::vector<std::string> sheet_names() const {
    std::vector<std::string> names;
    const pugi::xml_document book = part("workbook.xml");
    for (const pugi::xml_node sheet : book.child("workbook").child("sheets").children("sheet")) {
      names.emplace_back(sheet.attribute("name").value());
    }
    return names;
  }
  /// Rows of cells; numbers, formulas' values and words as they stand.
  std::vector<std::vector<std::string>> cells(std::size_t sheet) const {
    const pugi::xml_document document = part("worksheets/sheet" + std::to_string(sheet) + ".xml");
    std::vector<std::vector<std::string>> rows;
    for (const pugi::xml_node row : document.child("worksheet").child("sheetData").children()) {
      rows.emplace_back();
      for (const pugi::xml_node cell : row.children("c")) {
        const pugi::xml_node words = cell.child("is").child("t");
        rows.back().emplace_back(words ? words.text().get() : cell.child("v").text().get());
      }
    }
    return rows;
  }

 private:
  TempFolder folder_;
  std::filesystem::path path_;
};

TEST(ReportXlsx, EverySheetAddsUpToThePlayLogWhenItIsReadBack) {
  const PlaySum wanted = sum_of(sample::report_rows());
  const Workbook book(sample::report());
  const auto names = book.sheet_names();
  ASSERT_EQ(names.size(), 10U);
  EXPECT_EQ(names[0], "Tóm tắt");
  EXPECT_EQ(names[2], "Theo nhóm nội dung");
  for (std::size_t sheet = 2; sheet <= names.size(); ++sheet) {
    const auto rows = book.cells(sheet);
    const bool is_log = sheet == names.size();
    const std::size_t first = is_log ? 9 : 1;
    PlaySum sum;
    double days = 0;
    for (std::size_t i = 1; i + 1 < rows.size(); ++i) {
      sum.plays += std::stoll(rows[i].at(first));
      days += std::stod(rows[i].at(first + 1));
      sum.shown_ms += std::stoll(rows[i].at(first + 2));
      sum.frames += std::stoll(rows[i].at(first + 3));
    }
    EXPECT_EQ(sum, wanted) << names[sheet - 1];
    EXPECT_EQ(std::llround(days * 86'400'000), wanted.shown_ms) << names[sheet - 1];
    EXPECT_EQ(rows.back()[0], "Cộng");
    EXPECT_EQ(std::stoll(rows.back().at(first + 2)), wanted.shown_ms) << names[sheet - 1];
  }
}

TEST(ReportXlsx, WhatIsProvenHasSheetsThatAddUp) {
  const PaperProof proof = *sample::proven_report().proof;
  const Workbook book(sample::proven_report());
  const auto names = book.sheet_names();
  ASSERT_EQ(names.size(), 13U);
  EXPECT_EQ(names[9], "Màn hình có chiếu");
  const auto boards = book.cells(10);
  std::int64_t of = 0, proven = 0;
  for (std::size_t i = 1; i <= proof.boards.size(); ++i) {
    of += std::stoll(boards[i].at(2));
    proven += std::stoll(boards[i].at(4));
  }
  EXPECT_EQ(of, proof.total.of_ms);
  EXPECT_EQ(proven, proof.total.proven_ms);
  EXPECT_EQ(boards[3][0], "Cộng");
  EXPECT_EQ(std::stoll(boards[3].at(2)), of);
  EXPECT_EQ(std::stoll(boards[3].at(4)), proven);
  const auto latencies = book.cells(11);
  EXPECT_EQ(latencies[1][0], "Chợ Tân Hưng");
  EXPECT_EQ(latencies[1][4], "1650");
  EXPECT_EQ(latencies[3][2], "1");
  const auto urgent = book.cells(12);
  ASSERT_EQ(urgent.size(), 5U);
  EXPECT_EQ(urgent[2][3], "chưa hiện");
  EXPECT_EQ(urgent[1][4], "2500");
}

TEST(ReportXlsx, TotalsAreFormulasAndDaysAreDates) {
  const Workbook book(sample::report());
  const pugi::xml_document days = book.part("worksheets/sheet2.xml");
  const pugi::xml_node sheet = days.child("worksheet");
  EXPECT_STREQ(
      sheet.child("sheetViews").child("sheetView").child("pane").attribute("state").value(),
      "frozen");
  EXPECT_TRUE(sheet.child("cols"));
  const pugi::xml_node last = sheet.child("sheetData").last_child();
  EXPECT_STREQ(last.child("c").next_sibling().child("f").text().get(), "SUM(B2:B31)");
  EXPECT_EQ(book.cells(2)[1][0], "46327") << "1 November 2026 as Excel counts days";
}

TEST(ReportXlsx, WordsStayWords) {
  const Workbook book(sample::report());
  const pugi::xml_document log = book.part("worksheets/sheet10.xml");
  EXPECT_FALSE(log.select_node("//c[f][is]"));
  const pugi::xml_node formula = log.select_node("//c[is/t='=1+2']").node();
  ASSERT_TRUE(formula);
  EXPECT_STREQ(formula.attribute("t").value(), "inlineStr");
}

TEST(ReportXlsx, AnEmptyReportIsAWholeWorkbook) {
  const Workbook book(report_paper(sample::report_head(), {}, {}));
  const auto rows = book.cells(10);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].at(9), "0");
}

}  // namespace
}  // namespace bangtin
