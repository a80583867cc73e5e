// Db: the port to an SQL database, with hand-written portable SQL ($1 placeholders). Db values are
// integers (64 bits), text, blobs and null. Thread: a Db belongs to one thread; several Db on one
// file may live in several threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace bangtin {

using DbValue = std::variant<std::nullptr_t, std::int64_t, std::string, Bytes>;
using DbRow = std::vector<DbValue>;

class Db {
 public:
  virtual ~Db() = default;

  /// Runs one statement and returns its rows. Errors: conflict (a constraint), full (disk),
  /// corrupt (the file), unavailable (busy, I/O), invalid (the SQL: a bug, but reported).
  virtual Result<std::vector<DbRow>> query(std::string_view sql,
                                           const std::vector<DbValue>& values = {}) = 0;

  /// Runs several statements without values (migrations).
  virtual Status run(std::string_view sql) = 0;

  /// Runs `work` in one transaction: committed (durably) when it succeeds, else rolled back.
  /// Transactions do not nest (CHECK).
  virtual Status transact(const std::function<Status()>& work) = 0;

  /// Runs `work`, which only reads, on one state of the data: it waits for no writer, and what is
  /// written meanwhile is not seen. Not inside a transaction (CHECK).
  virtual Status look(const std::function<Status()>& work) = 0;

  /// A consistent copy into a new file while others go on. Errors: full, unavailable, conflict
  /// (the file exists).
  virtual Status backup_to(const std::string& path) = 0;
};

/// An SQLite file: WAL, synchronous=FULL, foreign keys on, busy timeout 5 s. Errors: corrupt,
/// denied, unavailable.
Result<std::unique_ptr<Db>> open_sqlite(const std::string& path);

/// A numbered migration: `number` 1, 2, ... without holes.
struct Migration {
  int number = 0;
  std::string sql;
};

/// Brings the schema to the newest number, each migration in its own transaction. Returns the
/// number reached. Errors: unsupported when the file is newer than this program; as query().
Result<int> migrate(Db& db, const std::vector<Migration>& migrations);

/// Typed access to a row; CHECKs the type (the query decides it).
std::int64_t int_of(const DbValue& value);
const std::string& text_of(const DbValue& value);
const Bytes& bytes_of(const DbValue& value);
bool is_null(const DbValue& value);

}  // namespace bangtin
