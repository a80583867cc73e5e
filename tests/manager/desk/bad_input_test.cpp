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
