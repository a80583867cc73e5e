#include "manager/desk/link.h"

#include <gtest/gtest.h>

#include "tests/fakes/fake_desk_server.h"
#include "tests/fakes/still_clock.h"

namespace bangtin::desk {
namespace {

/// A thin line: nothing is saved before it is let through.
class ThinLine final : public FakeDeskServer {
 public:
  Result<ItemRecord> add_item(const ItemContent& content) override {
    (void)begun.push(1);
    (void)let_through.pop();
    return FakeDeskServer::add_item(content);
  }
  Mailbox<int> begun, let_through;
};

TEST(DeskLinkTest, TakingBoardsOffTheAirWaitsForNothingElse) {
  Mailbox<int> woken;
  const auto wake = [&] { (void)woken.push(1); };
  StillClock clock;
  ThinLine server;
  FakeDeskServer other;
  other.add_board("b1", "Chợ");
  DeskLink link(server, clock, wake), urgent(other, clock, wake);

  Request item;
  item.deed = Deed::SaveItem;
  ASSERT_TRUE(link.send(item));
  (void)server.begun.pop();

  Request off_air;
  off_air.deed = Deed::TakeOffAir;
  off_air.token = "phiên";
  off_air.reason = "Kiểm tra";
  ASSERT_TRUE(is_urgent(off_air.deed));
  ASSERT_TRUE(urgent.send(off_air));
  std::optional<Report> told;
  while (!(told = urgent.take())) (void)woken.pop();
  const auto& outcome = std::get<Outcome>(*told);
  EXPECT_EQ(outcome.deed, Deed::TakeOffAir);
  EXPECT_FALSE(outcome.error);
  EXPECT_TRUE(other.all_boards[0].off_air);
  EXPECT_EQ(other.resumed, "phiên") << "it goes on with the session of the other line";
  EXPECT_FALSE(link.take()) << "the item is still on its way";
  server.let_through.close();
}

}  // namespace
}  // namespace bangtin::desk
