#include "manager/desk/link.h"

#include <algorithm>

#include "shared/base/log.h"

namespace bangtin::desk {

DeskLink::DeskLink(DeskServer& server, Clock& clock, std::function<void()> wake)
    : clock_(clock), work_(server), wake_(std::move(wake)), thread_([this] { run(); }) {}

DeskLink::~DeskLink() {
  requests_.close();
  reports_.close();
  thread_.join();
}

void DeskLink::run() {
  constexpr Millis kWaitMax{5'000};
  while (!requests_.closed()) {
    const std::optional<Instant> look = work_.next_look();
    const Millis wait = look ? std::clamp(std::chrono::duration_cast<Millis>(*look - clock_.wall()),
                                          Millis(0), kWaitMax)
                             : kWaitMax;
    if (std::optional<Request> request = requests_.pop_for(wait)) {
      tell(work_.handle(*request, clock_.wall()));
    } else if (!requests_.closed()) {
      tell(work_.tick(clock_.wall()));
    }
  }
}

void DeskLink::tell(std::vector<Report> reports) {
  if (reports.empty()) return;
  for (Report& report : reports) {
    // The window empties this box many times a second; full means that it hangs.
    if (!reports_.push(std::move(report))) log::warn("desk", "a report was dropped");
  }
  wake_();
}

}  // namespace bangtin::desk
