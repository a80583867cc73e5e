// Every parser of bytes from outside as a fuzz target: it must return, whatever the bytes, without
// a fault that a sanitizer sees, and keep the promise checked in its body. Thread: any.
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bangtin::fuzz {

struct Target {
  std::string_view name;
  void (*run)(std::string_view bytes);
  /// Inputs to begin from: some right, some nearly.
  std::vector<std::string> (*seeds)();
  /// How often a seed is mutated in the fast run at most: less where a run has a whole server.
  int rounds_max = 2'000;
};

/// How GoogleTest names it.
inline void PrintTo(const Target& target, std::ostream* out) { *out << target.name; }

/// All of them, by name.
std::span<const Target> targets();

/// The target of that name, or null.
const Target* find_target(std::string_view name);

}  // namespace bangtin::fuzz
