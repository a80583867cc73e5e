#include "player/player_app.h"

#include <sys/inotify.h>

#include <cerrno>

#include "player/clip_options.h"
#include "player/device/backlight.h"
#include "player/device/cec_panel.h"
#include "player/forget_root.h"
#include "player/play_files.h"
#include "player/player_loop.h"
#include "player/render_at.h"
#include "player/set_pin.h"
#include "player/signals.h"
#include "player/verify/blob_reader.h"
#include "player/verify/board_files.h"
#include "shared/base/log.h"
#include "shared/base/texts.h"
#include "shared/crypto/password.h"

namespace bangtin {
namespace {

Result<Fd> watch_folder(const std::filesystem::path& board) {
  Fd fd(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
  if (!fd.valid()) return files::error_of(errno, "inotify");
  const std::uint32_t kinds = IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE;
  const auto generation = board / "generation";
  if (::inotify_add_watch(fd.get(), board.c_str(), kinds) < 0 ||
      ::inotify_add_watch(fd.get(), generation.c_str(), kinds) < 0) {
    return files::error_of(errno, "inotify");
  }
  return fd;
}

/// What the player needs of its folders.
struct Folder {
  std::unique_ptr<Disk> disk;      ///< the board folder, of the folder thread
  std::unique_ptr<Disk> own;       ///< the player's own, of the same thread
  std::unique_ptr<Disk> pictures;  ///< of the loading thread
  std::unique_ptr<Disk> clips;     ///< of the thread that reads clips
  Fd changes;
  KeptTime kept_time;
  KeptControls kept_controls;
};

Result<Folder> open_folder(const std::filesystem::path& data) {
  const auto board = data / "board";
  TRY(files::make_folders(board / "generation"));
  Folder folder;
  folder.disk = TRY(open_posix_disk(board));
  folder.pictures = TRY(open_posix_disk(board));
  folder.clips = TRY(open_posix_disk(board));
  folder.changes = TRY(watch_folder(board));
  Result<std::unique_ptr<Disk>> own = open_player_folder(data);
  if (own.ok()) {
    folder.own = std::move(*own);
    folder.kept_time = read_kept_time(*folder.own);
    folder.kept_controls = read_kept_controls(*folder.own);
  } else {
    log::error("player", "no folder of its own", {{"reason", own.error().message}});
  }
  return folder;
}

std::unique_ptr<AgentProcess> agent_for(const PlayerOptions& options, Size canvas_px,
                                        const std::filesystem::path& programs) {
  if (options.server.empty()) return nullptr;
  const std::string canvas =
      std::to_string(canvas_px.width_px) + "x" + std::to_string(canvas_px.height_px);
  return std::make_unique<AgentProcess>(
      programs / "bangtin-agent",
      std::vector<std::string>{"--with-parent", "--data", options.data.string(), "--server",
                               options.server, "--canvas", canvas});
}

Status play(const PlayerOptions& options) {
  const Watchdog watchdog = Watchdog::of_this_process();
  const Fd signals = TRY(watch_signals());
  const auto decoder = TRY(worker_beside_this_program());
  const auto fonts = TRY(Fonts::open());
  const auto display = TRY(SdlDisplay::open({options.size_px, options.windowed}));
  Result<Folder> opened = open_folder(options.data);
  if (!opened.ok()) {
    // The glass does not stay black for that: the card shows.
    log::error("player", "no board folder", {{"reason", opened.error().message}});
    opened = Folder{};
  }
  Folder folder = std::move(*opened);
  // Before the first picture: none stands the wrong way round even for a moment.
  const BoardSetup setup = folder.disk ? read_setup(*folder.disk) : BoardSetup{};
  display->place(setup.placement);
  set_language(language_of(setup));

  std::unique_ptr<FrameLog> frame_log;
  if (!options.frame_log.empty()) frame_log = TRY(FrameLog::open(options.frame_log));
  std::unique_ptr<WorkerThread<std::pair<Bitmap, Instant>>> shots;
  if (!options.shots.empty()) {
    auto shot_folder = std::make_shared<ShotFolder>(options.shots);
    shots = std::make_unique<WorkerThread<std::pair<Bitmap, Instant>>>([=](auto shot) {
      const Status written = shot_folder->write(shot.first, shot.second);
      if (!written.ok()) log::warn("player", "a shot", {{"reason", written.error().message}});
    });
  }

  SystemClock clock;
  Inbox<PlayerMessage> inbox;
  const auto tell = [&inbox](auto message) { inbox.push(std::move(message)); };
  const PictureBytes bytes = [&folder](const Media& media) -> Result<std::string> {
    if (!folder.pictures) return Error{Code::NotFound, "no board folder", {}};
    return read_picture(*folder.pictures, "blobs", media);
  };
  WorkshopThreads workshop(fonts, bytes, {decoder, PictureJobOptions().timeout}, clock,
                           {tell, tell});
  SystemRandom random;
  FolderThread folder_thread(
      {std::move(folder.disk), std::move(folder.own)}, clock, random, display->size_px(),
      {tell, [tell](bool full) { tell(SpoolState{full}); }, tell, tell, tell, tell, tell, tell});
  const ReadClip read_clip = [&folder](const Media& media,
                                       std::size_t index) -> Result<std::string> {
    if (!folder.clips) return Error{Code::NotFound, "no board folder", {}};
    return read_chunk(*folder.clips, "blobs", media, index);
  };
  ClipThreads clips(clip_options(decoder), tell);
  const auto agent = agent_for(options, display->size_px(), decoder.parent_path());
  KernelCecDevice cable("/dev/cec0");
  CecPanel panel(cable);
  Backlight backlight("/sys/class/backlight");
  // A window system wakes the loop by its own line.
  std::optional<Keyboards> keyboards;
  if (display->event_fd() < 0) keyboards.emplace("/dev/input");
  PlayerLoop loop({watchdog, clock, inbox, *display, folder_thread, workshop, clips, read_clip,
                   signals.get(), folder.changes.get(), &panel, &backlight, frame_log.get(),
                   shots.get(), agent.get(), keyboards ? &*keyboards : nullptr},
                  options, folder.kept_time, folder.kept_controls);
  return loop.run();
}

}  // namespace

int player_app(int count, char** values) {
  int exit_code = 0;
  const auto options = player_options(count, values, exit_code);
  if (!options) return exit_code;
  SystemClock clock;
  if (options->set_pin) return set_pin(options->data);
  if (options->forget_root) return forget_root(options->data);
  const Status ended = options->render ? render_at(*options->render, options->size_px, clock)
                       : options->play ? play_files(*options)
                                       : play(*options);
  if (ended.ok()) return 0;
  log::error("player", ended.error().message);
  return 1;
}

}  // namespace bangtin
