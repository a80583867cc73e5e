// Where boards stand: the map beside their list, and how places and the map get there.
#include "shared/base/texts.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

class MapPage : public OfficeDesk {
 protected:
  MapPage() {
    server_.add_account("quan", "Đỗ Văn Quản", {Role::Administrator});
    server_.map_in_file = {{{{10'000'000, 105'700'000},
                             {10'000'000, 105'800'000},
                             {10'100'000, 105'800'000},
                             {10'100'000, 105'700'000}}},
                           {}};
    server_.add_board("b1", "Chợ Tân Hưng");
    server_.add_board("b2", "Trạm Y tế xã");
  }

  BoardRecord& board(std::size_t n) { return server_.all_boards[n]; }
  void expect_well_laid_out(const DeskWindow& window) {
    for (const std::string& found : window.driver.lint()) ADD_FAILURE() << found;
  }
};

constexpr GeoPoint kMiddle{10'050'000, 105'750'000}, kCorner{10'090'000, 105'790'000};

TEST_F(MapPage, BoardsStandOnTheMapAndTheOthersBelowIt) {
  ASSERT_TRUE(server_.set_commune_map("/anh/xa.geojson").ok());
  board(0).position = kMiddle;
  DeskWindow window(server_);
  window.sign_in("tuan");
  window.click("boards.part.map");
  EXPECT_TRUE(window.driver.has("boards.map"));
  EXPECT_READS(window, "Bản đồ xã (ngoại tuyến)");
  EXPECT_READS(window, "2 km");
  EXPECT_READS(window, "Chưa có vị trí: Trạm Y tế xã");
  EXPECT_FALSE(window.driver.has("map.import")) << "an administrator's";
  expect_well_laid_out(window);
  board(1).position = GeoPoint{21'000'000, 105'800'000};
  window.wait(Millis(6'000));
  EXPECT_READS(window, "Ngoài bản đồ: Trạm Y tế xã");
  EXPECT_EQ(server_.maps_asked, 1) << "it is asked for once";
}

TEST_F(MapPage, APressOnAMarkOpensItsBoard) {
  ASSERT_TRUE(server_.set_commune_map("/anh/xa.geojson").ok());
  board(0).position = kCorner;
  board(1).position = kMiddle;
  DeskWindow window(server_);
  window.sign_in("tuan");
  EXPECT_EQ(window.desk.state().boards.board, BoardId{"b1"});
  window.click("boards.part.map");
  window.click("boards.map");  // In its middle.
  EXPECT_EQ(window.desk.state().boards.board, BoardId{"b2"});
}

TEST_F(MapPage, ATechnicianPastesAPlaceAndTakesItAway) {
  DeskWindow window(server_);
  window.sign_in("tuan");
  window.click("boards.part.map");
  EXPECT_READS(window, "Chưa có bản đồ");
  window.click("boards.part.place");
  EXPECT_FALSE(window.driver.enabled("position.save"));
  window.fill("board.position", "105.75, 10.05");
  EXPECT_READS(window, "Vĩ độ phải là một số từ -90 đến 90");
  EXPECT_FALSE(window.driver.enabled("position.save"));
  window.fill("board.position", "1.5, 10.05");
  EXPECT_READS(window, "Ngoài Việt Nam?");
  window.fill("board.position", "10,05 105,75");
  EXPECT_FALSE(window.driver.reads("Ngoài Việt Nam?"));
  window.click("position.save");
  EXPECT_EQ(board(0).position, kMiddle);
  EXPECT_READS(window, "Đã lưu vị trí.");
  window.click("boards.part.map");
  EXPECT_TRUE(window.driver.has("boards.map")) << "one place is a map already";
  window.click("boards.part.place");
  EXPECT_FALSE(window.driver.enabled("position.save")) << "nothing changed since";
  expect_well_laid_out(window);
  window.click("position.clear");
  EXPECT_FALSE(board(0).position);
  EXPECT_EQ(window.desk.state().boards.position, "");
}

TEST_F(MapPage, APlaceIsChosenByAPressOnTheMap) {
  ASSERT_TRUE(server_.set_commune_map("/anh/xa.geojson").ok());
  board(1).position = kMiddle;  // A mark there is no hindrance.
  DeskWindow window(server_);
  window.sign_in("tuan");
  window.click("boards.part.place");
  window.click("position.pick");
  EXPECT_READS(window, "Bấm vào chỗ đặt màn hình");
  window.click("boards.map");
  EXPECT_EQ(window.desk.state().boards.board, BoardId{"b1"});
  EXPECT_FALSE(board(0).position) << "only proposed";
  window.click("position.save");
  ASSERT_TRUE(board(0).position);
  EXPECT_NEAR(board(0).position->latitude_udeg, kMiddle.latitude_udeg, 1'000);
  EXPECT_NEAR(board(0).position->longitude_udeg, kMiddle.longitude_udeg, 1'000);
}

TEST_F(MapPage, AnAdministratorImportsTheMapFromADroppedFileAndRemovesIt) {
  DeskWindow window(server_);
  window.sign_in("quan");
  window.click("go.boards");
  window.click("boards.part.map");
  window.click("map.import");
  EXPECT_FALSE(window.driver.enabled("sheet.confirm")) << "no file yet";
  window.desk.drop_file("/anh/thieu.geojson");
  window.driver.idle();
  window.click("sheet.confirm");
  EXPECT_READS(window, "Không thấy tệp bản đồ");
  EXPECT_FALSE(window.desk.state().seen->map);
  window.click("map.import");
  window.fill("sheet.reason", "/anh/xa.geojson");
  expect_well_laid_out(window);
  window.click("sheet.confirm");
  EXPECT_READS(window, "Đã nhập bản đồ.");
  ASSERT_TRUE(window.desk.state().seen->map);
  EXPECT_EQ(*window.desk.state().seen->map, server_.map_in_file);
  EXPECT_TRUE(window.driver.has("boards.map"));
  expect_well_laid_out(window);
  window.click("map.remove");
  window.click("sheet.confirm");
  EXPECT_FALSE(window.desk.state().seen->map);
}

TEST_F(MapPage, StaysWhileTheServerIsAway) {
  ASSERT_TRUE(server_.set_commune_map("/anh/xa.geojson").ok());
  board(0).position = kMiddle;
  DeskWindow window(server_);
  window.sign_in("tuan");
  window.click("boards.part.map");
  server_.reachable = false;
  window.wait(Millis(6'000));
  EXPECT_READS(window, "Mất kết nối");
  EXPECT_TRUE(window.driver.has("boards.map"));
}

TEST_F(MapPage, StandsBesideTheBoardOnlyWhereBothHaveRoom) {
  board(0).position = kMiddle;
  DeskWindow small(server_, {1024, 768});
  small.sign_in("tuan");
  EXPECT_FALSE(small.driver.has("boards.map"));
  small.click("boards.part.map");
  EXPECT_TRUE(small.driver.has("boards.map"));
  EXPECT_FALSE(small.driver.has("board.off_air")) << "in place of the rest";
  expect_well_laid_out(small);
}

TEST_F(MapPage, IsNoPartOfItsOwnInALargeWindow) {
  board(0).position = kMiddle;
  DeskWindow large(server_, {1920, 1080});
  large.sign_in("tuan");
  EXPECT_TRUE(large.driver.has("boards.map"));
  EXPECT_FALSE(large.driver.has("boards.part.map"));
  large.click("boards.part.place");
  EXPECT_TRUE(large.driver.has("position.pick"));
  expect_well_laid_out(large);
}

TEST_F(MapPage, IsWellLaidOutAtEveryUsualSizeAndInBothLanguages) {
  ASSERT_TRUE(server_.set_commune_map("/anh/xa.geojson").ok());
  for (int i = 3; i <= 24; ++i) {
    BoardRecord& made = server_.add_board("b" + std::to_string(i),
                                          "Nhà văn hoá ấp Thạnh Hoà số " + std::to_string(i));
    made.online = i % 5 != 0;
    made.last_seen = server_.now - Seconds(i * 60);
    if (i % 6 != 0) {
      made.position = GeoPoint{10'000'000 + i * 7'919 % 100'000, 105'700'000 + i * 6'007 % 100'000};
    }
  }
  server_.accounts["quan"].person.roles = {Role::Administrator, Role::Technician};
  for (const Language language : {Language::Vietnamese, Language::English}) {
    set_language(language);
    for (const auto& [size, scale] : std::vector<std::pair<Size, float>>{{{1366, 768}, 1.0F},
                                                                         {{1280, 720}, 1.0F},
                                                                         {{1920, 1080}, 1.0F},
                                                                         {{1920, 1080}, 1.25F}}) {
      DeskWindow window(server_, size, scale);
      window.sign_in("quan");
      window.click("go.boards");
      window.click("board.b5");
      window.fill("pairing.code", "BCDF GHJK");
      window.click("pairing.find");
      for (const std::string& found : window.driver.lint()) {
        ADD_FAILURE() << size.width_px << "x" << size.height_px << ": " << found;
      }
    }
  }
  set_language(Language::Vietnamese);
}

}  // namespace
}  // namespace bangtin::desk
