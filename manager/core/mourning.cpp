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

bool mourns_at(const MourningRecord& record, int utc_offset_minutes, Instant now) {
  if (!record.declared) return false;
  const Span span = span_of(record.declared->mourning, utc_offset_minutes);
  return span.begin <= now && now < span.end;
}

std::optional<Span> rest_of(const ItemContent& content, const std::optional<Mourning>& mourning,
                            int utc_offset_minutes) {
  if (!mourning || !rests_in_mourning(content)) return std::nullopt;
  const Span days = span_of(*mourning, utc_offset_minutes);
  const Span rest{std::max(days.begin, content.valid_from),
                  std::min(days.end, content.valid_until)};
  if (rest.end <= rest.begin) return std::nullopt;
  return rest;
}

std::optional<Rest> rest_at(ItemState state, const ItemContent& content,
                            const MourningRecord& record, int utc_offset_minutes, Instant now) {
  if (state != ItemState::Submitted && state != ItemState::Approved) return std::nullopt;
  if (!record.declared) return std::nullopt;
  const auto span = rest_of(content, record.declared->mourning, utc_offset_minutes);
  if (!span || span->end <= now) return std::nullopt;
  return Rest{*span, span->end < content.valid_until};
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
