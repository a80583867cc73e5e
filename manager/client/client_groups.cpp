#include "manager/client/client.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

template <class Message>
Result<Message> message_of(const Json& json) {
  Message message;
  TRY(from_json(json, message));
  return message;
}

template <class Message>
Result<std::vector<Message>> messages_at(const Json& json, std::string_view key,
                                         std::size_t entries_max) {
  std::vector<Message> messages;
  for (const Json& entry : *TRY(json.array_at(key, entries_max))) {
    messages.push_back(TRY(message_of<Message>(entry)));
  }
  return messages;
}

}  // namespace

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
