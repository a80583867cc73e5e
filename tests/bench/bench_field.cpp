// A text field after one more letter: laid out and drawn, as the desk does it before the next
// frame.
#include <fmt/core.h>

#include "shared/ui/box_keys.h"
#include "shared/ui/text_picture.h"
#include "tests/bench/benches.h"

namespace bangtin {
namespace {

using ui::BoxLook;
using ui::BoxText;

std::string text_of(std::size_t bytes, const char* sentence) {
  std::string text;
  while (text.size() < bytes) text += sentence;
  return text;
}

/// Milliseconds for a letter at the text's end, the box showing its last lines.
double letter_ms(std::string text) {
  BoxText box;
  BoxLook look;
  look.wrap_px = 560;
  box.edit.lines = true;
  box.edit.characters_max = 20'000;
  set_text(box.edit, std::move(text));
  put_cursor(box.edit, box.edit.text.size(), false);
  lay_out_box(box, look);
  std::uint32_t ink = 0;
  const double seconds = median_seconds(31, [&] {
    take_event(box, look, {ui::TextEvent::Kind::Text, "a", {}, false, false}, {}, Millis(0));
    lay_out_box(box, look);
    ui::TextView view;
    view.size_px = {568, 198};
    view.x_px = 4;
    view.y_px = 190 - box.layout.height_px();
    ink += text_picture(ui::field_fonts(), box.layout, view).pixels[4'000];
  });
  if (ink == 0) std::abort();
  return seconds * 1e3;
}

}  // namespace

void bench_field() {
  if (!ui::open_field_fonts().ok()) {
    fmt::print("{{\"bench\":\"field_letter\",\"error\":\"no fonts\"}}\n");
    return;
  }
  constexpr const char* kParagraph =
      "Điện lực sẽ tạm ngừng cấp điện từ 7 giờ 30 tại ấp Phước Lộc; đề nghị bà con chuẩn bị. ";
  constexpr const char* kLines = "Điện lực sẽ tạm ngừng cấp điện từ 7 giờ 30.\n";
  for (const std::size_t bytes : {300u, 2'000u, 10'000u}) {
    fmt::print(
        "{{\"bench\":\"field_letter\",\"bytes\":{},\"one_paragraph_ms\":{:.2f},\"lines_ms\":{:.2f},"
        "\"goal_ms\":14}}\n",
        bytes, letter_ms(text_of(bytes, kParagraph)), letter_ms(text_of(bytes, kLines)));
  }
  BoxText box;
  box.edit.lines = true;
  box.edit.characters_max = 20'000;
  const std::string huge = text_of(5'000'000, "Đo\u031B\u0300i so\u0302\u0301ng\r\n");
  const double seconds = seconds_of([&] {
    paste(box.edit, huge, Millis(0));
    BoxLook look;
    look.wrap_px = 560;
    lay_out_box(box, look);
  });
  fmt::print("{{\"bench\":\"field_paste_5mb\",\"ms\":{:.0f},\"goal_ms\":500}}\n", seconds * 1e3);
}

}  // namespace bangtin
