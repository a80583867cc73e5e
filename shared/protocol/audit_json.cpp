#include <charconv>

#include "shared/base/limits.h"
#include "shared/protocol/audit_messages.h"
#include "shared/protocol/content_fields.h"
#include "shared/protocol/message_json.h"

namespace bangtin {

std::string text_of(const AuditHead& head) {
  return std::to_string(head.seq) + ":" + to_hex(head.hash);
}

std::optional<AuditHead> audit_head_from_text(std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  AuditHead head;
  const auto [end, error] = std::from_chars(text.data(), text.data() + colon, head.seq);
  if (error != std::errc{} || end != text.data() + colon || head.seq < 0) return std::nullopt;
  const auto hash = digest_from_hex(text.substr(std::min(colon + 1, text.size())));
  if (!hash) return std::nullopt;
  head.hash = *hash;
  return head;
}

Json freshness_of(const AuditHead& head) { return Json().set("audit", text_of(head)); }

std::optional<AuditHead> audit_head_in(const std::optional<Json>& freshness) {
  const Json* said = freshness ? freshness->find("audit") : nullptr;
  if (said == nullptr || said->as_string() == nullptr) return std::nullopt;
  return audit_head_from_text(*said->as_string());
}

template <class Visitor, Is<AuditFault> Value>
void fields(Visitor& field, Value& fault) {
  field("seq", fault.seq);
  field("key", fault.key);
  field("witness", fault.witness);
}

template <class Visitor, Is<AuditReport> Value>
void fields(Visitor& field, Value& report) {
  field("rows", report.rows);
  field("dropped", report.dropped);
  field("head", report.head);
  field("witnesses", report.witnesses);
  field("faults_total", report.faults_total);
  field.list("faults", report.faults, limits::kAuditFaultsMax);
}

template <class Visitor, Is<ShownRow> Value>
void fields(Visitor& field, Value& row) {
  field("begin", row.begin);
  field("shown_ms", row.shown);
  field("frames", row.frames);
  field("item", row.item);
  field("version", row.version);
  field("title", row.title);
  field("author", row.author);
  field("made_at", row.made_at);
  field("approver", row.approver);
  field("approved_at", row.approved_at);
}

template <class Visitor, Is<ShownReport> Value>
void fields(Visitor& field, Value& report) {
  field.list("rows", report.rows, limits::kShownRowsMax);
  field("told_until", report.told_until);
}

bool by_one_person(const ShownRow& row) { return row.approved_at && row.approver == row.author; }

BANGTIN_DEFINE_MESSAGE(AuditReport)
BANGTIN_DEFINE_MESSAGE(ShownReport)

}  // namespace bangtin
