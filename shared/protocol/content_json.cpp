#include "shared/protocol/content_json.h"

#include <map>

#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"
#include "shared/model/validate.h"
#include "shared/protocol/content_fields.h"

namespace bangtin {
namespace {

template <class Struct>
Result<Struct> read_hashed(const Json& json) {
  Struct value;
  TRY(read_struct(json, value, Reading::Hashed));
  return value;
}

Error first_of(const std::vector<Problem>& problems) {
  const Problem& problem = problems.front();
  return {Code::Invalid, problem.field + ": " + problem.key, problem.key};
}

/// The items that a selection names, in its order.
Result<std::vector<ItemVersion>> items_in_order(const Selection& selection,
                                                const GenerationParts& parts) {
  std::map<Digest, const Json*> by_hash;
  for (const auto& [hash, json] : parts.items) {
    if (sha256(json.dump()) != hash) {
      return Error{Code::Corrupt, "item " + to_hex(hash) + " has another hash", {}};
    }
    by_hash.emplace(hash, &json);
  }
  std::vector<ItemVersion> items;
  items.reserve(selection.items.size());
  for (const Digest& hash : selection.items) {
    const auto found = by_hash.find(hash);
    if (found == by_hash.end()) {
      return Error{Code::Corrupt, "item " + to_hex(hash) + " is missing", {}};
    }
    items.push_back(TRY(item_version_from_json(*found->second)));
  }
  return items;
}

Json to_json(const TrustBundle& trust) {
  Json::Array roots;
  for (const std::string& root : trust.roots) roots.emplace_back(root);
  Json::Object roles;
  for (const auto& [name, bytes] : trust.roles) roles.emplace(name, bytes);
  Json json;
  json.set("roots", std::move(roots));
  json.set("roles", std::move(roles));
  return json;
}

Result<TrustBundle> trust_bundle_from(const Json& json) {
  TrustBundle trust;
  for (const Json& root : *TRY(json.array_at("roots", limits::kTrustRootStepsMax))) {
    const std::string* bytes = root.as_string();
    if (bytes == nullptr) return wrong_value("\"roots\" holds something else than texts");
    trust.roots.push_back(*bytes);
  }
  const Json* roles = TRY(json.object_at("roles"));
  if (roles->as_object()->size() > limits::kTrustRolesVisited) {
    return wrong_value("\"roles\" has too many members");
  }
  for (const auto& [name, role] : *roles->as_object()) {
    const std::string* bytes = role.as_string();
    if (bytes == nullptr) return wrong_value("\"roles\" holds something else than texts");
    trust.roles.emplace(name, *bytes);
  }
  return trust;
}

}  // namespace

Json to_json(const Media& media) { return write_struct(media); }
Json to_json(const ItemContent& content) { return write_struct(content); }
Json to_json(const ItemVersion& version) { return write_struct(version); }
Json to_json(const Selection& selection) { return write_struct(selection); }
Json to_json(Size size) { return encode(size); }

Result<Media> media_from_json(const Json& json) { return read_hashed<Media>(json); }
Result<ItemContent> item_content_from_json(const Json& json) {
  return read_hashed<ItemContent>(json);
}
Result<ItemVersion> item_version_from_json(const Json& json) {
  return read_hashed<ItemVersion>(json);
}
Result<Selection> selection_from_json(const Json& json) { return read_hashed<Selection>(json); }
Result<Size> size_from_json(const Json& json) {
  Size size;
  TRY(decode(json, size, Reading::Hashed));
  return size;
}

Digest hash_of(const ItemVersion& version) { return sha256(to_json(version).dump()); }

std::string generation_file(const std::string& selection, const std::vector<ItemVersion>& items,
                            const TrustBundle& trust) {
  Json::Object by_hash;
  for (const ItemVersion& item : items) {
    Json json = to_json(item);
    const Digest hash = sha256(json.dump());
    by_hash.emplace(to_hex(hash), std::move(json));
  }
  Json file;
  file.set("selection", selection);
  file.set("items", std::move(by_hash));
  file.set("trust", to_json(trust));
  return file.dump();
}

Result<GenerationParts> open_generation_file(std::string_view bytes) {
  const Json file = TRY(Json::parse(bytes));
  GenerationParts parts;
  parts.selection = TRY(file.string_at("selection"));
  const Json* items = TRY(file.object_at("items"));
  if (items->as_object()->size() > limits::kItemsPerManifestMax) {
    return wrong_value("\"items\" has more than " + std::to_string(limits::kItemsPerManifestMax) +
                       " members");
  }
  for (const auto& [name, json] : *items->as_object()) {
    const auto hash = digest_from_hex(name);
    if (!hash) return wrong_value("\"items\" has a member that is no SHA-256");
    parts.items.emplace_back(*hash, json);
  }
  parts.trust = TRY(trust_bundle_from(*TRY(file.object_at("trust"))));
  return parts;
}

Result<Manifest> manifest_of(const GenerationParts& parts) {
  Manifest manifest;
  manifest.selection = TRY(selection_from_json(TRY(Json::parse(parts.selection))));
  manifest.items = TRY(items_in_order(manifest.selection, parts));
  const std::vector<Problem> problems = validate(manifest);
  if (!problems.empty()) return first_of(problems);
  return manifest;
}

Result<Manifest> manifest_of(std::string_view bytes) {
  return manifest_of(TRY(open_generation_file(bytes)));
}

}  // namespace bangtin
