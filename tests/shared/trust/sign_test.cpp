#include "shared/trust/sign.h"

#include <gtest/gtest.h>

#include "shared/trust/checks.h"
#include "shared/trust/parse.h"

namespace bangtin::tuf {
namespace {

KeyPair key(std::uint8_t name) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(name);
  return KeyPair::from_seed(seed);
}

const Instant kExpires = Instant(std::chrono::sys_days(std::chrono::year(2030) / 1 / 1));

TEST(TrustSign, AKeyIdIsTheHashOfTheKeysCanonicalForm) {
  // Source: `printf` of the canonical JSON of this key, hashed by sha256sum.
  const auto raw =
      public_key_from_hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  EXPECT_EQ(key_id_of(key_of(*raw)),
            "74c181c7ad8a0855d4b55e44d2ba87aabdddb196832571f15f92fece332e4916");
}

TEST(TrustSign, ASignatureIsOverTheSignedPartAlone) {
  Json part;
  part.set("b", "\n");
  part.set("a", 1);
  const std::string bytes = sign(part, std::vector{key(1)});
  const auto envelope = parse_envelope(bytes);
  ASSERT_TRUE(envelope.ok());
  EXPECT_EQ(envelope->signed_bytes, "{\"a\":1,\"b\":\"\n\"}");
  const std::string id = key_id_of(key_of(key(1).public_key()));
  EXPECT_TRUE(has_signature_of(*envelope, id, VerifyKey::ed25519(key(1).public_key())));
  EXPECT_FALSE(has_signature_of(*envelope, id, VerifyKey::ed25519(key(2).public_key())));
  EXPECT_FALSE(has_signature_of(*envelope, "other", VerifyKey::ed25519(key(1).public_key())));
}

TEST(TrustSign, AddsAKeyOnce) {
  Keys keys;
  RoleKeys role;
  add_key(keys, role, key(1).public_key());
  add_key(keys, role, key(1).public_key());
  add_key(keys, role, key(2).public_key());
  EXPECT_EQ(keys.size(), 2u);
  EXPECT_EQ(role.key_ids.size(), 2u);
}

TEST(TrustSign, EachFileRaisesItsVersionAndIsNamedByTheOneAbove) {
  Root root;
  root.consistent_snapshot = true;
  Targets targets;
  Snapshot snapshot;
  Timestamp timestamp;
  root.head.expires = targets.head.expires = kExpires;
  snapshot.head.expires = timestamp.head.expires = kExpires + Millis(999);
  const std::vector signers = {key(1)};
  EXPECT_EQ(publish_root(root, signers).url_path, "1.root.json");
  EXPECT_EQ(publish_targets(targets, "a/b", root, signers, Detail::Version, snapshot).url_path,
            "1.a%2Fb.json");
  EXPECT_FALSE(snapshot.meta["a/b.json"].length);
  const auto file = publish_targets(targets, "a/b", root, signers, Detail::Bytes, snapshot);
  EXPECT_EQ(file.url_path, "2.a%2Fb.json");
  EXPECT_EQ(snapshot.meta["a/b.json"].version, 2);
  EXPECT_EQ(snapshot.meta["a/b.json"].length, static_cast<std::int64_t>(file.bytes.size()));
  EXPECT_TRUE(check_meta_bytes(AllGuards(), snapshot.meta["a/b.json"], file.bytes).ok());
  EXPECT_EQ(publish_snapshot(snapshot, root, signers, Detail::Version, timestamp).url_path,
            "1.snapshot.json");
  EXPECT_EQ(timestamp.snapshot.version, 1);
  const auto newest = publish_timestamp(timestamp, signers);
  EXPECT_EQ(newest.url_path, "timestamp.json");
  EXPECT_NE(newest.bytes.find("\"2030-01-01T00:00:00Z\""), std::string::npos) << newest.bytes;
  root.consistent_snapshot = false;
  EXPECT_EQ(publish_snapshot(snapshot, root, signers, Detail::Version, timestamp).url_path,
            "snapshot.json");
  EXPECT_EQ(publish_root(root, signers).url_path, "2.root.json");
}

}  // namespace
}  // namespace bangtin::tuf
