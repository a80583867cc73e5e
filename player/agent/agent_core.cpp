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
  core->begin(at);
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
      probe_(client_),
      network_(parts_.board_disk, client_, parts_.links) {}

const std::string& AgentCore::wanted_server() const {
  return setup_.server_url.empty() ? options_.server_url : setup_.server_url;
}

Size AgentCore::canvas_px() const {
  return shown_.canvas_px == Size{} ? options_.canvas_px : shown_.canvas_px;
}

void AgentCore::begin(Monotonic at) {
  read_shown();
  if (auto setup = load_message<BoardSetup>(parts_.board_disk, kSetupFile)) {
    setup_ = std::move(*setup);
  }
  network_.ask(setup_.network_asked, at);
  auto server = load_server(parts_.own_disk);
  auto pin = load_message<BoardPin>(parts_.board_disk, kPinFile);
  if (server && pin) {
    client_.set_address(*server);
    pin_ = std::move(*pin);
    move_server();
    return begin_work();
  }
  begin_pairing(at);
}

/// The server may have moved; its key, and so its pin, moves with it.
void AgentCore::move_server() {
  ServerAddress server = client_.address();
  if (!wanted_server().empty()) server.url = wanted_server();
  client_.set_address(server);
  network_.set_server(server.url);
}

void AgentCore::begin_pairing(Monotonic at) {
  if (pairing_) pairing_->stop();
  pairing_.reset();
  if (!wanted_server().empty()) {
    pairing_.emplace(
        PairingParts{parts_.own_disk, parts_.board_disk, client_, key_, parts_.random,
                     wanted_server(), canvas_px(), options_.program_version, setup_.name},
        at);
  } else if (!told_no_server_) {
    // The player sees by this that somebody has to be asked.
    PairingCard card;
    card.problem = "agent.no_server_url";
    const Status written =
        parts_.board_disk.write_atomic(kPairingFile, to_json(card).dump(), false);
    told_no_server_ = written.ok();
    log::info("agent", "waits for the address of a server");
  }
  network_.set_server(wanted_server());
}

void AgentCore::read_setup(Monotonic at) {
  auto read = load_message<BoardSetup>(parts_.board_disk, kSetupFile);
  if (!read) return;  // A broken file is as good as none; what was known counts on.
  const std::string before = wanted_server();
  setup_ = std::move(*read);
  network_.ask(setup_.network_asked, at);
  if (pairing_) pairing_->set_name(setup_.name, at);
  if (wanted_server() == before) return;
  if (!work_) return begin_pairing(at);
  log::info("agent", "the server's address changed", {{"server", wanted_server()}});
  move_server();
  work_->stop();
  work_->stream.hurry();
  work_->syncer.ask();
}

void AgentCore::Work::stop() {
  stream.stop();
  syncer.stop();
  plays.stop();
  status.stop();
  time.stop();
  orders.stop();
}

void AgentCore::begin_work() {
  work_.emplace(Work{HeadStream(client_, parts_.random),
                     Syncer({parts_.own_disk, parts_.board_disk, client_, parts_.random, pin_}),
                     PlaySender(play_log_, client_, parts_.random),
                     StatusReporter(client_, parts_.random, parts_.health),
                     TimeCarrier(parts_.board_disk, client_, parts_.random),
                     OrderCarrier(parts_.own_disk, parts_.board_disk, client_, parts_.random)});
  work_->syncer.open();
  work_->time.folder_changed();
  work_->orders.folder_changed();
}

void AgentCore::handle(const AgentMessage& message, Instant now, Monotonic at) {
  if (const auto* event = std::get_if<TransportEvent>(&message)) see(*event, now, at);
  if (std::holds_alternative<FolderChanged>(message)) {
    read_shown();
    read_setup(at);
    if (work_) work_->plays.spool_changed(at);
    if (work_) work_->time.folder_changed();
    if (work_) work_->orders.folder_changed();
    if (work_) see_forgotten(at);
    if (pairing_) pairing_->set_canvas(canvas_px(), at);
  }
  step(now, at);
  next_wake_ = std::max(wake_of_parts(), at + kNudge);
}

void AgentCore::see(const TransportEvent& event, Instant now, Monotonic at) {
  client_.see(event);
  network_.handle(event, now, at);
  if (pairing_) return pairing_->handle(event, at);
  if (!work_) return;
  if (pin_.revoked) {
    const auto answer = probe_.handle(event);
    if (answer && *answer && (*answer)->response.status < 400) set_revoked(false, at);
    return;
  }
  work_->stream.handle(event, at);
  work_->syncer.handle(event, at);
  work_->plays.handle(event, at);
  work_->status.handle(event, at);
  work_->time.handle(event, at);
  work_->orders.handle(event, at);
}

void AgentCore::step(Instant now, Monotonic at) {
  network_.step(at);
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
  if (!work_) return;
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
    if (news->asked) work.orders.ask();
    work.syncer.announced(news->generation);
    work.orders.announced(news->order);
    work.time.hurry();  // The line stands.
  }
  work.stream.step(at);
  work.syncer.step(at);
  work.plays.step(at, true);
  work.status.set({shown_.generation,
                   work.syncer.generation_held(),
                   shown_.selection,
                   canvas_px(),
                   Instant{},
                   options_.program_version,
                   problem(),
                   shown_.audit,
                   {},
                   shown_.controls});
  work.status.step(now, at);
  work.time.step(at);
  work.orders.step(at);
}

void AgentCore::step_revoked(Monotonic at) {
  work_->plays.step(at, false);  // What was shown is still kept.
  if (at < probe_at_ || !probe_.can_start()) return;
  probe_at_ = at + limits::kRevokedRetry;
  const auto started = probe_.start({"GET", "/v1/trust/files/timestamp.json", {}, ""});
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
  work_->stop();
  probe_at_ = at + limits::kRevokedRetry;
  if (revoked) {
    log::error("agent", "the server revoked this board");
  } else {
    log::info("agent", "the server knows this board again");
    work_->stream.hurry();
    work_->syncer.ask();
  }
}

/// A technician let this revoked board forget its server (forget_server()): it asks to be paired.
void AgentCore::see_forgotten(Monotonic at) {
  if (!pin_.revoked || pairing_) return;
  const auto server = load_server(parts_.own_disk);
  if (server || server.error().code != Code::NotFound) return;
  auto key = load_or_make_key(parts_.own_disk, parts_.random);
  if (!key) {
    log::error("agent", "no new key", {{"reason", key.error().message}});
    return;
  }
  key_ = std::move(*key);
  if (wanted_server().empty()) options_.server_url = client_.address().url;
  log::info("agent", "asks to be paired anew", {{"server", wanted_server()}});
  probe_.cancel();
  work_.reset();
  begin_pairing(at);
}

void AgentCore::read_shown() {
  auto shown = load_message<ShownFile>(parts_.board_disk, kShownFile);
  if (shown) shown_ = std::move(*shown);
}

std::string AgentCore::problem() const {
  if (!work_) return "";
  if (pin_.revoked) return "agent.revoked";
  if (client_.unknown()) return "agent.unknown_board";
  if (client_.wrong_server()) return "agent.wrong_server";
  if (!work_->syncer.problem().empty()) return work_->syncer.problem();
  if (const std::string plays = work_->plays.problem(); !plays.empty()) return plays;
  return shown_.problem;
}

Monotonic AgentCore::wake_of_parts() const {
  const Monotonic network = network_.next_wake();
  if (pairing_) return std::min(pairing_->next_wake(), network);
  if (!work_) return network;
  if (pin_.revoked) {
    return std::min(
        {probe_.busy() ? Monotonic::max() : probe_at_, work_->plays.next_wake(), network});
  }
  return std::min({network, work_->stream.next_wake(), work_->syncer.next_wake(),
                   work_->plays.next_wake(), work_->status.next_wake(), work_->time.next_wake(),
                   work_->orders.next_wake()});
}

}  // namespace bangtin
