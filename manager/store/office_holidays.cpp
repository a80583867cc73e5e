#include <algorithm>

#include "manager/core/holidays.h"
#include "manager/store/office.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"

namespace bangtin {
namespace {

/// Those of `list` that `other` has not.
Json::Array beyond(const std::vector<Holiday>& list, const std::vector<Holiday>& other) {
  Json::Array out;
  for (const Holiday& holiday : list) {
    if (std::ranges::find(other, holiday) == other.end()) out.push_back(to_json(holiday));
  }
  return out;
}

}  // namespace

Result<HolidayList> load_holidays(Db& db) {
  const auto rows = TRY(db.query("SELECT body FROM holidays"));
  HolidayList list{default_holidays(), 0};
  if (!rows.empty()) TRY(from_json(TRY(Json::parse(text_of(rows[0][0]))), list));
  return list;
}

Result<HolidayList> Office::holidays() { return load_holidays(parts_.db); }

Result<HolidayList> Office::set_holidays(const Person& who, const HolidayList& wanted,
                                         Instant now) {
  HolidayList list = wanted;
  for (Holiday& holiday : list.holidays) {
    holiday.name = TRY(clean_name(holiday.name, "holiday.name_missing"));
  }
  TRY(validate(list.holidays));
  return in_transaction(parts_.db, [&]() -> Result<HolidayList> {
    const HolidayList before = TRY(load_holidays(parts_.db));
    if (before.revision != list.revision) {
      return Error{Code::Conflict, "the holidays have revision " + std::to_string(before.revision),
                   "holiday.moved_on"};
    }
    if (before.holidays == list.holidays) return before;
    ++list.revision;
    TRY(
        parts_.db.query("INSERT INTO holidays (id, body) VALUES (1, $1) "
                        "ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                        {to_json(list).dump()}));
    Json body;
    body.set("added", beyond(list.holidays, before.holidays))
        .set("removed", beyond(before.holidays, list.holidays));
    TRY(add_event(parts_.db, now, "holidays.set", who.login, "", body));
    TRY(Selections(parts_, now).remake(TRY(paired_boards(parts_.db)), who.login));
    return list;
  });
}

}  // namespace bangtin
