// Each story of docs/SCENARIOS.md has a case with its number, and each such case its row.
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "tests/tidy/tree.h"

namespace bangtin::tidy {
namespace {

std::set<int> numbers_in(const std::string& text, const std::regex& shape) {
  std::set<int> numbers;
  for (std::sregex_iterator i(text.begin(), text.end(), shape), end; i != end; ++i) {
    numbers.insert(std::stoi((*i)[1]));
  }
  return numbers;
}

std::set<int> listed_scenarios(const std::string& text) {
  return numbers_in(text, std::regex(R"(\| S(\d\d) \|)"));
}

std::set<int> played_scenarios(const std::vector<SourceFile>& files) {
  std::set<int> numbers;
  for (const SourceFile& file : files) {
    if (!file.path.ends_with(".py")) continue;
    numbers.merge(numbers_in("\n" + file.text, std::regex(R"(\ndef s(\d\d)_)")));
  }
  return numbers;
}

TEST(House, PlaysEachStoryThatItLists) {
  std::set<int> listed;
  for (const SourceFile& file : files_of("docs")) {
    if (file.path == "docs/SCENARIOS.md") listed = listed_scenarios(file.text);
  }
  EXPECT_GE(listed.size(), 11u);
  EXPECT_EQ(played_scenarios(files_of("tests")), listed);
}

TEST(ScenarioRule, ReadsRowsAndNamesOfCasesOnly) {
  EXPECT_EQ(listed_scenarios("| S01 | a |\n| S12 | S13 b |\nS14\n"), (std::set<int>{1, 12}));
  EXPECT_EQ(played_scenarios({{"a.py", "def s01_a(x):\n    def s02_b():\n# def s03_\n"},
                              {"b.md", "\ndef s04_x"}}),
            (std::set<int>{1}));
}

}  // namespace
}  // namespace bangtin::tidy
