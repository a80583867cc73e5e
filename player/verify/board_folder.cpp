#include "player/verify/board_folder.h"

#include <algorithm>

#include "shared/base/limits.h"
#include "shared/base/log.h"
#include "shared/base/texts.h"
#include "shared/crypto/sha256.h"
#include "shared/crypto/words.h"
#include "shared/protocol/board_folder_names.h"
#include "shared/protocol/request_signature.h"
#include "shared/trust/signed_time.h"

namespace bangtin {
namespace {

constexpr std::size_t kTimeBytesMax = 16u << 10;

Result<std::string> whole_file(Disk& disk, std::string_view name) {
  const std::int64_t size = TRY(disk.size(name));
  if (size < 0 || std::size_t(size) > limits::kJsonBytesMax) {
    return Error{Code::Invalid, std::string(name) + " is too large", {}};
  }
  return disk.read(name, 0, std::size_t(size));
}

template <class Message>
Result<Message> message_file(Disk& disk, std::string_view name) {
  const std::string bytes = TRY(whole_file(disk, name));
  return message_from<Message>(bytes);
}

/// What is wrong with a generation file, in a sentence.
std::string problem_of(const Error& error) {
  const bool is_signed_wrongly = error.code == Code::Denied || error.code == Code::Conflict;
  return is_signed_wrongly ? "player.generation_unsigned" : "player.generation_broken";
}

}  // namespace

Status forget_root(Disk& own_disk) {
  DiskTrustStore store(own_disk, std::string(kPlayerTrustFolder));
  TRY(BoardTrust(store).forget());
  return store.clear();
}

PairingCard shown_of(PairingCard pairing, bool is_pinned) {
  if (pairing.code != canonical_pairing_code(pairing.code)) pairing.code.clear();
  const bool ours = pairing.words.size() == kFingerprintWords &&
                    std::ranges::all_of(pairing.words, &is_fingerprint_word);
  if (!ours) pairing.words.clear();
  if (!pairing.problem.starts_with("agent.") || !has_text(pairing.problem)) pairing.problem.clear();
  if (is_pinned) pairing.server_url.clear();
  return pairing;
}

Card pairing_card(const PairingCard& pairing) {
  Card card;
  card.title = text("player.pairing_title");
  if (!pairing.code.empty()) {
    card.lines.emplace_back(text("player.pairing_how"));
    card.big_code = pairing_code_text(pairing.code);
    card.words = pairing.words;
  } else {
    card.lines.emplace_back(text("player.pairing_searching"));
    if (!pairing.server_url.empty()) card.lines.push_back(pairing.server_url);
  }
  if (!pairing.problem.empty()) card.lines.emplace_back(text(pairing.problem));
  return card;
}

BoardFolder::BoardFolder(Disk& disk, Disk* own_disk, Size canvas_px)
    : disk_(&disk), canvas_px_(canvas_px) {
  if (own_disk == nullptr) return;
  store_.emplace(*own_disk, std::string(kPlayerTrustFolder));
  trust_.emplace(*store_);
}

bool BoardFolder::ask_time(Random& random) {
  if (!is_pinned()) return false;
  const TimeQuestion question{make_time_nonce(random)};
  if (!disk_->write_atomic(kAskTimeFile, to_json(question).dump(), false)) return false;
  time_nonce_ = question.nonce;
  return true;
}

std::optional<Instant> BoardFolder::take_time() {
  if (time_nonce_.empty() || !trust_) return std::nullopt;
  const auto answer = disk_->read(kTimeFile, 0, kTimeBytesMax);
  if (!answer) return std::nullopt;
  const auto time = trust_->time_in(*answer, time_nonce_);
  if (!time) return std::nullopt;
  time_nonce_.clear();
  return *time;
}

Result<std::string> BoardFolder::orders() {
  const std::int64_t size = TRY(disk_->size(kOrdersFile));
  if (size < 0 || std::size_t(size) > limits::kOrdersFileBytesMax) {
    return Error{Code::Invalid, "orders.json is too large", {}};
  }
  return disk_->read(kOrdersFile, 0, std::size_t(size));
}

Result<OrderCourt> BoardFolder::order_court(Instant now) {
  if (!trust_) return Error{Code::Unavailable, "the player has no folder of its own", {}};
  OrderCourt court;
  court.root = TRY(trust_->root());
  court.board = taken_ ? taken_->board : TRY(message_file<BoardPin>(*disk_, kPinFile)).board;
  court.now = now;
  return court;
}

Place BoardFolder::believed(const Place& place) const {
  return trust_ && trust_->vouches_for(place) ? place : Place{};
}

FolderReading BoardFolder::take_card(GenerationPtr card, std::string problem, std::string reason) {
  const bool same = card_ && card_->card == card->card &&
                    card_->manifest.selection.place == card->manifest.selection.place &&
                    card_->manifest.selection.canvas_px == card->manifest.selection.canvas_px;
  if (!same) card_ = std::move(card);
  return {card_, std::move(problem), std::move(reason)};
}

FolderReading BoardFolder::take_place_card(const Place& place, std::string problem,
                                           std::string reason) {
  return take_card(card_generation({}, believed(place), canvas_px_), std::move(problem),
                   std::move(reason));
}

FolderReading BoardFolder::read(Instant now) {
  const Result<BoardPin> pin = message_file<BoardPin>(*disk_, kPinFile);
  if (pin.ok()) return read_paired(*pin, now);
  if (pin.error().code == Code::NotFound) return read_unpaired();
  if (taken_) return {taken_->generation, "player.pin_broken", pin.error().message};
  return take_card(card_generation({}, {}, canvas_px_), "player.pin_broken", pin.error().message);
}

FolderReading BoardFolder::read_unpaired() {
  taken_.reset();
  const Result<PairingCard> pairing = message_file<PairingCard>(*disk_, kPairingFile);
  Card card;
  if (pairing.ok()) card = pairing_card(shown_of(*pairing, is_pinned()));
  return take_card(card_generation(std::move(card), {}, canvas_px_), {}, {});
}

/// Errors: those of BoardTrust::pin; unavailable without a folder of the player's own.
Status BoardFolder::follow(const std::string& root) {
  if (!trust_) return Error{Code::Unavailable, "the player has no folder of its own", {}};
  return trust_->pin(root);
}

Result<BoardFolder::Judged> BoardFolder::judge(std::string_view name, const BoardId& board,
                                               Instant now) {
  if (!trust_) return Error{Code::Unavailable, "the player has no folder of its own", {}};
  const std::string bytes = TRY(whole_file(*disk_, name));
  const Digest file = sha256(bytes);
  // The common case after a wake-up for another file: nothing new to verify.
  if (judged_ && judged_->file == file && judged_->board == board && !judged_->stale) {
    return *judged_;
  }
  VerifiedManifest found = TRY(trust_->verify(bytes, board, now));
  Judged judged{file, board, {}, found.audit, std::move(found.stale)};
  if (taken_ && taken_->generation->selection_hash == found.selection_hash) {
    judged.generation = taken_->generation;
  } else {
    auto generation = std::make_shared<Generation>();
    generation->manifest = std::move(found.manifest);
    generation->selection_hash = found.selection_hash;
    judged.generation = std::move(generation);
  }
  judged_ = judged;
  return judged;
}

FolderReading BoardFolder::read_paired(const BoardPin& pin, Instant now) {
  const Status followed = follow(pin.root);
  const bool other_root = !followed.ok() && followed.error().code == Code::Conflict;
  // Whoever names another root names another board, too: the one that plays goes on.
  const BoardId board = other_root && taken_ ? taken_->board : pin.board;
  if (taken_ && taken_->board != board) taken_.reset();
  if (pin.revoked) return take_place_card(pin.place, "player.revoked", "the board is revoked");
  FolderReading reading = read_generation(board, pin.place, now);
  if (followed.ok()) return reading;
  const Code code = followed.error().code;
  const bool is_no_root =
      code == Code::Invalid || code == Code::Denied || code == Code::Unsupported;
  reading.problem = other_root   ? "player.other_root"
                    : is_no_root ? "player.pin_broken"
                                 : "player.folder_broken";
  reading.reason = followed.error().message;
  return reading;
}

/// A file that is not shown may have brought lists in which people took back what is.
bool BoardFolder::keeps_taken() {
  if (!taken_) return false;
  const Status stands = trust_->stands(taken_->generation->manifest);
  if (stands || stands.error().code != Code::Denied) return true;
  log::warn("player", "what was shown is taken back", {{"reason", stands.error().message}});
  taken_.reset();
  judged_.reset();
  return false;
}

FolderReading BoardFolder::read_generation(const BoardId& board, const Place& place, Instant now) {
  const Result<Judged> current = judge(kCurrentFile, board, now);
  if (current.ok()) {
    const std::int64_t number = current->generation->manifest.selection.generation;
    const bool older = taken_ && number < taken_->generation->manifest.selection.generation;
    if (older && keeps_taken()) {
      return {taken_->generation, "player.generation_older", "an older generation came"};
    }
    taken_ = {board, current->generation};
    if (!current->stale) return {current->generation, {}, {}, current->audit};
    return {current->generation, "player.metadata_old", current->stale->message, current->audit};
  }
  const Error& error = current.error();
  if (keeps_taken()) return {taken_->generation, problem_of(error), error.message};
  const Result<Judged> previous = judge(kPreviousFile, board, now);
  if (previous.ok()) {
    taken_ = {board, previous->generation};
    return {previous->generation, problem_of(error), error.message};
  }
  const bool none = error.code == Code::NotFound;
  return take_place_card(place, none ? "" : problem_of(error), none ? "" : error.message);
}

}  // namespace bangtin
