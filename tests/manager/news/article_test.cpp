// Pages of portals as the story that stands on them.
#include "manager/news/article.h"

#include <gtest/gtest.h>

#include "manager/news/article_date.h"
#include "shared/base/library_limits.h"
#include "shared/base/limits.h"
#include "shared/model/text.h"
#include "tests/manager/news/portal_pages.h"

namespace bangtin {
namespace {

const FeedSource kArticlePage{"https://xa.example/tin/1", "text/html", "", 420};

std::string key_of(std::string_view bytes) {
  const auto story = parse_article(bytes, kArticlePage);
  return story.ok() ? "ok" : story.error().key;
}

Story story_of(std::string_view bytes) {
  const auto found = parse_article(bytes, kArticlePage);
  EXPECT_TRUE(found.ok()) << found.error().message;
  return found.ok() ? found->story : Story{};
}

const std::string kTwoSentences =
    "<p>Ủy ban nhân dân xã mời bà con đến nhà văn hoá họp bàn việc sửa đường liên ấp.</p><p>Cuộc "
    "họp bắt đầu lúc 8 giờ sáng thứ bảy, mỗi hộ cử một người đi dự.</p>";

TEST(ParseArticle, ReadsThePagesOfPortalsWithoutTheirNoise) {
  for (const PortalPage& page : portal_pages()) {
    SCOPED_TRACE(page.name);
    const auto found = parse_article(page.bytes, page.source);
    ASSERT_TRUE(found.ok()) << found.error().key << " " << found.error().message;
    const Story& story = found->story;
    EXPECT_EQ(story.title, page.title);
    EXPECT_EQ(story.lead, page.lead);
    EXPECT_EQ(story.source, page.told);
    EXPECT_EQ(story.published_at ? to_iso8601(*story.published_at) : "", page.date);
    EXPECT_EQ(story.published_as, page.date_as);
    EXPECT_EQ(story.link, page.link);
    EXPECT_EQ(found->picture_url, page.picture);
    EXPECT_EQ(to_nfc(story.title + story.lead), story.title + story.lead);
  }
}

TEST(ParseArticle, ReadsTheSameEachTime) {
  for (const PortalPage& page : portal_pages()) {
    EXPECT_EQ(*parse_article(page.bytes, page.source), *parse_article(page.bytes, page.source));
  }
}

TEST(ParseArticle, SaysInWordsWhatIsNoArticle) {
  EXPECT_EQ(key_of(""), "link.not_page");
  EXPECT_EQ(key_of("{\"tin\": 1}"), "link.not_page");
  EXPECT_EQ(key_of("%PDF-1.7 <</Type/Catalog>>"), "link.not_page");
  EXPECT_EQ(key_of("<html><body><ul><li><a href='/1'>Khai mạc hội làng ở đình Phước Lộc vào rằm"
                   "</a></li></ul></body></html>"),
            "link.no_text");
  EXPECT_EQ(key_of("<html><noscript>Vui lòng bật JavaScript để xem trang thông tin này của chúng "
                   "tôi</noscript><script>location.reload()</script></html>"),
            "link.no_text");
  EXPECT_EQ(key_of("<html><form><input name=u><input type=password></form></html>"),
            "link.needs_login");
  EXPECT_EQ(key_of("<meta charset=vni><p>\xe1\xe2"), "link.encoding");
  std::string large = "<p>" + std::string(limits::kPageBytesMax, 'a');
  EXPECT_EQ(key_of(large), "link.too_large");
  std::string many;
  for (std::size_t i = 0; i <= limits::kHtmlNodesMax; ++i) many += "<br>";
  EXPECT_EQ(key_of(many), "link.too_large");
}

TEST(ParseArticle, CutsALongTextBehindAWord) {
  std::string page = "<h1>Quy chế hoạt động của nhà văn hoá</h1>";
  for (int i = 0; i < 100; ++i) page += kTwoSentences;
  const Story story = story_of(page);
  EXPECT_LE(character_count(story.lead), limits::kLeadCharactersMax);
  EXPECT_GT(character_count(story.lead), limits::kLeadCharactersMax / 2);
  EXPECT_TRUE(story.lead.ends_with("…"));
}

TEST(ParseArticle, BelievesThePageAboutItsAddressOnItsOwnHostOnly) {
  const auto link = [](const std::string& canonical) {
    return story_of("<head><link rel=canonical href='" + canonical + "'></head><body>" +
                    kTwoSentences)
        .link;
  };
  EXPECT_EQ(link("/tin/ngan-1"), "https://xa.example/tin/ngan-1");
  EXPECT_EQ(link("/tin/ngan"), kArticlePage.url) << "it may be that of every page";
  EXPECT_EQ(link("https://www.xa.example/tin/1"), "https://www.xa.example/tin/1");
  EXPECT_EQ(link("https://khac.example/tin/1"), kArticlePage.url);
  EXPECT_EQ(link("https://xa.example/"), kArticlePage.url) << "the front page is no article";
  EXPECT_EQ(link("javascript:alert(1)"), kArticlePage.url);
  const auto there =
      parse_article(kTwoSentences, {"https://xa.example/họp#dan", "text/html", "", 420});
  ASSERT_TRUE(there.ok());
  EXPECT_EQ(there->story.link, "https://xa.example/h%E1%BB%8Dp") << "as every story's link is";
  const auto spoof =
      parse_article(kTwoSentences, {"https://chinhphu.vn:x@evil.example/1", "text/html", "", 420});
  ASSERT_TRUE(spoof.ok());
  EXPECT_EQ(spoof->story.source, "evil.example");
  EXPECT_EQ(spoof->story.link, "https://evil.example/1");
}

TEST(ParseArticle, RunsAndShowsNothingOfScriptsAndHiddenParts) {
  const Story story = story_of(
      "<h1>Thông báo họp dân ấp Phước Lộc</h1>" + kTwoSentences +
      "<p style='display:none'>Chữ ẩn mà không ai đọc được trên trang này của xã.</p><script>let a "
      "= "
      "'<p>Chương trình của trang này không chạy ở đây bao giờ.</p>'</script><p hidden>Chữ ẩn thứ "
      "hai mà không ai đọc được trên trang này.</p>");
  EXPECT_EQ(story.lead.find("ẩn"), std::string::npos) << story.lead;
  EXPECT_EQ(story.lead.find("Chương trình"), std::string::npos) << story.lead;
}

TEST(ParseArticle, ReadsAnArticleThatIsOnlyInThePagesData) {
  const Story story = story_of(
      "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"Lịch cúp nước tuần "
      "này\",\"articleBody\":\"Từ 8 giờ đến 11 giờ thứ ba, nước yếu tại các ấp 1, 2 và 3 của xã.\"}"
      "</script><div id=app></div>");
  EXPECT_EQ(story.title, "Lịch cúp nước tuần này");
  EXPECT_EQ(story.lead, "Từ 8 giờ đến 11 giờ thứ ba, nước yếu tại các ấp 1, 2 và 3 của xã.");
}

TEST(ParseArticle, DamagedDataAndDeepNestingHarmNothing) {
  std::string deep;
  for (int i = 0; i < 5'000; ++i) deep += "<div>";
  const Story story = story_of(
      "<script type='application/ld+json'>{\"@type\":\"Article\", oops"
      "</script><h1>Thông báo họp dân ấp Phước Lộc</h1>" +
      deep + kTwoSentences + deep);
  EXPECT_EQ(story.title, "Thông báo họp dân ấp Phước Lộc");
  EXPECT_TRUE(story.lead.starts_with("Ủy ban nhân dân xã mời"));
}

TEST(ParseArticle, TheDayOfWhatIsToldIsNotThatOfThePage) {
  const auto date = [](const std::string& before, const std::string& behind) {
    const Story story = story_of("<title>Thông báo họp dân ấp Phước Lộc</title><body>" + before +
                                 "<h1>Thông báo họp dân ấp Phước Lộc</h1>" + behind);
    return story.published_as;
  };
  const std::string text = kTwoSentences;
  EXPECT_EQ(date("", "<p>Ngày 22/11/2026, Đảng ủy xã tổ chức hội nghị.</p>" + text), "");
  EXPECT_EQ(date("", "<p>Ngày 05/12/2026 họp dân.</p>" + text), "");
  EXPECT_EQ(date("<p>Thứ hai, 30/11/2026 05:59</p>", text), "") << "of the visit";
  EXPECT_EQ(date("<p>Ngày đăng: 21/11/2026</p>", text), "21/11/2026");
  EXPECT_EQ(date("", text + "<div class='comments'><p>Rất mong <time datetime='2026-11-30'>hôm nay"
                            "</time></p></div>"),
            "");
  EXPECT_EQ(date("", "<div class='related'>30/11/2026</div>" + text), "");
  EXPECT_EQ(date("", "<p>22/11/2026</p>" + text), "22/11/2026");
}

TEST(ParseArticle, ASentenceThatBeginsLikeALabelIsOneOfTheText) {
  const auto lead = [](const std::string& line) {
    return story_of("<h1>Thông báo họp dân ấp Phước Lộc</h1>" + kTwoSentences + "<p>" + line +
                    "</p>" + kTwoSentences)
        .lead;
  };
  for (const char* line :
       {"Ý kiến phản hồi xin gửi về UBND xã trước ngày 15/12.",
        "Cập nhật kiến thức phòng cháy cho các hộ trong chợ", "Nguồn: ngân sách xã 500 triệu",
        "Tin khác với lời đồn là cầu vẫn đi được."}) {
    EXPECT_NE(lead(line).find(line), std::string::npos) << line;
    EXPECT_TRUE(lead(line).ends_with("người đi dự.")) << line;
  }
  EXPECT_EQ(lead("Tác giả: Văn phòng").find("Tác giả"), std::string::npos);
  EXPECT_FALSE(lead("Tin liên quan:").ends_with("Tin liên quan:"));
}

TEST(DateInLine, FindsTheDateOfThePageAndNoneInASentence) {
  const auto words = [](std::string_view line) {
    const auto found = date_in_line(line, 420);
    return found ? found->words : "none";
  };
  EXPECT_EQ(words("Ngày đăng: 30/05/2020 08:52 | Lượt xem: 12"), "30/05/2020 08:52");
  EXPECT_EQ(words("Cập nhật lúc 14h06, ngày 26/08/2020"), "lúc 14h06, ngày 26/08/2020");
  EXPECT_EQ(words("(14:06 | 26/08/2020)"), "(14:06 | 26/08/2020)");
  EXPECT_EQ(words("Chủ nhật, ngày 22 tháng 11 năm 2026"), "Chủ nhật, ngày 22 tháng 11 năm 2026");
  EXPECT_EQ(words("Ngày 22/5"), "Ngày 22/5");
  EXPECT_EQ(words("Sáng 22/11/2026, toàn dân ra quân dọn kênh"), "none");
  EXPECT_EQ(words("Ngày 05/12/2026, UBND xã tổ chức họp dân."), "none");
  EXPECT_EQ(words("Ngày đăng ký: 05/12/2026 tại nhà văn hoá"), "none");
  EXPECT_EQ(words("Thời gian: 8 giờ ngày 05/12/2026"), "none");
  EXPECT_EQ(words("Lượt xem: 12 | Đăng ngày 30/05/2020"), "ngày 30/05/2020");
  EXPECT_EQ(words("Lượt xem: 1.234"), "none");
  EXPECT_EQ(words(""), "none");
}

}  // namespace
}  // namespace bangtin
