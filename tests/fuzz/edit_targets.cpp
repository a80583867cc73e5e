// A text field's model: each deed is a letter and, up to the next ';', its words.
#include "tests/fuzz/edit_targets.h"

#include <algorithm>

#include "shared/base/check.h"
#include "shared/model/text.h"
#include "shared/ui/text_editing.h"

namespace bangtin::fuzz {
namespace {

constexpr std::size_t kCharactersMax = 50;
constexpr int kDeedsMax = 64;

void do_deed(ui::TextEdit& edit, char deed, std::string_view words, Millis now) {
  const std::size_t place = words.empty() ? 0 : static_cast<unsigned char>(words[0]) % 64;
  switch (deed) {
    case 't':
      type(edit, words, now);
      break;
    case 'v':
      paste(edit, words, now);
      break;
    case 'm':
      set_preedit(edit, words, now);
      break;
    case 'c':
      commit_preedit(edit, now);
      break;
    case 'b':
      erase(edit, TextUnit::Character, ui::Toward::Begin, now);
      break;
    case 'd':
      erase(edit, TextUnit::Word, ui::Toward::End, now);
      break;
    case 'l':
      step(edit, TextUnit::Character, ui::Toward::Begin, words.empty());
      break;
    case 'r':
      step(edit, TextUnit::Word, ui::Toward::End, words.empty());
      break;
    case 'p':
      put_cursor(edit, place, words.size() > 1);
      break;
    case 'w':
      select_word(edit, place);
      break;
    case 'g':
      select_paragraph(edit, place);
      break;
    case 'z':
      undo(edit);
      break;
    case 'y':
      redo(edit);
      break;
    default:
      select_all(edit);
      break;
  }
}

}  // namespace

void run_edit(std::string_view bytes) {
  ui::TextEdit edit;
  edit.characters_max = kCharactersMax;
  edit.lines = !bytes.empty() && bytes[0] % 2 == 0;
  for (int i = 0; i < kDeedsMax && !bytes.empty(); ++i) {
    const std::size_t end = std::min(bytes.find(';'), bytes.size());
    const std::string_view deed = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (deed.empty()) continue;
    do_deed(edit, deed[0], deed.substr(1), Millis(i * 400));
    CHECK(to_nfc(edit.text) == edit.text);
    CHECK(character_count(edit.text) <= kCharactersMax);
    CHECK(edit.lines || edit.text.find('\n') == edit.text.npos);
    CHECK(is_boundary(edit.text, edit.cursor) && is_boundary(edit.text, edit.anchor));
  }
  while (undo(edit)) {
  }
  CHECK(edit.text.empty());
}

std::vector<std::string> edit_seeds() {
  return {
      "tTiee;b;b;tê;tng;b;b;b;tếng;t Vie;m\u0302;mệt;c;z;y;",
      "tស;t\u17D2;tរី;l;b;p\x03x;vĐo\u031B\u0300i\r\nso\u0302\u0301ng;w\x05;d;g;z;z;",
      "v👨‍👩‍👧;l;t\u200D;t🇻;t🇳;p\x02;b;a;t\u202E\xff\x01;",
  };
}

}  // namespace bangtin::fuzz
