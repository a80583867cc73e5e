// Schedules, groups, tags and timetables over the API.
#include <gtest/gtest.h>

#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

Json parsed(const std::string& text) { return Json::parse(text).value(); }

TEST(GroupApi, APlaylistKeepsItsScheduleAndItsTargets) {
  House house;
  const std::string board = house.pair(house.new_key());
  const ApiAnswer group = house.call("technician", "POST", "/v1/groups",
                                     parsed(R"({"name":"Chợ","boards":[")" + board + R"("]})"));
  ASSERT_EQ(group.status, 200) << group.response.body;
  const std::string rule =
      R"({"weekdays":["mo"],"begin":"06:00","end":"21:00","recurrence":"","lunar_days":[],)"
      R"("except_days":["2026-11-20"]})";
  const auto body = [&](const std::string& rules) {
    return parsed(R"({"name":"Sáng","items":[],"boards":[],"groups":[")" + group.text("id") +
                  R"("],"tags":["chợ"],"schedule":{"rules":[)" + rules +
                  R"(],"priority":2,"layout":"full","zone":"main"}})");
  };
  const ApiAnswer saved = house.call("editor", "POST", "/v1/playlists", body(rule));
  ASSERT_EQ(saved.status, 200) << saved.response.body;
  PlaylistRecord playlist;
  ASSERT_TRUE(from_json(saved.json, playlist).ok());
  EXPECT_EQ(playlist.schedule.rules.at(0).end, 21h);
  EXPECT_EQ(playlist.schedule.layout, LayoutKind::Full);
  EXPECT_EQ(playlist.groups.size(), 1u);
  EXPECT_EQ(playlist.tags, std::vector<std::string>{"chợ"});

  const auto refused = [&](std::string from, const std::string& to) {
    std::string bad = rule;
    bad.replace(bad.find(from), from.size(), to);
    return house.call("editor", "POST", "/v1/playlists", body(bad)).key;
  };
  EXPECT_EQ(refused("06:00", "6"), "schedule.unreadable");
  EXPECT_EQ(refused("06:00", "24:00"), "schedule.hours");
  EXPECT_EQ(
      refused(R"("recurrence":"")", R"("from_day":"2026-11-01","recurrence":"FREQ=SECONDLY")"),
      "schedule.too_often");
  EXPECT_EQ(house.call("technician", "DELETE", "/v1/groups/" + group.text("id")).key,
            "group.in_use");
}

TEST(GroupApi, GroupsTagsAndTimetablesAreATechniciansWork) {
  House house;
  const std::string board = house.pair(house.new_key());
  EXPECT_EQ(house.call("editor", "POST", "/v1/groups", parsed(R"({"name":"x","boards":[]})")).key,
            "server.role_missing");
  EXPECT_EQ(
      house.call("technician", "POST", "/v1/groups", parsed(R"({"name":"x","boards":["?"]})")).key,
      "server.bad_json");
  const ApiAnswer group =
      house.call("technician", "POST", "/v1/groups", parsed(R"({"name":"Trường","boards":[]})"));
  const ApiAnswer moved = house.call("administrator", "PUT", "/v1/groups/" + group.text("id"),
                                     parsed(R"({"name":"Chợ","boards":[],"revision":7})"));
  EXPECT_EQ(moved.status, 409);
  const ApiAnswer tagged = house.call("technician", "PUT", "/v1/boards/" + board + "/tags",
                                      parsed(R"({"tags":["ngoài trời"]})"));
  ASSERT_EQ(tagged.status, 200) << tagged.response.body;
  BoardRecord record;
  ASSERT_TRUE(from_json(tagged.json, record).ok());
  EXPECT_EQ(record.tags, std::vector<std::string>{"ngoài trời"});

  const ApiAnswer hours =
      house.call("technician", "PUT", "/v1/timetables",
                 parsed(R"({"scope":"board","id":")" + board +
                        R"(","timetable":{"panel_on":{"rows":[)"
                        R"({"weekdays":[],"begin":"05:30","end":"22:00"}]}}})"));
  ASSERT_EQ(hours.status, 200) << hours.response.body;
  EXPECT_EQ(
      house.call("editor", "GET", "/v1/timetables").json.array_at("timetables", 9).value()->size(),
      2u);
  EXPECT_EQ(house
                .call("technician", "PUT", "/v1/timetables",
                      parsed(R"({"scope":"street","id":"","timetable":{}})"))
                .key,
            "server.bad_json");
  EXPECT_EQ(house.call("technician", "DELETE", "/v1/groups/" + group.text("id")).status, 200);
  EXPECT_EQ(house.call("editor", "GET", "/v1/groups").json.array_at("groups", 9).value()->size(),
            0u);
}

TEST(GroupApi, EverybodyReadsTheHolidaysAndTechniciansSetThem) {
  House house;
  const ApiAnswer seen = house.call("editor", "GET", "/v1/holidays");
  ASSERT_EQ(seen.status, 200) << seen.response.body;
  HolidayList list;
  ASSERT_TRUE(from_json(seen.json, list).ok());
  EXPECT_EQ(list.holidays.size(), 6u);
  list.holidays.pop_back();
  EXPECT_EQ(house.call("editor", "PUT", "/v1/holidays", to_json(list)).key, "server.role_missing");
  EXPECT_EQ(house.call("technician", "PUT", "/v1/holidays", to_json(list)).status, 200);
  EXPECT_EQ(house.call("technician", "PUT", "/v1/holidays", to_json(list)).key, "holiday.moved_on");
  EXPECT_EQ(house.call("technician", "PUT", "/v1/holidays", parsed(R"({"holidays":7})")).key,
            "server.bad_json");
  list.revision = 1;
  list.holidays[0].days = 99;
  EXPECT_EQ(house.call("administrator", "PUT", "/v1/holidays", to_json(list)).key, "holiday.days");
}

TEST(AssignmentApi, TechniciansGiveABoardAndEverybodySeesIt) {
  House house;
  const std::string board = house.pair(house.new_key());
  const ApiAnswer all = house.call("technician", "GET", "/v1/technicians");
  ASSERT_EQ(all.status, 200) << all.response.body;
  EXPECT_EQ(house.call("editor", "GET", "/v1/technicians").key, "server.role_missing");
  const std::string target = "/v1/boards/" + board + "/assignment";
  const Json wanted = parsed(R"({"to":"technician","note":"Xem nguồn điện"})");
  EXPECT_EQ(house.call("editor", "PUT", target, wanted).key, "server.role_missing");
  const ApiAnswer given = house.call("technician", "PUT", target, wanted);
  ASSERT_EQ(given.status, 200) << given.response.body;
  const ApiAnswer seen = house.call("editor", "GET", "/v1/boards/" + board);
  BoardRecord record;
  ASSERT_TRUE(from_json(seen.json, record).ok()) << seen.response.body;
  ASSERT_TRUE(record.assignment);
  EXPECT_EQ(record.assignment->note, "Xem nguồn điện");
  EXPECT_EQ(house.call("technician", "PUT", target, parsed(R"({"to":"ai","note":""})")).key,
            "board.no_technician");
}

TEST(MourningApi, ApproversDeclareAndEndItAndEverybodySeesIt) {
  House house;
  house.pair(house.new_key());
  const auto body = [](const char* first, const char* last) {
    return parsed(std::string(R"({"first_day":")") + first + R"(","last_day":")" + last +
                  R"(","reason":"TB 12"})");
  };
  const std::string today = to_iso8601(house.now).substr(0, 10);
  const Json wanted = body(today.c_str(), today.c_str());
  EXPECT_EQ(house.call("editor", "PUT", "/v1/mourning", wanted).key, "server.role_missing");
  EXPECT_EQ(house.call("editor", "DELETE", "/v1/mourning").key, "server.role_missing");
  EXPECT_EQ(house.call("approver", "PUT", "/v1/mourning", wanted).status, 200);
  const ApiAnswer seen = house.call("editor", "GET", "/v1/mourning");
  MourningRecord record;
  ASSERT_TRUE(from_json(seen.json, record).ok()) << seen.response.body;
  ASSERT_TRUE(record.declared);
  EXPECT_EQ(record.declared->mourning.reason, "TB 12");
  EXPECT_EQ(house.call("approver", "PUT", "/v1/mourning", body("2026-02-30", "2026-03-01")).key,
            "server.bad_json");
  EXPECT_EQ(house.call("approver", "PUT", "/v1/mourning", body("2020-01-01", "2020-01-02")).key,
            "mourning.over");
  EXPECT_EQ(house.call("administrator", "DELETE", "/v1/mourning").status, 200);
  EXPECT_EQ(house.call("editor", "GET", "/v1/mourning").response.body, "{}");
}

}  // namespace
}  // namespace bangtin
