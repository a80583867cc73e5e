// KeyRing: the sealed keys on this PC, of people and of the commune, a file each in one folder. No
// server ever has them (docs/adr/0010). Thread: one at a time; sealing and opening take about
// 0.2 s and 64 MiB by intent.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/crypto/sealed_key.h"

namespace bangtin {

/// "lan@31108": a person's key; `place` is the commune's code, or the server's host where nobody
/// has said the commune yet. Other characters than a file may have are encoded.
std::string person_key_name(std::string_view login, std::string_view place);
/// "commune-31108": stands for the commune's root.
std::string commune_key_name(std::string_view signing_code);
/// "commune-31108.next": is to take its place.
std::string next_commune_key_name(std::string_view signing_code);
bool is_commune_key_name(std::string_view name);

class KeyRing {
 public:
  /// `folder` is made when something is first kept; `random` outlives this.
  KeyRing(std::filesystem::path folder, Random& random, PasswordCost cost = {})
      : folder_(std::move(folder)), random_(random), cost_(cost) {}

  const std::filesystem::path& folder() const { return folder_; }
  Random& random() const { return random_; }

  bool has(std::string_view name) const;
  /// Errors: not_found; denied, key "trust.other_password"; corrupt, key "trust.key_damaged"; those
  /// of reading.
  Result<KeyPair> open(std::string_view name, std::string_view password) const;
  /// Whose key the file says it holds. Errors: not_found, corrupt, those of reading.
  Result<PublicKey> public_key(std::string_view name) const;
  /// The name of the file with this key; nothing when it is not on this PC.
  std::optional<std::string> find(const PublicKey& key) const;
  /// Seals and writes NAME.key (0600) in place of what was there, durably. Errors: unavailable,
  /// those of writing.
  Status keep(std::string_view name, const KeyPair& pair, std::string_view password) const;
  /// The same key under another password. Errors: those of open and keep.
  Status reseal(std::string_view name, std::string_view old_password,
                std::string_view new_password) const;
  Status remove(std::string_view name) const;
  /// Of all files, sorted.
  std::vector<std::string> names() const;

 private:
  std::filesystem::path path_of(std::string_view name) const;
  Result<std::string> read(std::string_view name) const;

  std::filesystem::path folder_;
  Random& random_;
  PasswordCost cost_;
};

}  // namespace bangtin
