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

TEST_F(BadInput, TwoEditorsOfOneItemSeeBothVersionsAndBothCanBeKept) {
  const ItemId id = draft_item("Cắt điện");
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + id.text);
  window.fill("title", "Cắt điện ấp Phước Lộc");
  save_elsewhere(id, "Cắt điện ấp Thạnh Hoà");
  window.wait(Millis(20'000));
  EXPECT_READS(window, "nam đã lưu một bản khác của tin này");
  EXPECT_READS(window, "Trên máy chủ: Cắt điện ấp Thạnh Hoà");
  EXPECT_READS(window, "Đang gõ: Cắt điện ấp Phước Lộc");
  EXPECT_FALSE(window.driver.enabled("item.save")) << "one of the two would be lost";
  EXPECT_FALSE(window.driver.enabled("item.submit"));
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
  window.click("clash.split");
  EXPECT_FALSE(window.driver.has("clash.split"));
  window.click("item.save");
  EXPECT_EQ(server_.all_items.size(), 2U);
  EXPECT_EQ(title_on_server(id), "Cắt điện ấp Thạnh Hoà");
  EXPECT_EQ(server_.all_items[0].content.title, "Cắt điện ấp Phước Lộc");
  EXPECT_TRUE(window.desk.state().drafts.empty());
}

TEST_F(BadInput, OneOfTwoVersionsTakesTheOthersPlaceOnlyByAPress) {
  const ItemId id = draft_item("Cắt điện");
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + id.text);
  window.fill("title", "Cắt điện ấp Phước Lộc");
  save_elsewhere(id, "Cắt điện ấp Thạnh Hoà");
  window.click("item.save");  // Before anybody here heard of the other.
  EXPECT_EQ(title_on_server(id), "Cắt điện ấp Thạnh Hoà");
  EXPECT_EQ(window.desk.state().item.title, "Cắt điện ấp Phước Lộc");
  window.wait(Millis(20'000));
  window.click("clash.over");
  window.click("item.save");
  EXPECT_EQ(title_on_server(id), "Cắt điện ấp Phước Lộc");
  window.fill("title", "Cắt điện ấp Phước Lợi");
  save_elsewhere(id, "Cắt điện toàn xã");
  window.wait(Millis(20'000));
  window.click("item.drop");
  EXPECT_EQ(window.desk.state().item.title, "Cắt điện toàn xã");
}

TEST_F(BadInput, AServerThatGoesAwayBetweenTwoPicturesGetsBothOnce) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item.new");
  window.fill("title", "Lễ hội đình làng");
  window.fill("body", "Sáng thứ bảy.");
  window.click("kind");
  window.click("kind.1");
  window.desk.drop_file("/anh/mot.jpg");
  window.desk.drop_file("/anh/hai.jpg");
  window.driver.idle();
  tell(window, job_of(window.desk).number, picture_made(sha256("một")));
  EXPECT_EQ(window.desk.state().item.media.size(), 1U);
  server_.reachable = false;
  tell(window, job_of(window.desk).number, away());
  window.wait(Millis(10'000));
  EXPECT_READS(window, "Chưa gửi, sẽ gửi khi có kết nối");
  window.click("item.save");
  EXPECT_READS(window, "sẽ tự lưu khi các tệp lên xong");
  EXPECT_TRUE(server_.all_items.empty());
  server_.reachable = true;
  window.wait(Millis(10'000));
  const UploadJob again = job_of(window.desk);
  EXPECT_EQ(again.path, "/anh/hai.jpg");
  tell(window, again.number, picture_made(sha256("hai")));
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_EQ(server_.all_items[0].content.media.size(), 2U);
  EXPECT_EQ(server_.all_items[0].content.title, "Lễ hội đình làng");
  EXPECT_TRUE(window.desk.state().drafts.empty());
}

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

/// As soon as the link takes more, everything is asked for again or can be.
TEST_F(BadInput, AFullQueueIsNoLostLinkAndLosesNothing) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item.new");
  window.fill("title", "Triều cường");
  window.fill("body", "Đỉnh triều 1,7 m.");
  window.desk.apply({SaveItem{true}}, server_.now);
  for (const Request& request : window.desk.take_requests()) {
    window.desk.refuse(request, server_.now);
  }
  window.driver.idle();
  EXPECT_EQ(window.desk.state().link, LinkState::Online);
  EXPECT_FALSE(window.driver.reads("Mất kết nối"));
  EXPECT_READS(window, "Máy chủ trả lời chậm");
  EXPECT_READS(window, "Nội dung vẫn còn nguyên trên máy này.");
  EXPECT_EQ(window.desk.state().item.title, "Triều cường");
  window.click("item.submit");
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_EQ(server_.all_items[0].state, ItemState::Submitted);
}

TEST_F(BadInput, APictureThatTheQueueHadNoRoomForIsAskedForAgain) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  auto preview = std::make_shared<Preview>();
  Media media;
  media.blob.bytes[0] = 7;
  preview->missing = {media};
  window.desk.show_preview(preview);
  const std::vector<Request> first = window.desk.take_requests();
  ASSERT_EQ(first.size(), 1U);
  window.desk.show_preview(preview);
  EXPECT_TRUE(window.desk.take_requests().empty()) << "it is on its way";
  window.desk.refuse(first[0], server_.now);
  EXPECT_FALSE(window.desk.state().trouble);
  window.desk.show_preview(preview);
  EXPECT_EQ(window.desk.take_requests().size(), 1U);
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
  for (const char* page : {"go.compose", "go.waiting", "go.playlist", "go.boards"}) {
    window.click(page);
    EXPECT_LT(window.driver.items().size(), kDrawnMax) << page;
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << page;
  }
}

}  // namespace
}  // namespace bangtin::desk
