#include "player/device/backlight.h"

#include <gtest/gtest.h>

#include "shared/base/files.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

struct Light {
  Light() { add("rpi_backlight", 255, 255); }
  void add(const std::string& name, int max, int now) {
    const auto at = folder.path() / name;
    EXPECT_TRUE(files::make_folders(at).ok());
    EXPECT_TRUE(files::write_atomic(at / "max_brightness", std::to_string(max) + "\n").ok());
    EXPECT_TRUE(files::write_atomic(at / "brightness", std::to_string(now) + "\n").ok());
  }
  std::string value(const std::string& name = "rpi_backlight") {
    return files::read_all(folder.path() / name / "brightness", 100).value();
  }
  TempFolder folder;
};

TEST(Backlight, SetsTheLightOfTheSystemsOwnPanel) {
  Light light;
  Backlight backlight(light.folder.path());
  EXPECT_EQ(backlight.percent(), 100);
  ASSERT_TRUE(backlight.set(40));
  EXPECT_EQ(light.value(), "102");
  EXPECT_EQ(backlight.percent(), 40);
}

TEST(Backlight, SaysBackWhatWasSetOnACoarseLightToo) {
  Light light;
  light.add("a_coarse", 7, 7);
  Backlight backlight(light.folder.path());
  ASSERT_TRUE(backlight.set(10));
  EXPECT_EQ(light.value("a_coarse"), "1") << "the smallest step, not dark";
  EXPECT_EQ(light.value(), "26") << "of several all are set";
}

TEST(Backlight, IsNoneBehindACable) {
  TempFolder empty;
  Backlight none(empty.path());
  EXPECT_EQ(none.percent(), std::nullopt);
  EXPECT_FALSE(none.set(50));
  Backlight missing(empty.path() / "class" / "backlight");
  EXPECT_EQ(missing.percent(), std::nullopt);
  Light broken;
  broken.add("rpi_backlight", 0, 0);
  EXPECT_EQ(Backlight(broken.folder.path()).percent(), std::nullopt);
}

}  // namespace
}  // namespace bangtin
