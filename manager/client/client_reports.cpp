#include "manager/client/answers.h"
#include "manager/client/client.h"

namespace bangtin {
namespace {

/// More rows than a report of an office has.
constexpr std::size_t kReportRowsMax = 200'000;
constexpr std::size_t kEventsMax = 500;

Result<EventRecord> event_from(const Json& json) {
  EventRecord event;
  event.seq = TRY(json.int_at("seq"));
  const auto at = from_iso8601(TRY(json.string_at("at")));
  if (!at) return Error{Code::Invalid, "event without a time", ""};
  event.at = *at;
  event.kind = TRY(json.string_at("kind"));
  event.who = TRY(json.string_at("who"));
  event.target = TRY(json.string_at("target"));
  if (const Json* body = json.find("body")) event.body = *body;
  return event;
}

}  // namespace

Result<PlayReport> Client::play_report(const std::string& from_day, const std::string& to_day,
                                       const BoardId& board, const ItemId& item) {
  std::string target = "/v1/reports/plays?from=" + escaped(from_day) + "&to=" + escaped(to_day);
  if (!board.empty()) target += "&board=" + escaped(board.text);
  if (!item.empty()) target += "&item=" + escaped(item.text);
  const Json json = TRY(call("GET", target));
  PlayReport report;
  report.rows = TRY(messages_at<PlayReportRow>(json, "rows", kReportRowsMax));
  report.plays = TRY(json.int_at("plays"));
  report.shown_ms = TRY(json.int_at("shown_ms"));
  report.frames = TRY(json.int_at("frames"));
  if (json.find("communes") != nullptr) {  // A server of an earlier release says nothing of it.
    report.communes = TRY(messages_at<CommuneName>(json, "communes", kCommuneNamesMax));
  }
  return report;
}

Result<ProofReport> Client::proof_report(const std::string& from_day, const std::string& to_day) {
  return message_of<ProofReport>(
      TRY(call("GET", "/v1/reports/proof?from=" + escaped(from_day) + "&to=" + escaped(to_day))));
}

Result<std::vector<EventRecord>> Client::events_after(std::int64_t seq) {
  const Json json = TRY(call("GET", "/v1/events?after=" + std::to_string(seq)));
  std::vector<EventRecord> events;
  for (const Json& entry : *TRY(json.array_at("events", kEventsMax))) {
    events.push_back(TRY(event_from(entry)));
  }
  return events;
}

Result<AuditReport> Client::check_audit(const std::optional<AuditHead>& witness) {
  std::string target = "/v1/audit";
  if (witness) target += "?witness=" + escaped(text_of(*witness));
  return message_of<AuditReport>(TRY(call("GET", target)));
}

Result<ShownReport> Client::shown_report(const BoardId& board, Instant from, Instant to) {
  return message_of<ShownReport>(TRY(call("GET", "/v1/reports/shown?board=" + escaped(board.text) +
                                                     "&from=" + escaped(to_iso8601(from)) +
                                                     "&to=" + escaped(to_iso8601(to)))));
}

}  // namespace bangtin
