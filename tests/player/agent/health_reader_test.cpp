#include "player/agent/health_reader.h"

#include <gtest/gtest.h>

#include "shared/base/files.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

class FixedLinks final : public NetworkLinks {
 public:
  std::vector<NetworkLink> read() override { return links; }
  std::vector<NetworkLink> links;
};

class HealthReaderTest : public testing::Test {
 protected:
  void put(const std::filesystem::path& path, const std::string& text) {
    ASSERT_TRUE(files::make_folders((folder_.path() / path).parent_path()).ok());
    ASSERT_TRUE(files::write_atomic(folder_.path() / path, text).ok());
  }
  BoardHealth read() {
    return SystemHealthReader(
               {folder_.path(), folder_.path() / "thermal", folder_.path() / "uptime"}, links_)
        .read();
  }
  TempFolder folder_;
  FixedLinks links_;
};

TEST_F(HealthReaderTest, TheHottestSensorCounts) {
  put("thermal/thermal_zone0/temp", "51234\n");
  put("thermal/thermal_zone1/temp", "64999\n");
  put("thermal/cooling_device0/temp", "99000\n");
  EXPECT_EQ(read().temperature_c, 64);
}

TEST_F(HealthReaderTest, ASensorThatIsNotThereIsLeftOut) {
  EXPECT_FALSE(read().temperature_c);
  put("thermal/thermal_zone0/temp", "0\n");
  put("thermal/thermal_zone1/temp", "-274000\n");
  put("thermal/thermal_zone2/temp", "999999\n");
  put("thermal/thermal_zone3/temp", "warm\n");
  EXPECT_FALSE(read().temperature_c);
}

TEST_F(HealthReaderTest, UptimeAndRoomAreTold) {
  put("uptime", "93784.12 180000.00\n");
  const BoardHealth health = read();
  EXPECT_EQ(health.up_s, 93'784);
  ASSERT_TRUE(health.disk_free_bytes);
  EXPECT_GT(*health.disk_free_bytes, 0);
}

TEST_F(HealthReaderTest, TheLinkIsTheOneThatReachesOut) {
  EXPECT_FALSE(read().link);
  links_.links = {{"eth0", false, false, {}},
                  {"eth1", false, true, {}},
                  {"wlan0", true, true, {"192.168.1.7"}}};
  EXPECT_EQ(read().link, "wlan0");
  EXPECT_EQ(read().wireless, true);
}

}  // namespace
}  // namespace bangtin
