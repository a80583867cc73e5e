#include "shared/media/clip_worker.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "shared/base/limits.h"
#include "shared/media/clip_ledger.h"
#include "shared/media/worker_process.h"

namespace bangtin {
namespace {

static_assert(ClipWorker::kFramesAhead == kFramesAheadMax);
static_assert(ClipWorker::kChunksKept == kChunksKeptMax);

constexpr int kMessagesPerStep = 256;
/// Until the worker says its first word it only loads itself, from a slow and cold disk.
constexpr Millis kStartMax{10'000};
/// How soon a grant is sent again that found the worker's queue full.
constexpr Millis kGrantRetry{2};
/// A clip may cost that much processor time, and as much per second of it; several times what the
/// slowest board needs.
constexpr Seconds kProcessorSpare{60};
constexpr int kProcessorPerSecond = 8;

/// A memfd of fixed length.
Result<Fd> shared_memory(const char* name, std::uint64_t size_bytes) {
  Fd fd(::memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!fd.valid()) return system_error("memfd");
  if (::ftruncate(fd.get(), off_t(size_bytes)) != 0) return system_error("memfd");
  // A file that could shrink would kill us where we read it.
  if (::fcntl(fd.get(), F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0) {
    return system_error("seal the worker's memory");
  }
  return fd;
}

Result<Fd> read_only_twin(int fd) {
  Fd twin(::open(("/proc/self/fd/" + std::to_string(fd)).c_str(), O_RDONLY | O_CLOEXEC));
  if (!twin.valid()) return system_error("open the worker's input");
  return twin;
}

Status write_at(int fd, std::string_view bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(fd, bytes.data(), bytes.size(), off_t(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return system_error("fill the worker's input");
    bytes.remove_prefix(std::size_t(written));
    offset += std::uint64_t(written);
  }
  return {};
}

class Mapping {
 public:
  explicit Mapping(int fd)
      : memory_(::mmap(nullptr, kFrameMemoryBytes, PROT_READ, MAP_SHARED, fd, 0)) {}
  ~Mapping() {
    if (valid()) ::munmap(memory_, kFrameMemoryBytes);
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  bool valid() const { return memory_ != MAP_FAILED; }
  const std::uint8_t* at(std::uint64_t offset) const {
    return static_cast<const std::uint8_t*>(memory_) + offset;
  }

 private:
  void* memory_;
};

Error error_of(ClipEnd end) {
  switch (end) {
    case ClipEnd::Unsupported:
      return {Code::Unsupported, "no clip that we take", "media.clip_unsupported"};
    case ClipEnd::TooLong:
      return {Code::Unsupported, "the clip claims to be too long", "media.clip_too_long"};
    case ClipEnd::TooLarge:
      return {Code::Unsupported, "the clip has too many pixels", "media.clip_too_large"};
    case ClipEnd::NoPicture:
      return {Code::Unsupported, "no video in the clip", "media.clip_no_picture"};
    case ClipEnd::NoMemory:
      return {Code::Unavailable, "no memory for the clip", "media.clip_no_memory"};
    case ClipEnd::Corrupt:
    case ClipEnd::Done:
      break;
  }
  return {Code::Corrupt, "the clip is broken", "media.clip_corrupt"};
}

}  // namespace

struct ClipWorker::State {
  State(const ClipWorkerOptions& opts, std::int64_t size_bytes, Micros from, Fd frames_memory)
      : options(opts),
        ledger(size_bytes, from),
        frames(std::move(frames_memory)),
        mapping(frames.get()) {}

  void fail(Error why);
  void close();
  void send_grant();
  void receive();
  void take_message(std::string_view message);
  void update_front();
  Millis silence_max() const {
    return heard ? options.silence_max : std::max(options.silence_max, kStartMax);
  }
  void watch_silence(Monotonic now, bool progressed);

  ClipWorkerOptions options;
  ClipLedger ledger;
  Fd frames;
  Mapping mapping;
  Fd source;
  Fd control;
  WorkerProcess worker;
  std::optional<ClipFrame> front;
  std::optional<Error> error;
  bool heard = false;  ///< whether the worker said anything
  bool played = false;
  bool grant_waits = false;
  Monotonic last_step{};
  std::optional<Monotonic> owing_since;
  Monotonic::duration silence{};  ///< of earlier stretches, since the last frame
};

Result<std::unique_ptr<ClipWorker>> ClipWorker::start(const ClipWorkerOptions& options,
                                                      std::int64_t size_bytes, Micros from,
                                                      Monotonic now) {
  if (size_bytes < 1 || size_bytes > limits::kBlobBytesMax) {
    return Error{Code::Invalid, "clip size out of range", {}};
  }
  if (options.threads < 1 || options.threads > kClipThreadsMax || from < Micros(0)) {
    return Error{Code::Invalid, "clip options out of range", {}};
  }
  Fd frames = TRY(shared_memory("bangtin-frames", kFrameMemoryBytes));
  auto state = std::make_unique<State>(options, size_bytes, from, std::move(frames));
  if (!state->mapping.valid()) return system_error("map the frames");
  state->source = TRY(shared_memory("bangtin-clip", std::uint64_t(size_bytes)));
  const Fd readable = TRY(read_only_twin(state->source.get()));
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
    return system_error("socket");
  }
  state->control = Fd(ends[0]);
  const Fd held_by_worker(ends[1]);
  OpenMessage open;
  open.kind = kOpenKind;
  open.threads = options.threads;
  open.size_bytes = size_bytes;
  open.from_us = from.count();
  open.any_format = options.any_format;
  open.sound = options.sound;
  if (::send(state->control.get(), &open, sizeof open, MSG_NOSIGNAL | MSG_DONTWAIT) !=
      ssize_t(sizeof open)) {
    return system_error("tell the worker");
  }
  const int descriptors[] = {held_by_worker.get(), readable.get(), state->frames.get()};
  state->worker = TRY(WorkerProcess::spawn(options.worker, {kClipMode}, descriptors));
  state->last_step = now;
  state->owing_since = now;
  return std::unique_ptr<ClipWorker>(new ClipWorker(std::move(state)));
}

ClipWorker::ClipWorker(std::unique_ptr<State> state) : state_(std::move(state)) {}
ClipWorker::~ClipWorker() = default;

std::optional<std::size_t> ClipWorker::wanted_chunk() const {
  if (!state_->control.valid()) return std::nullopt;
  return state_->ledger.wanted_chunk();
}

void ClipWorker::give_chunk(std::size_t index, std::string_view bytes) {
  State& state = *state_;
  if (!state.control.valid() || !state.ledger.wants_chunk(index)) return;
  CHECK(bytes.size() == state.ledger.chunk_size_bytes(index));
  const Status written = write_at(state.source.get(), bytes, index * limits::kChunkBytes);
  if (!written.ok()) return state.fail(written.error());
  state.ledger.give_chunk(index);
  state.send_grant();
}

void ClipWorker::refuse_chunk(std::size_t index, Error error) {
  if (state_->control.valid() && state_->ledger.wants_chunk(index)) state_->fail(std::move(error));
}

void ClipWorker::step(Monotonic now) {
  State& state = *state_;
  state.last_step = now;
  if (!state.control.valid()) return;
  const auto before = state.ledger.progress();
  const bool heard = state.heard;
  state.send_grant();
  state.receive();
  state.update_front();
  state.watch_silence(now, state.ledger.progress() > before || state.heard != heard);
}

void ClipWorker::State::fail(Error why) {
  if (!error) error = std::move(why);
  close();
}

void ClipWorker::State::close() {
  worker.kill();
  control.reset();
  source.reset();
  owing_since.reset();
}

void ClipWorker::State::send_grant() {
  grant_waits = false;
  while (control.valid()) {
    const auto grant = ledger.grant();
    if (!grant) return;
    const ssize_t sent = ::send(control.get(), &*grant, sizeof *grant, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent == ssize_t(sizeof *grant)) {
      ledger.granted();
      continue;
    }
    // Full: it waits. Gone: what the worker sent before its end is still to be read.
    grant_waits = sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
    return;
  }
}

void ClipWorker::State::receive() {
  char message[kClipMessageBytesMax + 1];
  for (int i = 0; i < kMessagesPerStep && control.valid(); ++i) {
    const ssize_t size = ::recv(control.get(), message, sizeof message, MSG_DONTWAIT);
    if (size < 0) {
      // A reset stands before the messages that came ahead of it.
      if (errno == EINTR || errno == ECONNRESET) continue;
      if (errno != EAGAIN && errno != EWOULDBLOCK) fail(system_error("the clip worker"));
      return;
    }
    if (size == 0) {
      return fail({Code::Unavailable, "the clip worker died", "media.worker_broken"});
    }
    take_message({message, std::size_t(size)});
  }
}

void ClipWorker::State::take_message(std::string_view message) {
  heard = true;
  const bool knew = ledger.info().has_value();
  if (const Status taken = ledger.take(message); !taken.ok()) return fail(taken.error());
  for (const std::size_t chunk : ledger.take_given_up()) {
    ::fallocate(source.get(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                off_t(chunk * limits::kChunkBytes), off_t(ledger.chunk_size_bytes(chunk)));
  }
  if (!knew && ledger.info()) {
    Micros length = ledger.info()->duration;
    if (length == Micros(0)) length = Micros(kClipDurationMax_us);
    worker.allow_processor_time(kProcessorSpare +
                                std::chrono::ceil<Seconds>(length) * kProcessorPerSecond);
  }
  if (!ledger.end()) return;
  if (*ledger.end() != ClipEnd::Done) return fail(error_of(*ledger.end()));
  close();
}

void ClipWorker::State::update_front() {
  if (front || ledger.frames().empty()) return;
  const FrameMessage& message = ledger.frames().front();
  ClipFrame frame;
  for (std::size_t i = 0; i < 3; ++i) {
    frame.plane[i] = mapping.at(message.plane_offset[i]);
    frame.stride_bytes[i] = message.stride_bytes[i];
  }
  frame.width_px = ledger.info()->width_px;
  frame.height_px = ledger.info()->height_px;
  frame.full_range = message.full_range == 1;
  frame.matrix = message.bt709 == 1 ? ClipMatrix::Bt709 : ClipMatrix::Bt601;
  frame.pts = Micros(message.pts_us);
  front = frame;
  played = true;
}

void ClipWorker::State::watch_silence(Monotonic now, bool progressed) {
  if (progressed) {
    silence = {};
    owing_since.reset();
  }
  if (!control.valid()) return;
  if (!ledger.owes_frame()) {
    if (owing_since) silence += now - *owing_since;
    owing_since.reset();
    return;
  }
  if (!owing_since) owing_since = now;
  if (silence + (now - *owing_since) >= silence_max()) {
    fail({Code::Unavailable, "the clip worker took too long", "media.worker_broken"});
  }
}

ClipState ClipWorker::state() const {
  if (state_->error) return ClipState::Failed;
  if (state_->ledger.end() && state_->ledger.frames().empty()) return ClipState::Ended;
  return state_->played ? ClipState::Playing : ClipState::Opening;
}

const Error& ClipWorker::error() const {
  CHECK(state_->error.has_value());
  return *state_->error;
}

const std::optional<ClipInfo>& ClipWorker::info() const { return state_->ledger.info(); }

bool ClipWorker::is_ready() const { return state_->error || state_->front || state_->ledger.end(); }

const ClipFrame* ClipWorker::front() const { return state_->front ? &*state_->front : nullptr; }

std::optional<Micros> ClipWorker::next_pts() const {
  const auto& frames = state_->ledger.frames();
  if (frames.size() < 2) return std::nullopt;
  return Micros(frames[1].pts_us);
}

void ClipWorker::pop() {
  CHECK(state_->front.has_value());
  state_->front.reset();
  state_->ledger.pop_frame();
  state_->send_grant();
  state_->update_front();
}

std::optional<ClipSound> ClipWorker::take_sound() {
  auto sound = state_->ledger.take_sound();
  if (sound) state_->send_grant();
  return sound;
}

int ClipWorker::wake_fd() const { return state_->control.get(); }

Monotonic ClipWorker::deadline() const {
  const State& state = *state_;
  if (!state.control.valid()) return Monotonic::max();
  if (state.grant_waits) return state.last_step + kGrantRetry;
  if (!state.ledger.owes_frame()) return Monotonic::max();
  return state.owing_since.value_or(state.last_step) + state.silence_max() - state.silence;
}

}  // namespace bangtin
