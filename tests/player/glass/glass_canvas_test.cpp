// What stands on the glass is what compose_scene() says, at every instant and by every way there.
#include "player/glass/glass_canvas.h"

#include <gtest/gtest.h>

#include <set>

#include "player/core/stage.h"
#include "player/glass/compose_part.h"
#include "shared/compose/palette.h"
#include "tests/fakes/memory_display.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/sim_clip.h"
#include "tests/fakes/sim_shelf.h"
#include "tests/player/glass/sample_board.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr Size kCanvas{480, 320};

std::shared_ptr<Fonts> fonts() {
  static const std::shared_ptr<Fonts> opened = Fonts::open().value();
  return opened;
}

/// A picture made of its blob's name.
BitmapPtr picture_for(const Media& media) {
  auto bitmap = std::make_shared<Bitmap>(media.size_px, 0xff000000);
  for (std::size_t i = 0; i < bitmap->pixels.size(); ++i) {
    bitmap->pixels[i] = 0xff000000u | (std::uint32_t(media.blob.bytes[i % 32]) * 0x010305u + i);
  }
  return bitmap;
}

/// Composes and loads when the test says so.
class SimWorkshop final : public Workshop {
 public:
  void compose(ComposeJob job) override { composing = std::move(job); }
  void load(Media media) override { loading = std::move(media); }

  std::optional<ComposeJob> composing;
  std::optional<Media> loading;
};

struct GlassWorld {
  Composer composer{fonts()};
  SimWorkshop workshop;
  std::vector<SimClip*> clips_opened;
  ClipDeck clips{[this](const Media&, Micros, Monotonic) {
    auto clip = std::make_unique<SimClip>(Size{64, 36});
    clips_opened.push_back(clip.get());
    return clip;
  }};
  Shelf shelf{workshop, clips};
  SimPlays plays;
  Stage stage{shelf, plays};
  GlassCanvas canvas;
  MemoryDisplay display{kCanvas};
  GlassCanvas::Change change;
  Instant now = sample::midnight();
  Monotonic monotonic{};
  std::set<Digest> broken;
  std::optional<Frame> frame;

  void give(GenerationPtr generation) { stage.handle(NewGeneration{std::move(generation)}, now); }

  /// Lets the workshop finish all that it was given.
  void work() {
    for (shelf.step(monotonic); workshop.composing || workshop.loading; shelf.step(monotonic)) {
      if (workshop.loading) {
        const Media media = *std::exchange(workshop.loading, std::nullopt);
        Result<BitmapPtr> picture = picture_for(media);
        if (broken.contains(media.blob)) picture = Error{Code::Corrupt, "broken", {}};
        shelf.handle(Loaded{media.blob, std::move(picture)}, monotonic);
      }
      if (workshop.composing) {
        const ComposeJob job = *std::exchange(workshop.composing, std::nullopt);
        shelf.handle(Composed{key_of(job.part), std::make_shared<const Bitmap>(compose_part(
                                                    composer, job.part, job.picture.get()))});
      }
    }
  }

  void show() {
    frame = stage.plan(now).frame;
    ASSERT_TRUE(frame.has_value());
    change = canvas.draw(*frame, shelf, clips, now);
    if (change.damage.empty()) return;
    const Bitmap& bitmap = canvas.bitmap();
    ASSERT_TRUE(display.present({bitmap.pixels.data(), bitmap.size}, change.damage).ok());
    stage.handle(Presented{*frame, change.zones}, now);
  }

  void show_at(Instant at) {
    now = at;
    (void)stage.plan(now);
    work();
    show();
  }

  Bitmap truth() {
    const Manifest& manifest = frame->generation->manifest;
    return composer.compose_scene(manifest, resolve(manifest, now).scene, now,
                                  [&](const Digest& blob) { return picture_of_blob(blob); });
  }
  const Bitmap* picture_of_blob(const Digest& blob) {
    for (const ItemVersion& item : frame->generation->manifest.items) {
      for (const Media& media : item.content.media) {
        if (media.blob == blob) return (last_ = picture_for(media)).get();
      }
    }
    return nullptr;
  }
  BitmapPtr last_;
};

GenerationPtr generation(std::int64_t number) {
  auto made = std::make_shared<Generation>();
  made->manifest = sample::board_content(*fonts(), kCanvas,
                                         {{"picture one", {300, 200}}, {"picture two", {90, 160}}},
                                         sample::midnight(), number)
                       .manifest;
  return made;
}

TEST(GlassCanvas, IsWhatComposeSceneSaysAtEveryInstant) {
  GlassWorld world;
  world.give(generation(1));
  Instant at = sample::midnight();
  for (int i = 0; i < 400; ++i) {
    world.show_at(at);
    ASSERT_EQ(world.canvas.bitmap(), world.truth()) << to_iso8601(at);
    ASSERT_EQ(world.display.pixels, world.canvas.bitmap().pixels) << "damage left something out";
    at += Millis(17 + (i % 7) * 131);
  }
}

TEST(GlassCanvas, IsWhatComposeSceneSaysAfterAnyJump) {
  GlassWorld world;
  SeededRandom random(9);
  std::int64_t number = 1;
  world.give(generation(number));
  for (int i = 0; i < 60; ++i) {
    if (chance(random, 20)) world.give(generation(++number));
    const Instant from = world.now;
    const Instant to = sample::midnight() + Millis(between(random, -60'000, 6'000'000));
    world.stage.handle(ClockMoved{from}, to);
    world.show_at(to);
    ASSERT_EQ(world.canvas.bitmap(), world.truth()) << to_iso8601(to);
    ASSERT_EQ(world.display.pixels, world.canvas.bitmap().pixels);
  }
}

TEST(GlassCanvas, TouchesOnlyTheStripOfATickerWhileNothingElseChanges) {
  GlassWorld world;
  const GenerationPtr shown = generation(1);
  world.give(shown);
  world.show_at(sample::midnight() + 1s);
  EXPECT_TRUE(world.change.scene);
  EXPECT_TRUE(world.canvas.moves());
  world.show_at(sample::midnight() + 1s + 100ms);
  const Rect ticker = shown->manifest.selection.layouts[0].zones[2].rect_px;
  EXPECT_EQ(world.change.damage, std::vector<Rect>{ticker});
  EXPECT_EQ(world.change.zones, std::vector<std::uint32_t>{2});
  EXPECT_FALSE(world.change.scene);
}

TEST(GlassCanvas, PresentsNothingWhileNothingChanges) {
  GlassWorld world;
  auto still = std::make_shared<Generation>(*generation(1));
  // No ticker: the zone shows the place instead.
  still->manifest.selection.programs[0].playlists[2] = Program::kNoPlaylist;
  world.give(still);
  for (int i = 0; i <= 590; ++i) {
    world.show_at(sample::midnight() + Millis(10 * i));
  }
  EXPECT_EQ(world.display.presents, 1);
  EXPECT_FALSE(world.canvas.moves());
}

TEST(GlassCanvas, ShowsTheCardAndThenTheGenerationAsAWhole) {
  GlassWorld world;
  Card card;
  card.title = "Ghép nối";
  card.big_code = "BCDF-GHJK";
  world.give(card_generation(card, {}, kCanvas));
  world.show_at(sample::midnight());
  const Place nowhere;
  EXPECT_EQ(world.canvas.bitmap(),
            world.composer.compose_card(&nowhere, kCanvas, {card.title, {}, card.big_code, {}}));
  const int before = world.display.presents;
  world.give(generation(2));
  world.show();  // Nothing of it is ready: the card stays, untouched.
  EXPECT_EQ(world.display.presents, before);
  world.show_at(world.now + 1s);
  EXPECT_EQ(world.display.presents, before + 1) << "one present for the whole of it";
  EXPECT_EQ(world.canvas.bitmap(), world.truth());
}

TEST(GlassCanvas, ClearsAnEmptyZoneThoughItsPictureIsNotReadyYet) {
  GlassWorld world;
  world.give(generation(1));
  world.show_at(sample::midnight());
  Frame bare = *world.frame;
  std::vector<Rect> cleared;
  for (ZoneScene& zone : bare.scene.zones) {
    if (!shows_item(zone)) continue;
    zone = {.zone = zone.zone};
    const Selection& selection = bare.generation->manifest.selection;
    cleared.push_back(selection.layouts[bare.scene.layout].zones[zone.zone].rect_px);
  }
  ASSERT_FALSE(cleared.empty());
  Bitmap expected = world.canvas.bitmap();
  for (const Rect& area : cleared) fill(expected, area, palette::kNight);
  const Shelf nothing(world.workshop, world.clips);
  EXPECT_EQ(world.canvas.draw(bare, nothing, world.clips, world.now).damage, cleared);
  EXPECT_EQ(world.canvas.bitmap(), expected);
  EXPECT_TRUE(world.canvas.draw(bare, nothing, world.clips, world.now).damage.empty());
}

TEST(GlassCanvas, CountsAFrameForEachItemThatWasDrawn) {
  GlassWorld world;
  const GenerationPtr shown = generation(1);
  world.give(shown);
  for (int i = 0; i < 10; ++i) world.show_at(sample::midnight() + Millis(200 * i));
  world.stage.handle(Stop{}, world.now);
  ASSERT_EQ(world.plays.records.size(), 2u);
  for (const PlayRecord& record : world.plays.records) {
    const bool ticker = record.item.text == "item-tin-chay";
    EXPECT_EQ(record.frames_presented, ticker ? 10 : 1) << record.item.text;
  }
}

TEST(GlassCanvas, IsBlackWhileThePanelRestsAndNothingCountsAsShown) {
  GlassWorld world;
  auto resting = std::make_shared<Generation>(*generation(1));
  const Instant dark = sample::midnight() + 10s;
  resting->manifest.selection.panel_off = {{dark, dark + 1h}};
  world.give(resting);
  world.show_at(sample::midnight());
  const Bitmap lit = world.canvas.bitmap();
  world.show_at(dark);
  EXPECT_EQ(world.canvas.bitmap(), Bitmap(kCanvas, 0xff000000));
  EXPECT_FALSE(world.canvas.moves());
  const std::size_t records = world.plays.records.size();
  EXPECT_GT(records, 0u) << "what stood until then";
  const int presents = world.display.presents;
  world.show_at(dark + 30min);
  EXPECT_EQ(world.display.presents, presents);
  world.show_at(dark + 1h);
  EXPECT_EQ(world.canvas.bitmap(), world.truth());
  EXPECT_EQ(world.plays.records.size(), records) << "nobody saw anything";
}

/// One clip alone on a board of one zone.
GenerationPtr clip_generation() {
  auto made = std::make_shared<Generation>();
  Manifest& manifest = made->manifest;
  ItemVersion item = sample::notice();
  item.content.kind = ItemKind::Video;
  Media clip = sample::media(3 << 20, 0x31);
  clip.media_type = "video/mp4";
  clip.duration = 10s;
  clip.poster = 1;
  item.content.media = {clip, sample::media(1'000, 0x32)};
  item.paginations = {{kCanvas, {{0, 0, 0, 0, 10s}}}};
  manifest.items = {item};
  Selection& selection = manifest.selection;
  selection.canvas_px = kCanvas;
  selection.items.resize(1);
  selection.layouts = {{{{ZoneRole::Main, {0, 0, kCanvas.width_px, kCanvas.height_px}}}}};
  selection.playlists = {{{{0, 0, 10s}}}};
  selection.programs = {{0, {0}}};
  selection.windows = {{sample::midnight(), sample::midnight() + 24h, 0}};
  return made;
}

constexpr Color kGrey = 0xff828282;  // Luma 128 of the limited range.

TEST(GlassCanvas, LaysAClipOverItsPoster) {
  GlassWorld world;
  world.give(clip_generation());
  world.show_at(sample::midnight());
  const Bitmap poster = world.truth();
  EXPECT_EQ(world.canvas.bitmap(), poster) << "nothing is decoded yet";
  world.clips.step(world.now, world.monotonic);
  ASSERT_EQ(world.clips_opened.size(), 1u);
  world.clips_opened[0]->decode(9);
  world.show_at(sample::midnight() + 40ms);
  const Rect area = clip_rect({64, 36}, {0, 0, kCanvas.width_px, kCanvas.height_px});
  EXPECT_EQ(world.change.damage, std::vector<Rect>{area});
  EXPECT_EQ(world.change.zones, std::vector<std::uint32_t>{0}) << "a frame of the item";
  EXPECT_FALSE(world.change.scene);
  EXPECT_EQ(world.canvas.bitmap().row(area.y_px)[area.x_px], kGrey);
  EXPECT_EQ(world.canvas.bitmap().row(0)[0], poster.row(0)[0]) << "beside it all stays";
  EXPECT_EQ(world.display.pixels, world.canvas.bitmap().pixels);
}

TEST(GlassCanvas, DrawsEachFrameOfAClipOnce) {
  GlassWorld world;
  world.give(clip_generation());
  world.show_at(sample::midnight());
  world.clips.step(world.now, world.monotonic);
  world.clips_opened[0]->decode(9);
  world.show_at(sample::midnight() + 40ms);
  world.show_at(sample::midnight() + 79ms);
  EXPECT_TRUE(world.change.damage.empty());
  world.show_at(sample::midnight() + 80ms);
  EXPECT_FALSE(world.change.damage.empty());
}

TEST(GlassCanvas, KeepsTheLastFrameWhileAWorkerIsReplacedAndThenThePoster) {
  GlassWorld world;
  world.give(clip_generation());
  world.show_at(sample::midnight());
  const Bitmap poster = world.truth();
  world.clips.step(world.now, world.monotonic);
  world.clips_opened[0]->decode(9);
  world.show_at(sample::midnight() + 40ms);
  const Bitmap playing = world.canvas.bitmap();
  for (int i = 1; i <= ClipDeck::kTriesMax; ++i) {
    world.clips_opened.back()->fail();
    EXPECT_EQ(world.canvas.bitmap(), playing) << "the picture stays";
    world.clips.step(world.now, world.monotonic);
    world.show_at(sample::midnight() + 40ms + Millis(i));
  }
  EXPECT_EQ(world.canvas.bitmap(), poster);
}

TEST(Shelf, FailsOnlyThePagesOfABrokenPictureAndTriesItAgainLater) {
  GlassWorld world;
  const GenerationPtr shown = generation(1);
  const Media& media = shown->manifest.items[1].content.media[0];
  Part part{shown, false, 0, {ZoneScene::Content::Page, 1, 1, 0, {}, {}}};
  ASSERT_EQ(picture_of(part)->blob, media.blob);
  world.broken = {media.blob};
  world.shelf.want({part});
  EXPECT_EQ(world.shelf.state(part), PartState::Pending);
  world.work();
  EXPECT_EQ(world.shelf.state(part), PartState::Failed);
  world.broken.clear();
  world.monotonic += Shelf::kRetryAfter - 1ms;
  world.work();
  EXPECT_EQ(world.shelf.state(part), PartState::Failed) << "not yet";
  world.monotonic += 1ms;
  world.work();
  EXPECT_EQ(world.shelf.state(part), PartState::Ready);
}

TEST(Shelf, ForgetsWhatIsNoLongerWantedAndKeepsTheRest) {
  GlassWorld world;
  const GenerationPtr shown = generation(1);
  const Part first{shown, false, 0, {ZoneScene::Content::Page, 1, 0, 0, {}, {}}};
  const Part second{shown, false, 0, {ZoneScene::Content::Page, 1, 0, 1, {}, {}}};
  world.shelf.want({first, second, first});
  world.work();
  EXPECT_EQ(world.shelf.size(), 2u);
  const BitmapPtr kept = world.shelf.bitmap(second);
  world.shelf.want({second});
  EXPECT_EQ(world.shelf.size(), 1u);
  EXPECT_EQ(world.shelf.bitmap(second), kept) << "not composed again";
  EXPECT_EQ(world.shelf.state(first), PartState::Pending);
}

TEST(Shelf, MakesTheMostUrgentPartFirst) {
  GlassWorld world;
  const GenerationPtr shown = generation(1);
  const Part second{shown, false, 0, {ZoneScene::Content::Page, 1, 0, 1, {}, {}}};
  const Part first{shown, false, 0, {ZoneScene::Content::Page, 1, 0, 0, {}, {}}};
  world.shelf.want({second, first});
  world.shelf.step(world.monotonic);
  ASSERT_TRUE(world.workshop.composing.has_value());
  EXPECT_EQ(world.workshop.composing->part.zone.page, 1u);
}

TEST(Shelf, KnowsAPartAgainInTheNextGeneration) {
  GlassWorld world;
  const Part old{generation(1), false, 0, {ZoneScene::Content::Page, 1, 0, 0, {}, {}}};
  world.shelf.want({old});
  world.work();
  auto next = std::make_shared<Generation>(*old.generation);
  next->manifest.selection.generation = 2;
  const Part same{next, false, 0, old.zone};
  world.shelf.want({same});
  EXPECT_EQ(world.shelf.state(same), PartState::Ready) << "a flip composes nothing twice";
}

}  // namespace
}  // namespace bangtin
