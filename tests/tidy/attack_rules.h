// Each attack of docs/ATTACKS.md has a test that bears its number. Thread: any; pure.
#pragma once

#include <set>

#include "tests/tidy/tree.h"

namespace bangtin::tidy {

/// The numbers in the first column of the table: "A01, A02", "A07-A10".
std::set<int> listed_attacks(std::string_view table);

/// The numbers in the names of tests: TEST(x, A07...), {"A07...", ...} in C++, def a07_... in
/// Python.
std::set<int> tried_attacks(const std::vector<SourceFile>& tests);

}  // namespace bangtin::tidy
