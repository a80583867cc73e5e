// What an item has gone through, read from the log.
#include <algorithm>

#include "manager/core/item_history.h"
#include "manager/core/mourning.h"
#include "manager/store/item_rows.h"
#include "manager/store/office.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"

namespace bangtin {
namespace {

/// Of the version that may play.
Result<std::optional<Span>> rest_of_version(Db& db, const Digest& approved) {
  const MourningRecord record = TRY(load_mourning(db));
  if (!record.declared) return std::optional<Span>();
  const Commune commune = TRY(load_commune(db));
  const auto version = TRY(load_version(db, approved));
  return rest_of(version->content, record.declared->mourning, commune.utc_offset_minutes);
}

Result<ItemAir> air_of(Db& db, const ItemId& id) {
  const auto rows = TRY(db.query(
      "SELECT EXISTS (SELECT 1 FROM publication_item p WHERE p.item = i.id), i.public_since, "
      "v.valid_from, v.valid_until, v.hash FROM item i "
      "LEFT JOIN item_version v ON v.hash = i.approved WHERE i.id = $1",
      {id.text}));
  if (rows.empty()) return not_there("item", "item.unknown");
  const DbRow& row = rows[0];
  ItemAir air{int_of(row[0]) != 0,
              optional_instant_of(row[1]),
              optional_instant_of(row[2]),
              optional_instant_of(row[3]),
              {}};
  const std::optional<Digest> approved = optional_digest_of(row[4]);
  if (approved) air.rest = TRY(rest_of_version(db, *approved));
  return air;
}

/// The newest ones, in the order of the log. The condition is that of the index event_by_item.
Result<std::vector<ItemEvent>> events_of(Db& db, const ItemId& id) {
  const auto rows =
      TRY(db.query("SELECT e.at, e.kind, e.who, COALESCE(p.display_name, ''), e.body FROM event e "
                   "LEFT JOIN person p ON p.login = e.who "
                   "WHERE e.target = $1 AND substr(e.kind, 1, 5) = 'item.' "
                   "ORDER BY e.seq DESC LIMIT $2",
                   {id.text, static_cast<std::int64_t>(kItemStepsMax)}));
  std::vector<ItemEvent> events;
  for (const DbRow& row : rows) {
    events.push_back({instant_of(row[0]), text_of(row[1]), text_of(row[2]), text_of(row[3]),
                      TRY(Json::parse(text_of(row[4])))});
  }
  std::ranges::reverse(events);
  return events;
}

}  // namespace

Result<ItemHistory> Office::item_history(const ItemId& id, Instant now) {
  return in_one_look(parts_.db, [&]() -> Result<ItemHistory> {
    const ItemAir air = TRY(air_of(parts_.db, id));
    return bangtin::item_history(TRY(events_of(parts_.db, id)), air, now);
  });
}

}  // namespace bangtin
