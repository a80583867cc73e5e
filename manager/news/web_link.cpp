#include "manager/news/web_link.h"

#include <algorithm>
#include <array>
#include <vector>

#include "shared/base/ascii.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

struct Parts {
  std::string scheme;     ///< small letters, "" in a relative reference
  bool has_host = false;  ///< "//host" stood there
  std::string host;       ///< with a port, small letters
  std::string path;
  std::string query;  ///< with its "?"
};

/// Without the blanks around it and the line ends inside that feeds break addresses with.
std::string on_one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != '\n' && c != '\r' && c != '\t') out += c;
  }
  const auto begin = out.find_first_not_of(' ');
  if (begin == out.npos) return "";
  return out.substr(begin, out.find_last_not_of(' ') - begin + 1);
}

/// Everything that an address may not hold as it stands, escaped.
std::string escaped(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kNever = " \"<>\\^`{|}";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7f || kNever.find(c) != kNever.npos) {
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    } else {
      out += c;
    }
  }
  return out;
}

Parts parts_of(std::string_view text) {
  Parts parts;
  text = text.substr(0, text.find('#'));
  const auto colon = text.find(':');
  const bool has_scheme = colon != text.npos && colon > 0 && colon < text.find_first_of("/?") &&
                          std::ranges::all_of(text.substr(0, colon), [](char c) {
                            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                   (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
                          });
  if (has_scheme) {
    parts.scheme = ascii::lower(text.substr(0, colon));
    text.remove_prefix(colon + 1);
  }
  if (text.starts_with("//")) {
    parts.has_host = true;
    text.remove_prefix(2);
    const auto end = std::min(text.find_first_of("/?"), text.size());
    std::string_view host = text.substr(0, end);
    text.remove_prefix(end);
    if (const auto user = host.rfind('@'); user != host.npos) host.remove_prefix(user + 1);
    parts.host = ascii::lower(host);
  }
  const auto question = std::min(text.find('?'), text.size());
  parts.path = text.substr(0, question);
  parts.query = text.substr(question);
  return parts;
}

/// Without "." and "..". Source: RFC 3986 5.2.4.
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> kept;
  bool slash_end = true;
  for (std::size_t begin = path.starts_with('/') ? 1 : 0; begin <= path.size();) {
    const auto end = std::min(path.find('/', begin), path.size());
    const std::string_view segment = path.substr(begin, end - begin);
    slash_end = segment.empty() || segment == "." || segment == "..";
    if (segment == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (segment != "." && !(segment.empty() && end == path.size())) {
      kept.push_back(segment);
    }
    begin = end + 1;
  }
  std::string out;
  for (const std::string_view segment : kept) {
    out += '/';
    out += segment;
  }
  if (slash_end || out.empty()) out += '/';
  return out;
}

bool is_host(std::string_view host) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyz0123456789-._:[]";
  return !host.empty() && host.find_first_not_of(kPlain) == host.npos;
}

/// The words of a part of an address; of a parameter its value's. Numbers alone where not `all`.
std::vector<std::string> words_of_link(std::string_view text, bool all) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&](bool is_name) {
    const bool number = std::ranges::all_of(word, ascii::is_digit);
    if (!word.empty() && !is_name && (all || number)) words.push_back(word);
    word.clear();
  };
  for (const char c : text) {
    const bool letter = ascii::is_letter(c) || ascii::is_digit(c);
    // "tin15" and "c7a9" are a word and a number too.
    if (!word.empty() && letter && ascii::is_digit(c) != ascii::is_digit(word.back())) {
      end_word(false);
    }
    if (letter) {
      word += ascii::lower(c);
    } else {
      end_word(c == '=');
    }
  }
  end_word(false);
  return words;
}

bool is_mark(std::string_view parameter) {
  constexpr std::array<std::string_view, 6> kMarks = {
      "utm_", "fbclid=", "gclid=", "zarsrc=", "mc_cid=", "mc_eid="};
  return std::ranges::any_of(kMarks,
                             [&](std::string_view mark) { return parameter.starts_with(mark); });
}

}  // namespace

std::string absolute_link(std::string_view base, std::string_view reference) {
  if (reference.size() > limits::kLinkBytesMax || base.size() > limits::kLinkBytesMax) return "";
  const std::string text = on_one_line(reference);
  if (text.empty()) return "";
  Parts to = parts_of(text);
  if (to.scheme.empty()) {
    const Parts from = parts_of(on_one_line(base));
    to.scheme = from.scheme;
    if (!to.has_host) {
      to.host = from.host;
      if (to.path.empty()) {
        to.path = from.path;
        if (to.query.empty()) to.query = from.query;
      } else if (!to.path.starts_with('/')) {
        to.path = from.path.substr(0, from.path.rfind('/') + 1) + to.path;
      }
    }
  }
  if ((to.scheme != "http" && to.scheme != "https") || !is_host(to.host)) return "";
  std::string out = to.scheme + "://" + to.host + escaped(without_dots(to.path) + to.query);
  return out.size() > limits::kLinkBytesMax ? "" : out;
}

std::string pasted_link(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  constexpr std::string_view kSigns = "\"'<>()[],;.";
  std::string bare;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(kBlanks), text.size());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!word.empty() && kSigns.find(word.front()) != kSigns.npos) word.remove_prefix(1);
    while (!word.empty() && kSigns.find(word.back()) != kSigns.npos) word.remove_suffix(1);
    if (std::string link = absolute_link("", word); !link.empty()) return link;
    // A host has a dot in it, and a sentence's end none behind it.
    const auto dot = word.substr(0, word.find('/')).find('.');
    const bool host = dot != word.npos && dot > 0 && word.find(':') == word.npos;
    if (host && bare.empty()) bare = absolute_link("", "https://" + std::string(word));
  }
  return bare;
}

std::string link_host(std::string_view link) {
  std::string host = parts_of(link).host;
  if (host.starts_with("www.")) host.erase(0, 4);
  if (const auto port = host.rfind(':'); port != host.npos && host.find(']', port) == host.npos) {
    host.resize(port);
  }
  return host;
}

bool keeps_identity(std::string_view said, std::string_view link) {
  const std::string key = link_key(link), said_key = link_key(said);
  if (key == said_key) return true;
  const auto question = std::min(key.find('?'), key.size());
  std::vector<std::string> wanted = words_of_link(std::string_view(key).substr(question), true);
  const std::string_view path = std::string_view(key).substr(0, question);
  const auto last = path.rfind('/');
  if (last != path.npos) {
    for (std::string& number : words_of_link(path.substr(last), false)) {
      wanted.push_back(std::move(number));
    }
  }
  const auto host_end = std::min(said_key.find('/'), said_key.size());
  const std::vector<std::string> told =
      words_of_link(std::string_view(said_key).substr(host_end), true);
  return !wanted.empty() && std::ranges::all_of(wanted, [&](const std::string& word) {
    return std::ranges::find(told, word) != told.end();
  });
}

std::string link_key(std::string_view link) {
  const Parts parts = parts_of(link);
  std::string host = parts.host;
  if (host.starts_with("www.")) host.erase(0, 4);
  for (const std::string_view port : {":80", ":443"}) {
    if (host.ends_with(port)) host.resize(host.size() - port.size());
  }
  std::string path = parts.path;
  while (path.ends_with('/')) path.pop_back();
  std::string query;
  std::string_view rest = parts.query;
  while (!rest.empty()) {
    rest.remove_prefix(1);  // "?" or "&"
    const auto end = std::min(rest.find('&'), rest.size());
    const std::string_view parameter = rest.substr(0, end);
    if (!parameter.empty() && !is_mark(parameter)) {
      query += query.empty() ? '?' : '&';
      query += parameter;
    }
    rest.remove_prefix(end);
  }
  return host + path + query;
}

}  // namespace bangtin
