// Items that a province's office handed over: which of them may play follows from what the two
// people of that office signed, and from whether the commune's own key still lets the office in.
// Thread: one per Db; each function within the caller's transaction.
#pragma once

#include <string>

#include "manager/store/office.h"
#include "manager/store/repository.h"

namespace bangtin {

/// Brings every item of another office to what is signed now: taken back where its office signs for
/// it no longer, and back where that was the only reason. Gives how many were taken back.
Result<int> settle_province_items(OfficeParts& parts, Repository& repository,
                                  const std::string& who, Instant now);

}  // namespace bangtin
