#include "player/agent/pairing.h"

#include <gtest/gtest.h>

#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"
#include "shared/crypto/words.h"
#include "tests/player/agent/world.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

bool has_code(World& world) { return !world.card().code.empty(); }

TEST(Pairing, ShowsCodeAndSixWordsAndEndsWithAPinnedServer) {
  World world;
  world.office.publish(1, {1'000});
  ASSERT_TRUE(world.start());
  ASSERT_TRUE(world.run_until([&] { return has_code(world); }, 5s));
  EXPECT_EQ(world.card().code, "BCDFGHJK");
  EXPECT_EQ(world.card().words, fingerprint_words(pairing_fingerprint(
                                    *world.office.board_key, world.office.key.public_key(),
                                    world.office.pin, sha256(world.office.commune.root()))));
  world.run_for(20s);
  EXPECT_FALSE(world.core->paired());
  world.office.accept();
  ASSERT_TRUE(world.run_until([&] { return world.core->paired(); }, 5s));
  EXPECT_FALSE(world.board.exists(kPairingFile));
  const auto pin = load_message<BoardPin>(world.board, kPinFile);
  ASSERT_TRUE(pin.ok());
  EXPECT_EQ(pin->board, world.office.board);
  EXPECT_EQ(pin->server_key, world.office.key.public_key());
  EXPECT_EQ(pin->root, world.office.commune.root());
  EXPECT_EQ(load_server(world.own)->pin, world.office.pin);
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }, 10s));
  EXPECT_TRUE(world.office.complaints.empty());
}

TEST(Pairing, AnAnswerForAnotherKeyIsNotTaken) {
  World world;
  world.office.sealed_for_another = true;
  world.office.accepted = true;
  ASSERT_TRUE(world.start());
  world.run_for(60s);
  EXPECT_FALSE(world.core->paired());
  EXPECT_EQ(world.card().problem, "agent.pairing_refused");
  EXPECT_FALSE(world.board.exists(kPinFile));
}

TEST(Pairing, AnAnswerSealedByAnotherKeyIsNotTaken) {
  World world;
  ASSERT_TRUE(world.start());
  ASSERT_TRUE(world.run_until([&] { return has_code(world); }, 5s));
  world.office.key = KeyPair::generate(world.random);
  world.office.accept();
  world.run_for(60s);
  EXPECT_FALSE(world.core->paired());
}

TEST(Pairing, AnAnswerWithAnotherRootThanTheWordsStoodForIsNotTaken) {
  World world;
  ASSERT_TRUE(world.start());
  ASSERT_TRUE(world.run_until([&] { return has_code(world); }, 5s));
  world.office.answers_with_another_root = true;
  world.office.accept();
  world.run_for(60s);
  EXPECT_FALSE(world.core->paired());
  EXPECT_EQ(world.card().problem, "agent.pairing_refused");
  EXPECT_FALSE(world.board.exists(kPinFile));
  world.office.answers_with_another_root = false;
  EXPECT_TRUE(world.run_until([&] { return world.core->paired(); }, 120s));
}

TEST(Pairing, ThePinSeenWithTheOfferHoldsUntilTheAnswer) {
  World world;
  ASSERT_TRUE(world.start());
  ASSERT_TRUE(world.run_until([&] { return has_code(world); }, 5s));
  world.office.pin.bytes[0] ^= 1;  // Somebody else answers now.
  world.office.accept();
  world.run_for(60s);
  EXPECT_FALSE(world.core->paired());
  EXPECT_EQ(world.card().problem, "agent.wrong_server");
}

TEST(Pairing, ARefusedOfferIsFollowedByANewOne) {
  World world;
  world.office.pairing_state = PairingState::Refused;
  ASSERT_TRUE(world.start());
  ASSERT_TRUE(world.run_until([&] { return world.office.offers >= 3; }, 60s));
}

TEST(Pairing, AnOfferWhoseTimeIsOverIsFollowedByANewOne) {
  World world;
  ASSERT_TRUE(world.start());
  world.run_for(limits::kPairingLifetime + 10s);
  EXPECT_EQ(world.office.offers, 2);
}

TEST(Pairing, ARestartShowsTheSameCode) {
  World world;
  ASSERT_TRUE(world.start());
  ASSERT_TRUE(world.run_until([&] { return has_code(world); }, 5s));
  world.kill();
  ASSERT_TRUE(world.start());
  world.office.accept();
  EXPECT_TRUE(world.run_until([&] { return world.core->paired(); }, 10s));
  EXPECT_EQ(world.office.offers, 1);
}

TEST(Pairing, WithoutAServerTheCardSaysSoUntilThereIsOne) {
  World world;
  world.transport.line.parted = true;
  ASSERT_TRUE(world.start());
  world.run_for(30s);
  EXPECT_TRUE(world.card().code.empty());
  EXPECT_EQ(world.card().problem, "agent.no_server");
  world.transport.line.parted = false;
  EXPECT_TRUE(world.run_until([&] { return has_code(world); }, 120s));
  EXPECT_EQ(world.card().problem, "");
}

TEST(Pairing, ACommuneThatHasNotBegunToSignIsSaidUntilItHas) {
  World world;
  world.office.refuse_all = Error{Code::Conflict, "the commune has no root yet", "trust.none"};
  ASSERT_TRUE(world.start());
  EXPECT_TRUE(world.run_until([&] { return world.card().problem == "agent.no_root"; }));
  world.office.refuse_all.reset();
  EXPECT_TRUE(world.run_until([&] { return !world.card().code.empty(); }));
  EXPECT_EQ(world.card().problem, "");
}

TEST(Pairing, APowerCutAtAnyStepEndsPairedOrPairingNeverBetween) {
  for (int step = 1; step <= 12; ++step) {
    World world(static_cast<std::uint64_t>(step));
    world.office.publish(1, {1'000});
    world.own.cut_power_at(step, false);
    world.board.cut_power_at(step, false);
    try {
      if (world.start()) {
        world.run_until([&] { return has_code(world); }, 5s);
        world.office.accept();
        world.run_for(10s);
      }
    } catch (const PowerCut&) {
    }
    world.own.keep_power();
    world.board.keep_power();
    world.kill();
    world.office.accept();
    ASSERT_TRUE(world.start()) << step;
    EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }, 60s)) << step;
  }
}

}  // namespace
}  // namespace bangtin
