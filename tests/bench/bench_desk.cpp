// The desk's window of 1440x900 without a GPU: what a frame costs on each page and in a large
// commune, and how soon a letter stands in the preview. The server is in memory.
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

#include "imgui.h"
#include "manager/desk/desk.h"
#include "manager/desk/pages.h"
#include "manager/desk/preview.h"
#include "manager/pager/compose_pager.h"
#include "shared/ui/input.h"
#include "shared/ui/item_log.h"
#include "shared/ui/platform.h"
#include "tests/bench/benches.h"
#include "tests/fakes/fake_desk_server.h"

namespace bangtin {
namespace {

using desk::Commands;
using desk::GoTo;

constexpr Size kWindow{1440, 900};
constexpr int kFrames = 200;
constexpr int kWholeFrames = 40;
constexpr double kFrameGoal_ms = 1'000.0 / 60;

/// Of the one core that draws: other work on the machine does not count.
double cpu_ms_of(const std::function<void()>& work) {
  const std::clock_t begin = std::clock();
  work();
  return 1e3 * double(std::clock() - begin) / CLOCKS_PER_SEC;
}

/// Of `share` of them not slower than this.
double quantile(std::vector<double> all, double share) {
  std::ranges::sort(all);
  return all[std::min(all.size() - 1, std::size_t(double(all.size()) * share))];
}

/// A commune with something on every page, and somebody who sees all of them.
struct DeskCommune {
  DeskCommune(int boards, int items) {
    server.now = *from_iso8601("2026-11-22T01:00:00.000Z");
    server.add_account("lan", "Lê Thị Lan",
                       {Role::Editor, Role::Approver, Role::Technician, Role::Administrator});
    server.me = server.accounts.at("lan").person;
    for (int i = 0; i < boards; ++i) {
      BoardRecord& board = server.add_board("b" + std::to_string(i),
                                            "Nhà văn hoá ấp Phước Lộc " + std::to_string(i));
      board.online = i % 7 != 0;
      board.position = GeoPoint{10'700'000 + i * 300, 106'200'000 + (i % 50) * 3'000};
    }
    ItemContent content;
    content.body = "Kính gửi bà con! Điện lực sẽ tạm ngừng cấp điện từ 7 giờ 30 tại ấp Phước Lộc.";
    content.agency = "UBND xã Tân Hưng";
    content.commune_code = "30337";
    content.province_code = "91";
    content.valid_from = server.now;
    content.valid_until = server.now + std::chrono::hours(48);
    content.title = "Thông báo";
    if (!server.add_item(content).ok()) std::abort();
    const ItemRecord one = server.all_items.front();
    server.all_items.assign(std::size_t(items), one);
    for (int i = 0; i < items; ++i) {
      ItemRecord& item = server.all_items[std::size_t(i)];
      item.id = ItemId{"item-" + std::to_string(i)};
      item.content.title = "Thông báo cắt điện số " + std::to_string(i);
    }
    for (int i = 0; i < 8; ++i) {
      PlaylistRecord playlist;
      playlist.name = "Bản tin số " + std::to_string(i);
      playlist.items = {ItemId{"item-" + std::to_string(i)}, ItemId{"item-1"}};
      playlist.boards = {BoardId{"b0"}, BoardId{"b1"}};
      if (!server.save_playlist(playlist).ok()) std::abort();
    }
  }
  FakeDeskServer server;
};

/// The program's loop with a window in memory.
class DeskBench {
 public:
  DeskBench(FakeDeskServer& server, std::shared_ptr<Fonts> fonts)
      : server_(server), pager_(fonts), previewer_(fonts, pager_) {
    platform_ = ui::Platform::open({"bench", kWindow, 1.0F}).value();
    desk::SignInForm form;
    form.login = "lan";
    form.password = "mat-khau-rat-dai";
    apply({desk::Edit{form}, desk::SignIn{}});
    frames(5);
    if (!desk_.state().seen) std::abort();
  }

  void apply(const Commands& commands) {
    desk_.apply(commands, server_.now);
    ask();
  }

  /// One picture; milliseconds of a core for the desk's own code, and for everything.
  struct Cost {
    double ui_ms = 0, all_ms = 0;
  };
  Cost frame() {
    Cost cost;
    ui::Platform::request_redraw();
    cost.all_ms = cpu_ms_of([&] {
      platform_->step(
          [&] {
            cost.ui_ms += cpu_ms_of([&] { draw(); });
            return Millis(0);
          },
          Millis(0));
    });
    return cost;
  }
  void frames(int count) {
    for (int i = 0; i < count; ++i) frame();
  }

  /// Many pictures, with what is done before each.
  void measure(
      const std::string& name, const std::function<void()>& before = [] {}) {
    std::vector<double> ui, all;
    frames(10);
    for (int i = 0; i < kFrames; ++i) {
      before();
      const Cost cost = frame();
      ui.push_back(cost.ui_ms);
      all.push_back(cost.all_ms);
    }
    // As when the window was covered, or another page is opened.
    std::vector<double> whole;
    for (int i = 0; i < kWholeFrames; ++i) {
      platform_->forget_drawn();
      whole.push_back(frame().all_ms);
    }
    fmt::print(
        "{{\"bench\":\"desk_frame_cpu\",\"what\":\"{}\",\"ui_p50_ms\":{:.2f},\"ui_p99_ms\":{:.2f},"
        "\"all_p50_ms\":{:.2f},\"all_p99_ms\":{:.2f},\"whole_p50_ms\":{:.2f},\"goal_ms\":{:.1f}}}"
        "\n",
        name, quantile(ui, 0.5), quantile(ui, 0.99), quantile(all, 0.5), quantile(all, 0.99),
        quantile(whole, 0.5), kFrameGoal_ms);
  }

  /// Where a widget stands.
  ui::Box place_of(const std::string& name) {
    ui::ItemLog log;
    ui::ItemLog::activate(&log);
    log.begin_frame();
    frame();
    ui::ItemLog::activate(nullptr);
    for (const ui::LoggedItem& item : log.items()) {
      if (item.name == name) return item.box;
    }
    std::abort();
  }
  void point_at(const ui::Box& box) {
    ImGui::GetIO().AddMousePosEvent((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  }
  void click(const std::string& name) {
    point_at(place_of(name));
    frame();
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    frame();
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    frames(5);
  }

  /// From a letter to the picture that shows it.
  void type(char letter) {
    const auto before = desk_.state().preview;
    ui::feed_text(std::string(1, letter));
    for (int i = 0; i < 10 && desk_.state().preview == before; ++i) frame();
    if (desk_.state().preview == before) std::abort();
  }

 private:
  void draw() {
    desk_.tick(server_.now);
    const desk::State& state = desk_.state();
    desk_.show_preview(previewer_.of(state, desk::preview_room_px(state), server_.now));
    desk_.fit_glass(desk::board_room_px());
    Commands commands;
    desk::draw(state, server_.now, commands);
    if (!commands.empty()) apply(commands);
  }
  void ask() {
    for (const desk::Request& request : desk_.take_requests()) {
      for (const desk::Report& report : work_.handle(request, server_.now)) {
        desk_.take(report, server_.now);
      }
    }
  }

  FakeDeskServer& server_;
  desk::DeskWork work_{server_};
  desk::Desk desk_{{}, {}};
  ComposePager pager_;
  desk::Previewer previewer_;
  std::unique_ptr<ui::Platform> platform_;
};

void bench_pages(const std::shared_ptr<Fonts>& fonts) {
  DeskCommune commune(30, 60);
  DeskBench window(commune.server, fonts);
  const std::vector<std::pair<std::string, Commands>> pages = {
      {"compose", {GoTo{desk::Page::Compose}, desk::OpenItem{ItemId{"item-1"}}}},
      {"review", {GoTo{desk::Page::Review}}},
      {"playlist", {GoTo{desk::Page::Playlist}, desk::OpenPlaylist{PlaylistId{"playlist-1"}}}},
      {"library", {GoTo{desk::Page::Library}}},
      {"plan", {GoTo{desk::Page::Plan}}},
      {"boards", {GoTo{desk::Page::Boards}}},
      {"emergency", {GoTo{desk::Page::Emergency}}},
      {"reports", {GoTo{desk::Page::Reports}}},
      {"settings", {GoTo{desk::Page::Settings}}},
  };
  for (const auto& [name, way] : pages) {
    window.apply(way);
    window.measure(name);
  }
}

void bench_preview(const std::shared_ptr<Fonts>& fonts) {
  DeskCommune commune(30, 60);
  std::string& body = commune.server.all_items[1].content.body;
  const std::string sentence = body + " ";
  while (body.size() < 1'000) body += sentence;
  DeskBench window(commune.server, fonts);
  window.apply({GoTo{desk::Page::Compose}, desk::OpenItem{ItemId{"item-1"}}});
  window.frames(10);
  window.click("body");
  std::vector<double> all, cpu;
  for (int i = 0; i < kFrames; ++i) {
    all.push_back(1e3 * seconds_of([&] {
                    cpu.push_back(cpu_ms_of([&] { window.type(char('a' + i % 26)); }));
                  }));
  }
  fmt::print(
      "{{\"bench\":\"desk_preview\",\"letters\":{},\"p50_ms\":{:.1f},\"p99_ms\":{:.1f},"
      "\"cpu_p50_ms\":{:.1f},\"cpu_p99_ms\":{:.1f},\"goal_p99_ms\":100}}\n",
      kFrames, quantile(all, 0.5), quantile(all, 0.99), quantile(cpu, 0.5), quantile(cpu, 0.99));
}

/// Lists that are scrolled through while they are drawn.
void bench_long_lists(const std::shared_ptr<Fonts>& fonts) {
  DeskCommune commune(2'000, 10'000);
  DeskBench window(commune.server, fonts);
  const auto scroll = [&] { ImGui::GetIO().AddMouseWheelEvent(0, -3); };
  window.apply({GoTo{desk::Page::Boards}});
  window.measure("2000 boards");
  ImGui::GetIO().AddMousePosEvent(400, 500);
  window.measure("2000 boards, scrolled", scroll);
  window.apply({GoTo{desk::Page::Compose}, desk::OpenItem{ItemId{"item-1"}}});
  window.measure("10000 items");
  ImGui::GetIO().AddMousePosEvent(400, 500);
  window.measure("10000 items, scrolled", scroll);
  window.apply({GoTo{desk::Page::Playlist}, desk::OpenPlaylist{PlaylistId{"playlist-1"}}});
  window.measure("10000 items, playlist");
}

}  // namespace

void bench_desk() {
  setenv("SDL_VIDEODRIVER", "dummy", 0);
  setenv("SDL_RENDER_DRIVER", "software", 1);
  Result<std::shared_ptr<Fonts>> fonts = Fonts::open();
  if (!fonts.ok()) {
    fmt::print("{{\"bench\":\"desk\",\"error\":\"no fonts\"}}\n");
    return;
  }
  bench_pages(*fonts);
  bench_preview(*fonts);
  bench_long_lists(*fonts);
}

}  // namespace bangtin
