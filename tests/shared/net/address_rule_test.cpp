#include "shared/net/address_rule.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

bool open_to_all(std::string_view text) {
  const auto address = ip_address(text);
  EXPECT_TRUE(address.ok()) << text;
  return address.ok() && is_public(*address);
}

TEST(IsPublic, LetsTheInternetThrough) {
  for (const char* address :
       {"1.1.1.1", "8.8.8.8", "103.9.4.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111",
        "2405:4800::1", "64:ff9b::808:808", "2002:808:808::1"}) {
    EXPECT_TRUE(open_to_all(address)) << address;
  }
}

TEST(IsPublic, KeepsAwayFromEveryInnerNetwork) {
  for (const char* address :
       {"0.0.0.0",      "10.0.0.1",         "100.64.0.1",      "100.127.255.255", "127.0.0.1",
        "127.255.0.1",  "169.254.169.254",  "172.16.0.1",      "172.31.255.255",  "192.0.0.8",
        "192.0.2.1",    "192.168.1.1",      "198.18.0.1",      "198.51.100.1",    "203.0.113.1",
        "224.0.0.1",    "239.1.1.1",        "240.0.0.1",       "255.255.255.255", "::",
        "::1",          "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",     "64:ff9b::a00:1",
        "64:ff9b:1::1", "2002:7f00:1::",    "2001::1",         "2001:db8::1",     "fc00::1",
        "fd12::1",      "fe80::1",          "fec0::1",         "ff02::1",         "100::1",
        "3fff::1"}) {
    EXPECT_FALSE(open_to_all(address)) << address;
  }
}

TEST(IpAddress, IsNoName) {
  for (const char* text :
       {"", "localhost", "1.2.3", "127.1", "0x7f000001", "[::1]", "fe80::1%eth0"}) {
    EXPECT_FALSE(ip_address(text).ok()) << text;
  }
}

TEST(AllowedNetworks, LetThroughWhatTheOperatorNames) {
  const auto allowed = AllowedNetworks::parse(" 10.1.0.0/16, 127.0.0.1 ,fd00::/8,");
  ASSERT_TRUE(allowed.ok());
  const auto allows = [&](std::string_view text) { return allowed->allows(*ip_address(text)); };
  EXPECT_TRUE(allows("10.1.2.3"));
  EXPECT_TRUE(allows("127.0.0.1"));
  EXPECT_TRUE(allows("::ffff:127.0.0.1"));
  EXPECT_TRUE(allows("fd12::1"));
  EXPECT_TRUE(allows("8.8.8.8"));
  EXPECT_FALSE(allows("10.2.0.1"));
  EXPECT_FALSE(allows("127.0.0.2"));
  EXPECT_FALSE(allows("::1"));
}

TEST(AllowedNetworks, NameWhatIsNoNetwork) {
  for (const char* list :
       {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "::/129", "nội bộ", "10.0.0.0/-1"}) {
    EXPECT_FALSE(AllowedNetworks::parse(list).ok()) << list;
  }
  EXPECT_TRUE(AllowedNetworks::parse("").ok());
}

}  // namespace
}  // namespace bangtin
