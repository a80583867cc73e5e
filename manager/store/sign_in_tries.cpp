#include "manager/store/sign_in_tries.h"

#include "manager/core/people_rules.h"
#include "manager/store/rows.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr Millis kFailuresKept = 24h;
constexpr std::int64_t kFailureLoginsMax = 10'000;

}  // namespace

Status check_wait(Db& db, const std::string& login, Instant now) {
  const auto rows =
      TRY(db.query("SELECT not_before, last_at FROM sign_in_failure WHERE login = $1", {login}));
  if (rows.empty()) return {};
  // A clock that was set back must lock nobody out.
  const bool waits = now < instant_of(rows[0][0]) && now >= instant_of(rows[0][1]);
  if (!waits) return {};
  return Error{Code::Unavailable, "too many wrong passwords; later", "person.wait"};
}

Status note_failure(Db& db, const std::string& login, Instant now) {
  return db.transact([&]() -> Status {
    TRY(db.query("DELETE FROM sign_in_failure WHERE last_at < $1",
                 {to_column(now - kFailuresKept)}));
    const auto rows = TRY(db.query(
        "INSERT INTO sign_in_failure (login, failures, last_at, not_before) VALUES ($1,1,$2,$2) "
        "ON CONFLICT (login) DO UPDATE SET failures = failures + 1, last_at = $2 "
        "RETURNING failures",
        {login, to_column(now)}));
    const std::int64_t failures = int_of(rows.at(0).at(0));
    const Millis delay = sign_in_delay(failures);
    TRY(db.query("UPDATE sign_in_failure SET not_before = $2 WHERE login = $1",
                 {login, to_column(now + delay)}));
    // The first ones are a person's typing errors; once each try waits, guessing cannot fill the
    // audit.
    if (delay > 0ms) TRY(add_event(db, now, "session.refused", login, login));
    const auto count = TRY(db.query("SELECT COUNT(*) FROM sign_in_failure"));
    if (int_of(count.at(0).at(0)) > kFailureLoginsMax) {
      TRY(
          db.query("DELETE FROM sign_in_failure WHERE login = (SELECT login FROM sign_in_failure "
                   "ORDER BY last_at, login LIMIT 1)"));
    }
    return {};
  });
}

Status forget_failures(Db& db, const std::string& login) {
  TRY(db.query("DELETE FROM sign_in_failure WHERE login = $1", {login}));
  return {};
}

}  // namespace bangtin
