// Walks the one table of routes as nobody, as each role, as a board and as a stranger's key: what
// the table does not allow is refused before anything is done.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

const std::pair<const char*, char> kRoles[] = {
    {"editor", 'E'}, {"approver", 'A'}, {"technician", 'T'}, {"administrator", 'D'}};

std::string target_of(const Route& route) {
  std::string target(route.pattern);
  const auto star = target.find('*');
  if (star != target.npos) target.replace(star, 1, std::string(64, 'b'));
  return target;
}

/// Neither signing out nor a password may end the session that the walk goes on with.
bool ends_session(const Route& route) {
  return route.method == "DELETE" && route.handler &&
         route.pattern.find("sessions") != route.pattern.npos;
}

bool is_refused(int status) { return status == 401 || status == 403; }

TEST(RouteTable, RefusesNobodyEverythingButItsFewOpenRoutes) {
  House house;
  std::set<std::string> open;
  for (const Route& route : routes()) {
    const ApiAnswer answer = house.call("", std::string(route.method), target_of(route));
    if (!is_refused(answer.status))
      open.insert(std::string(route.method) + " " + std::string(route.pattern));
  }
  EXPECT_EQ(open,
            (std::set<std::string>{
                "GET /v1/health", "POST /v1/setup", "POST /v1/sessions", "GET /m",
                "GET /m/phone.css", "POST /m/sign-in", "GET /t/resident.css", "GET /t/read.js",
                "GET /t/*", "GET /t/*/pictures/*", "POST /t/*/feedback", "GET /t/*/sent/*"}));
}

TEST(RouteTable, LetsEachRoleDoExactlyWhatItsRowSays) {
  House house;
  for (const Route& route : routes()) {
    if (route.caller != Caller::Person || ends_session(route)) continue;
    for (const auto& [who, letter] : kRoles) {
      const ApiAnswer answer = house.call(who, std::string(route.method), target_of(route));
      const bool may = route.roles.empty() || route.roles.find(letter) != route.roles.npos;
      EXPECT_EQ(answer.key == "server.role_missing", !may)
          << who << " " << route.method << " " << route.pattern << " " << answer.response.body;
      EXPECT_EQ(answer.status == 403 && answer.key == "server.role_missing", !may);
    }
  }
}

TEST(RouteTable, LetsNoPersonIntoABoardsRoutes) {
  House house;
  for (const Route& route : routes()) {
    if (route.caller != Caller::Board && route.caller != Caller::NewBoard) continue;
    for (const auto& [who, letter] : kRoles) {
      EXPECT_TRUE(is_refused(house.call(who, std::string(route.method), target_of(route)).status))
          << who << " " << route.pattern;
    }
  }
}

TEST(RouteTable, LetsABoardReachOnlyItsOwnRoutes) {
  House house;
  const KeyPair key = house.new_key();
  house.pair(key);
  for (const Route& route : routes()) {
    if (route.caller == Caller::Everyone) continue;
    const ApiAnswer answer = house.signed_call(key, std::string(route.method), target_of(route));
    const bool of_people = route.caller == Caller::Person || route.caller == Caller::PhonePerson;
    EXPECT_EQ(answer.status == 401, of_people) << route.pattern;
  }
}

TEST(RouteTable, LetsAStrangersKeyOnlyAskForPairing) {
  House house;
  const KeyPair stranger = house.new_key();
  for (const Route& route : routes()) {
    if (route.caller == Caller::Everyone || route.caller == Caller::NewBoard) continue;
    const ApiAnswer answer =
        house.signed_call(stranger, std::string(route.method), target_of(route));
    EXPECT_TRUE(is_refused(answer.status)) << route.pattern << " " << answer.status;
  }
}

TEST(RouteTable, KnowsNothingThatIsNotInIt) {
  House house;
  for (const char* path : {"/", "/v1", "/v2/health", "/v1/health/x", "/v1/items/a/b/c",
                           "/v1/people/"
                           "a/roles",
                           "/v1/board"}) {
    EXPECT_EQ(house.call("administrator", "GET", path).status, 404) << path;
  }
  EXPECT_EQ(house.call("administrator", "PUT", "/v1/health").status, 404);
  EXPECT_EQ(house.call("administrator", "TRACE", "/v1/health").status, 404);
}

TEST(RouteTable, HasNoRowTwiceAndNoRoleByAccident) {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const Route& route : routes()) {
    EXPECT_TRUE(seen.insert({route.method, route.pattern}).second) << route.pattern;
    EXPECT_NE(route.handler, nullptr);
    EXPECT_EQ(route.roles.find_first_not_of("EATD"), route.roles.npos);
    if (route.caller != Caller::Person && route.caller != Caller::PhonePerson) {
      EXPECT_TRUE(route.roles.empty());
    }
  }
}

TEST(RouteTable, KeepsWhatIsSlowOffTheQuickWorker) {
  for (const auto& [method, path] : {std::pair("POST", "/v1/sessions"),
                                     {"POST", "/v1/setup"},
                                     {"POST", "/v1/media"},
                                     {"POST", "/v1/me/password"},
                                     {"POST", "/v1/people"},
                                     {"PATCH", "/v1/people/x"},
                                     {"POST", "/m/sign-in"}}) {
    EXPECT_EQ(lane_of(House::request(method, path)), Lane::Slow) << path;
  }
  EXPECT_EQ(lane_of(House::request("GET", "/v1/selections/" + std::string(64, 'b'))), Lane::Quick);
  EXPECT_EQ(lane_of(House::request("GET", "/nothing")), Lane::Quick);
  Request question = House::request("POST", "/v1/media");
  question.awaiting_body = true;
  EXPECT_EQ(lane_of(question), Lane::Quick);
}

TEST(RouteTable, TakesALargeBodyOnlyForPicturesAndAsksFirst) {
  const BodyRule picture = body_rule_of(House::request("POST", "/v1/media"));
  EXPECT_EQ(picture.bytes_max, limits::kPictureUploadBytesMax);
  EXPECT_TRUE(picture.ask_first);
  const BodyRule other = body_rule_of(House::request("POST", "/v1/items"));
  EXPECT_EQ(other.bytes_max, limits::kRequestBodyBytesMax);
  EXPECT_FALSE(other.ask_first);
}

}  // namespace
}  // namespace bangtin
