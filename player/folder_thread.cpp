#include "player/folder_thread.h"

#include "player/verify/board_files.h"
#include "player/verify/play_spool.h"
#include "shared/base/log.h"

namespace bangtin {

/// What lives on the thread.
class FolderThread::Keeper {
 public:
  Keeper(std::unique_ptr<Disk> board, std::unique_ptr<Disk> own, Size canvas_px,
         FolderOutlet outlet)
      : board_(std::move(board)),
        own_(std::move(own)),
        folder_(*board_, canvas_px),
        spool_(*board_),
        outlet_(std::move(outlet)) {}

  void handle(Read) { outlet_.reading(folder_.read()); }
  void handle(const PlayRecord& record) {
    spool_.take(record);
    tell_spool();
  }
  void handle(Flush) {
    spool_.flush();
    tell_spool();
  }
  void handle(const ShownFile& shown) {
    const Status written = bangtin::write_shown(*board_, shown);
    if (!written.ok()) log::warn("player", "shown.json", {{"reason", written.error().message}});
  }
  void handle(const Floor& floor) {
    const Status written = write_clock_floor(*own_, floor.at);
    if (!written.ok()) log::warn("player", "clock.json", {{"reason", written.error().message}});
  }

 private:
  void tell_spool() {
    const bool full = spool_.held_records() > 0;
    if (full != told_full_) outlet_.spool(full);
    told_full_ = full;
  }

  std::unique_ptr<Disk> board_;
  std::unique_ptr<Disk> own_;
  BoardFolder folder_;
  PlaySpool spool_;
  FolderOutlet outlet_;
  bool told_full_ = false;
};

FolderThread::FolderThread(std::unique_ptr<Disk> board, std::unique_ptr<Disk> own, Size canvas_px,
                           FolderOutlet outlet) {
  if (!board) {
    outlet.reading({card_generation({}, {}, canvas_px), "player.folder_broken", "no board folder"});
    return;
  }
  auto keeper =
      std::make_shared<Keeper>(std::move(board), std::move(own), canvas_px, std::move(outlet));
  worker_ = std::make_unique<Worker<Order>>([keeper](Order order) {
    std::visit([&](const auto& message) { keeper->handle(message); }, order);
  });
}

FolderThread::~FolderThread() = default;

void FolderThread::push(Order order) {
  if (worker_ && !worker_->push(std::move(order))) {
    log::error("player", "the board folder does not answer");
  }
}

void FolderThread::read() { push(Read{}); }
void FolderThread::take(const PlayRecord& record) { push(record); }
void FolderThread::write_shown(const ShownFile& shown) { push(shown); }
void FolderThread::write_floor(Instant floor) { push(Floor{floor}); }
void FolderThread::flush() { push(Flush{}); }

}  // namespace bangtin
