// A34: odd Ed25519 keys and signatures, tried twice: against the check as it is built, and against
// one that asks for no more than the equation of RFC 8032 holds. The first must come to no harm,
// the second must: so none of them fails for another reason than the one it names.
#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <functional>
#include <optional>

#include "shared/crypto/verify_key.h"

namespace bangtin {
namespace {

using Point = std::array<std::uint8_t, 32>;
using Scalar = std::array<std::uint8_t, 32>;

/// A key and a signature as they come from outside: bytes of any length.
using Check = std::function<bool(std::string key, std::string message, std::string signature)>;

bool as_built(const std::string& key, const std::string& message, const std::string& signature) {
  const auto* raw = reinterpret_cast<const std::uint8_t*>(key.data());
  const auto read = public_key_from_hex(to_hex(raw, key.size()));
  return read && VerifyKey::ed25519(*read).verifies(message, signature);
}

Point identity() { return {1}; }

/// Nothing when one of them is no point.
std::optional<Point> sum(const Point& left, const Point& right) {
  Point out;
  if (crypto_core_ed25519_add(out.data(), left.data(), right.data()) != 0) return std::nullopt;
  return out;
}

/// `scalar` times the point; the scalar may be any 256 bits.
std::optional<Point> times(const Scalar& scalar, const Point& point) {
  Point out = identity();
  for (int bit = 255; bit >= 0; --bit) {
    auto next = sum(out, out);
    if (next && ((scalar[std::size_t(bit / 8)] >> (bit % 8)) & 1) != 0) next = sum(*next, point);
    if (!next) return std::nullopt;
    out = *next;
  }
  return out;
}

/// [S]B = R + [h]A and nothing else: S of any size, any point, what is missing counts as zero.
bool bare_equation(std::string key, const std::string& message, std::string signature) {
  key.resize(32, '\0');
  signature.resize(64, '\0');
  Point a, r, base;
  Scalar s, h;
  std::copy_n(key.begin(), 32, a.begin());
  std::copy_n(signature.begin(), 32, r.begin());
  std::copy_n(signature.begin() + 32, 32, s.begin());
  base.fill(0x66);
  base[0] = 0x58;
  const std::string hashed = signature.substr(0, 32) + key + message;
  std::array<std::uint8_t, 64> hash;
  crypto_hash_sha512(hash.data(), reinterpret_cast<const std::uint8_t*>(hashed.data()),
                     hashed.size());
  crypto_core_ed25519_scalar_reduce(h.data(), hash.data());
  const auto left = times(s, base);
  const auto part = times(h, a);
  const auto right = part ? sum(r, *part) : std::nullopt;
  return left && right && *left == *right;
}

template <class Bytes>
std::string text_of(const Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

const KeyPair& somebody() {
  static const KeyPair pair = KeyPair::from_seed({34});
  return pair;
}

/// A key that belongs to nobody, since it has no private half, signs one of a few texts.
bool signs_for_nobody(const Check& check, const std::string& key) {
  const std::string signature = text_of(identity()) + std::string(32, '\0');
  for (int i = 0; i < 64; ++i) {
    if (check(key, "tin " + std::to_string(i), signature)) return true;
  }
  return false;
}

struct Attack {
  std::string name;
  /// True when it did its harm.
  std::function<bool(const Check&)> harms;
};

void PrintTo(const Attack& attack, std::ostream* out) { *out << attack.name; }

const std::vector<Attack>& all_attacks() {
  static const std::vector<Attack> attacks = {
      {"A34ASecondFormOfASignature",
       [](const Check& check) {
         Signature bent = somebody().sign("tin");
         // S + L says the same as S.
         constexpr Scalar kOrder = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,
                                    0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
                                    0,    0,    0,    0,    0,    0,    0,    0,
                                    0,    0,    0,    0,    0,    0,    0,    0x10};
         int carry = 0;
         for (std::size_t i = 0; i < kOrder.size(); ++i) {
           carry += bent.bytes[32 + i] + kOrder[i];
           bent.bytes[32 + i] = std::uint8_t(carry & 0xff);
           carry >>= 8;
         }
         return check(text_of(somebody().public_key().bytes), "tin", text_of(bent.bytes));
       }},
      {"A34AKeyThatIsTheNeutralPoint",
       [](const Check& check) { return signs_for_nobody(check, text_of(identity())); }},
      {"A34AKeyOfOrderTwo",
       [](const Check& check) {
         std::string key(32, '\xff');
         key.front() = '\xec';
         key.back() = '\x7f';
         return signs_for_nobody(check, key);
       }},
      {"A34AKeyOfOrderFour",
       [](const Check& check) { return signs_for_nobody(check, std::string(32, '\0')); }},
      {"A34AKeyWrittenInASecondForm",
       [](const Check& check) {
         std::string key(32, '\xff');  // p + 1: the neutral point again
         key.front() = '\xee';
         key.back() = '\x7f';
         return signs_for_nobody(check, key);
       }},
      {"A34ASignatureCutShort",
       [](const Check& check) {
         for (int i = 0; i < 200; ++i) {
           const std::string message = "tin " + std::to_string(i);
           std::string signature = text_of(somebody().sign(message).bytes);
           if (signature.back() != '\0') continue;
           signature.pop_back();
           return check(text_of(somebody().public_key().bytes), message, signature);
         }
         ADD_FAILURE() << "no signature ends in a zero";
         return false;
       }},
      {"A34AKeyCutShort",
       [](const Check& check) {
         return check(std::string("\x01", 1), "tin", text_of(identity()) + std::string(32, '\0'));
       }},
  };
  return attacks;
}

class KeyAttack : public testing::TestWithParam<Attack> {};

TEST_P(KeyAttack, ComesToNoHarm) { EXPECT_FALSE(GetParam().harms(as_built)); }

TEST_P(KeyAttack, WouldDoHarmWithoutItsGuard) { EXPECT_TRUE(GetParam().harms(bare_equation)); }

INSTANTIATE_TEST_SUITE_P(Keys, KeyAttack, testing::ValuesIn(all_attacks()),
                         [](const auto& attack) { return attack.param.name; });

TEST(KeyAttackList, ARightSignaturePassesBothChecksAndAForgedOneNeither) {
  const std::string key = text_of(somebody().public_key().bytes);
  std::string signature = text_of(somebody().sign("tin").bytes);
  for (const Check& check : {Check(as_built), Check(bare_equation)}) {
    EXPECT_TRUE(check(key, "tin", signature));
    EXPECT_FALSE(check(key, "tin khác", signature));
  }
}

}  // namespace
}  // namespace bangtin
