#include "manager/news/clean_story.h"

#include <algorithm>
#include <array>
#include <vector>

#include "manager/news/line_noise.h"
#include "shared/base/limits.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

using Words = std::string_view;

/// A line that is one of these, in small letters without marks and signs, is a button.
constexpr std::array<Words, 46> kButtons = {"a a a",
                                            "a a",
                                            "aaa",
                                            "co chu",
                                            "chia se",
                                            "chia se bai viet",
                                            "chia se facebook",
                                            "chia se tren facebook",
                                            "chia se zalo",
                                            "facebook",
                                            "zalo",
                                            "twitter",
                                            "google",
                                            "linkedin",
                                            "pinterest",
                                            "email",
                                            "gui email",
                                            "gui cho ban be",
                                            "in bai viet",
                                            "in trang",
                                            "in",
                                            "print",
                                            "ban in",
                                            "luu bai viet",
                                            "sao chep lien ket",
                                            "copy link",
                                            "theo doi",
                                            "nghe doc bai",
                                            "doc bai viet",
                                            "phong to",
                                            "thu nho",
                                            "xem them",
                                            "doc them",
                                            "doc tiep",
                                            "xem tiep",
                                            "xem chi tiet",
                                            "chi tiet",
                                            "tin lien quan",
                                            "tin khac",
                                            "bai viet lien quan",
                                            "quay lai",
                                            "ve dau trang",
                                            "read more",
                                            "continue reading",
                                            "binh luan",
                                            "tuong phan"};
/// A short line that begins so counts, rates or tells of rights.
constexpr std::array<Words, 22> kCounters = {"luot xem",
                                             "so luot xem",
                                             "luot truy cap",
                                             "so lan xem",
                                             "so luot truy cap",
                                             "da xem",
                                             "views",
                                             "danh gia",
                                             "binh chon",
                                             "diem danh gia",
                                             "tong so diem",
                                             "click de danh gia",
                                             "xep hang",
                                             "luot doc",
                                             "so luot doc",
                                             "luot binh luan",
                                             "luot thich",
                                             "ban chua co du quyen",
                                             "ban khong co quyen",
                                             "you do not have the roles",
                                             "the post",
                                             "nguoi dang"};
/// A short line that ends so counts.
constexpr std::array<Words, 5> kCounted = {"luot xem", "luot doc", "luot truy cap", "views",
                                           "binh luan"};
/// What stands behind the text of a line, in small letters without marks.
constexpr std::array<Words, 8> kTails = {"xem them",  "doc them",        "xem tiep",
                                         "doc tiep",  "chi tiet",        "xem chi tiet",
                                         "read more", "continue reading"};
/// Agencies that put their letters before the text, without brackets.
constexpr std::array<Words, 24> kAgencies = {
    "TTO",   "TPO",         "NLĐO", "NLĐ",   "NDO",  "VOV",  "TTXVN", "VGP",
    "ĐCSVN", "QĐND Online", "QĐND", "CAND",  "VTV",  "VTC",  "KTĐT",  "HNMO",
    "SGGPO", "PLO",         "BVPL", "CTTĐT", "TTTĐ", "ANTĐ", "DNO",   "BPO"};

constexpr std::size_t kButtonCharactersMax = 90;

std::string trimmed(std::string_view text) {
  constexpr Words kNbsp = "\xc2\xa0";
  while (true) {
    if (text.starts_with(' ')) {
      text.remove_prefix(1);
    } else if (text.ends_with(' ')) {
      text.remove_suffix(1);
    } else if (text.starts_with(kNbsp)) {
      text.remove_prefix(2);
    } else if (text.ends_with(kNbsp)) {
      text.remove_suffix(2);
    } else {
      return std::string(text);
    }
  }
}

bool only_digits(std::string_view text) {
  return text.find_first_not_of("0123456789 ") == text.npos;
}

bool is_button_or_counter(std::string_view line) {
  const std::string words = folded(line);
  const bool stars = line.find("★") != line.npos || line.find("☆") != line.npos;
  if (words.empty()) return true;  // Only signs: bars, arrows, stars.
  if (std::find(kButtons.begin(), kButtons.end(), words) != kButtons.end()) return true;
  if (stars && only_digits(words)) return true;
  for (const Words counter : kCounters) {
    if (!words.starts_with(counter)) continue;
    const std::string_view rest = std::string_view(words).substr(counter.size());
    // A sentence may begin with these words; a counter has numbers only, a note of the portal has
    // its own words.
    const bool note = counter.find(' ') != counter.npos &&
                      (counter.starts_with("ban ") || counter.starts_with("you "));
    const bool appeared = counter == "the post" && words.find("appeared first on") != words.npos;
    const bool rated = (counter == "danh gia" || counter == "binh chon" ||
                        counter == "tong so diem" || counter == "click de danh gia") &&
                       (words.find("bai viet") != words.npos || stars);
    if (rest.empty() || only_digits(rest) || note || appeared || rated) return true;
  }
  return std::ranges::any_of(kCounted, [&](Words counted) {
    return words.ends_with(counted) &&
           only_digits(std::string_view(words).substr(0, words.size() - counted.size()));
  });
}

/// A short line of buttons and counters, one or several with bars between.
bool is_noise(std::string_view line) {
  if (character_count(line) > kButtonCharactersMax) return false;
  while (true) {
    const auto bar = line.find('|');
    if (!is_button_or_counter(line.substr(0, bar))) return false;
    if (bar == line.npos) return true;
    line.remove_prefix(bar + 1);
  }
}

/// Behind a dash and its blanks; 0 when `at` is not followed by one.
std::size_t behind_dash(std::string_view text, std::size_t at) {
  const std::size_t before = at;
  while (at < text.size() && text[at] == ' ') ++at;
  for (const Words dash : {"-", "–", "—", ":"}) {
    if (!text.substr(at).starts_with(dash)) continue;
    // "TP.HCM-Long Thành" is a name; a line before a text has air around its dash.
    std::size_t end = at + dash.size();
    if (at == before && dash != ":" && text.substr(end, 1) != " ") return 0;
    while (end < text.size() && text[end] == ' ') ++end;
    return end;
  }
  return 0;
}

/// "(Chinhphu.vn) - ", "TTO - ", "Chinhphu.vn – " before the text.
std::string without_agency(std::string_view text) {
  constexpr std::size_t kBracketBytesMax = 48;
  if (text.starts_with('(')) {
    const auto close = text.find(')');
    if (close != text.npos && close <= kBracketBytesMax) {
      if (const auto end = behind_dash(text, close + 1); end > 0) {
        return std::string(text.substr(end));
      }
    }
    return std::string(text);
  }
  for (const Words agency : kAgencies) {
    if (!text.starts_with(agency)) continue;
    const auto end = behind_dash(text, agency.size());
    if (end > 0) return std::string(text.substr(end));
  }
  const auto space = text.find(' ');
  const std::string word = fold_for_search(text.substr(0, space));
  if (space != text.npos && (word.ends_with(".vn") || word.ends_with(".com"))) {
    if (const auto end = behind_dash(text, space); end > 0) return std::string(text.substr(end));
  }
  return std::string(text);
}

/// Without its last characters.
std::string_view without_last(std::string_view text, std::size_t characters) {
  while (!text.empty() && characters > 0) {
    if ((static_cast<unsigned char>(text.back()) & 0xC0) != 0x80) --characters;
    text.remove_suffix(1);
  }
  return text;
}

bool ends_sentence(std::string_view text) {
  constexpr std::array<Words, 6> kEnds = {".", "…", "!", "?", ")", "”"};
  return std::ranges::any_of(kEnds, [text](Words end) { return text.ends_with(end); });
}

/// Without the button at the end. One stands behind the end of a sentence, not inside one.
std::string without_button(const std::string& text) {
  constexpr std::size_t kWindowCharacters = 24;
  std::string_view rest = text;
  for (const Words sign : {"»", ">>", "→", "...", "…", ">"}) {
    if (!rest.ends_with(sign)) continue;
    rest.remove_suffix(sign.size());
    break;
  }
  while (rest.ends_with(' ')) rest.remove_suffix(1);
  const std::string low =
      fold_for_search(rest.substr(without_last(rest, kWindowCharacters).size()));
  for (const Words tail : kTails) {
    if (!low.ends_with(tail)) continue;
    // Marked and bare letters are one character each.
    std::string kept = trimmed(without_last(rest, tail.size()));
    if (ends_sentence(kept)) return kept;
  }
  return text;
}

/// The end of a line without links to more of it and "./.".
std::string without_tail(std::string text) {
  constexpr int kTailsMax = 8;
  bool again = true;
  for (int round = 0; again && round < kTailsMax; ++round) {
    again = false;
    text = trimmed(text);
    if (text.ends_with("./.")) {
      text.resize(text.size() - 2);
      again = true;
    }
    for (const Words more : {"[…]", "[...]"}) {
      if (!text.ends_with(more) || text.size() == more.size()) continue;
      text = trimmed(std::string_view(text).substr(0, text.size() - more.size()));
      if (!ends_sentence(text)) text += "…";
      again = true;
      break;
    }
    if (std::string kept = without_button(text); kept.size() < text.size()) {
      text = std::move(kept);
      again = true;
    }
  }
  return text;
}

/// Straight double quotes as curved ones, where each has its partner, straight or curved.
std::string with_curved_quotes(std::string_view text) {
  constexpr Words kOpen = "“", kClose = "”";
  if (text.find('"') == text.npos) return std::string(text);
  std::string out;
  bool open = false;
  for (std::size_t i = 0; i < text.size();) {
    const bool opens = text.substr(i).starts_with(kOpen);
    const bool closes = text.substr(i).starts_with(kClose);
    const bool straight = text[i] == '"';
    if ((opens && open) || (closes && !open)) return std::string(text);
    if (straight) out += open ? kClose : kOpen;
    if (opens || closes || straight) open = !open;
    if (straight) {
      ++i;
      continue;
    }
    const std::size_t bytes = opens || closes ? kOpen.size() : 1;
    out += text.substr(i, bytes);
    i += bytes;
  }
  return open ? std::string(text) : out;
}

std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return trimmed(out);
}

}  // namespace

std::string clean_lead(std::string_view lead, std::string_view title) {
  std::vector<std::string> lines;
  const std::string said = folded(title);
  for (std::size_t begin = 0; begin <= lead.size();) {
    const auto end = std::min(lead.find('\n', begin), lead.size());
    std::string line = trimmed(lead.substr(begin, end - begin));
    begin = end + 1;
    if (line.empty() || is_noise(line)) continue;
    line = without_line_noise(line);
    if (lines.empty()) line = without_agency(line);
    line = without_tail(std::move(line));
    if (line.empty() || is_noise(line) || (!said.empty() && folded(line) == said)) continue;
    lines.push_back(with_curved_quotes(line));
  }
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "\n") + line;
  return out;
}

std::string clean_title(std::string_view title, std::string_view source) {
  std::string clean = one_line(title);
  const std::string name = folded(source);
  for (const Words dash : {" - ", " | ", " – "}) {
    const auto at = clean.rfind(dash);
    if (at == clean.npos || at == 0 || name.empty()) continue;
    if (folded(std::string_view(clean).substr(at + dash.size())) == name) clean.resize(at);
  }
  if (clean.ends_with("./.")) clean.resize(clean.size() - 3);
  if (clean.ends_with('.') && !clean.ends_with("..")) clean.pop_back();
  return with_curved_quotes(trimmed(clean));
}

Story clean_story(Story story) {
  constexpr auto kShort = limits::kShortTextCharactersMax;
  story.source = made_clean(one_line(story.source), kShort, false);
  story.title =
      made_clean(clean_title(story.title, story.source), limits::kTitleCharactersMax, false);
  story.lead = made_clean(clean_lead(story.lead, story.title), limits::kLeadCharactersMax, true);
  story.published_as = made_clean(one_line(story.published_as), kShort, false);
  return story;
}

}  // namespace bangtin
