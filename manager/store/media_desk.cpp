#include "manager/store/media_desk.h"

#include "manager/store/rows.h"
#include "manager/store/upkeep.h"
#include "shared/base/limits.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

const std::string kConversionColumns =
    "id, upload, name, state, permille, left_s, media, problem, changed_at, owner, tries, document";
const std::string kUploadColumns = "id, name, size_bytes, sha256, expires_at, held_bytes";

Error upload_unknown() { return not_there("upload", "upload.unknown"); }
Error disk_full(const Error& error) { return {Code::Full, error.message, "upload.disk_full"}; }

}  // namespace

Result<UploadRecord> MediaDesk::begin_upload(const Person& who, const UploadRequest& request,
                                             Instant now) {
  if (request.size_bytes < 1 || request.size_bytes > limits::kUploadBytesMax) {
    return Error{Code::Invalid, "an upload of " + std::to_string(request.size_bytes) + " bytes",
                 request.size_bytes < 1 ? "ingest.clip_empty" : "ingest.clip_too_large"};
  }
  UploadRecord record;
  record.id = UploadId{new_id_text(random_)};
  record.name = TRY(clean_text(request.name, limits::kShortTextCharactersMax, false));
  record.size_bytes = request.size_bytes;
  record.sha256 = request.sha256;
  record.expires_at = now + limits::kUploadLifetime;
  // The clip that is made of it needs room as well, and the database must be able to go on.
  if (const Status room = disk_.reserve(2 * request.size_bytes + limits::kDiskSpareBytes); !room) {
    return room.error().code == Code::Full ? disk_full(room.error()) : room.error();
  }
  return in_transaction(db_, [&]() -> Result<UploadRecord> {
    const auto open = TRY(db_.query("SELECT count(*) FROM upload WHERE owner = $1", {who.login}));
    if (int_of(open[0][0]) >= std::int64_t(limits::kUploadsOpenMax)) {
      return Error{Code::Conflict, "too many uploads are open", "upload.too_many"};
    }
    TRY(
        db_.query("INSERT INTO upload (id, owner, name, size_bytes, sha256, expires_at) "
                  "VALUES ($1,$2,$3,$4,$5,$6)",
                  {record.id.text, who.login, record.name, record.size_bytes,
                   to_column(record.sha256), to_column(record.expires_at)}));
    return record;
  });
}

Result<UploadRecord> MediaDesk::load_upload(const UploadId& id, const std::string& owner) {
  const auto rows = TRY(db_.query(
      "SELECT " + kUploadColumns + " FROM upload WHERE id = $1 AND owner = $2", {id.text, owner}));
  if (rows.empty()) return upload_unknown();
  UploadRecord record;
  record.id = UploadId{text_of(rows[0][0])};
  record.name = text_of(rows[0][1]);
  record.size_bytes = int_of(rows[0][2]);
  record.sha256 = optional_digest_of(rows[0][3]);
  record.expires_at = instant_of(rows[0][4]);
  record.held_bytes = int_of(rows[0][5]);
  return record;
}

Result<std::vector<UploadRecord>> MediaDesk::uploads(const Person& who) {
  std::vector<UploadRecord> records;
  for (const DbRow& row : TRY(db_.query(
           "SELECT id FROM upload WHERE owner = $1 ORDER BY expires_at, id", {who.login}))) {
    records.push_back(TRY(load_upload(UploadId{text_of(row[0])}, who.login)));
  }
  return records;
}

Result<UploadRecord> MediaDesk::upload(const Person& who, const UploadId& id) {
  return load_upload(id, who.login);
}

Result<bool> MediaDesk::in_use(const UploadId& id) {
  return !TRY(db_.query("SELECT 1 FROM conversion WHERE upload = $1", {id.text})).empty();
}

Result<std::string> MediaDesk::read_upload(const Person& who, const UploadId& id,
                                           std::size_t size_max) {
  const UploadRecord record = TRY(load_upload(id, who.login));
  if (TRY(in_use(id))) return Error{Code::Conflict, "being converted", "upload.in_use"};
  if (record.held_bytes < record.size_bytes) {
    return Error{Code::Conflict, "not all of it is here", "upload.incomplete"};
  }
  if (record.size_bytes > std::int64_t(size_max)) {
    return Error{Code::Invalid, "an upload of " + std::to_string(record.size_bytes) + " bytes",
                 "upload.size"};
  }
  return disk_.read(path_of(id), 0, std::size_t(record.size_bytes));
}

Result<UploadRecord> MediaDesk::append(const Person& who, const UploadId& id,
                                       std::int64_t offset_bytes, std::string_view bytes) {
  UploadRecord record = TRY(load_upload(id, who.login));
  if (TRY(in_use(id))) return Error{Code::Conflict, "being converted", "upload.in_use"};
  if (offset_bytes != record.held_bytes) {
    return Error{Code::Conflict, "it goes on at byte " + std::to_string(record.held_bytes),
                 "upload.offset"};
  }
  if (std::int64_t(bytes.size()) > record.size_bytes - record.held_bytes) {
    return Error{Code::Invalid, "more bytes than were announced", "upload.size"};
  }
  // What is not known to be durable does not count: it is cut away, and sent again.
  const auto there = disk_.size(path_of(id));
  if (there && *there > record.held_bytes) TRY(disk_.truncate(path_of(id), record.held_bytes));
  if ((there ? *there : 0) < record.held_bytes) {
    return Error{Code::Corrupt, "the disk lost bytes of an upload", "upload.changed"};
  }
  Status written = disk_.reserve(std::int64_t(bytes.size()) + limits::kDiskSpareBytes);
  if (written) written = disk_.append(path_of(id), bytes);
  if (written) written = disk_.sync(path_of(id));
  if (!written) {
    if (const auto torn = disk_.size(path_of(id)); torn && *torn > record.held_bytes) {
      TRY(disk_.truncate(path_of(id), record.held_bytes));
    }
    return written.error().code == Code::Full ? disk_full(written.error()) : written.error();
  }
  record.held_bytes += std::int64_t(bytes.size());
  TRY(db_.query("UPDATE upload SET held_bytes = $2 WHERE id = $1", {id.text, record.held_bytes}));
  return record;
}

Status MediaDesk::remove_upload(const UploadId& id) {
  // The bytes first: a row without bytes is an upload that begins anew, bytes without a row stay.
  TRY(disk_.remove(path_of(id)));
  TRY(db_.query("DELETE FROM upload WHERE id = $1", {id.text}));
  return {};
}

Status MediaDesk::drop_upload(const Person& who, const UploadId& id) {
  TRY(load_upload(id, who.login));
  if (TRY(in_use(id))) return Error{Code::Conflict, "being converted", "upload.in_use"};
  return remove_upload(id);
}

Result<ConversionRecord> MediaDesk::record_of(const DbRow& row) {
  ConversionRecord record;
  record.id = ConversionId{text_of(row[0])};
  record.upload = UploadId{text_of(row[1])};
  record.name = text_of(row[2]);
  record.state = enum_of<ConversionState>(row[3]);
  record.permille = int_of(row[4]);
  if (std::holds_alternative<std::int64_t>(row[5])) record.left = Seconds(int_of(row[5]));
  record.problem = text_of(row[7]);
  record.changed_at = instant_of(row[8]);
  const auto blob = optional_digest_of(row[6]);
  if (!blob) return record;
  record.document = optional_digest_of(row[11]);
  if (record.document) record.pages = TRY(load_pages(db_, *record.document));
  const KnownMedia known = TRY(load_media(db_, *blob));
  record.media = known.media;
  if (known.pictures) {
    record.poster = TRY(load_media(db_, known.pictures->poster)).media;
    record.thumbnail = TRY(load_media(db_, known.pictures->thumbnail)).media;
  }
  return record;
}

Result<ConversionRecord> MediaDesk::add_conversion(const Person& who, const UploadId& id,
                                                   Instant now) {
  return in_transaction(db_, [&]() -> Result<ConversionRecord> {
    const std::string select =
        "SELECT " + kConversionColumns + " FROM conversion WHERE upload = $1 AND owner = $2";
    auto rows = TRY(db_.query(select, {id.text, who.login}));
    if (!rows.empty()) return record_of(rows[0]);
    const UploadRecord upload = TRY(load_upload(id, who.login));
    if (upload.held_bytes != upload.size_bytes) {
      return Error{Code::Conflict, "not all bytes are here", "upload.incomplete"};
    }
    TRY(
        db_.query("INSERT INTO conversion (id, owner, upload, name, state, changed_at) "
                  "VALUES ($1,$2,$3,$4,$5,$6)",
                  {new_id_text(random_), who.login, id.text, upload.name,
                   std::string(name_of(ConversionState::Queued)), to_column(now)}));
    rows = TRY(db_.query(select, {id.text, who.login}));
    return record_of(rows[0]);
  });
}

Result<std::vector<ConversionRecord>> MediaDesk::conversions(const Person& who) {
  std::vector<ConversionRecord> records;
  for (const DbRow& row : TRY(db_.query("SELECT " + kConversionColumns +
                                            " FROM conversion WHERE owner = $1 "
                                            "ORDER BY number DESC LIMIT $2",
                                        {who.login, std::int64_t(limits::kConversionsKept)}))) {
    records.push_back(TRY(record_of(row)));
  }
  return records;
}

Result<ConversionRecord> MediaDesk::conversion(const Person& who, const ConversionId& id) {
  const auto rows = TRY(
      db_.query("SELECT " + kConversionColumns + " FROM conversion WHERE id = $1 AND owner = $2",
                {id.text, who.login}));
  if (rows.empty()) return not_there("conversion", "upload.conversion_unknown");
  return record_of(rows[0]);
}

Status MediaDesk::end(const ConversionId& id, ConversionState state, const std::string& problem,
                      Instant now) {
  TRY(
      db_.query("UPDATE conversion SET state = $2, problem = $3, left_s = NULL, changed_at = $4 "
                "WHERE id = $1",
                {id.text, std::string(name_of(state)), problem, to_column(now)}));
  return {};
}

Result<ConversionRecord> MediaDesk::cancel_conversion(const Person& who, const ConversionId& id,
                                                      Instant now) {
  const ConversionRecord record = TRY(conversion(who, id));
  if (is_over(record.state)) return record;
  TRY(in_transaction(db_, [&]() -> Result<bool> {
    // One that waits ends here; one that is being converted ends when the converter sees it.
    TRY(db_.query("UPDATE conversion SET cancelled = 1, changed_at = $2 WHERE id = $1",
                  {id.text, to_column(now)}));
    const auto waiting = TRY(db_.query("SELECT 1 FROM conversion WHERE id = $1 AND state = $2",
                                       {id.text, std::string(name_of(ConversionState::Queued))}));
    if (!waiting.empty()) TRY(end(id, ConversionState::Cancelled, "ingest.clip_cancelled", now));
    return !waiting.empty();
  }));
  ConversionRecord after = TRY(conversion(who, id));
  if (is_over(after.state)) TRY(remove_upload(after.upload));
  return after;
}

Result<std::optional<MediaDesk::Job>> MediaDesk::next_job(Instant now) {
  while (true) {
    const auto rows = TRY(db_.query(
        "UPDATE conversion SET state = $2, tries = tries + 1, permille = 0, changed_at = $3 WHERE "
        "number = (SELECT min(number) FROM conversion WHERE state = $1) RETURNING " +
            kConversionColumns,
        {std::string(name_of(ConversionState::Queued)),
         std::string(name_of(ConversionState::Converting)), to_column(now)}));
    if (rows.empty()) return std::optional<Job>();
    Job job;
    job.conversion = TRY(record_of(rows[0]));
    job.owner = text_of(rows[0][9]);
    auto upload = load_upload(job.conversion.upload, job.owner);
    if (upload) job.upload = std::move(upload).value();
    if (upload && int_of(rows[0][10]) <= limits::kConversionTriesMax) return std::optional(job);
    TRY(fail(job, {Code::Corrupt, "its server ended with it", "ingest.clip_failed"}, false, now));
  }
}

Status MediaDesk::requeue() {
  TRY(db_.query("UPDATE conversion SET state = $2, left_s = NULL WHERE state = $1",
                {std::string(name_of(ConversionState::Converting)),
                 std::string(name_of(ConversionState::Queued))}));
  return {};
}

Result<bool> MediaDesk::note_progress(const ConversionId& id, int permille,
                                      std::optional<Seconds> left, Instant now) {
  const auto rows = TRY(
      db_.query("UPDATE conversion SET permille = $2, left_s = $3, changed_at = $4 WHERE id = $1 "
                "RETURNING cancelled",
                {id.text, to_column(permille),
                 left ? DbValue(std::int64_t(left->count())) : DbValue(nullptr), to_column(now)}));
  return !rows.empty() && int_of(rows[0][0]) == 0;
}

Status MediaDesk::expect_blob(const Digest& blob) { return bangtin::expect_blob(db_, blob); }

Status MediaDesk::finish(const Job& job, const Outcome& outcome, Instant now) {
  TRY(db_.transact([&]() -> Status {
    std::optional<ClipPictures> pictures;
    if (outcome.poster && outcome.thumbnail) {
      TRY(insert_media(db_, job.owner, *outcome.poster, std::nullopt, now));
      TRY(insert_media(db_, job.owner, *outcome.thumbnail, std::nullopt, now));
      pictures = {outcome.poster->blob, outcome.thumbnail->blob};
    }
    TRY(insert_media(db_, job.owner, outcome.media, pictures, now));
    std::optional<Digest> document;
    for (const Media& page : outcome.pages) {
      TRY(insert_media(db_, job.owner, page, std::nullopt, now));
    }
    if (!outcome.pages.empty()) {
      document = document_name(outcome.pages);
      TRY(insert_document(db_, *document, outcome.pages));
    }
    const Digest& blob = outcome.media.blob;
    TRY(add_to_library(db_, job.owner, document.value_or(blob), blob, job.conversion.name, now));
    TRY(db_.query("UPDATE conversion SET media = $2, document = $3, permille = 1000 WHERE id = $1",
                  {job.conversion.id.text, to_column(blob), to_column(document)}));
    return end(job.conversion.id, ConversionState::Done, outcome.remark, now);
  }));
  return remove_upload(job.conversion.upload);
}

Status MediaDesk::fail(const Job& job, const Error& error, bool cancelled, Instant now) {
  const ConversionState state = cancelled ? ConversionState::Cancelled : ConversionState::Failed;
  const std::string key = error.key.empty() ? "ingest.clip_failed" : error.key;
  TRY(end(job.conversion.id, state, cancelled ? "ingest.clip_cancelled" : key, now));
  return remove_upload(job.conversion.upload);
}

Status MediaDesk::clean_up(Instant now) {
  for (const DbRow& row : TRY(db_.query(
           "SELECT id FROM upload WHERE expires_at <= $1 AND NOT EXISTS (SELECT 1 FROM conversion "
           "WHERE conversion.upload = upload.id AND state IN ($2, $3))",
           {to_column(now), std::string(name_of(ConversionState::Queued)),
            std::string(name_of(ConversionState::Converting))}))) {
    TRY(remove_upload(UploadId{text_of(row[0])}));
  }
  TRY(db_.query(
      "DELETE FROM conversion WHERE state NOT IN ($1, $2) AND number <= (SELECT "
      "max(number) FROM conversion AS newer WHERE newer.owner = conversion.owner) - $3",
      {std::string(name_of(ConversionState::Queued)),
       std::string(name_of(ConversionState::Converting)), std::int64_t(limits::kConversionsKept)}));
  // Bytes that no row names: left by a server that ended between the two.
  for (const std::string& name : disk_.list("uploads")) {
    if (name == kMaking) continue;
    if (TRY(db_.query("SELECT 1 FROM upload WHERE id = $1", {name})).empty()) {
      TRY(disk_.remove("uploads/" + name));
    }
  }
  return {};
}

}  // namespace bangtin
