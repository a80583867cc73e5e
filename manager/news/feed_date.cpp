#include "manager/news/feed_date.h"

#include <array>
#include <string>
#include <vector>

#include "shared/base/ascii.h"
#include "shared/base/limits.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

constexpr std::size_t kTokensMax = 48;
constexpr int kYearMin = 1970;
constexpr int kYearMax = 2199;

struct Token {
  enum class Kind { Number, Word, Sign, Used };
  Kind kind = Kind::Sign;
  int value = 0;             ///< of a number
  std::size_t digits = 0;    ///< of a number
  std::string text;          ///< of a word, small letters without marks; of a sign
  bool after_space = false;  ///< white space stood before it
};

bool is_date_letter(char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; }

/// Numbers, words and signs; none when there are too many or a number is too long.
std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == ' ' || text[i] == '\n' || text.substr(i).starts_with("\xc2\xa0")) {
      i += text[i] == '\xc2' ? 2 : 1;
      space = true;
      continue;
    }
    Token token;
    token.after_space = space;
    space = false;
    std::size_t end = i + 1;
    if (ascii::is_digit(text[i])) {
      while (end < text.size() && ascii::is_digit(text[end])) ++end;
      token.kind = Token::Kind::Number;
      token.digits = end - i;
      if (token.digits > 9) return {};
      token.value = std::stoi(std::string(text.substr(i, end - i)));
    } else if (is_date_letter(text[i])) {
      while (end < text.size() && is_date_letter(text[end])) ++end;
      token.kind = Token::Kind::Word;
    }
    token.text = text.substr(i, end - i);
    tokens.push_back(std::move(token));
    if (tokens.size() > kTokensMax) return {};
    i = end;
  }
  return tokens;
}

struct NamedNumber {
  std::string_view name;
  int number = 0;
};

constexpr std::array<NamedNumber, 25> kMonths{{
    {"jan", 1},   {"january", 1},   {"feb", 2},       {"february", 2},  {"mar", 3},
    {"march", 3}, {"apr", 4},       {"april", 4},     {"may", 5},       {"jun", 6},
    {"june", 6},  {"jul", 7},       {"july", 7},      {"aug", 8},       {"august", 8},
    {"sep", 9},   {"sept", 9},      {"september", 9}, {"oct", 10},      {"october", 10},
    {"nov", 11},  {"november", 11}, {"dec", 12},      {"december", 12}, {"gieng", 1},
}};
constexpr std::array<NamedNumber, 10> kVietnameseNumbers{{
    {"mot", 1},
    {"hai", 2},
    {"ba", 3},
    {"tu", 4},
    {"nam", 5},
    {"sau", 6},
    {"bay", 7},
    {"tam", 8},
    {"chin", 9},
    {"muoi", 10},
}};
/// Hours east of Greenwich. Source: RFC 822 5.1; Vietnam's own is ICT.
constexpr std::array<NamedNumber, 14> kZones{{
    {"z", 0},
    {"ut", 0},
    {"utc", 0},
    {"gmt", 0},
    {"ict", 7},
    {"est", -5},
    {"edt", -4},
    {"cst", -6},
    {"cdt", -5},
    {"mst", -7},
    {"mdt", -6},
    {"pst", -8},
    {"pdt", -7},
    {"jst", 9},
}};

template <std::size_t N>
std::optional<int> number_of(const std::array<NamedNumber, N>& table, std::string_view name) {
  for (const NamedNumber& row : table) {
    if (row.name == name) return row.number;
  }
  return std::nullopt;
}

/// Takes one text apart: first the time, then the zone, then the date of what is left.
class DateReader {
 public:
  explicit DateReader(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  std::optional<Instant> read(int utc_offset_minutes) {
    if (tokens_.empty() || is_lunar()) return std::nullopt;
    drop_weekday_numbers();
    take_time();
    if (!take_zone() || !take_date() || left_over_number()) return std::nullopt;
    const auto day = std::chrono::year(year_) / std::chrono::month(unsigned(month_)) /
                     std::chrono::day(unsigned(day_));
    if (year_ < kYearMin || year_ > kYearMax || !day.ok()) return std::nullopt;
    if (hour_ > 23 || minute_ > 59 || second_ > 60) return std::nullopt;
    const int east = zone_minutes_.value_or(utc_offset_minutes);
    return Instant(std::chrono::sys_days(day)) + std::chrono::hours(hour_) +
           std::chrono::minutes(minute_ - east) + Seconds(std::min(second_, 59)) + Millis(millis_);
  }

 private:
  using Kind = Token::Kind;

  bool is_number(std::size_t i, std::size_t digits_max = 2) const {
    return i < tokens_.size() && tokens_[i].kind == Kind::Number && tokens_[i].digits <= digits_max;
  }
  bool is_year(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == Kind::Number && tokens_[i].digits == 4;
  }
  bool is_text(std::size_t i, std::string_view text) const {
    return i < tokens_.size() && tokens_[i].kind != Kind::Used && tokens_[i].text == text;
  }
  bool is_word(std::size_t i) const { return i < tokens_.size() && tokens_[i].kind == Kind::Word; }
  bool is_separator(std::size_t i) const {
    return is_text(i, "/") || is_text(i, "-") || is_text(i, ".");
  }
  void use(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && i < tokens_.size(); ++i) tokens_[i].kind = Kind::Used;
  }

  bool is_lunar() const {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (is_text(i, "al") || (is_text(i, "am") && is_text(i + 1, "lich"))) return true;
    }
    return false;
  }

  /// "thứ 3", "T3": the number is no part of the date.
  void drop_weekday_numbers() {
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      const bool day = is_text(i, "thu") || (is_text(i, "t") && !(i > 0 && is_number(i - 1)));
      if (day && is_number(i + 1, 1) && !is_text(i + 2, ":")) use(i, i + 2);
    }
  }

  /// "05:06", "05:06:07.890", "5h06", "5 giờ 06 phút", with SA, CH, AM, PM.
  void take_time() {
    for (std::size_t i = 0; i + 2 < tokens_.size(); ++i) {
      const bool colon = is_text(i + 1, ":");
      const bool spelled = is_text(i + 1, "h") || is_text(i + 1, "g") || is_text(i + 1, "gio");
      if (!is_number(i) || (!colon && !spelled) || !is_number(i + 2)) continue;
      hour_ = tokens_[i].value;
      minute_ = tokens_[i + 2].value;
      std::size_t end = i + 3;
      if (is_text(end, ":") && is_number(end + 1)) {
        second_ = tokens_[end + 1].value;
        end += 2;
        if ((is_text(end, ".") || is_text(end, ",")) && is_number(end + 1, 9) &&
            !tokens_[end + 1].after_space) {
          millis_ = thousandths(tokens_[end + 1]);
          end += 2;
        }
      }
      if (is_text(end, "p") || is_text(end, "phut")) ++end;
      end = take_half_of_day(end);
      use(i, end);
      take_zone_after(end);
      return;
    }
  }

  static int thousandths(const Token& fraction) {
    std::string digits = fraction.text.substr(0, 3);
    digits.resize(3, '0');
    return std::stoi(digits);
  }

  std::size_t take_half_of_day(std::size_t i) {
    const bool before_noon = is_text(i, "am") || is_text(i, "sa");
    const bool after_noon = is_text(i, "pm") || is_text(i, "ch");
    if (!before_noon && !after_noon) return i;
    english_ = is_text(i, "am") || is_text(i, "pm");
    if (hour_ < 1 || hour_ > 12) hour_ = after_noon && hour_ <= 23 ? hour_ : 24;
    if (before_noon && hour_ == 12) hour_ = 0;
    if (after_noon && hour_ < 12) hour_ += 12;
    return i + 1;
  }

  /// "+0700", "-05:00", "+7" right behind a time.
  void take_zone_after(std::size_t i) {
    if (is_text(i, "+") || is_text(i, "-")) {
      const bool more = !tokens_[i].after_space || is_text(i, "+") || is_number_of(i + 1, 4);
      if (more) take_offset(i);
    }
  }
  bool is_number_of(std::size_t i, std::size_t digits) const {
    return is_number(i, digits) && tokens_[i].digits == digits;
  }

  bool take_offset(std::size_t sign) {
    const std::size_t at = sign + 1;
    if (!is_number(at, 4) || tokens_[at].after_space) return false;
    const int value = tokens_[at].value;
    int minutes = value * 60;
    std::size_t end = at + 1;
    if (tokens_[at].digits >= 3) {
      minutes = value / 100 * 60 + value % 100;
    } else if (is_text(end, ":") && is_number(end + 1)) {
      minutes += tokens_[end + 1].value;
      end += 2;
    }
    if (minutes > 14 * 60) return false;
    zone_minutes_ = is_text(sign, "-") ? -minutes : minutes;
    use(sign, end);
    return true;
  }

  /// A zone by name, wherever it stands. False when it cannot be understood.
  bool take_zone() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!is_word(i)) continue;
      const auto hours = number_of(kZones, tokens_[i].text);
      if (!hours) {
        if (unknown_zone(i)) return false;
        continue;
      }
      // "(ICT)" behind "+0700" says the same again.
      if (!zone_minutes_) zone_minutes_ = *hours * 60;
      use(i, i + 1);
      if (*hours == 0 && (is_text(i + 1, "+") || is_text(i + 1, "-"))) return take_offset(i + 1);
    }
    return true;
  }

  /// Three or four letters that end a text right behind its time are a zone that we do not know.
  bool unknown_zone(std::size_t i) const {
    const std::string& text = tokens_[i].text;
    return !zone_minutes_ && i + 1 == tokens_.size() && i >= 3 && text.size() >= 3 &&
           text.size() <= 4 && text.back() == 't' && tokens_[i - 1].kind == Kind::Used &&
           !number_of(kMonths, text);
  }

  bool take_date() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (take_numbers(i) || take_month_name(i) || take_vietnamese(i)) return true;
    }
    return false;
  }

  void found(std::size_t begin, std::size_t end, int year, int month, int day) {
    use(begin, end);
    year_ = year;
    month_ = month;
    day_ = day;
  }

  /// "2026-11-22", "22/11/2026".
  bool take_numbers(std::size_t i) {
    if (!is_separator(i + 1) || !is_text(i + 3, tokens_[i + 1].text)) return false;
    if (!is_number(i + 2)) return false;
    const int middle = tokens_[i + 2].value;
    if (is_year(i) && is_number(i + 4)) {
      found(i, i + 5, tokens_[i].value, middle, tokens_[i + 4].value);
      if (is_text(i + 5, "t")) use(i + 5, i + 6);
      return true;
    }
    if (!is_number(i) || !is_year(i + 4)) return false;
    const int first = tokens_[i].value;
    if (english_ && is_text(i + 1, "/")) {
      // An American clock: the month may stand first.
      if (first <= 12 && middle <= 12 && first != middle) return false;
      const bool month_first = middle > 12;
      found(i, i + 5, tokens_[i + 4].value, month_first ? first : middle,
            month_first ? middle : first);
      return true;
    }
    found(i, i + 5, tokens_[i + 4].value, middle, first);
    return true;
  }

  /// "22 Nov 2026", "22-Nov-26", "November 22, 2026". Two digits mean 2000-2049, or 1950-1999.
  bool take_month_name(std::size_t i) {
    const bool day_first = is_number(i);
    std::size_t at = i;
    const auto pass = [&](std::string_view sign) {
      if (is_text(at, sign)) ++at;
    };
    if (day_first) {
      ++at;
      pass("-");
      if (is_text(at, "th") || is_text(at, "st") || is_text(at, "nd")) ++at;
    }
    if (!is_word(at)) return false;
    const auto month = number_of(kMonths, tokens_[at].text);
    if (!month) return false;
    ++at;
    pass(".");
    pass("-");
    std::size_t day = i;
    if (!day_first) {
      if (!is_number(at)) return false;
      day = at++;
    }
    pass(",");
    const bool short_year = day_first && is_number_of(at, 2);
    if (!is_year(at) && !short_year) return false;
    int year = tokens_[at].value;
    if (short_year) year += year < 50 ? 2000 : 1900;
    found(i, at + 1, year, *month, tokens_[day].value);
    return true;
  }

  /// "ngày 22 tháng 11 năm 2026", "22 Tháng Mười Một, 2026", "22 Thg 11 2026".
  bool take_vietnamese(std::size_t i) {
    if (!is_number(i)) return false;
    std::size_t at = i + 1;
    if (is_text(at, ",")) ++at;
    if (!is_text(at, "thang") && !is_text(at, "thg") && !is_text(at, "th")) return false;
    ++at;
    int month = 0;
    if (is_number(at)) {
      month = tokens_[at++].value;
    } else {
      const auto named =
          is_word(at) ? number_of(kVietnameseNumbers, tokens_[at].text) : std::nullopt;
      if (!named) return false;
      month = *named;
      ++at;
      if (month == 10 && is_text(at, "mot")) {
        month = 11;
        ++at;
      } else if (month == 10 && is_text(at, "hai")) {
        month = 12;
        ++at;
      }
    }
    if (is_text(at, ",")) ++at;
    if (is_text(at, "nam")) ++at;
    if (!is_year(at)) return false;
    found(i, at + 1, tokens_[at].value, month, tokens_[i].value);
    return true;
  }

  bool left_over_number() const {
    for (const Token& token : tokens_) {
      if (token.kind == Kind::Number) return true;
    }
    return false;
  }

  std::vector<Token> tokens_;
  int year_ = 0, month_ = 0, day_ = 0;
  int hour_ = 0, minute_ = 0, second_ = 0, millis_ = 0;
  bool english_ = false;
  std::optional<int> zone_minutes_;
};

}  // namespace

std::optional<Instant> read_date(std::string_view text, int utc_offset_minutes) {
  if (text.size() > limits::kFeedDateBytesMax) return std::nullopt;
  return DateReader(tokens_of(fold_for_search(text))).read(utc_offset_minutes);
}

}  // namespace bangtin
