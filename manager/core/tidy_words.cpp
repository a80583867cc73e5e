#include "manager/core/tidy_words.h"

#include <algorithm>

#include "shared/base/ascii.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

/// Fewer letters than these may be an abbreviation and a number.
constexpr std::size_t kLettersMin = 8;

constexpr std::string_view kNbsp = "\u00a0";

/// [begin, end) of a word in its text.
struct WordPlace {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
};

/// How many bytes at `at` stand between words: ASCII that is no letter or digit, NBSP, and the
/// quotation marks, dashes and dots of U+2000 to U+203F.
std::size_t between_words(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return ascii::is_letter(text[at]) || ascii::is_digit(text[at]) ? 0 : 1;
  if (text.substr(at).starts_with(kNbsp)) return kNbsp.size();
  return text.substr(at).starts_with("\xe2\x80") ? 3 : 0;
}

std::vector<WordPlace> word_places(std::string_view text) {
  std::vector<WordPlace> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t gap = between_words(text, at);
    if (gap > 0) {
      at += gap;
      continue;
    }
    WordPlace word{at, at};
    while (word.end < text.size() && between_words(text, word.end) == 0) ++word.end;
    words.push_back(word);
    at = word.end;
  }
  return words;
}

/// Whether a vowel and what may follow it stand here, of letters without marks.
bool is_rhyme(std::string_view rest) {
  constexpr std::string_view kVowels = "aeiouy";
  constexpr std::string_view kEnds[] = {"", "c", "ch", "m", "n", "ng", "nh", "p", "t"};
  constexpr std::size_t kVowelsMax = 3;
  const std::size_t vowels = std::min(rest.find_first_not_of(kVowels), rest.size());
  if (vowels == 0 || vowels > kVowelsMax) return false;
  const bool twice = std::adjacent_find(rest.begin(), rest.begin() + std::ptrdiff_t(vowels)) !=
                     rest.begin() + std::ptrdiff_t(vowels);
  return !twice && std::ranges::find(kEnds, rest.substr(vowels)) != std::end(kEnds);
}

/// By its letters alone: those that begin and end a Vietnamese syllable.
bool is_syllable(std::string_view word) {
  constexpr std::string_view kBegins[] = {"",   "b",  "c", "ch", "d", "g",  "gh",  "gi", "h",
                                          "k",  "kh", "l", "m",  "n", "ng", "ngh", "nh", "p",
                                          "ph", "qu", "r", "s",  "t", "th", "tr",  "v",  "x"};
  const std::string plain = fold_for_search(word);
  return std::ranges::any_of(kBegins, [&](std::string_view begin) {
    return plain.starts_with(begin) && is_rhyme(std::string_view(plain).substr(begin.size()));
  });
}

bool has_digit(std::string_view word) { return std::ranges::any_of(word, ascii::is_digit); }

bool ends_sentence(std::string_view between) {
  return between.find('\n') != between.npos ||
         (between.find_first_of(".!?") != between.npos && between.find(' ') != between.npos);
}

/// Names of a text that is written as usual: words with capitals beside each other. What begins it
/// begins with a capital anyway.
std::vector<std::string> names_in(std::string_view text) {
  const std::vector<WordPlace> words = word_places(text);
  const auto word = [&](std::size_t i) { return words[i].in(text); };
  const auto is_name = [&](std::size_t i) {
    return begins_with_capital(word(i)) && letter_sizes(word(i)).small > 0;
  };
  const auto beside = [&](std::size_t i) {
    return text.substr(words[i].end, words[i + 1].begin - words[i].end) == " ";
  };
  std::vector<std::string> names;
  for (std::size_t i = 0; i < words.size();) {
    if (!is_name(i)) {
      ++i;
      continue;
    }
    std::size_t last = i;
    while (last + 1 < words.size() && beside(last) && is_name(last + 1)) ++last;
    const std::size_t first = i == 0 && last >= 2 ? 1 : i;
    if (last > 0)
      names.emplace_back(text.substr(words[first].begin, words[last].end - words[first].begin));
    i = last + 1;
  }
  return names;
}

/// Where the name stands in `text` as words of its own it is written as it is.
void write_name(std::string& text, const std::string& name) {
  const std::string small = in_small_letters(name);
  for (std::size_t at = text.find(small); at != text.npos; at = text.find(small, at + 1)) {
    const std::size_t end = at + small.size();
    const std::vector<WordPlace> words = word_places(text);
    const bool begins = std::ranges::find(words, at, &WordPlace::begin) != words.end();
    const bool ends = std::ranges::find(words, end, &WordPlace::end) != words.end();
    if (begins && ends) text.replace(at, small.size(), name);
  }
}

}  // namespace

bool is_all_capitals(std::string_view text) {
  const LetterSizes sizes = letter_sizes(text);
  if (sizes.small > 0 || sizes.capital < kLettersMin) return false;
  const auto words = word_places(text);
  const auto syllables = std::ranges::count_if(
      words, [&](const WordPlace& place) { return is_syllable(place.in(text)); });
  return syllables > 1;
}

std::string in_sentence_case(std::string_view text, const std::vector<std::string>& names) {
  const std::string whole = to_nfc(text);
  std::string out;
  std::size_t done = 0;
  std::vector<std::size_t> begins;  // of sentences, in `out`
  for (const WordPlace& place : word_places(whole)) {
    const std::string_view between = std::string_view(whole).substr(done, place.begin - done);
    const std::string_view word = place.in(whole);
    out += between;
    if (done == 0 || ends_sentence(between)) begins.push_back(out.size());
    const bool stays = has_digit(word) || word == "I" || !is_syllable(word);
    out += stays ? std::string(word) : in_small_letters(word);
    done = place.end;
  }
  out += std::string_view(whole).substr(done);
  for (const std::string& known : names) {
    for (const std::string& name : names_in(to_nfc(known))) write_name(out, name);
  }
  // From behind: a capital may be longer than its letter.
  for (auto begin = begins.rbegin(); begin != begins.rend(); ++begin) {
    out = out.substr(0, *begin) + with_capital(std::string_view(out).substr(*begin));
  }
  return out;
}

std::string with_single_spaces(std::string_view text) {
  constexpr std::string_view kMarks = ",.;:!?";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t spaces = at;
    std::size_t count = 0;
    for (;; ++count) {
      if (text.substr(spaces).starts_with(kNbsp)) {
        spaces += kNbsp.size();
      } else if (spaces < text.size() && text[spaces] == ' ') {
        ++spaces;
      } else {
        break;
      }
    }
    if (count == 0) {
      const bool blank_again = text[at] == '\n' && out.ends_with("\n\n");
      if (!blank_again) out += text[at];
      ++at;
      continue;
    }
    // "abc , def", but not ".5" and not " ..." alone.
    const bool marked = spaces < text.size() && kMarks.find(text[spaces]) != kMarks.npos;
    const bool mark_ends = marked && (spaces + 1 == text.size() || text[spaces + 1] == ' ' ||
                                      text[spaces + 1] == '\n');
    const bool beside_words = !out.empty() && out.back() != '\n';
    if (!(mark_ends && beside_words)) {
      out += count == 1 ? text.substr(at, spaces - at) : std::string_view(" ");
    }
    at = spaces;
  }
  return out;
}

std::string masked(const PersonalData& data) {
  std::string text = data.text;
  if (data.kind != PersonalData::Kind::BirthDate) {
    std::ptrdiff_t left = std::ranges::count_if(text, ascii::is_digit) - 3;
    for (char& c : text) {
      if (ascii::is_digit(c) && left-- > 0) c = 'x';
    }
    return text;
  }
  // The year stays where day and month go.
  const std::ptrdiff_t digits = std::ranges::count_if(text, ascii::is_digit);
  for (auto at = text.begin(); at != text.end();) {
    const auto begin = std::find_if(at, text.end(), ascii::is_digit);
    at = std::find_if_not(begin, text.end(), ascii::is_digit);
    const bool year = at - begin == 4 && digits > 4;
    if (!year) std::fill(begin, at, 'x');
  }
  return text;
}

}  // namespace bangtin
