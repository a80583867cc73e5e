#include "manager/core/mourning.h"

#include <algorithm>
#include <chrono>

#include "shared/model/calendar.h"

namespace bangtin {
namespace {

Error no_mourning(const char* what, const char* key) { return {Code::Invalid, what, key}; }

}  // namespace

bool rests_in_mourning(const ItemContent& content) {
  if (is_urgent(content)) return false;
  return content.category == Category::Culture || content.owner_kind == OwnerKind::Business;
}

Span span_of(const Mourning& mourning, int utc_offset_minutes) {
  return {local_midnight(mourning.first_day, utc_offset_minutes),
          local_midnight(mourning.last_day, utc_offset_minutes) + std::chrono::days(1)};
}

Status validate(const Mourning& mourning, Instant now, int utc_offset_minutes) {
  const Span span = span_of(mourning, utc_offset_minutes);
  if (span.end <= span.begin)
    return no_mourning("the last day is before the first", "mourning.order");
  if (span.end - span.begin > std::chrono::days(kMourningDaysMax)) {
    return no_mourning("too many days", "mourning.too_long");
  }
  if (span.end <= now) return no_mourning("the last day is over", "mourning.over");
  if (span.begin > now + std::chrono::days(kMourningAheadDaysMax)) {
    return no_mourning("too far ahead", "mourning.too_far");
  }
  return {};
}

std::vector<Span> without(const Span& whole, const Span& rest) {
  std::vector<Span> out;
  const auto add = [&out](Instant begin, Instant end) {
    if (begin < end) out.push_back({begin, end});
  };
  add(whole.begin, std::min(whole.end, std::max(whole.begin, rest.begin)));
  add(std::max(whole.begin, std::min(whole.end, rest.end)), whole.end);
  return out;
}

}  // namespace bangtin
