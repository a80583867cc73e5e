// The named characters of HTML that news hold. Pure. Thread: any.
#pragma once

#include <cstdint>
#include <string_view>

namespace bangtin {

/// The code point of "nbsp", "agrave" ...; 0 for a name that nobody knows. Source: HTML 13.5.
std::uint32_t named_entity(std::string_view name);

/// What a number from 0x80 to 0x9f means to browsers. Source: HTML 13.2.5.80.
std::uint32_t windows_1252(std::uint32_t number);

}  // namespace bangtin
