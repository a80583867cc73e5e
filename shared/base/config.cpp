#include "shared/base/config.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace bangtin {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  const auto begin = text.find_first_not_of(kBlanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

/// The line without its comment. A `#` inside a word (a colour, a URL) is no comment.
std::string_view without_comment(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) {
      return line.substr(0, i);
    }
  }
  return line;
}

Error bad_line(std::size_t number, std::string_view problem) {
  return {Code::Invalid, "line " + std::to_string(number) + ": " + std::string(problem), {}};
}

std::string in_quotes(std::string_view key) { return "`" + std::string(key) + "`"; }

std::string environment_name(std::string_view key) {
  std::string name = "BANGTIN_";
  for (const char c : key) {
    name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return name;
}

Status merge_file(std::string_view text, Settings& settings) {
  std::set<std::string, std::less<>> said;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(without_comment(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    const auto equals = line.find('=');
    if (equals == line.npos) return bad_line(number, "no `=` in it");
    const std::string_view key = trimmed(line.substr(0, equals));
    const auto setting = settings.find(key);
    if (setting == settings.end()) return bad_line(number, "unknown key " + in_quotes(key));
    if (!said.emplace(key).second) return bad_line(number, in_quotes(key) + " said twice");
    setting->second = trimmed(line.substr(equals + 1));
  }
  return {};
}

}  // namespace

Result<Settings> merge_settings(std::span<const Setting> known, std::string_view file_text,
                                const std::function<const char*(const std::string&)>& environment,
                                const std::vector<std::pair<std::string, std::string>>& flags) {
  Settings settings;
  for (const Setting& setting : known) settings[setting.key] = setting.default_value;
  TRY(merge_file(file_text, settings));
  for (auto& [key, value] : settings) {
    if (const char* said = environment(environment_name(key))) value = said;
  }
  for (const auto& [key, value] : flags) {
    const auto setting = settings.find(key);
    if (setting == settings.end()) {
      return Error{Code::Invalid, "unknown flag " + in_quotes(key), {}};
    }
    setting->second = value;
  }
  return settings;
}

}  // namespace bangtin
