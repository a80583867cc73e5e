// Which items rest, for how long, and which days can be declared.
#include "manager/core/mourning.h"

#include <gtest/gtest.h>

#include "tests/fakes/sample_manifest.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

const Mourning kTwoDays{2026y / 11 / 24, 2026y / 11 / 25, "Thông báo số 12-TB/TW"};

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
