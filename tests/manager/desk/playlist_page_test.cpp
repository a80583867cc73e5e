// The page of the playlists by clicks, by the mouse and by keys: where a playlist goes, how it
// stands there, and in which order its items come.
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

using namespace std::chrono_literals;

class PlaylistPage : public OfficeDesk {
 protected:
  PlaylistPage() {
    server_.add_board("b1", "Chợ Tân Hưng").tags = {"chợ", "đông người"};
    server_.add_board("b2", "Trạm y tế");
    BoardRecord& small = server_.add_board("b3", "Cổng chào");
    small.tags = {"đông người"};
    small.canvas_px = {384, 192};
    server_.all_groups = {{{"g1"}, "Các ấp phía nam", {BoardId{"b1"}, BoardId{"b2"}}, 1},
                          {{"g2"}, "Trường học", {}, 1}};
    for (const char* title : {"Một", "Hai", "Ba", "Bốn"}) items_.push_back(approved_item(title));
    PlaylistRecord playlist;
    playlist.name = "Bản tin sáng";
    playlist.items = items_;
    playlist.boards = {{"b2"}};
    playlist.schedule.rules.emplace_back().begin = 6h;
    EXPECT_TRUE(server_.save_playlist(playlist).ok());
  }
  void open(DeskWindow& window) {
    window.sign_in("nam");
    window.click("go.playlist");
    window.click("playlist.playlist-1");
  }
  static void choose(DeskWindow& window, const std::string& field, int option) {
    window.click(field);
    window.click(field + "." + std::to_string(option));
  }
  /// The order as the form has it, by the numbers of the items.
  std::string order(const DeskWindow& window) const {
    std::string all;
    for (const ItemId& id : window.desk.state().playlist.items) {
      all += std::to_string(std::ranges::find(items_, id) - items_.begin() + 1);
    }
    return all;
  }
  const PlaylistRecord& saved() const { return server_.all_playlists[0]; }

  std::vector<ItemId> items_;
};

TEST_F(PlaylistPage, GoesToGroupsAndTagsThatAreChosenByTheirNames) {
  DeskWindow window(server_);
  open(window);
  EXPECT_READS(window, "Tới 1 màn hình: Trạm y tế.");
  EXPECT_READS(window, "Các ấp phía nam · 2 màn hình");
  EXPECT_READS(window, "Trường học · chưa có màn hình");
  window.click("group.g1");
  EXPECT_READS(window, "Tới 2 màn hình: Chợ Tân Hưng và Trạm y tế.");
  EXPECT_READS(window, "Màn hình vào nhóm hay mang nhãn đã chọn về sau cũng chiếu.");
  EXPECT_READS(window, "đông người · 2 màn hình");
  window.click("tag.đông người");
  window.click("board.b2");
  EXPECT_READS(window, "Phát lên 3 màn hình");
  window.click("playlist.save");
  EXPECT_EQ(saved().groups, std::vector<GroupId>{{"g1"}});
  EXPECT_EQ(saved().tags, std::vector<std::string>{"đông người"});
  EXPECT_TRUE(saved().boards.empty());
  window.click("group.g1");
  window.click("tag.đông người");
  EXPECT_READS(window, "Chưa chọn nơi chiếu");
  EXPECT_FALSE(window.driver.enabled("playlist.publish"));
  window.click("group.g2");
  EXPECT_READS(window, "Những nơi đã chọn chưa có màn hình nào.");
}

/// As on the page where items are written.
TEST_F(PlaylistPage, WhatIsTypedStaysWhileAnotherListIsOpen) {
  PlaylistRecord other;
  other.name = "Bản tin chiều";
  ASSERT_TRUE(server_.save_playlist(other).ok());
  DeskWindow window(server_);
  open(window);
  window.fill("playlist.name", "Bản tin sáng sớm");
  window.click("playlist.playlist-2");
  EXPECT_EQ(window.desk.state().playlist.name, "Bản tin chiều");
  EXPECT_READS(window, "Chưa lưu");
  window.fill("playlist.name", "Bản tin tối");
  window.click("playlist.new");
  window.fill("playlist.name", "Bản tin tết");
  window.click("playlist.new");
  window.click("playlist.new");
  EXPECT_EQ(window.desk.state().playlists_kept.size(), 3U) << "nothing was typed into the last";
  window.wait(Millis(6'000));
  window.click("playlist.playlist-1");
  EXPECT_EQ(window.desk.state().playlist.name, "Bản tin sáng sớm");
  window.click("playlist.save");
  EXPECT_EQ(server_.all_playlists[0].name, "Bản tin sáng sớm");
  window.click("sign_out");
  window.sign_in("nam");
  window.click("go.playlist");
  window.click("Bản tin tết");
  EXPECT_EQ(window.desk.state().playlist.name, "Bản tin tết");
  window.click("playlist.drop");
  EXPECT_FALSE(window.driver.has("Bản tin tết"));
  window.click("playlist.playlist-2");
  EXPECT_EQ(window.desk.state().playlist.name, "Bản tin tối");
  window.click("playlist.drop");
  EXPECT_EQ(window.desk.state().playlist.name, "Bản tin chiều");
  EXPECT_TRUE(window.desk.state().playlists_kept.empty());
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
}

/// The answer of a list that was left meanwhile finds its form.
TEST_F(PlaylistPage, AListThatIsLeftWhileItIsSavedIsNoDraftAfterwards) {
  PlaylistRecord other;
  other.name = "Bản tin chiều";
  ASSERT_TRUE(server_.save_playlist(other).ok());
  DeskWindow window(server_);
  open(window);
  window.fill("playlist.name", "Bản tin sáng sớm");
  window.desk.apply({SavePlaylist{}, OpenPlaylist{PlaylistId{"playlist-2"}}}, server_.now);
  EXPECT_EQ(window.desk.state().playlists_kept.size(), 1U);
  window.driver.idle();
  EXPECT_EQ(saved().name, "Bản tin sáng sớm");
  EXPECT_TRUE(window.desk.state().playlists_kept.empty());
  EXPECT_EQ(window.desk.state().playlist.name, "Bản tin chiều");
  EXPECT_FALSE(window.desk.state().playlist.busy);
}

TEST_F(PlaylistPage, WhatIsGoneIsSaidAndCanBeTakenOut) {
  server_.all_playlists[0].groups = {{"g9"}};
  server_.all_playlists[0].tags = {"cũ"};
  DeskWindow window(server_);
  open(window);
  EXPECT_READS(window, "Nhóm đã xoá");
  EXPECT_FALSE(window.driver.reads("Nhóm đã xoá · "));
  EXPECT_READS(window, "Bỏ nhóm đã xoá trước khi lưu.");
  window.fill("playlist.name", "Tin sáng");
  EXPECT_FALSE(window.driver.enabled("playlist.save")) << "the server would refuse it";
  EXPECT_FALSE(window.driver.enabled("playlist.publish"));
  EXPECT_READS(window, "cũ · chưa có màn hình");
  EXPECT_FALSE(window.driver.reads("g9")) << "never an id";
  window.click("group.g9");
  EXPECT_FALSE(window.driver.reads("Bỏ nhóm đã xoá"));
  EXPECT_TRUE(window.driver.enabled("playlist.save"));
  window.click("tag.cũ");
  window.click("playlist.save");
  EXPECT_TRUE(saved().groups.empty());
  EXPECT_TRUE(saved().tags.empty());
  EXPECT_FALSE(window.driver.has("group.g9"));
}

TEST_F(PlaylistPage, PriorityZoneAndLayoutAreChosenInWordsAndSaved) {
  DeskWindow window(server_);
  open(window);
  choose(window, "playlist.priority", 7);
  choose(window, "playlist.layout", 1);
  EXPECT_READS(window, "Luôn chừa một phần ba màn hình làm vùng bên.");
  choose(window, "playlist.zone", 1);
  EXPECT_READS(window, "Tin hiện ở vùng bên, cạnh danh sách phát của vùng chính.");
  window.click("playlist.save");
  EXPECT_EQ(saved().schedule.priority, 7);
  EXPECT_EQ(saved().schedule.zone, PageZone::Side);
  EXPECT_EQ(saved().schedule.layout, LayoutKind::Side);
  EXPECT_EQ(saved().schedule.rules.at(0).begin, 6h) << "its times stay";
}

TEST_F(PlaylistPage, WhatCannotBeOrIsNotExpectedIsSaid) {
  server_.all_items[0].content.kind = ItemKind::Ticker;
  DeskWindow window(server_);
  open(window);
  choose(window, "playlist.layout", 3);
  EXPECT_READS(window, "“Bốn” sẽ không hiện");
  choose(window, "playlist.zone", 1);
  EXPECT_READS(window, "Bố cục này không có vùng bên.");
  EXPECT_FALSE(window.driver.enabled("playlist.save"));
  EXPECT_FALSE(window.driver.enabled("playlist.publish"));
  choose(window, "playlist.layout", 0);
  EXPECT_TRUE(window.driver.enabled("playlist.save"));
  EXPECT_FALSE(window.driver.reads("Quá nhỏ cho vùng bên"));
  window.click("tag.đông người");
  EXPECT_READS(window, "Quá nhỏ cho vùng bên: “Cổng chào”.");
  window.fill("playlist.name", "");
  EXPECT_READS(window, "Đặt tên để sau này còn nhận ra.");
  EXPECT_FALSE(window.driver.enabled("playlist.save"));
}

TEST_F(PlaylistPage, ItemsAreDraggedAndMovedByKeysAndEachStepIsTakenBack) {
  DeskWindow window(server_);
  open(window);
  EXPECT_FALSE(window.driver.enabled("playlist.undo"));
  ASSERT_TRUE(window.driver.drag_onto("entry.0", "entry.2", 0.9F).ok());
  EXPECT_EQ(order(window), "2314");
  window.click("entry.3");
  window.driver.alt(ui::Key::Up);
  window.driver.alt(ui::Key::Up);
  EXPECT_EQ(order(window), "2431");
  window.driver.key(ui::Key::Delete);
  EXPECT_EQ(order(window), "231") << "the row that was moved kept the keyboard";
  window.driver.ctrl('z');
  EXPECT_EQ(order(window), "2431");
  window.click("playlist.undo");
  window.click("playlist.undo");
  EXPECT_EQ(order(window), "2314");
  window.driver.ctrl('z');
  EXPECT_EQ(order(window), "1234");
  EXPECT_FALSE(window.driver.enabled("playlist.undo"));
  window.click("playlist.redo");
  window.driver.ctrl('y');
  EXPECT_EQ(order(window), "2341");
  window.click("playlist.save");
  EXPECT_EQ(saved().items, (std::vector<ItemId>{items_[1], items_[2], items_[3], items_[0]}));
  window.driver.on_way([&] { window.driver.key(ui::Key::Escape); });
  ASSERT_TRUE(window.driver.drag_onto("entry.0", "entry.3", 0.9F).ok());
  EXPECT_EQ(order(window), "2341");
  EXPECT_FALSE(window.driver.enabled("playlist.save")) << "Escape took it back";
}

TEST_F(PlaylistPage, StepsGoOverEverythingAndAlsoBehindASave) {
  DeskWindow window(server_);
  open(window);
  window.click("group.g1");
  choose(window, "playlist.priority", 5);
  window.fill("playlist.name", "Tin sáng");
  window.click("playlist.save");
  window.click("entry.0.remove");
  window.click("playlist.undo");
  EXPECT_EQ(order(window), "1234");
  window.click("playlist.undo");
  EXPECT_EQ(window.desk.state().playlist.name, "Bản tin sáng") << "its letters are one step";
  window.click("playlist.undo");
  window.click("playlist.undo");
  EXPECT_FALSE(window.driver.enabled("playlist.undo"));
  window.click("playlist.save");
  EXPECT_EQ(saved().name, "Bản tin sáng");
  EXPECT_EQ(saved().schedule.priority, Schedule::kPriorityOrdinary);
  EXPECT_TRUE(saved().groups.empty());
  window.click("playlist.redo");
  EXPECT_EQ(window.desk.state().playlist.groups, std::vector<GroupId>{{"g1"}});
  window.click("playlist.new");
  EXPECT_FALSE(window.driver.enabled("playlist.undo"))
      << "another playlist's steps are not its own";
}

TEST_F(PlaylistPage, TimesThatWereSavedElsewhereStayWhenAStepIsTakenBack) {
  DeskWindow window(server_);
  open(window);
  choose(window, "playlist.priority", 5);
  window.click("playlist.save");
  PlaylistRecord other = saved();
  other.schedule.rules[0].begin = 8h;
  ASSERT_TRUE(server_.save_playlist(other).ok());
  window.wait(6'000ms);
  window.click("playlist.undo");
  window.click("playlist.save");
  EXPECT_EQ(saved().schedule.priority, Schedule::kPriorityOrdinary);
  EXPECT_EQ(saved().schedule.rules.at(0).begin, 8h);
}

TEST_F(PlaylistPage, AStepBackNeverTakesBackWhatAColleagueSaved) {
  DeskWindow window(server_);
  open(window);
  ASSERT_TRUE(window.driver.drag_onto("entry.0", "entry.2", 0.9F).ok());
  window.click("playlist.save");
  PlaylistRecord other = saved();
  other.items.push_back(items_[0]);
  ASSERT_TRUE(server_.save_playlist(other).ok());
  window.wait(6'000ms);
  EXPECT_EQ(order(window), "23141");
  window.driver.ctrl('z');
  EXPECT_EQ(order(window), "23141");
  EXPECT_FALSE(window.driver.enabled("playlist.undo"));
  EXPECT_FALSE(window.driver.enabled("playlist.save"));
}

TEST_F(PlaylistPage, AStepBackToWhatIsSavedLeavesNothingToSave) {
  DeskWindow window(server_);
  open(window);
  window.click("entry.0.remove");
  EXPECT_TRUE(window.driver.enabled("playlist.save"));
  window.click("playlist.undo");
  EXPECT_FALSE(window.driver.enabled("playlist.save"));
  PlaylistRecord other = saved();
  other.name = "Tin sáng";
  ASSERT_TRUE(server_.save_playlist(other).ok());
  window.wait(6'000ms);
  EXPECT_EQ(window.desk.state().playlist.name, "Tin sáng") << "it is brought up to date again";
}

TEST_F(PlaylistPage, WhatIsChosenWhileItIsSavedStaysAndIsSavedNext) {
  DeskWindow window(server_);
  open(window);
  window.fill("playlist.name", "Tin sáng");
  window.desk.apply({SavePlaylist{}}, server_.now);
  const std::vector<Request> sent = window.desk.take_requests();
  ASSERT_EQ(sent.size(), 1U);
  choose(window, "playlist.priority", 7);
  window.click("entry.0.remove");
  for (const Report& report : window.work.handle(sent[0], server_.now)) {
    window.desk.take(report, server_.now);
  }
  window.wait(6'000ms);
  EXPECT_EQ(order(window), "234");
  EXPECT_EQ(window.desk.state().playlist.schedule.priority, 7);
  window.click("playlist.save");
  EXPECT_EQ(saved().name, "Tin sáng");
  EXPECT_EQ(saved().schedule.priority, 7);
  EXPECT_EQ(saved().items.size(), 3U);
  EXPECT_FALSE(window.driver.enabled("playlist.save"));
}

TEST_F(PlaylistPage, ANewPlaylistIsForEveryBoardUntilAGroupOrATagIsChosen) {
  DeskWindow window(server_);
  open(window);
  window.click("playlist.new");
  EXPECT_READS(window, "Tới 3 màn hình");
  window.click("group.g1");
  EXPECT_READS(window, "Tới 2 màn hình: Chợ Tân Hưng và Trạm y tế.");
  window.click("board.b3");
  window.click("tag.chợ");
  EXPECT_EQ(window.desk.state().playlist.boards, std::vector<BoardId>{{"b3"}}) << "it was chosen";
  for (int i = 0; i < 3; ++i) window.click("playlist.undo");
  EXPECT_READS(window, "Tới 3 màn hình");
  window.click("tag.chợ");
  EXPECT_READS(window, "Tới 1 màn hình: Chợ Tân Hưng.");
  window.click("playlist.new");
  window.click("board.b2");
  window.click("group.g1");
  EXPECT_EQ(window.desk.state().playlist.boards, (std::vector<BoardId>{{"b1"}, {"b3"}}))
      << "boards that were chosen singly stay";
}

TEST_F(PlaylistPage, ARevokedBoardIsShownAndCanBeTakenOut) {
  server_.all_boards[1].state = BoardState::Revoked;
  DeskWindow window(server_);
  open(window);
  EXPECT_READS(window, "Trạm y tế · đã thu hồi");
  EXPECT_READS(window, "Những nơi đã chọn chưa có màn hình nào.");
  EXPECT_FALSE(window.driver.enabled("playlist.publish")) << "it would lead nowhere";
  window.click("board.b2");
  window.click("board.b1");
  window.click("playlist.save");
  EXPECT_EQ(saved().boards, std::vector<BoardId>{{"b1"}});
  EXPECT_FALSE(window.driver.has("board.b2"));
}

TEST_F(PlaylistPage, SaysHowLongPicturesAndClipsStand) {
  ItemContent& pictures = server_.all_items[0].content;
  pictures.kind = ItemKind::Picture;
  pictures.picture_duration = Seconds(20);
  pictures.media.resize(2);
  ItemContent& clip = server_.all_items[1].content;
  clip.kind = ItemKind::Video;
  clip.media.resize(2);
  clip.media[0].duration = 65s;
  DeskWindow window(server_);
  open(window);
  EXPECT_READS(window, "2 hình × 20 giây");
  EXPECT_READS(window, "1 phút 5 giây");
}

/// The page in each of its states, at both sizes of letters.
class PlaylistLooks : public PlaylistPage, public testing::WithParamInterface<float> {};

TEST_P(PlaylistLooks, NothingIsCutSmallOrOverlaps) {
  server_.all_playlists[0].groups = {{"g9"}};
  server_.all_playlists[0].tags = {"cũ"};
  DeskWindow window(server_, {1366, 768}, GetParam());
  const auto clean = [&](const char* page) {
    window.driver.idle();
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << page;
  };
  open(window);
  clean("a playlist");
  window.click("playlist.layout");
  clean("the layouts to choose from");
  window.click("playlist.layout.3");
  choose(window, "playlist.zone", 1);
  clean("a layout without that zone");
  window.click("tag.đông người");
  clean("groups and tags");
  window.click("entry.3");
  clean("the last of the order");
  for (int i = 4; i < 12; ++i)
    server_.add_board("b" + std::to_string(i), "Ấp " + std::to_string(i));
  window.wait(6'000ms);
  for (int i = 4; i < 12; ++i) window.click("board.b" + std::to_string(i));
  choose(window, "playlist.zone", 0);
  clean("many boards");
}

INSTANTIATE_TEST_SUITE_P(Scales, PlaylistLooks, testing::Values(1.0F, 1.25F),
                         [](const auto& one) { return one.param > 1 ? "at125" : "at100"; });

}  // namespace
}  // namespace bangtin::desk
