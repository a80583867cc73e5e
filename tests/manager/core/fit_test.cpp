#include "manager/core/fit.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/base/limits.h"
#include "shared/model/validate.h"
#include "shared/protocol/content_json.h"
#include "tests/fakes/plain_pager.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class FitTest : public testing::Test {
 protected:
  Digest notice(const std::string& id, int pages = 1) {
    ItemContent content = sample::notice_content();
    content.media.clear();
    content.body = "Đoạn";
    for (int i = 1; i < pages; ++i) content.body += "\nĐoạn";
    content.valid_from = now_ - 24h;
    content.valid_until = now_ + 24h * 900;
    ItemVersion version = pager_.version({id}, 1, "lan", content, kinds_, now_);
    const Digest hash = hash_of(version);
    versions_[hash] = std::make_shared<const ItemVersion>(std::move(version));
    return hash;
  }
  /// On for a minute so many times a day.
  static Schedule often(int times_a_day, std::chrono::minutes late = 0min) {
    Schedule schedule;
    const auto every = 24h / times_a_day;
    for (int i = 0; i < times_a_day; ++i) {
      ScheduleRule& rule = schedule.rules.emplace_back();
      rule.begin = std::chrono::duration_cast<std::chrono::minutes>(every * i) + late;
      rule.end = rule.begin + 1min;
    }
    return schedule;
  }
  Fitted fitted(const Programme& programme) {
    auto made = fit(facts_, programme, versions_, now_, 1, nullptr, fits_);
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().message);
    if (!made.ok()) return {};
    EXPECT_TRUE(validate(made->manifest).empty());
    EXPECT_TRUE(fits_(made->manifest).ok());
    return *made;
  }
  /// What a board holds is as many windows as this.
  void allow_windows(std::size_t count_max) {
    fits_ = [count_max](const Manifest& manifest) -> Status {
      if (manifest.selection.windows.size() <= count_max) return {};
      return Error{Code::Invalid, "windows", "playlist.too_long"};
    };
  }

  Instant now_ = sample::midnight();
  PlainPager pager_;
  std::vector<ZoneKind> kinds_ = zone_kinds({});
  Versions versions_;
  BoardFacts facts_{{"board-1"}, {1920, 1080}, 420, {"30307", "91", "UBND xã Tân Hưng"}};
  FitsBoard fits_ = [](const Manifest&) { return Status(); };
};

TEST_F(FitTest, WhatFitsIsWholeAndLooksAsFarAheadAsItGoes) {
  const Programme programme = {{{}, {notice("a")}}, {often(10), {notice("b")}}};
  const Fitted made = fitted(programme);
  EXPECT_EQ(made.reach, Reach{});
  EXPECT_EQ(made.horizon(), now_ + limits::kExpandHorizon);
  EXPECT_EQ(made.manifest, *compile(facts_, programme, versions_, now_, 1));
  EXPECT_FALSE(made.why);
  EXPECT_FALSE(made.is_partial());
}

TEST_F(FitTest, ManyChangesADayAreToldForFewerDaysAndAllOfThem) {
  const Programme programme = {{{}, {notice("a")}}, {often(10), {notice("b")}}};
  allow_windows(20 * 100 + 1);
  const Fitted made = fitted(programme);
  EXPECT_EQ(made.reach, (Reach{24h * 100, false}));
  EXPECT_EQ(made.manifest.selection.windows.back().end, now_ + 24h * 100);
  EXPECT_FALSE(made.is_partial());
  ASSERT_TRUE(made.why);
  EXPECT_EQ(made.why->key, "playlist.too_long");
}

TEST_F(FitTest, TheBoundOfWindowsIsNoBoundOfTheLastReach) {
  // A change at each minute: more is not to be had.
  Programme programme;
  for (int i = 0; i < 30; ++i) {
    programme.push_back({often(24, std::chrono::minutes(2 * i)), {notice(std::to_string(i))}});
  }
  const Fitted made = fitted(programme);
  EXPECT_GE(made.reach.ahead, limits::kExpandHorizonMin);
  EXPECT_FALSE(made.is_partial());
  EXPECT_GT(made.manifest.selection.windows.size(), 1'440u * 14 / 2 - 2);
}

TEST_F(FitTest, OfAZoneWithTooManyPagesTheFirstItemsStay) {
  Programme programme;
  for (int i = 0; i < 11; ++i) programme.push_back({{}, {notice(std::to_string(i), 50)}});
  const Fitted made = fitted(programme);
  EXPECT_EQ(made.reach, (Reach{limits::kExpandHorizon, true}));
  EXPECT_EQ(made.left_out, 0u);
  EXPECT_TRUE(made.is_partial());
  EXPECT_EQ(made.manifest.selection.items.size(), 10u);
  EXPECT_EQ(made.manifest.selection.items.front(), programme.front().items[0]);
}

TEST_F(FitTest, WhatFitsInNoReachIsLeftOutTheNewestOfTheLowestPriorityFirst) {
  Programme programme;
  for (int i = 0; i < 6; ++i) programme.push_back({{}, {notice(std::to_string(i))}});
  programme[5].schedule.zone = PageZone::Side;
  programme[5].schedule.priority = 9;  // the newest of all, but it matters
  fits_ = [](const Manifest& manifest) -> Status {
    if (manifest.selection.items.size() <= 4) return {};
    return Error{Code::Invalid, "items", "playlist.too_long"};
  };
  const Fitted made = fitted(programme);
  EXPECT_EQ(made.left_out, 2u);
  EXPECT_EQ(made.reach.ahead, limits::kExpandHorizonMin);
  const auto has = [&](int i) {
    return std::ranges::count(made.manifest.selection.items, programme[i].items[0]) == 1;
  };
  for (const int kept : {0, 1, 2, 5}) EXPECT_TRUE(has(kept)) << kept;
}

TEST_F(FitTest, OneThatNeverFitsDoesNotKeepTheOthersOut) {
  Programme programme;
  for (int i = 0; i < 20; ++i) programme.push_back({{}, {notice(std::to_string(i))}});
  const Digest bad = programme[3].items[0];
  const Digest worse = programme[11].items[0];
  fits_ = [&](const Manifest& manifest) -> Status {
    for (const Digest& item : manifest.selection.items) {
      if (item == bad || item == worse) return Error{Code::Invalid, "this one", "x"};
    }
    return {};
  };
  const Fitted made = fitted(programme);
  EXPECT_EQ(made.left_out, 2u);
  EXPECT_EQ(made.manifest.selection.items.size(), 18u);
}

TEST_F(FitTest, ARuleThatCannotBeKeptAnyMoreLeavesTheOthers) {
  Schedule impossible;
  ScheduleRule& rule = impossible.rules.emplace_back();
  rule.from_day = std::chrono::year{2026} / 1 / 1;
  rule.recurrence = "FREQ=MINUTELY";
  const Programme programme = {{impossible, {notice("a")}}, {{}, {notice("b")}}};
  const Fitted made = fitted(programme);
  EXPECT_EQ(made.left_out, 1u);
  EXPECT_EQ(made.manifest.selection.items, programme[1].items);
}

TEST_F(FitTest, TooManyHoursOfTheDayBecomeFewerThatHoldThem) {
  facts_.timetable.panel_on = Hours{};
  for (int i = 0; i < 200; ++i) {
    facts_.timetable.panel_on->rows.push_back(
        {{}, std::chrono::minutes(7 * i), std::chrono::minutes(7 * i + 1 + i % 5)});
  }
  const Fitted made = fitted({{{}, {notice("a")}}});
  EXPECT_EQ(made.reach, (Reach{limits::kExpandHorizon, true}));
  const std::vector<Span>& off = made.manifest.selection.panel_off;
  EXPECT_LE(off.size(), limits::kSpansMax);
  EXPECT_GT(off.size(), limits::kSpansMax - 3);
  // Off only where the hours say so.
  const TimeFrame frame{now_, made.horizon(), 420};
  const std::vector<Span> lit = spans_of(*facts_.timetable.panel_on, frame);
  for (const Span& span : off) {
    const auto after = std::ranges::upper_bound(lit, span.begin, {}, &Span::end);
    EXPECT_TRUE(after == lit.end() || after->begin >= span.end);
  }
}

TEST_F(FitTest, WhatIsWrongWithTheBoardItselfIsSaidAndSoIsWhatTheStoreSays) {
  fits_ = [](const Manifest&) -> Status { return Error{Code::Unavailable, "disk", "x"}; };
  EXPECT_EQ(fit(facts_, {}, versions_, now_, 1, nullptr, fits_).error().code, Code::Unavailable);
  fits_ = [](const Manifest&) { return Status(); };
  facts_.place.commune_code = "303";
  EXPECT_EQ(fit(facts_, {}, versions_, now_, 1, nullptr, fits_).error().key, "rule.commune_code");
}

TEST_F(FitTest, AnyProgrammeFitsAnyBoard) {
  SeededRandom random(7);
  std::vector<Digest> items;
  for (int i = 0; i < 12; ++i) items.push_back(notice(std::to_string(i), 1 + i % 3));
  for (int round = 0; round < 12; ++round) {
    Programme programme;
    const std::int64_t count = between(random, 0, 5);
    for (std::int64_t i = 0; i < count; ++i) {
      ProgrammePart& part = programme.emplace_back();
      if (chance(random, 50)) {
        part.schedule = often(4, std::chrono::minutes(between(random, 0, 59)));
      }
      part.schedule.priority = static_cast<int>(between(random, 1, 3));
      for (int k = 0; k < 2; ++k) {
        part.items.push_back(items[static_cast<std::size_t>(between(random, 0, 11))]);
      }
    }
    allow_windows(static_cast<std::size_t>(between(random, 0, 400)));
    fitted(programme);
  }
}

}  // namespace
}  // namespace bangtin
