// Each attack of docs/ATTACKS.md has a test that bears its number, and one that shows the harm
// where a guard is missing. Thread: any; pure.
#pragma once

#include <set>

#include "tests/tidy/tree.h"

namespace bangtin::tidy {

/// The numbers in the first column of the table: "A01, A02", "A07-A10".
std::set<int> listed_attacks(std::string_view table);

struct Attacks {
  std::set<int> tried;
  std::set<int> controlled;  ///< shown to do harm where a guard is missing
};

/// The numbers in the names of tests: TEST(x, A07...), {"A07...", ...} in C++, def a07_... in
/// Python. Controls are TEST(x, A07Control...), def a07_control_..., and the entries of a list that
/// is tried twice: in a file with a TEST_P(x, WouldDoHarmWithoutItsGuard).
Attacks attacks_in(const std::vector<SourceFile>& tests);

}  // namespace bangtin::tidy
