#include "shared/ui/edit_text.h"

#include <algorithm>

#include "shared/model/text.h"

namespace bangtin::ui {
namespace {

std::size_t character_bytes(unsigned char first) {
  if (first < 0x80) return 1;
  if (first < 0xE0) return 2;
  if (first < 0xF0) return 3;
  return 4;
}

/// Characters that no field takes: they are invisible and change what others see.
bool is_refused(std::string_view character) {
  const auto byte = static_cast<unsigned char>(character[0]);
  if (byte < 0x20 || byte == 0x7F) return true;
  if (character.size() == 2 && byte == 0xC2) {
    return static_cast<unsigned char>(character[1]) < 0xA0;  // C1 controls.
  }
  if (byte != 0xE2 && byte != 0xEF) return false;
  for (const std::string_view refused :
       {"\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067",
        "\u2068", "\u2069", "\uFEFF"}) {
    if (character == refused) return true;
  }
  return false;
}

bool ends_line(std::string_view character) {
  return character == "\n" || character == "\r" || character == "\u0085" || character == "\u2028" ||
         character == "\u2029";
}

std::string cleaned(std::string_view text, bool lines) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size =
        std::min(character_bytes(static_cast<unsigned char>(text[at])), text.size() - at);
    const std::string_view character = text.substr(at, size);
    at += size;
    if (character == "\r" && text.substr(at).starts_with('\n')) continue;
    if (character == "\t" || (!lines && ends_line(character))) {
      out += ' ';
    } else if (ends_line(character)) {
      out += '\n';
    } else if (!is_refused(character)) {
      out += character;
    }
  }
  return to_nfc(out);
}

}  // namespace

EditedText tidied(const EditedText& edited, std::size_t characters_max, bool lines) {
  EditedText out;
  out.text = cleaned(edited.text, lines);
  std::size_t at = 0;
  for (std::size_t count = 0; at < out.text.size() && count < characters_max; ++count) {
    at += character_bytes(static_cast<unsigned char>(out.text[at]));
  }
  out.text.resize(std::min(at, out.text.size()));
  const std::size_t cursor = std::min(edited.cursor, edited.text.size());
  out.cursor = std::min(cleaned(edited.text.substr(0, cursor), lines).size(), out.text.size());
  // A mark after the cursor may have joined the letter before it.
  while (out.cursor < out.text.size() &&
         (static_cast<unsigned char>(out.text[out.cursor]) & 0xC0) == 0x80) {
    ++out.cursor;
  }
  return out;
}

}  // namespace bangtin::ui
