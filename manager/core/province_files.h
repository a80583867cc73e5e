// The two files that go from a province's office to its communes: whose signatures stand for the
// province, and what its two people signed, with the items and pictures that are named there.
// Whoever carries a file may have changed it: reading tells a damaged one from ours; who signed is
// judged elsewhere, from the commune's own root. Thread: any; pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/model/content.h"
#include "shared/trust/house_sign.h"

namespace bangtin {

/// A file from a province is at most so large: it is read whole.
inline constexpr std::size_t kProvinceFileBytesMax = 40u << 20;
inline constexpr std::size_t kProvinceItemsMax = 500;

/// Who a province is, for people, and its keys.
struct ProvinceCard {
  std::string agency;
  ProvinceKeys keys;
};
std::string to_file(const ProvinceCard& card);
/// Errors: invalid "province.no_card".
Result<ProvinceCard> card_from_file(std::string_view bytes);

/// What a province hands over. The envelopes are as they were signed.
struct ProvinceBundle {
  struct Item {
    std::string version;   ///< canonical bytes of an ItemVersion
    std::string approver;  ///< login at the province, as its server says
  };
  std::string code;     ///< the province's signing code
  std::string targets;  ///< its owners': who composes and who approves
  std::string compose;
  std::string approve;
  std::vector<Item> items;
  std::vector<std::string> pictures;  ///< bytes; their names are their SHA-256
};

/// "bangtin-province-1", the length and SHA-256 of what follows as JSON, that JSON, the pictures.
/// Errors: invalid "province.too_large", "province.too_many".
Result<std::string> to_file(const ProvinceBundle& bundle);

/// A bundle and what its bytes were found to be.
struct OpenedBundle {
  ProvinceBundle bundle;
  std::vector<ItemVersion> versions;  ///< of the items, in order
  std::vector<Digest> pictures;       ///< names of the pictures, in order
};
/// Errors: invalid "province.not_ours" (another kind of file), "province.too_large"; corrupt
/// "province.damaged" (cut off, or not as it was written); invalid: those of check_handed_over.
Result<OpenedBundle> bundle_from_file(std::string_view bytes);

/// True of what a province may hand over: text and pictures, not said to be a commune's own, whole
/// by the rules of content, and not for boards of its own alone. Errors: invalid "province.clip",
/// "province.origin", "province.own_boards", or what validate() says.
Status check_handed_over(const ItemVersion& version);

/// The login of somebody at another office, which no login of this one can be: "lan@99091".
std::string login_at(std::string_view login, std::string_view office);
/// The office of such a login; empty of a person of this one.
std::string_view office_of(std::string_view login);

/// Codes of this form are given to no commune: a province's office signs by one, 990 and the
/// province's two digits.
bool is_province_office(std::string_view code);
/// Where an item comes from that is written at the office of this code.
Origin origin_at(std::string_view code);

}  // namespace bangtin
