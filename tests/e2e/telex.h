// What UniKey and ibus-unikey send to a window while somebody types Vietnamese in Telex: each
// letter by itself, and for each key that changes a word the Backspaces and letters that correct
// it. The key of the tone comes at the end of its word. Pure. Thread: any.
#pragma once

#include <algorithm>
#include <cctype>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace bangtin {

/// One key: letters taken back, then letters put in their place.
struct TelexStroke {
  int backspaces = 0;
  std::string text;
};

/// A letter on its way: as its key types it, with its mark, with its tone too.
struct TelexLetter {
  std::string typed, marked, toned;
};

/// Of the code points of valid UTF-8.
inline std::vector<std::string> code_points_of(std::string_view text) {
  std::vector<std::string> all;
  for (const char byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xC0) != 0x80) all.emplace_back();
    all.back() += byte;
  }
  return all;
}

/// The letter of one code point; of what is no letter of Vietnamese with a mark, itself thrice.
inline TelexLetter telex_letter(const std::string& point) {
  struct Row {
    const char* typed;
    const char* toned;  ///< without a tone first
  };
  static constexpr Row kRows[] = {
      {"a", "aàáảãạ"}, {"a", "ăằắẳẵặ"}, {"a", "âầấẩẫậ"}, {"e", "eèéẻẽẹ"}, {"e", "êềếểễệ"},
      {"i", "iìíỉĩị"}, {"o", "oòóỏõọ"}, {"o", "ôồốổỗộ"}, {"o", "ơờớởỡợ"}, {"u", "uùúủũụ"},
      {"u", "ưừứửữự"}, {"y", "yỳýỷỹỵ"}, {"d", "đ"},      {"A", "AÀÁẢÃẠ"}, {"A", "ĂẰẮẲẴẶ"},
      {"A", "ÂẦẤẨẪẬ"}, {"E", "EÈÉẺẼẸ"}, {"E", "ÊỀẾỂỄỆ"}, {"I", "IÌÍỈĨỊ"}, {"O", "OÒÓỎÕỌ"},
      {"O", "ÔỒỐỔỖỘ"}, {"O", "ƠỜỚỞỠỢ"}, {"U", "UÙÚỦŨỤ"}, {"U", "ƯỪỨỬỮỰ"}, {"Y", "YỲÝỶỸỴ"},
      {"D", "Đ"}};
  for (const Row& row : kRows) {
    const std::vector<std::string> toned = code_points_of(row.toned);
    if (std::ranges::find(toned, point) != toned.end()) return {row.typed, toned[0], point};
  }
  return {point, point, point};
}

/// Ends a word: its tone is set where it belongs, and what stands behind that is written anew.
inline void set_tone(const std::vector<TelexLetter>& word, std::vector<TelexStroke>& strokes) {
  const auto has_tone = [](const TelexLetter& letter) { return letter.toned != letter.marked; };
  const auto at = std::ranges::find_if(word, has_tone);
  if (at == word.end()) return;
  TelexStroke stroke{int(std::distance(at, word.end())), at->toned};
  for (auto rest = std::next(at); rest != word.end(); ++rest) stroke.text += rest->marked;
  strokes.push_back(std::move(stroke));
}

/// The keys of a text in NFC, in one line.
inline std::vector<TelexStroke> telex_strokes(std::string_view text) {
  std::vector<TelexStroke> strokes;
  std::vector<TelexLetter> word;
  for (const std::string& point : code_points_of(text)) {
    const TelexLetter letter = telex_letter(point);
    const bool ascii_letter =
        point.size() == 1 && std::isalpha(static_cast<unsigned char>(point[0]));
    if (point.size() == 1 && !ascii_letter) {
      set_tone(word, strokes);
      word.clear();
      strokes.push_back({0, point});
      continue;
    }
    word.push_back(letter);
    strokes.push_back({0, letter.typed});
    if (letter.marked != letter.typed) strokes.push_back({1, letter.marked});
  }
  set_tone(word, strokes);
  return strokes;
}

}  // namespace bangtin
