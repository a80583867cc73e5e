#include "manager/store/upkeep.h"

#include <algorithm>

#include "manager/store/media_rows.h"
#include "manager/store/rows.h"
#include "tests/fakes/sim_disk.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class UpkeepTest : public OfficeFixture {
 protected:
  UpkeepTest() { set_commune(); }

  /// A whole round now. Returns how many pieces it had.
  int round() {
    int pieces = 1;
    for (; pieces < 10'000; ++pieces) {
      const auto more = upkeep_.step(now_);
      EXPECT_TRUE(more.ok()) << more.error().message;
      if (!more.ok() || !*more) break;
    }
    return pieces;
  }
  void days(int count) {
    for (int day = 0; day < count; ++day) {
      now_ += 24h;
      round();
    }
  }
  bool is_there(const Media& media) { return blobs_.has(media.blob); }
  std::int64_t rows_of(const Media& media) {
    return int_of(db_->query("SELECT COUNT(*) FROM media WHERE blob = $1", {to_column(media.blob)})
                      .value()[0][0]);
  }
  ItemRecord with_picture(const Media& media) {
    ItemContent content = notice();
    content.media = {media};
    return add(content);
  }

  Upkeep upkeep_{*db_, *disk_, blobs_, Retention{}};
};

TEST_F(UpkeepTest, LetsAPictureGoThatNobodyUsedForAWeek) {
  const Media media = stored_media("never used");
  days(7);
  EXPECT_TRUE(is_there(media));
  EXPECT_EQ(rows_of(media), 1);
  days(2);
  EXPECT_FALSE(is_there(media));
  EXPECT_EQ(rows_of(media), 0);
  EXPECT_EQ(count("unused_blob"), 0);
}

TEST_F(UpkeepTest, KeepsWhatADraftAVersionOrAnythingOfThePastNames) {
  const Media draft = stored_media("in a draft");
  const Media withdrawn = stored_media("of an item that was withdrawn");
  const Media replaced = stored_media("of an older version");
  with_picture(draft);
  ItemContent content = notice();
  content.media = {withdrawn};
  const ItemRecord gone = approved(content);
  ASSERT_TRUE(office_->withdraw_item(lan_, gone.id, "sai", now_).ok());
  content.media = {replaced};
  const ItemRecord item = approved(content);
  ASSERT_TRUE(office_->save_item(lan_, item.id, notice("Không hình"), item.revision, now_).ok());
  const BoardRecord board = pair("Chợ");
  publish(playlist({item}, {board}));
  days(30);
  for (const Media& media : {draft, withdrawn, replaced}) {
    EXPECT_TRUE(is_there(media));
    EXPECT_EQ(rows_of(media), 1);
  }
  EXPECT_TRUE(office_->may_fetch(board.id, replaced.blob).value());
}

TEST_F(UpkeepTest, LetsAPictureGoThatADraftNoLongerNames) {
  const Media media = stored_media("first choice");
  const ItemRecord item = with_picture(media);
  days(20);
  ASSERT_TRUE(is_there(media));
  ASSERT_TRUE(office_->save_item(lan_, item.id, notice(), item.revision, now_).ok());
  days(7);
  EXPECT_TRUE(is_there(media)) << "the grace begins when it is seen first";
  days(2);
  EXPECT_FALSE(is_there(media));
}

TEST_F(UpkeepTest, TheGraceBeginsAnewWhenItIsSentOrUsedAgain) {
  const Media media = stored_media("sent twice");
  days(7);
  stored_media("sent twice");
  days(7);
  EXPECT_TRUE(is_there(media));
  const ItemRecord item = with_picture(media);
  days(1);
  EXPECT_EQ(count("unused_blob"), 0);
  ASSERT_TRUE(office_->save_item(lan_, item.id, notice(), item.revision, now_).ok());
  days(7);
  EXPECT_TRUE(is_there(media));
  EXPECT_EQ(rows_of(media), 1);
}

TEST_F(UpkeepTest, AClipKeepsItsPicturesAndTheyGoAfterIt) {
  const auto stored = [&](const std::string& bytes) {
    const BlobPlan plan = plan_of(bytes);
    CHECK(blobs_.put(bytes).ok());
    return Media{plan.blob, plan.size_bytes, plan.chunks, "image/jpeg", {800, 600}};
  };
  const Media poster = stored("poster");
  const Media thumbnail = stored("thumbnail");
  Media clip = stored("clip");
  clip.media_type = "video/mp4";
  clip.duration = 10s;
  clip.poster = 1;
  ASSERT_TRUE(insert_media(*db_, "lan", poster, {}, now_).ok());
  ASSERT_TRUE(insert_media(*db_, "lan", thumbnail, {}, now_).ok());
  ASSERT_TRUE(
      insert_media(*db_, "lan", clip, ClipPictures{poster.blob, thumbnail.blob}, now_).ok());
  days(9);
  EXPECT_FALSE(is_there(clip));
  EXPECT_TRUE(is_there(poster));
  days(8);
  EXPECT_FALSE(is_there(poster));
  EXPECT_FALSE(is_there(thumbnail));
  EXPECT_EQ(count("media"), 0);
}

TEST_F(UpkeepTest, AFileThatNoRowNamesGoesAfterItsGraceAndForeignFilesStay) {
  ASSERT_TRUE(blobs_.put("left by a server that ended").ok());
  ASSERT_TRUE(disk_->write_atomic("blobs/readme.txt", "not ours", false).ok());
  const Digest blob = sha256("left by a server that ended");
  days(7);
  EXPECT_TRUE(blobs_.has(blob));
  days(2);
  EXPECT_FALSE(blobs_.has(blob));
  EXPECT_TRUE(disk_->size("blobs/readme.txt").ok());
}

TEST_F(UpkeepTest, BytesThatAreStoredAgainAtTheLastMomentStay) {
  const Media media = stored_media("again");
  days(7);
  now_ += 24h;  // due: the next round would take it
  ASSERT_TRUE(office_->expect_blob(media.blob).ok());
  ASSERT_TRUE(blobs_.put("again").ok());
  round();
  EXPECT_TRUE(is_there(media));
  ASSERT_TRUE(office_->add_media(lan_, media, now_).ok());
  days(7);
  EXPECT_TRUE(is_there(media));
}

TEST_F(UpkeepTest, WorksInSmallPieces) {
  for (int i = 0; i < 450; ++i) stored_media("picture " + std::to_string(i));
  const int pieces = round();
  EXPECT_GE(pieces, 7) << "three pieces of media and of files, and the rest";
  EXPECT_EQ(count("unused_blob"), 450);
  now_ += 24h * 8;
  EXPECT_GE(round(), 450 / 20);
  EXPECT_EQ(count("media"), 0);
  EXPECT_TRUE(disk_->list("blobs").empty());
}

/// A server's process over a disk that may lose its power.
struct Process {
  Process(const std::string& path, Disk& disk, BlobStore& blobs, const KeyPair& key, Random& random)
      : db(open_sqlite(path).value()),
        office(OfficeParts{*db, blobs, key, random, kPasswordCostTest}),
        upkeep(*db, disk, blobs, Retention{}) {}
  std::unique_ptr<Db> db;
  Office office;
  Upkeep upkeep;
};

TEST_F(UpkeepTest, NeverTakesWhatIsNamedWhateverHappensAndWhenThePowerGoes) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    SCOPED_TRACE(seed);
    SeededRandom random(seed);
    SimDisk disk(random);
    BlobStore blobs(disk, "blobs");
    std::optional<Process> process;
    const auto start = [&] {
      process.reset();
      process.emplace(folder_.file("bangtin.db"), disk, blobs, seal_key_, random);
    };
    start();
    std::vector<ItemRecord> drafts;
    for (int step = 0; step < 250; ++step) {
      const std::string bytes =
          "seed " + std::to_string(seed) + " picture " + std::to_string(between(random, 0, 15));
      if (chance(random, 10)) disk.cut_power_at(between(random, 1, 6), chance(random, 50));
      try {
        if (chance(random, 50)) {
          now_ += 6h;
          ASSERT_TRUE(process->upkeep.step(now_).ok());
        } else if (chance(random, 60)) {
          const BlobPlan plan = plan_of(bytes);
          const Media media{plan.blob, plan.size_bytes, plan.chunks, "image/jpeg", {800, 600}};
          ASSERT_TRUE(process->office.expect_blob(plan.blob).ok());
          ASSERT_TRUE(blobs.put(bytes).ok());
          ASSERT_TRUE(process->office.add_media(lan_, media, now_).ok());
          ItemContent content = notice();
          content.media = {media};
          if (chance(random, 50)) {
            drafts.push_back(process->office.add_item(lan_, content, now_).value());
          }
        } else if (!drafts.empty()) {
          const ItemRecord& draft = drafts.back();
          ASSERT_TRUE(
              process->office.save_item(lan_, draft.id, notice(), draft.revision, now_).ok());
          drafts.pop_back();
        }
      } catch (const PowerCut&) {
        start();
      }
      disk.keep_power();
    }
    const auto named = db_->query("SELECT blob FROM item_media UNION SELECT blob FROM media");
    for (const DbRow& row : *named) {
      ASSERT_TRUE(blobs.has(digest_of(row[0]))) << to_hex(bytes_of(row[0]));
    }
    for (const char* table : {"item_media", "media", "unused_blob"}) {
      ASSERT_TRUE(db_->query("DELETE FROM " + std::string(table)).ok());
    }
  }
}

TEST_F(UpkeepTest, EventsStayTwoYearsAndTheirNumbersGoOn) {
  const std::int64_t early = office_->last_event().value();
  now_ += 24h * 300;
  const ItemRecord item = add(notice());
  const std::int64_t late = office_->last_event().value();
  ASSERT_GT(late, early);
  now_ += 24h * 459;
  round();
  EXPECT_EQ(office_->events_after(0, 500)->front().seq, 1);
  now_ += 24h * 2;
  round();
  EXPECT_EQ(office_->events_after(0, 500)->front().seq, late);
  add(notice());
  EXPECT_EQ(office_->last_event().value(), late + 1);
  now_ += 24h * 800;
  round();
  EXPECT_TRUE(office_->events_after(0, 500)->empty());
  add(notice());
  EXPECT_EQ(office_->events_after(0, 500)->front().seq, late + 2) << "no number comes twice";
}

class PlayUpkeepTest : public UpkeepTest {
 protected:
  PlayBatch batch(std::int64_t first, int rows) {
    PlayBatch made{"log", first, {}};
    for (int i = 0; i < rows; ++i) {
      made.rows.push_back({{"item-1"}, sha256("version"), now_ + 10s * i, 10s, 1});
    }
    return made;
  }
  std::int64_t plays() { return office_->play_report("2026-11-01", "2027-11-01", {}, {})->plays; }
};

TEST_F(PlayUpkeepTest, PlaysStayAYearAndTheirSumsForEver) {
  const BoardRecord board = pair("Chợ");
  office_->take_plays(board.id, batch(1, 300), now_).value();
  now_ += 24h * 200;
  const PlayBatch later = batch(301, 5);
  office_->take_plays(board.id, later, now_).value();
  now_ += 24h * 199;
  round();
  EXPECT_EQ(count("play"), 305);
  now_ += 24h * 2;
  round();
  EXPECT_EQ(count("play"), 5);
  EXPECT_EQ(plays(), 305);
  EXPECT_GT(count("play_hour"), 0);
}

TEST_F(PlayUpkeepTest, ARowThatWasLetGoIsNotCountedAgainWhenItsAnswerWasLost) {
  const BoardRecord board = pair("Chợ");
  const PlayBatch old = batch(1, 40);
  office_->take_plays(board.id, old, now_).value();
  now_ += 24h * 500;
  round();
  ASSERT_EQ(count("play"), 0);
  EXPECT_EQ(office_->take_plays(board.id, old, now_).value(), 40);
  EXPECT_EQ(count("play"), 0);
  PlayBatch overlapping = batch(39, 4);
  EXPECT_EQ(office_->take_plays(board.id, overlapping, now_).value(), 42);
  EXPECT_EQ(count("play"), 2);
  EXPECT_EQ(plays(), 40);
  EXPECT_EQ(office_->take_plays(board.id, batch(1, 0), now_).value(), 42) << "an empty batch asks";
}

TEST_F(PlayUpkeepTest, ManyPlaysOfManyBoardsGoPieceByPiece) {
  for (int board = 0; board < 3; ++board) {
    const BoardRecord record = pair("Bảng " + std::to_string(board));
    for (int i = 0; i < 5; ++i) {
      office_->take_plays(record.id, batch(1 + 1000 * i, 1000), now_).value();
    }
  }
  now_ += 24h * 401;
  EXPECT_GE(round(), 9);
  EXPECT_EQ(count("play"), 0);
}

}  // namespace
}  // namespace bangtin
