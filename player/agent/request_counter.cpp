#include "player/agent/request_counter.h"

#include <algorithm>

#include "shared/base/json.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

constexpr std::string_view kFile = "counter.json";
constexpr std::size_t kCounterBytesMax = 1'024;
constexpr std::int64_t kSkipBlocksMax = std::int64_t{1} << 20;
constexpr std::int64_t kCounterMax = std::int64_t{1} << 60;

}  // namespace

Result<RequestCounter> RequestCounter::open(Disk& disk) {
  auto bytes = disk.read(kFile, 0, kCounterBytesMax);
  if (!bytes) {
    if (bytes.error().code != Code::NotFound) return bytes.error();
    return RequestCounter(disk, 1);
  }
  auto json = Json::parse(*bytes);
  if (!json) return Error{Code::Corrupt, "counter.json: " + json.error().message, ""};
  return RequestCounter(disk, TRY(json->int_at("reserved", 1, kCounterMax)));
}

Status RequestCounter::reserve(std::int64_t below) {
  TRY(disk_->write_atomic(kFile, Json().set("reserved", below).dump(), false));
  reserved_ = below;
  return {};
}

Result<std::int64_t> RequestCounter::next() {
  // The next block is taken when half of this one is used, so that a full disk does not silence
  // the board at once.
  if (reserved_ - next_ <= limits::kCounterReserve / 2) {
    const auto taken = reserve(std::max(next_, reserved_) + limits::kCounterReserve);
    if (!taken && next_ >= reserved_) return taken.error();
  }
  return next_++;
}

void RequestCounter::skip() {
  next_ = std::min(reserved_ + skip_blocks_ * limits::kCounterReserve, kCounterMax);
  skip_blocks_ = std::min(skip_blocks_ * 2, kSkipBlocksMax);
}

}  // namespace bangtin
