// The commune's own key: who may sign, by which policy, for how long, and another key in its place.
#include <algorithm>

#include "tests/manager/client/signing_fixture.h"

namespace bangtin {
namespace {

TEST_F(Signing, ThePolicyStaysUntilItIsChangedAndEndsOnlyWithTwoPeople) {
  begin();
  EXPECT_FALSE(sign()->keys.one_person) << "nobody asked for it";
  EXPECT_TRUE(sign(true)->keys.one_person);
  EXPECT_TRUE(sign()->keys.one_person) << "signing again keeps what stands";
  give_lan_both_roles();
  client_.sign_in("mai", kPassword).value();
  ASSERT_TRUE(sign().ok());
  const auto refused = sign(false);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().key, "trust.two_roles");
  EXPECT_NE(refused.error().message.find("lan"), std::string::npos);
  server_.people.at("lan").roles = {Role::Editor};
  ASSERT_TRUE(sign(false).ok());
  EXPECT_FALSE(sign()->keys.one_person);
  ASSERT_TRUE(submit().ok());
  EXPECT_EQ(key_of_error(client_.approve_item(ItemId{"tin-1"}, *server_.item.submitted,
                                              all_checks(), signer(lan_pc_), kNow)),
            "trust.other_role");
}

TEST_F(Signing, ACommuneOfOneBeginsWithThePolicyWhereThatIsAsked) {
  ASSERT_TRUE(sign_in(lan_pc_, "lan").ok());
  give_lan_both_roles();
  EXPECT_EQ(key_of_error(prepare_trust(client_)), "trust.two_roles");
  const CommuneKeys keys = prepare_trust(client_, true).value().keys;
  EXPECT_TRUE(keys.one_person);
  EXPECT_EQ(keys.composers, keys.approvers);
}

TEST_F(Signing, ThePolicyOutlivesARestoreAndAnOlderOneDoesNotComeBack) {
  begin();
  ASSERT_TRUE(sign(true).ok());
  restore();
  EXPECT_TRUE(sign()->keys.one_person) << "from the server's copy: this PC saw none since";
  ASSERT_TRUE(sign(false).ok());
  ASSERT_TRUE(sign().ok()) << "which sees the one before";
  // A backup of the time when one person did both.
  const std::int64_t lenient = server_.snapshot.meta.at("targets.json").version - 2;
  ASSERT_TRUE(lets_one_person(server_.targets(lenient), "31108"));
  server_.snapshot.meta.at("targets.json").version = lenient;
  restore();
  EXPECT_FALSE(sign()->keys.one_person);
}

TEST_F(Signing, APolicyThatTheCommunesKeyDidNotSignIsNotTakenOver) {
  begin();
  restore();
  CommuneKeys keys{"31108", {}, {}, server_.online.public_key(), server_.place, true};
  server_.files["1.targets.json"] =
      signed_targets(keys, 1, kNow + limits::kTrustOwnerHolds, server_.online);
  EXPECT_EQ(key_of_error(sign()), "trust.not_believed");
  EXPECT_FALSE(sign(false)->keys.one_person) << "said anew, nothing is taken over";
}

TEST_F(Signing, BeginningTwiceOrWithoutACommuneIsRefused) {
  server_.signing_code.clear();
  EXPECT_EQ(key_of_error(prepare_trust(client_)), "commune.missing");
  server_.trust_missing = true;
  EXPECT_EQ(key_of_error(prepare_trust(client_)), "commune.missing");
  server_.trust_missing = false;
  server_.signing_code = "31108";
  begin();
  EXPECT_EQ(key_of_error(prepare_trust(client_)), "trust.begun");
}

TEST_F(Signing, WhoMaySignIsSignedByTheCommunesOwnKeyAlone) {
  begin();
  server_.add("hoa", {Role::Editor});
  Pc hoa_pc(4), other_pc(6);
  ASSERT_TRUE(sign_in(hoa_pc, "hoa").ok());
  client_.sign_in("mai", kPassword).value();
  EXPECT_EQ(key_of_error(sign_people(client_, other_pc.ring, kPassword, kNow)),
            "trust.no_commune_key");
  ASSERT_TRUE(
      other_pc.ring.keep("commune-31108", KeyPair::generate(other_pc.random), kPassword).ok());
  EXPECT_EQ(key_of_error(sign_people(client_, other_pc.ring, kPassword, kNow)), "trust.not_owner");
  const auto people = sign_people(client_, mai_pc_.ring, kPassword, kNow);
  ASSERT_TRUE(people.ok()) << people.error().message;
  EXPECT_EQ(people->version, 2);
  EXPECT_EQ(people->keys.composers.size(), 2u);
  EXPECT_EQ(people->keys.approvers.size(), 1u);
  client_.sign_in("hoa", kPassword).value();
  EXPECT_TRUE(
      client_.submit_item(ItemId{"tin-1"}, server_.item.content, signer(hoa_pc), kNow).ok());
}

TEST_F(Signing, TheCommunesKeyComesBackFromItsSheet) {
  begin();
  client_.sign_in("mai", kPassword).value();
  Pc new_pc(7);
  std::string typed = sheet_;
  typed[0] = typed[0] == '7' ? '8' : '7';
  EXPECT_EQ(key_of_error(recover_commune_key(client_, new_pc.ring, typed, kPassword, kNow)),
            "trust.sheet_wrong");
  const std::string others = recovery_sheet(KeyPair::generate(new_pc.random));
  EXPECT_EQ(key_of_error(recover_commune_key(client_, new_pc.ring, others, kPassword, kNow)),
            "trust.sheet_not_owner");
  EXPECT_FALSE(new_pc.ring.has("commune-31108"));
  ASSERT_TRUE(recover_commune_key(client_, new_pc.ring, sheet_, kPassword, kNow).ok());
  EXPECT_TRUE(sign_people(client_, new_pc.ring, kPassword, kNow).ok());
}

/// What a commune signed lasts for years, and somebody else may be in charge by then.
class OldRoot : public Signing {
 protected:
  void SetUp() override {
    begin();
    client_.sign_in("mai", kPassword).value();
  }
  /// The server goes on alone until then.
  Instant after(int days) {
    server_.now = kNow + std::chrono::hours(24 * days);
    server_.publish();
    return server_.now;
  }
  Result<SignedPeople> sign_seen(const PublicKey& online) {
    return sign_people(client_, mai_pc_.ring, kPassword, kNow, {.online_seen = online});
  }
  bool root_names(const PublicKey& online) const {
    return server_.root.keys.contains(tuf::key_id_of(tuf::key_of(online)));
  }
  std::int64_t root_version() const { return server_.root.head.version; }
};

TEST_F(OldRoot, StaysWhileItHasLongToGo) {
  ASSERT_TRUE(sign_people(client_, mai_pc_.ring, kPassword, after(500)).ok());
  EXPECT_EQ(root_version(), 1);
}

TEST_F(OldRoot, IsSignedAnewWithWhoMaySign) {
  const Instant later = after(700);
  ASSERT_TRUE(sign_people(client_, mai_pc_.ring, kPassword, later).ok());
  EXPECT_EQ(root_version(), 2);
  EXPECT_EQ(server_.root.head.expires, later + limits::kTrustOwnerHolds);
  ASSERT_TRUE(sign_people(client_, mai_pc_.ring, kPassword, later).ok());
  EXPECT_EQ(root_version(), 2);
}

TEST_F(OldRoot, IsSignedAnewAlsoWhenItIsOver) {
  const Instant later = after(1'200);
  const auto people = sign_people(client_, mai_pc_.ring, kPassword, later);
  ASSERT_TRUE(people.ok()) << people.error().message;
  EXPECT_EQ(root_version(), 2);
  EXPECT_EQ(people->keys.composers.size(), 1u);
  client_.sign_in("lan", kPassword).value();
  const auto submitted =
      client_.submit_item(ItemId{"tin-1"}, server_.item.content, signer(lan_pc_), later);
  EXPECT_TRUE(submitted.ok()) << submitted.error().message;
}

TEST_F(OldRoot, ThatIsOverExcusesNothingElse) {
  ASSERT_TRUE(sign_people(client_, mai_pc_.ring, kPassword, kNow).ok());
  const Instant later = after(600);
  server_.files["timestamp.json"] = "{}";
  EXPECT_EQ(key_of_error(sign_people(client_, mai_pc_.ring, kPassword, later)),
            "trust.not_believed");
}

/// Whom the newest top targets let name what boards show.
TEST_F(OldRoot, NamesTheServersNewKeyAlsoWhenItHasLongToGo) {
  const KeyPair next = KeyPair::from_seed({30});
  server_.next_online = next;
  ASSERT_TRUE(sign_seen(next.public_key()).ok());
  EXPECT_EQ(root_version(), 2);
  const std::vector<std::string> named{tuf::key_id_of(tuf::key_of(next.public_key()))};
  EXPECT_EQ(server_.root.roles.at("timestamp").key_ids, named);
  EXPECT_EQ(server_.root.roles.at("snapshot").key_ids, named);
  const tuf::Targets targets = server_.targets(2);
  const auto select = std::ranges::find(targets.delegations->roles, std::string(kSelectRole),
                                        &tuf::Delegation::name);
  ASSERT_NE(select, targets.delegations->roles.end());
  EXPECT_EQ(select->keys.key_ids, named);
  EXPECT_TRUE(sign_people(client_, mai_pc_.ring, kPassword, kNow).ok()) << "it is believed";
  EXPECT_EQ(root_version(), 2) << "once";
}

TEST_F(OldRoot, AWaitingKeyThatNobodySawGoesOnWaiting) {
  const KeyPair next = KeyPair::from_seed({30});
  server_.next_online = next;
  ASSERT_TRUE(sign(true).ok());
  EXPECT_EQ(root_version(), 1);
  ASSERT_TRUE(sign_people(client_, mai_pc_.ring, kPassword, after(700)).ok());
  EXPECT_EQ(root_version(), 2) << "which got old";
  EXPECT_FALSE(root_names(next.public_key()));
  ASSERT_TRUE(
      replace_commune_key(client_, mai_pc_.ring, kPassword, server_.now, [](const KeyPair&) {
        return Status();
      }).ok());
  EXPECT_EQ(root_version(), 3);
  EXPECT_FALSE(root_names(next.public_key()));
  EXPECT_TRUE(server_.next_online);
}

TEST_F(OldRoot, NoKeyIsSignedForThatTheServerPutsInThePlaceOfTheOneSeen) {
  const PublicKey seen = KeyPair::from_seed({30}).public_key();
  const KeyPair other = KeyPair::from_seed({31});
  server_.next_online = other;
  EXPECT_EQ(key_of_error(sign_seen(seen)), "trust.other_online_key");
  server_.next_online.reset();
  EXPECT_EQ(key_of_error(sign_seen(seen)), "trust.other_online_key");
  server_.online = other;  // As if that were the key of today.
  EXPECT_EQ(key_of_error(sign(true)), "trust.other_online_key");
  EXPECT_EQ(root_version(), 1);
  EXPECT_EQ(server_.snapshot.meta.at("targets.json").version, 1) << "nothing is signed";
}

TEST_F(OldRoot, SixWordsNameAKeyOfTheServer) {
  TrustRecord record;
  record.online_key = KeyPair::from_seed({29}).public_key();
  record.next_online_key = KeyPair::from_seed({30}).public_key();
  EXPECT_EQ(online_of_words(record, "").value(), std::nullopt);
  EXPECT_EQ(online_of_words(record, words_of(*record.next_online_key)).value(),
            record.next_online_key);
  EXPECT_EQ(online_of_words(record, words_of(record.online_key)).value(), record.online_key);
  const std::string others = words_of(KeyPair::from_seed({31}).public_key());
  EXPECT_EQ(key_of_error(online_of_words(record, others)), "trust.online_words");
}

TEST_F(OldRoot, AnotherKeyTakesThePlaceOfTheCommunesOwn) {
  const PublicKey old = mai_pc_.ring.public_key("commune-31108").value();
  std::string sheet;
  const auto show = [&](const KeyPair& made) -> Status {
    sheet = recovery_sheet(made);
    return {};
  };
  ASSERT_TRUE(replace_commune_key(client_, mai_pc_.ring, kPassword, kNow, show).ok());
  EXPECT_NE(mai_pc_.ring.public_key("commune-31108").value(), old);
  EXPECT_FALSE(mai_pc_.ring.has("commune-31108.next"));
  EXPECT_TRUE(sign_people(client_, mai_pc_.ring, kPassword, kNow).ok());
  Pc new_pc(7);
  EXPECT_EQ(key_of_error(recover_commune_key(client_, new_pc.ring, sheet_, kPassword, kNow)),
            "trust.sheet_not_owner");
  EXPECT_TRUE(recover_commune_key(client_, new_pc.ring, sheet, kPassword, kNow).ok());
}

TEST_F(OldRoot, AnotherKeyIsKeptUntilTheServerHasIt) {
  std::vector<PublicKey> made;
  const auto show = [&](const KeyPair& key) -> Status {
    made.push_back(key.public_key());
    server_.reachable = made.size() > 1;
    return {};
  };
  EXPECT_FALSE(replace_commune_key(client_, mai_pc_.ring, kPassword, kNow, show).ok());
  server_.reachable = true;
  EXPECT_TRUE(sign_people(client_, mai_pc_.ring, kPassword, kNow).ok())
      << "the old one still signs";
  ASSERT_TRUE(replace_commune_key(client_, mai_pc_.ring, kPassword, kNow, show).ok());
  EXPECT_EQ(made.at(0), made.at(1)) << "whose sheet may have been written down already";
  EXPECT_EQ(mai_pc_.ring.public_key("commune-31108").value(), made.at(0));
}

TEST_F(OldRoot, AnotherKeyThatArrivedUnheardIsTakenUp) {
  const KeyPair made = KeyPair::generate(mai_pc_.random);
  const auto show = [](const KeyPair&) { return Status(); };
  Pc twin(9);  // Dies after sending.
  const KeyPair old = mai_pc_.ring.open("commune-31108", kPassword).value();
  ASSERT_TRUE(twin.ring.keep("commune-31108", old, kPassword).ok());
  ASSERT_TRUE(twin.ring.keep("commune-31108.next", made, kPassword).ok());
  ASSERT_TRUE(replace_commune_key(client_, twin.ring, kPassword, kNow, show).ok());
  ASSERT_TRUE(mai_pc_.ring.keep("commune-31108.next", made, kPassword).ok());
  ASSERT_TRUE(replace_commune_key(client_, mai_pc_.ring, kPassword, kNow, show).ok());
  EXPECT_EQ(root_version(), 2);
  EXPECT_EQ(mai_pc_.ring.public_key("commune-31108").value(), made.public_key());
}

}  // namespace
}  // namespace bangtin
