// The generation file: hashed, ruled, and carrying what the board judges it by. Who may have signed
// it is in board_trust_test.
#include <gtest/gtest.h>

#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/board_trust.h"
#include "tests/fakes/random_manifest.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/signed_commune.h"

namespace bangtin {
namespace {

std::string selection_of(const Manifest& manifest) { return to_json(manifest.selection).dump(); }

TrustBundle sample_trust() {
  return {{"{\"a\":\"ẩ\"}", "root 3"}, {{"timestamp", "now\n"}, {"select/board-1", ""}}};
}

std::string file_of(const Manifest& manifest) {
  return generation_file(selection_of(manifest), manifest.items, sample_trust());
}

Error refusal(const std::string& bytes) {
  const auto manifest = manifest_of(bytes);
  EXPECT_FALSE(manifest.ok());
  return manifest.ok() ? Error{Code::Full, "", ""} : manifest.error();
}

TEST(GenerationFile, HoldsItsParts) {
  const Manifest manifest = sample::manifest();
  const auto parts = open_generation_file(file_of(manifest));
  ASSERT_TRUE(parts.ok());
  EXPECT_EQ(parts->selection, selection_of(manifest));
  EXPECT_EQ(parts->items.size(), 3u);
  EXPECT_EQ(parts->trust, sample_trust());
}

TEST(GenerationFile, GivesBackRandomManifestsInTheirOrder) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SeededRandom random(seed);
    const Manifest manifest = random_manifest(random);
    const auto read = manifest_of(file_of(manifest));
    ASSERT_TRUE(read.ok()) << seed << read.error().message;
    ASSERT_EQ(*read, manifest);
  }
}

TEST(GenerationFile, RefusesAMissingItem) {
  Manifest manifest = sample::manifest();
  const std::string selection = selection_of(manifest);
  manifest.items.pop_back();
  EXPECT_EQ(refusal(generation_file(selection, manifest.items, {})).code, Code::Corrupt);
}

TEST(GenerationFile, RefusesAnItemThatIsNotWhatItsHashSays) {
  std::string bytes = file_of(sample::manifest());
  const auto at = bytes.find("mất điện");
  ASSERT_NE(at, bytes.npos);
  bytes.replace(at, 4, "MAT ");
  EXPECT_EQ(refusal(bytes).code, Code::Corrupt);
}

TEST(GenerationFile, RefusesAnItemOfAnotherShapeEvenWithItsHash) {
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

TEST(GenerationFile, RefusesABrokenRuleAndNamesIt) {
  Manifest manifest = sample::manifest();
  manifest.selection.layouts[0].zones[0].rect_px.height_px = 41;
  const Error error = refusal(file_of(manifest));
  EXPECT_EQ(error.code, Code::Invalid);
  EXPECT_EQ(error.key, "rule.zone_overlap");
  EXPECT_NE(error.message.find("layouts[0].zones[1]"), std::string::npos);
}

TEST(GenerationFile, RefusesWhatIsNoGenerationFile) {
  for (const char* bytes :
       {"", "{}", "[]", R"({"selection":"x"})", R"({"items":{}})",
        R"({"selection":{},"items":{},"trust":{"roots":[],"roles":{}}})",
        R"({"selection":"x","items":[],"trust":{"roots":[],"roles":{}}})",
        R"({"selection":"{}","items":{"abc":{}},"trust":{"roots":[],"roles":{}}})",
        R"({"selection":"x","items":{},"trust":{"roots":[],"roles":{}}})",
        R"({"selection":"{}","items":{}})", R"({"selection":"{}","items":{},"trust":[]})",
        R"({"selection":"{}","items":{},"trust":{"roots":[]}})",
        R"({"selection":"{}","items":{},"trust":{"roots":[7],"roles":{}}})",
        R"({"selection":"{}","items":{},"trust":{"roots":[],"roles":{"a":{}}}})"}) {
    EXPECT_EQ(refusal(bytes).code, Code::Invalid) << bytes;
  }
}

TEST(GenerationFile, RefusesMoreMetadataThanACommuneHas) {
  TrustBundle trust;
  for (std::size_t i = 0; i <= limits::kTrustRolesVisited; ++i) trust.roles[std::to_string(i)] = "";
  const Manifest manifest = sample::manifest();
  EXPECT_EQ(refusal(generation_file(selection_of(manifest), manifest.items, trust)).code,
            Code::Invalid);
  trust = {};
  trust.roots.resize(std::size_t(limits::kTrustRootStepsMax) + 1);
  EXPECT_EQ(refusal(generation_file(selection_of(manifest), manifest.items, trust)).code,
            Code::Invalid);
}

TEST(GenerationFile, NoByteOfWhatPeopleSignedCanBeChanged) {
  const Manifest manifest = sample::manifest();
  SignedCommune commune(manifest.selection.place);
  const std::string bytes = commune.generation(manifest);
  const BoardId& board = manifest.selection.board;
  ASSERT_TRUE(verify_alone(bytes, commune.root(), board, sample::midnight()).ok());
  SeededRandom random(3);
  for (int i = 0; i < 1'000; ++i) {
    std::string changed = bytes;
    const auto at = random.below(changed.size());
    changed[at] = static_cast<char>(changed[at] ^ static_cast<char>(1 + random.below(255)));
    const auto verified = verify_alone(changed, commune.root(), board, sample::midnight());
    // Some bytes of metadata only spell the same thing otherwise; what is shown is the same.
    if (verified.ok()) {
      ASSERT_EQ(verified->manifest, manifest) << at;
    }
  }
}

TEST(GenerationFile, NoFileThatWasCutShortIsTaken) {
  const Manifest manifest = sample::manifest();
  SignedCommune commune(manifest.selection.place);
  const std::string bytes = commune.generation(manifest);
  for (std::size_t size = 0; size < bytes.size(); size += 31) {
    ASSERT_FALSE(verify_alone(bytes.substr(0, size), commune.root(), manifest.selection.board,
                              sample::midnight())
                     .ok());
  }
}

}  // namespace
}  // namespace bangtin
