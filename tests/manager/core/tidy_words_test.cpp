#include "manager/core/tidy_words.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

TEST(TidyWords, CapitalsFromEndToEndAreFoundAndAbbreviationsAreNot) {
  EXPECT_TRUE(is_all_capitals("THÔNG BÁO CẮT ĐIỆN"));
  EXPECT_TRUE(is_all_capitals("LỊCH TIÊM 12/2026"));
  EXPECT_FALSE(is_all_capitals("Thông báo CẮT ĐIỆN"));
  EXPECT_FALSE(is_all_capitals("UBND-HĐND"));
  EXPECT_FALSE(is_all_capitals("VACCINATION")) << "one word";
  EXPECT_FALSE(is_all_capitals(""));
  EXPECT_FALSE(is_all_capitals("ការជូនដំណឹង អំពី")) << "a script without capitals";
}

TEST(TidyWords, ATitleIsWrittenAsASentence) {
  EXPECT_EQ(in_sentence_case("THÔNG BÁO CẮT ĐIỆN", {}), "Thông báo cắt điện");
  EXPECT_EQ(in_sentence_case("ĐỔI GIỜ. MỜI BÀ CON ĐẾN SỚM!", {}), "Đổi giờ. Mời bà con đến sớm!");
  EXPECT_EQ(in_sentence_case("“GIẢI QUYẾT” THỦ TỤC", {}), "“Giải quyết” thủ tục");
  EXPECT_EQ(in_sentence_case("", {}), "");
}

TEST(TidyWords, AbbreviationsAndNumbersStayAsTheyAre) {
  EXPECT_EQ(in_sentence_case("UBND XÃ THU BHYT, BHXH THÁNG 12/2026", {}),
            "UBND xã thu BHYT, BHXH tháng 12/2026");
  EXPECT_EQ(in_sentence_case("TIÊM COVID-19 ĐỢT II", {}), "Tiêm COVID-19 đợt II");
  EXPECT_EQ(in_sentence_case("TIÊM ĐỢT I", {}), "Tiêm đợt I");
}

TEST(TidyWords, NamesThatAreKnownKeepTheirCapitals) {
  const std::vector<std::string> names = {"UBND xã Tân Hưng", "Chợ Phước Lộc", "Hà Nội"};
  EXPECT_EQ(in_sentence_case("XÃ TÂN HƯNG MỜI HỌP TẠI CHỢ PHƯỚC LỘC, HÀ NỘI", names),
            "Xã Tân Hưng mời họp tại chợ Phước Lộc, Hà Nội");
  EXPECT_EQ(in_sentence_case("TÂN HƯNG", {"ấp Tân Hư"}), "Tân hưng") << "another word";
}

TEST(TidyWords, SpacesTooManyGo) {
  EXPECT_EQ(with_single_spaces("Kính gửi  bà con , mời   họp ."), "Kính gửi bà con, mời họp.");
  EXPECT_EQ(with_single_spaces("Một\n\n\n\nHai"), "Một\n\nHai");
  EXPECT_EQ(with_single_spaces("Số\u00a0\u00a0 5"), "Số 5");
  EXPECT_EQ(with_single_spaces("Số\u00a05"), "Số\u00a05") << "it keeps the two together";
  EXPECT_EQ(with_single_spaces("khoảng .5 lít ... và"), "khoảng .5 lít ... và");
  EXPECT_EQ(with_single_spaces("Đúng rồi, xong."), "Đúng rồi, xong.");
}

TEST(TidyWords, WhoItIsCannotBeReadFromWhatIsMasked) {
  for (const std::string said :
       {"Liên hệ 0912 345 678", "căn cước 079123456789", "sinh ngày 05/01/1960",
        "sinh ngày 05 tháng 01 năm 1960", "sinh năm 1960"}) {
    const std::vector<PersonalData> found = personal_data_in(said);
    ASSERT_EQ(found.size(), 1u) << said;
    EXPECT_NE(masked(found[0]), found[0].text);
    EXPECT_TRUE(personal_data_in("sinh " + masked(found[0])).empty()) << masked(found[0]);
  }
  EXPECT_EQ(masked({PersonalData::Kind::PhoneNumber, "0912 345 678"}), "xxxx xxx 678");
  EXPECT_EQ(masked({PersonalData::Kind::BirthDate, "05/01/1960"}), "xx/xx/1960");
  EXPECT_EQ(masked({PersonalData::Kind::BirthDate, "1960-01-05"}), "1960-xx-xx");
  EXPECT_EQ(masked({PersonalData::Kind::BirthDate, "05/01/60"}), "xx/xx/xx");
}

}  // namespace
}  // namespace bangtin
