#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

class ReportsPage : public OfficeDesk {
 protected:
  ReportsPage() {
    server_.add_board("b1", "Chợ Tân Hưng");
    const PlayFacts flood{Category::Disaster, "vi", Origin::Province, OwnerKind::State, 3};
    const PlayFacts culture{Category::Culture, "km", Origin::Commune, OwnerKind::Front, 1};
    server_.plays.rows = {{"", {"b1"}, {"item-1"}, "Bão số 9", 1'230, 14'000'000, 1'230, flood},
                          {"", {"b1"}, {"item-2"}, "Hội làng", 4, 808'000, 4, culture}};
  }
  /// The question of the last request for a report.
  static const ReportForm& asked(const DeskWindow& window) { return window.desk.state().reports; }
};

TEST_F(ReportsPage, ShowsTheSumsOfTodayAsChartsAndATable) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.reports");
  for (const char* words :
       {"1.234", "4 giờ 6 phút", "Ngày 22/11/2026", "Bão số 9", "Hội làng", "Thiên tai, dịch bệnh",
        "3 giờ 53 phút · 94,5 %", "Văn hoá, thể thao", "5,5 %", "22/11"}) {
    EXPECT_READS(window, words);
  }
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
}

TEST_F(ReportsPage, EveryBreakdownCanBeChosen) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.reports");
  const auto choose = [&](const char* label) {
    window.click("report.by");
    window.click(label);
  };
  choose("Theo ngôn ngữ");
  EXPECT_READS(window, "Tiếng Khmer");
  choose("Theo cấp ban hành");
  EXPECT_READS(window, "Tỉnh");
  choose("Theo đơn vị chủ quản");
  EXPECT_READS(window, "Mặt trận");
  choose("Theo mức ưu tiên");
  EXPECT_READS(window, "Khẩn cấp");
  choose("Theo màn hình");
  EXPECT_READS(window, "Chợ Tân Hưng");
  choose("Từng ngày, tin, màn hình");
  EXPECT_READS(window, "Chợ Tân Hưng");
  EXPECT_READS(window, "Hội làng");
}

TEST_F(ReportsPage, SaysWhatIsProvenOfBoardsAndHowSoonUrgentItemsStoodThere) {
  server_.proof.boards = {{{"b1"}, 36'000'000, 27'000'000, 5'400'000, server_.now}};
  server_.proof.urgent = {
      {{"item-1"}, "Bão số 9", server_.now, {"b1"}, server_.now + Millis(2'500)},
      {{"item-2"}, "Xả lũ", server_.now, {"b1"}, std::nullopt}};
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.reports");
  window.click("report.by");
  window.click("Màn hình có chiếu");
  for (const char* words : {"75,0 %", "7 giờ 30 phút", "1 giờ 30 phút", "Chỉ tính thời gian"}) {
    EXPECT_READS(window, words);
  }
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
  window.click("report.by");
  window.click("Tin khẩn theo màn hình");
  for (const char* words : {"0:00:02,500", "chưa hiện", "Xả lũ", "Trung vị"}) {
    EXPECT_READS(window, words);
  }
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
  window.click("desk.reports.xlsx");
  ASSERT_EQ(server_.papers.size(), 1U);
  ASSERT_TRUE(server_.papers[0].proof) << "the file says the same";
  EXPECT_EQ(server_.papers[0].proof->total.proven_ms, 27'000'000);
}

TEST_F(ReportsPage, AnUrgentItemThatStoodNowhereIsToldWhereNothingElsePlayed) {
  server_.plays.rows.clear();
  server_.proof.boards = {{{"b1"}, 36'000'000, 0, 36'000'000, server_.now}};
  server_.proof.urgent = {{{"item-2"}, "Xả lũ", server_.now, {"b1"}, std::nullopt}};
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.reports");
  for (const char* words : {"Không phát tin nào", "Xả lũ", "chưa hiện", "0,0 %", "10 giờ"}) {
    EXPECT_READS(window, words);
  }
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
}

TEST_F(ReportsPage, ATimeTooLongForProofHasItsSumsAndSaysWhy) {
  server_.proof_fault = Error{Code::Invalid, "too many days", "report.proof_too_long"};
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.reports");
  EXPECT_READS(window, "Bão số 9");
  window.click("report.by");
  window.click("Màn hình có chiếu");
  EXPECT_READS(window, "dài nhất 62 ngày");
}

TEST_F(ReportsPage, APeriodIsAskedForByOneClick) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.reports");
  window.click("desk.reports.last_month");
  EXPECT_EQ(asked(window).asked_from, "2026-10-01");
  EXPECT_EQ(asked(window).asked_to, "2026-10-31");
  EXPECT_READS(window, "Từ ngày 01/10/2026 đến hết ngày 31/10/2026");
  window.click("desk.reports.seven_days");
  EXPECT_EQ(asked(window).from, "16/11/2026");
  EXPECT_EQ(asked(window).to, "22/11/2026");
  EXPECT_EQ(asked(window).paper->table(SumBy::Day).lines.size(), 7U);
}

TEST_F(ReportsPage, AFileIsWrittenByOneClickAndThePageSaysWhereItIs) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.reports");
  window.wait(Millis(60'000));
  window.click("desk.reports.pdf");
  ASSERT_EQ(server_.papers.size(), 1U);
  EXPECT_EQ(server_.papers[0].head.made_by, "Nguyễn Thị Hoa");
  EXPECT_EQ(server_.papers[0].head.made_at, server_.now);
  EXPECT_EQ(server_.papers[0].total, sum_of(server_.plays.rows));
  EXPECT_READS(window, "Đã ghi báo cáo vào /home/hoa/Tài liệu/Báo cáo 2026-11-22.pdf");
  window.click("desk.reports.seven_days");
  EXPECT_FALSE(window.driver.reads("Đã ghi báo cáo")) << "that was another report";
}

TEST_F(ReportsPage, AFileThatCannotBeWrittenSaysWhyAndTheServerIsNotTakenForLost) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.reports");
  server_.disk_fault = Error{Code::Unavailable, "EIO", "report.not_written"};
  window.click("desk.reports.csv");
  EXPECT_READS(window, "Chưa ghi được tệp báo cáo.");
  EXPECT_EQ(window.desk.state().link, LinkState::Online);
  EXPECT_FALSE(window.driver.reads("Đã ghi báo cáo"));
}

TEST_F(ReportsPage, OfManyRowsThePageShowsTheFirst) {
  for (int i = 0; i < 700; ++i) {
    server_.plays.rows.push_back({"", {"b1"}, {"tin-" + std::to_string(i)}, "Tin", 1, 1'000, 1});
  }
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.reports");
  window.click("report.by");
  window.click("Từng ngày, tin, màn hình");
  EXPECT_EQ(asked(window).paper->rows.size(), 702U);
  EXPECT_READS(window, "Còn 202 dòng nữa");
}

}  // namespace
}  // namespace bangtin::desk
