#include "manager/client/backup_saver.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "manager/client/backup_places.h"
#include "shared/base/files.h"
#include "shared/base/texts.h"
#include "shared/crypto/sha256.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

class BackupClock final : public Clock {
 public:
  Instant wall() override { return {}; }
  Monotonic monotonic() override { return at; }
  Monotonic at{};
};

/// A server that keeps one copy ready.
class CopyServer final : public Channel {
 public:
  CopyServer() {
    const std::string blob(std::size_t(5) << 20, 'v');
    add("blobs/" + to_hex(sha256(blob)), blob);
    add("db.sqlite", "the database");
    add("keys/tls.pem", "");
    add("backup.json", R"({"format":1,"made_at":"2026-11-29T09:10:00.000Z","commune":"Tân Hưng"})");
  }

  void add(const std::string& name, const std::string& bytes) {
    files.files.push_back({name, std::int64_t(bytes.size()), sha256(bytes)});
    bodies.push_back(bytes);
  }

  Result<HttpResponse> send(const HttpRequest& request) override {
    asked.push_back(request.method + " " + request.target);
    if (away-- > 0) return Error{Code::Unavailable, "the cable is cut", ""};
    if (before_answer) before_answer();
    const std::string body = answer(request);
    return body.empty() ? HttpResponse{404, {}, error_body({Code::NotFound, "", "backup.gone"})}
                        : HttpResponse{status_, {}, body};
  }

  std::string answer(const HttpRequest& request) {
    status_ = 200;
    BackupRecord record;
    record.id = BackupId{"b1"};
    record.who = "quantri";
    record.made_at = *from_iso8601("2026-11-29T09:10:00Z");
    const bool made = looks >= 2;
    record.state = !made             ? BackupState::Making
                   : problem.empty() ? BackupState::Ready
                                     : BackupState::Failed;
    record.problem = made ? problem : "";
    record.files = std::int64_t(files.files.size());
    for (const BackupFile& file : files.files) record.size_bytes += file.size_bytes;
    if (request.method == "DELETE") return "{}";
    if (request.target == "/v1/backups") return to_json(record).dump();
    if (request.target == "/v1/backups/b1") {
      ++looks;
      return to_json(record).dump();
    }
    if (request.target == "/v1/backups/b1/files?from=0") return to_json(files).dump();
    if (request.target == "/v1/backups/b1/finish") {
      finished = request.body;
      return to_json(LastBackup{record.made_at, "quantri", "x"}).dump();
    }
    const auto number = std::stoul(request.target.substr(request.target.rfind('/') + 1));
    std::size_t begin = 0, end = 0;
    for (const auto& [name, value] : request.headers) {
      if (name == "Range") std::sscanf(value.c_str(), "bytes=%zu-%zu", &begin, &end);
    }
    status_ = 206;
    return bodies.at(number).substr(begin, end - begin + 1);
  }

  BackupFiles files;
  std::vector<std::string> bodies;
  std::vector<std::string> asked;
  std::string problem;
  std::string finished;
  std::function<void()> before_answer;
  int away = 0;
  int looks = 0;

 private:
  int status_ = 200;
};

class SavingBackup : public ::testing::Test {
 protected:
  Result<SavedBackup> save(const fs::path& place) {
    return save_backup(client, place, "mat-khau", 420,
                       {[this](const BackupProgress& progress) { shown.push_back(progress); },
                        [this](Millis time) {
                          clock.at += std::max<Millis>(time, 2s);
                          return rests_left-- > 0;
                        },
                        random, clock});
  }
  Result<SavedBackup> save() { return save(stick.path()); }
  std::vector<std::string> on_stick() const { return files::list(stick.path()); }
  std::string read(const fs::path& path) const {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void expect_nothing(const Result<SavedBackup>& saved, std::string_view key) {
    ASSERT_FALSE(saved.ok());
    EXPECT_EQ(saved.error().key, key);
    EXPECT_TRUE(has_text(saved.error().key)) << key;
    EXPECT_EQ(on_stick(), std::vector<std::string>());
    EXPECT_TRUE(server.finished.empty());
  }

  TempFolder stick;
  CopyServer server;
  Client client{server, nullptr};
  BackupClock clock;
  SeededRandom random{3};
  std::vector<BackupProgress> shown;
  int rests_left = 1'000;
};

TEST_F(SavingBackup, WritesEveryFileIntoAFolderOfItsOwn) {
  const auto saved = save();
  ASSERT_TRUE(saved.ok()) << saved.error().message;
  EXPECT_EQ(on_stick(), std::vector<std::string>{"bang-tin-2026-11-29-1610"});
  EXPECT_EQ(saved->folder, (stick.path() / "bang-tin-2026-11-29-1610").string());
  for (std::size_t i = 0; i < server.bodies.size(); ++i) {
    EXPECT_EQ(read(fs::path(saved->folder) / server.files.files[i].name), server.bodies[i]);
  }
  EXPECT_NE(server.finished.find("bang-tin-2026-11-29-1610"), std::string::npos);
  using Stage = BackupProgress::Stage;
  EXPECT_EQ(shown.front().stage, Stage::Making);
  EXPECT_EQ(shown.back().stage, Stage::Finishing);
  const bool told = std::ranges::any_of(
      shown, [](const BackupProgress& p) { return p.stage == Stage::Saving && p.left; });
  EXPECT_TRUE(told) << "how much time is left";
}

TEST_F(SavingBackup, AnEarlierOneOfTheSameMinuteStays) {
  ASSERT_TRUE(save().ok());
  server.looks = 0;
  const auto second = save();
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(on_stick(),
            (std::vector<std::string>{"bang-tin-2026-11-29-1610", "bang-tin-2026-11-29-1610-2"}));
}

TEST_F(SavingBackup, GoesOnWhereTheLineWasCut) {
  server.before_answer = [this] {
    if (server.asked.back() == "GET /v1/backups/b1/files/0" && server.asked.size() < 8) {
      server.away = 2;
    }
  };
  const auto saved = save();
  ASSERT_TRUE(saved.ok()) << saved.error().message;
  EXPECT_EQ(read(fs::path(saved->folder) / server.files.files[0].name), server.bodies[0]);
  EXPECT_EQ(std::ranges::count(server.asked, "GET /v1/backups/b1/files/0"), 4)
      << "two pieces, two tries in vain";
}

TEST_F(SavingBackup, GivesUpInTheEndAndLeavesNothing) {
  server.before_answer = [this] {
    if (server.asked.back() == "GET /v1/backups/b1/files/1") server.away = 1'000'000;
  };
  const auto saved = save();
  ASSERT_FALSE(saved.ok());
  EXPECT_EQ(saved.error().code, Code::Unavailable);
  EXPECT_EQ(on_stick(), std::vector<std::string>());
}

TEST_F(SavingBackup, APersonsNoTakesEverythingBack) {
  rests_left = 4;  // the looks while it is made, one piece
  expect_nothing(save(), "backup.cancelled");
  EXPECT_EQ(server.asked.back(), "DELETE /v1/backups/b1");
}

TEST_F(SavingBackup, BytesThatAreNotTheServersAreNoBackup) {
  server.bodies[1] = "the Database";
  expect_nothing(save(), "backup.changed");
}

TEST_F(SavingBackup, AServerCannotNameFilesElsewhere) {
  server.files.files[1].name = "../../.bashrc";
  expect_nothing(save(), "backup.changed");
  server.files.files[1].name = "db.sqlite";
  server.files.files.pop_back();
  server.looks = 0;
  expect_nothing(save(), "backup.changed");
}

TEST_F(SavingBackup, WhatTheServerCouldNotMakeIsSaidInItsWords) {
  server.problem = "backup.server_damaged";
  expect_nothing(save(), "backup.server_damaged");
}

TEST_F(SavingBackup, APlaceThatIsNotThereIsAskedForNothing) {
  expect_nothing(save("/khong/co"), "backup.no_place");
  EXPECT_TRUE(server.asked.empty());
}

TEST_F(SavingBackup, AFullStickKeepsNoHalf) {
  struct rlimit before {};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  ::signal(SIGXFSZ, SIG_IGN);
  const struct rlimit little { 1 << 20, before.rlim_max };
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &little), 0);
  const auto saved = save();
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  expect_nothing(saved, "backup.no_room");
}

TEST(BackupPlaces, AreWhatIsPluggedIn) {
  EXPECT_EQ(
      plugged_in("/dev/vda / ext4 rw 0 0\n"
                 "/dev/sdb1 /media/quan/USB\\040C\\341\\273\\247A\\040XA vfat rw 0 0\n"
                 "/dev/sdc1 /run/media/quan/KINGSTON exfat rw 0 0\n"
                 "tmpfs /run tmpfs rw 0 0\nbroken\n"
                 "/dev/sdd1 /mnt/nas ext4 rw 0 0"),
      (std::vector<std::string>{"/media/quan/USB CủA XA", "/run/media/quan/KINGSTON", "/mnt/nas"}));
  EXPECT_TRUE(plugged_in("").empty());
}

TEST(BackupPlaces, ShowWhatLiesThereTheNewestFirst) {
  TempFolder stick;
  const auto put = [&](const std::string& folder, const std::string& mark) {
    fs::create_directories(stick.path() / folder);
    std::ofstream(stick.path() / folder / "backup.json") << mark;
  };
  put("old", R"({"made_at":"2026-10-01T00:00:00.000Z","commune":"Tân Hưng"})");
  put("new", R"({"made_at":"2026-11-01T00:00:00.000Z"})");
  put("odd", "no backup");
  fs::create_directories(stick.path() / "pictures");
  const auto found = backups_in({{stick.path().string(), "KINGSTON", true, 0}});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].folder, (stick.path() / "new").string());
  EXPECT_EQ(found[1].commune, "Tân Hưng");
  EXPECT_EQ(found[1].place, "KINGSTON");
  const auto itself = backups_in({{(stick.path() / "old").string(), "old", false, 0}});
  ASSERT_EQ(itself.size(), 1u);
  EXPECT_EQ(itself[0].folder, (stick.path() / "old").string());
}

TEST(BackupPlaces, OfferTheDocumentsLast) {
  TempFolder documents;
  const auto places = backup_places(documents.path(), true);
  ASSERT_FALSE(places.empty());
  EXPECT_EQ(places.back().folder, documents.path().string());
  EXPECT_FALSE(places.back().removable);
  EXPECT_GT(places.back().free_bytes, 0);
}

}  // namespace
}  // namespace bangtin
