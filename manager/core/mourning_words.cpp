#include "manager/core/mourning_words.h"

#include <chrono>

#include "manager/core/local_time.h"
#include "shared/base/texts.h"
#include "shared/model/calendar.h"

namespace bangtin {
namespace {

Result<std::chrono::year_month_day> day_on(std::string_view said) {
  // As a day of nowhere: its date alone counts.
  const auto instant = parse_local_time(said, 0);
  if (instant && local_midnight(*instant, 0) == *instant) return local_time(*instant, 0).day;
  return Error{Code::Invalid, "\"" + std::string(said.substr(0, 100)) + "\"", "mourning.day"};
}

}  // namespace

Result<Mourning> mourning_on(std::string_view first_day, std::string_view last_day) {
  Mourning mourning;
  mourning.first_day = TRY(day_on(first_day));
  const std::chrono::year_month_day next =
      std::chrono::sys_days(mourning.first_day) + std::chrono::days(1);
  mourning.last_day = last_day.empty() ? next : TRY(day_on(last_day));
  return mourning;
}

std::string words_of(const Mourning& mourning) {
  const std::string first = full_date_words(mourning.first_day);
  if (mourning.first_day == mourning.last_day) return first;
  return text("mourning.days", {{"first", first}, {"last", full_date_words(mourning.last_day)}});
}

std::string rest_words(const Rest& rest, Instant now, int utc_offset_minutes) {
  const std::string_view key =
      rest.has_begun(now) ? (rest.plays_again ? "mourning.rest.now" : "mourning.rest.now_to_end")
                          : (rest.plays_again ? "mourning.rest.then" : "mourning.rest.then_to_end");
  return text(key, {{"from", local_time_text(rest.span.begin, utc_offset_minutes)},
                    {"until", local_time_text(rest.span.end, utc_offset_minutes)}});
}

}  // namespace bangtin
