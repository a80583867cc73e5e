// What an office does with provinces: a province's office says whose signatures stand for it and
// hands over what its two people signed; a commune's office takes that in. Thread: that of the
// Client.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "manager/client/client.h"
#include "manager/core/province_files.h"

namespace bangtin {

/// Six words to compare by word of mouth before the commune's key lets a province in.
std::string words_of(const ProvinceKeys& keys);

/// Whose signatures stand for this office, for the communes. Errors: those of
/// CommuneTrust::refresh.
Result<ProvinceCard> province_card(Client& client, const std::filesystem::path& folder,
                                   Instant now);

/// A file for the communes.
struct HandedOver {
  std::string file;
  std::vector<std::string> titles;    ///< of the items in it
  std::vector<std::string> left_out;  ///< titles of items that cannot be handed over
};
/// What two people of this office signed and still may be shown: these items, or all that can be
/// handed over when none are named. Errors: those of CommuneTrust::refresh, of check_handed_over
/// for an item that is named, and of to_file; not_found, key "province.nothing".
Result<HandedOver> hand_over(Client& client, const std::filesystem::path& folder,
                             const std::vector<ItemId>& items, Instant now);

/// Takes a file of that kind in. It is looked at before anything is sent. Errors: those of
/// bundle_from_file, the channel's, and as the server judges it.
Result<ProvinceImportRecord> take_over(Client& client, std::string_view file);

}  // namespace bangtin
