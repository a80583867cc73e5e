// The days of a period that people ask for again and again. Pure. Thread: any.
#pragma once

#include <string>

#include "manager/desk/state.h"

namespace bangtin::desk {

/// Both included, "dd/mm/yyyy".
struct ReportDays {
  std::string from, to;
  bool operator==(const ReportDays&) const = default;
};

/// The last month is the whole one before; the others end today, in local time.
ReportDays days_of(Period period, Instant now, int utc_offset_minutes);

}  // namespace bangtin::desk
