#include "shared/trust/seal.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

KeyPair key(std::uint8_t name) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(name);
  return KeyPair::from_seed(seed);
}

Json value() {
  Json json;
  json.set("generation", 7);
  json.set("agency", "UBND xã Tân Hưng");
  return json;
}

Code refusal(SealKind kind, const std::string& envelope, const KeyPair& by) {
  const auto opened = open(kind, envelope, by.public_key());
  EXPECT_FALSE(opened.ok());
  return opened.ok() ? Code::Full : opened.error().code;
}

TEST(Seal, OpensForTheKeyThatMadeIt) {
  const std::string envelope = seal(SealKind::PairingAnswer, value(), key(1)).value();
  const auto opened = open(SealKind::PairingAnswer, envelope, key(1).public_key());
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(*opened, value());
  EXPECT_EQ(Json::parse(envelope)->dump(), envelope) << "canonical";
}

TEST(Seal, IsTheSameBytesForTheSameValue) {
  EXPECT_EQ(seal(SealKind::PairingAnswer, value(), key(1)).value(),
            seal(SealKind::PairingAnswer, value(), key(1)).value());
}

TEST(Seal, IsClosedToAnotherKey) {
  const std::string envelope = seal(SealKind::PairingAnswer, value(), key(1)).value();
  EXPECT_EQ(refusal(SealKind::PairingAnswer, envelope, key(2)), Code::Denied);
}

/// The kind is part of what is signed: a signature over another kind, or over the value alone,
/// never stands for this one.
TEST(Seal, OfOneKindNeverStandsForAnother) {
  const auto with_signature_over = [](const std::string& text) {
    Json envelope = Json::parse(seal(SealKind::PairingAnswer, value(), key(1)).value()).value();
    Json signature = envelope.find("signatures")->as_array()->front();
    signature.set("sig", to_hex(key(1).sign(text)));
    envelope.set("signatures", Json::Array{signature});
    return envelope.dump();
  };
  const std::string bytes = value().dump();
  EXPECT_TRUE(open(SealKind::PairingAnswer, with_signature_over("pairing-answer\n" + bytes),
                   key(1).public_key())
                  .ok());
  for (const std::string& text : {"selection\n" + bytes, bytes, "\n" + bytes}) {
    EXPECT_EQ(refusal(SealKind::PairingAnswer, with_signature_over(text), key(1)), Code::Denied);
  }
}

TEST(Seal, BreaksWithAnyChangedByteOfTheValue) {
  const std::string envelope = seal(SealKind::PairingAnswer, value(), key(1)).value();
  for (std::size_t i = 0; i < envelope.size(); ++i) {
    for (const char flip : {'\x01', '\x20'}) {
      std::string changed = envelope;
      changed[i] = static_cast<char>(changed[i] ^ flip);
      const auto opened = open(SealKind::PairingAnswer, changed, key(1).public_key());
      EXPECT_FALSE(opened.ok()) << "byte " << i;
    }
  }
}

TEST(Seal, HoldsHoweverTheEnvelopeIsSpaced) {
  std::string envelope = seal(SealKind::PairingAnswer, value(), key(1)).value();
  envelope.insert(1, "\n  ");
  EXPECT_TRUE(open(SealKind::PairingAnswer, envelope, key(1).public_key()).ok());
}

TEST(Seal, FindsItsKeyAmongOtherSignatures) {
  const auto mine = Json::parse(seal(SealKind::PairingAnswer, value(), key(1)).value());
  const auto other = Json::parse(seal(SealKind::PairingAnswer, value(), key(2)).value());
  Json::Array both = *other->find("signatures")->as_array();
  both.push_back(mine->find("signatures")->as_array()->front());
  Json envelope = *mine;
  envelope.set("signatures", both);
  EXPECT_TRUE(open(SealKind::PairingAnswer, envelope.dump(), key(1).public_key()).ok());
  EXPECT_TRUE(open(SealKind::PairingAnswer, envelope.dump(), key(2).public_key()).ok());
  EXPECT_EQ(refusal(SealKind::PairingAnswer, envelope.dump(), key(3)), Code::Denied);

  both.resize(17, both[0]);
  envelope.set("signatures", both);
  EXPECT_EQ(refusal(SealKind::PairingAnswer, envelope.dump(), key(1)), Code::Invalid);
}

TEST(Seal, RefusesWhatIsNoEnvelope) {
  for (const char* bytes :
       {"", "{", "[]", "null", "7", "{}", R"({"signed":{}})", R"({"signatures":[]})",
        R"({"signed":{},"signatures":{}})", R"({"signed":{},"signatures":[7]})",
        R"({"signed":{},"signatures":[{"keyid":"x"}]})",
        R"({"signed":{},"signatures":[{"keyid":"x","sig":"00"}]})",
        R"({"signed":{},"signed":{},"signatures":[]})"}) {
    EXPECT_EQ(refusal(SealKind::PairingAnswer, bytes, key(1)), Code::Invalid) << bytes;
  }
  EXPECT_EQ(refusal(SealKind::PairingAnswer, R"({"signed":{},"signatures":[]})", key(1)),
            Code::Denied);
}

TEST(Seal, KeepsTheKeyIdAndTheSignedBytesForEver) {
  const std::string envelope = seal(SealKind::PairingAnswer, Json("x"), key(1)).value();
  const auto json = Json::parse(envelope);
  const Json& signature = json->find("signatures")->as_array()->front();
  const auto sig = signature_from_hex(*signature.find("sig")->as_string());
  ASSERT_TRUE(sig.has_value());
  EXPECT_TRUE(verify(key(1).public_key(), "pairing-answer\n\"x\"", *sig));
  EXPECT_EQ(signature.find("keyid")->as_string()->size(), 64u);
}

TEST(Peek, ShowsTheValueWhoeverSignedIt) {
  EXPECT_EQ(peek(seal(SealKind::PairingAnswer, value(), key(9)).value()).value(), value());
  EXPECT_EQ(peek("{}").error().code, Code::Invalid);
  EXPECT_EQ(peek("x").error().code, Code::Invalid);
}

}  // namespace
}  // namespace bangtin
