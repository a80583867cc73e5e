#include "shared/net/server_url.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

TEST(ServerUrl, TakesNamesAndLiterals) {
  EXPECT_EQ(*canonical_server_url("https://[::1]:8443"), "https://[::1]:8443");
  EXPECT_EQ(*canonical_server_url("HTTPS://Bang-Tin.Example:443/"), "https://bang-tin.example:443");
  EXPECT_EQ(*canonical_server_url("https://192.0.2.1"), "https://192.0.2.1");
  EXPECT_EQ(*canonical_server_url("https://[2001:db8::5]"), "https://[2001:db8::5]");
}

TEST(ServerUrl, RefusesEverythingElse) {
  for (const char* wrong :
       {"", "https://", "http://a:1", "ftp://a", "https://a:0", "https://a:65536", "https://a:",
        "https://a:+80", "https://a/b", "https://u@a", "https://a?b", "https://[::1", "https://::1",
        "https://[]", "https://[a]:1", "https://a b", "https://a\r\nb", "https://a:1:2"}) {
    const auto url = canonical_server_url(wrong);
    ASSERT_FALSE(url.ok()) << wrong;
    EXPECT_EQ(url.error().key, "net.server_url");
  }
}

}  // namespace
}  // namespace bangtin
