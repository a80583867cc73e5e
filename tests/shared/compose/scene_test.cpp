#include "shared/compose/scene.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "shared/compose/pages.h"
#include "shared/compose/palette.h"
#include "tests/shared/compose/samples.h"

namespace bangtin {
namespace {

constexpr std::string_view kMarks = "ẨM Ỹ Ẳ Ỗ Ễ Ự ỵ ặ gjqy";

Composer& composer() {
  static Composer made(Fonts::open().value());
  return made;
}

Size size_of(const Rect& rect) { return {rect.width_px, rect.height_px}; }

LocalTime noon() { return {std::chrono::year(2026) / 11 / 22, 14, 5, 0}; }

bool is_plain(const Bitmap& bitmap, Rect area) {
  const Bitmap part = crop(bitmap, area);
  return std::all_of(part.pixels.begin(), part.pixels.end(),
                     [&](std::uint32_t pixel) { return pixel == part.pixels[0]; });
}

/// No ink touches an edge: each edge line is of one colour (the sides may change colour downwards).
void expect_free_edges(const Bitmap& bitmap, const std::string& name) {
  const int width = bitmap.width();
  const int height = bitmap.height();
  EXPECT_TRUE(is_plain(bitmap, {0, 0, width, 1})) << name << " top";
  EXPECT_TRUE(is_plain(bitmap, {0, height - 1, width, 1})) << name << " bottom";
  for (int y = 0; y < height; ++y) {
    EXPECT_EQ(bitmap.row(y)[0], bitmap.row(y)[width - 1]) << name << " sides at " << y;
    EXPECT_EQ(bitmap.row(y)[0], bitmap.row(y)[1]) << name << " sides at " << y;
  }
}

ItemContent marked_content() {
  ItemContent content = samples::short_notice();
  content.title = kMarks;
  content.agency = kMarks;
  content.document_number = kMarks;
  content.source = kMarks;
  content.body = std::string(kMarks) + "\n" + std::string(kMarks);
  return content;
}

TEST(Composer, NoTemplateLetsInkTouchItsEdges) {
  const Place place{"27694", "80", std::string(kMarks)};
  for (const Size canvas : samples::canvases()) {
    const samples::Zones zones = samples::zones_of(canvas);
    const std::string name = std::to_string(canvas.width_px) + " ";
    const Size main = size_of(zones.main);
    const ItemVersion item = samples::version_of(composer().fonts(), marked_content(), {main});
    const std::vector<Page>& pages = item.paginations[0].pages;
    for (std::size_t i = 0; i < pages.size(); ++i) {
      expect_free_edges(composer().compose_page(item, pages[i], int(i) + 1, int(pages.size()), main,
                                                nullptr, place),
                        name + "page");
    }
    expect_free_edges(composer().compose_header(place, noon(), size_of(zones.header)),
                      name + "header");
    expect_free_edges(composer().compose_header(place, std::nullopt, size_of(zones.header)),
                      name + "header without a time");
    expect_free_edges(composer().compose_card(&place, canvas), name + "card");
    expect_free_edges(composer().compose_card(&place, canvas, samples::pairing_card()),
                      name + "pairing card");
    ItemVersion ticker = item;
    ticker.content.kind = ItemKind::Ticker;
    const Bitmap strip = composer().compose_ticker_strip(ticker, size_of(zones.ticker));
    EXPECT_TRUE(is_plain(strip, {0, 0, strip.width(), 1})) << name << "ticker top";
    EXPECT_TRUE(is_plain(strip, {0, strip.height() - 1, strip.width(), 1})) << name << "ticker";
  }
}

TEST(Composer, DecomposedContentGivesTheSamePixels) {
  ItemContent composed = samples::short_notice();
  composed.title = "Tiếng ẨM Ỹ Ễ";
  composed.body = "Việt Ự";
  ItemContent decomposed = composed;
  decomposed.title = "Tie\u0302\u0301ng A\u0302\u0309M Y\u0303 E\u0302\u0303";
  decomposed.body = "Vie\u0323\u0302t U\u031b\u0323";
  for (const Size canvas : {Size{384, 192}, Size{1366, 768}}) {
    EXPECT_EQ(pixel_hash(samples::canvas_with(composer(), composed, 0, canvas)),
              pixel_hash(samples::canvas_with(composer(), decomposed, 0, canvas)));
  }
}

TEST(Composer, EveryBitmapIsOpaqueNotBlackAndOfTheSizeAsked) {
  for (const Size canvas : samples::canvases()) {
    if (canvas.width_px > 2000) continue;
    const Place place = samples::place();
    for (const Bitmap& bitmap :
         {composer().compose_card(nullptr, canvas), composer().compose_empty_zone(place, canvas),
          samples::canvas_with(composer(), samples::short_notice(), 0, canvas)}) {
      EXPECT_EQ(bitmap.size, canvas);
      EXPECT_TRUE(std::all_of(bitmap.pixels.begin(), bitmap.pixels.end(), [](std::uint32_t pixel) {
        return pixel >> 24 == 255 && (pixel & 0xffffff) != 0;
      }));
    }
  }
}

TEST(Composer, AnyZoneSizeComesOut) {
  const Bitmap picture = samples::picture({40, 30});
  const ItemVersion item = samples::version_of(composer().fonts(), samples::long_notice(), {});
  for (const Size zone : {Size{1, 1}, Size{3, 500}, Size{500, 3}, Size{64, 64}, Size{0, 9}}) {
    const Size expected = zone.width_px == 0 ? Size{} : zone;
    const Page text{0, int(item.content.body.size()), 66, Page::kNoMedia, Seconds(8)};
    const Page shown{0, 0, 0, 0, Seconds(8)};
    const Place place = samples::place();
    EXPECT_EQ(composer().compose_page(item, text, 1, 9, zone, nullptr, place).size, expected);
    EXPECT_EQ(composer().compose_page(item, shown, 2, 9, zone, &picture, place).size, expected);
    EXPECT_EQ(composer().compose_page(item, shown, 2, 9, zone, nullptr, place).size, expected);
    EXPECT_EQ(composer().compose_header(place, noon(), zone).size, expected);
    EXPECT_EQ(composer().compose_card(&place, zone, samples::pairing_card()).size, expected);
    composer().compose_ticker_strip(item, zone);
  }
}

TEST(Composer, APageMadeForAnotherZoneShrinksUntilItFits) {
  ItemContent content = samples::long_notice();
  const ItemVersion item = samples::version_of(composer().fonts(), content, {{1920, 864}});
  const Page& page = item.paginations[0].pages[0];
  for (const Size zone : {Size{384, 130}, Size{600, 320}, Size{300, 900}}) {
    const Bitmap bitmap =
        composer().compose_page(item, page, 1, 3, zone, nullptr, samples::place());
    expect_free_edges(bitmap, std::to_string(zone.width_px));
  }
}

TEST(Composer, PagesOutsideTheBodyAreSurvived) {
  const ItemVersion item = samples::version_of(composer().fonts(), samples::short_notice(), {});
  for (const auto& [begin, end] : {std::pair{-5, 3}, {1'000'000, 2'000'000}, {9, 2}, {1, 2}}) {
    const Page page{begin, end, -4, Page::kNoMedia, Seconds(8)};
    composer().compose_page(item, page, -3, 0, {384, 130}, nullptr, samples::place());
  }
}

TEST(Composer, HeaderShowsMoreThanTheClockWhenThereIsRoom) {
  const Place place = samples::place();
  LocalTime other_day = noon();
  other_day.day = std::chrono::year(2026) / 11 / 23;
  for (const Size canvas : samples::canvases()) {
    const Size zone = size_of(samples::zones_of(canvas).header);
    const Bitmap header = composer().compose_header(place, noon(), zone);
    EXPECT_NE(header, composer().compose_header(place, other_day, zone)) << zone.width_px;
    EXPECT_NE(header, composer().compose_header(Place(), noon(), zone)) << zone.width_px;
    LocalTime later = noon();
    later.minute = 6;
    EXPECT_NE(header, composer().compose_header(place, later, zone)) << zone.width_px;
  }
  // A strip with room for the clock alone.
  EXPECT_EQ(composer().compose_header(place, noon(), {100, 34}),
            composer().compose_header(place, other_day, {100, 34}));
}

TEST(Composer, HeaderWithoutATimeShowsTheAgencyAlone) {
  const Bitmap blank = composer().compose_header(Place(), std::nullopt, {640, 60});
  for (int x = 0; x < blank.width(); ++x) ASSERT_EQ(blank.row(30)[x], blank.row(30)[0]) << x;
  EXPECT_NE(composer().compose_header(samples::place(), std::nullopt, {640, 60}), blank);
}

TEST(Composer, ALongAgencyNeverMeetsTheClock) {
  Place place = samples::place();
  place.agency = "Uỷ ban nhân dân xã Nghĩa Trung Hưng huyện Tư Nghĩa tỉnh Quảng Ngãi cũ";
  for (const Size canvas : samples::canvases()) {
    const Size zone = size_of(samples::zones_of(canvas).header);
    const Bitmap with = composer().compose_header(place, noon(), zone);
    const Bitmap without = composer().compose_header(Place(), noon(), zone);
    // The clock is the rightmost part: there nothing changes.
    const int clock_px = std::min(zone.height_px, zone.width_px / 7);
    const Rect right{zone.width_px - clock_px, 0, clock_px, zone.height_px};
    EXPECT_EQ(crop(with, right), crop(without, right)) << zone.width_px;
  }
}

TEST(Composer, SceneOfCardKindIsTheCard) {
  Manifest manifest;
  manifest.selection.canvas_px = {600, 400};
  manifest.selection.place = samples::place();
  const Bitmap scene = composer().compose_scene(manifest, Scene(), Instant(), nullptr);
  EXPECT_EQ(scene, composer().compose_card(&manifest.selection.place, {600, 400}));
}

TEST(Composer, SceneWithWrongIndexesIsSurvived) {
  Manifest manifest;
  manifest.selection.canvas_px = {600, 400};
  manifest.selection.layouts = {{{{ZoneRole::Main, {0, 0, 600, 400}}}}};
  Scene scene;
  scene.kind = Scene::Kind::Layout;
  using Content = ZoneScene::Content;
  scene.zones = {{Content::Page, 0, 9, 9, {}, {}}, {Content::Ticker, 7, 0, 0, {}, {}}};
  EXPECT_EQ(composer().compose_scene(manifest, scene, Instant(), nullptr),
            composer().compose_empty_zone(manifest.selection.place, {600, 400}));
  scene.layout = 5;
  EXPECT_EQ(composer().compose_scene(manifest, scene, Instant(), nullptr).size, (Size{600, 400}));
}

TEST(Ticker, PassesFromTheRightEdgeToTheLeftAndBeginsAnew) {
  const Millis duration(10'000);
  EXPECT_EQ(ticker_offset_px(1'000, 500, duration, Millis(0)), 1'000);
  EXPECT_EQ(ticker_offset_px(1'000, 500, duration, Millis(5'000)), 250);
  EXPECT_EQ(ticker_offset_px(1'000, 500, duration, Millis(9'999)), -499);
  EXPECT_EQ(ticker_offset_px(1'000, 500, duration, Millis(10'000)), 1'000);
  EXPECT_EQ(ticker_offset_px(1'000, 500, duration, Millis(25'000)), 250);
  EXPECT_EQ(ticker_offset_px(1'000, 500, Millis(0), Millis(5)), 1'000);
  EXPECT_EQ(ticker_offset_px(1'000, 500, duration, Millis(-5)), 1'000);
}

double luminance(Color color) {
  const auto linear = [&](int shift) {
    const double value = (color >> shift & 255) / 255.0;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0);
}

double contrast(Color first, Color second) {
  const double light = std::max(luminance(first), luminance(second));
  const double dark = std::min(luminance(first), luminance(second));
  return (light + 0.05) / (dark + 0.05);
}

TEST(Palette, EveryTextHasAContrastOfSevenToOne) {
  EXPECT_GE(contrast(palette::kInk, palette::kPaper), 7);
  EXPECT_GE(contrast(palette::kInkSoft, palette::kPaper), 7);
  for (const Color ground : {palette::kNight, palette::kNightLow, palette::kAlert}) {
    EXPECT_GE(contrast(palette::kWhite, ground), 7);
  }
  for (const Color ground : {palette::kNight, palette::kNightLow}) {
    EXPECT_GE(contrast(palette::kGold, ground), 7);
    EXPECT_GE(contrast(palette::kMist, ground), 7);
  }
  EXPECT_GE(contrast(palette::kWhite, palette::kNightLine), 7);
  for (int category = 0; category <= int(Category::Other); ++category) {
    EXPECT_GE(contrast(palette::kWhite, palette::of(Category(category))), 7) << category;
  }
}

TEST(Composer, APosterStandsInTheMiddleOfItsZoneOnTheNightColour) {
  const Size zone{400, 300};
  const ItemVersion item = samples::version_of(composer().fonts(), samples::video_item(), {zone});
  const Page& page = item.paginations[0].pages[0];
  const Bitmap poster({64, 36}, palette::kAlert);
  const Bitmap shown = composer().compose_page(item, page, 1, 1, zone, &poster, samples::place());
  const int high = 400 * 36 / 64;
  const int top = (300 - high) / 2;
  EXPECT_EQ(crop(shown, {0, 0, 400, top}), Bitmap({400, top}, palette::kNight));
  EXPECT_EQ(crop(shown, {0, top, 400, high}), Bitmap({400, high}, palette::kAlert));
  EXPECT_EQ(shown.row(299)[200], palette::kNight);
}

TEST(ClipRect, IsAsLargeAsTheClipFitsAndInTheMiddle) {
  EXPECT_EQ(clip_rect({1920, 1080}, {0, 0, 1920, 1080}), (Rect{0, 0, 1920, 1080}));
  EXPECT_EQ(clip_rect({640, 480}, {0, 100, 1920, 1080}), (Rect{240, 100, 1440, 1080}));
  EXPECT_EQ(clip_rect({1, 1000}, {5, 0, 7, 100}), (Rect{8, 0, 1, 100})) << "never nothing";
}

TEST(ClipRect, HasAnEvenWidthThatThePosterHasToo) {
  const Rect portrait = clip_rect({1080, 1920}, {0, 0, 1920, 1080});
  EXPECT_EQ(portrait, (Rect{657, 0, 606, 1080})) << "as high as it goes, of 607 columns one less";
  const Rect main = clip_rect({1920, 1080}, {0, 0, 1920, 876});
  EXPECT_EQ(main, (Rect{182, 0, 1556, 876}));
  const Size zone{1920, 876};
  const ItemVersion item = samples::version_of(composer().fonts(), samples::video_item(), {zone});
  const Bitmap poster({1280, 720}, palette::kAlert);
  const Bitmap made = composer().compose_page(item, item.paginations[0].pages[0], 1, 1, zone,
                                              &poster, samples::place());
  EXPECT_EQ(crop(made, main), Bitmap({main.width_px, main.height_px}, palette::kAlert));
  EXPECT_EQ(made.row(0)[main.x_px - 1], palette::kNight);
  EXPECT_EQ(made.row(0)[main.x_px + main.width_px], palette::kNight);
}

TEST(Composer, AClipAsksForItsPosterNeverForItself) {
  Manifest manifest;
  manifest.selection.canvas_px = {400, 300};
  manifest.selection.layouts = {{{{ZoneRole::Main, {0, 0, 400, 300}}}}};
  manifest.items = {
      samples::version_of(composer().fonts(), samples::video_item(), {Size{400, 300}})};
  ZoneScene zone;
  zone.content = ZoneScene::Content::Page;
  std::vector<Digest> asked;
  const PictureSource pictures = [&](const Digest& blob) -> const Bitmap* {
    asked.push_back(blob);
    return nullptr;
  };
  const Bitmap shown = composer().compose_zone(manifest, Scene{}, zone, Instant{}, pictures);
  EXPECT_EQ(asked, std::vector<Digest>{samples::picture_blob()});
  EXPECT_FALSE(is_plain(shown, {0, 0, 400, 300})) << "the title stands for a missing poster";
}

}  // namespace
}  // namespace bangtin
