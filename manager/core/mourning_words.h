// Days of mourning as people write and read them, and what they make of an item: the desk, the
// shell and the phone page say the same. Pure. Thread: any.
#pragma once

#include <string>
#include <string_view>

#include "manager/core/mourning.h"
#include "shared/base/result.h"

namespace bangtin {

/// Of days that are written "30/11/2026"; without a last one it is the day after the first: two
/// days, as the law has it. The reason stays to be said. Errors: invalid "mourning.day".
Result<Mourning> mourning_on(std::string_view first_day, std::string_view last_day);

/// "từ Thứ hai, 30/11/2026 đến hết Thứ ba, 01/12/2026"; of one day "Thứ hai, 30/11/2026".
std::string words_of(const Mourning& mourning);

/// That an item rests, or will, from when until when, and whether it plays again: one sentence.
std::string rest_words(const Rest& rest, Instant now, int utc_offset_minutes);

}  // namespace bangtin
