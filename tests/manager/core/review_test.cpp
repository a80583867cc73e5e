#include "manager/core/review.h"

#include <gtest/gtest.h>

#include "shared/base/texts.h"
#include "tests/fakes/sample_manifest.h"

namespace bangtin {
namespace {

using Kind = PersonalData::Kind;
using All = std::vector<PersonalData>;

TEST(Review, AsksForMapsOnlyWhereThereArePictures) {
  using enum ReviewCheck;
  const std::vector<ReviewCheck> with{Source, Dates, Names, Maps, PersonalData};
  const std::vector<ReviewCheck> without{Source, Dates, Names, PersonalData};
  EXPECT_EQ(checks_for(sample::notice_content()), with);
  EXPECT_EQ(checks_for(sample::ticker_content()), without);
}

TEST(Review, SaysWhereWordsMayStandThatNothingReads) {
  EXPECT_TRUE(has_unread_pictures(sample::picture_content()));
  EXPECT_FALSE(has_unread_pictures(sample::ticker_content()));
  EXPECT_TRUE(has_text("review.text_in_pictures"));
}

TEST(Review, EveryCheckAndEveryKindHasANameAndASentence) {
  for (const ReviewCheck check : checks_for(sample::picture_content())) {
    ReviewCheck again{};
    EXPECT_TRUE(from_name(name_of(check), again));
    EXPECT_EQ(again, check);
    EXPECT_TRUE(has_text(key_of(check))) << key_of(check);
  }
  for (const Kind kind : {Kind::IdNumber, Kind::PhoneNumber, Kind::BirthDate}) {
    EXPECT_TRUE(has_text(key_of(kind))) << key_of(kind);
  }
}

TEST(PersonalData, FindsIdentityNumbersWholeAndInGroups) {
  EXPECT_EQ(personal_data_in("CCCD 079123456789."), (All{{Kind::IdNumber, "079123456789"}}));
  EXPECT_EQ(personal_data_in("079 123 456 789"), (All{{Kind::IdNumber, "079 123 456 789"}}));
  EXPECT_EQ(personal_data_in("số 123456789012 cấp"), (All{{Kind::IdNumber, "123456789012"}}));
}

TEST(PersonalData, FindsPhoneNumbersAsTheyAreWritten) {
  for (const char* number :
       {"0912345678", "0912 345 678", "0912.345.678", "091-234-56-78", "+84912345678",
        "+84 912 345 678", "84912345678", "02993822456", "0299 382 2456", "0912\u00a0345\u00a0678",
        "(0299) 382 2456", "(0299)3822456", "(+84) 912 345 678", "(0912) 345.678"}) {
    EXPECT_EQ(personal_data_in(std::string("Gọi ") + number + ", hỏi chị Lan"),
              (All{{Kind::PhoneNumber, number}}));
  }
}

TEST(PersonalData, FindsANumberBehindADateOrAnotherNumber) {
  EXPECT_EQ(personal_data_in("22/11/2026 0912345678 0987654321"),
            (All{{Kind::PhoneNumber, "0912345678"}, {Kind::PhoneNumber, "0987654321"}}));
}

TEST(PersonalData, FindsDatesOfBirth) {
  EXPECT_EQ(personal_data_in("ông An, sinh ngày 05/01/1960, trú tại ấp 2"),
            (All{{Kind::BirthDate, "sinh ngày 05/01/1960"}}));
  EXPECT_EQ(personal_data_in("Ngày sinh: 5-1-1960"),
            (All{{Kind::BirthDate, "Ngày sinh: 5-1-1960"}}));
  EXPECT_EQ(personal_data_in("Công dân SINH NĂM 2008 đăng ký."),
            (All{{Kind::BirthDate, "SINH NĂM 2008"}}));
}

TEST(PersonalData, FindsDatesOfBirthHoweverTheyAreWritten) {
  for (const char* birth :
       {"sinh ngày 05 tháng 01 năm 1960", "Sinh ngày 5 tháng 1, 1960",
        "sinh ngày mùng 5 tháng 1 năm 1960", "ngày sinh: 05 tháng 01 năm 1960", "sinh 05/01/1960",
        "Sinh: 5.1.1960", "SN 1960", "SN: 1960", "sn 05/01/1960", "SN. 1960"}) {
    EXPECT_EQ(personal_data_in(std::string("Ông Trần Văn Bé (") + birth + "), ấp Phước Lộc"),
              (All{{Kind::BirthDate, birth}}))
        << birth;
  }
  EXPECT_EQ(personal_data_in("Bà Lê Thị An sinh 05/01/1960"),
            (All{{Kind::BirthDate, "sinh 05/01/1960"}}));
}

TEST(PersonalData, LeavesDatesAndNumbersOfEventsAlone) {
  for (const char* text :
       {"khai giảng cho học sinh 05/09/2026", "Ngày hội vệ sinh 12/12/2026",
        "TUYỂN SINH 05/06/2026", "Cân đo trẻ sơ sinh 01/12/2026", "Đăng ký khai sinh 22/11/2026",
        "từ ngày 05 tháng 01 năm 2026", "Quyết định số 1960/QĐ-UBND ngày 05/01/2026", "năm 1960",
        "SN 24 đường Lê Lợi", "ASN 1960", "sinh hoạt 05/01/2026 tại đình", "(15) 382 2456",
        "(2026) 382 2456", "khoản 2 (0299)", "Điều 5 (05/01/2026)"}) {
    EXPECT_EQ(personal_data_in(text), All{}) << text;
  }
}

TEST(PersonalData, LeavesAloneWhatIsNobodys) {
  for (const char* text :
       {"Nghị định 49/2024/NĐ-CP", "ngày 22/11/2026 lúc 17:00", "kinh phí 500.000.000.000 đồng",
        "Tổng đài 1900 1234, cứu hỏa 114", "từ 2024 - 2025", "giá 1.234.567,8 đồng",
        "sinh hoạt hè năm 2026", "học sinh năm học mới", "Kỷ niệm ngày sinh của Bác", "00000000",
        "+33 123 456 789", "Số 15/TB-UBND", "1234567890123", ""}) {
    EXPECT_EQ(personal_data_in(text), All{}) << text;
  }
}

TEST(PersonalData, LooksInTitleBodyAndStories) {
  ItemContent content = sample::notice_content();
  content.title = "Gọi 0912345678";
  content.body = "CCCD 079123456789";
  Story story;
  story.title = "0987654321";
  story.lead = "sinh năm 1990";
  content.stories = {story};
  EXPECT_EQ(personal_data_in(content).size(), 4u);
}

}  // namespace
}  // namespace bangtin
