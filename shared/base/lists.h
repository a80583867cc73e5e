// Lists in one text. Thread: any; pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bangtin {

/// "a, b, c" with ", " between.
inline std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string all;
  for (const std::string& part : parts) {
    if (!all.empty()) all += between;
    all += part;
  }
  return all;
}

}  // namespace bangtin
