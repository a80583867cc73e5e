#include "manager/store/office.h"

#include "manager/store/migrations.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"
#include "shared/model/problems.h"
#include "shared/model/web_address.h"
#include "shared/protocol/content_json.h"
#include "shared/trust/signed_time.h"

namespace bangtin {
namespace {

constexpr int kOffsetMin = -12 * 60;
constexpr int kOffsetMax = 14 * 60;

Result<Commune> clean_commune(const Commune& commune) {
  const auto refuse = [](const char* key) { return Error{Code::Invalid, "the commune", key}; };
  if (!is_digits(commune.code, 5)) return refuse("commune.code");
  if (!is_digits(commune.province_code, 2)) return refuse("commune.province_code");
  if (commune.utc_offset_minutes < kOffsetMin || commune.utc_offset_minutes > kOffsetMax) {
    return refuse("commune.utc_offset");
  }
  Commune clean = commune;
  clean.name = TRY(clean_name(commune.name, "commune.name_missing"));
  clean.agency = TRY(clean_name(commune.agency, "commune.agency_missing"));
  clean.site = cleaned_site(commune.site);
  if (!clean.site.empty() && !is_site(clean.site)) return refuse("commune.site");
  return clean;
}

}  // namespace

Office::Office(OfficeParts parts) : parts_(parts) {}

Status Office::prepare(Db& db) {
  TRY(migrate(db, migrations()));
  return {};
}

Result<Commune> Office::commune() {
  auto commune = load_commune(parts_.db);
  // Before it is set, the form is empty: that is an answer, not an error.
  if (!commune.ok() && commune.error().key == "commune.missing") return Commune{};
  return commune;
}

Result<Commune> Office::set_commune(const Person& who, const Commune& commune, Instant now) {
  const Commune clean = TRY(clean_commune(commune));
  return in_transaction(parts_.db, [&]() -> Result<Commune> {
    TRY(
        parts_.db.query("UPDATE commune SET code = $1, province_code = $2, name = $3, agency = $4, "
                        "utc_offset_minutes = $5, site = $6 WHERE id = 1",
                        {clean.code, clean.province_code, clean.name, clean.agency,
                         to_column(clean.utc_offset_minutes), clean.site}));
    Json body;
    body.set("code", clean.code).set("name", clean.name).set("agency", clean.agency);
    if (!clean.site.empty()) body.set("site", clean.site);
    TRY(add_event(parts_.db, now, "commune.changed", who.login, clean.code, body));
    TRY(Selections(parts_, now).remake(TRY(paired_boards(parts_.db)), who.login));
    return clean;
  });
}

Result<Office::BoardSelection> Office::selection_of(const BoardId& id, Instant now) {
  const auto made = TRY(Selections(parts_, now).newest(id));
  if (made) {
    const BoardRecord record = TRY(board(id));
    if (record.state != BoardState::Revoked) return *made;
  }
  return in_transaction(parts_.db, [&]() -> Result<BoardSelection> {
    const BoardRecord record = TRY(board(id));
    if (record.state == BoardState::Revoked) {
      return Error{Code::Denied, "board " + id.text + " is revoked", "board.revoked"};
    }
    Selections selections(parts_, now);
    TRY(selections.remake({id}, id.text));
    const auto newest = TRY(selections.newest(id));
    if (!newest) return Error{Code::Conflict, "our key is not trusted", "trust.renew"};
    return *newest;
  });
}

Result<std::string> Office::selection_named(const BoardId& id, const Digest& hash) {
  const auto rows = TRY(parts_.db.query(
      "SELECT bytes FROM selection WHERE board = $1 AND hash = $2", {id.text, to_column(hash)}));
  if (rows.empty()) return not_there("selection", "server.not_found");
  return text_of(rows[0][0]);
}

Result<std::string> Office::time_for(const std::string& nonce, Instant now) const {
  if (!is_time_nonce(nonce)) return Error{Code::Invalid, "no nonce", "server.bad_json"};
  return sign_time(now, nonce, parts_.online);
}

Result<std::string> Office::generation_file_of(const BoardId& id, Instant now) {
  const BoardSelection chosen = TRY(selection_of(id, now));
  const Selection selection = TRY(selection_from_json(TRY(Json::parse(chosen.bytes))));
  std::vector<ItemVersion> items;
  for (const Digest& hash : selection.items) {
    const std::string bytes = TRY(version(hash));
    items.push_back(TRY(item_version_from_json(TRY(Json::parse(bytes)))));
  }
  return generation_file(chosen.bytes, items, {});
}

Result<bool> Office::may_fetch(const BoardId& id, const Digest& name) {
  const auto rows = TRY(parts_.db.query(
      "SELECT 1 FROM selection_version s JOIN board b ON b.id = s.board "
      "WHERE s.board = $1 AND b.state = $3 AND (s.version = $2 OR EXISTS ("
      "SELECT 1 FROM item_version_media m WHERE m.version = s.version AND m.blob = $2)) LIMIT 1",
      {id.text, to_column(name), std::string(name_of(BoardState::Paired))}));
  return !rows.empty();
}

Status Office::refresh_selections(Instant now) {
  return parts_.db.transact([&]() -> Status {
    Repository repository(parts_.db, parts_.online, now);
    if (TRY(repository.has_begun())) TRY(repository.publish());
    return Selections(parts_, now).remake(TRY(paired_boards(parts_.db)), "server");
  });
}

}  // namespace bangtin
