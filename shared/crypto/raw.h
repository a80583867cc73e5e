// Text as the bytes that C libraries ask for; only for the .cpp files of this folder. Thread: any.
#pragma once

#include <string_view>

namespace bangtin {

inline const unsigned char* raw(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace bangtin
