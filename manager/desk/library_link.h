// LibraryLink: a thread on which a LibraryServer answers, beside DeskLink: the page Kho delays no
// other work of the desk, and a slow portal nobody. Jobs go in, reports come out, through bounded
// mailboxes. Thread: its functions belong to the window's thread.
#pragma once

#include <functional>
#include <optional>
#include <thread>

#include "manager/desk/library_server.h"
#include "shared/base/mailbox.h"

namespace bangtin::desk {

class LibraryLink {
 public:
  /// `server` outlives it. `wake` is called on the link's thread after each report.
  LibraryLink(LibraryServer& server, std::function<void()> wake);
  /// Waits for the call that runs.
  ~LibraryLink();
  LibraryLink(const LibraryLink&) = delete;
  LibraryLink& operator=(const LibraryLink&) = delete;

  /// Jobs are done one after another. Every job ends in a report, also one that finds no room.
  void give(LibraryJob job);
  std::optional<LibraryReport> take() { return reports_.try_pop(); }

 private:
  void run();

  LibraryServer& server_;
  std::function<void()> wake_;
  Mailbox<LibraryJob> jobs_{64};
  Mailbox<LibraryReport> reports_{256};
  std::thread thread_;
};

}  // namespace bangtin::desk
