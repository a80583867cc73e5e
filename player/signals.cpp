#include "player/signals.h"

#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>

namespace bangtin {

Result<Fd> watch_signals() {
  sigset_t set;
  ::sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGCHLD}) ::sigaddset(&set, signal);
  if (::sigprocmask(SIG_BLOCK, &set, nullptr) != 0) return files::error_of(errno, "sigprocmask");
  Fd fd(::signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC));
  if (!fd.valid()) return files::error_of(errno, "signalfd");
  return fd;
}

bool take_signals(int signal_fd) {
  signalfd_siginfo signal{};
  bool end = false;
  while (::read(signal_fd, &signal, sizeof signal) == ssize_t(sizeof signal)) {
    end = end || signal.ssi_signo != SIGCHLD;
  }
  return end;
}

}  // namespace bangtin
