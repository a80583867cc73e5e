#include "manager/news/plain_text.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

TEST(PlainText, KeepsTextThatIsPlain) {
  EXPECT_EQ(plain_text("Xã Tân Hưng họp dân"), "Xã Tân Hưng họp dân");
  EXPECT_EQ(plain_text("  một\t hai \n\n ba "), "một hai\nba");
  EXPECT_EQ(plain_text("5 < 7 và 7 > 5"), "5 < 7 và 7 > 5");
  EXPECT_EQ(plain_text("A & B; Q&A"), "A & B; Q&A");
}

TEST(PlainText, MakesLinesOfParagraphsAndSpacesOfLineEnds) {
  EXPECT_EQ(plain_text("<p>Một\nhai</p><p class='x'>Ba</p>bốn<br/>năm"), "Một hai\nBa\nbốn\nnăm");
  EXPECT_EQ(plain_text("<a href=\"x\"><img src='a.jpg'></a></br>Văn bản"), "Văn bản");
  EXPECT_EQ(plain_text("<b>Đ</b>ường"), "Đường");
}

TEST(PlainText, LeavesAwayWhatIsForMachines) {
  EXPECT_EQ(plain_text("a<script>if (1<2) alert('<p>')</script>b<!-- c <p> -->d"), "abd");
  EXPECT_EQ(plain_text("<style>p{}</style><iframe src=x>không</iframe>chữ"), "chữ");
  EXPECT_EQ(plain_text("<script>không bao giờ hết"), "");
  EXPECT_EQ(plain_text("chữ <a title=\"1 > 0\">nối</a>"), "chữ nối");
  EXPECT_EQ(plain_text("chữ <a href=\"hỏng>nối</a>"), "chữ nối");
}

TEST(PlainText, ReadsEntitiesHoweverOftenTheyWereEscaped) {
  EXPECT_EQ(plain_text("Th&ocirc;ng b&aacute;o &#7845;p 7&#x3A;30"), "Thông báo ấp 7:30");
  EXPECT_EQ(plain_text("L&amp;ecirc; &amp;amp; Ho&amp;agrave;ng"), "Lê & Hoàng");
  EXPECT_EQ(plain_text("&lt;span&gt;Lũ&lt;/span&gt; &lt;p&gt;về"), "Lũ\nvề");
  EXPECT_EQ(plain_text("&amp;lt;b&amp;gt;đậm&amp;lt;/b&amp;gt;"), "đậm");
  EXPECT_EQ(plain_text("&#147;trích&#148;"), "“trích”");
  EXPECT_EQ(plain_text("&unknown; &#xZZ; &#99999999; &"), "&unknown; &#xZZ; &#99999999; &");
}

TEST(PlainText, KeepsASpaceThatDoesNotBreakOnlyBehindNumbers) {
  EXPECT_EQ(plain_text("12&nbsp;kg"), "12\xc2\xa0kg");
  EXPECT_EQ(plain_text("Tân&nbsp;Hưng&nbsp;&nbsp; họp"), "Tân Hưng họp");
}

TEST(PlainText, TakesTimeInProportionToItsInput) {
  std::string nested;
  for (int i = 0; i < 20'000; ++i) nested += "<a <script <img &lt;";
  EXPECT_LE(plain_text(nested).size(), nested.size());
  EXPECT_EQ(first_picture(nested), "");
}

TEST(FirstPicture, IsTheFirstThatIsShown) {
  EXPECT_EQ(first_picture("<p><img alt='x' src=\"/a.jpg?x=1&amp;y=2\"/><img src=b.jpg>"),
            "/a.jpg?x=1&y=2");
  EXPECT_EQ(first_picture("<IMG data-src='thật.jpg' SRC='data:image/gif;base64,AA'>"), "thật.jpg");
  EXPECT_EQ(first_picture("<img width=\"1\" src=\"dem.gif\"><img src=\"ảnh.jpg\">"), "ảnh.jpg");
  EXPECT_EQ(first_picture("&lt;img src=&quot;c.jpg&quot;&gt;"), "c.jpg");
  EXPECT_EQ(first_picture("không có"), "");
  EXPECT_EQ(first_picture("<img src="), "");
}

}  // namespace
}  // namespace bangtin
