// Recurrence rules: what is refused, known answers, and thousands of rules against an oracle that
// asks of every single day whether the RFC lets it stand.
#include "manager/core/recurrence.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;
using std::chrono::year_month_day;

LocalMinute at(year_month_day day, std::chrono::minutes time = 0min) {
  return LocalMinute(local_days(day)) + time;
}

std::string refusal(std::string_view rule) {
  const Status status = check_recurrence(rule);
  return status.ok() ? "" : status.error().key;
}

/// Days of the occurrences in one year from November 2026 of a rule that began then.
std::vector<std::string> found(std::string_view rule, int utc_offset_minutes = 420) {
  const LocalMinute start = at(2026y / 11 / 2, 7h);
  const auto list = occurrences(rule, start, start, start + 24h * 365, utc_offset_minutes);
  std::vector<std::string> out;
  if (!list.ok()) return {list.error().key};
  for (const LocalMinute one : *list) {
    const year_month_day day(std::chrono::floor<std::chrono::days>(one));
    const auto time = one - std::chrono::floor<std::chrono::days>(one);
    out.push_back(std::to_string(static_cast<unsigned>(day.day())) + "/" +
                  std::to_string(static_cast<unsigned>(day.month())) + " " +
                  std::to_string(time.count() / 60));
    if (out.size() == 5) break;
  }
  return out;
}

using List = std::vector<std::string>;

TEST(Recurrence, RefusesWhatRecursTooOften) {
  for (const char* rule :
       {"FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=30", "FREQ=DAILY;BYSECOND=0,1,2",
        "FREQ=HOURLY;BYMINUTE=0,30", "FREQ=HOURLY;INTERVAL=3;BYMINUTE=0,10,20,30",
        "FREQ=HOURLY;BYHOUR=6,7,8;BYMINUTE=0,5,10,15,20,25,30,35,40", "FREQ=HOURLY;BYSECOND=1",
        "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,5,10,15,"
        "20,25,30,35,40"}) {
    EXPECT_EQ(refusal(rule), "schedule.too_often") << rule;
  }
}

TEST(Recurrence, RefusesWhatIsNoRule) {
  for (const char* rule : {"",
                           ";",
                           "DAILY",
                           "FREQ=",
                           "FREQ=FORTNIGHTLY",
                           "INTERVAL=2",
                           "FREQ=DAILY;INTERVAL=0",
                           "FREQ=DAILY;INTERVAL=1001",
                           "FREQ=DAILY;COUNT=0",
                           "FREQ=DAILY;COUNT=2;UNTIL=20270101",
                           "FREQ=DAILY;UNTIL=20270230",
                           "FREQ=DAILY;UNTIL=2027",
                           "FREQ=DAILY;UNTIL=20270101Z",
                           "FREQ=DAILY;UNTIL=20270101T250000",
                           "FREQ=DAILY;FREQ=DAILY",
                           "FREQ=DAILY;;",
                           "FREQ=WEEKLY;BYDAY=XX",
                           "FREQ=WEEKLY;BYDAY=",
                           "FREQ=MONTHLY;BYDAY=0MO",
                           "FREQ=MONTHLY;BYDAY=54MO",
                           "FREQ=MONTHLY;BYMONTHDAY=0",
                           "FREQ=MONTHLY;BYMONTHDAY=32",
                           "FREQ=YEARLY;BYMONTH=13",
                           "FREQ=YEARLY;BYMONTH=-1",
                           "FREQ=DAILY;BYHOUR=24",
                           "FREQ=DAILY;X-MINE=1",
                           "FREQ=DAILY;RSCALE=CHINESE",
                           "FREQ=DAILY;SKIP=OMIT",
                           "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=1",
                           "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                           "FREQ=HOURLY;BYDAY=1MO",
                           "FREQ=HOURLY;BYWEEKNO=3",
                           "FREQ=HOURLY;BYSETPOS=1",
                           "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
                           "FREQ=HOURLY;BYHOUR=24",
                           "FREQ=DAILY INTERVAL=2",
                           "FREQ=DAILY;BYMONTHDAY=1,,2"}) {
    EXPECT_EQ(refusal(rule), "schedule.recurrence") << rule;
  }
  EXPECT_EQ(refusal("FREQ=DAILY;BYMONTH=" + std::string(300, '1')), "schedule.recurrence");
}

TEST(Recurrence, KnowsTheCasesOfTheOffice) {
  EXPECT_EQ(found("FREQ=MONTHLY;BYDAY=1MO"), (List{"2/11 7", "7/12 7", "4/1 7", "1/2 7", "1/3 7"}));
  EXPECT_EQ(found("rrule:freq=monthly;byday=-1fr;count=2"), (List{"27/11 7", "25/12 7"}));
  EXPECT_EQ(found("FREQ=DAILY;BYHOUR=6,18;COUNT=3"), (List{"2/11 18", "3/11 6", "3/11 18"}))
      << "six o'clock was over when the rule began at seven";
  EXPECT_EQ(found("FREQ=MONTHLY;BYMONTHDAY=31"),
            (List{"31/12 7", "31/1 7", "31/3 7", "31/5 7", "31/7 7"}));
  EXPECT_EQ(found("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4"),
            (List{"30/11 7", "31/12 7", "31/1 7", "28/2 7"}));
  EXPECT_EQ(found("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2"),
            (List{"30/11 7", "31/12 7"}));
  EXPECT_EQ(found("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"), List{}) << "2027 has no such day";
}

TEST(Recurrence, CountsTheLastDayAndTurnsUtc) {
  EXPECT_EQ(found("FREQ=DAILY;UNTIL=20261104"), (List{"2/11 7", "3/11 7", "4/11 7"}));
  EXPECT_EQ(found("FREQ=DAILY;UNTIL=20261104T065900"), (List{"2/11 7", "3/11 7"}));
  EXPECT_EQ(found("FREQ=DAILY;UNTIL=20261104T000000Z"), (List{"2/11 7", "3/11 7", "4/11 7"}))
      << "midnight in Greenwich is seven in the commune";
  EXPECT_EQ(found("FREQ=DAILY;UNTIL=20261103T235900Z"), (List{"2/11 7", "3/11 7"}));
  EXPECT_EQ(found("FREQ=DAILY;UNTIL=20261104T000000Z", 0), (List{"2/11 7", "3/11 7"}));
}

TEST(Recurrence, RecursByTheHour) {
  EXPECT_EQ(found("FREQ=HOURLY"), (List{"2/11 7", "2/11 8", "2/11 9", "2/11 10", "2/11 11"}));
  EXPECT_EQ(found("FREQ=HOURLY;INTERVAL=10"),
            (List{"2/11 7", "2/11 17", "3/11 3", "3/11 13", "3/11 23"}));
  EXPECT_EQ(found("FREQ=HOURLY;BYDAY=SA;BYHOUR=6,18;COUNT=3"),
            (List{"7/11 6", "7/11 18", "14/11 6"}));
  EXPECT_EQ(found("FREQ=HOURLY;INTERVAL=2;UNTIL=20261102T110000"),
            (List{"2/11 7", "2/11 9", "2/11 11"}));
  EXPECT_EQ(found("FREQ=HOURLY;BYMONTHDAY=-1;BYHOUR=20;COUNT=3"),
            (List{"30/11 20", "31/12 20", "31/1 20"}));
  EXPECT_EQ(found("FREQ=HOURLY;BYYEARDAY=1,-1;BYHOUR=0"), (List{"31/12 0", "1/1 0"}));
  // Every second day at eight, of a rule that began at seven: an hour that never comes.
  EXPECT_EQ(found("FREQ=HOURLY;INTERVAL=48;BYHOUR=8"), List{});
  const LocalMinute start = at(2026y / 11 / 2, 7h + 30min);
  const auto halves =
      occurrences("FREQ=HOURLY;INTERVAL=6;BYMINUTE=45,15,45", start, start, start + 24h, 420);
  EXPECT_EQ(halves.value(),
            (std::vector<LocalMinute>{start + 15min, start + 345min, start + 375min, start + 705min,
                                      start + 735min, start + 1065min, start + 1095min,
                                      start + 1425min}));
}

TEST(Recurrence, ARuleByTheHourOfThirtyYearsAgoIsStillCounted) {
  const LocalMinute start = at(1996y / 11 / 2, 7h);
  const LocalMinute now = at(2026y / 11 / 2, 7h);
  EXPECT_EQ(occurrences("FREQ=HOURLY", start, now, now + 24h * 400, 420)->size(), 24u * 400);
  EXPECT_EQ(occurrences("FREQ=HOURLY;COUNT=20000", start, now, now + 24h, 420)->size(), 0u);
}

TEST(Recurrence, EndsThoughItNeverOccurs) {
  EXPECT_EQ(found("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), List{});
  EXPECT_EQ(found("FREQ=WEEKLY;BYDAY=MO;BYMONTH=2;INTERVAL=1000"), List{});
}

/// A rule as its parts, for the oracle.
struct Wanted {
  std::string text;
  char frequency = 'D';
  int interval = 1;
  std::vector<std::pair<int, unsigned>> by_day;  ///< nth (0: any), ISO weekday
  std::vector<int> by_month_day;
  std::vector<unsigned> by_month;
  int count = 0;
};

Wanted random_rule(Random& random) {
  static constexpr const char* kDays[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
  static constexpr std::pair<char, const char*> kFrequencies[] = {
      {'D', "DAILY"}, {'W', "WEEKLY"}, {'M', "MONTHLY"}, {'Y', "YEARLY"}};
  Wanted rule;
  const auto& frequency = kFrequencies[random.below(4)];
  rule.frequency = frequency.first;
  rule.text = std::string("FREQ=") + frequency.second;
  rule.interval = chance(random, 50) ? 1 : static_cast<int>(between(random, 2, 4));
  if (rule.interval > 1) rule.text += ";INTERVAL=" + std::to_string(rule.interval);
  const auto list = [&](const char* key, int entries, auto make) {
    rule.text += std::string(";") + key + "=";
    for (int i = 0; i < entries; ++i) rule.text += (i > 0 ? "," : "") + make();
  };
  const int few = static_cast<int>(between(random, 1, 3));
  if (rule.frequency == 'Y' || chance(random, 20)) {
    list("BYMONTH", 1, [&] {
      rule.by_month.push_back(static_cast<unsigned>(between(random, 1, 12)));
      return std::to_string(rule.by_month.back());
    });
  }
  const bool by_day = rule.frequency == 'W' || chance(random, 40);
  if (by_day) {
    list("BYDAY", few, [&] {
      const bool nth = rule.frequency == 'M' && chance(random, 60);
      const int number =
          nth ? static_cast<int>(between(random, 1, 5)) * (chance(random, 50) ? 1 : -1) : 0;
      const auto day = static_cast<unsigned>(between(random, 1, 7));
      rule.by_day.emplace_back(number, day);
      return (nth ? std::to_string(number) : "") + kDays[day - 1];
    });
  } else if (rule.frequency != 'W' && chance(random, 60)) {
    list("BYMONTHDAY", few, [&] {
      const bool last = rule.frequency != 'D' && chance(random, 30);
      rule.by_month_day.push_back(
          static_cast<int>(last ? between(random, -3, -1) : between(random, 1, 28)));
      return std::to_string(rule.by_month_day.back());
    });
  }
  if (chance(random, 30)) {
    rule.count = static_cast<int>(between(random, 1, 20));
    rule.text += ";COUNT=" + std::to_string(rule.count);
  }
  return rule;
}

/// Whether RFC 5545 lets a rule that began on `start` occur on `day`.
bool occurs(const Wanted& rule, local_days start, local_days day) {
  const year_month_day first(start);
  const year_month_day date(day);
  const auto number = [](auto part) { return static_cast<int>(static_cast<unsigned>(part)); };
  const int years = static_cast<int>(date.year()) - static_cast<int>(first.year());
  const int months = years * 12 + number(date.month()) - number(first.month());
  const auto monday = [](local_days any) {
    return any - std::chrono::days(std::chrono::weekday(any).iso_encoding() - 1);
  };
  const auto periods = rule.frequency == 'D'   ? (day - start).count()
                       : rule.frequency == 'W' ? (monday(day) - monday(start)).count() / 7
                       : rule.frequency == 'M' ? months
                                               : years;
  if (periods % rule.interval != 0) return false;
  if (!rule.by_month.empty() &&
      std::ranges::find(rule.by_month, static_cast<unsigned>(date.month())) ==
          rule.by_month.end()) {
    return false;
  }
  const int month_days = number((date.year() / date.month() / std::chrono::last).day());
  const unsigned weekday = std::chrono::weekday(day).iso_encoding();
  if (!rule.by_day.empty()) {
    return std::ranges::any_of(rule.by_day, [&](const auto& one) {
      if (one.second != weekday) return false;
      const int nth = (number(date.day()) - 1) / 7 + 1;
      const int from_end = (month_days - number(date.day())) / 7 + 1;
      return one.first == 0 || one.first == nth || -one.first == from_end;
    });
  }
  if (!rule.by_month_day.empty()) {
    return std::ranges::any_of(rule.by_month_day, [&](int wanted) {
      return wanted == number(date.day()) || wanted == number(date.day()) - month_days - 1;
    });
  }
  if (rule.frequency == 'W') return weekday == std::chrono::weekday(start).iso_encoding();
  if (rule.frequency == 'M' || rule.frequency == 'Y') return date.day() == first.day();
  return true;
}

TEST(RecurrenceProperty, OccursOnExactlyTheDaysThatTheRfcSays) {
  int days = 0;
  for (std::uint64_t seed = 0; seed < 1'500; ++seed) {
    SeededRandom random(seed);
    const Wanted rule = random_rule(random);
    const local_days start = local_days(2026y / 1 / 1) + std::chrono::days(between(random, 0, 800));
    const local_days from = start + std::chrono::days(between(random, 0, 300));
    const local_days until = from + std::chrono::days(400);
    SCOPED_TRACE(rule.text + " from " + std::to_string(start.time_since_epoch().count()));
    std::vector<LocalMinute> wanted;
    int counted = 0;
    for (local_days day = start; day < until; day += std::chrono::days(1)) {
      if (!occurs(rule, start, day)) continue;
      if (rule.count > 0 && ++counted > rule.count) break;
      if (day >= from) wanted.push_back(LocalMinute(day) + 450min);
    }
    const auto got = occurrences(rule.text, LocalMinute(start) + 450min, LocalMinute(from),
                                 LocalMinute(until), 420);
    if (!got.ok()) {
      ASSERT_EQ(got.error().key, "schedule.recurrence");
      ASSERT_TRUE(wanted.empty());
      continue;
    }
    ASSERT_EQ(*got, wanted);
    days += static_cast<int>(wanted.size());
  }
  EXPECT_GT(days, 25'000);
}

}  // namespace
}  // namespace bangtin
