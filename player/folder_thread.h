// FolderThread: all reading and writing of the player's folders but for pictures, on a thread of
// its own, so that no slow disk stops the glass. Thread: its functions belong to the loop.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <variant>

#include "player/core/ports.h"
#include "player/glass/waker.h"
#include "player/verify/board_folder.h"

namespace bangtin {

struct FolderOutlet {
  std::function<void(FolderReading)> reading;
  std::function<void(bool full)> spool;  ///< records wait in memory, or no longer
};

class FolderThread final : public PlaySink {
 public:
  /// `board` is the folder shared with the agent, null when it cannot be had: then there is only
  /// the card. `own` is the player's alone, there when `board` is. Outcomes go to the outlet on the
  /// thread of the folder.
  FolderThread(std::unique_ptr<Disk> board, std::unique_ptr<Disk> own, Size canvas_px,
               FolderOutlet outlet);
  ~FolderThread() override;

  /// Asks for a FolderReading.
  void read();
  void take(const PlayRecord& record) override;
  void write_shown(const ShownFile& shown);
  void write_floor(Instant floor);
  /// Tries again what could not be written.
  void flush();

 private:
  struct Read {};
  struct Floor {
    Instant at;
  };
  struct Flush {};
  using Order = std::variant<Read, PlayRecord, ShownFile, Floor, Flush>;
  class Keeper;
  void push(Order order);

  std::unique_ptr<Worker<Order>> worker_;
};

}  // namespace bangtin
