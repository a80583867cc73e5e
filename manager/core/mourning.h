// What a board shows while the state mourns. It only takes away: nobody's signature is needed.
// Pure. Thread: any.
#pragma once

#include <vector>

#include "shared/model/content.h"
#include "shared/model/manifest.h"
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

/// Nothing when it can be declared now: days in order, not over, near, not too many. Errors:
/// invalid "mourning.order", "mourning.over", "mourning.too_long", "mourning.too_far".
Status validate(const Mourning& mourning, Instant now, int utc_offset_minutes);

/// `whole` without `rest`, which is not empty: none, one or two stretches, in order.
std::vector<Span> without(const Span& whole, const Span& rest);

}  // namespace bangtin
