#include "manager/client/schedule_words.h"

#include <gtest/gtest.h>

#include "manager/client/board_day.h"
#include "shared/base/texts.h"
#include "tests/fakes/sample_manifest.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

std::string refusal(const RuleWords& words) {
  const auto rule = rule_from(words);
  return rule.ok() ? "" : rule.error().key;
}

RuleWords words(std::string RuleWords::*part, std::string text) {
  RuleWords out;
  out.*part = std::move(text);
  return out;
}

TEST(ScheduleWords, AreReadAsAClerkWritesThem) {
  RuleWords said;
  said.weekdays = "t2-t6, CN";
  said.from = "06:00";
  said.to = "21:00";
  said.dates = "2026-11-01..31/12/2026";
  said.recurrence = "FREQ=DAILY";
  said.lunar = "rằm, mung1, mùng 2, cuoi/12, 10/3";
  said.leap = "bo";
  said.except = {"20/11/2026", "2026-11-21 08:00"};
  said.also = {"22/11/2026 17:30"};
  const ScheduleRule rule = rule_from(said).value();
  EXPECT_EQ(rule.weekdays.size(), 6u);
  EXPECT_EQ(rule.begin, 6h);
  EXPECT_EQ(rule.end, 21h);
  EXPECT_EQ(rule.from_day, 2026y / 11 / 1);
  EXPECT_EQ(rule.until_day, 2026y / 12 / 31);
  EXPECT_EQ(rule.lunar_days,
            (std::vector<LunarDay>{{15, 0}, {1, 0}, {2, 0}, {LunarDay::kLastDay, 12}, {10, 3}}));
  EXPECT_EQ(rule.leap_months, LeapMonths::Skipped);
  EXPECT_EQ(rule.except_days, (std::vector<std::chrono::year_month_day>{2026y / 11 / 20}));
  ASSERT_EQ(rule.except_times.size(), 1u);
  EXPECT_EQ(local_minute_text(rule.except_times[0]), "2026-11-21T08:00");
  ASSERT_EQ(rule.also_at.size(), 1u);
  EXPECT_EQ(local_minute_text(rule.also_at[0]), "2026-11-22T17:30");
  EXPECT_EQ(rule_from({}).value(), ScheduleRule{});
  EXPECT_EQ(rule_from(words(&RuleWords::dates, "2026-11-20")).value().until_day, 2026y / 11 / 20);
  EXPECT_EQ(rule_from(words(&RuleWords::dates, "..2026-11-20")).value().from_day, std::nullopt);
  EXPECT_EQ(rule_from(words(&RuleWords::weekdays, "t7-t2")).value().weekdays,
            (std::vector<Weekday>{Weekday::Monday, Weekday::Saturday, Weekday::Sunday}));
}

TEST(ScheduleWords, SayWhatHolidaysAreFor) {
  const ScheduleRule only = rule_from(words(&RuleWords::holidays, "chỉ")).value();
  EXPECT_EQ(only.holidays, OnHolidays::Only);
  EXPECT_EQ(words_of(only), "00:00-24:00, chỉ ngày lễ");
  const ScheduleRule except = rule_from(words(&RuleWords::holidays, "tru")).value();
  EXPECT_EQ(words_of(except), "00:00-24:00, trừ ngày lễ");
}

TEST(ScheduleWords, AreRefusedInWords) {
  EXPECT_EQ(refusal(words(&RuleWords::weekdays, "t8")), "schedule.weekday");
  EXPECT_EQ(refusal(words(&RuleWords::holidays, "luôn")), "schedule.holidays");
  EXPECT_EQ(refusal(words(&RuleWords::weekdays, "t2-t3-t4")), "schedule.weekday");
  EXPECT_EQ(refusal(words(&RuleWords::from, "6h")), "schedule.hours");
  EXPECT_EQ(refusal(words(&RuleWords::dates, "..")), "schedule.day");
  EXPECT_EQ(refusal(words(&RuleWords::dates, "2026-02-30")), "schedule.day");
  EXPECT_EQ(refusal(words(&RuleWords::lunar, "ram")), "schedule.leap_months");
  EXPECT_EQ(refusal(words(&RuleWords::leap, "tinh")), "schedule.leap_months");
  RuleWords wrong;
  wrong.except = {"20/11/2026 24:00"};
  EXPECT_EQ(refusal(wrong), "schedule.day");
  wrong.except.clear();
  wrong.also = {"20/11/2026"};
  EXPECT_EQ(refusal(wrong), "schedule.day_and_hour");
  RuleWords lunar = words(&RuleWords::lunar, "mung31");
  lunar.leap = "tinh";
  EXPECT_EQ(refusal(lunar), "schedule.lunar_day");
  EXPECT_EQ(hours_row_from("t7,cn 22:00-05:00").value().weekdays.size(), 2u);
  for (const char* text : {"", "22:00", "22:00-25:00", "t9 22:00-23:00", "1-2-3"}) {
    EXPECT_FALSE(hours_row_from(text).ok()) << text;
  }
}

TEST(ScheduleWords, TellARuleInASentence) {
  set_language(Language::Vietnamese);
  RuleWords said;
  said.weekdays = "t7";
  said.from = "22:00";
  said.to = "05:00";
  said.lunar = "ram,cuoi/12";
  said.leap = "tinh";
  EXPECT_EQ(words_of(rule_from(said).value()),
            "thứ bảy, 22:00-05:00 hôm sau, âm lịch 15, ngày cuối tháng/12, tính cả tháng nhuận");
  said = {};
  said.also = {"22/11/2026 17:30"};
  said.except = {"20/11/2026", "21/11/2026 08:00"};
  EXPECT_EQ(words_of(rule_from(said).value()),
            "00:00-24:00, thêm 22/11/2026 17:30, trừ 20/11/2026, 21/11/2026 08:00");
  EXPECT_EQ(words_of(Schedule{}), "ưu tiên 1, bố cục thường, vùng chính\n  luôn luôn\n");
}

TEST(BoardDay, CutsADayWhereSomethingChanges) {
  Manifest manifest = sample::manifest();
  const Instant midnight = sample::midnight();
  manifest.selection.quiet = {{midnight + 6h, midnight + 18h}};
  manifest.selection.panel_off = {{midnight + 18h, midnight + 48h}};
  const auto day = day_of(manifest, midnight - 1h, midnight + 24h);
  ASSERT_EQ(day.size(), 5u);
  EXPECT_EQ(day[0], (DayStretch{midnight - 1h, midnight, true, true, {}})) << "the card";
  const std::vector<DayZone> zones = {{ZoneRole::Main, {0, 1}}, {ZoneRole::Ticker, {2}}};
  EXPECT_EQ(day[1], (DayStretch{midnight, midnight + 6h, true, true, zones}));
  EXPECT_EQ(day[2], (DayStretch{midnight + 6h, midnight + 12h, false, true, zones}));
  EXPECT_EQ(day[3], (DayStretch{midnight + 12h, midnight + 18h, false, true, {}}));
  EXPECT_EQ(day[4], (DayStretch{midnight + 18h, midnight + 24h, true, false, {}}));
  EXPECT_TRUE(day_of(manifest, midnight, midnight).empty());
}

}  // namespace
}  // namespace bangtin
