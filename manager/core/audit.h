// The audit: every event carries a hash that covers it and all before it, so nobody changes, drops
// or moves one unseen. The newest hash travels in each sealed selection: every board is a witness
// of what the office's past was. Pure. Thread: any.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/model/manifest.h"
#include "shared/protocol/audit_messages.h"

namespace bangtin {

/// An event as it is stored; `body` is its very text.
struct AuditRow {
  std::int64_t seq = 0;
  Instant at{};
  std::string kind;
  std::string who;
  std::string target;
  std::string body;
};

/// The hash of an event that follows `before` (all zeros before the first one): SHA-256 over
/// "bangtin-event-v1\n", the hash before it in hexadecimal, "\n", and the canonical JSON array
/// [seq, at in ms since 1970, kind, who, target, body].
Digest audit_hash(const Digest& before, const AuditRow& row);

/// A head that somebody saw and kept: a board, or a printed report.
struct AuditWitness {
  std::string who;  ///< board id, or what the person called it
  AuditHead head;
};

/// Walks the stored events in order of their numbers.
class AuditCheck {
 public:
  /// `dropped`: the last event that was let go as too old; number 0 when none was.
  AuditCheck(const AuditHead& dropped, std::vector<AuditWitness> witnesses);

  /// The next row and the hash stored with it.
  void row(const AuditRow& row, const Digest& hash);

  /// After the last row. `head` is where the store says that its events end.
  AuditReport finish(const AuditHead& head);

 private:
  void fault(std::int64_t seq, const char* key, std::string witness = {});

  std::vector<AuditWitness> witnesses_;  ///< sorted by number; those before `next_` are done
  std::size_t next_ = 0;
  AuditReport report_;
};

}  // namespace bangtin
