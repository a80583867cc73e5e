#include "player/device/keyboards.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

bool wakes(const Keyboards& keyboards) {
  std::vector<pollfd> sources;
  for (const int fd : keyboards.wake_fds()) sources.push_back({fd, POLLIN, 0});
  return ::poll(sources.data(), sources.size(), 0) > 0;
}

/// A pipe in the place of a device: what is written there was pressed.
int plug_in(const TempFolder& folder, const char* name) {
  const std::string path = folder.file(name);
  EXPECT_EQ(::mkfifo(path.c_str(), 0600), 0);
  return ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
}

TEST(Keyboards, APressedKeyWakesOnce) {
  TempFolder folder;
  const Fd keys(plug_in(folder, "event0"));
  Keyboards keyboards(folder.path());
  EXPECT_EQ(keyboards.size(), 1u);
  keyboards.drain();
  EXPECT_FALSE(wakes(keyboards));
  ASSERT_EQ(::write(keys.get(), "key", 3), 3);
  EXPECT_TRUE(wakes(keyboards));
  keyboards.drain();
  EXPECT_FALSE(wakes(keyboards));
}

TEST(Keyboards, AKeyboardThatIsPluggedInLaterIsHeard) {
  TempFolder folder;
  Keyboards keyboards(folder.path());
  EXPECT_EQ(keyboards.size(), 0u);
  const Fd mouse(plug_in(folder, "mouse0"));
  const Fd keys(plug_in(folder, "event7"));
  EXPECT_TRUE(wakes(keyboards)) << "a device came";
  keyboards.drain();
  EXPECT_EQ(keyboards.size(), 1u) << "and only devices that speak in events are opened";
  ASSERT_EQ(::write(keys.get(), "key", 3), 3);
  EXPECT_TRUE(wakes(keyboards));
}

TEST(Keyboards, WithoutAFolderThereIsNothingToWaitOn) {
  Keyboards keyboards("/nonexistent");
  keyboards.drain();
  EXPECT_EQ(keyboards.size(), 0u);
  EXPECT_FALSE(wakes(keyboards));
}

}  // namespace
}  // namespace bangtin
