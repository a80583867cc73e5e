// BackupLink: the thread on which a backup is written, minutes long, beside DeskLink. Orders go in,
// reports come out, through bounded mailboxes. Thread: its functions belong to the window's thread.
#pragma once

#include <functional>
#include <optional>
#include <thread>

#include "manager/desk/backup_keeper.h"
#include "shared/base/mailbox.h"

namespace bangtin::desk {

class BackupLink {
 public:
  /// `keeper` outlives it. `wake` is called on the link's thread after each report.
  BackupLink(BackupKeeper& keeper, std::function<void()> wake);
  /// Ends what runs; takes a few seconds at most.
  ~BackupLink();

  /// Done one after another; a StopBackup ends the job that runs.
  void give(BackupOrder order);
  std::optional<BackupReport> take() { return reports_.try_pop(); }

 private:
  void run();
  void handle(const BackupOrder& order);
  /// Shows the window what it would say differently.
  void show(const BackupProgress& progress);
  bool goes_on(Millis wait);
  void tell(BackupReport report);

  BackupKeeper& keeper_;
  std::function<void()> wake_;
  Mailbox<BackupOrder> orders_{8};
  Mailbox<StopBackup> stops_{16};
  Mailbox<BackupReport> reports_{256};
  // Of the thread, about the job that runs.
  int number_ = 0;
  bool ends_ = false;
  std::optional<BackupProgress> shown_;
  std::thread thread_;
};

}  // namespace bangtin::desk
