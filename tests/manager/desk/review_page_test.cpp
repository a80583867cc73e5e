// What waits for approval, and its way onto the boards, by clicks.
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

using ReviewPage = OfficeDesk;

/// What a commune does most: with two people's signatures, from an idea to every board.
TEST_F(ReviewPage, FromTheIdeaToTheBoardsInTenClicks) {
  server_.add_board("b1", "Chợ Tân Hưng");
  PlaylistRecord playlist;
  playlist.name = "Bản tin của xã";
  playlist.items = {approved_item("Một")};
  playlist.boards = {{"b1"}};
  const PlaylistRecord saved = server_.save_playlist(playlist).value();
  ASSERT_TRUE(server_.publish(saved.id).ok());
  DeskWindow window(server_);
  int clicks = 0;
  const auto click = [&](std::string_view label) {
    ++clicks;
    window.click(label);
  };
  window.sign_in("hoa");
  click("item.new");
  window.driver.type("Thông báo cắt điện");
  click("body");
  window.driver.type("Kính gửi bà con!");
  click("item.submit");
  window.click("sign_out");  // Two people at two desks: signing in is not counted.
  window.sign_in("nam");
  for (const char* check : {"source", "dates", "names", "personal_data"}) {
    click(std::string("check.") + check);
  }
  click("item.approve");
  click("item.publish");
  click("sheet.confirm");
  EXPECT_EQ(server_.all_items[0].content.title, "Thông báo cắt điện");
  EXPECT_EQ(server_.published[saved.id].items,
            (std::vector<ItemId>{playlist.items[0], server_.all_items[0].id}));
  EXPECT_EQ(clicks, 10);
  window.wait(Millis(1'000));
  EXPECT_READS(window, "đã nhận 0/1");
}

TEST_F(ReviewPage, AnApprovedItemGoesWhereItIsWanted) {
  server_.add_board("b1", "Chợ Tân Hưng");
  server_.add_board("b2", "Bến phà");
  PlaylistRecord market;
  market.name = "Tin chợ";
  market.items = {approved_item("Một")};
  market.boards = {{"b1"}};
  const PlaylistRecord saved = server_.save_playlist(market).value();
  const ItemId item = approved_item("Hai");
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + item.text);
  EXPECT_FALSE(window.driver.has("item.submit")) << "nothing of it changed";
  window.click("item.publish");
  EXPECT_READS(window, "1 màn hình: Chợ Tân Hưng");
  window.click("publish.place");
  window.click("publish.place.1");
  EXPECT_READS(window, "2 màn hình: Chợ Tân Hưng và Bến phà");
  window.click("sheet.confirm");
  ASSERT_EQ(server_.all_playlists.size(), 2U);
  EXPECT_EQ(server_.all_playlists[1].name, "Hai");
  EXPECT_EQ(server_.all_playlists[1].items, std::vector<ItemId>{item});
  EXPECT_TRUE(server_.all_playlists[1].published_at);
  EXPECT_FALSE(server_.all_playlists[0].published_at);
  window.wait(Millis(1'000));
  window.click("item.publish");
  EXPECT_READS(window, "1 màn hình: Chợ Tân Hưng");
  window.click("sheet.confirm");
  EXPECT_EQ(server_.all_playlists[0].items, (std::vector<ItemId>{market.items[0], item}));
}

/// Somebody else put it there meanwhile: what is shown in its stead is what is meant.
TEST_F(ReviewPage, APlaceThatIsTakenWhileTheQuestionStandsGivesWayToTheNext) {
  server_.add_board("b1", "Chợ Tân Hưng");
  PlaylistRecord list;
  list.name = "Tin chợ";
  list.boards = {{"b1"}};
  ASSERT_TRUE(server_.save_playlist(list).ok());
  const ItemId item = approved_item("Một");
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + item.text);
  window.click("item.publish");
  server_.all_playlists[0].items = {item};
  window.wait(Millis(6'000));
  EXPECT_READS(window, "Danh sách mới cho riêng tin này");
  window.click("sheet.confirm");
  ASSERT_EQ(server_.all_playlists.size(), 2U);
  EXPECT_TRUE(server_.all_playlists[1].published_at);
}

TEST_F(ReviewPage, WithoutABoardNothingCanBePublishedAndItIsSaid) {
  const ItemId item = approved_item("Một");
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + item.text);
  window.click("item.publish");
  EXPECT_READS(window, "chưa có màn hình nào");
  EXPECT_FALSE(window.driver.enabled("sheet.confirm"));
}

/// A form that somebody else is still typing into is not published along with the item.
TEST_F(ReviewPage, PublishingAnItemKeepsWhatIsTypedInTheListsForm) {
  server_.add_board("b1", "Chợ Tân Hưng");
  PlaylistRecord list;
  list.name = "Tin chợ";
  list.items = {approved_item("Một")};
  list.boards = {{"b1"}};
  ASSERT_TRUE(server_.save_playlist(list).ok());
  const ItemId item = approved_item("Hai");
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.playlist");
  window.click("playlist.playlist-1");
  window.fill("playlist.name", "Tin chợ sáng");
  window.click("go.compose");
  window.click("item." + item.text);
  window.click("item.publish");
  window.click("sheet.confirm");
  EXPECT_EQ(server_.all_playlists[0].name, "Tin chợ");
  EXPECT_EQ(server_.all_playlists[0].items.size(), 2U);
  window.wait(Millis(1'000));
  window.click("go.playlist");
  EXPECT_EQ(window.desk.state().playlist.name, "Tin chợ sáng");
}

TEST_F(ReviewPage, TheApproverSeesWhatChangedSinceTheApprovedVersion) {
  const ItemId item = approved_item("Cắt điện");
  server_.me.login = "hoa";
  ItemContent changed = notice("Cắt điện", "Kính gửi bà con! Dời sang 9 giờ.");
  ASSERT_TRUE(server_.save_item(item, changed, server_.all_items[0].revision).ok());
  ASSERT_TRUE(server_.submit_item(item, changed, server_.now).ok());
  DeskWindow window(server_);
  window.sign_in("nam");
  EXPECT_READS(window, "Thay đổi so với bản đã duyệt");
  EXPECT_READS(window, "Trước: … gửi bà con!");
  EXPECT_READS(window, "Nay: … gửi bà con! Dời sang 9 giờ.");
  EXPECT_FALSE(window.driver.reads("chưa có bản nào được duyệt"));
}

TEST_F(ReviewPage, ANewItemIsSaidToBeNewAndAnEmptyDeskSaysSo) {
  {
    DeskWindow window(server_);
    window.sign_in("nam");
    EXPECT_READS(window, "Không có tin nào chờ duyệt");
  }
  waiting_item("Một");
  DeskWindow window(server_);
  window.sign_in("nam");
  EXPECT_READS(window, "chưa có bản nào được duyệt");
  EXPECT_READS(window, "UBND xã Tân Hưng");
}

/// What an approver types into an item that waits is a draft of his own, not what he approves.
TEST_F(ReviewPage, EditingWhatWaitsNeitherChangesNorLosesAnything) {
  waiting_item("Một");
  DeskWindow window(server_);
  window.sign_in("nam");
  window.click("item.edit");
  window.fill("title", "Một, sửa");
  window.click("go.waiting");
  EXPECT_EQ(window.desk.state().item.title, "Một") << "as it was handed in";
  EXPECT_READS(window, "Soát trước khi duyệt");
  window.click("go.compose");
  EXPECT_EQ(window.desk.state().item.title, "Một, sửa") << "as it was typed";
  for (const char* page : {"go.waiting", "go.boards", "go.compose"}) window.click(page);
  EXPECT_EQ(window.desk.state().item.title, "Một, sửa") << "by whatever way he comes back";
}

/// Its writer has nothing to press there but to take it back: that stands where it always does.
TEST_F(ReviewPage, ThuHoiStandsInItsPlaceWhetherOrNotSomethingIsLeftOfIt) {
  const ItemId approved = approved_item("Một"), waiting = waiting_item("Hai").id;
  DeskWindow window(server_);
  window.sign_in("hoa");
  const auto top_of_withdraw = [&](const ItemId& item) {
    window.click("item." + item.text);
    const auto& items = window.driver.items();
    return std::ranges::find(items, "item.withdraw", &ui::LoggedItem::name)->box.top;
  };
  EXPECT_EQ(top_of_withdraw(waiting), top_of_withdraw(approved));
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
}

TEST_F(ReviewPage, NobodyApprovesWhatHeWroteHimself) {
  DeskWindow window(server_);
  window.sign_in("nam");
  window.click("go.compose");
  window.click("item.new");
  window.fill("title", "Họp dân");
  window.fill("body", "Nhà văn hoá ấp.");
  window.click("item.submit");
  window.click("item.review");
  EXPECT_FALSE(window.driver.enabled("item.approve"));
  EXPECT_READS(window, "phải do người khác duyệt");
}

}  // namespace
}  // namespace bangtin::desk
