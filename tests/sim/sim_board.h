// SimBoard: one board of the simulated world: the real agent, folder reader, stage and spool over a
// simulated line and disks. Its checkers look at every frame that is presented. Thread: one.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "player/agent/agent_core.h"
#include "player/core/board_clock.h"
#include "player/core/stage.h"
#include "player/verify/board_folder.h"
#include "player/verify/play_spool.h"
#include "tests/sim/sim_office.h"

namespace bangtin::sim {

/// What was truly shown and is durable: what the report must say in the end.
struct Plays {
  std::int64_t plays = 0;
  std::int64_t shown_ms = 0;
  std::int64_t frames = 0;
  bool operator==(const Plays&) const = default;
};

class SimBoard final : public SimServer {
 public:
  SimBoard(Random& random, SimOffice& office, std::string name, Instant epoch);
  ~SimBoard() override;

  // SimServer: this board's end of the line to the office.
  HttpResponse answer(const HttpRequest& request) override;
  Digest tls_pin() const override { return office_.tls_pin(); }

  /// All that is due at this moment.
  void step(Monotonic at);
  Monotonic next_wake() const;

  void kill_agent();
  void kill_player();
  /// The power goes: both programs end, what was not synced may be forgotten.
  void cut_power();
  /// The power goes during one of the next writes.
  void cut_power_soon();
  void set_disk_full(bool full);
  void set_clock_skew(Millis skew) { skew_ = skew; }
  // What a board must not be: for the tests of the checkers.
  /// It takes its own clock for the time, and says that it may be trusted.
  void believe_own_clock() { believes_own_clock_ = true; }
  /// It plays what may be over, though it does not know the time.
  void doubt_no_time() { doubts_no_time_ = true; }
  /// Its player looks at the folder no more.
  void look_away() { looks_away_ = true; }
  /// Its player takes pictures as they lie there; and all that lie there become others.
  void take_any_picture() { takes_any_picture_ = true; }
  void swap_pictures();
  /// Ends the player for good and in order, so that its last records are written.
  void close_player();

  SimTransport& transport() { return transport_; }
  std::optional<PairingCard> card();
  std::optional<BoardId> id();
  bool is_newest_on_glass();
  bool trusts_its_time() const { return clock_state_ == ClockState::Trusted; }
  const Plays& durable_plays() const { return durable_; }
  /// Records that could not be made durable before a kill (a full disk): they may be missing.
  bool lost_records() const { return lost_records_; }
  std::vector<Monotonic> flips;  ///< when a new generation came on the glass

  std::vector<std::string> complaints;

 private:
  class Shelf;
  class Sink;

  void start(Monotonic at);
  void step_agent(Monotonic at);
  void step_player(Monotonic at);
  void present(const Frame& frame, Instant now);
  void ask_time(Monotonic at);
  Monotonic ask_time_at() const;
  BoardClock::Reading read_clock(Monotonic at);
  void check_frame(const Frame& frame, Instant now, std::optional<Instant> doubt);
  void check_item(const Frame& frame, const Digest& version, Instant now,
                  std::optional<Instant> doubt);
  void check_recalls(const Frame& frame);
  void check_time(const BoardClock::Reading& reading);
  void guarded(const std::function<void()>& work);
  Instant true_wall(Monotonic at) const;
  Instant wall(Monotonic at) const { return true_wall(at) + skew_; }
  void complain(const std::string& what);

  Random& random_;
  SimOffice& office_;
  std::string name_;
  Instant epoch_;
  Millis skew_{0};
  Monotonic at_{};
  SimDisk own_disk_, board_disk_, player_disk_;  ///< the agent's, both's, the player's
  SimTransport transport_;
  std::unique_ptr<AgentCore> agent_;
  std::unique_ptr<BoardFolder> folder_;
  std::unique_ptr<PlaySpool> spool_;
  std::unique_ptr<Shelf> shelf_;
  std::unique_ptr<Sink> sink_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<BoardClock> clock_;
  std::optional<Frame> presented_;
  AuditHead audit_;
  Instant look_again_{};
  Monotonic look_again_at_{};
  Monotonic ask_again_at_{};
  ClockState clock_state_ = ClockState::Unknown;
  Monotonic asked_time_at_{};
  Millis answer_age_{0};  ///< how long the question of the time that counts was under way
  /// How far the board's time may be from the true one, where it says that it may be trusted.
  std::optional<Millis> time_tolerance_;
  std::int64_t seen_changes_ = -1;  ///< of the disk, by the player
  std::int64_t told_changes_ = -1;  ///< of the disk, by the agent
  std::int64_t held_before_ = 0;    ///< the highest generation that was complete in the folder
  Plays durable_;
  bool lost_records_ = false;
  bool player_off_ = false;
  std::optional<Monotonic> card_since_;
  std::optional<Monotonic> recall_held_since_;  ///< while what was recalled is still to be seen
  bool disk_full_ = false;
  bool believes_own_clock_ = false;
  bool doubts_no_time_ = false;
  bool looks_away_ = false;
  bool takes_any_picture_ = false;
};

}  // namespace bangtin::sim
