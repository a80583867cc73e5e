#include "manager/store/item_rows.h"

#include "manager/store/media_rows.h"
#include "manager/store/rows.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/content_json.h"

namespace bangtin {
namespace {

const std::string kColumns =
    "id, state, revision, content, author, version_number, submitted, approved, approver, reason, "
    "changed_by, changed_at";
const std::string kLoad =
    "SELECT " + kColumns +
    ", (SELECT author FROM item_version WHERE hash = item.approved) FROM item";
const std::string kLoadOne = kLoad + " WHERE id = $1";
const std::string kLoadAll = kLoad + " ORDER BY changed_seq DESC";
const std::string kLoadAfter =
    "SELECT " + kColumns +
    ", (SELECT author FROM item_version WHERE hash = item.approved), changed_seq FROM item "
    "WHERE changed_seq > $1 ORDER BY changed_seq LIMIT $2";
/// Read at once: a piece of long ones reads few in vain.
constexpr std::int64_t kRowsAtOnce = 16;
/// What a record has besides its content.
constexpr std::size_t kRecordBytes = 600;
const std::string kStore =
    "INSERT INTO item (" + kColumns +
    ", changed_seq) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13) "
    "ON CONFLICT (id) DO UPDATE SET state = $2, revision = $3, content = $4, author = $5, "
    "version_number = $6, submitted = $7, approved = $8, approver = $9, reason = $10, "
    "changed_by = $11, changed_at = $12, changed_seq = $13";

Result<ItemRecord> item_of(const DbRow& row) {
  ItemRecord item;
  item.id = ItemId{text_of(row[0])};
  item.state = enum_of<ItemState>(row[1]);
  item.revision = int_of(row[2]);
  item.content = TRY(item_content_from_json(TRY(Json::parse(text_of(row[3])))));
  item.author = text_of(row[4]);
  item.version_number = int_of(row[5]);
  item.submitted = optional_digest_of(row[6]);
  item.approved = optional_digest_of(row[7]);
  item.approver = text_of(row[8]);
  item.reason = text_of(row[9]);
  item.changed_by = text_of(row[10]);
  item.changed_at = instant_of(row[11]);
  if (!is_null(row[12])) item.composer = text_of(row[12]);
  return item;
}

}  // namespace

Result<ItemRecord> load_item(Db& db, const ItemId& id) {
  const auto rows = TRY(db.query(kLoadOne, {id.text}));
  if (rows.empty()) return not_there("item", "item.unknown");
  return item_of(rows[0]);
}

Result<std::vector<ItemRecord>> load_items(Db& db) {
  std::vector<ItemRecord> items;
  for (const DbRow& row : TRY(db.query(kLoadAll))) {
    items.push_back(TRY(item_of(row)));
  }
  return items;
}

Result<ChangedItems> load_items_after(Db& db, std::int64_t seq) {
  ChangedItems changed;
  changed.last_seq = seq;
  std::size_t bytes = 0;
  for (;;) {
    const auto rows = TRY(db.query(kLoadAfter, {changed.last_seq, kRowsAtOnce}));
    for (const DbRow& row : rows) {
      changed.more = bytes >= kItemsPieceBytes;
      if (changed.more) return changed;
      bytes += text_of(row[3]).size() + kRecordBytes;
      changed.items.push_back(TRY(item_of(row)));
      changed.last_seq = int_of(row[13]);
    }
    if (std::ssize(rows) < kRowsAtOnce) return changed;
  }
}

Result<std::int64_t> count_items(Db& db) {
  return int_of(TRY(db.query("SELECT count(*) FROM item")).at(0).at(0));
}

Status store_item(Db& db, const ItemRecord& item, std::int64_t seq) {
  TRY(db.query(kStore, {item.id.text, std::string(name_of(item.state)), item.revision,
                        to_json(item.content).dump(), item.author, item.version_number,
                        to_column(item.submitted), to_column(item.approved), item.approver,
                        item.reason, item.changed_by, to_column(item.changed_at), seq}));
  TRY(db.query("DELETE FROM item_media WHERE item = $1", {item.id.text}));
  for (const Media& media : item.content.media) {
    TRY(db.query("INSERT INTO item_media (item, blob) VALUES ($1,$2) ON CONFLICT DO NOTHING",
                 {item.id.text, to_column(media.blob)}));
  }
  return {};
}

Status add_version(Db& db, const ItemVersion& version, const std::string& author) {
  const ItemContent& content = version.content;
  const std::string bytes = to_json(version).dump();
  const Digest hash = sha256(bytes);
  TRY(db.query(
      "INSERT INTO item_version (hash, item, number, bytes, author, made_at, kind, title, agency, "
      "document_number, source, category, language, origin, owner_kind, priority, commune_code, "
      "province_code, valid_from, valid_until, has_places) VALUES "
      "($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21)",
      {to_column(hash),
       version.id.text,
       version.number,
       bytes,
       author,
       to_column(version.made_at),
       std::string(name_of(content.kind)),
       content.title,
       content.agency,
       content.document_number,
       content.source,
       std::string(name_of(content.category)),
       content.language,
       std::string(name_of(content.origin)),
       std::string(name_of(content.owner_kind)),
       to_column(content.priority),
       content.commune_code,
       content.province_code,
       to_column(content.valid_from),
       to_column(content.valid_until),
       to_column(is_everywhere(content.places) ? 0 : 1)}));
  for (const Media& media : content.media) {
    TRY(db.query(
        "INSERT INTO item_version_media (version, blob) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        {to_column(hash), to_column(media.blob)}));
  }
  return {};
}

Result<std::string> load_version_bytes(Db& db, const Digest& hash) {
  const auto rows =
      TRY(db.query("SELECT bytes FROM item_version WHERE hash = $1", {to_column(hash)}));
  if (rows.empty()) return not_there("version", "item.version_unknown");
  return text_of(rows[0][0]);
}

Result<std::shared_ptr<const ItemVersion>> load_version(Db& db, const Digest& hash) {
  const std::string bytes = TRY(load_version_bytes(db, hash));
  if (sha256(bytes) != hash) {
    return Error{Code::Corrupt, "version " + to_hex(hash) + " has other bytes", {}};
  }
  return std::make_shared<const ItemVersion>(TRY(item_version_from_json(TRY(Json::parse(bytes)))));
}

Status check_media(Db& db, const ItemContent& content) {
  for (const Media& media : content.media) {
    const auto known = load_media(db, media.blob);
    if (!known && known.error().code != Code::NotFound) return known.error();
    if (!known || known->media != media) {
      return Error{Code::Invalid, "media " + to_hex(media.blob) + " was not uploaded",
                   "item.media_unknown"};
    }
  }
  return {};
}

}  // namespace bangtin
