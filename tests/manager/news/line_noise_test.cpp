#include "manager/news/line_noise.h"

#include <gtest/gtest.h>

#include "manager/news/clean_story.h"

namespace bangtin {
namespace {

TEST(LineNoise, TakesThePiecesOutOfALine) {
  constexpr const char* kText = "UBND xã Tân Hưng tổ chức tiêm phòng.";
  for (const char* line : {
           "A- A A+ UBND xã Tân Hưng tổ chức tiêm phòng.",
           "UBND xã Tân Hưng A+ A A- tổ chức tiêm phòng.",
           "A- A+ UBND xã Tân Hưng tổ chức tiêm phòng.",
           "UBND xã Tân Hưng tổ chức tiêm phòng. ★★★★☆",
           "UBND xã Tân Hưng tổ chức tiêm phòng. Lượt xem: 1.234",
           "UBND xã Tân Hưng tổ chức tiêm phòng. 1.234 lượt truy cập",
           "Số lượt truy cập: 56 UBND xã Tân Hưng tổ chức tiêm phòng.",
           "UBND xã Tân Hưng tổ chức tiêm phòng. ★★★★☆ 4/5",
           "Bạn chưa có đủ quyền truy nhập portlet này. UBND xã Tân Hưng tổ chức tiêm phòng.",
           "UBND xã Tân Hưng tổ chức tiêm phòng. Bạn chưa có đủ quyền truy nhập portlet này",
           "Chia sẻ Facebook Zalo In bài viết UBND xã Tân Hưng tổ chức tiêm phòng.",
           "A-\xc2\xa0"
           "A\xc2\xa0"
           "A+ Lượt xem: 7 UBND xã Tân Hưng tổ chức tiêm phòng.",
       }) {
    EXPECT_EQ(without_line_noise(line), kText) << line;
  }
}

TEST(LineNoise, LeavesSentencesAlone) {
  for (const char* line : {
           "Khu vực A A1 và A+ đều mở cửa.",
           "Lớp A và lớp A+ học buổi sáng.",
           "Video đạt 1.234 lượt xem sau hai ngày.",
           "Lượt xem: nhiều hơn năm ngoái.",
           "Hội thi tăng số lượt xem 56 phần trăm.",
           "Facebook Zalo là nơi lan tin giả nhanh nhất.",
           "Facebook, Zalo UBND xã đều có trang.",
           "Khách sạn đạt 5/5 sao.",
           "★ 15/10 tiêm phòng tại nhà văn hoá",
           "★ 15/10/2025: Khai mạc",
           "Gạo đạt OCOP ★★★★ cấp tỉnh",
           "Nhà nghỉ ★★★★★ đầu tiên của xã",
           "Cần gấp máu nhóm A+ A- O+",
           "Số lượt truy cập: 1.250 tăng 20% so với tháng trước.",
           "Số lượt cấp: 120 Giấy chứng nhận",
           "Thành công! 12.000 lượt xem.",
           "Bạn chưa có đủ quyền lợi bảo hiểm?",
           "Nhiều  chỗ trống\xc2\xa0vẫn nguyên.",
           "",
       }) {
    EXPECT_EQ(without_line_noise(line), line);
  }
}

TEST(LineNoise, KeepsBlanksThatDoNotBreak) {
  EXPECT_EQ(without_line_noise("A- A A+ Còn 5\xc2\xa0"
                               "km. Lượt xem: 3"),
            "Còn 5\xc2\xa0"
            "km.");
}

/// A page of a portal as one hands it on: everything inline, with the blanks of its HTML.
TEST(LineNoise, APageInOneLineBecomesItsText) {
  EXPECT_EQ(clean_lead("A- A A+ Chia sẻ Facebook Zalo (Chinhphu.vn) - Nước rút dần trên sông Hậu. "
                       "Bà con ra đồng./. ★★★★★ 5/5 Bạn chưa có đủ quyền truy nhập portlet này. "
                       "Lượt xem: 2.048",
                       ""),
            "Nước rút dần trên sông Hậu. Bà con ra đồng.");
}

}  // namespace
}  // namespace bangtin
