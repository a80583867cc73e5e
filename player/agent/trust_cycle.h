// TrustCycle: what the commune's metadata says of one board, by a TUF client of the agent's own.
// The client runs over what was fetched so far and stops where a file is missing; whoever steps
// this fetches that file and runs it again. No metadata is too old for the agent: that is for the
// player to judge. Thread: one at a time.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "shared/protocol/board_trust.h"
#include "shared/protocol/messages.h"
#include "shared/storage/disk_trust_store.h"

namespace bangtin {

class TrustCycle {
 public:
  /// The disk is the agent's private folder and outlives this.
  TrustCycle(Disk& own_disk, const BoardPin& pin);

  /// A new cycle, in which nothing that was fetched before counts. Begins from the pinned root when
  /// it is another one than before. Errors: those of TrustClient::pin_root.
  Status begin();

  struct Outcome {
    std::string missing;  ///< the file that is to be fetched: then nothing else is said
    std::optional<tuf::TargetFile> selection;  ///< nothing: none is signed for this board yet
    TrustBundle bundle;                        ///< what the player needs to see it, too
  };
  /// Errors: those of TrustClient::refresh; invalid (more files than a commune can have).
  Result<Outcome> run();

  /// What the server has under the name that was missing, or that it has nothing. Errors: the
  /// disk's.
  Status take(const std::string& name, std::optional<std::string> bytes);

 private:
  /// Answers with what was taken.
  class Taken final : public tuf::Fetcher {
   public:
    Status fetch(const std::string& url_path, std::int64_t bytes_max,
                 const tuf::ByteSink& sink) override;
    std::map<std::string, std::optional<std::string>> files;
    std::string missing;
  };
  Status read(tuf::TrustClient& client, Outcome& outcome);
  Status read_items(tuf::TrustClient& client, TrustBundle& bundle);
  Status mirror(tuf::TrustClient& client, const std::vector<std::string>& chain,
                TrustBundle& bundle);
  Status read_selection(tuf::TrustClient& client, Outcome& outcome);
  Status add(std::string_view role, TrustBundle& bundle);
  Status add_roots(std::int64_t version, TrustBundle& bundle);

  DiskTrustStore store_;
  BoardPin pin_;
  Taken taken_;
};

}  // namespace bangtin
