// A picture that goes up while the desk or the server goes away, and a backup by clicks. Thread:
// one.
#pragma once

#include "tests/e2e/desk_window.h"

namespace bangtin::desk {

/// An item whose picture is on its way.
inline void write_with_picture(Window& window, const Plan& plan, const std::string& title,
                               const std::string& body) {
  window.sign_in("bientap");
  window.click("go.compose");
  window.click("item.new");
  window.fill("title", title);
  window.fill("body", body);
  window.fill("media", plan.picture);
  window.click("picture.add");
}

/// The power goes while it is on its way.
inline void begin_to_send(Window& window, const Plan& plan) {
  write_with_picture(window, plan, "Lễ hội đình làng", "Sáng thứ bảy.");
  window.until_reads("Đang gửi");
  window.stay();
}

/// The next day it goes on by itself, and whoever sent it hands its item in.
inline void go_on_sending(Window& window) {
  window.sign_in("bientap");
  window.click("go.compose");
  window.click("draft.new-1");
  window.until_reads("Đang gửi");
  window.until_enabled("item.submit");
  if (window.state().item.media.size() != 1) fail("the picture is not there");
  window.click("item.submit");
  window.until_reads("Chờ duyệt");
}

inline void back_up(Window& window, const Plan& plan) {
  window.sign_in("quantri");
  window.click("go.settings");
  window.until("settings.backups");
  window.click("settings.backups");
  window.until("backup.place");
  window.fill("backup.place", plan.stick);
  window.fill("backup.password", plan.password);
  window.click("backup.make");
  window.until_reads("Đã sao lưu và kiểm tra");
}

/// On a PC that knows nothing; then the item is there, and its picture.
inline void restore(Window& window, const Plan& plan) {
  window.click("entry.restore");
  // The look for sticks is over: what it says moves what is below.
  window.until_reads("Chưa thấy bản sao lưu nào.");
  window.fill("restore.folder", plan.stick);
  window.click("restore.now");
  window.until_reads("Đã khôi phục.");
  window.sign_in("bientap");
  window.click("go.compose");
  window.until_items(1);
  window.click("item." + window.state().seen->items().at(0).id.text);
  window.until_reads("Đang phát");
  window.until_poster();
}

}  // namespace bangtin::desk
