#include "shared/ui/text_editing.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "shared/model/text.h"
#include "shared/ui/edit_text.h"

namespace bangtin::ui {
namespace {

constexpr std::size_t kUndoStepsMax = 500;
constexpr std::size_t kUndoBytesMax = 8u << 20;
/// Of what is put in, per character that has room: NFC makes one of four at the most.
constexpr std::size_t kBytesPerCharacter = 16;
constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

enum class Deed { Typing, Other };

bool is_space(const std::string& text, std::size_t byte) {
  return text[byte] == ' ' || text[byte] == '\n';
}

void remember(TextEdit& edit, Deed deed, Millis now) {
  const bool typing = deed == Deed::Typing;
  const bool merges = typing && edit.merges && now - edit.changed_at < kTypingMerges;
  edit.redo.clear();
  edit.changed_at = now;
  edit.merges = typing;
  if (merges && !edit.undo.empty()) return;
  edit.undo.push_back({edit.text, edit.cursor, edit.anchor});
  std::size_t bytes = 0;
  for (const EditMoment& moment : edit.undo) bytes += moment.text.size();
  while (edit.undo.size() > 1 && (edit.undo.size() > kUndoStepsMax || bytes > kUndoBytesMax)) {
    bytes -= edit.undo.front().text.size();
    edit.undo.erase(edit.undo.begin());
  }
}

void set_cursor(TextEdit& edit, std::size_t byte) {
  byte = std::min(byte, edit.text.size());
  if (!is_boundary(edit.text, byte)) byte = boundary_after(edit.text, byte, TextUnit::Character);
  edit.cursor = byte;
  edit.upstream = false;
}

/// The text with `inside` in place of [begin, end), its cursor behind it.
EditedText joined(const TextEdit& edit, std::size_t begin, std::size_t end,
                  std::string_view inside) {
  EditedText whole;
  whole.text = edit.text.substr(0, begin);
  whole.text += inside;
  whole.cursor = whole.text.size();
  whole.text += edit.text.substr(end);
  return tidied(whole, kNoLimit, edit.lines);
}

bool replace(TextEdit& edit, std::size_t begin, std::size_t end, std::string_view inside, Deed deed,
             Millis now) {
  const std::size_t kept = character_count(edit.text) -
                           character_count(std::string_view(edit.text).substr(begin, end - begin));
  const std::size_t room = edit.characters_max > kept ? edit.characters_max - kept : 0;
  constexpr std::size_t kSlack = 64;  // A mark that joins what is there needs no room.
  std::string put(inside.substr(0, std::min(inside.size(), (room + kSlack) * kBytesPerCharacter)));
  edit.cut = put.size() < inside.size();
  put = tidied({put, 0}, room + kSlack, edit.lines).text;
  EditedText after = joined(edit, begin, end, put);
  const std::size_t most = std::max(edit.characters_max, kept);
  while (!put.empty() && character_count(after.text) > most) {
    std::size_t cut = put.size();
    for (std::size_t over = character_count(after.text) - most; over > 0 && cut > 0; --over) {
      cut = boundary_before(put, cut, TextUnit::Character);
    }
    put.resize(cut);
    edit.cut = true;
    after = joined(edit, begin, end, put);
  }
  if (after.text == edit.text) {
    // Nothing fits, or the same again: only the cursor may move.
    if (!put.empty()) {
      set_cursor(edit, after.cursor);
      edit.anchor = edit.cursor;
    }
    return false;
  }
  remember(edit, deed, now);
  edit.text = std::move(after.text);
  set_cursor(edit, after.cursor);
  edit.anchor = edit.cursor;
  // The next word is another step.
  if (!put.empty() && is_space(put, put.size() - 1)) edit.merges = false;
  return true;
}

bool go_to(TextEdit& edit, std::vector<EditMoment>& from, std::vector<EditMoment>& to) {
  if (from.empty()) return false;
  to.push_back({std::move(edit.text), edit.cursor, edit.anchor});
  EditMoment moment = std::move(from.back());
  from.pop_back();
  edit.text = std::move(moment.text);
  edit.cursor = moment.cursor;
  edit.anchor = moment.anchor;
  edit.upstream = edit.merges = edit.cut = false;
  return true;
}

std::size_t stepped(const std::string& text, std::size_t at, TextUnit unit, Toward way) {
  if (way == Toward::End) {
    at = boundary_after(text, at, unit);
    while (unit == TextUnit::Word && at < text.size() && is_space(text, at)) {
      at = boundary_after(text, at, unit);
    }
    return at;
  }
  at = boundary_before(text, at, unit);
  while (unit == TextUnit::Word && at > 0 && is_space(text, at)) {
    at = boundary_before(text, at, unit);
  }
  return at;
}

}  // namespace

void set_text(TextEdit& edit, std::string text) {
  edit.text = std::move(text);
  edit.preedit.clear();
  forget_past(edit);
  set_cursor(edit, edit.cursor);
  edit.anchor = edit.cursor;
}

void forget_past(TextEdit& edit) {
  edit.undo.clear();
  edit.redo.clear();
  edit.merges = edit.cut = false;
}

bool type(TextEdit& edit, std::string_view text, Millis now) {
  edit.preedit.clear();
  const Deed deed = has_selection(edit) ? Deed::Other : Deed::Typing;
  const bool changed = replace(edit, selection_begin(edit), selection_end(edit), text, deed, now);
  edit.cut = false;  // Whoever types sees where it ends.
  return changed;
}

bool paste(TextEdit& edit, std::string_view text, Millis now) {
  edit.preedit.clear();
  return replace(edit, selection_begin(edit), selection_end(edit), text, Deed::Other, now);
}

bool erase(TextEdit& edit, TextUnit unit, Toward way, Millis now) {
  std::size_t begin = selection_begin(edit), end = selection_end(edit);
  const bool one = begin == end;
  if (one) (way == Toward::Begin ? begin : end) = stepped(edit.text, edit.cursor, unit, way);
  if (begin == end) return false;
  const bool typing = one && unit == TextUnit::Character;
  return replace(edit, begin, end, {}, typing ? Deed::Typing : Deed::Other, now);
}

bool undo(TextEdit& edit) { return go_to(edit, edit.undo, edit.redo); }
bool redo(TextEdit& edit) { return go_to(edit, edit.redo, edit.undo); }

bool set_preedit(TextEdit& edit, std::string_view text, Millis now) {
  bool changed = false;
  if (!text.empty() && has_selection(edit)) {
    changed = replace(edit, selection_begin(edit), selection_end(edit), {}, Deed::Other, now);
  }
  edit.preedit = tidied({std::string(text), 0}, edit.characters_max, false).text;
  return changed;
}

bool commit_preedit(TextEdit& edit, Millis now) {
  if (edit.preedit.empty()) return false;
  const std::string word = std::exchange(edit.preedit, {});
  return type(edit, word, now);
}

void put_cursor(TextEdit& edit, std::size_t byte, bool selecting) {
  set_cursor(edit, byte);
  edit.merges = false;
  if (!selecting) edit.anchor = edit.cursor;
}

void step(TextEdit& edit, TextUnit unit, Toward way, bool selecting) {
  if (!selecting && has_selection(edit)) {
    const bool to_begin = way == Toward::Begin;
    return put_cursor(edit, to_begin ? selection_begin(edit) : selection_end(edit), false);
  }
  put_cursor(edit, stepped(edit.text, edit.cursor, unit, way), selecting);
}

void select_all(TextEdit& edit) {
  edit.anchor = 0;
  put_cursor(edit, edit.text.size(), true);
}

void select_word(TextEdit& edit, std::size_t byte) {
  const std::size_t end = boundary_after(edit.text, byte, TextUnit::Word);
  edit.anchor = boundary_before(edit.text, end, TextUnit::Word);
  put_cursor(edit, end, true);
}

void select_paragraph(TextEdit& edit, std::size_t byte) {
  byte = std::min(byte, edit.text.size());
  const std::size_t before = byte == 0 ? edit.text.npos : edit.text.rfind('\n', byte - 1);
  edit.anchor = before == edit.text.npos ? 0 : before + 1;
  put_cursor(edit, std::min(edit.text.find('\n', byte), edit.text.size()), true);
}

std::optional<Gap> gap_from(std::string_view text, std::size_t byte) {
  for (std::size_t open = text.find('[', byte); open != text.npos;
       open = text.find('[', open + 1)) {
    const std::size_t close = text.find_first_of("]\n", open);
    if (close == text.npos) break;
    if (text[close] == ']') return Gap{open, close + 1};
  }
  return std::nullopt;
}

bool select_gap(TextEdit& edit, std::size_t byte) {
  const std::optional<Gap> gap = gap_from(edit.text, byte);
  if (!gap) return false;
  put_cursor(edit, gap->begin, false);
  put_cursor(edit, gap->end, true);
  return true;
}

bool has_selection(const TextEdit& edit) { return edit.cursor != edit.anchor; }
std::size_t selection_begin(const TextEdit& edit) { return std::min(edit.cursor, edit.anchor); }
std::size_t selection_end(const TextEdit& edit) { return std::max(edit.cursor, edit.anchor); }

std::string selected(const TextEdit& edit) {
  return edit.text.substr(selection_begin(edit), selection_end(edit) - selection_begin(edit));
}

}  // namespace bangtin::ui
