#include "manager/store/office.h"
#include "manager/store/rows.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/map_messages.h"

namespace bangtin {
namespace {

DbValue column_of(const std::optional<GeoPoint>& position, int GeoPoint::*part) {
  if (!position) return DbValue{};
  return std::int64_t{(*position).*part};
}

}  // namespace

Result<BoardRecord> Office::place_board(const Person& who, const BoardId& id,
                                        const std::optional<GeoPoint>& position, Instant now) {
  if (position && !is_on_earth(*position)) {
    return Error{Code::Invalid, "not on earth", "map.position"};
  }
  return in_transaction(parts_.db, [&]() -> Result<BoardRecord> {
    const BoardRecord before = TRY(board(id));
    if (before.position == position) return before;
    TRY(parts_.db.query("UPDATE board SET latitude_udeg = $2, longitude_udeg = $3 WHERE id = $1",
                        {id.text, column_of(position, &GeoPoint::latitude_udeg),
                         column_of(position, &GeoPoint::longitude_udeg)}));
    Json body;
    body.set("position", position
                             ? Json(Json::Array{position->latitude_udeg, position->longitude_udeg})
                             : Json());
    TRY(add_event(parts_.db, now, "board.placed", who.login, id.text, body));
    return board(id);
  });
}

Result<std::optional<Digest>> Office::map_hash() {
  const auto rows = TRY(parts_.db.query("SELECT hash FROM commune_map"));
  if (rows.empty()) return std::optional<Digest>();
  return std::optional<Digest>(digest_of(rows[0][0]));
}

Result<std::string> Office::commune_map() {
  const auto rows = TRY(parts_.db.query("SELECT body FROM commune_map"));
  if (rows.empty()) return not_there("map of the commune", "map.none");
  return text_of(rows[0][0]);
}

Result<Digest> Office::set_commune_map(const Person& who, const CommuneMap& map, Instant now) {
  if (map.outline.empty() && map.lines.empty()) {
    return Error{Code::Invalid, "a map with nothing in it", "map.empty"};
  }
  const std::string body = to_json(map).dump();
  const Digest hash = sha256(body);
  return in_transaction(parts_.db, [&]() -> Result<Digest> {
    TRY(
        parts_.db.query("INSERT INTO commune_map (id, hash, body) VALUES (1, $1, $2) "
                        "ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, body = excluded.body",
                        {to_column(hash), body}));
    TRY(add_event(parts_.db, now, "commune.map", who.login, to_hex(hash)));
    return hash;
  });
}

Status Office::remove_commune_map(const Person& who, Instant now) {
  return parts_.db.transact([&]() -> Status {
    const auto removed = TRY(parts_.db.query("DELETE FROM commune_map RETURNING 1"));
    if (!removed.empty()) TRY(add_event(parts_.db, now, "commune.map", who.login, ""));
    return {};
  });
}

}  // namespace bangtin
