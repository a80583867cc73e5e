#include "player/glass/reel.h"

#include <gtest/gtest.h>

#include "tests/fakes/sim_clip.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr int kFrames = 10;
constexpr Micros kInterval{40'000};

/// Clips of ten frames that are decoded at once, or as the test has it.
struct ReelWorld {
  std::vector<std::size_t> opened;
  std::vector<Micros> from;
  std::vector<SimClip*> clips;
  std::function<void(SimClip&, std::size_t file)> make = [](SimClip& clip, std::size_t) {
    clip.decode(kFrames - 1, true);
  };
  Monotonic now{};
  Monotonic last_shown{};
  std::optional<Reel> reel;

  ReelWorld(std::size_t files, int loops) {
    reel.emplace(files, loops, [this](std::size_t file, Micros at, Monotonic) {
      auto clip = std::make_unique<SimClip>(Size{64, 36}, kInterval);
      clips.push_back(clip.get());
      opened.push_back(file);
      from.push_back(at);
      make(*clip, file);
      return clip;
    });
  }
  /// Runs by the reel's own due times; returns what stood, as clip number and pts, each once.
  std::vector<std::pair<std::uint64_t, std::int64_t>> run(Micros time) {
    std::vector<std::pair<std::uint64_t, std::int64_t>> shown;
    const Monotonic until = now + time;
    while (now < until && !reel->ended()) {
      reel->step(now);
      if (const ClipFrame* frame = reel->frame(now)) {
        const std::pair one{reel->number(), frame->pts / 1ms};
        if (shown.empty() || shown.back() != one) {
          shown.push_back(one);
          last_shown = now;
        }
        reel->presented(now);
      }
      now = std::min({until, std::max(now + 1us, reel->next_due()), now + Micros(1s)});
    }
    return shown;
  }
};

TEST(Reel, PlaysEveryFrameOfEveryClipInOrder) {
  ReelWorld world(2, 2);
  const auto shown = world.run(10s);
  ASSERT_EQ(shown.size(), 4u * kFrames);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    EXPECT_EQ(shown[i].first, i / kFrames + 1);
    EXPECT_EQ(shown[i].second, std::int64_t(i % kFrames) * 40);
  }
  EXPECT_EQ(world.opened, (std::vector<std::size_t>{0, 1, 0, 1}));
  EXPECT_EQ(world.reel->counts().presented, 4 * kFrames);
  EXPECT_EQ(world.reel->counts().dropped, 0);
  EXPECT_TRUE(world.reel->ended());
}

TEST(Reel, LeavesNoGapBetweenClipsThatAreReady) {
  ReelWorld world(3, 1);
  world.run(10s);
  EXPECT_EQ(world.reel->gap_max(), Micros(0));
  EXPECT_EQ(world.last_shown - Monotonic{}, (3 * kFrames - 1) * kInterval) << "one timeline";
}

TEST(Reel, HoldsTheLastPictureUntilALateClipIsThere) {
  ReelWorld world(2, 1);
  world.make = [](SimClip& clip, std::size_t file) {
    if (file == 0) clip.decode(kFrames - 1, true);
  };
  world.run(600ms);
  EXPECT_EQ(world.reel->frame(world.now), nullptr);
  world.clips[1]->decode(kFrames - 1, true);
  world.run(1s);
  EXPECT_EQ(world.reel->counts().presented, 2 * kFrames);
  EXPECT_EQ(world.reel->gap_max(), Micros(200ms));
  EXPECT_EQ(world.reel->outcomes()[0].stalled_max, Micros(0));
  EXPECT_EQ(world.reel->outcomes()[1].stalled_max, Micros(200ms));
}

TEST(Reel, TellsForHowLongAFileThatWasGivenUpLetTheGlassStand) {
  ReelWorld world(3, 1);
  world.make = [](SimClip& clip, std::size_t file) {
    if (file != 1) clip.decode(kFrames - 1, true);
  };
  world.run(700ms);
  world.clips[1]->fail(Code::Corrupt);
  world.run(1s);
  EXPECT_EQ(world.reel->outcomes()[1].stalled_max, Micros(300ms));
  EXPECT_EQ(world.reel->outcomes()[2].stalled_max, Micros(0)) << "it is not to blame";
  EXPECT_EQ(world.reel->outcomes()[2].frames, kFrames);
}

TEST(Reel, TellsForHowLongAFileStoodStillInItsMiddle) {
  ReelWorld world(1, 1);
  world.make = [](SimClip& clip, std::size_t) { clip.decode(4); };
  world.run(500ms);
  world.clips[0]->decode(kFrames - 1, true);
  world.run(1s);
  EXPECT_EQ(world.reel->outcomes()[0].stalled_max, Micros(300ms));
}

TEST(Reel, PassesOverWhatCannotBePlayedAndDoesNotTryItAgain) {
  ReelWorld world(3, 3);
  world.make = [](SimClip& clip, std::size_t file) {
    if (file == 1) return clip.fail(Code::Unsupported);
    clip.decode(kFrames - 1, true);
  };
  world.run(10s);
  EXPECT_EQ(world.opened, (std::vector<std::size_t>{0, 1, 2, 0, 2, 0, 2}));
  ASSERT_TRUE(world.reel->outcomes()[1].error.has_value());
  EXPECT_EQ(world.reel->outcomes()[1].error->code, Code::Unsupported);
  EXPECT_EQ(world.reel->outcomes()[0].frames, 3 * kFrames);
  EXPECT_EQ(world.reel->gap_max(), Micros(0));
}

TEST(Reel, EndsWhenNothingCanBePlayedEvenForEver) {
  ReelWorld world(2, 0);
  world.make = [](SimClip& clip, std::size_t) { clip.fail(Code::Corrupt); };
  world.run(10s);
  EXPECT_TRUE(world.reel->ended());
  EXPECT_EQ(world.opened.size(), 2u);
}

TEST(Reel, ReplacesAWorkerThatDiedWhereItWas) {
  ReelWorld world(1, 1);
  world.make = [&](SimClip& clip, std::size_t) {
    if (world.clips.size() == 1) return clip.decode(kFrames - 1);
    clip.start_at(6);
    clip.decode(kFrames - 1, true);
  };
  world.run(210ms);
  world.clips[0]->fail();
  world.run(1s);
  ASSERT_EQ(world.from.size(), 2u);
  EXPECT_EQ(world.from[1], Micros(210ms));
  EXPECT_EQ(world.reel->counts().presented, kFrames);
  EXPECT_FALSE(world.reel->outcomes()[0].error);
}

TEST(Reel, GivesUpAFileWhoseWorkersKeepDying) {
  ReelWorld world(1, 5);
  world.make = [](SimClip& clip, std::size_t) { clip.decode(kFrames - 1); };
  world.run(100ms);
  world.clips[0]->fail();
  world.run(100ms);
  world.clips[1]->fail();
  world.run(1s);
  EXPECT_TRUE(world.reel->ended());
  EXPECT_TRUE(world.reel->outcomes()[0].error.has_value());
}

TEST(Reel, OpensTheNextClipShortlyBeforeItIsDue) {
  ReelWorld world(2, 1);
  world.make = [](SimClip& clip, std::size_t) {
    clip.set_duration(10s);
    clip.decode(250);
  };
  world.run(6'900ms);
  EXPECT_EQ(world.opened.size(), 1u);
  world.run(200ms);
  EXPECT_EQ(world.opened.size(), 2u);
}

}  // namespace
}  // namespace bangtin
