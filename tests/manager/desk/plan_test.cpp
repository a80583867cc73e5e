// The schedule's form and words, and a board's day, as pure functions.
#include "manager/desk/plan.h"

#include <gtest/gtest.h>

#include "manager/client/schedule_words.h"
#include "manager/core/holidays.h"
#include "manager/desk/plan_form.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "tests/fakes/fake_desk_server.h"

namespace bangtin::desk {
namespace {

using namespace std::chrono_literals;
using std::chrono::year_month_day;

Instant at(const char* text) { return *from_iso8601(text); }

ScheduleForm form() {
  ScheduleForm form;
  form.base.id = {"p1"};
  return form;
}

void tick(ScheduleForm& form, std::initializer_list<Weekday> days) {
  for (const Weekday day : days) form.weekdays[std::size_t(day)] = true;
}

std::string summary(const ScheduleForm& form) {
  std::vector<Problem> problems;
  const Schedule schedule = schedule_of(form, problems);
  return problems.empty() ? summary_of(schedule) : problems.front().field;
}

TEST(PlanWords, SayAScheduleAsAClerkWould) {
  using enum Weekday;
  struct Case {
    const char* words;
    void (*type)(ScheduleForm&);
  };
  const Case kCases[] = {
      {"Luôn luôn", [](ScheduleForm&) {}},
      {"Thứ hai đến thứ sáu, 07:00-07:30, từ 01/12/2026 đến 31/12/2026, trừ 25/12",
       [](ScheduleForm& f) {
         tick(f, {Monday, Tuesday, Wednesday, Thursday, Friday});
         f.hours = {{"07:00", "7:30"}};
         f.from = "1/12/2026";
         f.until = "31/12/2026";
         f.except = "25/12/2026";
       }},
      {"Thứ bảy và chủ nhật, 07:00-08:00 và 17:00-18:00",
       [](ScheduleForm& f) {
         tick(f, {Saturday, Sunday});
         f.hours = {{"07:00", "08:00"}, {"17:00", "18:00"}};
       }},
      {"Hằng ngày, 21:00-05:00 hôm sau",
       [](ScheduleForm& f) {
         f.hours = {{"21:00", "05:00"}};
       }},
      {"Hằng ngày, cả ngày, ngày 02/09/2027",
       [](ScheduleForm& f) { f.from = f.until = "02/09/2027"; }},
      {"Thứ hai, thứ tư đến thứ sáu và chủ nhật, cả ngày",
       [](ScheduleForm& f) {
         tick(f, {Monday, Wednesday, Thursday, Friday, Sunday});
       }},
      {"2 tuần một lần vào thứ hai và thứ tư, cả ngày, từ 23/11/2026",
       [](ScheduleForm& f) {
         tick(f, {Monday, Wednesday});
         f.repeat = int(Repeat::Weeks);
         f.from = "23/11/2026";
       }},
      {"3 tuần một lần vào thứ ba, cả ngày, từ 24/11/2026",
       [](ScheduleForm& f) {
         f.repeat = int(Repeat::Weeks);
         f.every = "3";
         f.from = "24/11/2026";
       }},
      {"10 ngày một lần, 06:00-24:00, từ 24/11/2026",
       [](ScheduleForm& f) {
         f.repeat = int(Repeat::EveryDays);
         f.every = "10";
         f.from = "24/11/2026";
         f.hours = {{"06:00", "24:00"}};
       }},
      {"Ngày 5 hằng tháng, chỉ khi là thứ hai, cả ngày, từ 01/01/2027",
       [](ScheduleForm& f) {
         tick(f, {Monday});
         f.repeat = int(Repeat::MonthDay);
         f.month_day = "5";
         f.from = "01/01/2027";
       }},
      {"Rằm âm lịch, tính cả tháng nhuận, 18:00-21:00",
       [](ScheduleForm& f) {
         f.repeat = int(Repeat::FullMoon);
         f.leap = 1;
         f.hours = {{"18:00", "21:00"}};
       }},
      {"Mùng một và rằm âm lịch, bỏ tháng nhuận, cả ngày",
       [](ScheduleForm& f) {
         f.repeat = int(Repeat::BothMoons);
         f.leap = 2;
       }},
      {"Hằng ngày, 08:00-09:00, thêm 20/11/2026 15:00, trừ 25/12/2026, 26/12/2026 08:00",
       [](ScheduleForm& f) {
         f.hours = {{"08:00", "09:00"}};
         f.also = "20/11/2026 15:00";
         f.except = "25/12/2026 ,26/12/2026 8:00";
       }},
      {"Chỉ ngày lễ, 06:00-07:00",
       [](ScheduleForm& f) {
         f.holidays = 1;
         f.hours = {{"06:00", "07:00"}};
       }},
      {"Hằng ngày, trừ ngày lễ, cả ngày", [](ScheduleForm& f) { f.holidays = 2; }},
      {"Thứ hai, trừ ngày lễ, cả ngày",
       [](ScheduleForm& f) {
         tick(f, {Monday});
         f.holidays = 2;
       }},
  };
  for (const Case& one : kCases) {
    ScheduleForm typed = form();
    one.type(typed);
    EXPECT_EQ(summary(typed), one.words);
    std::vector<Problem> problems;
    PlaylistRecord saved;
    saved.schedule = schedule_of(typed, problems);
    const ScheduleForm back = form_of(saved);
    EXPECT_FALSE(back.other) << one.words;
    EXPECT_EQ(summary(back), one.words) << "what was saved comes back into the fields";
  }
}

TEST(PlanWords, SayRulesThatNoFormSaysToo) {
  Schedule schedule;
  RuleWords words;
  words.recurrence = "FREQ=MONTHLY;BYDAY=1MO";
  words.dates = "2026-11-01..";
  words.from = "06:00";
  words.to = "07:00";
  schedule.rules.push_back(*rule_from(words));
  words = {};
  words.lunar = "10/3";
  words.leap = "bo";
  schedule.rules.push_back(*rule_from(words));
  EXPECT_EQ(summary_of(schedule),
            "Theo quy tắc FREQ=MONTHLY;BYDAY=1MO, 06:00-07:00, từ 01/11/2026; 10/3 âm lịch, bỏ "
            "tháng nhuận, cả ngày");
  PlaylistRecord playlist;
  playlist.schedule = schedule;
  ScheduleForm opened = form_of(playlist);
  EXPECT_TRUE(opened.other);
  opened.priority = 5;
  std::vector<Problem> problems;
  EXPECT_EQ(schedule_of(opened, problems).rules, schedule.rules) << "they stay until replaced";
  EXPECT_EQ(schedule_of(opened, problems).priority, 5);
}

TEST(PlanForm, NamesTheFieldThatIsWrong) {
  struct Case {
    const char* field;
    const char* key;
    void (*type)(ScheduleForm&);
  };
  const Case kCases[] = {
      {"plan.from", "desk.day_wrong", [](ScheduleForm& f) { f.from = "31/02/2026"; }},
      {"plan.until", "schedule.day_order",
       [](ScheduleForm& f) {
         f.from = "02/12/2026";
         f.until = "01/12/2026";
       }},
      {"plan.begin.0", "plan.hour_wrong",
       [](ScheduleForm& f) {
         f.hours = {{"24:00", "07:00"}};
       }},
      {"plan.end.1", "plan.end_wrong",
       [](ScheduleForm& f) {
         f.hours = {{"07:00", "08:00"}, {"09:00", ""}};
       }},
      {"plan.from", "plan.from_missing",
       [](ScheduleForm& f) { f.repeat = int(Repeat::EveryDays); }},
      {"plan.every", "plan.every_wrong",
       [](ScheduleForm& f) {
         f.repeat = int(Repeat::Weeks);
         f.from = "01/12/2026";
         f.every = "0";
       }},
      {"plan.month_day", "plan.month_day_wrong",
       [](ScheduleForm& f) {
         f.repeat = int(Repeat::MonthDay);
         f.from = "01/12/2026";
         f.month_day = "32";
       }},
      {"plan.leap", "plan.leap_missing", [](ScheduleForm& f) { f.repeat = int(Repeat::NewMoon); }},
      {"plan.except", "plan.except_wrong", [](ScheduleForm& f) { f.except = "Noel"; }},
      {"plan.also", "plan.also_wrong", [](ScheduleForm& f) { f.also = "20/11/2026"; }},
  };
  for (const Case& one : kCases) {
    ScheduleForm typed = form();
    one.type(typed);
    std::vector<Problem> problems;
    schedule_of(typed, problems);
    EXPECT_EQ(problems, (std::vector<Problem>{{one.key, one.field}})) << one.field;
    EXPECT_TRUE(has_text(one.key)) << one.key;
  }
}

TEST(PlanForm, TellsTheNextFiveTimes) {
  ScheduleForm typed = form();
  typed.repeat = int(Repeat::FullMoon);
  typed.leap = 1;
  typed.hours = {{"18:00", "21:00"}};
  review(typed, at("2026-11-22T01:00:00.000Z"), 420, default_holidays());
  ASSERT_EQ(typed.next.size(), 5U);
  EXPECT_EQ(to_iso8601(typed.next[0].begin), "2026-11-23T11:00:00.000Z") << "14/10 was yesterday";
  typed = form();
  typed.hours = {{"07:00", "09:00"}};
  review(typed, at("2026-11-22T01:00:00.000Z"), 420, default_holidays());
  ASSERT_EQ(typed.next.size(), 5U);
  EXPECT_EQ(to_iso8601(typed.next[0].end), "2026-11-22T02:00:00.000Z") << "it is on now";
  typed = form();
  review(typed, at("2026-11-22T01:00:00.000Z"), 420, default_holidays());
  EXPECT_EQ(typed.next.size(), 1U) << "always";
  typed.holidays = 1;
  review(typed, at("2026-11-22T01:00:00.000Z"), 420, default_holidays());
  ASSERT_EQ(typed.next.size(), 5U);
  EXPECT_EQ(to_iso8601(typed.next[0].begin), "2026-12-31T17:00:00.000Z") << "1/1";
  EXPECT_EQ(typed.next[1].end - typed.next[1].begin, 24h * 6) << "Tết";
  review(typed, at("2026-11-22T01:00:00.000Z"), 420, {});
  EXPECT_TRUE(typed.next.empty()) << "there is no holiday";
  typed.holidays = 0;
  typed.until = "01/01/2020";
  review(typed, at("2026-11-22T01:00:00.000Z"), 420, default_holidays());
  EXPECT_TRUE(typed.next.empty());
}

/// A board with a playlist for every day and a stronger one for the mornings.
class PlanDay : public testing::Test {
 protected:
  PlanDay() {
    server_.now = at("2026-11-22T00:00:00.000Z") - 7h;  // Midnight in Vietnam.
    server_.me.login = "hoa";
    server_.add_board("b1", "Chợ Tân Hưng");
    item("Thông báo cắt điện");
    item("Bản tin sáng");
    add("Chương trình hằng ngày", 1, "05:00", "22:00", {ItemId{"item-1"}});
    add("Bản tin sáng", 5, "06:00", "07:30", {ItemId{"item-2"}});
    server_.timetable.panel_on = Hours{{{{}, 5h, 22h}}};
  }
  void item(const std::string& title) {
    ItemContent content;
    content.title = title;
    content.body = "Kính gửi bà con!";
    content.agency = "UBND xã Tân Hưng";
    content.commune_code = "30337";
    content.province_code = "91";
    content.valid_from = server_.now;
    content.valid_until = server_.now + 48h;
    ItemRecord& made = server_.all_items.emplace_back();
    made.id = {"item-" + std::to_string(server_.all_items.size())};
    made.content = content;
    made.state = ItemState::Approved;
  }
  void add(const std::string& name, int priority, const char* begin, const char* end,
           std::vector<ItemId> items) {
    PlaylistRecord playlist;
    playlist.name = name;
    playlist.items = std::move(items);
    playlist.boards = {{"b1"}};
    playlist.schedule.priority = priority;
    ScheduleRule rule;
    rule.begin = *hour_from(begin);
    rule.end = *hour_from(end);
    playlist.schedule.rules = {rule};
    const PlaylistId id = server_.save_playlist(playlist).value().id;
    ASSERT_TRUE(server_.publish(id).ok());
  }
  BoardDay day(year_month_day date = {2026y / 11 / 22}) {
    Snapshot snapshot;
    snapshot.commune = server_.commune().value();
    snapshot.playlists = server_.all_playlists;
    snapshot.boards = server_.all_boards;
    snapshot.mourning = server_.mourning_record;
    return board_day(snapshot, server_.all_boards[0], server_.manifest({"b1"}).value(), date);
  }
  FakeDeskServer server_;
};

TEST_F(PlanDay, IsCutWhereSomethingChangesAndNamesThePlaylists) {
  const BoardDay day = this->day();
  std::vector<std::string> told;
  for (const DayBlock& block : day.blocks) {
    told.push_back(hours_of(day, block.begin, block.end) + " " + words_of(day, block));
  }
  EXPECT_EQ(told, (std::vector<std::string>{
                      "00:00-05:00 Màn hình tắt", "05:00-06:00 Chương trình hằng ngày",
                      "06:00-07:30 Bản tin sáng", "07:30-22:00 Chương trình hằng ngày",
                      "22:00-24:00 Màn hình tắt"}));
}

TEST_F(PlanDay, SaysInWordsWhichPlaylistGivesWay) {
  const BoardDay day = this->day();
  const DayBlock* block = block_at(day, day.from + 7h);
  ASSERT_NE(block, nullptr);
  EXPECT_EQ(reasons_of(day, *block),
            (std::vector<std::string>{
                "“Bản tin sáng” (ưu tiên 5) có lịch 06:00-07:30.",
                "“Chương trình hằng ngày” (ưu tiên 1) cũng có lịch lúc này nhưng nhường chỗ vì ưu "
                "tiên thấp hơn."}));
  EXPECT_EQ(mark_of(*block).tone, ui::Tone::Wait);
  EXPECT_EQ(block_at(day, day.until), nullptr);
}

TEST_F(PlanDay, SaysThatTheCardShowsWhereNothingIsOn) {
  server_.timetable = {};
  const BoardDay day = this->day();
  const DayBlock* block = block_at(day, day.from + 23h);
  ASSERT_NE(block, nullptr);
  EXPECT_EQ(words_of(day, *block), "Thẻ của xã");
  EXPECT_EQ(reasons_of(day, *block), std::vector<std::string>{std::string(text("plan.why.card"))});
}

TEST_F(PlanDay, SaysThatTheStateMournsWhereWhatIsPlannedRests) {
  server_.all_items[1].content.category = Category::Culture;
  ASSERT_TRUE(server_.set_mourning(Mourning{2026y / 11 / 22, 2026y / 11 / 22, "TB 12"}).ok());
  const BoardDay day = this->day();
  EXPECT_TRUE(day.mourned);
  const DayBlock* block = block_at(day, day.from + 7h);
  ASSERT_NE(block, nullptr);
  EXPECT_EQ(words_of(day, *block), "Chương trình hằng ngày") << "the stronger one rests";
  EXPECT_EQ(reasons_of(day, *block).back(), text("plan.why.mourning"));
  EXPECT_FALSE(this->day(2026y / 11 / 23).mourned);
}

TEST_F(PlanDay, SaysThatAnItemHasRunOut) {
  const BoardDay day = this->day(2026y / 11 / 25);
  const DayBlock* block = block_at(day, day.from + 12h);
  ASSERT_NE(block, nullptr);
  EXPECT_EQ(reasons_of(day, *block)[0],
            "“Chương trình hằng ngày” (ưu tiên 1) có lịch lúc này nhưng không có tin nào còn hiệu "
            "lực để chiếu.");
}

TEST_F(PlanDay, DoesNotClaimToKnowWhatWasOrIsTooFar) {
  const BoardDay before = day(2026y / 11 / 21);
  ASSERT_EQ(before.blocks.size(), 1U);
  EXPECT_EQ(before.blocks[0].told, Told::Before);
  EXPECT_EQ(day(2029y / 1 / 1).blocks[0].told, Told::Later);
}

TEST_F(PlanDay, SaysThatAPlaylistWasChangedSinceItWasPublished) {
  PlaylistRecord changed = server_.all_playlists[1];
  changed.schedule.rules[0].begin = 8h;
  changed.schedule.rules[0].end = 9h;
  ASSERT_TRUE(server_.save_playlist(changed).ok());
  const BoardDay day = this->day();
  const DayBlock* block = block_at(day, day.from + 7h);
  const auto reasons = reasons_of(day, *block);
  EXPECT_EQ(reasons[0], "“Bản tin sáng” chiếu theo lịch đã phát lần trước.");
  EXPECT_EQ(reasons.back(),
            "“Bản tin sáng” đã được sửa sau khi phát: màn hình còn theo lịch cũ cho tới khi phát "
            "lại.");
}

/// The server tells of what was published; the items here are what was saved since.
TEST_F(PlanDay, KeepsAPlaylistThatPlaysThoughItsOtherItemsWereTakenOut) {
  Snapshot snapshot;
  snapshot.commune = server_.commune().value();
  snapshot.playlists = server_.all_playlists;
  snapshot.boards = server_.all_boards;
  PlaylistRecord& playlist = snapshot.playlists[0];
  playlist.items = {{"item-1"}, {"item-2"}};
  Delivery& told = snapshot.deliveries[playlist.id].emplace_back();
  told.board = {"b1"};
  told.elsewhere_count = 1;
  const auto count = [&] {
    const Manifest manifest = server_.manifest({"b1"}).value();
    return board_day(snapshot, server_.all_boards[0], manifest, 2026y / 11 / 22).playlists.size();
  };
  EXPECT_EQ(count(), 2U);
  playlist.items.pop_back();
  EXPECT_EQ(count(), 1U) << "its only item is for other boards";
  ++playlist.revision;
  EXPECT_EQ(count(), 2U) << "the one that was taken out still plays";
}

TEST_F(PlanDay, AimsByNameGroupAndTag) {
  BoardRecord board = server_.all_boards[0];
  PlaylistRecord playlist;
  EXPECT_FALSE(aims_at(playlist, board, {}));
  playlist.tags = {"chợ"};
  board.tags = {"ấp", "chợ"};
  EXPECT_TRUE(aims_at(playlist, board, {}));
  playlist.tags.clear();
  playlist.groups = {{"g1"}};
  EXPECT_FALSE(aims_at(playlist, board, {{{"g1"}, "Ấp", {BoardId{"b2"}}, 1}}));
  EXPECT_TRUE(aims_at(playlist, board, {{{"g1"}, "Ấp", {BoardId{"b1"}}, 1}}));
}

TEST_F(PlanDay, AMomentIsToldAsThePlayerResolvesIt) {
  const Manifest manifest = server_.manifest({"b1"}).value();
  const Moment moment = moment_of(manifest, day().from + 7h);
  ASSERT_EQ(moment.lines.size(), 1U);
  EXPECT_EQ(moment.lines[0].zone, "Vùng chính");
  EXPECT_EQ(moment.lines[0].title, "Bản tin sáng");
  EXPECT_EQ(moment.lines[0].hours, "06:00:00 – 07:30:00");
  EXPECT_TRUE(moment.panel_on);
  server_.published.begin()->second.schedule.rules.clear();
  EXPECT_EQ(moment_of(server_.manifest({"b1"}).value(), day().from + 12h).lines.at(0).hours,
            "22/11/2026 07:30:00 – 23/11/2026 06:00:00");
  EXPECT_FALSE(moment_of(manifest, day().from + 23h).panel_on);
}

}  // namespace
}  // namespace bangtin::desk
