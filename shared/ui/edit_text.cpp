#include "shared/ui/edit_text.h"

#include <algorithm>

#include "shared/model/text.h"

namespace bangtin::ui {
namespace {

constexpr std::string_view kZeroWidth = "\u200B";

std::size_t character_bytes(unsigned char first) {
  if (first < 0x80) return 1;
  if (first < 0xE0) return 2;
  if (first < 0xF0) return 3;
  return 4;
}

/// Characters that no field takes: they are invisible and change what others see.
bool is_refused(std::string_view character) {
  const auto byte = static_cast<unsigned char>(character[0]);
  if (byte < 0x20 || byte == 0x7F) return character[0] != '\n';
  if (character.size() == 2 && byte == 0xC2) {
    return static_cast<unsigned char>(character[1]) < 0xA0;  // C1 controls.
  }
  for (const std::string_view refused :
       {"\u200B", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066",
        "\u2067", "\u2068", "\u2069", "\uFEFF"}) {
    if (character == refused) return true;
  }
  return false;
}

std::string cleaned(std::string_view text, bool lines) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size =
        std::min(character_bytes(static_cast<unsigned char>(text[at])), text.size() - at);
    const std::string_view character = text.substr(at, size);
    at += size;
    if (character == "\t" || (character == "\n" && !lines)) {
      out += ' ';
    } else if (!is_refused(character)) {
      out += character;
    }
  }
  return to_nfc(out);
}

void drop_last_character(std::string& text) {
  while (!text.empty()) {
    const bool inner = (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80;
    text.pop_back();
    if (!inner) return;
  }
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

EditedText without_soft_breaks(const EditedText& shown) {
  EditedText out;
  const std::string_view text = shown.text;
  bool cursor_set = false;
  std::size_t at = 0;
  const auto skip = [&](std::size_t bytes) {
    at += bytes;
    if (!cursor_set && at > shown.cursor) {
      out.cursor = out.text.size();
      cursor_set = true;
    }
  };
  while (at < text.size()) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with(kSoftBreak)) {
      skip(kSoftBreak.size());
    } else if (rest.starts_with("\u200B\n") || rest.starts_with("\u200B\u200B")) {
      drop_last_character(out.text);
      skip(rest.starts_with("\u200B\n") ? 4 : 6);
    } else if (rest.starts_with("\n\u200B")) {
      skip(4);
      if (at < text.size()) skip(character_bytes(static_cast<unsigned char>(text[at])));
    } else if (rest.starts_with(kZeroWidth)) {
      skip(kZeroWidth.size());
    } else {
      if (!cursor_set && at >= shown.cursor) {
        out.cursor = out.text.size();
        cursor_set = true;
      }
      const std::size_t bytes =
          std::min(character_bytes(static_cast<unsigned char>(text[at])), rest.size());
      out.text += rest.substr(0, bytes);
      at += bytes;
    }
  }
  if (!cursor_set) out.cursor = out.text.size();
  out.cursor = std::min(out.cursor, out.text.size());
  return out;
}

EditedText with_soft_breaks(const EditedText& plain, const Measure& measure, float width_px) {
  EditedText out;
  const std::string_view text = plain.text;
  float line_px = 0;
  bool cursor_set = false;
  const auto put = [&](std::string_view run, std::size_t begin) {
    if (!cursor_set && plain.cursor >= begin && plain.cursor < begin + run.size()) {
      out.cursor = out.text.size() + (plain.cursor - begin);
      cursor_set = true;
    }
    out.text += run;
  };
  const auto break_line = [&] {
    out.text += kSoftBreak;
    line_px = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\n') {
      put("\n", at++);
      line_px = 0;
      continue;
    }
    std::size_t word_end = at;
    while (word_end < text.size() && text[word_end] != ' ' && text[word_end] != '\n') ++word_end;
    std::size_t end = word_end;
    while (end < text.size() && text[end] == ' ') ++end;
    const float word_px = measure(text.substr(at, word_end - at));
    if (line_px > 0 && line_px + word_px > width_px) break_line();
    if (word_px > width_px) {
      // A word that is too wide by itself: character by character.
      while (at < word_end) {
        const std::size_t bytes = character_bytes(static_cast<unsigned char>(text[at]));
        const float one_px = measure(text.substr(at, bytes));
        if (line_px > 0 && line_px + one_px > width_px) break_line();
        put(text.substr(at, bytes), at);
        line_px += one_px;
        at += bytes;
      }
    }
    const std::string_view run = text.substr(at, end - at);
    line_px += measure(run);
    put(run, at);
    at = end;
  }
  if (!cursor_set) out.cursor = out.text.size();
  return out;
}

std::size_t outside_soft_break(std::string_view shown, std::size_t cursor, bool forward,
                               bool backward) {
  const std::size_t from = cursor >= kSoftBreak.size() ? cursor - kSoftBreak.size() + 1 : 0;
  const std::size_t begin = shown.substr(0, std::min(shown.size(), cursor + kSoftBreak.size() - 1))
                                .find(kSoftBreak, from);
  if (begin == shown.npos || begin >= cursor || cursor >= begin + kSoftBreak.size()) return cursor;
  const std::size_t end = begin + kSoftBreak.size();
  if (forward) return end;
  if (backward) return begin;
  return cursor - begin <= kZeroWidth.size() ? begin : end;
}

}  // namespace bangtin::ui
