#include "manager/ingest/sandbox.h"

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <type_traits>

namespace bangtin {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;  // Their shadow memory needs the whole address space.
#else
constexpr bool kSanitized = false;
#endif

bool limit(__rlimit_resource what, rlim_t value) {
  const rlimit bound{value, value};
  return ::setrlimit(what, &bound) == 0;
}

/// Computing, memory, threads of this process, descriptors that are open already, the end.
constexpr int kAllowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),
    SCMP_SYS(ftruncate),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(lseek),
    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(sysinfo),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(prctl),
};

/// Never changed once the sandbox is closed: read by the handler of a signal.
std::vector<ReadyFile>& ready_files() {
  static std::vector<ReadyFile> files;
  return files;
}

/// What openat() gives for this name: a copy of a descriptor that is open, or refusal.
long open_ready(const char* path, int flags) {
  if ((flags & (O_ACCMODE | O_CREAT | O_TRUNC)) != O_RDONLY) return -EPERM;
  for (const ReadyFile& file : ready_files()) {
    if (std::strcmp(file.path.c_str(), path) != 0) continue;
    const int fd = ::dup(file.fd);
    if (fd >= 0) ::lseek(fd, 0, SEEK_SET);
    return fd >= 0 ? fd : -EMFILE;
  }
  return -EPERM;
}

/// Answers a call that the filter caught: an openat() of this process, in the place of the kernel.
void answer_caught(int, siginfo_t* caught, void* context) {
  const int saved = errno;
  auto& registers = static_cast<ucontext_t*>(context)->uc_mcontext;
#if defined(__x86_64__)
  const auto* path = reinterpret_cast<const char*>(registers.gregs[REG_RSI]);
  const int flags = static_cast<int>(registers.gregs[REG_RDX]);
  auto& result = registers.gregs[REG_RAX];
#elif defined(__aarch64__)
  const auto* path = reinterpret_cast<const char*>(registers.regs[1]);
  const int flags = static_cast<int>(registers.regs[2]);
  auto& result = registers.regs[0];
#else
#error "the registers of a system call are not known here"
#endif
  const bool opens = caught->si_syscall == SYS_openat;
  result = static_cast<std::remove_reference_t<decltype(result)>>(opens ? open_ready(path, flags)
                                                                        : -EPERM);
  errno = saved;
}

/// Lets openat() come to answer_caught().
bool catch_opens(scmp_filter_ctx filter) {
  struct sigaction action {};
  action.sa_sigaction = answer_caught;
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  return ::sigaction(SIGSYS, &action, nullptr) == 0 &&
         seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(dup), 0) == 0 &&
         seccomp_rule_add(filter, SCMP_ACT_TRAP, SCMP_SYS(openat), 0) == 0;
}

}  // namespace

bool limit_resources(const ResourceBounds& bounds) {
  return ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && ::prctl(PR_SET_DUMPABLE, 0) == 0 &&
         limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, rlim_t(bounds.file_bytes)) &&
         limit(RLIMIT_CPU, rlim_t(bounds.cpu_seconds)) &&
         (kSanitized || limit(RLIMIT_AS, rlim_t(bounds.memory_bytes)));
}

bool close_sandbox(std::vector<ReadyFile> ready) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (!filter) return false;
  bool good = true;
  for (const int call : kAllowed) good &= seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
  // A thread of this process, never a new process. clone3 hides its flags: libc falls back.
  good &= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
  good &= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                           SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)) == 0;
  if (!ready.empty()) {
    ready_files() = std::move(ready);
    good &= catch_opens(filter);
  }
  good = good && seccomp_load(filter) == 0;  // Sets no_new_privs as well.
  seccomp_release(filter);
  return good;
}

}  // namespace bangtin
