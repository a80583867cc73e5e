#include <algorithm>

#include "manager/core/people_rules.h"
#include "manager/store/office.h"
#include "manager/store/person_rows.h"
#include "manager/store/rows.h"
#include "manager/store/sign_in_tries.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

/// A change to a person, its members checked.
struct PersonChange {
  std::optional<std::string> display_name;
  std::optional<std::vector<Role>> roles;
  std::optional<bool> disabled;
  std::optional<std::string> password;
};

constexpr std::size_t kRolesMax = 16;

Result<std::vector<Role>> roles_in(const Json& change) {
  std::vector<Role> roles;
  for (const Json& entry : *TRY(change.array_at("roles", kRolesMax))) {
    Role role{};
    if (entry.as_string() == nullptr || !from_name(*entry.as_string(), role)) {
      return Error{Code::Invalid, "no such role", "person.roles"};
    }
    roles.push_back(role);
  }
  return clean_roles(std::move(roles));
}

Result<PersonChange> person_change_of(const Json& json) {
  const Json::Object* members = json.as_object();
  if (members == nullptr) return Error{Code::Invalid, "the change is no object", {}};
  PersonChange change;
  for (const auto& [key, value] : *members) {
    if (key == "display_name") {
      change.display_name =
          TRY(clean_name(TRY(json.string_at(key)), "person.display_name_missing"));
    } else if (key == "roles") {
      change.roles = TRY(roles_in(json));
    } else if (key == "disabled") {
      change.disabled = TRY(json.bool_at(key));
    } else if (key == "password") {
      change.password = TRY(json.string_at(key));
    } else {
      return Error{Code::Invalid, "a person has no " + key, "person.unknown_member"};
    }
  }
  return change;
}

Json person_body(const Person& person) {
  Json body;
  body.set("login", person.login);
  body.set("disabled", person.disabled);
  Json::Array roles;
  for (const Role role : person.roles) roles.emplace_back(name_of(role));
  body.set("roles", std::move(roles));
  return body;
}

Status set_password(Db& db, const PersonId& id, const std::string& hash) {
  TRY(db.query("UPDATE person SET password = $2 WHERE id = $1", {id.text, hash}));
  return {};
}

}  // namespace

Result<std::vector<Person>> Office::people() { return load_people(parts_.db); }

Result<Person> Office::add_person(const Person& who, const Person& wanted,
                                  const std::string& password, Instant now) {
  Person person = wanted;
  person.id = PersonId{new_id_text(parts_.random)};
  TRY(check_login(person.login));
  person.display_name = TRY(clean_name(person.display_name, "person.display_name_missing"));
  person.roles = TRY(clean_roles(person.roles));
  TRY(check_password(password, person.login));
  const std::string hash = TRY(hash_password(password, parts_.password_cost));
  return in_transaction(parts_.db, [&]() -> Result<Person> {
    TRY(add_person_row(parts_.db, person, hash, now));
    TRY(add_event(parts_.db, now, "person.added", who.login, person.id.text, person_body(person)));
    return person;
  });
}

Result<Person> Office::change_person(const Person& who, const PersonId& id, const Json& json,
                                     Instant now) {
  const PersonChange change = TRY(person_change_of(json));
  std::string hash;
  if (change.password) {
    TRY(check_password(*change.password, TRY(load_person(parts_.db, id)).login));
    hash = TRY(hash_password(*change.password, parts_.password_cost));
  }
  return in_transaction(parts_.db, [&]() -> Result<Person> {
    Person person = TRY(load_person(parts_.db, id));
    if (change.display_name) person.display_name = *change.display_name;
    if (change.roles) person.roles = *change.roles;
    if (change.disabled) person.disabled = *change.disabled;
    TRY(update_person_row(parts_.db, person));
    // Looked at after the change: whoever is left must be able to let others in.
    if (TRY(administrator_count(parts_.db)) == 0) {
      return Error{Code::Conflict, "nobody would be administrator", "person.last_administrator"};
    }
    if (change.password) TRY(set_password(parts_.db, id, hash));
    if (change.password || person.disabled) {
      TRY(parts_.db.query("DELETE FROM session WHERE person = $1", {id.text}));
    }
    TRY(add_event(parts_.db, now, "person.changed", who.login, id.text, person_body(person)));
    return person;
  });
}

Status Office::change_password(const Person& who, const std::string& keep_token,
                               const std::string& old_password, const std::string& new_password,
                               Instant now) {
  TRY(check_password(new_password, who.login));
  TRY(check_wait(parts_.db, who.login, now));
  const auto rows =
      TRY(parts_.db.query("SELECT password FROM person WHERE id = $1", {who.id.text}));
  if (rows.empty()) return not_there("person", "person.unknown");
  const std::string old_hash = text_of(rows[0][0]);
  if (!password_matches(old_password, old_hash)) {
    TRY(note_failure(parts_.db, who.login, now));
    return Error{Code::Denied, "the old password is another", "person.wrong_password"};
  }
  const std::string hash = TRY(hash_password(new_password, parts_.password_cost));
  return parts_.db.transact([&]() -> Status {
    const auto changed = TRY(parts_.db.query(
        "UPDATE person SET password = $2 WHERE id = $1 AND password = $3 RETURNING 1",
        {who.id.text, hash, old_hash}));
    if (changed.empty()) {
      return Error{Code::Conflict, "the password was changed meanwhile", "person.moved_on"};
    }
    TRY(parts_.db.query("DELETE FROM session WHERE person = $1 AND hash <> $2",
                        {who.id.text, to_column(sha256(keep_token))}));
    TRY(add_event(parts_.db, now, "person.password_changed", who.login, who.id.text));
    return {};
  });
}

}  // namespace bangtin
