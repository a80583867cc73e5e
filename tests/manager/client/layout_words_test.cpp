#include "manager/client/layout_words.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

TEST(LayoutWords, AZoneIsWrittenInPercent) {
  EXPECT_EQ(zone_from_words("main:0,10,65.5,80").value(),
            (DrawnZone{ZoneRole::Main, 0, 1000, 6550, 8000}));
  EXPECT_EQ(zone_from_words("ticker:0,90,100,10").value(),
            (DrawnZone{ZoneRole::Ticker, 0, 9000, 10'000, 1000}));
  for (const char* wrong :
       {"", "main", "main:", "main:0,10,65", "main:0,10,65,80,1", "hall:0,10,65,80",
        "main:0,10,,80", "main:0,10,65,100.01", "main:-1,10,65,80", "main:0,10,65.555,80",
        "main:0,10,65.,80", "main:0000,10,65,80"}) {
    const auto zone = zone_from_words(wrong);
    ASSERT_FALSE(zone.ok()) << wrong;
    EXPECT_EQ(zone.error().key, "layout.zone_words");
  }
}

TEST(LayoutWords, EveryShareIsWrittenAndReadAlike) {
  EXPECT_EQ(percent_text(6550), "65.5");
  EXPECT_EQ(percent_text(6505), "65.05");
  EXPECT_EQ(percent_text(10'000), "100");
  EXPECT_EQ(share_from_percent("33,33"), 3333) << "as people here write it";
  for (int share = 0; share <= kShareWhole; ++share) {
    ASSERT_EQ(share_from_percent(percent_text(share)), share);
  }
}

}  // namespace
}  // namespace bangtin
