#include "manager/server/api_handlers.h"
#include "shared/base/limits.h"

namespace bangtin::api {
namespace {

Error bad_json(const Error& error) {
  return {Code::Invalid, "body: " + error.message, "server.bad_json"};
}

Result<GroupRecord> group_in(const Json& json) {
  GroupRecord group;
  group.name = TRY(json.string_at("name"));
  group.boards = TRY(ids_in<BoardId>(json, "boards", limits::kBoardsPerPlaylistMax));
  return group;
}

}  // namespace

Result<Response> groups(Call& call) { return list_response("groups", TRY(call.office.groups())); }

Result<Response> add_group(Call& call) {
  const GroupRecord wanted = TRY(group_in(TRY(call.body())));
  return json_response(to_json(TRY(call.office.save_group(*call.person, wanted, call.now))));
}

Result<Response> save_group(Call& call) {
  const GroupId id = TRY(call.id<GroupId>());
  const Json json = TRY(call.body());
  GroupRecord wanted = TRY(group_in(json));
  wanted.id = id;
  wanted.revision = TRY(json.int_at("revision"));
  return json_response(to_json(TRY(call.office.save_group(*call.person, wanted, call.now))));
}

Result<Response> delete_group(Call& call) {
  TRY(call.office.delete_group(*call.person, TRY(call.id<GroupId>()), call.now));
  return json_response(Json(Json::Object{}));
}

Result<Response> tag_board(Call& call) {
  const BoardId id = TRY(call.id<BoardId>());
  const Json json = TRY(call.body());
  std::vector<std::string> tags;
  for (const Json& entry : *TRY(json.array_at("tags", limits::kTagsPerBoardMax))) {
    if (entry.as_string() == nullptr) return Error{Code::Invalid, "tags", "server.bad_json"};
    tags.push_back(*entry.as_string());
  }
  return json_response(call.shown(TRY(call.office.tag_board(*call.person, id, tags, call.now))));
}

Result<Response> timetables(Call& call) {
  return list_response("timetables", TRY(call.office.timetables()));
}

Result<Response> set_timetable(Call& call) {
  TimetableRecord record;
  const Status read = from_json(TRY(call.body()), record);
  if (!read.ok()) return bad_json(read.error());
  return json_response(to_json(TRY(call.office.set_timetable(*call.person, record, call.now))));
}

}  // namespace bangtin::api
