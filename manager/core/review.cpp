#include "manager/core/review.h"

#include <algorithm>
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

/// The groups of the number that begins at `at`, one separator apart.
std::vector<Group> groups_from(std::string_view text, std::size_t at) {
  std::vector<Group> groups;
  for (;;) {
    Group group{at, at};
    while (group.end < text.size() && ascii::is_digit(text[group.end])) ++group.end;
    groups.push_back(group);
    const std::size_t gap = separator_at(text, group.end);
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
  return found;
}

/// The end of a date or year right behind words that speak of a birth; nothing when there is none.
std::optional<std::size_t> birth_date_end(std::string_view text, std::size_t at) {
  constexpr std::string_view kBetween = " :";
  while (at < text.size() && kBetween.find(text[at]) != std::string_view::npos) ++at;
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

std::optional<Found> birth_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kWords[] = {"sinh ngày", "Sinh ngày", "SINH NGÀY", "ngày sinh",
                                         "Ngày sinh", "NGÀY SINH", "sinh năm",  "Sinh năm",
                                         "SINH NĂM",  "năm sinh",  "Năm sinh",  "NĂM SINH"};
  for (const std::string_view words : kWords) {
    if (!text.substr(at).starts_with(words)) continue;
    const auto end = birth_date_end(text, at + words.size());
    if (end) return Found{at, *end, PersonalData::Kind::BirthDate};
  }
  return std::nullopt;
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

}  // namespace bangtin
