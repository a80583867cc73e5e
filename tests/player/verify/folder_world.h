// A board folder, the player's own and a commune: for the tests of BoardFolder. Thread: one.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "player/verify/board_folder.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/signed_commune.h"
#include "tests/fakes/sim_disk.h"

namespace bangtin {

inline constexpr auto kDay = std::chrono::hours(24);
inline constexpr Size kGlass{1280, 720};
inline constexpr std::string_view kCurrent = "generation/current.json";
inline constexpr std::string_view kPrevious = "generation/previous.json";

inline Place place() { return sample::manifest().selection.place; }

inline Manifest manifest_of_generation(std::int64_t number) {
  Manifest manifest = sample::manifest();
  manifest.selection.generation = number;
  return manifest;
}

inline std::int64_t generation_of(const FolderReading& reading) {
  return reading.generation ? reading.generation->manifest.selection.generation : -1;
}

/// A board folder, the player's own one, and the commune whose root is in the pin.
struct FolderWorld {
  SeededRandom random{1};
  SimDisk disk{random};
  SimDisk own{random};
  SignedCommune commune{place()};
  std::unique_ptr<BoardFolder> folder = std::make_unique<BoardFolder>(disk, &own, kGlass);
  Instant now = sample::midnight();

  void put(std::string_view name, std::string_view bytes) {
    ASSERT_TRUE(disk.write_atomic(name, bytes, false).ok());
  }
  BoardPin pin() {
    BoardPin value;
    value.board = sample::manifest().selection.board;
    value.server_key = KeyPair::from_seed({7}).public_key();
    value.place = place();
    value.root = commune.root();
    return value;
  }
  void pair() { put("pin.json", to_json(pin()).dump()); }
  /// A generation whose items both people signed and the server selects.
  void publish(std::int64_t number) {
    put(kCurrent, commune.generation(manifest_of_generation(number)));
  }
  /// The selection is signed, and the items of it by those who listed them.
  std::string selected(const Manifest& manifest) {
    const std::string selection = to_json(manifest.selection).dump();
    commune.select(manifest.selection.board, selection);
    commune.publish();
    return generation_file(selection, manifest.items, commune.bundle(manifest.selection.board));
  }
  FolderReading read() { return folder->read(now); }
  void restart() { folder = std::make_unique<BoardFolder>(disk, &own, kGlass); }
  /// What a player that knows nothing yet makes of it.
  FolderReading read_fresh() {
    SimDisk empty(random);
    return BoardFolder(disk, &empty, kGlass).read(now);
  }
};

}  // namespace bangtin
