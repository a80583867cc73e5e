#include "manager/store/office.h"
#include "manager/store/rows.h"

namespace bangtin {

Status Office::allow_backup(const Person& who, const std::string& password, Instant now) {
  TRY(check_own_password(who, password, now));
  return parts_.db.transact([&]() -> Status {
    TRY(add_event(parts_.db, now, "backup.begun", who.login, who.id.text));
    return {};
  });
}

Status Office::note_backup(const Person& who, const LastBackup& last, Instant now) {
  Json body;
  body.set("made_at", to_iso8601(last.made_at));
  body.set("place", last.place);
  return parts_.db.transact([&]() -> Status {
    TRY(add_event(parts_.db, now, "backup.saved", who.login, who.id.text, body));
    return {};
  });
}

}  // namespace bangtin
