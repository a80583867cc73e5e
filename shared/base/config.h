// Configuration of a program: default < file < environment < flag. A file holds `key = value`
// lines, `#` at a line's begin or after a blank starts a comment; an unknown key is an error.
// Thread: the main one, at start.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace bangtin {

/// One setting that a program knows.
struct Setting {
  std::string key;            ///< as in the file: "listen"
  std::string default_value;  ///< used when no layer says anything
  std::string help;           ///< one line for --help
};

/// What a program was told, after all layers. Only declared keys occur.
using Settings = std::map<std::string, std::string, std::less<>>;

/// Reads the file's text over the defaults, then the environment (BANGTIN_<KEY>, dashes become
/// underscores) through `environment`, then `flags`. Errors: invalid, naming line or key, for an
/// unknown key, a line without `=`, a key said twice in the file.
Result<Settings> merge_settings(std::span<const Setting> known, std::string_view file_text,
                                const std::function<const char*(const std::string&)>& environment,
                                const std::vector<std::pair<std::string, std::string>>& flags);

}  // namespace bangtin
