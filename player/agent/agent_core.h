// AgentCore: all that a board's agent does, as one object that is stepped: pairing first, then the
// event stream, the syncer, the play log and the status. No thread, no clock, no socket of its own.
// Thread: one at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "player/agent/agent_files.h"
#include "player/agent/head_stream.h"
#include "player/agent/network_watch.h"
#include "player/agent/order_carrier.h"
#include "player/agent/pairing.h"
#include "player/agent/play_sender.h"
#include "player/agent/status_reporter.h"
#include "player/agent/syncer.h"
#include "player/agent/time_carrier.h"

namespace bangtin {

/// What the core stands on. All outlive it.
struct AgentParts {
  Disk& own_disk;    ///< key, counters, play log: the agent's alone
  Disk& board_disk;  ///< the folder shared with the player
  Transport& transport;
  Random& random;
  NetworkLinks* links = nullptr;   ///< null: nothing is told about the network
  HealthReader* health = nullptr;  ///< null: nothing is told about the board's health
};

struct AgentOptions {
  std::string server_url;  ///< canonical; what setup.json names counts more
  Size canvas_px;          ///< told to the server until the player tells better; may be none
  std::string program_version;
};

/// setup.json, shown.json, ask-time.json, glass.picture or the spool changed.
struct FolderChanged {};
/// Time went by: next_wake() is reached.
struct Tick {};
using AgentMessage = std::variant<Tick, FolderChanged, TransportEvent>;

class AgentCore {
 public:
  /// Without a server it waits until setup.json names one. Errors: corrupt (key, counter, log
  /// state), full, unavailable.
  static Result<std::unique_ptr<AgentCore>> open(AgentParts parts, AgentOptions options,
                                                 Monotonic at);

  void handle(const AgentMessage& message, Instant now, Monotonic at);
  /// When the next Tick is due, if nothing comes before.
  Monotonic next_wake() const { return next_wake_; }

  bool paired() const { return work_.has_value(); }
  bool revoked() const { return pin_.revoked; }
  std::int64_t generation_held() const { return work_ ? work_->syncer.generation_held() : 0; }
  /// What is wrong now: a key of assets/lang/agent.*.json (or the player's), empty when well.
  std::string problem() const;

 private:
  /// What a paired board does.
  struct Work {
    HeadStream stream;
    Syncer syncer;
    PlaySender plays;
    StatusReporter status;
    TimeCarrier time;
    OrderCarrier orders;
    void stop();
  };

  AgentCore(AgentParts parts, AgentOptions options, KeyPair key, RequestCounter counter,
            PlayLog play_log);
  void begin(Monotonic at);
  void begin_work();
  void begin_pairing(Monotonic at);
  void read_setup(Monotonic at);
  void move_server();
  const std::string& wanted_server() const;
  Size canvas_px() const;
  void see(const TransportEvent& event, Instant now, Monotonic at);
  void step(Instant now, Monotonic at);
  void step_work(Instant now, Monotonic at);
  void step_revoked(Monotonic at);
  void set_revoked(bool revoked, Monotonic at);
  void see_forgotten(Monotonic at);
  void read_shown();
  Monotonic wake_of_parts() const;

  AgentParts parts_;
  AgentOptions options_;
  KeyPair key_;
  RequestCounter counter_;
  PlayLog play_log_;
  BoardClient client_;
  BoardPin pin_;
  std::optional<Pairing> pairing_;
  std::optional<Work> work_;
  Exchange probe_;  ///< of a revoked board: is it still?
  Monotonic probe_at_ = Monotonic::min();
  ShownFile shown_;
  BoardSetup setup_;
  NetworkWatch network_;
  bool told_no_server_ = false;
  Monotonic next_wake_ = Monotonic::min();
};

}  // namespace bangtin
