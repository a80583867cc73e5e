#include "manager/server/data_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "shared/storage/blob_store.h"
#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

namespace fs = std::filesystem;

/// A server's folder with one picture in it.
struct Used {
  Used() {
    CHECK(data_folder::open_keys(house.folder.path(), house.random, house.now).ok() == false);
    fs::create_directories(house.folder.path() / "keys");
    TempFolder made;
    keys = data_folder::open_keys(made.path(), house.random, house.now)->tls_pin;
    for (const char* name : {"seal.key", "tls.pem", "tls.key"}) {
      fs::copy_file(made.path() / "keys" / name, house.folder.path() / "keys" / name);
    }
    const ApiAnswer media = house.raw("editor", "POST", "/v1/media", "bytes");
    CHECK(media.status == 200);
    blob = media.text("blob");
  }
  const fs::path& path() const { return house.folder.path(); }
  House house;
  Digest keys;
  std::string blob;
};

int mode_of(const fs::path& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 0777 : -1;
}

TEST(DataFolder, MakesItsKeysOnceAndForItselfAlone) {
  TempFolder folder;
  SeededRandom random(1);
  const Instant now{Millis(0)};
  const auto first = data_folder::open_keys(folder.path() / "new", random, now);
  ASSERT_TRUE(first.ok());
  const auto second = data_folder::open_keys(folder.path() / "new", random, now);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(first->seal.public_key(), second->seal.public_key());
  EXPECT_EQ(first->tls_pin, second->tls_pin);
  EXPECT_EQ(mode_of(folder.path() / "new"), 0700);
  for (const char* name : {"seal.key", "tls.pem", "tls.key"}) {
    EXPECT_EQ(mode_of(folder.path() / "new/keys" / name), 0600) << name;
  }
}

TEST(DataFolder, ANewOnlineKeyWaitsBesideTheOldOneAndThenTakesItsPlace) {
  TempFolder folder;
  SeededRandom random(1);
  const auto open = [&] { return data_folder::open_keys(folder.path(), random, {}).value(); };
  const PublicKey old = open().seal.public_key();
  EXPECT_FALSE(data_folder::next_online_key(folder.path()).value());
  ASSERT_TRUE(data_folder::take_next_online_key(folder.path()).ok());
  EXPECT_EQ(open().seal.public_key(), old) << "none waits";
  const auto made = data_folder::make_next_online_key(folder.path(), random);
  ASSERT_TRUE(made.ok()) << made.error().message;
  EXPECT_NE(made->public_key(), old);
  EXPECT_EQ(mode_of(folder.path() / "keys/next.key"), 0600);
  EXPECT_EQ(open().seal.public_key(), old);
  EXPECT_EQ(data_folder::make_next_online_key(folder.path(), random)->public_key(),
            made->public_key())
      << "the one that waits";
  ASSERT_TRUE(data_folder::take_next_online_key(folder.path()).ok());
  EXPECT_EQ(open().seal.public_key(), made->public_key());
  EXPECT_FALSE(fs::exists(folder.path() / "keys/next.key"));
  ASSERT_TRUE(files::write_atomic(folder.path() / "keys/next.key", "gãy", true).ok());
  EXPECT_EQ(data_folder::next_online_key(folder.path()).error().code, Code::Corrupt);
}

TEST(DataFolder, NeverMakesNewKeysForAnOldDatabase) {
  Used used;
  fs::remove(used.path() / "keys/seal.key");
  const auto keys = data_folder::open_keys(used.path(), used.house.random, used.house.now);
  ASSERT_FALSE(keys.ok());
  EXPECT_EQ(keys.error().code, Code::Corrupt);
}

TEST(DataFolder, IsOneServersAtATime) {
  TempFolder folder;
  const auto first = data_folder::lock(folder.path());
  ASSERT_TRUE(first.ok());
  const auto second = data_folder::lock(folder.path());
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, Code::Conflict);
}

TEST(Backup, HoldsEverythingAndComesBackWhole) {
  Used used;
  TempFolder place;
  const fs::path out = place.path() / "backup";
  const fs::path back = place.path() / "back";
  const Status made = data_folder::backup(used.path(), out, used.house.now);
  ASSERT_TRUE(made.ok()) << made.error().message;
  const Status restored = data_folder::restore(out, back, used.house.random);
  ASSERT_TRUE(restored.ok()) << restored.error().message;
  const auto keys = data_folder::open_keys(back, used.house.random, used.house.now);
  ASSERT_TRUE(keys.ok());
  EXPECT_EQ(keys->tls_pin, used.keys);
  const auto before = data_folder::open_keys(used.path(), used.house.random, used.house.now);
  EXPECT_NE(keys->seal.public_key(), before->seal.public_key()) << "what it signs begins anew";
  EXPECT_TRUE(fs::exists(back / "blobs" / used.blob));
  const auto db = open_sqlite((back / "db.sqlite").string());
  ASSERT_TRUE(db.ok());
  const auto people = (*db)->query("SELECT COUNT(*) FROM person");
  EXPECT_EQ(int_of((*people)[0][0]), 4);
}

TEST(Backup, AndWhoRemovesBlobsWaitForEachOther) {
  Used used;
  auto removing = data_folder::lock_blobs(used.path(), false);
  ASSERT_TRUE(removing.ok());
  EXPECT_EQ(data_folder::lock_blobs(used.path(), false).error().code, Code::Unavailable);
  TempFolder place;
  std::atomic<bool> done = false;
  std::thread backup([&] {
    EXPECT_TRUE(data_folder::backup(used.path(), place.path() / "out", used.house.now).ok());
    done = true;
  });
  EXPECT_FALSE(done);
  // What is removed now is removed before the database is copied.
  fs::remove(used.path() / "blobs" / used.blob);
  {
    const auto db = open_sqlite((used.path() / "db.sqlite").string());
    ASSERT_TRUE((*db)->query("DELETE FROM media").ok());
  }
  removing->reset();
  backup.join();
  EXPECT_TRUE(done);
}

TEST(Backup, RefusesToWriteOverAnything) {
  Used used;
  TempFolder place;
  std::ofstream(place.path() / "something") << "x";
  const Status made = data_folder::backup(used.path(), place.path(), used.house.now);
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().code, Code::Conflict);
}

TEST(Backup, IsRefusedWhenABlobIsMissingOrChanged) {
  Used used;
  TempFolder place;
  fs::permissions(used.path() / "blobs" / used.blob, fs::perms::owner_write, fs::perm_options::add);
  std::ofstream(used.path() / "blobs" / used.blob, std::ios::trunc) << "rot";
  EXPECT_EQ(data_folder::backup(used.path(), place.path() / "a", used.house.now).error().code,
            Code::Corrupt);
  fs::remove(used.path() / "blobs" / used.blob);
  EXPECT_EQ(data_folder::backup(used.path(), place.path() / "b", used.house.now).error().code,
            Code::Corrupt);
  EXPECT_FALSE(fs::exists(place.path() / "b/backup.json"));
}

TEST(Restore, TakesOnlyACompleteBackupIntoAnEmptyFolder) {
  Used used;
  TempFolder place;
  const fs::path out = place.path() / "backup";
  ASSERT_TRUE(data_folder::backup(used.path(), out, used.house.now).ok());
  EXPECT_EQ(data_folder::restore(out, used.path(), used.house.random).error().code, Code::Conflict);
  fs::remove(out / "backup.json");
  EXPECT_EQ(data_folder::restore(out, place.path() / "back", used.house.random).error().code,
            Code::NotFound);
}

TEST(Backup, HoldsNoKeyThatSigns) {
  Used used;
  TempFolder place;
  const fs::path out = place.path() / "backup";
  ASSERT_TRUE(data_folder::make_next_online_key(used.path(), used.house.random).ok());
  ASSERT_TRUE(data_folder::backup(used.path(), out, used.house.now).ok());
  EXPECT_FALSE(fs::exists(out / "keys/seal.key"));
  EXPECT_FALSE(fs::exists(out / "keys/next.key"));
  EXPECT_EQ(data_folder::open_keys(out, used.house.random, used.house.now).error().code,
            Code::Corrupt)
      << "a copy is no server's folder";
  const auto files = data_folder::files_of(out);
  ASSERT_TRUE(files.ok()) << files.error().message;
  EXPECT_EQ(files->back().name, "backup.json");
  for (const BackupFile& file : *files) {
    EXPECT_TRUE(is_backup_file(file.name)) << file.name;
    EXPECT_EQ(std::uintmax_t(file.size_bytes), fs::file_size(out / file.name)) << file.name;
  }
}

TEST(Backup, EndsWhenNobodyWantsItAnyMore) {
  Used used;
  TempFolder place;
  const Status made = data_folder::backup(used.path(), place.path() / "out", used.house.now,
                                          [](std::int64_t done, std::int64_t total) {
                                            EXPECT_EQ(done, total) << "one blob, one piece";
                                            return false;
                                          });
  EXPECT_EQ(made.error().key, "backup.cancelled");
  EXPECT_FALSE(fs::exists(place.path() / "out/backup.json"));
}

TEST(Backup, TheLastOneIsNoted) {
  TempFolder folder;
  EXPECT_EQ(*data_folder::last_backup(folder.path()), std::nullopt);
  const LastBackup last{Instant{Millis(1'000)}, "quantri", "/media/usb"};
  ASSERT_TRUE(data_folder::note_backup(folder.path(), last).ok());
  EXPECT_EQ(*data_folder::last_backup(folder.path()), last);
}

TEST(Restore, WhatIsDamagedLeavesAnEmptyFolder) {
  Used used;
  TempFolder place;
  const fs::path out = place.path() / "backup";
  ASSERT_TRUE(data_folder::backup(used.path(), out, used.house.now).ok());
  {
    std::fstream file(out / "db.sqlite", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(-1, std::ios::end);
    file.put('x');
  }
  const fs::path back = place.path() / "back";
  EXPECT_EQ(data_folder::restore(out, back, used.house.random).error().code, Code::Corrupt);
  EXPECT_TRUE(fs::is_empty(back));
  fs::remove(out / "blobs" / used.blob);
  EXPECT_FALSE(data_folder::restore(out, back, used.house.random).ok());
  EXPECT_TRUE(fs::is_empty(back));
}

TEST(Restore, OneThatWasCutIsNoServersFolderAndIsBegunAnew) {
  Used used;
  TempFolder place;
  const fs::path out = place.path() / "backup";
  const fs::path back = place.path() / "back";
  ASSERT_TRUE(data_folder::backup(used.path(), out, used.house.now).ok());
  fs::create_directories(back / "blobs");
  std::ofstream(back / "blobs/half") << "half";
  std::ofstream(back / "restoring") << "";
  EXPECT_EQ(data_folder::open_keys(back, used.house.random, used.house.now).error().code,
            Code::Corrupt);
  ASSERT_TRUE(data_folder::restore(out, back, used.house.random).ok());
  EXPECT_FALSE(fs::exists(back / "blobs/half"));
  EXPECT_TRUE(data_folder::open_keys(back, used.house.random, used.house.now).ok());
}

TEST(Restore, NobodyIsSignedInAndTheBackupIsTheLastOne) {
  Used used;
  TempFolder place;
  const fs::path out = place.path() / "backup";
  const fs::path back = place.path() / "back";
  ASSERT_TRUE(data_folder::backup(used.path(), out, used.house.now).ok());
  ASSERT_TRUE(data_folder::restore(out, back, used.house.random).ok());
  const auto db = open_sqlite((back / "db.sqlite").string());
  EXPECT_EQ(int_of((*(*db)->query("SELECT COUNT(*) FROM session"))[0][0]), 0);
  EXPECT_EQ(*data_folder::last_backup(back), (LastBackup{used.house.now, "", out.string()}));
}

TEST(Backup, NeedsAServersFolder) {
  TempFolder place;
  EXPECT_EQ(data_folder::backup(place.path(), place.path() / "out", Instant{}).error().code,
            Code::NotFound);
}

}  // namespace
}  // namespace bangtin
