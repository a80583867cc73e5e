#include "shared/trust/trust_client.h"

#include <gtest/gtest.h>

#include <utility>

#include "shared/trust/parse.h"
#include "tests/fakes/memory_trust_store.h"
#include "tests/fakes/sim_repository.h"

namespace bangtin {
namespace {

constexpr auto kDay = std::chrono::hours(24);
const Instant kNow = Instant(std::chrono::sys_days(std::chrono::year(2027) / 3 / 1));

class TrustClient : public testing::Test {
 protected:
  TrustClient() {
    EXPECT_TRUE(tuf::TrustClient(repo_, store_).pin_root(repo_.newest("root")).ok());
  }

  Status refresh(Instant now = kNow) { return tuf::TrustClient(repo_, store_).refresh(now); }
  Code refusal(Instant now = kNow) {
    const Status status = refresh(now);
    EXPECT_FALSE(status.ok());
    return status.ok() ? Code::Full : status.error().code;
  }
  /// What a fresh client asks for while it looks `path` up, behind the four top roles.
  std::string roles_asked_for(std::string_view path) {
    store_.roles = {{"root", store_.roles["root"]}};
    const std::size_t from = repo_.requests.size();
    tuf::TrustClient client(repo_, store_);
    EXPECT_TRUE(client.refresh(kNow).ok());
    const std::size_t top = repo_.requests.size();
    EXPECT_EQ(top - from, 4u);
    (void)client.find_target(path);
    return repo_.requests_since(top);
  }
  std::string role_of(std::string_view path) {
    tuf::TrustClient client(repo_, store_);
    EXPECT_TRUE(client.refresh(kNow).ok());
    const auto target = client.find_target(path);
    return target ? target->role : "none: " + std::string(code_name(target.error().code));
  }

  SimRepository repo_{kNow + 30 * kDay};
  MemoryTrustStore store_;
};

TEST_F(TrustClient, AsksForEachRoleOnceInOrder) {
  ASSERT_TRUE(refresh().ok());
  EXPECT_EQ(repo_.requests_since(0), "2.root.json timestamp.json 1.snapshot.json 1.targets.json");
}

TEST_F(TrustClient, KeepsTheBytesAsTheyCame) {
  repo_.newest("timestamp") += " \n";
  ASSERT_TRUE(refresh().ok());
  for (const char* role : {"root", "timestamp", "snapshot", "targets"}) {
    EXPECT_EQ(store_.roles[role], repo_.newest(role)) << role;
  }
}

TEST_F(TrustClient, AsksForNothingThatItHas) {
  ASSERT_TRUE(refresh().ok());
  const std::size_t from = repo_.requests.size();
  ASSERT_TRUE(refresh().ok());
  EXPECT_EQ(repo_.requests_since(from), "2.root.json timestamp.json");
}

TEST_F(TrustClient, KeepsTheTimestampItHasWhenTheVersionIsTheSame) {
  ASSERT_TRUE(refresh().ok());
  const std::string kept = store_.roles["timestamp"];
  repo_.timestamp.snapshot.version = 100;
  repo_.timestamp.head.version = 0;
  repo_.publish({"timestamp"});
  ASSERT_TRUE(refresh().ok());
  EXPECT_EQ(store_.roles["timestamp"], kept);
  EXPECT_EQ(repo_.requests.back(), "timestamp.json");
}

TEST_F(TrustClient, WithoutAPinnedRootAsksForNothing) {
  store_.roles.clear();
  EXPECT_EQ(refusal(), Code::NotFound);
  EXPECT_TRUE(repo_.requests.empty());
}

TEST_F(TrustClient, PinsNoRootThatIsNotSignedAsItAsksItself) {
  repo_.signers["root"] = {repo_.new_key()};
  repo_.publish({"root"});
  const std::string before = store_.roles["root"];
  const Status pinned = tuf::TrustClient(repo_, store_).pin_root(repo_.newest("root"));
  ASSERT_FALSE(pinned.ok());
  EXPECT_EQ(pinned.error().code, Code::Denied);
  EXPECT_EQ(store_.roles["root"], before);
  store_.roles["root"] = repo_.newest("root");
  EXPECT_EQ(refusal(), Code::Denied);
  EXPECT_TRUE(repo_.requests.empty()) << "a stored root is judged before anything is asked";
}

TEST_F(TrustClient, WalksTheRootChainThroughRootsThatAreExpired) {
  repo_.root.head.expires = kNow - kDay;
  for (int i = 0; i < 3; ++i) repo_.publish({"root"});
  repo_.root.head.expires = kNow + kDay;
  repo_.publish({"root"});
  ASSERT_TRUE(refresh().ok());
  EXPECT_EQ(store_.roles["root"], repo_.files["5.root.json"]);
}

TEST_F(TrustClient, KeepsEachRootOfTheChainUpToTheBadOne) {
  repo_.publish({"root"});
  repo_.publish({"root"});
  repo_.files["3.root.json"] = "<html>captive portal</html>";
  EXPECT_EQ(refusal(), Code::Invalid);
  EXPECT_EQ(store_.roles["root"], repo_.files["2.root.json"]);
  EXPECT_EQ(repo_.requests.back(), "3.root.json") << "the cycle ends there";
}

TEST_F(TrustClient, AnExpiredNewestRootIsKeptAndEndsTheCycle) {
  repo_.root.head.expires = kNow;
  repo_.publish({"root"});
  EXPECT_EQ(refusal(), Code::Denied);
  EXPECT_EQ(store_.roles["root"], repo_.newest("root"));
  EXPECT_EQ(repo_.requests.back(), "3.root.json");
}

TEST_F(TrustClient, TakesAtMostSoManyRootsInOneCycle) {
  for (int i = 0; i < 70; ++i) repo_.publish({"root"});
  ASSERT_TRUE(refresh().ok());
  EXPECT_EQ(store_.roles["root"], repo_.files["65.root.json"]);
  ASSERT_TRUE(refresh().ok());
  EXPECT_EQ(store_.roles["root"], repo_.files["71.root.json"]);
}

TEST_F(TrustClient, OnlyNotFoundEndsTheRootChain) {
  repo_.faults.emplace("2.root.json", Error{Code::Unavailable, "HTTP status 503", ""});
  EXPECT_EQ(refusal(), Code::Unavailable);
  EXPECT_EQ(repo_.requests_since(0), "2.root.json");
}

TEST_F(TrustClient, ExpiredLocalMetadataStillLeadsToTheNew) {
  repo_.timestamp.head.expires = repo_.snapshot.head.expires = kNow + 7 * kDay;
  repo_.targets["targets"].head.expires = kNow + 7 * kDay;
  repo_.publish_content();
  ASSERT_TRUE(refresh().ok());
  repo_.timestamp.head.expires = repo_.snapshot.head.expires = kNow + 21 * kDay;
  repo_.targets["targets"].head.expires = kNow + 21 * kDay;
  repo_.publish_content();
  EXPECT_TRUE(refresh(kNow + 18 * kDay).ok());
}

TEST_F(TrustClient, A27TimestampStaysOutWhenTheSnapshotItNamesIsOlder) {
  repo_.publish({"snapshot", "timestamp"});
  ASSERT_TRUE(refresh().ok());
  const std::string kept = store_.roles["timestamp"];
  repo_.timestamp.snapshot.version = 1;
  repo_.publish({"timestamp"});
  EXPECT_EQ(refusal(), Code::Conflict);
  EXPECT_EQ(store_.roles["timestamp"], kept);
  EXPECT_EQ(repo_.requests.back(), "timestamp.json");
}

TEST_F(TrustClient, ATimestampIsKeptThoughItsSnapshotIsMissing) {
  ASSERT_TRUE(refresh().ok());
  repo_.timestamp.snapshot.version = 2;
  repo_.publish({"timestamp"});
  EXPECT_EQ(refusal(), Code::NotFound);
  EXPECT_EQ(store_.roles["timestamp"], repo_.newest("timestamp"));
  EXPECT_EQ(store_.roles["snapshot"], repo_.files["1.snapshot.json"]);
}

TEST_F(TrustClient, RotatedKeysDropWhatWasRememberedEvenWhenNothingNewIsThere) {
  ASSERT_TRUE(refresh().ok());
  repo_.rotate("snapshot");
  repo_.publish({"root"});
  repo_.files.erase("timestamp.json");
  EXPECT_EQ(refusal(), Code::NotFound);
  EXPECT_FALSE(store_.roles.contains("timestamp"));
  EXPECT_FALSE(store_.roles.contains("snapshot"));
}

TEST_F(TrustClient, AKeyThatIsAddedDropsNothing) {
  repo_.publish_content();
  ASSERT_TRUE(refresh().ok());
  repo_.add_key("timestamp");
  repo_.add_key("snapshot");
  repo_.publish({"root"});
  const std::size_t from = repo_.requests.size();
  ASSERT_TRUE(refresh().ok());
  EXPECT_EQ(repo_.requests_since(from), "2.root.json 3.root.json timestamp.json");
}

TEST_F(TrustClient, UnreadableMemoryOfTimestampAndSnapshotIsAsNone) {
  ASSERT_TRUE(refresh().ok());
  store_.roles["timestamp"] = "{";
  store_.roles["snapshot"] = std::string("\0\0", 2);
  store_.roles["targets"].clear();
  EXPECT_TRUE(refresh().ok());
  EXPECT_EQ(store_.roles["targets"], repo_.newest("targets"));
}

TEST_F(TrustClient, FetchesASnapshotAnewWhenTheTimestampNamesOtherBytes) {
  ASSERT_TRUE(refresh().ok());
  repo_.detail = tuf::Detail::Bytes;
  repo_.snapshot.head.version = 0;
  repo_.snapshot.head.expires += kDay;
  repo_.publish({"snapshot", "timestamp"});
  ASSERT_TRUE(refresh().ok());
  EXPECT_EQ(store_.roles["snapshot"], repo_.newest("snapshot"));
}

TEST_F(TrustClient, ARootWithMembersThatNobodyKnowsIsVerifiedWhole) {
  Json json = tuf::to_json(repo_.root);
  json.set("version", 2);
  Json strange;
  strange.set("a", Json::Array{1, "ẨM Ỹ", Json(), true});
  json.set("x-strange", strange);
  repo_.files["2.root.json"] = tuf::sign(json, repo_.signers["root"]);
  ASSERT_TRUE(refresh().ok());
  EXPECT_EQ(store_.roles["root"], repo_.files["2.root.json"]);
  std::string changed = repo_.files["2.root.json"];
  changed.replace(changed.find("ẨM"), std::string("ẨM").size(), "ẨN");
  store_.roles["root"] = changed;
  EXPECT_EQ(refusal(), Code::Denied);
}

TEST_F(TrustClient, AKeyOfAnUnknownKindIsPassedOver) {
  tuf::RoleKeys& role = repo_.root.roles["timestamp"];
  repo_.root.keys["strange"] = tuf::make_key("post-quantum", "unheard-of", "0123");
  role.key_ids.insert(role.key_ids.begin(), {"strange", "not-in-keys"});
  repo_.publish({"root", "timestamp"});
  EXPECT_TRUE(refresh().ok());
  role.threshold = 2;
  repo_.publish({"root", "timestamp"});
  EXPECT_EQ(refusal(), Code::Denied);
}

TEST_F(TrustClient, AWrongSignatureBesideARightOneIsNoHarm) {
  repo_.add_key("timestamp");
  repo_.publish({"root", "timestamp"});
  for (const std::string& bad : {std::string(), std::string("zz"), std::string(128, '0')}) {
    repo_.publish({"timestamp"});
    Json json = Json::parse(repo_.newest("timestamp")).value();
    Json::Array signatures = *json.find("signatures")->as_array();
    signatures[0].set("sig", bad);
    json.set("signatures", signatures);
    repo_.newest("timestamp") = json.dump();
    EXPECT_TRUE(refresh().ok()) << bad;
  }
}

TEST_F(TrustClient, FindsTargetsOnlyAfterARefresh) {
  tuf::TrustClient client(repo_, store_);
  EXPECT_EQ(client.find_target("x").error().code, Code::Denied);
  ASSERT_TRUE(client.refresh(kNow).ok());
  EXPECT_EQ(client.find_target("x").error().code, Code::NotFound);
  repo_.files.clear();
  EXPECT_FALSE(client.refresh(kNow).ok());
  EXPECT_EQ(client.find_target("x").error().code, Code::Denied);
}

TEST_F(TrustClient, NamesWhereATargetLies) {
  for (const bool consistent : {true, false}) {
    SimRepository repo(kNow + kDay, consistent);
    MemoryTrustStore store;
    tuf::TrustClient client(repo, store);
    ASSERT_TRUE(client.pin_root(repo.newest("root")).ok());
    repo.add_target("targets", "ảnh/trụ sở.png", "pixels");
    repo.publish_content();
    ASSERT_TRUE(client.refresh(kNow).ok());
    EXPECT_EQ(repo.requests.back(), consistent ? "2.targets.json" : "targets.json");
    const auto target = client.find_target("ảnh/trụ sở.png");
    ASSERT_TRUE(target.ok());
    EXPECT_EQ(target->file.length, 6);
    EXPECT_TRUE(repo.files.contains(target->url_path)) << target->url_path;
    const std::string name = "tr%E1%BB%A5%20s%E1%BB%9F.png";
    EXPECT_EQ(target->url_path,
              "%E1%BA%A3nh/" + (consistent ? target->file.hashes.at("sha256") + "." : "") + name);
  }
}

TEST_F(TrustClient, A22RefusesATargetWithHashesThatNobodyKnows) {
  repo_.add_target("targets", "x", "pixels");
  repo_.targets["targets"].targets["x"].hashes = {{"md9", "00"}};
  repo_.publish_content();
  EXPECT_EQ(role_of("x"), "none: unsupported");
}

TEST_F(TrustClient, A23VisitsDelegationsInPreOrder) {
  repo_.delegate("targets", "a", {"*"});
  repo_.delegate("targets", "b", {"*"});
  repo_.delegate("a", "c", {"*"});
  repo_.delegate("a", "d", {"*.py"});
  repo_.delegate("b", "c", {"*"});
  repo_.publish({"a", "b", "c", "d", "targets", "snapshot", "timestamp"});
  EXPECT_EQ(roles_asked_for("missing"), "1.a.json 1.c.json 1.b.json");
  EXPECT_EQ(roles_asked_for("x.py"), "1.a.json 1.c.json 1.d.json 1.b.json");
}

TEST_F(TrustClient, A23ATerminatingDelegationEndsTheSearchBehindItself) {
  repo_.delegate("targets", "a", {"*"});
  repo_.delegate("targets", "b", {"*"});
  repo_.delegate("a", "c", {"*"});
  repo_.delegate("a", "d", {"*"}, true);
  repo_.delegate("a", "e", {"*"});
  repo_.delegate("d", "f", {"*"});
  repo_.publish({"a", "b", "c", "d", "e", "f", "targets", "snapshot", "timestamp"});
  EXPECT_EQ(roles_asked_for("missing"), "1.a.json 1.c.json 1.d.json 1.f.json");
}

TEST_F(TrustClient, A23TheRoleThatStandsFirstDecides) {
  repo_.delegate("targets", "a", {"*"});
  repo_.delegate("targets", "b", {"*"});
  repo_.add_target("a", "x", "of a");
  repo_.add_target("b", "x", "of b");
  repo_.publish({"a", "b", "targets", "snapshot", "timestamp"});
  EXPECT_EQ(role_of("x"), "a");
  repo_.add_target("targets", "x", "of the top");
  repo_.publish_content();
  EXPECT_EQ(role_of("x"), "targets");
}

TEST_F(TrustClient, A23ARoleThatTheSnapshotDoesNotNameEndsTheSearch) {
  repo_.delegate("targets", "a", {"*"});
  repo_.delegate("targets", "b", {"*"});
  repo_.add_target("b", "x", "of b");
  repo_.publish({"b", "targets", "snapshot", "timestamp"});
  EXPECT_EQ(role_of("x"), "none: conflict");
}

TEST_F(TrustClient, ADelegatedRoleIsRememberedAndJudgedAnew) {
  repo_.delegate("targets", "a", {"*"});
  repo_.add_target("a", "x", "of a");
  repo_.publish({"a", "targets", "snapshot", "timestamp"});
  EXPECT_EQ(role_of("x"), "a");
  const std::size_t from = repo_.requests.size();
  EXPECT_EQ(role_of("x"), "a");
  EXPECT_EQ(repo_.requests_since(from), "2.root.json timestamp.json");
  store_.roles["a"] = "{}";
  EXPECT_EQ(role_of("x"), "a");
  EXPECT_EQ(store_.roles["a"], repo_.newest("a"));
}

TEST_F(TrustClient, OfTwoDelegatorsEachAsksForItsOwnKeys) {
  repo_.delegate("targets", "a", {"a/*"});
  repo_.delegate("targets", "b", {"b/*"});
  repo_.delegate("a", "c", {"a/*"});
  tuf::Delegation& other = repo_.delegate("b", "c", {"b/*"});
  other.keys = {};
  tuf::add_key(repo_.targets["b"].delegations->keys, other.keys, repo_.new_key().public_key());
  repo_.add_target("c", "a/x", "of c");
  repo_.add_target("c", "b/x", "of c");
  repo_.publish({"a", "b", "c", "targets", "snapshot", "timestamp"});
  EXPECT_EQ(role_of("a/x"), "c");
  EXPECT_EQ(role_of("b/x"), "none: denied");
}

TEST_F(TrustClient, FindsTheHashBinOfAPath) {
  // The SHA-256 of "foo" begins with 2c26.
  repo_.delegate("targets", "other", {}).path_hash_prefixes = {"00", "2d", "c26"};
  repo_.delegate("targets", "own", {}).path_hash_prefixes = {"ff", "2c2"};
  repo_.publish({"other", "own", "targets", "snapshot", "timestamp"});
  EXPECT_EQ(roles_asked_for("foo"), "1.own.json");
}

TEST_F(TrustClient, FindsTheSuccinctBinOfAPath) {
  tuf::SuccinctRoles bins;
  bins.bit_length = 5;
  bins.name_prefix = "bin";
  auto& delegations = repo_.targets["targets"].delegations.emplace();
  // The first five bits of 2c26... are 00101.
  repo_.signers["bin-05"].push_back(repo_.new_key());
  tuf::add_key(delegations.keys, bins.keys, repo_.signers["bin-05"][0].public_key());
  delegations.succinct = bins;
  repo_.targets["bin-05"].head.expires = kNow + kDay;
  repo_.add_target("bin-05", "foo", "in its bin");
  repo_.publish({"bin-05", "targets", "snapshot", "timestamp"});
  EXPECT_EQ(roles_asked_for("foo"), "1.bin-05.json");
  EXPECT_EQ(role_of("foo"), "bin-05");
}

TEST_F(TrustClient, A24OddRoleNamesAreAskedForEncoded) {
  for (const std::string& name :
       {std::string("?"), std::string("#"), std::string("/delegated"), std::string("../x"),
        std::string("%2e%2e"), std::string("a\0b", 3), std::string("Tổ dân phố 5")}) {
    SimRepository repo(kNow + kDay);
    MemoryTrustStore store;
    tuf::TrustClient client(repo, store);
    ASSERT_TRUE(client.pin_root(repo.newest("root")).ok());
    repo.delegate("targets", name, {"*"});
    repo.publish({name, "targets", "snapshot", "timestamp"});
    ASSERT_TRUE(client.refresh(kNow).ok());
    (void)client.find_target("missing");
    EXPECT_EQ(repo.requests.back().find_first_of("?#/ "), std::string::npos);
    EXPECT_TRUE(store.roles.contains(name)) << repo.requests.back();
  }
}

// --- roles by name -------------------------------------------------------------------------------

TEST_F(TrustClient, ReadsARoleAtTheEndOfAChainByName) {
  repo_.delegate("targets", "select", {"s/*"}, true);
  repo_.delegate("select", "select/b", {"s/b"}, true);
  repo_.add_target("select/b", "s/b", "a selection");
  repo_.publish({"select/b", "select", "targets", "snapshot", "timestamp"});
  tuf::TrustClient client(repo_, store_);
  ASSERT_TRUE(client.refresh(kNow).ok());
  const std::vector<std::string> chain = {"select", "select/b"};
  const auto role = client.read_role(chain);
  ASSERT_TRUE(role.ok()) << role.error().message;
  ASSERT_TRUE(role->has_value());
  ASSERT_EQ((*role)->path.size(), 2u);
  EXPECT_EQ((*role)->path.back().name, "select/b");
  ASSERT_NE(client.named_by(**role, "s/b"), nullptr);
  EXPECT_EQ(client.named_by(**role, "s/b")->length, 11);
  EXPECT_EQ(client.named_by(**role, "s/c"), nullptr);
  EXPECT_EQ(store_.roles["select/b"], repo_.newest("select/b"));
  EXPECT_EQ(client.timestamp().head.version, repo_.timestamp.head.version);
  EXPECT_EQ(client.snapshot().head.version, repo_.snapshot.head.version);
  EXPECT_EQ(client.root().head.version, 1);
}

TEST_F(TrustClient, ARoleNamesOnlyWhatEachDelegationToItCovers) {
  repo_.delegate("targets", "select", {"s/*"});
  repo_.delegate("select", "select/b", {"s/*", "c/*"});
  for (const char* path : {"s/b", "c/b"}) repo_.add_target("select/b", path, "bytes");
  repo_.publish({"select/b", "select", "targets", "snapshot", "timestamp"});
  tuf::TrustClient client(repo_, store_);
  ASSERT_TRUE(client.refresh(kNow).ok());
  const std::vector<std::string> chain = {"select", "select/b"};
  const auto role = client.read_role(chain);
  ASSERT_TRUE(role.ok() && *role);
  EXPECT_NE(client.named_by(**role, "s/b"), nullptr);
  EXPECT_EQ(client.named_by(**role, "c/b"), nullptr) << "the outer delegation does not cover it";
}

TEST_F(TrustClient, ARoleThatTheSnapshotDoesNotNameYetIsNone) {
  repo_.delegate("targets", "a", {"*"});
  repo_.publish({"targets", "snapshot", "timestamp"});
  tuf::TrustClient client(repo_, store_);
  const std::vector<std::string> chain = {"a"};
  EXPECT_EQ(client.read_role(chain).error().code, Code::Denied) << "not before a refresh";
  ASSERT_TRUE(client.refresh(kNow).ok());
  const auto none = client.read_role(chain);
  ASSERT_TRUE(none.ok());
  EXPECT_FALSE(none->has_value());
  const std::vector<std::string> stranger = {"b"};
  EXPECT_EQ(client.read_role(stranger).error().code, Code::Denied);
  const std::vector<std::string> below = {"a", "b"};
  repo_.publish({"a", "snapshot", "timestamp"});
  ASSERT_TRUE(client.refresh(kNow).ok());
  EXPECT_TRUE(client.read_role(chain)->has_value());
  EXPECT_EQ(client.read_role(below).error().code, Code::Denied);
}

TEST_F(TrustClient, ARoleThatIsReadByNameIsJudgedAsAnyOther) {
  repo_.delegate("targets", "a", {"*"});
  const auto right = std::exchange(repo_.signers["a"], {repo_.new_key()});
  repo_.publish({"a", "targets", "snapshot", "timestamp"});
  tuf::TrustClient client(repo_, store_);
  const std::vector<std::string> chain = {"a"};
  ASSERT_TRUE(client.refresh(kNow).ok());
  EXPECT_EQ(client.read_role(chain).error().code, Code::Denied);
  EXPECT_FALSE(store_.roles.contains("a"));
  repo_.signers["a"] = right;
  repo_.targets["a"].head.expires = kNow;
  repo_.publish({"a", "snapshot", "timestamp"});
  ASSERT_TRUE(client.refresh(kNow).ok());
  EXPECT_EQ(client.read_role(chain).error().code, Code::Denied) << "too old";
  repo_.targets["a"].head.expires = kNow + kDay;
  repo_.publish({"a", "snapshot", "timestamp"});
  ASSERT_TRUE(client.refresh(kNow).ok());
  EXPECT_TRUE(client.read_role(chain)->has_value());
}

}  // namespace
}  // namespace bangtin
