#include "player/verify/board_folder.h"

#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/content_json.h"
#include "shared/protocol/request_signature.h"

namespace bangtin {
namespace {

constexpr std::string_view kPinFile = "pin.json";
constexpr std::string_view kPairingFile = "pairing.json";
constexpr std::string_view kCurrentFile = "generation/current.json";
constexpr std::string_view kPreviousFile = "generation/previous.json";

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

bool same_trust(const BoardPin& a, const BoardPin& b) {
  return a.board == b.board && a.server_key == b.server_key;
}

}  // namespace

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

FolderReading BoardFolder::take_card(GenerationPtr card, std::string problem, std::string reason) {
  const bool same = card_ && card_->card == card->card &&
                    card_->manifest.selection.place == card->manifest.selection.place &&
                    card_->manifest.selection.canvas_px == card->manifest.selection.canvas_px;
  if (!same) card_ = std::move(card);
  return {card_, std::move(problem), std::move(reason)};
}

FolderReading BoardFolder::read() {
  const Result<BoardPin> pin = message_file<BoardPin>(*disk_, kPinFile);
  if (pin.ok()) return read_paired(*pin);
  if (pin.error().code == Code::NotFound) return read_unpaired();
  if (taken_) return {taken_->generation, "player.pin_broken", pin.error().message};
  return take_card(card_generation({}, {}, canvas_px_), "player.pin_broken", pin.error().message);
}

FolderReading BoardFolder::read_unpaired() {
  taken_.reset();
  const Result<PairingCard> pairing = message_file<PairingCard>(*disk_, kPairingFile);
  Card card;
  if (pairing.ok()) card = pairing_card(*pairing);
  return take_card(card_generation(std::move(card), {}, canvas_px_), {}, {});
}

Result<GenerationPtr> BoardFolder::verified(std::string_view name, const BoardPin& pin) const {
  const std::string bytes = TRY(whole_file(*disk_, name));
  if (taken_ && same_trust(taken_->pin, pin)) {
    // The common case after a wake-up for another file: nothing new to verify.
    const auto parts = open_generation_file(bytes);
    if (parts.ok() && sha256(parts->sealed_selection) == taken_->generation->selection_hash) {
      return taken_->generation;
    }
  }
  VerifiedManifest found = TRY(verify_generation(bytes, pin.server_key));
  if (found.manifest.selection.board != pin.board) {
    return Error{Code::Denied, "the selection is for another board", {}};
  }
  auto generation = std::make_shared<Generation>();
  generation->manifest = std::move(found.manifest);
  generation->selection_hash = found.selection_hash;
  return GenerationPtr(std::move(generation));
}

FolderReading BoardFolder::read_paired(const BoardPin& pin) {
  if (taken_ && !same_trust(taken_->pin, pin)) taken_.reset();
  if (pin.revoked) {
    return take_card(card_generation({}, pin.place, canvas_px_), "player.revoked",
                     "the board is revoked");
  }
  const Result<GenerationPtr> current = verified(kCurrentFile, pin);
  if (current.ok()) {
    const std::int64_t number = (*current)->manifest.selection.generation;
    if (taken_ && number < taken_->generation->manifest.selection.generation) {
      return {taken_->generation, "player.generation_older", "an older generation came"};
    }
    taken_ = {pin, *current};
    return {*current, {}, {}};
  }
  if (taken_) return {taken_->generation, "player.generation_broken", current.error().message};
  const Result<GenerationPtr> previous = verified(kPreviousFile, pin);
  if (previous.ok()) {
    taken_ = {pin, *previous};
    return {*previous, "player.generation_broken", current.error().message};
  }
  const bool none = current.error().code == Code::NotFound;
  return take_card(card_generation({}, pin.place, canvas_px_),
                   none ? "" : "player.generation_broken", none ? "" : current.error().message);
}

}  // namespace bangtin
