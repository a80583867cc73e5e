// World: one board's agent on simulated disks, line, server and time. Thread: one.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "player/agent/agent_core.h"
#include "shared/protocol/board_trust.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/sim_disk.h"
#include "tests/fakes/sim_transport.h"
#include "tests/player/agent/fake_office.h"

namespace bangtin {

struct World {
  explicit World(std::uint64_t seed = 1);

  /// Starts the agent (again); false when it could not open.
  bool start();
  /// The agent is gone, without a goodbye.
  void kill();
  /// Runs it for that long. A PowerCut comes through.
  void run_for(Millis span);
  /// Runs until it holds, at most `span`; what it held at the end.
  bool run_until(const std::function<bool()>& holds, Millis span = std::chrono::minutes(10));
  /// Starts it as a board that the office knows already.
  void pair();
  /// A line of a spool file, as the player writes it.
  void spool(int file, const PlayRecord& record);
  void folder_changed();

  std::int64_t current_generation();
  /// Everything a player would check: 0 when nothing holds, else the generation it would show.
  std::int64_t playable_generation();
  PairingCard card();

  SeededRandom random;
  SimDisk own;
  SimDisk board;
  FakeOffice office;
  SimTransport transport;
  AgentOptions options;
  NetworkLinks* links = nullptr;
  HealthReader* health = nullptr;
  std::unique_ptr<AgentCore> core;
  Monotonic at{std::chrono::hours(1)};
  Instant now;

 private:
  void step(Monotonic end);
  /// What a player that knows nothing yet makes of a file; each file is judged once.
  const Result<VerifiedManifest>& judged(const std::string& file);

  std::map<Digest, Result<VerifiedManifest>> judged_;
};

/// The n-th of a row of different plays.
PlayRecord play(int n);

}  // namespace bangtin
