#include "shared/compose/text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "shared/compose/breaks.h"

namespace bangtin {
namespace {

constexpr std::string_view kMarks = "ẨM Ỹ Ẳ Ỗ Ễ Ự ỵ ặ gjqy";

Fonts& fonts() {
  static const std::shared_ptr<Fonts> opened = Fonts::open().value();
  return *opened;
}

/// The text with "|" at each good place to end a line.
std::string marked(std::string_view text) {
  static const std::unique_ptr<LineBreaker> breaker = LineBreaker::open().value();
  const std::vector<BreakClass> classes = breaker->classes(text);
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (classes[i] == BreakClass::Line) result += '|';
    result += text[i];
  }
  return result;
}

/// First and one-behind-last row that hold ink.
std::pair<int, int> ink_rows(const Bitmap& bitmap) {
  int first = bitmap.height();
  int end = 0;
  for (int y = 0; y < bitmap.height(); ++y) {
    const bool ink = std::any_of(bitmap.row(y), bitmap.row(y) + bitmap.width(),
                                 [](std::uint32_t pixel) { return pixel != 0; });
    if (!ink) continue;
    first = std::min(first, y);
    end = y + 1;
  }
  return {first, end};
}

TEST(Fonts, AMissingFontIsAnErrorThatNamesIt) {
  const auto opened = Fonts::open({"/nowhere/at/all"});
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, Code::NotFound);
  EXPECT_NE(opened.error().message.find("NotoSans-Regular.ttf"), std::string::npos);
}

TEST(Text, NoMarkLeavesItsLineAtAnySize) {
  for (const bool bold : {false, true}) {
    for (int size = 12; size <= 200; ++size) {
      TextStyle style;
      style.size_px = size;
      style.bold = bold;
      style.line_height_percent = 137;
      const TextBlock block = layout(fonts(), kMarks, style, 100'000);
      ASSERT_EQ(block.lines.size(), 1u);
      ASSERT_GE(block.height_px * 100, size * 137);
      Bitmap bitmap({block.ink_width_px() + 2 * size, block.height_px + 2 * size});
      draw(fonts(), block, bitmap, size, size);
      const auto [first, end] = ink_rows(bitmap);
      ASSERT_LT(first, end);
      EXPECT_GE(first, size) << "size " << size << " bold " << bold;
      EXPECT_LE(end, size + block.height_px) << "size " << size << " bold " << bold;
    }
  }
}

TEST(Text, DecomposedLettersGiveTheSamePixels) {
  TextStyle style;
  style.size_px = 40;
  const std::string composed = "Tiếng Việt ẨM Ỹ Ễ Ự";
  const std::string decomposed =
      "Tie\u0302\u0301ng Vie\u0323\u0302t A\u0302\u0309M Y\u0303 E\u0302\u0303 U\u031b\u0323";
  ASSERT_NE(composed, decomposed);
  Bitmap first({600, 80});
  Bitmap second({600, 80});
  draw(fonts(), layout(fonts(), composed, style, 600), first, 0, 0);
  draw(fonts(), layout(fonts(), decomposed, style, 600), second, 0, 0);
  EXPECT_EQ(first, second);
  EXPECT_GT(ink_rows(first).second, 0);
}

TEST(LineBreaker, KeepsTogetherWhatBelongsTogether) {
  EXPECT_EQ(marked("theo 49/2024/NĐ-CP mới"), "theo |49/2024/NĐ-CP |mới");
  EXPECT_EQ(marked("nghỉ 05/9 và"), "nghỉ |05/9 |và");
  EXPECT_EQ(marked("thu 500 kg rác"), "thu |500 kg |rác");
  EXPECT_EQ(marked("trên 29 °C nhé"), "trên |29 °C |nhé");
  EXPECT_EQ(marked("từ 7 giờ 30 đến"), "từ |7 giờ 30 |đến");
  EXPECT_EQ(marked("gặp ông Nguyễn Văn"), "gặp |ông Nguyễn |Văn");
  EXPECT_EQ(marked("Bà Trần nói"), "Bà Trần |nói");
  EXPECT_EQ(marked("hỗ trợ 10 triệu đồng mỗi"), "hỗ |trợ |10 triệu đồng |mỗi");
  EXPECT_EQ(marked("ngày 24 tháng 11 năm 2026"), "ngày 24 |tháng 11 |năm 2026");
  EXPECT_EQ(marked("- Mang theo"), "- Mang |theo");
  EXPECT_EQ(marked("QĐ-UBND của"), "QĐ-UBND |của");
}

TEST(LineBreaker, KeepsApartWhatDoesNot) {
  EXPECT_EQ(marked("ông bà ta"), "ông |bà |ta");
  EXPECT_EQ(marked("năm 2026. Người dân"), "năm 2026. |Người |dân");
  EXPECT_EQ(marked("lúc 7, giờ đẹp"), "lúc 7, |giờ |đẹp");
}

TEST(Text, NoLineIsWiderThanItsColumn) {
  const std::string text =
      "Uỷ ban nhân dân xã thông báo Nghị định 49/2024/NĐ-CP ngày 10 tháng 5 năm 2024 cho bà con.";
  TextStyle style;
  style.size_px = 30;
  for (int width = 60; width < 900; width += 7) {
    const TextBlock block = layout(fonts(), text, style, width);
    std::string joined;
    for (const TextLine& line : block.lines) {
      EXPECT_LE(line.width_px, width);
      EXPECT_EQ(line.next_byte >= line.end_byte && line.end_byte > line.begin_byte, true);
      joined +=
          text.substr(std::size_t(line.begin_byte), std::size_t(line.next_byte - line.begin_byte));
    }
    EXPECT_EQ(joined, text);
  }
}

TEST(Text, AnOverlongWordBreaksBetweenCharacters) {
  TextStyle style;
  style.size_px = 30;
  const std::string word = "ẨỸẲỖỄỰẨỸẲỖỄỰẨỸẲỖỄỰ";
  const TextBlock block = layout(fonts(), word, style, 100);
  ASSERT_GT(block.lines.size(), 3u);
  for (const TextLine& line : block.lines) {
    EXPECT_NE(word[std::size_t(line.begin_byte)] & 0xc0, 0x80);
    EXPECT_LE(line.width_px, 100);
  }
}

TEST(Text, WhatDoesNotFitTheLinesAllowedEndsInAnEllipsis) {
  TextStyle style;
  style.size_px = 20;
  style.lines_max = 2;
  const TextBlock block =
      layout(fonts(), "Một hai ba bốn năm sáu bảy tám chín mười mười một mười hai", style, 160);
  EXPECT_TRUE(block.cut);
  ASSERT_EQ(block.lines.size(), 2u);
  EXPECT_TRUE(block.shaped.text.ends_with("…"));
  EXPECT_LE(block.ink_width_px(), 160);
}

TEST(Text, FitsABoxOrShrinks) {
  TextStyle style;
  style.size_px = 60;
  const std::string title = "Thông báo về việc niêm yết công khai danh sách hộ nghèo năm 2026";
  const Size box{500, 120};
  const TextBlock block = layout_to_fit(fonts(), title, style, box, 10);
  EXPECT_LE(block.height_px, box.height_px);
  EXPECT_FALSE(block.cut);
  EXPECT_LT(block.style.size_px, 60);
  const TextBlock tiny = layout_to_fit(fonts(), title, style, {60, 20}, 12);
  EXPECT_TRUE(tiny.cut);
  EXPECT_LE(tiny.lines.size(), 1u);
}

TEST(Text, KhmerIsShapedByItsOwnFontAndBreaksBetweenWords) {
  if (!fonts().has("NotoSansKhmer-Regular.ttf")) GTEST_SKIP() << "no Khmer font here";
  TextStyle style;
  style.size_px = 40;
  const std::string text = "សូមជម្រាបជូនបងប្អូនប្រជាជនទាំងអស់";
  const TextBlock block = layout(fonts(), text, style, 300);
  EXPECT_GT(block.lines.size(), 1u);
  for (const ShapedParagraph& paragraph : block.shaped.paragraphs) {
    for (const ShapedGlyph& glyph : paragraph.glyphs) EXPECT_NE(glyph.glyph, 0u);
  }
  for (const TextLine& line : block.lines) EXPECT_FALSE(line.forced);
}

TEST(Text, HostileTextIsSurvived) {
  std::string flood = "a";
  for (int i = 0; i < 5'000; ++i) flood += "\u0301";
  std::string emoji;
  for (int i = 0; i < 500; ++i) emoji += "👨‍👩‍👧‍👦🇻🇳";
  const std::string bidi = "\u202eabc\u202c \u2067אבג\u2069 مرحبا 123";
  const std::string broken = "\xff\xfe\xc3(\xe2\x82 \xf0\x9f\x98";
  const std::string controls("a\0b\x01\x1b[31m\x7f\tc\r\n\r\n\nd", 16);
  for (const std::string& text :
       {std::string(20'000, 'x'), flood, emoji, bidi, broken, controls, std::string(20'000, '\n'),
        std::string(20'000, ' '), std::string(), std::string("\u200b\u2028\u2029\ufeff")}) {
    TextStyle style;
    style.size_px = 33;
    for (const int width : {-5, 1, 40, 700}) {
      const TextBlock block = layout(fonts(), text, style, width);
      Bitmap bitmap({700, 200});
      draw(fonts(), block, bitmap, -20, -10);
      for (const TextLine& line : block.lines) EXPECT_LT(line.glyph_begin, line.glyph_end);
    }
    layout_to_fit(fonts(), text, style, {300, 100}, 8);
  }
}

TEST(Text, AFloodOfMarksDoesNotClimbOverOtherLines) {
  std::string flood = "a";
  for (int i = 0; i < 200; ++i) flood += "\u0301";
  TextStyle style;
  style.size_px = 40;
  const TextBlock block = layout(fonts(), flood, style, 500);
  Bitmap bitmap({500, 600});
  draw(fonts(), block, bitmap, 0, 300);
  EXPECT_GT(ink_rows(bitmap).first, 300 - 40);
}

TEST(Text, ExtremeSizesAreTakenAsTheNearest) {
  for (const int size : {-7, 0, 1, 100'000}) {
    TextStyle style;
    style.size_px = size;
    Bitmap bitmap({50, 50});
    draw(fonts(), layout(fonts(), "Ẩm", style, 50), bitmap, 0, 0);
  }
}

}  // namespace
}  // namespace bangtin
