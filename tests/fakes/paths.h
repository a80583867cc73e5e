// Where the tests run: the sources and what was built from them. Thread: any.
#pragma once

#include <filesystem>

namespace bangtin {

/// The root of the source tree.
std::filesystem::path source_folder();
/// The folder of this build.
std::filesystem::path build_folder();
/// A program of this build. The test's target depends on it (CMake add_dependencies).
std::filesystem::path program(const char* name);

}  // namespace bangtin
