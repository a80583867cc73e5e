#include <gtest/gtest.h>

#include "shared/storage/db.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

const std::vector<Migration> kTwo = {
    {1, "CREATE TABLE one (a INTEGER) STRICT; INSERT INTO one VALUES (7);"},
    {2, "CREATE TABLE two (b TEXT) STRICT; UPDATE one SET a = a + 1;"}};

class MigrateTest : public testing::Test {
 protected:
  TempFolder folder_;
  std::unique_ptr<Db> db_ = open_sqlite(folder_.file("db")).value();
};

TEST_F(MigrateTest, RunsEachOnceInOrder) {
  EXPECT_EQ(migrate(*db_, {}).value(), 0);
  EXPECT_EQ(migrate(*db_, {kTwo[0]}).value(), 1);
  EXPECT_EQ(migrate(*db_, kTwo).value(), 2);
  EXPECT_EQ(migrate(*db_, kTwo).value(), 2);
  EXPECT_EQ(int_of(db_->query("SELECT a FROM one").value().at(0).at(0)), 8);
}

TEST_F(MigrateTest, RefusesAFileThatIsNewerThanTheProgram) {
  ASSERT_TRUE(migrate(*db_, kTwo).ok());
  const auto refused = migrate(*db_, {kTwo[0]});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, Code::Unsupported);
  EXPECT_EQ(refused.error().key, "store.newer");
}

TEST_F(MigrateTest, LeavesNothingOfAMigrationThatFails) {
  const std::vector<Migration> wrong = {
      kTwo[0], {2, "CREATE TABLE two (b TEXT) STRICT; INSERT INTO nowhere VALUES (1);"}};
  const auto failed = migrate(*db_, wrong);
  ASSERT_FALSE(failed.ok());
  EXPECT_NE(failed.error().message.find("migration 2"), std::string::npos);
  EXPECT_TRUE(db_->query("SELECT 1 FROM sqlite_schema WHERE name = 'two'").value().empty());
  EXPECT_EQ(migrate(*db_, kTwo).value(), 2) << "goes on at the one that failed";
}

TEST_F(MigrateTest, TwoConnectionsMigrateOnce) {
  auto other = open_sqlite(folder_.file("db")).value();
  ASSERT_EQ(migrate(*db_, kTwo).value(), 2);
  EXPECT_EQ(migrate(*other, kTwo).value(), 2);
  EXPECT_EQ(int_of(other->query("SELECT a FROM one").value().at(0).at(0)), 8);
}

TEST_F(MigrateTest, AHoleInTheNumbersIsABug) { EXPECT_DEATH((void)migrate(*db_, {kTwo[1]}), ""); }

}  // namespace
}  // namespace bangtin
