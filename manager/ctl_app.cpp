#include "manager/ctl_app.h"

#include <poll.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>

#include "manager/client/media_file.h"
#include "manager/ctl/ctl.h"
#include "manager/pager/compose_pager.h"
#include "shared/base/files.h"
#include "shared/base/json.h"
#include "shared/base/limits.h"
#include "shared/compose/scene.h"
#include "shared/crypto/password.h"
#include "shared/media/picture_job.h"
#include "shared/model/resolve.h"

namespace bangtin {
namespace {

std::filesystem::path state_path() {
  if (const char* path = std::getenv("BANGTIN_CTL_STATE")) return path;
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  const std::filesystem::path folder =
      config != nullptr ? std::filesystem::path(config)
                        : std::filesystem::path(home != nullptr ? home : ".") / ".config";
  return folder / "bangtin" / "ctl.json";
}

Result<CtlState> load_state() {
  const Json json = TRY(Json::parse(TRY(files::read_all(state_path(), limits::kJsonBytesMax))));
  CtlState state;
  state.server = TRY(json.string_at("server"));
  state.pin = TRY(json.string_at("pin"));
  state.token = TRY(json.string_at("token"));
  return state;
}

Status save_state(const CtlState& state) {
  Json json;
  json.set("server", state.server).set("pin", state.pin).set("token", state.token);
  TRY(files::make_folders(state_path().parent_path()));
  return files::write_atomic(state_path(), json.dump(), true);
}

/// From the environment, else typed without echo where there is a terminal.
std::string ask_secret(const char* variable, std::string_view prompt) {
  if (const char* told = std::getenv(variable)) return told;
  termios before{};
  const bool terminal = tcgetattr(STDIN_FILENO, &before) == 0;
  if (terminal) {
    std::cerr << prompt << ": ";
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  std::string secret;
  std::getline(std::cin, secret);
  if (terminal) {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::cerr << "\n";
  }
  return secret;
}

KeyShell key_shell(Random& random) {
  return {
      .folder = state_path().parent_path(),
      .random = &random,
      .ask_new_password = [] { return ask_secret("BANGTIN_NEW_PASSWORD", "Mật khẩu mới"); },
      .ask_old_password = [] { return ask_secret("BANGTIN_OLD_PASSWORD", "Mật khẩu cũ"); },
      .ask_sheet = [] { return ask_secret("BANGTIN_RECOVERY_SHEET", "Phiếu khôi phục, một dòng"); },
      .ask_code = [] { return ask_secret("BANGTIN_CODE", "Mã xác minh"); }};
}

volatile std::sig_atomic_t interrupted = 0;

/// The first Ctrl-C ends the work in an orderly way, the second one at once.
bool rest(Millis time) {
  static const bool listening = [] {
    struct sigaction action {};
    action.sa_handler = [](int) { interrupted = 1; };
    action.sa_flags = int(SA_RESETHAND);
    return ::sigaction(SIGINT, &action, nullptr) == 0;
  }();
  if (listening && interrupted == 0 && time > Millis(0)) ::poll(nullptr, 0, int(time.count()));
  return interrupted == 0;
}

/// A Pager whose fonts are opened when the first item is paged: most commands never do.
class LazyPager final : public Pager {
 public:
  std::vector<Page> paginate(const ItemContent& content, Size zone_px) override {
    if (!pager_) {
      Result<std::shared_ptr<Fonts>> fonts = Fonts::open();
      if (!fonts.ok()) {
        std::cerr << fonts.error().message << "\n";
        std::exit(1);
      }
      pager_.emplace(std::move(*fonts));
    }
    return pager_->paginate(content, zone_px);
  }

 private:
  std::optional<ComposePager> pager_;
};

/// The pictures that a scene needs, fetched and decoded when the composer asks for them.
class ScenePictures {
 public:
  ScenePictures(const Manifest& manifest, const BlobBytes& blobs, Clock& clock)
      : manifest_(manifest), blobs_(blobs), clock_(clock) {}

  const Bitmap* find(const Digest& blob) {
    const auto known = pictures_.find(blob);
    if (known != pictures_.end()) return &known->second;
    auto loaded = load(blob);
    if (!loaded.ok()) {
      if (status_) status_ = loaded.error();
      return nullptr;
    }
    return &pictures_.emplace(blob, std::move(*loaded)).first->second;
  }

  /// The first that could not be had: then the picture as a whole is not what the board shows.
  const Status& status() const { return status_; }

 private:
  Result<Bitmap> load(const Digest& blob) {
    for (const ItemVersion& item : manifest_.items) {
      const std::vector<Media>& all = item.content.media;
      const auto media = std::ranges::find(all, blob, &Media::blob);
      if (media == all.end()) continue;
      const PictureJobOptions worker{TRY(worker_beside_this_program()),
                                     PictureJobOptions().timeout};
      Picture picture = TRY(decode_picture(worker, TRY(blobs_(blob)), media->size_px.width_px,
                                           media->size_px.height_px, clock_));
      Bitmap bitmap;
      bitmap.size = {picture.width_px, picture.height_px};
      bitmap.pixels = std::move(picture.pixels);
      return bitmap;
    }
    return Error{Code::NotFound, "no item names this picture", {}};
  }

  const Manifest& manifest_;
  const BlobBytes& blobs_;
  Clock& clock_;
  std::map<Digest, Bitmap> pictures_;
  Status status_;
};

Result<std::string> draw(const Manifest& manifest, Instant at, const BlobBytes& blobs,
                         Clock& clock) {
  ScenePictures pictures(manifest, blobs, clock);
  Composer composer(TRY(Fonts::open()));
  const Bitmap canvas =
      composer.compose_scene(manifest, resolve(manifest, at).scene, at,
                             [&](const Digest& blob) { return pictures.find(blob); });
  TRY(Status(pictures.status()));
  const std::vector<std::uint8_t> png = TRY(to_png(canvas));
  return std::string(png.begin(), png.end());
}

}  // namespace

int ctl_app(const std::vector<std::string>& arguments) {
  LazyPager pager;
  SystemClock clock;
  SystemRandom random;
  const CtlParts parts{
      .open_channel = [](const ServerAddress& address) -> std::unique_ptr<Channel> {
        return std::make_unique<HttpChannel>(address);
      },
      .pager = pager,
      .clock = clock,
      .read_file =
          [](const std::string& path) {
            return files::read_all(path, limits::kPictureUploadBytesMax);
          },
      .write_file = [](const std::string& path,
                       const std::string& bytes) { return files::write_atomic(path, bytes); },
      .ask_password = [] { return ask_secret("BANGTIN_PASSWORD", "Mật khẩu"); },
      .load_state = load_state,
      .save_state = save_state,
      .out = std::cout,
      .err = std::cerr,
      .media = {.size_bytes = media_file_bytes,
                .read = read_media_piece,
                .rest = rest,
                .random = &random},
      .draw = [&clock](const Manifest& manifest, Instant at,
                       const BlobBytes& blobs) { return draw(manifest, at, blobs, clock); },
      .keys = key_shell(random),
  };
  return run_ctl(arguments, parts);
}

}  // namespace bangtin
