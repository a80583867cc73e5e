// Whose a report is, and what it proves of boards: how much of the time each is known to have shown
// something, and how soon urgent items stood there. Thread: any; pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/json.h"
#include "shared/base/result.h"

namespace bangtin {

/// What the commune was called from a time on, until another name took its place.
struct CommuneName {
  std::string code;    ///< "31108"
  std::string name;    ///< "Xã Tân Hưng"
  std::string agency;  ///< "UBND xã Tân Hưng"
  Instant since{};
  bool operator==(const CommuneName&) const = default;
};
inline constexpr std::size_t kCommuneNamesMax = 100;

/// Of one board, by its play log alone: what is not proven there is not counted, be it that the
/// panel rested by its hours, the commune's card stood there, the board was off, or its log has not
/// come yet. proven_ms is the length of all plays together, where several at once count once.
struct BoardProof {
  BoardId board;
  std::int64_t of_ms = 0;           ///< the report's time: ours, over, its plays still kept
  std::int64_t proven_ms = 0;       ///< <= of_ms
  std::int64_t gap_ms = 0;          ///< the longest stretch without proof
  std::optional<Instant> gap_from;  ///< where that begins; nothing where there is none
  bool operator==(const BoardProof&) const = default;
};

/// An urgent item that was published for a board in the report's time, the first time.
struct UrgentProof {
  ItemId item;
  std::string title;
  Instant published_at{};  ///< the time of the event
  BoardId board;
  std::optional<Instant> first_play;  ///< the first that is proven; nothing: none until now
  bool operator==(const UrgentProof&) const = default;
};

struct ProofReport {
  Instant from{};
  Instant until{};  ///< the end of the last day, or now
  std::vector<BoardProof> boards;
  std::vector<UrgentProof> urgent;  ///< by their time of publication
};

Json to_json(const CommuneName& name);
Status from_json(const Json& json, CommuneName& out);
Json to_json(const BoardProof& proof);
Status from_json(const Json& json, BoardProof& out);
Json to_json(const UrgentProof& proof);
Status from_json(const Json& json, UrgentProof& out);
Json to_json(const ProofReport& report);
Status from_json(const Json& json, ProofReport& out);

}  // namespace bangtin
