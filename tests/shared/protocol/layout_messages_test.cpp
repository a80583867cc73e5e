#include "shared/protocol/layout_messages.h"

#include <gtest/gtest.h>

#include "shared/protocol/messages.h"
#include "tests/fakes/sample_layout.h"

namespace bangtin {
namespace {

TEST(LayoutMessages, GoThereAndBack) {
  LayoutRecord layout = sample::layout();
  layout.drawn_at = Instant(Millis(1'790'000'000'123));
  layout.older_items = {ItemId{"tin-1"}, ItemId{"tin-2"}};
  LayoutRecord again;
  ASSERT_TRUE(from_json(to_json(layout), again).ok());
  EXPECT_EQ(again, layout);
  layout.portrait.clear();
  layout.older_items.clear();
  const std::string bytes = to_json(layout).dump();
  EXPECT_EQ(bytes.find("portrait"), bytes.npos) << bytes;
  ASSERT_TRUE(from_json(Json::parse(bytes).value(), again).ok());
  EXPECT_EQ(again, layout);
}

TEST(LayoutMessages, RefuseWhatIsNoShareAndMoreZonesThanThereAreRoles) {
  LayoutRecord layout = sample::layout();
  LayoutRecord kept = sample::layout();
  layout.portrait[0].width = kShareWhole + 1;
  EXPECT_FALSE(from_json(to_json(layout), kept).ok());
  layout = sample::layout();
  layout.landscape[2].left = -1;
  EXPECT_FALSE(from_json(to_json(layout), kept).ok());
  layout = sample::layout();
  layout.landscape.resize(kDrawnZonesMax + 1);
  EXPECT_FALSE(from_json(to_json(layout), kept).ok());
  EXPECT_EQ(kept, sample::layout()) << "on an error nothing is taken";
}

TEST(LayoutMessages, AScheduleWithoutOneIsWrittenAsBefore) {
  Schedule schedule;
  EXPECT_EQ(to_json(schedule).dump(),
            R"({"layout":"standard","priority":1,"rules":[],"zone":"main"})");
  schedule.drawn = LayoutId{"bo-cuc-1"};
  Schedule again;
  ASSERT_TRUE(from_json(to_json(schedule), again).ok());
  EXPECT_EQ(again, schedule);
}

}  // namespace
}  // namespace bangtin
