#include "player/device/memory_watch.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "shared/base/files.h"

namespace bangtin {
namespace {

/// 0: the process is over.
std::int64_t resident_peak_bytes(const std::filesystem::path& process) {
  constexpr std::size_t kStatusBytesMax = 16'384;
  constexpr std::string_view kName = "\nVmHWM:";
  const auto status = files::read_all(process / "status", kStatusBytesMax);
  if (!status.ok()) return 0;
  std::size_t at = status->find(kName);
  if (at == std::string::npos) return 0;
  at = status->find_first_not_of(" \t", at + kName.size());
  if (at == std::string::npos) return 0;
  std::int64_t kibibytes = 0;
  std::from_chars(status->data() + at, status->data() + status->size(), kibibytes);
  return kibibytes * 1'024;
}

}  // namespace

void MemoryWatch::look(Monotonic now, std::span<const pid_t> workers) {
  if (looked_ && now - *looked_ < kLookEvery) return;
  looked_ = now;
  std::int64_t sum_bytes = resident_peak_bytes(proc_ / "self");
  for (const pid_t worker : workers) {
    sum_bytes += resident_peak_bytes(proc_ / std::to_string(worker));
  }
  peak_bytes_ = std::max(peak_bytes_, sum_bytes);
}

}  // namespace bangtin
