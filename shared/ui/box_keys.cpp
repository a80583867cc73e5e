#include "shared/ui/box_keys.h"

#include <algorithm>

#include "shared/ui/text_picture.h"
#include "shared/ui/theme.h"

namespace bangtin::ui {
namespace {

constexpr std::string_view kBullet = "•";
constexpr bangtin::Color kOpaque = 0xff000000;
/// Of 256, as the theme's DisabledAlpha.
constexpr int kFaint = 115;

std::size_t characters_before(const std::string& text, std::size_t byte) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < byte; at = boundary_after(text, at, TextUnit::Character)) ++count;
  return count;
}

/// What stands in the box, the hint left out.
std::string shown_text(const TextEdit& edit, bool secret) {
  std::string shown = edit.text;
  shown.insert(edit.cursor, edit.preedit);
  if (!secret) return shown;
  const std::size_t count = characters_before(shown, shown.size());
  shown.clear();
  for (std::size_t i = 0; i < count; ++i) shown += kBullet;
  return shown;
}

/// The byte of the text at a byte of what is shown.
std::size_t text_byte(const BoxText& text, const BoxLook& look, std::size_t shown) {
  const TextEdit& edit = text.edit;
  if (look.secret) {
    std::size_t at = 0;
    for (std::size_t left = shown / kBullet.size(); left > 0; --left) {
      at = boundary_after(edit.text, at, TextUnit::Character);
    }
    return at;
  }
  if (shown <= edit.cursor) return shown;
  return std::max(edit.cursor,
                  std::min(shown - std::min(shown, edit.preedit.size()), edit.text.size()));
}

void go_to_line(BoxText& text, std::size_t line, bool selecting) {
  const EditLine& to = text.layout.lines[line];
  const std::size_t byte = byte_at(text.layout, line, *text.wanted_x_px);
  put_cursor(text.edit, byte, selecting);
  text.edit.upstream = to.soft && int(byte) == to.end_byte;
}

/// Up and down by lines; beyond the first and the last one to the text's begin and end.
void go_lines(BoxText& text, const BoxLook& look, int count, bool selecting) {
  lay_out_box(text, look);
  TextEdit& edit = text.edit;
  const auto line = std::ptrdiff_t(line_of(text.layout, edit.cursor, edit.upstream));
  if (!text.wanted_x_px) {
    text.wanted_x_px = x_of(text.layout, std::size_t(line), edit.cursor);
  }
  const std::ptrdiff_t to = line + count, last = std::ptrdiff_t(text.layout.lines.size()) - 1;
  if (line == 0 && to < 0) return put_cursor(edit, 0, selecting);
  if (line == last && to > last) return put_cursor(edit, edit.text.size(), selecting);
  go_to_line(text, std::size_t(std::clamp<std::ptrdiff_t>(to, 0, last)), selecting);
}

void go_to_end(BoxText& text, const BoxLook& look, Toward way, const TextEvent& event) {
  TextEdit& edit = text.edit;
  const bool begin = way == Toward::Begin;
  if (event.ctrl || look.wrap_px == 0) {
    return put_cursor(edit, begin ? 0 : edit.text.size(), event.shift);
  }
  lay_out_box(text, look);
  const EditLine& line = text.layout.lines[line_of(text.layout, edit.cursor, edit.upstream)];
  const bool soft = line.soft;
  put_cursor(edit, std::size_t(begin ? line.begin_byte : line.end_byte), event.shift);
  edit.upstream = !begin && soft;
}

bool copy(const BoxText& text, const BoxLook& look, const Clipboard& clipboard) {
  if (look.secret || !has_selection(text.edit)) return false;
  clipboard.write(selected(text.edit));
  return true;
}

bool take_key(BoxText& text, const BoxLook& look, const TextEvent& event,
              const Clipboard& clipboard, Millis now) {
  TextEdit& edit = text.edit;
  const TextUnit unit = event.ctrl ? TextUnit::Word : TextUnit::Character;
  const bool vertical = event.key == EditKey::Up || event.key == EditKey::Down ||
                        event.key == EditKey::PageUp || event.key == EditKey::PageDown;
  if (!vertical) text.wanted_x_px.reset();
  switch (event.key) {
    case EditKey::Left:
      step(edit, unit, Toward::Begin, event.shift);
      return false;
    case EditKey::Right:
      step(edit, unit, Toward::End, event.shift);
      return false;
    case EditKey::Up:
      go_lines(text, look, -1, event.shift);
      return false;
    case EditKey::Down:
      go_lines(text, look, 1, event.shift);
      return false;
    case EditKey::PageUp:
      go_lines(text, look, -look.page_lines, event.shift);
      return false;
    case EditKey::PageDown:
      go_lines(text, look, look.page_lines, event.shift);
      return false;
    case EditKey::Home:
      go_to_end(text, look, Toward::Begin, event);
      return false;
    case EditKey::End:
      go_to_end(text, look, Toward::End, event);
      return false;
    case EditKey::SelectAll:
      select_all(edit);
      return false;
    case EditKey::Copy:
      copy(text, look, clipboard);
      return false;
    case EditKey::Backspace:
      return erase(edit, unit, Toward::Begin, now);
    case EditKey::Delete:
      return erase(edit, unit, Toward::End, now);
    case EditKey::Enter:
      return type(edit, "\n", now);
    case EditKey::Cut:
      return copy(text, look, clipboard) && erase(edit, unit, Toward::Begin, now);
    case EditKey::Paste:
      return paste(edit, clipboard.read(), now);
    case EditKey::Undo:
      return undo(edit);
    case EditKey::Redo:
      return redo(edit);
    case EditKey::NextGap:
      select_gap(edit, selection_end(edit));
      return false;
  }
  return false;
}

}  // namespace

void lay_out_box(BoxText& text, const BoxLook& look) {
  std::string shown = shown_text(text.edit, look.secret);
  if (text.laid_out > 0 && text.shown == shown && text.look == look &&
      text.colours == colours_in_force()) {
    return;
  }
  text.shown = std::move(shown);
  text.look = look;
  text.colours = colours_in_force();
  const bool hint = text.shown.empty();
  TextStyle style;
  style.size_px = look.size_px;
  style.color = kOpaque | rgb_of(hint ? Colour::Muted : Colour::Ink);
  if (look.faint) style.color = mixed(kOpaque | rgb_of(Colour::Card), style.color, kFaint);
  text.layout = lay_out(field_fonts(), hint ? look.hint : text.shown, style, look.line_px,
                        look.wrap_px, std::move(text.layout));
  ++text.laid_out;
}

std::size_t shown_byte(const BoxText& text, const BoxLook& look, std::size_t byte) {
  if (look.secret) return characters_before(text.edit.text, byte) * kBullet.size();
  return byte <= text.edit.cursor ? byte : byte + text.edit.preedit.size();
}

BoxCaret caret_of(const BoxText& text, const BoxLook& look) {
  const TextEdit& edit = text.edit;
  BoxCaret caret;
  if (!look.secret) caret.preedit_bytes = int(edit.preedit.size());
  caret.byte = int(shown_byte(text, look, edit.cursor)) + caret.preedit_bytes;
  const std::size_t line = line_of(text.layout, std::size_t(caret.byte), edit.upstream);
  caret.x_px = x_of(text.layout, line, std::size_t(caret.byte));
  caret.top_px = text.layout.lines[line].top_px;
  return caret;
}

BoxPoint point_in(const BoxText& text, const BoxLook& look, int x_px, int y_px) {
  const std::size_t line = line_at(text.layout, y_px);
  const std::size_t shown = std::min(byte_at(text.layout, line, x_px), text.shown.size());
  const EditLine& at = text.layout.lines[line];
  return {text_byte(text, look, shown), at.soft && int(shown) == at.end_byte};
}

bool take_event(BoxText& text, const BoxLook& look, const TextEvent& event,
                const Clipboard& clipboard, Millis now) {
  text.follow = true;
  switch (event.kind) {
    case TextEvent::Kind::Text:
      text.wanted_x_px.reset();
      return type(text.edit, event.text, now);
    case TextEvent::Kind::Preedit:
      return set_preedit(text.edit, event.text, now);
    case TextEvent::Kind::Leave:
      return commit_preedit(text.edit, now);
    case TextEvent::Kind::Key:
      break;
  }
  const bool made = commit_preedit(text.edit, now);
  return take_key(text, look, event, clipboard, now) || made;
}

}  // namespace bangtin::ui
