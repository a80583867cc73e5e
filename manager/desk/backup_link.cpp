#include "manager/desk/backup_link.h"

#include <utility>

#include "manager/desk/match.h"
#include "shared/base/log.h"

namespace bangtin::desk {
namespace {

bool reads_the_same(const BackupProgress& a, const BackupProgress& b) {
  return a.stage == b.stage && a.permille / 10 == b.permille / 10 && a.left == b.left;
}

}  // namespace

BackupLink::BackupLink(BackupKeeper& keeper, std::function<void()> wake)
    : keeper_(keeper), wake_(std::move(wake)), thread_([this] { run(); }) {}

BackupLink::~BackupLink() {
  orders_.close();
  stops_.close();
  thread_.join();
}

void BackupLink::give(BackupOrder order) {
  if (const auto* stop = std::get_if<StopBackup>(&order)) {
    if (!stops_.push(*stop)) log::warn("desk", "a backup could not be stopped");
    return;
  }
  if (!orders_.push(std::move(order))) log::warn("desk", "too many backups wait");
}

void BackupLink::run() {
  while (const std::optional<BackupOrder> order = orders_.pop()) {
    if (orders_.closed()) return;
    handle(*order);
  }
}

void BackupLink::handle(const BackupOrder& order) {
  ends_ = false;
  shown_.reset();
  const KeeperWatch watch{[this](const BackupProgress& progress) { show(progress); },
                          [this](Millis wait) { return goes_on(wait); }};
  const auto end = [this](auto result) {
    if (result.ok()) {
      tell({number_, std::move(*result)});
    } else {
      tell({number_, result.error()});
    }
  };
  std::visit(Match{
                 [&](const LookForPlaces& look) {
                   tell({0, keeper_.look(look.to_write)});
                 },
                 [&](const BackupJob& job) {
                   number_ = job.number;
                   end(keeper_.save(job, watch));
                 },
                 [&](const RestoreJob& job) {
                   number_ = job.number;
                   end(keeper_.restore(job, watch));
                 },
                 [](const StopBackup&) {},
             },
             order);
}

void BackupLink::show(const BackupProgress& progress) {
  if (shown_ && reads_the_same(*shown_, progress)) return;
  shown_ = progress;
  tell({number_, progress});
}

bool BackupLink::goes_on(Millis wait) {
  if (ends_) return false;
  const std::optional<StopBackup> stop = stops_.pop_for(wait);
  ends_ = stops_.closed() || (stop && stop->number == number_);
  return !ends_;
}

void BackupLink::tell(BackupReport report) {
  // The window empties this box many times a second; full means that it hangs.
  if (!reports_.push(std::move(report))) log::warn("desk", "a report of a backup was dropped");
  wake_();
}

}  // namespace bangtin::desk
