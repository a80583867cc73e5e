// What somebody typed and did not save, before a power cut and after it. Thread: one.
#pragma once

#include "tests/e2e/desk_window.h"

namespace bangtin::desk {

inline void open_the_schedule(Window& window) {
  const std::vector<PlaylistRecord>& lists = window.state().seen->playlists;
  const auto list = std::ranges::find(lists, "Bản tin", &PlaylistRecord::name);
  if (list == lists.end()) fail("there is no such playlist");
  window.click("go.plan");
  window.click("plan.view.schedule");
  window.click("schedule." + list->id.text);
}

/// Two people leave something of each kind unsaved; then the power goes.
inline void leave_all_unsaved(Window& window) {
  window.sign_in("bientap");
  window.click("go.compose");
  window.click("item.new");
  window.fill("title", "Đang viết dở");
  window.click("go.playlist");
  window.until("playlist.new");
  window.click("playlist.new");
  window.fill("playlist.name", "Bản tin tết");
  open_the_schedule(window);
  window.fill("plan.except", "25/12/2030");
  window.click("sign_out");
  window.sign_in("quantri");
  window.click("go.settings");
  window.click("settings.layouts");
  window.click("layout.new");
  window.fill("layout.name", "Ba cột");
  window.click("go.plan");
  window.click("plan.view.hours");
  window.click("hours.panel");
  window.click("hours.panel.1");
  window.fill("hours.panel.begin.0", "5:30");
  window.stay();
}

/// Each finds what he left himself, and saves it; a third one finds nothing.
inline void find_all_unsaved(Window& window) {
  window.sign_in("lanhdao");
  window.click("go.playlist");
  window.until("playlist.new");
  window.click("go.compose");
  window.until("item.new");
  if (window.reads("Đang viết dở") || window.reads("Bản tin tết")) fail("it is another's");
  window.click("sign_out");
  window.sign_in("bientap");
  window.click("go.compose");
  window.until_reads("Đang viết dở");
  window.click("go.playlist");
  window.click("Bản tin tết");
  window.click("playlist.save");
  window.until_reads("Đã lưu");
  open_the_schedule(window);
  window.until_reads("Người khác vừa sửa danh sách này.");
  window.click("plan.keep");
  window.until_reads("Hằng ngày, cả ngày, trừ 25/12/2030");
  window.click("plan.save");
  window.until_reads("Đã lưu lịch.");
  window.click("sign_out");
  window.sign_in("quantri");
  window.click("go.settings");
  window.click("settings.layouts");
  window.click("Ba cột");
  window.click("layout.save");
  window.until_reads("Đã lưu");
  window.click("go.plan");
  window.click("plan.view.hours");
  window.fill("hours.panel.end.0", "22:00");
  window.click("hours.save");
  window.until_reads("Đã lưu giờ");
}

}  // namespace bangtin::desk
