// Blobs: files named by the SHA-256 of their bytes, never modified. A download is staged with its
// chunk hashes, so it goes on after a kill and at most one 1 MiB chunk is fetched again.
// Everything goes through the Disk port (disk.h), so the simulator can run it on a disk that
// forgets unsynced writes. Thread: one at a time per folder.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string_view>

#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/crypto/sha256.h"
#include "shared/storage/disk.h"

namespace bangtin {

/// What is known of a blob before its bytes: name, length, chunk hashes (1 MiB each, in order).
struct BlobPlan {
  Digest blob;
  std::int64_t size_bytes = 0;
  std::vector<Digest> chunks;
};

/// The plan of bytes at hand.
BlobPlan plan_of(std::string_view bytes);

class BlobStore {
 public:
  /// Blobs live in `folder` of `disk`, which outlives the store.
  BlobStore(Disk& disk, std::string folder) : disk_(&disk), folder_(std::move(folder)) {}

  bool has(const Digest& blob) const;
  /// Where all of them lie on the disk.
  const std::string& folder() const { return folder_; }
  /// Errors: not_found.
  Result<std::int64_t> size_bytes(const Digest& blob) const;
  /// Relative to the disk's root: "blobs/<hash>".
  std::string name(const Digest& blob) const;
  /// The whole blob, its hash checked. Errors: not_found, corrupt, invalid (larger), unavailable.
  Result<std::string> read(const Digest& blob, std::size_t size_bytes_max) const;

  /// Stores bytes at hand, durably. Errors: full, unavailable.
  Result<Digest> put(std::string_view bytes);

  /// Takes a finished file of the same disk over as a blob: hashes it, makes it durable, moves it.
  /// The file is gone afterwards. Errors: not_found, full, unavailable (the file stays).
  Result<BlobPlan> adopt(const std::string& name);

  /// A blob on its way in. Lives in `<folder>/staging/<hash>`.
  class Staging {
   public:
    /// Bytes already held and verified by whole chunks: where the download goes on.
    std::int64_t offset_bytes() const { return offset_bytes_; }
    /// Appends the next bytes; each chunk is checked as it fills. Errors: corrupt (the chunk is cut
    /// away again, the offset falls back to its begin), full, unavailable.
    Status append(std::span<const std::uint8_t> bytes);
    /// Syncs, reads all back, checks the whole hash, renames into the store, syncs the folder.
    /// Errors: corrupt (staging is removed), full, unavailable (also when it is not complete yet).
    Status finish();

   private:
    friend class BlobStore;
    Staging() = default;
    Disk* disk_ = nullptr;
    BlobPlan plan_;
    std::string part_;
    std::string final_;
    std::int64_t offset_bytes_ = 0;
    std::int64_t size_bytes_ = 0;  ///< written so far, offset_bytes_ plus an unfinished chunk
    Sha256 chunk_;
  };

  /// Begins or resumes: held bytes are verified against the chunk hashes, a torn tail is cut away.
  /// Space for the whole blob is reserved first. Errors: full, invalid (the plan), unavailable.
  Result<Staging> stage(const BlobPlan& plan);

  /// Deletes each blob and each staged part that is not in `keep`. Returns how many went.
  Result<int> collect(const std::set<Digest>& keep);

 private:
  Disk* disk_;
  std::string folder_;
};

}  // namespace bangtin
