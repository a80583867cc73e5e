// Who stands for a server where the second factor is asked for: one person's, whose phone always
// shows the same code. Header only. Thread: one.
#pragma once

#include <string>
#include <vector>

#include "manager/desk/factor_server.h"

namespace bangtin {

class FakeFactor final : public desk::FactorServer {
 public:
  static constexpr const char* kCode = "287082";
  static constexpr const char* kPassword = "mat-khau-rat-dai";

  Result<FactorState> second_factor() override {
    if (fault) return *fault;
    return state;
  }
  Result<FactorOffer> offer_second_factor(const std::string& password) override {
    if (password != kPassword) return wrong("person.own_password_wrong");
    return FactorOffer{"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
                       "otpauth://totp/B%E1%BA%A3ng%20Tin:hoa?secret="
                       "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=B%E1%BA%A3ng%20Tin"};
  }
  Result<RecoveryCodes> confirm_second_factor(const std::string& code) override {
    if (code != kCode) return wrong("person.code_wrong");
    state = {from_iso8601("2026-11-22T01:00:00.000Z"), int(kRecoveryCodes)};
    RecoveryCodes made;
    for (std::size_t i = 0; i < kRecoveryCodes; ++i) {
      made.codes.push_back("ABCD" + std::to_string(i) + "-EFGHJ");
    }
    return made;
  }
  Status drop_second_factor(const std::string& password, const std::string& code) override {
    if (password != kPassword) return wrong("person.own_password_wrong");
    if (code != kCode) return wrong("person.code_wrong");
    state = {};
    return {};
  }
  Status reset_second_factor(const PersonId& id) override {
    was_reset.push_back(id);
    return {};
  }
  Result<std::string> save_recovery_codes(const std::string& login,
                                          const std::vector<std::string>& codes) override {
    saved = codes;
    return "/home/" + login + "/Tài liệu/Mã dự phòng.txt";
  }

  FactorState state;
  std::optional<Error> fault;
  std::vector<PersonId> was_reset;
  std::vector<std::string> saved;

 private:
  static Error wrong(const char* key) { return {Code::Denied, "wrong", key}; }
};

}  // namespace bangtin
