// A folder that a test has to itself. Thread: one.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <string>

#include "shared/base/check.h"

namespace bangtin {

class TempFolder {
 public:
  TempFolder() : TempFolder(testing::TempDir()) {}
  /// Below `parent`, which ends in a slash.
  explicit TempFolder(const std::string& parent) {
    std::string name = parent + "bangtin-XXXXXX";
    CHECK(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  /// In memory where the machine has that: for what writes much and tests no disk.
  static std::string memory() {
    return std::filesystem::is_directory("/dev/shm") ? "/dev/shm/" : testing::TempDir();
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace bangtin
