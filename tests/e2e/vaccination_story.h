// Scenario 1: a notice of vaccination from a template, typed in Telex, for three boards of other
// pixels each, handed in, approved and published. Thread: one.
#pragma once

#include "tests/e2e/desk_window.h"

namespace bangtin::desk {

/// Counts what is clicked. Signing in is not: two people sit at two desks.
class Clicks {
 public:
  explicit Clicks(Window& window) : window_(window) {}
  void on(const std::string& label) {
    ++count_;
    window_.click(label);
  }
  int count() const { return count_; }

 private:
  Window& window_;
  int count_ = 0;
};

/// Gap after gap, as Tab leads from one to the next, also from the title to the text.
inline void fill_the_gaps(Window& window) {
  constexpr int kFieldsBetween = 3;  // Kind, agency, then the text.
  window.type_telex("sởi");
  window.tab();
  window.type_telex("trẻ em");
  for (int i = 0; i < kFieldsBetween; ++i) window.tab();
  const char* gaps[] = {"vắc-xin sởi", "trẻ từ 9 tháng tuổi",         "7 giờ 30",
                        "5/12",        "Trạm Y tế, đường Nguyễn Huệ", "chị Thuỷ, Trạm Y tế"};
  for (const char* gap : gaps) {
    window.type_telex(gap);
    if (gap != *std::rbegin(gaps)) window.tab();
  }
}

/// Each board that is ticked stands in the preview with its own pixels.
inline void choose_boards(Window& window, Clicks& clicks, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const std::vector<BoardRecord>& boards = window.state().seen->boards;
    const auto board = std::ranges::find(boards, name, &BoardRecord::name);
    if (board == boards.end()) fail("there is no such board: " + name);
    const Size canvas_px = board->canvas_px;
    clicks.on("place.board." + board->id.text);
    window.until_preview(canvas_px);
  }
}

inline void write_the_vaccination_notice(Window& window, Clicks& clicks, const Plan& plan) {
  window.sign_in("bientap");
  window.until("begin.2");
  clicks.on("begin.2");
  fill_the_gaps(window);
  choose_boards(window, clicks, plan.boards);
  window.until_enabled("item.submit");
  clicks.on("item.submit");
  window.until_reads("Chờ duyệt");
  window.click("sign_out");
}

/// The one who lets it through has the boards and every page before him as well.
inline void let_the_vaccination_notice_up(Window& window, Clicks& clicks, const Plan& plan) {
  window.sign_in("lanhdao");
  window.until_reads("Chờ duyệt (1)");
  window.until_reads("Nơi phát: " + std::to_string(plan.boards.size()) + " màn hình");
  window.until_reads("Đúng bản chờ duyệt");
  for (const char* check : {"source", "dates", "names", "personal_data"}) {
    clicks.on(std::string("check.") + check);
  }
  window.until_enabled("item.approve");
  clicks.on("item.approve");
  window.until_reads("Đã duyệt");
  clicks.on("item.publish");
  clicks.on("sheet.confirm");
}

/// Tells as JSON what it took: clicks, keys that were typed, when the last click was.
inline void bring_the_vaccination_notice_up(Window& window, const Plan& plan) {
  Clicks clicks(window);
  write_the_vaccination_notice(window, clicks, plan);
  let_the_vaccination_notice_up(window, clicks, plan);
  Json told;
  told.set("clicks", clicks.count()).set("keys", window.keys());
  told.set("published_at", to_iso8601(window.wall()));
  const std::string all = std::to_string(plan.boards.size());
  window.until_reads("đã nhận " + all + "/" + all);
  std::cout << told.dump() << "\n";
}

}  // namespace bangtin::desk
