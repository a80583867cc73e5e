#include "manager/news/web_link.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

TEST(AbsoluteLink, ResolvesAsRfc3986Does) {
  const char* base = "http://tin.example/a/b/c?x=1";
  EXPECT_EQ(absolute_link(base, "d.html"), "http://tin.example/a/b/d.html");
  EXPECT_EQ(absolute_link(base, "/d"), "http://tin.example/d");
  EXPECT_EQ(absolute_link(base, "../d"), "http://tin.example/a/d");
  EXPECT_EQ(absolute_link(base, "../../../../d"), "http://tin.example/d");
  EXPECT_EQ(absolute_link(base, "./d/"), "http://tin.example/a/b/d/");
  EXPECT_EQ(absolute_link(base, "?y=2"), "http://tin.example/a/b/c?y=2");
  EXPECT_EQ(absolute_link(base, "//anh.example/p.jpg"), "http://anh.example/p.jpg");
  EXPECT_EQ(absolute_link(base, "HTTPS://Tin.Example/P#top"), "https://tin.example/P");
  EXPECT_EQ(absolute_link("https://tin.example", "a"), "https://tin.example/a");
}

TEST(AbsoluteLink, IsPlainAsciiWithoutUsers) {
  EXPECT_EQ(absolute_link("", "http://a@b@tin.example/ảnh một.jpg"),
            "http://tin.example/%E1%BA%A3nh%20m%E1%BB%99t.jpg");
  EXPECT_EQ(absolute_link("", " \n http://tin.example/a\n b "), "http://tin.example/a%20b");
}

TEST(AbsoluteLink, IsNothingForWhatNoBrowserWouldFetch) {
  EXPECT_EQ(absolute_link("http://tin.example/", "javascript:alert(1)"), "");
  EXPECT_EQ(absolute_link("http://tin.example/", "data:image/png;base64,AA"), "");
  EXPECT_EQ(absolute_link("http://tin.example/", "file:///etc/passwd"), "");
  EXPECT_EQ(absolute_link("", "a/b"), "");
  EXPECT_EQ(absolute_link("", ""), "");
  EXPECT_EQ(absolute_link("", "http:///x"), "");
  EXPECT_EQ(absolute_link("", "http://tin.example/" + std::string(3'000, 'a')), "");
}

TEST(LinkKey, IsTheSameForSpellingsOfOneAddress) {
  const std::string key = link_key("https://tin.example/a?id=7");
  EXPECT_EQ(link_key("http://www.tin.example:80/a/?id=7&utm_source=rss&fbclid=z"), key);
  EXPECT_EQ(link_key("https://TIN.example:443/a?utm_medium=x&id=7#binh-luan"), key);
  EXPECT_NE(link_key("https://tin.example/a?id=8"), key);
  EXPECT_NE(link_key("https://tin.example/A?id=7"), key);
}

TEST(LinkHost, IsWhereTheAddressLeads) {
  EXPECT_EQ(link_host("https://www.Xa.example:8443/tin"), "xa.example");
  EXPECT_EQ(link_host("https://chinhphu.vn:x@evil.example/1"), "evil.example");
  EXPECT_EQ(link_host("http://[::1]:80/"), "[::1]");
  EXPECT_EQ(link_host("tin/1"), "");
}

TEST(KeepsIdentity, OnlyWhereAllThatTellsPagesApartIsKept) {
  const auto keeps = [](std::string_view said, std::string_view link) {
    return keeps_identity(said, link);
  };
  EXPECT_TRUE(
      keeps("https://xa.example/chi-tiet/7", "http://www.xa.example/chi-tiet/7?utm_source=z"));
  EXPECT_TRUE(keeps("https://xa.example/hop-dan-7", "https://xa.example/chitiet.aspx?id=7"));
  EXPECT_TRUE(keeps("https://xa.example/tin/hop-dan-15.html", "https://xa.example/tin/15"));
  EXPECT_FALSE(keeps("https://xa.example/chitiet.aspx", "https://xa.example/chitiet.aspx?id=7"));
  EXPECT_FALSE(keeps("https://xa.example/chi-tiet/17", "https://xa.example/chi-tiet/7"));
  EXPECT_FALSE(keeps("https://xa7.example/tin", "https://xa.example/7"));
  EXPECT_FALSE(keeps("https://xa.example/tin", "https://xa.example/hop-dan"));
  EXPECT_FALSE(keeps("", "https://xa.example/hop-dan"));
}

TEST(PastedLink, IsTheAddressAmongTheWordsOfAMessage) {
  EXPECT_EQ(pasted_link("https://xa.example/tin/1"), "https://xa.example/tin/1");
  EXPECT_EQ(pasted_link("  xa.gov.vn/tin/1\n"), "https://xa.gov.vn/tin/1");
  EXPECT_EQ(pasted_link("Họp dân ấp Phước Lộc. Xem: <http://xa.example/tin?id=1>."),
            "http://xa.example/tin?id=1");
  EXPECT_EQ(pasted_link("Theo xa.gov.vn: https://tin.example/1"), "https://tin.example/1");
  EXPECT_EQ(pasted_link("https://xa.example/họp"), "https://xa.example/h%E1%BB%8Dp");
  for (const char* none : {"", "họp dân", "javascript:alert(1)", "file:///etc/passwd", "a@b",
                           "mailto:x@y.vn", "..."}) {
    EXPECT_EQ(pasted_link(none), "") << none;
  }
}

}  // namespace
}  // namespace bangtin
