// A notice for the boards of one group: written, let through and published further than it may go.
// Thread: one.
#pragma once

#include "tests/e2e/desk_window.h"

namespace bangtin::desk {

inline void write_for_a_group(Window& window) {
  window.sign_in("bientap");
  window.click("go.compose");
  window.click("item.new");
  window.fill("title", "Họp chợ");
  window.fill("body", "Sáng thứ bảy, tại nhà lồng chợ.");
  window.click("boards");
  window.click("place.group." + window.state().seen->groups.at(0).id.text);
  window.until_reads("Đã chọn 1 màn hình.");
  window.until_enabled("item.submit");
  window.click("item.submit");
  window.until_reads("Chờ duyệt");
  window.click("sign_out");
}

/// He reads where it may show before he signs, and where it will not before he publishes.
inline void publish_further_than_it_may_go(Window& window) {
  window.sign_in("lanhdao");
  window.until_reads("Chờ duyệt (1)");
  window.until_reads("Nơi phát: 1 màn hình: Bảng chợ");
  for (const char* check : {"source", "dates", "names", "personal_data"}) {
    window.click(std::string("check.") + check);
  }
  window.until_enabled("item.approve");
  window.click("item.approve");
  window.until_reads("Đã duyệt");
  window.click("item.publish");
  window.until_reads("không phát trên “Bảng nhà văn hoá”");
  window.click("sheet.confirm");
  window.until_reads("đã nhận 1/1");
}

}  // namespace bangtin::desk
