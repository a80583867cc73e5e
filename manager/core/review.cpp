#include "manager/core/review.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "shared/base/ascii.h"
#include "shared/model/names.h"

namespace bangtin {
namespace {

constexpr Named<ReviewCheck> kChecks[] = {
    {ReviewCheck::Source, "source"},
    {ReviewCheck::Dates, "dates"},
    {ReviewCheck::Names, "names"},
    {ReviewCheck::Maps, "maps"},
    {ReviewCheck::PersonalData, "personal_data"},
};

constexpr Named<PersonalData::Kind> kKinds[] = {
    {PersonalData::Kind::IdNumber, "id_number"},
    {PersonalData::Kind::PhoneNumber, "phone_number"},
    {PersonalData::Kind::BirthDate, "birth_date"},
};

/// Digits that belong together: [begin, end) of the text.
struct Group {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Length of what may stand between two groups of one number, 0 when there is none.
std::size_t separator_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kNoBreakSpace = "\u00a0";
  if (at >= text.size()) return 0;
  if (text[at] == ' ' || text[at] == '.' || text[at] == '-') return 1;
  return text.substr(at).starts_with(kNoBreakSpace) ? kNoBreakSpace.size() : 0;
}

/// Where the bracket stands that a number begins in, "(0299) 382 2456" or "(+84) 912 ..."; nothing
/// when it begins in none.
std::optional<std::size_t> bracket_before(std::string_view text, std::size_t begin) {
  if (begin > 0 && text[begin - 1] == '+') --begin;
  if (begin == 0 || text[begin - 1] != '(') return std::nullopt;
  return begin - 1;
}

/// The groups of the number that begins at `at`, one separator apart.
std::vector<Group> groups_from(std::string_view text, std::size_t at) {
  std::vector<Group> groups;
  for (;;) {
    Group group{at, at};
    while (group.end < text.size() && ascii::is_digit(text[group.end])) ++group.end;
    groups.push_back(group);
    const bool closes = groups.size() == 1 && bracket_before(text, group.begin) &&
                        group.end < text.size() && text[group.end] == ')';
    const std::size_t gap =
        closes ? 1 + separator_at(text, group.end + 1) : separator_at(text, group.end);
    at = group.end + gap;
    if (gap == 0 || at >= text.size() || !ascii::is_digit(text[at])) return groups;
  }
}

/// `national` is without the leading 0 or 84.
bool is_phone(std::string_view national) {
  constexpr std::string_view kMobile = "35789";
  if (national.size() == 9) return kMobile.find(national[0]) != std::string_view::npos;
  return national.size() == 10 && national[0] == '2';
}

std::optional<PersonalData::Kind> kind_of(std::string_view digits, bool grouped, bool plus) {
  if (digits.starts_with("84") && (plus || digits.size() == 11) && is_phone(digits.substr(2))) {
    return PersonalData::Kind::PhoneNumber;
  }
  if (plus) return std::nullopt;
  if (digits.starts_with("0") && is_phone(digits.substr(1))) {
    return PersonalData::Kind::PhoneNumber;
  }
  const bool id = digits.size() == 12 && (!grouped || digits[0] == '0');
  return id ? std::optional(PersonalData::Kind::IdNumber) : std::nullopt;
}

struct Found {
  std::size_t begin = 0;
  std::size_t end = 0;
  PersonalData::Kind kind{};
};

/// The longest number that begins with the first of the groups.
std::optional<Found> number_in(std::string_view text, const std::vector<Group>& groups,
                               std::size_t first) {
  const std::size_t begin = groups[first].begin;
  const bool plus = begin > 0 && text[begin - 1] == '+';
  std::optional<Found> found;
  std::string digits;
  for (std::size_t i = first; i < groups.size() && digits.size() <= 12; ++i) {
    digits += text.substr(groups[i].begin, groups[i].end - groups[i].begin);
    if (const auto kind = kind_of(digits, i > first, plus)) {
      found = Found{plus ? begin - 1 : begin, groups[i].end, *kind};
    }
  }
  // Of both brackets or of none.
  const auto bracket = bracket_before(text, begin);
  const bool holds =
      found && bracket && text.substr(begin, found->end - begin).find(')') != text.npos;
  if (holds) found->begin = *bracket;
  return found;
}

std::size_t skip(std::string_view text, std::size_t at, std::string_view what) {
  while (at < text.size() && what.find(text[at]) != std::string_view::npos) ++at;
  return at;
}

/// The end of a number of so many digits; nothing when there is none.
std::optional<std::size_t> digits_end(std::string_view text, std::size_t at, std::size_t least,
                                      std::size_t most) {
  std::size_t end = at;
  while (end < text.size() && ascii::is_digit(text[end])) ++end;
  if (end - at < least || end - at > most) return std::nullopt;
  return end;
}

std::optional<std::size_t> after_word(std::string_view text, std::size_t at,
                                      std::string_view word) {
  if (!text.substr(at).starts_with(word)) return std::nullopt;
  return skip(text, at + word.size(), " ");
}

/// Of "1960": nobody who may be named here was born in another century than these.
std::optional<std::size_t> birth_year_end(std::string_view text, std::size_t at) {
  const auto end = digits_end(text, at, 4, 4);
  const std::string_view century = text.substr(std::min(at, text.size()), 2);
  return century == "19" || century == "20" ? end : std::nullopt;
}

/// Of "05 tháng 01 năm 1960", also "mùng 5 tháng 1, 1960".
std::optional<std::size_t> spoken_date_end(std::string_view text, std::size_t at) {
  for (const std::string_view first : {"mùng", "mồng"}) {
    if (const auto behind = after_word(text, at, first)) at = *behind;
  }
  const auto day = digits_end(text, at, 1, 2);
  if (!day) return std::nullopt;
  const auto month_at = after_word(text, skip(text, *day, " "), "tháng");
  const auto month = month_at ? digits_end(text, *month_at, 1, 2) : std::nullopt;
  if (!month) return std::nullopt;
  const std::size_t year_at = skip(text, *month, " ,/");
  return birth_year_end(text, after_word(text, year_at, "năm").value_or(year_at));
}

/// Of "05/01/1960", day, month and year.
std::optional<std::size_t> full_date_end(std::string_view text, std::size_t at) {
  for (int part = 0; part < 2; ++part) {
    const auto end = digits_end(text, at, 1, 2);
    if (!end) return std::nullopt;
    at = skip(text, *end, "/-.");
    if (at != *end + 1) return std::nullopt;
  }
  return birth_year_end(text, at);
}

/// The end of a date or year right behind words that speak of a birth; nothing when there is none.
std::optional<std::size_t> birth_date_end(std::string_view text, std::size_t at) {
  at = skip(text, at, " :");
  if (const auto spoken = spoken_date_end(text, at)) return spoken;
  std::size_t end = at;
  std::size_t digits = 0;
  while (end < text.size() &&
         (ascii::is_digit(text[end]) || text[end] == '/' || text[end] == '-' || text[end] == '.')) {
    digits += ascii::is_digit(text[end]) ? 1 : 0;
    ++end;
  }
  while (end > at && !ascii::is_digit(text[end - 1])) --end;
  if (digits < 4) return std::nullopt;
  return end;
}

/// True behind the end of a word, and at the beginning.
bool begins_word(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  const bool many_bytes = static_cast<unsigned char>(before) >= 0x80;
  return !many_bytes && !ascii::is_digit(before) && !ascii::is_letter(before);
}

/// "sinh" is the end of words that speak of no birth: học sinh, vệ sinh, tuyển sinh. Those that are
/// names too (An, Dân) are not among them.
bool ends_another_word(std::string_view text, std::size_t at) {
  constexpr std::string_view kFirst[] = {"học",   "Học",   "HỌC",   "vệ",   "Vệ",  "VỆ",
                                         "tuyển", "Tuyển", "TUYỂN", "thí",  "Thí", "THÍ",
                                         "khai",  "Khai",  "KHAI",  "phát", "sơ",  "SƠ"};
  std::size_t end = at;
  while (end > 0 && text[end - 1] == ' ') --end;
  if (end == at) return false;
  return std::ranges::any_of(kFirst, [&](std::string_view word) {
    return text.substr(0, end).ends_with(word) && begins_word(text, end - word.size());
  });
}

/// Words behind which nothing but a whole date, or of "SN" a year, can be a birth.
std::optional<Found> short_birth_at(std::string_view text, std::size_t at) {
  if (!begins_word(text, at)) return std::nullopt;
  for (const std::string_view word : {"sinh", "Sinh", "SINH", "SN", "sn"}) {
    if (!text.substr(at).starts_with(word)) continue;
    const std::size_t begin = at + word.size();
    const std::size_t date = skip(text, begin, " :.");
    if (date == begin || ends_another_word(text, at)) return std::nullopt;
    auto end = full_date_end(text, date);
    if (!end) end = spoken_date_end(text, date);
    if (!end && word.size() == 2) end = birth_year_end(text, date);
    if (end) return Found{at, *end, PersonalData::Kind::BirthDate};
  }
  return std::nullopt;
}

std::optional<Found> birth_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kWords[] = {"sinh ngày", "Sinh ngày", "SINH NGÀY", "ngày sinh",
                                         "Ngày sinh", "NGÀY SINH", "sinh năm",  "Sinh năm",
                                         "SINH NĂM",  "năm sinh",  "Năm sinh",  "NĂM SINH"};
  for (const std::string_view words : kWords) {
    if (!text.substr(at).starts_with(words)) continue;
    const auto end = birth_date_end(text, at + words.size());
    if (end) return Found{at, *end, PersonalData::Kind::BirthDate};
  }
  return short_birth_at(text, at);
}

}  // namespace

std::string_view name_of(ReviewCheck check) { return name_in(kChecks, check); }
bool from_name(std::string_view name, ReviewCheck& out) { return value_in(kChecks, name, out); }

std::string key_of(ReviewCheck check) { return "review.check." + std::string(name_of(check)); }
std::string_view name_of(PersonalData::Kind kind) { return name_in(kKinds, kind); }
std::string key_of(PersonalData::Kind kind) { return "review.found." + std::string(name_of(kind)); }

std::vector<ReviewCheck> all_checks() {
  std::vector<ReviewCheck> checks;
  for (const auto& entry : kChecks) checks.push_back(entry.value);
  return checks;
}

std::vector<ReviewCheck> checks_for(const ItemContent& content) {
  std::vector<ReviewCheck> checks = all_checks();
  if (content.media.empty()) std::erase(checks, ReviewCheck::Maps);
  return checks;
}

std::vector<PersonalData> personal_data_in(std::string_view text) {
  std::vector<PersonalData> all;
  const auto add = [&](const Found& found) {
    all.push_back({found.kind, std::string(text.substr(found.begin, found.end - found.begin))});
    return found.end;
  };
  for (std::size_t at = 0; at < text.size();) {
    if (const auto birth = birth_at(text, at)) {
      at = add(*birth);
    } else if (!ascii::is_digit(text[at])) {
      ++at;
    } else {
      const auto groups = groups_from(text, at);
      at = groups.back().end;
      for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto number = number_in(text, groups, i);
        if (!number) continue;
        const std::size_t end = add(*number);
        while (i + 1 < groups.size() && groups[i + 1].begin < end) ++i;
      }
    }
  }
  return all;
}

std::vector<PersonalData> personal_data_in(const ItemContent& content) {
  std::vector<PersonalData> all = personal_data_in(content.title);
  const auto add = [&all](std::string_view text) {
    auto found = personal_data_in(text);
    all.insert(all.end(), std::make_move_iterator(found.begin()),
               std::make_move_iterator(found.end()));
  };
  add(content.body);
  for (const Story& story : content.stories) {
    add(story.title);
    add(story.lead);
  }
  return all;
}

bool has_unread_pictures(const ItemContent& content) {
  return std::ranges::any_of(content.media, std::not_fn(is_clip)) &&
         content.kind != ItemKind::Video;
}

}  // namespace bangtin
