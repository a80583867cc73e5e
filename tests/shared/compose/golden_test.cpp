// The pixels of every template, kept as hashes in tests/golden/compose.txt. When a change of them
// is meant: look at the PNGs this test leaves in the build folder (compose-actual), then renew the
// file with `bin/compose_hashes > tests/golden/compose.txt`.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "tests/fakes/paths.h"
#include "tests/shared/compose/samples.h"

namespace bangtin {
namespace {

std::string hex_of(std::uint64_t hash) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

TEST(Golden, EveryTemplateHasThePixelsThatWereApproved) {
  std::map<std::string, std::string> golden;
  std::ifstream file(source_folder() / "tests/golden/compose.txt");
  for (std::string name, hash; file >> name >> hash;) golden[name] = hash;
  ASSERT_FALSE(golden.empty());

  Composer composer(Fonts::open().value());
  const std::filesystem::path folder = build_folder() / "compose-actual";
  std::filesystem::create_directories(folder);
  std::size_t cases = 0;
  for (const samples::Case& shown : samples::golden_cases()) {
    ++cases;
    const Bitmap bitmap = shown.compose(composer);
    const std::string hash = hex_of(pixel_hash(bitmap));
    if (golden[shown.name] == hash) continue;
    ADD_FAILURE() << shown.name << " is " << hash << ", golden is " << golden[shown.name];
    EXPECT_TRUE(write_png(folder / (shown.name + ".png"), bitmap).ok());
  }
  EXPECT_EQ(cases, golden.size()) << "golden names a case that is no more";
}

TEST(Golden, TheSameBytesComeOutAgainWhateverWasDrawnBefore) {
  Composer first(Fonts::open().value());
  Composer second(Fonts::open().value());
  const Size canvas{600, 400};
  const Bitmap fresh = samples::canvas_with(first, samples::long_notice(), 1, canvas);
  samples::canvas_with(second, samples::storm_alert(), 0, {1366, 768});
  samples::canvas_with(second, samples::khmer_notice(), 0, canvas);
  EXPECT_EQ(fresh, samples::canvas_with(second, samples::long_notice(), 1, canvas));
}

}  // namespace
}  // namespace bangtin
