// News: a feed is tried and kept, its stories and the article of a pasted link become items, the
// library gives a picture. Thread: one.
#pragma once

#include "tests/e2e/desk_window.h"

namespace bangtin::desk {

/// A feed is tried and kept, a file put into the library; a story becomes an item.
inline void bring_the_news(Window& window, const Plan& plan) {
  window.sign_in("bientap");
  window.click("go.library");
  window.until("news.add_feed");
  window.click("news.add_feed");
  window.fill("feed.url", plan.feed);
  window.click("feed.try");
  window.until_reads("Đọc được 3 tin");
  window.until_reads("Lũ về trên sông Tiền (22/11/2026 05:06)");
  window.fill("feed.name", "Báo Tỉnh");
  window.click("feed.save");
  window.until_reads("· 3 tin");
  window.click("library.view.media");
  window.fill("media.path", plan.picture);
  window.click("media.add");
  window.until_reads("Đã thêm vào Kho.");
  window.until_reads("anh.png");
  window.until_thumbnail();
  window.click("library.view.news");
  window.until_reads("Ảnh hỏng");
  window.click("Ảnh hỏng");
  window.until_reads("Không lấy được ảnh từ cổng tin.");
  window.click("story.aside");
  window.until_reads("Đã gạt sang bên: Ảnh hỏng");
  window.click("Lũ về trên sông Tiền");
  window.until("story.picture");
  window.until_reads("do cổng tin ghi");
  window.click("story.take");
  window.until("story.0.lead");
  window.fill("story.0.lead", "Nước lên nhanh, bà con ven sông chú ý.");
  window.until_poster();
  window.until_enabled("item.submit");
  window.click("item.submit");
  window.until_reads("Chờ duyệt");
  window.click("sign_out");
}

/// The story that is open is shortened and handed in.
inline void shorten_the_story(Window& window) {
  window.click("story.take");
  window.until("story.0.lead");
  window.fill("story.0.lead", "Bà con chú ý.");
  window.until_enabled("item.submit");
  window.click("item.submit");
  window.until_reads("Chờ duyệt");
}

/// Three stories of a feed and the article of a pasted link, each made an item.
inline void take_the_stories(Window& window, const Plan& plan) {
  window.sign_in("bientap");
  for (const char* title :
       {"Lũ về trên sông Tiền", "Khám bệnh miễn phí cho người già", "Ảnh hỏng"}) {
    window.click("go.library");
    window.until_reads(title);
    window.click(title);
    shorten_the_story(window);
  }
  window.click("go.library");
  window.until("link.address");
  window.fill("link.address", plan.link);
  window.click("link.get");
  window.until_reads("Đã lấy bài vào Kho.");
  window.until_reads("Ngày 21/11/2026 14:06, do cổng tin ghi");
  if (window.reads("Lượt xem")) fail("a counter of the page is in its story");
  shorten_the_story(window);
  window.click("sign_out");
}

/// The same picture is not sent twice: a notice takes it from the library.
inline void take_from_the_library(Window& window) {
  window.sign_in("bientap");
  window.click("item.new");
  window.fill("title", "Sửa đê bao");
  window.fill("body", "Kính gửi bà con!");
  window.click("picture.library");
  window.until_reads("anh.png");
  window.click("anh.png");
  window.click("item.save");
  window.until_reads("Đã lưu bản nháp.");
}

}  // namespace bangtin::desk
