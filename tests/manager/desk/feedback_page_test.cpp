// What residents sent, on the page Kho: read, answered by a draft, set aside.
#include "shared/base/texts.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

class FeedbackPage : public OfficeDesk {
 protected:
  void open(DeskWindow& window) {
    for (const char* id : {"f2", "f1"}) {
      FeedbackRecord record;
      record.id = {id};
      record.code = "K7M2QX";
      record.item = {"item-1"};
      record.title = "Lịch chiếu sáng";
      record.at = server_.now;
      record.text = std::string("Đèn đường hỏng ") + id;
      record.contact = "0912 345 678";
      window.library.feedback.feedback.push_back(record);
    }
    window.sign_in("hoa");
    window.click("go.library");
    window.driver.idle();
    window.click("library.view.feedback");
  }
  static void expect_well_laid_out(const DeskWindow& window) {
    for (const std::string& found : window.driver.lint()) ADD_FAILURE() << found;
  }
};

TEST_F(FeedbackPage, CountsWhatNobodyReadAndMarksWhatIsOpened) {
  DeskWindow window(server_);
  open(window);
  EXPECT_READS(window, "Phản ánh (2)");
  expect_well_laid_out(window);
  window.click("feedback.f1");
  EXPECT_READS(window, "Đèn đường hỏng f1");
  EXPECT_READS(window, "Cách liên hệ: 0912 345 678");
  EXPECT_READS(window, "Đang xem");
  EXPECT_READS(window, "Phản ánh (1)");
  expect_well_laid_out(window);
  window.click("feedback.dismiss");
  EXPECT_READS(window, "Bỏ qua");
  EXPECT_EQ(window.library.feedback.feedback[1].state, FeedbackState::Dismissed);
}

TEST_F(FeedbackPage, TheAnswerIsWrittenBesideTheWordsAndWithoutTheContact) {
  DeskWindow window(server_);
  open(window);
  window.click("feedback.f2");
  window.click("feedback.answer");
  EXPECT_EQ(window.desk.state().page, Page::Compose);
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_EQ(window.desk.state().item.id, server_.all_items[0].id);
  EXPECT_READS(window, "Đèn đường hỏng f2");
  EXPECT_EQ(window.desk.state().item.body.find("Đèn"), std::string::npos);
  EXPECT_FALSE(window.driver.reads("0912")) << window.driver.visible();
  expect_well_laid_out(window);
  window.click("go.library");
  window.click("feedback.open");
  EXPECT_EQ(window.desk.state().item.id, server_.all_items[0].id);
}

}  // namespace
}  // namespace bangtin::desk
