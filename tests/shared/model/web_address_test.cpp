#include "shared/model/web_address.h"

#include <gtest/gtest.h>

#include "shared/base/limits.h"

namespace bangtin {
namespace {

TEST(Site, IsAHostOverHttpsAndNothingMore) {
  for (const char* site : {"https://bangtin.example.vn", "https://bangtin.example.vn:8443",
                           "https://10.0.0.7:8443", "https://xn--bng-tin-hwa.vn", "https://a.b"}) {
    EXPECT_TRUE(is_site(site)) << site;
  }
  for (const char* site : {"",
                           "https://",
                           "http://bangtin.example.vn",
                           "HTTPS://bangtin.example.vn",
                           "https://Bangtin.example.vn",
                           "https://bangtin",
                           "https://bangtin.example.vn/",
                           "https://bangtin.example.vn/t",
                           "https://lan@bangtin.example.vn",
                           "https://lan:mat@bangtin.example.vn",
                           "https://bangtin.example.vn?x=1",
                           "https://bangtin.example.vn#x",
                           "https://bangtin.example.vn:",
                           "https://b.vn:0",
                           "https://b.vn:65536",
                           "https://b.vn:08443",
                           "https://b.vn:84 43",
                           "https://.vn",
                           "https://b..vn",
                           "https://b.vn.",
                           "https://-b.vn",
                           "https://b-.vn",
                           "https://bảng.vn",
                           "https://b_c.vn",
                           "https://[::1]:8443",
                           "javascript:alert(1)//b.vn",
                           "https://b.vn\nx: y",
                           "https://b.vn \xe2\x80\xae"}) {
    EXPECT_FALSE(is_site(site)) << site;
  }
  const std::string longest =
      "https://" + std::string(35, 'a') + "." + std::string(33, 'b') + ".vn";
  ASSERT_EQ(longest.size(), limits::kSiteBytesMax);
  EXPECT_TRUE(is_site(longest));
  EXPECT_FALSE(is_site(longest + "x"));
  EXPECT_FALSE(is_site("https://" + std::string(64, 'a') + ".vn"));
}

TEST(Site, IsTakenAsPeopleTypeIt) {
  EXPECT_EQ(cleaned_site("  https://BangTin.example.VN/ "), "https://bangtin.example.vn");
  EXPECT_EQ(cleaned_site("///"), "");
  EXPECT_EQ(cleaned_site("https://b.vn/tin/"), "https://b.vn/tin") << "judged later";
}

TEST(PageAddress, NamesTheItem) {
  EXPECT_EQ(page_address("https://b.vn", ItemId{"0a1b"}), "https://b.vn/t/0a1b");
  EXPECT_EQ(page_address("https://b.vn", {}), "https://b.vn/t/00000000000000000000");
  ItemVersion item;
  item.id = ItemId{"0a1b"};
  EXPECT_EQ(address_of(item), "");
  item.content.site = "https://b.vn";
  EXPECT_EQ(address_of(item), "https://b.vn/t/0a1b");
}

}  // namespace
}  // namespace bangtin
