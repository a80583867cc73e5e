// Two of three owners sign together, by a file that goes around: the first root, each later change,
// and a new owner in the place of one who lost his key.
#include "manager/client/owner_draft.h"

#include <gtest/gtest.h>

#include "tests/fakes/seeded_random.h"
#include "tests/fakes/sim_trust_server.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

const Instant kDraftedAt = *from_iso8601("2026-11-22T05:00:00Z");

KeyPair owner(std::uint8_t name) { return KeyPair::from_seed({name}); }

class OwnerDrafts : public ::testing::Test {
 protected:
  OwnerDrafts() {
    for (const char* login : {"lan", "nam"}) {
      server_.me = login;
      CHECK(client_.register_key(KeyPair::from_seed({std::uint8_t(login[0])}).public_key()).ok());
    }
    server_.me = "mai";
  }
  static Owners three() {
    return {{owner(1).public_key(), owner(2).public_key(), owner(3).public_key()}, 2};
  }
  static std::string key_of_error(const auto& result) {
    return result.ok() ? "done" : result.error().key;
  }
  Result<OwnerDraft> next(const std::optional<Owners>& owners = {}, const SignChange& change = {}) {
    return draft_next(client_, folder_.path(), owners, change, kDraftedAt);
  }
  static std::int64_t missing(const OwnerDraft& draft) { return sight_of(draft).value().missing; }
  /// Through a file each time, as it goes around.
  static OwnerDraft signed_by(OwnerDraft draft, std::initializer_list<std::uint8_t> names) {
    for (const std::uint8_t name : names) {
      draft = cosigned(draft_from_file(to_file(draft)).value(), owner(name)).value();
    }
    return draft;
  }
  void begin() {
    const auto draft = draft_first(client_, three(), kDraftedAt);
    ASSERT_TRUE(draft.ok()) << draft.error().message;
    const Status sent = send_draft(client_, signed_by(*draft, {1, 3}));
    ASSERT_TRUE(sent.ok()) << sent.error().message;
  }
  /// What a PC that believes in the first root sees.
  Status believed() {
    CommuneTrust trust(client_, folder_.path(), TRY(client_.trust()));
    return trust.refresh(kDraftedAt);
  }

  SimTrustServer server_{kDraftedAt};
  Client client_{server_, nullptr};
  TempFolder folder_;
};

TEST_F(OwnerDrafts, TheFirstRootNeedsTwoOfThree) {
  OwnerDraft draft = draft_first(client_, three(), kDraftedAt).value();
  EXPECT_EQ(missing(draft), 2);
  EXPECT_EQ(key_of_error(send_draft(client_, draft)), "owner.missing");
  draft = signed_by(draft, {2});
  EXPECT_EQ(missing(draft), 1);
  EXPECT_EQ(key_of_error(send_draft(client_, draft)), "owner.missing");
  EXPECT_EQ(key_of_error(cosigned(draft, owner(2))), "owner.signed");
  EXPECT_EQ(key_of_error(cosigned(draft, owner(9))), "owner.not_named");
  EXPECT_FALSE(server_.begun);
  draft = signed_by(draft, {3});
  const DraftSight sight = sight_of(draft).value();
  EXPECT_EQ(sight.missing, 0);
  EXPECT_TRUE(sight.new_root);
  EXPECT_EQ(sight.signed_by.size(), 2u);
  EXPECT_EQ(sight.composers.size(), 1u);
  EXPECT_EQ(sight.approvers.size(), 1u);
  EXPECT_EQ(sight.owners.threshold, 2);
  EXPECT_EQ(sight.online, std::vector{server_.online.public_key()});
  EXPECT_TRUE(sight.online_new.empty()) << "there is none before";
  ASSERT_TRUE(send_draft(client_, draft).ok());
  EXPECT_TRUE(believed().ok());
}

TEST_F(OwnerDrafts, ALaterChangeGoesAroundAgain) {
  begin();
  OwnerDraft draft = next().value();
  EXPECT_FALSE(sight_of(draft)->new_root);
  EXPECT_EQ(missing(draft), 2);
  draft = signed_by(draft, {2, 1});
  EXPECT_EQ(missing(draft), 0);
  ASSERT_TRUE(send_draft(client_, draft).ok());
  EXPECT_EQ(server_.targets(2).head.version, 2);
  EXPECT_TRUE(believed().ok());
  // One alone is too few, whatever he sends.
  OwnerDraft alone = signed_by(next().value(), {1});
  ASSERT_TRUE(client_.put_targets(alone.targets).ok()) << "this server takes all";
  EXPECT_FALSE(believed().ok());
}

TEST_F(OwnerDrafts, ALostKeyIsReplacedByTheOtherTwo) {
  begin();
  const Owners changed{{owner(1).public_key(), owner(3).public_key(), owner(4).public_key()}, 2};
  OwnerDraft draft = next(changed).value();
  EXPECT_TRUE(sight_of(draft)->new_root);
  // The new owner's signature counts for the new root, but not for the one before.
  draft = signed_by(draft, {4, 1});
  EXPECT_EQ(missing(draft), 1);
  EXPECT_EQ(key_of_error(send_draft(client_, draft)), "owner.missing");
  draft = signed_by(draft, {3});
  EXPECT_EQ(missing(draft), 0);
  ASSERT_TRUE(send_draft(client_, draft).ok());
  EXPECT_TRUE(believed().ok());
  // From now on the new one signs, and the lost one does not.
  OwnerDraft later = next().value();
  EXPECT_EQ(key_of_error(cosigned(later, owner(2))), "owner.not_named");
  ASSERT_TRUE(send_draft(client_, signed_by(later, {4, 3})).ok());
  EXPECT_TRUE(believed().ok());
}

TEST_F(OwnerDrafts, ARootThatGetsOldGoesAroundWithTheNextChange) {
  begin();
  server_.now = kDraftedAt + std::chrono::hours(24 * 1'200);
  server_.publish();
  const OwnerDraft draft =
      draft_next(client_, folder_.path(), std::nullopt, {}, server_.now).value();
  EXPECT_TRUE(sight_of(draft)->new_root);
  EXPECT_EQ(sight_of(draft)->owners.keys.size(), 3u);
  ASSERT_TRUE(send_draft(client_, signed_by(draft, {1, 2})).ok());
  EXPECT_EQ(server_.root.head.expires, server_.now + limits::kTrustOwnerHolds);
}

TEST_F(OwnerDrafts, NobodySignsForTheOthers) {
  begin();
  SeededRandom random(5);
  const KeyRing ring(folder_.path(), random, kPasswordCostTest);
  ASSERT_TRUE(ring.keep("commune-31108", owner(1), SimTrustServer::kPassword).ok());
  EXPECT_EQ(key_of_error(sign_people(client_, ring, SimTrustServer::kPassword, kDraftedAt)),
            "trust.several_owners");
}

TEST_F(OwnerDrafts, AfterARestoreTheNewOnlineKeyNeedsThemToo) {
  begin();
  server_.online = KeyPair::from_seed({20});
  server_.online_key_signed = false;
  const auto draft = next();
  ASSERT_TRUE(draft.ok()) << draft.error().message;
  EXPECT_TRUE(sight_of(*draft)->new_root);
  EXPECT_EQ(sight_of(*draft)->owners.keys.size(), 3u);
  ASSERT_TRUE(send_draft(client_, signed_by(*draft, {1, 2})).ok());
  EXPECT_TRUE(server_.online_key_signed);
  EXPECT_TRUE(believed().ok());
}

TEST_F(OwnerDrafts, AServersNewKeyNeedsThemToo) {
  begin();
  const PublicKey waits = KeyPair::from_seed({20}).public_key();
  server_.next_online = KeyPair::from_seed({20});
  EXPECT_FALSE(sight_of(next().value())->new_root) << "nobody compared its words";
  const auto draft = next({}, {.online_seen = waits});
  ASSERT_TRUE(draft.ok()) << draft.error().message;
  EXPECT_TRUE(sight_of(*draft)->new_root);
  EXPECT_EQ(sight_of(*draft)->online, std::vector{waits});
  EXPECT_EQ(sight_of(*draft)->online_new, std::vector{waits}) << "each who signs is told";
  ASSERT_TRUE(send_draft(client_, signed_by(*draft, {1, 2})).ok());
  EXPECT_FALSE(server_.next_online);
  EXPECT_TRUE(believed().ok());
  EXPECT_EQ(sight_of(next().value())->online, std::vector{waits});
  EXPECT_TRUE(sight_of(next().value())->online_new.empty()) << "it is that of today";
}

/// Whoever carries the file adds a key of his own beside the server's.
TEST_F(OwnerDrafts, AKeyThatSomebodySlippedInForTheServerIsSeen) {
  begin();
  OwnerDraft draft = next(three()).value();
  ASSERT_TRUE(sight_of(draft)->online_new.empty());
  tuf::Root bent = tuf::parse_root(tuf::parse_envelope(draft.root)->signed_part).value();
  tuf::add_key(bent.keys, bent.roles["timestamp"], owner(77).public_key());
  draft.root = tuf::sign(tuf::to_json(bent), {});
  EXPECT_EQ(sight_of(draft)->online_new, std::vector{owner(77).public_key()});
  EXPECT_EQ(sight_of(draft)->online.size(), 2u);
}

TEST_F(OwnerDrafts, AProvinceIsLetInAndTakenBack) {
  begin();
  const ProvinceKeys province{"99091", {owner(7).public_key(), owner(8).public_key()}, 2};
  const OwnerDraft draft = next({}, {.let_in = province}).value();
  EXPECT_EQ(sight_of(draft)->provinces, std::vector<ProvinceKeys>{province});
  ASSERT_TRUE(send_draft(client_, signed_by(draft, {1, 2})).ok());
  EXPECT_EQ(sight_of(next().value())->provinces.size(), 1u) << "it stays";
  EXPECT_TRUE(sight_of(next({}, {.shut_out = "99091"}).value())->provinces.empty());
  EXPECT_EQ(key_of_error(next({}, {.shut_out = "99092"})), "province.not_let_in");
  ProvinceKeys own = province;
  own.code = "31108";
  EXPECT_EQ(key_of_error(next({}, {.let_in = own})), "province.own_code");
}

TEST_F(OwnerDrafts, OwnersAndThresholdMustGoTogether) {
  for (const std::int64_t threshold : {0, 4}) {
    Owners odd = three();
    odd.threshold = threshold;
    EXPECT_EQ(key_of_error(draft_first(client_, odd, kDraftedAt)), "owner.threshold");
  }
  Owners twice = three();
  twice.keys[2] = twice.keys[0];
  EXPECT_EQ(key_of_error(draft_first(client_, twice, kDraftedAt)), "owner.threshold");
}

TEST_F(OwnerDrafts, ABentFileIsNoDraft) {
  const OwnerDraft draft = signed_by(draft_first(client_, three(), kDraftedAt).value(), {1});
  const std::string file = to_file(draft);
  ASSERT_TRUE(draft_from_file(file).ok());
  for (std::size_t size = 0; size + 2 < file.size(); size += 5) {
    EXPECT_EQ(key_of_error(draft_from_file(file.substr(0, size))), "owner.no_draft") << size;
  }
  OwnerDraft bent = draft;
  bent.place = R"({"agency":"NHÀ CÁI"})";
  EXPECT_EQ(key_of_error(draft_from_file(to_file(bent))), "owner.no_draft");
  bent = draft;
  bent.root.clear();
  EXPECT_EQ(key_of_error(draft_from_file(to_file(bent))), "owner.no_draft");
}

TEST_F(OwnerDrafts, AnOwnersFileHoldsHisNameAndHisPublicKey) {
  const OwnerCard card{"Nguyễn Văn Giữ", owner(1).public_key()};
  const auto read = owner_from_file(to_file(card));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->name, card.name);
  EXPECT_EQ(read->key, card.key);
  EXPECT_EQ(key_of_error(owner_from_file("{}")), "owner.no_card");
}

}  // namespace
}  // namespace bangtin
