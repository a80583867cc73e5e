#include "player/verify/board_folder.h"

#include "shared/crypto/sha256.h"
#include "tests/player/verify/folder_world.h"

namespace bangtin {
namespace {

TEST(BoardFolder, TakesAGenerationWhoseSignaturesHashesAndRulesHold) {
  FolderWorld world;
  world.pair();
  const std::string file = world.commune.generation(manifest_of_generation(5));
  world.put(kCurrent, file);
  const FolderReading reading = world.read();
  ASSERT_EQ(generation_of(reading), 5) << reading.reason;
  EXPECT_EQ(reading.problem, "");
  EXPECT_EQ(reading.generation->manifest, manifest_of_generation(5));
  EXPECT_EQ(reading.generation->selection_hash, sha256(open_generation_file(file)->selection));
}

TEST(BoardFolder, GivesTheSameGenerationWhenNothingChanged) {
  FolderWorld world;
  world.pair();
  world.publish(5);
  const GenerationPtr first = world.read().generation;
  EXPECT_EQ(world.read().generation, first);
}

TEST(BoardFolder, VerifiesAFileThatDidNotChangeOnlyOnce) {
  FolderWorld world;
  world.pair();
  world.publish(5);
  const GenerationPtr first = world.read().generation;
  ASSERT_TRUE(world.own.remove("trust/root.json").ok());
  EXPECT_EQ(world.read().generation, first);
  EXPECT_EQ(world.read().problem, "");
  world.restart();
  EXPECT_NE(world.read().problem, "") << "this would have been seen";
}

TEST(BoardFolder, GivesTheSameGenerationWhenOnlyTheMetadataIsNewer) {
  FolderWorld world;
  world.pair();
  world.publish(5);
  const GenerationPtr first = world.read().generation;
  world.publish(5);
  const FolderReading again = world.read();
  EXPECT_EQ(again.generation, first);
  EXPECT_EQ(again.problem, "");
}

TEST(BoardFolder, RefusesEveryTamperedByte) {
  FolderWorld world;
  world.pair();
  const std::string good = world.commune.generation(manifest_of_generation(5));
  for (std::size_t at = 0; at < good.size(); at += 37) {
    for (const char flip : {char(1), char(0x80)}) {
      std::string bad = good;
      bad[at] = char(bad[at] ^ flip);
      world.put(kCurrent, bad);
      const FolderReading reading = world.read_fresh();
      // Nothing but the card, or (where the byte only spelled the same thing otherwise) the same.
      if (generation_of(reading) == 0) {
        EXPECT_TRUE(reading.problem.starts_with("player.generation_")) << reading.problem;
      } else {
        ASSERT_NE(reading.generation, nullptr);
        EXPECT_EQ(reading.generation->manifest, manifest_of_generation(5)) << at;
      }
    }
  }
}

TEST(BoardFolder, RefusesEveryTruncation) {
  FolderWorld world;
  world.pair();
  const std::string good = world.commune.generation(manifest_of_generation(5));
  for (std::size_t size = 0; size < good.size(); size += 61) {
    world.put(kCurrent, good.substr(0, size));
    EXPECT_EQ(generation_of(world.read_fresh()), 0) << size;
  }
}

TEST(BoardFolder, RefusesWhatThePeopleOfAnotherCommuneSigned) {
  FolderWorld world;
  world.pair();
  world.put(kCurrent, foreign_commune(place()).generation(manifest_of_generation(5)));
  const FolderReading reading = world.read();
  EXPECT_EQ(generation_of(reading), 0);
  EXPECT_EQ(reading.problem, "player.generation_unsigned");
}

TEST(BoardFolder, RefusesAnItemThatOnlyOnePersonSigned) {
  FolderWorld world;
  world.pair();
  const Manifest manifest = manifest_of_generation(5);
  for (const ItemVersion& item : manifest.items) world.commune.list(KeyClass::Compose, item);
  world.put(kCurrent, world.selected(manifest));
  EXPECT_EQ(generation_of(world.read()), 0);
  EXPECT_EQ(world.read().problem, "player.generation_unsigned");
  world.publish(5);
  EXPECT_EQ(generation_of(world.read()), 5) << "with the second signature it plays";
}

TEST(BoardFolder, RefusesAnItemThatWasSwappedOrIsMissing) {
  FolderWorld world;
  world.pair();
  Manifest manifest = manifest_of_generation(5);
  const auto parts = open_generation_file(world.commune.generation(manifest));
  manifest.items[0].content.title = "Something else";
  world.put(kCurrent, generation_file(parts->selection, manifest.items, parts->trust));
  EXPECT_EQ(generation_of(world.read()), 0);
  world.put(kCurrent, generation_file(parts->selection, {manifest.items[1]}, parts->trust));
  EXPECT_EQ(generation_of(world.read()), 0);
  EXPECT_EQ(world.read().problem, "player.generation_broken");
}

TEST(BoardFolder, RefusesASignedSelectionThatBreaksARule) {
  FolderWorld world;
  world.pair();
  Manifest manifest = manifest_of_generation(5);
  manifest.selection.playlists[0].entries[0].page = 99;
  world.put(kCurrent, world.commune.generation(manifest));
  EXPECT_EQ(generation_of(world.read()), 0);
}

TEST(BoardFolder, RefusesTheSelectionOfAnotherBoard) {
  FolderWorld world;
  world.pair();
  Manifest manifest = manifest_of_generation(5);
  manifest.selection.board = {"board-2"};
  world.put(kCurrent, world.commune.generation(manifest));
  EXPECT_EQ(generation_of(world.read()), 0);
}

TEST(BoardFolder, FallsBackToThePreviousGenerationAtAStart) {
  FolderWorld world;
  world.pair();
  world.publish(4);
  ASSERT_EQ(generation_of(world.read()), 4);
  world.put(kPrevious, *world.disk.read(kCurrent, 0, 1u << 20));
  world.put(kCurrent, "{broken");
  world.restart();
  const FolderReading reading = world.read();
  EXPECT_EQ(generation_of(reading), 4);
  EXPECT_EQ(reading.problem, "player.generation_broken");
}

TEST(BoardFolder, StaysWithWhatItTookWhenTheNewestFileBreaks) {
  FolderWorld world;
  world.pair();
  world.put(kPrevious, world.commune.generation(manifest_of_generation(4)));
  world.publish(5);
  ASSERT_EQ(generation_of(world.read()), 5);
  world.put(kCurrent, "{broken");
  EXPECT_EQ(generation_of(world.read()), 5);
  ASSERT_TRUE(world.disk.remove(kCurrent).ok());
  EXPECT_EQ(generation_of(world.read()), 5);
}

TEST(BoardFolder, NeverGoesBackToAnOlderGeneration) {
  FolderWorld world;
  world.pair();
  world.publish(5);
  ASSERT_EQ(generation_of(world.read()), 5);
  world.publish(4);
  const FolderReading reading = world.read();
  EXPECT_EQ(generation_of(reading), 5);
  EXPECT_EQ(reading.problem, "player.generation_older");
  world.publish(6);
  EXPECT_EQ(generation_of(world.read()), 6);
}

TEST(BoardFolder, NeverGoesBackToAnOlderFileWhateverTheAgentPutsThere) {
  FolderWorld world;
  world.pair();
  const std::string withdrawn = world.commune.generation(manifest_of_generation(4));
  world.put(kCurrent, withdrawn);
  ASSERT_EQ(generation_of(world.read()), 4);
  world.publish(5);
  const std::string newest = *world.disk.read(kCurrent, 0, 1u << 20);
  ASSERT_EQ(generation_of(world.read()), 5);
  world.put(kCurrent, withdrawn);
  world.put(kPrevious, withdrawn);
  EXPECT_EQ(generation_of(world.read()), 5);
  world.restart();
  EXPECT_EQ(generation_of(world.read()), 0)
      << "after a power cut the card, but not the old picture";
  world.put(kCurrent, newest);
  EXPECT_EQ(generation_of(world.read()), 5);
}

/// An item of generation 5 leaves the approvers' list, by its people's own signature.
void withdraw_from(FolderWorld& world) {
  auto& list = world.commune.repository.targets[world.commune.approve_role()];
  list.targets.erase(item_path(place().commune_code, hash_of(manifest_of_generation(5).items[0])));
  world.commune.repository.publish({world.commune.approve_role()});
}

TEST(BoardFolder, A28WhatWasWithdrawnGoesWhenAStolenServerNamesItAgain) {
  FolderWorld world;
  world.pair();
  world.publish(5);
  const std::string before = *world.disk.read(kCurrent, 0, 1u << 20);
  ASSERT_EQ(generation_of(world.read()), 5);
  withdraw_from(world);
  world.put(kPrevious, before);
  world.put(kCurrent, world.selected(manifest_of_generation(5)));
  const FolderReading reading = world.read();
  EXPECT_EQ(generation_of(reading), 0) << "the card, and not what was taken back";
  EXPECT_EQ(reading.generation->manifest.selection.place, place()) << "the commune's own card";
  EXPECT_EQ(reading.problem, "player.generation_unsigned");
  world.put(kCurrent, before);
  EXPECT_EQ(generation_of(world.read()), 0) << "nor by the file of before";
  world.restart();
  EXPECT_EQ(generation_of(world.read()), 0);
  world.publish(6);
  EXPECT_EQ(generation_of(world.read()), 6);
  EXPECT_EQ(world.read().problem, "");
}

TEST(BoardFolder, A28WhatWasWithdrawnGoesThoughWhatComesInItsPlaceDoesNotHold) {
  FolderWorld world;
  world.pair();
  world.publish(5);
  ASSERT_EQ(generation_of(world.read()), 5);
  Manifest forged = manifest_of_generation(6);
  forged.items[0].content.title = "CƯỢC NGAY TRÚNG LỚN";
  forged.selection.items[0] = hash_of(forged.items[0]);
  world.put(kCurrent, world.selected(forged));
  EXPECT_EQ(generation_of(world.read()), 5) << "its people still stand for it";
  withdraw_from(world);
  world.put(kCurrent, world.selected(forged));
  EXPECT_EQ(generation_of(world.read()), 0);
  world.publish(7);
  EXPECT_EQ(generation_of(world.read()), 7);
}

TEST(BoardFolder, A28WhatWasWithdrawnGoesThoughAnOlderGenerationComesInItsPlace) {
  FolderWorld world;
  world.pair();
  world.publish(5);
  ASSERT_EQ(generation_of(world.read()), 5);
  withdraw_from(world);
  Manifest older = manifest_of_generation(4);
  older.items.clear();
  older.selection.items.clear();
  older.selection.windows.clear();
  older.selection.playlists.clear();
  older.selection.programs.clear();
  world.put(kCurrent, world.selected(older));
  EXPECT_EQ(generation_of(world.read()), 4);
}

TEST(BoardFolder, A28WhatWasWithdrawnStaysGoneWhereTheBoardWasOffMeanwhile) {
  FolderWorld world;
  world.pair();
  world.publish(5);
  ASSERT_EQ(generation_of(world.read()), 5);
  world.put(kPrevious, *world.disk.read(kCurrent, 0, 1u << 20));
  withdraw_from(world);
  world.put(kCurrent, world.selected(manifest_of_generation(5)));
  world.restart();
  EXPECT_EQ(generation_of(world.read()), 0);
}

TEST(BoardFolder, APowerCutComesBackToWhatWasAcceptedUnderMetadataThatIsOver) {
  FolderWorld world;
  world.pair();
  world.commune.repository.timestamp.head.expires = world.now + 7 * kDay;
  world.publish(5);
  ASSERT_EQ(generation_of(world.read()), 5);
  for (const auto later : {kDay, 8 * kDay, 800 * kDay}) {
    world.now = sample::midnight() + later;
    world.restart();
    EXPECT_EQ(generation_of(world.read()), 5);
  }
}

TEST(BoardFolder, ForgetsTheOldOrderWhenTheSameOfficePairsItAnew) {
  FolderWorld world;
  world.pair();
  world.publish(50);
  ASSERT_EQ(generation_of(world.read()), 50);
  BoardPin other = world.pin();
  other.board = {"board-2"};
  world.put("pin.json", to_json(other).dump());
  Manifest manifest = manifest_of_generation(1);
  manifest.selection.board = other.board;
  world.put(kCurrent, world.commune.generation(manifest));
  EXPECT_EQ(generation_of(world.read()), 1);
}

TEST(BoardFolder, DoesNotFollowAnotherRootUntilATechnicianLetsIt) {
  FolderWorld world;
  world.pair();
  world.publish(5);
  const std::string ours = *world.disk.read(kCurrent, 0, 1u << 20);
  ASSERT_EQ(generation_of(world.read()), 5);
  SignedCommune foreign = foreign_commune(place());
  BoardPin pin = world.pin();
  pin.root = foreign.root();
  pin.board = {"board-2"};
  Manifest theirs = manifest_of_generation(6);
  theirs.selection.board = pin.board;
  world.put("pin.json", to_json(pin).dump());
  world.put(kCurrent, foreign.generation(theirs));
  EXPECT_EQ(generation_of(world.read()), 5);
  EXPECT_EQ(world.read().problem, "player.other_root");
  world.restart();
  EXPECT_EQ(generation_of(world.read()), 0);
  EXPECT_EQ(world.read().problem, "player.other_root");
  pin.board = theirs.selection.board = world.pin().board;
  world.put("pin.json", to_json(pin).dump());
  world.put(kCurrent, ours);
  EXPECT_EQ(generation_of(world.read()), 5) << "what holds under the pinned root plays";
  EXPECT_EQ(world.read().problem, "player.other_root");

  ASSERT_TRUE(forget_root(world.own).ok());
  EXPECT_TRUE(world.own.list(kPlayerTrustFolder).empty());
  world.restart();
  world.put(kCurrent, foreign.generation(theirs));
  EXPECT_EQ(generation_of(world.read()), 6);
  EXPECT_EQ(world.read().problem, "");
}

TEST(BoardFolder, ARootThatIsNoneIsNotPinned) {
  FolderWorld world;
  BoardPin pin = world.pin();
  pin.root = "no root";
  world.put("pin.json", to_json(pin).dump());
  EXPECT_EQ(generation_of(world.read()), 0);
  EXPECT_EQ(world.read().problem, "player.pin_broken");
  world.pair();
  world.publish(5);
  EXPECT_EQ(generation_of(world.read()), 5);
}

TEST(BoardFolder, MetadataThatIsTooOldBringsNothingNewButTakesNothingDown) {
  FolderWorld world;
  world.pair();
  world.commune.repository.timestamp.head.expires = world.now + 7 * kDay;
  world.publish(5);
  ASSERT_EQ(generation_of(world.read()), 5);
  world.restart();
  world.now += 8 * kDay;
  const FolderReading old = world.read();
  EXPECT_EQ(generation_of(old), 5);
  EXPECT_EQ(old.problem, "player.metadata_old");
  EXPECT_EQ(world.read().generation, old.generation);
  EXPECT_EQ(world.read().problem, "player.metadata_old") << "it keeps showing";
  world.publish(6);
  EXPECT_EQ(generation_of(world.read()), 5);
  EXPECT_EQ(world.read().problem, "player.generation_unsigned");
  world.commune.repository.timestamp.head.expires = world.now + 7 * kDay;
  world.publish(6);
  EXPECT_EQ(generation_of(world.read()), 6);
  EXPECT_EQ(world.read().problem, "");
}

TEST(BoardFolder, WithoutAFolderOfItsOwnThereAreOnlyCards) {
  FolderWorld world;
  world.pair();
  world.publish(5);
  const FolderReading reading = BoardFolder(world.disk, nullptr, kGlass).read(world.now);
  EXPECT_EQ(generation_of(reading), 0);
  EXPECT_EQ(reading.problem, "player.folder_broken");
  EXPECT_EQ(reading.generation->manifest.selection.place, Place{});
}

TEST(BoardFolder, AFullDiskBringsNothingNewButTakesNothingDown) {
  FolderWorld world;
  world.pair();
  world.publish(5);
  ASSERT_EQ(generation_of(world.read()), 5);
  world.own.set_full(true);
  world.publish(6);
  EXPECT_EQ(generation_of(world.read()), 5);
  EXPECT_NE(world.read().problem, "");
  world.own.set_full(false);
  EXPECT_EQ(generation_of(world.read()), 6);
}

TEST(BoardFolder, TakesTheContentDownWhenTheBoardIsRevoked) {
  FolderWorld world;
  world.pair();
  world.publish(5);
  ASSERT_EQ(generation_of(world.read()), 5);
  BoardPin revoked = world.pin();
  revoked.revoked = true;
  world.put("pin.json", to_json(revoked).dump());
  EXPECT_EQ(generation_of(world.read()), 0);
  EXPECT_EQ(world.read().problem, "player.revoked");
}

TEST(BoardFolder, APowerCutAtAnyWriteLeavesAPlayerThatShowsTheOldOrTheNew) {
  for (int step = 1;; ++step) {
    SCOPED_TRACE(testing::Message() << "step " << step);
    FolderWorld world;
    world.pair();
    world.publish(5);
    ASSERT_EQ(generation_of(world.read()), 5);
    const std::string old = *world.disk.read(kCurrent, 0, 1u << 20);
    world.publish(6);
    world.put(kPrevious, old);
    world.own.cut_power_at(step, false);
    bool cut = false;
    try {
      world.read();
    } catch (const PowerCut&) {
      cut = true;
    }
    world.own.keep_power();
    world.own.crash();
    world.restart();
    EXPECT_EQ(generation_of(world.read()), 6);
    EXPECT_EQ(world.read().problem, "");
    if (!cut || testing::Test::HasFailure()) {
      EXPECT_GT(step, 5);
      return;
    }
  }
}

}  // namespace
}  // namespace bangtin
