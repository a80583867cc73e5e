#include "player/verify/board_folder.h"

#include <gtest/gtest.h>

#include "player/verify/board_files.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/content_json.h"
#include "shared/trust/seal.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/sim_disk.h"

namespace bangtin {
namespace {

constexpr Size kGlass{1280, 720};
constexpr std::string_view kCurrent = "generation/current.json";
constexpr std::string_view kPrevious = "generation/previous.json";

KeyPair server_key() { return KeyPair::from_seed({7}); }
KeyPair foreign_key() { return KeyPair::from_seed({8}); }

Manifest manifest_of_generation(std::int64_t number) {
  Manifest manifest = sample::manifest();
  manifest.selection.generation = number;
  return manifest;
}

std::string file_of(const Manifest& manifest, const KeyPair& key = server_key()) {
  return generation_file(seal(SealKind::Selection, to_json(manifest.selection), key),
                         manifest.items);
}

struct FolderWorld {
  SeededRandom random{1};
  SimDisk disk{random};
  BoardFolder folder{disk, kGlass};

  void put(std::string_view name, std::string_view bytes) {
    ASSERT_TRUE(disk.write_atomic(name, bytes, false).ok());
  }
  BoardPin pin() {
    BoardPin value;
    value.board = sample::manifest().selection.board;
    value.server_key = server_key().public_key();
    value.place = sample::manifest().selection.place;
    return value;
  }
  void pair() { put("pin.json", to_json(pin()).dump()); }
};

std::int64_t generation_of(const FolderReading& reading) {
  return reading.generation ? reading.generation->manifest.selection.generation : -1;
}

TEST(BoardFolder, TakesAGenerationWhoseSealHashesAndRulesHold) {
  FolderWorld world;
  world.pair();
  world.put(kCurrent, file_of(manifest_of_generation(5)));
  const FolderReading reading = world.folder.read();
  ASSERT_EQ(generation_of(reading), 5);
  EXPECT_EQ(reading.problem, "");
  EXPECT_EQ(reading.generation->manifest, manifest_of_generation(5));
  const auto parts = open_generation_file(file_of(manifest_of_generation(5)));
  EXPECT_EQ(reading.generation->selection_hash, sha256(parts->sealed_selection));
}

TEST(BoardFolder, GivesTheSameGenerationWhenNothingChanged) {
  FolderWorld world;
  world.pair();
  world.put(kCurrent, file_of(manifest_of_generation(5)));
  const GenerationPtr first = world.folder.read().generation;
  EXPECT_EQ(world.folder.read().generation, first);
}

TEST(BoardFolder, RefusesEveryTamperedByte) {
  const std::string good = file_of(manifest_of_generation(5));
  FolderWorld world;
  world.pair();
  for (std::size_t at = 0; at < good.size(); at += 7) {
    for (const char flip : {char(1), char(0x80)}) {
      std::string bad = good;
      bad[at] = char(bad[at] ^ flip);
      world.put(kCurrent, bad);
      BoardFolder fresh(world.disk, kGlass);
      const FolderReading reading = fresh.read();
      // Nothing but the card, or (where the byte only spelled the same thing otherwise) the same.
      if (generation_of(reading) == 0) {
        EXPECT_EQ(reading.problem, "player.generation_broken");
      } else {
        ASSERT_NE(reading.generation, nullptr);
        EXPECT_EQ(reading.generation->manifest, manifest_of_generation(5)) << at;
      }
    }
  }
}

TEST(BoardFolder, RefusesEveryTruncation) {
  const std::string good = file_of(manifest_of_generation(5));
  FolderWorld world;
  world.pair();
  for (std::size_t size = 0; size < good.size(); size += 61) {
    world.put(kCurrent, good.substr(0, size));
    BoardFolder fresh(world.disk, kGlass);
    EXPECT_EQ(generation_of(fresh.read()), 0) << size;
  }
}

TEST(BoardFolder, RefusesASealOfAnotherKey) {
  FolderWorld world;
  world.pair();
  world.put(kCurrent, file_of(manifest_of_generation(5), foreign_key()));
  EXPECT_EQ(generation_of(world.folder.read()), 0);
}

TEST(BoardFolder, RefusesAnItemThatWasSwapped) {
  Manifest manifest = manifest_of_generation(5);
  const std::string sealed = seal(SealKind::Selection, to_json(manifest.selection), server_key());
  manifest.items[0].content.title = "Something else";
  FolderWorld world;
  world.pair();
  world.put(kCurrent, generation_file(sealed, manifest.items));
  EXPECT_EQ(generation_of(world.folder.read()), 0);
}

TEST(BoardFolder, RefusesAnItemThatIsMissing) {
  const Manifest manifest = manifest_of_generation(5);
  const std::string sealed = seal(SealKind::Selection, to_json(manifest.selection), server_key());
  FolderWorld world;
  world.pair();
  world.put(kCurrent, generation_file(sealed, {manifest.items[0]}));
  EXPECT_EQ(generation_of(world.folder.read()), 0);
}

TEST(BoardFolder, RefusesASealedSelectionThatBreaksARule) {
  Manifest manifest = manifest_of_generation(5);
  manifest.selection.playlists[0].entries[0].page = 99;
  FolderWorld world;
  world.pair();
  world.put(kCurrent, file_of(manifest));
  EXPECT_EQ(generation_of(world.folder.read()), 0);
}

TEST(BoardFolder, RefusesTheSelectionOfAnotherBoard) {
  Manifest manifest = manifest_of_generation(5);
  manifest.selection.board = {"board-2"};
  FolderWorld world;
  world.pair();
  world.put(kCurrent, file_of(manifest));
  EXPECT_EQ(generation_of(world.folder.read()), 0);
}

TEST(BoardFolder, FallsBackToThePreviousGenerationAtAStart) {
  FolderWorld world;
  world.pair();
  world.put(kCurrent, "{broken");
  world.put(kPrevious, file_of(manifest_of_generation(4)));
  const FolderReading reading = world.folder.read();
  EXPECT_EQ(generation_of(reading), 4);
  EXPECT_EQ(reading.problem, "player.generation_broken");
}

TEST(BoardFolder, StaysWithWhatItTookWhenTheNewestFileBreaks) {
  FolderWorld world;
  world.pair();
  world.put(kCurrent, file_of(manifest_of_generation(5)));
  world.put(kPrevious, file_of(manifest_of_generation(4)));
  ASSERT_EQ(generation_of(world.folder.read()), 5);
  world.put(kCurrent, "{broken");
  EXPECT_EQ(generation_of(world.folder.read()), 5);
  ASSERT_TRUE(world.disk.remove(kCurrent).ok());
  EXPECT_EQ(generation_of(world.folder.read()), 5);
}

TEST(BoardFolder, NeverGoesBackToAnOlderGeneration) {
  FolderWorld world;
  world.pair();
  world.put(kCurrent, file_of(manifest_of_generation(5)));
  ASSERT_EQ(generation_of(world.folder.read()), 5);
  world.put(kCurrent, file_of(manifest_of_generation(4)));
  const FolderReading reading = world.folder.read();
  EXPECT_EQ(generation_of(reading), 5);
  EXPECT_EQ(reading.problem, "player.generation_older");
  world.put(kCurrent, file_of(manifest_of_generation(6)));
  EXPECT_EQ(generation_of(world.folder.read()), 6);
}

TEST(BoardFolder, ForgetsTheOldOrderWhenItIsPairedAnew) {
  FolderWorld world;
  world.pair();
  world.put(kCurrent, file_of(manifest_of_generation(50)));
  ASSERT_EQ(generation_of(world.folder.read()), 50);
  BoardPin other = world.pin();
  other.server_key = foreign_key().public_key();
  world.put("pin.json", to_json(other).dump());
  world.put(kCurrent, file_of(manifest_of_generation(1), foreign_key()));
  EXPECT_EQ(generation_of(world.folder.read()), 1);
}

TEST(BoardFolder, ShowsThePairingCardWhileUnpaired) {
  FolderWorld world;
  PairingCard pairing{"BCDFGHJK", {"một", "hai", "ba", "bốn", "năm", "sáu"}, "https://a:1", ""};
  world.put("pairing.json", to_json(pairing).dump());
  const FolderReading reading = world.folder.read();
  ASSERT_EQ(generation_of(reading), 0);
  EXPECT_EQ(reading.generation->card.big_code, "BCDF-GHJK");
  EXPECT_EQ(reading.generation->card.words, pairing.words);
  EXPECT_EQ(reading.generation->manifest.selection.canvas_px, kGlass);
  EXPECT_EQ(world.folder.read().generation, reading.generation) << "the same card stays";
  pairing.code = "ZXWVTSRQ";
  world.put("pairing.json", to_json(pairing).dump());
  EXPECT_EQ(world.folder.read().generation->card.big_code, "ZXWV-TSRQ");
}

TEST(BoardFolder, ShowsACardForAnEmptyOrBrokenFolder) {
  FolderWorld empty;
  EXPECT_EQ(generation_of(empty.folder.read()), 0);
  FolderWorld broken;
  broken.put("pin.json", "[]");
  EXPECT_EQ(generation_of(broken.folder.read()), 0);
  EXPECT_EQ(broken.folder.read().problem, "player.pin_broken");
  FolderWorld paired;
  paired.pair();
  const FolderReading reading = paired.folder.read();
  EXPECT_EQ(reading.generation->manifest.selection.place.agency, "UBND xã Tân Hưng");
  EXPECT_EQ(reading.problem, "") << "nothing was published yet";
}

TEST(BoardFolder, TakesTheContentDownWhenTheBoardIsRevoked) {
  FolderWorld world;
  world.pair();
  world.put(kCurrent, file_of(manifest_of_generation(5)));
  ASSERT_EQ(generation_of(world.folder.read()), 5);
  BoardPin revoked = world.pin();
  revoked.revoked = true;
  world.put("pin.json", to_json(revoked).dump());
  EXPECT_EQ(generation_of(world.folder.read()), 0);
  EXPECT_EQ(world.folder.read().problem, "player.revoked");
}

TEST(BoardFolder, ACardFollowsTheSizeOfTheGlass) {
  FolderWorld world;
  const GenerationPtr before = world.folder.read().generation;
  EXPECT_EQ(before->manifest.selection.canvas_px, kGlass);
  world.folder.set_canvas({720, 1'280});
  const GenerationPtr after = world.folder.read().generation;
  EXPECT_EQ(after->manifest.selection.canvas_px, (Size{720, 1'280}));
  EXPECT_EQ(world.folder.read().generation, after) << "the same card is the same generation";
}

TEST(BoardFiles, WhatWasSetComesBackAndABrokenFileSetsNothing) {
  FolderWorld world;
  EXPECT_EQ(read_setup(world.disk), BoardSetup{});
  BoardSetup setup;
  setup.server_url = "https://10.0.0.1:8443";
  setup.placement.rotation = Rotation::Half;
  ASSERT_TRUE(write_setup(world.disk, setup).ok());
  world.disk.crash();
  EXPECT_EQ(read_setup(world.disk), setup) << "durable before it counts";
  world.put("setup.json", "{\"language\":");
  EXPECT_EQ(read_setup(world.disk), BoardSetup{});
  EXPECT_FALSE(read_network(world.disk));
  EXPECT_FALSE(read_pairing(world.disk));
  EXPECT_FALSE(read_pin(world.disk));
}

}  // namespace
}  // namespace bangtin
