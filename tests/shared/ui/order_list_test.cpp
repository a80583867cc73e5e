#include "shared/ui/order_list.h"

#include <gtest/gtest.h>

#include "shared/ui/fields.h"
#include "shared/ui/shortcuts.h"
#include "shared/ui/test_driver.h"

namespace bangtin::ui {
namespace {

/// Four rows that obey, beside a text field.
class Order : public testing::Test {
 protected:
  void draw() {
    begin_screen(blocked_);
    begin_card("card", 460, 0);
    text_field({.id = "name", .label = "Tên"}, name_);
    std::vector<OrderRow> rows;
    for (const std::string& title : titles_) {
      rows.push_back({title, {"", "Đã duyệt", Tone::Good}, "12 giây", title, title == stays_});
    }
    const OrderDeed deed = order_list("row", rows, {"Đưa lên", "Đưa xuống", "Bỏ"});
    if (deed.move) {
      const std::string moved = titles_[deed.move->from];
      titles_.erase(titles_.begin() + std::ptrdiff_t(deed.move->from));
      titles_.insert(titles_.begin() + std::ptrdiff_t(deed.move->to), moved);
      ++moves_;
    }
    if (deed.removed) titles_.erase(titles_.begin() + std::ptrdiff_t(*deed.removed));
    if (const HistoryKey key = history_key(); key != HistoryKey::None) history_.push_back(key);
    end_card();
    end_screen();
  }
  std::string order() const {
    std::string all;
    for (const std::string& title : titles_) all += title;
    return all;
  }

  std::vector<std::string> titles_{"A", "B", "C", "D"};
  std::string name_, stays_;
  std::vector<HistoryKey> history_;
  int moves_ = 0;
  bool blocked_ = false;
  TestDriver driver_{{1366, 768}, 1.0F, [this] { draw(); }};
};

TEST_F(Order, ARowIsDraggedToWhereTheLineStands) {
  ASSERT_TRUE(driver_.drag_onto("row.0", "row.2", 0.9F).ok());
  EXPECT_EQ(order(), "BCAD");
  ASSERT_TRUE(driver_.drag_onto("row.3", "row.0", 0.1F).ok());
  EXPECT_EQ(order(), "DBCA");
  ASSERT_TRUE(driver_.drag_onto("row.0", "row.3", 4.0F).ok());
  EXPECT_EQ(order(), "BCAD") << "below the last is the end";
}

TEST_F(Order, ARowThatStaysMovesAndIsNotTakenOut) {
  stays_ = "B";
  driver_.idle();
  EXPECT_FALSE(driver_.enabled("row.1.remove"));
  EXPECT_TRUE(driver_.enabled("row.2.remove"));
  ASSERT_TRUE(driver_.drag_onto("row.1", "row.2", 0.9F).ok());
  EXPECT_EQ(order(), "ACBD");
  ASSERT_TRUE(driver_.click("row.2").ok());
  driver_.key(Key::Delete);
  EXPECT_EQ(order(), "ACBD");
  ASSERT_TRUE(driver_.click("row.1").ok());
  driver_.key(Key::Delete);
  EXPECT_EQ(order(), "ABD");
}

TEST_F(Order, WhatTheMouseTookIsMovedAlsoWhenRowsChangeMeanwhile) {
  driver_.on_way([&] { titles_ = {"X", "A", "B", "C", "D"}; });
  ASSERT_TRUE(driver_.drag_onto("row.1", "row.3", 0.9F).ok());
  EXPECT_EQ(order(), "XACBD") << "B it was, by now a row lower";
  driver_.on_way([&] { titles_ = {"X", "C", "D"}; });
  ASSERT_TRUE(driver_.drag_onto("row.1", "row.2", 0.9F).ok());
  EXPECT_EQ(order(), "XCD") << "it is gone";
}

TEST_F(Order, NothingMovesByAPressOrByGoingBackOrByEscape) {
  ASSERT_TRUE(driver_.click("row.1").ok());
  ASSERT_TRUE(driver_.drag_onto("row.1", "row.1", 0.95F).ok());
  ASSERT_TRUE(driver_.drag_onto("row.1", "row.2", 0.1F).ok());
  EXPECT_EQ(moves_, 0) << "above the row behind it is where it stands";
  driver_.on_way([&] { driver_.key(Key::Escape); });
  ASSERT_TRUE(driver_.drag_onto("row.0", "row.3", 0.9F).ok());
  EXPECT_EQ(moves_, 0);
  EXPECT_EQ(order(), "ABCD");
}

TEST_F(Order, KeysMoveTheRowThatHasTheKeyboardAndItKeepsIt) {
  ASSERT_TRUE(driver_.click("row.0").ok());
  driver_.alt(Key::Down);
  driver_.alt(Key::Down);
  EXPECT_EQ(order(), "BCAD");
  driver_.alt(Key::Up);
  EXPECT_EQ(order(), "BACD");
  driver_.key(Key::Down);
  driver_.alt(Key::Down);
  EXPECT_EQ(order(), "BADC") << "without Alt the keyboard goes to the next row";
  driver_.alt(Key::Down);
  EXPECT_EQ(order(), "BADC") << "the last stays the last";
  driver_.key(Key::Delete);
  EXPECT_EQ(order(), "BAD");
}

TEST_F(Order, ButtonsDoTheSame) {
  EXPECT_FALSE(driver_.enabled("row.0.up"));
  EXPECT_FALSE(driver_.enabled("row.3.down"));
  ASSERT_TRUE(driver_.click("row.2.up").ok());
  ASSERT_TRUE(driver_.click("row.0.remove").ok());
  EXPECT_EQ(order(), "CBD");
  EXPECT_TRUE(driver_.reads("1. C"));
  EXPECT_TRUE(driver_.reads("12 giây"));
  EXPECT_EQ(driver_.lint(), std::vector<std::string>());
}

TEST_F(Order, HistoryKeysAreThePagesOnlyWhileNoFieldHasTheKeyboard) {
  ASSERT_TRUE(driver_.click("row.0").ok());
  driver_.ctrl('z');
  driver_.ctrl('y');
  EXPECT_EQ(history_, (std::vector{HistoryKey::Undo, HistoryKey::Redo}));
  ASSERT_TRUE(driver_.fill("name", "ba").ok());
  driver_.ctrl('z');
  EXPECT_EQ(history_.size(), 2U) << "the field's own letter came back";
  blocked_ = true;
  ASSERT_TRUE(driver_.click("row.0").error().code == Code::Denied);
  driver_.ctrl('z');
  EXPECT_EQ(history_.size(), 2U);
}

}  // namespace
}  // namespace bangtin::ui
