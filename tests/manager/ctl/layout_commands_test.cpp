// Layouts of the commune's own, from a shell.
#include "manager/ctl/layout_commands.h"

#include <gtest/gtest.h>

#include "tests/fakes/sample_layout.h"
#include "tests/fakes/scripted_channel.h"
#include "tests/manager/ctl/shell_test.h"

namespace bangtin {
namespace {

class LayoutCommandsTest : public ShellTest<ScriptedChannel> {
 protected:
  void answer_list() {
    Json::Array layouts{to_json(sample::layout())};
    server.answer(Json().set("layouts", std::move(layouts)));
  }
  LayoutRecord sent() {
    LayoutRecord layout;
    EXPECT_TRUE(from_json(Json::parse(server.asked.back().body).value(), layout).ok());
    return layout;
  }
};

TEST_F(LayoutCommandsTest, ListsWhereEachZoneStands) {
  answer_list();
  ASSERT_EQ(run({"layout", "list"}), 0) << err.str();
  EXPECT_NE(out.str().find("Hai cột"), std::string::npos);
  EXPECT_NE(out.str().find("Vùng bên: trái 60 %, trên 20 %, rộng 35 %, cao 75 %"),
            std::string::npos)
      << out.str();
}

TEST_F(LayoutCommandsTest, DrawsOneOfZonesInPercent) {
  server.answer(to_json(sample::layout()));
  ASSERT_EQ(run({"layout", "set", "--name", "Phim", "--zone", "main:0,0,100,90", "--zone",
                 "ticker:0,90,100,10"}),
            0)
      << err.str();
  EXPECT_EQ(server.asked.at(0).method, "POST");
  EXPECT_EQ(sent().name, "Phim");
  EXPECT_EQ(sent().landscape, (std::vector<DrawnZone>{{ZoneRole::Main, 0, 0, 10'000, 9000},
                                                      {ZoneRole::Ticker, 0, 9000, 10'000, 1000}}));
  EXPECT_EQ(run({"layout", "set", "--name", "Phim", "--zone", "main:0,0,100"}), 1);
  EXPECT_NE(err.str().find("Viết như main:0,10,65.5,80"), std::string::npos) << err.str();
  EXPECT_EQ(server.asked.size(), 1u) << "nothing was sent";
}

TEST_F(LayoutCommandsTest, ChangesWhatIsToldAndLeavesTheRest) {
  answer_list();
  server.answer(to_json(sample::layout()));
  ASSERT_EQ(run({"layout", "set", "Hai cột", "--no-portrait"}), 0) << err.str();
  EXPECT_EQ(server.asked.back().target, "/v1/layouts/bo-cuc-1");
  EXPECT_EQ(sent().landscape, sample::layout().landscape);
  EXPECT_TRUE(sent().portrait.empty());
}

TEST_F(LayoutCommandsTest, RemovesByNameAndSaysWhyNot) {
  answer_list();
  server.answer(409, error_body(Error{Code::Conflict, "used by \"Tối\"", "layout.in_use"}));
  EXPECT_EQ(run({"layout", "remove", "Hai cột"}), 1);
  EXPECT_EQ(server.asked.back().method, "DELETE");
  EXPECT_NE(err.str().find("Còn danh sách phát dùng bố cục này"), std::string::npos);
  EXPECT_NE(err.str().find("Tối"), std::string::npos) << err.str();
  answer_list();
  EXPECT_EQ(run({"layout", "remove", "không có"}), 1);
  EXPECT_NE(err.str().find("Không có bố cục này"), std::string::npos);
}

TEST_F(LayoutCommandsTest, AScheduleNamesOneByItsName) {
  PlaylistRecord playlist;
  playlist.id = {"ds-1"};
  playlist.name = "Tối";
  const auto answer_playlists = [&] {
    Json::Array list{to_json(playlist)};
    server.answer(Json().set("playlists", std::move(list)));
  };
  answer_playlists();
  answer_list();
  playlist.schedule.drawn = sample::layout().id;
  server.answer(to_json(playlist));
  answer_list();
  ASSERT_EQ(run({"schedule", "set", "ds-1", "--layout", "Hai cột"}), 0) << err.str();
  EXPECT_NE(server.asked.at(2).body.find(R"("drawn":"bo-cuc-1")"), std::string::npos);
  EXPECT_NE(out.str().find("bố cục \"Hai cột\""), std::string::npos) << out.str();
  answer_playlists();
  playlist.schedule = {};
  server.answer(to_json(playlist));
  ASSERT_EQ(run({"schedule", "set", "ds-1", "--layout", "plain"}), 0) << err.str();
  EXPECT_EQ(server.asked.back().body.find("drawn"), std::string::npos);
  answer_playlists();
  answer_list();
  EXPECT_EQ(run({"schedule", "set", "ds-1", "--layout", "lạ"}), 1);
  EXPECT_NE(err.str().find("tên một bố cục của xã"), std::string::npos) << err.str();
}

}  // namespace
}  // namespace bangtin
