// Days of state mourning (quốc tang) as they travel and are stored (docs/PROTOCOL.md). Thread: any;
// pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "shared/base/clock.h"
#include "shared/base/json.h"
#include "shared/base/result.h"

namespace bangtin {

/// Whole days of the commune's own calendar on which the state mourns.
struct Mourning {
  std::chrono::year_month_day first_day{};
  std::chrono::year_month_day last_day{};
  std::string reason;  ///< who announced it: "Thông báo số 12-TB/TW"
  bool operator==(const Mourning&) const = default;
};

/// What was declared last, by whom and when.
struct MourningDeclared {
  Mourning mourning;
  std::string who;  ///< login
  Instant at{};
  bool operator==(const MourningDeclared&) const = default;
};

/// `declared`: nothing until somebody declares it, and after somebody took it back.
struct MourningRecord {
  std::optional<MourningDeclared> declared;
  bool operator==(const MourningRecord&) const = default;
};

Json to_json(const Mourning& mourning);
Status from_json(const Json& json, Mourning& out);
Json to_json(const MourningRecord& record);
Status from_json(const Json& json, MourningRecord& out);

}  // namespace bangtin
