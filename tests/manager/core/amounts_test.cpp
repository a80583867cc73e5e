#include "manager/core/amounts.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

using std::chrono::hours;

TEST(Amounts, DurationsAreSaidInTheirTwoGreatestParts) {
  EXPECT_EQ(duration_text(Millis(59'999)), "59 giây");
  EXPECT_EQ(duration_text(Millis(200'000)), "3 phút 20 giây");
  EXPECT_EQ(long_duration_text(Seconds(8)), "8 giây");
  EXPECT_EQ(long_duration_text(std::chrono::minutes(12) + Seconds(30)), "12 phút");
  EXPECT_EQ(long_duration_text(hours(3) + std::chrono::minutes(5)), "3 giờ 5 phút");
  EXPECT_EQ(long_duration_text(hours(76)), "3 ngày 4 giờ");
}

TEST(Amounts, BytesAreSaidInTheUnitThatFits) {
  EXPECT_EQ(bytes_text(411'001), "412 kB");
  EXPECT_EQ(bytes_text(12'449'999), "12,4 MB");
  EXPECT_EQ(bytes_text(4'250'000'000), "4,2 GB");
}

}  // namespace
}  // namespace bangtin
