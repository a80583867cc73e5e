// The window that bangtin-desk-story clicks in: all that bangtin-manager has but a display, and the
// patience to wait for words. Real time runs in it. Thread: one.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>

#include "manager/desk/backup_link.h"
#include "manager/desk/client_backup_keeper.h"
#include "manager/desk/client_library_server.h"
#include "manager/desk/client_server.h"
#include "manager/desk/client_upload_sender.h"
#include "manager/desk/desk.h"
#include "manager/desk/journal_file.h"
#include "manager/desk/library_link.h"
#include "manager/desk/pages.h"
#include "manager/desk/preview.h"
#include "manager/desk/upload_link.h"
#include "manager/desk/work.h"
#include "manager/pager/compose_pager.h"
#include "shared/base/check.h"
#include "shared/crypto/password.h"
#include "shared/media/picture_job.h"
#include "shared/ui/test_driver.h"
#include "tests/e2e/telex.h"

namespace bangtin::desk {

inline constexpr Seconds kPatience{60};

struct Plan {
  std::string server, pin, keys, password, code, picture, token;
  std::string own_folder, own_listen;  ///< of the server of this PC's own
  std::string video, no_video;         ///< files
  std::string feed;                    ///< its address
  std::string link;                    ///< of an article
  std::string handed_over;             ///< file of a province
  std::string journal;                 ///< folder of what is not saved; empty: none is kept
  std::size_t count = 0;               ///< of items
  std::string stick;                   ///< a folder, or the copy of a key or of all on it
  std::string sheet;                   ///< of a person's key
  std::vector<std::string> words;      ///< as they stand on the board
  std::vector<std::string> boards;     ///< their names
};

[[noreturn]] inline void fail(const std::string& what) {
  std::cerr << "desk story: " << what << "\n";
  std::exit(1);
}

inline OwnServerOptions own_server(const Plan& plan) {
  const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  return {here / "bangtin-server", plan.own_folder, plan.own_listen};
}

inline SignInForm form_of(const Plan& plan) {
  SignInForm form;
  form.address = plan.server;
  form.pin = plan.pin;
  form.own_server = !plan.own_folder.empty() && !plan.server.empty();
  if (plan.server.empty()) form.entry = Entry::Choose;
  return form;
}

class Window {
 public:
  explicit Window(const Plan& plan)
      : plan_(plan),
        keys_(plan.keys, random_),
        server_(
            pager_, [this](std::string_view coded, Size size) { return decode(coded, size); },
            keys_, own_server(plan), plan.keys),
        work_(server_),
        journal_(plan.journal),
        desk_(form_of(plan), plan.journal.empty() ? Journal() : journal_.read("").journal),
        driver_({1366, 768}, 1.0F, [this] { draw_frame(); }) {}

  void click(const std::string& label) { need(driver_.click(label)); }
  void fill(const std::string& label, const std::string& words) {
    need(driver_.fill(label, words));
  }
  void sign_in(const std::string& login) {
    fill("login", login);
    fill("password", plan_.password);
    click("sign_in.now");
    until("sign_out");
  }
  void drag_onto(const std::string& label, const std::string& onto, float height) {
    need(driver_.drag_onto(label, onto, height));
  }
  void alt(ui::Key key) { driver_.alt(key); }
  void ctrl(char letter) { driver_.ctrl(letter); }
  void tab() {
    ++keys_typed_;
    driver_.key(ui::Key::Tab);
  }
  /// As an input method sends it, one frame a key.
  void type_telex(std::string_view words) {
    const std::vector<TelexStroke> strokes = telex_strokes(words);
    for (const TelexStroke& stroke : strokes) driver_.burst(stroke.backspaces, stroke.text);
    keys_typed_ += int(strokes.size());
    driver_.idle();
  }
  int keys() const { return keys_typed_; }  ///< by the two above
  Instant wall() { return clock_.wall(); }
  /// Lets time pass until a widget is there.
  void until(const std::string& label) {
    wait([&] { return driver_.has(label); }, label);
  }
  void until_enabled(const std::string& label) {
    wait([&] { return driver_.enabled(label); }, label);
  }
  void until_reads(const std::string& words) {
    wait([&] { return driver_.reads(words); }, words);
  }
  void until_thumbnail() {
    wait([&] { return state().library.thumbnails.size() == 1; }, "the thumbnail");
  }
  /// Lets time pass until every picture of the preview is here.
  void until_poster() {
    const auto shown = [&] {
      const auto& pictures = state().pictures;
      return pictures.size() == 1 && pictures.begin()->second && state().preview->missing.empty();
    };
    wait(shown, "the poster");
  }
  /// Lets time pass until the item at hand stands in the preview of a board with these pixels.
  void until_preview(Size canvas_px) {
    const auto shown = [&] {
      const auto& preview = state().preview;
      return preview && preview->canvas_px == canvas_px && preview->pages > 0 && preview->picture;
    };
    wait(shown, "the preview of " + std::to_string(canvas_px.width_px) + "x" +
                    std::to_string(canvas_px.height_px));
  }
  void until_items(std::size_t count) {
    wait([&] { return state().seen && state().seen->items().size() == count; }, "the items");
  }
  /// Lets time pass in which the link must not be lost.
  void stand_online(Seconds time) {
    const Monotonic until = clock_.monotonic() + time;
    const auto stood = [&] {
      if (state().link != LinkState::Online) fail("the link is lost");
      return clock_.monotonic() >= until;
    };
    wait(stood, "the time");
  }
  bool reads(const std::string& words) const { return driver_.reads(words); }
  bool enabled(const std::string& label) const { return driver_.enabled(label); }
  /// Lets time pass until the program is killed.
  void stay() {
    wait([] { return false; }, "the kill");
  }
  const State& state() const { return desk_.state(); }

 private:
  void draw_frame() {
    const Instant now = clock_.wall();
    desk_.tick(now);
    desk_.show_preview(previewer_.of(desk_.state(), preview_room_px(desk_.state()), now));
    Commands commands;
    draw(desk_.state(), now, commands);
    desk_.apply(commands, now);
    if (!plan_.journal.empty()) journal_.keep(desk_, clock_.monotonic());
    for (const Request& request : desk_.take_requests()) {
      for (const Report& report : work_.handle(request, now)) desk_.take(report, now);
    }
    for (const Report& report : work_.tick(now)) desk_.take(report, now);
    for (UploadOrder& order : desk_.take_upload_orders()) {
      (is_about_picture(order) ? picture_link_ : upload_link_).give(std::move(order));
    }
    while (const auto report = upload_link_.take()) desk_.take(*report, now);
    while (const auto report = picture_link_.take()) desk_.take(*report, now);
    for (BackupOrder& order : desk_.take_backup_orders()) backup_link_.give(std::move(order));
    while (const auto report = backup_link_.take()) desk_.take(*report, now);
    for (LibraryJob& job : desk_.take_library_jobs()) library_link_.give(std::move(job));
    while (const auto report = library_link_.take()) desk_.take(*report, now);
  }
  void wait(const std::function<bool()>& done, const std::string& what) {
    const Monotonic give_up = clock_.monotonic() + kPatience;
    for (driver_.frame(); !done(); driver_.frame()) {
      if (clock_.monotonic() > give_up) fail("waited for " + what + "\n" + driver_.visible());
      std::this_thread::sleep_for(Millis(50));
    }
  }
  Result<Bitmap> decode(std::string_view coded, Size size) {
    const PictureJobOptions options{TRY(worker_beside_this_program()), PictureJobOptions().timeout};
    Picture picture = TRY(decode_picture(options, coded, size.width_px, size.height_px, clock_));
    Bitmap bitmap;
    bitmap.size = {picture.width_px, picture.height_px};
    bitmap.pixels = std::move(picture.pixels);
    return bitmap;
  }
  void need(const Status& status) {
    if (!status.ok()) fail(status.error().message);
  }

  const Plan& plan_;
  SystemClock clock_;
  std::shared_ptr<Fonts> fonts_ = Fonts::open().value();  // One thread does all but uploads here.
  ComposePager pager_{fonts_};
  Previewer previewer_{fonts_, pager_};
  SystemRandom random_;
  KeyRing keys_;
  ClientServer server_;
  DeskWork work_;
  JournalFile journal_;
  Desk desk_;
  ClientUploadSender upload_sender_{random_, clock_}, picture_sender_{random_, clock_};
  UploadLink upload_link_{upload_sender_, [] {}}, picture_link_{picture_sender_, [] {}};
  ClientBackupKeeper backup_keeper_{own_server(plan_), plan_.keys, random_, clock_};
  BackupLink backup_link_{backup_keeper_, [] {}};
  ClientLibraryServer library_server_{
      [this](std::string_view coded, Size size) { return decode(coded, size); }};
  LibraryLink library_link_{library_server_, [] {}};
  ui::TestDriver driver_;
  int keys_typed_ = 0;
};

}  // namespace bangtin::desk
