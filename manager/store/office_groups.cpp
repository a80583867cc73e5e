#include <set>

#include "manager/core/schedule.h"
#include "manager/store/office.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

Result<std::vector<BoardId>> members_of(Db& db, const GroupId& id) {
  std::vector<BoardId> boards;
  for (const DbRow& row :
       TRY(db.query("SELECT m.board FROM board_group_member m JOIN board b ON b.id = m.board "
                    "WHERE m.board_group = $1 ORDER BY b.name, b.id",
                    {id.text}))) {
    boards.push_back(BoardId{text_of(row[0])});
  }
  return boards;
}

Result<GroupRecord> group_of(Db& db, const DbRow& row) {
  GroupRecord group{GroupId{text_of(row[0])}, text_of(row[1]), {}, int_of(row[2])};
  group.boards = TRY(members_of(db, group.id));
  return group;
}

Result<GroupRecord> load_group(Db& db, const GroupId& id) {
  const auto rows =
      TRY(db.query("SELECT id, name, revision FROM board_group WHERE id = $1", {id.text}));
  if (rows.empty()) return not_there("group", "group.unknown");
  return group_of(db, rows[0]);
}

Status store_group(Db& db, const GroupRecord& group) {
  TRY(
      db.query("INSERT INTO board_group (id, name, revision) VALUES ($1,$2,$3) "
               "ON CONFLICT (id) DO UPDATE SET name = $2, revision = $3",
               {group.id.text, group.name, group.revision}));
  TRY(db.query("DELETE FROM board_group_member WHERE board_group = $1", {group.id.text}));
  std::set<BoardId> seen;
  for (const BoardId& board : group.boards) {
    if (!seen.insert(board).second) continue;
    if (TRY(db.query("SELECT 1 FROM board WHERE id = $1", {board.text})).empty()) {
      return Error{Code::Invalid, "no board " + board.text, "group.unknown_board"};
    }
    TRY(db.query("INSERT INTO board_group_member (board_group, board) VALUES ($1,$2)",
                 {group.id.text, board.text}));
  }
  return {};
}

/// The boards whose hours a scope says. Errors: not_found.
Result<std::set<BoardId>> boards_in(Db& db, TimetableScope scope, const std::string& id) {
  switch (scope) {
    case TimetableScope::Commune:
      if (!id.empty()) return not_there("scope", "server.not_found");
      break;
    case TimetableScope::Group: {
      const GroupRecord group = TRY(load_group(db, GroupId{id}));
      return std::set<BoardId>(group.boards.begin(), group.boards.end());
    }
    case TimetableScope::Board:
      if (TRY(db.query("SELECT 1 FROM board WHERE id = $1", {id})).empty()) {
        return not_there("board", "board.unknown");
      }
      return std::set<BoardId>{BoardId{id}};
  }
  return paired_boards(db);
}

}  // namespace

Result<std::vector<GroupRecord>> Office::groups() {
  return in_one_look(parts_.db, [&]() -> Result<std::vector<GroupRecord>> {
    std::vector<GroupRecord> groups;
    for (const DbRow& row :
         TRY(parts_.db.query("SELECT id, name, revision FROM board_group ORDER BY name, id"))) {
      groups.push_back(TRY(group_of(parts_.db, row)));
    }
    return groups;
  });
}

Result<GroupRecord> Office::save_group(const Person& who, const GroupRecord& wanted, Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<GroupRecord> {
    GroupRecord group;
    if (wanted.id.empty()) {
      group.id = GroupId{new_id_text(parts_.random)};
      const auto count = TRY(parts_.db.query("SELECT COUNT(*) FROM board_group"));
      if (int_of(count.at(0).at(0)) >= static_cast<std::int64_t>(limits::kGroupsMax)) {
        return Error{Code::Full, "too many groups", "group.too_many"};
      }
    } else {
      group = TRY(load_group(parts_.db, wanted.id));
      if (group.revision != wanted.revision) {
        return Error{Code::Conflict, "the group has revision " + std::to_string(group.revision),
                     "group.moved_on"};
      }
    }
    std::set<BoardId> touched(group.boards.begin(), group.boards.end());
    touched.insert(wanted.boards.begin(), wanted.boards.end());
    group.name = TRY(clean_name(wanted.name, "group.name_missing"));
    group.boards = wanted.boards;
    ++group.revision;
    TRY(store_group(parts_.db, group));
    Json body;
    body.set("revision", group.revision);
    TRY(add_event(parts_.db, now, "group.saved", who.login, group.id.text, body));
    TRY(Selections(parts_, now).remake(touched, who.login));
    return load_group(parts_.db, group.id);
  });
}

Status Office::delete_group(const Person& who, const GroupId& id, Instant now) {
  return parts_.db.transact([&]() -> Status {
    const GroupRecord group = TRY(load_group(parts_.db, id));
    const auto used =
        TRY(parts_.db.query("SELECT 1 FROM playlist_group WHERE board_group = $1 "
                            "UNION SELECT 1 FROM publication_group WHERE board_group = $1",
                            {id.text}));
    if (!used.empty()) return Error{Code::Conflict, "playlists aim at it", "group.in_use"};
    TRY(parts_.db.query("DELETE FROM timetable WHERE scope = $1 AND id = $2",
                        {std::string(name_of(TimetableScope::Group)), id.text}));
    TRY(parts_.db.query("DELETE FROM board_group WHERE id = $1", {id.text}));
    TRY(add_event(parts_.db, now, "group.deleted", who.login, id.text));
    // Its hours no longer hold on its boards.
    const std::set<BoardId> touched(group.boards.begin(), group.boards.end());
    return Selections(parts_, now).remake(touched, who.login);
  });
}

Result<BoardRecord> Office::tag_board(const Person& who, const BoardId& id,
                                      const std::vector<std::string>& tags, Instant now) {
  const std::vector<std::string> clean = TRY(clean_tags(tags));
  return in_transaction(parts_.db, [&]() -> Result<BoardRecord> {
    TRY(board(id));
    TRY(parts_.db.query("DELETE FROM board_tag WHERE board = $1", {id.text}));
    Json::Array list;
    for (const std::string& tag : clean) {
      TRY(parts_.db.query("INSERT INTO board_tag (board, tag) VALUES ($1,$2)", {id.text, tag}));
      list.emplace_back(tag);
    }
    Json body;
    body.set("tags", std::move(list));
    TRY(add_event(parts_.db, now, "board.tagged", who.login, id.text, body));
    TRY(Selections(parts_, now).remake({id}, who.login));
    return board(id);
  });
}

Result<std::vector<TimetableRecord>> Office::timetables() {
  std::vector<TimetableRecord> records;
  for (const DbRow& row : TRY(parts_.db.query(
           "SELECT scope, id, body FROM timetable ORDER BY scope = 'commune' DESC, scope, id"))) {
    TimetableRecord& record = records.emplace_back();
    record.scope = enum_of<TimetableScope>(row[0]);
    record.id = text_of(row[1]);
    TRY(from_json(TRY(Json::parse(text_of(row[2]))), record.timetable));
  }
  return records;
}

Result<TimetableRecord> Office::set_timetable(const Person& who, const TimetableRecord& record,
                                              Instant now) {
  TRY(validate(record.timetable));
  return in_transaction(parts_.db, [&]() -> Result<TimetableRecord> {
    const std::set<BoardId> boards = TRY(boards_in(parts_.db, record.scope, record.id));
    const std::string scope(name_of(record.scope));
    const bool says_something =
        record.timetable.quiet.has_value() || record.timetable.panel_on.has_value();
    const Json body = to_json(record.timetable);
    TRY(parts_.db.query("DELETE FROM timetable WHERE scope = $1 AND id = $2", {scope, record.id}));
    if (says_something) {
      TRY(parts_.db.query("INSERT INTO timetable (scope, id, body) VALUES ($1,$2,$3)",
                          {scope, record.id, body.dump()}));
    }
    TRY(add_event(parts_.db, now, "timetable.set", who.login, record.id.empty() ? scope : record.id,
                  body));
    TRY(Selections(parts_, now).remake(boards, who.login));
    return record;
  });
}

}  // namespace bangtin
