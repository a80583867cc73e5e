#include "shared/storage/db.h"

#include "shared/base/check.h"

namespace bangtin {
namespace {

constexpr std::string_view kMigrationTable =
    "CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY NOT NULL)";

Result<int> number_of(Db& db) {
  const auto rows = TRY(db.query("SELECT COALESCE(MAX(number), 0) FROM migration"));
  return static_cast<int>(int_of(rows.at(0).at(0)));
}

}  // namespace

Result<int> migrate(Db& db, const std::vector<Migration>& migrations) {
  for (std::size_t i = 0; i < migrations.size(); ++i) {
    CHECK(migrations[i].number == static_cast<int>(i) + 1);
  }
  const int newest = static_cast<int>(migrations.size());
  int number = 0;
  const auto check_number = [&]() -> Status {
    number = TRY(number_of(db));
    if (number <= newest) return {};
    return Error{Code::Unsupported,
                 "the database has schema " + std::to_string(number) + ", this program knows " +
                     std::to_string(newest),
                 "store.newer"};
  };
  TRY(db.transact([&]() -> Status {
    TRY(db.run(kMigrationTable));
    return check_number();
  }));
  while (number < newest) {
    TRY(db.transact([&]() -> Status {
      // Another process may have been quicker since the last look.
      TRY(check_number());
      if (number == newest) return {};
      const Migration& next = migrations[static_cast<std::size_t>(number)];
      auto done = db.run(next.sql);
      if (!done.ok()) {
        return in_context("migration " + std::to_string(next.number), done.error());
      }
      TRY(db.query("INSERT INTO migration (number) VALUES ($1)", {std::int64_t{next.number}}));
      number = next.number;
      return {};
    }));
  }
  return number;
}

std::int64_t int_of(const DbValue& value) {
  const auto* found = std::get_if<std::int64_t>(&value);
  CHECK(found != nullptr);
  return *found;
}

const std::string& text_of(const DbValue& value) {
  const auto* found = std::get_if<std::string>(&value);
  CHECK(found != nullptr);
  return *found;
}

const Bytes& bytes_of(const DbValue& value) {
  const auto* found = std::get_if<Bytes>(&value);
  CHECK(found != nullptr);
  return *found;
}

bool is_null(const DbValue& value) { return std::holds_alternative<std::nullptr_t>(value); }

}  // namespace bangtin
