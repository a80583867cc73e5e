#include "manager/store/person_rows.h"

#include "manager/store/rows.h"

namespace bangtin {
namespace {

Result<Person> person_of_row(Db& db, const DbRow& row) {
  Person person;
  person.id = PersonId{text_of(row[0])};
  person.login = text_of(row[1]);
  person.display_name = text_of(row[2]);
  person.disabled = int_of(row[3]) != 0;
  for (const DbRow& role :
       TRY(db.query("SELECT role FROM person_role WHERE person = $1 ORDER BY role", {row[0]}))) {
    person.roles.push_back(enum_of<Role>(role[0]));
  }
  return person;
}

Status store_roles(Db& db, const Person& person) {
  TRY(db.query("DELETE FROM person_role WHERE person = $1", {person.id.text}));
  for (const Role role : person.roles) {
    TRY(db.query("INSERT INTO person_role (person, role) VALUES ($1, $2)",
                 {person.id.text, std::string(name_of(role))}));
  }
  return {};
}

}  // namespace

Result<Person> load_person(Db& db, const PersonId& id) {
  const auto rows = TRY(
      db.query("SELECT id, login, display_name, disabled FROM person WHERE id = $1", {id.text}));
  if (rows.empty()) return not_there("person", "person.unknown");
  return person_of_row(db, rows[0]);
}

Result<std::vector<Person>> load_people(Db& db) {
  std::vector<Person> people;
  for (const DbRow& row :
       TRY(db.query("SELECT id, login, display_name, disabled FROM person ORDER BY login"))) {
    people.push_back(TRY(person_of_row(db, row)));
  }
  return people;
}

Status add_person_row(Db& db, const Person& person, const std::string& password_hash, Instant now) {
  const auto added =
      TRY(db.query("INSERT INTO person (id, login, display_name, password, disabled, made_at) "
                   "VALUES ($1,$2,$3,$4,$5,$6) ON CONFLICT (login) DO NOTHING RETURNING 1",
                   {person.id.text, person.login, person.display_name, password_hash,
                    to_column(person.disabled ? 1 : 0), to_column(now)}));
  if (added.empty()) {
    return Error{Code::Conflict, "login " + person.login + " is taken", "person.login_taken"};
  }
  return store_roles(db, person);
}

Status update_person_row(Db& db, const Person& person) {
  TRY(db.query("UPDATE person SET display_name = $2, disabled = $3 WHERE id = $1",
               {person.id.text, person.display_name, to_column(person.disabled ? 1 : 0)}));
  return store_roles(db, person);
}

Result<std::int64_t> administrator_count(Db& db) {
  const auto rows =
      TRY(db.query("SELECT COUNT(*) FROM person p JOIN person_role r ON r.person = p.id "
                   "WHERE r.role = $1 AND p.disabled = 0",
                   {std::string(name_of(Role::Administrator))}));
  return int_of(rows.at(0).at(0));
}

Result<PersonKey> load_person_key(Db& db, const Person& person) {
  const auto rows =
      TRY(db.query("SELECT key, added_at FROM person_key WHERE login = $1", {person.login}));
  if (rows.empty()) return not_there("key", "key.none");
  return PersonKey{person.login,      person.display_name,
                   person.roles,      public_key_of(rows[0][0]),
                   KeyState::Waiting, instant_of(rows[0][1])};
}

Result<std::vector<PersonKey>> load_person_keys(Db& db) {
  std::vector<PersonKey> keys;
  for (const Person& person : TRY(load_people(db))) {
    if (person.disabled) continue;
    auto key = load_person_key(db, person);
    if (!key && key.error().code == Code::NotFound) continue;
    keys.push_back(TRY(std::move(key)));
  }
  return keys;
}

}  // namespace bangtin
