#include "manager/desk/upload_link.h"

#include <utility>

#include "shared/base/log.h"

namespace bangtin::desk {
namespace {

bool reads_the_same(const MediaProgress& a, const MediaProgress& b) {
  return a.stage == b.stage && a.permille / 10 == b.permille / 10 && a.left == b.left;
}

}  // namespace

UploadLink::UploadLink(UploadSender& sender, std::function<void()> wake)
    : sender_(sender), wake_(std::move(wake)), thread_([this] { run(); }) {}

UploadLink::~UploadLink() {
  jobs_.close();
  ends_.close();
  thread_.join();
}

void UploadLink::give(UploadOrder order) {
  if (const auto* end = std::get_if<EndJob>(&order)) {
    if (!ends_.push(*end)) log::warn("desk", "a file on its way could not be stopped");
    return;
  }
  const auto& job = std::get<UploadJob>(order);
  if (jobs_.push(job)) return;
  tell({job.number, Error{Code::Unavailable, "too many files wait", {}}});
}

void UploadLink::run() {
  while (const std::optional<UploadJob> job = jobs_.pop()) send(*job);
}

void UploadLink::send(const UploadJob& job) {
  number_ = job.number;
  end_.reset();
  shown_.reset();
  if (const auto early = std::exchange(early_, std::nullopt)) note(*early);
  Result<ConversionRecord> sent = sender_.send(
      job, {[this](const MediaProgress& progress) { show(progress); },
            [this](Millis wait) { return goes_on(wait); }, [this] { return leaves(); }});
  if (leaves()) return;
  if (sent.ok()) {
    tell_end({job.number, std::move(*sent)});
  } else {
    tell_end({job.number, sent.error()});
  }
}

void UploadLink::show(const MediaProgress& progress) {
  if (shown_ && reads_the_same(*shown_, progress)) return;
  shown_ = progress;
  tell({number_, progress});
}

void UploadLink::tell(UploadReport report) {
  // The window empties this box many times a second; full means that it hangs.
  if (!reports_.push(std::move(report)))
    log::warn("desk", "a report of a file on its way was dropped");
  wake_();
}

void UploadLink::tell_end(const UploadReport& report) {
  constexpr Millis kTryAgain{200};
  while (!reports_.push(report) && !leaves()) (void)ends_.pop_for(kTryAgain);
  wake_();
}

bool UploadLink::goes_on(Millis wait) {
  if (end_) return false;
  if (const std::optional<EndJob> end = ends_.pop_for(wait)) note(*end);
  if (ends_.closed()) end_ = UploadEnd::Leave;
  return !end_;
}

bool UploadLink::leaves() {
  while (const std::optional<EndJob> end = ends_.try_pop()) note(*end);
  if (ends_.closed()) end_ = UploadEnd::Leave;
  return end_ == UploadEnd::Leave;
}

void UploadLink::note(const EndJob& end) {
  if (end.number == number_) end_ = end.how;
  if (end.number > number_) early_ = end;
}

}  // namespace bangtin::desk
