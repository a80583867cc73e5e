// BoardFolder: what the board folder holds, judged by the player itself. Nothing of it is believed,
// whoever wrote it: each item version must be signed by two people of the commune whose root was
// pinned first (BoardTrust), every hash and every rule must hold. Thread: that of its disks.
#pragma once

#include <optional>
#include <string>

#include "player/core/part.h"
#include "shared/protocol/board_order.h"
#include "shared/protocol/board_trust.h"
#include "shared/protocol/messages.h"
#include "shared/storage/disk.h"
#include "shared/storage/disk_trust_store.h"

namespace bangtin {

/// Where in the player's own folder its trust lies.
inline constexpr std::string_view kPlayerTrustFolder = "trust";

/// What the folder says the board shall show.
struct FolderReading {
  /// The generation or card to show; null: stay with what is on the glass.
  GenerationPtr generation;
  /// Key of assets/lang/player.*.json, empty when all is well.
  std::string problem;
  /// Why, for the log.
  std::string reason;
  AuditHead audit = {};  ///< of the metadata that was taken
};

class BoardFolder {
 public:
  /// `disk` is the board folder, `own_disk` the player's alone; both outlive this. Without the
  /// latter nothing can be verified, and there are only cards. `canvas_px` is the size of a card.
  BoardFolder(Disk& disk, Disk* own_disk, Size canvas_px);
  BoardFolder(const BoardFolder&) = delete;
  BoardFolder& operator=(const BoardFolder&) = delete;

  /// Cards have this size from now on.
  void set_canvas(Size canvas_px) { canvas_px_ = canvas_px; }

  /// Reads the folder anew; `now` is the time that the board believes. Within one life of this
  /// object a generation lower than one that was taken is never taken for the same board; when the
  /// newest file does not hold, the one that was taken stays, unless the newest lists of people
  /// name something of it no more. The first root that pin.json names is
  /// believed for good, another is not followed. Total: whatever the files hold, there is an
  /// answer.
  FolderReading read(Instant now);

  /// True once a root is pinned: from then on no words of the agent's own reach the glass.
  bool is_pinned() const { return trust_ && trust_->is_pinned(); }
  /// Puts a new question what time it is where the agent finds it; answers to those before count no
  /// more. False while no root is pinned or nothing can be written.
  bool ask_time(Random& random);
  /// What the server says to the question of last, once; nothing while that has no answer that is
  /// signed rightly.
  std::optional<Instant> take_time();

  /// What orders.json holds, to be judged by order_court(). Errors: the disk's; invalid (too
  /// large).
  Result<std::string> orders();
  /// Who this board is and whose orders count, at the time that it believes. Nothing taken yet. An
  /// error while it has no root or is not paired.
  Result<OrderCourt> order_court(Instant now);

  /// `place`, or one that says nothing when the root does not stand for it.
  Place believed(const Place& place) const;

 private:
  struct Taken {
    BoardId board;
    GenerationPtr generation;
  };
  /// What became of a file.
  struct Judged {
    Digest file;
    BoardId board;
    GenerationPtr generation;
    AuditHead audit;
    std::optional<Error> stale;
  };
  FolderReading read_unpaired();
  FolderReading read_paired(const BoardPin& pin, Instant now);
  FolderReading read_generation(const BoardId& board, const Place& place, Instant now);
  bool keeps_taken();
  FolderReading take_card(GenerationPtr card, std::string problem, std::string reason);
  FolderReading take_place_card(const Place& place, std::string problem, std::string reason);
  Status follow(const std::string& root);
  Result<Judged> judge(std::string_view name, const BoardId& board, Instant now);

  Disk* disk_;
  std::optional<DiskTrustStore> store_;
  std::optional<BoardTrust> trust_;  ///< over store_
  Size canvas_px_;
  std::optional<Taken> taken_;
  std::optional<Judged> judged_;  ///< the last file that held
  std::string time_nonce_;        ///< of a question without an answer; empty: nothing is asked
  GenerationPtr card_;            ///< the last card, so that the same card is the same generation
};

/// What `own_disk` says of roots and metadata is forgotten: the next root that pin.json names is
/// believed. A player that runs is to be started anew. Errors: the disk's.
Status forget_root(Disk& own_disk);

/// What of the agent's card may be shown: a code and words as the protocol makes them and sentences
/// that we know; the server's address only while no root is pinned.
PairingCard shown_of(PairingCard pairing, bool is_pinned);

/// The card of a board that is not paired.
Card pairing_card(const PairingCard& pairing);

}  // namespace bangtin
