#include <set>

#include "shared/base/limits.h"
#include "shared/crypto/words.h"
#include "shared/protocol/request_signature.h"
#include "shared/trust/seal.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class OfficePairingTest : public OfficeFixture {
 protected:
  OfficePairingTest() { set_commune(); }
  PairingRequest request_of(const KeyPair& key, Size canvas = {1920, 1080}) {
    return {key.public_key(), canvas, "0.1.0"};
  }
  PairingOffer offer(const KeyPair& key) {
    return office_->begin_pairing(request_of(key), now_).value();
  }
  Result<BoardRecord> accept(const PairingOffer& offer) {
    return office_->accept_pairing(tech_, offer.code, "Nhà văn hoá", now_);
  }
  PairingState state_of(const PairingOffer& offer, const KeyPair& key) {
    return office_->poll_pairing(offer.pairing, key.public_key(), now_)->answer.state;
  }
};

TEST_F(OfficePairingTest, ABoardIsPairedByCodeAndWords) {
  const KeyPair key = new_key();
  const PairingOffer made = offer(key);
  EXPECT_EQ(canonical_pairing_code(made.code), made.code);
  EXPECT_EQ(made.server_key, seal_key_.public_key());
  EXPECT_EQ(made.expires_at, now_ + limits::kPairingLifetime);
  EXPECT_EQ(state_of(made, key), PairingState::Waiting);
  const PairingView view = office_->view_pairing(tech_, made.code, now_).value();
  const Digest root = sha256(office_->trust_state().value().root);
  EXPECT_EQ(made.root, root);
  EXPECT_EQ(view.key, key.public_key());
  EXPECT_EQ(view.canvas_px, (Size{1920, 1080}));
  const BoardRecord board = accept(made).value();
  EXPECT_EQ(board.name, "Nhà văn hoá");
  EXPECT_EQ(board.state, BoardState::Paired);
  EXPECT_EQ(board.key, key.public_key());
  EXPECT_EQ(board.commune_code, "30307");
  EXPECT_EQ(board.generation_wanted, 1) << "its card knows the place at once";
  EXPECT_EQ(office_->board_of(key.public_key())->id, board.id);
  EXPECT_EQ(selection_of(board.id).place.agency, "UBND xã Tân Hưng");
}

TEST_F(OfficePairingTest, TheNameTypedAtTheBoardIsSuggested) {
  const KeyPair key = new_key();
  PairingRequest request = request_of(key);
  const auto suggested = [&] {
    const PairingOffer made = office_->begin_pairing(request, now_).value();
    return office_->view_pairing(tech_, made.code, now_).value().name;
  };
  EXPECT_EQ(suggested(), "");
  request.name = "  Chợ Tân Hưng";
  EXPECT_EQ(suggested(), "Chợ Tân Hưng") << "the open offer takes the new name";
  request.name = std::string(5000, 'a');
  EXPECT_EQ(suggested(), "") << "what no name can be is none";
}

TEST_F(OfficePairingTest, TheAnswerIsSealedForThisBoardAlone) {
  const KeyPair key = new_key();
  const PairingOffer made = offer(key);
  const BoardRecord board = accept(made).value();
  const auto poll = office_->poll_pairing(made.pairing, key.public_key(), now_).value();
  EXPECT_EQ(poll.answer.state, PairingState::Accepted);
  const Json value = open(SealKind::PairingAnswer, poll.sealed, seal_key_.public_key()).value();
  EXPECT_EQ(value.string_at("key").value(), to_hex(key.public_key()));
  PairingAnswer answer;
  ASSERT_TRUE(from_json(value, answer).ok());
  EXPECT_EQ(answer.board, board.id);
  EXPECT_EQ(answer.place.agency, "UBND xã Tân Hưng");
  EXPECT_EQ(failure(office_->poll_pairing(made.pairing, new_key().public_key(), now_)),
            "not_found pairing.unknown");
}

TEST_F(OfficePairingTest, AskingAgainGivesTheSameOffer) {
  const KeyPair key = new_key();
  const PairingOffer first = offer(key);
  now_ += 60s;
  const PairingOffer again = offer(key);
  EXPECT_EQ(again.code, first.code);
  EXPECT_EQ(again.expires_at, first.expires_at);
  const PairingOffer other_canvas =
      office_->begin_pairing(request_of(key, {800, 600}), now_).value();
  EXPECT_NE(other_canvas.code, first.code);
  EXPECT_EQ(failure(office_->view_pairing(tech_, first.code, now_)), "not_found pairing.unknown");
}

TEST_F(OfficePairingTest, ACodeLivesTenMinutesAndAnswersOnce) {
  const KeyPair key = new_key();
  const PairingOffer made = offer(key);
  now_ += limits::kPairingLifetime;
  EXPECT_EQ(state_of(made, key), PairingState::Expired);
  EXPECT_EQ(failure(office_->view_pairing(tech_, made.code, now_)), "not_found pairing.unknown");
  EXPECT_EQ(failure(accept(made)), "not_found pairing.unknown");
  const PairingOffer next = offer(key);
  EXPECT_NE(next.code, made.code);
  EXPECT_EQ(failure(office_->poll_pairing(made.pairing, key.public_key(), now_)),
            "not_found pairing.unknown")
      << "the expired one is removed";
  EXPECT_EQ(failure(accept(next)), "ok");
  EXPECT_EQ(failure(accept(next)), "not_found pairing.unknown");
  EXPECT_EQ(failure(office_->refuse_pairing(tech_, next.code, now_)), "not_found pairing.unknown");
  now_ += 23h;
  EXPECT_EQ(state_of(next, key), PairingState::Accepted) << "the board may be slow to ask";
}

TEST_F(OfficePairingTest, ARefusedBoardIsTold) {
  const KeyPair key = new_key();
  const PairingOffer made = offer(key);
  ASSERT_TRUE(office_->refuse_pairing(tech_, made.code, now_).ok());
  const auto poll = office_->poll_pairing(made.pairing, key.public_key(), now_).value();
  EXPECT_EQ(poll.answer.state, PairingState::Refused);
  EXPECT_EQ(poll.sealed, "");
  EXPECT_EQ(failure(office_->board_of(key.public_key())), "denied board.unknown");
}

TEST_F(OfficePairingTest, OnlySoManyMayWait) {
  std::set<std::string> codes;
  for (std::size_t i = 0; i < limits::kPairingsOpenMax; ++i) codes.insert(offer(new_key()).code);
  EXPECT_EQ(codes.size(), limits::kPairingsOpenMax);
  EXPECT_EQ(failure(office_->begin_pairing(request_of(new_key()), now_)),
            "unavailable pairing.too_many");
  now_ += limits::kPairingLifetime;
  EXPECT_EQ(failure(office_->begin_pairing(request_of(new_key()), now_)), "ok");
  EXPECT_EQ(count("pairing"), 1);
}

TEST_F(OfficePairingTest, RefusesCanvasesAndNamesThatCannotBe) {
  const KeyPair key = new_key();
  for (const Size canvas : {Size{63, 400}, Size{400, 4097}, Size{0, 0}, Size{-5, 100}}) {
    EXPECT_EQ(failure(office_->begin_pairing(request_of(key, canvas), now_)),
              "invalid pairing.canvas");
  }
  PairingRequest request = request_of(key);
  request.program_version = std::string(201, 'v');
  EXPECT_EQ(failure(office_->begin_pairing(request, now_)), "invalid pairing.program_version");
  const PairingOffer made = offer(key);
  EXPECT_EQ(failure(office_->accept_pairing(tech_, made.code, "  ", now_)),
            "invalid board.name_missing");
}

TEST_F(OfficePairingTest, ABoardThatComesAgainKeepsItsPlaceAndBeginsANewLog) {
  const KeyPair key = new_key();
  const BoardRecord board = accept(offer(key)).value();
  const ItemRecord item = approved(notice());
  publish(playlist({item}, {board}));
  const PlayRecord play{item.id, *item.approved, now_, 5s, 1};
  ASSERT_EQ(office_->take_plays(board.id, {"log-a", 1, {play}}, now_).value(), 1);
  ASSERT_TRUE(office_->note_counter(board.id, 500).ok());
  EXPECT_EQ(failure(office_->take_plays(board.id, {"log-b", 1, {play}}, now_)),
            "conflict board.copied_key");
  const BoardRecord again = accept(offer(key)).value();
  EXPECT_EQ(again.id, board.id);
  EXPECT_EQ(again.problem, "");
  EXPECT_EQ(again.generation_wanted, 2);
  EXPECT_EQ(office_->counter_of(board.id).value(), 0);
  ASSERT_EQ(office_->take_plays(board.id, {"log-b", 1, {play}}, now_).value(), 1);
  EXPECT_EQ(office_->play_report("2026-11-22", "2026-11-22", board.id, {})->plays, 2);
  EXPECT_EQ(office_->boards()->size(), 1u);
}

TEST_F(OfficePairingTest, ARevokedBoardStaysOut) {
  const KeyPair key = new_key();
  const PairingOffer made = offer(key);
  const BoardRecord board = accept(made).value();
  KeyPair second = key;
  ASSERT_TRUE(office_->revoke_board(tech_, board.id, now_).ok());
  EXPECT_EQ(failure(office_->begin_pairing(request_of(second), now_)), "denied board.revoked");
  EXPECT_EQ(failure(office_->poll_pairing(made.pairing, key.public_key(), now_)),
            "denied board.revoked");
}

TEST_F(OfficePairingTest, ABoardRevokedWhileItWaitsIsNotLetIn) {
  const KeyPair key = new_key();
  const BoardRecord board = accept(offer(key)).value();
  const PairingOffer again = offer(key);
  ASSERT_TRUE(office_->revoke_board(tech_, board.id, now_).ok());
  EXPECT_EQ(failure(accept(again)), "denied board.revoked");
}

class OfficeWithoutCommuneTest : public OfficeFixture {};

TEST_F(OfficeWithoutCommuneTest, NoBoardIsPairedBeforeThereIsARootToPin) {
  const auto offered = [&] {
    return office_->begin_pairing({new_key().public_key(), {1920, 1080}, "0.1.0"}, now_);
  };
  EXPECT_EQ(failure(offered()), "conflict trust.none");
  set_commune();
  EXPECT_EQ(failure(office_->accept_pairing(tech_, offered().value().code, "Một", now_)), "ok");
}

}  // namespace
}  // namespace bangtin
