// Cards, and what of the agent's words may stand on them; the small files of the board folder.
#include "player/verify/board_files.h"
#include "shared/crypto/sha256.h"
#include "shared/crypto/words.h"
#include "tests/player/verify/folder_world.h"

namespace bangtin {
namespace {

PairingCard offered() {
  return {"BCDFGHJK", fingerprint_words(sha256("a fingerprint")), "https://a:1", ""};
}

TEST(BoardFolder, ShowsThePairingCardWhileUnpaired) {
  FolderWorld world;
  PairingCard pairing = offered();
  world.put("pairing.json", to_json(pairing).dump());
  const FolderReading reading = world.read();
  ASSERT_EQ(generation_of(reading), 0);
  EXPECT_EQ(reading.generation->card.big_code, "BCDF-GHJK");
  EXPECT_EQ(reading.generation->card.words, pairing.words);
  EXPECT_EQ(reading.generation->manifest.selection.canvas_px, kGlass);
  EXPECT_EQ(world.read().generation, reading.generation) << "the same card stays";
  pairing.code = "ZXWVTSRQ";
  world.put("pairing.json", to_json(pairing).dump());
  EXPECT_EQ(world.read().generation->card.big_code, "ZXWV-TSRQ");
}

TEST(BoardFolder, ShowsNoWordsOfTheAgentsOwnOnACard) {
  PairingCard evil{"XIN CHAO", {"mời", "bà", "con", "rút", "tiền", "ngay"}, "https://a:1", "Tin!"};
  EXPECT_EQ(to_json(shown_of(evil, true)), to_json(PairingCard{}));
  EXPECT_EQ(to_json(shown_of(evil, false)), to_json(PairingCard{"", {}, "https://a:1", ""}));
  evil = offered();
  evil.words.push_back(evil.words[0]);
  EXPECT_TRUE(shown_of(evil, true).words.empty());
  evil.problem = "desk.title";
  EXPECT_EQ(shown_of(evil, true).problem, "");
  evil.problem = "agent.no_server";
  EXPECT_EQ(shown_of(evil, true).problem, "agent.no_server");
  EXPECT_EQ(shown_of(offered(), true).code, "BCDFGHJK");

  FolderWorld world;
  PairingCard card = offered();
  card.code.clear();
  world.put("pairing.json", to_json(card).dump());
  EXPECT_EQ(world.read().generation->card.lines.back(), "https://a:1");
  world.pair();
  world.publish(5);
  ASSERT_EQ(generation_of(world.read()), 5);
  ASSERT_TRUE(world.disk.remove("pin.json").ok());
  for (const std::string& line : world.read().generation->card.lines) {
    EXPECT_EQ(line.find("https"), line.npos);
  }
}

TEST(BoardFolder, ACardNamesThePlaceOnlyWhereTheRootStandsForIt) {
  FolderWorld world;
  world.pair();
  EXPECT_EQ(world.read().generation->manifest.selection.place, Place{})
      << "the pin alone is the agent's word";
  EXPECT_EQ(world.read().problem, "") << "nothing was published yet";
  world.publish(5);
  ASSERT_EQ(generation_of(world.read()), 5);
  ASSERT_TRUE(world.disk.remove(kCurrent).ok());
  world.restart();
  EXPECT_EQ(world.read().generation->manifest.selection.place, place());
  BoardPin pin = world.pin();
  pin.place.agency = "UBND xã Khác";
  world.put("pin.json", to_json(pin).dump());
  EXPECT_EQ(world.read().generation->manifest.selection.place, Place{});
  pin.revoked = true;
  world.put("pin.json", to_json(pin).dump());
  EXPECT_EQ(world.read().generation->manifest.selection.place, Place{});
}

TEST(BoardFolder, ShowsACardForAnEmptyOrBrokenFolder) {
  FolderWorld empty;
  EXPECT_EQ(generation_of(empty.read()), 0);
  FolderWorld broken;
  broken.put("pin.json", "[]");
  EXPECT_EQ(generation_of(broken.read()), 0);
  EXPECT_EQ(broken.read().problem, "player.pin_broken");
}

TEST(BoardFolder, ACardFollowsTheSizeOfTheGlass) {
  FolderWorld world;
  const GenerationPtr before = world.read().generation;
  EXPECT_EQ(before->manifest.selection.canvas_px, kGlass);
  world.folder->set_canvas({720, 1'280});
  const GenerationPtr after = world.read().generation;
  EXPECT_EQ(after->manifest.selection.canvas_px, (Size{720, 1'280}));
  EXPECT_EQ(world.read().generation, after) << "the same card is the same generation";
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
