#include "shared/ui/timeline.h"

#include <gtest/gtest.h>

#include "shared/ui/test_driver.h"

namespace bangtin::ui {
namespace {

/// A lane with a stretch until noon and one from noon, a lane with a gap at noon, and a rest.
class Lanes : public testing::Test {
 protected:
  void draw() {
    begin_screen(false);
    begin_card("card", 0, 0);
    if (const auto pressed = timeline(lanes_, now_)) press_ = pressed;
    end_card();
    end_screen();
  }
  static TimelineStretch stretch(float begin, float end, const char* words) {
    TimelineStretch made;
    made.begin = begin;
    made.end = end;
    made.words = words;
    return made;
  }

  std::vector<TimelineLane> lanes_{
      {"board", "Trên màn hình", "", {stretch(0, 12, "Sáng"), stretch(12, 24, "Chiều")}, false},
      {"wish", "Bản tin", "ưu tiên 5", {stretch(6, 7, "đang chiếu"), stretch(13, 14, "")}, false},
      {"",
       "Màn hình tắt",
       "",
       {stretch(0, 1, "00:00-01:00"), stretch(20, 24, "20:00-24:00")},
       true},
  };
  std::optional<TimelineNow> now_ = TimelineNow{8.4F, "08:24"};
  std::optional<TimelinePress> press_;
  TestDriver driver_{{1366, 768}, 1.0F, [this] { draw(); }};
};

TEST_F(Lanes, TellTheStretchUnderTheMouse) {
  ASSERT_TRUE(driver_.click("board").ok());
  ASSERT_TRUE(press_);
  EXPECT_EQ(press_->lane, 0U);
  EXPECT_EQ(press_->stretch, 1U) << "the middle is noon";
  press_.reset();
  ASSERT_TRUE(driver_.click("wish").ok());
  EXPECT_FALSE(press_) << "nothing is there at noon";
}

TEST_F(Lanes, SayNamesHoursWordsAndNow) {
  driver_.idle();
  for (const char* words :
       {"Trên màn hình", "ưu tiên 5", "Sáng", "20:00-24:00", "08:24", "12:00"}) {
    EXPECT_TRUE(driver_.reads(words)) << words << "\n" << driver_.visible();
  }
  EXPECT_FALSE(driver_.reads("08:00")) << "now takes its place";
  EXPECT_FALSE(driver_.reads("đang chiếu")) << "an hour has no room for it";
  EXPECT_FALSE(driver_.reads("00:00-01")) << "hours are whole or not there";
  EXPECT_EQ(driver_.lint(), std::vector<std::string>());
}

TEST_F(Lanes, OfADayThatIsNotTodayHaveNoNow) {
  now_.reset();
  driver_.idle();
  EXPECT_FALSE(driver_.reads("08:24"));
  EXPECT_TRUE(driver_.reads("08:00"));
}

}  // namespace
}  // namespace bangtin::ui
