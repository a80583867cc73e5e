// What a province handed over, on the page Kho: its file taken in, the most urgent first, put on
// boards and taken down.
#include "manager/desk/unsaved.h"
#include "shared/base/texts.h"
#include "shared/crypto/sha256.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

using std::chrono::hours;

class ProvincePage : public OfficeDesk {
 protected:
  ItemRecord from_province(const std::string& id, const std::string& title, int priority) {
    ItemRecord item;
    item.id = {id};
    item.state = ItemState::Approved;
    item.content = notice(title);
    item.content.agency = "UBND tỉnh Đồng Tháp";
    item.content.origin = Origin::Province;
    item.content.priority = priority;
    item.author = item.composer = "lan@99091";
    item.approver = "minh@99091";
    item.approved = item.submitted = sha256(id);
    item.changed_at = server_.now;
    return item;
  }
  static void open(DeskWindow& window) {
    window.sign_in("hoa");
    window.click("go.library");
    window.driver.idle();
    window.click("library.view.province");
    window.driver.idle();
  }
  static void expect_well_laid_out(const DeskWindow& window) {
    for (const std::string& found : window.driver.lint()) ADD_FAILURE() << found;
  }
};

TEST_F(ProvincePage, SaysWhatToDoWhileThereIsNothing) {
  DeskWindow window(server_);
  open(window);
  EXPECT_READS(window, "Chưa có tin nào của tỉnh.");
  EXPECT_FALSE(window.driver.enabled("province.import"));
  expect_well_laid_out(window);
}

TEST_F(ProvincePage, AFileThatIsDroppedIsTakenInAndItsItemStandsOpen) {
  DeskWindow window(server_);
  window.library.province_files["/usb/bao.tinh"] = from_province("bao", "Bão số 5", 3);
  open(window);
  window.desk.drop_file("/usb/bao.tinh");
  window.driver.idle();
  EXPECT_READS(window, "Đã nhập tin của đơn vị 99091: 1 tin mới");
  window.wait(Millis(6'000));
  EXPECT_READS(window, "UBND tỉnh Đồng Tháp. Người soạn lan@99091, người duyệt minh@99091.");
  EXPECT_READS(window, "Tin của tỉnh (1)");
  EXPECT_TRUE(window.driver.enabled("item.publish"));
  EXPECT_TRUE(window.driver.enabled("item.withdraw")) << "it plays nowhere yet";
  expect_well_laid_out(window);
}

TEST_F(ProvincePage, AnotherFileIsRefusedInWordsAndItsPathStays) {
  DeskWindow window(server_);
  open(window);
  window.fill("province.path", "/usb/anh.jpg");
  window.click("province.import");
  window.driver.idle();
  EXPECT_READS(window, "Đây không phải tệp tin bài do văn phòng tỉnh xuất ra.");
  EXPECT_EQ(window.desk.state().library.province_form.path, "/usb/anh.jpg");
  EXPECT_TRUE(window.driver.enabled("province.import")) << "it can be tried again";
  expect_well_laid_out(window);
}

TEST_F(ProvincePage, TheMostUrgentStandsFirstAndWhatIsOverLast) {
  ItemRecord over = from_province("qua", "Đã qua", 3);
  over.content.valid_until = server_.now - hours(1);
  server_.all_items = {from_province("tiem", "Tiêm chủng", 2), over,
                       from_province("le", "Lễ hội", 1), from_province("bao", "Bão số 5", 3)};
  approved_item("Tin của xã");
  DeskWindow window(server_);
  open(window);
  const auto top = [&](const std::string& id) {
    const auto& all = window.driver.items();
    const auto found = std::ranges::find(all, "province." + id, &ui::LoggedItem::name);
    return found == all.end() ? -1.0F : found->box.top;
  };
  EXPECT_LT(top("bao"), top("tiem"));
  EXPECT_LT(top("tiem"), top("le"));
  EXPECT_LT(top("le"), top("qua"));
  EXPECT_FALSE(window.driver.has("province.item-1")) << "the commune's own is not of the province";
  EXPECT_READS(window, "Tin của tỉnh (3)");
  expect_well_laid_out(window);
  window.click("province.qua");
  EXPECT_FALSE(window.driver.has("item.publish")) << "it is over";
  expect_well_laid_out(window);
}

/// From the item to its place among the commune's own, in one press.
TEST_F(ProvincePage, WhatHasPriorityIsPutIntoAnotherOrderButNotTakenOut) {
  server_.add_board("b1", "Chợ");
  const ItemId own = approved_item("Tiêm chủng");
  server_.all_items.push_back(from_province("lu", "Lũ về", 2));
  PlaylistRecord loop;
  loop.name = "Bản tin";
  loop.items = {{"lu"}, own};
  loop.boards = {{"b1"}};
  loop = server_.save_playlist(loop).value();
  ASSERT_TRUE(server_.publish(loop.id).ok());
  DeskWindow window(server_);
  open(window);
  window.click("province.lu");
  EXPECT_FALSE(window.driver.has("item.withdraw"));
  expect_well_laid_out(window);
  window.click("province.order");
  EXPECT_READS(window, "ở lại trong vòng phát");
  EXPECT_FALSE(window.driver.enabled("entry.0.remove"));
  EXPECT_TRUE(window.driver.enabled("entry.1.remove"));
  expect_well_laid_out(window);
  window.click("entry.0.down");
  EXPECT_EQ(window.desk.state().playlist.items, (std::vector<ItemId>{own, {"lu"}}));
  EXPECT_FALSE(window.driver.enabled("entry.1.remove"));
}

/// What came in by itself while somebody changed the list is in his list too: without it the server
/// would refuse to save.
TEST_F(ProvincePage, WhoKeepsHisListOverAnImportHasItsItemInItToo) {
  server_.add_board("b1", "Chợ");
  const ItemId own = approved_item("Tiêm chủng");
  PlaylistRecord loop;
  loop.name = "Bản tin";
  loop.items = {own};
  loop.boards = {{"b1"}};
  loop = server_.save_playlist(loop).value();
  std::string bytes;
  {
    DeskWindow window(server_);
    window.sign_in("hoa");
    window.click("go.playlist");
    window.click("playlist." + loop.id.text);
    window.fill("playlist.name", "Bản tin tối");
    bytes = journal_bytes(window.desk.journal());
  }
  server_.all_items.push_back(from_province("lu", "Lũ về", 2));
  loop.items = {{"lu"}, own};
  ASSERT_TRUE(server_.save_playlist(loop).ok());
  ASSERT_TRUE(server_.publish(loop.id).ok());
  DeskWindow window(server_, {1366, 768}, 1.0F, journal_from(bytes, "").journal);
  window.sign_in("hoa");
  window.click("go.playlist");
  window.click("playlist." + loop.id.text);
  window.click("playlist.keep");
  EXPECT_EQ(window.desk.state().playlist.items, (std::vector<ItemId>{{"lu"}, own}));
  window.click("playlist.save");
  EXPECT_EQ(server_.all_playlists[0].name, "Bản tin tối");
  EXPECT_EQ(server_.all_playlists[0].items, (std::vector<ItemId>{{"lu"}, own}));
}

TEST_F(ProvincePage, AnItemGoesToTheBoardsAndComesDownByClicks) {
  server_.all_items = {from_province("bao", "Bão số 5", 1)};
  DeskWindow window(server_);
  open(window);
  window.click("province.bao");
  window.click("item.withdraw");
  window.fill("sheet.reason", "Bão đã tan");
  window.click("sheet.confirm");
  window.wait(Millis(6'000));
  EXPECT_EQ(server_.all_items.at(0).state, ItemState::Withdrawn);
  EXPECT_READS(window, "Bão đã tan");
  expect_well_laid_out(window);
}

}  // namespace
}  // namespace bangtin::desk
