#include <charconv>

#include "manager/server/api_handlers.h"
#include "manager/server/backup_desk.h"
#include "shared/model/text.h"

namespace bangtin::api {
namespace {

/// Where none is made there is no such thing.
Result<BackupDesk*> backup_desk_of(Call& call) {
  if (call.parts.backups == nullptr) return Call::nothing_there();
  return call.parts.backups;
}

Result<std::size_t> number_of(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return Call::nothing_there();
  return number;
}

}  // namespace

Result<Response> last_backup(Call& call) {
  return json_response(to_json(BackupSight{TRY(TRY(backup_desk_of(call))->last())}));
}

Result<Response> begin_backup(Call& call) {
  const std::string password = TRY(TRY(call.body()).string_at("password"));
  BackupDesk& desk = *TRY(backup_desk_of(call));
  TRY(call.office.allow_backup(*call.person, password, call.now));
  return json_response(to_json(TRY(desk.begin(call.person->login, call.now))));
}

Result<Response> backup(Call& call) {
  const BackupId id = TRY(call.id<BackupId>());
  BackupDesk& desk = *TRY(backup_desk_of(call));
  return json_response(to_json(TRY(desk.record(id, call.person->login, call.now))));
}

Result<Response> backup_files(Call& call) {
  const BackupId id = TRY(call.id<BackupId>());
  const auto from = call.request.query.find("from");
  const std::size_t begin = from == call.request.query.end() ? 0 : TRY(number_of(from->second));
  BackupDesk& desk = *TRY(backup_desk_of(call));
  return json_response(to_json(TRY(desk.files(id, call.person->login, begin, call.now))));
}

Result<Response> backup_file(Call& call) {
  const BackupId id = TRY(call.id<BackupId>());
  const std::size_t number = TRY(number_of(call.ids[1]));
  BackupDesk& desk = *TRY(backup_desk_of(call));
  const BackupDesk::File found = TRY(desk.file(id, call.person->login, number, call.now));
  return file_response(call.request, found.path, found.file.size_bytes,
                       "\"" + to_hex(found.file.sha256) + "\"");
}

Result<Response> finish_backup(Call& call) {
  const BackupId id = TRY(call.id<BackupId>());
  const std::string place = TRY(TRY(call.body()).string_at("place"));
  if (character_count(place) > limits::kBackupPlaceCharactersMax) {
    return Error{Code::Invalid, "place", "server.bad_request"};
  }
  BackupDesk& desk = *TRY(backup_desk_of(call));
  const LastBackup last = TRY(desk.finish(id, call.person->login, place));
  TRY(call.office.note_backup(*call.person, last, call.now));
  return json_response(to_json(last));
}

Result<Response> drop_backup(Call& call) {
  const BackupId id = TRY(call.id<BackupId>());
  TRY(TRY(backup_desk_of(call))->drop(id, call.person->login));
  return json_response(Json(Json::Object{}));
}

}  // namespace bangtin::api
