// DeskLink: the thread on which DeskWork runs. Requests go in, reports come out, both through
// bounded mailboxes. Thread: its functions belong to the window's thread.
#pragma once

#include <functional>
#include <optional>
#include <thread>

#include "manager/desk/work.h"
#include "shared/base/mailbox.h"

namespace bangtin::desk {

class DeskLink {
 public:
  /// `server` and `clock` outlive it. `wake` is called on the link's thread after each report.
  DeskLink(DeskServer& server, Clock& clock, std::function<void()> wake);
  /// Waits for the call that runs.
  ~DeskLink();

  /// False when too much waits already: nothing was taken.
  [[nodiscard]] bool send(Request request) { return requests_.push(std::move(request)); }
  std::optional<Report> take() { return reports_.try_pop(); }

 private:
  void run();
  void tell(std::vector<Report> reports);

  Clock& clock_;
  DeskWork work_;
  std::function<void()> wake_;
  Mailbox<Request> requests_{64};
  Mailbox<Report> reports_{256};
  std::thread thread_;
};

}  // namespace bangtin::desk
