// UploadLink: the thread on which files go to the server, minutes long each, beside DeskLink.
// Orders go in, reports come out, through bounded mailboxes. Thread: its functions belong to the
// window's thread.
#pragma once

#include <functional>
#include <optional>
#include <thread>

#include "manager/desk/upload_sender.h"
#include "shared/base/mailbox.h"

namespace bangtin::desk {

class UploadLink {
 public:
  /// `sender` outlives it. `wake` is called on the link's thread after each report.
  UploadLink(UploadSender& sender, std::function<void()> wake);
  /// Leaves what runs: the next send of the same file goes on there. Takes about a second at most.
  ~UploadLink();

  /// Jobs are done one after another; an EndJob ends the one that runs.
  void give(UploadOrder order);
  std::optional<UploadReport> take() { return reports_.try_pop(); }

 private:
  void run();
  void send(const UploadJob& job);
  /// Shows the window what it would say differently.
  void show(const MediaProgress& progress);
  void tell(UploadReport report);
  /// Until the window has room for it: it waits for this one.
  void tell_end(const UploadReport& report);
  bool goes_on(Millis wait);
  bool leaves();
  void note(const EndJob& end);

  UploadSender& sender_;
  std::function<void()> wake_;
  Mailbox<UploadJob> jobs_{8};
  Mailbox<EndJob> ends_{16};
  Mailbox<UploadReport> reports_{256};
  // Of the thread, about the job that runs.
  int number_ = 0;
  std::optional<UploadEnd> end_;
  std::optional<EndJob> early_;  ///< of a job that has not begun
  std::optional<MediaProgress> shown_;
  std::thread thread_;
};

}  // namespace bangtin::desk
