// The stage against chance: random manifests, flips, late and broken parts, clock jumps.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "shared/base/limits.h"
#include "tests/fakes/random_manifest.h"
#include "tests/player/core/stage_world.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

std::set<Digest> items_of(const Manifest& manifest, const Scene& scene) {
  std::set<Digest> items;
  if (!scene.panel_on) return items;
  for (const ZoneScene& zone : scene.zones) {
    if (shows_item(zone)) items.insert(manifest.selection.items[zone.item]);
  }
  return items;
}

/// What resolve alone says was shown of each item in [from, to).
void add_truth(const Manifest& manifest, Instant from, Instant to,
               std::map<Digest, Millis>& shown) {
  while (from < to) {
    const Resolved resolved = resolve(manifest, from);
    const Instant until = std::min(resolved.valid_until, to);
    for (const Digest& item : items_of(manifest, resolved.scene)) shown[item] += until - from;
    from = until;
  }
}

std::map<Digest, Millis> sums_of(const std::vector<PlayRecord>& records) {
  std::map<Digest, Millis> sums;
  for (const PlayRecord& record : records) sums[record.version] += record.shown;
  return sums;
}

void expect_well_cut(const std::vector<PlayRecord>& records, int utc_offset_minutes) {
  const std::chrono::minutes offset(utc_offset_minutes);
  for (const PlayRecord& record : records) {
    EXPECT_GT(record.shown, 0ms);
    EXPECT_LE(record.shown, limits::kPlayRecordMax);
    EXPECT_GE(record.frames_presented, 0);
    const auto hour = [&](Instant at) {
      return std::chrono::floor<std::chrono::hours>(at + offset);
    };
    EXPECT_EQ(hour(record.begin), hour(record.begin + record.shown - 1ms));
  }
}

/// Enough in it that something plays most of the time.
Manifest full_manifest(Random& random) {
  RandomManifestOptions options;
  options.items_max = 40;
  options.windows_max = 40;
  options.hashes = false;
  return random_manifest(random, options);
}

TEST(StageByChance, CountsExactlyWhatResolveSaysAcrossFlips) {
  std::size_t records = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    SeededRandom random(seed);
    StageWorld world;
    std::map<Digest, Millis> truth;
    world.now = sample::midnight() + Millis(between(random, -10 * 3'600'000, 8 * 3'600'000));
    int offset = 0;
    for (int flip = 0; flip < 3; ++flip) {
      Manifest manifest = full_manifest(random);
      if (flip > 0) manifest.selection.utc_offset_minutes = offset;
      offset = manifest.selection.utc_offset_minutes;
      const Instant end = world.now + Millis(std::int64_t(random.below(240 * 60'000)));
      add_truth(manifest, world.now, end, truth);
      world.give(generation_of(std::move(manifest)));
      world.run_until(end);
    }
    world.stage.handle(Stop{}, world.now);
    EXPECT_EQ(sums_of(world.plays.records), truth);
    records += world.plays.records.size();
    expect_well_cut(world.plays.records, offset);
  }
  EXPECT_GT(records, 4'000u) << "chance gave nothing to count";
}

TEST(StageByChance, NeverShowsWhatIsNotReadyNotValidOrMixed) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    SeededRandom random(seed);
    StageWorld world;
    world.now = sample::midnight() + Millis(between(random, -10 * 3'600'000, 8 * 3'600'000));
    // Each part that needs a picture has its own fate; all others are ready after 20 ms.
    std::vector<std::pair<PartKey, Instant>> ready_at;
    const auto ready_time = [&](const Part& part) {
      const PartKey key = key_of(part);
      for (const auto& [known, at] : ready_at) {
        if (known == key) return at;
      }
      const std::uint64_t fate = random.below(4);
      const Instant at = picture_of(part) == nullptr ? world.now + 20ms
                         : fate == 0                 ? Instant::max()
                                                     : world.now + Millis(random.below(4'000));
      ready_at.emplace_back(key, at);
      return at;
    };
    world.shelf.rule = [&](const Part& part) {
      const Instant at = ready_time(part);
      if (at == Instant::max()) return PartState::Failed;
      return world.now >= at ? PartState::Ready : PartState::Pending;
    };
    bool anything = false;
    world.on_present = [&](const Frame& frame) {
      anything = true;
      for (const Part& part : parts_of(frame)) {
        EXPECT_EQ(world.shelf.rule(part), PartState::Ready);
        EXPECT_EQ(part.generation, frame.generation);
        if (!shows_item(part.zone)) continue;
        EXPECT_TRUE(is_valid_at(frame.generation->manifest, part.zone, world.now));
      }
    };
    for (int flip = 0; flip < 3; ++flip) {
      world.give(generation_of(full_manifest(random)));
      const Instant end = world.now + 40s;
      while (world.now < end) {
        // Parts become ready between two looks; the player is woken by each.
        const Instant next = world.step();
        ASSERT_GT(next, world.now) << "the stage would spin";
        world.now = std::min(std::min(next, world.now + 100ms), end);
      }
      EXPECT_EQ(world.stage.on_glass(), world.glass->generation);
    }
    EXPECT_TRUE(anything);
  }
}

TEST(StageByChance, SurvivesAnyManifestAndAnyClock) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    SeededRandom random(seed);
    StageWorld world;
    RandomManifestOptions options;
    options.hostile = true;
    options.hashes = false;
    Manifest manifest = random_manifest(random, options);
    world.give(generation_of(manifest));
    for (int i = 0; i < 20; ++i) {
      const Instant from = world.now;
      world.now = std::clamp(random_instant(random, manifest), sample::midnight() - 24h * 20'000,
                             sample::midnight() + 24h * 20'000);
      world.stage.handle(ClockMoved{from}, world.now);
      world.step();
      EXPECT_TRUE(world.glass.has_value());
    }
  }
}

}  // namespace
}  // namespace bangtin
