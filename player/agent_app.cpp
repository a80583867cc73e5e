#include "player/agent_app.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "player/agent/agent_core.h"
#include "player/signals.h"
#include "shared/base/config.h"
#include "shared/base/files.h"
#include "shared/base/limits.h"
#include "shared/base/log.h"
#include "shared/base/texts.h"
#include "shared/crypto/password.h"
#include "shared/net/curl_transport.h"
#include "shared/net/server_url.h"
#include "shared/protocol/request_signature.h"

namespace bangtin {
namespace {

constexpr std::size_t kConfigBytesMax = 64u << 10;

const std::vector<Setting> kSettings = {
    {"server", "", "the server, https://host:port; empty: what the set-up page names"},
    {"data", "/var/lib/bangtin", "the folder with board/ (shared with the player) and agent/"},
    {"canvas", "", "the board's size in pixels, 1920x1080; empty: what the player tells"},
    {"log-level", "info", "error, warn, info or debug"},
};

struct Options {
  std::filesystem::path data;
  AgentOptions agent;
  bool with_parent = false;
  bool print_card = false;
};

Error wrong_option(std::string_view name, std::string_view why) {
  return {Code::Invalid, "--" + std::string(name) + ": " + std::string(why), ""};
}

Result<Size> canvas_from(std::string_view text) {
  Size size;
  const char* end = text.data() + text.size();
  const auto width = std::from_chars(text.data(), end, size.width_px);
  if (width.ec != std::errc() || width.ptr == end || *width.ptr != 'x') {
    return wrong_option("canvas", "write it as 1920x1080");
  }
  const auto height = std::from_chars(width.ptr + 1, end, size.height_px);
  const auto fits = [](int side) {
    return side >= limits::kCanvasSideMin_px && side <= limits::kCanvasSideMax_px;
  };
  if (height.ec != std::errc() || height.ptr != end || !fits(size.width_px) ||
      !fits(size.height_px)) {
    return wrong_option("canvas", "each side is 64 to 4096 pixels");
  }
  return size;
}

Result<Options> options_from(const Settings& settings) {
  Options options;
  if (!log::set_level(settings.at("log-level"))) {
    return wrong_option("log-level", "error, warn, info or debug");
  }
  const std::string& server = settings.at("server");
  if (!server.empty()) options.agent.server_url = TRY(canonical_server_url(server));
  const std::string& canvas = settings.at("canvas");
  if (!canvas.empty()) options.agent.canvas_px = TRY(canvas_from(canvas));
  options.agent.program_version = BANGTIN_VERSION;
  options.data = settings.at("data");
  return options;
}

/// One agent a folder: two would sign with the same numbers. Waits for the other one to end.
Result<Fd> lock_folder(const std::filesystem::path& folder) {
  const auto path = folder / "lock";
  Fd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!fd.valid()) return files::error_of(errno, path.string());
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) == 0) return fd;
  if (errno != EWOULDBLOCK) return files::error_of(errno, path.string());
  log::warn("agent", "waits for another agent on this folder to end");
  while (::flock(fd.get(), LOCK_EX) != 0) {
    if (errno != EINTR) return files::error_of(errno, path.string());
  }
  return fd;
}

Result<Fd> watch_folders(const std::filesystem::path& board) {
  Fd fd(inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
  if (!fd.valid()) return files::error_of(errno, "inotify");
  const auto spool = board / kSpoolFolder;
  if (inotify_add_watch(fd.get(), board.c_str(), IN_MOVED_TO) < 0 ||
      inotify_add_watch(fd.get(), spool.c_str(), IN_MODIFY | IN_CREATE) < 0) {
    return files::error_of(errno, "inotify");
  }
  return fd;
}

/// Reads all that waits; true when there was something.
bool emptied(const Fd& fd) {
  alignas(inotify_event) char buffer[4096];
  bool some = false;
  while (::read(fd.get(), buffer, sizeof buffer) > 0) some = true;
  return some;
}

/// For the technician at a shell: what the board's card says.
int print_card(const std::filesystem::path& board) {
  auto disk = open_posix_disk(board);
  if (!disk) {
    std::cerr << text_of(disk.error()) << "\n";
    return 1;
  }
  if (const auto card = load_message<PairingCard>(**disk, kPairingFile)) {
    std::cout << text("agent.card_server", {{"server", card->server_url}}) << "\n";
    if (!card->code.empty()) {
      std::string words;
      for (const std::string& word : card->words) words += (words.empty() ? "" : " ") + word;
      std::cout << text("agent.card_code", {{"code", pairing_code_text(card->code)}}) << "\n"
                << text("agent.card_words", {{"words", words}}) << "\n";
    }
    if (!card->problem.empty()) std::cout << text(card->problem) << "\n";
    return 0;
  }
  if (const auto pin = load_message<BoardPin>(**disk, kPinFile)) {
    std::cout << text(pin->revoked ? "agent.card_revoked" : "agent.card_paired",
                      {{"board", pin->board.text}, {"agency", pin->place.agency}})
              << "\n";
    return 0;
  }
  std::cout << text("agent.card_none") << "\n";
  return 1;
}

/// The technician wants a revoked board to be paired anew.
int forget(const std::filesystem::path& data) {
  const auto forgotten = [&]() -> Status {
    const auto own = TRY(open_posix_disk(data / "agent"));
    const auto board = TRY(open_posix_disk(data / "board"));
    return forget_server(*own, *board);
  }();
  if (!forgotten) {
    std::cerr << text_of(forgotten.error()) << "\n";
    return 1;
  }
  std::cout << text("agent.forgotten") << "\n";
  return 0;
}

Status run(const Options& options) {
  const pid_t parent = ::getppid();
  if (options.with_parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent) return {};  // It was gone before we could ask.
  }
  const auto own = options.data / "agent";
  const auto board = options.data / "board";
  TRY(files::make_folders(own));
  TRY(files::make_folders(board / kSpoolFolder));
  if (::chmod(own.c_str(), 0700) != 0) return files::error_of(errno, own.string());
  const Fd lock = TRY(lock_folder(own));
  const Fd signals = TRY(watch_signals());
  const Fd folders = TRY(watch_folders(board));
  const auto own_disk = TRY(open_posix_disk(own));
  const auto board_disk = TRY(open_posix_disk(board));
  SystemClock clock;
  SystemRandom random;
  CurlTransport transport;
  SystemNetworkLinks links;
  SystemHealthReader health({.data = board}, links);
  transport.watch(signals.get());
  transport.watch(folders.get());
  const auto core =
      TRY(AgentCore::open({*own_disk, *board_disk, transport, random, &links, &health},
                          options.agent, clock.monotonic()));
  log::info("agent", "started", {{"version", BANGTIN_VERSION}});
  Monotonic look_at = Monotonic::min();
  while (!take_signals(signals.get())) {
    if (emptied(folders) || clock.monotonic() >= look_at) {
      core->handle(FolderChanged{}, clock.wall(), clock.monotonic());
      look_at = clock.monotonic() + limits::kStatusEvery;  // Also when no event told.
    }
    const Monotonic wake = std::min(core->next_wake(), look_at);
    const auto wait = std::chrono::ceil<Millis>(wake - clock.monotonic());
    for (const TransportEvent& event : transport.poll(std::max(wait, Millis(0)))) {
      core->handle(event, clock.wall(), clock.monotonic());
    }
    core->handle(Tick{}, clock.wall(), clock.monotonic());
  }
  log::info("agent", "stopped");
  return {};
}

}  // namespace

int agent_app(int count, char** values) {
  CLI::App app("Bảng Tin: a board's network", "bangtin-agent");
  std::vector<std::pair<std::string, std::string>> flags;
  for (const Setting& setting : kSettings) {
    app.add_option_function<std::string>(
        "--" + setting.key,
        [&flags, key = setting.key](const std::string& value) { flags.emplace_back(key, value); },
        setting.help);
  }
  std::string config;
  bool with_parent = false;
  bool card = false;
  bool forgets = false;
  app.add_option("--config", config, "a file of `key = value` lines with these settings");
  app.add_flag("--with-parent", with_parent, "end when the program that started this one ends");
  app.add_flag("--print-card", card, "print the pairing code and words, and end");
  app.add_flag("--forget", forgets, "let a revoked board be paired anew, and end");
  app.set_version_flag("--version", BANGTIN_VERSION);
  CLI11_PARSE(app, count, values);

  std::string file_text;
  if (!config.empty()) {
    auto read = files::read_all(config, kConfigBytesMax);
    if (!read) {
      std::cerr << "bangtin-agent: " << read.error().message << "\n";
      return 2;
    }
    file_text = std::move(*read);
  }
  const auto environment = [](const std::string& name) { return std::getenv(name.c_str()); };
  const auto settings = merge_settings(kSettings, file_text, environment, flags);
  auto options = settings ? options_from(*settings) : Result<Options>(settings.error());
  if (!options) {
    std::cerr << "bangtin-agent: " << options.error().message << "\n";
    return 2;
  }
  options->with_parent = with_parent;
  if (forgets) return forget(options->data);
  if (card) return print_card(options->data / "board");
  if (const auto ended = run(*options); !ended) {
    log::error("agent", ended.error().message);
    return 1;
  }
  return 0;
}

}  // namespace bangtin
