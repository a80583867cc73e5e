// What comes in wrong, too much, or twice: nothing is lost, and the person is told in words.
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

using namespace std::chrono_literals;

class BadInput : public OfficeDesk {
 protected:
  /// A saved draft of hoa's.
  ItemId draft_item(const std::string& title) {
    server_.me = server_.accounts.at("hoa").person;
    return server_.add_item(notice(title)).value().id;
  }
  /// Somebody else saves it.
  void save_elsewhere(const ItemId& id, const std::string& title) {
    const Person me = std::exchange(server_.me, server_.accounts.at("nam").person);
    const ItemRecord& item = *std::ranges::find(server_.all_items, id, &ItemRecord::id);
    ASSERT_TRUE(server_.save_item(id, notice(title), item.revision).ok());
    server_.me = me;
  }
  std::string title_on_server(const ItemId& id) const {
    return std::ranges::find(server_.all_items, id, &ItemRecord::id)->content.title;
  }
};

/// Boards go by the server's clock: so do the dates that the desk proposes and the signatures.
TEST_F(BadInput, APcWhoseClockIsADayOffGoesByTheServersAndSaysSo) {
  for (const Millis ahead : {Millis(24h), -Millis(24h)}) {
    server_.all_items.clear();
    DeskWindow window(server_);
    window.pc_ahead = ahead;
    window.sign_in("hoa");
    window.wait(Millis(10'000));
    EXPECT_READS(window,
                 ahead > Millis(0) ? "nhanh hơn máy chủ 1 ngày" : "chậm hơn máy chủ 1 ngày");
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
    EXPECT_EQ(window.now(), server_.now);
    window.click("item.new");
    EXPECT_TRUE(window.desk.state().item.valid_from.starts_with("22/11/2026"))
        << window.desk.state().item.valid_from;
    window.fill("title", "Cắt điện");
    window.fill("body", "Từ 7 giờ 30.");
    window.click("item.submit");
    ASSERT_EQ(server_.all_items.size(), 1U);
    ASSERT_TRUE(server_.all_items[0].submitted);
    EXPECT_EQ(server_.versions.at(*server_.all_items[0].submitted).made_at, server_.now);
    window.pc_ahead = Millis(0);  // Somebody sets it right.
    window.wait(Millis(70'000));
    EXPECT_FALSE(window.driver.reads("Đồng hồ của máy này"));
  }
}

TEST_F(BadInput, AClockThatIsSetBackDoesNotStopTheDesk) {
  DeskWindow window(server_);
  window.pc_ahead = Millis(24h);
  window.sign_in("hoa");
  window.wait(Millis(10'000));
  window.pc_ahead = Millis(0);
  server_.add_board("b1", "Chợ Tân Hưng");
  window.wait(Millis(1'000));
  window.wait(Millis(6'000));
  EXPECT_EQ(window.desk.state().seen->boards.size(), 1U);
}

TEST_F(BadInput, APasteOfFiveMegabytesIsCutInWordsAndTheDeskGoesOn) {
  std::string huge;
  while (huge.size() < 5'000'000) huge += "Điện lực tạm ngừng cấp điện\r\n";
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item.new");
  window.fill("title", "Cắt điện");
  window.click("body");
  window.driver.paste(huge);
  EXPECT_READS(window, "Ô này chứa tối đa 20000 ký tự");
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
  EXPECT_EQ(window.driver.clipboard(), huge) << "what had no room is still there to be pasted";
  EXPECT_TRUE(window.desk.state().item.body.starts_with("Điện lực tạm ngừng cấp điện\nĐiện"));
  window.driver.ctrl('z');
  EXPECT_EQ(window.desk.state().item.body, "");
  EXPECT_FALSE(window.driver.reads("Ô này chứa tối đa"));
  window.click("title");
  window.driver.paste("Nghỉ tết");
  EXPECT_FALSE(window.driver.reads("Ô này chứa tối đa"));
}

TEST_F(BadInput, AMissingFontIsSaidInWordsWithWhatHelps) {
  const auto opened = Fonts::open({"/khong/co"});
  ASSERT_FALSE(opened.ok());
  EXPECT_NE(text_of(opened.error()).find("fonts-noto-core"), std::string::npos);
}

/// What is drawn does not grow with what there is.
TEST_F(BadInput, OfTenThousandItemsAndTwoThousandBoardsOnlyWhatIsInSightIsDrawn) {
  constexpr std::size_t kDrawnMax = 500;
  approved_item("Một");
  const ItemRecord one = server_.all_items.front();
  server_.all_items.assign(10'000, one);
  for (int i = 0; i < 10'000; ++i) {
    ItemRecord& item = server_.all_items[std::size_t(i)];
    item.id = ItemId{"item-" + std::to_string(i)};
    if (i % 2 == 0) {
      item.state = ItemState::Submitted;
      item.submitted = item.approved;
    }
  }
  for (int i = 0; i < 2'000; ++i) {
    BoardRecord& board = server_.add_board("b" + std::to_string(i), "Ấp " + std::to_string(i));
    board.state = BoardState::Paired;
  }
  PlaylistRecord playlist;
  for (int i = 0; i < 1'000; ++i) {
    playlist.id = PlaylistId{"list-" + std::to_string(i)};
    playlist.name = "Danh sách " + std::to_string(i);
    server_.all_playlists.push_back(playlist);
  }
  server_.add_account("lan", "Lê Thị Lan", {Role::Editor, Role::Approver});
  DeskWindow window(server_);
  window.sign_in("lan");
  for (const char* page : {"go.compose", "go.waiting", "go.boards"}) {
    window.click(page);
    EXPECT_LT(window.driver.items().size(), kDrawnMax) << page;
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << page;
  }
}

}  // namespace
}  // namespace bangtin::desk
