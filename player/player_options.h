// What bangtin-player was told: flags, environment, config file. Thread: the main one.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/model/content.h"

namespace bangtin {

/// One picture to a file instead of a window.
struct RenderOptions {
  Instant at{};
  std::filesystem::path manifest;
  std::filesystem::path blobs;  ///< folder; empty: "../blobs" beside the manifest
  std::filesystem::path pin;    ///< empty: no signature is checked
  std::filesystem::path out;
};

/// Local files instead of a server's programme.
struct PlayOptions {
  std::vector<std::filesystem::path> files;
  int loops = 1;                ///< 0: for ever
  std::filesystem::path stats;  ///< where the figures go; empty: nowhere
};

struct PlayerOptions {
  std::filesystem::path data = "/var/lib/bangtin";
  std::string server;           ///< not empty: the agent is started as a child
  std::optional<Size> size_px;  ///< else the whole screen
  bool windowed = false;
  bool set_pin = false;      ///< asks for a PIN and ends
  bool forget_root = false;  ///< removes what the player trusts and ends
  int ticker_fps = 60;
  std::filesystem::path frame_log;
  std::filesystem::path shots;
  std::optional<Seconds> run_for;
  std::optional<RenderOptions> render;
  std::optional<PlayOptions> play;
};

/// Nothing when the program has said all it had to (--help, --version, a wrong option):
/// `exit_code` is set then.
std::optional<PlayerOptions> player_options(int count, char** values, int& exit_code);

/// "1920x1080". Errors: invalid, also for sides out of limits::kCanvasSideMin_px and -Max_px.
Result<Size> size_from_text(std::string_view text);

}  // namespace bangtin
