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

TEST(Surfaces, RowsToTickThatAreOutOfSightDrawNothing) {
  const auto corners = [](int rows) {
    TestDriver driver({800, 600}, 1.0F, [&] {
      begin_screen(false);
      begin_card("boards", 0, 0);
      bool ticked = true;
      for (int i = 0; i < rows; ++i) check_row("row." + std::to_string(i), "Chợ Tân Hưng", ticked);
      end_card();
      end_screen();
    });
    driver.idle();
    return ImGui::GetDrawData()->TotalVtxCount;
  };
  const int few = corners(50);  // More than fit.
  EXPECT_GT(few, 500);
  EXPECT_EQ(corners(2'000), few);
}

/// A renderer without a GPU looks at every pixel of the rectangle around each triangle.
double looked_at(const ImDrawData& data) {
  double pixels = 0;
  for (int n = 0; n < data.CmdListsCount; ++n) {
    const ImDrawList& list = *data.CmdLists[n];
    for (const ImDrawCmd& drawn : list.CmdBuffer) {
      for (unsigned i = 0; i + 2 < drawn.ElemCount; i += 3) {
        ImRect around(ImVec2(FLT_MAX, FLT_MAX), ImVec2(-FLT_MAX, -FLT_MAX));
        for (unsigned k = i; k < i + 3; ++k) {
          const int index = list.IdxBuffer[int(drawn.IdxOffset + k)];
          around.Add(list.VtxBuffer[int(drawn.VtxOffset) + index].pos);
        }
        around.ClipWith(ImRect(drawn.ClipRect));
        if (!around.IsInverted()) pixels += double(around.GetArea());
      }
    }
  }
  return pixels;
}

TEST(Surfaces, ACardTakesNoMoreThanItsPixelsTwice) {
  TestDriver driver({1000, 700}, 1.0F, [&] {
    begin_screen(false);
    begin_card("card", 0, 0);
    words("Thông báo");
    end_card();
    end_screen();
  });
  driver.idle();
  // Two triangles of the window's ground, and two of the card, each as large.
  EXPECT_LT(looked_at(*ImGui::GetDrawData()), 4.2 * 1000 * 700);
}

}  // namespace
}  // namespace bangtin::ui
