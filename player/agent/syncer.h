// Syncer: brings the board folder to the newest selection. Follows the commune's metadata to the
// selection that is signed, then asks for the item versions and blobs it lacks, and only when all
// is there renames the generation in. What is on the glass is never touched before that. Thread:
// one at a time; stepped.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "player/agent/agent_files.h"
#include "player/agent/exchange.h"
#include "player/agent/retry.h"
#include "player/agent/trust_cycle.h"
#include "shared/model/manifest.h"
#include "shared/storage/blob_store.h"

namespace bangtin {

/// All references outlive the syncer.
struct SyncerParts {
  Disk& own_disk;
  Disk& board_disk;
  BoardClient& client;
  Random& random;
  BoardPin pin;
};

class Syncer {
 public:
  explicit Syncer(SyncerParts parts);

  /// Looks what the folder holds and plays already.
  void open();

  /// Ask the server for the selection, soon (it may have changed).
  void ask() { wanted_ = true; }
  /// The server announced this generation: a newer one is fetched at once, whatever was under way.
  void announced(std::int64_t generation);

  void handle(const TransportEvent& event, Monotonic at);
  void step(Monotonic at);
  Monotonic next_wake() const;
  void stop();

  /// Complete in the folder; 0 when none.
  std::int64_t generation_held() const { return held_generation_; }
  /// A key of assets/lang/agent.*.json, empty when well.
  const std::string& problem() const { return problem_; }

 private:
  enum class Stage { Idle, Trust, Selection, Versions, Blobs };

  static constexpr std::string_view kBlobFolder = "blobs";
  static constexpr std::string_view kVersionFolder = "versions";

  /// A selection that is not complete yet.
  struct Pending {
    std::string bytes;
    Digest hash;
    Selection selection;
    std::vector<std::optional<ItemVersion>> versions;  ///< as selection.items
  };
  /// A blob on its way in; kept over a cut, so that not a byte is asked for twice.
  struct Download {
    BlobPlan plan;
    BlobStore::Staging staging;
    std::int64_t received_bytes = 0;  ///< from the blob's begin
    std::int64_t synced_bytes = 0;
    std::int64_t skip_bytes = 0;  ///< of this answer, already held
    std::optional<RequestId> id;
  };

  bool busy() const;
  void begin_round(Monotonic at);
  /// Runs the trust cycle as far as it comes, and asks for what it lacks.
  void step_trust(Monotonic at);
  void take_outcome(TrustCycle::Outcome outcome, Monotonic at);
  void ask_selection(Monotonic at);
  void take_selection(const Answer& answer, Monotonic at);
  Status open_selection(const std::string& bytes, Selection& out) const;
  /// Takes versions at hand and asks for the first that lacks. True when all are there.
  bool next_version(Monotonic at);
  void take_version(const Answer& answer, Monotonic at);
  Result<ItemVersion> version_from(const Digest& hash, const std::string& bytes) const;
  /// True when all blobs are there.
  bool next_blob(Monotonic at);
  bool begin_download(const Media& media, Monotonic at);
  void handle_download(const TransportEvent& event, Monotonic at);
  void take_head(const ResponseHead& head, Monotonic at);
  void take_bytes(const std::string& bytes, Monotonic at);
  Status keep_bytes(std::span<const std::uint8_t> bytes);
  void finish_download(Monotonic at);
  void drop_transfer();
  Status activate(Monotonic at);
  bool metadata_is_news(Monotonic at) const;
  Status renew_metadata(Monotonic at);
  Status write_current(const std::string& bytes, Monotonic at);
  void collect();

  void complete(Monotonic at);
  void settled(const Status& written, Monotonic at);
  void rest(Monotonic at);
  void failed(const Error& error, Monotonic at, std::optional<Seconds> retry_after = std::nullopt);
  void refused(const Error& error, Monotonic at);

  SyncerParts parts_;
  BlobStore blobs_;
  BlobStore versions_;
  TrustCycle cycle_;
  Exchange exchange_;
  Retry retry_;
  Stage stage_ = Stage::Idle;
  bool wanted_ = true;
  Monotonic next_round_ = Monotonic::min();
  std::int64_t held_generation_ = 0;
  std::int64_t lowest_generation_ = 0;  ///< lower ones are never taken
  std::optional<Digest> held_selection_;
  TrustBundle held_trust_;                 ///< in the file
  Monotonic renew_at_ = Monotonic::min();  ///< from then on a newer timestamp goes into the file
  Monotonic trusted_until_ = Monotonic::min();  ///< a round that broke off goes on until then
  bool broke_off_ = false;
  std::string asked_file_;  ///< of the metadata
  tuf::TargetFile named_;   ///< the selection that is signed now
  TrustBundle trust_;       ///< the metadata that says so
  std::optional<Pending> pending_;
  std::optional<Download> download_;
  std::string problem_;
  std::string refused_for_;  ///< said in the log already
};

}  // namespace bangtin
