// Schedules from outside: the words of the command line, recurrence rules, the wire. Thread: any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bangtin::fuzz {

void run_schedule(std::string_view bytes);
std::vector<std::string> schedule_seeds();
void run_schedule_words(std::string_view bytes);
std::vector<std::string> schedule_word_seeds();

}  // namespace bangtin::fuzz
