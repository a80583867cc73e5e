// Days of mourning as people write and read them. Pure. Thread: any.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/protocol/mourning_messages.h"

namespace bangtin {

/// Of days that are written "30/11/2026"; without a last one it is the day after the first: two
/// days, as the law has it. The reason stays to be said. Errors: invalid "mourning.day".
Result<Mourning> mourning_on(std::string_view first_day, std::string_view last_day);

/// "từ Thứ hai, 30/11/2026 đến hết Thứ ba, 01/12/2026"; of one day "Thứ hai, 30/11/2026".
std::string words_of(const Mourning& mourning);

}  // namespace bangtin
