#include "manager/client/key_ring.h"

#include "shared/base/files.h"
#include "shared/trust/file_name.h"

namespace bangtin {
namespace {

constexpr std::string_view kSuffix = ".key";
constexpr std::string_view kCommune = "commune-";
constexpr std::uintmax_t kFileBytesMax = 4'096;

}  // namespace

std::string person_key_name(std::string_view login, std::string_view place) {
  return tuf::file_name_of(login) + "@" + tuf::file_name_of(place);
}

std::string commune_key_name(std::string_view signing_code) {
  return std::string(kCommune) + tuf::file_name_of(signing_code);
}

std::string next_commune_key_name(std::string_view signing_code) {
  return commune_key_name(signing_code) + ".next";
}

bool is_commune_key_name(std::string_view name) {
  return name.starts_with(kCommune) && name.find('@') == name.npos;
}

std::filesystem::path KeyRing::path_of(std::string_view name) const {
  return folder_ / (std::string(name) + std::string(kSuffix));
}

Result<std::string> KeyRing::read(std::string_view name) const {
  return files::read_all(path_of(name), kFileBytesMax);
}

bool KeyRing::has(std::string_view name) const { return read(name).ok(); }

Result<KeyPair> KeyRing::open(std::string_view name, std::string_view password) const {
  auto pair = open_key(TRY(read(name)), password);
  if (pair.ok()) return pair;
  Error error = in_context(name, pair.error());
  if (error.code == Code::Denied) error.key = "trust.other_password";
  if (error.code == Code::Corrupt) error.key = "trust.key_damaged";
  return error;
}

Result<PublicKey> KeyRing::public_key(std::string_view name) const {
  return public_key_of_sealed(TRY(read(name)));
}

std::optional<std::string> KeyRing::find(const PublicKey& key) const {
  for (std::string& name : names()) {
    const auto said = public_key(name);
    if (said.ok() && *said == key) return std::move(name);
  }
  return std::nullopt;
}

Status KeyRing::keep(std::string_view name, const KeyPair& pair, std::string_view password) const {
  const std::string sealed = TRY(seal_key(pair, password, random_, cost_));
  TRY(files::make_folders(folder_));
  return files::write_atomic(path_of(name), sealed, true);
}

Status KeyRing::reseal(std::string_view name, std::string_view old_password,
                       std::string_view new_password) const {
  return keep(name, TRY(open(name, old_password)), new_password);
}

Status KeyRing::remove(std::string_view name) const { return files::remove(path_of(name)); }

std::vector<std::string> KeyRing::names() const {
  std::vector<std::string> names;
  for (std::string& file : files::list(folder_)) {
    if (!file.ends_with(kSuffix)) continue;
    file.resize(file.size() - kSuffix.size());
    names.push_back(std::move(file));
  }
  return names;
}

}  // namespace bangtin
