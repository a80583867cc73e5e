// Places of boards and the commune's map, from a shell.
#include "manager/ctl/map_commands.h"

#include <gtest/gtest.h>

#include "tests/fakes/scripted_channel.h"
#include "tests/manager/ctl/shell_test.h"

namespace bangtin {
namespace {

class MapCommandsTest : public ShellTest<ScriptedChannel> {
 protected:
  Result<std::string> read(const std::string& path) override {
    if (path == "xa.geojson") return file;
    return ShellTest::read(path);
  }
  /// Runs `board place b-1` with these; what was asked of the server, or the error.
  std::string placed(std::vector<std::string> where) {
    server.asked.clear();
    BoardRecord board;
    board.id = {"b-1"};
    server = {};
    server.answer(to_json(board));
    where.insert(where.begin(), {"board", "place", "b-1"});
    const int code = run(where);
    return code == 0 ? server.asked.at(0).target + " " + server.asked.at(0).body
                     : std::to_string(code) + " " + err.str();
  }

  std::string file;
};

TEST_F(MapCommandsTest, ABoardIsPlacedAsAMapOrAClerkWritesIt) {
  const std::string wanted = R"(/v1/boards/b-1/position {"position":[10045200,105746900]})";
  EXPECT_EQ(placed({"--at", "10.0452, 105.7469"}), wanted);
  EXPECT_EQ(placed({"--lat", "10,0452", "--lon", "105,7469"}), wanted);
  EXPECT_EQ(err.str(), "");
  EXPECT_EQ(placed({"--none"}), R"(/v1/boards/b-1/position {"position":null})");
}

TEST_F(MapCommandsTest, APlaceOutsideOfVietnamIsTakenWithAWarning) {
  EXPECT_EQ(placed({"--lat", "48.85", "--lon", "2.35"}),
            R"(/v1/boards/b-1/position {"position":[48850000,2350000]})");
  EXPECT_NE(err.str().find("Ngoài Việt Nam?"), std::string::npos) << err.str();
}

TEST_F(MapCommandsTest, AWrongPlaceIsSaidInWordsAndNothingIsSent) {
  EXPECT_NE(placed({"--at", "105.7469, 10.0452"}).find("từ -90 đến 90"), std::string::npos)
      << err.str();
  EXPECT_TRUE(server.asked.empty());
  EXPECT_NE(placed({"--lat", "10", "--lon", "181"}).find("từ -180 đến 180"), std::string::npos);
  EXPECT_NE(placed({"--at", "chợ"}).find("vĩ độ rồi kinh độ"), std::string::npos);
  for (const std::vector<std::string>& wrong :
       std::vector<std::vector<std::string>>{{}, {"--lat", "10"}, {"--none", "--at", "10, 105"}}) {
    EXPECT_EQ(placed(wrong).substr(0, 1), "2") << "arguments";
    EXPECT_TRUE(server.asked.empty());
  }
}

TEST_F(MapCommandsTest, AMapIsMadeOfAGeoJsonFileOnThePersonsSide) {
  file = R"({"type":"Polygon","coordinates":[[[105.7,10],[105.8,10],[105.8,10.1],[105.7,10]]]})";
  server.answer(Json().set("map", std::string(64, 'b')));
  EXPECT_EQ(run({"commune", "map", "xa.geojson"}), 0) << err.str();
  EXPECT_EQ(server.asked.at(0).method, "PUT");
  EXPECT_EQ(server.asked.at(0).target, "/v1/commune/map");
  EXPECT_EQ(server.asked.at(0).body,
            R"({"lines":[],"outline":[[10000000,105700000,10000000,105800000,)"
            R"(10100000,105800000]]})");
  EXPECT_NE(out.str().find("3 điểm"), std::string::npos) << out.str();
  server.answer(Json(Json::Object{}));
  EXPECT_EQ(run({"commune", "map", "--none"}), 0) << err.str();
  EXPECT_EQ(server.asked.at(1).method, "DELETE");
}

TEST_F(MapCommandsTest, AFileThatIsNoMapIsRefusedBeforeTheServerSeesIt) {
  file = "<kml/>";
  EXPECT_EQ(run({"commune", "map", "xa.geojson"}), 1);
  EXPECT_NE(err.str().find("không phải GeoJSON"), std::string::npos) << err.str();
  EXPECT_EQ(run({"commune", "map", "thieu.geojson"}), 1);
  EXPECT_EQ(run({"commune", "map"}), 2);
  EXPECT_TRUE(server.asked.empty());
}

}  // namespace
}  // namespace bangtin
