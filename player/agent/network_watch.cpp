#include "player/agent/network_watch.h"

#include "shared/base/board_limits.h"
#include "shared/base/log.h"

namespace bangtin {
namespace {

ServerReach reach_of(const Error& error) {
  if (error.key == "net.no_name") return ServerReach::NoName;
  if (error.key == "net.not_secure") return ServerReach::NotSecure;
  if (error.key == "net.wrong_server") return ServerReach::OtherServer;
  return ServerReach::NoAnswer;
}

}  // namespace

void judge_health(const Result<Answer>& answer, Instant now, Millis took, NetworkFacts& facts) {
  facts.clock_ahead_ms.reset();
  if (!answer.ok()) {
    facts.reach = reach_of(answer.error());
    return;
  }
  facts.reach = ServerReach::NotOurs;
  const Result<Json> json = Json::parse(answer->response.body);
  if (answer->response.status != 200 || !json.ok()) return;
  const Result<std::string> status = json->string_at("status");
  if (!status.ok() || *status != "ok" || !json->string_at("version").ok()) return;
  facts.reach = ServerReach::Reached;
  const Result<std::string> time = json->string_at("time");
  const auto theirs = time.ok() ? from_iso8601(*time) : std::nullopt;
  // To whole seconds: a file that only trembles is not written anew.
  if (theirs) facts.clock_ahead_ms = std::chrono::round<Seconds>(now - took / 2 - *theirs);
}

NetworkWatch::NetworkWatch(Disk& board_disk, BoardClient& client, NetworkLinks* links)
    : board_disk_(board_disk), exchange_(client), links_(links) {
  if (auto kept = load_message<NetworkFacts>(board_disk, kNetworkFile)) {
    facts_.asked = kept->asked;
    written_ = to_json(*kept).dump();
  }
}

void NetworkWatch::ask(std::int64_t number, Monotonic at) {
  if (links_ == nullptr || number == facts_.asked) return;
  facts_.asked = number;
  until_ = at + limits::kNetworkAsked;
  look_at_ = at;
}

void NetworkWatch::set_server(const std::string& url) {
  if (facts_.server_url == url) return;
  exchange_.cancel();
  facts_.server_url = url;
  facts_.reach = ServerReach::NotAsked;
  facts_.clock_ahead_ms.reset();
  if (look_at_ != Monotonic::max()) look_at_ = Monotonic::min();
}

void NetworkWatch::step(Monotonic at) {
  if (at < look_at_) return;
  look_at_ = at < until_ ? at + limits::kNetworkEvery : Monotonic::max();
  facts_.links = links_->read();
  write();
  if (facts_.server_url.empty() || !exchange_.can_start()) return;
  started_ = at;
  const Status started = exchange_.start({"GET", "/v1/health", {}, ""});
  if (!started.ok()) log::warn("agent", "cannot ask", {{"reason", started.error().message}});
}

void NetworkWatch::handle(const TransportEvent& event, Instant now, Monotonic at) {
  const auto answer = exchange_.handle(event);
  if (!answer) return;
  judge_health(*answer, now, std::chrono::round<Millis>(at - started_), facts_);
  write();
}

Monotonic NetworkWatch::next_wake() const { return look_at_; }

void NetworkWatch::write() {
  std::string bytes = to_json(facts_).dump();
  if (bytes == written_) return;
  const Status written = board_disk_.write_atomic(kNetworkFile, bytes, false);
  if (!written.ok()) {
    log::warn("agent", "network.json", {{"reason", written.error().message}});
    return;
  }
  written_ = std::move(bytes);
}

}  // namespace bangtin
