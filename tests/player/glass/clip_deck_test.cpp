#include "player/glass/clip_deck.h"

#include <gtest/gtest.h>

#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/sim_clip.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr Size kZone{600, 400};

/// An item with one clip of this length.
ItemVersion clip_item(std::uint8_t name, Millis duration, bool sound) {
  ItemVersion item = sample::notice();
  item.id.text = "item-" + std::to_string(name);
  item.content.kind = ItemKind::Video;
  Media clip = sample::media(3 << 20, name);
  clip.media_type = "video/mp4";
  clip.duration = duration;
  clip.has_sound = sound;
  clip.poster = 1;
  item.content.media = {clip, sample::media(1'000, std::uint8_t(name + 1))};
  item.paginations = {{kZone, {{0, 0, 0, 0, duration}}}};
  return item;
}

/// Two clips of 10 s, one after the other in the main zone, for ever.
GenerationPtr two_clips() {
  auto made = std::make_shared<Generation>();
  Manifest& manifest = made->manifest;
  manifest.items = {clip_item(0x10, 10s, true), clip_item(0x20, 10s, false)};
  Selection& selection = manifest.selection;
  selection.canvas_px = {600, 400};
  for (std::uint8_t i = 0; i < 2; ++i) {
    Digest hash;
    hash.bytes.fill(std::uint8_t(0xa0 + i));
    selection.items.push_back(hash);
  }
  selection.layouts = {{{{ZoneRole::Main, {0, 0, 600, 400}}}}};
  return made;
}

class SimSpeaker final : public SoundOut {
 public:
  bool is_open() override { return true; }
  Micros queued() override { return Micros(std::int64_t(samples) * 1'000'000 / 96'000); }
  void queue(std::span<const std::int16_t> more) override { samples += more.size(); }
  void clear() override {
    samples = 0;
    ++clears;
  }
  std::size_t samples = 0;
  int clears = 0;
};

struct DeckWorld {
  struct Opened {
    Digest blob;
    Micros from;
    SimClip* clip;
  };
  std::vector<Opened> opened;
  bool broken = false;
  ClipDeck deck{[this](const Media& media, Micros from, Monotonic) {
    auto clip = std::make_unique<SimClip>();
    opened.push_back({media.blob, from, clip.get()});
    if (broken) clip->fail();
    return clip;
  }};
  GenerationPtr generation = two_clips();
  Instant begin = sample::midnight();
  Monotonic monotonic{};

  Part part(std::uint32_t item, Instant since, Instant until) const {
    return {generation, false, 0, {ZoneScene::Content::Page, 0, item, 0, since, until}};
  }
  Part first() const { return part(0, begin, begin + 10s); }
  Part second() const { return part(1, begin + 10s, begin + 20s); }
  /// The clip that was opened last shows a picture at this time.
  void show_at(const Part& shown, Millis after) {
    opened.back().clip->decode(2);
    EXPECT_NE(deck.shown(shown, begin + after).frame, nullptr);
    deck.presented(shown, begin + after);
  }
  void step_at(Millis after) {
    monotonic = Monotonic(after);
    deck.step(begin + after, monotonic);
  }
};

TEST(ClipDeck, OpensTheClipOnTheGlassAndTheNextOneShortlyBefore) {
  DeckWorld world;
  world.deck.want({world.first(), world.second()});
  world.step_at(0ms);
  ASSERT_EQ(world.opened.size(), 1u);
  EXPECT_EQ(world.opened[0].from, Micros(0));
  world.step_at(6'999ms);
  EXPECT_EQ(world.opened.size(), 1u);
  EXPECT_EQ(world.deck.next_due(world.begin + 6'999ms), world.begin + 7s);
  world.step_at(7s);
  ASSERT_EQ(world.opened.size(), 2u);
  EXPECT_NE(world.opened[0].blob, world.opened[1].blob);
  world.step_at(10s);
  EXPECT_EQ(world.deck.size(), 1u) << "the first is let go";
}

TEST(ClipDeck, OpensAClipWhereTheTimeIs) {
  DeckWorld world;
  world.deck.want({world.first()});
  world.step_at(4'200ms);
  ASSERT_EQ(world.opened.size(), 1u);
  EXPECT_EQ(world.opened[0].from, Micros(4'200ms));
}

TEST(ClipDeck, GivesTheFrameOfThePlaceInTheClip) {
  DeckWorld world;
  world.deck.want({world.first()});
  world.step_at(0ms);
  EXPECT_EQ(world.deck.shown(world.first(), world.begin).frame, nullptr) << "the poster stands";
  world.opened[0].clip->decode(5);
  const auto shown = world.deck.shown(world.first(), world.begin + 80ms);
  ASSERT_NE(shown.frame, nullptr);
  EXPECT_EQ(shown.frame->pts, Micros(80ms));
}

TEST(ClipDeck, BeginsAClipAnewThatIsAloneInItsZone) {
  DeckWorld world;
  const Part alone = world.part(0, world.begin, world.begin + 1h);
  world.deck.want({alone});
  world.step_at(0ms);
  world.step_at(7s);
  ASSERT_EQ(world.opened.size(), 2u) << "the next run of the same clip";
  EXPECT_EQ(world.opened[0].blob, world.opened[1].blob);
  world.opened[1].clip->decode(3);
  EXPECT_EQ(world.deck.shown(alone, world.begin + 9'999ms).frame, nullptr);
  const auto shown = world.deck.shown(alone, world.begin + 10s);
  ASSERT_NE(shown.frame, nullptr);
  EXPECT_EQ(shown.frame->pts, Micros(0));
  world.step_at(10s);
  EXPECT_EQ(world.deck.size(), 1u);
}

TEST(ClipDeck, DoesNotOpenARunThatThePageDoesNotReach) {
  DeckWorld world;
  world.deck.want({world.part(0, world.begin, world.begin + 10s)});
  world.step_at(9s);
  EXPECT_EQ(world.opened.size(), 1u);
}

TEST(ClipDeck, ReplacesAWorkerThatDiedWhereTheClipIs) {
  DeckWorld world;
  world.deck.want({world.first()});
  world.step_at(0ms);
  world.opened[0].clip->fail();
  world.step_at(2s);
  ASSERT_EQ(world.opened.size(), 2u);
  EXPECT_EQ(world.opened[1].from, Micros(2s));
  EXPECT_FALSE(world.deck.failed(world.first()));
}

TEST(ClipDeck, LeavesAClipThatKeepsFailingToItsPosterAndTriesAgainLater) {
  DeckWorld world;
  world.broken = true;
  const Part alone = world.part(0, world.begin, world.begin + 1h);
  world.deck.want({alone});
  for (int i = 0; i < 20; ++i) world.step_at(Millis(10 * i));
  EXPECT_EQ(world.opened.size(), std::size_t(ClipDeck::kTriesMax));
  EXPECT_TRUE(world.deck.failed(alone));
  EXPECT_TRUE(world.deck.any_failed());
  world.broken = false;
  world.step_at(120s);
  EXPECT_EQ(world.opened.size(), std::size_t(ClipDeck::kTriesMax) + 1);
  EXPECT_FALSE(world.deck.failed(alone));
}

/// Alone in its zone for ever, a run every 10 s: fails once in the first of every two and goes well
/// in the second.
TEST(ClipDeck, ForgetsAFailureAfterARunThatWentWell) {
  DeckWorld world;
  const Part alone = world.part(0, world.begin, world.begin + 1h);
  world.deck.want({alone});
  for (int i = 0; i < 2 * ClipDeck::kTriesMax; ++i) {
    const Millis run = 20s * i;
    world.step_at(run);
    world.opened.back().clip->fail();
    world.step_at(run + 1s);
    ASSERT_FALSE(world.deck.failed(alone)) << i;
    world.step_at(run + 7s);
    world.step_at(run + 10s);
    world.show_at(alone, run + 10s);
    world.step_at(run + 17s);
  }
}

TEST(ClipDeck, ARunInWhichAWorkerWasReplacedIsNoProof) {
  DeckWorld world;
  const Part alone = world.part(0, world.begin, world.begin + 1h);
  world.deck.want({alone});
  for (int i = 0; i < ClipDeck::kTriesMax; ++i) {
    const Millis run = 10s * i;
    world.step_at(run);
    ASSERT_FALSE(world.deck.failed(alone)) << i;
    world.opened.back().clip->fail();
    world.step_at(run + 1s);
    if (world.deck.failed(alone)) break;
    world.opened.back().clip->start_at(25);
    world.opened.back().clip->decode(26);
    EXPECT_NE(world.deck.shown(alone, world.begin + run + 1s).frame, nullptr);
    world.deck.presented(alone, world.begin + run + 1s);
    world.step_at(run + 7s);
  }
  EXPECT_TRUE(world.deck.failed(alone)) << "it fails every time";
}

TEST(ClipDeck, OpensNoMoreThanItMay) {
  DeckWorld world;
  std::vector<Part> parts;
  for (int i = 0; i < 9; ++i) {
    parts.push_back(world.part(std::uint32_t(i % 2), world.begin + Millis(i), world.begin + 9s));
  }
  world.deck.want(parts);
  world.step_at(5ms);
  EXPECT_EQ(world.deck.size(), ClipDeck::kOpenMax);
}

TEST(ClipDeck, PlaysTheSoundOfTheClipOnTheGlassAndStopsItWithIt) {
  DeckWorld world;
  SimSpeaker speaker;
  world.deck.want({world.first(), world.second()});
  world.step_at(0ms);
  for (int i = 0; i < 5; ++i) {
    world.opened[0].clip->sound.push_back(
        {Micros(i * 20'000), std::vector<std::int16_t>(1'920, 7)});
  }
  world.deck.feed(speaker, world.begin, true);
  EXPECT_EQ(speaker.samples, 5u * 1'920u);
  world.deck.want({world.second()});
  world.step_at(10s);
  world.deck.feed(speaker, world.begin + 10s, true);
  EXPECT_EQ(speaker.clears, 1);
}

TEST(ClipDeck, IsSilentInQuietTimes) {
  DeckWorld world;
  SimSpeaker speaker;
  world.deck.want({world.first()});
  world.step_at(0ms);
  world.opened[0].clip->sound.push_back({Micros(0), std::vector<std::int16_t>(1'920, 7)});
  world.deck.feed(speaker, world.begin, false);
  EXPECT_EQ(speaker.samples, 0u);
  EXPECT_TRUE(world.opened[0].clip->sound.empty()) << "it goes on unheard";
}

}  // namespace
}  // namespace bangtin
