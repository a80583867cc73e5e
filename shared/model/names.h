// The one way an enumeration gets its wire names: a table beside it. Thread: any; pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace bangtin {

template <class Enum>
struct Named {
  Enum value;
  std::string_view name;
};

/// The name of a value; empty for a value that the table does not know.
template <class Enum, std::size_t size>
std::string_view name_in(const Named<Enum> (&table)[size], Enum value) {
  for (const auto& entry : table) {
    if (entry.value == value) return entry.name;
  }
  return {};
}

/// False, and `out` as it was, for a name that the table does not know.
template <class Enum, std::size_t size>
bool value_in(const Named<Enum> (&table)[size], std::string_view name, Enum& out) {
  for (const auto& entry : table) {
    if (entry.name == name) {
      out = entry.value;
      return true;
    }
  }
  return false;
}

}  // namespace bangtin
