#include "manager/manager_app.h"

#include <CLI/CLI.hpp>
#include <atomic>
#include <cmath>
#include <csignal>
#include <iostream>
#include <optional>

#include "manager/desk/backup_link.h"
#include "manager/desk/client_backup_keeper.h"
#include "manager/desk/client_library_server.h"
#include "manager/desk/client_server.h"
#include "manager/desk/client_upload_sender.h"
#include "manager/desk/desk.h"
#include "manager/desk/journal_file.h"
#include "manager/desk/library_link.h"
#include "manager/desk/link.h"
#include "manager/desk/pages.h"
#include "manager/desk/preview.h"
#include "manager/desk/upload_link.h"
#include "manager/pager/compose_pager.h"
#include "manager/pc_memory.h"
#include "shared/base/files.h"
#include "shared/base/log.h"
#include "shared/base/texts.h"
#include "shared/crypto/password.h"
#include "shared/media/picture_job.h"
#include "shared/ui/platform.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr Millis kWaitMax{500};
constexpr auto kCallsPatience = 3s;
constexpr Size kPictureMax{1920, 1920};  ///< kept for the preview
constexpr Millis kPageShown{1'500};      ///< how long a page stands before its picture is taken

std::atomic<bool> stop_asked{false};
void ask_to_stop(int) { stop_asked.store(true); }

std::optional<desk::Page> page_of(const std::string& name) {
  if (name == "compose") return desk::Page::Compose;
  if (name == "plan") return desk::Page::Plan;
  if (name == "playlist") return desk::Page::Playlist;
  if (name == "news" || name == "province" || name == "feeds" || name == "media")
    return desk::Page::Library;
  if (name == "boards") return desk::Page::Boards;
  if (name == "emergency") return desk::Page::Emergency;
  if (name == "reports") return desk::Page::Reports;
  if (name == "settings" || name == "holidays" || name == "backups") return desk::Page::Settings;
  return std::nullopt;
}

/// The running program: window, desk and link, and what goes to the disk.
class App {
 public:
  /// Fonts belong to one thread: `fonts` to the link's, `window_fonts` to the window's.
  App(const ManagerOptions& options, std::unique_ptr<ui::Platform> platform,
      std::shared_ptr<Fonts> fonts, std::shared_ptr<Fonts> window_fonts)
      : options_(options),
        platform_(std::move(platform)),
        pager_(std::move(fonts)),
        window_pager_(window_fonts),
        previewer_(std::move(window_fonts), window_pager_),
        server_(line_to_server(options)),
        urgent_server_(line_to_server(options)),
        desk_(opened_desk(options)),
        library_server_([this](std::string_view coded, Size size) { return decode(coded, size); },
                        [this] { return calls_go_on(); }),
        portal_server_([this](std::string_view coded, Size size) { return decode(coded, size); },
                       [this] { return calls_go_on(); }),
        link_(server_, clock_, [] { ui::Platform::request_redraw(); }),
        urgent_link_(urgent_server_, clock_, [] { ui::Platform::request_redraw(); }),
        library_link_(library_server_, [] { ui::Platform::request_redraw(); }),
        portal_link_(portal_server_, [] { ui::Platform::request_redraw(); }),
        upload_link_(upload_sender_, [] { ui::Platform::request_redraw(); }),
        picture_link_(picture_sender_, [] { ui::Platform::request_redraw(); }),
        backup_keeper_(own_server_options(options), documents(), random_, clock_),
        backup_link_(backup_keeper_, [] { ui::Platform::request_redraw(); }) {}

  /// A server that is away does not hold the window open; what was just sent has time to arrive.
  ~App() {
    calls_until_ = clock_.monotonic() + kCallsPatience;
    ended_.store(true);
  }
  App(const App&) = delete;

  int run() {
    started_ = clock_.wall();
    step_desk({desk::DisplayStep{desk::SetDisplay{remembered_display(options_)}}});
    desk_.take_display_changed();  // It is in force already.
    const desk::SignInForm& form = desk_.state().sign_in;
    if (!form.password.empty() && form.entry == desk::Entry::Account) step_desk({desk::SignIn{}});
    while (!stop_asked.load() && !over() && platform_->step([this] { return draw(); }, kWaitMax)) {
      take_in();
      settle_display();
      tell_ready();
      tour();
    }
    journal_.keep_now(desk_, clock_.monotonic());
    if (!options_.shots.empty()) shoot("end");
    return 0;
  }

 private:
  desk::ClientServer line_to_server(const ManagerOptions& options) {
    return {pager_,      [this](std::string_view coded, Size size) { return decode(coded, size); },
            keys_,       own_server_options(options),
            documents(), [this] { return calls_go_on(); }};
  }

  /// With what the last run left unsaved.
  desk::Desk opened_desk(const ManagerOptions& options) {
    desk::JournalFile::Found found = journal_.read(last_login());
    desk::SignInForm sign_in = remembered_sign_in(options);
    sign_in.problem = std::move(found.problem);
    return {std::move(sign_in), std::move(found.journal)};
  }

  bool over() const {
    return options_.seconds > 0 && clock_.wall() - started_ >= Seconds(options_.seconds);
  }

  /// On the link's thread.
  bool calls_go_on() { return !ended_.load() || clock_.monotonic() < calls_until_; }

  /// The server's clock counts, as far as it is known.
  Instant now() const { return desk_.state().right_time(clock_.wall()); }

  Millis draw() {
    const Instant now = this->now();
    const Millis holds = desk_.tick(now);
    desk_.show_preview(previewer_.of(desk_.state(), desk::preview_room_px(desk_.state()), now));
    desk_.fit_glass(desk::board_room_px());
    send();
    desk::Commands commands;
    desk::draw(desk_.state(), now, commands);
    if (commands.empty()) return holds;
    step_desk(commands);
    return Millis(0);
  }

  /// On the link's thread: what the server holds was made by it, but is opened in a cage all the
  /// same.
  Result<Bitmap> decode(std::string_view coded, Size size) {
    const PictureJobOptions options{TRY(worker_beside_this_program()), PictureJobOptions().timeout};
    Picture picture = TRY(decode_picture(options, coded, size.width_px, size.height_px, clock_));
    Bitmap bitmap;
    bitmap.size = {picture.width_px, picture.height_px};
    bitmap.pixels = std::move(picture.pixels);
    return scale_to_fit(bitmap, kPictureMax);
  }

  void step_desk(const desk::Commands& commands) {
    desk_.apply(commands, now());
    send();
  }

  void send() {
    for (desk::LibraryJob& job : desk_.take_library_jobs()) {
      desk::LibraryLink& link = asks_a_portal(job.order) ? portal_link_ : library_link_;
      link.give(std::move(job));
    }
    for (desk::UploadOrder& order : desk_.take_upload_orders()) {
      (is_about_picture(order) ? picture_link_ : upload_link_).give(std::move(order));
    }
    for (desk::BackupOrder& order : desk_.take_backup_orders()) backup_link_.give(std::move(order));
    for (const desk::Request& request : desk_.take_requests()) {
      desk::DeskLink& link = desk::is_urgent(request.deed) ? urgent_link_ : link_;
      if (!link.send(request)) desk_.refuse(request, now());
    }
  }

  void take_in() {
    const Instant now = this->now();
    for (const std::string& file : platform_->take_dropped_files()) desk_.drop_file(file);
    bool told = false;
    while (std::optional<desk::Report> report = link_.take()) {
      desk_.take(*report, now);
      told = true;
    }
    while (std::optional<desk::Report> report = urgent_link_.take()) {
      desk_.take(*report, now);
      desk::Request look;
      look.deed = desk::Deed::Look;
      // One that finds no room stands behind another deed, which looks too.
      (void)link_.send(look);
      told = true;
    }
    for (desk::LibraryLink* link : {&library_link_, &portal_link_}) {
      while (std::optional<desk::LibraryReport> report = link->take()) {
        desk_.take(*report, now);
        told = true;
      }
    }
    for (desk::UploadLink* link : {&upload_link_, &picture_link_}) {
      while (std::optional<desk::UploadReport> report = link->take()) {
        desk_.take(*report, now);
        told = true;
      }
    }
    while (std::optional<desk::BackupReport> report = backup_link_.take()) {
      desk_.take(*report, now);
      told = true;
    }
    if (told) {
      send();
      ui::Platform::request_redraw();
    }
    if (!remembered_ && desk_.state().link == desk::LinkState::Online) {
      remembered_ = true;
      if (const Status kept = remember(desk_.state().sign_in); !kept.ok()) {
        log::warn("manager", "the server's address is not kept", {{"error", kept.error().message}});
      }
      if (page_of(options_.page)) step_desk(to_page(options_.page));
    }
    journal_.keep(desk_, clock_.monotonic());
  }

  /// Between frames: what was chosen in the window, or by the keys of the platform.
  void settle_display() {
    desk::Display display = desk_.state().display;
    const int scale_percent = int(std::lround(platform_->zoom() * 100));
    if (!desk_.take_display_changed()) {
      if (scale_percent == display.scale_percent) return;
      display.scale_percent = scale_percent;
      step_desk({desk::DisplayStep{desk::SetDisplay{display}}});
      desk_.take_display_changed();
    }
    desk::put_in_force(display);
    Status done = platform_->set_zoom(float(display.scale_percent) / 100.0F);
    if (done.ok()) done = remember(display);
    if (!done.ok()) {
      log::warn("manager", "the display is not kept", {{"error", done.error().message}});
    }
    ui::Platform::request_redraw();
  }

  /// Said once of the window, and once of the commune's first page: from then on they can be used.
  void tell_ready() {
    if (!platform_->at_rest()) return;
    if (!std::exchange(window_told_, true)) log::info("manager", "the window is ready");
    if (page_told_ || desk_.state().link != desk::LinkState::Online || !desk_.state().seen) return;
    page_told_ = true;
    log::info("manager", "the first page is ready");
  }

  /// With --shots every page is visited once and its picture taken.
  void tour() {
    if (options_.shots.empty()) return;
    const Instant now = clock_.wall();
    if (now < tour_next_ || !platform_->at_rest()) return;
    const bool signed_in = desk_.state().link == desk::LinkState::Online && desk_.state().seen;
    if (!signed_in) {
      if (!sign_in_shot_) shoot("sign_in");
      sign_in_shot_ = true;
      tour_next_ = now + kPageShown;
      return;
    }
    std::vector<std::string> pages = {"compose", "plan",      "playlist",
                                      "boards",  "emergency", "reports"};
    if (desk_.state().may_write())
      pages.insert(pages.end(), {"news", "province", "feeds", "media"});
    if (desk_.state().may_administer()) {
      pages.insert(pages.end(), {"settings", "holidays", "backups"});
    }
    if (tour_at_ > 0 && tour_at_ <= pages.size()) shoot(pages[tour_at_ - 1]);
    if (tour_at_ < pages.size() && options_.page.empty()) {
      step_desk(visit(pages[tour_at_]));
      ui::Platform::request_redraw();
      ++tour_at_;
    } else if (tour_at_ == pages.size()) {
      ++tour_at_;
    }
    tour_next_ = now + kPageShown;
  }

  static desk::LibraryStep show(desk::LibraryView view) { return {desk::ShowLibrary{view}}; }

  static desk::Commands to_page(const std::string& name) {
    desk::Commands commands{desk::GoTo{*page_of(name)}};
    if (name == "news") commands.push_back(show(desk::LibraryView::News));
    if (name == "province") commands.push_back(show(desk::LibraryView::Province));
    if (name == "feeds") commands.push_back(show(desk::LibraryView::Feeds));
    if (name == "media") commands.push_back(show(desk::LibraryView::Media));
    if (name == "holidays") commands.emplace_back(desk::HolidayStep{desk::ShowHolidays{}});
    if (name == "backups") commands.emplace_back(desk::BackupStep{desk::ShowBackups{}});
    return commands;
  }

  /// And opens something there.
  desk::Commands visit(const std::string& name) const {
    desk::Commands commands = to_page(name);
    const desk::State& state = desk_.state();
    if (name == "compose" && state.item.draft.empty() && !state.seen->items().empty()) {
      commands.push_back(desk::OpenItem{state.seen->items().front().id});
    }
    if (name == "playlist" && state.playlist.draft.empty() && !state.seen->playlists.empty()) {
      commands.push_back(desk::OpenPlaylist{state.seen->playlists.front().id});
    }
    return commands;
  }

  void shoot(const std::string& name) {
    const Status shot =
        platform_->save_shot(fs::path(options_.shots) / ("manager-" + name + ".png"));
    if (!shot.ok()) log::warn("manager", "no picture", {{"error", shot.error().message}});
  }

  const ManagerOptions& options_;
  mutable SystemClock clock_;
  std::atomic<bool> ended_ = false;
  Monotonic calls_until_{};  ///< written before `ended_`
  std::unique_ptr<ui::Platform> platform_;
  ComposePager pager_;
  ComposePager window_pager_;
  desk::Previewer previewer_;
  SystemRandom random_;
  KeyRing keys_{key_folder(), random_};
  desk::ClientServer server_;
  desk::ClientServer urgent_server_;
  desk::JournalFile journal_{state_folder()};
  desk::Desk desk_;
  desk::ClientLibraryServer library_server_;
  desk::ClientLibraryServer portal_server_;
  desk::DeskLink link_;
  desk::DeskLink urgent_link_;  ///< never waits behind an upload
  desk::LibraryLink library_link_;
  desk::LibraryLink portal_link_;  ///< for what portals may keep waiting
  desk::ClientUploadSender upload_sender_{random_, clock_};
  desk::ClientUploadSender picture_sender_{random_, clock_};
  desk::UploadLink upload_link_;
  desk::UploadLink picture_link_;  ///< a picture waits for no video
  desk::ClientBackupKeeper backup_keeper_;
  desk::BackupLink backup_link_;
  Instant started_{};
  Instant tour_next_{};
  std::size_t tour_at_ = 0;
  bool window_told_ = false;
  bool page_told_ = false;
  bool sign_in_shot_ = false;
  bool remembered_ = false;
};

int failed(const Error& error) {
  std::cerr << text_of(error) << "\n";
  log::error("manager", "cannot start", {{"error", error.message}});
  return 1;
}

int run(const ManagerOptions& options) {
  Size size{1366, 768};
  if (std::sscanf(options.size.c_str(), "%dx%d", &size.width_px, &size.height_px) != 2) {
    return failed({Code::Invalid, "--size is no WxH", ""});
  }
  const desk::Display display = remembered_display(options);
  set_language(display.language);
  ui::use_colours(display.colours);
  Result<std::shared_ptr<Fonts>> fonts = Fonts::open();
  if (!fonts.ok()) return failed(fonts.error());
  Result<std::shared_ptr<Fonts>> window_fonts = Fonts::open();
  if (!window_fonts.ok()) return failed(window_fonts.error());
  if (!options.shots.empty()) {
    if (const Status made = files::make_folders(options.shots); !made.ok()) {
      return failed(made.error());
    }
  }
  auto platform = ui::Platform::open(
      {std::string(text("desk.product")), size, float(display.scale_percent) / 100.0F});
  if (!platform.ok()) return failed(platform.error());
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
  App app(options, std::move(*platform), std::move(*fonts), std::move(*window_fonts));
  return app.run();
}

}  // namespace

int manager_app(const std::vector<std::string>& arguments) {
  ManagerOptions options;
  CLI::App cli("Bảng Tin: soạn tin, duyệt, phát lên màn hình", "bangtin-manager");
  cli.add_option("--server", options.server, "https://HOST:PORT");
  cli.add_option("--pin", options.pin, "pin of the server, 64 hexadecimal digits");
  cli.add_option("--login", options.login, "login; the password is typed or in BANGTIN_PASSWORD");
  cli.add_option("--page", options.page, "page to begin with")
      ->check(CLI::IsMember({"compose", "plan", "playlist", "news", "province", "feeds", "media",
                             "boards", "emergency", "reports", "settings", "holidays", "backups"}));
  cli.add_option("--shots", options.shots, "folder for PNGs of the window, one a page");
  cli.add_option("--seconds", options.seconds, "end by itself after this time")
      ->check(CLI::Range(0, 86'400));
  cli.add_option("--size", options.size, "of the window, WxH");
  cli.add_option("--scale", options.scale_percent, "per cent")
      ->check(CLI::Range(desk::kScaleMinPercent, desk::kScaleMaxPercent));
  cli.add_option("--language", options.language, "else as this PC remembers")
      ->check(CLI::IsMember({"vi", "en"}));
  cli.add_option("--colours", options.colours, "else as this PC remembers")
      ->check(CLI::IsMember({"light", "dark"}));
  cli.add_option("--own-server-listen", options.own_listen,
                 "where the server of a commune that begins on this PC listens");
  cli.add_option("--log-level", options.log_level)
      ->check(CLI::IsMember({"error", "warn", "info", "debug"}));
  cli.add_flag("--version", options.version, "print the version and end");
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    cli.parse(reversed);
  } catch (const CLI::ParseError& error) {
    return cli.exit(error);
  }
  if (options.version) {
    std::cout << BANGTIN_VERSION << "\n";
    return 0;
  }
  log::set_level(options.log_level);
  return run(options);
}

}  // namespace bangtin
