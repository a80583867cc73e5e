// What a technician sets at the board itself, and what is known of its network. Plain structs.
// Thread: any.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/model/content.h"

namespace bangtin {

/// How far the picture is turned on the glass, clockwise.
enum class Rotation { None, Quarter, Half, ThreeQuarters };

/// How much of each edge, as people see the picture, stays free of it.
struct Insets {
  int left_px = 0;
  int top_px = 0;
  int right_px = 0;
  int bottom_px = 0;
  bool operator==(const Insets&) const = default;
};

/// Where on the glass everything stands.
struct Placement {
  Rotation rotation = Rotation::None;
  Insets insets;
  bool operator==(const Placement&) const = default;
};

/// The steps of the first start, in their order.
enum class SetupStep {
  Language,
  Server,
  Name,
  Rotation,
  Overscan,
  TestCard,
  Network,
  Pin,
  Pairing,
  Done
};

/// `setup.json`: written by the player, read by both programs of a board.
struct BoardSetup {
  std::string language = "vi";
  std::string server_url;  ///< canonical; empty: what the agent's settings say
  std::string name;        ///< what the technician calls the board; may be empty
  Placement placement;
  SetupStep step = SetupStep::Language;  ///< the first that is not done
  std::int64_t network_asked = 0;        ///< counts up when the page wants to know the network anew
  bool operator==(const BoardSetup&) const = default;
};

/// One way out of the board that is no loopback.
struct NetworkLink {
  std::string name;
  bool wireless = false;
  bool plugged = false;                ///< a cable with a far end; wireless: joined
  std::vector<std::string> addresses;  ///< that reach beyond the link, IPv4 first
  bool operator==(const NetworkLink&) const = default;
};

/// What came of a try to reach the server.
enum class ServerReach {
  NotAsked,     ///< no address yet, or no answer yet
  NoName,       ///< its name has no address: DNS
  NoAnswer,     ///< nobody listens there, or no way leads there
  NotSecure,    ///< somebody answers, but speaks no TLS
  NotOurs,      ///< an HTTPS server that is no Bảng Tin server
  OtherServer,  ///< a Bảng Tin server, not the one this board is paired with
  Reached
};

/// `network.json`: facts that the agent gathers while the page asks.
struct NetworkFacts {
  std::int64_t asked = 0;  ///< BoardSetup::network_asked that this answers
  std::string server_url;
  std::vector<NetworkLink> links;
  ServerReach reach = ServerReach::NotAsked;
  std::optional<Millis> clock_ahead_ms;  ///< the board's clock less the server's, once reached
  bool operator==(const NetworkFacts&) const = default;
};

}  // namespace bangtin
