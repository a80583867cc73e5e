#include "shared/media/picture_job.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "shared/base/limits.h"
#include "shared/media/frame_wire.h"

namespace bangtin {
namespace {

Error errno_error(std::string_view what) {
  return {Code::Unavailable, files::error_of(errno, what).message, {}};
}

Status write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return errno_error("fill the worker's input");
    bytes.remove_prefix(std::size_t(written));
  }
  return {};
}

/// A memfd of these bytes that nobody can change any more, at its begin.
Result<Fd> sealed_input(std::string_view coded) {
  Fd fd(::memfd_create("bangtin-coded", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!fd.valid()) return errno_error("memfd");
  TRY(write_all(fd.get(), coded));
  if (::lseek(fd.get(), 0, SEEK_SET) < 0) return errno_error("memfd");
  const int seals = F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL;
  if (::fcntl(fd.get(), F_ADD_SEALS, seals) != 0) return errno_error("seal the worker's input");
  return fd;
}

Result<Fd> output_memory(std::size_t size_bytes) {
  Fd fd(::memfd_create("bangtin-frame", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!fd.valid()) return errno_error("memfd");
  if (::ftruncate(fd.get(), off_t(size_bytes)) != 0) return errno_error("memfd");
  if (::fcntl(fd.get(), F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) != 0) {
    return errno_error("seal the worker's output");
  }
  return fd;
}

/// A copy far above the numbers that the worker is given, so that no dup2 hits another's source.
Result<Fd> high_copy(int fd) {
  Fd copy(::fcntl(fd, F_DUPFD_CLOEXEC, 100));
  if (!copy.valid()) return errno_error("dup");
  return copy;
}

class SpawnActions {
 public:
  SpawnActions() { ::posix_spawn_file_actions_init(&value_); }
  ~SpawnActions() { ::posix_spawn_file_actions_destroy(&value_); }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;
  posix_spawn_file_actions_t* get() { return &value_; }

 private:
  posix_spawn_file_actions_t value_;
};

class SpawnAttributes {
 public:
  SpawnAttributes() { ::posix_spawnattr_init(&value_); }
  ~SpawnAttributes() { ::posix_spawnattr_destroy(&value_); }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;
  posix_spawnattr_t* get() { return &value_; }

 private:
  posix_spawnattr_t value_;
};

Result<int> spawn_worker(const std::filesystem::path& worker, int input, int output, int alive) {
  const Fd high_input = TRY(high_copy(input));
  const Fd high_output = TRY(high_copy(output));
  const Fd high_alive = TRY(high_copy(alive));
  SpawnActions actions;
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    ::posix_spawn_file_actions_addopen(actions.get(), fd, "/dev/null", O_RDWR, 0);
  }
  ::posix_spawn_file_actions_adddup2(actions.get(), high_input.get(), kWorkerInputFd);
  ::posix_spawn_file_actions_adddup2(actions.get(), high_output.get(), kWorkerOutputFd);
  ::posix_spawn_file_actions_adddup2(actions.get(), high_alive.get(), kWorkerAliveFd);
  ::posix_spawn_file_actions_addclosefrom_np(actions.get(), kWorkerAliveFd + 1);

  SpawnAttributes attributes;
  sigset_t none;
  sigset_t all;
  ::sigemptyset(&none);
  ::sigfillset(&all);
  ::posix_spawnattr_setsigmask(attributes.get(), &none);
  ::posix_spawnattr_setsigdefault(attributes.get(), &all);
  ::posix_spawnattr_setpgroup(attributes.get(), 0);
  ::posix_spawnattr_setflags(
      attributes.get(), POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  std::string name = worker.string();
  char* arguments[] = {name.data(), nullptr};
  char* environment[] = {nullptr};
  pid_t pid = 0;
  const int failed =
      ::posix_spawn(&pid, name.c_str(), actions.get(), attributes.get(), arguments, environment);
  if (failed != 0) {
    return Error{Code::Unavailable, files::error_of(failed, "start " + name).message, {}};
  }
  return int(pid);
}

std::size_t output_bytes(int width_px, int height_px) {
  return sizeof(FrameHeader) + std::size_t(width_px) * std::size_t(height_px) * 4;
}

Status read_exactly(int fd, void* to, std::size_t size_bytes, std::size_t offset) {
  auto* bytes = static_cast<char*>(to);
  while (size_bytes > 0) {
    const ssize_t got = ::pread(fd, bytes, size_bytes, off_t(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return errno_error("read the worker's output");
    bytes += got;
    offset += std::size_t(got);
    size_bytes -= std::size_t(got);
  }
  return {};
}

}  // namespace

Result<std::filesystem::path> worker_beside_this_program() {
  std::error_code failed;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
  if (failed) return Error{Code::Unavailable, "own program: " + failed.message(), {}};
  return self.parent_path() / "bangtin-decode";
}

Result<PictureJob> PictureJob::start(const PictureJobOptions& options, std::string_view coded,
                                     int width_px, int height_px, Monotonic now) {
  if (coded.empty()) return Error{Code::Invalid, "no picture bytes", {}};
  if (width_px < 1 || height_px < 1 ||
      std::int64_t(width_px) * height_px > limits::kPicturePixelsMax) {
    return Error{Code::Invalid, "picture size out of range", {}};
  }
  const Fd input = TRY(sealed_input(coded));
  Fd output = TRY(output_memory(output_bytes(width_px, height_px)));
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return errno_error("pipe");
  Fd alive(ends[0]);
  const Fd held_by_worker(ends[1]);

  PictureJob job;
  job.pid_ = TRY(spawn_worker(options.worker, input.get(), output.get(), held_by_worker.get()));
  job.alive_ = std::move(alive);
  job.output_ = std::move(output);
  job.width_px_ = width_px;
  job.height_px_ = height_px;
  job.deadline_ = now + options.timeout;
  return job;
}

PictureJob::PictureJob(PictureJob&& other) noexcept { *this = std::move(other); }

PictureJob& PictureJob::operator=(PictureJob&& other) noexcept {
  if (this == &other) return *this;
  end_worker();
  pid_ = std::exchange(other.pid_, 0);
  alive_ = std::move(other.alive_);
  output_ = std::move(other.output_);
  width_px_ = other.width_px_;
  height_px_ = other.height_px_;
  deadline_ = other.deadline_;
  return *this;
}

PictureJob::~PictureJob() { end_worker(); }

void PictureJob::end_worker() {
  if (pid_ == 0) return;
  // The whole group: a worker gone wild may have children. Once it is killed, waiting is short.
  ::kill(-pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = 0;
}

std::optional<Result<Picture>> PictureJob::poll(Monotonic now) {
  CHECK(pid_ != 0);
  pollfd ready{alive_.get(), POLLIN, 0};
  const bool ended = ::poll(&ready, 1, 0) > 0;
  if (!ended && now < deadline_) return std::nullopt;
  // A worker that closed its pipe is at its end or means harm: nothing it does from here on counts.
  end_worker();
  if (!ended)
    return Result<Picture>(Error{Code::Unavailable, "the decode worker took too long", {}});
  return collect();
}

Result<Picture> PictureJob::collect() {
  // Fails while anybody still has the memory mapped for writing.
  if (::fcntl(output_.get(), F_ADD_SEALS, F_SEAL_WRITE) != 0) {
    return Error{Code::Corrupt, "the decode worker left its memory open", {}};
  }
  FrameHeader header;
  TRY(read_exactly(output_.get(), &header, sizeof header, 0));
  if (header.magic != kFrameMagic) {
    return Error{Code::Unavailable, "the decode worker died", {}};
  }
  switch (header.status) {
    case FrameStatus::Done:
      break;
    case FrameStatus::Unsupported:
      return Error{Code::Unsupported, "no picture that we take", {}};
    case FrameStatus::Corrupt:
      return Error{Code::Corrupt, "no whole picture", {}};
    case FrameStatus::WrongSize:
      return Error{Code::Corrupt, "a picture of another size", {}};
    default:
      return Error{Code::Unavailable, "the decode worker died", {}};
  }
  if (header.width_px != width_px_ || header.height_px != height_px_) {
    return Error{Code::Corrupt, "the decode worker gave another size", {}};
  }
  Picture picture{width_px_, height_px_, {}};
  picture.pixels.resize(std::size_t(width_px_) * std::size_t(height_px_));
  TRY(read_exactly(output_.get(), picture.pixels.data(), picture.pixels.size() * 4, sizeof header));
  return picture;
}

Result<Picture> decode_picture(const PictureJobOptions& options, std::string_view coded,
                               int width_px, int height_px, Clock& clock) {
  PictureJob job = TRY(PictureJob::start(options, coded, width_px, height_px, clock.monotonic()));
  for (;;) {
    if (auto done = job.poll(clock.monotonic())) return std::move(*done);
    const auto left = std::chrono::ceil<Millis>(std::max(job.deadline() - clock.monotonic(), {}));
    pollfd ready{job.wake_fd(), POLLIN, 0};
    ::poll(&ready, 1, int(left.count()));
  }
}

}  // namespace bangtin
