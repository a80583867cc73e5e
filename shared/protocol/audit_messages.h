// What the audit says, as the HTTP API speaks of it. Paths and meaning: docs/PROTOCOL.md.
// Thread: any; pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json.h"
#include "shared/model/manifest.h"

namespace bangtin {

/// "SEQ:HASH", as people note a head and give it back.
std::string text_of(const AuditHead& head);
/// Nothing when it is no such text.
std::optional<AuditHead> audit_head_from_text(std::string_view text);

/// The head as it travels in the metadata that stands for the freshness of all others (the
/// `custom` of TUF's timestamp), so that every board is a witness.
Json freshness_of(const AuditHead& head);
/// Nothing where there is none, or none that could be one.
std::optional<AuditHead> audit_head_in(const std::optional<Json>& freshness);

struct AuditFault {
  std::int64_t seq = 0;  ///< of the event
  std::string key;       ///< of assets/lang/audit.*.json
  std::string witness;   ///< who saw another hash; empty otherwise
  bool operator==(const AuditFault&) const = default;
};

/// How a check of all events went.
struct AuditReport {
  std::int64_t rows = 0;
  AuditHead dropped;               ///< the last event that was let go as too old; number 0: none
  AuditHead head;                  ///< where the store says that its events end
  std::int64_t witnesses = 0;      ///< heads seen by others that agree
  std::int64_t faults_total = 0;   ///< 0: nothing was changed
  std::vector<AuditFault> faults;  ///< the first kAuditFaultsMax
};

/// One stretch of time on one board: what was on the glass, and who answers for it.
struct ShownRow {
  Instant begin{};
  Millis shown{};
  std::int64_t frames = 0;
  ItemId item;
  Digest version;
  std::string title;   ///< empty when this server never held the version
  std::string author;  ///< login
  std::optional<Instant> made_at;
  std::string approver;  ///< login
  std::optional<Instant> approved_at;
};

/// True when one person both composed and approved it.
bool by_one_person(const ShownRow& row);

/// What was on a board from an instant until before another.
struct ShownReport {
  std::vector<ShownRow> rows;         ///< in order of time
  std::optional<Instant> told_until;  ///< the end of the last play that the board told of
};

Json to_json(const AuditReport& message);
Result<void> from_json(const Json& json, AuditReport& out);
Json to_json(const ShownReport& message);
Result<void> from_json(const Json& json, ShownReport& out);

}  // namespace bangtin
