#include "manager/store/rows.h"

#include <algorithm>

#include "manager/core/audit.h"
#include "shared/base/limits.h"
#include "shared/model/text.h"

namespace bangtin {

DbValue to_column(const std::optional<Digest>& digest) {
  if (!digest) return nullptr;
  return to_column(*digest);
}

std::optional<Instant> optional_instant_of(const DbValue& value) {
  if (is_null(value)) return std::nullopt;
  return instant_of(value);
}

Digest digest_of(const DbValue& value) {
  const Bytes& bytes = bytes_of(value);
  Digest digest;
  CHECK(bytes.size() == digest.bytes.size());
  std::copy(bytes.begin(), bytes.end(), digest.bytes.begin());
  return digest;
}

std::optional<Digest> optional_digest_of(const DbValue& value) {
  if (is_null(value)) return std::nullopt;
  return digest_of(value);
}

PublicKey public_key_of(const DbValue& value) {
  const Bytes& bytes = bytes_of(value);
  PublicKey key;
  CHECK(bytes.size() == key.bytes.size());
  std::copy(bytes.begin(), bytes.end(), key.bytes.begin());
  return key;
}

std::string new_id_text(Random& random) {
  Bytes bytes(10);
  random.fill(bytes);
  return to_hex(bytes);
}

Result<std::int64_t> add_event(Db& db, Instant at, const std::string& kind, const std::string& who,
                               const std::string& target, const Json& body) {
  // The update comes first: its lock makes one writer wait for the other.
  const auto rows =
      TRY(db.query("UPDATE event_cursor SET seq = seq + 1 WHERE id = 1 RETURNING seq, hash"));
  const AuditRow row{int_of(rows.at(0).at(0)), at, kind, who, target, body.dump()};
  const Bytes hash = to_column(audit_hash(digest_of(rows[0].at(1)), row));
  TRY(db.query("UPDATE event_cursor SET hash = $1 WHERE id = 1", {hash}));
  TRY(
      db.query("INSERT INTO event (seq, at, kind, who, target, body, hash) "
               "VALUES ($1,$2,$3,$4,$5,$6,$7)",
               {row.seq, to_column(at), kind, who, target, row.body, hash}));
  return row.seq;
}

Result<AuditHead> audit_head(Db& db) {
  const auto rows = TRY(db.query("SELECT seq, hash FROM event_cursor WHERE id = 1"));
  return AuditHead{int_of(rows.at(0).at(0)), digest_of(rows[0].at(1))};
}

Result<bool> has_event(Db& db, const AuditHead& seen) {
  const auto rows = TRY(db.query("SELECT hash FROM event WHERE seq = $1", {seen.seq}));
  return !rows.empty() && digest_of(rows[0][0]) == seen.hash;
}

Result<std::string> clean_name(const std::string& text, const char* key_missing) {
  std::string clean = TRY(clean_text(text, limits::kShortTextCharactersMax, false));
  if (is_blank(clean)) return Error{Code::Invalid, "no name", key_missing};
  // What was typed before the name by mistake would stand first in every sorted list.
  clean.erase(0, clean.find_first_not_of(' '));
  return clean;
}

bool is_canvas(Size size_px) {
  const auto is_side = [](int side_px) {
    return side_px >= limits::kCanvasSideMin_px && side_px <= limits::kCanvasSideMax_px;
  };
  return is_side(size_px.width_px) && is_side(size_px.height_px);
}

Result<std::vector<std::string>> clean_tags(const std::vector<std::string>& tags) {
  std::vector<std::string> clean;
  for (const std::string& tag : tags) {
    auto text = clean_text(tag, limits::kTagCharactersMax, false);
    if (!text.ok() || is_blank(*text) || text->find(',') != std::string::npos) {
      return Error{Code::Invalid, "a tag", "board.tag"};
    }
    text->erase(0, text->find_first_not_of(' '));
    text->erase(text->find_last_not_of(' ') + 1);
    clean.push_back(*text);
  }
  std::ranges::sort(clean);
  clean.erase(std::unique(clean.begin(), clean.end()), clean.end());
  if (clean.size() > limits::kTagsPerBoardMax) {
    return Error{Code::Invalid, "too many tags", "board.too_many_tags"};
  }
  return clean;
}

}  // namespace bangtin
