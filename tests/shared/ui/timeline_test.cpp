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
    const TimelineDeed deed = timeline(lanes_, now_);
    if (deed.press) press_ = deed.press;
    if (deed.drop) drop_ = deed.drop;
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
      {"board", "Trên màn hình", "", {stretch(0, 12, "Sáng"), stretch(12, 24, "Chiều")}, false, {}},
      {"wish",
       "Bản tin",
       "ưu tiên 5",
       {stretch(6, 7, "đang chiếu"), stretch(13, 14, "")},
       false,
       {{6, 9, false}, {13, 14, true}}},
      {"",
       "Màn hình tắt",
       "",
       {stretch(0, 1, "00:00-01:00"), stretch(20, 24, "20:00-24:00")},
       true,
       {}},
  };
  std::optional<TimelineNow> now_ = TimelineNow{8.4F, "08:24"};
  std::optional<TimelinePress> press_;
  std::optional<TimelineDrop> drop_;
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

TEST_F(Lanes, KeepTheIconOfWordsThatHaveNoRoom) {
  lanes_[1].stretches[0].words = "\uF026 đang chiếu";
  driver_.idle();
  EXPECT_TRUE(driver_.reads("\uF026"));
  EXPECT_FALSE(driver_.reads("đang chiếu"));
}

TEST_F(Lanes, OfADayThatIsNotTodayHaveNoNow) {
  now_.reset();
  driver_.idle();
  EXPECT_FALSE(driver_.reads("08:24"));
  EXPECT_TRUE(driver_.reads("08:00"));
}

TEST_F(Lanes, AreDrawnToOtherHoursByAnEndOrAsAWhole) {
  ASSERT_TRUE(driver_.drag("wish", 9.0F / 24, 10.4F / 24).ok());
  ASSERT_TRUE(drop_);
  EXPECT_EQ(drop_->lane, 1U);
  EXPECT_EQ(drop_->handle, 0U);
  EXPECT_EQ(drop_->begin, 6);
  EXPECT_EQ(drop_->end, 10.5F) << "quarters of an hour";
  ASSERT_TRUE(driver_.drag("wish", 6.0F / 24, 4.2F / 24).ok());
  EXPECT_EQ(drop_->begin, 4.25F);
  EXPECT_EQ(drop_->end, 9) << "the page moves them, not the widget";
  ASSERT_TRUE(driver_.drag("wish", 7.5F / 24, 10.3F / 24).ok());
  EXPECT_EQ(drop_->begin, 8.75F);
  EXPECT_EQ(drop_->end, 11.75F) << "as long as before";
  EXPECT_FALSE(press_) << "a drawing is no press";
}

TEST_F(Lanes, ADrawnEndStaysInTheDayAndBehindItsBegin) {
  ASSERT_TRUE(driver_.drag("wish", 9.0F / 24, 3.0F / 24).ok());
  EXPECT_EQ(drop_->end, 6.25F);
  ASSERT_TRUE(driver_.drag("wish", 7.5F / 24, 0.999F).ok());
  EXPECT_EQ(drop_->begin, 21);
  EXPECT_EQ(drop_->end, 24);
}

TEST_F(Lanes, ADrawnEndFindsTheEndOfAnotherStretch) {
  lanes_[0].stretches[0].end = lanes_[0].stretches[1].begin = 12.2F;
  ASSERT_TRUE(driver_.drag("wish", 9.0F / 24, 12.18F / 24).ok());
  EXPECT_EQ(drop_->end, 12.2F);
}

TEST_F(Lanes, EscapeOrAPlaceBackAtTheBeginDrawsNothing) {
  ASSERT_TRUE(driver_.drag("wish", 9.0F / 24, 9.05F / 24).ok());
  EXPECT_FALSE(drop_) << "the same hours";
  driver_.on_way([&] { driver_.key(Key::Escape); });
  ASSERT_TRUE(driver_.drag("wish", 9.0F / 24, 12.0F / 24).ok());
  EXPECT_FALSE(drop_);
  EXPECT_FALSE(press_);
}

TEST_F(Lanes, ShowTheHoursWhileTheyAreDrawn) {
  bool seen = false;
  driver_.on_way([&] { seen = driver_.reads("06:00-11:00"); });
  ASSERT_TRUE(driver_.drag("wish", 9.0F / 24, 11.0F / 24).ok());
  EXPECT_TRUE(seen) << driver_.visible();
}

TEST_F(Lanes, AreStillPressedWhereTheyCanBeDrawn) {
  ASSERT_TRUE(driver_.drag("wish", 6.5F / 24, 6.5F / 24).ok());
  ASSERT_TRUE(press_);
  EXPECT_EQ(press_->lane, 1U);
  EXPECT_EQ(press_->stretch, 0U);
  EXPECT_FALSE(drop_);
}

}  // namespace
}  // namespace bangtin::ui
