// Scenario 9: what a province handed over, in the inbox and in the loop. Thread: one.
#pragma once

#include "tests/e2e/desk_window.h"

namespace bangtin::desk {

inline const ItemRecord& item_titled(const Window& window, const std::string& title) {
  const auto titled = [&](const ItemRecord& item) { return item.content.title == title; };
  const std::vector<ItemRecord>& items = window.state().seen->items();
  const auto item = std::ranges::find_if(items, titled);
  if (item == items.end()) fail("there is no such item: " + title);
  return *item;
}

inline void open_the_inbox(Window& window) {
  window.sign_in("bientap");
  window.click("go.library");
  window.until("library.view.province");
  window.click("library.view.province");
}

/// What is ordinary waits in the inbox; what has priority plays already.
inline void take_the_provinces_items(Window& window, const Plan& plan) {
  open_the_inbox(window);
  window.fill("province.path", plan.handed_over);
  window.click("province.import");
  window.until_reads("2 tin mới");
  window.until_reads("Tin của tỉnh (1)");
  window.until_reads("Ưu tiên · Đang phát");
  window.until_reads("Thông thường · Đã duyệt");
}

/// Under an item of the commune's own; there is no way to take it out.
inline void put_the_provinces_item_second(Window& window) {
  open_the_inbox(window);
  window.until_reads("Tin của tỉnh (1)");
  window.click("province." + item_titled(window, "Nắng nóng").id.text);
  window.until_reads("tự vào vòng phát và ở lại đến hết hạn");
  if (window.enabled("item.withdraw")) fail("what has priority can be withdrawn");
  window.click("province.order");
  window.until("entry.0.remove");
  window.until_reads("đổi được thứ tự, không bỏ được");
  if (window.enabled("entry.0.remove")) fail("what has priority can be taken out");
  window.drag_onto("entry.0", "entry.1", 0.9F);
  if (window.enabled("entry.1.remove")) fail("below it can be taken out");
  window.click("playlist.publish");
  window.click("sheet.confirm");
  window.until_reads("đã nhận 1/1");
}

}  // namespace bangtin::desk
