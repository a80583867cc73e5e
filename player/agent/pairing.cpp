#include "player/agent/pairing.h"

#include "shared/base/limits.h"
#include "shared/base/log.h"
#include "shared/crypto/sha256.h"
#include "shared/crypto/words.h"
#include "shared/protocol/request_signature.h"
#include "shared/trust/seal.h"

namespace bangtin {
namespace {

/// A commune's first root is some 2 kB; pin.json has to stay a small file.
constexpr std::size_t kRootBytesMax = 16u << 10;

std::string problem_key(const Error& error) {
  if (error.code == Code::Full) return "agent.disk_full";
  if (error.code == Code::Denied && error.key == "net.wrong_server") return "agent.wrong_server";
  if (error.code == Code::Unavailable) return "agent.no_server";
  if (error.key == "trust.none") return "agent.no_root";
  return "agent.pairing_refused";
}

/// The envelope of {"answer": ENVELOPE}: its bytes, or the value itself.
std::optional<std::string> envelope_in(const Json& body) {
  const Json* answer = body.find("answer");
  if (answer == nullptr) return std::nullopt;
  if (const std::string* text = answer->as_string()) return *text;
  return answer->dump();
}

}  // namespace

Pairing::Pairing(PairingParts parts, Monotonic at)
    : parts_(std::move(parts)), exchange_(parts_.client) {
  if (auto pending = load_offer(parts_.own_disk);
      pending && pending->server.url == parts_.server_url) {
    pending_ = std::move(*pending);
    offer_ends_ = at + limits::kPairingLifetime;
  }
  parts_.client.set_address(pending_ ? pending_->server
                                     : ServerAddress{parts_.server_url, std::nullopt});
  show();
}

void Pairing::step(Monotonic at) {
  if (done_ || parts_.canvas_px == Size{} || !exchange_.can_start() || !retry_.due(at)) return;
  if (pending_ && at >= offer_ends_) drop_offer();
  if (pending_) {
    ask_answer(at);
  } else {
    ask_offer(at);
  }
}

Monotonic Pairing::next_wake() const {
  const bool waits = done_ || parts_.canvas_px == Size{} || exchange_.busy();
  return waits ? Monotonic::max() : retry_.when();
}

void Pairing::set_canvas(Size canvas_px, Monotonic at) {
  if (done_ || parts_.canvas_px == canvas_px) return;
  const bool known = parts_.canvas_px != Size{};
  parts_.canvas_px = canvas_px;
  if (known) ask_anew(at);
}

void Pairing::set_name(const std::string& name, Monotonic at) {
  if (done_ || parts_.name == name) return;
  parts_.name = name;
  if (pending_ || exchange_.busy()) ask_anew(at);
}

void Pairing::ask_anew(Monotonic at) {
  exchange_.cancel();
  drop_offer();
  retry_.wait(at, Millis(0));
}

void Pairing::ask_offer(Monotonic at) {
  // No pin yet: whoever answers is noted, and the words tell a person who it was.
  parts_.client.set_address({parts_.server_url, std::nullopt});
  PairingRequest asked{parts_.key.public_key(), parts_.canvas_px, parts_.program_version};
  if (!parts_.name.empty()) asked.name = parts_.name;
  HttpRequest request{"POST", "/v1/pairings", {}, to_json(asked).dump()};
  if (const auto started = exchange_.start(std::move(request)); !started) {
    troubled(started.error(), at);
  }
}

void Pairing::ask_answer(Monotonic at) {
  HttpRequest request{"GET", "/v1/pairings/" + pending_->offer.pairing, {}, ""};
  if (const auto started = exchange_.start(std::move(request)); !started) {
    troubled(started.error(), at);
  }
}

void Pairing::handle(const TransportEvent& event, Monotonic at) {
  const auto answer = exchange_.handle(event);
  if (!answer) return;
  if (!*answer) {
    troubled(answer->error(), at);
  } else if (pending_) {
    take_answer(**answer, at);
  } else {
    take_offer(**answer, at);
  }
}

void Pairing::take_offer(const Answer& answer, Monotonic at) {
  if (answer.response.status != 200 && answer.response.status != 201) {
    return troubled(error_of(answer.response), at, retry_after_of(answer.response.headers));
  }
  auto offer = message_from<PairingOffer>(answer.response.body);
  if (!offer) return troubled(offer.error(), at);
  if (!answer.seen_pin || offer->code != canonical_pairing_code(offer->code) ||
      offer->code.empty() || !is_id_text(offer->pairing)) {
    return troubled({Code::Invalid, "an offer without certificate, code or name", ""}, at);
  }
  PendingOffer pending{{parts_.server_url, answer.seen_pin}, std::move(*offer)};
  if (const auto saved = save_offer(parts_.own_disk, pending); !saved) {
    return troubled(saved.error(), at);
  }
  log::info("agent", "waits to be paired", {{"code", pairing_code_text(pending.offer.code)}});
  pending_ = std::move(pending);
  parts_.client.set_address(pending_->server);
  offer_ends_ = at + limits::kPairingLifetime;
  problem_.clear();
  retry_.worked();
  retry_.wait(at, limits::kPairingPoll);
  show();
}

void Pairing::take_answer(const Answer& answer, Monotonic at) {
  const int status = answer.response.status;
  if (status == 404) {  // The server forgot it: it was refused or its time was over.
    drop_offer();
    return retry_.wait(at, limits::kPairingPoll);
  }
  if (status != 200) {
    return troubled(error_of(answer.response), at, retry_after_of(answer.response.headers));
  }
  const auto body = Json::parse(answer.response.body);
  if (!body) return troubled(body.error(), at);
  if (const auto envelope = envelope_in(*body)) {
    if (const auto taken = take_accepted(*envelope); !taken) troubled(taken.error(), at);
    return;
  }
  PairingAnswer state;
  if (const auto read = from_json(*body, state); !read) return troubled(read.error(), at);
  if (state.state == PairingState::Refused || state.state == PairingState::Expired) {
    log::info("agent", "the pairing ended without a board",
              {{"state", std::string(name_of(state.state))}});
    drop_offer();
  }
  problem_.clear();
  retry_.worked();
  retry_.wait(at, limits::kPairingPoll);
  show();
}

Status Pairing::take_accepted(const std::string& envelope) {
  const PublicKey& server_key = pending_->offer.server_key;
  const Json value = TRY(open(SealKind::PairingAnswer, envelope, server_key));
  const std::string key = TRY(value.string_at("key"));
  if (key != to_hex(parts_.key.public_key())) {
    return Error{Code::Denied, "the answer is for another board's key", ""};
  }
  PairingAnswer answer;
  TRY(from_json(value, answer));
  if (answer.state != PairingState::Accepted || !is_id_text(answer.board.text)) {
    return Error{Code::Invalid, "a sealed answer that accepts nobody", ""};
  }
  // The words that two people compared were made of this hash.
  if (sha256(answer.root) != pending_->offer.root || answer.root.size() > kRootBytesMax) {
    return Error{Code::Denied, "the answer names another root than the offer", ""};
  }
  return finish({answer.board, server_key, answer.place, false, answer.root});
}

Status Pairing::finish(const BoardPin& pin) {
  // pin.json comes last of what decides: until it is there, a restart asks for the answer again.
  TRY(save_server(parts_.own_disk, pending_->server));
  TRY(parts_.board_disk.write_atomic(kPinFile, to_json(pin).dump(), false));
  TRY(parts_.board_disk.remove(kPairingFile));
  TRY(parts_.own_disk.remove(kOfferFile));
  log::info("agent", "paired", {{"board", pin.board.text}});
  done_ = true;
  return {};
}

void Pairing::drop_offer() {
  pending_.reset();
  if (const auto removed = parts_.own_disk.remove(kOfferFile); !removed) {
    log::warn("agent", "an old offer stays", {{"reason", removed.error().message}});
  }
  show();
}

void Pairing::troubled(const Error& error, Monotonic at, std::optional<Seconds> retry_after) {
  const std::string problem = problem_key(error);
  if (problem != problem_) {
    log::warn("agent", "pairing does not go on", {{"reason", error.message}});
  }
  problem_ = problem;
  retry_.failed(at, parts_.random, retry_after);
  show();
}

void Pairing::show() {
  PairingCard card;
  card.server_url = parts_.server_url;
  card.problem = problem_;
  if (pending_) {
    card.code = pending_->offer.code;
    card.words =
        fingerprint_words(pairing_fingerprint(parts_.key.public_key(), pending_->offer.server_key,
                                              *pending_->server.pin, pending_->offer.root));
  }
  std::string bytes = to_json(card).dump();
  if (bytes == card_) return;
  if (const auto written = parts_.board_disk.write_atomic(kPairingFile, bytes, false); !written) {
    log::error("agent", "the pairing card cannot be shown", {{"reason", written.error().message}});
    return;
  }
  card_ = std::move(bytes);
}

}  // namespace bangtin
