// Where an item may be shown: chosen in its form, seen by who lets it through, said where a
// playlist goes further.
#include "manager/desk/item_places.h"

#include <memory>

#include "manager/desk/drafts.h"
#include "manager/desk/publish.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/crypto/sha256.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

class ItemPlaces : public OfficeDesk {
 protected:
  ItemPlaces() {
    server_.add_board("b1", "Chợ Tân Hưng").tags = {"đông người"};
    server_.add_board("b2", "Trạm y tế");
    BoardRecord& gate = server_.add_board("b3", "Cổng chào");
    gate.tags = {"đông người"};
    gate.canvas_px = {384, 192};
    server_.all_groups = {{{"g1"}, "Các ấp phía nam", {BoardId{"b2"}, BoardId{"b3"}}, 1},
                          {{"g2"}, "Trường học", {}, 1}};
  }
  void write(DeskWindow& window) {
    window.sign_in("hoa");
    window.click("item.new");
    window.fill("title", "Họp chợ");
    window.fill("body", "Sáng thứ bảy.");
  }
  /// What is ticked, and again not.
  static void choose_some(DeskWindow& window) { window.click("boards"); }
  static void choose_every(DeskWindow& window) { window.click("boards"); }
  ItemRecord waiting_at(std::vector<BoardId> boards) {
    ItemContent content = notice("Họp chợ");
    content.places.boards = std::move(boards);
    server_.me.login = "hoa";
    return submitted(server_.add_item(content).value());
  }
  const Places& handed_in() const { return server_.all_items.at(0).content.places; }
};

TEST_F(ItemPlaces, EveryBoardUnlessSomeAreChosen) {
  DeskWindow window(server_);
  write(window);
  EXPECT_READS(window, "Nơi phát");
  window.see("boards");
  EXPECT_READS(window, "Mọi màn hình");
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
  window.click("item.submit");
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_TRUE(is_everywhere(handed_in()));
}

TEST_F(ItemPlaces, EachBoardIsOneClickAndIsSeenAtOnceAsItWillShow) {
  DeskWindow window(server_);
  write(window);
  const auto previewed = [&] { return window.desk.state().preview->canvas_px; };
  EXPECT_EQ(previewed(), (Size{1920, 1080}));
  window.click("place.board.b3");
  EXPECT_EQ(previewed(), (Size{384, 192}));
  window.click("place.board.b1");
  EXPECT_EQ(previewed(), (Size{1920, 1080}));
  window.click("place.board.b3");
  EXPECT_EQ(previewed(), (Size{1920, 1080})) << "it is no longer among them";
  window.click("place.board.b3");
  EXPECT_EQ(previewed(), (Size{384, 192}));
  window.click("item.submit");
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_EQ(handed_in(), (Places{{{"b1"}, {"b3"}}, {}}));
}

TEST_F(ItemPlaces, ManyBoardsAreListedWhenSomeAreWanted) {
  for (int i = 4; i < 10; ++i)
    server_.add_board("b" + std::to_string(i), "Ấp " + std::to_string(i));
  DeskWindow window(server_);
  write(window);
  EXPECT_FALSE(window.driver.has("place.board.b1"));
  choose_some(window);
  window.click("place.board.b1");
  EXPECT_READS(window, "Đã chọn 1 màn hình.");
}

/// What was chosen before every board does not come with it.
TEST_F(ItemPlaces, ATickAmongEveryBoardBeginsTheChoiceAnew) {
  DeskWindow window(server_);
  write(window);
  window.click("place.board.b2");
  choose_every(window);
  window.click("place.board.b1");
  EXPECT_EQ(window.desk.state().item.places.boards, std::vector<BoardId>{{"b1"}});
}

TEST_F(ItemPlaces, TheChosenBoardsAreWhatIsSigned) {
  DeskWindow window(server_);
  write(window);
  choose_some(window);
  window.click("place.board.b3");
  window.click("place.board.b1");
  EXPECT_READS(window, "Đã chọn 2 màn hình.");
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
  window.click("item.submit");
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_EQ(handed_in(), (Places{{{"b1"}, {"b3"}}, {}}));
  ASSERT_TRUE(server_.all_items[0].submitted);
  EXPECT_EQ(server_.versions.at(*server_.all_items[0].submitted).content.places, handed_in());
}

TEST_F(ItemPlaces, AGroupOrATagIsAShortcutToTheBoardsThatAreInItNow) {
  DeskWindow window(server_);
  write(window);
  choose_some(window);
  EXPECT_READS(window, "Các ấp phía nam (2)");
  EXPECT_READS(window, "Màn hình vào nhóm sau này không tự được thêm.");
  EXPECT_FALSE(window.driver.has("place.group.g2")) << "there is nothing in it";
  window.click("place.group.g1");
  EXPECT_FALSE(window.driver.enabled("place.group.g1")) << "all of it is chosen";
  window.click("place.tag.đông người");
  window.click("place.board.b2");
  EXPECT_TRUE(window.driver.enabled("place.group.g1"));
  window.click("item.save");
  EXPECT_EQ(handed_in().boards, (std::vector<BoardId>{{"b1"}, {"b3"}}));
  server_.all_groups[0].boards.push_back({"b1"});
  window.wait(Millis(10'000));
  EXPECT_EQ(window.desk.state().item.places, handed_in()) << "the group grew, the item did not";
}

/// Sent like that it would stand everywhere: the opposite of what was meant.
TEST_F(ItemPlaces, NoneChosenIsRefusedInWordsAndNothingIsSent) {
  DeskWindow window(server_);
  write(window);
  choose_some(window);
  for (const char* button : {"item.submit", "item.save"}) {
    window.click(button);
    EXPECT_READS(window, "Chưa chọn màn hình nào.");
    EXPECT_TRUE(server_.all_items.empty());
  }
  choose_every(window);
  window.click("item.submit");
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_TRUE(is_everywhere(handed_in()));
}

TEST_F(ItemPlaces, WhatWasChosenIsThereAgainAfterEveryBoard) {
  DeskWindow window(server_);
  write(window);
  choose_some(window);
  window.click("place.board.b2");
  choose_every(window);
  choose_some(window);
  EXPECT_EQ(window.desk.state().item.places.boards, std::vector<BoardId>{{"b2"}});
}

TEST_F(ItemPlaces, ADroppedDraftComesBackWithThem) {
  DeskWindow window(server_);
  write(window);
  choose_some(window);
  window.click("place.board.b2");
  window.click("item.drop");
  window.click("item.take_back");
  EXPECT_TRUE(window.desk.state().item.some_boards);
  EXPECT_EQ(window.desk.state().item.places.boards, std::vector<BoardId>{{"b2"}});
}

TEST_F(ItemPlaces, TheJournalKeepsThemAndReadsOlderOnesWithout) {
  ItemForm form;
  form.draft = "new-1";
  form.some_boards = true;
  form.places = {{{"b1"}, {"b3"}}, {"31108"}};
  const Json json = draft_json(form);
  const ItemForm back = draft_from(json).value();
  EXPECT_TRUE(back.some_boards);
  EXPECT_EQ(back.places, form.places);
  Json::Object older = *json.as_object();
  for (const char* key : {"some_boards", "boards", "communes"}) older.erase(key);
  const ItemForm before = draft_from(older).value();
  EXPECT_FALSE(before.some_boards);
  EXPECT_TRUE(is_everywhere(before.places));
}

/// They come from the shell, for an item of a province; the form has no field to lose them.
TEST_F(ItemPlaces, CommunesOfAProvincesItemStayThroughTheForm) {
  ItemContent content = notice("Bão số 5");
  content.places.communes = {"30337", "31108"};
  server_.me.login = "hoa";
  const ItemRecord item = server_.add_item(content).value();
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + item.id.text);
  EXPECT_READS(window, "Cũng phát trên mọi màn hình của xã 30337, 31108.");
  window.fill("title", "Bão số 6");
  window.click("item.save");
  EXPECT_EQ(handed_in(), content.places);
}

TEST_F(ItemPlaces, TheApproverReadsThemAndWhatChangedInThem) {
  ItemRecord item = waiting_at({{"b1"}});
  server_.me.login = "nam";
  ASSERT_TRUE(
      server_.approve_item(item.id, *item.submitted, checks_for(item.content), server_.now).ok());
  item.content.places.boards = {{"b2"}, {"b3"}};
  server_.me.login = "hoa";
  const ItemRecord saved =
      server_.save_item(item.id, item.content, server_.all_items[0].revision).value();
  submitted(saved);
  DeskWindow window(server_);
  window.sign_in("nam");
  window.driver.idle();
  EXPECT_READS(window, "Nơi phát: 2 màn hình: Cổng chào, Trạm y tế");
  EXPECT_READS(window, "Trước: 1 màn hình: Chợ Tân Hưng");
  EXPECT_READS(window, "Nay: 2 màn hình: Cổng chào, Trạm y tế");
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
}

/// A server that widens what was chosen is not signed for.
TEST_F(ItemPlaces, PlacesThatTheServerBentAreNotSigned) {
  server_.bends = [](ItemContent& content) { content.places = {}; };
  DeskWindow window(server_);
  write(window);
  choose_some(window);
  window.click("place.board.b1");
  window.click("item.submit");
  EXPECT_READS(window, "Máy chủ giữ một nội dung khác");
  EXPECT_TRUE(server_.versions.empty());
  EXPECT_EQ(window.desk.state().item.places.boards, std::vector<BoardId>{{"b1"}});
}

TEST_F(ItemPlaces, ThePreviewIsThatOfABoardAmongThem) {
  DeskWindow window(server_);
  write(window);
  EXPECT_EQ(preview_kinds(window.desk.state()).size(), 2U);
  choose_some(window);
  window.click("place.board.b3");
  window.driver.idle();
  const auto kinds = preview_kinds(window.desk.state());
  ASSERT_EQ(kinds.size(), 1U);
  EXPECT_EQ(kinds[0].canvas_px, (Size{384, 192}));
  ASSERT_TRUE(window.desk.state().preview);
  EXPECT_EQ(window.desk.state().preview->canvas_px, (Size{384, 192}));
}

TEST_F(ItemPlaces, OneThatIsRevokedIsSaidAndCanBeTakenOut) {
  const ItemRecord item = waiting_at({{"b1"}, {"b2"}});
  server_.all_items[0].state = ItemState::Returned;
  server_.all_boards[0].state = BoardState::Revoked;
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + item.id.text);
  window.see("place.board.b1");
  EXPECT_READS(window, "Chợ Tân Hưng (đã thu hồi)");
  window.click("place.board.b1");
  window.click("item.save");
  EXPECT_EQ(handed_in().boards, std::vector<BoardId>{{"b2"}});
}

TEST_F(ItemPlaces, APlaylistSaysWhereItsItemDoesNotPlay) {
  const ItemRecord item = waiting_at({{"b1"}});
  server_.me.login = "nam";
  ASSERT_TRUE(
      server_.approve_item(item.id, *item.submitted, checks_for(item.content), server_.now).ok());
  PlaylistRecord playlist;
  playlist.name = "Bản tin sáng";
  playlist.items = {item.id};
  playlist.boards = {{"b1"}, {"b2"}};
  const PlaylistRecord saved = server_.save_playlist(playlist).value();
  ASSERT_TRUE(server_.publish(saved.id).ok());
  DeskWindow window(server_);
  window.sign_in("nam");
  window.click("go.playlist");
  window.click("playlist." + saved.id.text);
  EXPECT_READS(window, "Tin “Họp chợ” không phát trên “Trạm y tế”");
  EXPECT_READS(window, "Trạm y tế: Không phát ở đây");
  EXPECT_EQ(delivered(window.desk.state(), item.id).all, 1U) << "nobody waits for the other board";
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
}

/// An office of many boards and items: what a frame asks about.
struct BigOffice {
  explicit BigOffice(int boards, int items, std::size_t places) {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->commune.code = "30337";
    for (int i = 0; i < boards; ++i) {
      BoardRecord& board = snapshot->boards.emplace_back();
      board.id = {"b" + std::to_string(10'000 + i)};
      board.name = "Màn hình " + std::to_string(i);
      form.boards.push_back(board.id);
    }
    std::vector<ItemRecord> all;
    for (int i = 0; i < items; ++i) {
      ItemRecord& item = all.emplace_back();
      item.id = {"t" + std::to_string(i)};
      item.content.title = "Tin " + std::to_string(i);
      item.content.places.boards.assign(form.boards.begin(),
                                        form.boards.begin() + std::ptrdiff_t(places));
      form.items.push_back(item.id);
    }
    snapshot->all_items = std::make_shared<const std::vector<ItemRecord>>(std::move(all));
    state.seen = snapshot;
  }
  /// Its first item becomes another.
  void change_first(const std::function<void(ItemRecord&)>& change) {
    auto seen = std::make_shared<Snapshot>(*state.seen);
    std::vector<ItemRecord> all = seen->items();
    change(all[0]);
    seen->all_items = std::make_shared<const std::vector<ItemRecord>>(std::move(all));
    state.seen = seen;
  }
  State state;
  PlaylistForm form;
};

TEST(SkippedNotes, CountTheBoardsAndNameAFew) {
  const BigOffice many(12, 1, 2);
  EXPECT_EQ(skipped_notes(many.state, many.form).at(0),
            text("place.skipped", {{"title", "“Tin 0”"}, {"boards", "10 màn hình"}}));
  const BigOffice few(4, 1, 2);
  EXPECT_EQ(
      skipped_notes(few.state, few.form).at(0),
      text("place.skipped", {{"title", "“Tin 0”"}, {"boards", "“Màn hình 2” và “Màn hình 3”"}}));
  const BigOffice none(4, 1, 4);
  EXPECT_TRUE(skipped_notes(none.state, none.form).empty());
  BigOffice commune(4, 1, 2);
  commune.change_first([](ItemRecord& item) { item.content.places.communes = {"30336", "30337"}; });
  EXPECT_TRUE(skipped_notes(commune.state, commune.form).empty());
}

TEST(SkippedNotes, NameEachOfManyItemsOnManyBoards) {
  const BigOffice office(2'000, 100, Places::kMax);
  EXPECT_EQ(skipped_notes(office.state, office.form).size(), 100U);
}

TEST(SkippedNotes, JudgeWhatWasSignedAndNotTheDraft) {
  BigOffice office(3, 1, 1);
  ItemVersion version;
  version.content = office.state.seen->items()[0].content;
  const Digest hash = sha256("version");
  office.change_first([&](ItemRecord& item) {
    item.approved = hash;
    item.content.places = {};
  });
  office.state.versions[hash] = version;
  EXPECT_EQ(skipped_notes(office.state, office.form).size(), 1U) << "the draft has other places";
  const PlaylistForm own = publish_places(office.state, office.state.seen->items()[0]).back();
  EXPECT_EQ(own.boards, version.content.places.boards);
  EXPECT_FALSE(own.every_board);
}

TEST(DeliveredBoards, AreThoseThatTheServerSaysPlayAllOfIt) {
  BigOffice office(2, 1, 1);
  auto seen = std::make_shared<Snapshot>(*office.state.seen);
  PlaylistRecord& playlist = seen->playlists.emplace_back();
  playlist.id = {"l1"};
  playlist.items = office.form.items;
  for (const BoardRecord& board : seen->boards) {
    Delivery& delivery = seen->deliveries[playlist.id].emplace_back();
    delivery.board = board.id;
  }
  office.state.seen = seen;
  EXPECT_EQ(delivered(office.state, {"t0"}).all, 2U) << "whatever the draft says by now";
  seen->deliveries[playlist.id][1].elsewhere_count = 1;
  EXPECT_EQ(delivered(office.state, {"t0"}).all, 1U);
}

TEST_F(ItemPlaces, PublishingSaysItTooAndANewListGoesWhereTheItemMay) {
  PlaylistRecord playlist;
  playlist.name = "Bản tin sáng";
  playlist.items = {approved_item("Một")};
  playlist.boards = {{"b1"}, {"b2"}};
  ASSERT_TRUE(server_.publish(server_.save_playlist(playlist)->id).ok());
  const ItemRecord item = waiting_at({{"b1"}});
  server_.me.login = "nam";
  ASSERT_TRUE(
      server_.approve_item(item.id, *item.submitted, checks_for(item.content), server_.now).ok());
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + item.id.text);
  window.click("item.publish");
  EXPECT_READS(window, "Tin “Họp chợ” không phát trên “Trạm y tế”");
  window.click("publish.place");
  window.click("publish.place.1");
  EXPECT_FALSE(window.driver.reads("không phát trên"));
  window.click("sheet.confirm");
  EXPECT_EQ(server_.all_playlists.at(1).boards, std::vector<BoardId>{{"b1"}});
}

}  // namespace
}  // namespace bangtin::desk
