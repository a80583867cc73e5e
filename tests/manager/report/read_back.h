// Files read back by other programs than those that wrote them. Thread: any.
#pragma once

#include <cstdio>
#include <string>

namespace bangtin {

/// What a command of the shell prints.
inline std::string printed_by(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  char bytes[4096];
  for (std::size_t got = 0; (got = std::fread(bytes, 1, sizeof bytes, pipe)) > 0;) {
    out.append(bytes, got);
  }
  return ::pclose(pipe) == 0 ? out : std::string();
}

}  // namespace bangtin
