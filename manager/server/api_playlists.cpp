#include <charconv>

#include "manager/server/api_handlers.h"

namespace bangtin::api {
namespace {

constexpr int kEventsMax = 500;

template <class Identifier>
Result<std::vector<Identifier>> ids_in(const Json& json, std::string_view name, std::size_t max) {
  std::vector<Identifier> ids;
  for (const Json& entry : *TRY(json.array_at(name, max))) {
    if (!entry.as_string() || !is_id_text(*entry.as_string())) {
      return Error{Code::Invalid, std::string(name), "server.bad_json"};
    }
    ids.push_back(Identifier{*entry.as_string()});
  }
  return ids;
}

Result<PlaylistRecord> playlist_in(const Json& json) {
  PlaylistRecord playlist;
  playlist.name = TRY(json.string_at("name"));
  playlist.items = TRY(ids_in<ItemId>(json, "items", limits::kPlaylistEntriesMax));
  playlist.boards = TRY(ids_in<BoardId>(json, "boards", limits::kBoardsPerPlaylistMax));
  if (json.find("groups") != nullptr) {
    playlist.groups = TRY(ids_in<GroupId>(json, "groups", limits::kGroupsMax));
  }
  if (json.find("tags") != nullptr) {
    for (const Json& tag : *TRY(json.array_at("tags", limits::kTagsPerBoardMax))) {
      if (!tag.as_string()) return Error{Code::Invalid, "tags", "server.bad_json"};
      playlist.tags.push_back(*tag.as_string());
    }
  }
  if (const Json* schedule = json.find("schedule")) {
    const Status read = from_json(*schedule, playlist.schedule);
    if (!read.ok()) {
      return Error{Code::Invalid, "schedule: " + read.error().message, "schedule.unreadable"};
    }
  }
  return playlist;
}

Response deliveries_response(Call& call, std::vector<Delivery> deliveries) {
  for (Delivery& delivery : deliveries) delivery.online = call.hub.online(delivery.board);
  return list_response("deliveries", deliveries);
}

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

}  // namespace

Result<Response> playlists(Call& call) {
  return list_response("playlists", TRY(call.office.playlists()));
}

Result<Response> add_playlist(Call& call) {
  const PlaylistRecord wanted = TRY(playlist_in(TRY(call.body())));
  return json_response(to_json(TRY(call.office.save_playlist(*call.person, wanted, call.now))));
}

Result<Response> save_playlist(Call& call) {
  const PlaylistId id = TRY(call.id<PlaylistId>());
  const Json json = TRY(call.body());
  PlaylistRecord wanted = TRY(playlist_in(json));
  wanted.id = id;
  wanted.revision = TRY(json.int_at("revision"));
  return json_response(to_json(TRY(call.office.save_playlist(*call.person, wanted, call.now))));
}

Result<Response> delete_playlist(Call& call) {
  TRY(call.office.delete_playlist(*call.person, TRY(call.id<PlaylistId>()), call.now));
  return json_response(Json(Json::Object{}));
}

Result<Response> publish(Call& call) {
  const PlaylistId id = TRY(call.id<PlaylistId>());
  return deliveries_response(call, TRY(call.office.publish(*call.person, id, call.now)));
}

Result<Response> delivery(Call& call) {
  return deliveries_response(call, TRY(call.office.delivery(TRY(call.id<PlaylistId>()))));
}

Result<Response> events(Call& call) {
  const std::string text = query_of(call, "after");
  std::int64_t after = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), after);
  const bool number = error == std::errc{} && end == text.data() + text.size();
  if (!text.empty() && (!number || after < 0)) {
    return Error{Code::Invalid, "after", "server.bad_query"};
  }
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
  return json_response(json);
}

}  // namespace bangtin::api
