#include "tests/tidy/attack_rules.h"

#include <regex>

namespace bangtin::tidy {
namespace {

/// The test that each entry of a file's list of attacks runs with its guard missing.
constexpr std::string_view kTriedTwice = ", WouldDoHarmWithoutItsGuard)";

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

Attacks attacks_in(const std::vector<SourceFile>& tests) {
  static const std::regex kCpp("(TEST(?:_[FP])?\\([A-Za-z]+, |\\{\")A([0-9]{2})(Control)?[A-Z]");
  static const std::regex kPython("^def a([0-9]{2})_(control_)?");
  Attacks found;
  for (const SourceFile& file : tests) {
    const bool is_cpp = file.path.ends_with(".cpp");
    if (!is_cpp && !file.path.ends_with(".py")) continue;
    const bool tries_twice = file.text.find(kTriedTwice) != file.text.npos;
    for (const std::string_view line : lines_of(file.text)) {
      if (line.find(is_cpp ? "A" : "def a") == line.npos) continue;
      for_each_match(line, is_cpp ? kCpp : kPython, [&](const std::smatch& match) {
        const int number = std::stoi(match.str(is_cpp ? 2 : 1));
        const bool is_control = match[is_cpp ? 3 : 2].matched;
        const bool is_entry = is_cpp && match.str(1).starts_with('{');
        if (!is_control) found.tried.insert(number);
        if (is_control || (is_entry && tries_twice)) found.controlled.insert(number);
      });
    }
  }
  return found;
}

}  // namespace bangtin::tidy
