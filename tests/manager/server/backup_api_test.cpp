// A copy of everything over the API: who may have it, what is in it, and what becomes of it.
#include <gtest/gtest.h>

#include <fstream>

#include "manager/server/data_folder.h"
#include "shared/base/texts.h"
#include "shared/protocol/content_json.h"
#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBackupPassword = "mot mat khau rat dai";

class BackupApi : public ::testing::Test {
 protected:
  BackupApi() {
    TempFolder made;
    CHECK(data_folder::open_keys(made.path(), house.random, house.now).ok());
    fs::create_directories(house.folder.path() / "keys");
    for (const char* name : {"seal.key", "tls.pem", "tls.key"}) {
      fs::copy_file(made.path() / "keys" / name, house.folder.path() / "keys" / name);
    }
  }
  ApiAnswer begin(const std::string& who = "administrator",
                  const std::string& password = kBackupPassword) {
    return house.call(who, "POST", "/v1/backups", object({{"password", password}}));
  }
  std::string ready() {
    const ApiAnswer begun = begin();
    EXPECT_EQ(begun.status, 200) << begun.key;
    EXPECT_EQ(begun.text("state"), "making");
    house.backups->step(house.now);
    const std::string id = begun.text("id");
    const ApiAnswer made = look(id);
    EXPECT_EQ(made.text("state"), "ready") << made.text("problem");
    EXPECT_EQ(made.number("permille"), 1'000);
    return id;
  }
  ApiAnswer look(const std::string& id) {
    return house.call("administrator", "GET", "/v1/backups/" + id);
  }
  ApiAnswer fetch(const std::string& id, std::size_t number, const std::string& range = "") {
    Request request =
        House::request("GET", "/v1/backups/" + id + "/files/" + std::to_string(number));
    if (!range.empty()) request.headers.emplace_back("range", range);
    return house.send_as("administrator", std::move(request));
  }
  std::vector<BackupFile> files(const std::string& id) {
    BackupFiles page;
    const ApiAnswer answer = house.call("administrator", "GET", "/v1/backups/" + id + "/files");
    EXPECT_TRUE(from_json(answer.json, page).ok()) << answer.response.body;
    return page.files;
  }
  /// Fetches all of it into a new folder.
  void save(const std::string& id, const fs::path& to) {
    fs::create_directories(to / "blobs");
    fs::create_directories(to / "keys");
    const std::vector<BackupFile> all = files(id);
    for (std::size_t number = 0; number < all.size(); ++number) {
      const ApiAnswer answer = fetch(id, number);
      ASSERT_EQ(answer.status, 200);
      ASSERT_TRUE(answer.response.file);
      EXPECT_EQ(answer.response.file->size_bytes, all[number].size_bytes);
      fs::copy_file(answer.response.file->path, to / all[number].name);
    }
  }
  bool keeps_copies() const {
    std::error_code error;
    const fs::path copies = house.folder.path() / "backup";
    return fs::exists(copies, error) && !fs::is_empty(copies, error);
  }
  static std::string all_of(Office& office) {
    Json::Array all;
    const auto items = office.items();
    const auto playlists = office.playlists();
    const auto people = office.people();
    EXPECT_TRUE(items.ok() && playlists.ok() && people.ok());
    for (const ItemRecord& item : *items) all.push_back(to_json(item));
    for (const PlaylistRecord& playlist : *playlists) all.push_back(to_json(playlist));
    for (const Person& person : *people) all.push_back(to_json(person));
    return Json(std::move(all)).dump();
  }

  House house;
};

TEST_F(BackupApi, BringsBackTheSameItemsPlaylistsAndPeople) {
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  house.published(house.approved_notice(), board);
  ASSERT_EQ(house.raw("editor", "POST", "/v1/media", "bytes").status, 200);
  const std::string before = all_of(*house.office);

  const std::string id = ready();
  house.approved_notice();  // While somebody fetches, the office writes on.
  TempFolder stick;
  save(id, stick.path() / "backup");
  const fs::path back = stick.path() / "back";
  const Status restored = data_folder::restore(stick.path() / "backup", back, house.random);
  ASSERT_TRUE(restored.ok()) << restored.error().message;

  auto db = open_sqlite((back / "db.sqlite").string());
  ASSERT_TRUE(db.ok());
  auto disk = open_posix_disk(back);
  BlobStore blobs(**disk, "blobs");
  const auto keys = data_folder::open_keys(back, house.random, house.now);
  ASSERT_TRUE(keys.ok());
  Office office({**db, blobs, keys->seal, house.random, PasswordCost{}});
  EXPECT_EQ(all_of(office), before);
  EXPECT_NE(all_of(*house.office), before);
}

TEST_F(BackupApi, AsksForThePasswordAgainAndWritesItDown) {
  const ApiAnswer wrong = begin("administrator", "khong phai mat khau");
  EXPECT_EQ(wrong.status, 403);
  EXPECT_EQ(wrong.key, "person.own_password_wrong");
  EXPECT_EQ(begin("editor").key, "server.role_missing");
  const std::string id = ready();
  EXPECT_EQ(house
                .call("administrator", "POST", "/v1/backups/" + id + "/finish",
                      object({{"place", "/media/quan/KINGSTON/bang-tin"}}))
                .status,
            200);
  std::vector<std::string> kinds;
  const std::int64_t last = house.office->last_event().value();
  const auto events = house.office->events_after(last - 2, 10);
  for (const EventRow& event : *events) kinds.push_back(event.kind + " " + event.who);
  EXPECT_EQ(kinds,
            (std::vector<std::string>{"backup.begun administrator", "backup.saved administrator"}));
}

TEST_F(BackupApi, TellsWhenTheLastOneArrivedAndWhere) {
  EXPECT_EQ(house.call("administrator", "GET", "/v1/backups").response.body, "{}");
  const std::string id = ready();
  EXPECT_EQ(house.call("administrator", "GET", "/v1/backups").response.body, "{}")
      << "it has not arrived yet";
  house.call("administrator", "POST", "/v1/backups/" + id + "/finish",
             object({{"place", "/media/usb"}}));
  BackupSight sight;
  ASSERT_TRUE(from_json(house.call("administrator", "GET", "/v1/backups").json, sight).ok());
  EXPECT_EQ(sight.last, (LastBackup{house.now, "administrator", "/media/usb"}));
  house.backups->step(house.now);
  EXPECT_FALSE(keeps_copies());
  EXPECT_EQ(look(id).key, "backup.gone");
}

TEST_F(BackupApi, SendsAnyPieceOfAFile) {
  const std::string id = ready();
  const ApiAnswer piece = fetch(id, files(id).size() - 1, "bytes=3-6");
  EXPECT_EQ(piece.status, 206);
  ASSERT_TRUE(piece.response.file);
  EXPECT_EQ(piece.response.file->offset_bytes, 3);
  EXPECT_EQ(piece.response.file->size_bytes, 4);
  EXPECT_EQ(fetch(id, 10'000).status, 404);
  EXPECT_EQ(house.call("administrator", "GET", "/v1/backups/" + id + "/files/-1").status, 404);
}

TEST_F(BackupApi, IsNobodyElsesThoughHeMayMakeOneToo) {
  ASSERT_EQ(house
                .call("administrator", "POST", "/v1/people",
                      object({{"login", "second"},
                              {"display_name", "Quản trị hai"},
                              {"roles", Json(Json::Array{"administrator"})},
                              {"password", kBackupPassword}}))
                .status,
            200);
  const std::string id = ready();
  EXPECT_EQ(house.backups->record(BackupId{id}, "second", house.now).error().key, "backup.gone");
  EXPECT_EQ(house.backups->file(BackupId{id}, "second", 0, house.now).error().key, "backup.gone");
  EXPECT_EQ(house.backups->drop(BackupId{id}, "second").error().key, "backup.gone");
  EXPECT_EQ(house.backups->begin("second", house.now).error().key, "backup.busy");
  ASSERT_EQ(house.call("administrator", "DELETE", "/v1/backups/" + id).status, 200);
  EXPECT_TRUE(house.backups->begin("second", house.now).ok());
}

TEST_F(BackupApi, OneThatIsGivenUpLeavesNothing) {
  const std::string early = begin().text("id");
  EXPECT_EQ(house.call("administrator", "GET", "/v1/backups/" + early + "/files").key,
            "backup.not_ready");
  EXPECT_EQ(house.call("administrator", "DELETE", "/v1/backups/" + early).status, 200);
  house.backups->step(house.now);
  EXPECT_FALSE(keeps_copies());
  const std::string late = ready();
  EXPECT_TRUE(keeps_copies());
  EXPECT_EQ(house.call("administrator", "DELETE", "/v1/backups/" + late).status, 200);
  house.backups->step(house.now);
  EXPECT_FALSE(keeps_copies());
}

TEST_F(BackupApi, OneThatNobodyFetchesGoesAway) {
  const std::string id = ready();
  house.now += limits::kBackupIdle - std::chrono::minutes(1);
  EXPECT_EQ(look(id).status, 200) << "looking is using";
  house.now += limits::kBackupIdle;
  house.backups->step(house.now);
  EXPECT_FALSE(keeps_copies());
  const auto gone = house.backups->record(BackupId{id}, "administrator", house.now);
  EXPECT_EQ(gone.error().key, "backup.gone");
}

TEST_F(BackupApi, WhatAnEarlierRunLeftIsRemoved) {
  fs::create_directories(house.folder.path() / "backup/old/blobs");
  house.backups->step(house.now);
  EXPECT_FALSE(keeps_copies());
}

TEST_F(BackupApi, WithoutRoomNothingIsBegunAndTheServerKeepsItsOwn) {
  BackupDesk full(house.folder.path(), house.random, std::int64_t(1) << 60);
  const BackupRecord begun = full.begin("administrator", house.now).value();
  full.step(house.now);
  const BackupRecord failed = full.record(begun.id, "administrator", house.now).value();
  EXPECT_EQ(failed.state, BackupState::Failed);
  EXPECT_EQ(failed.problem, "backup.server_full");
  EXPECT_TRUE(has_text(failed.problem));
  EXPECT_FALSE(keeps_copies());
}

TEST_F(BackupApi, DamagedDataIsSaidAndNotHandedOut) {
  const std::string blob = house.raw("editor", "POST", "/v1/media", "bytes").text("blob");
  const fs::path path = house.folder.path() / "blobs" / blob;
  fs::permissions(path, fs::perms::owner_write, fs::perm_options::add);
  std::ofstream(path, std::ios::trunc) << "rot";
  const std::string id = begin().text("id");
  house.backups->step(house.now);
  EXPECT_EQ(look(id).text("state"), "failed");
  EXPECT_EQ(look(id).text("problem"), "backup.server_damaged");
  EXPECT_EQ(fetch(id, 0).status, 404);
}

}  // namespace
}  // namespace bangtin
