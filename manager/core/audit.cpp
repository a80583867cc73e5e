#include "manager/core/audit.h"

#include <algorithm>
#include <utility>

#include "shared/base/json.h"
#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"

namespace bangtin {

Digest audit_hash(const Digest& before, const AuditRow& row) {
  const Json said(Json::Array{row.seq, std::int64_t{row.at.time_since_epoch().count()}, row.kind,
                              row.who, row.target, row.body});
  return sha256("bangtin-event-v1\n" + to_hex(before) + "\n" + said.dump());
}

AuditCheck::AuditCheck(const AuditHead& dropped, std::vector<AuditWitness> witnesses)
    : witnesses_(std::move(witnesses)) {
  report_.dropped = report_.head = dropped;
  std::ranges::stable_sort(witnesses_, {}, [](const AuditWitness& w) { return w.head.seq; });
  // What they saw of events that are gone cannot be compared any more.
  while (next_ < witnesses_.size() && witnesses_[next_].head.seq <= dropped.seq) ++next_;
}

void AuditCheck::fault(std::int64_t seq, const char* key, std::string witness) {
  ++report_.faults_total;
  if (report_.faults.size() < limits::kAuditFaultsMax) {
    report_.faults.push_back({seq, key, std::move(witness)});
  }
}

void AuditCheck::row(const AuditRow& row, const Digest& hash) {
  const bool follows = row.seq == report_.head.seq + 1;
  if (!follows) fault(row.seq, "audit.missing");
  // After a hole nothing is known of the hash before it; what follows is checked against itself.
  if (follows && audit_hash(report_.head.hash, row) != hash) fault(row.seq, "audit.altered");
  ++report_.rows;
  report_.head = {row.seq, hash};
  for (; next_ < witnesses_.size() && witnesses_[next_].head.seq <= row.seq; ++next_) {
    const AuditWitness& witness = witnesses_[next_];
    if (witness.head.seq == row.seq && witness.head.hash == hash) {
      ++report_.witnesses;
    } else {
      fault(witness.head.seq, "audit.witness", witness.who);
    }
  }
}

AuditReport AuditCheck::finish(const AuditHead& head) {
  if (report_.head != head) fault(head.seq, "audit.cut");
  for (; next_ < witnesses_.size(); ++next_) {
    fault(witnesses_[next_].head.seq, "audit.witness", witnesses_[next_].who);
  }
  report_.head = head;
  return std::move(report_);
}

}  // namespace bangtin
