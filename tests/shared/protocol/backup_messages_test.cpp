#include "shared/protocol/backup_messages.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

using namespace std::chrono_literals;

TEST(BackupMessages, OnlyFilesOfABackupHaveNamesThatAreWrittenDown) {
  const std::string hash(64, 'a');
  for (const std::string& name :
       {"blobs/" + hash, std::string("db.sqlite"), std::string("keys/tls.pem"),
        std::string("keys/tls.key"), std::string("backup.json")}) {
    EXPECT_TRUE(is_backup_file(name)) << name;
  }
  for (const std::string& name :
       {std::string(), std::string("/etc/passwd"), "blobs/../" + hash, "blobs/" + hash + "/x",
        std::string("blobs/.."), std::string("keys/seal.key"), std::string("../db.sqlite"),
        "blobs/" + std::string(64, 'A')}) {
    EXPECT_FALSE(is_backup_file(name)) << name;
  }
}

TEST(BackupMessages, OneIsDueAfterThirtyDaysOrWhenNobodyKnows) {
  const Instant now = *from_iso8601("2026-11-29T09:00:00Z");
  EXPECT_TRUE(is_backup_due({}, now));
  EXPECT_FALSE(is_backup_due(LastBackup{now - 24h * 30, "", ""}, now));
  EXPECT_TRUE(is_backup_due(LastBackup{now - 24h * 30 - 1s, "", ""}, now));
  EXPECT_FALSE(is_backup_due(LastBackup{now + 1h, "", ""}, now)) << "two clocks";
  EXPECT_TRUE(is_backup_due(LastBackup{now + 25h, "", ""}, now));
}

TEST(BackupMessages, TravelWhole) {
  BackupRecord record{BackupId{"b1"},
                      "quantri",
                      *from_iso8601("2026-11-29T09:00:00Z"),
                      BackupState::Failed,
                      450,
                      7,
                      9'000'000'000,
                      "backup.server_full"};
  BackupRecord back;
  ASSERT_TRUE(from_json(to_json(record), back).ok());
  EXPECT_EQ(to_json(back).dump(), to_json(record).dump());
  EXPECT_EQ(back.state, BackupState::Failed);
  EXPECT_EQ(back.size_bytes, 9'000'000'000);
  BackupSight sight, seen;
  ASSERT_TRUE(from_json(to_json(sight), seen).ok());
  EXPECT_EQ(seen.last, std::nullopt);
  sight.last = LastBackup{record.made_at, "quantri", "/media/usb"};
  ASSERT_TRUE(from_json(to_json(sight), seen).ok());
  EXPECT_EQ(seen.last, sight.last);
}

}  // namespace
}  // namespace bangtin
