#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "shared/storage/db.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

class DbSqliteTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(db_->run("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c BLOB) STRICT;"
                         "CREATE TABLE child (t INTEGER NOT NULL REFERENCES t (a)) STRICT;")
                    .ok());
  }
  std::int64_t count(Db& db) { return int_of(db.query("SELECT COUNT(*) FROM t").value()[0][0]); }
  Code code_of(const std::string& sql, const std::vector<DbValue>& values = {}) {
    const auto result = db_->query(sql, values);
    EXPECT_FALSE(result.ok()) << sql;
    return result.ok() ? Code::NotFound : result.error().code;
  }

  TempFolder folder_;
  std::unique_ptr<Db> db_ = open_sqlite(folder_.file("db")).value();
};

TEST_F(DbSqliteTest, GivesBackEachKindOfValue) {
  const std::string text("Ẳ\0z", 5);
  const std::vector<DbRow> rows = {{std::int64_t{INT64_MIN}, text, Bytes{0, 1, 255}},
                                   {std::int64_t{0}, std::string(), Bytes{}},
                                   {std::int64_t{INT64_MAX}, nullptr, nullptr}};
  for (const DbRow& row : rows) {
    ASSERT_TRUE(db_->query("INSERT INTO t VALUES ($1, $2, $3)", row).ok());
  }
  EXPECT_EQ(db_->query("SELECT a, b, c FROM t ORDER BY a").value(), rows);
}

TEST_F(DbSqliteTest, BindsByNumberNotByPlace) {
  const auto rows = db_->query("SELECT $2, $1, $2", {std::int64_t{1}, std::string("two")}).value();
  EXPECT_EQ(rows[0], (DbRow{std::string("two"), std::int64_t{1}, std::string("two")}));
}

TEST_F(DbSqliteTest, RefusesWrongSqlAndWrongCountsOfValues) {
  EXPECT_EQ(code_of("SELEC 1"), Code::Invalid);
  EXPECT_EQ(code_of(""), Code::Invalid);
  EXPECT_EQ(code_of("SELECT 1; SELECT 2"), Code::Invalid);
  EXPECT_EQ(code_of("SELECT $1"), Code::Invalid);
  EXPECT_EQ(code_of("SELECT $1", {std::int64_t{1}, std::int64_t{2}}), Code::Invalid);
  EXPECT_EQ(code_of("SELECT $1, $3", {std::int64_t{1}, std::int64_t{2}}), Code::Invalid);
  EXPECT_EQ(db_->run("SELEC 1").error().code, Code::Invalid);
}

TEST_F(DbSqliteTest, ABrokenConstraintIsAConflict) {
  ASSERT_TRUE(db_->query("INSERT INTO t (a) VALUES (1)").ok());
  EXPECT_EQ(code_of("INSERT INTO t (a) VALUES (1)"), Code::Conflict);
  EXPECT_EQ(code_of("INSERT INTO child VALUES (2)"), Code::Conflict) << "foreign keys are on";
  EXPECT_EQ(code_of("INSERT INTO t (b) VALUES ($1)", {Bytes{1}}), Code::Conflict) << "STRICT";
  ASSERT_TRUE(db_->query("INSERT INTO t (a) VALUES (2)").ok()) << "and the statement works again";
}

TEST_F(DbSqliteTest, CommitsAllOrNothing) {
  EXPECT_TRUE(db_->transact([&]() -> Status {
                   TRY(db_->query("INSERT INTO t (a) VALUES (1)"));
                   TRY(db_->query("INSERT INTO t (a) VALUES (2)"));
                   return {};
                 })
                  .ok());
  const auto failed = db_->transact([&]() -> Status {
    TRY(db_->query("INSERT INTO t (a) VALUES (3)"));
    return Error{Code::Denied, "no", "a.key"};
  });
  EXPECT_EQ(failed.error().key, "a.key");
  EXPECT_EQ(count(*db_), 2);
  EXPECT_FALSE(db_->transact([&]() -> Status {
                    TRY(db_->query("INSERT INTO t (a) VALUES (3)"));
                    TRY(db_->query("INSERT INTO t (a) VALUES (1)"));
                    return {};
                  })
                   .ok());
  EXPECT_EQ(count(*db_), 2);
  EXPECT_TRUE(db_->transact([] { return Status(); }).ok());
}

TEST_F(DbSqliteTest, TransactionsDoNotNest) {
  EXPECT_DEATH((void)db_->transact([&] { return db_->transact([] { return Status(); }); }), "");
}

TEST_F(DbSqliteTest, ATransactionThatWasLostInTheMiddleCommitsNothing) {
  const auto lost = db_->transact([&]() -> Status {
    TRY(db_->query("INSERT INTO t (a) VALUES (1)"));
    // As SQLite itself does on some errors.
    TRY(db_->query("ROLLBACK"));
    const auto next = db_->query("INSERT INTO t (a) VALUES (2)");
    EXPECT_EQ(next.error().code, Code::Unavailable);
    return {};
  });
  EXPECT_EQ(lost.error().code, Code::Unavailable);
  EXPECT_EQ(count(*db_), 0);
  EXPECT_TRUE(db_->query("INSERT INTO t (a) VALUES (3)").ok());
}

TEST_F(DbSqliteTest, OthersSeeWhatIsCommittedAndOnlyThat) {
  auto other = open_sqlite(folder_.file("db")).value();
  ASSERT_TRUE(db_->transact([&]() -> Status {
                   TRY(db_->query("INSERT INTO t (a) VALUES (1)"));
                   EXPECT_EQ(count(*other), 0);
                   return {};
                 })
                  .ok());
  EXPECT_EQ(count(*other), 1);
}

TEST_F(DbSqliteTest, WhoLooksWaitsForNoWriterAndSeesOneState) {
  auto other = open_sqlite(folder_.file("db")).value();
  ASSERT_TRUE(db_->transact([&]() -> Status {
                   TRY(db_->query("INSERT INTO t (a) VALUES (1)"));
                   return other->look([&]() -> Status {
                     EXPECT_EQ(count(*other), 0);
                     return {};
                   });
                 })
                  .ok());
  ASSERT_TRUE(other
                  ->look([&]() -> Status {
                    EXPECT_EQ(count(*other), 1);
                    TRY(db_->query("INSERT INTO t (a) VALUES (2)"));
                    EXPECT_EQ(count(*other), 1) << "as it was when the look began";
                    return {};
                  })
                  .ok());
  EXPECT_EQ(count(*other), 2);
  EXPECT_DEATH((void)db_->look([&] { return db_->look([] { return Status(); }); }), "");
}

TEST_F(DbSqliteTest, AFullFileIsFullAndNothingAcknowledgedIsLost) {
  ASSERT_TRUE(db_->query("INSERT INTO t (a, b) VALUES (1, 'kept')").ok());
  const auto pages = int_of(db_->query("PRAGMA page_count").value()[0][0]);
  ASSERT_TRUE(db_->query("PRAGMA max_page_count = " + std::to_string(pages + 3)).ok());
  std::int64_t stored = 1;
  Code code = Code::NotFound;
  for (int i = 2; i < 100; ++i) {
    const auto done = db_->transact([&]() -> Status {
      TRY(db_->query("INSERT INTO t (a, b) VALUES ($1, $2)",
                     {std::int64_t{i}, std::string(1'000, 'x')}));
      return {};
    });
    if (!done.ok()) {
      code = done.error().code;
      break;
    }
    ++stored;
  }
  EXPECT_EQ(code, Code::Full);
  EXPECT_EQ(count(*db_), stored);
  ASSERT_TRUE(db_->query("PRAGMA max_page_count = 100000").ok());
  EXPECT_TRUE(db_->query("INSERT INTO t (a) VALUES (1000)").ok()) << "goes on once there is room";
  db_.reset();
  EXPECT_EQ(count(*open_sqlite(folder_.file("db")).value()), stored + 1);
}

TEST_F(DbSqliteTest, IsDurableAndForItsOwnerAlone) {
  EXPECT_EQ(text_of(db_->query("PRAGMA journal_mode").value()[0][0]), "wal");
  EXPECT_EQ(int_of(db_->query("PRAGMA synchronous").value()[0][0]), 2);
  EXPECT_EQ(int_of(db_->query("PRAGMA foreign_keys").value()[0][0]), 1);
  for (const char* name : {"db", "db-wal", "db-shm"}) {
    struct stat status {};
    ASSERT_EQ(::stat(folder_.file(name).c_str(), &status), 0) << name;
    EXPECT_EQ(status.st_mode & 0777, 0600u) << name;
  }
}

TEST_F(DbSqliteTest, RefusesWhatIsNoDatabase) {
  std::ofstream(folder_.file("text")) << std::string(10'000, 'x');
  EXPECT_EQ(open_sqlite(folder_.file("text")).error().code, Code::Corrupt);
  EXPECT_EQ(open_sqlite(folder_.file("none/db")).error().code, Code::Unavailable);
  EXPECT_FALSE(open_sqlite(folder_.path().string()).ok());
}

TEST_F(DbSqliteTest, ManyStatementTextsAreBounded) {
  for (int i = 0; i < 1'500; ++i) {
    const auto rows = db_->query("SELECT " + std::to_string(i)).value();
    ASSERT_EQ(int_of(rows[0][0]), i);
  }
}

TEST_F(DbSqliteTest, AWrongTypeIsABug) {
  const auto rows = db_->query("SELECT 1, 'a', NULL").value();
  EXPECT_TRUE(is_null(rows[0][2]));
  EXPECT_DEATH((void)text_of(rows[0][0]), "");
  EXPECT_DEATH((void)int_of(rows[0][1]), "");
  EXPECT_DEATH((void)bytes_of(rows[0][1]), "");
  EXPECT_DEATH((void)db_->query("SELECT 1.5"), "");
}

}  // namespace
}  // namespace bangtin
