#include "player/core/stage.h"

#include <gtest/gtest.h>

#include "tests/player/core/stage_world.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;
using Content = ZoneScene::Content;

// The sample plays in zone 1, 10 s each: notice pages 0, 1, 2 (item 0, page 2 is a picture), then
// picture pages 0 and 1 (item 1). Zone 2 is the ticker (item 2).
constexpr std::uint32_t kMain = 1;

GenerationPtr sample_generation(std::int64_t number = 1) {
  Manifest manifest = sample::manifest();
  manifest.selection.generation = number;
  return generation_of(std::move(manifest));
}

std::pair<std::uint32_t, std::uint32_t> main_page(const StageWorld& world) {
  EXPECT_EQ(world.zone(kMain).content, Content::Page);
  return {world.zone(kMain).item, world.zone(kMain).page};
}
using PageName = std::pair<std::uint32_t, std::uint32_t>;

TEST(Stage, ShowsWhatResolveSays) {
  StageWorld world;
  const GenerationPtr generation = sample_generation();
  world.give(generation);
  for (int second = 0; second < 120; ++second) {
    world.run_until(sample::midnight() + Seconds(second));
    EXPECT_EQ(world.glass->scene, resolve(generation->manifest, world.now).scene) << second;
  }
}

TEST(Stage, SaysNothingBeforeTheFirstPartIsReadyAndThenShowsItAtOnce) {
  StageWorld world;
  bool ready = false;
  world.shelf.rule = [&](const Part&) { return ready ? PartState::Ready : PartState::Pending; };
  world.give(sample_generation());
  EXPECT_FALSE(world.stage.plan(world.now).frame.has_value());
  ready = true;
  EXPECT_TRUE(world.stage.plan(world.now).frame.has_value());
}

TEST(Stage, DoesNotWaitForAPictureWhileNothingIsOnTheGlass) {
  StageWorld world;
  world.shelf.rule = [](const Part& part) {
    return picture_of(part) == nullptr ? PartState::Ready : PartState::Pending;
  };
  world.now = sample::midnight() + 20s;  // A picture page is due.
  world.give(sample_generation());
  world.step();
  ASSERT_TRUE(world.glass.has_value());
  EXPECT_EQ(main_page(world), PageName(0, 0));
}

TEST(Stage, KeepsTheOldGenerationPlayingUntilAllOfTheNewOneIsReady) {
  StageWorld world;
  const GenerationPtr old = sample_generation(1);
  const GenerationPtr fresh = sample_generation(2);
  world.give(old);
  world.run_until(sample::midnight() + 9s + 500ms);
  bool ready = false;
  world.shelf.rule = [&](const Part& part) {
    const bool late = part.generation == fresh && is_page(part, 0, 1);
    return late && !ready ? PartState::Pending : PartState::Ready;
  };
  world.now += 500ms;
  world.give(fresh);
  world.run_until(sample::midnight() + 11s);
  EXPECT_EQ(world.glass->generation, old);
  EXPECT_EQ(main_page(world), PageName(0, 1)) << "the old one turns its pages meanwhile";
  ready = true;
  world.step();
  EXPECT_EQ(world.glass->generation, fresh);
  EXPECT_EQ(main_page(world), PageName(0, 1));
}

TEST(Stage, FlipsWithAStandInWhenAPictureOfTheNewGenerationDoesNotComeInTime) {
  StageWorld world;
  const GenerationPtr fresh = sample_generation(2);
  world.give(sample_generation(1));
  world.now = sample::midnight() + 21s;
  world.step();
  world.shelf.rule = [&](const Part& part) {
    return part.generation == fresh && picture_of(part) ? PartState::Pending : PartState::Ready;
  };
  world.give(fresh);
  world.run_until(world.now + Stage::kFlipHoldMax - 1ms);
  EXPECT_NE(world.glass->generation, fresh);
  world.run_until(world.now + 1ms);
  EXPECT_EQ(world.glass->generation, fresh);
  EXPECT_EQ(main_page(world), PageName(0, 0)) << "the next page that is ready";
}

TEST(Stage, TakesTheNewestOfSeveralWaitingGenerationsWithoutWaitingLonger) {
  StageWorld world;
  const GenerationPtr second = sample_generation(2);
  const GenerationPtr third = sample_generation(3);
  world.give(sample_generation(1));
  world.now = sample::midnight() + 21s;
  world.step();
  world.shelf.rule = [&](const Part& part) {
    return picture_of(part) ? PartState::Pending : PartState::Ready;
  };
  world.give(second);
  world.run_until(world.now + 1s);
  world.give(third);
  world.run_until(world.now + Stage::kFlipHoldMax - 1s);
  EXPECT_EQ(world.glass->generation, third);
}

TEST(Stage, SkipsAPictureThatIsBrokenInFavourOfTheNextPage) {
  StageWorld world;
  world.shelf.rule = [](const Part& part) {
    return is_page(part, 0, 2) ? PartState::Failed : PartState::Ready;
  };
  world.give(sample_generation());
  world.run_until(sample::midnight() + 20s);
  EXPECT_EQ(main_page(world), PageName(1, 0)) << "at once, not after a wait";
  EXPECT_TRUE(world.stage.has_broken_parts());
  world.run_until(sample::midnight() + 30s);
  EXPECT_EQ(main_page(world), PageName(1, 0)) << "its own turn";
  world.run_until(sample::midnight() + 40s);
  EXPECT_EQ(main_page(world), PageName(1, 1));
}

TEST(Stage, ShowsABrokenPictureAgainOnceItIsWhole) {
  StageWorld world;
  PartState state = PartState::Failed;
  world.shelf.rule = [&](const Part& part) {
    return is_page(part, 0, 2) ? state : PartState::Ready;
  };
  world.give(sample_generation());
  world.run_until(sample::midnight() + 25s);
  state = PartState::Ready;
  world.step();
  EXPECT_EQ(main_page(world), PageName(0, 2));
  EXPECT_FALSE(world.stage.has_broken_parts());
}

TEST(Stage, HoldsTheLastFrameForALatePictureForHalfASecondAtMost) {
  StageWorld world;
  PartState state = PartState::Pending;
  world.shelf.rule = [&](const Part& part) {
    return is_page(part, 0, 2) ? state : PartState::Ready;
  };
  world.give(sample_generation());
  world.run_until(sample::midnight() + 20s + Stage::kPageHoldMax - 1ms);
  EXPECT_EQ(main_page(world), PageName(0, 1)) << "held";
  world.run_until(sample::midnight() + 20s + Stage::kPageHoldMax);
  EXPECT_EQ(main_page(world), PageName(1, 0)) << "the next that is ready";
  state = PartState::Ready;
  world.run_until(world.now + 1ms);
  EXPECT_EQ(main_page(world), PageName(0, 2)) << "what is due, as soon as it can be shown";
}

TEST(Stage, NeverHoldsAnItemBeyondItsValidity) {
  StageWorld world;
  Manifest manifest = sample::manifest();
  manifest.items[0].content.valid_until = sample::midnight() + 20s + 100ms;
  world.shelf.rule = [](const Part& part) {
    return picture_of(part) ? PartState::Pending : PartState::Ready;
  };
  world.give(generation_of(manifest));
  world.run_until(sample::midnight() + 20s + 99ms);
  EXPECT_EQ(main_page(world), PageName(0, 1));
  world.run_until(sample::midnight() + 20s + 100ms);
  EXPECT_EQ(world.zone(kMain).content, Content::Empty) << "only pictures are left, none is ready";
}

TEST(Stage, LetsGoOfAnItemThatTheClockJumpedBeyondThoughNothingElseIsReady) {
  StageWorld world;
  Manifest manifest = sample::manifest();
  manifest.items[0].content.valid_until = sample::midnight() + 1h;
  world.give(generation_of(manifest));
  world.run_until(sample::midnight() + 5s);
  EXPECT_EQ(main_page(world), PageName(0, 0));
  world.shelf.rule = [](const Part& part) {
    return is_page(part, 0, 0) ? PartState::Ready : PartState::Pending;
  };
  const Instant from = world.now;
  world.now = sample::midnight() + 2h;
  world.stage.handle(ClockMoved{from}, world.now);
  world.step();
  EXPECT_EQ(world.zone(kMain).content, Content::Empty);
  EXPECT_EQ(world.zone(0).content, Content::Header) << "the rest stays until all can change";
  const bool empty_is_wanted = std::ranges::any_of(world.shelf.wanted, [](const Part& part) {
    return !part.card && part.zone.zone == kMain && part.zone.content == Content::Empty;
  });
  EXPECT_TRUE(empty_is_wanted);
  world.shelf.rule = [](const Part&) { return PartState::Ready; };
  world.step();
  EXPECT_EQ(world.zone(kMain).item, 1u) << "what is due, as soon as it is ready";
}

TEST(Stage, LooksAgainWhenAnItemEndsThoughNothingElseIsReady) {
  StageWorld world;
  Manifest manifest = sample::manifest();
  manifest.items[2].content.valid_until = sample::midnight() + 2h + 3s;  // the ticker
  world.give(generation_of(manifest));
  world.run_until(sample::midnight() + 5s);
  world.shelf.rule = [](const Part&) { return PartState::Pending; };
  const Instant from = world.now;
  world.now = sample::midnight() + 2h + 1s;
  world.stage.handle(ClockMoved{from}, world.now);
  world.run_until(sample::midnight() + 2h + 2s + 999ms);
  EXPECT_EQ(world.zone(2).content, Content::Ticker);
  world.run_until(sample::midnight() + 2h + 3s);
  EXPECT_EQ(world.zone(2).content, Content::Empty);
}

TEST(Stage, ShowsNoClockWhileTheTimeIsUnknown) {
  StageWorld world;
  world.stage.handle(ClockTrust{false, {}}, world.now);
  world.give(sample_generation());
  world.run_until(sample::midnight() + 61s);
  EXPECT_EQ(world.zone(0).content, Content::PlainHeader);
  EXPECT_EQ(world.zone(kMain).content, Content::Page) << "what is scheduled plays on";
  world.stage.handle(ClockTrust{}, world.now);
  world.step();
  EXPECT_EQ(world.zone(0).content, Content::Header);
}

TEST(Stage, LeavesOutWhatEndsBeforeATimeThatIsDoubted) {
  StageWorld world;
  Manifest manifest = sample::manifest();
  manifest.items[0].content.valid_until = sample::midnight() + 24h;
  manifest.items[1].content.valid_until = sample::midnight() + 24h * 30;
  world.give(generation_of(manifest));
  world.run_until(sample::midnight() + 5s);
  EXPECT_EQ(main_page(world), PageName(0, 0));
  world.stage.handle(ClockTrust{true, sample::midnight() + 24h * 10}, world.now);
  for (int second = 6; second < 90; ++second) {
    world.run_until(sample::midnight() + Seconds(second));
    ASSERT_EQ(world.zone(kMain).content, Content::Page) << second;
    ASSERT_EQ(world.zone(kMain).item, 1u) << second << ": what is valid at both times stands in";
  }
  world.stage.handle(ClockTrust{true, sample::midnight() + 24h * 30}, world.now);
  world.step();
  EXPECT_EQ(world.zone(kMain).content, Content::Empty);
  world.stage.handle(ClockTrust{}, world.now);
  world.run_until(sample::midnight() + 101s);
  EXPECT_EQ(world.zone(kMain).item, 0u) << "the doubt is over";
}

TEST(Stage, ShowsWhatIsUrgentUpToItsEndWhateverIsDoubted) {
  StageWorld world;
  Manifest manifest = sample::manifest();
  for (ItemVersion& item : manifest.items) item.content.valid_until = sample::midnight() + 60s;
  manifest.items[0].content.priority = kPriorityUrgent;
  world.give(generation_of(manifest));
  world.stage.handle(ClockTrust{false, sample::midnight() + 24h}, world.now);
  for (int second = 1; second < 60; ++second) {
    world.run_until(sample::midnight() + Seconds(second));
    ASSERT_EQ(world.zone(kMain).content, Content::Page) << second;
    ASSERT_EQ(world.zone(kMain).item, 0u) << second;
  }
  world.run_until(sample::midnight() + 60s);
  EXPECT_EQ(world.zone(kMain).content, Content::Empty);
}

TEST(Stage, ShowsThePlaceWhenNothingOfAZoneCanBeShown) {
  StageWorld world;
  world.shelf.rule = [](const Part& part) {
    return !part.card && part.zone.content == Content::Page ? PartState::Failed : PartState::Ready;
  };
  world.give(sample_generation());
  world.run_until(sample::midnight() + 25s);
  EXPECT_EQ(world.zone(kMain).content, Content::Empty);
  EXPECT_EQ(world.zone(0).content, Content::Header);
}

TEST(Stage, AsksForTheNextPagesBeforeTheyAreDue) {
  StageWorld world;
  world.give(sample_generation());
  world.step();
  const auto wants = [&](std::uint32_t item, std::uint32_t page) {
    return std::ranges::any_of(world.shelf.wanted,
                               [&](const Part& part) { return is_page(part, item, page); });
  };
  EXPECT_TRUE(is_page(world.shelf.wanted.at(1), 0, 0)) << "what is due now comes first";
  EXPECT_TRUE(wants(0, 1));
  EXPECT_TRUE(wants(0, 2));
}

TEST(Stage, ShowsTheCardOfItsGenerationWhenNothingIsScheduled) {
  StageWorld world;
  world.now = sample::midnight() - 1s;
  world.give(sample_generation());
  world.step();
  EXPECT_EQ(world.glass->scene.kind, Scene::Kind::Card);
  world.run_until(sample::midnight());
  EXPECT_EQ(world.glass->scene.kind, Scene::Kind::Layout);
  world.run_until(sample::midnight() + 12h);
  EXPECT_EQ(world.glass->scene.kind, Scene::Kind::Card);
}

TEST(Stage, CountsEachItemFromWhenItCameUntilItWent) {
  StageWorld world;
  const GenerationPtr generation = sample_generation();
  world.give(generation);
  world.run_until(sample::midnight() + 50s);
  ASSERT_EQ(world.plays.records.size(), 2u);
  const Selection& selection = generation->manifest.selection;
  EXPECT_EQ(world.plays.records[0],
            (PlayRecord{{"item-notice"}, selection.items[0], sample::midnight(), 30s, 3}));
  EXPECT_EQ(world.plays.records[1],
            (PlayRecord{{"item-picture"}, selection.items[1], sample::midnight() + 30s, 20s, 2}));
}

TEST(Stage, ClosesWhatIsOpenAtAFlipAndAtTheEnd) {
  StageWorld world;
  world.give(sample_generation(1));
  world.run_until(sample::midnight() + 4s);
  world.give(sample_generation(2));
  world.run_until(sample::midnight() + 7s);
  EXPECT_EQ(world.plays.records.size(), 2u) << "notice and ticker";
  world.stage.handle(Stop{}, world.now);
  ASSERT_EQ(world.plays.records.size(), 4u);
  EXPECT_EQ(world.plays.records[0].shown, 4s);
  EXPECT_EQ(world.plays.records[2].begin, sample::midnight() + 4s);
  EXPECT_EQ(world.plays.records[2].shown, 3s);
}

TEST(Stage, CountsTimeThatPassedAndNotTimeThatTheClockJumped) {
  StageWorld world;
  world.give(sample_generation());
  world.run_until(sample::midnight() + 4s);
  const Instant from = world.now;
  world.now += 6h;
  world.stage.handle(ClockMoved{from}, world.now);
  world.run_until(world.now + 3s);
  world.stage.handle(Stop{}, world.now);
  Millis total{};
  for (const PlayRecord& record : world.plays.records) {
    if (record.item.text == "item-ticker") total += record.shown;
  }
  EXPECT_EQ(total, 7s);
}

TEST(Stage, KeepsAPictureOnTheGlassWhenTheClockJumpsBack) {
  StageWorld world;
  world.give(sample_generation());
  world.run_until(sample::midnight() + 65s);
  bool ready = true;
  world.shelf.rule = [&](const Part&) { return ready ? PartState::Ready : PartState::Pending; };
  ready = false;
  const Instant from = world.now;
  world.now = sample::midnight() + 5s;
  world.stage.handle(ClockMoved{from}, world.now);
  EXPECT_TRUE(world.stage.plan(world.now).frame.has_value());
}

}  // namespace
}  // namespace bangtin
