#include "tests/tidy/name_rules.h"

#include <algorithm>
#include <map>
#include <optional>
#include <regex>

namespace bangtin::tidy {
namespace {

/// The name that a line at the left margin begins to define, if any.
std::optional<std::string> defined_type(const std::string& code_line) {
  static const std::regex definition(
      R"(^(?:struct|class|union|enum class|enum) (\w+)\b(?!::|<)(.*))");
  std::smatch match;
  if (!std::regex_match(code_line, match, definition)) return std::nullopt;
  const std::string rest = match[2];
  // `class Later;` only says that there is one.
  if (rest.find(';') != rest.npos && rest.find('{') == rest.npos) return std::nullopt;
  return match[1];
}

/// Follows the namespaces as clang-format lays them out: opened and closed at the left margin, the
/// closing brace with a comment.
class Namespaces {
 public:
  void read(const std::string& line) {
    static const std::regex opening(R"(^(?:inline )?namespace ?([\w:]*) ?\{.*)");
    std::smatch match;
    if (line.starts_with("}  // namespace")) {
      if (!open_.empty()) open_.pop_back();
    } else if (std::regex_match(line, match, opening)) {
      open_.push_back(match[1]);
    }
  }
  bool unnamed() const {
    return std::find(open_.begin(), open_.end(), std::string()) != open_.end();
  }
  std::string qualified(const std::string& name) const {
    std::string whole;
    for (const std::string& part : open_) whole += part + "::";
    return whole + name;
  }

 private:
  std::vector<std::string> open_;
};

}  // namespace

std::vector<Breach> find_name_breaches(const std::vector<SourceFile>& files) {
  std::map<std::string, std::string> first;  // path by qualified name
  std::vector<Breach> breaches;
  for (const SourceFile& file : files) {
    const std::string code = code_of(file.text);
    const auto code_lines = lines_of(code);
    const auto lines = lines_of(file.text);
    Namespaces spaces;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      spaces.read(std::string(lines[i]));
      if (spaces.unnamed()) continue;
      const auto name = defined_type(std::string(code_lines[i]));
      if (!name) continue;
      const auto [seen, added] = first.emplace(spaces.qualified(*name), file.path);
      if (!added) {
        breaches.push_back({file.path, static_cast<int>(i + 1),
                            seen->first + " is another type in " + seen->second});
      }
    }
  }
  return breaches;
}

}  // namespace bangtin::tidy
