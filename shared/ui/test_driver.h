// Drives pages without a display, as a person would: clicks what is labelled, types, pastes, reads
// what is written. A null renderer, a clock of 60 frames a second, a clipboard of its own.
// Thread: one; one driver at a time.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/model/content.h"
#include "shared/ui/item_log.h"
#include "shared/ui/keys.h"

struct ImGuiContext;

namespace bangtin::ui {

class TestDriver {
 public:
  /// `draw` is called once a frame. Errors of construction are CHECKed: tests need the fonts.
  TestDriver(Size size_px, float scale, std::function<void()> draw);
  ~TestDriver();
  TestDriver(const TestDriver&) = delete;

  void frame();
  /// Frames until all input was taken and the picture is at rest.
  void idle();

  /// Clicks the widget whose stable id, else whose visible label, is `label`; scrolls to it first.
  /// Errors: not_found with all that is visible, denied when it is disabled.
  Status click(std::string_view label);
  /// Scrolls to the widget: what it says is read then. Errors: as click().
  Status see(std::string_view label);
  /// Takes the widget in the middle of its height and draws it sideways; places are shares of its
  /// width. Errors: as click().
  Status drag(std::string_view label, float from, float to);
  /// Takes a widget in its middle and draws it onto another, to that share of its height. Errors:
  /// as click().
  Status drag_onto(std::string_view label, std::string_view onto, float height);
  /// Takes a widget at one place and draws from there to another: shares of its width and height.
  /// Errors: as click().
  struct Share {
    float x = 0, y = 0;
  };
  Status drag_across(std::string_view label, Share from, Share to);
  /// Called once, in the next drag, where the mouse has come to its end and still holds.
  void on_way(std::function<void()> then) { on_way_ = std::move(then); }
  /// Types letters, one event each.
  void type(std::string_view text);
  /// As UniKey does it, in one frame: Backspaces (the first a press, the rest as a key held down),
  /// then letters.
  void burst(int backspaces, std::string_view text);
  void key(Key key, bool ctrl = false);
  /// Presses Tab until the keyboard comes back to where it was first: the stable ids of the widgets
  /// that had it, in order.
  std::vector<std::string> tab_through();
  /// Presses Tab until the widget of that stable id has the keyboard. Errors: not_found.
  Status tab_to(std::string_view name);
  /// The stable ids of all that can be used and is seen now.
  std::vector<std::string> usable() const;
  void ctrl(char letter);
  void alt(Key key);
  void shift(Key key);
  /// Puts text on the clipboard and presses Ctrl+V.
  void paste(std::string_view text);
  /// click + select all + type.
  Status fill(std::string_view label, std::string_view text);

  bool has(std::string_view label) const;    ///< a widget of that id or label is there
  bool reads(std::string_view words) const;  ///< those words are part of a text on the page
  bool enabled(std::string_view label) const;
  std::string clipboard() const { return clipboard_; }
  const std::vector<LoggedItem>& items() const { return seen_; }

  /// What is wrong with the page's looks, one line each: labels missing, targets under 36 logical
  /// pixels, widgets outside the window or over one another, words cut off or over
  /// others.
  std::vector<std::string> lint() const;
  /// Everything that can be read or used, for messages.
  std::string visible() const;

 private:
  /// The stable id of what has the keyboard after one more Tab; empty where it has none.
  std::string tab();
  /// Scrolls to the widget and gives what is seen of it.
  Result<Box> reach(std::string_view label);
  /// Presses at one place, goes to the other and lets go there.
  struct Place {
    float x = 0, y = 0;
    bool operator==(const Place&) const = default;
  };
  void draw_mouse(Place from, Place to);
  const LoggedItem* find(std::string_view label) const;
  const LoggedItem* find_by_scrolling(std::string_view label);
  void scroll_to(const LoggedItem& item);

  Size size_px_;
  float scale_;
  std::function<void()> draw_;
  std::function<void()> on_way_;
  ImGuiContext* context_ = nullptr;
  ItemLog log_;
  std::vector<LoggedItem> seen_;
  std::string clipboard_;
};

}  // namespace bangtin::ui
