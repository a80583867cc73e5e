// Groups and tags of boards, by clicks.
#include "manager/desk/wording.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

using namespace std::chrono_literals;

TEST(TagText, IsReadAsItIsWritten) {
  const std::vector<std::string> tags = {"chợ", "trường học"};
  EXPECT_EQ(tag_text(tags), "chợ, trường học");
  EXPECT_EQ(tags_in("chợ, trường học"), tags);
  EXPECT_EQ(tags_in(" chợ ,,chợ,  trường học, "), tags);
  EXPECT_TRUE(tags_in(" , ").empty());
}

class GroupsPage : public OfficeDesk {
 protected:
  GroupsPage() {
    server_.add_board("b1", "Chợ Tân Hưng");
    server_.add_board("b2", "Trạm y tế");
    server_.add_account("huy", "Phạm Quốc Huy", {Role::Technician});
  }
  static void open(DeskWindow& window) {
    window.sign_in("huy");
    window.click("go.boards");
    window.click("board.b1");
    window.click("boards.part.groups");
  }
};

TEST_F(GroupsPage, AGroupIsMadeJoinedRenamedLeftAndDeleted) {
  DeskWindow window(server_);
  open(window);
  EXPECT_READS(window, "Chưa có nhóm nào.");
  EXPECT_FALSE(window.driver.enabled("group.save"));
  window.fill("group.name", "Các chợ");
  window.click("group.save");
  window.wait(6'000ms);
  ASSERT_EQ(server_.all_groups.size(), 1U);
  EXPECT_EQ(server_.all_groups[0].boards, std::vector{BoardId{"b1"}});
  EXPECT_READS(window, "Các chợ · 1 bảng");
  const std::string id = server_.all_groups[0].id.text;

  window.click("board.b2");
  window.click("group." + id);
  window.wait(6'000ms);
  EXPECT_EQ(server_.all_groups[0].boards.size(), 2U);
  window.click("group.rename." + id);
  window.fill("group.name", "Chợ và trạm");
  window.click("group.save");
  window.wait(6'000ms);
  EXPECT_EQ(server_.all_groups[0].name, "Chợ và trạm");
  EXPECT_EQ(server_.all_groups[0].boards.size(), 2U);
  window.click("group." + id);
  window.wait(6'000ms);
  EXPECT_EQ(server_.all_groups[0].boards, std::vector{BoardId{"b1"}});

  PlaylistRecord playlist;
  playlist.name = "Sáng";
  playlist.groups = {{id}};
  const PlaylistId used = server_.save_playlist(playlist).value().id;
  window.click("group.delete." + id);
  window.click("sheet.confirm");
  window.wait(6'000ms);
  EXPECT_READS(window, "Còn danh sách phát nhắm vào nhóm này.");
  EXPECT_EQ(server_.all_groups.size(), 1U);
  std::erase_if(server_.all_playlists, [&](auto& one) { return one.id == used; });
  window.click("group.delete." + id);
  window.click("sheet.confirm");
  window.wait(6'000ms);
  EXPECT_TRUE(server_.all_groups.empty());
}

TEST_F(GroupsPage, TagsAreTypedWithCommas) {
  DeskWindow window(server_);
  open(window);
  EXPECT_FALSE(window.driver.enabled("board.tags.save"));
  window.fill("board.tags", "chợ,  đông người ,chợ");
  window.click("board.tags.save");
  window.wait(6'000ms);
  EXPECT_EQ(server_.all_boards[0].tags, (std::vector<std::string>{"chợ", "đông người"}));
  EXPECT_EQ(window.desk.state().boards.tags, "chợ, đông người");
}

TEST_F(GroupsPage, WhatAnotherSetsMeanwhileIsNotOverwrittenUnseen) {
  DeskWindow window(server_);
  open(window);
  ASSERT_TRUE(server_.tag_board({"b1"}, {"chợ"}).ok());
  window.wait(6'000ms);
  EXPECT_EQ(window.desk.state().boards.tags, "chợ");
  EXPECT_FALSE(window.driver.enabled("board.tags.save"));
  window.fill("board.tags", "chợ, ven sông");
  ASSERT_TRUE(server_.tag_board({"b1"}, {"trường"}).ok());
  window.wait(6'000ms);
  EXPECT_EQ(window.desk.state().boards.tags, "chợ, ven sông") << "what is typed stays";
}

TEST_F(GroupsPage, ANameThatIsNotTakenStays) {
  DeskWindow window(server_);
  open(window);
  window.fill("group.name", "Các chợ");
  server_.reachable = false;
  window.click("group.save");
  EXPECT_EQ(window.desk.state().boards.group_name, "Các chợ");
}

TEST_F(GroupsPage, WhoeverDoesNotLookAfterBoardsHasNoSuchPart) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.boards");
  EXPECT_FALSE(window.driver.has("boards.part.groups"));
}

class GroupsLooks : public GroupsPage, public testing::WithParamInterface<float> {};

TEST_P(GroupsLooks, NothingIsCutSmallOrOverlaps) {
  for (int i = 0; i < 4; ++i) {
    GroupRecord group;
    group.name = "Các bảng ở ấp số " + std::to_string(i);
    group.boards = {{"b1"}};
    ASSERT_TRUE(server_.save_group(group).ok());
  }
  DeskWindow window(server_, {1366, 768}, GetParam());
  open(window);
  window.driver.idle();
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
}

INSTANTIATE_TEST_SUITE_P(Scales, GroupsLooks, testing::Values(1.0F, 1.25F),
                         [](const auto& one) { return one.param > 1 ? "at125" : "at100"; });

}  // namespace
}  // namespace bangtin::desk
