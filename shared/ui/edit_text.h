// What a text field lets into its text: NFC, nothing hidden, no more than its limit. Pure.
// Thread: any.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bangtin::ui {

/// A text and where its cursor stands, in bytes.
struct EditedText {
  std::string text;
  std::size_t cursor = 0;
  bool operator==(const EditedText&) const = default;
};

/// In NFC, without control and bidi-override characters; every way to end a line is a line feed,
/// which stays only when `lines`, else it becomes a space; tabs become spaces; cut after
/// `characters_max` code points.
EditedText tidied(const EditedText& edited, std::size_t characters_max, bool lines);

}  // namespace bangtin::ui
