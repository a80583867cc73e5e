#include "manager/store/office.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"
#include "shared/base/limits.h"
#include "shared/protocol/request_signature.h"
#include "shared/trust/seal.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

/// How long an ended pairing still answers its board.
constexpr Millis kEndedKept = 24h;
constexpr std::string_view kCodeLetters = "BCDFGHJKLMNPQRSTVWXZ";
constexpr int kCodeLength = 8;

struct Pairing {
  std::string id;
  std::string code;
  PublicKey key;
  Size canvas_px;
  PairingState state = PairingState::Waiting;
  Instant expires_at{};
  std::string board;
  std::string name;  ///< as typed at the board; may be empty
};

const std::string kSelectPairing =
    "SELECT id, code, key, width_px, height_px, state, expires_at, board, name FROM pairing ";
const std::string kLoadById = kSelectPairing + "WHERE id = $1";
const std::string kLoadByCode = kSelectPairing + "WHERE code = $1 AND state = $2";
const std::string kLoadPairingByKey = kSelectPairing + "WHERE key = $1 AND state = $2";

Pairing pairing_of(const DbRow& row) {
  Pairing pairing;
  pairing.id = text_of(row[0]);
  pairing.code = text_of(row[1]);
  pairing.key = public_key_of(row[2]);
  pairing.canvas_px = {static_cast<int>(int_of(row[3])), static_cast<int>(int_of(row[4]))};
  pairing.state = enum_of<PairingState>(row[5]);
  pairing.expires_at = instant_of(row[6]);
  if (!is_null(row[7])) pairing.board = text_of(row[7]);
  pairing.name = text_of(row[8]);
  return pairing;
}

std::string waiting() { return std::string(name_of(PairingState::Waiting)); }

std::string new_code(Random& random) {
  std::string code;
  for (int i = 0; i < kCodeLength; ++i) code += kCodeLetters[random.below(kCodeLetters.size())];
  return code;
}

Status remove_old(Db& db, Instant now) {
  TRY(db.query("DELETE FROM pairing WHERE state = $1 AND expires_at <= $2",
               {waiting(), to_column(now)}));
  TRY(db.query("DELETE FROM pairing WHERE expires_at <= $1", {to_column(now - kEndedKept)}));
  return {};
}

/// The waiting pairing of a code. Errors: not_found "pairing.unknown".
Result<Pairing> load_waiting(Db& db, const std::string& code, Instant now) {
  const auto rows = TRY(db.query(kLoadByCode, {code, waiting()}));
  if (rows.empty() || now >= instant_of(rows[0][6])) {
    return not_there("open pairing", "pairing.unknown");
  }
  return pairing_of(rows[0]);
}

Status end_pairing(Db& db, const Pairing& pairing, PairingState state, const DbValue& board) {
  TRY(db.query("UPDATE pairing SET state = $2, board = $3 WHERE id = $1",
               {pairing.id, std::string(name_of(state)), board}));
  return {};
}

/// A board that comes again with its key keeps its place; what it forgot (its counter, the numbers
/// of its play log) begins anew.
Status renew_board(Db& db, const BoardId& id, const Pairing& pairing, const std::string& name) {
  TRY(db.query(
      "UPDATE board SET name = $2, width_px = $3, height_px = $4, counter = 0, play_log = NULL, "
      "problem = '', problem_peers = '' WHERE id = $1",
      {id.text, name, to_column(pairing.canvas_px.width_px),
       to_column(pairing.canvas_px.height_px)}));
  return {};
}

Status add_board(Db& db, const BoardId& id, const Pairing& pairing, const std::string& name,
                 const std::string& login, Instant now) {
  TRY(db.query(
      "INSERT INTO board (id, name, state, key, width_px, height_px, paired_at, paired_by) "
      "VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
      {id.text, name, std::string(name_of(BoardState::Paired)), to_column(pairing.key),
       to_column(pairing.canvas_px.width_px), to_column(pairing.canvas_px.height_px),
       to_column(now), login}));
  return {};
}

/// Errors: denied "board.revoked".
Status check_not_revoked(Db& db, const PublicKey& key) {
  const auto rows = TRY(db.query("SELECT state FROM board WHERE key = $1", {to_column(key)}));
  if (rows.empty() || enum_of<BoardState>(rows[0][0]) == BoardState::Paired) return {};
  return Error{Code::Denied, "the board with this key is revoked", "board.revoked"};
}

/// What a board will pin. Errors: conflict "trust.none", "trust.renew".
Result<std::string> first_root(OfficeParts& parts, Instant now) {
  Repository repository(parts.db, parts.online, now);
  if (!TRY(repository.is_online_trusted())) {
    return Error{Code::Conflict, "the root does not stand for our key", "trust.renew"};
  }
  return repository.first_root();
}

/// What a board says it is called is a suggestion: what no name can be counts as nothing.
std::string suggested_name(const PairingRequest& request) {
  const auto clean = clean_name(request.name.value_or(""), "board.name_missing");
  return clean.ok() ? *clean : "";
}

}  // namespace

Result<PairingOffer> Office::begin_pairing(const PairingRequest& request, Instant now) {
  const Size canvas = request.canvas_px;
  if (!is_canvas(canvas)) {
    return Error{Code::Invalid, "the canvas is too small or too large", "pairing.canvas"};
  }
  if (request.program_version.size() > limits::kShortTextCharactersMax) {
    return Error{Code::Invalid, "the program version is too long", "pairing.program_version"};
  }
  const std::string name = suggested_name(request);
  return in_transaction(parts_.db, [&]() -> Result<PairingOffer> {
    TRY(remove_old(parts_.db, now));
    TRY(check_not_revoked(parts_.db, request.key));
    const Digest root = sha256(TRY(first_root(parts_, now)));
    const auto offer_of = [&](const std::string& id, const std::string& code, Instant expires_at) {
      return PairingOffer{id, code, parts_.online.public_key(), root, expires_at};
    };
    // Asked again, the same offer: the code on the glass stays.
    const auto open = TRY(parts_.db.query(kLoadPairingByKey, {to_column(request.key), waiting()}));
    if (!open.empty()) {
      const Pairing pairing = pairing_of(open[0]);
      if (pairing.canvas_px == canvas) {
        if (pairing.name != name) {
          TRY(parts_.db.query("UPDATE pairing SET name = $2 WHERE id = $1", {pairing.id, name}));
        }
        return offer_of(pairing.id, pairing.code, pairing.expires_at);
      }
      TRY(parts_.db.query("DELETE FROM pairing WHERE id = $1", {pairing.id}));
    }
    const auto count =
        TRY(parts_.db.query("SELECT COUNT(*) FROM pairing WHERE state = $1", {waiting()}));
    if (int_of(count.at(0).at(0)) >= static_cast<std::int64_t>(limits::kPairingsOpenMax)) {
      return Error{Code::Unavailable, "too many open pairings", "pairing.too_many"};
    }
    const std::string id = new_id_text(parts_.random);
    const Instant expires_at = now + limits::kPairingLifetime;
    for (;;) {
      const std::string code = new_code(parts_.random);
      const auto added = TRY(parts_.db.query(
          "INSERT INTO pairing (id, code, key, width_px, height_px, program_version, state, "
          "expires_at, name) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9) ON CONFLICT (code) DO NOTHING "
          "RETURNING 1",
          {id, code, to_column(request.key), to_column(canvas.width_px),
           to_column(canvas.height_px), request.program_version, waiting(), to_column(expires_at),
           name}));
      if (!added.empty()) return offer_of(id, code, expires_at);
    }
  });
}

Result<Office::PairingPoll> Office::poll_pairing(const std::string& id, const PublicKey& key,
                                                 Instant now) {
  const auto rows = TRY(parts_.db.query(kLoadById, {id}));
  if (rows.empty() || public_key_of(rows[0][2]) != key) {
    return not_there("pairing", "pairing.unknown");
  }
  TRY(check_not_revoked(parts_.db, key));
  const Pairing pairing = pairing_of(rows[0]);
  PairingPoll poll;
  poll.answer.state = pairing.state;
  if (pairing.state == PairingState::Waiting && now >= pairing.expires_at) {
    poll.answer.state = PairingState::Expired;
  }
  if (pairing.state != PairingState::Accepted) return poll;
  poll.answer.board = BoardId{pairing.board};
  Repository repository(parts_.db, parts_.online, now);
  poll.answer.place = TRY(repository.place());
  poll.answer.root = TRY(repository.first_root());
  // The key inside the seal: no other board can take this answer for its own.
  Json value = to_json(poll.answer);
  value.set("key", to_hex(key));
  poll.sealed = TRY(seal(SealKind::PairingAnswer, value, parts_.online));
  return poll;
}

Result<PairingView> Office::view_pairing(const Person&, const std::string& code, Instant now) {
  const Pairing pairing = TRY(load_waiting(parts_.db, code, now));
  return PairingView{pairing.code, pairing.key, pairing.canvas_px, pairing.expires_at,
                     pairing.name};
}

Result<BoardRecord> Office::accept_pairing(const Person& who, const std::string& code,
                                           const std::string& name, Instant now) {
  const std::string clean = TRY(clean_name(name, "board.name_missing"));
  return in_transaction(parts_.db, [&]() -> Result<BoardRecord> {
    const Pairing pairing = TRY(load_waiting(parts_.db, code, now));
    TRY(check_not_revoked(parts_.db, pairing.key));
    BoardId id{new_id_text(parts_.random)};
    const auto known =
        TRY(parts_.db.query("SELECT id FROM board WHERE key = $1", {to_column(pairing.key)}));
    if (known.empty()) {
      TRY(add_board(parts_.db, id, pairing, clean, who.login, now));
    } else {
      id = BoardId{text_of(known[0][0])};
      TRY(renew_board(parts_.db, id, pairing, clean));
    }
    TRY(end_pairing(parts_.db, pairing, PairingState::Accepted, id.text));
    Json body;
    body.set("name", clean);
    TRY(add_event(parts_.db, now, "board.paired", who.login, id.text, body));
    TRY(Selections(parts_, now).remake({id}, who.login));
    return board(id);
  });
}

Status Office::refuse_pairing(const Person& who, const std::string& code, Instant now) {
  return parts_.db.transact([&]() -> Status {
    const Pairing pairing = TRY(load_waiting(parts_.db, code, now));
    TRY(end_pairing(parts_.db, pairing, PairingState::Refused, nullptr));
    TRY(add_event(parts_.db, now, "pairing.refused", who.login, pairing.id));
    return {};
  });
}

}  // namespace bangtin
