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
  std::vector<SourceFile> tests = files_of("tests");
  std::erase_if(tests, [](const SourceFile& file) { return file.path.starts_with("tests/tidy/"); });
  const Attacks attacks = attacks_in(tests);
  for (const int number : listed) {
    EXPECT_TRUE(attacks.tried.contains(number)) << "A" << number;
    EXPECT_TRUE(attacks.controlled.contains(number)) << "no control of A" << number;
  }
  for (const int number : attacks.tried) EXPECT_TRUE(listed.contains(number)) << "A" << number;
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
  EXPECT_EQ(attacks_in(tests).tried, (std::set<int>{1, 2, 3, 5}));
  EXPECT_TRUE(attacks_in(tests).controlled.empty()) << "an attack is not its own control";
}

TEST(AttackRule, AControlIsNamedSoOrStandsInAListThatIsTriedTwice) {
  const std::vector<SourceFile> tests = {
      {"a_test.cpp", "TEST(A, A01ControlB) {\nTEST(A, A02B) {\nTEST(A, A03Controls) {\n"},
      {"b_test.cpp",
       "{\"A04Odd\", x},\nTEST(A, A05B)\nTEST_P(Attack, WouldDoHarmWithoutItsGuard) {\n"},
      {"c_test.cpp", "{\"A06Odd\", x},\nTEST_P(Attack, ComesToNoHarm) {\n"},
      {"d.py", "def a07_control_one(folder):\ndef a08_controls(folder):\n"}};
  const Attacks attacks = attacks_in(tests);
  EXPECT_EQ(attacks.controlled, (std::set<int>{1, 4, 7}));
  EXPECT_EQ(attacks.tried, (std::set<int>{2, 3, 4, 5, 6, 8})) << "nor a control its own attack";
}

}  // namespace
}  // namespace bangtin::tidy
