#include "manager/ctl/factor_commands.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "manager/core/local_time.h"
#include "shared/base/texts.h"

namespace bangtin::ctl {
namespace {

/// "ABCD EFGH ..." as people type it.
std::string in_groups(std::string_view key) {
  constexpr std::size_t kGroup = 4;
  std::string grouped;
  for (std::size_t i = 0; i < key.size(); i += kGroup) {
    if (!grouped.empty()) grouped += ' ';
    grouped += key.substr(i, kGroup);
  }
  return grouped;
}

class FactorCommands {
 public:
  FactorCommands(const CommandKit& kit, const CtlParts& parts) : kit_(kit), parts_(parts) {}

  Status show() {
    const FactorState state = TRY(client().second_factor());
    if (kit_.json) return print(to_json(state).dump());
    if (!state.since) return print(text("person.factor_none"));
    const int offset = TRY(utc_offset(client()));
    return print(text("factor.on", {{"date", local_time_text(*state.since, offset)},
                                    {"count", std::to_string(state.recovery_left)}}));
  }
  Status begin() {
    const FactorOffer offer = TRY(client().offer_second_factor(parts_.ask_password()));
    if (kit_.json) return print(to_json(offer).dump());
    return print(
        text("ctl.factor.offer", {{"key", in_groups(offer.key)}, {"address", offer.address}}));
  }
  Status confirm() {
    const RecoveryCodes codes = TRY(client().confirm_second_factor(code));
    if (kit_.json) return print(to_json(codes).dump());
    std::string lines(text("ctl.factor.codes"));
    for (const std::string& one : codes.codes) lines += "\n" + one;
    return print(lines);
  }
  Status end() {
    const std::string typed = code.empty() && parts_.keys.ask_code ? parts_.keys.ask_code() : code;
    TRY(client().drop_second_factor(parts_.ask_password(), typed));
    return done();
  }
  Status list() {
    const FactorLogins people = TRY(client().second_factor_logins());
    if (kit_.json) return print(to_json(people).dump());
    for (const std::string& one : people.logins) kit_.out << one << "\n";
    return {};
  }
  Status reset() {
    const auto people = TRY(client().people());
    const auto found = std::ranges::find(people, login, &Person::login);
    if (found == people.end()) return Error{Code::NotFound, login, "person.unknown"};
    TRY(client().reset_second_factor(found->id));
    return done();
  }

  std::string code, login;

 private:
  Client& client() { return kit_.client(); }
  Status print(std::string_view lines) {
    kit_.out << lines << "\n";
    return {};
  }
  Status done() { return print(kit_.json ? std::string_view("{}") : text("ctl.done")); }

  const CommandKit kit_;
  const CtlParts& parts_;
};

}  // namespace

Result<Session> sign_in(Client& client, const CtlParts& parts, const std::string& login,
                        const std::string& password, const std::string& code) {
  auto session = client.sign_in(login, password, code);
  const bool asks = !session && session.error().key == "person.code_missing";
  if (!asks || !parts.keys.ask_code) return session;
  return client.sign_in(login, password, parts.keys.ask_code());
}

void add_factor_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts) {
  const auto run = std::make_shared<FactorCommands>(kit, parts);
  auto* factor = app.add_subcommand("factor", "xác minh hai bước khi đăng nhập");
  factor->require_subcommand(1);
  kit.command(*factor, "show", "của tôi: bật hay tắt, còn mấy mã dự phòng",
              [run] { return run->show(); });
  kit.command(*factor, "begin", "lấy khoá cho ứng dụng trên điện thoại",
              [run] { return run->begin(); });
  auto* confirm =
      kit.command(*factor, "confirm", "bật, bằng mã đầu tiên trên điện thoại; in mã dự phòng",
                  [run] { return run->confirm(); });
  confirm->add_option("code", run->code, "6 số")->required();
  auto* end = kit.command(*factor, "off", "tắt", [run] { return run->end(); });
  end->add_option("--code", run->code, "mã trên điện thoại hoặc mã dự phòng");
  kit.command(*factor, "list", "ai đã bật (quản trị)", [run] { return run->list(); });
  auto* reset = kit.command(*factor, "reset", "gỡ cho người mất điện thoại và mã (quản trị)",
                            [run] { return run->reset(); });
  reset->add_option("login", run->login)->required();
}

}  // namespace bangtin::ctl
