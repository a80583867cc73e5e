#include "tests/tidy/attack_rules.h"

#include <regex>

namespace bangtin::tidy {
namespace {

/// Calls `found` with each match in `line`.
template <class Found>
void for_each_match(std::string_view line, const std::regex& pattern, Found found) {
  const std::string text(line);
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match) {
    found(*match);
  }
}

}  // namespace

std::set<int> listed_attacks(std::string_view table) {
  static const std::regex kRow("^\\| (A[0-9][^|]*)\\|");
  static const std::regex kRange("A([0-9]{2})(?:-A([0-9]{2}))?");
  std::set<int> numbers;
  for (const std::string_view line : lines_of(table)) {
    for_each_match(line, kRow, [&](const std::smatch& row) {
      for_each_match(row.str(1), kRange, [&](const std::smatch& range) {
        const int first = std::stoi(range.str(1));
        const int last = range[2].matched ? std::stoi(range.str(2)) : first;
        for (int number = first; number <= last; ++number) numbers.insert(number);
      });
    });
  }
  return numbers;
}

std::set<int> tried_attacks(const std::vector<SourceFile>& tests) {
  static const std::regex kCpp("(?:TEST(?:_[FP])?\\([A-Za-z]+, |\\{\")A([0-9]{2})[A-Z]");
  static const std::regex kPython("^def a([0-9]{2})_");
  std::set<int> numbers;
  for (const SourceFile& file : tests) {
    const bool is_cpp = file.path.ends_with(".cpp");
    if (!is_cpp && !file.path.ends_with(".py")) continue;
    for (const std::string_view line : lines_of(file.text)) {
      if (line.find(is_cpp ? "A" : "def a") == line.npos) continue;
      for_each_match(line, is_cpp ? kCpp : kPython,
                     [&](const std::smatch& match) { numbers.insert(std::stoi(match.str(1))); });
    }
  }
  return numbers;
}

}  // namespace bangtin::tidy
