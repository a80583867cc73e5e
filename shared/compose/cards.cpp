// The built-in cards: a place's name, the pairing card, an empty zone.
#include <algorithm>
#include <string_view>

#include "shared/compose/breaks.h"
#include "shared/compose/notice.h"
#include "shared/compose/palette.h"
#include "shared/compose/scene.h"

namespace bangtin {
namespace {

constexpr std::string_view kProduct = "Bảng Tin";

TextStyle centred(int size_px, bool bold, Color color) {
  TextStyle style;
  style.size_px = size_px;
  style.bold = bold;
  style.color = color;
  style.align = Align::Center;
  style.line_height_percent = 137;
  style.balanced = true;
  return style;
}

/// "482915" as "482 915": what is read aloud comes in groups.
std::string grouped(std::string_view code) {
  const bool digits = code.find_first_not_of("0123456789") == code.npos;
  if (!digits || code.size() < 6 || code.size() % 3 != 0) return std::string(code);
  std::string result;
  for (std::size_t i = 0; i < code.size(); i += 3) {
    if (i > 0) result += ' ';
    result += code.substr(i, 3);
  }
  return result;
}

/// A stack of parts in the middle of a canvas, at one scale.
class CardStack {
 public:
  CardStack(Fonts& fonts, Size canvas_px, int scale_percent)
      : fonts_(fonts),
        canvas_(canvas_px),
        unit_(std::max(8, std::min(canvas_px.width_px * 10 /
                                       (canvas_px.width_px < canvas_px.height_px ? 115 : 160),
                                   canvas_px.height_px / 9) *
                              scale_percent / 100)),
        width_(std::max(1, canvas_px.width_px - 2 * std::max(4, canvas_px.width_px / 16))),
        left_((canvas_px.width_px - width_) / 2) {}

  void add_text(const std::string& text, int size_percent, bool bold, Color color, int tracking) {
    if (text.empty()) return;
    // What a technician reads close by may be small, but not smaller than this.
    const int least_px = std::min(12, std::max(8, canvas_.width_px / 30));
    TextStyle style = centred(std::max(least_px, unit_ * size_percent / 100), bold, color);
    style.tracking_permille = tracking;
    const Size box{width_, std::max(1, canvas_.height_px * 45 / 100)};
    parts_.push_back({layout_to_fit(fonts_, text, style, box, 8), 0, {}});
    height_ += parts_.back().block.height_px;
  }

  void add_code(const std::string& code) {
    if (code.empty()) return;
    TextStyle style = centred(unit_ * 230 / 100, true, palette::kWhite);
    style.tracking_permille = 40;
    style.lines_max = 1;
    const Size box{width_, std::max(1, canvas_.height_px * 60 / 100)};
    parts_.push_back({layout_to_fit(fonts_, grouped(code), style, box, 8), 0, {}});
    height_ += parts_.back().block.height_px;
  }

  void add_bar() {
    const int thickness = std::max(2, unit_ / 12);
    parts_.push_back({{}, thickness, {}});
    height_ += thickness;
    add_space(40);
  }

  void add_space(int percent) {
    parts_.push_back({});
    parts_.back().space_px = unit_ * percent / 100;
    height_ += parts_.back().space_px;
  }

  void add_words(const std::vector<std::string>& words) {
    const std::size_t columns = canvas_.width_px >= canvas_.height_px ? 3 : 2;
    word_gap_px_ = std::max(4, unit_ * 24 / 100);
    word_width_px_ = std::max(1, (width_ - word_gap_px_ * int(columns - 1)) / int(columns));
    word_px_ = unit_ * 90 / 100;
    // One size for all: the one at which the longest fits.
    for (const std::string& word : words) word_px_ = word_block(word).style.size_px;
    for (std::size_t i = 0; i < words.size(); i += columns) {
      Part row;
      const std::size_t end = std::min(words.size(), i + columns);
      row.words.assign(words.begin() + std::ptrdiff_t(i), words.begin() + std::ptrdiff_t(end));
      row.space_px = unit_ * 160 / 100;
      height_ += row.space_px;
      parts_.push_back(std::move(row));
    }
  }

  bool fits() const { return height_ <= canvas_.height_px * 92 / 100; }

  void draw_on(Bitmap& target) {
    int y = std::max(0, (canvas_.height_px - height_) / 2);
    for (const Part& part : parts_) {
      if (!part.words.empty()) {
        draw_words(target, part, y);
      } else if (part.bar_px > 0) {
        const int length = std::min(width_, unit_ * 3);
        fill(target, {(canvas_.width_px - length) / 2, y, length, part.bar_px}, palette::kGold);
      } else if (!part.block.lines.empty()) {
        draw(fonts_, part.block, target, left_, y);
      }
      y += part.block.height_px + part.bar_px + part.space_px;
    }
  }

 private:
  struct Part {
    TextBlock block;
    int bar_px = 0;
    std::vector<std::string> words;
    int space_px = 0;
  };

  TextBlock word_block(const std::string& word) {
    TextStyle style = centred(word_px_, true, palette::kWhite);
    style.lines_max = 1;
    const int inset = word_width_px_ / 16;
    return layout_to_fit(fonts_, word, style, {word_width_px_ - 2 * inset, 2 * unit_}, 8);
  }

  void draw_words(Bitmap& target, const Part& part, int y) {
    const int height = part.space_px - word_gap_px_;
    int x = left_;
    for (const std::string& word : part.words) {
      fill_round(target, {x, y, word_width_px_, height}, height / 4, palette::kNightLine);
      const TextBlock block = word_block(word);
      draw(fonts_, block, target, x + word_width_px_ / 16, y + (height - block.height_px) / 2);
      x += word_width_px_ + word_gap_px_;
    }
  }

  Fonts& fonts_;
  const Size canvas_;
  const int unit_;
  const int width_;
  const int left_;
  std::vector<Part> parts_;
  int height_ = 0;
  int word_gap_px_ = 0;
  int word_width_px_ = 0;
  int word_px_ = 0;
};

CardStack stack_of(Fonts& fonts, Size canvas_px, const std::string& agency, const CardText& text,
                   int scale_percent) {
  CardStack stack(fonts, canvas_px, scale_percent);
  const bool plain = text.big_code.empty() && text.words.empty();
  std::string title = text.title;
  std::string above = agency;
  if (title.empty() && !agency.empty()) {
    title = agency;
    above = kProduct;
  } else if (title.empty()) {
    title = kProduct;
  }
  if (!above.empty()) {
    stack.add_text(to_upper(above), 42, true, palette::kGold, 80);
    stack.add_space(8);
  }
  stack.add_text(title, plain ? 125 : 78, true, palette::kWhite, 0);
  if (plain) {
    stack.add_space(35);
    stack.add_bar();
  }
  stack.add_code(text.big_code);
  for (const std::string& line : text.lines) {
    stack.add_text(line, plain ? 56 : 46, false, palette::kMist, 0);
  }
  if (!text.words.empty()) stack.add_space(25);
  stack.add_words(text.words);
  return stack;
}

}  // namespace

Bitmap Composer::compose_card(const Place* place, Size canvas_px, const CardText& text) {
  if (canvas_px.width_px <= 0 || canvas_px.height_px <= 0) return Bitmap();
  Bitmap card(canvas_px, palette::kNight);
  fill_gradient(card, {0, 0, canvas_px.width_px, canvas_px.height_px}, palette::kNightLow,
                palette::kNight);
  const int edge = std::max(2, canvas_px.height_px / 120);
  fill(card, {0, canvas_px.height_px - edge, canvas_px.width_px, edge}, palette::kGold);
  const std::string agency = place ? place->agency : std::string();
  constexpr int kScaleMin_percent = 20;
  for (int scale = 100;; scale -= 5) {
    CardStack stack = stack_of(*fonts_, canvas_px, agency, text, scale);
    if (!stack.fits() && scale > kScaleMin_percent) continue;
    stack.draw_on(card);
    return card;
  }
}

Bitmap Composer::compose_empty_zone(const Place& place, Size zone_px) {
  return compose_card(&place, zone_px);
}

}  // namespace bangtin
