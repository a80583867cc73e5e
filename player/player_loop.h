// PlayerLoop: the stage, the canvas and the display, stepped by messages and time. Sleeps whenever
// nothing is due. Thread: the main one.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "player/core/board_clock.h"
#include "player/core/stage.h"
#include "player/device/agent_process.h"
#include "player/device/keyboards.h"
#include "player/device/watchdog.h"
#include "player/folder_thread.h"
#include "player/glass/clip_threads.h"
#include "player/glass/frame_log.h"
#include "player/glass/glass_canvas.h"
#include "player/glass/sdl_display.h"
#include "player/glass/sdl_sound.h"
#include "player/glass/workshop_threads.h"
#include "player/player_options.h"
#include "player/player_orders.h"
#include "player/setup_glass.h"

namespace bangtin {

/// What the threads of the player tell its loop.
struct SpoolState {
  bool full = false;
};
using PlayerMessage =
    std::variant<Composed, Loaded, ChunkRead, FolderReading, SpoolState, SetupSeen, PinAnswer,
                 TimeAsked, TimeSaid, TakenOrder, PictureKept>;

/// The verified bytes of one chunk of a clip.
using ReadClip = std::function<Result<std::string>(const Media&, std::size_t index)>;

struct PlayerParts {
  Watchdog watchdog;
  Clock& clock;
  Inbox<PlayerMessage>& inbox;
  SdlDisplay& display;
  FolderThread& folder;
  Workshop& workshop;
  ClipThreads& clips;
  ReadClip read_clip;  ///< called on the reading thread
  int signal_fd = -1;  ///< readable when the program shall end, or a child did
  int folder_fd = -1;  ///< inotify of the board folder, -1 without one
  Panel* panel = nullptr;
  Dimmer* dimmer = nullptr;
  FrameLog* frame_log = nullptr;
  WorkerThread<std::pair<Bitmap, Instant>>* shots = nullptr;
  AgentProcess* agent = nullptr;
  Keyboards* keyboards = nullptr;  ///< where SDL has nothing to wait on
};

class PlayerLoop {
 public:
  PlayerLoop(PlayerParts parts, const PlayerOptions& options, const KeptTime& kept_time,
             const KeptControls& kept_controls);
  /// Until told to end. Errors: unavailable when the display fails.
  Status run();

 private:
  void take_folder_events();
  void take_messages(Monotonic monotonic);
  void handle(Composed message, Monotonic monotonic);
  void handle(Loaded message, Monotonic monotonic);
  void handle(ChunkRead message, Monotonic monotonic);
  void handle(FolderReading message, Monotonic monotonic);
  void handle(SpoolState message, Monotonic monotonic);
  void handle(SetupSeen message, Monotonic monotonic);
  void handle(PinAnswer message, Monotonic monotonic);
  void handle(TimeAsked message, Monotonic monotonic);
  void handle(TimeSaid message, Monotonic monotonic);
  void handle(const TakenOrder& message, Monotonic monotonic);
  void handle(const PictureKept& message, Monotonic monotonic);

  Instant read_clock();
  void keep_time(Monotonic monotonic);
  void step_time(Monotonic monotonic);
  Status step_setup(Monotonic monotonic);
  Status present_cover(Monotonic monotonic, bool changed);
  void look_for_orders(Instant now);
  Bitmap on_glass() const;
  Status step_stage();
  Status present(const Frame& frame, const GlassCanvas::Change& change);
  Status present_again();
  void report();
  void sleep();
  Monotonic wake_at() const;

  PlayerParts parts_;
  BoardClock board_clock_;
  ClipDeck clips_;
  Shelf shelf_;
  Stage stage_;
  GlassCanvas canvas_;
  SdlSound sound_;
  SetupGlass setup_;
  PlayerOrders orders_;

  bool started_ = false;      ///< the stage has a generation
  bool dirty_ = true;         ///< something came that may change the plan
  bool present_all_ = false;  ///< the window lost what it showed
  bool covered_ = false;      ///< a set-up page or the test card stands instead of the picture
  Plan plan_;
  Instant now_{};
  std::chrono::nanoseconds ticker_period_;
  Monotonic next_tick_{};
  Monotonic flush_at_{};
  Monotonic card_at_;  ///< when the folder has not answered by then, the card shows
  std::optional<Monotonic> end_at_;
  bool ended_ = false;

  std::optional<bool> panel_on_;  ///< what the panel was told last
  std::string folder_problem_;
  AuditHead audit_;  ///< of the metadata that was taken last
  bool spool_full_ = false;
  std::optional<ShownFile> shown_;
  Monotonic keep_time_at_;
  Monotonic ask_time_at_ = Monotonic::min();  ///< not before, whatever the clock wants
  ClockTrust trust_;
};

}  // namespace bangtin
