#include "shared/decode/cage.h"

#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "shared/media/clip_wire.h"

namespace bangtin {
namespace {

constexpr rlim_t kStillAddressSpaceBytesMax = 768u << 20;
constexpr rlim_t kClipAddressSpaceBytesMax = 1'536u << 20;
constexpr rlim_t kProcessorSecondsMax = 10;
constexpr rlim_t kClipProcessorSecondsMax = 48 * 3'600;

Error failure(const char* what) { return Error{Code::Unavailable, what, {}}; }

bool limit(int resource, rlim_t value, rlim_t raised_max = 0) {
  const rlimit both{value, std::max(value, raised_max)};
  return ::setrlimit(__rlimit_resource_t(resource), &both) == 0;
}

constexpr bool kSanitized =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#else
    false;
#endif

/// What a decoder needs once everything is open: memory, time, locks of its own, the end.
bool allow_all(scmp_filter_ctx filter) {
  const int calls[] = {SCMP_SYS(munmap),        SCMP_SYS(mremap),       SCMP_SYS(brk),
                       SCMP_SYS(madvise),       SCMP_SYS(futex),        SCMP_SYS(exit),
                       SCMP_SYS(exit_group),    SCMP_SYS(read),         SCMP_SYS(write),
                       SCMP_SYS(clock_gettime), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
                       SCMP_SYS(getpid),        SCMP_SYS(gettid),       SCMP_SYS(sched_getaffinity),
                       SCMP_SYS(getrandom),     SCMP_SYS(sched_yield)};
  for (const int call : calls) {
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
  }
  // Memory, but none that could run as code.
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) {
    const auto no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, no_code) != 0) return false;
  }
  // The sanitizers print their findings with these before they abort.
  if (kSanitized) {
    for (const int call : {SCMP_SYS(sigaltstack), SCMP_SYS(readlink), SCMP_SYS(fstat)}) {
      if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
    }
  }
  return true;
}

/// Threads of this process, but no other process.
bool allow_threads(scmp_filter_ctx filter) {
  constexpr scmp_datum_t kThread =
      CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM;
  // Its flags lie in memory, where no filter sees them; glibc then falls back to clone.
  if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) != 0) return false;
  const auto thread = SCMP_A0(SCMP_CMP_MASKED_EQ, kThread, kThread);
  if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, thread) != 0) return false;
  const auto name = SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME);
  if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1, name) != 0) return false;
  // glibc's own signal, whose handler it sets with the first thread.
  const auto glibc_signal = SCMP_A0(SCMP_CMP_EQ, scmp_datum_t(__SIGRTMIN + 1));
  if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(rt_sigaction), 1, glibc_signal) != 0) {
    return false;
  }
  for (const int call : {SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(sysinfo)}) {
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
  }
  return true;
}

bool allow_clip(scmp_filter_ctx filter) {
  if (!allow_threads(filter)) return false;
  const auto control = SCMP_A0(SCMP_CMP_EQ, scmp_datum_t(kClipControlFd));
  for (const int call : {SCMP_SYS(sendto), SCMP_SYS(recvfrom)}) {
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, control) != 0) return false;
  }
  const auto source = SCMP_A0(SCMP_CMP_EQ, scmp_datum_t(kClipSourceFd));
  if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(pread64), 1, source) != 0) return false;
  for (const int call : {SCMP_SYS(openat), SCMP_SYS(newfstatat)}) {
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), call, 0) != 0) return false;
  }
  return true;
}

}  // namespace

Status limit_this_process(Cage cage) {
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return failure("parent death signal");
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return failure("no new privileges");
  if (!limit(RLIMIT_CORE, 0) || !limit(RLIMIT_FSIZE, 0) || !limit(RLIMIT_NOFILE, 0) ||
      !limit(RLIMIT_CPU, kProcessorSecondsMax, cage == Cage::Clip ? kClipProcessorSecondsMax : 0)) {
    return failure("resource limits");
  }
  // The address sanitizer maps terabytes that it never touches.
  if (!kSanitized && !limit(RLIMIT_AS, cage == Cage::Clip ? kClipAddressSpaceBytesMax
                                                          : kStillAddressSpaceBytesMax))
    return failure("memory limit");
  return {};
}

Status close_the_cage(Cage cage) {
  const std::unique_ptr<void, void (*)(scmp_filter_ctx)> filter(seccomp_init(SCMP_ACT_KILL_PROCESS),
                                                                seccomp_release);
  if (!filter || !allow_all(filter.get())) return failure("system call filter");
  if (cage == Cage::Clip && !allow_clip(filter.get())) return failure("system call filter");
  if (seccomp_load(filter.get()) != 0) return failure("system call filter");
  return {};
}

}  // namespace bangtin
