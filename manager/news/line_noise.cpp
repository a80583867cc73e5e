#include "manager/news/line_noise.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "shared/base/ascii.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

struct Word {
  std::string text;
  std::string fold;  ///< as folded(); empty for signs alone
};
/// Of a list of words, from the first to before the last.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin == end; }
};

constexpr std::array<std::string_view, 9> kNote = {"ban",  "chua", "co",      "du", "quyen",
                                                   "truy", "nhap", "portlet", "nay"};
constexpr std::array<std::string_view, 7> kNetworks = {"facebook", "zalo",      "twitter", "google",
                                                       "linkedin", "pinterest", "email"};
constexpr std::array<std::string_view, 6> kBesideNetworks = {"chia", "se",   "in",
                                                             "bai",  "viet", "print"};
constexpr std::array<std::string_view, 3> kCountedThings = {"xem", "doc", "cap"};

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

/// How many bytes of a sign begin at `i`: what is no letter and no digit, arrows, stars, dashes and
/// quotes (U+00A0-00BF, U+2000-2BFF); 0 when it is none.
std::size_t sign_bytes(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
  };
  if (byte(i) < 0x80) {
    const char c = text[i];
    return (c >= 'a' && c <= 'z') || ascii::is_digit(c) ? 0 : 1;
  }
  if (byte(i) == 0xc2) return 2;
  return byte(i) == 0xe2 && byte(i + 1) < 0xb0 ? 3 : 0;
}

std::vector<Word> words_of(std::string_view line) {
  std::vector<Word> words;
  for (std::size_t begin = 0; begin < line.size();) {
    constexpr std::string_view kNbsp = "\xc2\xa0";
    const std::size_t end = std::min({line.find(' ', begin), line.find(kNbsp, begin), line.size()});
    const std::string_view text = line.substr(begin, end - begin);
    if (!text.empty()) words.push_back({std::string(text), folded(text)});
    begin = end + (line.substr(end).starts_with(kNbsp) ? kNbsp.size() : 1);
  }
  return words;
}

bool is_number(const Word& word) {
  return !word.fold.empty() && word.fold.find_first_not_of("0123456789 ") == std::string::npos;
}

bool ends_sentence(const Word& word) {
  return word.text.ends_with('.') || word.text.ends_with('!') || word.text.ends_with('?');
}

bool begins_with_capital(std::string_view text) {
  for (const std::string_view open : {"(", "“", "\""}) {
    if (text.starts_with(open)) text.remove_prefix(open.size());
  }
  std::size_t at = 0;
  UChar32 letter = -1;
  U8_NEXT(text.data(), at, text.size(), letter);
  return letter >= 0 && u_isupper(letter) != 0;
}

/// "A- A A+" in any order: two at least, and one with its sign.
Piece letter_sizes(const std::vector<Word>& words, std::size_t at) {
  std::size_t end = at;
  bool sign = false;
  for (; end < words.size() && (words[end].fold == "a" && words[end].text.size() <= 4); ++end) {
    sign = sign || words[end].text.size() > 1;
    const bool known = words[end].text == "A" || words[end].text == "A+" ||
                       words[end].text == "A-" || words[end].text == "A−";
    if (!known) break;
  }
  return sign && end - at >= 2 ? Piece{at, end} : Piece{at, at};
}

/// A row of stars, with "4/5" behind it.
Piece stars(const std::vector<Word>& words, std::size_t at) {
  const std::string_view text = words[at].text;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    const std::string_view sign = text.substr(i, 3);
    if (sign != "★" && sign != "☆") return {at, at};
  }
  std::size_t end = at + 1;
  if (end < words.size() && words[end].text.find('/') != std::string::npos &&
      is_number(words[end])) {
    ++end;
  }
  return {at, end};
}

Piece note(const std::vector<Word>& words, std::size_t at) {
  if (at + kNote.size() > words.size()) return {at, at};
  for (std::size_t i = 0; i < kNote.size(); ++i) {
    if (words[at + i].fold != kNote[i]) return {at, at};
  }
  return {at, at + kNote.size()};
}

/// "Chia sẻ Facebook Zalo" before a text that begins with a capital: two networks at least.
Piece share_buttons(const std::vector<Word>& words) {
  std::size_t end = 0, networks = 0, behind = 0;
  for (; end < words.size(); ++end) {
    if (words[end].text.ends_with(',')) break;
    if (is_in(kNetworks, words[end].fold)) {
      ++networks;
      behind = end + 1;
    } else if (!words[end].fold.empty() && !is_in(kBesideNetworks, words[end].fold)) {
      break;
    }
  }
  // "In bài viết" may close the row; a text may begin with "In" too.
  if (end - behind == 3 && words[behind].fold == "in") behind = end;
  const bool text_follows = behind < words.size() && begins_with_capital(words[behind].text);
  return networks >= 2 && text_follows ? Piece{0, behind} : Piece{};
}

/// "Lượt xem: 12", "Số lượt truy cập: 56", with a colon where `colon`, from `at`.
Piece counter(const std::vector<Word>& words, std::size_t at, bool colon) {
  std::size_t i = at;
  if (i < words.size() && words[i].fold == "so") ++i;
  if (i >= words.size() || words[i].fold != "luot") return {at, at};
  ++i;
  if (i < words.size() && words[i].fold == "truy") ++i;
  if (i + 1 >= words.size() || !is_in(kCountedThings, words[i].fold)) return {at, at};
  const bool has_colon = words[i].text.ends_with(':');
  if ((colon && !has_colon) || !is_number(words[i + 1])) return {at, at};
  return {at, i + 2};
}

/// "1.234 lượt xem" from `at`.
Piece counted(const std::vector<Word>& words, std::size_t at) {
  if (at + 3 > words.size() || !is_number(words[at]) || words[at + 1].fold != "luot")
    return {at, at};
  const std::size_t thing = at + (words[at + 2].fold == "truy" ? 3 : 2);
  if (thing >= words.size() || !is_in(kCountedThings, words[thing].fold)) return {at, at};
  return {at, thing + 1};
}

/// What ends the line behind a sentence.
Piece counter_at_end(const std::vector<Word>& words) {
  for (std::size_t at = 1; at < words.size(); ++at) {
    if (!ends_sentence(words[at - 1])) continue;
    for (const Piece piece : {counter(words, at, false), counted(words, at)}) {
      if (!piece.empty() && piece.end == words.size()) return piece;
    }
  }
  return {};
}

void take_out(std::vector<Word>& words, Piece piece) {
  words.erase(words.begin() + std::ptrdiff_t(piece.begin),
              words.begin() + std::ptrdiff_t(piece.end));
}

}  // namespace

std::string folded(std::string_view line) {
  const std::string low = fold_for_search(line);
  std::string out;
  for (std::size_t i = 0; i < low.size();) {
    const std::size_t sign = sign_bytes(low, i);
    if (sign == 0) {
      out += low[i++];
      continue;
    }
    if (!out.empty() && out.back() != ' ') out += ' ';
    i += sign;
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string without_line_noise(std::string_view line) {
  std::vector<Word> words = words_of(line);
  const std::size_t before = words.size();
  for (std::size_t at = 0; at < words.size();) {
    Piece piece = letter_sizes(words, at);
    if (piece.empty()) piece = stars(words, at);
    if (piece.empty()) piece = note(words, at);
    if (piece.empty()) {
      ++at;
    } else {
      take_out(words, piece);
    }
  }
  take_out(words, share_buttons(words));
  while (true) {
    const Piece piece = counter(words, 0, true);
    if (piece.empty()) break;
    take_out(words, piece);
  }
  take_out(words, counter_at_end(words));
  if (words.size() == before) return std::string(line);
  std::string out;
  for (const Word& word : words) out.append(out.empty() ? "" : " ").append(word.text);
  return out;
}

}  // namespace bangtin
