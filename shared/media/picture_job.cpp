#include "shared/media/picture_job.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "shared/base/limits.h"
#include "shared/media/frame_wire.h"

namespace bangtin {
namespace {

Status write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return system_error("fill the worker's input");
    bytes.remove_prefix(std::size_t(written));
  }
  return {};
}

/// A memfd of these bytes that nobody can change any more, at its begin.
Result<Fd> sealed_input(std::string_view coded) {
  Fd fd(::memfd_create("bangtin-coded", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!fd.valid()) return system_error("memfd");
  TRY(write_all(fd.get(), coded));
  if (::lseek(fd.get(), 0, SEEK_SET) < 0) return system_error("memfd");
  const int seals = F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL;
  if (::fcntl(fd.get(), F_ADD_SEALS, seals) != 0) return system_error("seal the worker's input");
  return fd;
}

Result<Fd> output_memory(std::size_t size_bytes) {
  Fd fd(::memfd_create("bangtin-frame", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!fd.valid()) return system_error("memfd");
  if (::ftruncate(fd.get(), off_t(size_bytes)) != 0) return system_error("memfd");
  if (::fcntl(fd.get(), F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) != 0) {
    return system_error("seal the worker's output");
  }
  return fd;
}

std::size_t output_bytes(int width_px, int height_px) {
  return sizeof(FrameHeader) + std::size_t(width_px) * std::size_t(height_px) * 4;
}

Status read_exactly(int fd, void* to, std::size_t size_bytes, std::size_t offset) {
  auto* bytes = static_cast<char*>(to);
  while (size_bytes > 0) {
    const ssize_t got = ::pread(fd, bytes, size_bytes, off_t(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return system_error("read the worker's output");
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
  if (::pipe2(ends, O_CLOEXEC) != 0) return system_error("pipe");
  Fd alive(ends[0]);
  const Fd held_by_worker(ends[1]);

  PictureJob job;
  const int descriptors[] = {input.get(), output.get(), held_by_worker.get()};
  job.worker_ = TRY(WorkerProcess::spawn(options.worker, {}, descriptors));
  job.alive_ = std::move(alive);
  job.output_ = std::move(output);
  job.width_px_ = width_px;
  job.height_px_ = height_px;
  job.deadline_ = now + options.timeout;
  return job;
}

std::optional<Result<Picture>> PictureJob::poll(Monotonic now) {
  CHECK(worker_.running());
  pollfd ready{alive_.get(), POLLIN, 0};
  const bool ended = ::poll(&ready, 1, 0) > 0;
  if (!ended && now < deadline_) return std::nullopt;
  // A worker that closed its pipe is at its end or means harm: nothing it does from here on counts.
  worker_.kill();
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
