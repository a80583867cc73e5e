// The desk without a mouse: Tab comes to all that can be used, and Enter uses it.
#include "tests/manager/desk/all_pages.h"

namespace bangtin::desk {
namespace {

using Keyboard = AllPages;

TEST_F(Keyboard, ComesToAllThatCanBeUsedOnEachPage) {
  DeskWindow window(server_);
  const auto all_reached = [&](const std::string& page) {
    const std::vector<std::string> usable = window.driver.usable();
    const std::vector<std::string> reached = window.driver.tab_through();
    EXPECT_GE(usable.size(), 4U) << page;
    for (const std::string& name : usable) {
      EXPECT_NE(std::ranges::find(reached, name), reached.end()) << page << ": " << name;
    }
  };
  all_reached("sign in");
  visit(window, all_reached);
  window.click("display.close");
}

class WithoutAMouse : public OfficeDesk {
 protected:
  static void go_to(DeskWindow& window, const std::string& name) {
    const Status reached = window.driver.tab_to(name);
    ASSERT_TRUE(reached.ok()) << (reached.ok() ? "" : reached.error().message);
  }
  static void use(DeskWindow& window, const std::string& name) {
    go_to(window, name);
    window.driver.key(ui::Key::Enter);
  }
  static void write(DeskWindow& window, const std::string& field, const std::string& words) {
    go_to(window, field);
    window.driver.type(words);
  }
  static void sign_in(DeskWindow& window, const std::string& login) {
    write(window, "login", login);
    write(window, "password", "mat-khau-rat-dai");
    use(window, "sign_in.now");
  }
};

TEST_F(WithoutAMouse, ANoticeGoesFromTheWriterOverTheApproverToTheBoards) {
  server_.add_board("b1", "Chợ Tân Hưng");
  DeskWindow window(server_);
  sign_in(window, "hoa");
  use(window, "item.new");
  write(window, "title", "Thông báo cắt điện");
  write(window, "body", "Kính gửi bà con!");
  use(window, "item.submit");
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_EQ(server_.all_items[0].state, ItemState::Submitted);
  EXPECT_EQ(server_.all_items[0].content.body, "Kính gửi bà con!");
  use(window, "sign_out");

  sign_in(window, "nam");
  use(window, "go.waiting");
  use(window, "item.item-1");
  for (const ReviewCheck check : checks_for(server_.all_items[0].content)) {
    use(window, "check." + std::string(name_of(check)));
  }
  use(window, "item.approve");
  EXPECT_EQ(server_.all_items[0].state, ItemState::Approved);
  use(window, "item.publish");
  use(window, "sheet.confirm");
  ASSERT_EQ(server_.all_playlists.size(), 1U);
  EXPECT_TRUE(server_.all_playlists[0].published_at);
}

}  // namespace
}  // namespace bangtin::desk
