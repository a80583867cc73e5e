#include "manager/core/item_history.h"

#include <gtest/gtest.h>

#include "shared/crypto/sha256.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

const Instant kMorning = *from_iso8601("2026-11-29T01:00:00.000Z");
constexpr Millis kDay = std::chrono::hours(24);

class HistoryOfAnItem : public testing::Test {
 protected:
  /// Each a minute after the one before.
  void happens(const std::string& kind, const std::string& who, Json body = Json::Object{}) {
    at_ += 1min;
    if (!kind.ends_with("published")) body.set("revision", std::int64_t(++revision_));
    events_.push_back({at_, kind, who, who == "lan" ? "Nguyễn Thị Lan" : "", std::move(body)});
  }
  void lets_play(Instant from, Instant until) {
    air_.valid_from = from;
    air_.valid_until = until;
  }
  ItemHistory told(Instant now) const { return item_history(events_, air_, now); }
  static std::string deeds(const ItemHistory& history) {
    std::string names;
    for (const ItemStep& step : history.steps) names += std::string(name_of(step.deed)) + " ";
    return names;
  }

  Instant at_ = kMorning;
  int revision_ = 0;
  std::vector<ItemEvent> events_;
  ItemAir air_;
};

TEST_F(HistoryOfAnItem, EachStepSaysWhoWhenAndWhy) {
  const Digest version = sha256("v1");
  happens("item.drafted", "lan");
  happens("item.submitted", "lan", Json().set("submitted", to_hex(version)));
  happens("item.returned", "minh", Json().set("reason", "Thiếu ngày"));
  happens("item.drafted", "lan");
  happens("item.submitted", "lan", Json().set("submitted", to_hex(version)));
  happens("item.approved", "minh", Json().set("approved", to_hex(version)).set("one_person", true));
  happens("item.urgent", "minh");
  happens("item.published", "lan");
  happens("item.withdrawn", "minh", Json().set("reason", "Hoãn"));
  const ItemHistory history = told(at_);
  EXPECT_EQ(deeds(history),
            "drafted submitted returned drafted submitted approved published withdrawn ");
  EXPECT_TRUE(history.whole);
  EXPECT_EQ(history.steps[1].who, "lan");
  EXPECT_EQ(history.steps[1].name, "Nguyễn Thị Lan");
  EXPECT_EQ(history.steps[1].at, kMorning + 2min);
  EXPECT_EQ(history.steps[1].version, version);
  EXPECT_EQ(history.steps[2].reason, "Thiếu ngày");
  EXPECT_FALSE(history.steps[2].version);
  EXPECT_TRUE(history.steps[5].one_person);
  EXPECT_EQ(history.steps[5].version, version);
  EXPECT_EQ(history.steps[7].reason, "Hoãn");
  EXPECT_FALSE(history.plays_from);
}

TEST_F(HistoryOfAnItem, WhatOnePersonSavesInARowIsOneStep) {
  happens("item.drafted", "lan");
  happens("item.drafted", "lan");
  happens("item.drafted", "lan");
  happens("item.drafted", "hoa");
  happens("item.drafted", "lan");
  const ItemHistory history = told(at_);
  EXPECT_EQ(deeds(history), "drafted drafted drafted ");
  EXPECT_EQ(history.steps[0].at, kMorning + 1min);
  EXPECT_EQ(history.steps[0].until, kMorning + 3min);
  EXPECT_FALSE(history.steps[1].until);
  EXPECT_FALSE(history.steps[2].until);
}

TEST_F(HistoryOfAnItem, ItPlaysFromWhenItMayAndIsUpUntilItsTimeIsOver) {
  happens("item.drafted", "lan");
  happens("item.approved", "minh");
  lets_play(kMorning, kMorning + kDay);
  EXPECT_FALSE(told(at_).plays_from) << "nobody published it";
  happens("item.published", "lan");
  air_.published = true;
  const Instant up = at_;
  happens("item.drafted", "lan");
  happens("item.approved", "minh");
  EXPECT_EQ(told(at_).plays_from, up) << "a newer version in its place changes nothing";
  EXPECT_EQ(told(at_).plays_until, kMorning + kDay);
  lets_play(kMorning + 1h, kMorning + kDay);
  EXPECT_EQ(told(at_).plays_from, kMorning + 1h) << "not before its time";
  lets_play(kMorning, kMorning + kDay);
  happens("item.withdrawn", "minh");
  happens("item.approved", "minh");
  EXPECT_EQ(told(at_).plays_from, at_) << "it was down in between";
}

TEST_F(HistoryOfAnItem, ItSaysWhenItRestsUntilThatIsOver) {
  happens("item.approved", "minh");
  lets_play(kMorning, kMorning + kDay);
  air_.rest = Span{kMorning + 2h, kMorning + 4h};
  EXPECT_FALSE(told(at_).rests_from) << "nobody published it";
  happens("item.published", "lan");
  air_.published = true;
  EXPECT_EQ(told(at_).rests_from, kMorning + 2h);
  EXPECT_EQ(told(kMorning + 4h - 1ms).rests_until, kMorning + 4h);
  EXPECT_FALSE(told(kMorning + 4h).rests_from);
  EXPECT_FALSE(told(kMorning + 4h).rests_until);
}

/// Of an item that was published before the log said so.
TEST_F(HistoryOfAnItem, WithoutAStepItPlaysSinceItsFirstSelection) {
  happens("item.drafted", "lan");
  happens("item.approved", "minh");
  lets_play(kMorning, kMorning + kDay);
  air_.published = true;
  air_.public_since = kMorning + 5min;
  EXPECT_EQ(told(kMorning + 1h).plays_from, kMorning + 5min);
}

TEST_F(HistoryOfAnItem, ItsEndIsAStepOfNobodysAtItsTime) {
  happens("item.drafted", "lan");
  happens("item.approved", "minh");
  happens("item.published", "lan");
  air_.published = true;
  lets_play(kMorning, kMorning + 10min);
  EXPECT_EQ(deeds(told(kMorning + 10min - 1ms)), "drafted approved published ");
  at_ = kMorning + 1h;
  happens("item.unpublished", "hoa");
  const ItemHistory history = told(at_);
  EXPECT_EQ(deeds(history), "drafted approved published expired unpublished ");
  EXPECT_EQ(history.steps[3].at, kMorning + 10min);
  EXPECT_EQ(history.steps[3].who, "");
  EXPECT_FALSE(history.plays_from);
}

TEST_F(HistoryOfAnItem, WhatTheLogLetGoIsSaid) {
  happens("item.drafted", "lan");
  happens("item.submitted", "lan");
  events_.erase(events_.begin());
  EXPECT_FALSE(told(at_).whole);
  events_.clear();
  EXPECT_FALSE(told(at_).whole);
  EXPECT_EQ(deeds(told(at_)), "");
}

TEST_F(HistoryOfAnItem, TravelsWholeAndNeverLongerThanItsBound) {
  for (std::size_t i = 0; i < kItemStepsMax; ++i) happens("item.drafted", i % 2 ? "lan" : "hoa");
  lets_play(kMorning, kMorning + 1ms);
  const ItemHistory history = told(at_);
  EXPECT_EQ(history.steps.size(), kItemStepsMax);
  EXPECT_FALSE(history.whole);
  ItemHistory read;
  ASSERT_TRUE(from_json(to_json(history), read).ok());
  EXPECT_EQ(read, history);
  Json unknown = to_json(history);
  unknown.set("steps", Json::Array{Json().set("deed", "flown")});
  EXPECT_FALSE(from_json(unknown, read).ok());
}

}  // namespace
}  // namespace bangtin
