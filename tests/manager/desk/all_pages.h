// A commune with something on every page, somebody who sees all of them, and their pictures.
// Thread: one.
#pragma once

#include "shared/ui/canvas.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {

/// What stood on a page at a moment.
struct SeenPage {
  std::string name;
  State state;
  Instant now{};
};

class AllPages : public OfficeDesk {
 protected:
  AllPages() {
    const char* names[] = {
        "Nhà văn hoá ấp Phước Lộc", "Chợ Tân Hưng",  "Trạm Y tế xã", "Bến phà Vàm Cống",
        "Trường Tiểu học Tân Hưng", "Trụ sở UBND xã"};
    for (int i = 0; i < 6; ++i) {
      BoardRecord& board = server_.add_board("b" + std::to_string(i), names[i]);
      board.online = i % 3 != 0;
      board.position = GeoPoint{10'020'000 + i * 12'000, 105'720'000 + i * i * 2'500};
    }
    server_.map_in_file = {{{{10'000'000, 105'700'000},
                             {10'000'000, 105'790'000},
                             {10'050'000, 105'810'000},
                             {10'100'000, 105'800'000},
                             {10'100'000, 105'700'000}}},
                           {}};
    EXPECT_TRUE(server_.set_commune_map("/anh/xa.geojson").ok());
    server_.all_groups = {{{"g1"}, "Các ấp phía nam", {{"b1"}, {"b2"}}, 1}};
    for (int i = 0; i < 5; ++i) approved_item("Thông báo cắt điện số " + std::to_string(i));
    waiting_item("Lịch tiêm chủng");
    PlaylistRecord playlist;
    playlist.name = "Bản tin sáng";
    playlist.items = {{"item-1"}, {"item-2"}};
    playlist.boards = {{"b0"}, {"b1"}};
    EXPECT_TRUE(server_.save_playlist(playlist).ok());
    EXPECT_TRUE(server_.publish({"playlist-1"}).ok());
    server_.confirm({"b1"});
    for (int i = 0; i < 9; ++i) {
      const PlayFacts facts{Category(i), "vi", Origin::Commune, OwnerKind::State, 1 + i % 3};
      const ItemId item{"item-" + std::to_string(1 + i % 3)};
      server_.plays.rows.push_back(
          {"", {"b1"}, item, "Thông báo cắt điện", 400, 4'000'000 + i * 250'000, 400, facts});
    }
    server_.add_account("lan", "Lê Thị Lan",
                        {Role::Editor, Role::Approver, Role::Technician, Role::Administrator});
    server_.me = server_.accounts.at("lan").person;
  }

  /// Calls `look` on each page, named by what leads there.
  template <class Look>
  static void visit(DeskWindow& window, Look look) {
    window.library.add_feed("bao-tinh", "Báo Tỉnh");
    window.library.add_story("s1", "bao-tinh", "Lúa hè thu được mùa");
    window.library.add_story("s2", "bao-tinh", "Khởi công cầu Vàm Cống 2");
    window.library.add_picture("le-hoi.jpg");
    window.library.add_document("Quyết định 12", 2);
    window.sign_in("lan");
    const std::vector<std::vector<const char*>> ways = {
        {"go.compose", "item.item-1"},
        {"go.waiting"},
        {"go.playlist", "playlist.playlist-1"},
        {"go.library", "library.view.news", "story.s2"},
        {"library.view.province"},
        {"library.view.feeds"},
        {"library.view.media"},
        {"library.view.feedback"},
        {"go.plan", "plan.view.day"},
        {"plan.view.week"},
        {"plan.view.schedule", "schedule.playlist-1"},
        {"plan.view.hours"},
        {"plan.view.moment"},
        {"go.boards", "board.b1", "boards.part.now"},
        {"boards.part.controls"},
        {"boards.part.place"},
        {"boards.part.groups"},
        {"boards.part.map"},
        {"go.emergency"},
        {"go.reports"},
        {"go.settings"},
        {"person.nam"},
        {"settings.holidays"},
        {"settings.layouts"},
        {"layout.new"},
        {"settings.provinces"},
        {"settings.backups"},
        {"account"},
        {"account.close", "display"}};
    for (const std::vector<const char*>& way : ways) {
      for (const char* step : way) window.click(step);
      window.wait(Millis(1'000));
      look(way.back());
    }
  }

  /// What stands on each page, before somebody signs in and afterwards.
  std::vector<SeenPage> pages_in(Language language) {
    std::vector<SeenPage> pages;
    DeskWindow window(server_);
    window.desk.apply({DisplayStep{SetDisplay{{language, ui::ColourSet::Light, 100}}}},
                      server_.now);
    window.driver.idle();
    const auto keep = [&](const char* page) {
      pages.emplace_back(page, window.desk.state(), window.now());
    };
    keep("sign_in");
    visit(window, keep);
    return pages;
  }
};

/// Draws pages as they stand in the usual window.
class PageCanvas {
 public:
  ~PageCanvas() { put_in_force({}); }

  /// It is valid until the next call.
  const Bitmap& draw(const SeenPage& page, const Display& display) {
    put_in_force(display);
    return canvas_->draw([&] {
      Commands ignored;
      desk::draw(page.state, page.now, ignored);
    });
  }

 private:
  std::unique_ptr<ui::Canvas> canvas_ = ui::Canvas::open({1366, 768}, 1.0F).value();
};

}  // namespace bangtin::desk
