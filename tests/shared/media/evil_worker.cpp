// A decode worker that means harm: what it does is what its input says. Stands in for a worker that
// was taken over by the picture it decodes.
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <string>

#include "shared/media/frame_wire.h"

namespace {

using bangtin::FrameHeader;
using bangtin::FrameStatus;

void write_header(FrameHeader header) {
  (void)!::pwrite(bangtin::kWorkerOutputFd, &header, sizeof header, 0);
}

[[noreturn]] void hang() {
  for (;;) ::pause();
}

void obey(const std::string& order) {
  FrameHeader good{bangtin::kFrameMagic, FrameStatus::Done, 8, 4};
  if (order == "hang") hang();
  if (order == "exit") ::_exit(7);
  if (order == "crash") ::raise(SIGSEGV);
  if (order == "nothing") return;
  if (order == "wrong magic") good.magic = 1;
  if (order == "wrong size") good.width_px = 8'000;
  if (order == "swapped size") std::swap(good.width_px, good.height_px);
  if (order == "unknown status") good.status = FrameStatus(99);
  write_header(good);
  if (order == "close and hang") {
    ::close(bangtin::kWorkerAliveFd);
    hang();
  }
  if (order == "done and hang") hang();
  if (order == "grow") {
    if (::ftruncate(bangtin::kWorkerOutputFd, 1 << 30) == 0) ::_exit(0);
    write_header({});  // The seal held: say nothing, so that the test sees a difference.
  }
  if (order == "child with the memory mapped") {
    void* memory =
        ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, bangtin::kWorkerOutputFd, 0);
    if (memory == MAP_FAILED) ::_exit(9);
    if (::fork() == 0) {
      ::setpgid(0, 0);
      ::close(bangtin::kWorkerAliveFd);
      ::alarm(5);  // So that it never outlives the test by much.
      hang();
    }
  }
}

}  // namespace

int main() {
  char order[64] = {};
  (void)!::read(bangtin::kWorkerInputFd, order, sizeof order - 1);
  obey(order);
  ::_exit(0);
}
