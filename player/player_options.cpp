#include "player/player_options.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdlib>
#include <iostream>

#include "shared/base/config.h"
#include "shared/base/files.h"
#include "shared/base/limits.h"
#include "shared/base/log.h"

namespace bangtin {
namespace {

constexpr std::size_t kConfigBytesMax = 64u << 10;
constexpr int kTickerFpsMax = 120;

const std::vector<Setting> kSettings = {
    {"data", "/var/lib/bangtin", "the folder with board/, shared with the agent"},
    {"server", "", "start the agent as a child with this server, https://host:port"},
    {"size", "", "the board's size in pixels, 1920x1080; else the whole screen"},
    {"ticker-fps", "60", "pictures a second while a ticker runs"},
    {"log-level", "info", "error, warn, info or debug"},
};

Error wrong(std::string_view option, std::string_view why) {
  return {Code::Invalid, "--" + std::string(option) + ": " + std::string(why), {}};
}

Result<int> number_from(std::string_view option, std::string_view text, int min, int max) {
  int value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size() || value < min || value > max) {
    return wrong(option, "a number from " + std::to_string(min) + " to " + std::to_string(max));
  }
  return value;
}

/// The flags as CLI11 gives them.
struct Flags {
  std::vector<std::pair<std::string, std::string>> settings;
  std::string config, frame_log, shots, seconds;
  std::string render_at, manifest, blobs, pin, out;
  std::vector<std::string> play;
  std::string loop, stats;
  bool windowed = false;
  bool set_pin = false;
  bool forget_root = false;
  bool fullscreen = false;
};

Result<std::optional<RenderOptions>> render_from(const Flags& flags) {
  if (flags.render_at.empty()) return std::optional<RenderOptions>();
  const auto at = from_iso8601(flags.render_at);
  if (!at) return wrong("render-at", "write it as 2026-11-22T05:06:07Z");
  if (flags.manifest.empty() || flags.out.empty()) {
    return wrong("render-at", "needs --manifest and --out");
  }
  return std::optional(RenderOptions{*at, flags.manifest, flags.blobs, flags.pin, flags.out});
}

Result<std::optional<PlayOptions>> play_from(const Flags& flags) {
  if (flags.play.empty()) {
    if (!flags.loop.empty() || !flags.stats.empty()) {
      return wrong(flags.loop.empty() ? "stats" : "loop", "only with --play");
    }
    return std::optional<PlayOptions>();
  }
  PlayOptions play;
  play.files.assign(flags.play.begin(), flags.play.end());
  if (!flags.loop.empty()) play.loops = TRY(number_from("loop", flags.loop, 0, 1'000'000));
  play.stats = flags.stats;
  return std::optional(std::move(play));
}

Result<PlayerOptions> options_from(const Flags& flags) {
  std::string file;
  if (!flags.config.empty()) file = TRY(files::read_all(flags.config, kConfigBytesMax));
  const auto environment = [](const std::string& name) { return std::getenv(name.c_str()); };
  const Settings settings = TRY(merge_settings(kSettings, file, environment, flags.settings));
  PlayerOptions options;
  options.data = settings.at("data");
  options.server = settings.at("server");
  if (!settings.at("size").empty()) options.size_px = TRY(size_from_text(settings.at("size")));
  options.ticker_fps = TRY(number_from("ticker-fps", settings.at("ticker-fps"), 1, kTickerFpsMax));
  if (!log::set_level(settings.at("log-level"))) {
    return wrong("log-level", "error, warn, info or debug");
  }
  if (flags.windowed && flags.fullscreen) return wrong("windowed", "not with --fullscreen");
  options.windowed = flags.windowed;
  options.set_pin = flags.set_pin;
  options.forget_root = flags.forget_root;
  options.frame_log = flags.frame_log;
  options.shots = flags.shots;
  if (!flags.seconds.empty()) {
    options.run_for = Seconds(TRY(number_from("seconds", flags.seconds, 1, 1'000'000)));
  }
  options.render = TRY(render_from(flags));
  options.play = TRY(play_from(flags));
  return options;
}

}  // namespace

Result<Size> size_from_text(std::string_view text) {
  Size size;
  const char* end = text.data() + text.size();
  const auto fits = [](int side) {
    return side >= limits::kCanvasSideMin_px && side <= limits::kCanvasSideMax_px;
  };
  const auto width = std::from_chars(text.data(), end, size.width_px);
  if (width.ec == std::errc() && width.ptr != end && *width.ptr == 'x') {
    const auto height = std::from_chars(width.ptr + 1, end, size.height_px);
    if (height.ec == std::errc() && height.ptr == end && fits(size.width_px) &&
        fits(size.height_px)) {
      return size;
    }
  }
  return wrong("size", "write it as 1920x1080, each side from 64 to 4096");
}

std::optional<PlayerOptions> player_options(int count, char** values, int& exit_code) {
  CLI::App app("Bảng Tin: what stands on the glass of a board", "bangtin-player");
  Flags flags;
  for (const Setting& setting : kSettings) {
    app.add_option_function<std::string>(
        "--" + setting.key,
        [&flags, key = setting.key](const std::string& value) {
          flags.settings.emplace_back(key, value);
        },
        setting.help);
  }
  app.add_option("--config", flags.config, "a file of `key = value` lines with these settings");
  app.add_flag("--windowed", flags.windowed, "a window on a desk; Escape ends it");
  app.add_flag("--fullscreen", flags.fullscreen, "the whole screen (this is the default)");
  app.add_flag("--set-pin", flags.set_pin,
               "reads a PIN for the set-up page from standard input, sets it and ends");
  app.add_flag("--forget-root", flags.forget_root,
               "lets the board believe another office's root key, the next one it sees, and ends");
  app.add_option("--frame-log", flags.frame_log, "adds a line to this file per presented frame");
  app.add_option("--shots", flags.shots, "writes a PNG here after each change of the scene");
  app.add_option("--seconds", flags.seconds, "ends by itself after so long");
  app.add_option("--play", flags.play, "plays these files and ends; no server");
  app.add_option("--loop", flags.loop, "for --play: how often; 0 for ever");
  app.add_option("--stats", flags.stats, "for --play: writes the figures here as JSON");
  app.add_option("--render-at", flags.render_at, "writes the picture of this instant and ends");
  app.add_option("--manifest", flags.manifest, "for --render-at: a generation file");
  app.add_option("--blobs", flags.blobs, "for --render-at: the folder of blobs");
  app.add_option("--pin-file", flags.pin, "for --render-at: pin.json, to check the signatures");
  app.add_option("--out", flags.out, "for --render-at: the PNG");
  app.set_version_flag("--version", BANGTIN_VERSION);
  try {
    app.parse(count, values);
  } catch (const CLI::ParseError& ended) {
    exit_code = app.exit(ended);
    return std::nullopt;
  }
  auto options = options_from(flags);
  if (!options.ok()) {
    std::cerr << "bangtin-player: " << options.error().message << "\n";
    exit_code = 2;
    return std::nullopt;
  }
  return std::move(*options);
}

}  // namespace bangtin
