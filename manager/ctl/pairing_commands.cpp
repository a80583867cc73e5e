#include "manager/ctl/pairing_commands.h"

#include <memory>

#include "manager/ctl/print.h"
#include "shared/base/texts.h"
#include "shared/protocol/request_signature.h"

namespace bangtin::ctl {
namespace {

/// What the commands were told.
struct PairingTold {
  std::string code, name;
};

class PairingCommands {
 public:
  explicit PairingCommands(const CommandKit& kit) : kit_(kit) {}

  Status view() { return show(TRY(kit_.client().pairing(code()))); }
  Status accept() {
    if (told.name.empty()) told.name = TRY(kit_.client().pairing(code())).name;
    return show(TRY(kit_.client().accept_pairing(code(), told.name)));
  }
  Status refuse() {
    TRY(kit_.client().refuse_pairing(code()));
    kit_.out << (kit_.json ? "{}" : text("ctl.done")) << "\n";
    return {};
  }

  PairingTold told;

 private:
  std::string code() const { return canonical_pairing_code(told.code); }
  template <class Answer>
  Status show(const Answer& answer) {
    kit_.out << (kit_.json ? to_json(answer).dump() + "\n" : lines_of(answer));
    return {};
  }

  const CommandKit kit_;
};

}  // namespace

void add_pairing_commands(CLI::App& app, const CommandKit& kit) {
  const auto run = std::make_shared<PairingCommands>(kit);
  PairingTold& told = run->told;
  auto* pair = app.add_subcommand("pair", "ghép màn hình bằng mã")->require_subcommand(1);
  const auto with_code = [&](CLI::App* made) {
    made->add_option("code", told.code, "mã hiện trên màn hình")->required();
    return made;
  };
  with_code(kit.command(*pair, "show", "các từ để so với màn hình", [run] { return run->view(); }));
  with_code(kit.command(*pair, "accept", "các từ trùng: nhận", [run] {
    return run->accept();
  }))->add_option("--name", told.name, "tên màn hình, nơi đặt; không ghi thì lấy tên đã gõ ở bảng");
  with_code(
      kit.command(*pair, "refuse", "các từ khác nhau: từ chối", [run] { return run->refuse(); }));
}

}  // namespace bangtin::ctl
