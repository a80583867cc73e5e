// Upkeep: what a server that runs for years lets go, a little at a time: plays and events past
// their time (the roll-ups of plays stay), and files of pictures and clips that nothing names any
// more. All state is rows, so that a restart changes nothing but the place where a round goes on.
// Thread: that of its Db.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/storage/blob_store.h"
#include "shared/storage/db.h"

namespace bangtin {

/// For how long rows are kept.
struct Retention {
  std::chrono::days plays{400};
  std::chrono::days events{760};
};

/// So long must a file have been named by nothing before it goes.
inline constexpr auto kBlobGrace = std::chrono::days(7);

/// Before bytes are stored that may be there already, so that they are not taken for forgotten
/// ones. In a statement of its own, not in the transaction that names the bytes.
Status expect_blob(Db& db, const Digest& blob);

class Upkeep {
 public:
  /// All outlive it. `disk` holds the folder of `blobs`.
  Upkeep(Db& db, Disk& disk, BlobStore& blobs, Retention retention)
      : db_(db), disk_(disk), blobs_(blobs), retention_(retention) {}

  /// One small piece of a round. False once nothing is left to do in this round; the next call
  /// begins another. Nobody else may copy the blobs meanwhile (data_folder::lock_blobs).
  /// Errors: what the store says; the next call goes on where this one failed.
  Result<bool> step(Instant now);

 private:
  enum class Stage { Events, Plays, Feedback, Media, Files, Collect };

  Result<bool> drop_events(Instant now);
  Result<bool> drop_plays(Instant now);
  Result<bool> drop_feedback(Instant now);
  Result<bool> mark_media(Instant now);
  Result<bool> mark_files(Instant now);
  Result<bool> collect(Instant now);
  Status collect_one(const Bytes& blob);

  Db& db_;
  Disk& disk_;
  BlobStore& blobs_;
  const Retention retention_;
  Stage stage_ = Stage::Events;
  std::int64_t log_ = 0;            ///< whose plays were looked at last
  Bytes media_;                     ///< the same of the media
  std::vector<std::string> files_;  ///< still to be looked at in this round
};

}  // namespace bangtin
