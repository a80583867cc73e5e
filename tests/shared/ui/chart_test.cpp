#include "shared/ui/chart.h"

#include <gtest/gtest.h>

#include "shared/ui/test_driver.h"

namespace bangtin::ui {
namespace {

class Charts : public testing::Test {
 protected:
  void draw() {
    begin_screen(false);
    begin_card("card", 0, 0);
    column_chart(columns_, marks_, 200);
    row_chart(rows_);
    end_card();
    end_screen();
  }
  void add_days(int count) {
    for (int day = 1; day <= count; ++day) {
      const std::string name = "ngày " + std::to_string(day) + ".";
      columns_.push_back(
          {name, std::to_string(day * 10) + " phút", name, float(day) / float(count)});
    }
  }

  std::vector<ChartColumn> columns_;
  std::vector<ChartMark> marks_{{0, "0 phút"}, {0.5F, "2 giờ"}, {1, "4 giờ"}};
  std::vector<ChartRow> rows_;
  TestDriver driver_{{1366, 768}, 1.0F, [this] { draw(); }};
};

TEST_F(Charts, SayTheNumberOfEachColumnWhereThereIsRoom) {
  add_days(7);
  driver_.idle();
  for (const char* words : {"ngày 1.", "ngày 7.", "10 phút", "70 phút", "2 giờ", "4 giờ"}) {
    EXPECT_TRUE(driver_.reads(words)) << words << "\n" << driver_.visible();
  }
  EXPECT_EQ(driver_.lint(), std::vector<std::string>());
}

TEST_F(Charts, OfManyDaysLeaveLabelsOutRatherThanLetThemMeet) {
  add_days(400);
  driver_.idle();
  EXPECT_TRUE(driver_.reads("ngày 1."));
  EXPECT_FALSE(driver_.reads("ngày 2."));
  EXPECT_FALSE(driver_.reads("4000 phút")) << "no column has room for its number";
  EXPECT_EQ(driver_.lint(), std::vector<std::string>());
}

TEST_F(Charts, RowsSayNameAndNumber) {
  rows_ = {{"Thiên tai, dịch bệnh", "2 giờ 5 phút · 90,1 %", 1},
           {std::string(200, 'a'), "9 phút · 9,9 %", 0.1F},
           {"Khác", "0 giây · 0,0 %", 0}};
  driver_.idle();
  for (const char* words : {"Thiên tai, dịch bệnh", "2 giờ 5 phút", "9,9 %", "Khác", "aaa"}) {
    EXPECT_TRUE(driver_.reads(words)) << words << "\n" << driver_.visible();
  }
  EXPECT_EQ(driver_.lint(), std::vector<std::string>());
}

TEST_F(Charts, OfNothingAreEmpty) {
  marks_.clear();
  driver_.idle();
  EXPECT_EQ(driver_.lint(), std::vector<std::string>());
}

}  // namespace
}  // namespace bangtin::ui
