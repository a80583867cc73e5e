// A window with one field, for ibus_test.sh: types come from outside; the text of the field is
// written to the file named by the argument each time it changes.
#include <chrono>
#include <fstream>

#include "shared/ui/fields.h"
#include "shared/ui/platform.h"

int main(int count, char** values) {
  using namespace bangtin;
  if (count != 2) return 2;
  auto platform = ui::Platform::open({"typing probe", {900, 500}, 1.0F});
  if (!platform.ok()) return 1;
  std::string text, written = "?";
  const auto draw = [&] {
    ui::begin_screen(false);
    ui::begin_card("card", 0, 0);
    ui::text_field({.id = "field", .label = "Tiêu đề"}, text);
    ui::end_card();
    ui::end_screen();
    return Millis(1'000);
  };
  while ((*platform)->step(draw, Millis(500))) {
    if (text == written) continue;
    std::ofstream(values[1], std::ios::trunc) << text << "\n";
    written = text;
  }
  return 0;
}
