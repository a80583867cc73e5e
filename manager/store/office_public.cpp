// What residents may read without an account.
#include "manager/store/item_rows.h"
#include "manager/store/office.h"
#include "manager/store/rows.h"

namespace bangtin {
namespace {

constexpr std::int64_t kBoardsNamedMax = 12;

Result<std::vector<std::string>> boards_with(Db& db, const Digest& version) {
  std::vector<std::string> names;
  for (const DbRow& row : TRY(db.query(
           "SELECT b.name FROM board b JOIN selection_version s ON s.board = b.id AND s.version = "
           "$1 AND s.generation = (SELECT MAX(generation) FROM selection WHERE board = b.id) "
           "WHERE b.state = $2 AND b.off_air_since IS NULL ORDER BY b.number LIMIT $3",
           {to_column(version), std::string(name_of(BoardState::Paired)), kBoardsNamedMax}))) {
    names.push_back(text_of(row[0]));
  }
  return names;
}

}  // namespace

Result<std::optional<PublicItem>> Office::public_item(const ItemId& id, Instant now) {
  const auto rows = TRY(parts_.db.query(
      "SELECT approved FROM item WHERE id = $1 AND public_since IS NOT NULL", {id.text}));
  if (rows.empty()) return not_there("public item", "resident.unknown");
  const std::optional<Digest> approved = optional_digest_of(rows[0][0]);
  if (!approved) return std::optional<PublicItem>();
  const auto version = TRY(load_version(parts_.db, *approved));
  const ItemContent& content = version->content;
  if (now < content.valid_from || now >= content.valid_until) return std::optional<PublicItem>();
  return std::optional(PublicItem{*version, TRY(boards_with(parts_.db, *approved))});
}

}  // namespace bangtin
