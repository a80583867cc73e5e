#include "player/glass/frame_log.h"

#include <gtest/gtest.h>

#include <cstdio>

#include "shared/base/files.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

TEST(FrameLog, WritesOneLinePerFrameWithTimeHashItemAndGeneration) {
  TempFolder folder;
  auto generation = std::make_shared<Generation>();
  generation->manifest = sample::manifest();
  generation->manifest.selection.generation = 12;
  const Frame frame{generation, resolve(generation->manifest, sample::midnight()).scene};
  {
    const auto log = FrameLog::open(folder.path() / "frames");
    ASSERT_TRUE(log.ok());
    (*log)->write(frame, Bitmap({4, 4}, 0xff112233), sample::midnight());
    (*log)->write({generation, {}}, Bitmap({4, 4}, 0xff112234), sample::midnight() + 1s);
  }
  const auto hash = [](Color color) {
    char hex[24];
    std::snprintf(hex, sizeof hex, "%016llx",
                  static_cast<unsigned long long>(pixel_hash(Bitmap({4, 4}, color))));
    return std::string(hex);
  };
  EXPECT_NE(hash(0xff112233), hash(0xff112234));
  EXPECT_EQ(*files::read_all(folder.path() / "frames", 4'096),
            "2026-11-22T00:00:00.000Z " + hash(0xff112233) + " item-notice 12\n" +
                "2026-11-22T00:00:01.000Z " + hash(0xff112234) + " - 12\n");
}

TEST(ShotFolder, KeepsTheNewestShotsAndTheFilesOfOthers) {
  TempFolder folder;
  ASSERT_TRUE(files::write_atomic(folder.path() / "manager.png", "not ours").ok());
  ShotFolder shots(folder.path());
  const int many = int(ShotFolder::kShotsMax) + 3;
  for (int i = 0; i < many; ++i) {
    ASSERT_TRUE(shots.write(Bitmap({2, 2}, 0xff000000), sample::midnight() + Seconds(i)).ok());
  }
  const auto names = files::list(folder.path());
  EXPECT_EQ(names.size(), ShotFolder::kShotsMax + 1);
  EXPECT_EQ(names.front().substr(0, 27), "board-20261122T000003.000Z-") << "the oldest three went";
  EXPECT_EQ(names.back(), "manager.png");
}

}  // namespace
}  // namespace bangtin
