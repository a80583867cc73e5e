// A person's key outside his PC: as a file of text on a stick, and where such files lie. Whoever
// reads one has the key (docs/adr/0010). Thread: any; each call looks at the disk.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "manager/client/backup_places.h"
#include "shared/crypto/sealed_key.h"

namespace bangtin {

/// A key as it stands in such a file. All in words for people.
struct KeyCopyText {
  std::string login;
  std::string display_name;
  std::string commune;  ///< its name; may be empty
  std::string words;    ///< the six of the key
  std::string sheet;    ///< as recovery_sheet of shared/crypto gives it
};

/// A file with a copy, found somewhere.
struct KeyCopy {
  std::string file;
  std::string login;  ///< as the file's name says
  std::string place;  ///< BackupPlace::name
};

/// "khoa-bang-tin-LOGIN.txt".
std::string key_copy_name(std::string_view login);

/// Whose key it is, what to mind, and the two lines of the sheet. Pure.
std::string key_copy_text(const KeyCopyText& copy);

/// The key of a sheet, as key_from_sheet of shared/crypto takes it, or of two lines that follow
/// each other among other words, as in a file of key_copy_text. Pure. Errors: as key_from_sheet.
Result<KeyPair> key_from_copy(std::string_view text);

/// What such a file holds. Errors: not_found, key "my_key.no_file"; invalid, key "my_key.no_copy"
/// (much too large, or a folder); denied and unavailable, key "my_key.unreadable".
Result<std::string> read_key_copy(const std::filesystem::path& file);

/// The copies that lie in these places themselves, in their order.
std::vector<KeyCopy> key_copies_in(const std::vector<BackupPlace>& places);

}  // namespace bangtin
