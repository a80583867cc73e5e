#include "manager/client/backup_places.h"

#include <unistd.h>

#include <algorithm>
#include <functional>

#include "shared/base/files.h"
#include "shared/base/json.h"
#include "shared/protocol/backup_messages.h"

namespace bangtin {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPluggedBelow[] = {"/media/", "/run/media/", "/mnt/"};
constexpr std::uintmax_t kMountsBytesMax = 4u << 20;
constexpr std::uintmax_t kMarkBytesMax = 64u << 10;
constexpr std::size_t kFoldersLookedAt = 500;  ///< of one place

/// Spaces and the like stand as "\040" there.
std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '7'; };
    if (text[i] == '\\' && i + 3 < text.size() && digit(i + 1) && digit(i + 2) && digit(i + 3)) {
      plain += char((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
      i += 3;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

/// The file is made by the system and says no size.
std::string mounts_of_this_pc() {
  const auto bytes = files::read_all("/proc/self/mounts", kMountsBytesMax);
  return bytes ? *bytes : std::string();
}

BackupPlace place_at(const fs::path& folder, bool removable) {
  BackupPlace place{folder.string(), folder.filename().string(), removable, 0};
  std::error_code error;
  const fs::space_info space = fs::space(folder, error);
  if (!error) place.free_bytes = std::int64_t(space.available);
  return place;
}

std::optional<FoundBackup> backup_at(const fs::path& folder, const std::string& place) {
  const auto bytes = files::read_all(folder / std::string(kBackupMark), kMarkBytesMax);
  if (!bytes) return std::nullopt;
  const auto mark = Json::parse(*bytes);
  if (!mark) return std::nullopt;
  const auto made_at = mark->string_at("made_at");
  if (!made_at || !from_iso8601(*made_at)) return std::nullopt;
  const auto commune = mark->string_at("commune");
  return FoundBackup{folder.string(), commune ? *commune : "", place, *from_iso8601(*made_at)};
}

}  // namespace

std::vector<std::string> plugged_in(std::string_view mounts) {
  std::vector<std::string> found;
  while (!mounts.empty()) {
    const std::string_view line = mounts.substr(0, mounts.find('\n'));
    mounts.remove_prefix(std::min(line.size() + 1, mounts.size()));
    const auto begin = line.find(' ');
    if (begin == line.npos) continue;
    const std::string folder =
        unescaped(line.substr(begin + 1, line.find(' ', begin + 1) - begin - 1));
    const bool plugged = std::ranges::any_of(
        kPluggedBelow, [&](std::string_view above) { return folder.starts_with(above); });
    if (plugged && std::ranges::find(found, folder) == found.end()) found.push_back(folder);
  }
  return found;
}

std::vector<BackupPlace> backup_places(const fs::path& documents, bool to_write) {
  std::vector<BackupPlace> places;
  for (const std::string& folder : plugged_in(mounts_of_this_pc())) {
    if (::access(folder.c_str(), to_write ? W_OK : R_OK) == 0)
      places.push_back(place_at(folder, true));
  }
  std::error_code error;
  if (fs::is_directory(documents, error)) places.push_back(place_at(documents, false));
  return places;
}

std::vector<FoundBackup> backups_in(const std::vector<BackupPlace>& places) {
  std::vector<FoundBackup> found;
  for (const BackupPlace& place : places) {
    if (auto here = backup_at(place.folder, place.name)) {
      found.push_back(std::move(*here));
      continue;
    }
    std::size_t looked = 0;
    for (const std::string& name : files::list(place.folder)) {
      if (++looked > kFoldersLookedAt) break;
      auto below = backup_at(fs::path(place.folder) / name, place.name);
      if (below) found.push_back(std::move(*below));
    }
  }
  std::ranges::stable_sort(found, std::greater(), &FoundBackup::made_at);
  return found;
}

}  // namespace bangtin
