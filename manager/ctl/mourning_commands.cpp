#include "manager/ctl/mourning_commands.h"

#include <memory>

#include "manager/core/local_time.h"
#include "manager/core/mourning_words.h"
#include "manager/ctl/print.h"
#include "shared/base/texts.h"

namespace bangtin::ctl {
namespace {

/// One run's commands.
class MourningCommands {
 public:
  explicit MourningCommands(const CommandKit& kit) : kit_(kit) {}

  Status show() { return tell(TRY(kit_.client().mourning())); }

  Status declare() {
    Mourning mourning = TRY(mourning_on(first_day, last_day));
    mourning.reason = reason;
    return tell(TRY(kit_.client().declare_mourning(mourning)));
  }

  Status end() { return tell(TRY(kit_.client().end_mourning())); }

  std::string first_day, last_day, reason;

 private:
  Status tell(const MourningRecord& record) {
    if (kit_.json) {
      kit_.out << to_json(record).dump() << "\n";
      return {};
    }
    if (!record.declared) {
      kit_.out << text("mourning.none") << "\n";
      return {};
    }
    const MourningDeclared& declared = *record.declared;
    const int offset = TRY(utc_offset(kit_.client()));
    kit_.out << text("mourning.told", {{"days", words_of(declared.mourning)},
                                       {"reason", declared.mourning.reason},
                                       {"who", declared.who},
                                       {"time", local_time_text(declared.at, offset)}})
             << "\n"
             << text("mourning.effect") << "\n";
    return {};
  }

  CommandKit kit_;
};

}  // namespace

void add_mourning_commands(CLI::App& app, const CommandKit& kit) {
  const auto commands = std::make_shared<MourningCommands>(kit);
  auto* mourning = app.add_subcommand("mourning", "quốc tang")->require_subcommand(1);
  kit.command(*mourning, "show", "xem", [commands] { return commands->show(); });
  auto* declare = kit.command(*mourning, "declare",
                              "những ngày ấy ngừng tin văn hoá và doanh nghiệp, tắt tiếng",
                              [commands] { return commands->declare(); });
  declare->add_option("--from", commands->first_day, "ngày đầu, như 30/11/2026")->required();
  declare->add_option("--until", commands->last_day, "ngày cuối; không ghi: hai ngày");
  declare->add_option("--reason", commands->reason, "theo thông báo nào")->required();
  kit.command(*mourning, "end", "bỏ: phát lại như thường", [commands] { return commands->end(); });
}

}  // namespace bangtin::ctl
