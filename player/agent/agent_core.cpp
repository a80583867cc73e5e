#include "player/agent/agent_core.h"

#include <algorithm>

#include "shared/base/limits.h"
#include "shared/base/log.h"

namespace bangtin {
namespace {

/// A part that waits for a free slot is looked at again this soon.
constexpr Millis kNudge{100};

}  // namespace

Result<std::unique_ptr<AgentCore>> AgentCore::open(AgentParts parts, AgentOptions options,
                                                   Monotonic at) {
  KeyPair key = TRY(load_or_make_key(parts.own_disk, parts.random));
  RequestCounter counter = TRY(RequestCounter::open(parts.own_disk));
  PlayLog play_log = TRY(PlayLog::open(parts.own_disk, parts.board_disk, parts.random));
  std::unique_ptr<AgentCore> core(
      new AgentCore(parts, std::move(options), std::move(key), counter, std::move(play_log)));
  TRY(core->begin(at));
  return core;
}

AgentCore::AgentCore(AgentParts parts, AgentOptions options, KeyPair key, RequestCounter counter,
                     PlayLog play_log)
    : parts_(parts),
      options_(std::move(options)),
      key_(std::move(key)),
      counter_(counter),
      play_log_(std::move(play_log)),
      client_(parts_.transport, key_, counter_),
      probe_(client_) {}

Status AgentCore::begin(Monotonic at) {
  auto server = load_server(parts_.own_disk);
  auto pin = load_message<BoardPin>(parts_.board_disk, kPinFile);
  if (server && pin) {
    // The server may have moved; its key, and so its pin, moves with it.
    if (!options_.server_url.empty()) server->url = options_.server_url;
    client_.set_address(*server);
    pin_ = std::move(*pin);
    begin_work();
    return {};
  }
  if (options_.server_url.empty()) {
    return Error{Code::Invalid, "no server: this board is not paired yet", "agent.no_server_url"};
  }
  pairing_.emplace(PairingParts{parts_.own_disk, parts_.board_disk, client_, key_, parts_.random,
                                options_.server_url, options_.canvas_px, options_.program_version},
                   at);
  return {};
}

void AgentCore::begin_work() {
  work_.emplace(Work{HeadStream(client_, parts_.random),
                     Syncer({parts_.own_disk, parts_.board_disk, client_, parts_.random, pin_}),
                     PlaySender(play_log_, client_, parts_.random),
                     StatusReporter(client_, parts_.random)});
  work_->syncer.open();
  read_shown();
}

void AgentCore::handle(const AgentMessage& message, Instant now, Monotonic at) {
  if (const auto* event = std::get_if<TransportEvent>(&message)) see(*event, at);
  if (std::holds_alternative<FolderChanged>(message) && work_) {
    read_shown();
    work_->plays.spool_changed(at);
  }
  step(now, at);
  next_wake_ = std::max(wake_of_parts(), at + kNudge);
}

void AgentCore::see(const TransportEvent& event, Monotonic at) {
  client_.see(event);
  if (pairing_) return pairing_->handle(event, at);
  if (pin_.revoked) {
    const auto answer = probe_.handle(event);
    if (answer && *answer && (*answer)->response.status < 400) set_revoked(false, at);
    return;
  }
  work_->stream.handle(event, at);
  work_->syncer.handle(event, at);
  work_->plays.handle(event, at);
  work_->status.handle(event, at);
}

void AgentCore::step(Instant now, Monotonic at) {
  if (pairing_) {
    pairing_->step(at);
    if (!pairing_->done()) return;
    auto pin = load_message<BoardPin>(parts_.board_disk, kPinFile);
    if (!pin) {
      log::error("agent", "the pin cannot be read back", {{"reason", pin.error().message}});
      return;
    }
    pin_ = std::move(*pin);
    pairing_.reset();
    begin_work();
  }
  if (client_.revoked() && !pin_.revoked) set_revoked(true, at);
  if (pin_.revoked) {
    step_revoked(at);
  } else {
    step_work(now, at);
  }
}

void AgentCore::step_work(Instant now, Monotonic at) {
  Work& work = *work_;
  if (const auto news = work.stream.take_news()) {
    if (news->asked) work.syncer.ask();
    work.syncer.announced(news->generation);
  }
  work.stream.step(at);
  work.syncer.step(at);
  work.plays.step(at, true);
  work.status.set({shown_.generation, work.syncer.generation_held(), shown_.selection,
                   shown_.canvas_px == Size{} ? options_.canvas_px : shown_.canvas_px, Instant{},
                   options_.program_version, problem(), shown_.audit});
  work.status.step(now, at);
}

void AgentCore::step_revoked(Monotonic at) {
  work_->plays.step(at, false);  // What was shown is still kept.
  if (at < probe_at_ || !probe_.can_start()) return;
  probe_at_ = at + limits::kRevokedRetry;
  const auto started = probe_.start({"GET", "/v1/board/selection", {}, ""});
  if (!started) log::warn("agent", "cannot ask", {{"reason", started.error().message}});
}

void AgentCore::set_revoked(bool revoked, Monotonic at) {
  BoardPin pin = pin_;
  pin.revoked = revoked;
  if (const auto kept = parts_.board_disk.write_atomic(kPinFile, to_json(pin).dump(), false);
      !kept) {
    // The player must not go on because of a full disk: it is tried again with each answer.
    log::error("agent", "the pin cannot be written", {{"reason", kept.error().message}});
    return;
  }
  pin_ = std::move(pin);
  work_->stream.stop();
  work_->syncer.stop();
  work_->plays.stop();
  work_->status.stop();
  probe_at_ = at + limits::kRevokedRetry;
  if (revoked) {
    log::error("agent", "the server revoked this board");
  } else {
    log::info("agent", "the server knows this board again");
    work_->stream.hurry();
    work_->syncer.ask();
  }
}

void AgentCore::read_shown() {
  auto shown = load_message<ShownFile>(parts_.board_disk, kShownFile);
  if (shown) shown_ = std::move(*shown);
}

std::string AgentCore::problem() const {
  if (!work_) return "";
  if (pin_.revoked) return "agent.revoked";
  if (client_.unknown()) return "agent.unknown_board";
  if (!work_->syncer.problem().empty()) return work_->syncer.problem();
  if (const std::string plays = work_->plays.problem(); !plays.empty()) return plays;
  return shown_.problem;
}

Monotonic AgentCore::wake_of_parts() const {
  if (pairing_) return pairing_->next_wake();
  if (pin_.revoked) {
    return std::min(probe_.busy() ? Monotonic::max() : probe_at_, work_->plays.next_wake());
  }
  return std::min({work_->stream.next_wake(), work_->syncer.next_wake(), work_->plays.next_wake(),
                   work_->status.next_wake()});
}

}  // namespace bangtin
