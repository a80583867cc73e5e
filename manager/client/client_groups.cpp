#include "manager/client/answers.h"
#include "manager/client/client.h"
#include "shared/base/limits.h"

namespace bangtin {
Result<std::vector<GroupRecord>> Client::groups() {
  return messages_at<GroupRecord>(TRY(call("GET", "/v1/groups")), "groups", limits::kGroupsMax);
}

Result<GroupRecord> Client::save_group(const GroupRecord& group) {
  Json::Array boards;
  for (const BoardId& board : group.boards) boards.emplace_back(board.text);
  Json body;
  body.set("name", group.name).set("boards", std::move(boards));
  if (group.id.empty()) {
    return message_of<GroupRecord>(TRY(call("POST", "/v1/groups", body.dump())));
  }
  body.set("revision", group.revision);
  return message_of<GroupRecord>(TRY(call("PUT", "/v1/groups/" + group.id.text, body.dump())));
}

Status Client::delete_group(const GroupId& id) {
  TRY(call("DELETE", "/v1/groups/" + id.text));
  return {};
}

Result<BoardRecord> Client::tag_board(const BoardId& id, const std::vector<std::string>& tags) {
  Json body;
  body.set("tags", Json::Array(tags.begin(), tags.end()));
  return message_of<BoardRecord>(TRY(call("PUT", "/v1/boards/" + id.text + "/tags", body.dump())));
}

Result<std::vector<TimetableRecord>> Client::timetables() {
  constexpr std::size_t kRecordsMax = 100'000;
  return messages_at<TimetableRecord>(TRY(call("GET", "/v1/timetables")), "timetables",
                                      kRecordsMax);
}

Result<TimetableRecord> Client::set_timetable(const TimetableRecord& record) {
  return message_of<TimetableRecord>(TRY(call("PUT", "/v1/timetables", to_json(record).dump())));
}

}  // namespace bangtin
