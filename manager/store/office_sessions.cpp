#include <algorithm>

#include "manager/core/people_rules.h"
#include "manager/store/office.h"
#include "manager/store/person_rows.h"
#include "manager/store/rows.h"
#include "manager/store/second_factor.h"
#include "manager/store/sign_in_tries.h"
#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

/// A use within this time of the last one noted is not written: reading must stay cheap.
constexpr Millis kUseNoted = 60s;

Error wrong_sign_in() {
  return {Code::Denied, "unknown login or wrong password", "person.wrong_sign_in"};
}

Error bad_setup_token() {
  return {Code::Denied, "the setup token is unknown, used or too old", "setup.token"};
}

/// Lives: used lately, not made too long ago.
bool is_alive(Instant made_at, Instant used_at, Instant now) {
  return now - made_at < limits::kSessionLifetime && now - used_at < limits::kSessionIdle;
}

}  // namespace

Result<std::optional<std::string>> Office::make_setup_token(Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<std::optional<std::string>> {
    if (TRY(administrator_count(parts_.db)) > 0) return std::optional<std::string>();
    const std::string token = random_token(parts_.random);
    TRY(parts_.db.query("DELETE FROM setup_token"));
    TRY(parts_.db.query("INSERT INTO setup_token (hash, expires_at) VALUES ($1,$2)",
                        {to_column(sha256(token)), to_column(now + limits::kSetupTokenLifetime)}));
    return std::optional<std::string>(token);
  });
}

Result<Person> Office::setup(const std::string& token, const std::string& login,
                             const std::string& display_name, const std::string& password,
                             Instant now) {
  const auto check_token = [&]() -> Status {
    const auto rows = TRY(parts_.db.query("SELECT expires_at FROM setup_token WHERE hash = $1",
                                          {to_column(sha256(token))}));
    if (rows.empty() || now >= instant_of(rows[0][0])) return bad_setup_token();
    if (TRY(administrator_count(parts_.db)) > 0) return bad_setup_token();
    return {};
  };
  // Before the dear hash, and again where it counts.
  TRY(check_token());
  Person person{PersonId{new_id_text(parts_.random)}, login, {}, {Role::Administrator}, false};
  TRY(check_login(login));
  person.display_name = TRY(clean_name(display_name, "person.display_name_missing"));
  TRY(check_password(password, login));
  const std::string hash = TRY(hash_password(password, parts_.password_cost));
  return in_transaction(parts_.db, [&]() -> Result<Person> {
    TRY(check_token());
    TRY(add_person_row(parts_.db, person, hash, now));
    TRY(parts_.db.query("DELETE FROM setup_token"));
    TRY(add_event(parts_.db, now, "person.added", login, person.id.text));
    return person;
  });
}

Result<Session> Office::sign_in(const std::string& login, const std::string& password, Instant now,
                                const std::string& code) {
  const bool possible =
      check_login(login).ok() && password.size() <= limits::kPasswordCharactersMax * 4;
  if (possible) TRY(check_wait(parts_.db, login, now));
  const auto rows = TRY(parts_.db.query(
      "SELECT id, password FROM person WHERE login = $1 AND disabled = 0", {login}));
  bool right = false;
  if (possible && !rows.empty()) {
    right = password_matches(password, text_of(rows[0][1]));
  } else {
    // The same effort, so that time does not tell who exists.
    TRY(hash_password(possible ? password : login.substr(0, 1), parts_.password_cost));
  }
  if (!right) {
    if (possible) TRY(note_failure(parts_.db, login, now));
    return wrong_sign_in();
  }
  auto session = in_transaction(parts_.db, [&]() -> Result<Session> {
    const Person person = TRY(load_person(parts_.db, PersonId{text_of(rows[0][0])}));
    if (person.disabled) return wrong_sign_in();
    TRY(use_second_factor(parts_.db, person, code, now));
    TRY(forget_failures(parts_.db, login));
    TRY(parts_.db.query(
        "DELETE FROM session WHERE made_at <= $1 OR used_at <= $2",
        {to_column(now - limits::kSessionLifetime), to_column(now - limits::kSessionIdle)}));
    const std::string token = random_token(parts_.random);
    TRY(parts_.db.query("INSERT INTO session (hash, person, made_at, used_at) VALUES ($1,$2,$3,$3)",
                        {to_column(sha256(token)), person.id.text, to_column(now)}));
    TRY(add_event(parts_.db, now, "session.opened", login, person.id.text));
    return Session{token, person, now + limits::kSessionLifetime};
  });
  // A wrong code is a guess like a wrong password; one that is still to be typed is none.
  if (!session && is_wrong_code(session.error())) TRY(note_failure(parts_.db, login, now));
  return session;
}

Status Office::sign_out(const std::string& token) {
  TRY(parts_.db.query("DELETE FROM session WHERE hash = $1", {to_column(sha256(token))}));
  return {};
}

Result<Person> Office::person_of(const std::string& token, Instant now) {
  const Error dead{Code::Denied, "no live session", "person.no_session"};
  const DbValue hash = to_column(sha256(token));
  const auto rows =
      TRY(parts_.db.query("SELECT person, made_at, used_at FROM session WHERE hash = $1", {hash}));
  if (rows.empty()) return dead;
  const Instant used_at = instant_of(rows[0][2]);
  if (!is_alive(instant_of(rows[0][1]), used_at, now)) return dead;
  Person person = TRY(load_person(parts_.db, PersonId{text_of(rows[0][0])}));
  if (person.disabled) return dead;
  if (now - used_at >= kUseNoted) {
    TRY(parts_.db.query("UPDATE session SET used_at = $2 WHERE hash = $1", {hash, to_column(now)}));
  }
  return person;
}

}  // namespace bangtin
