#include "manager/server/api_handlers.h"

namespace bangtin::api {
namespace {

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

}  // namespace bangtin::api
