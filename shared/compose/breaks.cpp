#include "shared/compose/breaks.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "shared/base/ascii.h"
#include "shared/base/check.h"

namespace bangtin {
namespace {

/// A run without spaces, as bytes of the paragraph.
struct Token {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Longer runs with digits are links or columns of numbers: those may break as Unicode says.
constexpr std::size_t kKeptTokenBytesMax = 40;

// What stands behind a number and belongs to it.
constexpr std::array kUnits = {
    "kg",   "g",  "mg",   "tấn",  "tạ",  "yến",   "lít",   "l",     "ml",    "m",    "km",
    "cm",   "mm", "m²",   "m2",   "m³",  "m3",    "km2",   "km²",   "ha",    "sào",  "mẫu",
    "°c",   "°",  "độ",   "%",    "giờ", "phút",  "giây",  "tiếng", "tháng", "năm",  "tuổi",
    "đồng", "đ",  "vnđ",  "tỷ",   "tỉ",  "triệu", "nghìn", "ngàn",  "trăm",  "kw",   "kwh",
    "mw",   "hộ", "suất", "km/h", "m/s", "người", "lượt",  "ngày",  "tuần",  "buổi", "mm/h"};
// What stands before a number and belongs to it.
constexpr std::array kLabels = {"ngày", "tháng", "năm", "số",  "điều", "khoản", "điểm", "ấp",
                                "thôn", "tổ",    "khu", "quý", "lúc",  "km",    "đt",   "trang",
                                "khóa", "khoá",  "kỳ",  "lớp", "tầng", "mức",   "cấp"};
// Behind a number these also begin what follows: "24 | tháng 11 | năm 2026".
constexpr std::array kDateWords = {"ngày", "tháng", "năm"};
constexpr std::array kMultipliers = {"tỷ", "tỉ", "triệu", "nghìn", "ngàn", "trăm"};
constexpr std::array kClockWords = {"giờ", "phút"};
constexpr std::array kAddresses = {"ông", "bà",  "anh", "chị", "cô",  "chú",
                                   "bác", "đ/c", "gs.", "ts.", "bs.", "ths."};
constexpr std::array kDashes = {"-", "–", "—", "•", "+", "*"};

template <std::size_t N>
bool is_one_of(const std::array<const char*, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), ascii::is_digit);
}

char32_t first_character(std::string_view text) {
  std::int32_t position = 0;
  UChar32 character = 0;
  U8_NEXT_OR_FFFD(text.data(), position, std::int32_t(text.size()), character);
  return char32_t(character);
}

std::string to_case(std::string_view text, bool upper) {
  std::string result;
  for (std::int32_t position = 0; position < std::int32_t(text.size());) {
    UChar32 character = 0;
    U8_NEXT_OR_FFFD(text.data(), position, std::int32_t(text.size()), character);
    character = upper ? u_toupper(character) : u_tolower(character);
    std::array<char, U8_MAX_LENGTH> bytes{};
    std::int32_t length = 0;
    UBool failed = false;
    U8_APPEND(bytes.data(), length, U8_MAX_LENGTH, character, failed);
    if (!failed) result.append(bytes.data(), std::size_t(length));
  }
  return result;
}

/// The token without the punctuation behind it, in lower case.
std::string bare(std::string_view token) {
  while (!token.empty() && std::string_view(",.;:!?)\"").find(token.back()) != token.npos) {
    token.remove_suffix(1);
  }
  return to_case(token, false);
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = text.find_first_not_of(' ', i);
    if (begin == text.npos) break;
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    tokens.push_back({begin, end});
    i = end;
  }
  return tokens;
}

/// "NĐ-CP", "QĐ-UBND": capitals joined by a hyphen.
bool is_acronym(std::string_view token) {
  bool hyphen = false;
  for (std::int32_t position = 0; position < std::int32_t(token.size());) {
    UChar32 character = 0;
    U8_NEXT_OR_FFFD(token.data(), position, std::int32_t(token.size()), character);
    if (u_islower(character)) return false;
    hyphen = hyphen || character == '-';
  }
  return hyphen;
}

/// The words around one space, for the rules.
struct Neighbours {
  std::string before_last;  ///< in lower case, as are the next two
  std::string last;
  std::string next;
  std::string after_next;
  std::string_view next_as_written;
  bool at_begin = false;  ///< `last` opens the paragraph
};

bool belong_together(const Neighbours& around) {
  const auto is_number = [](const std::string& word) {
    return !word.empty() && ascii::is_digit(word[0]);
  };
  if (is_number(around.last) && is_one_of(kUnits, around.next)) {
    return !(is_one_of(kDateWords, around.next) && is_number(around.after_next));
  }
  if (is_number(around.next)) {
    if (is_one_of(kClockWords, around.last) && is_number(around.before_last)) return true;
    if (is_one_of(kLabels, around.last)) return true;
  }
  if (is_one_of(kMultipliers, around.last) && is_number(around.before_last)) {
    return is_one_of(kUnits, around.next);
  }
  if (is_one_of(kAddresses, around.last)) {
    return u_isupper(UChar32(first_character(around.next_as_written)));
  }
  if (is_one_of(kDashes, around.next)) return true;
  return around.at_begin && is_one_of(kDashes, around.last);
}

void relax(std::vector<BreakClass>& classes, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (classes[i] == BreakClass::Line) classes[i] = BreakClass::Relaxed;
  }
}

void keep_together(std::string_view text, std::vector<BreakClass>& classes) {
  const std::vector<Token> tokens = tokens_of(text);
  const auto word = [&](std::size_t i) {
    return i < tokens.size() ? text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin)
                             : std::string_view();
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view token = word(i);
    if (token.size() <= kKeptTokenBytesMax && (has_digit(token) || is_acronym(token))) {
      relax(classes, tokens[i].begin + 1, tokens[i].end);
    }
    if (i + 1 >= tokens.size()) break;
    Neighbours around;
    // A comma or full stop behind a word ends what belongs to it: hence `last` keeps it.
    around.last = token.size() <= kKeptTokenBytesMax ? to_case(token, false) : "";
    around.next = bare(word(i + 1).substr(0, kKeptTokenBytesMax));
    around.after_next = bare(word(i + 2).substr(0, kKeptTokenBytesMax));
    around.before_last = i > 0 ? bare(word(i - 1).substr(0, kKeptTokenBytesMax)) : "";
    around.next_as_written = word(i + 1);
    around.at_begin = i == 0;
    const bool stopped = token.back() == '.' && !is_one_of(kAddresses, around.last);
    const bool ended = stopped || std::string_view(",;:!?)").find(token.back()) != token.npos;
    if (!ended && belong_together(around)) {
      relax(classes, tokens[i].end, tokens[i + 1].begin + 1);
    }
  }
}

}  // namespace

struct LineBreaker::Iterators {
  Iterators() = default;
  Iterators(const Iterators&) = delete;
  Iterators& operator=(const Iterators&) = delete;
  ~Iterators() {
    ubrk_close(lines);
    ubrk_close(characters);
  }
  UBreakIterator* lines = nullptr;
  UBreakIterator* characters = nullptr;
};

Result<std::unique_ptr<LineBreaker>> LineBreaker::open() {
  auto iterators = std::make_unique<Iterators>();
  UErrorCode error = U_ZERO_ERROR;
  iterators->lines = ubrk_open(UBRK_LINE, "vi", nullptr, 0, &error);
  iterators->characters = ubrk_open(UBRK_CHARACTER, "vi", nullptr, 0, &error);
  if (U_FAILURE(error)) {
    return Error{Code::Unavailable, std::string("ICU cannot break lines: ") + u_errorName(error),
                 ""};
  }
  return std::unique_ptr<LineBreaker>(new LineBreaker(std::move(iterators)));
}

LineBreaker::LineBreaker(std::unique_ptr<Iterators> iterators) : iterators_(std::move(iterators)) {}
LineBreaker::~LineBreaker() = default;

std::vector<BreakClass> LineBreaker::classes(std::string_view paragraph) {
  std::vector<BreakClass> result(paragraph.size(), BreakClass::None);
  UErrorCode error = U_ZERO_ERROR;
  UText* text = utext_openUTF8(nullptr, paragraph.data(), std::int64_t(paragraph.size()), &error);
  const auto mark = [&](UBreakIterator* iterator, BreakClass kind) {
    ubrk_setUText(iterator, text, &error);
    for (std::int32_t at = ubrk_first(iterator); U_SUCCESS(error) && at != UBRK_DONE;
         at = ubrk_next(iterator)) {
      if (at > 0 && std::size_t(at) < result.size()) result[std::size_t(at)] = kind;
    }
  };
  mark(iterators_->characters, BreakClass::Grapheme);
  mark(iterators_->lines, BreakClass::Line);
  utext_close(text);
  keep_together(paragraph, result);
  return result;
}

namespace {

/// One iterator a thread and unit: opening one costs more than a step.
UBreakIterator* steps_of(TextUnit unit) {
  const auto close = [](UBreakIterator* iterator) { ubrk_close(iterator); };
  using Owned = std::unique_ptr<UBreakIterator, decltype(close)>;
  const auto open = [&](UBreakIteratorType type) {
    UErrorCode error = U_ZERO_ERROR;
    UBreakIterator* iterator = ubrk_open(type, "vi", nullptr, 0, &error);
    CHECK(U_SUCCESS(error));  // LineBreaker::open has found the data.
    return Owned(iterator, close);
  };
  thread_local const Owned characters = open(UBRK_CHARACTER);
  thread_local const Owned words = open(UBRK_WORD);
  return unit == TextUnit::Word ? words.get() : characters.get();
}

/// Unicode's characters end behind a Khmer coeng, but it makes one with the consonant behind it.
bool inside_khmer(std::string_view text, std::size_t byte) {
  constexpr std::string_view kCoeng = "\u17D2";
  if (byte >= text.size() || !text.substr(0, byte).ends_with(kCoeng)) return false;
  const char32_t next = first_character(text.substr(byte));
  return next >= 0x1780 && next <= 0x17B3;
}

template <class Look>
std::size_t with_steps(std::string_view text, TextUnit unit, Look look) {
  UErrorCode error = U_ZERO_ERROR;
  UText* opened = utext_openUTF8(nullptr, text.data(), std::int64_t(text.size()), &error);
  UBreakIterator* steps = steps_of(unit);
  ubrk_setUText(steps, opened, &error);
  CHECK(U_SUCCESS(error));
  const std::size_t found = look(steps);
  utext_close(opened);
  return found;
}

}  // namespace

std::size_t boundary_after(std::string_view text, std::size_t byte, TextUnit unit) {
  if (byte >= text.size()) return text.size();
  return with_steps(text, unit, [&](UBreakIterator* steps) {
    std::int32_t at = ubrk_following(steps, std::int32_t(byte));
    while (at != UBRK_DONE && inside_khmer(text, std::size_t(at))) at = ubrk_next(steps);
    return at == UBRK_DONE ? text.size() : std::size_t(at);
  });
}

std::size_t boundary_before(std::string_view text, std::size_t byte, TextUnit unit) {
  byte = std::min(byte, text.size());
  if (byte == 0) return 0;
  return with_steps(text, unit, [&](UBreakIterator* steps) {
    std::int32_t at = ubrk_preceding(steps, std::int32_t(byte));
    while (at != UBRK_DONE && inside_khmer(text, std::size_t(at))) at = ubrk_previous(steps);
    return at == UBRK_DONE ? std::size_t(0) : std::size_t(at);
  });
}

bool is_boundary(std::string_view text, std::size_t byte) {
  if (byte == 0 || byte >= text.size()) return byte <= text.size();
  if (inside_khmer(text, byte)) return false;
  return with_steps(text, TextUnit::Character, [&](UBreakIterator* steps) {
           return std::size_t(ubrk_isBoundary(steps, std::int32_t(byte)));
         }) != 0;
}

std::string to_upper(std::string_view text) { return to_case(text, true); }

}  // namespace bangtin
