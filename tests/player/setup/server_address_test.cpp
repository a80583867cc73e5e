#include "player/setup/server_address.h"

#include <gtest/gtest.h>

#include "shared/base/texts.h"
#include "shared/net/server_url.h"

namespace bangtin {
namespace {

std::string url(std::string_view typed) {
  const Result<std::string> read = server_url_from(typed);
  return read.ok() ? *read : read.error().key;
}

TEST(ServerAddress, TakesNamesAndAddressesWithAndWithoutPort) {
  EXPECT_EQ(url("may-chu.tanhung.gov.vn"), "https://may-chu.tanhung.gov.vn:8443");
  EXPECT_EQ(url("MAYCHU"), "https://maychu:8443");
  EXPECT_EQ(url("192.168.1.10"), "https://192.168.1.10:8443");
  EXPECT_EQ(url("192.168.1.10:443"), "https://192.168.1.10:443");
  EXPECT_EQ(url("2001:db8::5"), "https://[2001:db8::5]:8443");
  EXPECT_EQ(url("[2001:db8::5]"), "https://[2001:db8::5]:8443");
  EXPECT_EQ(url("[::1]:9443"), "https://[::1]:9443");
  EXPECT_EQ(url("::ffff:192.0.2.1"), "https://[::ffff:192.0.2.1]:8443");
  EXPECT_EQ(url("  https://maychu:8443/ "), "https://maychu:8443");
  EXPECT_EQ(url("localhost:08443"), "https://localhost:8443");
}

TEST(ServerAddress, SaysInWordsWhatIsWrong) {
  const std::pair<const char*, const char*> wrong[] = {
      {"", "setup.server_empty"},
      {"   ", "setup.server_empty"},
      {"https://", "setup.server_empty"},
      {"http://maychu", "setup.server_http"},
      {"maychu/bang", "setup.server_path"},
      {"quantri@maychu", "setup.server_path"},
      {"may chu", "setup.server_blank"},
      {"máychủ.vn", "setup.server_name"},
      {"-maychu", "setup.server_name"},
      {"may_chu", "setup.server_name"},
      {"may..chu", "setup.server_name"},
      {"maychu.", "setup.server_name"},
      {"192.168.1", "setup.server_ipv4"},
      {"192.168.1.256", "setup.server_ipv4"},
      {"1.2.3.4.5", "setup.server_ipv4"},
      {"2001:db8::g", "setup.server_ipv6"},
      {"1:2:3", "setup.server_ipv6"},
      {"[maychu]", "setup.server_ipv6"},
      {"[::1", "setup.server_bracket"},
      {"[::1]8443", "setup.server_bracket"},
      {"maychu:", "setup.server_port"},
      {"maychu:0", "setup.server_port"},
      {"maychu:65536", "setup.server_port"},
      {"maychu:cổng", "setup.server_port"},
  };
  for (const auto& [typed, key] : wrong) {
    EXPECT_EQ(url(typed), key) << typed;
    EXPECT_TRUE(has_text(key)) << key;
  }
  EXPECT_EQ(url(std::string(300, 'a')), "setup.server_name");
}

TEST(ServerAddress, EveryAddressItTakesIsOneThatTheAgentTakes) {
  for (const char* typed : {"maychu", "a.b.c:1", "10.0.0.1", "::1", "[fe80::1]:65535", "1a.vn"}) {
    const Result<std::string> canonical = canonical_server_url(url(typed));
    ASSERT_TRUE(canonical.ok()) << typed;
    EXPECT_EQ(*canonical, url(typed));
  }
}

TEST(ServerAddress, IsShownAsItWouldBeTyped) {
  EXPECT_EQ(typed_server("https://maychu:8443"), "maychu");
  EXPECT_EQ(typed_server("https://[::1]:9443"), "[::1]:9443");
  EXPECT_EQ(typed_server(""), "");
  EXPECT_EQ(url(typed_server("https://[2001:db8::5]:8443")), "https://[2001:db8::5]:8443");
}

TEST(ServerAddress, OnlyANameNeedsTheNameService) {
  EXPECT_TRUE(needs_name_service("https://maychu:8443"));
  EXPECT_TRUE(needs_name_service("https://1.2.3.4.vn:8443"));
  EXPECT_FALSE(needs_name_service("https://10.0.0.1:8443"));
  EXPECT_FALSE(needs_name_service("https://[::1]:8443"));
  EXPECT_FALSE(needs_name_service(""));
}

}  // namespace
}  // namespace bangtin
