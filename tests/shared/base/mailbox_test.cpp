#include "shared/base/mailbox.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>
#include <vector>

namespace bangtin {
namespace {

using namespace std::chrono_literals;

TEST(Mailbox, HandsMessagesOutInTheirOrder) {
  Mailbox<int> mailbox;
  EXPECT_EQ(mailbox.try_pop(), std::nullopt);
  EXPECT_TRUE(mailbox.push(1));
  EXPECT_TRUE(mailbox.push(2));
  EXPECT_EQ(mailbox.pop(), 1);
  EXPECT_EQ(mailbox.pop_for(1h), 2);
  EXPECT_EQ(mailbox.try_pop(), std::nullopt);
}

TEST(Mailbox, RefusesWhenFullAndTakesAgainOnceThereIsRoom) {
  Mailbox<int> mailbox(2);
  EXPECT_TRUE(mailbox.push(1));
  EXPECT_TRUE(mailbox.push(2));
  EXPECT_FALSE(mailbox.push(3));
  EXPECT_EQ(mailbox.pop(), 1);
  EXPECT_TRUE(mailbox.push(4));
  EXPECT_EQ(mailbox.pop(), 2);
  EXPECT_EQ(mailbox.pop(), 4);
}

TEST(Mailbox, DrainsAfterClosingAndThenSaysItIsOver) {
  Mailbox<int> mailbox;
  EXPECT_TRUE(mailbox.push(1));
  mailbox.close();
  EXPECT_FALSE(mailbox.push(2));
  EXPECT_FALSE(mailbox.closed()) << "a message is still inside";
  EXPECT_EQ(mailbox.pop(), 1);
  EXPECT_TRUE(mailbox.closed());
  EXPECT_EQ(mailbox.pop(), std::nullopt);
}

TEST(Mailbox, GivesUpAtTheTimeout) {
  Mailbox<int> mailbox;
  EXPECT_EQ(mailbox.pop_for(0ms), std::nullopt);
  EXPECT_FALSE(mailbox.closed());
}

TEST(Mailbox, MovesMessagesThatCannotBeCopied) {
  Mailbox<std::unique_ptr<int>> mailbox;
  EXPECT_TRUE(mailbox.push(std::make_unique<int>(7)));
  EXPECT_EQ(**mailbox.pop(), 7);
}

TEST(Mailbox, LosesAndDoublesNothingBetweenThreads) {
  constexpr int kMessages = 20'000;
  constexpr int kSenders = 2;
  Mailbox<std::pair<int, int>> mailbox(64);
  std::vector<std::thread> senders;
  for (int sender = 0; sender < kSenders; ++sender) {
    senders.emplace_back([&mailbox, sender] {
      for (int number = 0; number < kMessages; ++number) {
        while (!mailbox.push({sender, number})) std::this_thread::yield();
      }
    });
  }
  std::vector<int> next(kSenders, 0);
  for (int i = 0; i < kSenders * kMessages; ++i) {
    const auto message = mailbox.pop();
    ASSERT_TRUE(message.has_value());
    auto& expected = next[static_cast<std::size_t>(message->first)];
    ASSERT_EQ(message->second, expected) << "each sender's order is kept";
    ++expected;
  }
  for (auto& sender : senders) sender.join();
  EXPECT_EQ(mailbox.try_pop(), std::nullopt);
}

TEST(Mailbox, ClosingWakesEveryWaiter) {
  Mailbox<int> mailbox;
  std::vector<std::thread> waiters;
  for (int i = 0; i < 3; ++i) {
    waiters.emplace_back(
        [&mailbox, i] { EXPECT_EQ(i == 0 ? mailbox.pop_for(1h) : mailbox.pop(), std::nullopt); });
  }
  mailbox.close();
  for (auto& waiter : waiters) waiter.join();
}

}  // namespace
}  // namespace bangtin
