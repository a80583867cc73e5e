// What the files of this folder share: values to and from columns, events, transactions.
// Thread: one per Db.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/json.h"
#include "shared/crypto/ed25519.h"
#include "shared/model/manifest.h"
#include "shared/storage/db.h"

namespace bangtin {

inline std::int64_t to_column(Instant instant) { return instant.time_since_epoch().count(); }
inline Bytes to_column(const Digest& digest) { return {digest.bytes.begin(), digest.bytes.end()}; }
inline Bytes to_column(const PublicKey& key) { return {key.bytes.begin(), key.bytes.end()}; }
DbValue to_column(const std::optional<Digest>& digest);
inline std::int64_t to_column(int number) { return number; }

inline Instant instant_of(const DbValue& value) { return Instant(Millis(int_of(value))); }
std::optional<Instant> optional_instant_of(const DbValue& value);
/// CHECKs the length: only this program writes these columns.
Digest digest_of(const DbValue& value);
std::optional<Digest> optional_digest_of(const DbValue& value);
PublicKey public_key_of(const DbValue& value);

/// The enumerator of a stored name. CHECKs: only this program writes these columns.
template <class Enum>
Enum enum_of(const DbValue& value) {
  Enum out{};
  CHECK(from_name(text_of(value), out));
  return out;
}

/// 20 random characters of [0-9a-f].
std::string new_id_text(Random& random);

/// Appends to the event table, within the caller's transaction, under the audit's next hash.
/// Returns its number.
Result<std::int64_t> add_event(Db& db, Instant at, const std::string& kind, const std::string& who,
                               const std::string& target, const Json& body = Json::Object{});

/// Where the events end now.
Result<AuditHead> audit_head(Db& db);
/// Whether the log still has that event as it was seen: nothing before it was changed or lost.
Result<bool> has_event(Db& db, const AuditHead& seen);

/// Runs `work`, which returns a Result<T>, as `how` of `db` runs what returns a Status, and hands
/// its value on.
template <class Work>
auto run_within(Db& db, Status (Db::*how)(const std::function<Status()>&), const Work& work)
    -> std::invoke_result_t<Work> {
  using Value = std::decay_t<decltype(std::declval<std::invoke_result_t<Work>>().value())>;
  std::optional<Value> out;
  TRY((db.*how)([&]() -> Status {
    out.emplace(TRY(work()));
    return {};
  }));
  return std::move(*out);
}

/// In one transaction.
template <class Work>
auto in_transaction(Db& db, const Work& work) -> std::invoke_result_t<Work> {
  return run_within(db, &Db::transact, work);
}

/// On one state of the data, of what only reads: it waits for no writer.
template <class Work>
auto in_one_look(Db& db, const Work& work) -> std::invoke_result_t<Work> {
  return run_within(db, &Db::look, work);
}

/// The error for something that is not there.
inline Error not_there(const std::string& what, const char* key) {
  return {Code::NotFound, "no such " + what, key};
}

/// Text of a name that people give, cleaned; never blank. Errors: invalid.
Result<std::string> clean_name(const std::string& text, const char* key_missing);

/// Whether a board may have a canvas of this size.
bool is_canvas(Size size_px);

/// Tags that people give, cleaned, sorted, each once. Errors: invalid "board.tag",
/// "board.too_many_tags".
Result<std::vector<std::string>> clean_tags(const std::vector<std::string>& tags);

}  // namespace bangtin
