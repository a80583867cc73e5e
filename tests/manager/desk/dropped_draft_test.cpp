// A form that was dropped by one press is one press away.
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
