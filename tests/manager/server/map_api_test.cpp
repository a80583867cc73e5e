// Places of boards and the commune's map over the API.
#include <gtest/gtest.h>

#include "shared/protocol/map_messages.h"
#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

Json parsed(const std::string& text) { return Json::parse(text).value(); }

TEST(MapApi, ATechnicianSaysWhereABoardStands) {
  House house;
  const std::string target = "/v1/boards/" + house.pair(house.new_key()) + "/position";
  const ApiAnswer placed =
      house.call("technician", "PUT", target, parsed(R"({"position":[10045200,105746900]})"));
  ASSERT_EQ(placed.status, 200) << placed.response.body;
  BoardRecord record;
  ASSERT_TRUE(from_json(placed.json, record).ok());
  EXPECT_EQ(record.position, (GeoPoint{10'045'200, 105'746'900}));

  for (const char* wrong : {R"({"position":[10045200]})", R"({"position":[90000001,0]})",
                            R"({"position":[0,-180000001]})", R"({"position":["10","105"]})",
                            R"({"position":[-9223372036854775808,0]})"}) {
    EXPECT_EQ(house.call("technician", "PUT", target, parsed(wrong)).key, "map.position") << wrong;
  }
  EXPECT_EQ(house.call("technician", "PUT", target, parsed("{}")).status, 400)
      << "what says nothing takes nothing away";
  EXPECT_EQ(house.call("editor", "PUT", target, parsed(R"({"position":null})")).key,
            "server.role_missing");
  const ApiAnswer cleared =
      house.call("administrator", "PUT", target, parsed(R"({"position":null})"));
  ASSERT_EQ(cleared.status, 200) << cleared.response.body;
  EXPECT_EQ(cleared.json.find("position"), nullptr);
}

TEST(MapApi, AnAdministratorGivesTheCommuneAMapThatAllSee) {
  House house;
  EXPECT_EQ(house.call("editor", "GET", "/v1/commune").json.find("map"), nullptr);
  EXPECT_EQ(house.call("editor", "GET", "/v1/commune/map").key, "map.none");
  const Json map = parsed(
      R"({"outline":[[10000000,105000000,10100000,105000000,10100000,105100000]],"lines":[]})");
  EXPECT_EQ(house.call("technician", "PUT", "/v1/commune/map", map).key, "server.role_missing");
  const ApiAnswer put = house.call("administrator", "PUT", "/v1/commune/map", map);
  ASSERT_EQ(put.status, 200) << put.response.body;
  EXPECT_EQ(house.call("editor", "GET", "/v1/commune").text("map"), put.text("map"));
  EXPECT_EQ(house.call("editor", "GET", "/v1/commune/map").json, map);
  EXPECT_EQ(
      house.call("administrator", "PUT", "/v1/commune/map", parsed(R"({"outline":[[1]]})")).key,
      "map.unreadable");
  EXPECT_EQ(house.call("administrator", "DELETE", "/v1/commune/map").status, 200);
  EXPECT_EQ(house.call("editor", "GET", "/v1/commune/map").status, 404);
}

}  // namespace
}  // namespace bangtin
