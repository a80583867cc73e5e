#include "manager/news/clean_story.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

TEST(CleanLead, TakesAwayTheFiveKindsOfPortalNoise) {
  // Font buttons, share buttons, counters, ratings, notes of the portal's own programs.
  const std::string lead =
      "A- A A+\n"
      "Chia sẻ\nFacebook\nZalo | Twitter\nIn bài viết\n"
      "UBND xã Tân Hưng tổ chức tiêm phòng cho đàn gia súc./.\n"
      "Lượt xem: 1.234\n1.234 lượt xem\nSố lượt truy cập: 56\n"
      "Đánh giá bài viết: ★★★★☆\n★★★★★ 5/5\n"
      "Bạn chưa có đủ quyền truy nhập portlet này.\n"
      "Xem thêm\n";
  EXPECT_EQ(clean_lead(lead, ""), "UBND xã Tân Hưng tổ chức tiêm phòng cho đàn gia súc.");
}

TEST(CleanLead, TakesAwayTheLineBeforeTheText) {
  EXPECT_EQ(clean_lead("(Chinhphu.vn) - Thủ tướng vừa ký quyết định.", ""),
            "Thủ tướng vừa ký quyết định.");
  EXPECT_EQ(clean_lead("(TTXVN) – Mưa lớn.", ""), "Mưa lớn.");
  EXPECT_EQ(clean_lead("TTO - Sáng nay, nước rút.", ""), "Sáng nay, nước rút.");
  EXPECT_EQ(clean_lead("NLĐO- Sáng nay.", ""), "Sáng nay.");
  EXPECT_EQ(clean_lead("QĐND Online – Sáng nay.", ""), "Sáng nay.");
  EXPECT_EQ(clean_lead("baoangiang.com.vn - Sáng nay.", ""), "Sáng nay.");
}

TEST(CleanLead, KeepsWhatOnlyLooksLikeNoise) {
  for (const char* kept :
       {"TP.HCM - Long Thành khởi công đường mới.", "Chia sẻ khó khăn với bà con vùng lũ.",
        "Đánh giá của tỉnh về vụ mùa rất tốt.", "VTV chiếu phim tài liệu.",
        "(Ông Ba) kể lại chuyện xưa.", "Bình chọn làng văn hoá bắt đầu từ ngày mai.",
        "Mời bà con theo dõi chi tiết", "12", "Khu vực A, A1."}) {
    EXPECT_EQ(clean_lead(kept, ""), kept);
  }
}

TEST(CleanLead, EndsWithItsLastSentence) {
  EXPECT_EQ(clean_lead("Nước rút dần. Xem thêm »", ""), "Nước rút dần.");
  EXPECT_EQ(clean_lead("Nước rút dần. Đọc tiếp...", ""), "Nước rút dần.");
  EXPECT_EQ(clean_lead("Nước rút dần tại các xã [...]", ""), "Nước rút dần tại các xã…");
  EXPECT_EQ(clean_lead("Nước rút dần. [&hellip;]", ""), "Nước rút dần. [&hellip;]");
  EXPECT_EQ(clean_lead("Nước rút./.", ""), "Nước rút.");
  EXPECT_EQ(clean_lead("The post Lũ về appeared first on Báo Tỉnh.", ""), "");
}

TEST(CleanLead, DoesNotSayTheTitleAgain) {
  EXPECT_EQ(clean_lead("LŨ VỀ TRÊN SÔNG\nNước lên nhanh.", "Lũ về trên sông"), "Nước lên nhanh.");
}

TEST(CleanLead, CurvesQuotesThatPair) {
  EXPECT_EQ(clean_lead("Cuộc thi \"Biển đảo\" và “Quê hương”", ""),
            "Cuộc thi “Biển đảo” và “Quê hương”");
  EXPECT_EQ(clean_lead("Màn hình 32\" mới", ""), "Màn hình 32\" mới");
}

TEST(CleanTitle, IsOneLineOfTheStoryAlone) {
  EXPECT_EQ(clean_title("Lũ về\ntrên sông.", ""), "Lũ về trên sông");
  EXPECT_EQ(clean_title("Lũ về - Báo Tỉnh", "Báo tỉnh"), "Lũ về");
  EXPECT_EQ(clean_title("Hà Nội - Huế", "Báo Tỉnh"), "Hà Nội - Huế");
  EXPECT_EQ(clean_title("Chờ đợi...", ""), "Chờ đợi...");
}

TEST(CleanStory, LeavesCleanOnesAsTheyAre) {
  Story story;
  story.title = std::string(2'000, 'a') + " b";
  story.lead = "(TTXVN) - Mưa\x01 lớn.\n★★";
  story.source = "Báo Tỉnh";
  story = clean_story(story);
  EXPECT_LE(story.title.size(), 310U);
  EXPECT_EQ(story.lead, "Mưa lớn.");
  EXPECT_EQ(clean_story(story), story);
}

TEST(CleanLead, CurvesAQuoteWhosePartnerIsCurvedAlready) {
  EXPECT_EQ(clean_lead("Chạy “bản tin sáng\" từ 5 giờ.", ""), "Chạy “bản tin sáng” từ 5 giờ.");
  EXPECT_EQ(clean_lead("Chạy \"bản tin sáng” từ 5 giờ.", ""), "Chạy “bản tin sáng” từ 5 giờ.");
  EXPECT_EQ(clean_lead("Màn hình 55\" đặt ở “chợ”.", ""), "Màn hình 55\" đặt ở “chợ”.");
}

}  // namespace
}  // namespace bangtin
