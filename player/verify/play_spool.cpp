#include "player/verify/play_spool.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "shared/base/limits.h"
#include "shared/base/log.h"
#include "shared/protocol/board_folder_names.h"
#include "shared/protocol/messages.h"

namespace bangtin {
namespace {

constexpr std::string_view kEnding = ".plays";

/// The number in "00000012.plays", 0 for any other name.
std::int64_t number_of(std::string_view name) {
  if (!name.ends_with(kEnding)) return 0;
  name.remove_suffix(kEnding.size());
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(name.data(), name.data() + name.size(), number);
  return failed == std::errc() && end == name.data() + name.size() && number > 0 ? number : 0;
}

}  // namespace

PlaySpool::PlaySpool(Disk& disk) : disk_(&disk) {
  for (const std::string& name : disk_->list(kSpoolFolder)) {
    number_ = std::max(number_, number_of(name));
  }
  begin_file();
}

void PlaySpool::begin_file() {
  char digits[24];
  std::snprintf(digits, sizeof digits, "%08lld", static_cast<long long>(++number_));
  name_ = std::string(kSpoolFolder) + "/" + digits + std::string(kEnding);
  size_bytes_ = 0;
}

Status PlaySpool::write(const PlayRecord& record) {
  const std::string line = to_json(record).dump() + "\n";
  if (size_bytes_ > 0 && size_bytes_ + line.size() > limits::kSpoolSegmentBytesMax) begin_file();
  Status written = disk_->append(name_, line);
  if (written.ok()) written = disk_->sync(name_);
  if (written.ok()) {
    size_bytes_ += std::int64_t(line.size());
    return {};
  }
  // What may stand there of the line goes away again, and nothing is added to a file whose sync
  // failed: the next try has a file of its own.
  if (const Result<std::int64_t> size = disk_->size(name_); size.ok() && *size > size_bytes_) {
    (void)disk_->truncate(name_, size_bytes_);
  }
  begin_file();
  return written;
}

bool PlaySpool::flush() {
  while (!held_.empty()) {
    const Status written = write(held_.front());
    if (!written.ok()) return false;
    held_.pop_front();
    if (held_.empty()) log::info("spool", "play records are written again");
  }
  return true;
}

void PlaySpool::take(const PlayRecord& record) {
  if (flush()) {
    const Status written = write(record);
    if (written.ok()) return;
    log::error("spool", "play records wait in memory", {{"reason", written.error().message}});
  }
  if (held_.size() >= kHeldRecordsMax) {
    held_.pop_front();
    ++lost_;
  }
  held_.push_back(record);
}

}  // namespace bangtin
