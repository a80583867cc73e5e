#include "player/agent/order_carrier.h"

#include <gtest/gtest.h>

#include "shared/protocol/glass_picture.h"
#include "tests/fakes/sample_glass.h"
#include "tests/player/agent/world.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

struct OrderWorld : World {
  OrderWorld() {
    pair();
    EXPECT_TRUE(start());
    run_for(5s);
  }
  /// The office gives an order and says so on the stream.
  void order(std::int64_t number, const std::string& envelope) {
    office.orders.push_back(envelope);
    transport.push("event: head\nid: 900\ndata: {\"generation\":0,\"order\":" +
                   std::to_string(number) + "}\n\n");
    run_for(2s);
  }
  std::vector<std::string> in_folder() {
    const auto bytes = board.read("orders.json", 0, 64u << 10);
    if (!bytes) return {};
    return message_from<OrderBatch>(*bytes).value().orders;
  }
  void picture(std::int64_t number) {
    const std::string file = glass_file({number, now, {64, 36}}, sample::png({64, 36}));
    ASSERT_TRUE(board.write_atomic("glass.picture", file, false).ok());
    if (core) folder_changed();
  }
  int asked(const char* path) { return office.asked[path]; }
};

TEST(OrderCarrier, BringsOrdersAsTheyWereSigned) {
  OrderWorld world;
  EXPECT_EQ(world.asked("/v1/board/orders"), 1) << "at the start";
  world.order(1, "first");
  EXPECT_EQ(world.in_folder(), std::vector<std::string>{"first"});
  world.order(2, "second");
  EXPECT_EQ(world.in_folder(), (std::vector<std::string>{"first", "second"}));
  const int asked = world.asked("/v1/board/orders");
  world.run_for(30s);
  EXPECT_EQ(world.asked("/v1/board/orders"), asked) << "nothing new was said";
}

TEST(OrderCarrier, AsksOnceTheLineIsBack) {
  OrderWorld world;
  world.transport.line.parted = true;
  world.office.orders = {"while away"};
  world.run_for(10min);
  EXPECT_TRUE(world.in_folder().empty());
  world.transport.line.parted = false;
  EXPECT_TRUE(world.run_until([&] { return !world.in_folder().empty(); }, 5min));
}

TEST(OrderCarrier, IsContentWithAnOfficeThatKnowsNoOrders) {
  OrderWorld world;
  world.office.knows_orders = false;
  world.order(1, "none");
  const int asked = world.asked("/v1/board/orders");
  world.run_for(30s);
  EXPECT_EQ(world.asked("/v1/board/orders"), asked) << "but for each new connection";
}

TEST(OrderCarrier, SendsEachPictureOnce) {
  OrderWorld world;
  world.picture(5);
  world.run_for(2s);
  ASSERT_EQ(world.office.pictures.size(), 1U);
  EXPECT_EQ(world.office.pictures[0].number, 5);
  world.folder_changed();
  world.run_for(1h);
  EXPECT_EQ(world.asked("/v1/board/picture"), 1);
  world.kill();
  ASSERT_TRUE(world.start());
  world.run_for(1min);
  EXPECT_EQ(world.asked("/v1/board/picture"), 1) << "a restart sends nothing again";
  world.picture(6);
  world.run_for(2s);
  EXPECT_EQ(world.office.pictures.back().number, 6);
}

TEST(OrderCarrier, TriesAgainUntilTheOfficeHasIt) {
  OrderWorld world;
  world.transport.line.parted = true;
  world.picture(5);
  world.run_for(10min);
  world.transport.line.parted = false;
  EXPECT_TRUE(world.run_until([&] { return !world.office.pictures.empty(); }, 5min));
}

TEST(OrderCarrier, GivesUpWhatTheOfficeDoesNotWant) {
  OrderWorld world;
  world.office.refuse_pictures = Error{Code::Conflict, "nobody waits", "order.not_asked"};
  world.picture(5);
  world.run_for(1h);
  EXPECT_EQ(world.asked("/v1/board/picture"), 1) << "nobody's data is spent on it again";
}

TEST(OrderCarrier, SendsNothingThatIsNoPicture) {
  OrderWorld world;
  ASSERT_TRUE(world.board
                  .write_atomic("glass.picture",
                                glass_file({5, world.now, {64, 36}}, sample::png({9, 9})), false)
                  .ok());
  world.folder_changed();
  ASSERT_TRUE(world.board.write_atomic("glass.picture", "nonsense", false).ok());
  world.folder_changed();
  world.run_for(1min);
  EXPECT_EQ(world.asked("/v1/board/picture"), 0);
}

TEST(OrderCarrier, TellsTheOfficeHowTheBoardIsSet) {
  OrderWorld world;
  ShownFile shown;
  shown.canvas_px = {64, 36};
  shown.controls = BoardControls{70, {}, {}, {{9, OrderResult::Done}}};
  ASSERT_TRUE(world.board.write_atomic("shown.json", to_json(shown).dump(), false).ok());
  world.folder_changed();
  world.run_for(2s);
  ASSERT_FALSE(world.office.statuses.empty());
  EXPECT_EQ(world.office.statuses.back().controls, shown.controls);
}

}  // namespace
}  // namespace bangtin
