// What an order to a board may be, and A41: each way to bend one is tried twice, against the board
// as it is built and against one with the guard missing that is there for it. The first must
// refuse, the second must take it: so none fails for another reason than the one it names.
#include "shared/protocol/board_order.h"

#include <gtest/gtest.h>

#include "shared/trust/house_sign.h"
#include "shared/trust/sign.h"
#include "shared/trust/signed_time.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

const Instant kNow{std::chrono::sys_days(std::chrono::year(2027) / 3 / 1)};
const BoardId kBoard{"board-1"};

KeyPair key(std::uint8_t name) { return KeyPair::from_seed({name}); }
OrderCourt court(std::int64_t taken = 7) {
  return {first_root(key(1).public_key(), key(2).public_key(), kNow + 24h), kBoard, taken, kNow};
}
BoardOrder order(std::int64_t number = 8, OrderKind kind = OrderKind::Volume,
                 std::int64_t value = 40) {
  return {kBoard, number, kNow + 10min, kind, value};
}

struct OneGuardMissing {
  OrderGuard missing;
  bool on(OrderGuard guard) const { return guard != missing; }
};

TEST(BoardOrder, IsWhatTheServerSaid) {
  for (const auto& [kind, value] :
       {std::pair(OrderKind::Picture, 0), std::pair(OrderKind::TestCard, 60),
        std::pair(OrderKind::Restart, 0), std::pair(OrderKind::Volume, 100),
        std::pair(OrderKind::Brightness, 10)}) {
    const auto read = judge_order(sign_order(order(8, kind, value), key(2)).value(), court());
    ASSERT_TRUE(read.ok()) << name_of(kind) << " " << read.error().message;
    EXPECT_EQ(read->board, kBoard);
    EXPECT_EQ(read->number, 8);
    EXPECT_EQ(read->expires, kNow + 10min);
    EXPECT_EQ(read->kind, kind);
    EXPECT_EQ(read->value, value);
  }
}

TEST(BoardOrder, IsNoMetadataAndNoTime) {
  const std::string said = sign_order(order(), key(2)).value();
  const Json part = tuf::parse_envelope(said)->signed_part;
  EXPECT_FALSE(tuf::parse_timestamp(part).ok());
  EXPECT_FALSE(tuf::parse_snapshot(part).ok());
  EXPECT_FALSE(tuf::parse_targets(part).ok());
  EXPECT_FALSE(signed_time(said, std::string(32, '0'), court().root).ok());
}

TEST(BoardOrder, RefusesWhatHasAnotherForm) {
  const std::string good = sign_order(order(), key(2)).value();
  for (const std::string& bad : {std::string(), std::string("{}"), good.substr(1), good + "x",
                                 good + std::string(limits::kOrderBytesMax, ' ')}) {
    const auto read = judge_order(bad, court());
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.error().code, Code::Invalid);
  }
  const KeyPair online = key(2);
  for (const char* member : {"board", "number", "expires", "order", "value"}) {
    Json part = tuf::parse_envelope(good)->signed_part;
    part.set(member, true);
    EXPECT_FALSE(judge_order(tuf::sign(part, std::span(&online, 1)), court()).ok()) << member;
  }
  Json newer = tuf::parse_envelope(good)->signed_part;
  newer.set("order", "play");
  const auto read = judge_order(tuf::sign(newer, std::span(&online, 1)), court());
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, Code::Unsupported);
}

TEST(BoardOrder, ItsSignerIsTheSetOfKeysThatMaySign) {
  const tuf::Root one = court().root;
  const tuf::Root other = first_root(key(1).public_key(), key(3).public_key(), kNow);
  EXPECT_EQ(order_signer(one),
            order_signer(first_root(key(9).public_key(), key(2).public_key(), kNow + 1h)))
      << "only who signs orders counts";
  EXPECT_NE(order_signer(one), order_signer(other));
}

struct Attack {
  std::string name;
  OrderGuard guard;
  std::string bytes;
};

std::string as_another_thing() {
  Json part = tuf::parse_envelope(sign_order(order(), key(2)).value())->signed_part;
  part.set("_type", "timestamp");
  const KeyPair online = key(2);
  return tuf::sign(part, std::span(&online, 1));
}

std::vector<Attack> all_attacks() {
  BoardOrder elsewhere = order();
  elsewhere.board = {"board-2"};
  BoardOrder over = order();
  over.expires = kNow;
  BoardOrder kept = order();
  kept.expires = kNow + limits::kOrderHoldsMax + 1ms;
  return {
      {"A41ByTheCommunesOwnKey", OrderGuard::RightKey, sign_order(order(), key(1)).value()},
      {"A41ByAStranger", OrderGuard::RightKey, sign_order(order(), key(3)).value()},
      {"A41SomethingElseThatTheServerSigned", OrderGuard::IsOrder, as_another_thing()},
      {"A41ForAnotherBoard", OrderGuard::RightBoard, sign_order(elsewhere, key(2)).value()},
      {"A41UsedAgain", OrderGuard::Rising, sign_order(order(7), key(2)).value()},
      {"A41OlderThanOneThatWasTaken", OrderGuard::Rising, sign_order(order(6), key(2)).value()},
      {"A41HeldBackUntilItIsOver", OrderGuard::InTime, sign_order(over, key(2)).value()},
      {"A41MadeToBeKept", OrderGuard::ShortLived, sign_order(kept, key(2)).value()},
      {"A41LouderThanLoud", OrderGuard::InRange,
       sign_order(order(8, OrderKind::Volume, 101), key(2)).value()},
      {"A41TooDarkToRead", OrderGuard::InRange,
       sign_order(order(8, OrderKind::Brightness, 0), key(2)).value()},
      {"A41ATestCardForever", OrderGuard::InRange,
       sign_order(order(8, OrderKind::TestCard, limits::kTestCardMinutesMax + 1), key(2)).value()},
  };
}

void PrintTo(const Attack& attack, std::ostream* out) { *out << attack.name; }

class OrderAttack : public testing::TestWithParam<Attack> {};

TEST_P(OrderAttack, ComesToNoHarm) { EXPECT_FALSE(judge_order(GetParam().bytes, court()).ok()); }

TEST_P(OrderAttack, WouldDoHarmWithoutItsGuard) {
  EXPECT_TRUE(judge_order(GetParam().bytes, court(), OneGuardMissing{GetParam().guard}).ok());
}

INSTANTIATE_TEST_SUITE_P(All, OrderAttack, testing::ValuesIn(all_attacks()),
                         [](const auto& attack) { return attack.param.name; });

TEST(OrderAttacks, TryEveryGuard) {
  std::set<OrderGuard> tried;
  for (const Attack& attack : all_attacks()) tried.insert(attack.guard);
  EXPECT_EQ(tried.size(), std::size_t(OrderGuard::InRange) + 1);
}

}  // namespace
}  // namespace bangtin
