// What the office takes as signed, and what it lets boards see of it.
#include "tests/manager/store/office_trust_fixture.h"

namespace bangtin {
namespace {

TEST_F(OfficeTrustTest, ABoardTakesWhatTwoPeopleSigned) {
  const BoardRecord board = pair("Chợ");
  EXPECT_TRUE(judged(board.id).ok()) << "an empty programme, named by the server";
  const ItemRecord item = approved(notice());
  publish(playlist({item}, {board}));
  const auto verified = judged(board.id);
  ASSERT_TRUE(verified.ok()) << verified.error().message;
  EXPECT_EQ(verified->manifest.selection.items, std::vector<Digest>{*item.approved});
}

TEST_F(OfficeTrustTest, ItBeginsOnce) {
  const auto again = [&] {
    const KeyPair key = OfficeSigners::owner();
    tuf::Root root = first_root(key.public_key(), seal_key_.public_key(), now_ + Millis(1'000));
    return office_->begin_trust(admin_, tuf::publish_root(root, std::span(&key, 1)).bytes,
                                OfficeSigners::targets(*office_, 1, {lan_}, {minh_}, now_), now_);
  };
  EXPECT_EQ(failure(again()), "conflict trust.begun");
}

TEST_F(OfficeTrustTest, NothingIsTakenBeforeTheAdministratorTrustsTheKey) {
  const Person mai{{"mai"}, "mai", "Mai", {Role::Editor}, false};
  const ItemRecord item = office_->add_item(mai, notice(), now_).value();
  ItemVersion version = next_version(item);
  version.author = mai.login;
  EXPECT_EQ(failure(submit(mai, item.id, version)), "not_found key.none");
  const PublicKey key = OfficeSigners::key_of("mai").public_key();
  EXPECT_EQ(office_->register_key(mai, key, now_).value().state, KeyState::Waiting);
  EXPECT_EQ(failure(submit(mai, item.id, version)), "denied trust.key_waiting");
  ASSERT_TRUE(sign_people({lan_, mai}, {minh_}).ok());
  EXPECT_EQ(failure(submit(mai, item.id, version)), "ok");
  EXPECT_EQ(office_->key_of(mai).value().state, KeyState::Trusted);
}

TEST_F(OfficeTrustTest, AKeyIsOnePersons) {
  const PublicKey key = OfficeSigners::key_of("lan").public_key();
  EXPECT_EQ(failure(office_->register_key(minh_, key, now_)), "conflict key.taken");
  EXPECT_EQ(office_->register_key(lan_, key, now_).value().key, key);
}

TEST_F(OfficeTrustTest, OnePersonInBothClassesIsRefused) {
  EXPECT_EQ(failure(sign_people({lan_, minh_}, {minh_})), "denied trust.not_signed");
  EXPECT_EQ(office_->trust_state().value().targets, 1) << "nothing of it stays";
}

TEST_F(OfficeTrustTest, OnePersonDoesBothWhereTheCommunesKeySaysSo) {
  const BoardRecord board = pair("Chợ");
  const Person lan = with_both_roles(lan_);
  EXPECT_EQ(failure(sign_people({lan}, {lan})), "denied trust.not_signed");
  ASSERT_TRUE(sign_people({lan}, {lan}, true).ok());
  EXPECT_TRUE(office_->trust_state().value().lets_one_person);
  const ItemRecord item = submitted(notice());
  ASSERT_EQ(failure(approve(lan, item.id, *item.submitted)), "ok");
  publish(playlist({item}, {board}));
  const auto verified = judged(board.id);
  ASSERT_TRUE(verified.ok()) << verified.error().message;
  EXPECT_EQ(verified->manifest.selection.items, std::vector<Digest>{*item.submitted});

  // Taken away: what his key alone had signed comes down, and what he writes waits for another.
  ASSERT_TRUE(sign_people({lan}, {minh_}).ok());
  EXPECT_FALSE(office_->trust_state().value().lets_one_person);
  EXPECT_TRUE(selection_of(board.id).items.empty());
  const ItemRecord next = submitted(notice("Tin mới"));
  EXPECT_EQ(failure(approve(lan, next.id, *next.submitted)), "denied item.own");
  EXPECT_EQ(failure(approve(minh_, next.id, *next.submitted)), "ok");
}

TEST_F(OfficeTrustTest, WhatOnePersonDidAloneIsMarkedForGood) {
  const Person lan = with_both_roles(lan_);
  ASSERT_TRUE(sign_people({lan}, {lan, minh_}, true).ok());
  const ItemRecord alone = submitted(notice("Một mình"));
  ASSERT_TRUE(approve(lan, alone.id, *alone.submitted).ok());
  const ItemRecord by_two = submitted(notice("Hai người"));
  ASSERT_TRUE(approve(minh_, by_two.id, *by_two.submitted).ok());
  const ItemRecord loaded = office_->item(alone.id).value();
  EXPECT_EQ(loaded.composer, "lan");
  EXPECT_TRUE(by_one_person(loaded));
  EXPECT_FALSE(by_one_person(office_->item(by_two.id).value()));
  std::vector<bool> told;
  const std::vector<EventRow> events = office_->events_after(0, 500).value();
  for (const EventRow& event : events) {
    if (event.kind == "item.approved") told.push_back(event.body.find("one_person") != nullptr);
  }
  EXPECT_EQ(told, (std::vector<bool>{true, false}));
  // Somebody else's new draft and the end of the policy change nothing about what plays.
  ASSERT_TRUE(office_->save_item(minh_, alone.id, notice("Sửa"), loaded.revision, now_).ok());
  ASSERT_TRUE(sign_people({lan}, {minh_}).ok());
  EXPECT_TRUE(by_one_person(office_->item(alone.id).value()));
}

TEST_F(OfficeTrustTest, ThePolicyAsksForBothRolesAndForAKeyInBothLists) {
  ASSERT_TRUE(sign_people({lan_}, {minh_}, true).ok());
  const ItemRecord item = submitted(notice());
  EXPECT_EQ(failure(approve(lan_, item.id, *item.submitted)), "denied item.own");
  EXPECT_EQ(failure(approve(with_both_roles(lan_), item.id, *item.submitted)),
            "denied trust.other_role");
  EXPECT_EQ(office_->item(item.id)->state, ItemState::Submitted) << "nothing of it stays";
}

TEST_F(OfficeTrustTest, AnotherKeyThanTheCommunesChangesNobody) {
  const auto forged = [&] {
    const Office::TrustState state = office_->trust_state().value();
    CommuneKeys keys{"30307", {}, {}, state.online_key, place_bytes(state.place)};
    return signed_targets(keys, 2, now_ + Millis(1'000'000), OfficeSigners::key_of("ai đó"));
  };
  EXPECT_EQ(failure(office_->take_targets(admin_, forged(), now_)), "denied trust.not_signed");
}

TEST_F(OfficeTrustTest, AListIsTheNextOneOrNone) {
  const ItemRecord one = add(notice("Một"));
  const ItemRecord two = add(notice("Hai"));
  const ItemVersion first = next_version(one);
  const ItemVersion second = next_version(two);
  const std::string late = OfficeSigners::next(*office_, KeyClass::Compose, second, "lan", now_);
  ASSERT_TRUE(submit(lan_, one.id, first).ok());
  EXPECT_EQ(failure(office_->submit_item(lan_, two.id, second, late, now_)),
            "conflict trust.moved");
  EXPECT_EQ(failure(submit(lan_, two.id, second)), "ok");
}

TEST_F(OfficeTrustTest, AListWithoutTheVersionOrOfAnotherHandIsRefused) {
  const ItemRecord one = add(notice("Một"));
  const ItemRecord two = add(notice("Hai"));
  const std::string other =
      OfficeSigners::next(*office_, KeyClass::Compose, next_version(two), "lan", now_);
  EXPECT_EQ(failure(office_->submit_item(lan_, one.id, next_version(one), other, now_)),
            "denied trust.not_signed");
  const std::string foreign =
      OfficeSigners::next(*office_, KeyClass::Compose, next_version(one), "minh", now_);
  EXPECT_EQ(failure(office_->submit_item(lan_, one.id, next_version(one), foreign, now_)),
            "denied trust.not_signed");
  EXPECT_EQ(failure(office_->submit_item(lan_, one.id, next_version(one), "{}", now_)),
            "denied trust.not_signed");
  EXPECT_EQ(office_->item(one.id).value().state, ItemState::Draft) << "nothing of it stays";
}

TEST_F(OfficeTrustTest, ADatabaseThatSaysApprovedPutsNothingOnABoard) {
  const BoardRecord board = pair("Chợ");
  const ItemRecord item = submitted(notice());
  const ItemRecord good = approved(notice("Tin đúng"));
  // A hand in the database: approved, by whom it liked.
  ASSERT_TRUE(db_->query("UPDATE item SET state = 'approved', approved = submitted, "
                         "approver = 'minh' WHERE id = $1",
                         {item.id.text})
                  .ok());
  publish(playlist({item, good}, {board}));
  EXPECT_EQ(selection_of(board.id).items, std::vector<Digest>{*good.approved});
}

TEST_F(OfficeTrustTest, WhatARevokedApproverListedFallsOffTheBoards) {
  const BoardRecord board = pair("Chợ");
  publish(playlist({approved(notice())}, {board}));
  ASSERT_EQ(selection_of(board.id).items.size(), 1u);
  const Person nga{{"nga"}, "nga", "Nga", {Role::Approver}, false};
  ASSERT_TRUE(office_->register_key(nga, OfficeSigners::key_of("nga").public_key(), now_).ok());
  ASSERT_TRUE(sign_people({lan_}, {nga}).ok());
  EXPECT_TRUE(selection_of(board.id).items.empty());
  const auto verified = judged(board.id);
  ASSERT_TRUE(verified.ok()) << verified.error().message;
  EXPECT_FALSE(verified->stale) << "the board follows: it comes down at once";
  const ItemRecord next = submitted(notice("Tin mới"));
  EXPECT_EQ(failure(approve(nga, next.id, *next.submitted)), "ok");
}

TEST_F(OfficeTrustTest, WhatTheSignedListsDoNotSayYetIsTold) {
  const auto are_signed = [&] { return office_->trust_state().value().are_people_signed; };
  const auto add_person = [&](const Person& person) {
    return office_->add_person(admin_, person, "một mật khẩu rất dài", now_).value();
  };
  const auto change = [&](const Person& person, const char* what, const Json& value) {
    Json json;
    json.set(what, value);
    ASSERT_TRUE(office_->change_person(admin_, person.id, json, now_).ok());
  };
  add_person({{}, "quan.tri", "Quản trị", {Role::Administrator}, false});
  const Person lan = add_person(lan_);
  EXPECT_FALSE(are_signed()) << "Minh's key is listed, and he has no account";
  const Person minh = add_person(minh_);
  EXPECT_TRUE(are_signed());

  change(lan, "roles", Json::Array{"editor", "approver"});
  EXPECT_FALSE(are_signed()) << "a second role";
  ASSERT_TRUE(sign_people({lan}, {lan, minh}, true).ok());
  EXPECT_TRUE(are_signed());
  change(lan, "roles", Json::Array{"editor"});
  EXPECT_FALSE(are_signed()) << "a role less";
  ASSERT_TRUE(sign_people({lan}, {minh}).ok());
  EXPECT_TRUE(are_signed());

  change(minh, "disabled", true);
  EXPECT_FALSE(are_signed()) << "a locked account whose key still counts on boards";
  change(minh, "disabled", false);
  EXPECT_TRUE(are_signed());
  ASSERT_TRUE(office_->register_key(lan, new_key().public_key(), now_).ok());
  EXPECT_FALSE(are_signed()) << "another key";
}

TEST_F(OfficeTrustTest, TheKeyOfWhoseRolesLetHimSignNoMoreIsOldAndWaitsForNobody) {
  const auto state_of = [&](const Person& person) { return office_->key_of(person)->state; };
  EXPECT_EQ(state_of(lan_), KeyState::Trusted);
  Person moved = lan_;
  moved.roles = {Role::Technician};
  EXPECT_EQ(state_of(moved), KeyState::Old);
  moved.roles = {Role::Technician, Role::Editor};
  EXPECT_EQ(state_of(moved), KeyState::Trusted);
}

TEST_F(OfficeTrustTest, WhatIsSignedOffAListNobodyBringsBack) {
  const BoardRecord board = pair("Chợ");
  const ItemRecord stays = approved(notice("Ở lại"));
  const ItemRecord goes = approved(notice("Gỡ xuống"));
  const std::string everything = office_->trust_file("approve-30307.json").value();
  ASSERT_TRUE(office_->withdraw_item(lan_, goes.id, "sai", now_).ok());
  const auto shorter = [&](KeyClass key_class, const std::string& login) {
    return OfficeSigners::shorter(*office_, key_class, login, now_);
  };
  const auto take = [&](const Person& who, const std::string& list) {
    return office_->take_shorter_list(who, KeyClass::Approve, list, now_);
  };
  EXPECT_EQ(failure(take(minh_, everything)), "conflict trust.moved") << "not the next one";
  EXPECT_EQ(failure(take(lan_, shorter(KeyClass::Approve, "lan"))), "denied trust.other_role");
  const std::string longer = OfficeSigners::next(
      *office_, KeyClass::Approve, *submitted(notice("Chưa duyệt")).submitted, "minh", now_);
  EXPECT_EQ(failure(take(minh_, longer)), "denied trust.not_signed") << "nothing comes in by this";
  ASSERT_TRUE(take(minh_, shorter(KeyClass::Approve, "minh")).ok());
  // A hand in the database says that it may play again.
  ASSERT_TRUE(db_->query("UPDATE item SET state = 'approved', approved = submitted WHERE id = $1",
                         {goes.id.text})
                  .ok());
  publish(playlist({goes, stays}, {board}));
  EXPECT_EQ(selection_of(board.id).items, std::vector<Digest>{*stays.approved});
}

TEST_F(OfficeTrustTest, ARestoredServersNewKeyCountsOnceTheCommunesKeyNamesIt) {
  const BoardRecord board = pair("Chợ");
  const ItemRecord item = approved(notice());
  publish(playlist({item}, {board}));
  ASSERT_TRUE(judged(board.id).ok());
  seal_key_ = new_key();  // As a restore makes one.
  const std::string before = office_->trust_file("timestamp.json").value();
  const ItemRecord late = add(notice("Vội"));
  EXPECT_EQ(failure(submit(lan_, late.id, next_version(late))), "conflict trust.renew");
  EXPECT_FALSE(office_->trust_state().value().is_online_key_signed);
  publish(playlist({item}, {board}));
  EXPECT_EQ(office_->trust_file("timestamp.json").value(), before) << "nothing signed in vain";
  EXPECT_EQ(failure(office_->begin_pairing({new_key().public_key(), {1920, 1080}, "1"}, now_)),
            "conflict trust.renew");
  const std::string targets = OfficeSigners::targets(*office_, 2, {lan_}, {minh_}, now_);
  EXPECT_EQ(failure(office_->renew_trust(
                admin_, OfficeSigners::next_root(*office_, OfficeSigners::key_of("ai đó"), now_),
                targets, now_)),
            "denied trust.not_signed");
  const Status renewed = office_->renew_trust(
      admin_, OfficeSigners::next_root(*office_, OfficeSigners::owner(), now_), targets, now_);
  ASSERT_TRUE(renewed.ok()) << renewed.error().message;
  const auto verified = judged(board.id);
  ASSERT_TRUE(verified.ok()) << verified.error().message;
  EXPECT_FALSE(verified->stale) << (verified->stale ? verified->stale->message : "");
  EXPECT_EQ(failure(submit(lan_, late.id, next_version(late))), "ok");
}

TEST_F(OfficeTrustTest, ARootThatIsOverIsSignedAnewAndBoardsFollow) {
  const BoardRecord board = pair("Chợ");
  ItemContent lasting = notice();
  lasting.valid_until = now_ + std::chrono::days(1'800);
  publish(playlist({approved(lasting)}, {board}));
  EXPECT_GT(office_->trust_state()->owner_expires, now_ + std::chrono::hours(1));
  now_ += std::chrono::days(1'200);
  EXPECT_LT(office_->trust_state()->owner_expires, now_);
  ASSERT_TRUE(office_->refresh_selections(now_).ok());
  EXPECT_FALSE(judged(board.id).ok()) << "nothing new is believed by a root that is over";
  const Status renewed =
      office_->renew_trust(admin_, OfficeSigners::next_root(*office_, OfficeSigners::owner(), now_),
                           OfficeSigners::targets(*office_, 2, {lan_}, {minh_}, now_), now_);
  ASSERT_TRUE(renewed.ok()) << renewed.error().message;
  EXPECT_GT(office_->trust_state()->owner_expires, now_);
  approved(lasting);  // Both lists anew.
  ASSERT_TRUE(office_->refresh_selections(now_).ok());
  const auto verified = judged(board.id);
  ASSERT_TRUE(verified.ok()) << verified.error().message;
  EXPECT_FALSE(verified->stale);
}

/// A key that lies elsewhere, and cannot always be reached.
class RemoteKey final : public Signer {
 public:
  explicit RemoteKey(const KeyPair& pair) : pair_(pair) {}
  const PublicKey& public_key() const override { return pair_.public_key(); }
  Result<Signature> try_sign(std::string_view message) const override {
    if (!reachable) return Error{Code::Unavailable, "the token is unplugged", ""};
    return pair_.sign(message);
  }
  bool reachable = true;

 private:
  const KeyPair& pair_;
};

TEST_F(OfficeTrustTest, WithTheOnlineKeyOutOfReachNothingIsHalfDone) {
  RemoteKey key(seal_key_);
  Office office({*db_, blobs_, key, random_, kPasswordCostTest});
  const BoardRecord board = pair("Chợ");
  const ItemRecord item = approved(notice());
  publish(playlist({item}, {board}));
  const std::string before = office.trust_file("timestamp.json").value();
  const std::int64_t events = office.last_event().value();
  key.reachable = false;
  EXPECT_EQ(office.withdraw_item(lan_, item.id, "sai", now_).error().code, Code::Unavailable);
  EXPECT_EQ(office.item(item.id)->state, ItemState::Approved);
  EXPECT_EQ(office.last_event().value(), events);
  EXPECT_EQ(office.trust_file("timestamp.json").value(), before);
  EXPECT_EQ(office.time_for(std::string(32, 'a'), now_).error().code, Code::Unavailable);
  key.reachable = true;
  EXPECT_TRUE(office.withdraw_item(lan_, item.id, "sai", now_).ok());
  EXPECT_TRUE(selection_of(board.id).items.empty());
}

TEST_F(OfficeTrustTest, AListKeepsWhatASelectionStillNames) {
  const BoardRecord board = pair("Chợ");
  ItemContent brief = notice("Sắp hết hạn");
  brief.valid_until = now_ + std::chrono::hours(1);
  const ItemRecord old = approved(brief);
  publish(playlist({old, approved(notice("Còn lâu"))}, {board}));
  now_ += std::chrono::hours(2);
  approved(notice("Tin của bảng khác"));
  ASSERT_EQ(selection_of(board.id).items.size(), 2u) << "nothing new for this board";
  const auto verified = judged(board.id);
  ASSERT_TRUE(verified.ok()) << verified.error().message;
  EXPECT_FALSE(verified->stale);
}

TEST_F(OfficeTrustTest, TheAgencysNewNameWaitsForTheCommunesKey) {
  const BoardRecord board = pair("Chợ");
  ASSERT_TRUE(office_->set_commune(admin_, {"30307", "91", "Xã", "UBND xã Mới", 420}, now_).ok());
  EXPECT_FALSE(office_->trust_state().value().is_place_signed);
  EXPECT_EQ(selection_of(board.id).place.agency, "UBND xã Tân Hưng");
  ASSERT_TRUE(sign_people({lan_}, {minh_}).ok());
  EXPECT_EQ(selection_of(board.id).place.agency, "UBND xã Mới");
}

TEST_F(OfficeTrustTest, AMergerGivesBoardsAnotherCodeOnceTheCommunesKeySaysSo) {
  const BoardRecord board = pair("Chợ");
  const ItemRecord before = approved(notice("Tin cũ"));
  publish(playlist({before}, {board}));
  const auto code = [&] { return judged(board.id).value().manifest.selection.place.commune_code; };
  EXPECT_EQ(code(), "30307");
  ASSERT_TRUE(office_->set_commune(admin_, {"30399", "80", "Xã", "UBND xã Mới", 420}, now_).ok());
  EXPECT_EQ(code(), "30307");
  // Another commune's place is not this one's new place.
  const auto state = office_->trust_state().value();
  CommuneKeys keys{"30399", {}, {}, state.online_key, place_bytes(state.place)};
  EXPECT_EQ(failure(office_->take_targets(
                admin_,
                signed_targets(keys, state.targets + 1, now_ + std::chrono::hours(24),
                               OfficeSigners::owner()),
                now_)),
            "denied trust.place");
  ASSERT_TRUE(sign_people({lan_}, {minh_}).ok());
  EXPECT_EQ(code(), "30399");
  EXPECT_EQ(office_->trust_state().value().signing_code, "30307");
  // What was signed before counts on, and what is signed from now on counts as well.
  const ItemRecord after = approved(notice("Tin mới"));
  publish(playlist({after}, {board}));
  const auto both = judged(board.id);
  ASSERT_TRUE(both.ok()) << both.error().message;
  EXPECT_EQ(both->manifest.selection.items,
            (std::vector<Digest>{*before.approved, *after.approved}));
}

TEST_F(OfficeTrustTest, TheServersWordIsRenewedBeforeItIsTooOld) {
  const BoardRecord board = pair("Chợ");
  ASSERT_TRUE(judged(board.id).ok());
  const std::string before = office_->trust_file("timestamp.json").value();
  ASSERT_TRUE(office_->refresh_selections(now_ + std::chrono::hours(24)).ok());
  EXPECT_EQ(office_->trust_file("timestamp.json").value(), before) << "no need yet";
  now_ += std::chrono::hours(24 * 6);
  ASSERT_TRUE(office_->refresh_selections(now_).ok());
  EXPECT_NE(office_->trust_file("timestamp.json").value(), before);
  now_ += std::chrono::hours(24 * 5);
  EXPECT_TRUE(judged(board.id).ok());
}

TEST_F(OfficeTrustTest, ManyBoardsAreOneStepOfTheRepository) {
  std::vector<BoardRecord> boards;
  for (int i = 0; i < 30; ++i) boards.push_back(pair("Bảng " + std::to_string(i)));
  const auto version_of = [&] {
    const std::string body = office_->trust_file("timestamp.json").value();
    return tuf::parse_timestamp(tuf::parse_envelope(body)->signed_part)->head.version;
  };
  const PlaylistRecord wanted = playlist({approved(notice())}, boards);
  const std::int64_t before = version_of();
  publish(wanted);
  EXPECT_EQ(version_of(), before + 1);
  for (const BoardRecord& board : boards) EXPECT_TRUE(judged(board.id).ok());
}

}  // namespace
}  // namespace bangtin
