#include "shared/ui/geo_map.h"

#include <gtest/gtest.h>

#include "shared/ui/icons.h"
#include "shared/ui/test_driver.h"

namespace bangtin::ui {
namespace {

/// A map of one board in the middle of its frame, and one beside it.
class GeoMapTest : public testing::Test {
 protected:
  void draw() {
    begin_screen(false);
    begin_card("card", 600, 0);
    GeoMap view{"map", "Bản đồ", &map_, marks_, "B", 500, picks_};
    if (const auto pressed = geo_map(view)) press_ = pressed;
    end_card();
    end_screen();
  }

  CommuneMap map_{{{{10'000'000, 105'700'000},
                    {10'000'000, 105'800'000},
                    {10'100'000, 105'800'000},
                    {10'100'000, 105'700'000}}},
                  {{MapLineKind::Water, {{10'020'000, 105'700'000}, {10'080'000, 105'800'000}}},
                   {MapLineKind::Road, {{10'000'000, 105'750'000}, {10'300'000, 105'750'000}}}}};
  std::vector<MapMark> marks_{
      {{10'050'000, 105'750'000},
       {icon::kOffline, "Mất liên lạc", Tone::Bad},
       "Chợ",
       "Cáp?",
       false},
      {{10'080'000, 105'790'000}, {icon::kCheckCircle, "Tốt", Tone::Good}, "Trạm Y tế", "", true}};
  bool picks_ = false;
  std::optional<MapPress> press_;
  TestDriver driver_{{1366, 768}, 1.0F, [this] { draw(); }};
};

TEST_F(GeoMapTest, SaysNamesScaleAndNorth) {
  driver_.idle();
  for (const char* words : {"Chợ", "Trạm Y tế", "2 km", "B"}) {
    EXPECT_TRUE(driver_.reads(words)) << words << "\n" << driver_.visible();
  }
  for (const std::string& found : driver_.lint()) ADD_FAILURE() << found;
}

TEST_F(GeoMapTest, AMarkIsPressedAndTellsItsCauseUnderTheMouse) {
  ASSERT_TRUE(driver_.click("map").ok());
  ASSERT_TRUE(press_ && press_->mark);
  EXPECT_EQ(*press_->mark, 0U);
  driver_.idle();
  EXPECT_TRUE(driver_.reads("Cáp?")) << driver_.visible();
  EXPECT_TRUE(driver_.reads("Mất liên lạc"));
}

TEST_F(GeoMapTest, WhereNoMarkIsNothingIsPressedUnlessAPlaceIsAskedFor) {
  marks_.erase(marks_.begin());
  ASSERT_TRUE(driver_.click("map").ok());
  EXPECT_FALSE(press_);
  picks_ = true;
  ASSERT_TRUE(driver_.click("map").ok());
  ASSERT_TRUE(press_);
  EXPECT_FALSE(press_->mark);
  EXPECT_NEAR(press_->place.latitude_udeg, 10'050'000, 500);
  EXPECT_NEAR(press_->place.longitude_udeg, 105'750'000, 500);
}

TEST_F(GeoMapTest, WithoutAMapTheMarksAreAll) {
  map_ = {};
  driver_.idle();
  EXPECT_TRUE(driver_.reads("Chợ")) << driver_.visible();
  marks_.clear();
  driver_.idle();
  EXPECT_FALSE(driver_.has("map")) << "nothing to be shown";
}

TEST_F(GeoMapTest, CrowdedMarksKeepTheirNamesApart) {
  marks_.clear();
  for (int i = 0; i < 40; ++i) {
    marks_.push_back({{10'000'000 + i * 7'919 % 100'000, 105'700'000 + i * 6'007 % 100'000},
                      {icon::kCheckCircle, "Tốt", Tone::Good},
                      "Nhà văn hoá ấp Thạnh Hoà số " + std::to_string(i),
                      "",
                      i == 3});
  }
  driver_.idle();
  for (const std::string& found : driver_.lint()) ADD_FAILURE() << found;
}

}  // namespace
}  // namespace bangtin::ui
