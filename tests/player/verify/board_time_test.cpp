// The question what time it is, and what the player takes for an answer.
#include <gtest/gtest.h>

#include "shared/trust/signed_time.h"
#include "tests/player/verify/folder_world.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

struct TimeWorld : FolderWorld {
  TimeWorld() {
    pair();
    publish(1);
    EXPECT_EQ(generation_of(read()), 1);
  }
  std::string question() {
    const auto bytes = disk.read("ask-time.json", 0, 1'000);
    TimeQuestion question;
    EXPECT_TRUE(bytes.ok() && from_json(*Json::parse(*bytes), question).ok());
    return question.nonce;
  }
  const KeyPair& server() { return commune.repository.signers.at("timestamp").front(); }
  void answer(const std::string& nonce, Instant time, const KeyPair& key) {
    put("time.json", sign_time(time, nonce, key).value());
  }
};

TEST(BoardTime, IsTheServersAnswerToTheQuestionOfLast) {
  TimeWorld world;
  ASSERT_TRUE(world.folder->ask_time(world.random));
  EXPECT_FALSE(world.folder->take_time().has_value()) << "there is none yet";
  world.answer(world.question(), sample::midnight() + 5h, world.server());
  EXPECT_EQ(world.folder->take_time(), sample::midnight() + 5h);
  EXPECT_FALSE(world.folder->take_time().has_value()) << "once";
}

TEST(BoardTime, AnAnswerIsNotTakenTwice) {
  TimeWorld world;
  ASSERT_TRUE(world.folder->ask_time(world.random));
  const std::string first = world.question();
  ASSERT_TRUE(world.folder->ask_time(world.random));
  EXPECT_NE(world.question(), first);
  world.answer(first, sample::midnight(), world.server());
  EXPECT_FALSE(world.folder->take_time().has_value()) << "of the question before";
  world.restart();
  world.answer(world.question(), sample::midnight(), world.server());
  EXPECT_FALSE(world.folder->take_time().has_value()) << "nothing was asked in this run";
}

TEST(BoardTime, IsSignedByTheKeyThatTheRootNames) {
  TimeWorld world;
  ASSERT_TRUE(world.folder->ask_time(world.random));
  world.answer(world.question(), sample::midnight(), KeyPair::from_seed({99}));
  EXPECT_FALSE(world.folder->take_time().has_value());
  for (const char* bad : {"", "{}", "null"}) {
    world.put("time.json", bad);
    EXPECT_FALSE(world.folder->take_time().has_value());
  }
  world.answer(world.question(), sample::midnight(), world.server());
  EXPECT_TRUE(world.folder->take_time().has_value()) << "nonsense before it spoils nothing";
}

TEST(BoardTime, IsNotAskedOfNobody) {
  FolderWorld world;
  EXPECT_FALSE(world.folder->ask_time(world.random)) << "no root is pinned";
  BoardFolder without(world.disk, nullptr, kGlass);
  EXPECT_FALSE(without.ask_time(world.random));
  EXPECT_FALSE(without.take_time().has_value());
  TimeWorld paired;
  paired.disk.set_full(true);
  EXPECT_FALSE(paired.folder->ask_time(paired.random));
}

}  // namespace
}  // namespace bangtin
