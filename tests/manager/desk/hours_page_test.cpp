// The hours of sound and panel: the form, and the page by clicks.
#include "manager/desk/hours_form.h"
#include "tests/manager/desk/desk_window.h"

namespace bangtin::desk {
namespace {

using namespace std::chrono_literals;

class HoursPage : public testing::Test {
 protected:
  HoursPage() {
    server_.now = *from_iso8601("2026-11-22T01:00:00.000Z");
    server_.add_board("b1", "Nhà văn hoá ấp Phước Lộc");
    server_.add_board("b2", "Chợ Tân Hưng");
    server_.all_groups = {{{"g1"}, "Các ấp phía nam", {BoardId{"b1"}, BoardId{"b2"}}, 1}};
    server_.all_timetables = {{TimetableScope::Commune, "", {Hours{{{{}, 21h, 6h}}}, {}}}};
  }
  static void open(DeskWindow& window) {
    window.sign_in("tuan");
    window.click("go.plan");
    window.click("plan.view.hours");
    window.driver.idle();
  }
  Timetable of(TimetableScope scope, const std::string& id = "") {
    for (const TimetableRecord& record : server_.all_timetables) {
      if (record.scope == scope && record.id == id) return record.timetable;
    }
    return {};
  }
  FakeDeskServer server_;
};

TEST_F(HoursPage, SaysWhatTheCommuneHasAndSavesWhatIsTyped) {
  DeskWindow window(server_);
  open(window);
  EXPECT_READS(window, "Yên lặng 21:00-06:00 hôm sau. Màn hình luôn sáng.");
  EXPECT_FALSE(window.driver.enabled("hours.save"));
  window.click("hours.panel");
  window.click("hours.panel.1");
  window.fill("hours.panel.begin.0", "5:30");
  window.fill("hours.panel.end.0", "22:00");
  window.click("hours.save");
  const Timetable saved = of(TimetableScope::Commune);
  EXPECT_EQ(saved.panel_on, (Hours{{{{}, 5h + 30min, 22h}}}));
  EXPECT_EQ(saved.quiet, (Hours{{{{}, 21h, 6h}}})) << "the other half stays";
  EXPECT_READS(window, "Đã lưu giờ");
  window.wait(Millis(6'000));
  EXPECT_READS(window, "Màn hình sáng 05:30-22:00.");
}

TEST_F(HoursPage, ABoardHasHoursOfItsOwnByWeekdaysAndGivesThemUp) {
  DeskWindow window(server_);
  open(window);
  window.click("hours.board.b2");
  EXPECT_READS(window, "Không đặt gì riêng");
  window.click("hours.quiet");
  window.click("hours.quiet.2");
  window.fill("hours.quiet.begin.0", "11:30");
  window.fill("hours.quiet.end.0", "13:30");
  window.click("hours.quiet.sa.0");
  window.click("hours.quiet.su.0");
  window.click("hours.quiet.add");
  window.fill("hours.quiet.begin.1", "20:00");
  window.fill("hours.quiet.end.1", "24:00");
  window.click("hours.save");
  const Hours wanted{
      {{{Weekday::Saturday, Weekday::Sunday}, 11h + 30min, 13h + 30min}, {{}, 20h, 24h}}};
  EXPECT_EQ(of(TimetableScope::Board, "b2"), (Timetable{wanted, {}}));
  window.wait(Millis(6'000));
  EXPECT_READS(window, "Có giờ riêng");
  window.click("hours.quiet");
  window.click("hours.quiet.0");
  window.click("hours.save");
  EXPECT_EQ(of(TimetableScope::Board, "b2"), Timetable{});
  EXPECT_EQ(server_.all_timetables.size(), 1u) << "as the commune";
}

TEST_F(HoursPage, SaysWhatIsWrongAtItsField) {
  DeskWindow window(server_);
  open(window);
  window.click("hours.group.g1");
  window.click("hours.panel");
  window.click("hours.panel.2");
  window.fill("hours.panel.begin.0", "25:00");
  window.fill("hours.panel.end.0", "0:00");
  EXPECT_READS(window, "Viết như 07:30.");
  EXPECT_READS(window, "Viết như 07:30, đến 24:00.");
  EXPECT_FALSE(window.driver.enabled("hours.save"));
  window.click("hours.panel.remove.0");
  EXPECT_READS(window, "Thêm ít nhất một khung giờ.");
  EXPECT_FALSE(window.driver.enabled("hours.save"));
  window.click("hours.drop");
  EXPECT_READS(window, "Không đặt gì riêng");
}

TEST_F(HoursPage, WhatIsTypedStaysWhileAnotherPlaceIsLookedAt) {
  DeskWindow window(server_);
  open(window);
  window.click("hours.board.b1");
  window.click("hours.panel");
  window.click("hours.panel.2");
  window.fill("hours.panel.begin.0", "06:00");
  window.click("hours.commune");
  EXPECT_READS(window, "Chưa lưu");
  window.wait(Millis(6'000));
  window.click("hours.board.b1");
  window.fill("hours.panel.end.0", "21:00");
  window.click("hours.save");
  EXPECT_EQ(of(TimetableScope::Board, "b1").panel_on, (Hours{{{{}, 6h, 21h}}}));
}

TEST_F(HoursPage, WithoutAServerNothingTypedIsLost) {
  DeskWindow window(server_);
  open(window);
  window.click("hours.panel");
  window.click("hours.panel.1");
  window.fill("hours.panel.begin.0", "06:00");
  window.fill("hours.panel.end.0", "21:00");
  server_.reachable = false;
  window.click("hours.save");
  EXPECT_READS(window, "Chưa lưu được giờ.");
  EXPECT_TRUE(window.driver.enabled("hours.save"));
  server_.reachable = true;
  window.wait(Millis(6'000));
  window.click("hours.save");
  EXPECT_EQ(of(TimetableScope::Commune).panel_on, (Hours{{{{}, 6h, 21h}}}));
}

TEST_F(HoursPage, WhoMayNotSetThemIsNotOfferedThem) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.plan");
  EXPECT_FALSE(window.driver.has("plan.view.hours"));
}

TEST_F(HoursPage, LooksWellAtEverySize) {
  for (const float scale : {1.0F, 1.25F}) {
    DeskWindow window(server_, {1366, 768}, scale);
    open(window);
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << scale;
    window.click("hours.board.b1");
    for (const char* half : {"hours.quiet", "hours.panel"}) {
      window.click(half);
      window.click(std::string(half) + ".2");
    }
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << scale;
    window.click("hours.drop");
  }
}

TEST(HoursForm, SaysTheSameAgain) {
  const std::vector<TimetableRecord> records = {
      {TimetableScope::Board, "b1", {Hours{{{{Weekday::Monday}, 6h, 7h}, {{}, 22h, 5h}}}, Hours{}}},
      {TimetableScope::Group, "g1", {{}, Hours{{{{}, 0h, 24h}}}}}};
  for (const TimetableRecord& record : records) {
    std::vector<Problem> problems;
    const TimetableForm form = hours_form(record.scope, record.id, records);
    EXPECT_EQ(timetable_of(form, problems), record.timetable);
    EXPECT_TRUE(problems.empty());
    EXPECT_TRUE(says_hours(records, record.scope, record.id));
  }
  EXPECT_FALSE(says_hours(records, TimetableScope::Commune, ""));
  std::vector<Problem> none;
  EXPECT_EQ(timetable_of(hours_form(TimetableScope::Board, "b2", records), none), Timetable{});
  EXPECT_EQ(timetable_of(hours_form(TimetableScope::Commune, "", records), none),
            (Timetable{Hours{}, Hours{}}))
      << "nothing is wider than the commune";
}

}  // namespace
}  // namespace bangtin::desk
