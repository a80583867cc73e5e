#include "manager/server/online_key_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "manager/server/data_folder.h"
#include "shared/trust/house_sign.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

namespace fs = std::filesystem;

/// A root as the commune's key signs one, and the office takes it.
std::string root_with(const PublicKey& online, std::int64_t version) {
  const KeyPair owner = KeyPair::from_seed({7});
  tuf::Root root = first_root(owner.public_key(), online, Instant(Millis(1'000)));
  root.head.version = version - 1;
  return tuf::publish_root(root, std::span(&owner, 1)).bytes;
}

TEST(OnlineKeyFile, TheNewKeyIsTheOnlyOneFromTheStartAfterTheRootNamedIt) {
  TempFolder folder;
  SeededRandom random(3);
  KeyPair today = data_folder::open_keys(folder.path(), random, {})->seal;
  const PublicKey old = today.public_key();
  const auto db = open_sqlite(folder.file(data_folder::kDatabase)).value();
  ASSERT_TRUE(Office::prepare(*db).ok());
  const auto settle = [&] { return settle_online_key(*db, folder.path(), today); };
  const auto put_root = [&](const PublicKey& online, std::int64_t version) {
    ASSERT_TRUE(db->query("INSERT INTO trust_file (role, version, body) VALUES ('root', $1, $2)",
                          {version, root_with(online, version)})
                    .ok());
  };
  put_root(old, 1);
  ASSERT_TRUE(settle().ok());
  const PublicKey next = data_folder::make_next_online_key(folder.path(), random)->public_key();
  ASSERT_TRUE(settle().ok());
  EXPECT_EQ(today.public_key(), old) << "nobody signed for it";
  put_root(next, 2);
  EXPECT_EQ(online_keys(*db, today, folder.path()).public_key(), next) << "while it runs";
  ASSERT_TRUE(settle().ok());
  EXPECT_EQ(today.public_key(), next);
  EXPECT_EQ(data_folder::open_keys(folder.path(), random, {})->seal.public_key(), next);
  EXPECT_FALSE(fs::exists(folder.path() / "keys/next.key"));
  ASSERT_TRUE(settle().ok());
}

TEST(OnlineKeyFile, AKeyThatCannotBeReadStopsTheStartOnlyWhereTheRootNamesIt) {
  TempFolder folder;
  SeededRandom random(3);
  KeyPair today = data_folder::open_keys(folder.path(), random, {})->seal;
  const auto db = open_sqlite(folder.file(data_folder::kDatabase)).value();
  ASSERT_TRUE(Office::prepare(*db).ok());
  const auto put_root = [&](const PublicKey& online, std::int64_t version) {
    ASSERT_TRUE(db->query("INSERT INTO trust_file (role, version, body) VALUES ('root', $1, $2)",
                          {version, root_with(online, version)})
                    .ok());
  };
  const PublicKey next = data_folder::make_next_online_key(folder.path(), random)->public_key();
  ASSERT_TRUE(files::write_atomic(folder.path() / "keys/next.key", "gãy", true).ok());
  EXPECT_TRUE(settle_online_key(*db, folder.path(), today).ok()) << "nobody has begun";
  put_root(today.public_key(), 1);
  EXPECT_TRUE(settle_online_key(*db, folder.path(), today).ok()) << "it only waits";
  put_root(next, 2);
  EXPECT_EQ(settle_online_key(*db, folder.path(), today).error().code, Code::Corrupt);
}

TEST(OnlineKeyFile, OnlyWhoseTheServersKeyIsMakesItsNextOne) {
  if (::geteuid() != 0) GTEST_SKIP() << "it takes root to give a file away";
  TempFolder folder;
  SeededRandom random(3);
  ASSERT_TRUE(data_folder::open_keys(folder.path(), random, {}).ok());
  const uid_t other = 1;
  ASSERT_EQ(::chown((folder.path() / "keys/seal.key").c_str(), other, gid_t(-1)), 0);
  EXPECT_EQ(data_folder::make_next_online_key(folder.path(), random).error().code, Code::Denied);
  EXPECT_FALSE(fs::exists(folder.path() / "keys/next.key"));
}

}  // namespace
}  // namespace bangtin
