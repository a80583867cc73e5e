// Metadata of TUF from outside: form, names, patterns. Thread: any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bangtin::fuzz {

/// An envelope of any role, by a client that pinned another root.
void run_metadata(std::string_view bytes);
std::vector<std::string> metadata_seeds();
/// A generation file, or one role's metadata in one: by a board that pinned the commune's root.
void run_board_trust(std::string_view bytes);
std::vector<std::string> board_trust_seeds();
/// An order, by a board that pinned another root; and the same bytes as a file of orders and as a
/// picture from a glass.
void run_order(std::string_view bytes);
std::vector<std::string> order_seeds();
/// A path pattern, a line feed, a target path.
void run_path_pattern(std::string_view bytes);
std::vector<std::string> path_pattern_seeds();
/// A sealed key file, and the same bytes as a recovery sheet.
void run_sealed_key(std::string_view bytes);
std::vector<std::string> sealed_key_seeds();

void run_province_bundle(std::string_view bytes);
std::vector<std::string> province_bundle_seeds();
void run_owner_files(std::string_view bytes);
std::vector<std::string> owner_files_seeds();

}  // namespace bangtin::fuzz
