// What takes boards off the air at once, and back. Nobody's signature is needed: it shows less.
#include <set>

#include "manager/store/office.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"

namespace bangtin {
namespace {

/// Those that are named, none named: all; of them those that are off the air, or on it.
Result<std::vector<BoardRecord>> boards_to_switch(Office& office, const std::vector<BoardId>& named,
                                                  bool off_air) {
  const std::set<BoardId> wanted(named.begin(), named.end());
  for (const BoardId& id : wanted) TRY(office.board(id));
  std::vector<BoardRecord> boards = TRY(office.boards());
  std::erase_if(boards, [&](const BoardRecord& board) {
    const bool is_meant = wanted.empty() || wanted.contains(board.id);
    return !is_meant || board.state != BoardState::Paired || board.off_air.has_value() != off_air;
  });
  return boards;
}

std::set<BoardId> ids_of(const std::vector<BoardRecord>& boards) {
  std::set<BoardId> ids;
  for (const BoardRecord& board : boards) ids.insert(board.id);
  return ids;
}

}  // namespace

Result<std::vector<BoardRecord>> Office::take_off_air(const Person& who,
                                                      const std::vector<BoardId>& boards,
                                                      const std::string& reason, Instant now) {
  const std::string why = TRY(clean_name(reason, "board.reason_missing"));
  return in_transaction(parts_.db, [&]() -> Result<std::vector<BoardRecord>> {
    const auto switched = TRY(boards_to_switch(*this, boards, false));
    for (const BoardRecord& board : switched) {
      TRY(
          parts_.db.query("UPDATE board SET off_air_since = $2, off_air_by = $3, "
                          "off_air_reason = $4 WHERE id = $1",
                          {board.id.text, to_column(now), who.login, why}));
      Json body;
      body.set("reason", why);
      TRY(add_event(parts_.db, now, "board.off_air", who.login, board.id.text, body));
    }
    TRY(Selections(parts_, now).remake(ids_of(switched), who.login));
    return this->boards();
  });
}

Result<std::vector<BoardRecord>> Office::put_on_air(const Person& who,
                                                    const std::vector<BoardId>& boards,
                                                    Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<std::vector<BoardRecord>> {
    const auto switched = TRY(boards_to_switch(*this, boards, true));
    for (const BoardRecord& board : switched) {
      TRY(
          parts_.db.query("UPDATE board SET off_air_since = NULL, off_air_by = '', "
                          "off_air_reason = '' WHERE id = $1",
                          {board.id.text}));
      TRY(add_event(parts_.db, now, "board.on_air", who.login, board.id.text));
    }
    TRY(Selections(parts_, now).remake(ids_of(switched), who.login));
    return this->boards();
  });
}

}  // namespace bangtin
