// The generation file: sealed, hashed, ruled. What a player believes.
#include <gtest/gtest.h>

#include "shared/crypto/sha256.h"
#include "shared/protocol/content_json.h"
#include "shared/trust/seal.h"
#include "tests/fakes/random_manifest.h"
#include "tests/fakes/sample_manifest.h"

namespace bangtin {
namespace {

KeyPair key(std::uint8_t name) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(name);
  return KeyPair::from_seed(seed);
}

std::string sealed(const Manifest& manifest) {
  return seal(SealKind::Selection, to_json(manifest.selection), key(1));
}

std::string file_of(const Manifest& manifest) {
  return generation_file(sealed(manifest), manifest.items);
}

Error refusal(const std::string& bytes) {
  const auto verified = verify_generation(bytes, key(1).public_key());
  EXPECT_FALSE(verified.ok());
  return verified.ok() ? Error{Code::Full, "", ""} : verified.error();
}

TEST(VerifyGeneration, GivesBackTheManifestThatWasSealed) {
  const Manifest manifest = sample::manifest();
  const auto verified = verify_generation(file_of(manifest), key(1).public_key());
  ASSERT_TRUE(verified.ok()) << verified.error().message;
  EXPECT_EQ(verified->manifest, manifest);
  EXPECT_EQ(verified->selection_hash, sha256(sealed(manifest)));
}

TEST(VerifyGeneration, GivesBackRandomManifestsInTheirOrder) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SeededRandom random(seed);
    const Manifest manifest = random_manifest(random);
    const auto verified = verify_generation(file_of(manifest), key(1).public_key());
    ASSERT_TRUE(verified.ok()) << seed << verified.error().message;
    ASSERT_EQ(verified->manifest, manifest);
    ASSERT_EQ(manifest_of(file_of(manifest)).value(), manifest);
  }
}

TEST(VerifyGeneration, RefusesAnotherServersSeal) {
  const auto verified = verify_generation(file_of(sample::manifest()), key(2).public_key());
  ASSERT_FALSE(verified.ok());
  EXPECT_EQ(verified.error().code, Code::Denied);
}

TEST(VerifyGeneration, RefusesASealOfAnotherKind) {
  const Manifest manifest = sample::manifest();
  const std::string wrong = seal(SealKind::PairingAnswer, to_json(manifest.selection), key(1));
  EXPECT_EQ(refusal(generation_file(wrong, manifest.items)).code, Code::Denied);
}

TEST(VerifyGeneration, RefusesAMissingItem) {
  Manifest manifest = sample::manifest();
  const std::string envelope = sealed(manifest);
  manifest.items.pop_back();
  EXPECT_EQ(refusal(generation_file(envelope, manifest.items)).code, Code::Corrupt);
}

TEST(VerifyGeneration, RefusesAnItemThatIsNotWhatItsHashSays) {
  std::string bytes = file_of(sample::manifest());
  const auto at = bytes.find("mất điện");
  ASSERT_NE(at, bytes.npos);
  bytes.replace(at, 4, "MAT ");
  EXPECT_EQ(refusal(bytes).code, Code::Corrupt);
}

TEST(VerifyGeneration, RefusesAnItemOfAnotherShapeEvenWithItsHash) {
  Manifest manifest = sample::manifest();
  Json odd = to_json(manifest.items[0]);
  odd.set("extra", 1);
  manifest.selection.items[0] = sha256(odd.dump());
  Json file = Json::parse(file_of(manifest)).value();
  Json items = *file.find("items");
  items.set(to_hex(manifest.selection.items[0]), odd);
  file.set("items", items);
  EXPECT_EQ(refusal(file.dump()).code, Code::Invalid);
}

TEST(VerifyGeneration, RefusesABrokenRuleAndNamesIt) {
  Manifest manifest = sample::manifest();
  manifest.selection.layouts[0].zones[0].rect_px.height_px = 41;
  const Error error = refusal(file_of(manifest));
  EXPECT_EQ(error.code, Code::Invalid);
  EXPECT_EQ(error.key, "rule.zone_overlap");
  EXPECT_NE(error.message.find("layouts[0].zones[1]"), std::string::npos);
  EXPECT_EQ(manifest_of(file_of(manifest)).error().key, "rule.zone_overlap");
}

TEST(VerifyGeneration, RefusesWhatIsNoGenerationFile) {
  for (const char* bytes :
       {"", "{}", "[]", R"({"selection":"x"})", R"({"items":{}})", R"({"selection":{},"items":{}})",
        R"({"selection":"x","items":[]})", R"({"selection":"{}","items":{"abc":{}}})",
        R"({"selection":"x","items":{}})"}) {
    EXPECT_EQ(refusal(bytes).code, Code::Invalid) << bytes;
    EXPECT_FALSE(manifest_of(bytes).ok()) << bytes;
  }
}

TEST(VerifyGeneration, TakesNoByteThatWasChanged) {
  const Manifest manifest = sample::manifest();
  const std::string bytes = file_of(manifest);
  SeededRandom random(3);
  for (int i = 0; i < 1'000; ++i) {
    std::string changed = bytes;
    const auto at = random.below(changed.size());
    changed[at] = static_cast<char>(changed[at] ^ static_cast<char>(1 + random.below(255)));
    const auto verified = verify_generation(changed, key(1).public_key());
    ASSERT_FALSE(verified.ok()) << at;
  }
}

TEST(VerifyGeneration, TakesNoFileThatWasCutShort) {
  const std::string bytes = file_of(sample::manifest());
  for (std::size_t size = 0; size < bytes.size(); size += 31) {
    ASSERT_FALSE(verify_generation(bytes.substr(0, size), key(1).public_key()).ok());
  }
}

TEST(GenerationFile, HoldsItsParts) {
  const Manifest manifest = sample::manifest();
  const auto parts = open_generation_file(file_of(manifest));
  ASSERT_TRUE(parts.ok());
  EXPECT_EQ(parts->sealed_selection, sealed(manifest));
  EXPECT_EQ(parts->items.size(), 3u);
}

}  // namespace
}  // namespace bangtin
