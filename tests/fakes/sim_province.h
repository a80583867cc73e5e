// SimProvince: a province's office whose three owners and two people sign, in memory, and the file
// that it hands to its communes. What it signs can be bent. Header only. Thread: one.
#pragma once

#include <string>
#include <vector>

#include "manager/core/province_files.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/content_json.h"
#include "shared/trust/house_sign.h"
#include "tests/fakes/sample_manifest.h"

namespace bangtin {

class SimProvince {
 public:
  explicit SimProvince(Instant expires, std::string office = "99091")
      : code(std::move(office)), expires_(expires) {}

  /// Two of three owners.
  ProvinceKeys keys() const {
    ProvinceKeys keys{code, {}, 2};
    for (const KeyPair& owner : owners) keys.keys.push_back(owner.public_key());
    return keys;
  }

  /// A notice of the province, with a picture whose bytes are `picture` unless that is empty.
  ItemVersion notice(const std::string& id, const std::string& title,
                     const std::string& picture = "", std::int64_t number = 1) const {
    ItemVersion version = sample::notice();
    version.id = ItemId{id};
    version.number = number;
    version.author = "lan";
    ItemContent& content = version.content;
    content.title = title;
    content.origin = Origin::Province;
    content.agency = "Sở Văn hoá, Thể thao và Du lịch";
    content.commune_code = code;
    content.media.clear();
    if (!picture.empty()) content.media.push_back(media_of(picture));
    for (Pagination& pagination : version.paginations) {
      std::erase_if(pagination.pages, [&](const Page& page) {
        return page.media != Page::kNoMedia && picture.empty();
      });
    }
    return version;
  }
  /// As a picture file begins.
  static std::string picture(const std::string& words) { return "\xff\xd8\xff" + words; }
  static Media media_of(const std::string& bytes) {
    const Digest name = sha256(bytes);
    return {name, std::int64_t(bytes.size()), {name}, "image/jpeg", {800, 600}};
  }

  void sign(KeyClass key_class, const ItemVersion& version) {
    auto& list = key_class == KeyClass::Compose ? composed : approved;
    list[item_path(code, hash_of(version))] = tuf::describe_target(to_json(version).dump());
  }
  void sign(const ItemVersion& version) {
    sign(KeyClass::Compose, version);
    sign(KeyClass::Approve, version);
  }
  void take_back(const ItemVersion& version) {
    composed.erase(item_path(code, hash_of(version)));
    approved.erase(item_path(code, hash_of(version)));
  }

  std::string targets() const {
    CommuneKeys people{code,
                       {composer.public_key()},
                       {approver.public_key()},
                       KeyPair::from_seed({60}).public_key(),
                       "place"};
    std::vector<KeyPair> signers;
    for (const std::size_t owner : who_signs) signers.push_back(owners[owner]);
    return tuf::sign(tuf::to_json(commune_targets(people, targets_version, expires_)), signers);
  }
  /// What it hands over: these versions and pictures.
  ProvinceBundle bundle(const std::vector<ItemVersion>& versions,
                        std::vector<std::string> pictures = {}) const {
    ProvinceBundle out;
    out.code = code;
    out.targets = targets();
    out.compose = next_list(lists_version, {}, composed, {}, expires_, composer);
    out.approve = next_list(lists_version, {}, approved, {}, expires_, approver);
    for (const ItemVersion& version : versions) {
      out.items.push_back({to_json(version).dump(), "duc"});
    }
    out.pictures = std::move(pictures);
    return out;
  }
  std::string file(const std::vector<ItemVersion>& versions,
                   std::vector<std::string> pictures = {}) const {
    return to_file(bundle(versions, std::move(pictures))).value();
  }

  std::string code;
  std::vector<KeyPair> owners = {KeyPair::from_seed({51}), KeyPair::from_seed({52}),
                                 KeyPair::from_seed({53})};
  std::vector<std::size_t> who_signs = {0, 2};
  KeyPair composer = KeyPair::from_seed({54});
  KeyPair approver = KeyPair::from_seed({55});
  std::int64_t targets_version = 1;
  std::int64_t lists_version = 1;
  NamedFiles composed, approved;

 private:
  Instant expires_;
};

}  // namespace bangtin
