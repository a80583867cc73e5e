// Fields that a person types into or chooses from. Text is NFC and clean after every change, also
// after a paste. Thread: the window's, inside a frame.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/ui/widgets.h"

namespace bangtin::ui {

struct Field {
  std::string_view id;
  std::string_view label;       ///< stands above
  std::string_view hint = {};   ///< stands inside while empty
  std::string_view error = {};  ///< stands below in words
  float width = 0;              ///< logical pixels; 0 is what is left
  std::size_t characters_max = 200;
  bool secret = false;
  bool enabled = true;
  bool focused = false;             ///< takes the keyboard whenever nothing else has it
  std::string_view focus_for = {};  ///< takes the keyboard once for each new value
  /// Who comes by keyboard finds the first "[...]" selected, and Tab goes on to the next one.
  bool gaps = false;
  bool shares_steps = false;  ///< is part of what history_key() takes back (shortcuts.h)
};

/// True in frames in which the person changed it.
bool text_field(const Field& field, std::string& value);
/// Several lines, wrapped softly; `height` of the box in logical pixels.
bool text_area(const Field& field, std::string& value, float height);
/// A moment as dd/mm/yyyy HH:MM (date_time.h reads it); a text that is no moment shows
/// `error_if_wrong` below unless `field.error` says more.
bool date_time_field(const Field& field, std::string& value, std::string_view error_if_wrong);
/// One of several; `chosen` is an index into `options`.
bool choice(const Field& field, const std::vector<std::string>& options, int& chosen);

}  // namespace bangtin::ui
