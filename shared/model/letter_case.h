// Large and small letters of any script. Pure. Thread: any.
#pragma once

#include <string_view>

namespace bangtin {

/// The first character is a capital letter. False for no text and for bytes that are no UTF-8.
bool begins_with_capital(std::string_view text);

}  // namespace bangtin
