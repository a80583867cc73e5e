// What holds for resolve() whatever the manifest and the instant: 240,000 random pairs against an
// oracle that counts through every window and page one by one.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "shared/model/resolve.h"
#include "shared/model/validate.h"
#include "tests/fakes/random_manifest.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;
using Content = ZoneScene::Content;

/// The valid entries of a zone's playlist, and when that set may change next.
struct Turn {
  std::vector<PlaylistEntry> entries;
  Instant edge{};
};

Turn turn_of(const Manifest& manifest, const Program& program, std::size_t zone, bool ticker,
             Instant window_until, Instant now) {
  Turn turn{{}, window_until};
  if (program.playlists[zone] == Program::kNoPlaylist) return turn;
  for (const PlaylistEntry& entry : manifest.selection.playlists[program.playlists[zone]].entries) {
    const ItemContent& content = manifest.items[entry.item].content;
    if (ticker != (content.kind == ItemKind::Ticker)) continue;
    for (const Instant edge : {content.valid_from, content.valid_until}) {
      if (edge > now) turn.edge = std::min(turn.edge, edge);
    }
    if (now >= content.valid_from && now < content.valid_until) turn.entries.push_back(entry);
  }
  return turn;
}

ZoneScene expected_zone(const Manifest& manifest, const Window& window, Instant window_until,
                        std::size_t index, Instant now) {
  const Program& program = manifest.selection.programs[window.program];
  const Zone& zone = manifest.selection.layouts[program.layout].zones[index];
  ZoneScene scene;
  scene.zone = static_cast<std::uint32_t>(index);
  if (zone.role == ZoneRole::Header) {
    const auto minute = std::chrono::floor<std::chrono::minutes>(now);
    return {Content::Header, scene.zone, 0, 0, minute, minute + 1min};
  }
  const bool ticker = zone.role == ZoneRole::Ticker;
  const Turn turn = turn_of(manifest, program, index, ticker, window_until, now);
  if (turn.entries.empty()) return scene;
  scene.content = ticker ? Content::Ticker : Content::Page;
  std::size_t at = 0;
  const Instant begun = window.begin - (window.ran.empty() ? Millis(0) : window.ran[index]);
  scene.since = begun;
  while (scene.since + turn.entries[at].duration <= now) {
    scene.since += turn.entries[at].duration;
    at = (at + 1) % turn.entries.size();
  }
  scene.item = turn.entries[at].item;
  scene.page = turn.entries[at].page;
  scene.until = scene.since + turn.entries[at].duration;
  if (!ticker && turn.entries.size() == 1) {
    scene.since = begun;
    scene.until = turn.edge;
  }
  return scene;
}

bool in_any(const std::vector<Span>& spans, Instant now) {
  return std::ranges::any_of(
      spans, [now](const Span& span) { return span.begin <= now && now < span.end; });
}

/// The zones that a valid manifest shows, found the long way.
Scene expected_zones(const Manifest& manifest, Instant now) {
  const Selection& selection = manifest.selection;
  for (std::size_t i = 0; i < selection.windows.size(); ++i) {
    const Window& window = selection.windows[i];
    if (now < window.begin || now >= window.end) continue;
    Scene scene{Scene::Kind::Layout, selection.programs[window.program].layout, {}};
    for (std::size_t zone = 0; zone < selection.layouts[scene.layout].zones.size(); ++zone) {
      scene.zones.push_back(expected_zone(manifest, window, window.end, zone, now));
    }
    return scene;
  }
  return {};
}

/// What a valid manifest shows, found the long way.
Scene expected(const Manifest& manifest, Instant now) {
  Scene scene = expected_zones(manifest, now);
  // Times without a year of the calendar have no timetable either.
  const bool dated = now >= Instant(std::chrono::sys_days{std::chrono::year{0} / 1 / 1}) &&
                     now < Instant(std::chrono::sys_days{std::chrono::year{10'000} / 1 / 1});
  scene.sound = !dated || !in_any(manifest.selection.quiet, now);
  scene.panel_on = !dated || !in_any(manifest.selection.panel_off, now);
  return scene;
}

void expect_in_order(const Manifest& manifest, const Scene& scene, Instant now) {
  if (scene.kind == Scene::Kind::Card) {
    ASSERT_TRUE(scene.zones.empty());
    return;
  }
  ASSERT_LT(scene.layout, manifest.selection.layouts.size());
  const auto& zones = manifest.selection.layouts[scene.layout].zones;
  ASSERT_EQ(scene.zones.size(), zones.size());
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const ZoneScene& zone = scene.zones[i];
    ASSERT_EQ(zone.zone, i);
    ASSERT_EQ(zone.content == Content::Header, zones[i].role == ZoneRole::Header);
    if (zone.content == Content::Empty) continue;
    ASSERT_LE(zone.since, now);
    ASSERT_GT(zone.until, now);
    if (zone.content == Content::Header) continue;
    ASSERT_EQ(zone.content == Content::Ticker, zones[i].role == ZoneRole::Ticker);
    ASSERT_LT(zone.item, manifest.items.size());
    const ItemContent& content = manifest.items[zone.item].content;
    ASSERT_LE(content.valid_from, now) << "an item shows before its time";
    ASSERT_GT(content.valid_until, now) << "an item shows after its time";
  }
}

/// Everything that holds at one instant of any manifest.
void check_at(Random& random, const Manifest& manifest, Instant now) {
  const Resolved resolved = resolve(manifest, now);
  if (now > Instant::max() - kResolveHorizon) {
    ASSERT_GE(resolved.valid_until, now);
    return;
  }
  ASSERT_GT(resolved.valid_until, now);
  ASSERT_LE(resolved.valid_until, now + kResolveHorizon);
  expect_in_order(manifest, resolved.scene, now);
  const Instant last = resolved.valid_until - 1ms;
  const Millis inside(between(random, 0, (last - now).count()));
  for (const Instant t : {now + inside, last}) {
    const Resolved later = resolve(manifest, t);
    ASSERT_EQ(later.scene, resolved.scene) << "the scene changed before valid_until";
    ASSERT_GE(later.valid_until, resolved.valid_until);
  }
}

constexpr int kManifests = 2'000;
constexpr int kInstants = 60;

TEST(ResolveProperty, HoldsForValidManifestsAtRandomInstants) {
  int pages = 0;
  for (int seed = 0; seed < kManifests; ++seed) {
    SCOPED_TRACE(seed);
    SeededRandom random(static_cast<std::uint64_t>(seed));
    RandomManifestOptions options;
    options.hashes = false;
    const Manifest manifest = random_manifest(random, options);
    for (int i = 0; i < kInstants; ++i) {
      const Instant now = random_instant(random, manifest);
      SCOPED_TRACE(now.time_since_epoch().count());
      check_at(random, manifest, now);
      const Scene scene = resolve(manifest, now).scene;
      ASSERT_EQ(scene, expected(manifest, now));
      for (const ZoneScene& zone : scene.zones) pages += zone.content == Content::Page;
      if (::testing::Test::HasFatalFailure()) return;
    }
  }
  EXPECT_GT(pages, kManifests * kInstants / 10) << "the manifests hardly show anything";
}

TEST(ResolveProperty, HoldsForHostileManifestsAtRandomInstants) {
  for (int seed = 0; seed < kManifests; ++seed) {
    SCOPED_TRACE(seed);
    SeededRandom random(static_cast<std::uint64_t>(1'000'000 + seed));
    RandomManifestOptions options;
    options.hostile = true;
    options.hashes = false;
    const Manifest manifest = random_manifest(random, options);
    for (int i = 0; i < kInstants; ++i) {
      const Instant now = random_instant(random, manifest);
      SCOPED_TRACE(now.time_since_epoch().count());
      check_at(random, manifest, now);
      if (::testing::Test::HasFatalFailure()) return;
    }
  }
}

TEST(ResolveProperty, IsRightBesideTheBeginAndEndOfEachWindow) {
  int edges = 0;
  for (int seed = 0; seed < 500; ++seed) {
    SCOPED_TRACE(seed);
    SeededRandom random(static_cast<std::uint64_t>(2'000'000 + seed));
    RandomManifestOptions options;
    options.hashes = false;
    const Manifest manifest = random_manifest(random, options);
    for (const Window& window : manifest.selection.windows) {
      for (const Instant edge : {window.begin, window.end}) {
        for (const Millis beside : {-1ms, 0ms, 1ms}) {
          ASSERT_EQ(resolve(manifest, edge + beside).scene, expected(manifest, edge + beside));
          ++edges;
        }
        ASSERT_LE(resolve(manifest, edge - 1ms).valid_until, edge);
      }
    }
  }
  EXPECT_GT(edges, 10'000);
}

TEST(ResolveProperty, IsRightBesideTheEdgesOfQuietAndDarkTimes) {
  int edges = 0;
  for (int seed = 0; seed < 500; ++seed) {
    SCOPED_TRACE(seed);
    SeededRandom random(static_cast<std::uint64_t>(3'000'000 + seed));
    RandomManifestOptions options;
    options.hashes = false;
    const Manifest manifest = random_manifest(random, options);
    std::vector<Span> spans = manifest.selection.quiet;
    spans.insert(spans.end(), manifest.selection.panel_off.begin(),
                 manifest.selection.panel_off.end());
    for (const Span& span : spans) {
      for (const Instant edge : {span.begin, span.end}) {
        for (const Millis beside : {-1ms, 0ms, 1ms}) {
          ASSERT_EQ(resolve(manifest, edge + beside).scene, expected(manifest, edge + beside));
        }
        ASSERT_LE(resolve(manifest, edge - 1ms).valid_until, edge);
        ++edges;
      }
    }
  }
  EXPECT_GT(edges, 1'000);
}

TEST(ResolveProperty, ShowsSidesClipsAndNewsAndMutesAndDarkens) {
  int sides = 0;
  int silent = 0;
  int dark = 0;
  int lone_later = 0;
  for (int seed = 0; seed < 300; ++seed) {
    SeededRandom random(static_cast<std::uint64_t>(seed));
    RandomManifestOptions options;
    options.hashes = false;
    const Manifest manifest = random_manifest(random, options);
    for (int i = 0; i < 20; ++i) {
      const Scene scene = resolve(manifest, random_instant(random, manifest)).scene;
      silent += !scene.sound;
      dark += !scene.panel_on;
      for (const ZoneScene& zone : scene.zones) {
        const Zone& of = manifest.selection.layouts[scene.layout].zones[zone.zone];
        sides += of.role == ZoneRole::Side && zone.content == Content::Page;
        if (zone.content == Content::Page) {
          lone_later += manifest.items[zone.item].content.kind >= ItemKind::Video;
        }
      }
    }
  }
  EXPECT_GT(sides, 50);
  EXPECT_GT(silent, 300);
  EXPECT_GT(dark, 300);
  EXPECT_GT(lone_later, 100);
}

TEST(RandomManifest, PassesEveryRuleUnlessHostile) {
  int refused = 0;
  for (int seed = 0; seed < 300; ++seed) {
    SeededRandom random(static_cast<std::uint64_t>(seed));
    RandomManifestOptions options;
    const std::vector<Problem> problems = validate(random_manifest(random, options));
    ASSERT_TRUE(problems.empty()) << seed << ' ' << problems[0].field << ' ' << problems[0].key;
    options.hostile = true;
    refused += !validate(random_manifest(random, options)).empty();
  }
  EXPECT_GT(refused, 200);
}

}  // namespace
}  // namespace bangtin
