#include "manager/news/article_date.h"

#include <algorithm>
#include <array>
#include <vector>

#include "manager/news/feed_date.h"
#include "manager/news/line_noise.h"
#include "shared/base/ascii.h"
#include "shared/base/limits.h"
#include "shared/base/lists.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

constexpr std::size_t kLineCharactersMax = 120;
constexpr std::size_t kDayCharactersMax = 40;  ///< of a line with a day and no year

/// Words that a date may hold, in small letters without marks.
constexpr std::array<std::string_view, 22> kDateWords = {
    "ngay", "thang", "nam", "luc", "gio", "phut", "thu", "chu", "nhat", "hai", "ba",
    "tu",   "sau",   "bay", "gmt", "sa",  "ch",   "am",  "pm",  "thg",  "utc", "t"};
/// These words alone before a date say that it is the page's.
constexpr std::array<std::string_view, 20> kDateLabels = {
    "dang",          "ngay dang",     "dang ngay",     "dang luc",
    "da dang",       "dang tin",      "ngay dang tin", "cap nhat",
    "ngay cap nhat", "cap nhat ngay", "cap nhat luc",  "cap nhat lan cuoi",
    "xuat ban",      "ngay xuat ban", "ngay tao",      "ngay dang bai",
    "posted",        "posted on",     "published",     "updated"};
/// With a colon behind, one of these says that the line is about the page.
constexpr std::array<std::string_view, 9> kPageLabels = {"luot xem",   "da xem",  "so luot xem",
                                                         "views",      "tac gia", "nguoi dang",
                                                         "nguoi viet", "view",    "dang boi"};

/// "30/05/2020", "(14:06", "14h06," and signs alone.
bool is_date_number(std::string_view word) {
  return word.find_first_not_of("0123456789/-.:,()|h+") == word.npos;
}

bool has_digit(std::string_view text) { return std::ranges::any_of(text, ascii::is_digit); }

bool may_be_of_date(std::string_view word) {
  if (is_date_number(word)) return true;
  const std::string words = folded(word);
  if (words.empty()) return true;  // "–"
  std::string_view name = words;
  name = name.substr(0, name.find_first_of("0123456789 "));
  return is_one_of(kDateWords, name);
}

/// "Cập nhật" and "trong năm" hold such words too: a date begins with another.
bool may_begin_date(std::string_view word) {
  constexpr std::array<std::string_view, 4> kBegins = {"ngay", "thu", "chu", "luc"};
  return has_digit(word) || word == "(" || is_one_of(kBegins, folded(word));
}

/// A stretch of the line of such words, without signs at its ends.
std::string_view tidy_run(std::string_view run) {
  const auto begin = run.find_first_not_of(" |-,.:");
  if (begin == run.npos) return {};
  return run.substr(begin, run.find_last_not_of(" |-,.:") - begin + 1);
}

/// Every longest stretch of words that may be a date, with a digit.
std::vector<std::string_view> date_runs(std::string_view line) {
  std::vector<std::string_view> runs;
  std::size_t run_begin = line.npos;
  const auto end_run = [&](std::size_t end) {
    if (run_begin == line.npos) return;
    const std::string_view run = tidy_run(line.substr(run_begin, end - run_begin));
    if (has_digit(run)) runs.push_back(run);
    run_begin = line.npos;
  };
  for (std::size_t begin = 0; begin < line.size();) {
    const auto end = std::min(line.find(' ', begin), line.size());
    const std::string_view word = line.substr(begin, end - begin);
    if (!may_be_of_date(word)) {
      end_run(begin);
    } else if (run_begin == line.npos && may_begin_date(word)) {
      run_begin = begin;
    }
    begin = end + 1;
  }
  end_run(line.size());
  return runs;
}

/// A part of "Lượt xem: 12 | Ngày đăng: 30/05/2020" says so, or the words before the date do.
bool is_about_the_page(std::string_view line, std::string_view before_date) {
  const auto bar = before_date.rfind('|');
  if (is_one_of(kDateLabels, folded(before_date.substr(bar == before_date.npos ? 0 : bar + 1))))
    return true;
  while (!line.empty()) {
    const auto end = std::min(line.find('|'), line.size());
    const std::string_view part = line.substr(0, end);
    const auto colon = part.find(':');
    if (colon != part.npos && is_one_of(kPageLabels, folded(part.substr(0, colon)))) return true;
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return false;
}

}  // namespace

std::optional<FoundDate> date_as_told(std::string_view text, int utc_offset_minutes) {
  if (is_blank(text) || text.size() > limits::kFeedDateBytesMax) return std::nullopt;
  return FoundDate{std::string(text), read_date(text, utc_offset_minutes), true, true};
}

std::optional<FoundDate> date_in_line(std::string_view line, int utc_offset_minutes) {
  const std::size_t characters = character_count(line);
  if (characters > kLineCharactersMax) return std::nullopt;
  std::string plain(line);
  for (auto at = plain.find("\xc2\xa0"); at != plain.npos; at = plain.find("\xc2\xa0", at)) {
    plain.replace(at, 2, " ");
  }
  const std::vector<std::string_view> runs = date_runs(plain);
  for (const std::string_view run : runs) {
    const auto at = read_date(run, utc_offset_minutes);
    if (!at) continue;
    const std::string_view whole = plain;
    const std::string_view before =
        whole.substr(0, static_cast<std::size_t>(run.data() - plain.data()));
    const std::string_view behind = whole.substr(before.size() + run.size());
    const bool alone = folded(before).empty() && folded(behind).empty();
    const bool labelled = is_about_the_page(whole, before);
    if (!alone && !labelled) continue;
    return FoundDate{std::string(run), at, alone, labelled};
  }
  // A day without a year: its words are kept, nobody guesses the year.
  if (characters > kDayCharactersMax || runs.size() != 1) return std::nullopt;
  const std::string words = folded(line);
  if (!words.starts_with("ngay ") || folded(runs[0]) != words) return std::nullopt;
  return FoundDate{std::string(runs[0]), std::nullopt, true, false};
}

}  // namespace bangtin
