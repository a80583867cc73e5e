// Keys are born, confirmed and used: the client against a server in memory.
#include "manager/client/key_copies.h"
#include "shared/crypto/sha256.h"
#include "tests/manager/client/signing_fixture.h"

namespace bangtin {
namespace {

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

TEST_F(Signing, WhatIsWithdrawnLeavesTheListWhateverTheServerSays) {
  begin();
  ASSERT_TRUE(submit().ok());
  ASSERT_TRUE(approve().ok());
  const Digest version = *server_.item.approved;
  const std::string path = item_path("31108", version);
  ASSERT_TRUE(server_.list(KeyClass::Approve).targets.contains(path));
  server_.keeps_live = true;
  const SigningPerson nam = signer(nam_pc_);
  const std::size_t before = server_.asked.size();
  ASSERT_TRUE(client_.withdraw_item(ItemId{"tin-1"}, "sai", &nam, kNow).ok());
  EXPECT_EQ(server_.asked.at(before), "POST /v1/items/tin-1/withdraw") << "first of all";
  EXPECT_TRUE(server_.live.contains(version)) << "so it says";
  EXPECT_FALSE(server_.list(KeyClass::Approve).targets.contains(path));
  EXPECT_TRUE(server_.list(KeyClass::Compose).targets.contains(path)) << "that is Lan's to sign";
}

TEST_F(Signing, WhatPlayedLeavesTheListThoughANewerVersionWaits) {
  begin();
  ASSERT_TRUE(submit().ok());
  ASSERT_TRUE(approve().ok());
  const std::string played = item_path("31108", *server_.item.approved);
  server_.item.content.title = "Thông báo thứ hai";
  ASSERT_TRUE(submit().ok());
  const std::string waits = item_path("31108", *server_.item.submitted);
  ASSERT_NE(played, waits);
  server_.keeps_live = true;
  const SigningPerson lan = signer(lan_pc_);
  ASSERT_TRUE(client_.withdraw_item(ItemId{"tin-1"}, "sai", &lan, kNow).ok());
  EXPECT_FALSE(server_.list(KeyClass::Compose).targets.contains(played));
  EXPECT_FALSE(server_.list(KeyClass::Compose).targets.contains(waits));
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
  EXPECT_EQ(key_of_error(
                client_.submit_item(ItemId{"tin-1"}, server_.item.content, signer(hoa_pc), kNow)),
            "trust.key_waiting");
  client_.sign_in("nam", kPassword).value();
  EXPECT_EQ(key_of_error(
                client_.submit_item(ItemId{"tin-1"}, server_.item.content, signer(nam_pc_), kNow)),
            "trust.other_role");
  EXPECT_FALSE(server_.item.submitted);
}

TEST_F(Signing, AComposerSignsTheContentThatHeHasWhateverTheServerMakesOfTheDraft) {
  begin();
  client_.sign_in("lan", kPassword).value();
  const ItemContent mine = server_.item.content;
  const auto refused = [&](auto change) {
    server_.item.id = ItemId{"tin-1"};
    server_.item.content = mine;
    change(server_.item);
    const auto handed = client_.submit_item(ItemId{"tin-1"}, mine, signer(lan_pc_), kNow);
    return !handed.ok() && handed.error().key == "item.other_content" &&
           handed.error().code == Code::Corrupt;
  };
  EXPECT_TRUE(refused([](ItemRecord& item) { item.content.title = "Tin giả"; }));
  EXPECT_TRUE(refused([](ItemRecord& item) { item.content.body += " CƯỢC NGAY"; }));
  EXPECT_TRUE(refused([](ItemRecord& item) { item.content.source = "Báo giả"; }));
  EXPECT_TRUE(refused([](ItemRecord& item) { item.content.priority = 3; }));
  EXPECT_TRUE(refused([](ItemRecord& item) { item.content.valid_until += Seconds(1); }));
  EXPECT_TRUE(refused([](ItemRecord& item) { item.content.site = "https://gia.example.vn"; }));
  EXPECT_TRUE(refused([](ItemRecord& item) {
    item.content.media.emplace_back().blob = sha256("another picture");
  }));
  EXPECT_TRUE(refused([](ItemRecord& item) { item.id = ItemId{"tin-2"}; }));
  EXPECT_FALSE(server_.item.submitted) << "and nothing was sent";
  EXPECT_FALSE(refused([](ItemRecord&) {}));
  EXPECT_TRUE(server_.item.submitted);
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

TEST_F(Signing, APersonsKeyComesToAnotherPcOnItsSheet) {
  begin();
  client_.sign_in("lan", kPassword).value();
  const Person lan = server_.people.at("lan");
  const std::string sheet = my_key_sheet(client_, lan_pc_.ring, kPassword).value();
  Pc new_pc(7);
  const auto recover = [&](const std::string& typed, const std::string& password) {
    return key_of_error(recover_my_key(client_, new_pc.ring, lan, kServer, typed, password));
  };
  EXPECT_EQ(recover("7" + sheet.substr(0, 20), kPassword), "trust.sheet_wrong");
  EXPECT_EQ(recover(recovery_sheet(KeyPair::generate(new_pc.random)), kPassword),
            "trust.sheet_of_another");
  EXPECT_NE(recover(sheet, "gõ nhầm"), "done");
  EXPECT_TRUE(new_pc.ring.names().empty());
  const MyKey seen = look_at_my_key(client_, new_pc.ring, lan).value();
  EXPECT_EQ(seen.state, SigningState::Elsewhere);
  EXPECT_EQ(seen.sight().words, words_of(server_.keys.at("lan").key));
  EXPECT_EQ(seen.sight().since, server_.keys.at("lan").added_at);
  EXPECT_EQ(recover(sheet, kPassword), "done");
  EXPECT_TRUE(submit_with(new_pc).ok());
  EXPECT_TRUE(submit_with(lan_pc_).ok()) << "on the old PC it stays";
}

TEST_F(Signing, ACopyOnAStickBringsTheKeyAsItsSheetDoesAndAnOldOneDoesNot) {
  begin();
  client_.sign_in("lan", kPassword).value();
  const Person lan = server_.people.at("lan");
  const auto copy = [&] {
    return key_copy_text({"lan", "Lê Thị Lan", "Xã Tân Hưng", words_of(server_.keys.at("lan").key),
                          my_key_sheet(client_, lan_pc_.ring, kPassword).value()});
  };
  const std::string old = copy();
  ASSERT_TRUE(replace_my_key(client_, lan_pc_.ring, lan, kServer, kPassword).ok());
  Pc new_pc(7);
  EXPECT_EQ(key_of_error(recover_my_key(client_, new_pc.ring, lan, kServer, old, kPassword)),
            "trust.sheet_of_another");
  EXPECT_TRUE(new_pc.ring.names().empty());
  const auto mine = recover_my_key(client_, new_pc.ring, lan, kServer, copy(), kPassword);
  ASSERT_TRUE(mine.ok()) << mine.error().message;
  EXPECT_EQ(mine->state, SigningState::Waiting);
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

}  // namespace
}  // namespace bangtin
