#include "manager/core/local_time.h"

#include <gtest/gtest.h>

#include "shared/base/texts.h"

namespace bangtin {
namespace {

constexpr int kVietnam = 420;

TEST(LocalTime, ReadsTheWaysInWhichPeopleWriteATime) {
  const Instant expected = *from_iso8601("2026-11-22T10:00:00.000Z");
  EXPECT_EQ(parse_local_time("22/11/2026 17:00", kVietnam), expected);
  EXPECT_EQ(parse_local_time("2026-11-22 17:00", kVietnam), expected);
  EXPECT_EQ(parse_local_time("2026-11-22T17:00:00+07:00", kVietnam), expected);
  EXPECT_EQ(parse_local_time("2/1/2026", kVietnam), from_iso8601("2026-01-01T17:00:00Z"));
}

TEST(LocalTime, RefusesWhatIsNoDate) {
  for (const char* text :
       {"", "mai", "31/02/2026", "22/11/2026 24:00", "22/11/2026 17:60", "22/13/2026",
        "22/11/2026 17", "22/11/2026 17:00 ", "22-11/2026", "99999/1/2026", "22/11/1026"}) {
    EXPECT_FALSE(parse_local_time(text, kVietnam)) << text;
  }
}

TEST(LocalTime, WritesWhatItReads) {
  const Instant instant = *from_iso8601("2026-12-31T17:05:00.000Z");
  EXPECT_EQ(local_time_text(instant, kVietnam), "01/01/2027 00:05");
  EXPECT_EQ(parse_local_time(local_time_text(instant, kVietnam), kVietnam), instant);
  EXPECT_EQ(local_day_text(instant, kVietnam), "2027-01-01");
  EXPECT_EQ(local_day_text(instant, 0), "2026-12-31");
}

TEST(LocalTime, NamesDaysInTheLanguageOfWhoReadsThem) {
  const std::chrono::year_month_day sunday =
      std::chrono::year(2026) / std::chrono::November / std::chrono::day(22);
  set_language(Language::Vietnamese);
  EXPECT_EQ(full_date_words(sunday), "Chủ nhật, 22/11/2026");
  EXPECT_EQ(weekday_words(std::chrono::sys_days(sunday) + std::chrono::days(1)), "Thứ hai");
  set_language(Language::English);
  EXPECT_EQ(full_date_words(sunday), "Sunday, 22/11/2026");
  set_language(Language::Vietnamese);
}

}  // namespace
}  // namespace bangtin
