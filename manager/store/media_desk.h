// MediaDesk: files that people send, piece by piece, and what becomes of them. Only who sent a file
// may touch it. The bytes lie in uploads/<id> of the disk, durable before they count; everything
// else is rows, so that a restart changes nothing. Thread: one at a time per MediaDesk; several on
// one database and disk are fine as long as one of them alone appends.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manager/store/media_rows.h"
#include "shared/protocol/media_messages.h"
#include "shared/storage/db.h"
#include "shared/storage/disk.h"

namespace bangtin {

class MediaDesk {
 public:
  /// All outlive the desk.
  MediaDesk(Db& db, Disk& disk, Random& random) : db_(db), disk_(disk), random_(random) {}

  /// Room for the whole file is looked for first. Errors: invalid "upload.size", "upload.name";
  /// conflict "upload.too_many"; full "upload.disk_full".
  Result<UploadRecord> begin_upload(const Person& who, const UploadRequest& request, Instant now);
  Result<std::vector<UploadRecord>> uploads(const Person& who);
  /// Errors: not_found "upload.unknown", also for another's.
  Result<UploadRecord> upload(const Person& who, const UploadId& id);
  /// The bytes that follow the held ones. Errors: conflict "upload.offset" (`offset` is not where
  /// it goes on), "upload.in_use"; invalid "upload.size" (more than announced); full
  /// "upload.disk_full".
  Result<UploadRecord> append(const Person& who, const UploadId& id, std::int64_t offset_bytes,
                              std::string_view bytes);
  /// All of a whole upload that is no larger than that. Errors: conflict "upload.incomplete",
  /// "upload.in_use"; invalid "upload.size"; not_found.
  Result<std::string> read_upload(const Person& who, const UploadId& id, std::size_t size_max);
  /// Errors: conflict "upload.in_use".
  Status drop_upload(const Person& who, const UploadId& id);

  /// A whole upload waits for its turn; asked again, the same conversion. Errors: conflict
  /// "upload.incomplete"; not_found.
  Result<ConversionRecord> add_conversion(const Person& who, const UploadId& id, Instant now);
  /// The newest first.
  Result<std::vector<ConversionRecord>> conversions(const Person& who);
  Result<ConversionRecord> conversion(const Person& who, const ConversionId& id);
  /// What is over stays as it is.
  Result<ConversionRecord> cancel_conversion(const Person& who, const ConversionId& id,
                                             Instant now);

  // What the converter calls.
  struct Job {
    ConversionRecord conversion;
    UploadRecord upload;
    std::string owner;  ///< login
  };
  /// The oldest that waits, now converting; nothing when none does. One that ended its server
  /// kConversionTriesMax times fails instead.
  Result<std::optional<Job>> next_job(Instant now);
  /// At the start of a server: what was being converted waits again.
  Status requeue();
  /// False once it was cancelled.
  Result<bool> note_progress(const ConversionId& id, int permille, std::optional<Seconds> left,
                             Instant now);
  /// The media whose bytes are stored: the picture, the clip behind its two pictures, or the first
  /// page of a document.
  struct Outcome {
    Media media;
    std::optional<Media> poster;
    std::optional<Media> thumbnail;
    std::vector<Media> pages{};  ///< of a document: all of them, in order
    std::string remark{};  ///< what it lacks, in words for its person: key of assets/lang; or empty
  };
  /// Before bytes are stored that an outcome will name.
  Status expect_blob(const Digest& blob);
  Status finish(const Job& job, const Outcome& outcome, Instant now);
  Status fail(const Job& job, const Error& error, bool cancelled, Instant now);
  /// Uploads past their time, with their bytes; conversions beyond the newest ones.
  Status clean_up(Instant now);

  /// The file in uploads/ that the converter is making.
  static constexpr const char* kMaking = "making.mp4";
  /// Where the bytes of an upload lie, relative to the disk.
  static std::string path_of(const UploadId& id) { return "uploads/" + id.text; }

 private:
  Result<UploadRecord> load_upload(const UploadId& id, const std::string& owner);
  Result<ConversionRecord> record_of(const DbRow& row);
  Result<bool> in_use(const UploadId& id);
  Status remove_upload(const UploadId& id);
  Status end(const ConversionId& id, ConversionState state, const std::string& problem,
             Instant now);

  Db& db_;
  Disk& disk_;
  Random& random_;
};

}  // namespace bangtin
