#include "manager/desk/library_link.h"

#include <gtest/gtest.h>

namespace bangtin::desk {
namespace {

/// Answers with the address of a trial as its title; waits where it is told to.
class SlowServer final : public LibraryServer {
 public:
  Result<LibraryFound> answer(const LibraryJob& job) override {
    const auto* wanted = std::get_if<TryOrder>(&job.order);
    if (wanted == nullptr) return Error{Code::NotFound, "no", "news.feed_unknown"};
    if (wanted->url == "chậm") (void)go_on.pop();
    FeedTrial trial;
    trial.title = wanted->url;
    return LibraryFound(trial);
  }
  Mailbox<int> go_on;
};

class LibraryLinkTest : public testing::Test {
 protected:
  LibraryReport next(LibraryLink& link) {
    while (true) {
      if (auto report = link.take()) return std::move(*report);
      (void)woken_.pop();
    }
  }
  static LibraryJob job(LibraryOrder order) { return {std::move(order), {}, {}, "token"}; }

  Mailbox<int> woken_;
  SlowServer server_;
};

TEST_F(LibraryLinkTest, DoesJobsInTheirOrderAndTellsEachWithItsEnd) {
  LibraryLink link(server_, [this] { (void)woken_.push(1); });
  link.give(job(TryOrder{"một"}));
  link.give(job(LoadNews{}));
  const LibraryReport first = next(link);
  EXPECT_EQ(first.job.token, "token");
  ASSERT_TRUE(first.found.ok());
  EXPECT_EQ(std::get<FeedTrial>(*first.found).title, "một");
  const LibraryReport second = next(link);
  ASSERT_FALSE(second.found.ok());
  EXPECT_EQ(second.found.error().key, "news.feed_unknown");
}

TEST_F(LibraryLinkTest, WhatFindsNoRoomEndsAtOnce) {
  LibraryLink link(server_, [this] { (void)woken_.push(1); });
  for (int i = 0; i < 80; ++i) link.give(job(TryOrder{"chậm"}));
  // The first waits at its portal: only what found no room has ended.
  const auto refused = link.take();
  ASSERT_TRUE(refused);
  ASSERT_FALSE(refused->found.ok());
  EXPECT_EQ(refused->found.error().code, Code::Unavailable);
  server_.go_on.close();
}

TEST_F(LibraryLinkTest, ClosingTheWindowBeginsNothingMore) {
  {
    LibraryLink link(server_, [this] { (void)woken_.push(1); });
    link.give(job(TryOrder{"chậm"}));
    link.give(job(TryOrder{"chậm"}));
    (void)server_.go_on.push(1);
    (void)next(link);
    server_.go_on.close();
  }
  SUCCEED() << "the thread has ended";
}

TEST(LibraryOrders, AreKnownWhereAPortalMayKeepThemWaiting) {
  EXPECT_TRUE(asks_a_portal(TryOrder{}));
  EXPECT_TRUE(asks_a_portal(FetchOrder{}));
  EXPECT_TRUE(asks_a_portal(TakeOrder{}));
  EXPECT_TRUE(asks_a_portal(ThumbnailOrder{"s", StoryId{"s"}}));
  EXPECT_FALSE(asks_a_portal(ThumbnailOrder{"b", Media{}}));
  EXPECT_FALSE(asks_a_portal(LoadMedia{}));
}

}  // namespace
}  // namespace bangtin::desk
