#include "manager/desk/own_restore.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "shared/crypto/certificate.h"

namespace bangtin::desk {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kCertificateBytesMax = 64u << 10;
constexpr std::size_t kLogBytesMax = 64u << 10;
constexpr Millis kAskEvery{300};
constexpr Code kCodes[] = {Code::NotFound, Code::Invalid,     Code::Denied, Code::Conflict,
                           Code::Corrupt,  Code::Unsupported, Code::Full,   Code::Unavailable};

/// The child; gone when this is.
struct Child {
  ~Child() { end(); }
  /// Its exit status; -1 when it was ended.
  int end() {
    if (pid == 0) return -1;
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    pid = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  pid_t pid = 0;
};

/// Starts it with its log going into `log`.
Status begin_restore(const OwnServerOptions& own, const fs::path& from, int log, Child& child) {
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&actions, log, STDERR_FILENO);
  std::array<std::string, 6> words{
      own.program.string(), "--data", own.folder.string(), "restore", "--from", from.string()};
  std::array<char*, words.size() + 1> arguments{};
  for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
  const int refused =
      ::posix_spawn(&child.pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (refused == 0) return {};
  child.pid = 0;
  return files::error_of(refused, "start the restore");
}

/// Where the server will listen, from this PC.
std::string own_address(const std::string& listen) {
  const std::string first = listen.substr(0, listen.find(','));
  return "https://127.0.0.1" + first.substr(std::min(first.rfind(':'), first.size()));
}

}  // namespace

Error restore_error(std::string_view log) {
  constexpr std::string_view kCode = " code=";
  while (log.ends_with('\n')) log.remove_suffix(1);
  const std::string_view line = log.substr(log.rfind('\n') + 1);
  const auto at = line.rfind(kCode);
  for (const Code code : kCodes) {
    if (at == line.npos || line.substr(at + kCode.size()) != code_name(code)) continue;
    return {code, std::string(line), "backup.restore_" + std::string(code_name(code))};
  }
  return {Code::Unavailable, std::string(line), "backup.restore_unavailable"};
}

Result<OwnServerFacts> restore_own(const OwnServerOptions& own, const fs::path& from,
                                   const std::function<bool(Millis)>& goes_on) {
  if (::access(own.program.c_str(), X_OK) != 0) {
    return Error{Code::NotFound, own.program.string(), "desk.own.no_program"};
  }
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return files::error_of(errno, "pipe");
  const Fd reading(ends[0]);
  Fd writing(ends[1]);
  Child child;
  TRY(begin_restore(own, from, writing.get(), child));
  writing = Fd();  // So that its end is seen when the child is gone.
  std::string log;
  for (bool stopped = false;;) {
    pollfd ready{reading.get(), POLLIN, 0};
    const int found = ::poll(&ready, 1, int(kAskEvery.count()));
    if (!stopped && !goes_on(Millis(0))) {
      stopped = true;
      ::kill(child.pid, SIGKILL);
    }
    char piece[4'096];
    const ssize_t got = found > 0 ? ::read(reading.get(), piece, sizeof piece) : -1;
    if (got > 0) log.append(piece, std::size_t(got));
    if (log.size() > kLogBytesMax) log.erase(0, log.size() - kLogBytesMax);
    if (got != 0) continue;
    const int status = child.end();
    if (stopped) return Error{Code::Conflict, "a person stopped it", "backup.cancelled"};
    if (status != 0) return restore_error(log);
    break;
  }
  const Digest pin =
      TRY(certificate_pin(TRY(files::read_all(own.folder / "keys/tls.pem", kCertificateBytesMax))));
  return OwnServerFacts{own_address(own.listen), to_hex(pin), ""};
}

}  // namespace bangtin::desk
