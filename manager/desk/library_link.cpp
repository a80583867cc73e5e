#include "manager/desk/library_link.h"

#include "shared/base/log.h"

namespace bangtin::desk {

LibraryLink::LibraryLink(LibraryServer& server, std::function<void()> wake)
    : server_(server), wake_(std::move(wake)), thread_([this] { run(); }) {}

LibraryLink::~LibraryLink() {
  jobs_.close();
  reports_.close();
  thread_.join();
}

void LibraryLink::give(LibraryJob job) {
  if (jobs_.push(job)) return;
  LibraryReport refused{std::move(job), Error{Code::Unavailable, "too much waits", ""}};
  if (!reports_.push(std::move(refused))) log::warn("desk", "a report of the library was dropped");
}

void LibraryLink::run() {
  // What still waits when the window closes is not begun.
  for (auto job = jobs_.pop(); job && !jobs_.closed(); job = jobs_.pop()) {
    Result<LibraryFound> found = server_.answer(*job);
    LibraryReport report{std::move(*job), std::move(found)};
    // The window empties this box many times a second; full means that it hangs.
    if (!reports_.push(std::move(report))) log::warn("desk", "a report of the library was dropped");
    wake_();
  }
}

}  // namespace bangtin::desk
