#include "manager/server/event_hub.h"

#include <gtest/gtest.h>

#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

const BoardId kBoard{"b1"};

TEST(EventHub, KnowsWhoIsOnline) {
  EventHub hub;
  EXPECT_FALSE(hub.online(kBoard));
  const auto sink = std::make_shared<KeptSink>();
  hub.open(kBoard, "192.0.2.1", 0, sink);
  EXPECT_TRUE(hub.online(kBoard));
  EXPECT_EQ(hub.peer_of(kBoard), "192.0.2.1");
  hub.closed(kBoard, sink.get());
  EXPECT_FALSE(hub.online(kBoard));
  EXPECT_EQ(hub.streams(), 0u);
}

TEST(EventHub, ClosesTheOlderOfTwoStreamsOfABoard) {
  EventHub hub;
  const auto first = std::make_shared<KeptSink>();
  const auto second = std::make_shared<KeptSink>();
  hub.open(kBoard, "192.0.2.1", 0, first);
  hub.open(kBoard, "192.0.2.2", 0, second);
  EXPECT_TRUE(first->closed);
  EXPECT_FALSE(second->closed);
  hub.closed(kBoard, first.get());
  EXPECT_TRUE(hub.online(kBoard));
}

TEST(EventHub, LosesNoHeadBetweenTheAnswerAndTheOpening) {
  EventHub hub;
  hub.announce(kBoard, 7, 3);
  const auto late = std::make_shared<KeptSink>();
  hub.open(kBoard, "192.0.2.1", 6, late);
  EXPECT_EQ(late->sent, head_event(7, 3));
  const auto knows = std::make_shared<KeptSink>();
  hub.open(kBoard, "192.0.2.1", 7, knows);
  EXPECT_EQ(knows->sent, "");
}

TEST(EventHub, SendsEachHeadOnceAndNoneThatIsOlder) {
  EventHub hub;
  const auto sink = std::make_shared<KeptSink>();
  hub.open(kBoard, "192.0.2.1", 0, sink);
  hub.announce(kBoard, 7, 3);
  hub.announce(kBoard, 7, 3);
  hub.announce(kBoard, 6, 2);
  hub.announce(BoardId{"other"}, 8, 1);
  EXPECT_EQ(sink->sent, head_event(7, 3));
}

TEST(EventHub, AnOrderLeavesTheGenerationAsItWas) {
  EventHub hub;
  const auto sink = std::make_shared<KeptSink>();
  hub.open(kBoard, "192.0.2.1", 0, sink);
  hub.announce(kBoard, 7, 3);
  hub.announce(kBoard, 8, 0, 41);
  hub.announce(kBoard, 9, 4);
  EXPECT_EQ(sink->sent, head_event(7, 3) + head_event(8, 3, 41) + head_event(9, 4, 41));
  const auto late = std::make_shared<KeptSink>();
  hub.open(kBoard, "192.0.2.1", 7, late);
  EXPECT_EQ(late->sent, head_event(9, 4, 41));
}

TEST(EventHub, DropsTheStreamOfARevokedBoard) {
  EventHub hub;
  const auto sink = std::make_shared<KeptSink>();
  hub.open(kBoard, "192.0.2.1", 0, sink);
  hub.drop(kBoard);
  EXPECT_TRUE(sink->closed);
  EXPECT_FALSE(hub.online(kBoard));
  hub.drop(kBoard);
}

}  // namespace
}  // namespace bangtin
