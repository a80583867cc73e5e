// What was drawn in a frame, for tests: every widget with its label and place (told by Dear ImGui's
// item hooks), and every text that a house widget writes. Nothing is recorded while no log is
// active. Thread: the window's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bangtin::ui {

struct Box {
  float left = 0, top = 0, right = 0, bottom = 0;
  float width() const { return right - left; }
  float height() const { return bottom - top; }
};

struct LoggedItem {
  unsigned id = 0;
  std::string label;  ///< what is seen, without the stable part
  std::string name;   ///< the stable part after "###", empty when there is none
  Box box;
  Box clip;  ///< what can be seen of the window it stands in
  std::string window;
  bool disabled = false;
  bool is_surface = false;  ///< a window: stands under the others
  bool is_text = false;     ///< words only: cannot be clicked
};

class ItemLog {
 public:
  /// Records into this log from now on; null ends it.
  static void activate(ItemLog* log);

  void begin_frame() { items_.clear(); }
  const std::vector<LoggedItem>& items() const { return items_; }
  std::vector<LoggedItem>& items() { return items_; }

 private:
  std::vector<LoggedItem> items_;
};

/// Told by the house widgets: the item with this id has this label ("seen###stable").
void log_label(unsigned id, std::string_view label);
/// The same: these words stand in this box of the current window.
void log_text(const Box& box, std::string_view words);

}  // namespace bangtin::ui
