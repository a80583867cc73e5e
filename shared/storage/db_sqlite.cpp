// The embedded database. The only file that meets SQLite.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <unordered_map>
#include <utility>

#include "shared/base/check.h"
#include "shared/base/files.h"
#include "shared/storage/db.h"

namespace bangtin {
namespace {

/// Hand-written SQL has some hundred texts; more means that somebody builds SQL from values.
constexpr std::size_t kStatementsMax = 512;
constexpr int kBusyTimeout_ms = 5'000;

struct CloseHandle {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using Handle = std::unique_ptr<sqlite3, CloseHandle>;

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using StatementPtr = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// A prepared statement and where each $n of its text is bound.
struct Statement {
  StatementPtr handle;
  std::vector<int> parameters;  ///< parameters[n - 1]: SQLite's index of $n
};

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

Code code_of(int result, sqlite3* handle) {
  switch (result & 0xff) {
    case SQLITE_CONSTRAINT:
      return Code::Conflict;
    case SQLITE_FULL:
      return Code::Full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Code::Corrupt;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return Code::Denied;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR: {
      const int cause = handle != nullptr ? sqlite3_system_errno(handle) : 0;
      if (cause == ENOSPC || cause == EDQUOT || cause == EFBIG) return Code::Full;
      if (cause == EACCES || cause == EPERM || cause == EROFS) return Code::Denied;
      return Code::Unavailable;
    }
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_PROTOCOL:
    case SQLITE_INTERRUPT:
      return Code::Unavailable;
    default:
      return Code::Invalid;
  }
}

Error error_of(int result, sqlite3* handle, std::string_view what) {
  const char* words = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(result);
  return {code_of(result, handle), std::string(what.substr(0, 80)) + ": " + words, {}};
}

DbValue value_at(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return static_cast<std::int64_t>(sqlite3_column_int64(statement, column));
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, column));
      return Bytes(bytes, bytes + sqlite3_column_bytes(statement, column));
    }
    case SQLITE_NULL:
      return nullptr;
    default:
      // Every table is STRICT and no query divides: a fraction is a bug in our SQL.
      check_failed("no floating point in the store", __FILE__, __LINE__);
  }
}

class SqliteDb final : public Db {
 public:
  explicit SqliteDb(Handle handle) : handle_(std::move(handle)) {}

  Result<std::vector<DbRow>> query(std::string_view sql,
                                   const std::vector<DbValue>& values) override {
    TRY(usable());
    Statement* statement = TRY(prepare(sql));
    TRY(bind(*statement, sql, values));
    auto rows = step(*statement, sql);
    sqlite3_reset(statement->handle.get());
    // Bound values are not copied, so none may stay behind.
    sqlite3_clear_bindings(statement->handle.get());
    return rows;
  }

  Status run(std::string_view sql) override {
    TRY(usable());
    // Statements prepared for the old schema re-prepare themselves; exec needs a terminated text.
    const int result =
        sqlite3_exec(handle_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) return failed(result, sql);
    return {};
  }

  Status transact(const std::function<Status()>& work) override {
    return within("BEGIN IMMEDIATE", work);
  }

  Status look(const std::function<Status()>& work) override {
    return within("BEGIN DEFERRED", work);
  }

  Status backup_to(const std::string& path) override;

 private:
  Status within(std::string_view begin, const std::function<Status()>& work) {
    CHECK(!in_transaction_);
    TRY(query(begin, {}));
    in_transaction_ = true;
    Status done = work();
    if (done.ok()) done = commit();
    in_transaction_ = false;
    // SQLite rolls back by itself on some errors (a full disk); a second rollback would fail.
    if (!done.ok() && sqlite3_get_autocommit(handle_.get()) == 0) {
      sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
    return done;
  }

  Status usable() const {
    if (broken_) {
      return Error{Code::Unavailable, "a sync of the database failed; it has to be reopened", {}};
    }
    if (in_transaction_ && sqlite3_get_autocommit(handle_.get()) != 0) {
      return Error{Code::Unavailable, "the transaction was rolled back by an error before", {}};
    }
    return {};
  }

  Status commit() {
    auto committed = query("COMMIT", {});
    if (!committed.ok()) return committed.error();
    return {};
  }

  Error failed(int result, std::string_view what) {
    // After a failed sync nobody knows what the disk holds; a later one would lie.
    if (result == SQLITE_IOERR_FSYNC || result == SQLITE_IOERR_DIR_FSYNC) broken_ = true;
    return error_of(result, handle_.get(), what);
  }

  Result<Statement*> prepare(std::string_view sql) {
    if (const auto found = statements_.find(sql); found != statements_.end()) {
      return &found->second;
    }
    if (statements_.size() >= kStatementsMax) statements_.clear();
    sqlite3_stmt* handle = nullptr;
    const char* tail = nullptr;
    const int result = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                          SQLITE_PREPARE_PERSISTENT, &handle, &tail);
    Statement statement{StatementPtr(handle), {}};
    if (result != SQLITE_OK) return failed(result, sql);
    const std::string_view rest(tail, static_cast<std::size_t>(sql.data() + sql.size() - tail));
    if (handle == nullptr || rest.find_first_not_of(" \n;") != std::string_view::npos) {
      return Error{Code::Invalid, "not one statement: " + std::string(sql.substr(0, 80)), {}};
    }
    const int count = sqlite3_bind_parameter_count(handle);
    for (int n = 1; n <= count; ++n) {
      std::string name = "$";
      name += std::to_string(n);
      const int index = sqlite3_bind_parameter_index(handle, name.c_str());
      if (index == 0) {
        return Error{Code::Invalid, "no " + name + " in: " + std::string(sql.substr(0, 80)), {}};
      }
      statement.parameters.push_back(index);
    }
    return &statements_.emplace(std::string(sql), std::move(statement)).first->second;
  }

  Status bind(const Statement& statement, std::string_view sql,
              const std::vector<DbValue>& values) {
    if (values.size() != statement.parameters.size()) {
      return Error{Code::Invalid, "wrong count of values: " + std::string(sql.substr(0, 80)), {}};
    }
    sqlite3_stmt* handle = statement.handle.get();
    for (std::size_t i = 0; i < values.size(); ++i) {
      const int index = statement.parameters[i];
      int result = SQLITE_OK;
      if (const auto* number = std::get_if<std::int64_t>(&values[i])) {
        result = sqlite3_bind_int64(handle, index, *number);
      } else if (const auto* text = std::get_if<std::string>(&values[i])) {
        result = sqlite3_bind_text64(handle, index, text->data(), text->size(), SQLITE_STATIC,
                                     SQLITE_UTF8);
      } else if (const auto* bytes = std::get_if<Bytes>(&values[i])) {
        result = bytes->empty() ? sqlite3_bind_zeroblob(handle, index, 0)
                                : sqlite3_bind_blob64(handle, index, bytes->data(), bytes->size(),
                                                      SQLITE_STATIC);
      } else {
        result = sqlite3_bind_null(handle, index);
      }
      if (result != SQLITE_OK) return failed(result, sql);
    }
    return {};
  }

  Result<std::vector<DbRow>> step(const Statement& statement, std::string_view sql) {
    sqlite3_stmt* handle = statement.handle.get();
    std::vector<DbRow> rows;
    for (;;) {
      const int result = sqlite3_step(handle);
      if (result == SQLITE_DONE) return rows;
      if (result != SQLITE_ROW) return failed(result, sql);
      const int columns = sqlite3_data_count(handle);
      DbRow& row = rows.emplace_back();
      row.reserve(static_cast<std::size_t>(columns));
      for (int column = 0; column < columns; ++column) row.push_back(value_at(handle, column));
    }
  }

  // The order matters: statements go before the handle.
  Handle handle_;
  std::unordered_map<std::string, Statement, TextHash, std::equal_to<>> statements_;
  bool in_transaction_ = false;
  bool broken_ = false;
};

/// Copies all pages in one step: one read transaction, so the copy is one instant's state while
/// other connections go on writing into the log.
Status copy_database(sqlite3* from, const std::string& to_path) {
  sqlite3* opened = nullptr;
  int result =
      sqlite3_open_v2(to_path.c_str(), &opened,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  const Handle to(opened);
  if (result != SQLITE_OK) return error_of(result, opened, "backup");
  sqlite3_backup* backup = sqlite3_backup_init(opened, "main", from, "main");
  if (backup == nullptr) return error_of(sqlite3_errcode(opened), opened, "backup");
  result = sqlite3_backup_step(backup, -1);
  const int finished = sqlite3_backup_finish(backup);
  if (result != SQLITE_DONE) return error_of(result, opened, "backup");
  if (finished != SQLITE_OK) return error_of(finished, opened, "backup");
  return {};
}

Status SqliteDb::backup_to(const std::string& path) {
  CHECK(!in_transaction_);
  TRY(usable());
  // A half copy must never have the name of a whole one.
  const std::string part = path + ".part";
  TRY(files::remove(part));
  const Fd fd(::open(part.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!fd.valid()) return files::error_of(errno, "create " + part);
  Status copied = copy_database(handle_.get(), part);
  if (copied.ok() && ::fdatasync(fd.get()) != 0) {
    copied = files::error_of(errno, "fdatasync " + part);
  }
  // link, unlike rename, never replaces what is there.
  if (copied.ok() && ::link(part.c_str(), path.c_str()) != 0) {
    copied = files::error_of(errno, "link " + path);
  }
  ::unlink(part.c_str());
  TRY(copied);
  return files::sync_folder(std::filesystem::absolute(path).parent_path());
}

/// The file holds password hashes: it is made for its owner alone before SQLite opens it. SQLite
/// gives its log files the same mode.
Status make_file(const std::string& path) {
  const Fd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!fd.valid()) {
    if (errno == EEXIST) return {};
    Error error = files::error_of(errno, "create " + path);
    if (error.code == Code::NotFound) error.code = Code::Unavailable;
    return error;
  }
  return files::sync_folder(std::filesystem::absolute(path).parent_path());
}

}  // namespace

Result<std::unique_ptr<Db>> open_sqlite(const std::string& path) {
  TRY(make_file(path));
  sqlite3* opened = nullptr;
  const int result =
      sqlite3_open_v2(path.c_str(), &opened,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Handle handle(opened);
  if (result != SQLITE_OK) return error_of(result, opened, "open " + path);
  sqlite3_busy_timeout(opened, kBusyTimeout_ms);
  auto db = std::make_unique<SqliteDb>(std::move(handle));
  const auto mode = TRY(db->query("PRAGMA journal_mode = WAL", {}));
  if (mode.empty() || text_of(mode.at(0).at(0)) != "wal") {
    return Error{Code::Unavailable, path + ": no write-ahead log here", {}};
  }
  TRY(
      db->run("PRAGMA synchronous = FULL;"
              "PRAGMA foreign_keys = ON;"
              "PRAGMA trusted_schema = OFF;"
              "PRAGMA journal_size_limit = 67108864"));
  TRY(db->query("SELECT COUNT(*) FROM sqlite_schema", {}));
  return std::unique_ptr<Db>(std::move(db));
}

}  // namespace bangtin
