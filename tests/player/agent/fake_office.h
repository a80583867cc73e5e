// FakeOffice: a server as small as an agent needs one: pairing, a commune's metadata, one board's
// selections, versions, blobs, plays and status, each request's signature and counter checked.
// Thread: one.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/crypto/ed25519.h"
#include "shared/model/manifest.h"
#include "shared/protocol/messages.h"
#include "shared/protocol/request_signature.h"
#include "tests/fakes/signed_commune.h"
#include "tests/fakes/sim_transport.h"

namespace bangtin {

class FakeOffice final : public SimServer {
 public:
  explicit FakeOffice(Random& random);

  HttpResponse answer(const HttpRequest& request) override;
  Digest tls_pin() const override { return pin; }

  /// A selection of `generation` for the board, with pictures of its own of these sizes.
  void publish(std::int64_t generation, std::vector<std::size_t> picture_bytes);
  /// The same without the metadata that names it, nor anybody's signature.
  Manifest compose(std::int64_t generation, std::vector<std::size_t> picture_bytes);
  /// The "event: head" text for what was published last.
  std::string head_event() const;
  /// The technician accepts the code that was offered last.
  void accept() { accepted = true; }

  KeyPair key;
  Digest pin;
  BoardId board{"board-1"};
  Place place{"30307", "91", "UBND xã Tân Hưng"};
  SignedCommune commune{place};

  // Pairing.
  std::optional<PublicKey> board_key;
  bool accepted = false;
  std::optional<PairingState> pairing_state;  ///< instead of waiting
  bool sealed_for_another = false;
  bool answers_with_another_root = false;
  int offers = 0;
  std::string offered_name;
  Size offered_canvas;

  std::string health = R"({"status":"ok","version":"1","time":"2026-11-22T00:00:00.000Z"})";

  // What it holds.
  std::string selection;  ///< that was signed last
  std::map<Digest, std::string> selections;
  std::int64_t generation = 0;
  std::map<Digest, std::string> versions;
  std::map<Digest, std::string> blobs;
  bool ranges = true;        ///< false: sends all of a blob whatever was asked
  bool spoil_blobs = false;  ///< flips a byte of each answer

  // What came in.
  std::vector<PlayRecord> plays;  ///< plays[i] is number i + 1
  std::string play_log;
  std::vector<BoardStatus> statuses;
  std::vector<std::string> orders;  ///< envelopes for the board
  bool knows_orders = true;
  std::vector<GlassPicture> pictures;
  std::optional<Error> refuse_pictures;
  std::optional<Error> refuse_all;
  std::optional<Error> refuse_plays;
  int replayed = 0;
  std::map<std::string, int> asked;     ///< how often each path was asked for
  std::vector<std::string> complaints;  ///< what no right agent does

 private:
  HttpResponse answer_board(const HttpRequest& request);
  HttpResponse answer_pairing(const HttpRequest& request, const PublicKey& from);
  HttpResponse answer_blob(const HttpRequest& request, const Digest& hash);
  HttpResponse take_plays(const std::string& body);

  CounterWindow counters_;
  Random& random_;
};

}  // namespace bangtin
