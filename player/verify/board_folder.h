// BoardFolder: what the board folder holds, judged. Nothing of it is believed: the seal is checked
// with the pinned key, every hash and every rule. Thread: that of its Disk.
#pragma once

#include <optional>
#include <string>

#include "player/core/part.h"
#include "shared/protocol/messages.h"
#include "shared/storage/disk.h"

namespace bangtin {

/// What the folder says the board shall show.
struct FolderReading {
  /// The generation or card to show; null: stay with what is on the glass.
  GenerationPtr generation;
  /// Key of assets/lang/player.*.json, empty when all is well.
  std::string problem;
  /// Why, for the log.
  std::string reason;
};

class BoardFolder {
 public:
  /// `disk` is the board folder and outlives this. `canvas_px` is the size of a card.
  BoardFolder(Disk& disk, Size canvas_px) : disk_(&disk), canvas_px_(canvas_px) {}

  /// Cards have this size from now on.
  void set_canvas(Size canvas_px) { canvas_px_ = canvas_px; }

  /// Reads the folder anew. Within one life of this object a generation lower than one that was
  /// taken is never taken for the same board and key; when the newest file is broken, the one that
  /// was taken stays. Total: whatever the files hold, there is an answer.
  FolderReading read();

 private:
  struct Taken {
    BoardPin pin;
    GenerationPtr generation;
  };
  FolderReading read_unpaired();
  FolderReading read_paired(const BoardPin& pin);
  FolderReading take_card(GenerationPtr card, std::string problem, std::string reason);
  Result<GenerationPtr> verified(std::string_view name, const BoardPin& pin) const;

  Disk* disk_;
  Size canvas_px_;
  std::optional<Taken> taken_;
  GenerationPtr card_;  ///< the last card, so that the same card is the same generation
};

/// The card of a board that is not paired.
Card pairing_card(const PairingCard& pairing);

}  // namespace bangtin
