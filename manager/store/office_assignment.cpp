// Who looks after a board that needs somebody.
#include <algorithm>

#include "manager/store/office.h"
#include "manager/store/rows.h"
#include "shared/base/limits.h"
#include "shared/model/text.h"

namespace bangtin {

Result<std::vector<Technician>> Office::technicians() {
  std::vector<Technician> all;
  for (const DbRow& row : TRY(parts_.db.query(
           "SELECT p.login, p.display_name FROM person p JOIN person_role r ON r.person = p.id "
           "WHERE r.role = $1 AND p.disabled = 0 ORDER BY p.display_name, p.login",
           {std::string(name_of(Role::Technician))}))) {
    all.push_back({text_of(row[0]), text_of(row[1])});
  }
  return all;
}

Result<BoardRecord> Office::assign_board(const Person& who, const BoardId& id,
                                         const std::string& to, const std::string& note,
                                         Instant now) {
  std::string said;
  if (!note.empty()) {
    const auto clean = clean_text(note, limits::kShortTextCharactersMax, false);
    if (!clean.ok()) return Error{Code::Invalid, clean.error().message, "board.note_too_long"};
    said = *clean;
    said.erase(0, said.find_first_not_of(' '));
  }
  return in_transaction(parts_.db, [&]() -> Result<BoardRecord> {
    const BoardRecord before = TRY(board(id));
    const auto all = TRY(technicians());
    if (!to.empty() && std::ranges::find(all, to, &Technician::login) == all.end()) {
      return not_there("technician " + to, "board.no_technician");
    }
    const bool same = before.assignment
                          ? before.assignment->to == to && before.assignment->note == said
                          : to.empty();
    if (same) return before;
    TRY(
        parts_.db.query("UPDATE board SET assigned_to = $2, assigned_note = $3, assigned_by = $4, "
                        "assigned_at = $5 WHERE id = $1",
                        {id.text, to.empty() ? DbValue() : DbValue(to),
                         to.empty() ? std::string() : said, to.empty() ? std::string() : who.login,
                         to.empty() ? DbValue() : DbValue(to_column(now))}));
    Json body;
    body.set("to", to).set("note", said);
    TRY(add_event(parts_.db, now, "board.assigned", who.login, id.text, body));
    return board(id);
  });
}

}  // namespace bangtin
