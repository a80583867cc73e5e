#include "manager/ingest/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "shared/base/log.h"

namespace bangtin {
namespace {

constexpr int kFileDescriptor = 3;
constexpr std::size_t kPieceBytes = 64u << 10;

}  // namespace

Result<Child> Child::start(const std::filesystem::path& program,
                           const std::vector<std::string>& arguments, int input, int file) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return files::error_of(errno, "pipe");
  Fd reading(ends[0]);
  const Fd writing(ends[1]);
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, writing.get(), STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  if (file >= 0) posix_spawn_file_actions_adddup2(&actions, file, kFileDescriptor);
  posix_spawn_file_actions_addclosefrom_np(&actions, kFileDescriptor + (file >= 0 ? 1 : 0));
  sigset_t none;
  sigset_t all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::vector<std::string> words = {program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  char* environment[] = {nullptr};
  pid_t pid = -1;
  const int error =
      ::posix_spawn(&pid, words[0].c_str(), &actions, &attributes, pointers.data(), environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    Error failure = files::error_of(error, "starting " + words[0]);
    failure.code = Code::Unavailable;
    failure.key = "ingest.not_started";
    return failure;
  }
  return Child(pid, std::move(reading));
}

Child::Child(Child&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), output_(std::move(other.output_)) {}

Child::~Child() {
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

std::optional<std::string> Child::read(Millis wait) {
  SystemClock clock;
  const Monotonic deadline = clock.monotonic() + wait;
  std::array<char, kPieceBytes> piece;
  while (true) {
    const auto left = std::chrono::ceil<Millis>(deadline - clock.monotonic()).count();
    pollfd waiting{output_.get(), POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(left, 0)));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return std::nullopt;
    const ssize_t got = ::read(output_.get(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    return std::string(piece.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  }
}

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

std::optional<std::string> read_to_end(Child& child, Monotonic deadline, std::size_t bytes_max) {
  SystemClock clock;
  std::string out;
  while (out.size() <= bytes_max) {
    const auto piece = child.read(std::chrono::ceil<Millis>(deadline - clock.monotonic()));
    if (!piece) return std::nullopt;
    if (piece->empty()) return out;
    out += *piece;
  }
  return std::nullopt;
}

Result<std::optional<std::string>> answer_of(const std::filesystem::path& program,
                                             const std::vector<std::string>& arguments,
                                             std::string_view bytes, Millis time_max,
                                             std::size_t bytes_max) {
  const Fd input = TRY(sealed_memory(bytes));
  const Monotonic deadline = SystemClock().monotonic() + time_max;
  Child child = TRY(Child::start(program, arguments, input.get()));
  auto answer = read_to_end(child, deadline, bytes_max);
  if (!answer) log::warn("ingest", "the worker was stopped at its bound of time or output");
  return answer;
}

}  // namespace bangtin
