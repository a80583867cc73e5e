// The commune's holidays: kept, told apart by revisions, and followed by every board at once.
#include <gtest/gtest.h>

#include "manager/core/holidays.h"
#include "shared/model/resolve.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class OfficeHolidaysTest : public OfficeFixture {
 protected:
  OfficeHolidaysTest() { set_commune(); }

  /// The days on which a board plays, as "2027-02-05", in the commune.
  std::vector<std::string> plays_on(const BoardRecord& board) {
    std::vector<std::string> days;
    for (const Window& window : selection_of(board.id).windows) {
      for (Instant t = window.begin; t < window.end; t += 24h) {
        days.push_back(to_iso8601(t + 7h).substr(0, 10));
      }
    }
    return days;
  }
  std::string last_event(const std::string& kind) {
    const auto rows =
        db_->query("SELECT body FROM event WHERE kind = $1 ORDER BY seq DESC LIMIT 1", {kind});
    return rows.ok() && !rows->empty() ? text_of(rows->at(0).at(0)) : "";
  }
};

TEST_F(OfficeHolidaysTest, ThoseOfTheLawAreThereAndEachChangeReachesTheBoards) {
  EXPECT_EQ(office_->holidays().value(), (HolidayList{default_holidays(), 0}));
  const BoardRecord board = pair("Chợ");
  ItemContent content = notice();
  content.valid_until = now_ + 24h * 390;
  PlaylistRecord list = playlist({approved(content)}, {board});
  list.schedule.rules.resize(1);
  list.schedule.rules[0].holidays = OnHolidays::Only;
  list = office_->save_playlist(lan_, list, now_).value();
  publish(list);
  const std::vector<std::string> before = plays_on(board);
  ASSERT_GE(before.size(), 7u);
  EXPECT_EQ(before[0], "2027-01-01");
  EXPECT_EQ(before[1], "2027-02-05") << "the last day of Bính Ngọ";

  HolidayList wanted = office_->holidays().value();
  wanted.holidays.push_back({" Hội làng", HolidayCalendar::Solar, 14, 12, 2026, 2});
  const std::int64_t generation = selection_of(board.id).generation;
  const HolidayList saved = office_->set_holidays(tech_, wanted, now_).value();
  EXPECT_EQ(saved.revision, 1);
  EXPECT_EQ(saved.holidays.back().name, "Hội làng");
  EXPECT_EQ(office_->holidays().value(), saved);
  EXPECT_EQ(selection_of(board.id).generation, generation + 1) << "in the same transaction";
  EXPECT_EQ(plays_on(board)[0], "2026-12-14");
  EXPECT_EQ(plays_on(board)[1], "2026-12-15");
  const std::string body = last_event("holidays.set");
  EXPECT_NE(body.find("Hội làng"), std::string::npos) << body;
  EXPECT_NE(body.find(R"("removed":[])"), std::string::npos) << body;

  // Back to what it was.
  wanted = saved;
  wanted.holidays.pop_back();
  office_->set_holidays(admin_, wanted, now_).value();
  EXPECT_EQ(plays_on(board), before);
}

TEST_F(OfficeHolidaysTest, NobodyOverwritesWhatHeHasNotSeen) {
  HolidayList mine = office_->holidays().value();
  HolidayList theirs = mine;
  mine.holidays.pop_back();
  office_->set_holidays(tech_, mine, now_).value();
  theirs.holidays.erase(theirs.holidays.begin());
  EXPECT_EQ(failure(office_->set_holidays(admin_, theirs, now_)), "conflict holiday.moved_on");
  EXPECT_EQ(office_->holidays().value().holidays, mine.holidays);
}

TEST_F(OfficeHolidaysTest, ABadListIsRefusedAndAnEqualOneIsNoChange) {
  HolidayList list = office_->holidays().value();
  EXPECT_EQ(office_->set_holidays(tech_, list, now_).value().revision, 0);
  EXPECT_EQ(last_event("holidays.set"), "");
  list.holidays[0].month = 13;
  EXPECT_EQ(failure(office_->set_holidays(tech_, list, now_)), "invalid holiday.solar_day");
  list.holidays[0].name = " ";
  EXPECT_EQ(failure(office_->set_holidays(tech_, list, now_)), "invalid holiday.name_missing");
  list.holidays.clear();
  EXPECT_TRUE(office_->set_holidays(tech_, list, now_).value().holidays.empty())
      << "a commune may have none";
  EXPECT_TRUE(office_->holidays().value().holidays.empty());
}

}  // namespace
}  // namespace bangtin
