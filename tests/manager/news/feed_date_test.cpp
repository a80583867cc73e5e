#include "manager/news/feed_date.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

constexpr int kVietnam_minutes = 420;

std::string read(std::string_view text) {
  const auto at = read_date(text, kVietnam_minutes);
  return at ? to_iso8601(*at) : "none";
}

TEST(ReadDate, UnderstandsRfc822AndWhatPortalsMakeOfIt) {
  const std::string wanted = "2026-11-21T22:06:07.000Z";
  EXPECT_EQ(read("Sun, 22 Nov 2026 05:06:07 +0700"), wanted);
  EXPECT_EQ(read("22 Nov 2026 05:06:07 +0700 (ICT)"), wanted);
  EXPECT_EQ(read("Sat, 21 Nov 2026 22:06:07 GMT"), wanted);
  EXPECT_EQ(read("Sat, 21 Nov 26 22:06:07 UT"), wanted);
  EXPECT_EQ(read("Sun, 22 Nov 2026 05:06:07 GMT+7"), wanted);
  EXPECT_EQ(read("sun,22 nov 2026 05:06:07 GMT+07:00"), wanted);
  EXPECT_EQ(read("Sat, 21 Nov 2026 17:06:07 EST"), wanted);
  EXPECT_EQ(read("Sunday, November 22, 2026 5:06:07 AM"), wanted);
  EXPECT_EQ(read("Sun, 22 Nov 2026 05:06:07"), wanted) << "no zone: the place's own";
}

TEST(ReadDate, UnderstandsIso8601) {
  const std::string wanted = "2026-11-21T22:06:07.000Z";
  EXPECT_EQ(read("2026-11-22T05:06:07+07:00"), wanted);
  EXPECT_EQ(read("2026-11-22T05:06:07+0700"), wanted);
  EXPECT_EQ(read("2026-11-21T22:06:07Z"), wanted);
  EXPECT_EQ(read("2026-11-22 05:06:07"), wanted);
  EXPECT_EQ(read("2026-11-21T22:06:07.250Z"), "2026-11-21T22:06:07.250Z");
  EXPECT_EQ(read("2026-11-21T17:06:07-05:00"), wanted);
  EXPECT_EQ(read("2026-11-22"), "2026-11-21T17:00:00.000Z");
}

TEST(ReadDate, UnderstandsWhatVietnamesePortalsWrite) {
  EXPECT_EQ(read("(14:06 | 26/08/2020)"), "2020-08-26T07:06:00.000Z");
  EXPECT_EQ(read("30/05/2020  08:52"), "2020-05-30T01:52:00.000Z");
  EXPECT_EQ(read("Ngày 13-01-2021"), "2021-01-12T17:00:00.000Z");
  EXPECT_EQ(read("Chủ nhật, ngày 22 tháng 11 năm 2026 lúc 5 giờ 06 phút"),
            "2026-11-21T22:06:00.000Z");
  EXPECT_EQ(read("Thứ 3, 26/08/2020 14:06 GMT+7"), "2020-08-26T07:06:00.000Z");
  EXPECT_EQ(read("T3, 26/08/2020 - 14:06"), "2020-08-26T07:06:00.000Z");
  EXPECT_EQ(read("Thứ Ba, 26 Tháng Tám 2020 2:06 CH"), "2020-08-26T07:06:00.000Z");
  EXPECT_EQ(read("26 Tháng Mười Một, 2020"), "2020-11-25T17:00:00.000Z");
  EXPECT_EQ(read("26 Thg 11 2020 00:00"), "2020-11-25T17:00:00.000Z");
  EXPECT_EQ(read("26 tháng năm năm 2020"), "2020-05-25T17:00:00.000Z");
  EXPECT_EQ(read("26.8.2020, 14h06"), "2020-08-26T07:06:00.000Z");
  EXPECT_EQ(read("5/6/2026 8:30 SA"), "2026-06-05T01:30:00.000Z") << "SA and CH are Vietnamese";
  EXPECT_EQ(read("Cập nhật lúc 14:06, 26/08/2020"), "2020-08-26T07:06:00.000Z");
}

TEST(ReadDate, NeverGuesses) {
  EXPECT_EQ(read("Ngày 22/5"), "none") << "no year";
  EXPECT_EQ(read("5/6/2026 3:00 PM"), "none") << "June or May";
  EXPECT_EQ(read("5/22/2026 3:00 PM"), "2026-05-22T08:00:00.000Z") << "only May will do";
  EXPECT_EQ(read("22/5/2026 3:00 PM"), "2026-05-22T08:00:00.000Z");
  EXPECT_EQ(read("rằm tháng 7 âm lịch, 15/7/2026"), "none") << "lunar";
  EXPECT_EQ(read("31/02/2026"), "none");
  EXPECT_EQ(read("22/11/2026 25:00"), "none");
  EXPECT_EQ(read("22/11/1826"), "none");
  EXPECT_EQ(read("22/11/26"), "none");
  EXPECT_EQ(read("Sun, 22 Nov 2026 05:06:07 XYZT"), "none") << "a zone that nobody knows";
  EXPECT_EQ(read("hôm qua"), "none");
  EXPECT_EQ(read("1"), "none");
  EXPECT_EQ(read(""), "none");
  EXPECT_EQ(read("2026"), "none");
  EXPECT_EQ(read("22/11/2026 23/11/2026"), "none") << "which of them?";
  EXPECT_EQ(read(std::string(500, '1')), "none");
}

}  // namespace
}  // namespace bangtin
