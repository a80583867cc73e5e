#include <charconv>

#include "manager/server/api_handlers.h"

namespace bangtin::api {
namespace {

constexpr int kEventsMax = 500;

std::string query_of(const Call& call, std::string_view name) {
  const auto value = call.request.query.find(name);
  return value == call.request.query.end() ? std::string() : value->second;
}

/// An id in the query, or none. Errors: invalid.
template <class Identifier>
Result<Identifier> id_in_query(const Call& call, std::string_view name) {
  const std::string text = query_of(call, name);
  if (!text.empty() && !is_id_text(text)) {
    return Error{Code::Invalid, std::string(name), "server.bad_query"};
  }
  return Identifier{text};
}

Error bad_query(std::string_view name) {
  return {Code::Invalid, std::string(name), "server.bad_query"};
}

/// "SEQ:HASH" in the query, or none. Errors: invalid.
Result<std::optional<AuditHead>> witness_in_query(const Call& call) {
  const std::string text = query_of(call, "witness");
  if (text.empty()) return std::optional<AuditHead>();
  const auto head = audit_head_from_text(text);
  if (!head) return bad_query("witness");
  return head;
}

Result<Instant> instant_in_query(const Call& call, std::string_view name) {
  const auto instant = from_iso8601(query_of(call, name));
  if (!instant) return bad_query(name);
  return *instant;
}

}  // namespace

Result<Response> events(Call& call) {
  const std::string text = query_of(call, "after");
  std::int64_t after = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), after);
  const bool number = error == std::errc{} && end == text.data() + text.size();
  if (!text.empty() && (!number || after < 0)) return bad_query("after");
  Json::Array array;
  for (EventRow& row : TRY(call.office.events_after(after, kEventsMax))) {
    Json entry;
    entry.set("seq", row.seq);
    entry.set("at", to_iso8601(row.at));
    entry.set("kind", row.kind);
    entry.set("who", row.who);
    entry.set("target", row.target);
    entry.set("body", std::move(row.body));
    array.push_back(std::move(entry));
  }
  Json json;
  json.set("events", std::move(array));
  return json_response(json);
}

Result<Response> audit(Call& call) {
  const auto witness = TRY(witness_in_query(call));
  return json_response(to_json(TRY(call.office.check_audit(witness))));
}

Result<Response> report_shown(Call& call) {
  const BoardId board = TRY(id_in_query<BoardId>(call, "board"));
  const Instant from = TRY(instant_in_query(call, "from"));
  const Instant to = TRY(instant_in_query(call, "to"));
  return json_response(to_json(TRY(call.office.shown_report(board, from, to))));
}

Result<Response> report_plays(Call& call) {
  const BoardId board = TRY(id_in_query<BoardId>(call, "board"));
  const ItemId item = TRY(id_in_query<ItemId>(call, "item"));
  const Office::PlayReport report =
      TRY(call.office.play_report(query_of(call, "from"), query_of(call, "to"), board, item));
  Json::Array rows;
  for (const PlayReportRow& row : report.rows) rows.push_back(to_json(row));
  Json json;
  json.set("rows", std::move(rows));
  json.set("plays", report.plays);
  json.set("shown_ms", report.shown_ms);
  json.set("frames", report.frames);
  Json::Array communes;
  for (const CommuneName& name : report.communes) communes.push_back(to_json(name));
  json.set("communes", std::move(communes));
  return json_response(json);
}

Result<Response> report_proof(Call& call) {
  return json_response(to_json(
      TRY(call.office.proof_report(query_of(call, "from"), query_of(call, "to"), call.now))));
}

}  // namespace bangtin::api
