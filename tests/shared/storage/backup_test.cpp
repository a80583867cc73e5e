#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "shared/storage/db.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

class BackupTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(db_->run("CREATE TABLE pair (a INTEGER, b INTEGER) STRICT").ok());
  }
  static std::int64_t one(Db& db, const std::string& sql) {
    return int_of(db.query(sql).value()[0][0]);
  }
  TempFolder folder_;
  std::unique_ptr<Db> db_ = open_sqlite(folder_.file("db")).value();
};

TEST_F(BackupTest, IsOneInstantsStateWhileAnotherConnectionWrites) {
  ASSERT_TRUE(db_->query("INSERT INTO pair VALUES (0, 0)").ok());
  std::atomic<bool> stop = false;
  std::atomic<int> written = 0;
  std::thread writer([&] {
    auto other = open_sqlite(folder_.file("db")).value();
    for (std::int64_t i = 1; !stop; ++i) {
      const auto done = other->transact([&]() -> Status {
        // The two rows of one transaction: a torn copy would hold one of them.
        TRY(other->query("INSERT INTO pair VALUES ($1, $2)", {i, i}));
        TRY(other->query("INSERT INTO pair VALUES ($1, $2)", {-i, i}));
        return {};
      });
      if (done.ok()) ++written;
    }
  });
  while (written < 5) std::this_thread::yield();
  for (int i = 0; i < 5; ++i) {
    const std::string path = folder_.file("backup-" + std::to_string(i));
    const int before = written;
    ASSERT_TRUE(db_->backup_to(path).ok());
    auto copy = open_sqlite(path).value();
    EXPECT_EQ(text_of(copy->query("PRAGMA integrity_check").value()[0][0]), "ok");
    EXPECT_EQ(one(*copy, "SELECT SUM(a) FROM pair"), 0) << "half a transaction";
    EXPECT_GE(one(*copy, "SELECT COUNT(*) FROM pair"), 1 + 2 * before)
        << "committed, but not there";
    EXPECT_FALSE(std::filesystem::exists(path + ".part"));
  }
  stop = true;
  writer.join();
}

TEST_F(BackupTest, NeverReplacesAFile) {
  std::ofstream(folder_.file("there")) << "mine";
  const auto refused = db_->backup_to(folder_.file("there"));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, Code::Conflict);
  std::string text;
  std::ifstream(folder_.file("there")) >> text;
  EXPECT_EQ(text, "mine");
}

TEST_F(BackupTest, TakesOverWhatAKilledBackupLeft) {
  std::ofstream(folder_.file("copy.part")) << "half";
  ASSERT_TRUE(db_->backup_to(folder_.file("copy")).ok());
  EXPECT_TRUE(open_sqlite(folder_.file("copy")).ok());
}

TEST_F(BackupTest, SaysThatTheFolderIsMissing) {
  EXPECT_FALSE(db_->backup_to(folder_.file("none/copy")).ok());
}

}  // namespace
}  // namespace bangtin
