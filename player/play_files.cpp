#include "player/play_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iostream>

#include "player/clip_options.h"
#include "player/device/memory_watch.h"
#include "player/glass/clip_painter.h"
#include "player/glass/clip_threads.h"
#include "player/glass/sdl_display.h"
#include "player/glass/sdl_sound.h"
#include "player/play_stats.h"
#include "player/signals.h"
#include "player/wait.h"
#include "shared/base/limits.h"
#include "shared/base/log.h"
#include "shared/base/texts.h"
#include "shared/compose/palette.h"
#include "shared/compose/scene.h"
#include "shared/media/picture_job.h"
#include "shared/media/worker_process.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

/// The loop looks around this often at least.
constexpr auto kSleepMax = 1s;

/// A file that stays open while anybody may read it.
struct Source {
  std::shared_ptr<const Fd> file;
  std::int64_t size_bytes = 0;
  std::optional<Error> error;  ///< why it cannot be read
};

Source open_source(const std::filesystem::path& path) {
  Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!fd.valid()) return {nullptr, 0, files::error_of(errno, path.string())};
  struct stat found {};
  if (::fstat(fd.get(), &found) != 0) return {nullptr, 0, files::error_of(errno, path.string())};
  if (!S_ISREG(found.st_mode) || found.st_size < 1) {
    return {nullptr, 0, Error{Code::Unsupported, "no file with bytes", "player.play_empty"}};
  }
  return {std::make_shared<const Fd>(std::move(fd)), found.st_size, std::nullopt};
}

Result<std::string> read_piece(int fd, std::int64_t offset, std::size_t size_bytes) {
  std::string bytes(size_bytes, '\0');
  std::size_t done = 0;
  while (done < size_bytes) {
    const ssize_t got =
        ::pread(fd, bytes.data() + done, size_bytes - done, off_t(offset) + off_t(done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return files::error_of(errno, "read");
    if (got == 0) return Error{Code::Corrupt, "the file became shorter", "player.play_cut"};
    done += std::size_t(got);
  }
  return bytes;
}

class FilePlayer {
 public:
  FilePlayer(const PlayerOptions& options, SdlDisplay& display, ClipThreads& threads,
             Inbox<ChunkRead>& inbox, int signal_fd);

  Status run();
  PlayStats stats() const;

 private:
  std::unique_ptr<ClipStream> open(std::size_t file, Micros from, Monotonic now);
  Status show(Monotonic now);
  Status tell_refusals();
  Status present(std::span<const Rect> damage);
  void sleep();

  const PlayerOptions& options_;
  SdlDisplay& display_;
  ClipThreads& threads_;
  Inbox<ChunkRead>& inbox_;
  int signal_fd_;
  SystemClock clock_;
  std::vector<Source> sources_;
  Reel reel_;
  SdlSound sound_;
  ClipPainter painter_;
  Bitmap canvas_;
  std::uint64_t shown_number_ = 0;
  Micros shown_pts_{};
  bool present_all_ = false;
  std::vector<bool> told_;  ///< of each file: that it was refused
  std::optional<Micros> first_frame_;
  std::optional<Monotonic> end_at_;
  MemoryWatch memory_{"/proc"};
};

/// A clip that fails before a worker was started.
class NoClip final : public ClipStream {
 public:
  explicit NoClip(Error error) : error_(std::move(error)) {}
  void step(Monotonic) override {}
  ClipState state() const override { return ClipState::Failed; }
  const Error& error() const override { return error_; }
  const std::optional<ClipInfo>& info() const override { return info_; }
  bool is_ready() const override { return true; }
  const ClipFrame* front() const override { return nullptr; }
  std::optional<Micros> next_pts() const override { return std::nullopt; }
  bool is_last() const override { return false; }
  void pop() override {}
  std::optional<ClipSound> take_sound() override { return std::nullopt; }
  int wake_fd() const override { return -1; }
  Monotonic deadline() const override { return Monotonic::max(); }

 private:
  Error error_;
  std::optional<ClipInfo> info_;
};

FilePlayer::FilePlayer(const PlayerOptions& options, SdlDisplay& display, ClipThreads& threads,
                       Inbox<ChunkRead>& inbox, int signal_fd)
    : options_(options),
      display_(display),
      threads_(threads),
      inbox_(inbox),
      signal_fd_(signal_fd),
      reel_(options.play->files.size(), options.play->loops,
            [this](std::size_t file, Micros from, Monotonic now) { return open(file, from, now); }),
      canvas_(display.size_px(), palette::kNight) {
  for (const auto& path : options.play->files) sources_.push_back(open_source(path));
  if (options.run_for) end_at_ = clock_.monotonic() + *options.run_for;
}

std::unique_ptr<ClipStream> FilePlayer::open(std::size_t file, Micros from, Monotonic now) {
  const Source& source = sources_[file];
  if (source.error) return std::make_unique<NoClip>(*source.error);
  const ReadChunk read = [fd = source.file, size = source.size_bytes](std::size_t index) {
    const auto offset = std::int64_t(index) * std::int64_t(limits::kChunkBytes);
    const auto bytes = std::min(std::int64_t(limits::kChunkBytes), size - offset);
    return read_piece(fd->get(), offset, std::size_t(bytes));
  };
  return threads_.open(source.size_bytes, read, from, now);
}

Status FilePlayer::present(std::span<const Rect> damage) {
  const Rect all{0, 0, canvas_.width(), canvas_.height()};
  TRY(display_.present({canvas_.pixels.data(), canvas_.size},
                       present_all_ ? std::span(&all, 1) : damage));
  present_all_ = false;
  return {};
}

Status FilePlayer::show(Monotonic now) {
  const ClipFrame* frame = reel_.frame(now);
  const bool fresh =
      frame != nullptr && (reel_.number() != shown_number_ || frame->pts != shown_pts_);
  if (!fresh) return present_all_ ? present({}) : Status();
  const Rect all{0, 0, canvas_.width(), canvas_.height()};
  const Rect area = clip_rect({frame->width_px, frame->height_px}, all);
  if (reel_.number() != shown_number_) {
    present_all_ = true;
    fill(canvas_, all, palette::kNight);
  }
  if (!painter_.paint(*frame, canvas_, area)) return {};
  shown_number_ = reel_.number();
  shown_pts_ = frame->pts;
  TRY(present(std::span(&area, 1)));
  const Monotonic at = clock_.monotonic();
  reel_.presented(at);
  if (!first_frame_) {
    if (const auto start = process_start()) {
      first_frame_ = std::chrono::floor<Micros>(at - *start);
    }
  }
  return {};
}

Status FilePlayer::tell_refusals() {
  const auto& outcomes = reel_.outcomes();
  told_.resize(outcomes.size());
  CardText card;
  card.title = text("player.play_refused");
  bool fresh = false;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!outcomes[i].error) continue;
    card.lines.push_back(options_.play->files[i].filename().string() + ": " +
                         text_of(*outcomes[i].error));
    if (!told_[i]) std::cerr << "bangtin-player: " << card.lines.back() << "\n";
    fresh = fresh || !told_[i];
    told_[i] = true;
  }
  if (!fresh) return {};
  constexpr std::size_t kLinesMax = 6;
  if (card.lines.size() > kLinesMax) card.lines.resize(kLinesMax);
  // A picture that stands is not given up for words.
  if (shown_number_ != 0) return {};
  Composer composer(TRY(Fonts::open()));
  canvas_ = composer.compose_card(nullptr, canvas_.size, card);
  present_all_ = true;
  return present({});
}

Status FilePlayer::run() {
  for (bool ended = false; !ended;) {
    const DisplayEvents events = display_.take_events();
    present_all_ = present_all_ || events.exposed;
    inbox_.waker().clear();
    while (auto message = inbox_.try_pop()) threads_.handle(std::move(*message));
    const Monotonic now = clock_.monotonic();
    memory_.look(now, WorkerProcess::all_running());
    ended =
        take_signals(signal_fd_) || events.closed || events.escaped || (end_at_ && now >= *end_at_);
    reel_.step(now);
    sound_.step(now);
    reel_.feed(sound_, now);
    TRY(show(now));
    TRY(tell_refusals());
    ended = ended || (reel_.ended() && !end_at_);
    if (!ended) sleep();
  }
  return {};
}

void FilePlayer::sleep() {
  std::vector<int> fds = reel_.wake_fds();
  fds.insert(fds.end(), {inbox_.waker().fd(), signal_fd_, display_.event_fd()});
  const Monotonic now = clock_.monotonic();
  Monotonic wake = std::min({now + kSleepMax, reel_.next_due(), reel_.deadline()});
  if (end_at_) wake = std::min(wake, *end_at_);
  wait_until(fds, wake, now);
}

PlayStats FilePlayer::stats() const {
  PlayStats stats;
  stats.files = options_.play->files;
  stats.outcomes = reel_.outcomes();
  stats.counts = reel_.counts();
  stats.first_frame = first_frame_;
  stats.gap_max = reel_.gap_max();
  stats.rss_peak_bytes = memory_.peak_bytes();
  return stats;
}

/// The whole show; the workers are over when it returns, so that what they used is counted.
Result<PlayStats> show_files(const PlayerOptions& options) {
  const Fd signals = TRY(watch_signals());
  const auto decoder = TRY(worker_beside_this_program());
  const auto display = TRY(SdlDisplay::open({options.size_px, options.windowed}));
  Inbox<ChunkRead> inbox;
  ClipWorkerOptions workers = clip_options(decoder);
  workers.any_format = true;
  ClipThreads threads(workers, [&inbox](ChunkRead read) { inbox.push(std::move(read)); });
  FilePlayer player(options, *display, threads, inbox, signals.get());
  TRY(player.run());
  return player.stats();
}

}  // namespace

Status play_files(const PlayerOptions& options) {
  PlayStats stats = TRY(show_files(options));
  stats.processor = processor_use();
  if (!options.play->stats.empty()) {
    TRY(files::write_atomic(options.play->stats, to_json_text(stats)));
  }
  if (stats.counts.presented == 0) {
    return Error{Code::Unavailable, "nothing could be played", "player.play_refused"};
  }
  return {};
}

}  // namespace bangtin
