// What an item has gone through, on the pages where it is written and judged.
#include "shared/ui/canvas.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

class HistoryPage : public OfficeDesk {
 protected:
  ItemStep step(ItemDeed deed, int minute, const std::string& name,
                const std::string& reason = "") const {
    ItemStep made;
    made.deed = deed;
    made.at = server_.now + std::chrono::minutes(minute - 30);
    made.who = "ai";
    made.name = name;
    made.reason = reason;
    return made;
  }
  /// Of everything that may happen to one.
  void fill(const ItemId& id) {
    const std::string lan = "Nguyễn Thị Lan", minh = "Trần Văn Minh";
    ItemHistory& history = server_.histories[id];
    history.steps = {step(ItemDeed::Drafted, 0, lan),
                     step(ItemDeed::Submitted, 2, lan),
                     step(ItemDeed::Returned, 3, minh, "Thiếu ngày, và địa điểm chưa rõ"),
                     step(ItemDeed::Drafted, 4, lan),
                     step(ItemDeed::Submitted, 6, lan),
                     step(ItemDeed::Approved, 7, minh),
                     step(ItemDeed::Published, 8, lan)};
    history.steps[0].until = history.steps[0].at + std::chrono::minutes(1);
    history.plays_from = history.steps.back().at;
    history.plays_until = server_.now + std::chrono::hours(48);
  }
};

TEST_F(HistoryPage, WhoWritesAndWhoApprovesSeeEachStepWithWhoAndWhen) {
  const ItemRecord item = waiting_item("Thông báo cắt điện");
  fill(item.id);
  for (const float scale : {1.0F, 1.25F}) {
    DeskWindow window(server_, {1366, 768}, scale);
    window.sign_in("hoa");
    window.click("item." + item.id.text);
    EXPECT_READS(window, "Đã qua");
    EXPECT_READS(window, "22/11/2026 07:33");
    EXPECT_READS(window, "Trần Văn Minh trả lại: Thiếu ngày, và địa điểm chưa rõ");
    EXPECT_READS(window, "Nguyễn Thị Lan soạn, lưu lần cuối 22/11/2026 07:31");
    EXPECT_READS(window, "Đang phát từ 22/11/2026 07:38 đến 24/11/2026 08:00");
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
    window.click("sign_out");
    window.sign_in("nam");
    window.click("go.waiting");
    EXPECT_READS(window, "Trần Văn Minh duyệt");
    EXPECT_READS(window, "Nguyễn Thị Lan phát lên màn hình");
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
  }
}

TEST_F(HistoryPage, ItIsAskedForWhenTheItemChangesAndNotOtherwise) {
  const ItemRecord item = waiting_item("Một");
  const ItemRecord other = waiting_item("Hai");
  fill(item.id);
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + item.id.text);
  EXPECT_EQ(server_.histories_asked, std::vector<ItemId>{item.id});
  window.click("title");
  window.wait(Millis(12'000));
  EXPECT_EQ(server_.histories_asked.size(), 1U) << "nothing happened to it";
  server_.me.login = "nam";
  ASSERT_TRUE(server_.return_item(item.id, *item.submitted, "Sai ngày").ok());
  server_.histories[item.id].steps.push_back(
      step(ItemDeed::Returned, 9, "Trần Văn Minh", "Sai ngày"));
  server_.me.login = "hoa";
  window.wait(Millis(6'000));
  EXPECT_EQ(server_.histories_asked.size(), 2U);
  EXPECT_READS(window, "Trần Văn Minh trả lại: Sai ngày");
  window.click("item." + other.id.text);
  EXPECT_FALSE(window.driver.reads("Sai ngày")) << "of another one";
}

TEST_F(HistoryPage, OfALongOneTheNewestStepsStandThereAndWhatIsMissingIsSaid) {
  const ItemRecord item = waiting_item("Một");
  ItemHistory& history = server_.histories[item.id];
  for (int i = 0; i < 40; ++i) {
    history.steps.push_back(step(ItemDeed::Drafted, i, "Người " + std::to_string(i)));
  }
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + item.id.text);
  EXPECT_READS(window, "Trước đó còn 28 bước");
  EXPECT_READS(window, "Người 39 soạn");
  EXPECT_FALSE(window.driver.reads("Người 27 soạn"));
}

TEST_F(HistoryPage, WhyItCannotBeToldIsSaid) {
  const ItemRecord item = waiting_item("Một");
  server_.history_fault = Error{Code::NotFound, "an older server", "server.not_found"};
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + item.id.text);
  EXPECT_READS(window, text("server.not_found"));
  EXPECT_FALSE(window.desk.state().trouble) << "the item itself is well";
}

TEST_F(HistoryPage, IsWellPlacedInBothLanguagesAndSets) {
  const ItemRecord item = waiting_item("Thông báo cắt điện");
  fill(item.id);
  for (const Display& display : {Display{Language::Vietnamese, ui::ColourSet::Light, 100},
                                 Display{Language::English, ui::ColourSet::Dark, 125}}) {
    constexpr Size kTall{1366, 1'500};
    State state;
    {
      DeskWindow window(server_, kTall, float(display.scale_percent) / 100);
      window.desk.apply({DisplayStep{SetDisplay{display}}}, server_.now);
      window.sign_in("hoa");
      window.click("item." + item.id.text);
      EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << display_bytes(display);
      state = window.desk.state();
    }
    const char* folder = std::getenv("BANGTIN_PICTURES");
    if (folder == nullptr) continue;
    put_in_force(display);
    auto canvas = ui::Canvas::open(kTall, float(display.scale_percent) / 100).value();
    const Bitmap& page = canvas->draw([&] {
      Commands ignored;
      draw(state, server_.now, ignored);
    });
    const std::string name = "history-" + std::to_string(display.scale_percent) + ".png";
    EXPECT_TRUE(write_png(std::filesystem::path(folder) / name, page).ok());
    put_in_force({});
  }
}

}  // namespace
}  // namespace bangtin::desk
