#include "player/agent/syncer.h"

#include <gtest/gtest.h>

#include <numeric>

#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/player/agent/world.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr auto kChunk = static_cast<std::int64_t>(limits::kChunkBytes);
constexpr std::int64_t kPieceMax = 256 << 10;
const std::vector<std::size_t> kPictures = {kChunk + 5'000, 300'000, 40'000};

std::int64_t blob_bytes(const World& world) {
  std::int64_t sum = 0;
  for (const auto& [target, bytes] : world.transport.received_bytes) {
    if (target.starts_with("/v1/blobs/")) sum += bytes;
  }
  return sum;
}

std::int64_t picture_bytes() {
  return static_cast<std::int64_t>(
      std::accumulate(kPictures.begin(), kPictures.end(), std::size_t{0}));
}

/// One sync that stops at an operation of a disk, starts again and ends. False when the sync had no
/// such operation left.
bool stop_at(std::int64_t step, bool kill, bool own_disk) {
  World world(static_cast<std::uint64_t>(step));
  world.transport.line.piece_bytes_max = kPieceMax;
  world.office.publish(1, {9'000});
  world.pair();
  EXPECT_TRUE(world.run_until([&] { return world.current_generation() == 1; }));
  world.run_for(2s);
  world.transport.received_bytes.clear();
  world.office.publish(2, kPictures);
  world.transport.push(world.office.head_event());
  SimDisk& disk = own_disk ? world.own : world.board;
  disk.cut_power_at(step, kill);
  bool cut = false;
  try {
    world.run_for(20s);
  } catch (const PowerCut&) {
    cut = true;
  }
  disk.keep_power();
  if (!kill) {
    world.own.crash();
    world.board.crash();
  }
  world.kill();
  const std::int64_t between = world.playable_generation();
  EXPECT_TRUE(between == 1 || between == 2) << between;
  EXPECT_GE(world.current_generation(), 1);
  EXPECT_TRUE(world.start());
  EXPECT_GE(world.core->generation_held(), between);
  EXPECT_TRUE(world.run_until([&] { return world.current_generation() == 2; }));
  EXPECT_EQ(world.playable_generation(), 2);
  // One chunk again at most, and the piece that was on the line when it stopped.
  EXPECT_LE(blob_bytes(world), picture_bytes() + kChunk + kPieceMax);
  EXPECT_TRUE(world.office.complaints.empty());
  return cut;
}

void stop_at_each_step(bool kill) {
  constexpr std::int64_t kStepsMin = 7;
  for (const bool own_disk : {true, false}) {
    std::int64_t steps = 0;
    for (std::int64_t step = 1;; ++step) {
      SCOPED_TRACE(testing::Message() << "step " << step << " own " << own_disk);
      if (!stop_at(step, kill, own_disk) || testing::Test::HasFailure()) break;
      ++steps;
    }
    EXPECT_GE(steps, kStepsMin);
  }
}

TEST(Syncer, AKillAtAnyStepLeavesTheOldOrTheNewGeneration) { stop_at_each_step(true); }
TEST(Syncer, APowerCutAtAnyStepLeavesTheOldOrTheNewGeneration) { stop_at_each_step(false); }

TEST(Syncer, ACutLineCostsNotAByteAgain) {
  World world(5);
  world.office.publish(1, kPictures);
  world.transport.line.cut_percent = 60;
  world.transport.line.piece_bytes_max = 9'000;
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }, 60min));
  EXPECT_EQ(blob_bytes(world), picture_bytes());
}

TEST(Syncer, AServerWithoutRangesIsHeardFromTheBegin) {
  World world(6);
  world.office.publish(1, kPictures);
  world.office.ranges = false;
  world.transport.line.cut_percent = 40;
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }, 60min));
}

TEST(Syncer, WrongBytesNeverEnter) {
  World world;
  world.office.publish(1, {50'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }));
  world.run_for(5s);
  world.office.publish(2, {60'000});
  world.office.spoil_blobs = true;
  world.transport.push(world.office.head_event());
  world.run_for(3min);
  EXPECT_EQ(world.playable_generation(), 1);
  EXPECT_EQ(world.core->problem(), "agent.blob_corrupt");
  const std::vector<std::string> names = world.board.list("blobs");
  for (const std::string& name : names) {
    EXPECT_EQ(to_hex(sha256(*world.board.read("blobs/" + name, 0, 1 << 20))), name);
  }
  world.office.spoil_blobs = false;
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }));
  EXPECT_EQ(world.core->problem(), "");
}

TEST(Syncer, ALowerGenerationIsRefused) {
  World world;
  world.office.publish(5, {5'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 5; }));
  world.office.publish(4, {5'000});
  world.run_for(limits::kSelectionEvery + 10s);
  EXPECT_EQ(world.playable_generation(), 5);
  EXPECT_EQ(world.core->problem(), "agent.selection_refused");
  world.kill();
  ASSERT_TRUE(world.start());
  world.run_for(30s);
  EXPECT_EQ(world.playable_generation(), 5);
}

/// What the file in the board folder carries.
TrustBundle trust_in_file(World& world, std::string_view file = kCurrentFile) {
  const auto bytes = world.board.read(file, 0, limits::kJsonBytesMax);
  const auto parts = bytes ? open_generation_file(*bytes) : Result<GenerationParts>(bytes.error());
  return parts ? parts->trust : TrustBundle{};
}

/// A paired board that plays generation 1.
void play_first(World& world) {
  world.office.publish(1, {5'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }));
  world.run_for(10s);
}

TEST(Syncer, ASelectionForAnotherBoardIsRefused) {
  World world;
  play_first(world);
  world.office.board = {"board-2"};
  const Manifest manifest = world.office.compose(2, {5'000});
  world.office.board = {"board-1"};
  world.office.commune.select(world.office.board, to_json(manifest.selection).dump());
  world.office.commune.publish();
  world.run_for(limits::kSelectionEvery + 10s);
  EXPECT_EQ(world.playable_generation(), 1);
  EXPECT_EQ(world.core->problem(), "agent.selection_refused");
}

TEST(Syncer, ASelectionThatAnotherKeySignedIsRefused) {
  World world;
  play_first(world);
  SimRepository& repository = world.office.commune.repository;
  const auto right = repository.signers["select/board-1"];
  repository.signers["select/board-1"] = {repository.new_key()};
  world.office.publish(2, {5'000});
  world.run_for(limits::kSelectionEvery + 10s);
  EXPECT_EQ(world.playable_generation(), 1);
  EXPECT_EQ(world.core->problem(), "agent.selection_refused");
  repository.signers["select/board-1"] = right;
  world.office.publish(3, {5'000});
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 3; }));
  EXPECT_EQ(world.core->problem(), "");
}

TEST(Syncer, AnItemThatAStolenServerKeyNamesIsNotPutInFrontOfThePlayer) {
  World world;
  play_first(world);
  const Manifest manifest = world.office.compose(2, {5'000});
  world.office.commune.select(world.office.board, to_json(manifest.selection).dump());
  for (const ItemVersion& item : manifest.items) {
    world.office.commune.list(KeyClass::Compose, item);
  }
  world.office.commune.publish();
  world.transport.push(world.office.head_event());
  world.run_for(30s);
  EXPECT_EQ(world.playable_generation(), 1);
  EXPECT_EQ(world.core->problem(), "agent.selection_refused");
  world.office.commune.generation(manifest);  // The second person signs.
  world.run_for(limits::kSelectionEvery + 10s);
  EXPECT_EQ(world.playable_generation(), 2);
}

TEST(Syncer, BytesOtherThanTheNamedSelectionNeverEnter) {
  World world;
  play_first(world);
  world.office.publish(2, {5'000});
  const std::string right = world.office.selection;
  world.office.selections[sha256(right)] = right + " ";
  world.transport.push(world.office.head_event());
  world.run_for(30s);
  EXPECT_EQ(world.playable_generation(), 1);
  world.office.selections[sha256(right)] = right;
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }));
}

TEST(Syncer, WaitsWhereNothingIsSignedForTheBoardYet) {
  World world;
  world.pair();
  world.run_for(30s);
  EXPECT_EQ(world.core->generation_held(), 0);
  EXPECT_EQ(world.core->problem(), "");
  world.office.publish(1, {5'000});
  world.transport.push(world.office.head_event());
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }, 3s));
}

TEST(Syncer, AsksForTheTimestampAloneWhereNothingIsNew) {
  World world;
  play_first(world);
  const std::string before = *world.board.read(kCurrentFile, 0, limits::kJsonBytesMax);
  world.office.asked.clear();
  world.run_for(limits::kSelectionEvery + 10s);
  const int rounds = world.office.asked["/v1/trust/files/timestamp.json"];
  EXPECT_GE(rounds, 1);
  EXPECT_EQ(world.office.asked["/v1/trust/files/2.root.json"], rounds);
  for (const auto& [path, times] : world.office.asked) {
    const bool of_board = path.starts_with("/v1/board/");
    const bool is_first =
        path.ends_with("/trust/files/timestamp.json") || path.ends_with("/trust/files/2.root.json");
    EXPECT_TRUE(of_board || is_first) << path;
  }
  EXPECT_EQ(*world.board.read(kCurrentFile, 0, limits::kJsonBytesMax), before);
}

TEST(Syncer, ANewListOfPeopleReachesTheFileAtOnceAndThePreviousFileStays) {
  World world;
  play_first(world);
  world.office.publish(2, {5'000});
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }));
  world.run_for(5s);
  const std::string previous = *world.board.read(kPreviousFile, 0, limits::kJsonBytesMax);
  world.office.commune.list(KeyClass::Compose, sample::ticker());
  world.office.commune.publish();
  world.run_for(limits::kSelectionEvery + 10s);
  SignedCommune& commune = world.office.commune;
  EXPECT_EQ(trust_in_file(world), commune.bundle(world.office.board));
  EXPECT_EQ(world.playable_generation(), 2);
  EXPECT_EQ(*world.board.read(kPreviousFile, 0, limits::kJsonBytesMax), previous);
}

TEST(Syncer, WhatAnApproverWhoMaySignNoLongerListedComesDown) {
  World world;
  play_first(world);
  SimRepository& repository = world.office.commune.repository;
  tuf::Delegations& people = *repository.targets["targets"].delegations;
  for (tuf::Delegation& role : people.roles) {
    if (role.name != world.office.commune.approve_role()) continue;
    role.keys.key_ids.clear();
    tuf::add_key(people.keys, role.keys, repository.new_key().public_key());
  }
  repository.publish({"targets"});
  Selection empty;
  empty.board = world.office.board;
  empty.generation = 2;
  empty.canvas_px = {600, 480};
  empty.place = world.office.place;
  const std::string bytes = to_json(empty).dump();
  world.office.selections[sha256(bytes)] = bytes;
  world.office.commune.select(empty.board, bytes);
  world.office.commune.publish();
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }));
}

TEST(Syncer, WhatAProvinceSignedTravelsAndItsDelegationIsFollowed) {
  World world;
  play_first(world);
  FakeOffice& office = world.office;
  SignedCommune& commune = office.commune;
  commune.add_province("99091");
  const Manifest manifest = office.compose(2, {5'000});
  for (const ItemVersion& item : manifest.items) {
    commune.list("99091", KeyClass::Compose, item);
    commune.list("99091", KeyClass::Approve, item);
  }
  commune.select(office.board, office.selection);
  commune.publish();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }));
  EXPECT_EQ(trust_in_file(world), commune.bundle(office.board));
  // A newer list of the province reaches the file at once.
  commune.list("99091", KeyClass::Compose, sample::ticker());
  commune.publish();
  world.run_for(limits::kSelectionEvery + 10s);
  EXPECT_EQ(trust_in_file(world), commune.bundle(office.board));
  // Taken back: what rests on it is not asked for again, the rest goes on.
  std::erase_if(commune.repository.targets["targets"].delegations->roles,
                [](const tuf::Delegation& role) { return province_in(role.name).has_value(); });
  commune.repository.publish({"targets"});
  office.publish(3, {4'000});
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 3; }));
  EXPECT_FALSE(trust_in_file(world).roles.contains("compose-99091"));
}

TEST(Syncer, ANewTimestampAloneReachesTheFileWithinADay) {
  World world;
  play_first(world);
  const TrustBundle before = trust_in_file(world);
  world.office.commune.publish();
  world.run_for(limits::kSelectionEvery + 10s);
  EXPECT_EQ(trust_in_file(world), before) << "the card is not worn for that";
  world.transport.line.parted = true;  // So that the day is a short one.
  world.run_for(limits::kTimestampInFileMax);
  world.transport.line.parted = false;
  world.run_for(limits::kBackoffMax + 10s);
  EXPECT_EQ(trust_in_file(world), world.office.commune.bundle(world.office.board));
}

TEST(Syncer, TheWholeChainOfRootsTravels) {
  World world;
  play_first(world);
  SimRepository& repository = world.office.commune.repository;
  for (const char* role : {"timestamp", "snapshot", "targets"}) {
    repository.rotate(role);
    repository.publish({"root"});
  }
  repository.publish({"targets"});
  world.office.publish(2, {5'000});
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }));
  EXPECT_EQ(trust_in_file(world).roots.size(), 3u);
  world.kill();
  ASSERT_TRUE(world.start());
  repository.publish({"root"});
  world.office.publish(3, {5'000});
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 3; }));
  EXPECT_EQ(trust_in_file(world).roots.size(), 4u);
}

TEST(Syncer, AChainThatTheDiskLostIsFetchedAgain) {
  World world;
  play_first(world);
  world.office.commune.repository.publish({"root"});
  world.office.publish(2, {5'000});
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }));
  ASSERT_TRUE(world.own.remove("trust/2.root.json").ok());
  world.office.publish(3, {5'000});
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 3; }));
  EXPECT_TRUE(world.own.exists("trust/2.root.json"));
}

TEST(Syncer, ARolledBackTimestampIsRefusedAndWhatPlaysStays) {
  World world;
  play_first(world);
  SimRepository& repository = world.office.commune.repository;
  const std::string old = repository.newest("timestamp");
  world.office.publish(2, {5'000});
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }));
  repository.newest("timestamp") = old;
  world.run_for(limits::kSelectionEvery + 10s);
  EXPECT_EQ(world.core->problem(), "agent.selection_refused");
  EXPECT_EQ(world.playable_generation(), 2);
}

TEST(Syncer, ABoardThatIsPairedWithAnotherOfficeBeginsWithItsRoot) {
  World world;
  play_first(world);
  world.kill();
  world.office.place = {"30308", "91", "UBND xã Tân Thuận"};
  world.office.commune = foreign_commune(world.office.place);
  world.office.board = {"board-9"};
  world.pair();
  world.office.publish(1, {5'000});
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }));
}

TEST(Syncer, AnAnnouncedGenerationStandsWithinTwoSeconds) {
  World world;
  world.office.publish(1, {5'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }));
  world.run_for(60s);
  world.office.publish(2, {5'000});
  world.transport.push(world.office.head_event());
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }, 2s));
}

TEST(Syncer, WhatIsWithdrawnMeanwhileIsNotWaitedFor) {
  World world;
  world.office.publish(1, {5'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }));
  world.office.publish(2, {20 * kChunk});
  world.transport.line.piece_bytes_max = 2'000;  // A thin line: this takes minutes.
  world.transport.push(world.office.head_event());
  world.run_for(5s);
  EXPECT_EQ(world.playable_generation(), 1);
  world.office.publish(3, {3'000});
  world.transport.push(world.office.head_event());
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 3; }, 3s));
}

TEST(Syncer, AFullDiskKeepsThePictureAndIsTold) {
  World world;
  world.office.publish(1, {50'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }));
  world.run_for(5s);
  world.office.publish(2, {60'000});
  world.board.set_full(true);
  world.transport.push(world.office.head_event());
  world.run_for(3min);
  EXPECT_EQ(world.playable_generation(), 1);
  ASSERT_FALSE(world.office.statuses.empty());
  EXPECT_EQ(world.office.statuses.back().problem, "agent.disk_full");
  EXPECT_EQ(world.office.statuses.back().generation_held, 1);
  world.board.set_full(false);
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }, 3min));
  world.run_for(5s);
  EXPECT_EQ(world.office.statuses.back().problem, "");
}

TEST(Syncer, OnlyWhatCurrentAndPreviousNameIsKept) {
  World world;
  world.pair();
  for (std::int64_t generation = 1; generation <= 4; ++generation) {
    world.office.publish(generation, {5'000, 6'000, 7'000});
    world.transport.push(world.office.head_event());
    ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == generation; }));
  }
  world.run_for(2s);
  EXPECT_EQ(world.board.list("blobs").size(), 6u);
  EXPECT_EQ(world.own.list("versions").size(), 6u);
  EXPECT_TRUE(world.board.exists(kPreviousFile));
}

TEST(Syncer, ADamagedCurrentFileIsFetchedAgain) {
  World world;
  world.office.publish(3, {5'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 3; }));
  world.kill();
  world.board.write_atomic(kCurrentFile, "{\"items\":", false).value();
  ASSERT_TRUE(world.start());
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 3; }));
}

}  // namespace
}  // namespace bangtin
