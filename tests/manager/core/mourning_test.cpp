// Which items rest, for how long, and which days can be declared.
#include "manager/core/mourning.h"

#include <gtest/gtest.h>

#include "tests/fakes/sample_manifest.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

const Mourning kTwoDays{2026y / 11 / 24, 2026y / 11 / 25, "Thông báo số 12-TB/TW"};
const Span kSpan = span_of(kTwoDays, 420);
const MourningRecord kDeclared{MourningDeclared{kTwoDays, "minh", kSpan.begin - 24h}};

/// Culture, valid from so long after the first midnight of mourning until so long after the last.
ItemContent festival(Millis from, Millis until) {
  ItemContent content = sample::notice_content();
  content.category = Category::Culture;
  content.valid_from = kSpan.begin + from;
  content.valid_until = kSpan.end + until;
  return content;
}

TEST(Mourning, CultureAndBusinessesRestAndNothingElse) {
  ItemContent content = sample::notice_content();
  for (const Category category :
       {Category::Policy, Category::Welfare, Category::Economy, Category::Security,
        Category::Disaster, Category::Procedure, Category::Answer, Category::Other}) {
    content.category = category;
    EXPECT_FALSE(rests_in_mourning(content)) << static_cast<int>(category);
  }
  content.category = Category::Culture;
  EXPECT_TRUE(rests_in_mourning(content));
  content.priority = kPriorityUrgent;
  EXPECT_FALSE(rests_in_mourning(content)) << "a storm does not wait";
  content.priority = 1;
  content.category = Category::Other;
  content.owner_kind = OwnerKind::Business;
  EXPECT_TRUE(rests_in_mourning(content));
}

TEST(Mourning, ItsDaysAreWholeDaysOfTheCommune) {
  const Span span = span_of(kTwoDays, 420);
  EXPECT_EQ(to_iso8601(span.begin), "2026-11-23T17:00:00.000Z");
  EXPECT_EQ(to_iso8601(span.end), "2026-11-25T17:00:00.000Z");
  const Span leap = span_of({2028y / 2 / 28, 2028y / 3 / 1, ""}, 420);
  EXPECT_EQ(leap.end - leap.begin, 72h);
}

TEST(Mourning, WhatRestsPlaysBeforeAndAfter) {
  const Instant t = sample::midnight();
  const auto at = [&](int a, int b) { return Span{t + a * 1h, t + b * 1h}; };
  const Span rest = at(10, 20);
  EXPECT_EQ(without(at(0, 30), rest), (std::vector{at(0, 10), at(20, 30)}));
  EXPECT_EQ(without(at(12, 18), rest), std::vector<Span>());
  EXPECT_EQ(without(at(10, 20), rest), std::vector<Span>());
  EXPECT_EQ(without(at(5, 15), rest), std::vector{at(5, 10)});
  EXPECT_EQ(without(at(15, 25), rest), std::vector{at(20, 25)});
  EXPECT_EQ(without(at(0, 10), rest), std::vector{at(0, 10)});
  EXPECT_EQ(without(at(0, 5), rest), std::vector{at(0, 5)});
  EXPECT_EQ(without(at(20, 25), rest), std::vector{at(20, 25)});
  EXPECT_EQ(without(at(25, 30), rest), std::vector{at(25, 30)});
}

TEST(Mourning, TheStateMournsFromItsFirstMinuteToItsLast) {
  EXPECT_FALSE(mourns_at(kDeclared, 420, kSpan.begin - 1ms));
  EXPECT_TRUE(mourns_at(kDeclared, 420, kSpan.begin));
  EXPECT_TRUE(mourns_at(kDeclared, 420, kSpan.end - 1ms));
  EXPECT_FALSE(mourns_at(kDeclared, 420, kSpan.end));
  EXPECT_FALSE(mourns_at({}, 420, kSpan.begin));
}

TEST(Mourning, ARestIsThePartOfTheValidityThatIsMourned) {
  const auto rest = [](Millis from, Millis until) {
    return rest_of(festival(from, until), kTwoDays, 420);
  };
  EXPECT_EQ(rest(-5h, 5h), kSpan);
  EXPECT_EQ(rest(3h, 5h), (Span{kSpan.begin + 3h, kSpan.end}));
  EXPECT_EQ(rest(-5h, -3h), (Span{kSpan.begin, kSpan.end - 3h}));
  EXPECT_EQ(rest(3h, -3h), (Span{kSpan.begin + 3h, kSpan.end - 3h}));
  EXPECT_EQ(rest(0h, 0h), kSpan);
  EXPECT_EQ(rest(-5h, -48h), std::nullopt) << "it ends as the first day begins";
  EXPECT_EQ(rest(48h, 5h), std::nullopt) << "it begins as the last day ends";
  EXPECT_EQ(rest_of(festival(-5h, 5h), std::nullopt, 420), std::nullopt);
}

TEST(Mourning, OnlyWhatRestsHasARest) {
  ItemContent content = festival(-5h, 5h);
  content.origin = Origin::Province;
  content.priority = kPriorityFirst;
  EXPECT_EQ(rest_of(content, kTwoDays, 420), kSpan) << "a province's too, also with priority";
  content.priority = kPriorityUrgent;
  EXPECT_EQ(rest_of(content, kTwoDays, 420), std::nullopt);
  content = festival(-5h, 5h);
  content.category = Category::Policy;
  EXPECT_EQ(rest_of(content, kTwoDays, 420), std::nullopt);
}

TEST(Mourning, ARestIsToldFromTheDeclarationUntilItIsOver) {
  const auto told = [](const ItemContent& content, Instant now) {
    return rest_at(ItemState::Approved, content, kDeclared, 420, now);
  };
  const ItemContent goes_on = festival(-5h, 5h);
  const auto before = told(goes_on, kSpan.begin - 1ms);
  ASSERT_TRUE(before);
  EXPECT_EQ(*before, (Rest{kSpan, true}));
  EXPECT_FALSE(before->has_begun(kSpan.begin - 1ms));
  EXPECT_TRUE(before->has_begun(kSpan.begin));
  EXPECT_TRUE(told(goes_on, kSpan.end - 1ms)) << "its last minute";
  EXPECT_FALSE(told(goes_on, kSpan.end)) << "it plays again";

  const ItemContent ends = festival(-5h, -3h);
  EXPECT_EQ(told(ends, kSpan.begin), (Rest{{kSpan.begin, kSpan.end - 3h}, false}));
  EXPECT_FALSE(told(ends, kSpan.end - 3h)) << "its time is over, though the state mourns on";
  EXPECT_EQ(told(festival(-5h, 0h), kSpan.begin), (Rest{kSpan, false})) << "nothing is left of it";
}

TEST(Mourning, NoRestIsToldOfWhatDoesNotPlayAnyway) {
  const auto told = [](ItemState state, const MourningRecord& record) {
    return rest_at(state, festival(-5h, 5h), record, 420, kSpan.begin).has_value();
  };
  EXPECT_TRUE(told(ItemState::Submitted, kDeclared));
  EXPECT_TRUE(told(ItemState::Approved, kDeclared));
  for (const ItemState state : {ItemState::Draft, ItemState::Returned, ItemState::Withdrawn}) {
    EXPECT_FALSE(told(state, kDeclared)) << name_of(state);
  }
  EXPECT_FALSE(told(ItemState::Approved, {})) << "nobody declared it, or it was taken back";
}

TEST(Mourning, ASlipOfTheDaysIsNamed) {
  const Instant now = *from_iso8601("2026-11-22T01:00:00.000Z");
  const auto refusal = [&](const Mourning& mourning) {
    const Status status = validate(mourning, now, 420);
    return status.ok() ? std::string() : status.error().key;
  };
  EXPECT_EQ(refusal(kTwoDays), "");
  EXPECT_EQ(refusal({2026y / 11 / 22, 2026y / 11 / 22, ""}), "") << "today alone";
  EXPECT_EQ(refusal({2026y / 11 / 20, 2026y / 11 / 22, ""}), "") << "it has begun";
  EXPECT_EQ(refusal({2026y / 11 / 20, 2026y / 11 / 21, ""}), "mourning.over");
  EXPECT_EQ(refusal({2026y / 11 / 25, 2026y / 11 / 24, ""}), "mourning.order");
  EXPECT_EQ(refusal({2026y / 11 / 24, 2026y / 11 / 30, ""}), "");
  EXPECT_EQ(refusal({2026y / 11 / 24, 2026y / 12 / 1, ""}), "mourning.too_long");
  EXPECT_EQ(refusal({2027y / 11 / 24, 2027y / 11 / 25, ""}), "mourning.too_far");
}

}  // namespace
}  // namespace bangtin
