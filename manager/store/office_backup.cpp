#include "manager/store/office.h"
#include "manager/store/rows.h"

namespace bangtin {

Status Office::allow_backup(const Person& who, const std::string& password, Instant now) {
  const auto rows =
      TRY(parts_.db.query("SELECT password FROM person WHERE id = $1", {who.id.text}));
  if (rows.empty()) return not_there("person", "person.unknown");
  if (!password_matches(password, text_of(rows[0][0]))) {
    return Error{Code::Denied, "the password is another", "person.wrong_password"};
  }
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
