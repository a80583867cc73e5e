// Pictures that were approved, kept as the hashes of their pixels in tests/golden/NAME.txt. A test
// that draws something else leaves what it drew in the build folder, NAME-actual: when the change
// is meant, look at the PNGs there, then put the NAME.txt beside them in the place of the old one.
// Thread: one.
#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "shared/compose/bitmap.h"
#include "tests/fakes/paths.h"

namespace bangtin {

class Golden {
 public:
  explicit Golden(const std::string& name)
      : folder_(build_folder() / (name + "-actual")),
        approved_(source_folder() / "tests/golden" / (name + ".txt")) {
    std::ifstream file(approved_);
    for (std::string shown, hash; file >> shown >> hash;) hashes_[shown] = hash;
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    actual_.open(folder_ / (name + ".txt"));
  }
  /// Every one that was approved was seen again.
  ~Golden() { EXPECT_EQ(seen_, hashes_.size()) << approved_ << " names what is no more"; }
  Golden(const Golden&) = delete;

  void expect(const std::string& shown, const Bitmap& bitmap) {
    char hash[17];
    std::snprintf(hash, sizeof hash, "%016llx",
                  static_cast<unsigned long long>(pixel_hash(bitmap)));
    actual_ << shown << " " << hash << "\n";
    ++seen_;
    if (hashes_[shown] == hash) return;
    const std::filesystem::path picture = folder_ / (shown + ".png");
    ADD_FAILURE() << shown << " is " << hash << ", approved is '" << hashes_[shown] << "': look at "
                  << picture;
    EXPECT_TRUE(write_png(picture, bitmap).ok());
  }

 private:
  std::filesystem::path folder_, approved_;
  std::map<std::string, std::string> hashes_;
  std::ofstream actual_;
  std::size_t seen_ = 0;
};

}  // namespace bangtin
