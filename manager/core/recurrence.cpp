#include "manager/core/recurrence.h"

#include <libical/ical.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <memory>
#include <optional>

#include "shared/base/limits.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;
using std::chrono::year_month_day;

Error unreadable(std::string what) {
  return {Code::Invalid, "recurrence: " + std::move(what), "schedule.recurrence"};
}
Error too_often(std::string what) {
  return {Code::Invalid, "recurrence: " + std::move(what), "schedule.too_often"};
}

struct Until {
  LocalMinute last;  ///< the last minute that counts
  bool utc = false;
};

/// A rule that passed every check. COUNT and UNTIL are ours, libical sees neither: it takes a day
/// as UNTIL for its midnight, and bounds no search by COUNT. Hours are ours too: each is an equal
/// step, and libical would look for one that never comes until the end of its calendar.
struct Rule {
  std::string by_library;  ///< what libical evaluates
  std::string frequency;
  int count = 0;  ///< 0: without end
  int weeks = 1;  ///< every how many weeks; libical misses the first of them, so it is ours
  unsigned week_start = 1;  ///< ISO weekday
  int hours = 0;            ///< every how many hours; 0: by the day or longer
  std::map<std::string, std::vector<int>, std::less<>> numbers;  ///< what its BY parts list
  std::vector<unsigned> weekdays;                                ///< of BYDAY
  bool has_nth = false;                                          ///< as in 1MO
  std::optional<Until> until;
};

std::optional<int> number_in(std::string_view text, int min, int max) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (number < min || number > max) return std::nullopt;
  return number;
}

/// Calls `each` with the parts between separators until it says no.
template <class Each>
bool split(std::string_view text, char separator, Each each) {
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (!each(text.substr(0, end))) return false;
    if (end == text.size()) return true;
    text.remove_prefix(end + 1);
  }
}

/// 1-7 from Monday; 0 for what is no weekday.
unsigned weekday_in(std::string_view name) {
  constexpr std::array<std::string_view, 7> kNames = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
  const auto found = std::ranges::find(kNames, name);
  return found == kNames.end() ? 0 : static_cast<unsigned>(found - kNames.begin()) + 1;
}

/// "MO", "1MO", "-1FR".
bool is_nth_weekday(std::string_view text) {
  if (text.size() < 2 || weekday_in(text.substr(text.size() - 2)) == 0) return false;
  text.remove_suffix(2);
  if (text.empty()) return true;
  const auto nth = number_in(text, -53, 53);
  return nth && *nth != 0;
}

struct NumberList {
  std::string_view key;
  int min;
  int max;
  bool from_end;  ///< also -min to -max
  std::size_t entries_max;
};
constexpr NumberList kNumberLists[] = {
    {"BYSECOND", 0, 0, false, 1},    {"BYMINUTE", 0, 59, false, 24},  {"BYHOUR", 0, 23, false, 24},
    {"BYMONTHDAY", 1, 31, true, 31}, {"BYYEARDAY", 1, 366, true, 50}, {"BYWEEKNO", 1, 53, true, 50},
    {"BYMONTH", 1, 12, false, 12},   {"BYSETPOS", 1, 366, true, 50},
};

/// The entries, each once: libical loses its place where one comes twice.
std::string each_once(std::string_view value) {
  std::vector<std::string_view> seen;
  std::string out;
  split(value, ',', [&](std::string_view part) {
    if (std::ranges::find(seen, part) != seen.end()) return true;
    seen.push_back(part);
    out += (out.empty() ? "" : ",") + std::string(part);
    return true;
  });
  return out;
}

Status take_list(Rule& rule, std::string_view key, std::string_view value) {
  std::size_t entries = 0;
  if (key == "BYDAY") {
    const bool right = split(value, ',', [&](std::string_view part) {
      rule.has_nth = rule.has_nth || part.size() > 2;
      rule.weekdays.push_back(weekday_in(part.substr(part.size() < 2 ? 0 : part.size() - 2)));
      return ++entries <= 60 && is_nth_weekday(part);
    });
    return right ? Status() : Status(unreadable("BYDAY"));
  }
  const auto* list = std::ranges::find(kNumberLists, key, &NumberList::key);
  if (list == std::end(kNumberLists)) return unreadable("unknown part");
  if (key == "BYSECOND" && value != "0") return too_often("BYSECOND");
  std::vector<int>& numbers = rule.numbers[std::string(key)];
  const bool right = split(value, ',', [&](std::string_view part) {
    const auto number = number_in(part, list->from_end ? -list->max : list->min, list->max);
    const bool in_range = number && (*number >= list->min || *number <= -list->min);
    if (in_range) numbers.push_back(*number);
    return ++entries <= list->entries_max && in_range;
  });
  std::ranges::sort(numbers);
  return right ? Status() : Status(unreadable(std::string(key)));
}

/// "20261231", "20261231T170000", "20261231T170000Z".
std::optional<Until> until_from(std::string_view text) {
  Until until;
  if (text.ends_with('Z')) {
    until.utc = true;
    text.remove_suffix(1);
  }
  const bool timed = text.size() == 15 && text[8] == 'T';
  if (!timed && (text.size() != 8 || until.utc)) return std::nullopt;
  const auto digits = [](std::string_view part) {
    return part.find_first_not_of("0123456789") == part.npos ? number_in(part, 0, 9999)
                                                             : std::nullopt;
  };
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(4, 2));
  const auto day = digits(text.substr(6, 2));
  if (!year || !month || !day) return std::nullopt;
  const year_month_day date{std::chrono::year{*year},
                            std::chrono::month{static_cast<unsigned>(*month)},
                            std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  auto minutes = 24h - 1min;
  if (timed) {
    const auto hour = digits(text.substr(9, 2));
    const auto minute = digits(text.substr(11, 2));
    const auto second = digits(text.substr(13, 2));
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) {
      return std::nullopt;
    }
    minutes = std::chrono::hours(*hour) + std::chrono::minutes(*minute);
  }
  until.last = LocalMinute(std::chrono::local_days(date)) + minutes;
  return until;
}

/// The rule in capitals, without "RRULE:" before it.
std::string canonical(std::string_view text) {
  std::string rule(text);
  for (char& c : rule) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  constexpr std::string_view kPrefix = "RRULE:";
  if (rule.starts_with(kPrefix)) rule.erase(0, kPrefix.size());
  return rule;
}

/// Takes one "KEY=VALUE" after another.
class RuleReader {
 public:
  Status take(std::string_view part) {
    const std::size_t equals = part.find('=');
    if (equals == part.npos) return unreadable("a part without =");
    const std::string key(part.substr(0, equals));
    const std::string_view value = part.substr(equals + 1);
    if (std::ranges::find(seen_, key) != seen_.end()) return unreadable("twice " + key);
    seen_.push_back(key);
    if (key == "COUNT") return take_count(value);
    if (key == "UNTIL") return take_until(value);
    if (key == "FREQ") {
      TRY(take_frequency(value));
    } else if (key == "INTERVAL") {
      const auto interval = number_in(value, 1, limits::kRecurrenceIntervalMax);
      if (!interval) return unreadable("INTERVAL");
      interval_ = *interval;
      return {};
    } else if (key == "WKST") {
      rule_.week_start = weekday_in(value);
      if (rule_.week_start == 0) return unreadable("WKST");
    } else {
      TRY(take_list(rule_, key, value));
    }
    rule_.by_library += (rule_.by_library.empty() ? "" : ";") + key + "=" + each_once(value);
    return {};
  }

  Result<Rule> finish() {
    if (rule_.frequency.empty()) return unreadable("no FREQ");
    const auto has = [this](std::string_view key) {
      return std::ranges::find(seen_, key) != seen_.end();
    };
    if (has("COUNT") && has("UNTIL")) return unreadable("both COUNT and UNTIL");
    const bool long_period = rule_.frequency == "MONTHLY" || rule_.frequency == "YEARLY";
    if (has("BYSETPOS") && !long_period) return unreadable("BYSETPOS by day or week");
    const bool hourly = rule_.frequency == "HOURLY";
    if (hourly && (has("BYWEEKNO") || rule_.has_nth)) {
      return unreadable("weeks by the hour");
    }
    if (times_a_day() > static_cast<std::size_t>(limits::kOccurrencesPerDayMax)) {
      return too_often(std::to_string(times_a_day()) + " times a day");
    }
    if (rule_.frequency == "WEEKLY") {
      rule_.weeks = interval_;
    } else if (hourly) {
      rule_.hours = interval_;
    } else if (interval_ > 1) {
      rule_.by_library += ";INTERVAL=" + std::to_string(interval_);
    }
    return std::move(rule_);
  }

 private:
  Status take_frequency(std::string_view value) {
    constexpr std::array<std::string_view, 2> kTooOften = {"SECONDLY", "MINUTELY"};
    constexpr std::array<std::string_view, 5> kKnown = {"HOURLY", "DAILY", "WEEKLY", "MONTHLY",
                                                        "YEARLY"};
    rule_.frequency = value;
    if (std::ranges::find(kTooOften, value) != kTooOften.end()) return too_often(rule_.frequency);
    if (std::ranges::find(kKnown, value) == kKnown.end()) return unreadable("FREQ");
    return {};
  }
  Status take_count(std::string_view value) {
    const auto count = number_in(value, 1, limits::kRecurrenceCountMax);
    if (!count) return unreadable("COUNT");
    rule_.count = *count;
    return {};
  }
  Status take_until(std::string_view value) {
    rule_.until = until_from(value);
    return rule_.until ? Status() : Status(unreadable("UNTIL"));
  }

  /// At most so often on one day.
  std::size_t times_a_day() const {
    const auto listed = [this](std::string_view key, std::size_t otherwise) {
      const auto found = rule_.numbers.find(key);
      return found == rule_.numbers.end() ? otherwise : found->second.size();
    };
    const bool hourly = rule_.frequency == "HOURLY";
    const auto steps = static_cast<std::size_t>(hourly ? (24 + interval_ - 1) / interval_ : 1);
    const std::size_t hours = listed("BYHOUR", steps);
    return (hourly ? std::min(hours, steps) : hours) * listed("BYMINUTE", 1);
  }

  Rule rule_;
  std::vector<std::string> seen_;
  int interval_ = 1;
};

icaltimetype ical_time(LocalMinute time) {
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const year_month_day day(midnight);
  const auto minutes = (time - midnight).count();
  icaltimetype out = icaltime_null_time();
  out.year = static_cast<int>(day.year());
  out.month = static_cast<int>(static_cast<unsigned>(day.month()));
  out.day = static_cast<int>(static_cast<unsigned>(day.day()));
  out.hour = static_cast<int>(minutes / 60);
  out.minute = static_cast<int>(minutes % 60);
  return out;
}

LocalMinute local_of(const icaltimetype& time) {
  const year_month_day day{std::chrono::year{time.year},
                           std::chrono::month{static_cast<unsigned>(time.month)},
                           std::chrono::day{static_cast<unsigned>(time.day)}};
  return LocalMinute(std::chrono::local_days(day)) + std::chrono::hours(time.hour) +
         std::chrono::minutes(time.minute);
}

/// Whether both lie in weeks that the rule takes.
bool is_week_of(const Rule& rule, LocalMinute start, LocalMinute at) {
  const auto first_day = [&](LocalMinute minute) {
    const auto day = std::chrono::floor<std::chrono::days>(minute);
    const unsigned iso = std::chrono::weekday(day).iso_encoding();
    return day - std::chrono::days((iso + 7 - rule.week_start) % 7);
  };
  return (first_day(at) - first_day(start)).count() / 7 % rule.weeks == 0;
}

/// Whether an entry of a list counted from either end of `size` is `number`.
bool is_listed(const Rule& rule, std::string_view key, int number, int size) {
  const auto list = rule.numbers.find(key);
  if (list == rule.numbers.end()) return true;
  return std::ranges::any_of(
      list->second, [&](int entry) { return entry == number || entry == number - size - 1; });
}

/// Whether the BY parts of a rule by the hour let this hour stand. Source: RFC 5545, 3.3.10.
bool is_hour_of(const Rule& rule, LocalMinute at) {
  const auto midnight = std::chrono::floor<std::chrono::days>(at);
  const year_month_day day(midnight);
  const auto number = [](auto part) { return static_cast<int>(static_cast<unsigned>(part)); };
  const auto year_day = (midnight - std::chrono::local_days(day.year() / 1 / 1)).count() + 1;
  const int month_days = number((day.year() / day.month() / std::chrono::last).day());
  constexpr int kNotFromEnd = 1'000;
  return is_listed(rule, "BYMONTH", number(day.month()), kNotFromEnd) &&
         is_listed(rule, "BYYEARDAY", static_cast<int>(year_day),
                   day.year().is_leap() ? 366 : 365) &&
         is_listed(rule, "BYMONTHDAY", number(day.day()), month_days) &&
         is_listed(rule, "BYHOUR", static_cast<int>((at - midnight) / 1h), kNotFromEnd) &&
         (rule.weekdays.empty() ||
          std::ranges::find(rule.weekdays, std::chrono::weekday(midnight).iso_encoding()) !=
              rule.weekdays.end());
}

/// The occurrences of a rule by the hour. Errors: invalid "schedule.too_often".
Result<std::vector<LocalMinute>> hourly(const Rule& rule, LocalMinute start, LocalMinute from,
                                        LocalMinute end) {
  const LocalMinute first_hour = std::chrono::floor<std::chrono::hours>(start);
  std::vector<int> minutes{static_cast<int>((start - first_hour).count())};
  if (const auto list = rule.numbers.find("BYMINUTE"); list != rule.numbers.end()) {
    minutes = list->second;
    minutes.erase(std::unique(minutes.begin(), minutes.end()), minutes.end());
  }
  std::vector<LocalMinute> found;
  // Only who counts begins at the beginning.
  const auto skipped = rule.count > 0 || from <= first_hour
                           ? 0
                           : (from - first_hour) / std::chrono::hours(rule.hours);
  LocalMinute hour = first_hour + skipped * std::chrono::hours(rule.hours);
  int counted = 0;
  for (std::size_t step = 0; hour < end; ++step, hour += std::chrono::hours(rule.hours)) {
    if (step == limits::kRecurrenceStepsMax) return too_often("too many steps");
    if (!is_hour_of(rule, hour)) continue;
    for (const int minute : minutes) {
      const LocalMinute at = hour + std::chrono::minutes(minute);
      if (at < start || at >= end) continue;
      if (rule.count > 0 && counted++ == rule.count) return found;
      if (at >= from) found.push_back(at);
    }
  }
  return found;
}

using Iterator = std::unique_ptr<icalrecur_iterator, decltype(&icalrecur_iterator_free)>;

/// Null when libical finds that it can never occur.
Result<Iterator> iterate(const Rule& rule, LocalMinute start) {
  icalerror_set_errors_are_fatal(0);
  icalerror_clear_errno();
  const icalrecurrencetype parsed = icalrecurrencetype_from_string(rule.by_library.c_str());
  if (parsed.freq == ICAL_NO_RECURRENCE) return unreadable(rule.by_library);
  return Iterator(icalrecur_iterator_new(parsed, ical_time(start)), &icalrecur_iterator_free);
}

Result<Rule> rule_from(std::string_view text) {
  if (text.size() > limits::kRecurrenceBytesMax) return unreadable("too long");
  const std::string rule = canonical(text);
  RuleReader reader;
  Status status;
  split(rule, ';', [&](std::string_view part) {
    status = reader.take(part);
    return status.ok();
  });
  TRY(std::move(status));
  return reader.finish();
}

}  // namespace

Status check_recurrence(std::string_view rule) {
  const Rule parsed = TRY(rule_from(rule));
  // Any start does: what libical refuses to begin, it refuses from everywhere.
  const LocalMinute start{std::chrono::local_days(year_month_day{2026y / 1 / 1})};
  if (parsed.hours > 0) {
    // From a start at the right hour some hour of eight years must do, as the leap day comes by
    // then.
    Rule each_hour = parsed;
    each_hour.hours = 1;
    each_hour.count = 1;
    if (TRY(hourly(each_hour, start, start, start + 24h * 366 * 8)).empty()) {
      return unreadable("never occurs");
    }
    return {};
  }
  if (!TRY(iterate(parsed, start))) return unreadable("never occurs");
  return {};
}

Result<std::vector<LocalMinute>> occurrences(std::string_view rule, LocalMinute start,
                                             LocalMinute from, LocalMinute until,
                                             int utc_offset_minutes) {
  const Rule parsed = TRY(rule_from(rule));
  LocalMinute end = until;
  if (parsed.until) {
    const auto shift = std::chrono::minutes(parsed.until->utc ? utc_offset_minutes : 0);
    end = std::min(end, parsed.until->last + shift + 1min);
  }
  if (parsed.hours > 0) return hourly(parsed, start, from, end);
  const Iterator iterator = TRY(iterate(parsed, start));
  if (!iterator) return unreadable("never occurs");
  std::vector<LocalMinute> found;
  int counted = 0;
  for (std::size_t step = 0;; ++step) {
    if (step == limits::kRecurrenceStepsMax) return too_often("too many steps");
    const icaltimetype next = icalrecur_iterator_next(iterator.get());
    if (icaltime_is_null_time(next)) break;
    const LocalMinute at = local_of(next);
    if (at >= end || (parsed.count > 0 && counted == parsed.count)) break;
    if (at < start || !is_week_of(parsed, start, at)) continue;
    ++counted;
    if (at >= from && (found.empty() || found.back() < at)) found.push_back(at);
  }
  return found;
}

}  // namespace bangtin
