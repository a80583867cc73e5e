#include "manager/core/province_files.h"

#include <charconv>
#include <map>
#include <set>

#include "manager/core/people_rules.h"
#include "manager/core/problems.h"
#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"
#include "shared/model/problems.h"
#include "shared/model/text.h"
#include "shared/model/validate.h"
#include "shared/protocol/content_json.h"

namespace bangtin {
namespace {

constexpr std::string_view kMagic = "bangtin-province-1\n";
constexpr std::string_view kCardType = "bangtin-province-keys";
constexpr std::string_view kOfficePrefix = "990";
constexpr std::size_t kCodeDigits = 5;
constexpr std::size_t kOwnersMax = 16;
constexpr std::string_view kJpeg = "image/jpeg";
constexpr std::string_view kJpegBegin = "\xff\xd8\xff";

Error no_card(std::string why) { return {Code::Invalid, std::move(why), "province.no_card"}; }
Error damaged(std::string why) { return {Code::Corrupt, std::move(why), "province.damaged"}; }
Error too_large() { return {Code::Invalid, "the file is too large", "province.too_large"}; }

/// An error of what stands in the file.
template <class T>
Result<T> as_damaged(Result<T> read) {
  if (read) return read;
  return damaged(read.error().message);
}

Result<ProvinceCard> parse_card(const Json& json) {
  ProvinceCard card;
  if (TRY(json.string_at("_type")) != kCardType) return no_card("another kind of file");
  card.agency =
      TRY(clean_text(TRY(json.string_at("agency")), limits::kShortTextCharactersMax, false));
  card.keys.code = TRY(json.string_at("code"));
  if (!is_digits(card.keys.code, kCodeDigits)) return no_card("no code of an office");
  for (const Json& entry : *TRY(json.array_at("keys", kOwnersMax))) {
    const auto key = public_key_from_hex(entry.as_string() == nullptr ? "" : *entry.as_string());
    if (!key) return no_card("no Ed25519 key");
    card.keys.keys.push_back(*key);
  }
  const std::set<PublicKey> distinct(card.keys.keys.begin(), card.keys.keys.end());
  if (distinct.empty() || distinct.size() != card.keys.keys.size()) return no_card("a key twice");
  card.keys.threshold = TRY(json.int_at("threshold", 1, std::int64_t(distinct.size())));
  return card;
}

/// The head of a bundle as JSON.
Json head_of(const ProvinceBundle& bundle) {
  Json::Array items;
  for (const ProvinceBundle::Item& item : bundle.items) {
    Json entry;
    entry.set("approver", item.approver).set("version", item.version);
    items.push_back(std::move(entry));
  }
  Json::Array pictures;
  for (const std::string& picture : bundle.pictures) {
    Json entry;
    entry.set("sha256", to_hex(sha256(picture)));
    entry.set("size_bytes", std::int64_t(picture.size()));
    pictures.push_back(std::move(entry));
  }
  Json head;
  head.set("approve", bundle.approve).set("code", bundle.code).set("compose", bundle.compose);
  head.set("items", std::move(items)).set("pictures", std::move(pictures));
  head.set("targets", bundle.targets);
  return head;
}

/// Takes what stands before `end` off the front; nothing when `end` is not there.
std::optional<std::string_view> take_until(std::string_view& bytes, char end) {
  const auto at = bytes.substr(0, 128).find(end);
  if (at == bytes.npos) return std::nullopt;
  const std::string_view taken = bytes.substr(0, at);
  bytes.remove_prefix(at + 1);
  return taken;
}

/// The head's bytes, whole; `bytes` is then what comes after it.
Result<std::string_view> take_head(std::string_view& bytes) {
  const auto length = take_until(bytes, ' ');
  const auto hash = take_until(bytes, '\n');
  if (!length || !hash) return damaged("no head");
  std::size_t size_bytes = 0;
  const auto [end, error] =
      std::from_chars(length->data(), length->data() + length->size(), size_bytes);
  if (error != std::errc() || end != length->data() + length->size() || size_bytes > bytes.size()) {
    return damaged("the head is cut off");
  }
  const std::string_view head = bytes.substr(0, size_bytes);
  if (digest_from_hex(*hash) != sha256(head)) return damaged("the head has other bytes");
  bytes.remove_prefix(size_bytes);
  return head;
}

Status read_items(const Json& head, OpenedBundle& out) {
  for (const Json& entry : *TRY(as_damaged(head.array_at("items", kProvinceItemsMax)))) {
    ProvinceBundle::Item item;
    item.approver = TRY(as_damaged(entry.string_at("approver")));
    item.version = TRY(as_damaged(entry.string_at("version")));
    if (!check_login(item.approver)) return damaged("no login of an approver");
    const Json json = TRY(as_damaged(Json::parse(item.version)));
    ItemVersion version = TRY(as_damaged(item_version_from_json(json)));
    if (to_json(version).dump() != item.version) return damaged("a version is not canonical");
    if (!check_login(version.author)) return damaged("no login of an author");
    TRY(check_handed_over(version));
    out.bundle.items.push_back(std::move(item));
    out.versions.push_back(std::move(version));
  }
  return {};
}

/// Exactly the pictures that the items name, each once and as they say.
Status check_pictures(const OpenedBundle& opened) {
  std::map<Digest, std::size_t> sizes;
  for (std::size_t i = 0; i < opened.pictures.size(); ++i) {
    const std::string& bytes = opened.bundle.pictures[i];
    if (!bytes.starts_with(kJpegBegin)) return damaged("no JPEG");
    if (!sizes.emplace(opened.pictures[i], bytes.size()).second) return damaged("a picture twice");
  }
  std::set<Digest> named;
  for (const ItemVersion& version : opened.versions) {
    for (const Media& media : version.content.media) {
      const auto found = sizes.find(media.blob);
      if (found == sizes.end() || std::int64_t(found->second) != media.size_bytes) {
        return damaged("a picture is missing");
      }
      named.insert(media.blob);
    }
  }
  if (named.size() != sizes.size()) return damaged("a picture that no item names");
  return {};
}

}  // namespace

std::string to_file(const ProvinceCard& card) {
  Json::Array keys;
  for (const PublicKey& key : card.keys.keys) keys.emplace_back(to_hex(key));
  Json json;
  json.set("_type", kCardType).set("agency", card.agency).set("code", card.keys.code);
  json.set("keys", std::move(keys)).set("threshold", card.keys.threshold);
  return json.dump() + "\n";
}

Result<ProvinceCard> card_from_file(std::string_view bytes) {
  constexpr std::size_t kCardBytesMax = 16'384;
  if (bytes.size() > kCardBytesMax) return no_card("too large");
  while (bytes.ends_with('\n')) bytes.remove_suffix(1);
  const auto json = Json::parse(bytes);
  if (!json) return no_card(json.error().message);
  auto card = parse_card(*json);
  if (!card) return no_card(card.error().message);
  return card;
}

Result<std::string> to_file(const ProvinceBundle& bundle) {
  if (bundle.items.size() > kProvinceItemsMax) {
    return Error{Code::Invalid, std::to_string(bundle.items.size()) + " items",
                 "province.too_many"};
  }
  const std::string head = head_of(bundle).dump();
  std::string file(kMagic);
  file += std::to_string(head.size()) + " " + to_hex(sha256(head)) + "\n" + head;
  for (const std::string& picture : bundle.pictures) {
    if (file.size() + picture.size() > kProvinceFileBytesMax) return too_large();
    file += picture;
  }
  if (file.size() > kProvinceFileBytesMax) return too_large();
  return file;
}

Result<OpenedBundle> bundle_from_file(std::string_view bytes) {
  if (bytes.size() > kProvinceFileBytesMax) return too_large();
  if (!bytes.starts_with(kMagic)) {
    return Error{Code::Invalid, "not a province's file", "province.not_ours"};
  }
  bytes.remove_prefix(kMagic.size());
  const Json head = TRY(as_damaged(Json::parse(TRY(take_head(bytes)))));
  OpenedBundle opened;
  ProvinceBundle& bundle = opened.bundle;
  bundle.code = TRY(as_damaged(head.string_at("code")));
  if (!is_digits(bundle.code, kCodeDigits)) return damaged("no code of an office");
  bundle.targets = TRY(as_damaged(head.string_at("targets")));
  bundle.compose = TRY(as_damaged(head.string_at("compose")));
  bundle.approve = TRY(as_damaged(head.string_at("approve")));
  TRY(read_items(head, opened));
  constexpr std::size_t kPicturesMax = 5'000;
  for (const Json& entry : *TRY(as_damaged(head.array_at("pictures", kPicturesMax)))) {
    const auto name = digest_from_hex(TRY(as_damaged(entry.string_at("sha256"))));
    const auto size =
        TRY(as_damaged(entry.int_at("size_bytes", 1, std::int64_t(kProvinceFileBytesMax))));
    if (!name || std::size_t(size) > bytes.size()) return damaged("a picture is cut off");
    std::string picture(bytes.substr(0, std::size_t(size)));
    bytes.remove_prefix(std::size_t(size));
    if (sha256(picture) != *name) return damaged("a picture has other bytes");
    bundle.pictures.push_back(std::move(picture));
    opened.pictures.push_back(*name);
  }
  if (!bytes.empty()) return damaged("there is more than was written");
  TRY(check_pictures(opened));
  return opened;
}

Status check_handed_over(const ItemVersion& version) {
  const ItemContent& content = version.content;
  for (const Media& media : content.media) {
    if (media.media_type != kJpeg || is_clip(media)) {
      return Error{Code::Invalid, content.title, "province.clip"};
    }
  }
  if (content.origin == Origin::Commune) {
    return Error{Code::Invalid, content.title, "province.origin"};
  }
  if (!content.places.boards.empty() && content.places.communes.empty()) {
    return Error{Code::Invalid, content.title, "province.own_boards"};
  }
  return to_status(validate(version));
}

std::string login_at(std::string_view login, std::string_view office) {
  return std::string(login) + "@" + std::string(office);
}

std::string_view office_of(std::string_view login) {
  const auto at = login.find('@');
  return at == login.npos ? std::string_view() : login.substr(at + 1);
}

bool is_province_office(std::string_view code) {
  return is_digits(code, kCodeDigits) && code.starts_with(kOfficePrefix);
}

Origin origin_at(std::string_view code) {
  return is_province_office(code) ? Origin::Province : Origin::Commune;
}

}  // namespace bangtin
