// The fuzz target of text fields: what a person, an input method and a clipboard may do to a text.
// Thread: any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bangtin::fuzz {

void run_edit(std::string_view bytes);
std::vector<std::string> edit_seeds();

}  // namespace bangtin::fuzz
