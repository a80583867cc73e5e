#include "manager/ctl/schedule_commands.h"

#include <algorithm>
#include <memory>

#include "manager/client/schedule_words.h"
#include "manager/ctl/layout_commands.h"
#include "manager/ctl/print.h"
#include "shared/base/texts.h"

namespace bangtin::ctl {
namespace {

/// What the commands were told.
struct ScheduleTold {
  std::string id, name, group, board, layout, zone;
  std::vector<std::string> boards, tags, quiet, panel;
  std::optional<int> priority;
  bool never_quiet = false, always_lit = false, inherit = false;
  RuleWords rule;
};

std::string lines_of(const GroupRecord& group) {
  std::string line = group.id.text + "  " + group.name + "  " +
                     text("group.counts", {{"boards", std::to_string(group.boards.size())}}) + "\n";
  for (const BoardId& board : group.boards) line += "    " + board.text + "\n";
  return line;
}

std::string hours_lines(const char* title, const std::optional<Hours>& hours, const char* none) {
  if (!hours) return {};
  std::string line = "    " + std::string(text(title)) + ": ";
  if (hours->rows.empty()) return line + std::string(text(none)) + "\n";
  for (const HoursRow& row : hours->rows) {
    line += (&row == &hours->rows.front() ? "" : "; ") + words_of(row);
  }
  return line + "\n";
}

std::string lines_of(const TimetableRecord& record) {
  return text("schedule.scope." + std::string(name_of(record.scope)), {{"id", record.id}}) + "\n" +
         hours_lines("schedule.quiet_hours", record.timetable.quiet, "schedule.never_quiet") +
         hours_lines("schedule.panel_hours", record.timetable.panel_on, "schedule.always_lit");
}

/// One run's commands.
class ScheduleCommands {
 public:
  explicit ScheduleCommands(const CommandKit& kit) : kit_(kit) {}

  Status show_schedule() { return show_schedule(TRY(find_playlist())); }

  /// Replaces the rules by the one that was told, or adds it.
  Status set_schedule(bool add) {
    PlaylistRecord playlist = TRY(find_playlist());
    Schedule& schedule = playlist.schedule;
    if (told.priority) schedule.priority = *told.priority;
    if (!told.layout.empty()) TRY(set_layout(schedule));
    if (!told.zone.empty() && !from_name(told.zone, schedule.zone)) {
      return Error{Code::Invalid, "--zone: " + told.zone, "schedule.zone"};
    }
    const ScheduleRule rule = TRY(rule_from(told.rule));
    const bool says_when = rule != ScheduleRule{};
    if (says_when && !add) schedule.rules.clear();
    if (says_when) schedule.rules.push_back(rule);
    return show_schedule(TRY(kit_.client().save_playlist(playlist)));
  }

  Status clear_schedule() {
    PlaylistRecord playlist = TRY(find_playlist());
    playlist.schedule = {};
    return show_schedule(TRY(kit_.client().save_playlist(playlist)));
  }

  Status set_targets() {
    PlaylistRecord playlist = TRY(find_playlist());
    playlist.boards.clear();
    playlist.groups.clear();
    for (const std::string& board : told.boards) playlist.boards.push_back(BoardId{board});
    if (!told.group.empty()) playlist.groups.push_back(GroupId{told.group});
    playlist.tags = told.tags;
    const PlaylistRecord saved = TRY(kit_.client().save_playlist(playlist));
    return show(to_json(saved), ctl::lines_of(saved));
  }

  Status list_groups() {
    Json::Array array;
    std::string lines;
    for (const GroupRecord& group : TRY(kit_.client().groups())) {
      array.push_back(to_json(group));
      lines += lines_of(group);
    }
    return show(Json().set("groups", std::move(array)), lines);
  }

  Status save_group(bool fresh) {
    GroupRecord group;
    if (!fresh) group = TRY(find_group());
    if (!told.name.empty()) group.name = told.name;
    if (!told.boards.empty()) group.boards.clear();
    for (const std::string& board : told.boards) group.boards.push_back(BoardId{board});
    const GroupRecord saved = TRY(kit_.client().save_group(group));
    return show(to_json(saved), lines_of(saved));
  }

  Status delete_group() {
    TRY(kit_.client().delete_group(GroupId{told.id}));
    return show(Json(Json::Object{}), std::string(text("ctl.done")) + "\n");
  }

  Status set_tags() {
    const BoardRecord board = TRY(kit_.client().tag_board(BoardId{told.id}, told.tags));
    return show(to_json(board), ctl::lines_of(board));
  }

  Status list_hours() {
    Json::Array array;
    std::string lines;
    for (const TimetableRecord& record : TRY(kit_.client().timetables())) {
      array.push_back(to_json(record));
      lines += lines_of(record);
    }
    return show(Json().set("timetables", std::move(array)), lines);
  }

  /// What is not told stays as it was said before.
  Status set_hours() {
    TimetableRecord record = TRY(find_hours());
    if (told.inherit) record.timetable = {};
    TRY(put_hours(record.timetable.quiet, told.quiet, told.never_quiet));
    TRY(put_hours(record.timetable.panel_on, told.panel, told.always_lit));
    const TimetableRecord saved = TRY(kit_.client().set_timetable(record));
    return show(to_json(saved), lines_of(saved));
  }

  ScheduleTold told;

 private:
  Status show(const Json& json, const std::string& lines) {
    kit_.out << (kit_.json ? json.dump() + "\n" : lines);
    return {};
  }

  Status show_schedule(const PlaylistRecord& playlist) {
    std::string drawn;
    if (playlist.schedule.drawn && !kit_.json) {
      drawn = TRY(find_layout(kit_.client(), playlist.schedule.drawn->text)).name;
    }
    return show(to_json(playlist), playlist.name + ": " + words_of(playlist.schedule, drawn));
  }

  /// A preset by its name, or a layout of the commune's own by its name or id.
  Status set_layout(Schedule& schedule) {
    LayoutKind preset = LayoutKind::Standard;
    schedule.drawn.reset();
    if (!from_name(told.layout, preset)) {
      const auto drawn = find_layout(kit_.client(), told.layout);
      if (!drawn.ok() && drawn.error().code != Code::NotFound) return drawn.error();
      if (!drawn.ok()) return Error{Code::Invalid, "--layout: " + told.layout, "schedule.layout"};
      schedule.drawn = drawn->id;
    }
    schedule.layout = preset;
    return {};
  }

  Result<PlaylistRecord> find_playlist() {
    for (PlaylistRecord& record : TRY(kit_.client().playlists())) {
      if (record.id.text == told.id) return std::move(record);
    }
    return Error{Code::NotFound, "playlist " + told.id, ""};
  }

  Result<GroupRecord> find_group() {
    for (GroupRecord& record : TRY(kit_.client().groups())) {
      if (record.id.text == told.id) return std::move(record);
    }
    return Error{Code::NotFound, "group " + told.id, "group.unknown"};
  }

  Result<TimetableRecord> find_hours() {
    TimetableRecord wanted;
    if (!told.group.empty()) wanted = {TimetableScope::Group, told.group, {}};
    if (!told.board.empty()) wanted = {TimetableScope::Board, told.board, {}};
    for (TimetableRecord& record : TRY(kit_.client().timetables())) {
      if (record.scope == wanted.scope && record.id == wanted.id) return std::move(record);
    }
    return wanted;
  }

  static Status put_hours(std::optional<Hours>& hours, const std::vector<std::string>& rows,
                          bool none) {
    if (none) hours = Hours{};
    if (rows.empty()) return {};
    hours = Hours{};
    for (const std::string& words : rows) hours->rows.push_back(TRY(hours_row_from(words)));
    return {};
  }

  const CommandKit kit_;
};

using Shared = std::shared_ptr<ScheduleCommands>;

void add_rule_options(CLI::App& command, ScheduleTold& told) {
  RuleWords& rule = told.rule;
  command.add_option("--weekdays", rule.weekdays, "t2-t6 hoặc t7,cn");
  command.add_option("--from", rule.from, "giờ bắt đầu, 06:00");
  command.add_option("--to", rule.to, "giờ kết thúc, 21:00; sớm hơn --from là sang hôm sau");
  command.add_option("--dates", rule.dates, "2026-11-01..2026-12-31, bỏ trống một đầu được");
  command.add_option("--rrule", rule.recurrence, "quy tắc lặp RFC 5545, cần ngày đầu ở --dates");
  command.add_option("--lunar", rule.lunar, "ngày âm lịch: ram,mung1,cuoi,10/3,cuoi/12");
  command.add_option("--leap", rule.leap, "tháng nhuận: tinh | bo, bắt buộc khi có --lunar");
  command.add_option("--holidays", rule.holidays,
                     "ngày lễ của xã (xem holiday list): chi | tru, chỉ ngày lễ hoặc trừ ngày lễ");
  command.add_option("--except", rule.except,
                     "trừ ngày này, hoặc chỉ lần bắt đầu lúc này: \"20/11/2026 08:00\"");
  command.add_option("--also", rule.also, "thêm một lần: \"20/11/2026 08:00\"");
  command.add_option("--priority", told.priority,
                     "ưu tiên 0-9, cao hơn thì chiếm chỗ; 0 là tin nền");
  command.add_option("--layout", told.layout,
                     "standard | side | plain | full, hoặc tên bố cục của xã");
  command.add_option("--zone", told.zone, "main | side");
}

void add_schedule(CLI::App& app, const CommandKit& kit, const Shared& commands) {
  auto* schedule =
      app.add_subcommand("schedule", "lịch của một danh sách phát; có hiệu lực khi phát")
          ->require_subcommand(1);
  ScheduleTold& told = commands->told;
  const auto with_id = [&told](CLI::App* made) {
    made->add_option("id", told.id, "mã danh sách phát")->required();
    return made;
  };
  with_id(kit.command(*schedule, "show", "xem", [commands] { return commands->show_schedule(); }));
  add_rule_options(*with_id(kit.command(*schedule, "set", "thay mọi quy tắc bằng một quy tắc",
                                        [commands] { return commands->set_schedule(false); })),
                   told);
  add_rule_options(*with_id(kit.command(*schedule, "add", "thêm một quy tắc",
                                        [commands] { return commands->set_schedule(true); })),
                   told);
  with_id(kit.command(*schedule, "clear", "bỏ lịch: phát luôn luôn",
                      [commands] { return commands->clear_schedule(); }));
  auto* target = with_id(kit.command(*schedule, "target", "phát ở đâu: bảng, nhóm, nhãn",
                                     [commands] { return commands->set_targets(); }));
  target->add_option("--board", told.boards, "mã bảng");
  target->add_option("--group", told.group, "mã nhóm bảng");
  target->add_option("--tag", told.tags, "nhãn");
}

void add_groups(CLI::App& app, const CommandKit& kit, const Shared& commands) {
  ScheduleTold& told = commands->told;
  auto* group = app.add_subcommand("group", "nhóm bảng")->require_subcommand(1);
  kit.command(*group, "list", "danh sách", [commands] { return commands->list_groups(); });
  auto* add =
      kit.command(*group, "new", "lập mới", [commands] { return commands->save_group(true); });
  auto* set = kit.command(*group, "set", "đổi tên, đổi các bảng",
                          [commands] { return commands->save_group(false); });
  auto* drop =
      kit.command(*group, "delete", "xoá", [commands] { return commands->delete_group(); });
  for (CLI::App* made : {set, drop}) made->add_option("id", told.id)->required();
  for (CLI::App* made : {add, set}) {
    made->add_option("--name", told.name, "tên");
    made->add_option("--board", told.boards, "mã bảng");
  }
  auto* tag =
      kit.command(app, "tag", "đặt nhãn cho một bảng", [commands] { return commands->set_tags(); });
  tag->add_option("id", told.id, "mã bảng")->required();
  tag->add_option("--tag", told.tags, "nhãn; không nêu là bỏ hết");
}

void add_hours(CLI::App& app, const CommandKit& kit, const Shared& commands) {
  ScheduleTold& told = commands->told;
  auto* hours =
      app.add_subcommand("hours", "giờ yên lặng, giờ sáng màn hình")->require_subcommand(1);
  kit.command(*hours, "list", "xem", [commands] { return commands->list_hours(); });
  auto* set = kit.command(*hours, "set", "đặt cho cả xã, một nhóm hoặc một bảng",
                          [commands] { return commands->set_hours(); });
  set->add_option("--group", told.group, "mã nhóm bảng");
  set->add_option("--board", told.board, "mã bảng");
  set->add_option("--quiet", told.quiet, "giờ yên lặng: \"21:00-06:00\", \"t7,cn 11:00-13:00\"");
  set->add_option("--panel", told.panel, "giờ sáng màn hình: \"05:30-22:00\"");
  set->add_flag("--never-quiet", told.never_quiet, "không có giờ yên lặng");
  set->add_flag("--always-lit", told.always_lit, "màn hình sáng cả ngày");
  set->add_flag("--inherit", told.inherit, "bỏ điều đã đặt, theo nhóm hoặc xã");
}

}  // namespace

void add_schedule_commands(CLI::App& app, const CommandKit& kit) {
  const auto commands = std::make_shared<ScheduleCommands>(kit);
  add_schedule(app, kit, commands);
  add_groups(app, kit, commands);
  add_hours(app, kit, commands);
}

}  // namespace bangtin::ctl
