// Schedules of playlists, boards in groups and by tags, hours of sound and panel.
#include <gtest/gtest.h>

#include "shared/model/resolve.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class OfficeGroupsTest : public OfficeFixture {
 protected:
  OfficeGroupsTest() { set_commune(); }

  PlaylistRecord saved(PlaylistRecord playlist) {
    return office_->save_playlist(lan_, playlist, now_).value();
  }
  GroupRecord group(const std::string& name, const std::vector<BoardRecord>& boards) {
    GroupRecord wanted;
    wanted.name = name;
    for (const BoardRecord& board : boards) wanted.boards.push_back(board.id);
    return office_->save_group(tech_, wanted, now_).value();
  }
  bool plays(const BoardRecord& board) { return !selection_of(board.id).windows.empty(); }
};

TEST_F(OfficeGroupsTest, APublishedScheduleSaysWhenABoardPlays) {
  const BoardRecord board = pair("Chợ");
  PlaylistRecord list = playlist({approved(notice())}, {board});
  ScheduleRule rule;
  rule.begin = 8h;
  rule.end = 10h;
  rule.weekdays = {Weekday::Monday};
  list.schedule.rules = {rule};
  list.schedule.layout = LayoutKind::Full;
  list = saved(list);
  EXPECT_EQ(office_->playlists().value().at(0).schedule, list.schedule);
  publish(list);
  const Selection selection = selection_of(board.id);
  ASSERT_FALSE(selection.windows.empty());
  // Monday 23/11/2026 at 8 in the commune.
  EXPECT_EQ(to_iso8601(selection.windows[0].begin), "2026-11-23T01:00:00.000Z");
  EXPECT_EQ(selection.windows[0].end - selection.windows[0].begin, 2h);
  EXPECT_EQ(selection.layouts.at(0).zones.size(), 1u);

  // What is edited waits for the next publication.
  list.schedule = {};
  list = saved(list);
  EXPECT_EQ(selection_of(board.id), selection);
  publish(list);
  EXPECT_EQ(selection_of(board.id).windows.size(), 1u);
}

TEST_F(OfficeGroupsTest, ABadScheduleIsRefusedWithItsWords) {
  PlaylistRecord wanted;
  wanted.name = "Tối";
  ScheduleRule rule;
  rule.from_day = 2026y / 11 / 22;
  rule.recurrence = "FREQ=SECONDLY";
  wanted.schedule.rules = {rule};
  EXPECT_EQ(failure(office_->save_playlist(lan_, wanted, now_)), "invalid schedule.too_often");
  wanted.schedule.rules.clear();
  wanted.schedule.priority = 10;
  EXPECT_EQ(failure(office_->save_playlist(lan_, wanted, now_)), "invalid schedule.priority");
  wanted.schedule.priority = 1;
  wanted.groups = {GroupId{"nobody"}};
  EXPECT_EQ(failure(office_->save_playlist(lan_, wanted, now_)), "invalid playlist.unknown_group");
  EXPECT_EQ(count("playlist"), 0);
}

TEST_F(OfficeGroupsTest, ABoardThatJoinsAGroupPlaysWhatTheGroupPlays) {
  const BoardRecord market = pair("Chợ");
  const BoardRecord school = pair("Trường", {1080, 1920});
  GroupRecord all = group("Các bảng", {market});
  PlaylistRecord list = playlist({approved(notice())}, {});
  list.groups = {all.id};
  list = saved(list);
  EXPECT_EQ(publish(list).size(), 1u);
  EXPECT_TRUE(plays(market));
  EXPECT_FALSE(plays(school));

  all.boards.push_back(school.id);
  all = office_->save_group(tech_, all, now_).value();
  EXPECT_EQ(all.boards.size(), 2u);
  EXPECT_TRUE(plays(school));
  EXPECT_EQ(office_->delivery(list.id).value().size(), 2u);

  all.boards = {school.id};
  all = office_->save_group(tech_, all, now_).value();
  EXPECT_FALSE(plays(market));
  EXPECT_EQ(failure(office_->save_group(tech_, {all.id, "x", {}, 1}, now_)),
            "conflict group.moved_on");
  EXPECT_EQ(office_->delete_group(tech_, all.id, now_).error().key, "group.in_use");
}

TEST_F(OfficeGroupsTest, APlaylistReachesABoardByEachWayOnlyOnce) {
  const BoardRecord market = pair("Chợ");
  const GroupRecord all = group("Các bảng", {market});
  office_->tag_board(tech_, market.id, {" chợ ", "chợ", "ngoài trời"}, now_).value();
  EXPECT_EQ(office_->board(market.id).value().tags,
            (std::vector<std::string>{"chợ", "ngoài trời"}));
  EXPECT_EQ(office_->boards().value().at(0).tags.size(), 2u);
  PlaylistRecord list = playlist({approved(notice())}, {market});
  list.groups = {all.id};
  list.tags = {"chợ"};
  list = saved(list);
  EXPECT_EQ(list.tags, std::vector<std::string>{"chợ"});
  EXPECT_EQ(publish(list).size(), 1u);
  const Selection selection = selection_of(market.id);
  EXPECT_EQ(selection.playlists.at(0).entries.size(), 2u) << "its two pages, once";

  // By its tag alone, until the tag is taken away.
  list.boards.clear();
  list.groups.clear();
  publish(saved(list));
  EXPECT_TRUE(plays(market));
  office_->tag_board(tech_, market.id, {}, now_).value();
  EXPECT_FALSE(plays(market));
  EXPECT_EQ(failure(office_->tag_board(tech_, market.id, {"a,b"}, now_)), "invalid board.tag");
  EXPECT_TRUE(office_->delete_group(tech_, all.id, now_).ok());
}

TEST_F(OfficeGroupsTest, HoursOfThePanelReachTheBoardAtOnce) {
  const BoardRecord board = pair("Chợ");
  const GroupRecord all = group("Các bảng", {board});
  EXPECT_EQ(office_->timetables().value().size(), 1u) << "no noise at night is said from the start";
  EXPECT_TRUE(selection_of(board.id).panel_off.empty());
  TimetableRecord record{TimetableScope::Group, all.id.text, {}};
  record.timetable.panel_on = Hours{{{{}, 5h + 30min, 22h}}};
  EXPECT_EQ(office_->set_timetable(tech_, record, now_).value(), record);
  const Selection dark = selection_of(board.id);
  ASSERT_EQ(dark.panel_off.size(), 400u);
  EXPECT_EQ(to_iso8601(dark.panel_off[0].begin), "2026-11-22T15:00:00.000Z");

  record = {TimetableScope::Board, board.id.text, {{}, Hours{}}};
  office_->set_timetable(tech_, record, now_).value();
  EXPECT_TRUE(selection_of(board.id).panel_off.empty()) << "the board itself is always lit";
  record.timetable = {};
  office_->set_timetable(tech_, record, now_).value();
  EXPECT_EQ(selection_of(board.id).panel_off, dark.panel_off);
  EXPECT_EQ(office_->timetables().value().size(), 2u);

  EXPECT_EQ(failure(office_->set_timetable(tech_, {TimetableScope::Board, "x", {}}, now_)),
            "not_found board.unknown");
  record.timetable.quiet = Hours{{{{}, 25h, 26h}}};
  EXPECT_EQ(failure(office_->set_timetable(tech_, record, now_)), "invalid schedule.hours");
}

TEST_F(OfficeGroupsTest, AnotherTimeZoneMovesTheWindows) {
  const BoardRecord board = pair("Chợ");
  PlaylistRecord list = playlist({approved(notice())}, {board});
  list.schedule.rules.resize(1);
  list.schedule.rules[0].begin = 8h;
  list.schedule.rules[0].end = 10h;
  publish(saved(list));
  const Instant before = selection_of(board.id).windows.at(0).begin;
  const Commune moved{"30307", "91", "Xã Tân Hưng", "UBND xã Tân Hưng", 480};
  ASSERT_TRUE(office_->set_commune(admin_, moved, now_).ok());
  EXPECT_EQ(selection_of(board.id).windows.at(1).begin, before + 24h - 1h);
}

TEST_F(OfficeGroupsTest, AfterAChangeOfTheTimeZoneAllIsAsIfItHadAlwaysBeenSo) {
  const BoardRecord market = pair("Chợ");
  const BoardRecord tall = pair("Trường", {1080, 1920});
  GroupRecord all = group("Các bảng", {market, tall});
  PlaylistRecord list = playlist({approved(notice())}, {});
  list.groups = {all.id};
  list.schedule.rules.resize(3);
  list.schedule.rules[0].weekdays = {Weekday::Monday, Weekday::Sunday};
  list.schedule.rules[0].begin = 22h;
  list.schedule.rules[0].end = 2h;
  list.schedule.rules[1].lunar_days = {{15, 0}, {LunarDay::kLastDay, 0}};
  list.schedule.rules[1].leap_months = LeapMonths::Counted;
  list.schedule.rules[2].from_day = 2026y / 11 / 2;
  list.schedule.rules[2].recurrence = "FREQ=MONTHLY;BYDAY=1WE;UNTIL=20270901T000000Z";
  list.schedule.rules[2].begin = 30min;
  list.schedule.rules[2].end = 90min;
  publish(saved(list));
  TimetableRecord hours;
  hours.timetable.panel_on = Hours{{{{}, 5h + 30min, 22h}}};
  office_->set_timetable(tech_, hours, now_).value();
  const auto spans = [&](const BoardId& board) {
    std::vector<Span> out;
    for (const Window& window : selection_of(board).windows) {
      out.push_back({window.begin, window.end});
    }
    return out;
  };
  const std::vector<Span> before = spans(market.id);
  const std::vector<Span> dark = selection_of(market.id).panel_off;
  for (const int offset : {480, 0, -210}) {
    SCOPED_TRACE(offset);
    now_ += 1min;
    const Commune moved{"30307", "91", "Xã Tân Hưng", "UBND xã Tân Hưng", offset};
    ASSERT_TRUE(office_->set_commune(admin_, moved, now_).ok());
    // A board that knows no other time zone.
    const BoardRecord fresh = pair("Mới " + std::to_string(offset));
    all.boards.push_back(fresh.id);
    all = office_->save_group(tech_, all, now_).value();
    for (const BoardRecord& board : {market, tall}) {
      EXPECT_EQ(selection_of(board.id).utc_offset_minutes, offset);
      EXPECT_EQ(spans(board.id), spans(fresh.id));
      EXPECT_EQ(selection_of(board.id).panel_off, selection_of(fresh.id).panel_off);
    }
    EXPECT_NE(spans(market.id), before);
  }
  now_ = sample::midnight();
  const Commune back{"30307", "91", "Xã Tân Hưng", "UBND xã Tân Hưng", 420};
  ASSERT_TRUE(office_->set_commune(admin_, back, now_).ok());
  EXPECT_EQ(spans(market.id), before);
  EXPECT_EQ(selection_of(market.id).panel_off, dark);
}

}  // namespace
}  // namespace bangtin
