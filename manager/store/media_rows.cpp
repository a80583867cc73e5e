#include "manager/store/media_rows.h"

#include <algorithm>

#include "manager/store/rows.h"
#include "manager/store/upkeep.h"
#include "shared/crypto/sha256.h"

namespace bangtin {

Status insert_media(Db& db, const std::string& login, const Media& media,
                    const std::optional<ClipPictures>& pictures, Instant now) {
  TRY(expect_blob(db, media.blob));
  Bytes chunks;
  for (const Digest& chunk : media.chunks) {
    chunks.insert(chunks.end(), chunk.bytes.begin(), chunk.bytes.end());
  }
  const auto optional = [&](Digest ClipPictures::*which) {
    return pictures ? DbValue(to_column((*pictures).*which)) : DbValue(nullptr);
  };
  const auto added = TRY(db.query(
      "INSERT INTO media (blob, size_bytes, chunks, media_type, width_px, height_px, duration_ms, "
      "has_sound, poster, thumbnail, added_by, added_at) "
      "VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12) ON CONFLICT DO NOTHING RETURNING 1",
      {to_column(media.blob), media.size_bytes, chunks, media.media_type,
       to_column(media.size_px.width_px), to_column(media.size_px.height_px),
       std::int64_t(media.duration.count()), to_column(media.has_sound ? 1 : 0),
       optional(&ClipPictures::poster), optional(&ClipPictures::thumbnail), login,
       to_column(now)}));
  if (!added.empty()) {
    TRY(add_event(db, now, "media.added", login, to_hex(media.blob)));
  }
  return {};
}

Digest document_name(const std::vector<Media>& pages) {
  Sha256 names;
  for (const Media& page : pages) names.update(to_hex(page.blob));
  return names.finish();
}

Status insert_document(Db& db, const Digest& document, const std::vector<Media>& pages) {
  for (std::size_t i = 0; i < pages.size(); ++i) {
    TRY(
        db.query("INSERT INTO document_page (document, number, blob) VALUES ($1,$2,$3) "
                 "ON CONFLICT DO NOTHING",
                 {to_column(document), std::int64_t(i), to_column(pages[i].blob)}));
  }
  return {};
}

Result<std::vector<Media>> load_pages(Db& db, const Digest& document) {
  std::vector<Media> pages;
  for (const DbRow& row :
       TRY(db.query("SELECT blob FROM document_page WHERE document = $1 ORDER BY number",
                    {to_column(document)}))) {
    pages.push_back(TRY(load_media(db, digest_of(row[0]))).media);
  }
  return pages;
}

Status add_to_library(Db& db, const std::string& login, const Digest& id, const Digest& blob,
                      const std::string& name, Instant now) {
  const auto added = TRY(
      db.query("INSERT INTO library (id, blob, name, added_by, added_at) VALUES ($1,$2,$3,$4,$5) "
               "ON CONFLICT DO NOTHING RETURNING 1",
               {to_column(id), to_column(blob), name, login, to_column(now)}));
  if (added.empty()) return {};
  Json body;
  body.set("name", name);
  TRY(add_event(db, now, "library.added", login, to_hex(id), body));
  return {};
}

Result<KnownMedia> load_media(Db& db, const Digest& blob) {
  const auto rows = TRY(db.query(
      "SELECT size_bytes, chunks, media_type, width_px, height_px, duration_ms, has_sound, poster, "
      "thumbnail FROM media WHERE blob = $1",
      {to_column(blob)}));
  if (rows.empty()) return not_there("media", "item.media_unknown");
  const DbRow& row = rows[0];
  KnownMedia known;
  Media& media = known.media;
  media.blob = blob;
  media.size_bytes = int_of(row[0]);
  const Bytes chunks = bytes_of(row[1]);
  constexpr std::size_t kDigestBytes = sizeof(Digest::bytes);
  for (std::size_t at = 0; at + kDigestBytes <= chunks.size(); at += kDigestBytes) {
    Digest& chunk = media.chunks.emplace_back();
    std::copy_n(chunks.begin() + std::ptrdiff_t(at), kDigestBytes, chunk.bytes.begin());
  }
  media.media_type = text_of(row[2]);
  media.size_px = {int(int_of(row[3])), int(int_of(row[4]))};
  media.duration = Millis(int_of(row[5]));
  media.has_sound = int_of(row[6]) != 0;
  if (const auto poster = optional_digest_of(row[7])) {
    media.poster = 1;
    known.pictures = {*poster, digest_of(row[8])};
  }
  return known;
}

}  // namespace bangtin
