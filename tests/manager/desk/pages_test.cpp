// The desk by clicks: the story of a notice from signing in to withdrawal, pairing, and what a
// person sees when things go wrong.
#include "manager/desk/drafts.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

using Pages = OfficeDesk;

TEST_F(Pages, ANoticeGoesFromTheWriterOverTheApproverToTheBoardsAndIsWithdrawn) {
  server_.add_board("b1", "Nhà văn hoá ấp Phước Lộc");
  server_.add_board("b2", "Chợ Tân Hưng");
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.compose");
  window.click("item.new");
  window.fill("title", "Thông báo cắt điện");
  window.fill("body", "Kính gửi bà con! Điện lực tạm ngừng cấp điện.");
  window.fill("media", "/anh/cat-dien.jpg");
  window.click("picture.add");
  tell(window, job_of(window.desk).number, picture_made());
  window.click("item.save");
  EXPECT_READS(window, "Đã lưu bản nháp.");
  window.click("item.submit");
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_EQ(server_.all_items[0].state, ItemState::Submitted);
  EXPECT_EQ(server_.all_items[0].content.title, "Thông báo cắt điện");
  EXPECT_EQ(server_.all_items[0].content.media.size(), 1U);
  EXPECT_READS(window, "Chờ duyệt");
  window.click("sign_out");

  window.sign_in("nam");
  EXPECT_READS(window, "Chờ duyệt (1)");
  EXPECT_READS(window, "Soát trước khi duyệt");
  for (const char* check : {"source", "dates", "names", "maps"}) {
    window.click(std::string("check.") + check);
  }
  EXPECT_FALSE(window.driver.enabled("item.approve")) << "one is still to be looked at";
  window.click("check.personal_data");
  window.click("item.approve");
  EXPECT_EQ(server_.all_items[0].state, ItemState::Approved);
  window.click("item.publish");
  EXPECT_READS(window, "Phát tin này?");
  EXPECT_READS(window, "2 màn hình: Nhà văn hoá ấp Phước Lộc và Chợ Tân Hưng");
  window.click("sheet.confirm");
  window.wait(Millis(1'000));
  EXPECT_READS(window, "đã nhận 0/2");
  server_.confirm({"b1"});
  window.wait(Millis(1'000));
  EXPECT_READS(window, "đã nhận 1/2");
  server_.confirm({"b2"});
  window.wait(Millis(1'000));
  EXPECT_READS(window, "đã nhận 2/2");

  window.click("go.compose");
  window.click("item.item-1");
  EXPECT_READS(window, "Đang phát");
  window.click("item.withdraw");
  EXPECT_FALSE(window.driver.enabled("sheet.confirm")) << "a reason is needed";
  window.fill("sheet.reason", "Điện lực đã đổi lịch");
  window.click("sheet.confirm");
  EXPECT_EQ(server_.all_items[0].state, ItemState::Withdrawn);
  EXPECT_READS(window, "Đã thu hồi: Điện lực đã đổi lịch");
}

TEST_F(Pages, WhoeverDoesBothApprovesTheirOwnOnlyWhereTheCommuneLetsThemAndItIsMarked) {
  server_.add_account("lan", "Lê Thị Lan", {Role::Editor, Role::Approver});
  server_.me = server_.accounts.at("lan").person;
  const ItemRecord made = server_.add_item(notice("Thông báo cắt điện")).value();
  ASSERT_TRUE(server_.submit_item(made.id, made.content, server_.now).ok());
  DeskWindow window(server_);
  window.sign_in("lan");
  window.click("go.waiting");
  window.click("item.item-1");
  EXPECT_READS(window, "Tin do chính mình soạn phải do người khác duyệt.");
  EXPECT_FALSE(window.driver.has("check.source"));
  EXPECT_FALSE(window.driver.enabled("item.approve"));
  server_.trust.one_person = true;
  window.wait(Millis(6'000));
  EXPECT_READS(window, "Xã cho một người làm cả hai");
  EXPECT_FALSE(window.driver.enabled("item.approve")) << "nothing is looked at yet";
  for (const ReviewCheck check : checks_for(made.content)) {
    window.click("check." + std::string(name_of(check)));
  }
  window.click("item.approve");
  EXPECT_EQ(server_.all_items[0].state, ItemState::Approved);
  EXPECT_READS(window, "Đã duyệt · một người");
  EXPECT_READS(window, "Một người vừa soạn vừa duyệt: lan.");
  for (const std::string& found : window.driver.lint()) ADD_FAILURE() << found;
  // The mark is the item's: others see it, and the policy's end does not take it away.
  server_.trust.one_person = false;
  window.click("sign_out");
  const ItemId second = approved_item("Hai người");
  window.sign_in("nam");
  window.click("go.compose");
  window.click("item.item-1");
  EXPECT_READS(window, "Một người vừa soạn vừa duyệt: lan.");
  window.click("item." + second.text);
  EXPECT_FALSE(window.driver.reads("Một người vừa soạn vừa duyệt"));
}

TEST_F(Pages, APlaylistIsOrderedByClicks) {
  server_.add_board("b1", "Chợ Tân Hưng");
  const ItemId first = approved_item("Một"), second = approved_item("Hai");
  DeskWindow window(server_);
  window.sign_in("nam");
  window.click("go.playlist");
  window.click("playlist.new");
  window.click("playlist.add");
  window.click("playlist.choose");
  window.click("playlist.choose.1");
  window.click("playlist.add");
  EXPECT_EQ(window.desk.state().playlist.items, (std::vector<ItemId>{second, first}));
  window.click("entry.1.up");
  window.click("playlist.save");
  ASSERT_EQ(server_.all_playlists.size(), 1U);
  EXPECT_EQ(server_.all_playlists[0].items, (std::vector<ItemId>{first, second}));
  window.click("entry.0.remove");
  window.click("board.b1");
  window.click("playlist.save");
  EXPECT_EQ(server_.all_playlists[0].items, std::vector<ItemId>{second});
  EXPECT_TRUE(server_.all_playlists[0].boards.empty());
  EXPECT_FALSE(window.driver.enabled("playlist.publish")) << "nowhere to publish to";
}

TEST_F(Pages, SavingAPlaylistKeepsWhatIsSetElsewhere) {
  server_.add_board("b1", "Chợ Tân Hưng");
  server_.all_groups = {{{"g1"}, "Các ấp phía nam", {}, 1}};
  PlaylistRecord playlist;
  playlist.name = "Bản tin sáng";
  playlist.items = {approved_item("Một")};
  playlist.groups = {{"g1"}};
  playlist.tags = {"chợ"};
  playlist.schedule.priority = 5;
  playlist.schedule.rules.emplace_back().begin = std::chrono::hours(6);
  ASSERT_TRUE(server_.save_playlist(playlist).ok());
  DeskWindow window(server_);
  window.sign_in("nam");
  window.click("go.playlist");
  window.click("playlist.playlist-1");
  EXPECT_TRUE(window.driver.enabled("playlist.publish")) << "it aims at a group";
  window.fill("playlist.name", "Bản tin sáng sớm");
  window.click("playlist.save");
  const PlaylistRecord& saved = server_.all_playlists[0];
  EXPECT_EQ(saved.name, "Bản tin sáng sớm");
  EXPECT_EQ(saved.groups, playlist.groups);
  EXPECT_EQ(saved.tags, playlist.tags);
  EXPECT_EQ(saved.schedule, playlist.schedule);
}

TEST_F(Pages, AReturnedNoticeSaysWhy) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item.new");
  window.fill("title", "Lịch tiêm chủng");
  window.fill("body", "Trạm y tế xã.");
  window.click("item.submit");
  window.click("sign_out");
  window.sign_in("nam");
  window.click("go.waiting");
  window.click("item.item-1");
  window.click("item.return");
  window.fill("sheet.reason", "Thiếu giờ tiêm");
  window.click("sheet.confirm");
  window.click("sign_out");
  window.sign_in("hoa");
  window.click("item.item-1");
  EXPECT_READS(window, "Bị trả lại: Thiếu giờ tiêm");
}

TEST_F(Pages, APcWithoutANetworkIsNoServerForBoards) {
  server_.addresses.clear();
  DeskWindow window(server_);
  window.sign_in("tuan");
  EXPECT_READS(window, "Máy này chưa nối mạng");
}

TEST_F(Pages, ATechnicianPairsABoardAfterComparingTheWords) {
  server_.addresses = {"192.168.1.20", "10.0.0.7"};
  DeskWindow window(server_);
  window.sign_in("tuan");
  EXPECT_FALSE(window.driver.has("go.compose")) << "a technician does not write";
  EXPECT_READS(window, "Máy chủ nhập trên màn hình: 192.168.1.20 hoặc 10.0.0.7");
  window.fill("pairing.code", "XXXXXXXX");
  window.click("pairing.find");
  EXPECT_READS(window, "Không tìm thấy màn hình với mã này.");
  window.fill("pairing.code", "BCDFGHJK");
  window.click("pairing.find");
  for (const char* word : {"sông", "bàn", "mẹ", "trăng", "lúa", "chim"}) EXPECT_READS(window, word);
  EXPECT_EQ(window.desk.state().boards.new_name, "Chợ Tân Hưng") << "as typed at the board";
  EXPECT_TRUE(window.driver.enabled("pairing.accept"));
  window.fill("pairing.name", "");
  EXPECT_FALSE(window.driver.enabled("pairing.accept")) << "the board needs a name";
  window.fill("pairing.name", "Bến phà Vàm Cống");
  window.click("pairing.accept");
  window.wait(Millis(1'000));
  ASSERT_EQ(server_.all_boards.size(), 1U);
  EXPECT_EQ(server_.all_boards[0].name, "Bến phà Vàm Cống");
  window.click("board.board-1");
  window.click("boards.part.place");
  window.fill("board.name", "Bến phà");
  window.click("board.rename");
  EXPECT_EQ(server_.all_boards[0].name, "Bến phà");
  window.click("board.revoke");
  window.click("sheet.confirm");
  EXPECT_EQ(server_.all_boards[0].state, BoardState::Revoked);
}

TEST_F(Pages, WordsThatDifferAreRefused) {
  DeskWindow window(server_);
  window.sign_in("tuan");
  window.fill("pairing.code", "BCDFGHJK");
  window.click("pairing.find");
  window.click("pairing.refuse");
  EXPECT_EQ(server_.refused, 1);
  EXPECT_TRUE(window.driver.has("pairing.find"));
}

TEST_F(Pages, TheFirstAdministratorComesFromTheOneTimeToken) {
  DeskWindow window(server_);
  window.click("sign_in.other");
  window.fill("token", "ma-mot-lan");
  window.fill("display_name", "Phạm Thị Lan");
  window.fill("login", "lan");
  window.fill("password", "mat-khau-rat-dai");
  window.fill("password_again", "mat-khau-rat-da");
  window.click("sign_in.now");
  EXPECT_READS(window, "không giống nhau");
  window.fill("password_again", "mat-khau-rat-dai");
  window.click("sign_in.now");
  EXPECT_EQ(window.desk.state().me.login, "lan");
  EXPECT_TRUE(window.driver.has("go.boards"));
}

TEST_F(Pages, AWrongPasswordSaysSoAndKeepsTheForm) {
  DeskWindow window(server_);
  window.fill("login", "hoa");
  window.fill("password", "sai");
  window.click("sign_in.now");
  EXPECT_READS(window, "Không có quyền");
  EXPECT_EQ(window.desk.state().sign_in.login, "hoa");
}

TEST_F(Pages, WhatIsMissingIsSaidAtItsField) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item.new");
  window.fill("valid_until", "32/11/2026 10:00");
  window.click("item.submit");
  EXPECT_READS(window, "Chưa có nội dung.");
  EXPECT_READS(window, "Viết như 22/11/2026 07:30.");
  EXPECT_TRUE(server_.all_items.empty());
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
}

TEST_F(Pages, WithoutAServerTheNoticeIsKeptAsUnsentAndSentLater) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  server_.reachable = false;
  window.click("item.new");
  window.fill("title", "Cảnh báo triều cường");
  window.fill("body", "Đỉnh triều 1,7 m.");
  window.click("item.submit");
  EXPECT_READS(window, "Chưa gửi");
  EXPECT_READS(window, "Nội dung vẫn còn nguyên trên máy này.");
  EXPECT_READS(window, "Mất kết nối");
  server_.reachable = true;
  window.wait(Millis(10'000));
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_EQ(server_.all_items[0].state, ItemState::Submitted);
  EXPECT_TRUE(window.desk.state().drafts.empty());
}

TEST_F(Pages, VietnameseComesOutRightInEachTextFieldOfTheDesk) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item.new");
  for (const char* field : {"title", "agency", "body", "document_number", "source"}) {
    window.fill(field, "Tieeng");
    window.driver.burst(4, "êng");
    window.driver.burst(3, "ếng");
    window.driver.paste(" Vie\u0323\u0302t");
  }
  const ItemForm& form = window.desk.state().item;
  for (const std::string& value :
       {form.title, form.agency, form.body, form.document_number, form.source}) {
    EXPECT_EQ(value, "Tiếng Việt");
  }
}

TEST_F(Pages, APictureFileThatIsDroppedBelongsToTheOpenNotice) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item.new");
  window.desk.drop_file("/anh/le-hoi.png");
  tell(window, job_of(window.desk).number, picture_made());
  EXPECT_READS(window, "Ảnh 1 · 1600 × 900");  // As the server has it.
}

TEST_F(Pages, DraftsSurviveTheEndOfTheProgram) {
  std::string bytes;
  {
    DeskWindow window(server_);
    window.sign_in("hoa");
    window.click("item.new");
    window.fill("title", "Đang viết dở");
    EXPECT_TRUE(window.desk.take_drafts_changed());
    bytes = journal_bytes(window.desk.journal());
  }
  DeskWindow window(server_, {1366, 768}, 1.0F, journal_from(bytes, "").journal);
  window.sign_in("hoa");
  window.click("draft.new-1");
  EXPECT_EQ(window.desk.state().item.title, "Đang viết dở");
}

TEST_F(Pages, WhoeverIsSignedInTakesTheBoardsOffTheAirInTwoClicks) {
  for (const char* id : {"b1", "b2", "b3"}) server_.add_board(id, std::string("Bảng ") + id);
  const auto off_air = [&] {
    return std::ranges::count_if(
        server_.all_boards, [](const BoardRecord& board) { return board.off_air.has_value(); });
  };
  {
    DeskWindow technician(server_);
    technician.sign_in("tuan");
    technician.click("off_air");
    technician.click("sheet.cancel");
    EXPECT_EQ(off_air(), 0);
    technician.click("off_air");
    EXPECT_READS(technician, "Màn hình hiện thẻ của xã ngay");
    technician.click("sheet.confirm");
    EXPECT_EQ(off_air(), 3);
    EXPECT_EQ(server_.all_boards[0].off_air->reason, "Nội dung cần kiểm tra lại");
    technician.wait(Millis(6'000));
    EXPECT_READS(technician, "ĐANG NGẮT PHÁT");
    EXPECT_READS(technician, "3 màn hình");
    EXPECT_FALSE(technician.driver.has("on_air")) << "an approver puts them back";
    technician.click("board.b2");
    EXPECT_FALSE(technician.driver.has("board.on_air"));
  }
  DeskWindow approver(server_);
  approver.sign_in("nam");
  for (const char* page : {"go.plan", "go.boards", "go.reports", "go.waiting"}) {
    approver.click(page);
    EXPECT_READS(approver, "ĐANG NGẮT PHÁT");
  }
  approver.click("go.boards");
  approver.click("board.b2");
  approver.click("board.on_air");
  approver.click("sheet.confirm");
  EXPECT_EQ(off_air(), 2);
  approver.wait(Millis(6'000));
  approver.click("on_air");
  approver.click("sheet.confirm");
  EXPECT_EQ(off_air(), 0);
  approver.wait(Millis(6'000));
  EXPECT_FALSE(approver.driver.reads("ĐANG NGẮT PHÁT"));
  approver.click("board.off_air");
  approver.fill("sheet.reason", "Ảnh sai");
  approver.click("sheet.confirm");
  EXPECT_EQ(off_air(), 1);
  EXPECT_EQ(server_.all_boards[1].off_air->reason, "Ảnh sai");
}

/// Every page with much on it, at both sizes of letters, in both languages and sets of colours.
class Looks : public OfficeDesk, public testing::WithParamInterface<Display> {};

TEST_P(Looks, NoPageHasCutWordsSmallTargetsOrOverlaps) {
  for (int i = 0; i < 12; ++i) {
    BoardRecord& board = server_.add_board("b" + std::to_string(i), "Nhà văn hoá ấp Phước Lộc");
    board.online = i % 3 != 0;
    if (i == 4) board.problem = "board.copied_key";
  }
  for (int i = 0; i < 9; ++i) approved_item("Thông báo cắt điện số " + std::to_string(i));
  server_.add_account("ca-hai", "Nguyễn Hoàng Phương Thảo",
                      {Role::Editor, Role::Approver, Role::Technician});
  server_.trust.one_person = true;
  for (ItemRecord& item : server_.all_items) item.approver = item.composer;
  server_.all_items[1].content.valid_from += std::chrono::hours(24);
  DeskWindow window(server_, {1366, 768}, float(GetParam().scale_percent) / 100);
  window.desk.apply({DisplayStep{SetDisplay{GetParam()}}}, server_.now);
  window.driver.idle();
  const auto clean = [&](const char* page) {
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << page;
  };
  clean("sign in");
  window.click("sign_in.other");
  clean("set up");
  window.click("sign_in.other");
  window.sign_in("ca-hai");
  clean("compose, nothing open");
  window.click("item.item-3");
  clean("compose");
  window.click("item.withdraw");
  clean("sheet");
  window.click("sheet.cancel");
  window.click(window.driver.has("preview.large") ? "preview.large" : "preview.show");
  clean("preview in large");
  window.click("large.close");
  server_.me = server_.accounts["hoa"].person;
  ItemRecord waiting =
      server_.add_item(notice("Gọi 0912 345 678, sinh năm 1990, căn cước 079123456789")).value();
  ASSERT_TRUE(server_.submit_item(waiting.id, waiting.content, server_.now).ok());
  server_.me = server_.accounts["ca-hai"].person;
  window.wait(Millis(6'000));
  window.click("go.waiting");
  window.click("item." + waiting.id.text);
  clean("what waits for approval");
  waiting = server_.add_item(notice("Tin của chính mình")).value();
  ASSERT_TRUE(server_.submit_item(waiting.id, waiting.content, server_.now).ok());
  window.wait(Millis(6'000));
  window.click("item." + waiting.id.text);
  EXPECT_READS(window, text("desk.own_item_alone"));
  clean("one's own, where one person does both");
  window.click("go.compose");
  window.click("go.playlist");
  window.click("playlist.new");
  for (int i = 0; i < 5; ++i) window.click("playlist.add");
  clean("playlist");
  window.click("playlist.publish");
  window.click("sheet.confirm");
  window.wait(Millis(5'000));
  clean("delivery");
  window.click("go.boards");
  clean("boards");
  window.click("board.b4");
  clean("a board with a problem");
  window.fill("pairing.code", "BCDFGHJK");
  window.click("pairing.find");
  clean("pairing");
  window.click("off_air");
  clean("the question before the boards go off the air");
  window.click("sheet.confirm");
  window.wait(Millis(6'000));
  clean("off the air");
  window.click("go.compose");
  clean("compose, off the air");
  for (int i = 0; i < 9; ++i) {
    const PlayFacts facts{Category(i), "vi", Origin::Commune, OwnerKind::State, 1 + i % 3};
    server_.plays.rows.push_back({"",
                                  {"b1"},
                                  {"item-" + std::to_string(i)},
                                  "Thông báo cắt điện",
                                  400,
                                  4'000'000 + i,
                                  400,
                                  facts});
  }
  window.click("go.reports");
  clean("reports");
  window.click("desk.reports.last_month");
  clean("a report of a month");
  window.click("desk.reports.xlsx");
  EXPECT_READS(window, "2026-10-31.xlsx");
  clean("a report that was written");
}

INSTANTIATE_TEST_SUITE_P(Displays, Looks,
                         testing::Values(Display{Language::Vietnamese, ui::ColourSet::Light, 100},
                                         Display{Language::Vietnamese, ui::ColourSet::Dark, 125},
                                         Display{Language::English, ui::ColourSet::Dark, 100},
                                         Display{Language::English, ui::ColourSet::Light, 125}),
                         [](const auto& one) {
                           return std::string(one.param.language == Language::English
                                                  ? "English"
                                                  : "Vietnamese") +
                                  (one.param.colours == ui::ColourSet::Dark ? "Dark" : "Light") +
                                  std::to_string(one.param.scale_percent);
                         });

}  // namespace
}  // namespace bangtin::desk
