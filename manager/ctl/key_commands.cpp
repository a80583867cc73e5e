#include "manager/ctl/key_commands.h"

#include <memory>

#include "manager/client/key_copies.h"
#include "shared/base/texts.h"

namespace bangtin::ctl {
namespace {

Json key_json(const MyKey& mine) {
  Json json;
  json.set("signing", name_of(mine.state));
  json.set("key", mine.record ? to_json(*mine.record) : Json());
  if (mine.record) json.set("words", words_of(mine.record->key));
  return json;
}

class KeyCommands {
 public:
  KeyCommands(const CommandKit& kit, const CtlParts& parts, const CtlState& state)
      : kit_(kit), parts_(parts), state_(state) {}

  Status show_key() {
    return show(TRY(look_at_my_key(client(), key_ring(parts_), TRY(client().me()))));
  }
  Status replace() {
    const Person person = TRY(client().me());
    return show(TRY(
        replace_my_key(client(), key_ring(parts_), person, state_.server, parts_.ask_password())));
  }
  Status reseal() {
    const Person person = TRY(client().me());
    const std::string before = parts_.keys.ask_old_password();
    return show(
        TRY(reseal_my_key(client(), key_ring(parts_), person, before, parts_.ask_password())));
  }
  Status sheet() {
    const std::string paper = TRY(my_key_sheet(client(), key_ring(parts_), parts_.ask_password()));
    if (kit_.json) {
      kit_.out << Json().set("recovery_sheet", paper).dump() << "\n";
    } else {
      kit_.out << text("ctl.key.sheet", {{"login", TRY(client().me()).login}}) << "\n\n"
               << paper << "\n\n"
               << text("ctl.key.sheet_keep") << "\n";
    }
    return {};
  }
  Status recover() {
    const std::string paper =
        sheet_file.empty() ? parts_.keys.ask_sheet() : TRY(parts_.read_file(sheet_file));
    TRY(key_from_copy(paper));  // A typing error is said before anything else is asked.
    const Person person = TRY(client().me());
    return show(TRY(recover_my_key(client(), key_ring(parts_), person, state_.server, paper,
                                   parts_.ask_password())));
  }
  Status change_password() {
    const std::string before = parts_.ask_password();
    TRY(change_my_password(client(), key_ring(parts_), before, parts_.keys.ask_new_password()));
    kit_.out << (kit_.json ? "{}" : text("ctl.done")) << "\n";
    return {};
  }

  std::string sheet_file;

 private:
  Client& client() { return kit_.client(); }
  Status show(const MyKey& mine) {
    kit_.out << (kit_.json ? key_json(mine).dump() + "\n" : lines_of(mine));
    return {};
  }

  const CommandKit kit_;
  const CtlParts& parts_;
  const CtlState& state_;
};

}  // namespace

KeyRing key_ring(const CtlParts& parts) {
  CHECK(parts.keys.random != nullptr);
  return {parts.keys.folder, *parts.keys.random, parts.keys.cost};
}

Result<SigningPerson> ask_signer(Client& client, const CtlParts& parts) {
  return my_signer(client, key_ring(parts), parts.ask_password());
}

std::string lines_of(const MyKey& mine) {
  if (mine.state == SigningState::NotNeeded) return "";
  std::string lines = std::string(text(key_of(mine.state))) + "\n";
  if (mine.record) {
    lines += text("ctl.key.public", {{"words", words_of(mine.record->key)}}) + "\n";
  }
  if (mine.state == SigningState::Elsewhere || mine.state == SigningState::Retired) {
    if (mine.state == SigningState::Elsewhere) {
      lines += std::string(text("ctl.key.offer_recover")) + "\n";
    }
    lines += std::string(text("ctl.key.offer_replace")) + "\n";
  }
  if (mine.state == SigningState::OtherPassword) {
    lines += std::string(text("ctl.key.offer_reseal")) + "\n";
  }
  return lines;
}

void add_key_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts,
                      const CtlState& state) {
  const auto run = std::make_shared<KeyCommands>(kit, parts, state);
  auto* key = app.add_subcommand("key", "khoá ký của tôi trên máy này")->require_subcommand(1);
  kit.command(*key, "show", "khoá của tôi đang ở đâu, đã được xác nhận chưa",
              [run] { return run->show_key(); });
  kit.command(*key, "replace", "làm khoá mới trên máy này; khoá cũ thôi hiệu lực",
              [run] { return run->replace(); });
  kit.command(*key, "reseal", "khoá còn theo mật khẩu cũ: chuyển sang mật khẩu đang dùng",
              [run] { return run->reseal(); });
  kit.command(*key, "sheet", "in phiếu khôi phục khoá của tôi, để chép ra giấy hoặc cất vào USB",
              [run] { return run->sheet(); });
  auto* recover = kit.command(*key, "recover", "lấy lại khoá của tôi trên máy này từ phiếu",
                              [run] { return run->recover(); });
  recover->add_option("--sheet", run->sheet_file,
                      "tệp chép lại phiếu; không ghi thì gõ vào khi được hỏi");
  kit.command(app, "password", "đổi mật khẩu của tôi, kể cả của khoá trên máy này",
              [run] { return run->change_password(); });
}

}  // namespace bangtin::ctl
