// The second factor of a sign-in. What is stored, and why so: docs/adr/0021.
#include <algorithm>
#include <array>

#include "manager/store/office.h"
#include "manager/store/person_rows.h"
#include "manager/store/rows.h"
#include "manager/store/second_factor.h"
#include "manager/store/sign_in_tries.h"
#include "manager/store/totp.h"
#include "shared/crypto/sha256.h"

namespace bangtin {
namespace {

constexpr const char* kIssuer = "Bảng Tin";
/// Of 31 letters: 49 random bits. Nobody tries them through, here least of all.
constexpr std::size_t kRecoveryLetters = 10;
/// Capitals and digits without those that look alike: 0 and O, 1, I and L.
constexpr std::string_view kRecoveryAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

struct Factor {
  std::string secret;
  std::optional<Instant> since;
  std::int64_t last_step = 0;
};

Result<std::optional<Factor>> load_factor(Db& db, const PersonId& person) {
  const auto rows = TRY(db.query(
      "SELECT secret, since, last_step FROM second_factor WHERE person = $1", {person.text}));
  if (rows.empty()) return std::optional<Factor>();
  const Bytes& secret = bytes_of(rows[0][0]);
  return std::optional(Factor{std::string(secret.begin(), secret.end()),
                              optional_instant_of(rows[0][1]), int_of(rows[0][2])});
}

/// As it was told, whatever case and blanks it is typed with.
std::string letters_of(std::string_view code) {
  std::string letters;
  for (char c : code) {
    if (c >= 'a' && c <= 'z') c = char(c - 'a' + 'A');
    if (c != ' ' && c != '-') letters += c;
  }
  return letters;
}

Result<bool> use_recovery_code(Db& db, const Person& person, const std::string& code) {
  const std::string letters = letters_of(code);
  if (letters.size() != kRecoveryLetters) return false;
  const auto used =
      TRY(db.query("DELETE FROM recovery_code WHERE person = $1 AND hash = $2 RETURNING 1",
                   {person.id.text, to_column(sha256(person.id.text + ":" + letters))}));
  return !used.empty();
}

Status remove_factor(Db& db, const PersonId& person) {
  TRY(db.query("DELETE FROM recovery_code WHERE person = $1", {person.text}));
  TRY(db.query("DELETE FROM second_factor WHERE person = $1", {person.text}));
  return {};
}

/// Made by `random`, in groups as they are told; only their hashes are stored.
Result<RecoveryCodes> make_recovery_codes(Db& db, Random& random, const PersonId& person) {
  RecoveryCodes made;
  while (made.codes.size() < kRecoveryCodes) {
    std::array<std::uint8_t, kRecoveryLetters> bytes{};
    random.fill(bytes);
    std::string letters;
    for (const std::uint8_t byte : bytes)
      letters += kRecoveryAlphabet[byte % kRecoveryAlphabet.size()];
    TRY(db.query("INSERT INTO recovery_code (person, hash) VALUES ($1,$2)",
                 {person.text, to_column(sha256(person.text + ":" + letters))}));
    made.codes.push_back(letters.substr(0, 5) + "-" + letters.substr(5));
  }
  return made;
}

}  // namespace

bool is_wrong_code(const Error& error) {
  return error.key == "person.code_wrong" || error.key == "person.code_used";
}

Status use_second_factor(Db& db, const Person& person, const std::string& code, Instant now) {
  const auto factor = TRY(load_factor(db, person.id));
  if (!factor || !factor->since) return {};
  if (letters_of(code).empty())
    return Error{Code::Denied, "a code is needed", "person.code_missing"};
  if (const auto step = totp::step_of(factor->secret, code, now, factor->last_step)) {
    TRY(db.query("UPDATE second_factor SET last_step = $2 WHERE person = $1",
                 {person.id.text, *step}));
    return {};
  }
  if (TRY(use_recovery_code(db, person, code))) {
    TRY(add_event(db, now, "person.recovery_code_used", person.login, person.id.text));
    return {};
  }
  const bool was_used = totp::step_of(factor->secret, code, now, 0).has_value();
  return was_used ? Error{Code::Denied, "the code was used", "person.code_used"}
                  : Error{Code::Denied, "the code is wrong", "person.code_wrong"};
}

Result<FactorState> Office::second_factor(const Person& who) {
  FactorState state;
  const auto factor = TRY(load_factor(parts_.db, who.id));
  if (!factor || !factor->since) return state;
  state.since = factor->since;
  const auto left =
      TRY(parts_.db.query("SELECT COUNT(*) FROM recovery_code WHERE person = $1", {who.id.text}));
  state.recovery_left = int(int_of(left.at(0).at(0)));
  return state;
}

Status Office::check_own_password(const Person& who, const std::string& password, Instant now) {
  TRY(check_wait(parts_.db, who.login, now));
  const auto rows =
      TRY(parts_.db.query("SELECT password FROM person WHERE id = $1", {who.id.text}));
  if (rows.empty()) return not_there("person", "person.unknown");
  if (password_matches(password, text_of(rows[0][0]))) return {};
  TRY(note_failure(parts_.db, who.login, now));
  return Error{Code::Denied, "the password is another", "person.own_password_wrong"};
}

Result<FactorOffer> Office::offer_second_factor(const Person& who, const std::string& password,
                                                Instant now) {
  TRY(check_own_password(who, password, now));
  std::array<std::uint8_t, totp::kSecretBytes> bytes{};
  parts_.random.fill(bytes);
  const std::string secret(bytes.begin(), bytes.end());
  return in_transaction(parts_.db, [&]() -> Result<FactorOffer> {
    const auto before = TRY(load_factor(parts_.db, who.id));
    if (before && before->since) {
      return Error{Code::Conflict, "there is a second factor", "person.factor_on"};
    }
    TRY(
        parts_.db.query("INSERT INTO second_factor (person, secret) VALUES ($1,$2) "
                        "ON CONFLICT (person) DO UPDATE SET secret = $2, last_step = 0",
                        {who.id.text, Bytes(bytes.begin(), bytes.end())}));
    return FactorOffer{totp::base32(secret), totp::address_of(kIssuer, who.login, secret)};
  });
}

Result<RecoveryCodes> Office::confirm_second_factor(const Person& who, const std::string& code,
                                                    Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<RecoveryCodes> {
    const auto factor = TRY(load_factor(parts_.db, who.id));
    if (!factor) return not_there("offered second factor", "person.factor_none");
    if (factor->since) return Error{Code::Conflict, "it is on already", "person.factor_on"};
    const auto step = totp::step_of(factor->secret, code, now, factor->last_step);
    if (!step) return Error{Code::Denied, "the code is wrong", "person.code_wrong"};
    TRY(parts_.db.query("UPDATE second_factor SET since = $2, last_step = $3 WHERE person = $1",
                        {who.id.text, to_column(now), *step}));
    TRY(add_event(parts_.db, now, "person.second_factor_on", who.login, who.id.text));
    return make_recovery_codes(parts_.db, parts_.random, who.id);
  });
}

Status Office::drop_second_factor(const Person& who, const std::string& password,
                                  const std::string& code, Instant now) {
  TRY(check_own_password(who, password, now));
  const Status dropped = parts_.db.transact([&]() -> Status {
    const auto factor = TRY(load_factor(parts_.db, who.id));
    if (!factor || !factor->since) return not_there("second factor", "person.factor_none");
    TRY(use_second_factor(parts_.db, who, code, now));
    TRY(remove_factor(parts_.db, who.id));
    TRY(add_event(parts_.db, now, "person.second_factor_off", who.login, who.id.text));
    return {};
  });
  if (!dropped && is_wrong_code(dropped.error())) TRY(note_failure(parts_.db, who.login, now));
  return dropped;
}

Status Office::reset_second_factor(const Person& who, const PersonId& id, Instant now) {
  return parts_.db.transact([&]() -> Status {
    const Person person = TRY(load_person(parts_.db, id));
    const auto factor = TRY(load_factor(parts_.db, id));
    if (!factor || !factor->since) return not_there("second factor", "person.factor_none");
    TRY(remove_factor(parts_.db, id));
    // Whoever has the lost phone is out too.
    TRY(parts_.db.query("DELETE FROM session WHERE person = $1", {id.text}));
    TRY(add_event(parts_.db, now, "person.second_factor_reset", who.login, id.text,
                  Json().set("login", person.login)));
    return {};
  });
}

Result<FactorLogins> Office::logins_with_second_factor() {
  FactorLogins people;
  for (const DbRow& row :
       TRY(parts_.db.query("SELECT p.login FROM second_factor f JOIN person p ON p.id = f.person "
                           "WHERE f.since IS NOT NULL ORDER BY p.login"))) {
    people.logins.push_back(text_of(row[0]));
  }
  return people;
}

}  // namespace bangtin
