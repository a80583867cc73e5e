// Keys are born, confirmed and used: the client against a server in memory.
#include <gtest/gtest.h>

#include "manager/client/commune_owner.h"
#include "manager/client/my_key.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/sim_trust_server.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

const Instant kNow = *from_iso8601("2026-11-22T05:00:00Z");
constexpr const char* kServer = "https://192.0.2.1:8443";
const std::string kPassword = SimTrustServer::kPassword;

class OnePage final : public Pager {
 public:
  std::vector<Page> paginate(const ItemContent& content, Size) override {
    return {{0, int(content.body.size()), 40, Page::kNoMedia, Millis(9000)}};
  }
};

/// One PC: its keys and what it has seen.
struct Pc {
  TempFolder folder;
  SeededRandom random;
  KeyRing ring{folder.path(), random, kPasswordCostTest};
  explicit Pc(int number) : random(std::uint64_t(number)) {}
};

class Signing : public ::testing::Test {
 protected:
  Result<MyKey> sign_in(Pc& pc, const std::string& login) {
    const Session session = client_.sign_in(login, server_.passwords[login]).value();
    return ready_my_key(client_, pc.ring, session.person, kServer, server_.passwords[login]);
  }
  SigningPerson signer(Pc& pc) {
    return my_signer(client_, pc.ring, server_.passwords[server_.me]).value();
  }
  /// Both sign in once, and the administrator begins.
  void begin() {
    ASSERT_TRUE(sign_in(lan_pc_, "lan").ok());
    ASSERT_TRUE(sign_in(nam_pc_, "nam").ok());
    client_.sign_in("mai", kPassword).value();
    const Beginning beginning = prepare_trust(client_).value();
    const KeyPair owner = commune_key(mai_pc_.ring, beginning.trust, kPassword).value();
    sheet_ = recovery_sheet(owner);
    const Status begun = begin_trust(client_, beginning, owner, kNow);
    ASSERT_TRUE(begun.ok()) << begun.error().message;
  }
  Result<ItemRecord> submit() {
    client_.sign_in("lan", kPassword).value();
    return client_.submit_item(ItemId{"tin-1"}, signer(lan_pc_), kNow);
  }
  Result<ItemRecord> submit_with(Pc& pc) {
    client_.sign_in("lan", kPassword).value();
    auto signer = my_signer(client_, pc.ring, kPassword);
    if (!signer.ok()) return signer.error();
    return client_.submit_item(ItemId{"tin-1"}, *signer, kNow);
  }
  Result<ItemRecord> approve() {
    client_.sign_in("nam", kPassword).value();
    return client_.approve_item(ItemId{"tin-1"}, *server_.item.submitted, all_checks(),
                                signer(nam_pc_), kNow);
  }
  /// By the administrator; nothing: the policy stays.
  Result<SignedPeople> sign(std::optional<bool> one_person = std::nullopt) {
    return sign_people(client_, mai_pc_.ring, kPassword, kNow, {.one_person = one_person});
  }
  void give_lan_both_roles() { server_.people.at("lan").roles = {Role::Editor, Role::Approver}; }
  /// What withdrawing signs, without the withdrawal.
  Status sign_off(Pc& pc, const std::string& login) {
    server_.me = login;
    SigningPerson other = signer(pc);
    for (const ShorterList& list : TRY(sign_shorter_lists(client_, other, kNow))) {
      TRY(server_.take_as_is(list.key_class, list.envelope));
    }
    return {};
  }
  /// The server comes back with another key of its own.
  void restore() {
    server_.online = KeyPair::from_seed({std::uint8_t(20 + restores_++)});
    server_.online_key_signed = false;
    client_.sign_in("mai", kPassword).value();
  }
  static std::string key_of_error(const auto& result) {
    return result.ok() ? "done" : result.error().key;
  }

  SimTrustServer server_{kNow};
  OnePage pager_;
  Client client_{server_, &pager_};
  Pc lan_pc_{1}, nam_pc_{2}, mai_pc_{3};
  std::string sheet_;
  int restores_ = 0;
};

TEST_F(Signing, TheFirstSignInMakesAKeyThatTheServerNeverSees) {
  const MyKey mine = sign_in(lan_pc_, "lan").value();
  EXPECT_EQ(mine.state, SigningState::NotBegun);
  EXPECT_EQ(server_.keys.at("lan").key, mine.pair->public_key());
  EXPECT_TRUE(lan_pc_.ring.has("lan@31108"));
  const auto& seed = mine.pair->seed();
  for (const std::string& body : server_.bodies) {
    EXPECT_EQ(body.find(to_hex(seed.data(), seed.size())), body.npos);
  }
  EXPECT_EQ(sign_in(lan_pc_, "lan").value().pair->seed(), seed) << "the same one ever after";
  EXPECT_EQ(sign_in(mai_pc_, "mai").value().state, SigningState::NotNeeded);
  EXPECT_TRUE(mai_pc_.ring.names().empty());
}

TEST_F(Signing, AKeyThatWasMadeButNeverArrivedIsTakenUpAgain) {
  server_.signing_code.clear();
  sign_in(lan_pc_, "lan").value();
  EXPECT_TRUE(lan_pc_.ring.has("lan@192.0.2.1%3A8443"));
  const PublicKey made = server_.keys.at("lan").key;
  server_.keys.clear();
  EXPECT_EQ(sign_in(lan_pc_, "lan").value().pair->public_key(), made);
}

TEST_F(Signing, EachStateOfAKeyIsSaid) {
  begin();
  EXPECT_EQ(sign_in(lan_pc_, "lan").value().state, SigningState::Ready);
  EXPECT_EQ(sign_in(nam_pc_, "lan").value().state, SigningState::Elsewhere);
  EXPECT_EQ(key_of_error(my_signer(client_, nam_pc_.ring, kPassword)), "trust.state.elsewhere");
  server_.passwords["lan"] = "mật khẩu do quản trị đặt";
  EXPECT_EQ(sign_in(lan_pc_, "lan").value().state, SigningState::OtherPassword);
  server_.passwords["lan"] = kPassword;
  server_.keys.at("lan").state = KeyState::Waiting;
  EXPECT_EQ(sign_in(lan_pc_, "lan").value().state, SigningState::Waiting);
  server_.keys.at("lan").state = KeyState::Old;
  EXPECT_EQ(sign_in(lan_pc_, "lan").value().state, SigningState::Retired);
  server_.keys.erase("lan");
  const Person lan = server_.people.at("lan");
  EXPECT_EQ(look_at_my_key(client_, lan_pc_.ring, lan).value().state, SigningState::NoKey);
  EXPECT_EQ(key_of_error(my_signer(client_, lan_pc_.ring, kPassword)), "trust.state.no_key");
}

TEST_F(Signing, TwoPeopleNameAnItemVersionByItsExactBytes) {
  begin();
  const auto handed = submit();
  ASSERT_TRUE(handed.ok()) << handed.error().message;
  const auto approved = approve();
  ASSERT_TRUE(approved.ok()) << approved.error().message;
  const Digest hash = *server_.item.submitted;
  const ItemVersion& paged = server_.versions.at(hash);
  EXPECT_EQ(paged.content, server_.item.content);
  EXPECT_EQ(paged.author, "lan");
  EXPECT_EQ(paged.paginations.size(), 1u);
  const std::string bytes = to_json(paged).dump();
  for (const KeyClass key_class : {KeyClass::Compose, KeyClass::Approve}) {
    const tuf::Targets list = server_.list(key_class);
    ASSERT_EQ(list.targets.size(), 1u);
    const auto& [path, file] = *list.targets.begin();
    EXPECT_EQ(path, item_path("31108", hash));
    EXPECT_TRUE(describes(file, std::int64_t(bytes.size()), hash));
    EXPECT_EQ(list.head.expires, kNow + limits::kTrustListsHold);
  }
  CommuneTrust trust(client_, nam_pc_.ring.folder(), client_.trust().value());
  ASSERT_TRUE(trust.refresh(kNow).ok());
  EXPECT_EQ(trust.list(KeyClass::Approve).value().targets->targets.size(), 1u);
  EXPECT_TRUE(check_two_people(trust.targets(), "31108").ok());
}

TEST_F(Signing, AListKeepsWhatIsLiveAndDropsTheRest) {
  begin();
  ASSERT_TRUE(submit().ok());
  const Digest first = *server_.item.submitted;
  server_.item.content.title = "Thông báo thứ hai";
  ASSERT_TRUE(submit().ok());
  const Digest second = *server_.item.submitted;
  EXPECT_EQ(server_.list(KeyClass::Compose).targets.size(), 2u);
  server_.live = {second};
  server_.item.content.title = "Thông báo thứ ba";
  ASSERT_TRUE(submit().ok());
  const tuf::Targets list = server_.list(KeyClass::Compose);
  EXPECT_EQ(list.head.version, 3);
  EXPECT_FALSE(list.targets.contains(item_path("31108", first)));
  EXPECT_TRUE(list.targets.contains(item_path("31108", second)));
  EXPECT_EQ(list.targets.size(), 2u);
}

TEST_F(Signing, WhoeverIsOvertakenSignsAgainAfterTheOther) {
  begin();
  server_.before_list = [this] {
    server_.item.content.title = "Tin của người khác";
    ASSERT_TRUE(submit().ok());
    server_.item.content.title = "Thông báo";
  };
  const auto handed = submit();
  ASSERT_TRUE(handed.ok()) << handed.error().message;
  EXPECT_EQ(server_.list(KeyClass::Compose).head.version, 2);
  EXPECT_EQ(server_.list(KeyClass::Compose).targets.size(), 2u);
}

TEST_F(Signing, FiveTimesOvertakenIsAnError) {
  begin();
  server_.always_moved = true;
  const std::size_t before = server_.asked.size();
  EXPECT_EQ(key_of_error(submit()), "trust.moved");
  EXPECT_EQ(std::count(server_.asked.begin() + std::ptrdiff_t(before), server_.asked.end(),
                       "POST /v1/items/tin-1/submit"),
            5);
}

TEST_F(Signing, NothingIsSentByWhoeverMayNotSign) {
  client_.sign_in("lan", kPassword).value();
  ASSERT_TRUE(sign_in(lan_pc_, "lan").ok());
  EXPECT_EQ(key_of_error(submit()), "trust.none");
  begin();
  // A key that came after the administrator had signed.
  server_.add("hoa", {Role::Editor});
  Pc hoa_pc(4);
  ASSERT_EQ(sign_in(hoa_pc, "hoa").value().state, SigningState::Waiting);
  EXPECT_EQ(key_of_error(client_.submit_item(ItemId{"tin-1"}, signer(hoa_pc), kNow)),
            "trust.key_waiting");
  client_.sign_in("nam", kPassword).value();
  EXPECT_EQ(key_of_error(client_.submit_item(ItemId{"tin-1"}, signer(nam_pc_), kNow)),
            "trust.other_role");
  EXPECT_FALSE(server_.item.submitted);
}

TEST_F(Signing, AnApproverSignsTheBytesThatHeSawAndNoOthers) {
  begin();
  ASSERT_TRUE(submit().ok());
  const Digest hash = *server_.item.submitted;
  server_.versions.at(hash).content.title = "Tin giả";
  const auto approved = approve();
  ASSERT_FALSE(approved.ok());
  EXPECT_EQ(approved.error().code, Code::Corrupt);
  EXPECT_NE(server_.item.state, ItemState::Approved);
}

TEST_F(Signing, AListOlderThanSeenBeforeIsRefused) {
  begin();
  ASSERT_TRUE(submit().ok());
  const auto files = server_.files;
  const auto snapshot = server_.snapshot;
  const auto timestamp = server_.timestamp;
  ASSERT_TRUE(submit().ok());
  ASSERT_TRUE(submit().ok()) << "the second one is seen by the third";
  server_.files = files;
  server_.snapshot = snapshot;
  server_.timestamp = timestamp;
  EXPECT_EQ(key_of_error(submit()), "trust.not_believed");
  // Signed anew by the server's key, which may go forward but take nothing back.
  for (int i = 0; i < 4; ++i) server_.publish();
  EXPECT_EQ(key_of_error(submit()), "trust.not_believed");
}

TEST_F(Signing, AnotherRootThanThisPcKnowsIsRefused) {
  begin();
  ASSERT_TRUE(submit().ok());
  const std::string mine = server_.files.at("1.root.json");
  tuf::Root root = first_root(KeyPair::from_seed({77}).public_key(), server_.online.public_key(),
                              kNow + limits::kTrustOwnerHolds);
  const KeyPair owner = KeyPair::from_seed({77});
  server_.files["1.root.json"] = tuf::publish_root(root, std::span(&owner, 1)).bytes;
  EXPECT_EQ(key_of_error(submit()), "trust.other_root");
  server_.files["1.root.json"] = mine;
  EXPECT_TRUE(submit().ok());
}

TEST_F(Signing, AListWhoseSignerMaySignNoLongerCountsAsNothingButItsNumberGoesOn) {
  begin();
  ASSERT_TRUE(submit().ok());
  // Lan's key is lost: she makes another one, and the administrator signs who may sign now.
  Pc new_pc(5);
  client_.sign_in("lan", kPassword).value();
  const Person lan = server_.people.at("lan");
  ASSERT_TRUE(replace_my_key(client_, new_pc.ring, lan, kServer, kPassword).ok());
  client_.sign_in("mai", kPassword).value();
  ASSERT_TRUE(sign_people(client_, mai_pc_.ring, kPassword, kNow).ok());
  EXPECT_EQ(key_of_error(submit_with(lan_pc_)), "trust.state.elsewhere");
  const auto handed = submit_with(new_pc);
  EXPECT_EQ(handed.ok() ? "" : handed.error().message, "");
  const tuf::Targets list = server_.list(KeyClass::Compose);
  EXPECT_EQ(list.head.version, 2);
  EXPECT_EQ(list.targets.size(), 1u);
}

TEST_F(Signing, TheSecretOfAChangedPasswordIsBroughtAlong) {
  begin();
  client_.sign_in("lan", kPassword).value();
  const std::string fresh = "mật khẩu mới tinh";
  EXPECT_EQ(key_of_error(change_my_password(client_, lan_pc_.ring, "sai", fresh)),
            "person.wrong_password");
  EXPECT_TRUE(lan_pc_.ring.open("lan@31108", kPassword).ok());
  ASSERT_TRUE(change_my_password(client_, lan_pc_.ring, kPassword, fresh).ok());
  EXPECT_TRUE(lan_pc_.ring.open("lan@31108", fresh).ok());
  EXPECT_EQ(sign_in(lan_pc_, "lan").value().state, SigningState::Ready);
  // The administrator's, with the commune's own key beside nobody else's.
  client_.sign_in("mai", kPassword).value();
  ASSERT_TRUE(change_my_password(client_, mai_pc_.ring, kPassword, fresh).ok());
  EXPECT_TRUE(mai_pc_.ring.open("commune-31108", fresh).ok());
}

TEST_F(Signing, AfterAPasswordSetByAnotherTheOldOneOpensTheKeyOnceMore) {
  begin();
  const std::string fresh = "mật khẩu do quản trị đặt";
  server_.passwords["lan"] = fresh;
  ASSERT_EQ(sign_in(lan_pc_, "lan").value().state, SigningState::OtherPassword);
  const Person lan = server_.people.at("lan");
  EXPECT_EQ(key_of_error(reseal_my_key(client_, lan_pc_.ring, lan, "sai", fresh)),
            "trust.other_password");
  EXPECT_EQ(key_of_error(reseal_my_key(client_, lan_pc_.ring, lan, kPassword, "gõ nhầm")),
            "person.wrong_sign_in");
  const auto brought = reseal_my_key(client_, lan_pc_.ring, lan, kPassword, fresh);
  ASSERT_TRUE(brought.ok()) << brought.error().message;
  EXPECT_EQ(brought->state, SigningState::Ready);
  EXPECT_EQ(sign_in(lan_pc_, "lan").value().state, SigningState::Ready);
}

TEST_F(Signing, AReplacedKeyIsOnTheDiskBeforeTheServerKnowsIt) {
  begin();
  client_.sign_in("lan", kPassword).value();
  const Person lan = server_.people.at("lan");
  const PublicKey before = server_.keys.at("lan").key;
  EXPECT_EQ(key_of_error(replace_my_key(client_, lan_pc_.ring, lan, kServer, "sai")),
            "person.wrong_sign_in");
  EXPECT_EQ(lan_pc_.ring.find(before), "lan@31108");
  const MyKey mine = replace_my_key(client_, lan_pc_.ring, lan, kServer, kPassword).value();
  EXPECT_EQ(mine.state, SigningState::Waiting);
  EXPECT_EQ(server_.keys.at("lan").key, mine.pair->public_key());
  EXPECT_EQ(lan_pc_.ring.names(), std::vector<std::string>{"lan@31108"});
  EXPECT_EQ(lan_pc_.ring.find(before), std::nullopt);
}

TEST_F(Signing, NobodyBothComposesAndApproves) {
  ASSERT_TRUE(sign_in(lan_pc_, "lan").ok());
  server_.people.at("lan").roles = {Role::Editor, Role::Approver};
  const auto refused = prepare_trust(client_);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().key, "trust.two_roles");
  EXPECT_NE(refused.error().message.find("lan"), std::string::npos);
  server_.people.at("lan").disabled = true;
  EXPECT_TRUE(prepare_trust(client_).value().keys.composers.empty());
}

TEST_F(Signing, OnePersonComposesAndApprovesWhereTheCommuneLetsHim) {
  begin();
  give_lan_both_roles();
  client_.sign_in("mai", kPassword).value();
  EXPECT_EQ(key_of_error(sign()), "trust.two_roles");
  const auto people = sign(true);
  ASSERT_TRUE(people.ok()) << people.error().message;
  EXPECT_EQ(people->keys.approvers.size(), 2u);
  ASSERT_TRUE(submit().ok());
  const auto approved = client_.approve_item(ItemId{"tin-1"}, *server_.item.submitted, all_checks(),
                                             signer(lan_pc_), kNow);
  ASSERT_TRUE(approved.ok()) << approved.error().message;
  EXPECT_TRUE(by_one_person(*approved));
  for (const KeyClass key_class : {KeyClass::Compose, KeyClass::Approve}) {
    EXPECT_EQ(server_.list(key_class).targets.size(), 1u) << "both lists name it all the same";
  }
  CommuneTrust trust(client_, lan_pc_.ring.folder(), client_.trust().value());
  ASSERT_TRUE(trust.refresh(kNow).ok());
  EXPECT_TRUE(trust.lets_one_person());
  EXPECT_TRUE(check_two_people(trust.targets(), "31108").ok());
}

TEST_F(Signing, WhoeverSignsBothListsSignsAnItemOffBoth) {
  begin();
  give_lan_both_roles();
  client_.sign_in("mai", kPassword).value();
  ASSERT_TRUE(sign(true).ok());
  ASSERT_TRUE(submit().ok());
  const SigningPerson lan = signer(lan_pc_);
  ASSERT_TRUE(
      client_.approve_item(ItemId{"tin-1"}, *server_.item.submitted, all_checks(), lan, kNow).ok());
  EXPECT_EQ(server_.list(KeyClass::Compose).head.version, 1) << "nothing to take off yet";
  server_.before_list = [this] {  // Somebody else signs meanwhile: once more, after him.
    server_.live.clear();
    ASSERT_TRUE(sign_off(nam_pc_, "nam").ok());
    server_.me = "lan";
  };
  ASSERT_TRUE(client_.withdraw_item(ItemId{"tin-1"}, "sai", &lan, kNow).ok());
  for (const KeyClass key_class : {KeyClass::Compose, KeyClass::Approve}) {
    EXPECT_EQ(server_.list(key_class).head.version, 2);
    EXPECT_TRUE(server_.list(key_class).targets.empty());
  }
}

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
  EXPECT_TRUE(client_.submit_item(ItemId{"tin-1"}, signer(hoa_pc), kNow).ok());
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
            "trust.not_owner");
  EXPECT_FALSE(new_pc.ring.has("commune-31108"));
  ASSERT_TRUE(recover_commune_key(client_, new_pc.ring, sheet_, kPassword, kNow).ok());
  EXPECT_TRUE(sign_people(client_, new_pc.ring, kPassword, kNow).ok());
}

}  // namespace
}  // namespace bangtin
