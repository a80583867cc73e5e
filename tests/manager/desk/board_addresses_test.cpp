#include "manager/desk/board_addresses.h"

#include <gtest/gtest.h>

namespace bangtin::desk {
namespace {

using Addresses = std::vector<std::string>;

TEST(BoardAddresses, AreTheServersOwnWithoutTheUsualPort) {
  const Addresses none;
  EXPECT_EQ(board_addresses("https://may-chu.xa.vn:8443", none), Addresses{"may-chu.xa.vn"});
  EXPECT_EQ(board_addresses("https://10.0.0.5:9000/", none), Addresses{"10.0.0.5:9000"});
  EXPECT_EQ(board_addresses("https://[2001:db8::5]:9443", none), Addresses{"[2001:db8::5]:9443"});
  EXPECT_EQ(board_addresses("https://[2001:db8::5]", none), Addresses{"[2001:db8::5]"});
  EXPECT_EQ(board_addresses("", none), none);
}

TEST(BoardAddresses, OfThisPcAreThoseThatOthersReach) {
  const Addresses here{"192.168.1.20", "[2001:db8::7]"};
  EXPECT_EQ(board_addresses("https://127.0.0.1:8443", here), here);
  EXPECT_EQ(board_addresses("https://localhost:9000", here),
            (Addresses{"192.168.1.20:9000", "[2001:db8::7]:9000"}));
  EXPECT_EQ(board_addresses("https://[::1]:8443", here), here);
  EXPECT_TRUE(board_addresses("https://127.0.0.1:8443", {}).empty());
}

TEST(AddressesOfThisPc, AreNoneThatHoldHereAlone) {
  for (const std::string& address : addresses_of_this_pc()) {
    EXPECT_FALSE(address.starts_with("127.")) << address;
    EXPECT_FALSE(address.starts_with("[fe80")) << address;
    EXPECT_NE(address, "[::1]");
  }
}

}  // namespace
}  // namespace bangtin::desk
