#include "shared/crypto/sealed_key.h"

#include <algorithm>
#include <optional>

#include "shared/base/json.h"
#include "shared/crypto/raw.h"
#include "shared/crypto/sha256.h"
#include "shared/crypto/sodium.h"

namespace bangtin {
namespace {

constexpr std::int64_t kVersion = 1;
constexpr std::size_t kSealedBytesMax = 4'096;
constexpr std::size_t kSeedBytes = 32;
constexpr std::size_t kSaltBytes = crypto_pwhash_SALTBYTES;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kSecretBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kBoxBytes = kSeedBytes + crypto_aead_xchacha20poly1305_ietf_ABYTES;
/// A file that asks for more than this was not written by us.
constexpr std::int64_t kOperationsMax = 16;
constexpr std::int64_t kMemoryBytesMax = 256ll << 20;

/// Without I, L, O and U: nobody takes one of these for another.
constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kCheckBytes = 3;
constexpr std::size_t kSheetBytes = kSeedBytes + kCheckBytes;
constexpr std::size_t kSheetCharacters = kSheetBytes * 8 / 5;
constexpr std::size_t kGroupCharacters = 4;
constexpr std::size_t kLineGroups = 7;
static_assert(kSheetCharacters * 5 == kSheetBytes * 8);

Error corrupt(std::string why) { return {Code::Corrupt, "sealed key: " + std::move(why), {}}; }

/// Bytes that are wiped when they go.
template <std::size_t size>
struct Secret {
  std::array<std::uint8_t, size> bytes{};
  Secret() = default;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { sodium_memzero(bytes.data(), bytes.size()); }
};

/// What of the file is not secret.
struct Header {
  PasswordCost cost;
  Bytes salt, nonce;
  PublicKey key;

  Json to_json() const {
    Json json;
    json.set("version", kVersion).set("kdf", "argon2id");
    json.set("operations", std::int64_t(cost.operations));
    json.set("memory_bytes", std::int64_t(cost.memory_bytes));
    json.set("salt", to_hex(salt)).set("nonce", to_hex(nonce)).set("public", bangtin::to_hex(key));
    return json;
  }
};

Result<Bytes> bytes_at(const Json& json, std::string_view key, std::size_t size) {
  const auto bytes = from_hex(TRY(json.string_at(key)));
  if (!bytes || bytes->size() != size) return corrupt("wrong \"" + std::string(key) + "\"");
  return *bytes;
}

/// SHA-256 of everything else: damage is told from a wrong password.
std::string check_of(const Json& header, const Bytes& box) {
  return to_hex(sha256(header.dump() + to_hex(box)));
}

struct SealedFile {
  Header header;
  Bytes box;
};

Result<SealedFile> read_fields(const Json& json) {
  if (TRY(json.int_at("version")) != kVersion) return corrupt("another version");
  if (TRY(json.string_at("kdf")) != "argon2id") return corrupt("not argon2id");
  SealedFile file;
  Header& header = file.header;
  header.cost.operations = std::uint64_t(TRY(json.int_at("operations", 1, kOperationsMax)));
  header.cost.memory_bytes = std::size_t(
      TRY(json.int_at("memory_bytes", std::int64_t(crypto_pwhash_MEMLIMIT_MIN), kMemoryBytesMax)));
  header.salt = TRY(bytes_at(json, "salt", kSaltBytes));
  header.nonce = TRY(bytes_at(json, "nonce", kNonceBytes));
  const auto key = public_key_from_hex(TRY(json.string_at("public")));
  if (!key) return corrupt("wrong \"public\"");
  header.key = *key;
  file.box = TRY(bytes_at(json, "sealed", kBoxBytes));
  if (TRY(json.string_at("check")) != check_of(header.to_json(), file.box)) {
    return corrupt("the bytes are not those that were written");
  }
  return file;
}

Result<SealedFile> read_sealed(std::string_view sealed) {
  if (sealed.size() > kSealedBytesMax) return corrupt("too large");
  const auto json = Json::parse(sealed);
  if (!json.ok()) return corrupt(json.error().message);
  auto file = read_fields(*json);
  if (!file.ok() && file.error().code != Code::Corrupt) return corrupt(file.error().message);
  return file;
}

Status derive(std::string_view password, const Header& header, Secret<kSecretBytes>& secret) {
  const char* text = password.empty() ? "" : password.data();
  if (crypto_pwhash(secret.bytes.data(), secret.bytes.size(), text, password.size(),
                    header.salt.data(), header.cost.operations, header.cost.memory_bytes,
                    crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return Error{Code::Unavailable, "no memory to open a key", {}};
  }
  return {};
}

std::array<std::uint8_t, kCheckBytes> sheet_check(const std::array<std::uint8_t, 32>& seed) {
  Sha256 hash;
  hash.update("bangtin recovery sheet 1\n");
  hash.update(seed);
  const Digest digest = hash.finish();
  std::array<std::uint8_t, kCheckBytes> check{};
  std::copy_n(digest.bytes.begin(), kCheckBytes, check.begin());
  return check;
}

/// The value of a letter as people type it.
std::optional<std::uint8_t> value_of(char c) {
  if (c >= 'a' && c <= 'z') c = char(c - 'a' + 'A');
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  const auto at = kLetters.find(c);
  if (at == kLetters.npos) return std::nullopt;
  return std::uint8_t(at);
}

}  // namespace

Result<std::string> seal_key(const KeyPair& pair, std::string_view password, Random& random,
                             PasswordCost cost) {
  sodium_ready();
  Header header{cost, Bytes(kSaltBytes), Bytes(kNonceBytes), pair.public_key()};
  random.fill(header.salt);
  random.fill(header.nonce);
  Secret<kSecretBytes> secret;
  TRY(derive(password, header, secret));
  Json json = header.to_json();
  const std::string told = json.dump();
  Bytes box(kBoxBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(box.data(), nullptr, pair.seed().data(),
                                             pair.seed().size(), raw(told), told.size(), nullptr,
                                             header.nonce.data(), secret.bytes.data());
  std::string check = check_of(json, box);
  json.set("sealed", to_hex(box)).set("check", std::move(check));
  return json.dump();
}

Result<KeyPair> open_key(std::string_view sealed, std::string_view password) {
  sodium_ready();
  const SealedFile file = TRY(read_sealed(sealed));
  Secret<kSecretBytes> secret;
  TRY(derive(password, file.header, secret));
  const std::string told = file.header.to_json().dump();
  Secret<kSeedBytes> seed;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          seed.bytes.data(), nullptr, nullptr, file.box.data(), file.box.size(), raw(told),
          told.size(), file.header.nonce.data(), secret.bytes.data()) != 0) {
    return Error{Code::Denied, "sealed under another password", {}};
  }
  KeyPair pair = KeyPair::from_seed(seed.bytes);
  if (pair.public_key() != file.header.key) return corrupt("another public key");
  return pair;
}

Result<PublicKey> public_key_of_sealed(std::string_view sealed) {
  return TRY(read_sealed(sealed)).header.key;
}

std::string recovery_sheet(const KeyPair& pair) {
  Secret<kSheetBytes> bytes;
  const auto check = sheet_check(pair.seed());
  std::ranges::copy(pair.seed(), bytes.bytes.begin());
  std::ranges::copy(check, bytes.bytes.begin() + kSeedBytes);
  std::string sheet;
  std::uint32_t bits = 0;
  int held = 0;
  std::size_t written = 0;
  for (const std::uint8_t byte : bytes.bytes) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= 5) {
      if (written != 0 && written % kGroupCharacters == 0) {
        sheet += written % (kGroupCharacters * kLineGroups) == 0 ? '\n' : ' ';
      }
      held -= 5;
      sheet += kLetters[(bits >> held) & 31];
      ++written;
    }
  }
  return sheet;
}

Result<KeyPair> key_from_sheet(std::string_view sheet) {
  const Error wrong{Code::Invalid, "not what is on a recovery sheet", "trust.sheet_wrong"};
  Secret<kSheetBytes> bytes;
  std::uint32_t bits = 0;
  int held = 0;
  std::size_t filled = 0, read = 0;
  for (const char c : sheet) {
    if (c == ' ' || c == '-' || c == '\n' || c == '\r' || c == '\t') continue;
    const auto value = value_of(c);
    if (!value || ++read > kSheetCharacters) return wrong;
    bits = (bits << 5) | *value;
    held += 5;
    if (held < 8) continue;
    held -= 8;
    bytes.bytes[filled++] = std::uint8_t(bits >> held);
  }
  if (read != kSheetCharacters) return wrong;
  Secret<kSeedBytes> seed;
  std::copy_n(bytes.bytes.begin(), kSeedBytes, seed.bytes.begin());
  if (!std::equal(bytes.bytes.begin() + kSeedBytes, bytes.bytes.end(),
                  sheet_check(seed.bytes).begin())) {
    return wrong;
  }
  return KeyPair::from_seed(seed.bytes);
}

}  // namespace bangtin
