#include "manager/ctl/backup_commands.h"

#include <memory>

#include "manager/client/backup_saver.h"
#include "manager/core/amounts.h"
#include "manager/core/local_time.h"
#include "shared/base/texts.h"

namespace bangtin::ctl {
namespace {

/// One line that is written over itself; with --json nothing is said before the end.
class SavingLine {
 public:
  SavingLine(std::ostream& err, bool json) : err_(err), json_(json) {}
  ~SavingLine() {
    if (!last_.empty()) err_ << "\n";
  }
  SavingLine(const SavingLine&) = delete;
  SavingLine& operator=(const SavingLine&) = delete;

  void show(const BackupProgress& progress) {
    if (json_) return;
    std::string line = words_of(progress);
    if (line == last_) return;
    const std::string blanks(last_.size() > line.size() ? last_.size() - line.size() : 0, ' ');
    err_ << "\r" << line << blanks << std::flush;
    last_ = std::move(line);
  }

 private:
  static std::string words_of(const BackupProgress& progress) {
    using Stage = BackupProgress::Stage;
    if (progress.stage == Stage::Finishing) return said("backup.stage.finishing");
    std::string line =
        said(progress.stage == Stage::Making ? "backup.stage.making" : "backup.stage.saving") +
        " " + std::to_string(progress.permille / 10) + " %";
    if (!progress.left) return line;
    return line + ", " + text("backup.left", {{"time", duration_text(*progress.left)}});
  }

  std::ostream& err_;
  const bool json_;
  std::string last_;
};

Status show_last(const CommandKit& kit, const CtlParts& parts) {
  const std::optional<LastBackup> last = TRY(kit.client().last_backup());
  const bool due = is_backup_due(last, parts.clock.wall());
  if (kit.json) {
    Json json = to_json(BackupSight{last});
    json.set("due", due);
    kit.out << json.dump() << "\n";
    return {};
  }
  if (last) {
    const int offset = TRY(utc_offset(kit.client()));
    kit.out << text("backup.line",
                    {{"time", local_time_text(last->made_at, offset)},
                     {"who", last->who.empty() ? said("backup.on_server") : last->who},
                     {"place", last->place}})
            << "\n";
  }
  if (due) kit.out << text(last ? "backup.now_due" : "backup.due_none") << "\n";
  return {};
}

Status save(const CommandKit& kit, const CtlParts& parts, const std::string& folder) {
  Client& client = kit.client();
  const int offset = TRY(utc_offset(client));
  const std::string password = parts.ask_password();
  SavedBackup saved;
  {
    SavingLine line(parts.err, kit.json);
    saved = TRY(save_backup(client, folder, password, offset,
                            {[&](const BackupProgress& progress) { line.show(progress); },
                             parts.media.rest, *parts.media.random, parts.clock}));
  }
  if (kit.json) {
    Json json;
    json.set("folder", saved.folder).set("files", saved.files);
    json.set("size_bytes", saved.size_bytes).set("made_at", to_iso8601(saved.made_at));
    kit.out << json.dump() << "\n";
    return {};
  }
  kit.out << text("backup.saved", {{"files", std::to_string(saved.files)},
                                   {"size", bytes_text(saved.size_bytes)},
                                   {"folder", saved.folder}})
          << "\n"
          << text("backup.secret") << "\n";
  return {};
}

}  // namespace

void add_backup_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts) {
  auto* backup =
      app.add_subcommand("backup", "sao lưu máy chủ (người quản trị)")->require_subcommand(1);
  kit.command(*backup, "show", "bản sao lưu gần nhất, và có cần làm bản mới không",
              [kit, &parts] { return show_last(kit, parts); });
  const auto folder = std::make_shared<std::string>();
  auto* make =
      kit.command(*backup, "save", "ghi một bản sao lưu vào thư mục con mới; hỏi lại mật khẩu",
                  [kit, &parts, folder] { return save(kit, parts, *folder); });
  make->add_option("folder", *folder, "thư mục có sẵn, thường là USB")->required();
}

}  // namespace bangtin::ctl
