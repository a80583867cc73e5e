#include "manager/ingest/ingest.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "shared/base/clock.h"
#include "shared/base/files.h"
#include "shared/base/json.h"
#include "shared/base/log.h"

namespace bangtin {
namespace {

struct RefusalRow {
  Refusal refusal;
  Code code;
  std::string_view name;
  std::string_view message;
};
constexpr std::array<RefusalRow, 7> kRefusals{{
    {Refusal::Empty, Code::Invalid, "empty", "the file is empty"},
    {Refusal::TooLarge, Code::Invalid, "too_large", "the file is too large"},
    {Refusal::NotAPicture, Code::Unsupported, "not_a_picture", "the file is no picture"},
    {Refusal::Unsupported, Code::Unsupported, "unsupported", "this kind of file is not taken"},
    {Refusal::Truncated, Code::Corrupt, "truncated", "the picture is damaged or cut off"},
    {Refusal::TooManyPixels, Code::Invalid, "too_many_pixels", "the picture has too many pixels"},
    {Refusal::Failed, Code::Corrupt, "failed", "the picture could not be converted"},
}};

constexpr std::size_t kHeaderBytesMax = 4'096;

/// The bytes as a file in memory that nobody can change any more.
Result<Fd> sealed_memory(std::string_view bytes) {
  Fd fd(::memfd_create("picture", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!fd.valid()) return files::error_of(errno, "memfd");
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return files::error_of(errno, "memfd");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  const int seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
  if (::lseek(fd.get(), 0, SEEK_SET) != 0 || ::fcntl(fd.get(), F_ADD_SEALS, seals) != 0) {
    return files::error_of(errno, "memfd");
  }
  return fd;
}

/// A child that does not outlive this object.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    // Its output has ended or its time is over: nothing that it still does matters.
    ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }

 private:
  pid_t pid_;
};

/// Starts the program with nothing but input, output and /dev/null: no environment, no descriptor
/// of ours, no blocked signal.
Result<pid_t> spawn(const std::filesystem::path& program, int input, int output) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  sigset_t none;
  sigset_t all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::string name = program.string();
  char* arguments[] = {name.data(), nullptr};
  char* environment[] = {nullptr};
  pid_t pid = -1;
  const int error =
      ::posix_spawn(&pid, name.c_str(), &actions, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    Error failure = files::error_of(error, "starting " + name);
    failure.code = Code::Unavailable;
    failure.key = "ingest.not_started";
    return failure;
  }
  return pid;
}

/// All that the child writes until it ends; nothing when it takes too long or says too much.
std::optional<std::string> read_until(int fd, Monotonic deadline, std::size_t bytes_max) {
  SystemClock clock;
  std::string out;
  std::array<char, 64 << 10> piece;
  while (true) {
    const auto left = std::chrono::ceil<Millis>(deadline - clock.monotonic()).count();
    if (left <= 0) return std::nullopt;
    pollfd waiting{fd, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(left));
    if (ready < 0 && errno != EINTR) return std::nullopt;
    if (ready <= 0) continue;
    const ssize_t got = ::read(fd, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) return out;
    out.append(piece.data(), static_cast<std::size_t>(got));
    if (out.size() > bytes_max) return std::nullopt;
  }
}

/// The child may have been taken over by the file it read: its answer is judged like any input.
Result<NormalPicture> picture_from(std::string_view answer) {
  const auto end = answer.substr(0, kHeaderBytesMax).find('\n');
  if (end == answer.npos) return error_of(Refusal::Failed);
  const auto header = Json::parse(answer.substr(0, end));
  if (!header) return error_of(Refusal::Failed);
  if (const Json* refused = header->find("refused")) {
    const auto refusal =
        refused->as_string() ? refusal_from_name(*refused->as_string()) : std::nullopt;
    return error_of(refusal.value_or(Refusal::Failed));
  }
  const auto width = header->int_at("width", 1, limits::kPictureSideMax_px);
  const auto height = header->int_at("height", 1, limits::kPictureSideMax_px);
  answer.remove_prefix(end + 1);
  constexpr std::string_view kBegin = "\xff\xd8\xff";
  constexpr std::string_view kEnd = "\xff\xd9";
  if (!width || !height || !answer.starts_with(kBegin) || !answer.ends_with(kEnd)) {
    return error_of(Refusal::Failed);
  }
  return NormalPicture{std::string(answer), {static_cast<int>(*width), static_cast<int>(*height)}};
}

}  // namespace

std::string_view name_of(Refusal refusal) {
  for (const RefusalRow& row : kRefusals) {
    if (row.refusal == refusal) return row.name;
  }
  return "failed";
}

std::optional<Refusal> refusal_from_name(std::string_view name) {
  for (const RefusalRow& row : kRefusals) {
    if (row.name == name) return row.refusal;
  }
  return std::nullopt;
}

Error error_of(Refusal refusal) {
  for (const RefusalRow& row : kRefusals) {
    if (row.refusal == refusal) {
      return {row.code, std::string(row.message), "ingest." + std::string(row.name)};
    }
  }
  return error_of(Refusal::Failed);
}

Result<NormalPicture> ingest_picture(const IngestOptions& options, std::string_view bytes) {
  if (bytes.empty()) return error_of(Refusal::Empty);
  if (bytes.size() > limits::kPictureUploadBytesMax) return error_of(Refusal::TooLarge);
  const Fd input = TRY(sealed_memory(bytes));
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return files::error_of(errno, "pipe");
  const Fd reading(ends[0]);
  Fd writing(ends[1]);
  const Monotonic deadline = SystemClock().monotonic() + options.time_max;
  const Child child(TRY(spawn(options.program, input.get(), writing.get())));
  writing.reset();
  const auto answer =
      read_until(reading.get(), deadline, kHeaderBytesMax + limits::kPictureUploadBytesMax);
  if (!answer) {
    log::warn("ingest", "the worker was stopped at its bound of time or output");
    return error_of(Refusal::Failed);
  }
  return picture_from(*answer);
}

}  // namespace bangtin
