// What takes boards off the air at once, and back. Nobody's signature is needed: it shows less.
#include <set>

#include "manager/store/office.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"

namespace bangtin {
namespace {

/// Those that are named, none named: all; of them those that have to be switched off, or on.
Result<std::set<BoardId>> boards_to_switch(Office& office, const std::vector<BoardId>& named,
                                           bool off) {
  const std::set<BoardId> wanted(named.begin(), named.end());
  for (const BoardId& id : wanted) TRY(office.board(id));
  std::set<BoardId> boards;
  for (const BoardRecord& board : TRY(office.boards())) {
    const bool is_meant = wanted.empty() || wanted.contains(board.id);
    const bool is_right = board.state == BoardState::Paired && board.off_air.has_value() != off;
    if (is_meant && is_right) boards.insert(board.id);
  }
  return boards;
}

}  // namespace

Result<std::vector<BoardRecord>> Office::take_off_air(const Person& who,
                                                      const std::vector<BoardId>& boards,
                                                      const std::string& reason, Instant now) {
  const std::string why = TRY(clean_name(reason, "board.reason_missing"));
  return switch_air(who, boards, OffAir{now, who.login, why}, now);
}

Result<std::vector<BoardRecord>> Office::put_on_air(const Person& who,
                                                    const std::vector<BoardId>& boards,
                                                    Instant now) {
  return switch_air(who, boards, std::nullopt, now);
}

Result<std::vector<BoardRecord>> Office::switch_air(const Person& who,
                                                    const std::vector<BoardId>& boards,
                                                    const std::optional<OffAir>& off_air,
                                                    Instant now) {
  const OffAir said = off_air.value_or(OffAir{});
  Json body = Json::Object{};
  if (off_air) body.set("reason", said.reason);
  return in_transaction(parts_.db, [&]() -> Result<std::vector<BoardRecord>> {
    const std::set<BoardId> switched = TRY(boards_to_switch(*this, boards, off_air.has_value()));
    for (const BoardId& board : switched) {
      TRY(
          parts_.db.query("UPDATE board SET off_air_since = $2, off_air_by = $3, "
                          "off_air_reason = $4 WHERE id = $1",
                          {board.text, off_air ? DbValue(to_column(said.since)) : DbValue(),
                           said.who, said.reason}));
      TRY(add_event(parts_.db, now, off_air ? "board.off_air" : "board.on_air", who.login,
                    board.text, body));
    }
    TRY(Selections(parts_, now).remake(switched, who.login));
    return this->boards();
  });
}

}  // namespace bangtin
