// The desk's window for tests: pages driven by clicks, the link stepped in the same thread, a
// server in memory. Thread: one.
#pragma once

#include <gtest/gtest.h>

#include "manager/desk/desk.h"
#include "manager/desk/pages.h"
#include "manager/desk/preview.h"
#include "manager/pager/compose_pager.h"
#include "shared/ui/test_driver.h"
#include "tests/fakes/fake_backup_keeper.h"
#include "tests/fakes/fake_desk_server.h"
#include "tests/fakes/fake_library.h"

namespace bangtin::desk {

class DeskWindow {
 public:
  /// The next window is Vietnamese and light again.
  ~DeskWindow() {
    if (!(desk.state().display == Display())) put_in_force({});
  }

  explicit DeskWindow(FakeDeskServer& fake, Size size_px = {1366, 768}, float scale = 1.0F,
                      Journal journal = {})
      : server(fake),
        work(server),
        desk(form(), std::move(journal)),
        driver(size_px, scale, [this] { draw_frame(); }) {}

  static SignInForm form() {
    SignInForm form;
    form.pin = std::string(64, 'a');
    return form;
  }

  /// This PC's clock, and what the desk makes of it.
  Instant pc_now() const { return server.now + pc_ahead; }
  Instant now() const { return desk.state().right_time(pc_now()); }

  void draw_frame() {
    desk.tick(now());
    desk.show_preview(previewer.of(desk.state(), preview_room_px(desk.state()), now()));
    desk.fit_glass(board_room_px());
    Commands commands;
    draw(desk.state(), now(), commands);
    desk.apply(commands, now());
    if (desk.take_display_changed()) put_in_force(desk.state().display);
    for (const Request& request : desk.take_requests()) {
      for (const Report& report : work.handle(request, pc_now())) desk.take(report, now());
    }
    for (LibraryJob& job : desk.take_library_jobs()) {
      Result<LibraryFound> found = library.answer(job);
      desk.take(LibraryReport{std::move(job), std::move(found)}, now());
    }
    for (const BackupOrder& order : desk.take_backup_orders()) {
      for (const BackupReport& report : keeper.answer(order)) desk.take(report, now());
    }
  }

  void wait(Millis time) {
    server.now += time;
    for (const Report& report : work.tick(pc_now())) desk.take(report, now());
    driver.idle();
  }

  void click(std::string_view label) {
    const Status clicked = driver.click(label);
    EXPECT_TRUE(clicked.ok()) << (clicked.ok() ? "" : clicked.error().message);
  }
  void see(std::string_view label) {
    const Status seen = driver.see(label);
    EXPECT_TRUE(seen.ok()) << (seen.ok() ? "" : seen.error().message);
  }
  void drag(std::string_view label, float from, float to) {
    const Status drawn = driver.drag(label, from, to);
    EXPECT_TRUE(drawn.ok()) << (drawn.ok() ? "" : drawn.error().message);
  }
  void fill(std::string_view label, std::string_view text) {
    const Status filled = driver.fill(label, text);
    EXPECT_TRUE(filled.ok()) << (filled.ok() ? "" : filled.error().message);
  }
  void sign_in(const std::string& login) {
    fill("login", login);
    fill("password", "mat-khau-rat-dai");
    click("sign_in.now");
    driver.idle();
  }

  FakeDeskServer& server;
  Millis pc_ahead{};  ///< of the server's clock
  FakeLibrary library{server};
  FakeBackupKeeper keeper;
  DeskWork work;
  Desk desk;
  std::shared_ptr<Fonts> fonts = Fonts::open().value();
  ComposePager pager{fonts};
  Previewer previewer{fonts, pager};
  ui::TestDriver driver;
};

#define EXPECT_READS(window, words) \
  EXPECT_TRUE((window).driver.reads(words)) << (words) << "\n" << (window).driver.visible()

}  // namespace bangtin::desk
