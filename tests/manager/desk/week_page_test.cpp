// The schedule of groups and of a week by clicks: lanes of the commune's groups, seven days of one
// board or group, why a playlist gives way, hours drawn for a group.
#include "manager/desk/group_plan.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

using namespace std::chrono_literals;

class WeekPage : public OfficeDesk {
 protected:
  /// A Sunday morning; two boards in a group and one alone.
  WeekPage() {
    for (const char* title : {"Cắt điện", "Sáng", "Lễ hội"}) items_.push_back(approved_item(title));
    for (ItemRecord& item : server_.all_items) item.content.valid_until = server_.now + 9 * 24h;
    server_.add_board("b1", "Nhà văn hoá");
    server_.add_board("b2", "Chợ Tân Hưng");
    server_.add_board("b3", "Trạm y tế");
    server_.all_groups = {{{"g1"}, "Các ấp phía nam", {BoardId{"b1"}, BoardId{"b2"}}, 1}};
    add("Hằng ngày", 1, {}, items_[0], {{"b3"}}, {{"g1"}});
    ScheduleRule morning;
    morning.begin = 9h;
    morning.end = 10h;
    add("Bản tin sáng", 3, {morning}, items_[1], {{"b2"}}, {});
    ScheduleRule market;
    market.begin = 14h;
    market.end = 16h;
    market.weekdays = {Weekday::Tuesday};
    add("Lễ hội", 5, {market}, items_[2], {}, {{"g1"}});
  }
  void add(const std::string& name, int priority, std::vector<ScheduleRule> rules,
           const ItemId& item, std::vector<BoardId> boards, std::vector<GroupId> groups) {
    PlaylistRecord playlist;
    playlist.name = name;
    playlist.items = {item};
    playlist.boards = std::move(boards);
    playlist.groups = std::move(groups);
    playlist.schedule.priority = priority;
    playlist.schedule.rules = std::move(rules);
    ASSERT_TRUE(server_.publish(server_.save_playlist(playlist).value().id).ok());
  }
  /// `place`: b1, b2, b3, the group, the commune.
  static void open(DeskWindow& window, int place) {
    window.sign_in("nam");
    window.click("go.plan");
    window.driver.idle();
    if (place == 0) return;
    window.click("plan.place");
    window.click("plan.place." + std::to_string(place));
    window.driver.idle();
  }
  static constexpr int kGroup = 3, kCommune = 4;
  /// A server that has not answered yet.
  static void begin_commune(DeskWindow& window) {
    window.desk.apply({GoTo{Page::Plan}}, window.server.now);
    PlanForm form = window.desk.state().plan.form;
    form.commune = true;
    window.desk.apply({PlanStep{EditPlan{std::move(form)}}}, window.server.now);
  }

  std::vector<ItemId> items_;
};

TEST_F(WeekPage, TheCommuneHasALaneForEachGroupAndEachBoardInNone) {
  DeskWindow window(server_);
  open(window, kCommune);
  EXPECT_TRUE(window.driver.has("lane.g1"));
  EXPECT_TRUE(window.driver.has("lane.b3"));
  EXPECT_FALSE(window.driver.has("lane.b1")) << "it stands in its group's";
  EXPECT_READS(window, "Các ấp phía nam");
  EXPECT_READS(window, "2 màn hình");
  const auto lanes = commune_lanes(window.desk.state());
  ASSERT_EQ(lanes.size(), 2U);
  // Before the publication, as one, differently from nine to ten, as one again.
  ASSERT_EQ(lanes[0].stretches.size(), 4U);
  EXPECT_EQ(lanes[0].stretches[2].begin, 9.0F);
  EXPECT_EQ(lanes[0].stretches[2].end, 10.0F);
  EXPECT_TRUE(lanes[0].stretches[2].words.ends_with("2 nội dung khác nhau"));
  EXPECT_NE(lanes[0].stretches[2].tip.find("Chợ Tân Hưng: Bản tin sáng"), std::string::npos);
  EXPECT_NE(lanes[0].stretches[2].tip.find("Nhà văn hoá: Hằng ngày"), std::string::npos);
  EXPECT_EQ(lanes[0].stretches[3].words, "Hằng ngày");
  window.click("lane.g1");
  EXPECT_EQ(window.desk.state().plan.form.group, GroupId{"g1"});
  window.driver.idle();
  EXPECT_TRUE(window.driver.has("lane.b1"));
  EXPECT_READS(window, "Cả nhóm");
}

TEST_F(WeekPage, TheHourThatWasPressedIsChosenWhereTheLaneLeads) {
  ScheduleRule late;
  late.begin = 9h + 20min;
  late.end = 9h + 50min;
  add("Tin chợ", 7, {late}, items_[1], {{"b3"}}, {{"g1"}});
  DeskWindow window(server_);
  open(window, kCommune);
  window.drag("lane.g1", 9.6F / 24, 9.6F / 24);
  ASSERT_TRUE(window.desk.state().plan.form.chosen);
  EXPECT_EQ(to_iso8601(*window.desk.state().plan.form.chosen), "2026-11-22T02:20:00.000Z");
}

TEST_F(WeekPage, APlaylistsLaneTellsOfTheBoardWhereItGivesWay) {
  DeskWindow window(server_);
  open(window, kGroup);
  ASSERT_EQ(window.desk.state().plan.form.board, BoardId{"b1"});
  window.drag("lane.playlist-1", 9.5F / 24, 9.5F / 24);
  EXPECT_EQ(window.desk.state().plan.form.board, BoardId{"b2"});
  EXPECT_READS(window, "“Hằng ngày” (ưu tiên 1) cũng có lịch lúc này nhưng nhường chỗ");
}

TEST_F(WeekPage, AHolidayIsNamedAtItsDay) {
  server_.holiday_list.holidays.push_back({"Hội làng", HolidayCalendar::Solar, 22, 11, 2026, 1});
  DeskWindow window(server_);
  open(window, 0);
  window.click("plan.view.week");
  window.driver.idle();
  EXPECT_READS(window, "hôm nay · Hội làng");
}

TEST_F(WeekPage, PlansOfManyBoardsAreAskedForAFewAtATime) {
  for (int i = 4; i < 80; ++i) {
    server_.add_board("b" + std::to_string(i), "Ấp " + std::to_string(i)).generation_wanted = 1;
  }
  DeskWindow window(server_);
  window.sign_in("nam");
  begin_commune(window);
  std::vector<Request> waiting = window.desk.take_requests();
  std::size_t answered = 0;
  while (!waiting.empty()) {
    ASSERT_LE(waiting.size(), 4U) << "what is urgent waits behind no more";
    const Request request = waiting.front();
    waiting.erase(waiting.begin());
    ++answered;
    for (const Report& report : window.work.handle(request, server_.now)) {
      window.desk.take(report, server_.now);
    }
    for (Request& next : window.desk.take_requests()) waiting.push_back(std::move(next));
  }
  EXPECT_EQ(answered, 79U);
}

TEST_F(WeekPage, AnAnswerWithoutRoomForItsRequestLeavesNoBoardWaiting) {
  DeskWindow window(server_);
  window.sign_in("nam");
  begin_commune(window);
  for (const Request& request : window.desk.take_requests()) {
    Outcome outcome = outcome_of(request);
    outcome.error = Error{Code::Unavailable, "too much waits for the server", ""};
    window.desk.take(outcome, server_.now);
  }
  for (const auto& [id, loaded] : window.desk.state().plan.boards) EXPECT_FALSE(loaded.waits);
  server_.add_board("b4", "Ấp 4").generation_wanted = 0;
  window.wait(6'000ms);
  EXPECT_EQ(commune_lanes(window.desk.state())[0].note, "2 màn hình") << "asked for again";
}

TEST_F(WeekPage, ALaneSaysThatItsPlansAreLoadingOrWhatIsWrong) {
  server_.add_board("b4", "Ấp 4").generation_wanted = 0;
  DeskWindow window(server_);
  window.sign_in("nam");
  begin_commune(window);
  const std::vector<Request> requests = window.desk.take_requests();
  ASSERT_EQ(requests.size(), 4U);
  const auto notes = [&] {
    std::vector<std::string> all;
    for (const auto& lane : commune_lanes(window.desk.state())) all.push_back(lane.note);
    return all;
  };
  EXPECT_EQ(notes(), (std::vector<std::string>{"đang tải lịch: 0/2 màn hình", "đang tải lịch",
                                               "đang tải lịch"}));
  for (const Request& request : requests) {
    Outcome outcome = outcome_of(request);
    if (request.board == BoardId{"b4"}) {
      outcome.error = Error{Code::NotFound, "nothing was published", ""};
    } else if (request.board == BoardId{"b1"}) {
      outcome.manifest = std::make_shared<const Manifest>(server_.manifest({"b1"}).value());
    } else {
      outcome.error = Error{Code::Corrupt, "broken", ""};
    }
    window.desk.take(outcome, server_.now);
  }
  EXPECT_EQ(notes(), (std::vector<std::string>{"1/2 chưa tải được lịch", "chưa tải được lịch",
                                               "chưa có lịch"}));
}

TEST_F(WeekPage, ACommuneOfMoreBoardsThanLanesSaysHowManyAreNotShown) {
  for (int i = 4; i < 206; ++i) {
    server_.add_board("b" + std::to_string(i), "Ấp " + std::to_string(i)).generation_wanted = 0;
  }
  DeskWindow window(server_);
  window.sign_in("nam");
  begin_commune(window);
  window.driver.idle();
  EXPECT_READS(window, "Chỉ hiện 200 màn hình đầu; còn 5 màn hình");
}

TEST_F(WeekPage, ABoardInNoGroupIsOpenedFromItsLane) {
  DeskWindow window(server_);
  open(window, kCommune);
  window.click("lane.b3");
  window.driver.idle();
  EXPECT_EQ(window.desk.state().plan.form.board, BoardId{"b3"});
  EXPECT_FALSE(window.desk.state().plan.form.commune);
  EXPECT_READS(window, "Trạm y tế");
}

TEST_F(WeekPage, HoursAreDrawnInTheLanesOfAGroup) {
  DeskWindow window(server_);
  open(window, kGroup);
  EXPECT_TRUE(window.driver.has("lane.playlist-1"));
  EXPECT_TRUE(window.driver.has("lane.playlist-2")) << "it is on one board of the group only";
  window.drag("lane.playlist-2", 10.0F / 24, 12.0F / 24);
  EXPECT_READS(window, "Hằng ngày, 09:00-12:00");
  window.click("plan.save");
  EXPECT_EQ(server_.all_playlists[1].schedule.rules.at(0).end, 12h);
}

TEST_F(WeekPage, AWeekSaysWhatAGroupShowsWhenAndWhy) {
  DeskWindow window(server_);
  open(window, kGroup);
  window.click("plan.view.week");
  window.driver.idle();
  EXPECT_READS(window, "Từ 16/11/2026 đến 22/11/2026");
  EXPECT_READS(window, "Chủ nhật 22/11");
  EXPECT_READS(window, "hôm nay");
  window.click("plan.day.next");
  window.driver.idle();
  EXPECT_READS(window, "Từ 23/11/2026 đến 29/11/2026");
  ASSERT_EQ(window.desk.state().plan.week.size(), 7U);
  const auto tuesday = shared_blocks(window.desk.state().plan.week[1]);
  ASSERT_EQ(tuesday.size(), 5U);
  EXPECT_EQ(words_of(window.desk.state().plan.week[1], tuesday[3]), "Lễ hội");
  EXPECT_TRUE(has_conflict(tuesday[3]));
  EXPECT_FALSE(has_conflict(tuesday[4]));
  // The middle of the lane is noon, its eighth hour of thirteen is within the festival.
  ASSERT_TRUE(window.driver.drag("week.1", 14.5F / 24, 14.5F / 24).ok());
  window.driver.idle();
  EXPECT_READS(window, "“Lễ hội” (ưu tiên 5) có lịch 14:00-16:00.");
  EXPECT_READS(window, "“Hằng ngày” (ưu tiên 1) cũng có lịch lúc này nhưng nhường chỗ");
  ASSERT_TRUE(window.driver.drag("week.0", 9.5F / 24, 9.5F / 24).ok());
  window.driver.idle();
  EXPECT_EQ(window.desk.state().plan.form.board, BoardId{"b2"}) << "where the conflict is";
  EXPECT_READS(window, "“Hằng ngày” (ưu tiên 1) cũng có lịch lúc này nhưng nhường chỗ");
  EXPECT_READS(window, "Nhà văn hoá: Hằng ngày");
  window.click("plan.view.day");
  EXPECT_EQ(window.desk.state().plan.form.day, "23/11/2026") << "the day that was looked at";
  EXPECT_TRUE(window.desk.state().plan.week.empty());
}

TEST_F(WeekPage, AWeekOfOneBoardLeadsToThePictureOfAMoment) {
  DeskWindow window(server_);
  open(window, 0);
  window.click("plan.view.week");
  window.click("plan.day.next");
  ASSERT_TRUE(window.driver.drag("week.1", 14.5F / 24, 14.5F / 24).ok());
  window.click("plan.show");
  window.driver.idle();
  EXPECT_EQ(window.desk.state().plan.form.day, "24/11/2026");
  EXPECT_EQ(window.desk.state().plan.form.hour, "14:00");
  EXPECT_READS(window, "Lễ hội");
  EXPECT_TRUE(window.desk.state().preview);
}

/// The page in each of its states, at both sizes of letters.
class WeekLooks : public WeekPage, public testing::WithParamInterface<float> {};

TEST_P(WeekLooks, NothingIsCutSmallOrOverlaps) {
  DeskWindow window(server_, {1366, 768}, GetParam());
  const auto clean = [&](const char* page) {
    window.driver.idle();
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << page;
  };
  open(window, kCommune);
  clean("the commune");
  window.click("lane.g1");
  clean("a group");
  window.click("plan.view.week");
  window.click("plan.day.next");
  clean("a week");
  ASSERT_TRUE(window.driver.drag("week.0", 9.5F / 24, 9.5F / 24).ok());
  clean("a conflict");
  window.fill("plan.day", "hôm kia");
  clean("no day");
}

INSTANTIATE_TEST_SUITE_P(Scales, WeekLooks, testing::Values(1.0F, 1.25F),
                         [](const auto& one) { return one.param > 1 ? "at125" : "at100"; });

}  // namespace
}  // namespace bangtin::desk
