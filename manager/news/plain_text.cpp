#include "manager/news/plain_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "manager/news/entities.h"
#include "shared/base/ascii.h"

namespace bangtin {
namespace {

constexpr int kPassesMax = 3;  // As often as feeds were seen to escape, and once more.
constexpr std::size_t kTagNameBytesMax = 12;

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

constexpr std::array<std::string_view, 30> kLineTags = {
    "p",      "br",     "div",        "li",         "ul",      "ol",     "tr",      "table",
    "h1",     "h2",     "h3",         "h4",         "h5",      "h6",     "hr",      "dd",
    "dt",     "dl",     "th",         "td",         "pre",     "figure", "section", "article",
    "header", "footer", "blockquote", "figcaption", "address", "center"};
/// Only for telling markup from a "<" that somebody wrote.
constexpr std::array<std::string_view, 22> kOtherTags = {
    "a",      "b",     "i",     "u",     "em",    "img",    "span", "font",
    "strong", "small", "sub",   "sup",   "code",  "iframe", "form", "style",
    "script", "video", "audio", "tbody", "thead", "label"};
/// What stands inside is for machines.
constexpr std::array<std::string_view, 9> kSilentTags = {
    "script", "style", "iframe", "form", "object", "noscript", "svg", "button", "select"};

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

/// The name of the tag that begins at `at` (a "<"), in small letters; empty when it is none.
std::string tag_name(std::string_view text, std::size_t at) {
  std::size_t begin = at + 1;
  if (begin < text.size() && text[begin] == '/') ++begin;
  std::string name;
  for (std::size_t i = begin; i < text.size() && name.size() <= kTagNameBytesMax; ++i) {
    if (!ascii::is_letter(text[i]) && !(i > begin && ascii::is_digit(text[i]))) break;
    name += ascii::lower(text[i]);
  }
  return name;
}

/// Behind the ">" of the tag that begins at `at`; a ">" in quotes does not count. A tag that never
/// ends takes the rest.
std::size_t tag_end(std::string_view text, std::size_t at) {
  if (text.find('>', at) == text.npos) return text.size();
  char quote = '\0';
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '>') {
      return i + 1;
    } else if ((c == '"' || c == '\'') && text[i - 1] == '=') {
      quote = c;
    }
  }
  return text.find('>', at) + 1;  // A quote was never closed: the first ">" counts after all.
}

bool is_known_tag(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with("<!--") || text.substr(at).starts_with("<![CDATA[")) return true;
  const std::string name = tag_name(text, at);
  return is_in(kLineTags, name) || is_in(kOtherTags, name) || is_in(kSilentTags, name);
}

void add_code_point(std::string& out, std::uint32_t c) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xc0 | c >> 6);
    put(0x80 | (c & 63));
  } else if (c < 0x10000) {
    put(0xe0 | c >> 12);
    put(0x80 | (c >> 6 & 63));
    put(0x80 | (c & 63));
  } else {
    put(0xf0 | c >> 18);
    put(0x80 | (c >> 12 & 63));
    put(0x80 | (c >> 6 & 63));
    put(0x80 | (c & 63));
  }
}

/// The code point of "#8220" or "#x1EA1"; 0 when it is none.
std::uint32_t numeric_entity(std::string_view name) {
  name.remove_prefix(1);
  const bool hex = !name.empty() && ascii::lower(name[0]) == 'x';
  if (hex) name.remove_prefix(1);
  if (name.empty() || name.size() > 7) return 0;
  std::uint32_t value = 0;
  for (const char c : name) {
    const char d = ascii::lower(c);
    const bool letter = hex && d >= 'a' && d <= 'f';
    if (!ascii::is_digit(d) && !letter) return 0;
    value = value * (hex ? 16 : 10) + std::uint32_t(letter ? d - 'a' + 10 : d - '0');
  }
  // Numbers of windows-1252 that browsers take so. Source: HTML 13.2.5.80.
  if (value >= 0x80 && value < 0xa0) return windows_1252(value);
  const bool taken = value < 0x110000 && !(value >= 0xd800 && value < 0xe000);
  return taken ? value : 0xfffd;
}

/// The entity at `at` (an "&"), as text; nothing when it is none. `end` comes to stand behind it.
std::optional<std::string> entity_at(std::string_view text, std::size_t at, std::size_t& end) {
  constexpr std::size_t kNameBytesMax = 10;
  const auto semicolon = text.substr(at, kNameBytesMax + 2).find(';');
  if (semicolon == text.npos || semicolon < 2) return std::nullopt;
  const std::string_view name = text.substr(at + 1, semicolon - 1);
  const std::uint32_t c = name[0] == '#' ? numeric_entity(name) : named_entity(name);
  if (c == 0) return std::nullopt;
  end = at + semicolon + 1;
  std::string out;
  add_code_point(out, c);
  return out;
}

/// One pass: markup away, entities decoded once.
std::string stripped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '&') {
      std::size_t end = i;
      if (const auto decoded = entity_at(text, i, end)) {
        out += *decoded;
        i = end;
        continue;
      }
    }
    const bool markup = text[i] == '<' && i + 1 < text.size() &&
                        (ascii::is_letter(text[i + 1]) || text[i + 1] == '/' ||
                         text[i + 1] == '!' || text[i + 1] == '?');
    if (!markup) {
      // In markup a line end is a space; what ends lines are tags.
      out += text[i] == '\n' || text[i] == '\r' || text[i] == '\t' ? ' ' : text[i];
      ++i;
      continue;
    }
    if (text.substr(i).starts_with("<!--")) {
      const auto end = text.find("-->", i + 4);
      i = end == text.npos ? text.size() : end + 3;
      continue;
    }
    if (text.substr(i).starts_with("<![CDATA[")) {
      i += 9;  // Its text is text; the "]]>" goes away below.
      continue;
    }
    const std::string name = tag_name(text, i);
    const bool closes = text[i + 1] == '/';
    if (is_in(kLineTags, name)) out += '\n';
    i = tag_end(text, i);
    if (!closes && is_in(kSilentTags, name) && text[i - 1] == '>' && text[i - 2] != '/') {
      const auto end = ascii::find_lower(text, "</" + name, i);
      i = end == text.npos ? text.size() : tag_end(text, end);
    }
  }
  return out;
}

bool has_markup(std::string_view text) {
  for (auto at = text.find_first_of("<&"); at != text.npos; at = text.find_first_of("<&", at + 1)) {
    std::size_t end = at;
    if (text[at] == '<' ? is_known_tag(text, at) : entity_at(text, at, end).has_value()) {
      return true;
    }
  }
  return false;
}

void remove_all(std::string& text, std::string_view what) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at)) {
    text.erase(at, what.size());
  }
}

/// One space between words, one line feed between paragraphs, none outside. A space that does not
/// break stays between a number and what it counts.
std::string tidied(std::string_view text) {
  constexpr std::string_view kNbsp = "\xc2\xa0";
  std::string out;
  out.reserve(text.size());
  bool space = false;
  bool line = false;
  bool unbroken = false;
  const auto settle = [&](char next) {
    if (out.empty()) return;
    if (line) {
      out += '\n';
    } else if (space || unbroken) {
      const bool counts = unbroken && !space && ascii::is_digit(out.back()) &&
                          (ascii::is_letter(next) || next == '%');
      out += counts ? kNbsp : std::string_view(" ");
    }
  };
  for (std::size_t i = 0; i < text.size();) {
    if (text.substr(i).starts_with(kNbsp)) {
      unbroken = true;
      i += kNbsp.size();
    } else if (is_blank(text[i])) {
      (text[i] == '\n' ? line : space) = true;
      ++i;
    } else {
      settle(text[i]);
      line = space = unbroken = false;
      out += text[i++];
    }
  }
  return out;
}

/// The value of " name=" in a tag; empty when it has none.
std::string_view attribute_of(std::string_view tag, std::string_view name) {
  auto begin = ascii::find_lower(tag, name, 0);
  if (begin == tag.npos) return {};
  begin += name.size();
  if (begin >= tag.size()) return {};
  const char quote = tag[begin];
  const bool quoted = quote == '"' || quote == '\'';
  const auto end = quoted ? tag.find(quote, begin + 1) : tag.find_first_of(" >", begin);
  if (end == tag.npos) return {};
  return tag.substr(begin + (quoted ? 1 : 0), end - begin - (quoted ? 1 : 0));
}

}  // namespace

std::string plain_text(std::string_view html) {
  std::string text(html);
  // Text that never was markup keeps its own lines.
  if (!has_markup(text)) return tidied(text);
  for (int pass = 0; pass < kPassesMax && (pass == 0 || has_markup(text)); ++pass) {
    // What an earlier pass made of paragraphs is no white space of markup.
    std::string next;
    std::size_t begin = 0;
    if (pass == 0) {
      next = stripped(text);
    } else {
      while (begin <= text.size()) {
        const auto end = std::min(text.find('\n', begin), text.size());
        next += stripped(std::string_view(text).substr(begin, end - begin)) + "\n";
        begin = end + 1;
      }
    }
    text = std::move(next);
  }
  remove_all(text, "]]>");
  return tidied(text);
}

std::string first_picture(std::string_view html) {
  const std::string decoded = html.find("<img") == html.npos ? without_entities(html) : "";
  const std::string_view text = decoded.empty() ? html : std::string_view(decoded);
  for (auto at = ascii::find_lower(text, "<img", 0); at != text.npos;) {
    const auto end = tag_end(text, at);
    const std::string_view tag = text.substr(at, end - at);
    const bool counter = attribute_of(tag, " width=") == "1";  // It counts readers.
    for (const std::string_view name : {" data-src=", " data-original=", " src="}) {
      const std::string_view address = attribute_of(tag, name);
      if (counter || address.empty() || address.starts_with("data:")) continue;
      return without_entities(address);
    }
    at = ascii::find_lower(text, "<img", end);
  }
  return "";
}

std::string without_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    const auto decoded = text[i] == '&' ? entity_at(text, i, end) : std::nullopt;
    out += decoded ? *decoded : std::string(1, text[i]);
    i = decoded ? end : i + 1;
  }
  return out;
}

}  // namespace bangtin
