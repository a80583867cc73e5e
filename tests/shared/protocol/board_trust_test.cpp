// What a board believes, whoever carries its file: the metadata. Each attack has the number that it
// has in the attack list; behind each stands the same situation without it, so that no test passes
// for another reason than the one it names. What the client of TUF refuses by itself is tried again
// with each guard missing in trust_attacks_test.
#include "shared/protocol/board_trust.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "shared/crypto/sha256.h"
#include "tests/shared/protocol/board_trust_world.h"

namespace bangtin {
namespace {

TEST_F(BoardTrustTest, TakesWhatTwoPeopleSignedAndTheServerSelected) {
  const Manifest manifest = generation(2);
  const std::string file = commune_.generation(manifest);
  const auto verified = verify(file);
  ASSERT_TRUE(verified.ok()) << verified.error().message;
  EXPECT_EQ(verified->manifest, manifest);
  EXPECT_EQ(verified->selection_hash, sha256(open_generation_file(file)->selection));
  EXPECT_FALSE(verified->stale);
}

TEST_F(BoardTrustTest, TakesASelectionOfNothingWithoutAnybodysSignatureOnItems) {
  Manifest manifest = generation(2);
  manifest.items.clear();
  manifest.selection.items.clear();
  manifest.selection.playlists.clear();
  manifest.selection.programs.clear();
  manifest.selection.windows.clear();
  repo_.signers[std::string(kApprove)].clear();
  expect_taken(commune_.generation(manifest), manifest);
}

TEST_F(BoardTrustTest, FollowsTheChainOfRootsThatComesWithTheFile) {
  repo_.rotate("targets");
  repo_.publish({"root", "targets"});
  repo_.rotate("timestamp");
  repo_.publish({"root"});
  const Manifest manifest = generation(2);
  const std::string file = commune_.generation(manifest);
  TrustBundle cut = trust_of(file);
  ASSERT_EQ(cut.roots.size(), 2u);
  cut.roots.clear();
  expect_refused(with_trust(file, cut), Code::Denied);
  expect_taken(file, manifest);
}

TEST_F(BoardTrustTest, RefusesAFileThatLacksMetadata) {
  const Manifest manifest = generation(2);
  const std::string file = commune_.generation(manifest);
  for (const auto& [role, bytes] : trust_of(file).roles) {
    SCOPED_TRACE(role);
    MemoryTrustStore store;
    BoardTrust fresh(store);
    ASSERT_TRUE(fresh.pin(commune_.root()).ok());
    TrustBundle lacking = trust_of(file);
    lacking.roles.erase(role);
    const auto refused = fresh.verify(with_trust(file, lacking), kBoard, kNow);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Code::Invalid);
    EXPECT_TRUE(fresh.verify(file, kBoard, kNow).ok());
  }
}

TEST_F(BoardTrustTest, A01AListThatNobodySignedIsRefused) {
  const Manifest manifest = generation(2);
  for (const std::string_view role : {kCompose, kApprove}) {
    SCOPED_TRACE(role);
    auto& signers = repo_.signers[std::string(role)];
    const auto right = std::exchange(signers, {});
    expect_refused(commune_.generation(manifest), Code::Denied, role);
    signers = right;
  }
  expect_taken(commune_.generation(manifest), manifest);
}

TEST_F(BoardTrustTest, A02AListBelowItsThresholdIsRefused) {
  auto& delegations = *repo_.targets["targets"].delegations;
  const auto approve = std::ranges::find(delegations.roles, kApprove, &tuf::Delegation::name);
  const KeyPair second = repo_.new_key();
  tuf::add_key(delegations.keys, approve->keys, second.public_key());
  approve->keys.threshold = 2;
  repo_.publish({"targets"});
  const Manifest manifest = generation(2);
  expect_refused(commune_.generation(manifest), Code::Denied, "1 of 2 signatures");
  repo_.signers[std::string(kApprove)].push_back(second);
  expect_taken(commune_.generation(manifest), manifest);
}

TEST_F(BoardTrustTest, A06AnotherRolesMetadataIsNoList) {
  const Manifest manifest = generation(2);
  const std::string file = commune_.generation(manifest);
  TrustBundle bent = trust_of(file);
  tuf::Snapshot snapshot = repo_.snapshot;
  snapshot.head.version = repo_.targets[std::string(kApprove)].head.version;
  bent.roles[std::string(kApprove)] =
      tuf::sign(tuf::to_json(snapshot), repo_.signers[std::string(kApprove)]);
  expect_refused(with_trust(file, bent), Code::Invalid, kApprove);
  bent.roles[std::string(kApprove)] = bent.roles[std::string(kCompose)];
  expect_refused(with_trust(file, bent), Code::Denied, kApprove);
  expect_taken(file, manifest);
}

/// A role whose metadata holds until `kNow + kDay`, and how to make it so.
struct Aging {
  std::string name;
  std::function<tuf::Head&(SimRepository&)> head;
  std::vector<std::string> publish;
};
void PrintTo(const Aging& aging, std::ostream* out) { *out << aging.name; }

class AgingTest : public BoardTrustTest, public testing::WithParamInterface<Aging> {};

TEST_P(AgingTest, BringsNothingNewOnceItIsTooOldButTakesNothingDown) {
  GetParam().head(repo_).expires = kNow + kDay;
  for (const std::string& role : GetParam().publish) repo_.publish({role});
  const Manifest manifest = generation(2);
  const std::string file = commune_.generation(manifest);
  expect_refused(file, Code::Denied, "expired", kNow + kDay);
  expect_taken(file, manifest);
  const auto later = verify(file, kNow + 2 * kDay);
  ASSERT_TRUE(later.ok()) << "it was accepted in time";
  EXPECT_EQ(later->manifest, manifest);
  ASSERT_TRUE(later->stale);
  EXPECT_NE(later->stale->message.find("expired"), std::string::npos);
}

tuf::Head& head_of_targets(SimRepository& repo, const std::string& role) {
  return repo.targets[role].head;
}

INSTANTIATE_TEST_SUITE_P(
    All, AgingTest,
    testing::Values(
        Aging{"A07Root", [](auto& repo) -> tuf::Head& { return repo.root.head; }, {"root"}},
        Aging{"A08Timestamp", [](auto& repo) -> tuf::Head& { return repo.timestamp.head; }, {}},
        Aging{"A09Snapshot", [](auto& repo) -> tuf::Head& { return repo.snapshot.head; }, {}},
        Aging{"A10Targets",
              [](auto& repo) -> tuf::Head& { return head_of_targets(repo, "targets"); },
              {"targets"}},
        Aging{"A10Compose",
              [](auto& repo) -> tuf::Head& { return head_of_targets(repo, "compose-30307"); },
              {}},
        Aging{"A10Approve",
              [](auto& repo) -> tuf::Head& { return head_of_targets(repo, "approve-30307"); },
              {}},
        Aging{"A10Select",
              [](auto& repo) -> tuf::Head& { return head_of_targets(repo, "select"); },
              {"select"}},
        Aging{"A10SelectOfTheBoard",
              [](auto& repo) -> tuf::Head& { return head_of_targets(repo, "select/board-1"); },
              {}}),
    [](const auto& each) { return each.param.name; });

TEST_F(BoardTrustTest, A11AnOlderTimestampIsRefused) {
  const Manifest manifest = generation(2);
  const std::string second = commune_.generation(manifest);
  expect_taken(second, manifest);
  const auto back = verify(first_);
  ASSERT_FALSE(back.ok());
  EXPECT_EQ(back.error().code, Code::Conflict);
  expect_taken(second, manifest);
  MemoryTrustStore nothing;
  BoardTrust fresh(nothing);
  ASSERT_TRUE(fresh.pin(commune_.root()).ok());
  EXPECT_TRUE(fresh.verify(first_, kBoard, kNow).ok()) << "but for what was seen it would pass";
}

TEST_F(BoardTrustTest, A12AnOlderSnapshotIsRefusedThoughTheServerKeySignsForIt) {
  const std::string second = commune_.generation(generation(2));
  ASSERT_TRUE(verify(second).ok());
  TrustBundle back = trust_of(first_);
  repo_.timestamp.snapshot.version = repo_.snapshot.head.version - 1;
  repo_.publish({"timestamp"});
  back.roles["timestamp"] = repo_.newest("timestamp");
  const auto refused = verify(with_trust(first_, back));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, Code::Conflict);
  EXPECT_TRUE(verify(second).ok());
}

TEST_F(BoardTrustTest, A13OlderListsAreRefusedThoughTheServerKeySignsForThem) {
  const std::string second = commune_.generation(generation(2));
  ASSERT_TRUE(verify(second).ok());
  const TrustBundle old = trust_of(first_);
  const tuf::Snapshot right = repo_.snapshot;
  for (const char* role : {"compose-30307", "approve-30307", "select/board-1"}) {
    SCOPED_TRACE(role);
    repo_.snapshot.meta[std::string(role) + ".json"].version -= 1;
    repo_.publish({"snapshot", "timestamp"});
    TrustBundle back = commune_.bundle(kBoard);
    back.roles[role] = old.roles.at(role);
    const auto refused = verify(with_trust(first_, back));
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Code::Conflict);
    EXPECT_NE(refused.error().message.find("snapshot"), std::string::npos);
    repo_.snapshot.meta = right.meta;
    expect_on_the_glass(generation(2));
  }
}

TEST_F(BoardTrustTest, A14ARoleThatVanishesFromTheSnapshotIsRefused) {
  const Manifest manifest = generation(2);
  commune_.generation(manifest);
  const auto right = repo_.snapshot.meta;
  for (const char* role : {"targets", "compose-30307", "approve-30307", "select"}) {
    SCOPED_TRACE(role);
    repo_.snapshot.meta.erase(std::string(role) + ".json");
    expect_refused(select(manifest), Code::Conflict, "vanished");
    repo_.snapshot.meta = right;
  }
  expect_taken(select(manifest), manifest);
}

TEST_F(BoardTrustTest, A20ChangedBytesOfTheSelectionAreRefused) {
  const Manifest manifest = generation(2);
  const std::string file = commune_.generation(manifest);
  const GenerationParts parts = open_generation_file(file).value();
  Selection bent = manifest.selection;
  bent.windows[0].begin += std::chrono::hours(1);
  expect_refused(generation_file(to_json(bent).dump(), manifest.items, parts.trust), Code::Conflict,
                 "not the one that is signed");
  expect_refused(generation_file(parts.selection + " ", manifest.items, parts.trust),
                 Code::Conflict);
  expect_taken(file, manifest);
}

TEST_F(BoardTrustTest, A20ChangedBytesOfAnItemAreRefused) {
  Manifest manifest = generation(2);
  const std::string file = commune_.generation(manifest);
  const GenerationParts parts = open_generation_file(file).value();
  Manifest bent = manifest;
  bent.items[0].content.title = "Tiền đã được chuyển";
  expect_refused(generation_file(parts.selection, bent.items, parts.trust), Code::Corrupt);
  expect_taken(file, manifest);
}

TEST(BoardTrust, WithoutARootBelievesNothing) {
  SignedCommune commune(kPlace);
  MemoryTrustStore store;
  BoardTrust trust(store);
  EXPECT_FALSE(trust.is_pinned());
  EXPECT_FALSE(trust.vouches_for(kPlace));
  const std::string file = commune.generation(generation(1));
  EXPECT_EQ(trust.verify(file, kBoard, kNow).error().code, Code::Denied);
  EXPECT_EQ(trust.pin("{}").error().code, Code::Invalid);
  EXPECT_EQ(trust.pin("").error().code, Code::Invalid);
  EXPECT_FALSE(trust.is_pinned());
  commune.repository.signers["root"] = {commune.repository.new_key()};
  commune.repository.publish({"root"});
  EXPECT_EQ(trust.pin(commune.repository.newest("root")).error().code, Code::Denied);
  EXPECT_FALSE(trust.is_pinned());
  ASSERT_TRUE(trust.pin(commune.root()).ok());
  EXPECT_TRUE(trust.is_pinned());
  EXPECT_TRUE(trust.verify(file, kBoard, kNow).ok());
}

TEST(BoardTrust, AloneItJudgesByTheRootAndRemembersNothing) {
  SignedCommune commune(kPlace);
  const std::string first = commune.generation(generation(1));
  const std::string second = commune.generation(generation(2));
  for (const std::string& file : {second, first}) {
    EXPECT_TRUE(verify_alone(file, commune.root(), kBoard, kNow).ok());
  }
  EXPECT_FALSE(verify_alone(first, foreign_commune(kPlace).root(), kBoard, kNow).ok());
  EXPECT_FALSE(verify_alone(first, commune.root(), {"board-2"}, kNow).ok());
}

TEST(BundleFetcher, AnswersForAnyVersionWithWhatThereIs) {
  const TrustBundle bundle{{"second", "third"}, {{"timestamp", "now"}, {"select/b", "mine"}}};
  BundleFetcher fetcher(bundle);
  const auto fetched = [&](const std::string& path, std::int64_t bytes_max = 100) -> std::string {
    std::string bytes;
    const Status status = fetcher.fetch(path, bytes_max, [&](std::string_view piece) -> Status {
      bytes += piece;
      return {};
    });
    return status.ok() ? bytes : std::string(code_name(status.error().code));
  };
  EXPECT_EQ(fetched("timestamp.json"), "now");
  EXPECT_EQ(fetched("2.root.json"), "second");
  EXPECT_EQ(fetched("3.root.json"), "third");
  EXPECT_EQ(fetched("7.select%2Fb.json"), "mine");
  for (const char* path :
       {"1.root.json", "4.root.json", "root.json", "0.root.json", "7.select.json", "timestamp", "",
        "7", "7.json", ".json", "99999999999999999999.root.json"}) {
    EXPECT_EQ(fetched(path), "not_found") << path;
  }
  EXPECT_EQ(fetched("2.root.json", 5), "invalid");
}

}  // namespace
}  // namespace bangtin
