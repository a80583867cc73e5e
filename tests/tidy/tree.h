// The source tree as the rules of the house see it: files by their path from the root, and what a
// rule finds wrong in them. Thread: any; plain values.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace bangtin::tidy {

struct SourceFile {
  std::string path;  ///< from the root: "shared/base/json.h"
  std::string text;
};

/// One line that breaks a rule.
struct Breach {
  std::string path;
  int line = 0;
  std::string what;
  bool operator==(const Breach&) const = default;
};

/// Every .h and .cpp below shared/, player/, manager/ and tests/, sorted by path.
const std::vector<SourceFile>& house_sources();

/// Every file of a folder, sorted by path, with its path from the root.
std::vector<SourceFile> files_of(std::string_view folder);

std::vector<std::string_view> lines_of(std::string_view text);

/// The text with comments and the insides of string literals blanked; lines stay where they are.
std::string code_of(std::string_view text);

/// "shared/base" of "shared/base/json.h"; empty without a slash.
std::string_view folder_of(std::string_view path);

/// True for a file of a program itself: directly in player/ or manager/.
bool is_main(std::string_view path);

/// Passes when there is none; else lists each as path:line: what.
testing::AssertionResult none(const std::vector<Breach>& breaches);

}  // namespace bangtin::tidy
