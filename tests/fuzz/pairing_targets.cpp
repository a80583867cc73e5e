#include "tests/fuzz/pairing_targets.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>

#include "manager/server/api.h"
#include "player/agent/pairing.h"
#include "shared/base/check.h"
#include "shared/base/limits.h"
#include "shared/base/log.h"
#include "shared/crypto/words.h"
#include "shared/protocol/request_signature.h"
#include "shared/trust/seal.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/signed_commune.h"
#include "tests/fakes/sim_disk.h"
#include "tests/fakes/sim_transport.h"
#include "tests/fakes/temp_folder.h"
#include "tests/manager/store/office_signers.h"

namespace bangtin::fuzz {
namespace {

constexpr std::size_t kLinesMax = 24;

std::vector<std::string> lines_in(std::string_view bytes) {
  std::vector<std::string> lines;
  while (!bytes.empty() && lines.size() < kLinesMax) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    lines.emplace_back(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return lines;
}

KeyPair server_key() { return KeyPair::from_seed({1, 2, 3}); }
constexpr const char* kPassword = "mot mat khau rat dai";

/// A server that has a commune and a technician, as a database file to begin from.
struct Template {
  TempFolder folder{TempFolder::memory()};
  SeededRandom random{11};
  KeyPair online = server_key();
  std::unique_ptr<Disk> disk = open_posix_disk(folder.path()).value();
  BlobStore blobs{*disk, "blobs"};
  std::string file = folder.file("begun.sqlite");

  Template() {
    log::set_level(log::Level::Error);
    const auto db = open_sqlite(folder.file("first.sqlite")).value();
    CHECK(Office::prepare(*db).ok());
    Office office({*db, blobs, online, random, kPasswordCostTest});
    const Instant now = sample::midnight();
    const auto token = office.make_setup_token(now).value();
    const Person admin = office.setup(*token, "quantri", "Quản trị", kPassword, now).value();
    CHECK(
        office.set_commune(admin, {"31108", "91", "Tân Hưng", "UBND xã Tân Hưng", 420}, now).ok());
    const auto add = [&](const char* login, Role role) {
      return office.add_person(admin, {{}, login, login, {role}, false}, kPassword, now).value();
    };
    const Person lan = add("lan", Role::Editor);
    const Person minh = add("minh", Role::Approver);
    add("huy", Role::Technician);
    OfficeSigners::begin(office, admin, {lan}, {minh}, now);
    CHECK(db->backup_to(file).ok());
  }
};

/// One run at the server, and beside it what may be paired by now.
class OfficeRun {
 public:
  explicit OfficeRun(Template& begun) : begun_(begun) {
    std::filesystem::copy_file(begun.file, folder_.file("run.sqlite"));
    db_ = open_sqlite(folder_.file("run.sqlite")).value();
    restart();
    for (std::uint8_t i = 0; i < boards_.size(); ++i) {
      boards_[i].key.emplace(KeyPair::from_seed({std::uint8_t(60 + i)}));
    }
  }

  void take(const std::string& line) {
    if (line.empty()) return;
    Board& board = boards_[line.size() > 1 ? std::size_t(std::uint8_t(line[1])) % 3 : 0];
    const std::string rest = line.substr(std::min<std::size_t>(line.size(), 2));
    switch (line[0]) {
      case 'o':
        return offer(board, rest);
      case 'p':
        return poll(board, rest.empty() ? board.pairing : rest);
      case 'P':
        return poll(board, (&board == &boards_[0] ? boards_[1] : boards_[0]).pairing);
      case 'c':
        return again(board);
      case 'v':
        return view(board, rest.empty() ? board.code : rest);
      case 'a':
        return accept(rest.empty() ? board.code : rest);
      case 'r':
        return refuse(rest.empty() ? board.code : rest);
      case 't':
        now_ += std::chrono::minutes(rest.size() % 40);
        return;
      default:
        return restart();
    }
  }

  int paired() const { return static_cast<int>(std::ranges::count_if(boards_, &Board::accepted)); }

  /// Whoever is paired was accepted.
  void check() {
    for (const Board& board : boards_) {
      CHECK(office_->board_of(board.key->public_key()).ok() == board.accepted);
    }
  }

 private:
  struct Board {
    std::optional<KeyPair> key;
    std::int64_t counter = 0;
    std::string pairing, code;  ///< of the offer that it got last
    Digest root;
    Instant code_ends{};
    bool open = false;  ///< the code was not used
    bool accepted = false;
    std::optional<Request> last;
  };

  /// The counters of keys that are no boards yet are forgotten: an answer twice is harmless there.
  void restart() {
    for (Board& board : boards_) board.last.reset();
    api_.reset();
    office_ = std::make_unique<Office>(
        OfficeParts{*db_, begun_.blobs, begun_.online, begun_.random, kPasswordCostTest});
    api_ = std::make_unique<Api>(ApiParts{*office_, begun_.blobs, hub_,
                                          [](std::string_view) -> Result<NormalPicture> {
                                            return Error{Code::Unsupported, "none here", ""};
                                          },
                                          "fuzz"});
  }

  static std::optional<Request> request(std::string method, std::string target, std::string body) {
    Request made;
    made.method = std::move(method);
    made.target = std::move(target);
    made.body = std::move(body);
    made.peer = "192.0.2.1";
    if (!split_target(made.target, made).ok()) return std::nullopt;
    return made;
  }

  Response signed_call(Board& board, std::optional<Request> wanted) {
    if (!wanted) return {};
    const PublicKey& key = board.key->public_key();
    const std::string text =
        request_text(wanted->method, wanted->target, key, ++board.counter, wanted->body);
    wanted->headers = {{"x-bangtin-key", to_hex(key)},
                       {"x-bangtin-counter", std::to_string(board.counter)},
                       {"x-bangtin-signature", to_hex(board.key->sign(text))}};
    board.last = *wanted;
    return api_->handle(*wanted, now_);
  }

  Response technician(std::optional<Request> wanted) {
    if (!wanted) return {};
    if (!office_->person_of(token_, now_).ok()) {
      token_ = office_->sign_in("huy", kPassword, now_).value().token;
    }
    wanted->headers = {{"authorization", "Bearer " + token_}};
    return api_->handle(*wanted, now_);
  }

  void offer(Board& board, const std::string& body) {
    const std::string right =
        to_json(PairingRequest{board.key->public_key(), {600, 400}, "1"}).dump();
    const Response told =
        signed_call(board, request("POST", "/v1/pairings", body.empty() ? right : body));
    if (told.status != 200) return;
    const auto got = message_from<PairingOffer>(told.body);
    CHECK(got.ok() && got->server_key == server_key().public_key());
    board.pairing = got->pairing;
    board.code = got->code;
    board.root = got->root;
    board.code_ends = got->expires_at;
    board.open = true;
  }

  void poll(Board& board, const std::string& id) {
    heard(board, signed_call(board, request("GET", "/v1/pairings/" + id, "")));
  }
  /// The same bytes once more.
  void again(Board& board) {
    if (!board.last) return;
    const Response told = api_->handle(*board.last, now_);
    CHECK(told.status != 200);
  }
  void heard(const Board& board, const Response& told) {
    const auto json = told.status == 200 ? Json::parse(told.body) : Result<Json>(Json());
    const Json* answer = json.ok() ? json->find("answer") : nullptr;
    if (answer == nullptr) return;
    const auto opened =
        open(SealKind::PairingAnswer, *answer->as_string(), server_key().public_key());
    CHECK(board.accepted && opened.ok());
    CHECK(*opened->string_at("key") == to_hex(board.key->public_key()));
  }

  void view(const Board& board, const std::string& code) {
    const Response told = technician(request("GET", "/v1/pairing-codes/" + code, ""));
    if (told.status != 200) return;
    const auto got = message_from<PairingView>(told.body);
    if (!got.ok() || got->code != board.code) return;
    CHECK(got->key == board.key->public_key());
  }

  /// The board whose open code stands in the path of the request, if it is one.
  Board* owner_of(const Request& asked) {
    constexpr std::string_view kCodes = "/v1/pairing-codes/";
    if (!asked.path.starts_with(kCodes)) return nullptr;
    const std::string rest = asked.path.substr(kCodes.size());
    const std::string code = canonical_pairing_code(rest.substr(0, rest.find('/')));
    for (Board& board : boards_) {
      if (board.open && now_ < board.code_ends && board.code == code) return &board;
    }
    return nullptr;
  }
  void accept(const std::string& code) {
    const auto asked =
        request("POST", "/v1/pairing-codes/" + code + "/accept", Json().set("name", "Bảng").dump());
    const Response told = technician(asked);
    const auto record =
        told.status == 200 ? message_from<BoardRecord>(told.body) : Result<BoardRecord>(Error{});
    if (!record.ok()) return;
    Board* owner = owner_of(*asked);
    CHECK(owner != nullptr && record->key == owner->key->public_key());
    owner->accepted = true;
    owner->open = false;
  }
  void refuse(const std::string& code) {
    const auto asked = request("POST", "/v1/pairing-codes/" + code + "/refuse", "");
    Board* owner = asked ? owner_of(*asked) : nullptr;
    if (technician(asked).status == 200 && owner != nullptr) owner->open = false;
  }

  Template& begun_;
  TempFolder folder_{TempFolder::memory()};
  std::unique_ptr<Db> db_;
  EventHub hub_;
  std::unique_ptr<Office> office_;
  std::unique_ptr<Api> api_;
  std::array<Board, 3> boards_;
  std::string token_;
  Instant now_ = sample::midnight();
};

/// Says what it is told to say, and keeps what a right server has accepted.
class ToldServer final : public SimServer {
 public:
  explicit ToldServer(const PublicKey& board) : board_(board) {}

  HttpResponse answer(const HttpRequest&) override {
    const std::string line = std::exchange(next, {});
    if (line.size() != 1) return {200, {}, line};
    switch (line[0]) {
      case 'o':
        return ok(to_json(offer(right())).dump());
      case 'O':
        return ok(to_json(offer(other())).dump());
      case 'w':
        return ok(to_json(PairingAnswer{}).dump());
      case 'd':
        return ok(to_json(PairingAnswer{PairingState::Refused, {}, {}, {}}).dump());
      case 'a':
        was_accepted = true;
        return ok(answer_of(right(), right().root, board_));
      case 's':
        return ok(answer_of(other(), other().root, board_));
      case 'S':  // the right root, but not by the right server
        return ok(answer_of(other(), right().root, board_));
      case 'k':
        return ok(answer_of(right(), right().root, other().key.public_key()));
      case 'f':
        return {404, {}, error_body(Error{Code::NotFound, "gone", "pairing.unknown"})};
      case 'e':
        return {503, {{"retry-after", "1"}}, "<html>"};
      default:
        return {200, {}, line};
    }
  }
  Digest tls_pin() const override { return pin; }
  static const PublicKey& right_key() { return right().key.public_key(); }

  std::string next;
  Digest pin;
  bool was_accepted = false;  ///< the right server sealed an answer for this board

 private:
  struct Side {
    KeyPair key;
    std::string root;
  };
  static Place place() { return {"30307", "91", "UBND xã Tân Hưng"}; }
  static const Side& right() {
    static const Side side{server_key(), SignedCommune(place()).root()};
    return side;
  }
  static const Side& other() {
    static const Side side{KeyPair::from_seed({66}), foreign_commune(place()).root()};
    return side;
  }
  static HttpResponse ok(std::string body) { return {200, {}, std::move(body)}; }
  static PairingOffer offer(const Side& side) {
    return {"pairing-1", "BCDFGHJK", side.key.public_key(), sha256(side.root), sample::midnight()};
  }
  static std::string answer_of(const Side& side, const std::string& root, const PublicKey& board) {
    Json said = to_json(PairingAnswer{PairingState::Accepted, {"board-1"}, place(), root});
    said.set("key", to_hex(board));
    return Json().set("answer", seal(SealKind::PairingAnswer, said, side.key).value()).dump();
  }

  PublicKey board_;
};

}  // namespace

int paired_at_office(std::string_view bytes) {
  static Template begun;
  OfficeRun run(begun);
  for (const std::string& line : lines_in(bytes)) {
    run.take(line);
    run.check();
  }
  return run.paired();
}

void run_pairing_office(std::string_view bytes) { (void)paired_at_office(bytes); }

std::vector<std::string> pairing_office_seeds() {
  const std::string request =
      to_json(PairingRequest{KeyPair::from_seed({60}).public_key(), {640, 480}, "1"}).dump();
  return {"o0\no1\nv0\na0\np0\np1\nP1\na0\nc0\na1\nr1\np1",
          "o0\no0" + request + "\nt0aaaaaaaaaaaaaaaaaaaa\na0\no0\nr0\np0\na0\no0\na0\np0",
          "o0\no1\no2\na0BCDF-GHJK\na0bcdfghjk\nv1\nv2BBBBBBBB\nx\na2\np2\nP2\no2\na2",
          "o1" + request + "\na1\np1x\np1../pairings\na0/accept?\nr0?/refuse"};
}

bool board_is_paired(std::string_view bytes) {
  log::set_level(log::Level::Error);
  SeededRandom random(5);
  SimDisk own(random);
  SimDisk folder(random);
  const KeyPair key = KeyPair::from_seed({60});
  ToldServer server(key.public_key());
  SimTransport transport(random, server);
  RequestCounter counter = RequestCounter::open(own).value();
  std::optional<BoardClient> client(std::in_place, transport, key, counter);
  Monotonic at{};
  std::optional<Pairing> pairing;
  const auto start = [&] {
    pairing.emplace(
        PairingParts{own, folder, *client, key, random, "https://[::1]:8443", {600, 480}, "1", ""},
        at);
  };
  start();
  std::vector<std::string> words;  // as they stood on the glass last
  for (const std::string& line : lines_in(bytes)) {
    if (line == "K") {  // the agent is killed and starts again
      transport.drop_all();
      pairing.reset();
      client.emplace(transport, key, counter);
      start();
      continue;
    }
    if (line == "T") {  // somebody with another certificate answers from now on
      server.pin.bytes[0] ^= 1;
      continue;
    }
    server.next = line;
    const std::int64_t asked = transport.requests;
    // Until the next question was answered.
    for (int steps = 0; steps < 50 && !pairing->done(); ++steps) {
      const bool answered = transport.requests > asked;
      if (answered && transport.next_event() == Monotonic::max()) break;
      const Monotonic next = std::min(pairing->next_wake(), transport.next_event());
      at = std::max(at, next == Monotonic::max() ? at + Seconds(1) : next);
      transport.advance(at);
      for (const TransportEvent& event : transport.poll(Millis(0))) {
        client->see(event);
        pairing->handle(event, at);
      }
      if (transport.requests == asked) pairing->step(at);
    }
    if (pairing->done()) break;
    const auto card = load_message<PairingCard>(folder, kPairingFile);
    if (card.ok()) words = card->words;
  }
  CHECK(pairing->done() == folder.exists(kPinFile));
  if (!pairing->done()) return false;
  const auto pinned = load_message<BoardPin>(folder, kPinFile);
  const auto address = load_server(own);
  CHECK(pinned.ok() && address.ok() && address->pin.has_value());
  CHECK(!words.empty() &&
        words == fingerprint_words(pairing_fingerprint(key.public_key(), pinned->server_key,
                                                       *address->pin, sha256(pinned->root))));
  if (pinned->server_key == ToldServer::right_key()) CHECK(server.was_accepted);
  return true;
}

void run_pairing_board(std::string_view bytes) { (void)board_is_paired(bytes); }

std::vector<std::string> pairing_board_seeds() {
  const KeyPair key = KeyPair::from_seed({60});
  const std::string offer = to_json(PairingOffer{"pairing-1", "BCDFGHJK", server_key().public_key(),
                                                 Digest{}, sample::midnight()})
                                .dump();
  return {
      "o\nw\na",
      "o\nw\nK\nw\nd\no\ne\nw\na",
      "o\ns\nS\nk\nw\na",
      "O\nw\na\nf\nO\ns",
      "o\nT\na\nK\nT\na",
      offer + "\nw\na\nK\na",
      "{\"state\":\"accepted\",\"board\":\"b\"}\no\n{\"state\":\"accepted\",\"board\":\"b\"}\n" +
          to_json(PairingAnswer{}).dump() + "\na"};
}

}  // namespace bangtin::fuzz
