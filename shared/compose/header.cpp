// The header: agency on the left, clock on the right, the dates where they find room.
#include <algorithm>
#include <array>
#include <cstdio>

#include "shared/compose/notice.h"
#include "shared/compose/palette.h"
#include "shared/compose/scene.h"
#include "shared/model/calendar.h"

namespace bangtin {
namespace {

/// Below this shape (width by height) agency and dates stand above each other.
constexpr int kTallShape = 9;
/// From this height on the two dates stand above each other; letters of a lower header would be
/// too small for that.
constexpr int kStackedDatesMin_px = 64;
constexpr int kLetterMin_px = 11;

TextStyle style_of(int size_px, bool bold, Color color) {
  TextStyle style;
  style.size_px = size_px;
  style.bold = bold;
  style.color = color;
  style.line_height_percent = 137;
  style.paragraph_gap_percent = 0;
  return style;
}

/// Draws in the middle of the height of `area`, at its left edge.
void draw_in(Fonts& fonts, Bitmap& target, const TextBlock& block, Rect area) {
  draw(fonts, block, target, area.x_px, area.y_px + (area.height_px - block.height_px) / 2);
}

bool stands_whole(const TextBlock& block, Size box_px) {
  const bool forced = std::any_of(block.lines.begin(), block.lines.end(),
                                  [](const TextLine& line) { return line.forced; });
  return !block.cut && !forced && block.height_px <= box_px.height_px;
}

/// The dates, as wide as they are; no lines when there are none.
struct Dates {
  TextBlock solar;
  TextBlock lunar;
  bool stacked = false;
  int gap_px = 0;
  int width_px() const {
    const int first = solar.ink_width_px();
    const int second = lunar.ink_width_px();
    if (stacked) return std::max(first, second);
    return first + (second > 0 ? gap_px + second : 0);
  }
  void draw_at(Fonts& fonts, Bitmap& target, int x, int height_px) const {
    if (!stacked) {
      draw_in(fonts, target, solar, {x, 0, 0, height_px});
      draw_in(fonts, target, lunar, {x + solar.ink_width_px() + gap_px, 0, 0, height_px});
      return;
    }
    const int both = solar.height_px + lunar.height_px;
    draw(fonts, solar, target, x, (height_px - both) / 2);
    draw(fonts, lunar, target, x, (height_px - both) / 2 + solar.height_px);
  }
};

class Header {
 public:
  Header(Fonts& fonts, const Place& place, const std::optional<LocalTime>& time, Size zone_px)
      : fonts_(fonts),
        agency_(place.agency),
        zone_(zone_px),
        margin_(margin_px(zone_px)),
        line_px_(std::max(1, zone_px.height_px / 40)),
        height_(std::max(1, zone_px.height_px - line_px_)),
        target_(zone_px, palette::kNight) {
    if (!time) return;
    solar_ = solar_date_text(time->day);
    lunar_ = lunar_date_text(time->day);
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d", time->hour % 24, time->minute % 60);
    clock_ = text.data();
  }

  Bitmap drawn() {
    fill_gradient(target_, {0, 0, zone_.width_px, height_}, palette::kNightLow, palette::kNight);
    fill(target_, {0, height_, zone_.width_px, line_px_}, palette::kGold);
    if (clock_.empty()) {
      draw_agency_alone();
      return std::move(target_);
    }
    const int left = draw_clock();
    if (zone_.width_px < kTallShape * zone_.height_px) {
      draw_column(left);
    } else {
      draw_row(left);
    }
    return std::move(target_);
  }

 private:
  /// Where the clock begins.
  int draw_clock() {
    const int room = std::max(1, zone_.width_px - 2 * margin_);
    const int size = std::max(kLetterMin_px, std::min(height_ * 62 / 100, zone_.width_px / 7));
    TextStyle style = style_of(size, true, palette::kWhite);
    style.lines_max = 1;
    const TextBlock block = layout_to_fit(fonts_, clock_, style, {room, height_}, 6);
    const int left = zone_.width_px - margin_ - block.ink_width_px();
    draw_in(fonts_, target_, block, {left, 0, 0, height_});
    return left;
  }

  void draw_agency_alone() {
    const Size box{std::max(1, zone_.width_px - 2 * margin_), height_};
    const TextBlock one_line = agency_in(box, 1);
    const bool whole = stands_whole(one_line, box);
    draw_in(fonts_, target_, whole ? one_line : agency_in(box, 2), {margin_, 0, 0, height_});
  }

  TextBlock line(const std::string& text, int size_px, bool bold, Color color) {
    return layout(fonts_, text, style_of(size_px, bold, color), zone_.width_px * 4);
  }

  Dates dates(bool with_lunar) {
    Dates result;
    result.stacked = height_ >= kStackedDatesMin_px;
    const int size = std::max(kLetterMin_px, height_ * (result.stacked ? 27 : 38) / 100);
    result.gap_px = size * 3 / 4;
    result.solar = line(solar_, size, false, palette::kWhite);
    if (with_lunar) result.lunar = line(lunar_, size, false, palette::kGold);
    return result;
  }

  /// The agency in a box; it may come out cut.
  TextBlock agency_in(Size box_px, int lines_max) {
    TextStyle style = style_of(0, true, palette::kWhite);
    style.lines_max = lines_max;
    style.balanced = lines_max > 1;
    const int least_percent = lines_max > 1 ? 25 : 34;
    style.size_px = std::max(kLetterMin_px, height_ * (lines_max > 1 ? 33 : 44) / 100);
    return layout_to_fit(fonts_, agency_, style, box_px,
                         std::max(kLetterMin_px, height_ * least_percent / 100));
  }

  /// What a row may hold, best first.
  struct RowChoice {
    bool lunar = false;
    int agency_lines = 1;
  };

  void draw_row(int clock_left) {
    const int gap = std::max(8, height_ * 40 / 100);
    const int lines = height_ >= kStackedDatesMin_px ? 2 : 1;
    for (const RowChoice choice : {RowChoice{true, 1}, RowChoice{true, lines}, RowChoice{false, 1},
                                   RowChoice{false, lines}}) {
      const Dates both = dates(choice.lunar);
      const int dates_left = clock_left - gap - both.width_px();
      const Size box{std::max(1, dates_left - gap - margin_), height_};
      const TextBlock agency = agency_in(box, choice.agency_lines);
      if (dates_left < margin_ || !stands_whole(agency, box)) continue;
      both.draw_at(fonts_, target_, dates_left, height_);
      const int rule = std::max(1, height_ / 60);
      fill(target_, {clock_left - gap / 2 - rule, height_ / 4, rule, height_ / 2},
           palette::kNightLine);
      draw_in(fonts_, target_, agency, {margin_, 0, 0, height_});
      return;
    }
    const Size box{clock_left - gap - margin_, height_};
    if (box.width_px < 3 * kLetterMin_px) return;
    const TextBlock one_line = agency_in(box, 1);
    const bool whole = stands_whole(one_line, box);
    draw_in(fonts_, target_, whole ? one_line : agency_in(box, 2), {margin_, 0, 0, height_});
  }

  void draw_column(int clock_left) {
    const int gap = std::max(8, zone_.width_px / 30);
    const int width = clock_left - gap - margin_;
    if (width < 3 * kLetterMin_px) return;
    TextStyle style = style_of(height_ * 30 / 100, true, palette::kWhite);
    style.lines_max = 2;
    style.balanced = true;
    const TextBlock agency =
        layout_to_fit(fonts_, agency_, style, {width, height_ * 44 / 100}, kLetterMin_px);
    style = style_of(height_ * 20 / 100, false, palette::kMist);
    style.lines_max = 1;
    const int room = height_ * 88 / 100 - agency.height_px;
    const Size half{width, std::max(1, room / 2)};
    const TextBlock solar = layout_to_fit(fonts_, solar_, style, half, 6);
    style.size_px = solar.style.size_px;
    style.color = palette::kGold;
    const TextBlock lunar = layout_to_fit(fonts_, lunar_, style, half, 6);
    int y = (height_ - agency.height_px - solar.height_px - lunar.height_px) / 2;
    for (const TextBlock* block : {&agency, &solar, &lunar}) {
      if (block != &agency && solar.style.size_px < kLetterMin_px) return;
      draw(fonts_, *block, target_, margin_, y);
      y += block->height_px;
    }
  }

  Fonts& fonts_;
  const std::string agency_;
  std::string solar_;
  std::string lunar_;
  std::string clock_;  ///< empty: no time is known
  const Size zone_;
  const int margin_;
  const int line_px_;
  const int height_;  ///< above the golden line
  Bitmap target_;
};

}  // namespace

Bitmap Composer::compose_header(const Place& place, const std::optional<LocalTime>& time,
                                Size zone_px) {
  if (zone_px.width_px <= 0 || zone_px.height_px <= 0) return Bitmap();
  return Header(*fonts_, place, time, zone_px).drawn();
}

}  // namespace bangtin
