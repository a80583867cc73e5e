// Pairing as it runs, a message a line: at the server, and at the board. Thread: any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bangtin::fuzz {

/// What boards, a technician and time do to a server, a line each: a letter, the digit of a board
/// for what boards do, and what is sent instead of the right thing. No board is paired but by its
/// own code while that is open, and an answer goes to its own board alone.
void run_pairing_office(std::string_view bytes);
/// The same; how many boards are paired at the end.
int paired_at_office(std::string_view bytes);
std::vector<std::string> pairing_office_seeds();

/// What a board that pairs gets to hear, a line each: a letter for what a right or a false server
/// answers, or the body of an answer. It is paired with nobody but whom its six words stood for.
void run_pairing_board(std::string_view bytes);
/// The same; whether the board is paired at the end.
bool board_is_paired(std::string_view bytes);
std::vector<std::string> pairing_board_seeds();

}  // namespace bangtin::fuzz
