#include "manager/core/compile.h"

#include <gtest/gtest.h>

#include "manager/core/drawn_layouts.h"
#include "manager/core/layouts.h"
#include "shared/base/limits.h"
#include "shared/model/resolve.h"
#include "shared/model/validate.h"
#include "shared/protocol/content_json.h"
#include "tests/fakes/plain_pager.h"
#include "tests/fakes/sample_layout.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class CompileTest : public testing::Test {
 protected:
  Digest add(ItemVersion version) {
    const Digest hash = hash_of(version);
    versions_[hash] = std::make_shared<const ItemVersion>(std::move(version));
    return hash;
  }
  Digest add(ItemContent content, const std::string& id, Instant from, Instant until) {
    content.valid_from = from;
    content.valid_until = until;
    return add(pager_.version({id}, 1, "lan", content, kinds_, now_));
  }
  Digest notice(const std::string& id, Instant from, Instant until) {
    return add(sample::notice_content(), id, from, until);
  }
  Digest ticker(const std::string& id, Instant from, Instant until) {
    return add(sample::ticker_content(), id, from, until);
  }
  /// A clip with sound that is valid all the time.
  Digest heard_clip() {
    ItemVersion clip = sample::picture();
    clip.id.text = "clip";
    clip.content.kind = ItemKind::Video;
    clip.content.media.resize(2, clip.content.media[0]);
    clip.content.media[0].media_type = "video/mp4";
    clip.content.media[0].duration = 30s;
    clip.content.media[0].has_sound = true;
    clip.content.media[0].poster = 1;
    clip.content.valid_from = long_ago_;
    clip.content.valid_until = far_;
    for (Pagination& pagination : clip.paginations) {
      pagination.pages = {{0, 0, 0, 0, 30s, 0, 0}};
    }
    return add(clip);
  }
  /// One playlist that is always on.
  Manifest compiled(const std::vector<Digest>& items) { return compiled(Programme{{{}, items}}); }
  Manifest compiled(const Programme& programme, const Selection* last = nullptr) {
    auto made = compile(facts_, programme, versions_, now_, 1, last);
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().message);
    return made.ok() ? *made : Manifest{};
  }
  /// Hash of what zone `role` shows; nothing for a card or an empty zone.
  std::optional<Digest> shown(const Manifest& manifest, ZoneRole role, Instant now) {
    const Resolved resolved = resolve(manifest, now);
    for (const ZoneScene& scene : resolved.scene.zones) {
      const auto& layout = manifest.selection.layouts[resolved.scene.layout];
      if (layout.zones[scene.zone].role != role) continue;
      if (scene.content == ZoneScene::Content::Page ||
          scene.content == ZoneScene::Content::Ticker) {
        return manifest.selection.items[scene.item];
      }
    }
    return std::nullopt;
  }

  Instant now_ = sample::midnight();
  Instant long_ago_ = sample::midnight() - 24h;
  Instant far_ = sample::midnight() + 24h * 900;
  Instant until_ = sample::midnight() + limits::kExpandHorizon;
  PlainPager pager_;
  std::vector<ZoneKind> kinds_ = zone_kinds({});
  Versions versions_;
  BoardFacts facts_{{"board-1"}, {1920, 1080}, 420, {"30307", "91", "UBND xã Tân Hưng"}};
};

TEST_F(CompileTest, NothingPublishedIsAnEmptySelection) {
  const Manifest manifest = compiled(Programme{});
  EXPECT_TRUE(manifest.selection.windows.empty());
  EXPECT_TRUE(manifest.selection.layouts.empty());
  EXPECT_TRUE(manifest.items.empty());
  EXPECT_EQ(manifest.selection.issued_at, now_);
  EXPECT_EQ(manifest.selection.place, facts_.place);
  EXPECT_EQ(resolve(manifest, now_).scene.kind, Scene::Kind::Card);
}

TEST_F(CompileTest, PlaysFromTheTimeOfIssueUntilTheHorizon) {
  const Digest item = notice("a", long_ago_, far_);
  const Manifest manifest = compiled({item});
  ASSERT_EQ(manifest.selection.windows.size(), 1u);
  EXPECT_EQ(manifest.selection.windows[0].begin, now_);
  EXPECT_EQ(manifest.selection.windows[0].end, now_ + limits::kExpandHorizon);
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_), item);
  EXPECT_EQ(shown(manifest, ZoneRole::Ticker, now_), std::nullopt);
}

TEST_F(CompileTest, PlaysPageAfterPageOfItemAfterItem) {
  const Digest first = notice("a", long_ago_, far_);
  const Digest second = notice("b", long_ago_, far_);
  const Digest line = ticker("c", long_ago_, far_);
  const Manifest manifest = compiled({first, line, second});
  ASSERT_EQ(manifest.selection.playlists.size(), 2u);
  EXPECT_EQ(manifest.selection.playlists[0].entries.size(), 6u) << "two of three pages each";
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_ + 29s), first);
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_ + 30s), second);
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_ + 60s), first);
  EXPECT_EQ(shown(manifest, ZoneRole::Ticker, now_ + 45s), line);
}

TEST_F(CompileTest, AnExpiredItemLeavesAnOtherwiseGoodPlaylist) {
  const Digest good = notice("good", long_ago_, far_);
  const Digest expired = notice("expired", long_ago_, now_);
  const Digest ends = notice("ends", long_ago_, now_ + 1h);
  const Digest later = notice("later", now_ + 2h, far_);
  const Manifest manifest = compiled({expired, ends, good, later});
  EXPECT_EQ(manifest.selection.items, (std::vector<Digest>{ends, good, later}));
  ASSERT_EQ(manifest.selection.windows.size(), 3u);
  EXPECT_EQ(manifest.selection.windows[1].begin, now_ + 1h);
  EXPECT_EQ(manifest.selection.windows[2].begin, now_ + 2h);
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_), ends);
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_ + 1h), good);
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_ + 2h + 30s), later);
}

TEST_F(CompileTest, HasNoWindowWhereNothingIsValid) {
  const Digest early = notice("early", long_ago_, now_ + 1h);
  const Digest late = notice("late", now_ + 3h, now_ + 4h);
  const Manifest manifest = compiled({early, late});
  ASSERT_EQ(manifest.selection.windows.size(), 2u);
  EXPECT_EQ(resolve(manifest, now_ + 2h).scene.kind, Scene::Kind::Card);
  EXPECT_EQ(resolve(manifest, now_ + 4h).scene.kind, Scene::Kind::Card);
  EXPECT_TRUE(compiled({notice("past", long_ago_, now_)}).selection.windows.empty());
}

TEST_F(CompileTest, ATickerAloneLeavesTheMainZoneToTheCard) {
  const Digest line = ticker("c", long_ago_, far_);
  const Manifest manifest = compiled({line});
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_), std::nullopt);
  EXPECT_EQ(shown(manifest, ZoneRole::Ticker, now_), line);
}

TEST_F(CompileTest, TakesTheNearestPaginationForACanvasNobodyPagedFor) {
  facts_.canvas_px = {1280, 720};
  const Digest item = notice("a", long_ago_, far_);
  EXPECT_EQ(shown(compiled({item}), ZoneRole::Main, now_), item);
}

TEST_F(CompileTest, PassesOverAnItemWithoutAnyPage) {
  ItemVersion bare = sample::notice();
  bare.id.text = "bare";
  bare.paginations.clear();
  const Digest without = add(bare);
  const Digest good = notice("good", long_ago_, far_);
  EXPECT_EQ(compiled({without, good}).selection.items, std::vector<Digest>{good});
  EXPECT_TRUE(compiled({without}).selection.windows.empty());
}

TEST_F(CompileTest, LeavesOutWhatWasSignedForOtherBoards) {
  const auto placed = [&](const std::string& id, Places places) {
    ItemContent content = sample::notice_content();
    content.places = std::move(places);
    return add(std::move(content), id, long_ago_, far_);
  };
  const Digest everywhere = notice("everywhere", long_ago_, far_);
  const Digest here = placed("here", {{{"board-0"}, {"board-1"}}, {}});
  const Digest commune = placed("commune", {{}, {"30307"}});
  const Digest elsewhere = placed("elsewhere", {{{"board-2"}}, {"30308"}});
  const Manifest manifest = compiled({elsewhere, everywhere, here, commune});
  EXPECT_EQ(manifest.selection.items, (std::vector<Digest>{everywhere, here, commune}));
  // A playlist of which nothing is for this board leaves the zone to what is below it.
  Schedule high;
  high.priority = 5;
  const Manifest below = compiled(Programme{{{}, {everywhere}}, {high, {elsewhere}}});
  EXPECT_EQ(shown(below, ZoneRole::Main, now_), everywhere);
  EXPECT_TRUE(compiled({elsewhere}).selection.windows.empty());
}

TEST_F(CompileTest, DividesAPortraitBoardTheSameWay) {
  facts_.canvas_px = {1080, 1920};
  const Digest item = notice("a", long_ago_, far_);
  const Manifest manifest = compiled({item});
  EXPECT_EQ(manifest.selection.layouts[0], default_layout({1080, 1920}));
  const Pagination* pagination = pagination_for(manifest.items[0], {1080, 1716});
  EXPECT_EQ(manifest.selection.playlists[0].entries[0].duration, pagination->pages[0].duration);
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_), item);
}

TEST_F(CompileTest, KeepsEachPlaylistProgramAndItemOnce) {
  std::vector<Digest> programme = {notice("a", long_ago_, far_), ticker("t", long_ago_, far_)};
  // The same item comes and goes: the same two playlists again and again.
  programme.push_back(programme[0]);
  for (int i = 0; i < 10; ++i) {
    programme.push_back(ticker("t" + std::to_string(i), now_ + 2h * i, now_ + 2h * i + 1h));
  }
  const Manifest manifest = compiled(programme);
  EXPECT_EQ(manifest.selection.windows.size(), 20u);
  EXPECT_EQ(manifest.selection.items.size(), 12u);
  EXPECT_EQ(manifest.selection.playlists.size(), 12u) << "main, ticker, ticker with each guest";
  EXPECT_EQ(manifest.selection.programs.size(), 11u);
  EXPECT_EQ(manifest.selection.layouts.size(), 1u);
}

TEST_F(CompileTest, RefusesWhatIsTooMuchForOneBoard) {
  const Digest item = notice("a", long_ago_, far_);
  const Programme many = {{{}, std::vector<Digest>(200, item)}};
  const auto pages = compile(facts_, many, versions_, now_, 1);
  ASSERT_FALSE(pages.ok());
  EXPECT_EQ(pages.error().key, "playlist.too_long");
  const Programme most = {{{}, std::vector<Digest>(limits::kItemsPerManifestMax + 1, item)}};
  EXPECT_EQ(compile(facts_, most, versions_, now_, 1).error().key, "playlist.too_long");
}

TEST_F(CompileTest, SaysWhatIsWrongWithTheBoardsFacts) {
  facts_.place.commune_code = "303";
  EXPECT_EQ(compile(facts_, {}, versions_, now_, 1).error().key, "rule.commune_code");
}

TEST_F(CompileTest, AVersionThatNobodyLoadedIsABug) {
  EXPECT_DEATH((void)compile(facts_, Programme{{{}, {Digest{}}}}, versions_, now_, 1), "");
}

TEST_F(CompileTest, TurnsLocalHoursIntoWindows) {
  const Digest day = notice("day", long_ago_, far_);
  const Digest night = notice("night", long_ago_, far_);
  Schedule late;
  late.priority = 2;
  late.rules.resize(1);
  late.rules[0].begin = 18h;
  late.rules[0].end = 6h;
  const Manifest manifest = compiled(Programme{{{}, {day}}, {late, {night}}});
  // now_ is 07:00 in the commune.
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_), day);
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_ + 11h - 1ms), day);
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_ + 11h), night);
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_ + 23h), day);
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_ + 390 * 24h + 11h), night);
  facts_.utc_offset_minutes = 480;
  const Manifest moved = compiled(Programme{{{}, {day}}, {late, {night}}});
  EXPECT_EQ(shown(moved, ZoneRole::Main, now_ + 10h), night) << "another time zone, the same hours";
  EXPECT_FALSE(same_course(manifest.selection, moved.selection, now_, until_));
}

TEST_F(CompileTest, DividesTheScreenAsThePlaylistsAsk) {
  const Digest story = notice("a", long_ago_, far_);
  const Digest aside = notice("b", long_ago_, far_);
  const Digest line = ticker("t", long_ago_, far_);
  const Digest film = notice("film", now_ + 1h, now_ + 2h);
  Schedule side;
  side.zone = PageZone::Side;
  Schedule full;
  full.priority = 3;
  full.layout = LayoutKind::Full;
  const Programme programme = {{{}, {story, line}}, {side, {aside}}, {full, {film}}};
  const Manifest manifest = compiled(programme);
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_), story);
  EXPECT_EQ(shown(manifest, ZoneRole::Side, now_), aside);
  EXPECT_EQ(shown(manifest, ZoneRole::Ticker, now_), line);
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_ + 1h), film);
  EXPECT_EQ(shown(manifest, ZoneRole::Ticker, now_ + 1h), std::nullopt);
  const Resolved takeover = resolve(manifest, now_ + 1h);
  EXPECT_EQ(manifest.selection.layouts[takeover.scene.layout],
            layout_of({1920, 1080}, LayoutKind::Full));
  EXPECT_EQ(manifest.selection.layouts.size(), 2u);
  facts_.canvas_px = {384, 192};
  const Manifest small = compiled(programme);
  EXPECT_EQ(shown(small, ZoneRole::Side, now_), std::nullopt);
  EXPECT_EQ(shown(small, ZoneRole::Main, now_ + 30s), aside)
      << "it takes its turn in the main zone";
}

TEST_F(CompileTest, ShowsALayoutOfTheCommunesOwnWhereItWasDrawn) {
  facts_.layouts = {sample::layout()};
  Schedule drawn;
  drawn.drawn = facts_.layouts[0].id;
  Schedule side;
  side.zone = PageZone::Side;
  const Digest story = notice("a", long_ago_, far_);
  const Digest aside = notice("b", long_ago_, far_);
  const Digest line = ticker("t", long_ago_, far_);
  const Programme programme = {{drawn, {story, line}}, {side, {aside}}};
  const Manifest manifest = compiled(programme);
  EXPECT_EQ(manifest.selection.layouts,
            std::vector<Layout>{drawn_on({1920, 1080}, facts_.layouts[0]).value()});
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_), story);
  EXPECT_EQ(shown(manifest, ZoneRole::Side, now_), aside);
  EXPECT_EQ(shown(manifest, ZoneRole::Ticker, now_), line);

  facts_.canvas_px = {384, 192};
  EXPECT_EQ(compiled(programme).selection.layouts, std::vector<Layout>{default_layout({384, 192})})
      << "too small for what was drawn, and for a preset with a side zone";
  facts_.canvas_px = {1920, 1080};
  facts_.layouts.clear();
  EXPECT_EQ(compiled(programme).selection.layouts,
            std::vector<Layout>{layout_of({1920, 1080}, LayoutKind::Side)})
      << "one that nobody knows any more is the preset beside it";
}

TEST_F(CompileTest, WhatWasPagedBeforeALayoutWasDrawnShowsByThePagesMostAlike) {
  const Digest before = notice("a", long_ago_, far_);
  facts_.layouts = {sample::layout()};
  Schedule drawn;
  drawn.drawn = facts_.layouts[0].id;
  kinds_ = zone_kinds({}, facts_.layouts);
  const Digest after = notice("b", long_ago_, far_);
  const Manifest manifest = compiled(Programme{{drawn, {before, after}}});
  ASSERT_EQ(manifest.items.size(), 2u);
  const Size main_px{960, 810};
  EXPECT_NE(pagination_for(manifest.items[0], main_px)->zone_px, main_px);
  EXPECT_EQ(pagination_for(manifest.items[1], main_px)->zone_px, main_px);
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_), before) << "it shows all the same";
}

TEST_F(CompileTest, RestartsNothingThatAnotherPlaylistLeavesAlone) {
  const Digest a = notice("a", long_ago_, far_);
  const Digest b = notice("b", long_ago_, far_);
  const Digest line = ticker("t", now_ + 65s, far_);
  const Manifest manifest = compiled({a, b, line});
  ASSERT_EQ(manifest.selection.windows.size(), 2u);
  EXPECT_EQ(manifest.selection.windows[1].ran, (std::vector<Millis>{0ms, 65s, 0ms}));
  // 65 s into a cycle of 60 s: the first page of `a`, five seconds old.
  const ZoneScene zone = resolve(manifest, now_ + 65s).scene.zones[1];
  EXPECT_EQ(zone.since, now_ + 60s);
  EXPECT_EQ(shown(manifest, ZoneRole::Main, now_ + 90s), b);
  EXPECT_EQ(shown(manifest, ZoneRole::Ticker, now_ + 65s), line);
}

TEST_F(CompileTest, GoesOnWhereTheBoardIsWhenSomethingElseIsPublished) {
  const Digest a = notice("a", long_ago_, far_);
  const Digest b = notice("b", long_ago_, far_);
  const Selection last = compiled({a, b}).selection;
  now_ += 3h + 25s;
  const Manifest manifest =
      compiled(Programme{{{}, {a, b}}, {{}, {ticker("t", now_, far_)}}}, &last);
  const ZoneScene zone = resolve(manifest, now_).scene.zones[1];
  EXPECT_EQ(zone.since, now_ - 5s);
  EXPECT_EQ(zone.page, 2u);
  const Manifest other = compiled(Programme{{{}, {b, a}}}, &last);
  EXPECT_EQ(resolve(other, now_).scene.zones[1].since, now_) << "another playlist begins anew";
}

TEST_F(CompileTest, GivesTheHoursOfTheBoard) {
  const Digest item = notice("a", long_ago_, far_);
  facts_.timetable.quiet = Hours{{{{}, 21h, 6h}}};
  facts_.timetable.panel_on = Hours{{{{}, 5h + 30min, 22h}}};
  const Manifest silent = compiled({item});
  EXPECT_TRUE(silent.selection.quiet.empty()) << "nothing there can be heard";
  EXPECT_EQ(silent.selection.panel_off.size(), 400u);
  EXPECT_TRUE(resolve(silent, now_).scene.panel_on);
  EXPECT_FALSE(resolve(silent, now_ + 15h).scene.panel_on) << "22:00";

  const Digest clip = heard_clip();
  const Manifest loud = compiled({clip});
  EXPECT_TRUE(resolve(loud, now_ + 14h - 1ms).scene.sound);
  EXPECT_FALSE(resolve(loud, now_ + 14h).scene.sound) << "21:00";
  EXPECT_FALSE(same_course(silent.selection, loud.selection, now_, until_));
  facts_.timetable.quiet = Hours{{{{}, 20h, 6h}}};
  EXPECT_FALSE(same_course(compiled({clip}).selection, loud.selection, now_, until_));
  std::vector<HoursRow> rows;
  for (int i = 0; i < 12; ++i) rows.push_back({{}, i * 2h, i * 2h + 1h});
  facts_.timetable.quiet = Hours{rows};
  EXPECT_EQ(compile(facts_, {{{}, {clip}}}, versions_, now_, 1).error().key, "timetable.too_long");
}

TEST_F(CompileTest, WhileTheStateMournsCultureRestsAndNothingIsHeard) {
  ItemContent festival = sample::notice_content();
  festival.category = Category::Culture;
  const Digest rests = add(festival, "festival", long_ago_, far_);
  ItemContent law = sample::notice_content();
  law.category = Category::Policy;
  const Digest plays = add(law, "law", long_ago_, far_);
  facts_.mourning = Mourning{2026y / 11 / 24, 2026y / 11 / 25, "TB 12"};
  const Instant begin = *from_iso8601("2026-11-23T17:00:00.000Z"), end = begin + 48h;
  ASSERT_LT(now_, begin);

  const Manifest alone = compiled({rests});
  EXPECT_EQ(shown(alone, ZoneRole::Main, begin - 1ms), rests);
  EXPECT_EQ(resolve(alone, begin).scene.kind, Scene::Kind::Card) << "never black";
  EXPECT_EQ(shown(alone, ZoneRole::Main, end - 1ms), std::nullopt);
  EXPECT_EQ(shown(alone, ZoneRole::Main, end), rests);

  const Manifest both = compiled({rests, plays});
  for (Instant t = begin; t < end; t += 7min) {
    ASSERT_EQ(shown(both, ZoneRole::Main, t), plays) << to_iso8601(t);
  }
  EXPECT_TRUE(both.selection.quiet.empty()) << "nothing there can be heard";

  const Digest clip = heard_clip();
  facts_.timetable.quiet = Hours{{{{}, 21h, 6h}}};
  const Manifest loud = compiled({clip});
  EXPECT_TRUE(resolve(loud, begin - 4h).scene.sound) << "20:00 of the day before";
  for (Instant t = begin; t < end; t += 1h) EXPECT_FALSE(resolve(loud, t).scene.sound);
  EXPECT_FALSE(resolve(loud, end).scene.sound) << "it is night";
  EXPECT_TRUE(resolve(loud, end + 6h).scene.sound);
  facts_.timetable.quiet.reset();
  EXPECT_FALSE(resolve(compiled({clip}), end - 1ms).scene.sound) << "also without quiet hours";
}

/// compile and resolve together against a plain reading of the rule.
TEST_F(CompileTest, ShowsAtEachInstantWhatTheRuleSays) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SeededRandom random(seed);
    versions_.clear();
    const std::vector<Size> canvases = {{1920, 1080}, {1080, 1920}, {384, 192}, {500, 333}};
    facts_.canvas_px = canvases[static_cast<std::size_t>(between(random, 0, 3))];
    std::vector<Digest> programme;
    for (auto left = between(random, 0, 8); left > 0; --left) {
      const Instant from = now_ + Millis(between(random, -3'600'000, 3'600'000));
      const Instant until = from + Millis(between(random, 1, 3'600'000));
      const std::string id = "i" + std::to_string(left);
      programme.push_back(chance(random, 30) ? ticker(id, from, until) : notice(id, from, until));
      if (chance(random, 20)) programme.push_back(programme.front());
    }
    const Manifest manifest = compiled(programme);
    ASSERT_TRUE(validate(manifest).empty()) << seed;
    for (int i = 0; i < 200; ++i) {
      const Instant t = now_ + Millis(between(random, 0, 8'000'000));
      for (const ZoneRole role : {ZoneRole::Main, ZoneRole::Ticker}) {
        const auto turns_at = [&](Instant instant) {
          std::vector<Digest> turns;  // one per page, ten seconds each
          for (const Digest& hash : programme) {
            const ItemContent& content = versions_.at(hash)->content;
            const bool valid = content.valid_from <= instant && instant < content.valid_until;
            const bool here = (content.kind == ItemKind::Ticker) == (role == ZoneRole::Ticker);
            const std::size_t pages = content.kind == ItemKind::Ticker ? 1 : 3;
            if (valid && here) turns.insert(turns.end(), pages, hash);
          }
          return turns;
        };
        const std::vector<Digest> turns = turns_at(t);
        Instant begin = now_;  // the last edge at which this zone's playlist changed
        for (const Digest& hash : programme) {
          const ItemContent& content = versions_.at(hash)->content;
          for (const Instant edge : {content.valid_from, content.valid_until}) {
            if (edge <= t && edge > begin && turns_at(edge) != turns_at(edge - 1ms)) begin = edge;
          }
        }
        std::optional<Digest> wanted;
        if (!turns.empty()) {
          wanted = turns[static_cast<std::size_t>((t - begin) / 10s) % turns.size()];
        }
        ASSERT_EQ(shown(manifest, role, t), wanted) << seed << " " << i;
      }
    }
  }
}

TEST_F(CompileTest, TheSameCourseIsTheSameThoughMadeLater) {
  const Digest item = notice("a", long_ago_, now_ + 5h);
  const Digest late = notice("b", now_ + 2h, far_);
  const Selection first = compiled({item, late}).selection;
  now_ += 1h;
  auto second = compile(facts_, {{{}, {item, late}}}, versions_, now_, 9)->selection;
  EXPECT_TRUE(same_course(second, first, now_, until_));
  now_ += 2h;  // a window of the first is past
  second = compile(facts_, {{{}, {item, late}}}, versions_, now_, 9)->selection;
  EXPECT_NE(second.windows, first.windows);
  EXPECT_TRUE(same_course(second, first, now_, until_));
  EXPECT_TRUE(same_course(first, second, now_, until_));
}

TEST_F(CompileTest, AnotherCourseIsSeen) {
  const Digest a = notice("a", long_ago_, far_);
  const Digest b = notice("b", long_ago_, far_);
  const Selection first = compiled({a, b}).selection;
  EXPECT_FALSE(same_course(compiled({b, a}).selection, first, now_, until_)) << "order";
  EXPECT_FALSE(same_course(compiled({a}).selection, first, now_, until_));
  EXPECT_FALSE(same_course(compiled(Programme{}).selection, first, now_, until_));
  EXPECT_FALSE(
      same_course(compiled({a, b, ticker("t", now_ + 24h, far_)}).selection, first, now_, until_));
  facts_.utc_offset_minutes = 0;
  EXPECT_FALSE(same_course(compiled({a, b}).selection, first, now_, until_));
  facts_.utc_offset_minutes = 420;
  facts_.place.agency = "UBND xã khác";
  EXPECT_FALSE(same_course(compiled({a, b}).selection, first, now_, until_));
  facts_.place.agency = first.place.agency;
  facts_.canvas_px = {1080, 1920};
  EXPECT_FALSE(same_course(compiled({a, b}).selection, first, now_, until_));
}

}  // namespace
}  // namespace bangtin
