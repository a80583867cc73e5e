// A form that was dropped by one press is one press away.
#include "shared/crypto/sha256.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

using DroppedDraft = OfficeDesk;

TEST_F(DroppedDraft, WhatWasDroppedIsTakenBackWordForWord) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.compose");
  window.click("item.new");
  window.fill("title", "Lịch tiêm chủng");
  window.fill("body", "Sáng thứ bảy tại Trạm Y tế.");
  const ItemForm typed = window.desk.state().item;
  window.click("item.drop");
  EXPECT_TRUE(window.desk.state().drafts.empty());
  EXPECT_READS(window, "Đã bỏ bản sửa “Lịch tiêm chủng”.");
  window.click("item.take_back");
  EXPECT_EQ(window.desk.state().item, typed);
  EXPECT_EQ(window.desk.state().drafts.at(typed.draft), typed) << "and it is kept again";
  EXPECT_FALSE(window.driver.has("item.take_back"));
}

TEST_F(DroppedDraft, NothingThatWasTypedSinceIsLostByIt) {
  const ItemRecord made = server_.add_item(notice("Thông báo cắt điện")).value();
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.compose");
  window.click("item." + made.id.text);
  window.fill("title", "Lần sửa thứ nhất");
  window.click("item.drop");
  EXPECT_TRUE(window.driver.has("item.take_back")) << "beside what the server has";
  window.fill("title", "Lần sửa thứ hai");
  EXPECT_FALSE(window.driver.has("item.take_back"));
  EXPECT_EQ(window.desk.state().item.title, "Lần sửa thứ hai");
  window.click("item.drop");
  window.click("item.take_back");
  EXPECT_EQ(window.desk.state().item.title, "Lần sửa thứ hai") << "the last one";
}

TEST_F(DroppedDraft, ItsFilesComeBackToIt) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.compose");
  window.click("item.new");
  window.fill("title", "Lịch tiêm chủng");
  for (const char* path : {"/anh/hỏng.jpg", "/anh/một.jpg", "/anh/hai.jpg"}) {
    window.desk.drop_file(path);
  }
  tell(window, job_of(window.desk).number, Error{Code::Invalid, "", "ingest.unsupported"});
  const UploadJob first = job_of(window.desk);
  window.desk.apply({DropDraft{}}, server_.now);
  const State& state = window.desk.state();
  EXPECT_EQ(state.uploads.size(), 2U) << "what was refused goes with its draft";
  tell(window, first.number, picture_made(sha256("một")));
  const UploadJob second = job_of(window.desk);
  EXPECT_EQ(second.path, "/anh/hai.jpg") << "the library gets what was on its way";
  window.desk.apply({TakeBackDraft{}}, server_.now);
  EXPECT_EQ(state.uploads.size(), 3U);
  EXPECT_EQ(state.coming_to(state.item.draft), 2U);
  tell(window, second.number, picture_made(sha256("hai")));
  const UploadJob again = job_of(window.desk);
  EXPECT_EQ(again.path, "/anh/một.jpg") << "it went to the library alone";
  tell(window, again.number, picture_made(sha256("một")));
  EXPECT_EQ(state.item.media.size(), 2U);
  ASSERT_EQ(state.uploads.size(), 1U);
  EXPECT_EQ(state.uploads[0].path, "/anh/hỏng.jpg");
  EXPECT_FALSE(state.uploads[0].problem.empty()) << "it still says why";
}

TEST_F(DroppedDraft, ItIsNobodyElses) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.compose");
  window.click("item.new");
  window.fill("title", "Của Hoa");
  window.click("item.drop");
  window.click("sign_out");
  EXPECT_FALSE(window.desk.state().dropped);
}

}  // namespace
}  // namespace bangtin::desk
