// Where a code stands and what it is made of. That a reader of codes reads it from the player's own
// pixels: tests/e2e/resident.py.
#include "shared/compose/code.h"

#include <gtest/gtest.h>

#include "shared/compose/notice.h"
#include "shared/compose/pages.h"
#include "shared/model/web_address.h"
#include "tests/shared/compose/samples.h"

namespace bangtin {
namespace {

constexpr Color kWhite = 0xffffffff;
constexpr Color kBlack = 0xff000000;
constexpr int kQuietModules = 4;
constexpr int kVersion4Modules = 33;  ///< 43 to 62 bytes

Fonts& fonts() {
  static const std::shared_ptr<Fonts> made = Fonts::open().value();
  return *made;
}

Composer& composer() {
  static Composer made(Fonts::open().value());
  return made;
}

Size main_of(Size canvas) {
  const Rect main = samples::zones_of(canvas).main;
  return {main.width_px, main.height_px};
}

ItemContent with_code(ItemContent content) {
  content.site = samples::site();
  return content;
}

bool overlap(Rect a, Rect b) {
  return a.x_px < b.x_px + b.width_px && b.x_px < a.x_px + a.width_px &&
         a.y_px < b.y_px + b.height_px && b.y_px < a.y_px + a.height_px;
}

TEST(CodeSide, IsWholePixelsAModuleAndNeverTooSmallToScan) {
  constexpr int kAll = kVersion4Modules + 2 * kQuietModules;
  EXPECT_EQ(code_side_px(58, {1920, 864}), 7 * kAll);
  EXPECT_EQ(code_side_px(58, {1080, 1536}), 8 * kAll);
  EXPECT_EQ(code_side_px(58, {600, 320}), 2 * kAll) << "one LED is one pixel";
  EXPECT_EQ(code_side_px(58, {384, 132}), 0) << "the text is worth more";
  EXPECT_EQ(code_side_px(106, {1920, 864}) % (41 + 2 * kQuietModules), 0);
  EXPECT_EQ(code_side_px(100'000, {1920, 1080}), 0);
  EXPECT_EQ(code_side_px(58, {0, 0}), 0);
}

TEST(CodeRoom, IsTakenByTheCodeAlone) {
  for (const Size canvas : samples::canvases()) {
    const Size zone = main_of(canvas);
    for (const ItemContent& content :
         {with_code(samples::short_notice()), with_code(samples::long_notice()),
          with_code(samples::notice_with_long_title())}) {
      int width = -1;
      for (const NoticePage which : {NoticePage::Only, NoticePage::First, NoticePage::Later}) {
        const NoticeFrame frame = notice_frame(fonts(), content, content.agency, zone, which);
        EXPECT_TRUE(width < 0 || width == frame.body_px.width_px) << "one width on all pages";
        width = frame.body_px.width_px;
        if (!frame.code.has_code()) continue;
        const Rect code = frame.code.code_px;
        for (const Rect other : {frame.body_px, frame.band_px, frame.footer_px, frame.indicator_px,
                                 frame.code.words_px}) {
          EXPECT_FALSE(overlap(code, other)) << canvas.width_px << " " << content.title;
        }
        EXPECT_FALSE(overlap(frame.code.words_px, frame.body_px));
        EXPECT_FALSE(overlap(frame.code.words_px, frame.footer_px));
      }
    }
  }
}

TEST(CodeRoom, StandsOnEveryBoardButTheSmallestAndOnlyWhereTheItemHasASite) {
  for (const Size canvas : samples::canvases()) {
    const auto has_code = [&](const ItemContent& content) {
      return notice_frame(fonts(), content, content.agency, main_of(canvas), NoticePage::Only)
          .code.has_code();
    };
    EXPECT_EQ(has_code(with_code(samples::short_notice())), canvas.height_px > 192);
    EXPECT_FALSE(has_code(samples::short_notice()));
  }
}

/// 1:1:3:1:1 along the middle of a corner's pattern. Source: ISO/IEC 18004 6.3.3.
void expect_finder(const Bitmap& bitmap, int x_px, int y_px, int module_px) {
  constexpr int kModules = 7;
  for (int i = 0; i < kModules; ++i) {
    const Color expected = i == 1 || i == kModules - 2 ? kWhite : kBlack;
    const int at = i * module_px + module_px / 2;
    const int middle = kModules / 2 * module_px + module_px / 2;
    EXPECT_EQ(bitmap.row(y_px + middle)[x_px + at], expected);
    EXPECT_EQ(bitmap.row(y_px + at)[x_px + middle], expected);
  }
}

TEST(DrawCode, IsDarkOnWhiteWithItsQuietZoneWhateverIsBehind) {
  const Size zone{1080, 1536};
  const int side = code_side_px(58, zone);
  CodeRoom room;
  room.code_px = {10, 20, side, side};
  Bitmap target(zone, 0xff8c1553);
  draw_code(fonts(), target, room, page_address(samples::site(), ItemId{"0123456789abcdef0123"}),
            "vi", kBlack);
  const int module = side / (kVersion4Modules + 2 * kQuietModules);
  const int quiet = kQuietModules * module;
  const Bitmap code = crop(target, room.code_px);
  int dark = 0;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const Color pixel = code.row(y)[x];
      ASSERT_TRUE(pixel == kWhite || pixel == kBlack);
      const bool outside = x < quiet || y < quiet || x >= side - quiet || y >= side - quiet;
      ASSERT_TRUE(!outside || pixel == kWhite) << x << " " << y;
      dark += pixel == kBlack ? 1 : 0;
    }
  }
  EXPECT_GT(dark, side * side / 5);
  const int far = quiet + (kVersion4Modules - 7) * module;
  expect_finder(code, quiet, quiet, module);
  expect_finder(code, far, quiet, module);
  expect_finder(code, quiet, far, module);
  EXPECT_EQ(target.row(19)[10], 0xff8c1553u);
}

TEST(DrawCode, AnAddressThatDoesNotFitDrawsNothing) {
  CodeRoom room;
  room.code_px = {0, 0, 40, 40};
  Bitmap target({40, 40}, kWhite);
  draw_code(fonts(), target, room, std::string(100, 'a'), "vi", kBlack);
  EXPECT_EQ(target, Bitmap({40, 40}, kWhite));
  draw_code(fonts(), target, room, std::string(10'000, 'a'), "vi", kBlack);
  EXPECT_EQ(target, Bitmap({40, 40}, kWhite));
}

TEST(DrawCode, TwoItemsDifferInTheirCodesAlone) {
  const Size zone = main_of({1366, 768});
  const ItemContent content = with_code(samples::short_notice());
  ItemVersion item = samples::version_of(composer().fonts(), content, {zone});
  const Page page = item.paginations[0].pages[0];
  const Bitmap one = composer().compose_page(item, page, 1, 1, zone, nullptr, samples::place());
  item.id = ItemId{"another"};
  const Bitmap two = composer().compose_page(item, page, 1, 1, zone, nullptr, samples::place());
  const Rect code =
      notice_frame(fonts(), content, content.agency, zone, NoticePage::Only).code.code_px;
  EXPECT_NE(crop(one, code), crop(two, code));
  Bitmap first = one, second = two;
  fill(first, code, kWhite);
  fill(second, code, kWhite);
  EXPECT_EQ(first, second);
}

}  // namespace
}  // namespace bangtin
