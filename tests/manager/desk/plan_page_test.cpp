// The page of the schedule by clicks: what a board shows when, and a playlist's times.
#include "shared/protocol/schedule_messages.h"
#include "tests/manager/desk/desk_window.h"

namespace bangtin::desk {
namespace {

using namespace std::chrono_literals;

class PlanPage : public testing::Test {
 protected:
  PlanPage() {
    server_.now = *from_iso8601("2026-11-21T22:10:00.000Z");  // 05:10 in Vietnam.
    server_.me.login = "hoa";
    server_.add_board("b1", "Nhà văn hoá ấp Phước Lộc");
    server_.add_board("b2", "Chợ Tân Hưng");
    server_.all_groups = {{{"g1"}, "Các ấp phía nam", {BoardId{"b1"}, BoardId{"b2"}}, 1}};
    item("Thông báo cắt điện");
    item("Bản tin sáng");
    item("Lịch tiêm chủng");
    add("Chương trình hằng ngày", 1, {}, {ItemId{"item-1"}, ItemId{"item-3"}},
        {BoardId{"b1"}, BoardId{"b2"}});
    ScheduleRule morning;
    morning.begin = 6h;
    morning.end = 7h + 30min;
    add("Bản tin sáng", 5, {morning}, {ItemId{"item-2"}}, {BoardId{"b1"}});
    server_.timetable.panel_on = Hours{{{{}, 5h, 22h}}};
    server_.now += 2h + 50min;
  }
  void item(const std::string& title) {
    ItemRecord& made = server_.all_items.emplace_back();
    made.id = {"item-" + std::to_string(server_.all_items.size())};
    made.content.title = title;
    made.content.body = "Kính gửi bà con! Mời bà con theo dõi.";
    made.content.agency = "UBND xã Tân Hưng";
    made.content.commune_code = "30337";
    made.content.province_code = "91";
    made.content.valid_from = server_.now;
    made.content.valid_until = server_.now + 48h;
    made.state = ItemState::Approved;
  }
  void add(const std::string& name, int priority, std::vector<ScheduleRule> rules,
           std::vector<ItemId> items, std::vector<BoardId> boards) {
    PlaylistRecord playlist;
    playlist.name = name;
    playlist.items = std::move(items);
    playlist.boards = std::move(boards);
    playlist.schedule.priority = priority;
    playlist.schedule.rules = std::move(rules);
    const PlaylistId id = server_.save_playlist(playlist).value().id;
    ASSERT_TRUE(server_.publish(id).ok());
  }
  static void open(DeskWindow& window) {
    window.sign_in("hoa");
    window.click("go.plan");
  }
  const Schedule& schedule(std::size_t playlist) {
    return server_.all_playlists[playlist].schedule;
  }

  FakeDeskServer server_;
};

TEST_F(PlanPage, ShowsTheDayAsTheServerAnswersIt) {
  DeskWindow window(server_);
  open(window);
  window.driver.idle();
  EXPECT_READS(window, "Chủ nhật, 22/11/2026 · âm lịch 14/10 Bính Ngọ");
  EXPECT_READS(window, "Trước lần phát gần nhất");
  EXPECT_READS(window, "06:00-07:30  Bản tin sáng");
  EXPECT_READS(window, "07:30-22:00  Chương trình hằng ngày");
  EXPECT_READS(window, "22:00-24:00  Màn hình tắt");
  EXPECT_READS(window, "08:00") << "the line of now";
  EXPECT_EQ(server_.plans_asked, 1);
  window.click("stretch.2");
  EXPECT_READS(window, "nhường chỗ vì ưu tiên thấp hơn");
  window.click("plan.day.next");
  EXPECT_READS(window, "Thứ hai, 23/11/2026");
  EXPECT_READS(window, "00:00-05:00  Màn hình tắt");
  EXPECT_EQ(server_.plans_asked, 1) << "the answer reaches far ahead";
  window.click("plan.day.today");
  EXPECT_EQ(window.desk.state().plan.form.day, "22/11/2026");
  window.fill("plan.day", "hôm kia");
  EXPECT_READS(window, "Viết như 22/11/2026.");
  EXPECT_FALSE(window.driver.enabled("plan.day.next"));
  window.fill("plan.day", "25/11/2026");
  EXPECT_READS(window, "07:30-22:00  Thẻ của xã");
}

TEST_F(PlanPage, AStretchOfALaneIsChosenByTheMouse) {
  DeskWindow window(server_);
  open(window);
  window.click("lane.b1");
  const auto& chosen = window.desk.state().plan.form.chosen;
  ASSERT_TRUE(chosen) << "the middle of the lane is noon";
  EXPECT_EQ(to_iso8601(*chosen), "2026-11-22T00:30:00.000Z");
  EXPECT_READS(window, "“Chương trình hằng ngày” (ưu tiên 1) có lịch 00:00-24:00.");
}

TEST_F(PlanPage, AStretchIsChosenAlsoWhereItsHourIsNoRoundNumber) {
  ScheduleRule late;
  late.begin = 9h + 20min;
  late.end = 10h + 20min;
  add("Tin chợ", 7, {late}, {ItemId{"item-3"}}, {BoardId{"b1"}});
  DeskWindow window(server_);
  open(window);
  window.drag("lane.b1", 9.7F / 24, 9.7F / 24);
  const auto& chosen = window.desk.state().plan.form.chosen;
  ASSERT_TRUE(chosen);
  EXPECT_EQ(to_iso8601(*chosen), "2026-11-22T02:20:00.000Z");
  window.drag("lane.b1", 11.0F / 24, 11.0F / 24);
  ASSERT_TRUE(chosen);
  EXPECT_EQ(to_iso8601(*chosen), "2026-11-22T03:20:00.000Z");
}

TEST_F(PlanPage, ABoardIsAskedForAnewWhenItIsToldSomethingNew) {
  DeskWindow window(server_);
  open(window);
  window.driver.idle();
  ScheduleRule noon;
  noon.begin = 11h;
  noon.end = 12h;
  item("Trực tiếp lễ hội");
  server_.all_items.back().content.valid_from = server_.now;
  add("Lễ hội", 9, {noon}, {ItemId{"item-4"}}, {BoardId{"b1"}});
  window.wait(Millis(6'000));
  EXPECT_EQ(server_.plans_asked, 2);
  EXPECT_READS(window, "11:00-12:00  Lễ hội");
}

TEST_F(PlanPage, AGroupShowsALaneForEachBoard) {
  DeskWindow window(server_);
  open(window);
  window.click("plan.place");
  window.click("plan.place.2");
  window.driver.idle();
  EXPECT_TRUE(window.driver.has("lane.b1"));
  window.click("lane.b2");
  EXPECT_EQ(window.desk.state().plan.form.board, BoardId{"b2"});
  EXPECT_READS(window, "Chợ Tân Hưng");
  EXPECT_READS(window, "05:10-22:00  Chương trình hằng ngày");
}

TEST_F(PlanPage, ABoardWithoutAnyPublishedPlaylistSaysSo) {
  server_.add_board("b3", "Trạm y tế").generation_wanted = 0;
  DeskWindow window(server_);
  open(window);
  window.click("plan.place");
  window.click("plan.place.2");
  window.driver.idle();
  EXPECT_READS(window, "Chưa phát danh sách nào tới màn hình này.");
  const int asked = server_.plans_asked;
  window.wait(Millis(20'000));
  EXPECT_EQ(server_.plans_asked, asked) << "it is not asked for again and again";
}

TEST_F(PlanPage, TellsWhatShowsAtATimeInWordsAndAsAPicture) {
  DeskWindow window(server_);
  open(window);
  window.click("plan.view.moment");
  window.fill("plan.hour", "06:15");
  window.driver.idle();
  EXPECT_READS(window, "Bản tin sáng");
  EXPECT_READS(window, "06:00:00 – 07:30:00");
  ASSERT_TRUE(window.desk.state().preview);
  const auto morning = pixel_hash(*window.desk.state().preview->picture);
  EXPECT_GT(window.desk.state().preview->picture->width(), 500);
  window.fill("plan.hour", "09:00");
  window.driver.idle();
  EXPECT_NE(pixel_hash(*window.desk.state().preview->picture), morning);
  window.fill("plan.hour", "25:00");
  EXPECT_READS(window, "Viết như 07:30.");
  EXPECT_FALSE(window.desk.state().preview);
  window.fill("plan.hour", "04:00");
  EXPECT_READS(window, "Lịch không nói gì về lúc này.");
  window.fill("plan.hour", "23:00");
  EXPECT_READS(window, "Màn hình tắt");
}

TEST_F(PlanPage, TheDayGoesOnAtThreePacesAndStopsWhereItIsLeft) {
  DeskWindow window(server_);
  open(window);
  window.click("plan.view.moment");
  window.fill("plan.hour", "07:29");
  window.driver.idle();
  const auto still = pixel_hash(*window.desk.state().preview->picture);
  EXPECT_EQ(window.desk.tick(window.now()), Millis(60'000)) << "nothing moves";
  window.click("plan.run");
  EXPECT_LE(window.desk.tick(window.now()), Millis(100));
  window.wait(59s);
  EXPECT_READS(window, "07:29:59");
  EXPECT_READS(window, "Bản tin sáng");
  window.wait(2s);
  EXPECT_READS(window, "07:30:01");
  EXPECT_NE(pixel_hash(*window.desk.state().preview->picture), still) << "another playlist's turn";
  window.click("plan.pace.60");
  window.wait(3s);
  EXPECT_READS(window, "07:33:01");
  window.click("plan.run");
  window.wait(30s);
  EXPECT_READS(window, "07:33:01");
  window.click("plan.run");
  window.wait(20h);
  EXPECT_READS(window, "23:59:59");
  EXPECT_FALSE(window.desk.state().plan.form.runs) << "the day is over";
  window.click("go.compose");
  EXPECT_FALSE(window.desk.state().plan.form.runs) << "it does not run where nobody sees it";
  window.click("go.plan");
  window.click("plan.view.moment");
  window.fill("plan.hour", "06:15");
  EXPECT_EQ(window.desk.state().plan.form.ran, Millis(0));
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
}

TEST_F(PlanPage, TheMinuteOfAPublicationIsToldToo) {
  server_.now += 30s;
  add("Lễ hội", 9, {}, {ItemId{"item-3"}}, {BoardId{"b1"}});
  DeskWindow window(server_);
  open(window);
  window.click("plan.view.moment");
  EXPECT_EQ(window.desk.state().plan.form.hour, "08:00");
  EXPECT_READS(window, "Lịch tiêm chủng");
}

TEST_F(PlanPage, AScheduleIsSetByClicksAndPublished) {
  DeskWindow window(server_);
  open(window);
  window.click("plan.view.schedule");
  window.click("schedule.playlist-2");
  EXPECT_READS(window, "Hằng ngày, 06:00-07:30");
  window.fill("plan.from", "01/12/2026");
  window.fill("plan.until", "31/12/2026");
  for (const char* day : {"mo", "tu", "we", "th", "fr"}) {
    window.click(std::string("plan.weekday.") + day);
  }
  window.fill("plan.begin.0", "07:00");
  window.click("plan.hours.add");
  EXPECT_READS(window, "Chưa lưu được: xem các ô có chữ đỏ.");
  EXPECT_FALSE(window.driver.enabled("plan.save"));
  window.fill("plan.begin.1", "17:00");
  window.fill("plan.end.1", "17:30");
  window.fill("plan.except", "25/12/2026");
  EXPECT_READS(window,
               "Thứ hai đến thứ sáu, 07:00-07:30 và 17:00-17:30, từ 01/12/2026 đến 31/12/2026, "
               "trừ 25/12");
  EXPECT_READS(window, "Thứ ba, 01/12/2026  07:00-07:30");
  window.click("plan.priority");
  window.click("plan.priority.7");
  window.click("plan.save");
  EXPECT_READS(window, "Đã lưu lịch.");
  ASSERT_EQ(schedule(1).rules.size(), 2U);
  EXPECT_EQ(schedule(1).priority, 7);
  EXPECT_EQ(schedule(1).rules[0].weekdays.size(), 5U);
  EXPECT_EQ(server_.all_playlists[1].items, std::vector<ItemId>{ItemId{"item-2"}})
      << "the rest stays";
  EXPECT_EQ(server_.published[server_.all_playlists[1].id].schedule.priority, 5);
  window.click("plan.publish");
  EXPECT_READS(window, "Phát danh sách này?");
  window.click("sheet.confirm");
  EXPECT_EQ(server_.published[server_.all_playlists[1].id].schedule.priority, 7);
  EXPECT_FALSE(window.driver.enabled("plan.publish"));
}

TEST_F(PlanPage, HoursAreDrawnInTheLaneSavedAndPublished) {
  DeskWindow window(server_);
  open(window);
  window.drag("lane.playlist-2", 7.5F / 24, 9.1F / 24);
  EXPECT_READS(window, "“Bản tin sáng”: giờ mới chưa lưu");
  EXPECT_READS(window, "Hằng ngày, 06:00-09:00");
  EXPECT_EQ(schedule(1).rules[0].end, 7h + 30min) << "nothing is saved by a slip of the hand";
  EXPECT_FALSE(window.driver.enabled("plan.publish"));
  window.drag("lane.playlist-2", 7.5F / 24, 8.5F / 24);
  EXPECT_READS(window, "Hằng ngày, 07:00-10:00");
  window.click("plan.save");
  EXPECT_EQ(schedule(1).rules[0].begin, 7h);
  EXPECT_EQ(schedule(1).rules[0].end, 10h);
  EXPECT_READS(window, "“Bản tin sáng”: lịch đã lưu, chưa phát");
  window.click("plan.publish");
  window.click("sheet.confirm");
  EXPECT_EQ(server_.published[server_.all_playlists[1].id].schedule.rules[0].end, 10h);
  window.driver.idle();
  EXPECT_FALSE(window.driver.has("plan.save")) << "nothing is under way any more";
}

TEST_F(PlanPage, HoursDrawnBackAreNoChange) {
  DeskWindow window(server_);
  open(window);
  window.drag("lane.playlist-2", 7.5F / 24, 9.0F / 24);
  EXPECT_TRUE(window.desk.state().plan.schedule.changed);
  window.drag("lane.playlist-2", 9.0F / 24, 7.5F / 24);
  EXPECT_FALSE(window.desk.state().plan.schedule.changed);
  EXPECT_FALSE(window.driver.has("plan.drop"));
  window.drag("lane.playlist-2", 7.5F / 24, 9.0F / 24);
  window.click("plan.drop");
  EXPECT_FALSE(window.driver.has("plan.drop"));
  EXPECT_EQ(window.desk.state().plan.schedule.hours[0].end, "07:30");
}

TEST_F(PlanPage, TheWholeDayIsCutByDrawingAnEnd) {
  DeskWindow window(server_);
  open(window);
  window.drag("lane.playlist-1", 0.999F, 20.0F / 24);
  EXPECT_READS(window, "Hằng ngày, 00:00-20:00");
  window.click("plan.save");
  ASSERT_EQ(schedule(0).rules.size(), 1U);
  EXPECT_EQ(schedule(0).rules[0].end, 20h);
}

TEST_F(PlanPage, HoursThatWereDrawnWaitWhileOthersAre) {
  DeskWindow window(server_);
  open(window);
  window.drag("lane.playlist-2", 7.5F / 24, 9.0F / 24);
  window.drag("lane.playlist-1", 0.999F, 20.0F / 24);
  EXPECT_READS(window, "“Chương trình hằng ngày”: giờ mới chưa lưu");
  window.click("plan.view.schedule");
  window.click("schedule.playlist-2");
  EXPECT_EQ(window.desk.state().plan.schedule.hours[0].end, "09:00");
}

TEST_F(PlanPage, WhatNoFormSaysAndWhatATechnicianSeesIsNotDrawn) {
  ScheduleRule rule;
  rule.from_day = std::chrono::year(2026) / 11 / 1;
  rule.recurrence = "FREQ=DAILY;COUNT=60";
  rule.begin = 6h;
  rule.end = 7h + 30min;
  server_.all_playlists[1].schedule.rules = {rule};
  DeskWindow window(server_);
  open(window);
  window.drag("lane.playlist-2", 7.5F / 24, 9.0F / 24);
  EXPECT_TRUE(window.desk.state().plan.schedule.base.id.empty());
  DeskWindow technician(server_);
  technician.sign_in("tuan");
  technician.click("go.plan");
  technician.drag("lane.playlist-1", 0.999F, 20.0F / 24);
  EXPECT_TRUE(technician.desk.state().plan.schedule.base.id.empty());
}

TEST_F(PlanPage, TheLunarDaysAskForTheLeapMonths) {
  DeskWindow window(server_);
  open(window);
  window.click("plan.view.schedule");
  window.click("schedule.playlist-1");
  window.click("plan.repeat");
  window.click("plan.repeat.6");
  EXPECT_READS(window, "Chọn tháng nhuận có tính hay không.");
  EXPECT_FALSE(window.driver.enabled("plan.save"));
  window.click("plan.leap");
  window.click("plan.leap.2");
  EXPECT_READS(window, "Mùng một và rằm âm lịch, bỏ tháng nhuận, cả ngày");
  window.click("plan.save");
  EXPECT_EQ(schedule(0).rules[0].leap_months, LeapMonths::Skipped);
}

TEST_F(PlanPage, WhatWasTypedStaysWhenSomebodyElseSavedFirst) {
  DeskWindow window(server_);
  open(window);
  window.click("plan.view.schedule");
  window.click("schedule.playlist-2");
  window.fill("plan.begin.0", "05:30");
  PlaylistRecord theirs = server_.all_playlists[1];
  theirs.name = "Bản tin sáng sớm";
  theirs.schedule.rules[0].end = 8h;
  ASSERT_TRUE(server_.save_playlist(theirs).ok());
  window.click("plan.save");
  EXPECT_READS(window, "Người khác vừa sửa danh sách phát này.");
  EXPECT_READS(window, "Những gì đã nhập vẫn còn ở đây");
  EXPECT_EQ(window.desk.state().plan.schedule.hours[0].begin, "05:30");
  window.wait(Millis(6'000));
  EXPECT_READS(window, "Lịch mới của họ: Hằng ngày, 06:00-08:00");
  window.click("plan.keep");
  window.click("plan.save");
  EXPECT_EQ(schedule(1).rules[0].begin, 5h + 30min);
  EXPECT_EQ(server_.all_playlists[1].name, "Bản tin sáng sớm") << "only the schedule is replaced";
}

TEST_F(PlanPage, WhatWasTypedStaysWhileAnotherPlaylistIsLookedAt) {
  DeskWindow window(server_);
  open(window);
  window.click("plan.view.schedule");
  window.click("schedule.playlist-2");
  window.fill("plan.begin.0", "05:30");
  window.click("schedule.playlist-1");
  EXPECT_READS(window, "Luôn luôn");
  EXPECT_READS(window, "Chưa lưu");
  window.click("schedule.playlist-2");
  EXPECT_EQ(window.desk.state().plan.schedule.hours[0].begin, "05:30");
  window.click("plan.drop");
  EXPECT_EQ(window.desk.state().plan.schedule.hours[0].begin, "06:00");
}

TEST_F(PlanPage, WhatWasTypedStaysWhenTheServerIsGoneAndAnotherPlaylistIsLookedAt) {
  DeskWindow window(server_);
  open(window);
  window.click("plan.view.schedule");
  window.click("schedule.playlist-2");
  window.fill("plan.begin.0", "05:30");
  window.desk.apply({PlanStep{SaveSchedule{}}, PlanStep{OpenSchedule{{"playlist-1"}}}},
                    server_.now);
  server_.reachable = false;
  window.driver.idle();
  EXPECT_READS(window, "Chưa lưu được lịch.");
  window.click("schedule.playlist-2");
  EXPECT_EQ(window.desk.state().plan.schedule.hours[0].begin, "05:30");
  server_.reachable = true;
  window.click("plan.save");
  EXPECT_EQ(schedule(1).rules[0].begin, 5h + 30min);
}

TEST_F(PlanPage, RulesOfTheCommandLineStandUntilTheyAreReplaced) {
  ScheduleRule rule;
  rule.from_day = std::chrono::year(2026) / 11 / 1;
  rule.recurrence = "FREQ=MONTHLY;BYDAY=1MO";
  server_.all_playlists[1].schedule.rules = {rule};
  DeskWindow window(server_);
  open(window);
  window.click("plan.view.schedule");
  window.click("schedule.playlist-2");
  EXPECT_READS(window, "Theo quy tắc FREQ=MONTHLY;BYDAY=1MO");
  EXPECT_FALSE(window.driver.has("plan.from"));
  window.click("plan.priority");
  window.click("plan.priority.3");
  window.click("plan.save");
  EXPECT_EQ(schedule(1).rules, std::vector<ScheduleRule>{rule});
  EXPECT_EQ(schedule(1).priority, 3);
  window.click("plan.replace");
  EXPECT_READS(window, "Luôn luôn");
}

TEST_F(PlanPage, ATechnicianLooksButSetsNoTimes) {
  DeskWindow window(server_);
  window.sign_in("tuan");
  window.click("go.plan");
  EXPECT_TRUE(window.driver.has("plan.view.moment"));
  EXPECT_FALSE(window.driver.has("plan.view.schedule"));
  EXPECT_READS(window, "06:00-07:30  Bản tin sáng");
}

TEST_F(PlanPage, WithoutAServerTheDayStaysAndIsAskedForLater) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  server_.reachable = false;
  window.click("go.plan");
  window.driver.idle();
  EXPECT_READS(window, "Mất kết nối");
  const int asked = server_.plans_asked;
  server_.reachable = true;
  window.wait(Millis(10'000));
  window.driver.idle();
  EXPECT_EQ(server_.plans_asked, asked + 1);
  EXPECT_READS(window, "06:00-07:30  Bản tin sáng");
}

/// The page in each of its states, at both sizes of letters.
class PlanLooks : public PlanPage, public testing::WithParamInterface<float> {};

TEST_P(PlanLooks, NothingIsCutSmallOrOverlaps) {
  add("Tuyên truyền phòng cháy chữa cháy mùa khô năm 2026", 3, {}, {ItemId{"item-3"}},
      {BoardId{"b2"}});
  DeskWindow window(server_, {1366, 768}, GetParam());
  const auto clean = [&](const char* page) {
    window.driver.idle();
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << page;
  };
  open(window);
  clean("the day");
  window.click("stretch.2");
  clean("a stretch");
  window.fill("plan.day", "hôm kia");
  clean("no day");
  window.click("plan.day.today");
  window.click("plan.place");
  clean("the boards to choose from");
  window.click("plan.place.2");
  clean("a group");
  window.click("plan.view.moment");
  clean("a moment");
  window.fill("plan.hour", "99");
  clean("no time");
  window.click("plan.view.schedule");
  clean("no playlist");
  window.click("schedule.playlist-2");
  clean("a schedule");
  window.click("plan.repeat");
  window.click("plan.repeat.1");
  window.fill("plan.until", "32/1/2026");
  window.fill("plan.except", "Noel, Tết");
  window.fill("plan.also", "Tết");
  window.click("plan.hours.add");
  clean("much that is wrong");
  PlaylistRecord theirs = server_.all_playlists[1];
  ASSERT_TRUE(server_.save_playlist(theirs).ok());
  window.wait(Millis(6'000));
  clean("a conflict");
}

INSTANTIATE_TEST_SUITE_P(Scales, PlanLooks, testing::Values(1.0F, 1.25F),
                         [](const auto& one) { return one.param > 1 ? "at125" : "at100"; });

}  // namespace
}  // namespace bangtin::desk
