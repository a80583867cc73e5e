#include <dirent.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include "shared/media/clip_worker.h"
#include "shared/media/worker_process.h"
#include "tests/fakes/paths.h"
#include "tests/shared/media/watched_clip.h"

namespace bangtin {
namespace {

ClipWorkerOptions evil(Millis silence_max = Millis(60'000)) {
  ClipWorkerOptions options;
  options.worker = program("bangtin-evil-clip-worker");
  options.silence_max = silence_max;
  return options;
}

/// A clip of two chunks that begins with an order.
std::string clip_of(const std::string& order) {
  std::string clip = order;
  clip.resize(limits::kChunkBytes + 100, '\0');
  return clip;
}

std::unique_ptr<ClipWorker> start(const ClipWorkerOptions& options, const std::string& clip) {
  auto worker =
      ClipWorker::start(options, std::int64_t(clip.size()), Micros(0), SystemClock().monotonic());
  EXPECT_TRUE(worker.ok());
  return std::move(*worker);
}

WatchedClip play(const ClipWorkerOptions& options, const std::string& order) {
  const std::string clip = clip_of(order);
  WatchedClip run;
  run.play(*start(options, clip), clip);
  return run;
}

int open_descriptors() {
  int count = 0;
  DIR* folder = ::opendir("/proc/self/fd");
  while (::readdir(folder) != nullptr) ++count;
  ::closedir(folder);
  return count;
}

TEST(EvilClipWorker, PlaysWhenItDoesItsDuty) {
  const WatchedClip run = play(evil(), "good");
  EXPECT_EQ(run.state, ClipState::Ended);
  EXPECT_EQ(run.pts, (std::vector<Micros>{Micros(0), Micros(40'000)}));
}

TEST(EvilClipWorker, CostsItsClipOnlyWhateverRuleItBreaks) {
  for (const char* order :
       {"frame first", "end first", "outside", "wrong slot", "wrong stride", "backwards",
        "info twice", "garbage", "too long", "unknown end", "flood", "sound flood",
        "wants for ever", "exit", "crash", "frame and crash"}) {
    SCOPED_TRACE(order);
    const WatchedClip run = play(evil(), order);
    ASSERT_EQ(run.state, ClipState::Failed);
    EXPECT_EQ(run.error->code, Code::Unavailable);
    EXPECT_EQ(run.error->key, "media.worker_broken");
  }
}

TEST(EvilClipWorker, CannotWriteToItsClipNorCutTheMemory) {
  EXPECT_EQ(play(evil(), "writes to its clip").state, ClipState::Ended);
}

TEST(EvilClipWorker, IsKilledWhenItIsSilentForTooLong) {
  const std::string clip = clip_of("frame and hang");
  const Monotonic begin{};
  auto worker = ClipWorker::start(evil(Millis(2'000)), std::int64_t(clip.size()), Micros(0), begin);
  ASSERT_TRUE(worker.ok());
  SystemClock clock;
  WatchedClip run;
  while ((*worker)->front() == nullptr) {
    WatchedClip::wait(**worker, clock);
    (*worker)->step(begin + Millis(500));
    run.give(**worker, clip);
  }
  EXPECT_EQ((*worker)->deadline(), begin + Millis(2'500));
  (*worker)->step(begin + Millis(2'499));
  EXPECT_EQ((*worker)->state(), ClipState::Playing);
  (*worker)->step(begin + Millis(2'500));
  ASSERT_EQ((*worker)->state(), ClipState::Failed);
  EXPECT_EQ((*worker)->error().code, Code::Unavailable);
  EXPECT_EQ((*worker)->wake_fd(), -1);
  // What it sent before can still be shown.
  ASSERT_NE((*worker)->front(), nullptr);
  (*worker)->pop();
  EXPECT_EQ((*worker)->front(), nullptr);
}

TEST(EvilClipWorker, HasTimeToLoadItselfButNotForEver) {
  const Monotonic begin{};
  auto worker = ClipWorker::start(evil(Millis(2'000)), 100, Micros(0), begin);
  ASSERT_TRUE(worker.ok());
  EXPECT_EQ((*worker)->deadline(), begin + Millis(10'000));
}

TEST(EvilClipWorker, MayWaitForAChunkAsLongAsItTakes) {
  const std::string clip = clip_of("hang");
  const Monotonic begin{};
  auto worker = ClipWorker::start(evil(Millis(2'000)), std::int64_t(clip.size()), Micros(0), begin);
  ASSERT_TRUE(worker.ok());
  SystemClock clock;
  while (!(*worker)->wanted_chunk()) {
    WatchedClip::wait(**worker, clock);
    (*worker)->step(begin + Millis(100));
  }
  EXPECT_EQ((*worker)->deadline(), Monotonic::max());
  (*worker)->step(begin + Seconds(100));
  EXPECT_EQ((*worker)->state(), ClipState::Opening);
  (*worker)->give_chunk(0, std::string_view(clip).substr(0, limits::kChunkBytes));
  (*worker)->step(begin + Seconds(101));
  EXPECT_EQ((*worker)->state(), ClipState::Opening);
  (*worker)->step(begin + Seconds(103));
  EXPECT_EQ((*worker)->state(), ClipState::Failed);
}

TEST(EvilClipWorker, DiesWithTheChildrenThatHoldItsSocket) {
  EXPECT_EQ(play(evil(Millis(300)), "child holds the socket").state, ClipState::Failed);
}

TEST(EvilClipWorker, FailsWithTheErrorOfAChunkThatCannotBeHad) {
  const std::string clip = clip_of("good");
  auto worker = start(evil(), clip);
  SystemClock clock;
  while (!worker->wanted_chunk()) {
    WatchedClip::wait(*worker, clock);
    worker->step(clock.monotonic());
  }
  worker->refuse_chunk(1, Error{Code::NotFound, "not asked for", {}});
  EXPECT_EQ(worker->state(), ClipState::Opening);
  worker->refuse_chunk(0, Error{Code::Corrupt, "the hash differs", "player.picture_broken"});
  ASSERT_EQ(worker->state(), ClipState::Failed);
  EXPECT_EQ(worker->error().message, "the hash differs");
  EXPECT_EQ(worker->error().key, "player.picture_broken");
  EXPECT_TRUE(worker->is_ready());
  EXPECT_FALSE(worker->wanted_chunk().has_value());
}

TEST(EvilClipWorker, IsAnErrorWhenThereIsNoneOrTheRangeIsWrong) {
  ClipWorkerOptions nobody;
  nobody.worker = "/nonexistent/worker";
  const auto code = [](const ClipWorkerOptions& options, std::int64_t size_bytes, Micros from) {
    return ClipWorker::start(options, size_bytes, from, Monotonic{}).error().code;
  };
  EXPECT_EQ(code(nobody, 100, Micros(0)), Code::Unavailable);
  EXPECT_EQ(code(evil(), 0, Micros(0)), Code::Invalid);
  EXPECT_EQ(code(evil(), limits::kBlobBytesMax + 1, Micros(0)), Code::Invalid);
  EXPECT_EQ(code(evil(), 100, Micros(-1)), Code::Invalid);
  ClipWorkerOptions greedy = evil();
  greedy.threads = 99;
  EXPECT_EQ(code(greedy, 100, Micros(0)), Code::Invalid);
}

TEST(EvilClipWorker, LeavesNoDescriptorAndNoProcessBehind) {
  const int before = open_descriptors();
  for (const char* order : {"good", "crash", "flood", "hang"}) {
    const std::string clip = clip_of(order);
    auto worker = start(evil(), clip);
    EXPECT_EQ(WorkerProcess::all_running().size(), 1u);
    WatchedClip run;
    if (order != std::string("hang")) run.play(*worker, clip);
  }
  EXPECT_TRUE(WorkerProcess::all_running().empty());
  EXPECT_EQ(open_descriptors(), before);
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a child is left";
}

}  // namespace
}  // namespace bangtin
