// Which orders a player takes of its folder: each once, over restarts too, and only its own.
#include "player/verify/order_book.h"

#include "tests/player/verify/folder_world.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

struct OrderWorld : FolderWorld {
  OrderWorld() {
    pair();
    publish(1);
    EXPECT_EQ(generation_of(read()), 1);
  }
  const KeyPair& server() { return commune.repository.signers.at("timestamp").front(); }
  std::string order(std::int64_t number, OrderKind kind = OrderKind::Volume,
                    std::int64_t value = 30) {
    return sign_order({pin().board, number, now + 10min, kind, value}, server()).value();
  }
  /// The numbers of those that are taken of these; one whose picture comes too often negative.
  std::vector<std::int64_t> taken(const std::vector<std::string>& orders) {
    put("orders.json", to_json(OrderBatch{orders}).dump());
    std::vector<std::int64_t> numbers;
    const auto court = folder->order_court(now);
    const auto file = folder->orders();
    if (!court.ok() || !file.ok()) return numbers;
    for (const TakenOrder& one : book->take(*file, *court)) {
      numbers.push_back(one.too_often ? -one.order.number : one.order.number);
    }
    return numbers;
  }
  void restart_player() {
    restart();
    read();
    book = std::make_unique<OrderBook>(own);
  }

  std::unique_ptr<OrderBook> book = std::make_unique<OrderBook>(own);
};

using Numbers = std::vector<std::int64_t>;

TEST(OrderBook, TakesEachOrderOnceInItsOrder) {
  OrderWorld world;
  EXPECT_EQ(world.taken({world.order(1), world.order(2, OrderKind::Restart, 0)}), (Numbers{1, 2}));
  EXPECT_EQ(world.taken({world.order(1), world.order(2, OrderKind::Restart, 0)}), Numbers{});
  EXPECT_EQ(world.taken({world.order(2, OrderKind::Restart, 0), world.order(5)}), Numbers{5});
  EXPECT_EQ(world.taken({world.order(4)}), Numbers{}) << "older than one that was taken";
}

TEST(OrderBook, TakesNoneTwiceOverARestart) {
  OrderWorld world;
  EXPECT_EQ(world.taken({world.order(3, OrderKind::Restart, 0)}), Numbers{3});
  world.restart_player();
  EXPECT_EQ(world.taken({world.order(3, OrderKind::Restart, 0)}), Numbers{});
  EXPECT_EQ(world.taken({world.order(4)}), Numbers{4});
}

TEST(OrderBook, TakesNoneThatItCannotRemember) {
  OrderWorld world;
  world.own.set_full(true);
  EXPECT_EQ(world.taken({world.order(1)}), Numbers{}) << "it could be used again";
  world.own.set_full(false);
  EXPECT_EQ(world.taken({world.order(1)}), Numbers{1});
}

TEST(OrderBook, PassesOverWhatDoesNotHoldAndTakesTheRest) {
  OrderWorld world;
  const std::string stranger =
      sign_order({world.pin().board, 3, world.now + 10min, OrderKind::Volume, 0},
                 KeyPair::from_seed({99}))
          .value();
  const std::string elsewhere =
      sign_order({{"board-9"}, 4, world.now + 10min, OrderKind::Volume, 0}, world.server()).value();
  EXPECT_EQ(world.taken({"", stranger, elsewhere, "{}", world.order(5)}), Numbers{5});
  world.now += 10min;
  EXPECT_EQ(world.taken({world.order(5)}), Numbers{}) << "it was used";
  for (const char* bad : {"", "{}", "null", "{\"orders\":[1]}"}) {
    world.put("orders.json", bad);
    const auto court = world.folder->order_court(world.now);
    ASSERT_TRUE(court.ok());
    EXPECT_TRUE(world.book->take(bad, *court).empty());
  }
}

TEST(OrderBook, ForgetsTheNumbersOfAKeyThatSignsNoMore) {
  OrderWorld world;
  EXPECT_EQ(world.taken({world.order(1'000)}), Numbers{1'000});
  // As the commune's key says it after a server was restored: another online key.
  OrderCourt court = *world.folder->order_court(world.now);
  const KeyPair renewed = KeyPair::from_seed({77});
  auto& role = court.root.roles["timestamp"];
  role.key_ids.clear();
  tuf::add_key(court.root.keys, role, renewed.public_key());
  const std::string fresh =
      sign_order({world.pin().board, 5, world.now + 1min, OrderKind::Volume, 1}, renewed).value();
  const std::string file = to_json(OrderBatch{{fresh}}).dump();
  ASSERT_EQ(world.book->take(file, court).size(), 1U);
  EXPECT_TRUE(world.book->take(file, court).empty()) << "once, as ever";
}

TEST(OrderBook, LetsNobodyTakePicturesWithoutEnd) {
  OrderWorld world;
  std::int64_t number = 0;
  const auto ask = [&] { return world.taken({world.order(++number, OrderKind::Picture, 0)}); };
  EXPECT_EQ(ask(), Numbers{1});
  EXPECT_EQ(ask(), Numbers{-2}) << "at once again";
  world.now += limits::kGlassPictureEvery;
  EXPECT_EQ(ask(), Numbers{3});
  int sent = 2;
  world.restart_player();  // Does not begin anew.
  for (int i = 0; i < 100; ++i) {
    world.now += limits::kGlassPictureEvery;
    if (ask().front() > 0) ++sent;
  }
  EXPECT_EQ(sent, limits::kGlassPicturesPerDay);
  world.now += 24h;
  world.read();
  const Numbers next_day = ask();
  EXPECT_EQ(next_day, Numbers{number});
  ++number;
  EXPECT_EQ(world.taken({world.order(number)}), Numbers{number}) << "only pictures are counted";
}

TEST(OrderBook, KeepsWhatIsSetAndWhatItAnswered) {
  OrderWorld world;
  for (std::int64_t number = 1; number <= 10; ++number) {
    ASSERT_TRUE(world.book->note({{number, OrderResult::Impossible}, 35, 60}).ok());
  }
  const KeptControls kept = read_kept_controls(world.own);
  EXPECT_EQ(kept.volume_percent, 35);
  EXPECT_EQ(kept.brightness_percent, 60);
  ASSERT_EQ(kept.answers.size(), limits::kOrdersMax);
  EXPECT_EQ(kept.answers.back(), (OrderAnswer{10, OrderResult::Impossible}));
}

TEST(OrderBook, BeginsAnewWithAFileThatIsNone) {
  OrderWorld world;
  for (const char* bad : {"", "{}", "{\"volume\":900}"}) {
    ASSERT_TRUE(world.own.write_atomic("controls.json", bad, false).ok());
    EXPECT_EQ(read_kept_controls(world.own).volume_percent, 100);
  }
}

TEST(OrderCourt, IsOfNobodyWithoutARoot) {
  FolderWorld world;
  EXPECT_FALSE(world.folder->order_court(world.now).ok());
  BoardFolder without(world.disk, nullptr, kGlass);
  EXPECT_FALSE(without.order_court(world.now).ok());
}

TEST(OrderCourt, IsTheBoardThatPlaysWhateverTheAgentWrites) {
  OrderWorld world;
  BoardPin other = world.pin();
  other.board = {"board-9"};
  other.root = "another root";
  world.put("pin.json", to_json(other).dump());
  world.read();
  EXPECT_EQ(world.folder->order_court(world.now)->board, world.pin().board);
}

}  // namespace
}  // namespace bangtin
