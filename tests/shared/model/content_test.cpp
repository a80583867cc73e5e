#include "shared/model/content.h"

#include <gtest/gtest.h>

#include <set>

#include "shared/model/manifest.h"

namespace bangtin {
namespace {

template <class Enum>
void expect_names(int count) {
  std::set<std::string_view> seen;
  for (int i = 0; i < count; ++i) {
    const auto value = static_cast<Enum>(i);
    const std::string_view name = name_of(value);
    EXPECT_FALSE(name.empty());
    EXPECT_TRUE(seen.insert(name).second) << name;
    Enum back = static_cast<Enum>((i + 1) % count);
    EXPECT_TRUE(from_name(name, back));
    EXPECT_EQ(back, value);
  }
  EXPECT_TRUE(name_of(static_cast<Enum>(count)).empty());
  Enum untouched{};
  EXPECT_FALSE(from_name("", untouched));
  EXPECT_FALSE(from_name("Notice", untouched));
  EXPECT_EQ(untouched, Enum{});
}

TEST(Names, GoThereAndBack) {
  expect_names<ItemKind>(5);
  expect_names<Category>(9);
  expect_names<Origin>(3);
  expect_names<OwnerKind>(6);
  expect_names<ZoneRole>(4);
}

ItemVersion paged_for(std::vector<Size> sizes) {
  ItemVersion item;
  for (const Size& size : sizes) item.paginations.push_back({size, {}});
  return item;
}

Size chosen(const ItemVersion& item, Size zone) { return pagination_for(item, zone)->zone_px; }

TEST(PaginationFor, IsNullForAnItemWithoutPages) {
  EXPECT_EQ(pagination_for(ItemVersion{}, {600, 400}), nullptr);
}

TEST(PaginationFor, TakesTheExactSizeFirst) {
  const auto item = paged_for({{300, 200}, {600, 400}, {600, 401}});
  EXPECT_EQ(chosen(item, {600, 400}), (Size{600, 400}));
}

TEST(PaginationFor, KeepsTheOrientationBeforeTheAspect) {
  const auto item = paged_for({{500, 600}, {4000, 100}});
  EXPECT_EQ(chosen(item, {600, 500}), (Size{4000, 100}));
  EXPECT_EQ(chosen(item, {400, 600}), (Size{500, 600}));
}

TEST(PaginationFor, TakesTheNearestAspectThenTheNearestArea) {
  const auto item = paged_for({{100, 100}, {384, 192}, {1600, 900}, {1920, 1080}});
  EXPECT_EQ(chosen(item, {1280, 720}), (Size{1600, 900}));
  EXPECT_EQ(chosen(item, {3840, 2160}), (Size{1920, 1080}));
  EXPECT_EQ(chosen(item, {200, 100}), (Size{384, 192}));
}

TEST(PaginationFor, TakesTheFirstOfTwoAlike) {
  const auto item = paged_for({{100, 100}, {400, 400}});
  EXPECT_EQ(chosen(item, {200, 200}), (Size{100, 100}));
}

TEST(PaginationFor, AnswersForSizesThatNothingHas) {
  const auto item = paged_for({{0, -5}, {2147483647, 2147483647}, {-2147483647 - 1, 1}});
  for (const Size zone : {Size{0, 0}, Size{-1, 7}, Size{2147483647, 1}, Size{1, 2147483647}}) {
    EXPECT_NE(pagination_for(item, zone), nullptr);
  }
}

}  // namespace
}  // namespace bangtin
