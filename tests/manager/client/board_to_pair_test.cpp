// A37: who stands between a new board and its commune, or holds the server itself, cannot make the
// technician's PC say the words that stand on the glass.
#include "manager/client/board_to_pair.h"

#include "shared/crypto/sha256.h"
#include "shared/crypto/words.h"
#include "shared/protocol/request_signature.h"
#include "shared/trust/house_sign.h"
#include "tests/manager/client/signing_fixture.h"

namespace bangtin {
namespace {

constexpr std::string_view kCode = "BCDFGHJK";
const Digest kPin = sha256("certificate");

class BoardPairing : public Signing {
 protected:
  void SetUp() override {
    begin();
    server_.asking = PairingView{std::string(kCode), board_.public_key(), {1920, 1080}, kNow, ""};
  }
  /// As the board reckons them from what it was offered.
  std::vector<std::string> on_the_glass(const std::string& root) const {
    return fingerprint_words(
        pairing_fingerprint(board_.public_key(), server_.online.public_key(), kPin, sha256(root)));
  }
  Result<BoardToPair> look(const Digest& pin = kPin) {
    return board_to_pair(client_, technician_pc_.folder.path(), pin, std::string(kCode));
  }
  std::string& root() { return server_.files["1.root.json"]; }
  /// Another commune's, signed as well as ours.
  std::string other_root() {
    const KeyPair owner = KeyPair::from_seed({77});
    tuf::Root made =
        first_root(owner.public_key(), server_.online.public_key(), kNow + std::chrono::hours(24));
    return tuf::publish_root(made, std::span(&owner, 1)).bytes;
  }

  KeyPair board_ = KeyPair::from_seed({5});
  Pc technician_pc_{4};
};

TEST_F(BoardPairing, TheWordsAreThoseOfTheGlass) {
  const BoardToPair board = look().value();
  EXPECT_EQ(board.words, on_the_glass(root()));
  EXPECT_EQ(board.asked.code, kCode);
  EXPECT_EQ(board.asked.canvas_px, (Size{1920, 1080}));
  EXPECT_EQ(look()->words, board.words);
}

TEST_F(BoardPairing, A37ARelayIsSeenByTheWords) {
  // The relay's certificate has another pin, so the words are others than on the glass.
  EXPECT_NE(look(sha256("the relay's"))->words, on_the_glass(root()));
  // It passes a key of its own on as the board's.
  server_.asking->key = KeyPair::from_seed({6}).public_key();
  EXPECT_NE(look()->words, on_the_glass(root()));
}

TEST_F(BoardPairing, A37AStolenServerOffersItsOwnRoot) {
  ASSERT_TRUE(know_root(client_, technician_pc_.folder.path(), kPin).ok());
  const std::string ours = root(), theirs = other_root();
  ASSERT_NE(ours, theirs);
  // To the board alone: the words differ.
  EXPECT_NE(look()->words, on_the_glass(theirs));
  // To the technician's PC as well: it knows ours.
  root() = theirs;
  EXPECT_EQ(key_of_error(look()), "trust.other_root");
  // As that of a commune of which the PC has never heard.
  server_.signing_code = "31999";
  EXPECT_EQ(key_of_error(look()), "trust.other_root");
  EXPECT_EQ(know_root(client_, technician_pc_.folder.path(), kPin).error().key, "trust.other_root");
  server_.signing_code = "31108";
  root() = ours;
  EXPECT_EQ(look()->words, on_the_glass(ours));
  // The control: a PC that was never signed in here believes the first it sees.
  root() = theirs;
  const Pc fresh(8);
  EXPECT_EQ(board_to_pair(client_, fresh.folder.path(), kPin, std::string(kCode))->words,
            on_the_glass(theirs));
}

TEST_F(BoardPairing, NothingIsPairedBeforeSomebodyBeganToSign) {
  server_.begun = false;
  EXPECT_EQ(key_of_error(look()), "trust.none");
  server_.begun = true;
  server_.asking.reset();
  EXPECT_EQ(key_of_error(look()), "pairing.unknown");
}

}  // namespace
}  // namespace bangtin
