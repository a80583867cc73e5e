#include "manager/news/feed_encoding.h"

#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "shared/model/text.h"

namespace bangtin {
namespace {

using namespace std::string_view_literals;

std::string decoded(std::string_view bytes, std::string_view type = "") {
  const auto text = feed_to_utf8(bytes, type);
  return text.ok() ? to_nfc(*text) : "refused: " + text.error().key;
}

TEST(FeedToUtf8, TakesUtf8WhateverItSays) {
  EXPECT_EQ(decoded("\xef\xbb\xbf<a>Đường</a>"), "<a>Đường</a>");
  EXPECT_EQ(decoded("<?xml version='1.0' encoding='utf-16'?><a>Đường</a>"),
            "<?xml version='1.0' encoding='utf-16'?><a>Đường</a>");
  EXPECT_EQ(decoded("<a>Đường</a>", "text/xml; charset=windows-1252"), "<a>Đường</a>");
}

TEST(FeedToUtf8, ReadsWindows1258WithItsMarksApart) {
  // "Tiếng Việt": ê and a mark behind it.
  EXPECT_EQ(decoded("<?xml encoding=\"windows-1258\"?>Ti\xea\xecng Vi\xea\xf2t"),
            "<?xml encoding=\"windows-1258\"?>Tiếng Việt");
  EXPECT_EQ(decoded("Vi\xea\xf2t", "text/xml; charset=\"Windows-1258\""), "Việt");
}

TEST(FeedToUtf8, ReadsTcvn) {
  EXPECT_EQ(decoded("<?xml encoding='TCVN3'?>Ti\xd5ng Vi\xd6t \xae\xad\xeang \xa7"),
            "<?xml encoding='TCVN3'?>Tiếng Việt đường Đ");
}

TEST(FeedToUtf8, ReadsViscii) {
  EXPECT_EQ(decoded("<?xml encoding='VISCII'?>Ti\xaa"
                    "ng Vi\xae"
                    "t \xf0"
                    "\xdf"
                    "\xb6"
                    "ng \x02"),
            "<?xml encoding='VISCII'?>Tiếng Việt đường Ẳ");
}

/// What each byte stands for in an encoding of one byte a letter, and back.
class LegacyTable : public testing::TestWithParam<const char*> {};

TEST_P(LegacyTable, HoldsEachLetterOfVietnameseAndGivesItBack) {
  const std::string declared = "<?xml encoding='" + std::string(GetParam()) + "'?>";
  std::map<std::string, char> bytes;
  for (int byte = 1; byte < 256; ++byte) {
    // The last byte is none of UTF-8, so that the declaration counts.
    const std::string text = declared + static_cast<char>(byte) + " \xff";
    const std::string letter = decoded(text).substr(declared.size());
    bytes.emplace(letter.substr(0, letter.find(' ')), static_cast<char>(byte));
  }
  const std::string small =
      "à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ đ è ẻ ẽ é ẹ ê ề ể ễ ế ệ ì ỉ ĩ í ị ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ "
      "ơ ờ ở ỡ ớ ợ ù ủ ũ ú ụ ư ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ Ă Â Đ Ê Ô Ơ Ư";
  std::string coded;
  std::istringstream letters(small);
  for (std::string letter; letters >> letter;) {
    ASSERT_TRUE(bytes.contains(letter)) << letter;
    coded += bytes[letter];
    coded += ' ';
  }
  coded.pop_back();
  EXPECT_EQ(decoded(declared + coded), declared + small);
}

INSTANTIATE_TEST_SUITE_P(Encodings, LegacyTable, testing::Values("tcvn3", "viscii"));

TEST(FeedToUtf8, ReadsUtf16) {
  EXPECT_EQ(decoded("\xff\xfe<\0a\0>\0\x10\x01"sv), "<a>Đ");
  EXPECT_EQ(decoded("\xfe\xff\0<\0a\0>\x01\x10"sv), "<a>Đ");
  EXPECT_EQ(decoded("\0<\0a\0>\x01\x10"sv), "<a>Đ");
}

TEST(FeedToUtf8, SaysWhichEncodingItDoesNotKnow) {
  const auto refused = feed_to_utf8("<?xml encoding='x-viet-vni'?>\xc1", "");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().key, "news.encoding");
  EXPECT_EQ(refused.error().code, Code::Unsupported);
  EXPECT_NE(refused.error().message.find("x-viet-vni"), std::string::npos);
}

TEST(FeedToUtf8, ShowsWhatIsNoCharacter) {
  EXPECT_EQ(decoded("<?xml encoding='utf-8'?>Vi\xff t"),
            "<?xml encoding='utf-8'?>Vi\xef\xbf\xbd t");
  EXPECT_EQ(decoded(""), "");
}

std::string page_decoded(std::string_view bytes, std::string_view type = "text/html") {
  const auto text = page_to_utf8(bytes, type);
  return text ? *text : text.error().key;
}

TEST(PageToUtf8, BelievesTheBytesThenTheMetaTagThenTheHeader) {
  EXPECT_EQ(page_decoded("<meta charset=windows-1258>Việt"), "<meta charset=windows-1258>Việt");
  EXPECT_EQ(page_decoded("<META http-equiv='Content-Type' content=\"text/html; "
                         "charset=TCVN3\">\xae\xad\xeang"),
            "<META http-equiv='Content-Type' content=\"text/html; charset=TCVN3\">đường");
  EXPECT_EQ(page_decoded("<meta charset=windows-1258>\xf0", "text/html; charset=iso-8859-1"),
            "<meta charset=windows-1258>đ");
  EXPECT_EQ(page_decoded("<p>\xf0", "text/html; charset=windows-1258"), "<p>đ");
  EXPECT_EQ(page_decoded("<meta charset=x-viet-vni>\xc1"), "news.encoding");
}

TEST(PageToUtf8, WhatIsOnlySaidToBeUtf8IsWindows1258UnlessMostOfItIsUtf8) {
  EXPECT_EQ(page_decoded("<meta charset=utf-8>\xf0\xea v\xe0"), "<meta charset=utf-8>đê và");
  EXPECT_EQ(page_decoded("<p>Đê và kè, cắt giữa ch\xe1\xbb"),
            "<p>Đê và kè, cắt giữa ch\xef\xbf\xbd");
}

}  // namespace
}  // namespace bangtin
