// The server's online key becomes another: until the commune's key names it the old one goes on,
// from then on nothing that the old one signs counts (docs/adr/0025).
#include "manager/store/online_keys.h"

#include "shared/trust/seal.h"
#include "shared/trust/signed_time.h"
#include "tests/manager/store/office_trust_fixture.h"

namespace bangtin {
namespace {

class OnlineKeysTest : public OfficeTrustTest {
 protected:
  OnlineKeysTest() {
    OfficeParts parts{*db_, blobs_, keys_, random_, kPasswordCostTest};
    parts.next_online = [this] { return keys_.next(); };
    office_ = std::make_unique<Office>(std::move(parts));
    item_ = approved(notice("Đang phát"));
    other_ = approved(notice("Đã duyệt, không phát"));
    board_ = pair("Chợ");
    publish(playlist({item_}, {board_}));
  }
  Status sign_the_next() {
    const std::int64_t targets = office_->trust_state().value().targets + 1;
    return office_->renew_trust(
        admin_, OfficeSigners::next_root(*office_, OfficeSigners::owner(), now_),
        OfficeSigners::targets(*office_, targets, {lan_}, {minh_}, now_), now_);
  }
  template <class Part>
  static Part parsed(Result<Part> (*parse)(const Json&), const std::string& bytes) {
    return parse(tuf::parse_envelope(bytes).value().signed_part).value();
  }
  /// A board that knows all that `store` does is given the other item in the place of the one that
  /// plays, as the server would, by whoever has that key.
  Result<VerifiedManifest> after_a_theft(const KeyPair& stolen, tuf::TrustStore& store) {
    Selection selection = selection_of(board_.id);
    ++selection.generation;
    selection.items = {*other_.approved};
    const std::string text = to_json(selection).dump();
    TrustBundle forged = bundle(board_.id);
    const std::string role = select_role(board_.id);
    const auto root = parsed(tuf::parse_root, office_->trust_file("root.json").value());
    auto snapshot = parsed(tuf::parse_snapshot, forged.roles["snapshot"]);
    auto timestamp = parsed(tuf::parse_timestamp, forged.roles["timestamp"]);
    auto own = parsed(tuf::parse_targets, forged.roles[role]);
    own.targets = {{selection_path(board_.id), tuf::describe_target(text)}};
    const std::span<const KeyPair> by(&stolen, 1);
    constexpr auto kDetail = tuf::Detail::Version;
    forged.roles[role] = tuf::publish_targets(own, role, root, by, kDetail, snapshot).bytes;
    forged.roles["snapshot"] = tuf::publish_snapshot(snapshot, root, by, kDetail, timestamp).bytes;
    forged.roles["timestamp"] = tuf::publish_timestamp(timestamp, by).bytes;
    const auto item =
        item_version_from_json(Json::parse(office_->version(*other_.approved).value()).value());
    BoardTrust trust(store);
    TRY(trust.pin(office_->trust_state().value().root));
    return trust.verify(generation_file(text, {*item}, forged), board_.id, now_);
  }
  bool shows_the_other(const Result<VerifiedManifest>& verified) const {
    return verified.ok() &&
           verified->manifest.selection.items == std::vector<Digest>{*other_.approved};
  }
  Result<Instant> told_time(const Signer& by) {
    const std::string nonce(32, 'a');
    BoardTrust trust(store_);
    return trust.time_in(sign_time(now_, nonce, by).value(), nonce);
  }

  std::optional<KeyPair> next_;
  OnlineKeys keys_{*db_, seal_key_, [this]() -> Result<std::optional<KeyPair>> { return next_; }};
  ItemRecord item_, other_;
  BoardRecord board_;
};

TEST_F(OnlineKeysTest, UntilTheRootNamesTheNewOneTheOldOneGoesOn) {
  next_ = new_key();
  const Office::TrustState state = office_->trust_state().value();
  EXPECT_EQ(state.online_key, seal_key_.public_key());
  EXPECT_EQ(state.next_online_key, next_->public_key());
  EXPECT_TRUE(state.is_online_key_signed);
  const ItemRecord late = approved(notice("Vội"));
  publish(playlist({late}, {board_}));
  const auto verified = judged(board_.id);
  ASSERT_TRUE(verified.ok()) << verified.error().message;
  EXPECT_EQ(verified->manifest.selection.items.size(), 2U);
  EXPECT_TRUE(told_time(keys_).ok());
}

TEST_F(OnlineKeysTest, A18AfterTheRootNamesANewOnlineKeyNothingOfTheOldOneCounts) {
  PassingTrustStore before;
  EXPECT_TRUE(shows_the_other(after_a_theft(seal_key_, before))) << "the key of today can do that";
  ASSERT_TRUE(judged(board_.id).ok());
  EXPECT_TRUE(told_time(seal_key_).ok());

  next_ = new_key();
  ASSERT_EQ(failure(sign_the_next()), "ok");
  const Office::TrustState state = office_->trust_state().value();
  EXPECT_EQ(state.online_key, next_->public_key());
  EXPECT_FALSE(state.next_online_key);
  EXPECT_TRUE(state.is_online_key_signed);
  const auto verified = judged(board_.id);
  ASSERT_TRUE(verified.ok()) << verified.error().message;
  EXPECT_FALSE(verified->stale);
  EXPECT_EQ(verified->manifest.selection.items, std::vector<Digest>{*item_.approved});

  EXPECT_FALSE(shows_the_other(after_a_theft(seal_key_, store_))) << "WRONG";
  PassingTrustStore fresh;
  EXPECT_FALSE(shows_the_other(after_a_theft(seal_key_, fresh))) << "WRONG, on a new board";
  EXPECT_FALSE(told_time(seal_key_).ok());
  EXPECT_TRUE(told_time(keys_).ok());
  const ItemRecord late = approved(notice("Sau khi thay"));
  publish(playlist({late}, {board_}));
  EXPECT_TRUE(judged(board_.id).ok()) << "the square goes on";
}

TEST_F(OnlineKeysTest, ARootThatIsRefusedLeavesTheOldKeyAtWork) {
  next_ = new_key();
  const std::int64_t targets = office_->trust_state().value().targets + 1;
  EXPECT_EQ(failure(office_->renew_trust(
                admin_, OfficeSigners::next_root(*office_, OfficeSigners::key_of("ai đó"), now_),
                OfficeSigners::targets(*office_, targets, {lan_}, {minh_}, now_), now_)),
            "denied trust.not_signed");
  EXPECT_EQ(keys_.public_key(), seal_key_.public_key());
  publish(playlist({approved(notice("Vội"))}, {board_}));
  EXPECT_TRUE(judged(board_.id).ok());
}

TEST_F(OnlineKeysTest, ABoardThatWasOfferedTheOldKeyAsksAnew) {
  const KeyPair waits = new_key(), accepted = new_key();
  const auto offer_to = [&](const KeyPair& key) {
    return office_->begin_pairing({key.public_key(), {1920, 1080}, "0.1.0"}, now_).value();
  };
  const auto poll = [&](const PairingOffer& offer, const KeyPair& key) {
    return office_->poll_pairing(offer.pairing, key.public_key(), now_);
  };
  const PairingOffer first = offer_to(waits), second = offer_to(accepted);
  const BoardId board = office_->accept_pairing(tech_, second.code, "Bến đò", now_)->id;
  ASSERT_EQ(failure(sign_the_next()), "ok");
  EXPECT_EQ(failure(poll(first, waits)), "ok") << "the same key was signed for anew";

  next_ = new_key();
  ASSERT_EQ(failure(sign_the_next()), "ok");
  EXPECT_EQ(failure(poll(first, waits)), "not_found pairing.unknown");
  EXPECT_EQ(failure(poll(second, accepted)), "not_found pairing.unknown");
  const PairingOffer anew = offer_to(accepted);
  EXPECT_EQ(anew.server_key, next_->public_key());
  EXPECT_EQ(office_->accept_pairing(tech_, anew.code, "Bến đò", now_)->id, board);
  const auto answer = poll(anew, accepted);
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_TRUE(open(SealKind::PairingAnswer, answer->sealed, anew.server_key).ok());
}

TEST_F(OnlineKeysTest, ARootAloneDoesNotChangeTheKey) {
  const auto take_root = [&] {
    return office_->take_root(
        admin_, OfficeSigners::next_root(*office_, OfficeSigners::owner(), now_), now_);
  };
  ASSERT_EQ(failure(take_root()), "ok") << "which names the key of today";
  next_ = new_key();
  EXPECT_EQ(failure(take_root()), "conflict trust.renew");
  EXPECT_EQ(keys_.public_key(), seal_key_.public_key());
  publish(playlist({approved(notice("Vội"))}, {board_}));
  EXPECT_TRUE(judged(board_.id).ok()) << "what is selected still counts";
}

TEST_F(OnlineKeysTest, ANewKeyThatCannotBeReadAnyMoreGivesNothingBackToTheOldOne) {
  next_ = new_key();
  bool torn = false;
  const auto load = [&]() -> Result<std::optional<KeyPair>> {
    if (torn) return Error{Code::Corrupt, "next.key is no key", ""};
    return next_;
  };
  OnlineKeys seen(*db_, seal_key_, load);
  EXPECT_EQ(seen.public_key(), seal_key_.public_key());
  ASSERT_EQ(failure(sign_the_next()), "ok");
  torn = true;
  EXPECT_EQ(seen.public_key(), next_->public_key()) << "as it was read before";
  ASSERT_TRUE(judged(board_.id).ok()) << "the board has followed the root";
  EXPECT_TRUE(told_time(seen).ok());

  OnlineKeys unseen(*db_, seal_key_, load);
  EXPECT_EQ(failure(unseen.try_sign("x")), "unavailable trust.online_key_lost");
  OfficeParts parts{*db_, blobs_, unseen, random_, kPasswordCostTest};
  EXPECT_EQ(failure(Office(std::move(parts)).trust_state()), "unavailable trust.online_key_lost")
      << "nobody is asked to sign for the old one";
}

TEST_F(OnlineKeysTest, AWaitingKeyThatCannotBeReadIsNone) {
  next_ = new_key();
  OnlineKeys torn(*db_, seal_key_, []() -> Result<std::optional<KeyPair>> {
    return Error{Code::Corrupt, "next.key is no key", ""};
  });
  EXPECT_EQ(torn.public_key(), seal_key_.public_key());
  EXPECT_FALSE(torn.next());
}

TEST_F(OnlineKeysTest, AnotherProcessGoesOverWithTheRootToo) {
  next_ = new_key();
  Other other = open_other();
  OnlineKeys theirs(*other.db, seal_key_,
                    [this]() -> Result<std::optional<KeyPair>> { return next_; });
  EXPECT_EQ(theirs.public_key(), seal_key_.public_key());
  ASSERT_EQ(failure(sign_the_next()), "ok");
  EXPECT_EQ(theirs.public_key(), next_->public_key());
}

}  // namespace
}  // namespace bangtin
