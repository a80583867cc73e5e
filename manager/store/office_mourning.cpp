#include "manager/core/mourning.h"
#include "manager/store/office.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"

namespace bangtin {

Result<MourningRecord> load_mourning(Db& db) {
  const auto rows = TRY(db.query("SELECT body FROM mourning"));
  MourningRecord record;
  if (!rows.empty()) TRY(from_json(TRY(Json::parse(text_of(rows[0][0]))), record));
  return record;
}

Result<MourningRecord> Office::mourning() { return load_mourning(parts_.db); }

Result<MourningRecord> Office::declare_mourning(const Person& who, const Mourning& mourning,
                                                Instant now) {
  Mourning declared = mourning;
  declared.reason = TRY(clean_name(declared.reason, "mourning.reason_missing"));
  return in_transaction(parts_.db, [&]() -> Result<MourningRecord> {
    const Commune commune = TRY(load_commune(parts_.db));
    TRY(validate(declared, now, commune.utc_offset_minutes));
    const MourningRecord record{MourningDeclared{declared, who.login, now}};
    TRY(
        parts_.db.query("INSERT INTO mourning (id, body) VALUES (1, $1) "
                        "ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                        {to_json(record).dump()}));
    TRY(add_event(parts_.db, now, "mourning.declared", who.login, "", to_json(declared)));
    TRY(Selections(parts_, now).remake(TRY(paired_boards(parts_.db)), who.login));
    return record;
  });
}

Result<MourningRecord> Office::end_mourning(const Person& who, Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<MourningRecord> {
    const MourningRecord before = TRY(load_mourning(parts_.db));
    if (!before.declared) return before;
    TRY(parts_.db.query("DELETE FROM mourning"));
    TRY(add_event(parts_.db, now, "mourning.ended", who.login, "",
                  to_json(before.declared->mourning)));
    TRY(Selections(parts_, now).remake(TRY(paired_boards(parts_.db)), who.login));
    return MourningRecord();
  });
}

}  // namespace bangtin
