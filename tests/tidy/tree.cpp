#include "tests/tidy/tree.h"

#include <algorithm>
#include <filesystem>

#include "shared/base/files.h"
#include "tests/fakes/paths.h"

namespace bangtin::tidy {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kFileBytesMax = 16u << 20;

std::vector<SourceFile> read_below(const fs::path& root, std::string_view folder) {
  std::vector<SourceFile> files;
  if (!fs::is_directory(root / folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    if (!entry.is_regular_file()) continue;
    auto text = files::read_all(entry.path(), kFileBytesMax);
    if (!text.ok()) {
      ADD_FAILURE() << text.error().message;
      continue;
    }
    files.push_back({fs::relative(entry.path(), root).generic_string(), std::move(*text)});
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

/// Where a raw string literal that opens at `at` (its quote) ends; `text.size()` without an end.
std::size_t raw_string_end(std::string_view text, std::size_t at) {
  const auto open = text.find('(', at);
  if (open == text.npos) return text.size();
  const std::string close = ")" + std::string(text.substr(at + 1, open - at - 1)) + "\"";
  const auto end = text.find(close, open);
  return end == text.npos ? text.size() : end + close.size();
}

std::size_t literal_end(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (std::size_t i = at + 1; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      return i + 1;
    }
  }
  return at + 1;
}

bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The end of the comment or literal that begins at `at`; `at` itself when none does.
std::size_t silent_end(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) == "//") return std::min(text.find('\n', at), text.size());
  if (text.substr(at, 2) == "/*") {
    const auto end = text.find("*/", at + 2);
    return end == text.npos ? text.size() : end + 2;
  }
  if (text[at] == '"') {
    const bool raw = at > 0 && text[at - 1] == 'R' && (at < 2 || !is_word(text[at - 2]));
    return raw ? raw_string_end(text, at) : literal_end(text, at);
  }
  // Between two digits it parts a number: 1'000.
  if (text[at] == '\'' && (at == 0 || !is_word(text[at - 1]))) return literal_end(text, at);
  return at;
}

}  // namespace

const std::vector<SourceFile>& house_sources() {
  static const std::vector<SourceFile> sources = [] {
    std::vector<SourceFile> all;
    for (const char* folder : {"shared", "player", "manager", "tests"}) {
      for (SourceFile& file : files_of(folder)) {
        if (file.path.ends_with(".h") || file.path.ends_with(".cpp")) {
          all.push_back(std::move(file));
        }
      }
    }
    return all;
  }();
  return sources;
}

std::vector<SourceFile> files_of(std::string_view folder) {
  return read_below(source_folder(), folder);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string code_of(std::string_view text) {
  std::string code(text);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = silent_end(text, at);
    for (std::size_t i = at; i < end; ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
    at = std::max(end, at + 1);
  }
  return code;
}

std::string_view folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == path.npos ? std::string_view() : path.substr(0, slash);
}

bool is_main(std::string_view path) {
  const std::string_view folder = folder_of(path);
  return folder == "player" || folder == "manager";
}

testing::AssertionResult none(const std::vector<Breach>& breaches) {
  if (breaches.empty()) return testing::AssertionSuccess();
  auto failure = testing::AssertionFailure() << breaches.size() << " breach(es):";
  for (const Breach& breach : breaches) {
    failure << "\n" << breach.path << ":" << breach.line << ": " << breach.what;
  }
  return failure;
}

}  // namespace bangtin::tidy
