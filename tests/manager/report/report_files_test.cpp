#include "manager/report/report_files.h"

#include <gtest/gtest.h>

#include "shared/base/files.h"
#include "tests/fakes/temp_folder.h"
#include "tests/manager/report/sample_report.h"

namespace bangtin {
namespace {

TEST(ReportFiles, WhatIsThereStays) {
  const TempFolder folder;
  const std::string name = "Báo cáo 2026-11-01 đến 2026-11-30";
  ASSERT_TRUE(files::write_atomic(folder.path() / (name + ".csv"), "của tôi").ok());
  const ReportPaper paper = sample::report();
  EXPECT_EQ(save_report(folder.path(), paper, ReportFormat::Csv).value(),
            folder.path() / (name + " (2).csv"));
  EXPECT_EQ(save_report(folder.path(), paper, ReportFormat::Csv).value(),
            folder.path() / (name + " (3).csv"));
  EXPECT_EQ(*files::read_all(folder.path() / (name + ".csv"), 100), "của tôi");
  EXPECT_EQ(files::read_all(folder.path() / (name + " (3).csv"), 1 << 20).value(),
            report_bytes(paper, ReportFormat::Csv).value());
  EXPECT_EQ(files::list(folder.path()).size(), 3U);
}

TEST(ReportFiles, WithoutAFolderThereIsNoFileAndAReason) {
  const TempFolder folder;
  const auto saved = save_report(folder.path() / "không có", sample::report(), ReportFormat::Csv);
  ASSERT_FALSE(saved.ok());
  EXPECT_EQ(saved.error().key, "report.no_folder");
}

TEST(ReportFiles, DocumentsLieWhereTheDesktopSays) {
  const std::filesystem::path home = "/home/lan";
  EXPECT_EQ(documents_folder("# dirs\nXDG_DESKTOP_DIR=\"$HOME/x\"\n"
                             "XDG_DOCUMENTS_DIR=\"$HOME/Tài liệu\"\n",
                             home),
            "/home/lan/Tài liệu");
  EXPECT_EQ(documents_folder("XDG_DOCUMENTS_DIR=\"/mnt/chung\"", home), "/mnt/chung");
  EXPECT_EQ(documents_folder("", home), home);
  EXPECT_EQ(documents_folder("XDG_DOCUMENTS_DIR=\"nơi nào\"\n", home), home);
}

}  // namespace
}  // namespace bangtin
