// What a board shows while the state mourns. It only takes away: nobody's signature is needed.
// Pure. Thread: any.
#pragma once

#include <optional>
#include <vector>

#include "shared/model/content.h"
#include "shared/model/manifest.h"
#include "shared/protocol/messages.h"
#include "shared/protocol/mourning_messages.h"

namespace bangtin {

/// It lasts two days; what is much longer is a slip.
/// Source: Nghị định 105/2012/NĐ-CP.
inline constexpr int kMourningDaysMax = 7;
/// It is announced when it is needed.
inline constexpr int kMourningAheadDaysMax = 30;

/// Whether an item waits until the mourning is over: culture, sport and tourism, and what belongs
/// to a business. What is urgent never does.
/// Source: Nghị định 105/2012/NĐ-CP, điều 10: no public entertainment.
bool rests_in_mourning(const ItemContent& content);

/// From the midnight that begins its first day to the one that ends its last.
Span span_of(const Mourning& mourning, int utc_offset_minutes);

/// The state mourns at `now`, by what was declared last.
bool mourns_at(const MourningRecord& record, int utc_offset_minutes, Instant now);

/// The part of its validity, not empty, in which an item plays nowhere since the state mourns;
/// nothing of what does not rest, or is not valid on those days.
std::optional<Span> rest_of(const ItemContent& content, const std::optional<Mourning>& mourning,
                            int utc_offset_minutes);

/// A rest, as people are told of it.
struct Rest {
  Span span;                 ///< rest_of()
  bool plays_again = false;  ///< by itself: the item is valid longer than the state mourns
  bool has_begun(Instant now) const { return span.begin <= now; }
  bool operator==(const Rest&) const = default;
};

/// What is to be said at `now` of an item in this state: of one that waits for approval or is
/// approved its rest, from the declaration until it is over; of every other one nothing.
std::optional<Rest> rest_at(ItemState state, const ItemContent& content,
                            const MourningRecord& record, int utc_offset_minutes, Instant now);

/// Nothing when it can be declared now: days in order, not over, near, not too many. Errors:
/// invalid "mourning.order", "mourning.over", "mourning.too_long", "mourning.too_far".
Status validate(const Mourning& mourning, Instant now, int utc_offset_minutes);

/// `whole` without `rest`, which is not empty: none, one or two stretches, in order.
std::vector<Span> without(const Span& whole, const Span& rest);

}  // namespace bangtin
