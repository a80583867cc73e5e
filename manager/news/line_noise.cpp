#include "manager/news/line_noise.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "shared/base/ascii.h"
#include "shared/base/lists.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

struct Word {
  std::string_view gap;  ///< the blank before it: one that breaks or one that does not
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
  constexpr std::string_view kBlank = " ", kNbsp = "\xc2\xa0";
  std::vector<Word> words;
  std::string_view gap = kBlank;
  while (!line.empty()) {
    const std::size_t end = std::min({line.find(kBlank), line.find(kNbsp), line.size()});
    if (end > 0)
      words.push_back({gap, std::string(line.substr(0, end)), folded(line.substr(0, end))});
    line.remove_prefix(end);
    gap = line.starts_with(kNbsp) ? kNbsp : kBlank;
    line.remove_prefix(std::min(gap.size(), line.size()));
  }
  return words;
}

bool is_number(const Word& word) {
  return !word.fold.empty() && word.fold.find_first_not_of("0123456789 ") == std::string::npos;
}

bool ends_sentence(const Word& word) {
  return word.text.ends_with('.') || word.text.ends_with('!') || word.text.ends_with('?');
}

/// A text begins there, behind a bracket or quotes perhaps.
bool begins_text(std::string_view text) {
  for (const std::string_view open : {"(", "“", "\""}) {
    if (text.starts_with(open)) text.remove_prefix(open.size());
  }
  return begins_with_capital(text);
}

/// "A- A A+" in any order: all three, or two of them where the line begins. "Máu A+ A- O+" is none.
Piece letter_sizes(const std::vector<Word>& words, std::size_t at) {
  bool smaller = false, same = false, larger = false;
  std::size_t end = at;
  for (; end < words.size(); ++end) {
    const std::string& text = words[end].text;
    bool& seen = text == "A" ? same : text == "A+" ? larger : smaller;
    if (seen || (text != "A" && text != "A+" && text != "A-" && text != "A−")) break;
    seen = true;
  }
  const bool all = smaller && same && larger;
  const bool two = at == 0 && end == 2 && (smaller || larger);
  return all || two ? Piece{at, end} : Piece{at, at};
}

/// "4/5", "4.5/5".
bool is_rating(std::string_view text) {
  if (!text.ends_with("/5")) return false;
  text.remove_suffix(2);
  return (text.size() == 1 ||
          (text.size() == 3 && (text[1] == '.' || text[1] == ',') && ascii::is_digit(text[2]))) &&
         text[0] >= '0' && text[0] <= '5';
}

/// A row of five stars with "4/5" behind it, apart from the sentences: stars of a product, of an
/// inn or before a date are words of theirs.
Piece stars(const std::vector<Word>& words, std::size_t at) {
  constexpr std::size_t kRowBytes = 5 * 3;
  const std::string_view text = words[at].text;
  if (text.size() != kRowBytes) return {at, at};
  for (std::size_t i = 0; i < text.size(); i += 3) {
    if (text.substr(i, 3) != "★" && text.substr(i, 3) != "☆") return {at, at};
  }
  const bool rated = at + 1 < words.size() && is_rating(words[at + 1].text);
  const std::size_t end = at + (rated ? 2 : 1);
  const bool apart = at == 0 || end == words.size() || ends_sentence(words[at - 1]);
  return apart ? Piece{at, end} : Piece{at, at};
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
    if (is_one_of(kNetworks, words[end].fold)) {
      ++networks;
      behind = end + 1;
    } else if (!words[end].fold.empty() && !is_one_of(kBesideNetworks, words[end].fold)) {
      break;
    }
  }
  // "In bài viết" may close the row; a text may begin with "In" too.
  if (end - behind == 3 && words[behind].fold == "in") behind = end;
  const bool text_follows = behind < words.size() && begins_text(words[behind].text);
  return networks >= 2 && text_follows ? Piece{0, behind} : Piece{};
}

/// Behind "lượt xem", "lượt đọc" or "lượt truy cập" from `at`; `at` where none stands.
std::size_t behind_views(const std::vector<Word>& words, std::size_t at) {
  const auto is = [&](std::size_t i, std::string_view fold) {
    return i < words.size() && words[i].fold == fold;
  };
  if (!is(at, "luot")) return at;
  if (is(at + 1, "xem") || is(at + 1, "doc")) return at + 2;
  return is(at + 1, "truy") && is(at + 2, "cap") ? at + 3 : at;
}

/// "Lượt xem: 12", "Số lượt truy cập 56" from `at`.
Piece counter(const std::vector<Word>& words, std::size_t at) {
  const std::size_t first = at < words.size() && words[at].fold == "so" ? at + 1 : at;
  const std::size_t end = behind_views(words, first);
  return end > first && end < words.size() && is_number(words[end]) ? Piece{at, end + 1}
                                                                    : Piece{at, at};
}

/// "1.234 lượt xem" from `at`.
Piece counted(const std::vector<Word>& words, std::size_t at) {
  if (at >= words.size() || !is_number(words[at])) return {at, at};
  const std::size_t end = behind_views(words, at + 1);
  return end > at + 1 ? Piece{at, end} : Piece{at, at};
}

/// "Lượt xem: 12" before a text that begins with a capital.
Piece counter_at_begin(const std::vector<Word>& words) {
  const Piece piece = counter(words, 0);
  if (piece.empty() || !words[piece.end - 2].text.ends_with(':')) return {};
  const bool text_follows = piece.end == words.size() || begins_text(words[piece.end].text);
  return text_follows ? piece : Piece{};
}

/// What ends the line behind a sentence and is none itself.
Piece counter_at_end(const std::vector<Word>& words) {
  if (words.empty() || ends_sentence(words.back())) return {};
  for (std::size_t at = 1; at < words.size(); ++at) {
    if (!ends_sentence(words[at - 1])) continue;
    for (const Piece piece : {counter(words, at), counted(words, at)}) {
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
    const Piece piece = counter_at_begin(words);
    if (piece.empty()) break;
    take_out(words, piece);
  }
  take_out(words, counter_at_end(words));
  if (words.size() == before) return std::string(line);
  std::string out;
  for (const Word& word : words) out.append(out.empty() ? "" : word.gap).append(word.text);
  return out;
}

}  // namespace bangtin
