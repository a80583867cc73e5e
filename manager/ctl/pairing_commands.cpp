#include "manager/ctl/pairing_commands.h"

#include <memory>

#include "manager/client/board_to_pair.h"
#include "manager/ctl/print.h"
#include "shared/base/lists.h"
#include "shared/base/texts.h"
#include "shared/protocol/request_signature.h"

namespace bangtin::ctl {
namespace {

/// What the commands were told.
struct PairingTold {
  std::string code, name;
};

Json json_to_compare(const BoardToPair& board) {
  Json json = to_json(board.asked);
  return json.set("words", Json::Array(board.words.begin(), board.words.end()));
}

std::string lines_to_compare(const BoardToPair& board) {
  const std::string name = board.asked.name.empty() ? "" : board.asked.name + "\n";
  return pairing_code_text(board.asked.code) + "\n" + name + joined(board.words, " ") + "\n" +
         std::string(text("ctl.pair.compare")) + "\n";
}

class PairingCommands {
 public:
  PairingCommands(const CommandKit& kit, const CtlParts& parts, const CtlState& state)
      : kit_(kit), parts_(parts), state_(state) {}

  Status view() {
    const BoardToPair board = TRY(to_pair());
    kit_.out << (kit_.json ? json_to_compare(board).dump() + "\n" : lines_to_compare(board));
    return {};
  }
  Status accept() {
    const BoardToPair board = TRY(to_pair());
    if (told.name.empty()) told.name = board.asked.name;
    const BoardRecord record = TRY(kit_.client().accept_pairing(code(), told.name));
    kit_.out << (kit_.json ? to_json(record).dump() + "\n" : lines_of(record));
    return {};
  }
  Status refuse() {
    TRY(kit_.client().refuse_pairing(code()));
    kit_.out << (kit_.json ? "{}" : text("ctl.done")) << "\n";
    return {};
  }

  PairingTold told;

 private:
  std::string code() const { return canonical_pairing_code(told.code); }
  Result<BoardToPair> to_pair() const {
    const auto pin = digest_from_hex(state_.pin);
    if (!pin) return Error{Code::Invalid, "no --pin", "ctl.no_pin"};
    return board_to_pair(kit_.client(), parts_.keys.folder, *pin, code());
  }

  const CommandKit kit_;
  const CtlParts& parts_;
  const CtlState& state_;
};

}  // namespace

void add_pairing_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts,
                          const CtlState& state) {
  const auto run = std::make_shared<PairingCommands>(kit, parts, state);
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
