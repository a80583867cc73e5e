// The layouts that the commune draws: by mouse, by keys and by numbers; and where they are chosen.
#include <cstdlib>

#include "manager/desk/layout_form.h"
#include "shared/ui/canvas.h"
#include "tests/fakes/sample_layout.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

class LayoutsPage : public OfficeDesk {
 protected:
  LayoutsPage() {
    server_.add_account("quantri", "Phạm Thị Quản", {Role::Administrator});
    server_.add_board("b1", "Chợ Tân Hưng");
    server_.add_board("b2", "Cổng chào").canvas_px = {384, 192};
  }
  static void open(DeskWindow& window) {
    window.sign_in("quantri");
    window.click("go.settings");
    window.click("settings.layouts");
  }
  static void drag(DeskWindow& window, float x, float y, float to_x, float to_y) {
    const Status drawn = window.driver.drag_across("layout.canvas", {x, y}, {to_x, to_y});
    ASSERT_TRUE(drawn.ok()) << drawn.error().message;
  }
  static const LayoutForm& form(const DeskWindow& window) {
    return window.desk.state().layouts.form;
  }
  static ui::ZoneRect rect(const DeskWindow& window, ZoneRole role) {
    const DrawnZone* zone = zone_of(form(window), role);
    return zone == nullptr ? ui::ZoneRect{}
                           : ui::ZoneRect{zone->left, zone->top, zone->width, zone->height};
  }
};

TEST_F(LayoutsPage, ALayoutIsDrawnByTheMouseAndSaved) {
  DeskWindow window(server_);
  open(window);
  EXPECT_READS(window, "Chưa vẽ bố cục nào.");
  window.click("layout.new");
  EXPECT_EQ(rect(window, ZoneRole::Main), (ui::ZoneRect{0, 1000, 10'000, 8100}));
  window.fill("layout.name", "Hai cột");
  window.click("layout.add.side");
  EXPECT_EQ(rect(window, ZoneRole::Side), (ui::ZoneRect{6700, 1000, 3300, 8100}));
  EXPECT_EQ(rect(window, ZoneRole::Main), (ui::ZoneRect{0, 1000, 6700, 8100}));
  drag(window, 0.67F, 0.5F, 0.6F, 0.5F);
  EXPECT_EQ(rect(window, ZoneRole::Side), (ui::ZoneRect{6000, 1000, 4000, 8100}));
  EXPECT_READS(window, "Vùng này chồng lên vùng khác.");
  EXPECT_FALSE(window.driver.enabled("layout.save"));
  window.click("layout.undo");
  EXPECT_FALSE(window.driver.reads("Vùng này chồng lên vùng khác."));
  window.driver.ctrl('y');
  drag(window, 0.3F, 0.5F, 0.3F, 0.5F);
  drag(window, 0.67F, 0.5F, 0.603F, 0.5F);
  EXPECT_EQ(rect(window, ZoneRole::Main), (ui::ZoneRect{0, 1000, 6000, 8100}))
      << "up to the edge of its neighbour";
  window.click("layout.save");
  ASSERT_EQ(server_.all_layouts.size(), 1u);
  EXPECT_EQ(server_.all_layouts[0].name, "Hai cột");
  EXPECT_EQ(server_.all_layouts[0].landscape, form(window).landscape);
  EXPECT_TRUE(server_.all_layouts[0].portrait.empty());
  EXPECT_FALSE(window.driver.enabled("layout.save"));
  window.click("layout.back");
  window.wait(Millis(1'000));
  EXPECT_READS(window, "Hai cột");
  EXPECT_READS(window, "Chưa danh sách phát nào dùng");
}

TEST_F(LayoutsPage, KeysAndNumbersDoWhatTheMouseDoes) {
  server_.all_layouts = {sample::layout()};
  DeskWindow window(server_);
  open(window);
  window.click("layout.bo-cuc-1");
  drag(window, 0.8F, 0.5F, 0.8F, 0.5F);
  EXPECT_EQ(form(window).selected, ZoneRole::Side);
  window.driver.key(ui::Key::Left);
  window.driver.shift(ui::Key::Right);
  EXPECT_EQ(rect(window, ZoneRole::Side), (ui::ZoneRect{5900, 2000, 3600, 7500}));
  window.fill("layout.width", "30,5");
  EXPECT_EQ(rect(window, ZoneRole::Side).width, 3050);
  window.fill("layout.left", "lạ");
  EXPECT_READS(window, "0-100");
  EXPECT_EQ(rect(window, ZoneRole::Side).left, 5900) << "what is not understood moves nothing";
  window.fill("layout.left", "80");
  EXPECT_READS(window, "Vùng bên: Vùng này ra ngoài màn hình.");
  drag(window, 0.3F, 0.5F, 0.3F, 0.5F);
  window.driver.key(ui::Key::Delete);
  EXPECT_NE(zone_of(form(window), ZoneRole::Main), nullptr) << "main stays";
  drag(window, 0.5F, 0.1F, 0.5F, 0.1F);
  window.driver.key(ui::Key::Delete);
  EXPECT_EQ(zone_of(form(window), ZoneRole::Ticker), nullptr);
  drag(window, 0.1F, 0.06F, 0.5F, 0.14F);
  EXPECT_EQ(rect(window, ZoneRole::Ticker), (ui::ZoneRect{1000, 600, 4000, 800}))
      << "free ground takes what is missing";
}

TEST_F(LayoutsPage, PortraitIsDrawnApartOrLeftOut) {
  DeskWindow window(server_);
  open(window);
  window.click("layout.new");
  window.click("layout.shape");
  window.click("layout.shape.1");
  EXPECT_READS(window, "Màn hình dọc: theo bố cục thường");
  EXPECT_FALSE(window.driver.has("layout.canvas"));
  window.click("layout.begin_portrait");
  drag(window, 0.5F, 0.5F, 0.5F, 0.5F);
  window.click("layout.add.side");
  EXPECT_GT(rect(window, ZoneRole::Side).top, rect(window, ZoneRole::Main).top) << "below main";
  window.click("layout.save");
  EXPECT_EQ(server_.all_layouts.at(0).portrait.size(), 4u);
  window.click("layout.drop_portrait");
  window.click("layout.save");
  EXPECT_TRUE(server_.all_layouts.at(0).portrait.empty());
}

TEST_F(LayoutsPage, SaysWhereItIsTooSmallAndWhatWasApprovedBefore) {
  const ItemId older = approved_item("Tin cũ");
  LayoutRecord layout = sample::layout();
  layout.older_items = {older};
  server_.all_layouts = {layout};
  PlaylistRecord list;
  list.name = "Bản tin sáng";
  list.items = {older};
  list.boards = {{"b1"}, {"b2"}};
  ASSERT_TRUE(server_.save_playlist(list).ok());
  {
    DeskWindow window(server_);
    open(window);
    window.click("layout.bo-cuc-1");
    EXPECT_READS(window, "Trên “Cổng chào” (384 × 192) có vùng quá nhỏ để đọc");
    EXPECT_READS(window, "“Có vùng bên”");
    EXPECT_READS(window, "1 tin duyệt trước khi vẽ bố cục này");
  }
  DeskWindow editor(server_);
  editor.sign_in("hoa");
  editor.click("go.playlist");
  editor.click("playlist.playlist-1");
  editor.click("playlist.layout");
  EXPECT_READS(editor, "Hai cột");
  editor.click("playlist.layout.4");
  EXPECT_READS(editor, "Bố cục của xã: Dòng chữ chạy, Vùng chính và Vùng bên.");
  EXPECT_READS(editor, "Duyệt trước khi vẽ bố cục này: “Tin cũ”.");
  EXPECT_READS(editor, "Trên “Cổng chào” bố cục này có vùng quá nhỏ để đọc");
  editor.click("playlist.save");
  EXPECT_EQ(server_.all_playlists[0].schedule.drawn, layout.id);
  editor.driver.ctrl('z');
  EXPECT_FALSE(editor.desk.state().playlist.schedule.drawn);

  DeskWindow window(server_);
  open(window);
  EXPECT_READS(window, "Dùng ở “Bản tin sáng”");
  window.click("layout.bo-cuc-1");
  const Status removed = window.driver.click("layout.remove");
  ASSERT_FALSE(removed.ok());
  EXPECT_EQ(removed.error().code, Code::Denied);
  EXPECT_READS(window, "chọn bố cục khác cho danh sách đó");
}

TEST_F(LayoutsPage, WhatIsNotSavedIsKeptAndRemovingAsksFirst) {
  LayoutRecord other = sample::layout();
  other.id = {"bo-cuc-2"};
  other.name = "Chiếu phim";
  server_.all_layouts = {sample::layout(), other};
  DeskWindow window(server_);
  open(window);
  window.click("layout.bo-cuc-1");
  window.fill("layout.name", "Ba cột");
  window.click("layout.back");
  EXPECT_READS(window, "Chưa lưu");
  window.click("layout.bo-cuc-2");
  window.click("layout.back");
  window.click("layout.bo-cuc-1");
  EXPECT_EQ(form(window).name, "Ba cột");
  window.click("layout.save");
  EXPECT_EQ(server_.all_layouts[0].name, "Ba cột");
  window.click("layout.remove");
  EXPECT_READS(window, "Bố cục này mất hẳn.");
  window.click("sheet.confirm");
  ASSERT_EQ(server_.all_layouts.size(), 1u);
  EXPECT_EQ(server_.all_layouts[0].name, "Chiếu phim");
  EXPECT_TRUE(window.driver.has("layout.new"));
}

/// Words that no board would show are named where the layout is chosen, and where it is drawn.
TEST_F(LayoutsPage, AMissingTickerOrSideZoneIsSaid) {
  LayoutRecord layout = sample::layout();
  layout.landscape = {{ZoneRole::Main, 0, 0, 10'000, 10'000}};
  layout.portrait.clear();
  server_.all_layouts = {layout};
  const ItemId ticker = approved_item("Tin chạy");
  server_.all_items[0].content.kind = ItemKind::Ticker;
  PlaylistRecord list;
  list.name = "Bản tin sáng";
  list.items = {ticker};
  list.boards = {{"b1"}};
  list.schedule.drawn = layout.id;
  ASSERT_TRUE(server_.save_playlist(list).ok());
  const char* hidden = "Trên “Chợ Tân Hưng” bố cục này không có dòng chữ chạy: “Tin chạy”";
  {
    DeskWindow editor(server_);
    editor.sign_in("hoa");
    editor.click("go.playlist");
    editor.click("playlist.playlist-1");
    EXPECT_READS(editor, hidden);
    server_.all_boards[0].canvas_px = {1080, 1920};
    editor.wait(Millis(6'000));
    EXPECT_FALSE(editor.driver.reads(hidden)) << "portrait boards have the standard layout";
  }
  DeskWindow window(server_);
  open(window);
  window.click("layout.bo-cuc-1");
  EXPECT_READS(window, "Màn hình ngang: bố cục không có Dòng chữ chạy, tin dành cho");
  PlaylistRecord side;
  side.name = "Bản tin bên";
  side.schedule.zone = PageZone::Side;
  ASSERT_TRUE(server_.save_playlist(side).ok());
  window.wait(Millis(6'000));
  EXPECT_READS(window, "không có Dòng chữ chạy và Vùng bên");
  EXPECT_READS(window, "Đang dùng ở “Bản tin sáng”");
  EXPECT_FALSE(window.driver.reads("Màn hình dọc: bố cục không có"));
}

TEST_F(LayoutsPage, WhatIsDrawnIsDropped) {
  server_.all_layouts = {sample::layout()};
  DeskWindow window(server_);
  open(window);
  window.click("layout.bo-cuc-1");
  EXPECT_FALSE(window.driver.has("layout.drop"));
  window.fill("layout.name", "Ba cột");
  window.click("layout.drop");
  EXPECT_EQ(form(window).name, "Hai cột");
  EXPECT_FALSE(window.driver.enabled("layout.save"));
  EXPECT_FALSE(window.driver.enabled("layout.undo"));
  window.click("layout.back");
  window.click("layout.new");
  window.fill("layout.name", "Chẳng ai cần");
  window.click("layout.back");
  EXPECT_READS(window, "Chẳng ai cần");
  window.click("layout.kept.");
  window.click("layout.drop");
  EXPECT_TRUE(window.driver.has("layout.new")) << "the list stands there again";
  EXPECT_FALSE(window.driver.reads("Chẳng ai cần"));
}

TEST_F(LayoutsPage, AColleaguesDrawingIsReplacedOnlyByWhoWasTold) {
  server_.all_layouts = {sample::layout()};
  DeskWindow window(server_);
  open(window);
  window.click("layout.bo-cuc-1");
  window.fill("layout.name", "Ba cột");
  server_.all_layouts[0].name = "Bốn cột";
  ++server_.all_layouts[0].revision;
  window.click("layout.save");
  EXPECT_EQ(server_.all_layouts[0].name, "Bốn cột");
  EXPECT_READS(window, "Bố cục đã được người khác sửa.");
  EXPECT_READS(window, "bấm Lưu thì nó thay hình của người kia");
  EXPECT_EQ(form(window).name, "Ba cột");
  window.wait(Millis(6'000));
  window.click("layout.save");
  EXPECT_EQ(server_.all_layouts[0].name, "Ba cột");
  EXPECT_FALSE(window.driver.reads("bấm Lưu thì nó thay hình của người kia"));

  window.fill("layout.name", "Năm cột");
  server_.all_layouts[0].name = "Bốn cột";
  ++server_.all_layouts[0].revision;
  window.click("layout.save");
  window.wait(Millis(6'000));
  window.click("layout.drop");
  EXPECT_EQ(form(window).name, "Bốn cột");
  EXPECT_FALSE(window.driver.reads("bấm Lưu thì nó thay hình của người kia"));
}

TEST_F(LayoutsPage, OneThatAColleagueRemovedIsSavedAnew) {
  server_.all_layouts = {sample::layout()};
  DeskWindow window(server_);
  open(window);
  window.click("layout.bo-cuc-1");
  window.fill("layout.name", "Ba cột");
  window.desk.apply({LayoutStep{SaveLayout{}}}, server_.now);
  Outcome gone = outcome_of(window.desk.take_requests().at(0));
  gone.error = Error{Code::NotFound, "", "layout.unknown"};
  server_.all_layouts.clear();
  window.desk.take(gone, server_.now);
  window.wait(Millis(6'000));
  EXPECT_READS(window, "bấm Lưu thì thành bố cục mới");
  EXPECT_FALSE(window.driver.has("layout.remove"));
  window.click("layout.save");
  ASSERT_EQ(server_.all_layouts.size(), 1u);
  EXPECT_EQ(server_.all_layouts[0].id, LayoutId{"layout-1"});
  EXPECT_EQ(server_.all_layouts[0].name, "Ba cột");
  EXPECT_FALSE(window.driver.reads("bấm Lưu thì thành bố cục mới"));
}

TEST_F(LayoutsPage, WhatIsDrawnOutlivesASignOut) {
  server_.all_layouts = {sample::layout()};
  DeskWindow window(server_);
  open(window);
  window.click("layout.bo-cuc-1");
  window.fill("layout.name", "Ba cột");
  window.click("sign_out");
  open(window);
  EXPECT_READS(window, "Chưa lưu");
  window.click("layout.bo-cuc-1");
  EXPECT_EQ(form(window).name, "Ba cột");
  window.desk.apply({LayoutStep{SaveLayout{}}, SignOut{}}, server_.now);
  window.driver.idle();
  EXPECT_EQ(server_.all_layouts[0].name, "Ba cột");
  EXPECT_TRUE(window.desk.state().layouts.kept.empty()) << "it was saved on the way out";
}

TEST_F(LayoutsPage, NoOtherIsDrawnWhileOneIsBeingRemoved) {
  LayoutRecord other = sample::layout();
  other.id = {"bo-cuc-2"};
  other.name = "Chiếu phim";
  server_.all_layouts = {sample::layout(), other};
  DeskWindow window(server_);
  open(window);
  window.click("layout.bo-cuc-1");
  const auto remove = [&] {
    window.click("layout.remove");
    window.desk.apply({AnswerSheet{true}}, server_.now);
    const Request request = window.desk.take_requests().at(0);
    window.driver.idle();
    return request;
  };
  Outcome refused = outcome_of(remove());
  EXPECT_TRUE(form(window).busy);
  refused.error = Error{Code::Conflict, "", "layout.in_use"};
  window.desk.take(refused, server_.now);
  EXPECT_EQ(form(window).id, LayoutId{"bo-cuc-1"});
  EXPECT_FALSE(form(window).busy);

  const Request request = remove();
  window.click("layout.back");
  window.click("layout.bo-cuc-2");
  EXPECT_EQ(form(window).id, LayoutId{"bo-cuc-1"}) << "its answer would take the other away";
  for (const Report& report : window.work.handle(request, server_.now)) {
    window.desk.take(report, server_.now);
  }
  window.click("layout.bo-cuc-2");
  window.fill("layout.name", "Phim tối");
  window.wait(Millis(6'000));
  EXPECT_EQ(form(window).name, "Phim tối");
  EXPECT_EQ(server_.all_layouts.size(), 1u);
}

TEST_F(LayoutsPage, IsWellLaidInEachSizeLanguageAndSetOfColours) {
  server_.all_layouts = {sample::layout()};
  for (const float scale : {1.0F, 1.25F}) {
    for (const Language language : {Language::Vietnamese, Language::English}) {
      DeskWindow window(server_, {1366, 768}, scale);
      open(window);
      set_language(language);
      window.driver.idle();
      EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << "list " << scale;
      window.click("layout.bo-cuc-1");
      EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << "drawing " << scale;
      drag(window, 0.8F, 0.5F, 0.8F, 0.25F);
      EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << "fault " << scale;
      window.click("layout.shape");
      window.click("layout.shape.1");
      EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << "portrait " << scale;
      set_language(Language::Vietnamese);
    }
  }
}

/// The page as a person sees it; kept as a file where BANGTIN_PICTURES names a folder.
Bitmap seen(const State& state, Instant now, float scale, const char* name) {
  auto canvas = ui::Canvas::open({1366, 768}, scale).value();
  Bitmap page = canvas->draw([&] {
    Commands ignored;
    draw(state, now, ignored);
  });
  if (const char* folder = std::getenv("BANGTIN_PICTURES")) {
    EXPECT_TRUE(write_png(std::filesystem::path(folder) / name, page).ok());
  }
  return page;
}

TEST_F(LayoutsPage, ThePictureHasEachZoneInItsSize) {
  server_.all_layouts = {sample::layout()};
  State list, drawing, fault;
  {
    DeskWindow window(server_);
    open(window);
    list = window.desk.state();
    window.click("layout.bo-cuc-1");
    drawing = window.desk.state();
    drag(window, 0.8F, 0.5F, 0.7F, 0.5F);
    fault = window.desk.state();
  }
  const Bitmap page = seen(drawing, server_.now, 1.0F, "layout.png");
  const auto count = [&](ui::Colour colour) {
    const ui::Rgb pale = ui::between(rgb_of(colour), rgb_of(ui::Colour::Card), 0.78F);
    return double(std::ranges::count(page.pixels, 0xff000000U | pale));
  };
  const double side = count(ui::Colour::Violet), main = count(ui::Colour::Accent);
  EXPECT_GT(main, 20'000);
  EXPECT_NEAR(side / main, 35.0 / 50.0, 0.04) << "as high as main, 35 of 50 parts as wide";
  seen(list, server_.now, 1.25F, "layouts.png");
  ui::use_colours(ui::ColourSet::Dark);
  seen(fault, server_.now, 1.25F, "layout-fault.png");
  ui::use_colours(ui::ColourSet::Light);
}

}  // namespace
}  // namespace bangtin::desk
