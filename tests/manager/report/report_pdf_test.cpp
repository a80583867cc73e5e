#include "manager/report/report_pdf.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "manager/report/report_files.h"
#include "tests/fakes/temp_folder.h"
#include "tests/manager/report/read_back.h"
#include "tests/manager/report/sample_report.h"

namespace bangtin {
namespace {

std::string pdf_words(const ReportPaper& paper) {
  const TempFolder folder;
  const auto path = save_report(folder.path(), paper, ReportFormat::Pdf).value();
  return printed_by("pdftotext -layout '" + path.string() + "' -");
}

std::size_t count_of(const std::string& text, const std::string& words) {
  std::size_t count = 0;
  for (auto at = text.find(words); at != text.npos; at = text.find(words, at + 1)) ++count;
  return count;
}

/// "1:02:03,004" in milliseconds.
std::int64_t read_ms(const std::string& text) {
  long long hours = 0, minutes = 0, seconds = 0, millis = 0;
  EXPECT_EQ(std::sscanf(text.c_str(), "%lld:%lld:%lld,%lld", &hours, &minutes, &seconds, &millis),
            4)
      << text;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis;
}

TEST(ReportPdf, SaysWhoseItIsOfWhatByWhomAndHowManyPages) {
  const std::string words = pdf_words(sample::report());
  for (const char* said :
       {"UBND xã Tân Hưng", "Xã Tân Hưng", "Độc lập - Tự do - Hạnh phúc", "BÁO CÁO TIN ĐÃ CHIẾU",
        "Từ ngày 01/11/2026 đến hết ngày 30/11/2026",
        "Nguyễn Thị Lan lập lúc 08:30 ngày 01/12/2026", "Trang 1/", "Người lập báo cáo",
        "Thiên tai, dịch bệnh", "Tiếng Khmer", "Không rõ"}) {
    EXPECT_NE(words.find(said), words.npos) << said << "\n" << words;
  }
  const std::size_t pages = count_of(words, "\f");
  EXPECT_GE(pages, 2U);
  EXPECT_NE(words.find("Trang " + std::to_string(pages) + "/" + std::to_string(pages)), words.npos);
}

TEST(ReportPdf, EveryTableAddsUpToThePlayLogWhenItIsReadBack) {
  const PlaySum wanted = sum_of(sample::report_rows());
  const std::string words = pdf_words(sample::report());
  // The times of all lines: each table has the total once in its lines and once below them.
  std::int64_t all_ms = 0;
  for (std::size_t at = words.find(','); at != words.npos; at = words.find(',', at + 1)) {
    const auto begin = words.find_last_of(" \n", at) + 1;
    const std::string word = words.substr(begin, words.find_first_of(" \n", at) - begin);
    if (std::ranges::count(word, ':') == 2) all_ms += read_ms(word);
  }
  const auto tables = std::int64_t(std::size(kSumsBy));
  EXPECT_EQ(all_ms, wanted.shown_ms * (2 * tables + 1)) << "and once among the figures\n" << words;
  EXPECT_EQ(count_of(words, report_duration_words(wanted.shown_ms)), std::size_t(tables + 1));
}

TEST(ReportPdf, IsTheSameForTheSameReport) {
  EXPECT_EQ(report_pdf(sample::report()).value(), report_pdf(sample::report()).value());
}

TEST(ReportPdf, AnEmptyReportIsAWholeFile) {
  const std::string words = pdf_words(report_paper(sample::report_head(), {}, {}));
  EXPECT_NE(words.find("0:00:00,000"), words.npos);
}

TEST(ReportPdf, SaysWhatIsProvenAndWhatThatMeans) {
  const PaperProof proof = *sample::proven_report().proof;
  const std::string words = pdf_words(sample::proven_report());
  std::int64_t proven = 0;
  for (const PaperBoard& board : proof.boards) {
    EXPECT_NE(words.find(report_duration_words(board.proven_ms)), words.npos) << words;
    proven += board.proven_ms;
  }
  EXPECT_NE(words.find(report_duration_words(proven)), words.npos);
  for (const char* said : {"Màn hình có chiếu", "Chỉ tính thời gian mà nhật ký chiếu",
                           "Tin khẩn theo màn hình", "0:00:01,650", "99,9 %", "50,0 %"}) {
    EXPECT_NE(words.find(said), words.npos) << said << "\n" << words;
  }
  EXPECT_EQ(pdf_words(sample::report()).find("Màn hình có chiếu"), std::string::npos);
}

}  // namespace
}  // namespace bangtin
