#include "player/device/memory_watch.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "shared/base/files.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

/// A /proc of our own.
struct Processes {
  void set(const std::string& process, const std::string& status) {
    EXPECT_TRUE(files::make_folders(folder.path() / process).ok());
    EXPECT_TRUE(files::write_atomic(folder.path() / process / "status", status).ok());
  }
  void set_kib(const std::string& process, int peak) {
    set(process, "Name:\tx\nVmPeak:\t  999999 kB\nVmHWM:\t    " + std::to_string(peak) +
                     " kB\nVmRSS:\t       1 kB\n");
  }
  TempFolder folder;
};

using Workers = std::vector<pid_t>;

TEST(MemoryWatch, SumsTheProgramAndAllWorkersThatRunAtTheSameTime) {
  Processes processes;
  processes.set_kib("self", 100);
  processes.set_kib("11", 50);
  processes.set_kib("12", 30);
  MemoryWatch watch(processes.folder.path());
  EXPECT_EQ(watch.peak_bytes(), 0);
  watch.look(Monotonic{}, Workers{11, 12});
  EXPECT_EQ(watch.peak_bytes(), 180 * 1'024);

  processes.set_kib("13", 40);
  watch.look(Monotonic{} + MemoryWatch::kLookEvery, Workers{12, 13});
  EXPECT_EQ(watch.peak_bytes(), 180 * 1'024) << "the first one was gone when the third one came";
  processes.set_kib("self", 120);
  watch.look(Monotonic{} + 2 * MemoryWatch::kLookEvery, Workers{12, 13});
  EXPECT_EQ(watch.peak_bytes(), 190 * 1'024);
}

TEST(MemoryWatch, LooksNotOftenerThanItHasTo) {
  Processes processes;
  processes.set_kib("self", 100);
  MemoryWatch watch(processes.folder.path());
  watch.look(Monotonic{}, {});
  processes.set_kib("self", 200);
  watch.look(Monotonic{} + MemoryWatch::kLookEvery - Millis(1), {});
  EXPECT_EQ(watch.peak_bytes(), 100 * 1'024);
  watch.look(Monotonic{} + MemoryWatch::kLookEvery, {});
  EXPECT_EQ(watch.peak_bytes(), 200 * 1'024);
}

TEST(MemoryWatch, CountsNothingOfWhatIsOverOrUnreadable) {
  Processes processes;
  processes.set_kib("self", 100);
  processes.set("11", "Name:\tx\nState:\tZ (zombie)\n");
  processes.set("12", "Name:\tx\nVmHWM:\t");
  MemoryWatch watch(processes.folder.path());
  watch.look(Monotonic{}, Workers{11, 12, 13});
  EXPECT_EQ(watch.peak_bytes(), 100 * 1'024);
}

TEST(MemoryWatch, SeesWhatThisProgramItselfHolds) {
  MemoryWatch watch("/proc");
  watch.look(Monotonic{}, {});
  EXPECT_GT(watch.peak_bytes(), 1 << 20);
  const std::int64_t alone = watch.peak_bytes();
  watch.look(Monotonic{} + MemoryWatch::kLookEvery, Workers{::getpid()});
  EXPECT_GE(watch.peak_bytes(), 2 * alone) << "itself, taken for a worker as well";
}

}  // namespace
}  // namespace bangtin
