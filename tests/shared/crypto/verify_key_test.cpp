#include "shared/crypto/verify_key.h"

#include <gtest/gtest.h>

#include <string>

namespace bangtin {
namespace {

// Keys and signatures below were made by the program `openssl` 3.0 over this text.
constexpr std::string_view kMessage = "bảng tin";

constexpr std::string_view kEc =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE9lbqkOUSiTw9euw9BcW6hAWGVcHG\n"
    "NRi4gXRW0B9CH9t/nQVkHhDF6vvnK2QzSgX7syt8yLw30o8My9f7/xKgoA==\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view kEcCompressed =
    "-----BEGIN PUBLIC KEY-----\n"
    "MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgAC9lbqkOUSiTw9euw9BcW6hAWGVcHG\n"
    "NRi4gXRW0B9CH9s=\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view kEcExplicitCurve =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAA\n"
    "AAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA////\n"
    "///////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSd\n"
    "NgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5\n"
    "RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA\n"
    "//////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABN7WdlSVo19c3bm0AaPFAD4Z\n"
    "yZuN0wVfWRFKlK+yjr1hJYdyk4ECbJtWbeDDGf5LPfmag4j5td4W/f7UmVoAeLg=\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view kEc384 =
    "-----BEGIN PUBLIC KEY-----\n"
    "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEntLEknFxNZvRsfoOZtYs6o1d80ByPNIZ\n"
    "/uF75+9ofPBi1wS2Ch7RgzjTYiqAWveDKolceCMfwyK9AcGcYFOujt/+8/R2Eb99\n"
    "cMGxidEKIxMhBy9wDB+0X8/FuqNxJZYL\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view kRsa =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEArt7ja5xTqLs6JszYJCtW\n"
    "n7loJWT4SZ2oeSzfYsOPsaj6lnS5D5JBA+E1I2yoKqWv1t+MwJe5HjhLoxseXN4i\n"
    "Uso6gyA1jBv5DpE1kgwvp6Y7O0Gf5bPgXJDgABjDgzF9IYfoHK1EanSogo66O9Dr\n"
    "OPpyNHc59xEsZ+N+VgWuDgAIDi3SvMFDoLiCFXyTQY8GXqtXCuFSHCYWObFvIF2a\n"
    "jWk/MqUfdrAK4xTbLclk1jaP8Jx15iaDyNYQHjDicvew8RvjBP2JuuJIsRJduS/5\n"
    "kRu1aZFyfwzTaE3I/3vH33nW3P/APhF2tRHWeJM6+rDuvEcIRqnG8dyGmrcDzGKn\n"
    "QwIDAQAB\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view kRsa1024 =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDDXMaTBg85yUMnmvnDC+hP/BWo\n"
    "K4Wkru/x6qTRreX5rHVTIbjpc1nXfMaU1ttlGY5tKFjWQpa5TKqTWY70R+oyfPHe\n"
    "IUyzesW/pXmRfy+gBANM91p2bh/I+ro3Ug51ZV4cJE28WJolEaB7aLQiB++dcLay\n"
    "bDLAOjAM0ZD22ohkRQIDAQAB\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view kEcSignature =
    "304502205c34a1e8419ff1965c1e5c384136caf5dfb28a5fef4e3da6a4cafd887b2610510221008f0581dd13"
    "a8939d8023a568176003cf9b92973dc1349074a9fff63fff60b19a";
constexpr std::string_view kPssSaltOfDigest =
    "223ae4912b35ef77d74869f1f02c3323cd746dcd3937636296cd82fffce5a45f083a64227656dd7aa6317953"
    "616d70de7a3149f940e1cc497639f82ea3b6471cdb019da9436557d4a4eb4621e434fc273a919caef9251a03"
    "a1bfb0cb290d91db74c2d7739bd77596d84aae53116bd3b81a693ea587165be36586ac2340aaab57aebc4c70"
    "433ab61e1cdef27895e7aef7b6ea96fbecbac028366dac4cf8e85922895718f9a00a1a913cf3d29bd2ae492d"
    "9e701442e270afb4ad37d932fe3680d69ed1d6a3be3939472d855cb3a4556ce2fd1ab5f467ffe556153f89c4"
    "6feba4063c7ea12a483e98e1e5b90baa920a2172f05f15715b308ed5548187f9355346c2";
constexpr std::string_view kPssLongestSalt =
    "6445bf7cf63f3cc3383cebcb84675d3122d6db901dd19caea1171fe58c6dc3e93c8fb4fd51f43b4f2ffcfac0"
    "7b0605d2a36813ce145b2119735d4d062454a06c6674865c48cc5a8dc5ea43ecd6ad360aafaf09b506c9f415"
    "3e9da029ed2c3696c3419eac58d57a8a308dcf3dbc05c4aa93b0b9e3d493b048e2824f1fe0974fe25ea85497"
    "56d5c9cf7155a3af8533e17f1d81a251d3fa5fd1442704c0231647076f1e43be8d1357a44d0a49c589c04b76"
    "1289aaefc0a202e29d2be7194bd26a084fc334fc9be332cdaeb6b74e6225c1693e064a22dfddd3be60521c0c"
    "d49660b5cfff7f08f68818743aabfe329ee0a00f5ab002c3febb8f5ef87bc275e38301a6";
constexpr std::string_view kPssNoSalt =
    "5b6373012a21e691750b85d8daf1d22b6c42dabe2dc52b237ea23215369bc0313cd03418ae3780b5d545b2c2"
    "3135d0fafbe71faad6a53ecc66bdb9079e2d266c727dc714d9bdc3b219aed54d15d4bd5d390fde0ab7075bb9"
    "21a5ad291df01627f0d7b0bae41d718b022aca1fef329ccc509c3f919173bea71b9fa98ad6d888570af317e9"
    "c7a8a7b8b59bd31cd9203ac41f1a026ef909f92afea86f58f2b10c5783d0be0071a83b719ed214a2bf23850d"
    "a61010aaa7f4a158473ca8f7f45ebf8578528ba118a47da428ccc6dae5a9ccfadca9c3f1934a9ab892aed761"
    "bcac26ac73f814a61985922cc6680c256a8881da07c560cfc8d3e5474b06073ec746a716";
constexpr std::string_view kPssSha512 =
    "272fe23c0ec142739dc9e00523d8b5ba9e4c4d72361041bfb751ad3b254d2e1fa206e591fe0cd9ac2dd688ff"
    "22851ee8b2e18e2eaefd8f0be981ed5e549802227759263f5f597347d8437193fa8ec2d91d9c4fc1507d7bc7"
    "752458c8e708300d2101593a9a60015f9e6feaf4962a746094e58281cca17abc7d6f66856f5f1c4b87372462"
    "8f03dbc91be25c5b8ae5edf598625c9c5f2d5c46a8ffe62a5320142c60869103ad2547c50b2968ea2e44e021"
    "2214b923374637ccc783aa083b67cb37f485e1df28347930ceec82d1db5394e56055dc63a1fda6e1d64c89e1"
    "c6d5477937f6517734db417d20895016646be3de8ddcd107b03985b4f4fa2c409d9e99a6";
constexpr std::string_view kPkcs1 =
    "0da2c6c0898262648017194ecdcf11062919f144f23cd58dbed6a95a80485b00f646c8ebc0f4adbe68da5b10"
    "8a579519ce8b7e7afd8ebb9f55d4221d053b166f9f88d2a4cb3f2c3bc3ed9d80b1076c155b66a14fdc6c3415"
    "d0aaf87c6d5126aab9889aad2765c2c6f7d3ea17a3ebf7e0a8d6da91b7148aa9c70969f533da78d90970f21e"
    "c79b5e2cd079b0eefeec7b3b21c4b0d807d06f1675d7a23bcfee902d5071ce217583283d5c33bb48fb7171ea"
    "afb61f1cab5e1e4aa0078c61c04b598410830fcad065f5a5e3e988f345e16ef5d51cc0359ba7d60530be511a"
    "3c922b23129b3fc433a14e4638c1abdc2674a433578bb56a7b21ada8e008b2ba49a975f6";

std::string raw(std::string_view hex) {
  const Bytes bytes = from_hex(hex).value();
  return {bytes.begin(), bytes.end()};
}

/// Every one-byte change of the signature and of the message must be refused.
void expect_refuses_every_change(const VerifyKey& key, const std::string& signature) {
  ASSERT_TRUE(key.verifies(kMessage, signature));
  for (std::size_t i = 0; i < signature.size(); ++i) {
    std::string changed = signature;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(key.verifies(kMessage, changed)) << i;
    EXPECT_FALSE(key.verifies(kMessage, signature.substr(0, i))) << i;
  }
  for (std::size_t i = 0; i < kMessage.size(); ++i) {
    std::string changed(kMessage);
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(key.verifies(changed, signature)) << i;
  }
  EXPECT_FALSE(key.verifies(kMessage, signature + std::string(1, '\0')));
  EXPECT_FALSE(key.verifies(kMessage, ""));
  EXPECT_FALSE(key.verifies("", signature));
}

KeyPair ed25519_pair(std::uint8_t name) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(name);
  return KeyPair::from_seed(seed);
}

std::string text_of(const Signature& signature) { return raw(to_hex(signature)); }

TEST(VerifyKey, Ed25519ChecksExactlyItsMessage) {
  const KeyPair pair = ed25519_pair(1);
  expect_refuses_every_change(VerifyKey::ed25519(pair.public_key()), text_of(pair.sign(kMessage)));
}

TEST(VerifyKey, EcdsaChecksExactlyItsMessage) {
  const auto key = VerifyKey::ecdsa_p256(kEc);
  ASSERT_TRUE(key.ok());
  expect_refuses_every_change(*key, raw(kEcSignature));
}

TEST(VerifyKey, RsaPssChecksExactlyItsMessageWithASaltOfAnyLength) {
  const auto key = VerifyKey::rsa_pss(kRsa);
  ASSERT_TRUE(key.ok());
  expect_refuses_every_change(*key, raw(kPssSaltOfDigest));
  EXPECT_TRUE(key->verifies(kMessage, raw(kPssLongestSalt)));
  EXPECT_TRUE(key->verifies(kMessage, raw(kPssNoSalt)));
}

TEST(VerifyKey, RsaTakesNoOtherPaddingAndNoOtherHash) {
  const auto key = VerifyKey::rsa_pss(kRsa);
  ASSERT_TRUE(key.ok());
  EXPECT_FALSE(key->verifies(kMessage, raw(kPkcs1)));
  EXPECT_FALSE(key->verifies(kMessage, raw(kPssSha512)));
}

TEST(VerifyKey, AKeyOfOneKindIsNoneOfAnother) {
  EXPECT_FALSE(VerifyKey::ecdsa_p256(kRsa).ok());
  EXPECT_FALSE(VerifyKey::rsa_pss(kEc).ok());
  EXPECT_FALSE(VerifyKey::ecdsa_p256(kEc384).ok());
  EXPECT_FALSE(VerifyKey::ecdsa_p256(kEcExplicitCurve).ok());
  EXPECT_FALSE(VerifyKey::rsa_pss(kRsa1024).ok());
}

TEST(VerifyKey, WhatIsNoPemIsRefused) {
  for (const std::string& text : {std::string(), std::string("x"), std::string(kEc.substr(0, 90)),
                                  std::string(100'000, '-'), std::string(kEc).insert(40, "!")}) {
    EXPECT_FALSE(VerifyKey::ecdsa_p256(text).ok()) << text.substr(0, 100);
    EXPECT_FALSE(VerifyKey::rsa_pss(text).ok());
  }
}

TEST(VerifyKey, TwoSpellingsOfOneKeyAreOneKey) {
  const auto plain = VerifyKey::ecdsa_p256(kEc);
  const auto compressed = VerifyKey::ecdsa_p256(kEcCompressed);
  const auto spaced = VerifyKey::ecdsa_p256("a comment\n" + std::string(kEc) + "\n\n");
  ASSERT_TRUE(plain.ok() && compressed.ok() && spaced.ok());
  EXPECT_EQ(plain->identity(), compressed->identity());
  EXPECT_EQ(plain->identity(), spaced->identity());
  EXPECT_TRUE(compressed->verifies(kMessage, raw(kEcSignature)));
}

TEST(VerifyKey, DifferentKeysAreDifferent) {
  const Digest first = VerifyKey::ed25519(ed25519_pair(1).public_key()).identity();
  EXPECT_NE(first, VerifyKey::ed25519(ed25519_pair(2).public_key()).identity());
  EXPECT_NE(first, VerifyKey::ecdsa_p256(kEc)->identity());
  EXPECT_NE(VerifyKey::rsa_pss(kRsa)->identity(), VerifyKey::ecdsa_p256(kEc)->identity());
}

}  // namespace
}  // namespace bangtin
