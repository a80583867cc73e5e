// What people sign, read back by the client that boards have.
#include "shared/trust/house_sign.h"

#include <gtest/gtest.h>

#include "shared/crypto/sha256.h"
#include "shared/trust/parse.h"
#include "shared/trust/trust_client.h"
#include "tests/fakes/memory_trust_store.h"

namespace bangtin {
namespace {

const Instant kNow = Instant(std::chrono::sys_days(std::chrono::year(2027) / 3 / 1));
const Instant kLater = kNow + std::chrono::hours(24);

KeyPair key(std::uint8_t name) { return KeyPair::from_seed({name}); }

const KeyPair& owner() {
  static const KeyPair kOwner = key(1);
  return kOwner;
}
const KeyPair& online() {
  static const KeyPair kOnline = key(2);
  return kOnline;
}

/// Serves what it is given.
class Files final : public tuf::Fetcher {
 public:
  Status fetch(const std::string& url_path, std::int64_t, const tuf::ByteSink& sink) override {
    const auto found = files.find(url_path);
    if (found == files.end()) return Error{Code::NotFound, "no such file", ""};
    return sink(found->second);
  }
  std::map<std::string, std::string> files;
};

CommuneKeys commune_keys() {
  return {"31108", {key(3).public_key()}, {key(4).public_key()}, online().public_key(), "a place"};
}

tuf::Targets targets_in(const std::string& envelope) {
  return tuf::parse_targets(tuf::parse_envelope(envelope)->signed_part).value();
}

/// A commune's files, the lists signed by these.
Files files_of(const KeyPair& composer, const KeyPair& approver, MemoryTrustStore& store) {
  Files out;
  tuf::Root root = first_root(owner().public_key(), online().public_key(), kLater);
  const tuf::MetadataFile first = tuf::publish_root(root, std::span(&owner(), 1));
  EXPECT_TRUE(tuf::TrustClient(out, store).pin_root(first.bytes).ok());
  out.files["1.targets.json"] = signed_targets(commune_keys(), 1, kLater, owner());
  const std::string item = item_path("31108", sha256("v"));
  const NamedFiles added = {{item, tuf::describe_target("v")}};
  out.files["1.compose-31108.json"] = next_list(1, {}, added, {}, kLater, composer);
  out.files["1.approve-31108.json"] = next_list(1, {}, added, {}, kLater, approver);
  tuf::Snapshot snapshot;
  tuf::Timestamp timestamp;
  snapshot.head.expires = timestamp.head.expires = kLater;
  for (const char* role : {"targets", "compose-31108", "approve-31108"}) {
    snapshot.meta[std::string(role) + ".json"] = {};
  }
  for (const auto& file : {tuf::publish_snapshot(snapshot, root, std::span(&online(), 1),
                                                 tuf::Detail::Version, timestamp),
                           tuf::publish_timestamp(timestamp, std::span(&online(), 1))}) {
    out.files[file.url_path] = file.bytes;
  }
  return out;
}

TEST(HouseSign, ABoardFollowsTheRootToTheListsOfBothPeople) {
  MemoryTrustStore store;
  Files files = files_of(key(3), key(4), store);
  tuf::TrustClient client(files, store);
  const Status refreshed = client.refresh(kNow);
  ASSERT_TRUE(refreshed.ok()) << refreshed.error().message;
  EXPECT_TRUE(check_two_people(client.targets(), "31108").ok());
  const auto place = client.targets().targets.find(place_path("31108"));
  ASSERT_NE(place, client.targets().targets.end());
  EXPECT_TRUE(describes(place->second, 7, sha256("a place")));
  for (const char* name : {"compose-31108", "approve-31108"}) {
    const std::string role(name);
    const auto read = client.read_role(std::span(&role, 1));
    ASSERT_TRUE(read.ok() && *read) << name;
    EXPECT_NE(client.named_by(**read, item_path("31108", sha256("v"))), nullptr);
  }
}

TEST(HouseSign, AKeyOfOneClassSignsNothingForTheOther) {
  MemoryTrustStore store;
  Files files = files_of(key(4), key(3), store);
  tuf::TrustClient client(files, store);
  ASSERT_TRUE(client.refresh(kNow).ok());
  for (const char* name : {"compose-31108", "approve-31108"}) {
    const std::string role(name);
    EXPECT_EQ(client.read_role(std::span(&role, 1)).error().code, Code::Denied) << name;
  }
}

TEST(HouseSign, TheServersKeySignsNeitherRootNorTargets) {
  tuf::Root root = first_root(owner().public_key(), online().public_key(), kLater);
  MemoryTrustStore store;
  Files files;
  const tuf::MetadataFile forged = tuf::publish_root(root, std::span(&online(), 1));
  EXPECT_EQ(tuf::TrustClient(files, store).pin_root(forged.bytes).error().code, Code::Denied);
  files = files_of(key(3), key(4), store);
  files.files["1.targets.json"] = signed_targets(commune_keys(), 1, kLater, online());
  EXPECT_EQ(tuf::TrustClient(files, store).refresh(kNow).error().code, Code::Denied);
}

TEST(HouseSign, ThePolicyIsSignedOnlyWhereItIsAskedFor) {
  CommuneKeys keys = commune_keys();
  EXPECT_FALSE(lets_one_person(targets_in(signed_targets(keys, 1, kLater, owner())), "31108"));
  keys.one_person = true;
  keys.approvers = keys.composers;
  const tuf::Targets targets = targets_in(signed_targets(keys, 2, kLater, owner()));
  EXPECT_TRUE(lets_one_person(targets, "31108"));
  EXPECT_FALSE(lets_one_person(targets, "31109"));
  EXPECT_TRUE(check_two_people(targets, "31108").ok());
}

TEST(HouseSign, AProvinceIsLetInByTheKeysOfItsRoot) {
  CommuneKeys keys = commune_keys();
  const ProvinceKeys province{
      "99091", {key(5).public_key(), key(6).public_key(), key(7).public_key()}, 2};
  keys.provinces = {province};
  const tuf::Targets targets = targets_in(signed_targets(keys, 1, kLater, owner()));
  EXPECT_EQ(provinces_of(targets), (std::vector<std::string>{"99091"}));
  ASSERT_EQ(province_keys_of(targets).size(), 1u);
  EXPECT_EQ(province_keys_of(targets)[0], province);
  const tuf::Delegation& role = targets.delegations->roles.back();
  EXPECT_EQ(role.paths, (std::vector<std::string>{"c/99091/*"}));
  EXPECT_TRUE(role.terminating);
  EXPECT_TRUE(
      province_keys_of(targets_in(signed_targets(commune_keys(), 1, kLater, owner()))).empty());
}

TEST(HouseSign, TheWordsOfAProvinceStandForItsKeysAndItsThreshold) {
  const ProvinceKeys province{"99091", {key(5).public_key(), key(6).public_key()}, 2};
  ProvinceKeys same = province;
  std::swap(same.keys[0], same.keys[1]);
  EXPECT_EQ(fingerprint_of(same), fingerprint_of(province));
  ProvinceKeys other = province;
  other.threshold = 1;
  EXPECT_NE(fingerprint_of(other), fingerprint_of(province));
  other = province;
  other.code = "99092";
  EXPECT_NE(fingerprint_of(other), fingerprint_of(province));
  other = province;
  other.keys.pop_back();
  EXPECT_NE(fingerprint_of(other), fingerprint_of(province));
}

TEST(HouseSign, TwoOfThreeOwnersMakeARootAndReplaceOneOfThem) {
  const Owners three{{key(1).public_key(), key(5).public_key(), key(6).public_key()}, 2};
  tuf::Root root = first_root(three, online().public_key(), kLater);
  EXPECT_EQ(owners_of(root, "99091").keys.size(), 3u);
  EXPECT_EQ(owners_of(root, "99091").threshold, 2);
  MemoryTrustStore store;
  Files files;
  const auto pins = [&](std::vector<KeyPair> signers) {
    tuf::Root copy = root;
    return tuf::TrustClient(files, store).pin_root(tuf::publish_root(copy, signers).bytes).ok();
  };
  EXPECT_FALSE(pins({key(1)}));
  EXPECT_FALSE(pins({key(1), key(9)}));
  EXPECT_TRUE(pins({key(1), key(6)}));
  const Owners changed{{key(1).public_key(), key(5).public_key(), key(8).public_key()}, 2};
  const tuf::Root next = with_keys(root, changed, online().public_key(), kLater);
  EXPECT_EQ(owners_of(next, "99091").keys, changed.keys);
  EXPECT_EQ(next.keys.size(), 4u) << "whom nobody needs is gone";
}

TEST(NextList, KeepsWhatLivesAddsWhatIsNewAndDropsTheRest) {
  const NamedFiles first = {{"c/1/a", tuf::describe_target("a")},
                            {"c/1/b", tuf::describe_target("b")}};
  const std::string one = next_list(1, {}, first, {}, kLater, key(3));
  const tuf::Targets before = targets_in(one);
  EXPECT_EQ(before.head.version, 1);
  EXPECT_EQ(before.head.expires, kLater);
  ASSERT_EQ(before.targets.size(), 2u);
  const NamedFiles more = {{"c/1/c", tuf::describe_target("c")}};
  const tuf::Targets after = targets_in(next_list(2, before, more, {"c/1/b"}, kLater, key(3)));
  EXPECT_EQ(after.head.version, 2);
  ASSERT_EQ(after.targets.size(), 2u);
  EXPECT_TRUE(after.targets.contains("c/1/b"));
  EXPECT_TRUE(after.targets.contains("c/1/c"));
  EXPECT_FALSE(after.delegations) << "a list hands nothing on";
}

}  // namespace
}  // namespace bangtin
