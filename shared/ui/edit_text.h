// What a text field does to its text beyond what Dear ImGui does: keeps it NFC and clean, and wraps
// lines softly. Pure. Thread: any.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace bangtin::ui {

/// A text and where its cursor stands, in bytes.
struct EditedText {
  std::string text;
  std::size_t cursor = 0;
  bool operator==(const EditedText&) const = default;
};

/// In NFC, without control and bidi-override characters; line feeds stay only when `lines`, else
/// they become spaces; tabs become spaces; cut after `characters_max` code points.
EditedText tidied(const EditedText& edited, std::size_t characters_max, bool lines);

/// A line break that is shown but is no part of the text.
inline constexpr std::string_view kSoftBreak = "\u200B\n\u200B";

/// The plain text of a shown one. A soft break of which one character was deleted stands for the
/// neighbour that a person meant: Backspace at a line's begin takes the character before it, Delete
/// at a line's end the one after it.
EditedText without_soft_breaks(const EditedText& shown);

/// Width in pixels of a run of text without line feeds.
using Measure = std::function<float(std::string_view)>;

/// The plain text with soft breaks so that no line is wider than `width_px`: after spaces, inside a
/// word only when it alone is too wide.
EditedText with_soft_breaks(const EditedText& plain, const Measure& measure, float width_px);

/// A place outside of soft breaks: one that is inside moves to its begin, or to its end when
/// `forward` or (inside the second half) not `backward`.
std::size_t outside_soft_break(std::string_view shown, std::size_t cursor, bool forward,
                               bool backward);

}  // namespace bangtin::ui
