// The library: media and documents that people keep. An item holds its media by itself, so that
// taking one out of the library changes no item.
#include <limits>

#include "manager/store/media_rows.h"
#include "manager/store/office.h"
#include "manager/store/rows.h"
#include "shared/base/library_limits.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

const std::string kMediaColumns = "l.blob, l.name, l.added_by, l.added_at, l.id";

/// Items whose draft, waiting or approved version names it; of a document, one of its pages.
Result<std::vector<ItemId>> uses_of(Db& db, const Digest& id) {
  std::vector<ItemId> items;
  for (const DbRow& row :
       TRY(db.query("WITH b(blob) AS (SELECT $1 UNION "
                    "SELECT blob FROM document_page WHERE document = $1) "
                    "SELECT m.item FROM b JOIN item_media m ON m.blob = b.blob UNION "
                    "SELECT i.id FROM b JOIN item_version_media v ON v.blob = b.blob "
                    "JOIN item_version n ON n.hash = v.version JOIN item i ON i.id = n.item "
                    "WHERE v.version = i.approved OR "
                    "(v.version = i.submitted AND i.state = $2) ORDER BY 1 LIMIT $3",
                    {to_column(id), std::string(name_of(ItemState::Submitted)),
                     std::int64_t(limits::kMediaUsesMax)}))) {
    items.push_back(ItemId{text_of(row[0])});
  }
  return items;
}

Result<MediaRecord> record_of(Db& db, const DbRow& row) {
  MediaRecord record;
  const Digest blob = digest_of(row[0]);
  const KnownMedia known = TRY(load_media(db, blob));
  record.media = known.media;
  if (known.pictures) {
    record.poster = TRY(load_media(db, known.pictures->poster)).media;
    record.thumbnail = TRY(load_media(db, known.pictures->thumbnail)).media;
  }
  const Digest id = digest_of(row[4]);
  if (id != blob) {
    record.document = id;
    record.pages = TRY(load_pages(db, id));
  }
  record.name = text_of(row[1]);
  record.added_by = text_of(row[2]);
  record.added_at = instant_of(row[3]);
  record.items = TRY(uses_of(db, id));
  return record;
}

}  // namespace

Result<Media> Office::add_library_media(const Person& who, const Media& media,
                                        const std::string& name, Instant now) {
  Media added = TRY(add_media(who, media, now));
  const auto cleaned = clean_text(name, limits::kShortTextCharactersMax, false);
  TRY(parts_.db.transact([&]() -> Status {
    return add_to_library(parts_.db, who.login, media.blob, media.blob,
                          cleaned.ok() ? *cleaned : std::string(), now);
  }));
  return added;
}

Result<MediaPage> Office::library(std::optional<std::int64_t> before) {
  MediaPage page;
  std::size_t chunks = 0;
  const auto rows = TRY(parts_.db.query("SELECT " + kMediaColumns +
                                            ", l.number FROM library l WHERE l.number < $1 "
                                            "ORDER BY l.number DESC LIMIT $2",
                                        {before.value_or(std::numeric_limits<std::int64_t>::max()),
                                         std::int64_t(limits::kMediaPageMax + 1)}));
  std::int64_t last = 0;
  for (const DbRow& row : rows) {
    if (page.media.size() == limits::kMediaPageMax || chunks > limits::kMediaPageChunksMax) {
      page.next = last;
      break;
    }
    page.media.push_back(TRY(record_of(parts_.db, row)));
    chunks += page.media.back().media.chunks.size();
    for (const Media& sheet : page.media.back().pages) chunks += sheet.chunks.size();
    last = int_of(row[5]);
  }
  return page;
}

Result<MediaRecord> Office::keep_media(const Person& who, const Digest& id, const std::string& name,
                                       Instant now) {
  const std::string cleaned = TRY(clean_name(name, "library.name_missing"));
  return in_transaction(parts_.db, [&]() -> Result<MediaRecord> {
    const auto pages = TRY(load_pages(parts_.db, id));
    const Digest first = pages.empty() ? id : pages[0].blob;
    TRY(load_media(parts_.db, first));
    const auto renamed = TRY(parts_.db.query(
        "UPDATE library SET name = $2 WHERE id = $1 RETURNING 1", {to_column(id), cleaned}));
    if (renamed.empty()) {
      TRY(add_to_library(parts_.db, who.login, id, first, cleaned, now));
    } else {
      Json body;
      body.set("name", cleaned);
      TRY(add_event(parts_.db, now, "library.renamed", who.login, to_hex(id), body));
    }
    const auto rows = TRY(parts_.db.query(
        "SELECT " + kMediaColumns + " FROM library l WHERE l.id = $1", {to_column(id)}));
    return record_of(parts_.db, rows.at(0));
  });
}

Status Office::drop_media(const Person& who, const Digest& id, Instant now) {
  return parts_.db.transact([&]() -> Status {
    if (!TRY(uses_of(parts_.db, id)).empty()) {
      return Error{Code::Conflict, "an item uses it", "library.in_use"};
    }
    const auto dropped =
        TRY(parts_.db.query("DELETE FROM library WHERE id = $1 RETURNING name", {to_column(id)}));
    if (dropped.empty()) return not_there("media", "library.unknown");
    Json body;
    body.set("name", text_of(dropped[0][0]));
    TRY(add_event(parts_.db, now, "library.removed", who.login, to_hex(id), body));
    return {};
  });
}

}  // namespace bangtin
