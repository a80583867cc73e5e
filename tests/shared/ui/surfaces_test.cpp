// Rail and cards hold their places whatever is written into them and however large it is.
#include <gtest/gtest.h>

#include "imgui.h"
#include "imgui_internal.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"
#include "shared/ui/test_driver.h"

namespace bangtin::ui {
namespace {

TEST(Surfaces, ACardInTheMiddleThatHasRoomDoesNotScrollAtAnySize) {
  for (int percent = 80; percent <= 200; percent += 5) {
    std::string login, password;
    TestDriver driver({2732, 1536}, float(percent) / 100, [&] {
      begin_screen(false);
      begin_middle("card", 560);
      heading("Đăng nhập");
      gap(6);
      text_field({.id = "login", .label = "Tên đăng nhập"}, login);
      text_field({.id = "password", .label = "Mật khẩu", .secret = true}, password);
      gap(10);
      button("now", icon::kLogin, "Đăng nhập", Look::Primary);
      end_middle();
      end_screen();
    });
    driver.idle();
    for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) {
      EXPECT_FALSE(window->ScrollbarY) << window->Name << " at " << percent;
    }
  }
}

TEST(Surfaces, ALongNameLeavesTheRowsOfTheRailTheirRoom) {
  const auto top_of_first_row = [](const std::string& name) {
    TestDriver driver({1366, 768}, 1.0F, [&] {
      begin_screen(false);
      begin_rail("Bảng Tin", name, 212, 3);
      begin_rail_rows();
      for (const char* id : {"one", "two", "three"}) rail_item(id, icon::kMonitor, id, false);
      end_rail_rows();
      end_rail();
      end_screen();
    });
    EXPECT_EQ(driver.lint(), std::vector<std::string>()) << name;
    for (const LoggedItem& item : driver.items()) {
      if (item.name == "one") return item.box.top;
    }
    return 768.0F;
  };
  std::string words, word;
  while (words.size() < 380) words += "Xã Tân Hưng ";
  while (word.size() < 300) word += "ấ";
  const float usual = top_of_first_row("Xã Tân Hưng Đông");
  EXPECT_LE(top_of_first_row(words), usual + 46);
  EXPECT_LE(top_of_first_row(word), usual + 46);
}

}  // namespace
}  // namespace bangtin::ui
