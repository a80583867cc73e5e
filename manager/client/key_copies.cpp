#include "manager/client/key_copies.h"

#include <algorithm>

#include "shared/base/files.h"
#include "shared/base/texts.h"
#include "shared/trust/file_name.h"

namespace bangtin {
namespace {

constexpr std::string_view kCopyBegin = "khoa-bang-tin-";
constexpr std::string_view kCopyEnd = ".txt";
constexpr std::uintmax_t kCopyBytesMax = 16'384;

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

std::vector<std::string_view> written_lines(std::string_view all) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    const std::string_view line = all.substr(begin, end - begin);
    if (!is_blank(line)) lines.push_back(line);
    begin = end + 1;
  }
  return lines;
}

}  // namespace

std::string key_copy_name(std::string_view login) {
  return std::string(kCopyBegin) + tuf::file_name_of(login) + std::string(kCopyEnd);
}

std::string key_copy_text(const KeyCopyText& copy) {
  std::string lines =
      text("my_key.copy_head",
           {{"name", copy.display_name}, {"login", copy.login}, {"commune", copy.commune}});
  lines += "\n" + text("my_key.copy_words", {{"words", copy.words}});
  lines += "\n" + said("my_key.copy_keep") + "\n\n";
  return lines + copy.sheet + "\n";
}

Result<KeyPair> key_from_copy(std::string_view text) {
  const Result<KeyPair> whole = key_from_sheet(text);
  if (whole.ok()) return whole;
  const std::vector<std::string_view> lines = written_lines(text);
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    auto pair = key_from_sheet(std::string(lines[i]) + "\n" + std::string(lines[i + 1]));
    if (pair.ok()) return pair;
  }
  return whole;
}

Result<std::string> read_key_copy(const std::filesystem::path& file) {
  auto bytes = files::read_all(file, kCopyBytesMax);
  if (bytes.ok()) return bytes;
  Error error = bytes.error();
  error.key = error.code == Code::NotFound  ? "my_key.no_file"
              : error.code == Code::Invalid ? "my_key.no_copy"
                                            : "my_key.unreadable";
  return error;
}

std::vector<KeyCopy> key_copies_in(const std::vector<BackupPlace>& places) {
  std::vector<KeyCopy> found;
  for (const BackupPlace& place : places) {
    for (const std::string& name : files::list(place.folder)) {
      if (!name.starts_with(kCopyBegin) || !name.ends_with(kCopyEnd)) continue;
      const std::string login =
          name.substr(kCopyBegin.size(), name.size() - kCopyBegin.size() - kCopyEnd.size());
      found.push_back({(std::filesystem::path(place.folder) / name).string(), login, place.name});
    }
  }
  return found;
}

}  // namespace bangtin
