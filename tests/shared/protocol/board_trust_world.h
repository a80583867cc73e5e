// A board that pinned a commune's root, and the commune: for the tests of BoardTrust. Thread: one.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "shared/protocol/board_trust.h"
#include "tests/fakes/memory_trust_store.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/signed_commune.h"

namespace bangtin {

inline constexpr auto kDay = std::chrono::hours(24);
inline const Instant kNow = sample::midnight();
inline const BoardId kBoard{"board-1"};
inline const Place kPlace{"30307", "91", "UBND xã Tân Hưng"};
inline const std::string kProvince = "99091";
inline constexpr std::string_view kCompose = "compose-30307";
inline constexpr std::string_view kApprove = "approve-30307";

/// The n-th generation, whose items are versions of their own.
inline Manifest generation(std::int64_t number) {
  Manifest manifest = sample::manifest();
  manifest.selection.generation = number;
  manifest.selection.items.clear();
  for (ItemVersion& item : manifest.items) {
    item.number = number;
    manifest.selection.items.push_back(hash_of(item));
  }
  return manifest;
}

/// A board that accepted generation 1, and the commune whose root it pinned.
class BoardTrustTest : public testing::Test {
 protected:
  BoardTrustTest() {
    EXPECT_TRUE(trust_.pin(commune_.root()).ok());
    first_ = commune_.generation(generation(1));
    const auto accepted = verify(first_);
    EXPECT_TRUE(accepted.ok()) << accepted.error().message;
  }

  Result<VerifiedManifest> verify(const std::string& file, Instant now = kNow) {
    return trust_.verify(file, kBoard, now);
  }
  /// Everything but the items is signed; those by whoever listed them.
  std::string select(const Manifest& manifest) { return commune_.selected(kBoard, manifest); }
  std::string with_trust(const std::string& file, const TrustBundle& trust) {
    const GenerationParts parts = open_generation_file(file).value();
    return generation_file(parts.selection, manifest_of(parts)->items, trust);
  }
  TrustBundle trust_of(const std::string& file) { return open_generation_file(file)->trust; }

  /// The file is refused, and what was accepted is what it was: see kept_selection_test.
  void expect_refused(const std::string& file, Code code, std::string_view why = "",
                      Instant now = kNow) {
    const std::string accepted = store_.roles["=accepted"];
    const auto refused = verify(file, now);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, code) << refused.error().message;
    EXPECT_NE(refused.error().message.find(why), std::string::npos) << refused.error().message;
    EXPECT_EQ(store_.roles["=accepted"], accepted);
  }
  /// No list that came since speaks against it.
  void expect_on_the_glass(const Manifest& manifest) {
    const Status stands = trust_.stands(manifest);
    EXPECT_TRUE(stands.ok() || stands.error().code != Code::Denied) << stands.error().message;
  }
  void expect_taken(const std::string& file, const Manifest& manifest, Instant now = kNow) {
    const auto taken = verify(file, now);
    ASSERT_TRUE(taken.ok()) << taken.error().message;
    EXPECT_EQ(taken->manifest, manifest);
    EXPECT_FALSE(taken->stale);
  }

  SignedCommune commune_{kPlace};
  SimRepository& repo_ = commune_.repository;
  MemoryTrustStore store_;
  BoardTrust trust_{store_};
  std::string first_;
};

}  // namespace bangtin
