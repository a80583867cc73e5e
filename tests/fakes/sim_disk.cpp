#include "tests/fakes/sim_disk.h"

#include <algorithm>

#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

Error missing(std::string_view name) { return {Code::NotFound, std::string(name), ""}; }
Error no_room(std::string_view name) { return {Code::Full, std::string(name), ""}; }

}  // namespace

void SimDisk::cut_power_at(std::int64_t operations, bool kill) {
  cut_in_ = operations;
  cut_kills_only_ = kill;
}

bool SimDisk::lost_to_cut() {
  ++changes_;
  if (cut_in_ == 0 || --cut_in_ > 0) return false;
  cut_after_ = chance(random_, 50);
  return !cut_after_;
}

void SimDisk::after_change() {
  if (std::exchange(cut_after_, false)) cut();
}

void SimDisk::cut() {
  if (!cut_kills_only_) crash();
  throw PowerCut{};
}

std::string SimDisk::after_crash(const File& file) {
  const std::string& durable = *file.durable;
  if (!file.bytes.starts_with(durable)) return chance(random_, 50) ? file.bytes : durable;
  const auto more = static_cast<std::int64_t>(file.bytes.size() - durable.size());
  const auto kept = static_cast<std::size_t>(between(random_, 0, more));
  std::string bytes = file.bytes.substr(0, durable.size() + kept);
  if (chance(random_, 25)) {
    // The length came to the disk before the bytes did.
    bytes.resize(bytes.size() + static_cast<std::size_t>(
                                    between(random_, 0, more - static_cast<std::int64_t>(kept))));
  }
  return bytes;
}

void SimDisk::crash() {
  for (auto file = files_.begin(); file != files_.end();) {
    File& entry = file->second;
    if (!entry.durable && chance(random_, 50)) {
      file = files_.erase(file);
      continue;
    }
    if (!entry.durable) entry.durable = "";
    entry.bytes = after_crash(entry);
    entry.durable = entry.bytes;
    ++file;
  }
  for (auto& [name, bytes] : removed_) {
    if (!files_.contains(name) && chance(random_, 50)) files_[name] = {bytes, bytes};
  }
  removed_.clear();
}

Result<std::string> SimDisk::read(std::string_view name, std::int64_t offset,
                                  std::size_t size_max) {
  const auto file = files_.find(name);
  if (file == files_.end()) return missing(name);
  const std::string& bytes = file->second.bytes;
  if (offset >= static_cast<std::int64_t>(bytes.size())) return std::string();
  return bytes.substr(static_cast<std::size_t>(offset), size_max);
}

Result<std::int64_t> SimDisk::size(std::string_view name) {
  const auto file = files_.find(name);
  if (file == files_.end()) return missing(name);
  return static_cast<std::int64_t>(file->second.bytes.size());
}

Status SimDisk::append(std::string_view name, std::string_view bytes) {
  const bool lost = lost_to_cut();
  File& file = files_[std::string(name)];
  if (lost || (full_ && !bytes.empty())) {
    const auto part = between(random_, 0, static_cast<std::int64_t>(bytes.size()));
    file.bytes += bytes.substr(0, static_cast<std::size_t>(part));
    if (lost) cut();
    return no_room(name);
  }
  file.bytes += bytes;
  after_change();
  return {};
}

Status SimDisk::truncate(std::string_view name, std::int64_t size) {
  if (lost_to_cut()) cut();
  const auto file = files_.find(name);
  if (file == files_.end()) return missing(name);
  file->second.bytes.resize(std::min(static_cast<std::size_t>(size), file->second.bytes.size()));
  after_change();
  return {};
}

Status SimDisk::sync(std::string_view name) {
  if (lost_to_cut()) cut();
  const auto file = files_.find(name);
  if (file == files_.end()) return missing(name);
  if (std::exchange(fail_sync_, false)) return Error{Code::Unavailable, "sync failed", ""};
  file->second.durable = file->second.bytes;
  removed_.erase(std::string(name));
  after_change();
  return {};
}

Status SimDisk::rename(std::string_view from, std::string_view to) {
  if (lost_to_cut()) cut();
  const auto file = files_.find(from);
  if (file == files_.end()) return missing(from);
  File moved = std::move(file->second);
  files_.erase(file);
  if (!moved.durable) moved.durable = "";
  removed_.erase(std::string(to));
  files_[std::string(to)] = std::move(moved);
  after_change();
  return {};
}

Status SimDisk::write_atomic(std::string_view name, std::string_view bytes, bool) {
  if (lost_to_cut()) cut();
  if (full_) return no_room(name);
  removed_.erase(std::string(name));
  files_[std::string(name)] = {std::string(bytes), std::string(bytes)};
  after_change();
  return {};
}

Status SimDisk::remove(std::string_view name) {
  if (lost_to_cut()) cut();
  const auto file = files_.find(name);
  if (file == files_.end()) return {};
  if (file->second.durable) removed_[std::string(name)] = *file->second.durable;
  files_.erase(file);
  after_change();
  return {};
}

std::vector<std::string> SimDisk::list(std::string_view folder) {
  const std::string prefix = std::string(folder) + "/";
  std::vector<std::string> names;
  for (const auto& [name, file] : files_) {
    if (!name.starts_with(prefix)) continue;
    std::string rest = name.substr(prefix.size());
    if (rest.find('/') == rest.npos) names.push_back(std::move(rest));
  }
  return names;
}

Status SimDisk::reserve(std::int64_t size_bytes) {
  if (full_ && size_bytes > 0) return no_room("reserve");
  return {};
}

}  // namespace bangtin
