// A text while a person edits it: cursor, selection, the word that an input method is making, undo.
// A character is what a person sees as one. Every change leaves the text in NFC and clean, within
// its limit, and the cursor between two characters. Pure; time is passed in. Thread: any.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/compose/breaks.h"

namespace bangtin::ui {

/// What undo goes back to.
struct EditMoment {
  std::string text;
  std::size_t cursor = 0;
  std::size_t anchor = 0;
};

struct TextEdit {
  std::size_t characters_max = 200;  ///< code points
  bool lines = false;                ///< else a line feed becomes a space

  std::string text;
  std::size_t cursor = 0;  ///< bytes
  std::size_t anchor = 0;  ///< the other end of what is selected; the cursor when nothing is
  bool upstream = false;   ///< where a line wraps, the cursor is seen at the end of the upper part
  std::string preedit;     ///< stands at the cursor, is no part of the text yet

  std::vector<EditMoment> undo, redo;
  Millis changed_at{0};
  bool merges = false;  ///< what is typed now belongs to the newest step of undo
  bool cut = false;     ///< what was pasted last had not room as a whole
};

/// What is typed within this time is undone in one step, a word at the most.
inline constexpr Millis kTypingMerges{1'000};

enum class Toward { Begin, End };

/// Another text, from outside: nothing to undo.
void set_text(TextEdit& edit, std::string text);
/// Nothing to undo or redo.
void forget_past(TextEdit& edit);

// Each is true when the text changed.
/// In place of what is selected or of the preedit. What the limit leaves no room for is left away.
bool type(TextEdit& edit, std::string_view text, Millis now);
/// As type(), a step of undo of its own.
bool paste(TextEdit& edit, std::string_view text, Millis now);
/// What is selected, else one unit beside the cursor.
bool erase(TextEdit& edit, TextUnit unit, Toward way, Millis now);
bool undo(TextEdit& edit);
bool redo(TextEdit& edit);
/// A preedit takes the place of what is selected as soon as it begins.
bool set_preedit(TextEdit& edit, std::string_view text, Millis now);
/// The preedit becomes text.
bool commit_preedit(TextEdit& edit, Millis now);

// These move the cursor and leave the text alone.
void put_cursor(TextEdit& edit, std::size_t byte, bool selecting);
/// Without `selecting` a selection ends at its side of that way.
void step(TextEdit& edit, TextUnit unit, Toward way, bool selecting);
void select_all(TextEdit& edit);
void select_word(TextEdit& edit, std::size_t byte);
/// From line feed to line feed.
void select_paragraph(TextEdit& edit, std::size_t byte);

/// A place to be filled in: "[...]" within one line, brackets included.
struct Gap {
  std::size_t begin = 0, end = 0;  ///< bytes
};
/// The first one that begins at this byte or behind it.
std::optional<Gap> gap_from(std::string_view text, std::size_t byte);
/// Selects it: what is typed next takes its place. False: there is none.
bool select_gap(TextEdit& edit, std::size_t byte);

bool has_selection(const TextEdit& edit);
std::size_t selection_begin(const TextEdit& edit);
std::size_t selection_end(const TextEdit& edit);
std::string selected(const TextEdit& edit);

}  // namespace bangtin::ui
