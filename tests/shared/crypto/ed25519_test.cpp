#include "shared/crypto/ed25519.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace bangtin {
namespace {

std::array<std::uint8_t, 32> seed_from_hex(std::string_view hex) {
  return digest_from_hex(hex).value().bytes;
}

std::string text_from_hex(std::string_view hex) {
  const Bytes bytes = from_hex(hex).value();
  return {bytes.begin(), bytes.end()};
}

/// Counts up from a start: different keys without chance.
class Counter final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override {
    for (auto& byte : bytes) byte = next_++;
  }

 private:
  std::uint8_t next_ = 0;
};

struct Vector {
  const char* seed;
  const char* public_key;
  const char* message;
  const char* signature;
};

// Source: RFC 8032 section 7.1, tests 1, 2, 3 and SHA(abc).
const Vector kVectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b"
     "4"
     "6bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11"
     "d"
     "8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc"
     "6"
     "594a7c15e9716ed28dc027beceea1ec40a"},
    {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
     "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3fee"
     "b"
     "bd454d4423643ce80e2a9ac94fa54ca49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e"
     "0"
     "303dca179c138ac17ad9bef1177331a704"},
};

TEST(Ed25519, SignsAsTheStandardSays) {
  for (const Vector& vector : kVectors) {
    const KeyPair pair = KeyPair::from_seed(seed_from_hex(vector.seed));
    EXPECT_EQ(to_hex(pair.public_key()), vector.public_key);
    EXPECT_EQ(to_hex(pair.seed().data(), 32), vector.seed);
    const std::string message = text_from_hex(vector.message);
    EXPECT_EQ(to_hex(pair.sign(message)), vector.signature);
    EXPECT_TRUE(verify(pair.public_key(), message, pair.sign(message)));
  }
}

TEST(Ed25519, RefusesEveryChangedBitOfSignatureAndKey) {
  const KeyPair pair = KeyPair::from_seed(seed_from_hex(kVectors[1].seed));
  const Signature good = pair.sign("chợ");
  for (std::size_t bit = 0; bit < 512; ++bit) {
    Signature bad = good;
    bad.bytes[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
    EXPECT_FALSE(verify(pair.public_key(), "chợ", bad)) << bit;
  }
  for (std::size_t bit = 0; bit < 256; ++bit) {
    PublicKey bad = pair.public_key();
    bad.bytes[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
    EXPECT_FALSE(verify(bad, "chợ", good)) << bit;
  }
}

TEST(Ed25519, RefusesAnotherMessage) {
  const KeyPair pair = KeyPair::from_seed(seed_from_hex(kVectors[1].seed));
  const Signature good = pair.sign("chợ");
  EXPECT_TRUE(verify(pair.public_key(), "chợ", good));
  EXPECT_FALSE(verify(pair.public_key(), "chợ ", good));
  EXPECT_FALSE(verify(pair.public_key(), "", good));
}

TEST(Ed25519, RefusesTheSecondSpellingOfASignature) {
  // S + L verifies in sloppy libraries: the signature could be changed without the key.
  constexpr std::array<std::uint8_t, 32> kOrder = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,
                                                   0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
                                                   0,    0,    0,    0,    0,    0,    0,    0,
                                                   0,    0,    0,    0,    0,    0,    0,    0x10};
  const KeyPair pair = KeyPair::from_seed(seed_from_hex(kVectors[0].seed));
  Signature signature = pair.sign("x");
  ASSERT_TRUE(verify(pair.public_key(), "x", signature));
  unsigned carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    carry += static_cast<unsigned>(signature.bytes[32 + i]) + kOrder[i];
    signature.bytes[32 + i] = static_cast<std::uint8_t>(carry);
    carry >>= 8;
  }
  ASSERT_EQ(carry, 0u);
  EXPECT_FALSE(verify(pair.public_key(), "x", signature));
}

TEST(Ed25519, RefusesKeysThatWouldMatchAnySignature) {
  // The points of small order, and spellings of coordinates beyond the field's prime: with such a
  // key R = identity, S = 0 can "sign" anything.
  Signature forged;
  forged.bytes[0] = 1;
  for (const char* hex : {
           "0100000000000000000000000000000000000000000000000000000000000000",
           "0000000000000000000000000000000000000000000000000000000000000000",
           "0000000000000000000000000000000000000000000000000000000000000080",
           "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
           "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
           "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
           "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
           "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
           "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
           "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
           "0100000000000000000000000000000000000000000000000000000000000080",
       }) {
    const auto key = public_key_from_hex(hex);
    ASSERT_TRUE(key.has_value()) << hex;
    for (int n = 0; n < 64; ++n) {
      EXPECT_FALSE(verify(*key, "message " + std::to_string(n), forged)) << hex;
    }
  }
}

TEST(KeyPair, IsMadeFromTheRandomSourceAlone) {
  Counter random;
  const KeyPair first = KeyPair::generate(random);
  const KeyPair second = KeyPair::generate(random);
  EXPECT_NE(first.public_key(), second.public_key());
  EXPECT_EQ(first.public_key(), KeyPair::from_seed(first.seed()).public_key());
  EXPECT_EQ(first.seed()[31], 31);
}

TEST(KeyPair, CopiesKeepTheKey) {
  Counter random;
  const KeyPair first = KeyPair::generate(random);
  KeyPair copy = KeyPair::generate(random);
  copy = first;
  EXPECT_EQ(copy.sign("x"), first.sign("x"));
}

TEST(Ed25519Hex, TakesExactlyTheRightLength) {
  const std::string key = kVectors[0].public_key;
  const std::string signature = kVectors[0].signature;
  EXPECT_EQ(to_hex(public_key_from_hex(key).value()), key);
  EXPECT_EQ(to_hex(signature_from_hex(signature).value()), signature);
  EXPECT_EQ(public_key_from_hex(signature), std::nullopt);
  EXPECT_EQ(public_key_from_hex(key.substr(2)), std::nullopt);
  EXPECT_EQ(signature_from_hex(key), std::nullopt);
  EXPECT_EQ(signature_from_hex(signature + "00"), std::nullopt);
  EXPECT_EQ(public_key_from_hex(std::string(64, 'x')), std::nullopt);
  EXPECT_EQ(public_key_from_hex(""), std::nullopt);
}

}  // namespace
}  // namespace bangtin
