#include "player/glass/clip_run.h"

#include <gtest/gtest.h>

#include "tests/fakes/sim_clip.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

struct RunWorld {
  SimClip* clip = new SimClip;
  ClipRun run{std::unique_ptr<ClipStream>(clip)};

  /// The pts of the frame at a place, presented there; -1 when there is none.
  std::int64_t show_ms(Micros position) {
    const ClipFrame* frame = run.at(position);
    if (frame == nullptr) return -1;
    run.presented(position);
    return frame->pts / 1ms;
  }
};

TEST(ClipRun, GivesTheFrameWhoseTimeItIs) {
  RunWorld world;
  EXPECT_EQ(world.show_ms(0ms), -1);
  world.clip->decode(3);
  EXPECT_EQ(world.show_ms(0ms), 0);
  EXPECT_EQ(world.show_ms(39ms), 0);
  EXPECT_EQ(world.show_ms(40ms), 40);
  EXPECT_EQ(world.show_ms(81ms), 80);
  EXPECT_EQ(world.run.counts().presented, 3);
  EXPECT_EQ(world.run.counts().dropped, 0);
}

TEST(ClipRun, WaitsForAFrameThatBeginsLater) {
  RunWorld world;
  world.clip->start_at(5);
  world.clip->decode(6);
  EXPECT_EQ(world.show_ms(199ms), -1);
  EXPECT_EQ(world.run.next_change(), Micros(200ms));
  EXPECT_EQ(world.show_ms(200ms), 200);
}

TEST(ClipRun, TellsWhenToLookAgain) {
  RunWorld world;
  EXPECT_EQ(world.run.next_change(), Micros::max());
  world.clip->decode(1);
  EXPECT_EQ(world.run.next_change(), Micros(0)) << "it is not on the glass yet";
  EXPECT_EQ(world.show_ms(0ms), 0);
  EXPECT_EQ(world.run.next_change(), Micros(40ms));
  EXPECT_EQ(world.show_ms(40ms), 40);
  EXPECT_EQ(world.run.next_change(), Micros::max()) << "only the stream knows";
  world.clip->decode(1, true);
  EXPECT_EQ(world.run.next_change(), Micros(80ms)) << "its end";
}

TEST(ClipRun, CountsFramesThatNeverStood) {
  RunWorld world;
  world.clip->decode(3);
  EXPECT_EQ(world.show_ms(0ms), 0);
  EXPECT_EQ(world.show_ms(125ms), 120);
  EXPECT_EQ(world.run.counts().dropped, 2);
  EXPECT_EQ(world.run.counts().late, 0);
}

TEST(ClipRun, CountsNoFrameAsDroppedBeforeThePictureStands) {
  RunWorld world;
  world.clip->decode(5);
  EXPECT_EQ(world.show_ms(150ms), 120);
  EXPECT_EQ(world.run.counts().dropped, 0);
}

TEST(ClipRun, CountsAFrameThatComesMoreThanHalfAnIntervalLate) {
  RunWorld world;
  world.clip->decode(2);
  EXPECT_EQ(world.show_ms(0ms), 0);
  EXPECT_EQ(world.show_ms(60ms), 40);
  EXPECT_EQ(world.run.counts().late, 0);
  EXPECT_EQ(world.show_ms(101ms), 80);
  EXPECT_EQ(world.run.counts().late, 1);
}

TEST(ClipRun, CountsTheIntervalsInWhichAFrameStoodOn) {
  RunWorld world;
  world.clip->decode(0);
  EXPECT_EQ(world.show_ms(0ms), 0);
  EXPECT_EQ(world.show_ms(39ms), 0);
  EXPECT_EQ(world.run.counts().repeated, 0);
  EXPECT_EQ(world.show_ms(85ms), 0);
  EXPECT_EQ(world.run.counts().repeated, 2);
  EXPECT_EQ(world.show_ms(90ms), 0);
  EXPECT_EQ(world.run.counts().repeated, 2) << "each interval once";
}

TEST(ClipRun, LetsTheLastFrameStandWithoutCountingItAgain) {
  RunWorld world;
  world.clip->decode(0, true);
  EXPECT_EQ(world.show_ms(0ms), 0);
  EXPECT_EQ(world.show_ms(500ms), 0);
  EXPECT_EQ(world.run.counts().repeated, 0);
}

TEST(ClipRun, KnowsItsLengthFromTheFileAndThenFromTheLastFrame) {
  RunWorld world;
  EXPECT_EQ(world.run.length(), std::nullopt);
  world.clip->set_duration(36'000s);
  EXPECT_EQ(world.run.length(), Micros(36'000s));
  world.clip->decode(2, true);
  world.show_ms(80ms);
  EXPECT_EQ(world.run.length(), Micros(120ms));
}

}  // namespace
}  // namespace bangtin
