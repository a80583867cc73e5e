// Steps back over a playlist's schedule, drawn and typed, and over the hours of sound and panel.
#include "manager/desk/plan_steps.h"

#include "manager/desk/hours_form.h"
#include "manager/desk/unsaved.h"
#include "tests/manager/desk/desk_window.h"

namespace bangtin::desk {
namespace {

using namespace std::chrono_literals;

class PlanSteps : public testing::Test {
 protected:
  PlanSteps() {
    server_.now = *from_iso8601("2026-11-21T22:10:00.000Z");
    server_.me.login = "hoa";
    server_.add_board("b1", "Nhà văn hoá ấp Phước Lộc");
    server_.all_groups = {{{"g1"}, "Các ấp phía nam", {BoardId{"b1"}}, 1}};
    PlaylistRecord playlist;
    playlist.name = "Bản tin sáng";
    playlist.boards = {BoardId{"b1"}};
    ItemRecord& item = server_.all_items.emplace_back();
    item.id = {"item-1"};
    item.content.title = item.content.body = "Thông báo";
    item.content.agency = "UBND xã Tân Hưng";
    item.content.commune_code = "30337";
    item.content.province_code = "91";
    item.content.valid_from = server_.now;
    item.content.valid_until = server_.now + 48h;
    item.state = ItemState::Approved;
    playlist.items = {item.id};
    ScheduleRule morning;
    morning.begin = 6h;
    morning.end = 7h + 30min;
    playlist.schedule.rules = {morning};
    EXPECT_TRUE(server_.publish(server_.save_playlist(playlist).value().id).ok());
    server_.now += 2h + 50min;
    server_.all_timetables = {{TimetableScope::Commune, "", {Hours{{{{}, 21h, 6h}}}, {}}}};
  }
  void open(DeskWindow& window, const char* view) {
    window.sign_in("hoa");
    window.click("go.plan");
    window.click(view);
    window.driver.idle();
  }
  static void choose(DeskWindow& window, const std::string& id, int option) {
    window.click(id);
    window.click(id + "." + std::to_string(option));
  }
  /// Each deed changes the form; undo goes back over all of them, redo forth.
  template <class Form>
  void expect_steps(DeskWindow& window, const Form& form, const std::string& id,
                    const std::vector<std::function<void()>>& deeds) {
    std::vector<Form> stood = {form};
    for (const auto& deed : deeds) {
      deed();
      window.driver.idle();
      ASSERT_FALSE(same_contents(form, stood.back())) << stood.size();
      stood.push_back(form);
    }
    for (std::size_t i = deeds.size(); i-- > 0;) {
      window.click(id + ".undo");
      EXPECT_TRUE(same_contents(form, stood[i])) << i;
    }
    EXPECT_FALSE(form.changed) << "as the server has it";
    EXPECT_FALSE(window.driver.enabled(id + ".undo"));
    for (std::size_t i = 1; i < stood.size(); ++i) {
      window.click(id + ".redo");
      EXPECT_TRUE(same_contents(form, stood[i])) << i;
    }
    EXPECT_TRUE(form.changed);
  }
  const Schedule& schedule() { return server_.all_playlists.at(0).schedule; }

  FakeDeskServer server_;
};

TEST_F(PlanSteps, EachRuleOfAScheduleIsOneStepBackAndForth) {
  DeskWindow window(server_, {1920, 1200});  // The whole form is in sight.
  open(window, "plan.view.schedule");
  window.click("schedule.playlist-1");
  expect_steps(
      window, window.desk.state().plan.schedule, "schedule",
      {[&] { window.fill("plan.from", "01/12/2026"); },
       [&] { window.fill("plan.until", "31/12/2026"); },
       [&] { choose(window, "plan.priority", 5); },
       [&] { window.fill("plan.except", "25/12/2026"); },
       [&] { window.fill("plan.also", "24/12/2026 08:00"); },
       [&] { choose(window, "plan.repeat", 1); }, [&] { window.fill("plan.every", "3"); },
       [&] { window.click("plan.weekday.mo"); }, [&] { window.fill("plan.begin.0", "05:00"); },
       [&] { window.click("plan.hours.add"); }, [&] { window.fill("plan.begin.1", "17:00"); },
       [&] { window.fill("plan.end.1", "18:00"); }, [&] { window.click("plan.hours.remove.0"); },
       [&] { choose(window, "plan.holidays", 2); }});
}

TEST_F(PlanSteps, EachDrawOfHoursIsAStepByKeys) {
  DeskWindow window(server_);
  open(window, "plan.view.day");
  const auto end = [&] { return window.desk.state().plan.schedule.hours.at(0).end; };
  window.drag("lane.playlist-1", 7.5F / 24, 9.0F / 24);
  window.drag("lane.playlist-1", 9.0F / 24, 11.0F / 24);
  ASSERT_EQ(end(), "11:00");
  window.driver.ctrl('z');
  EXPECT_EQ(end(), "09:00");
  window.driver.ctrl('z');
  EXPECT_EQ(end(), "07:30");
  EXPECT_FALSE(window.desk.state().plan.schedule.changed);
  EXPECT_READS(window, "như lịch đang phát");
  EXPECT_FALSE(window.driver.enabled("plan.save"));
  window.driver.ctrl('y');
  window.click("plan.drawn.redo");
  EXPECT_EQ(end(), "11:00");
  window.click("plan.save");
  EXPECT_EQ(schedule().rules[0].end, 11h);
}

TEST_F(PlanSteps, WhatIsPublishedStaysUntilItIsSavedAgain) {
  DeskWindow window(server_);
  open(window, "plan.view.schedule");
  window.click("schedule.playlist-1");
  window.fill("plan.end.0", "08:00");
  window.click("plan.save");
  window.click("plan.publish");
  window.click("sheet.confirm");
  window.wait(Millis(6'000));
  EXPECT_FALSE(window.desk.state().plan.schedule.changed);
  window.click("schedule.undo");
  EXPECT_EQ(window.desk.state().plan.schedule.hours[0].end, "07:30");
  EXPECT_TRUE(window.desk.state().plan.schedule.changed);
  EXPECT_READS(window, "Bản đã lưu trên máy chủ giữ nguyên");
  EXPECT_EQ(schedule().rules[0].end, 8h);
  EXPECT_EQ(server_.published[server_.all_playlists[0].id].schedule.rules[0].end, 8h);
}

TEST_F(PlanSteps, WhatSomebodyElseSavedIsNotTakenBack) {
  DeskWindow window(server_);
  open(window, "plan.view.schedule");
  window.click("schedule.playlist-1");
  window.fill("plan.end.0", "08:00");
  window.click("plan.save");
  PlaylistRecord other = server_.all_playlists[0];
  other.schedule.rules[0].end = 9h;
  ASSERT_TRUE(server_.save_playlist(other).ok());
  window.wait(Millis(6'000));
  EXPECT_EQ(window.desk.state().plan.schedule.hours[0].end, "09:00");
  EXPECT_FALSE(window.driver.enabled("schedule.undo"));
}

TEST_F(PlanSteps, HoursOfSoundAndPanelGoBackAndForth) {
  DeskWindow window(server_);
  server_.me.login = "tuan";
  window.sign_in("tuan");
  window.click("go.plan");
  window.click("plan.view.hours");
  expect_steps(window, window.desk.state().plan.hours, "hours",
               {[&] { window.fill("hours.quiet.begin.0", "20:00"); },
                [&] { window.click("hours.quiet.sa.0"); }, [&] { window.click("hours.quiet.add"); },
                [&] { window.fill("hours.quiet.begin.1", "11:30"); },
                [&] { window.fill("hours.quiet.end.1", "13:30"); },
                [&] { choose(window, "hours.panel", 1); },
                [&] { window.fill("hours.panel.begin.0", "05:30"); },
                [&] { window.fill("hours.panel.end.0", "22:00"); }});
  window.click("hours.save");
  window.wait(Millis(6'000));
  EXPECT_EQ(server_.all_timetables.at(0).timetable.panel_on, (Hours{{{{}, 5h + 30min, 22h}}}));
  window.click("hours.undo");
  EXPECT_READS(window, "Bản đã lưu trên máy chủ giữ nguyên");
  EXPECT_EQ(server_.all_timetables.at(0).timetable.panel_on, (Hours{{{{}, 5h + 30min, 22h}}}));
  EXPECT_TRUE(window.desk.state().plan.hours.changed);
}

TEST_F(PlanSteps, EachPlaceHasStepsOfItsOwnAndTheJournalHasWhatStands) {
  DeskWindow window(server_);
  server_.me.login = "tuan";
  window.sign_in("tuan");
  window.click("go.plan");
  window.click("plan.view.hours");
  window.fill("hours.quiet.begin.0", "20:00");
  window.click("hours.board.b1");
  EXPECT_FALSE(window.driver.enabled("hours.undo"));
  choose(window, "hours.panel", 1);
  window.click("hours.commune");
  window.click("hours.undo");
  EXPECT_EQ(window.desk.state().plan.hours.quiet.rows.at(0).hours.begin, "21:00");
  const Journal journal = journal_from(journal_bytes(window.desk.journal()), "").journal;
  ASSERT_EQ(journal.size(), 1U);
  EXPECT_FALSE(journal.begin()->second.hours.contains("commune")) << "as the server has it";
  EXPECT_TRUE(journal.begin()->second.hours.contains("board.b1"));
}

}  // namespace
}  // namespace bangtin::desk
