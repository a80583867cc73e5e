// The fuzz target of the desk's journal: a file that may have been damaged. Thread: any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bangtin::fuzz {

void run_journal(std::string_view bytes);
std::vector<std::string> journal_seeds();

}  // namespace bangtin::fuzz
