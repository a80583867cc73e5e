#include "tests/tidy/attack_rules.h"

#include <algorithm>

namespace bangtin::tidy {
namespace {

TEST(House, TriesEachAttackOfTheListByItsNumber) {
  const std::vector<SourceFile> docs = files_of("docs");
  const auto list = std::ranges::find(docs, "docs/ATTACKS.md", &SourceFile::path);
  ASSERT_NE(list, docs.end());
  const std::set<int> listed = listed_attacks(list->text);
  EXPECT_GE(listed.size(), 36u);
  const std::set<int> tried = tried_attacks(files_of("tests"));
  for (const int number : listed) EXPECT_TRUE(tried.contains(number)) << "A" << number;
  for (const int number : tried) EXPECT_TRUE(listed.contains(number)) << "A" << number;
}

TEST(AttackRule, ReadsNumbersAndRangesOfTheFirstColumn) {
  EXPECT_EQ(
      listed_attacks("| number | attack |\n|---|---|\n| A01, A02 | A77 here |\n| A07-A10 | x |\n"
                     "A30-A32 belong elsewhere\n"),
      (std::set<int>{1, 2, 7, 8, 9, 10}));
}

TEST(AttackRule, ReadsTheNamesOfTestsOnly) {
  const std::vector<SourceFile> tests = {
      {"a_test.cpp", "TEST(A, A01B) {\nTEST_F(X, A02C) {}\n{\"A03Odd\", Guard::x,\n// A04No\n"},
      {"b.py", "def a05_one(folder):\n    def a06_inner():\n# a07_\n"},
      {"c.md", "def a08_one\n"}};
  EXPECT_EQ(tried_attacks(tests), (std::set<int>{1, 2, 3, 5}));
}

}  // namespace
}  // namespace bangtin::tidy
