#include "player/verify/pin_lock.h"

#include <gtest/gtest.h>

#include "tests/fakes/seeded_random.h"
#include "tests/fakes/sim_disk.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class PinLockTest : public testing::Test {
 protected:
  PinLock open() { return PinLock(disk_, at_, kPasswordCostTest); }
  /// A wrong try as soon as one is taken.
  PinLock::Answer wrong(PinLock& lock) {
    at_ += lock.wait(at_);
    return lock.check("000001", at_).value();
  }

  SeededRandom random_{1};
  SimDisk disk_{random_};
  Monotonic at_{1h};
};

TEST_F(PinLockTest, ThereIsNoDefault) {
  PinLock lock = open();
  EXPECT_FALSE(lock.is_set());
  for (const char* pin : {"", "000000", "123456"}) {
    EXPECT_EQ(lock.check(pin, at_).value(), PinLock::Answer::Wrong) << pin;
  }
}

TEST_F(PinLockTest, OpensWithItsPinAlsoAfterARestart) {
  PinLock lock = open();
  ASSERT_TRUE(lock.set("402615").ok());
  EXPECT_EQ(lock.check("402615", at_).value(), PinLock::Answer::Right);
  PinLock again = open();
  EXPECT_TRUE(again.is_set());
  EXPECT_EQ(again.check("402615", at_).value(), PinLock::Answer::Right);
  EXPECT_EQ(again.check("402614", at_).value(), PinLock::Answer::Wrong);
}

TEST_F(PinLockTest, KeepsNothingThatCouldBeRead) {
  PinLock lock = open();
  ASSERT_TRUE(lock.set("402615").ok());
  const std::string bytes = disk_.read(PinLock::kFile, 0, 4'096).value();
  EXPECT_EQ(bytes.find("402615"), std::string::npos);
  EXPECT_NE(bytes.find("$argon2id$"), std::string::npos);
}

TEST_F(PinLockTest, RefusesWhatIsNoPin) {
  PinLock lock = open();
  for (const char* pin : {"", "12345", "1234567", "12345a", "１２３４５６"}) {
    EXPECT_FALSE(lock.set(pin).ok()) << pin;
  }
  EXPECT_FALSE(lock.is_set());
}

TEST_F(PinLockTest, WrongTriesSlowDownAndThenLockForAMinuteEach) {
  PinLock lock = open();
  ASSERT_TRUE(lock.set("402615").ok());
  EXPECT_EQ(lock.wait(at_), 0ms);
  const Millis pauses[] = {2s, 4s, 6s, 8s, 60s, 60s, 60s};
  for (const Millis pause : pauses) {
    EXPECT_EQ(wrong(lock), PinLock::Answer::Wrong);
    EXPECT_EQ(lock.wait(at_), pause);
    EXPECT_EQ(lock.check("402615", at_ + pause - 1ms).value(), PinLock::Answer::Wait)
        << "even the right one waits";
  }
  at_ += 60s;
  EXPECT_EQ(lock.check("402615", at_).value(), PinLock::Answer::Right);
  EXPECT_EQ(wrong(lock), PinLock::Answer::Wrong);
  EXPECT_EQ(lock.wait(at_), 2s) << "a right one begins anew";
}

TEST_F(PinLockTest, ARestartDoesNotShortenTheWait) {
  {
    PinLock lock = open();
    ASSERT_TRUE(lock.set("402615").ok());
    for (int i = 0; i < 5; ++i) wrong(lock);
  }
  PinLock again = open();
  EXPECT_EQ(again.wait(at_), 60s);
  EXPECT_EQ(again.check("402615", at_).value(), PinLock::Answer::Wait);
}

TEST_F(PinLockTest, ACutInTheMiddleOfATryDoesNotGiveItAway) {
  {
    PinLock lock = open();
    ASSERT_TRUE(lock.set("402615").ok());
  }
  std::int64_t tries = 0;
  for (int cut = 1; cut <= 3; ++cut) {
    PinLock lock = open();
    at_ += lock.wait(at_);
    disk_.cut_power_at(cut, false);
    bool judged = false;
    try {
      judged = lock.check("111112", at_).ok();
    } catch (const PowerCut&) {
      disk_.crash();
    }
    disk_.keep_power();
    PinLock after = open();
    EXPECT_TRUE(after.is_set());
    if (judged) {
      ++tries;
      EXPECT_GE(after.wait(at_), PinLock::pause_after(tries));
    }
    at_ += after.wait(at_);
    EXPECT_EQ(after.check("402615", at_).value(), PinLock::Answer::Right) << "the PIN is whole";
    tries = 0;
  }
}

TEST_F(PinLockTest, ATryThatCannotBeNotedIsNotJudged) {
  PinLock lock = open();
  ASSERT_TRUE(lock.set("402615").ok());
  disk_.set_full(true);
  EXPECT_FALSE(lock.check("402615", at_).ok());
  disk_.set_full(false);
  EXPECT_EQ(lock.check("402615", at_).value(), PinLock::Answer::Right);
}

TEST_F(PinLockTest, ABrokenFileOpensForNobodyAndIsReplacedByAnAdministrator) {
  disk_.write_atomic(PinLock::kFile, "{\"hash\":1}", true).value();
  PinLock lock = open();
  EXPECT_TRUE(lock.is_set());
  EXPECT_EQ(lock.check("402615", at_).value(), PinLock::Answer::Wrong);
  PinLock administrator = open();
  ASSERT_TRUE(administrator.set("402615").ok());
  at_ += 1min;
  EXPECT_EQ(lock.check("402615", at_).value(), PinLock::Answer::Right) << "without a restart";
}

}  // namespace
}  // namespace bangtin
