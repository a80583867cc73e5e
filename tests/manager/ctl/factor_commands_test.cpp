// Signing in with a second factor from a shell and from a script, and turning it on and off.
#include "manager/ctl/factor_commands.h"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/fakes/scripted_channel.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/temp_folder.h"
#include "tests/manager/ctl/still_world.h"

namespace bangtin {
namespace {

class FactorCommandsTest : public ::testing::Test {
 protected:
  int run(std::vector<std::string> arguments) {
    out.str("");
    err.str("");
    channel.asked.clear();
    CtlParts parts{
        .open_channel = [this](const ServerAddress&) -> std::unique_ptr<Channel> {
          return std::make_unique<Forward<ScriptedChannel>>(channel);
        },
        .pager = pager,
        .clock = clock,
        .read_file = [](const std::string& path) -> Result<std::string> {
          return Error{Code::NotFound, path, ""};
        },
        .write_file = [](const std::string&, const std::string&) { return Status{}; },
        .ask_password = [] { return std::string("mat-khau-rat-dai"); },
        .load_state = [this]() -> Result<CtlState> { return state; },
        .save_state =
            [this](const CtlState& saved) {
              state = saved;
              return Status{};
            },
        .out = out,
        .err = err,
    };
    parts.keys.folder = folder.path();
    parts.keys.random = &random;
    parts.keys.ask_code = [this] {
      ++codes_asked;
      return typed_code;
    };
    return run_ctl(arguments, parts);
  }
  void answer_with_session() {
    channel.answer(to_json(
        Session{"token-2", {{"p-1"}, "tam", "Tám", {Role::Technician}, false}, clock.wall()}));
  }
  void refuse(const char* key) { channel.answer(403, error_body(Error{Code::Denied, "no", key})); }
  std::string asked_code(std::size_t call) const {
    const auto code = Json::parse(channel.asked.at(call).body)->string_at("code");
    return code.ok() ? *code : "";
  }

  ScriptedChannel channel;
  NoPages pager;
  StillClock clock;
  TempFolder folder;
  SeededRandom random{3};
  std::string typed_code = "287082";
  int codes_asked = 0;
  CtlState state{"https://127.0.0.1:8443", std::string(64, 'a'), ""};
  std::ostringstream out, err;
};

TEST_F(FactorCommandsTest, AsksForTheCodeOnlyOnceTheServerDoes) {
  answer_with_session();
  EXPECT_EQ(run({"sign-in", "--login", "tam"}), 0) << err.str();
  EXPECT_EQ(codes_asked, 0);
  EXPECT_EQ(asked_code(0), "");
  refuse("person.code_missing");
  answer_with_session();
  EXPECT_EQ(run({"sign-in", "--login", "tam"}), 0) << err.str();
  EXPECT_EQ(codes_asked, 1);
  EXPECT_EQ(asked_code(1), "287082");
  EXPECT_EQ(state.token, "token-2");
}

TEST_F(FactorCommandsTest, AScriptSaysTheCodeAndIsNeverAsked) {
  answer_with_session();
  EXPECT_EQ(run({"sign-in", "--login", "tam", "--code", "081804"}), 0) << err.str();
  EXPECT_EQ(asked_code(0), "081804");
  refuse("person.code_wrong");
  EXPECT_EQ(run({"sign-in", "--login", "tam", "--code", "000000"}), 1);
  EXPECT_EQ(codes_asked, 0);
  EXPECT_NE(err.str().find("Đồng hồ điện thoại lệch?"), std::string::npos) << err.str();
  EXPECT_EQ(state.token, "token-2") << "the session before stays";
}

TEST_F(FactorCommandsTest, ANewFactorIsTypedOrScannedAndItsCodesArePrintedOnce) {
  channel.answer(to_json(FactorOffer{"GEZDGNBVGY3TQOJQ", "otpauth://totp/x"}));
  EXPECT_EQ(run({"factor", "begin"}), 0) << err.str();
  EXPECT_NE(out.str().find("GEZD GNBV GY3T QOJQ"), std::string::npos) << out.str();
  EXPECT_NE(out.str().find("otpauth://totp/x"), std::string::npos);
  channel.answer(to_json(RecoveryCodes{{"AAAAA-BBBBB", "CCCCC-DDDDD"}}));
  EXPECT_EQ(run({"factor", "confirm", "287082"}), 0) << err.str();
  EXPECT_EQ(asked_code(0), "287082");
  EXPECT_NE(out.str().find("AAAAA-BBBBB\nCCCCC-DDDDD\n"), std::string::npos) << out.str();
  channel.answer(Json(Json::Object{}));
  EXPECT_EQ(run({"factor", "off", "--code", "AAAAA-BBBBB"}), 0) << err.str();
  EXPECT_EQ(channel.asked.at(0).target, "/v1/me/second-factor/off");
  EXPECT_EQ(asked_code(0), "AAAAA-BBBBB");
}

TEST_F(FactorCommandsTest, AnAdministratorResetsByLogin) {
  const Person tam{{"p-7"}, "tam", "Tám", {Role::Technician}, false};
  const auto answer_people = [&] {
    channel.answer(Json().set("people", Json::Array{to_json(tam)}));
  };
  answer_people();
  channel.answer(Json(Json::Object{}));
  EXPECT_EQ(run({"factor", "reset", "tam"}), 0) << err.str();
  EXPECT_EQ(channel.asked.at(1).method, "DELETE");
  EXPECT_EQ(channel.asked.at(1).target, "/v1/people/p-7/second-factor");
  answer_people();
  EXPECT_EQ(run({"factor", "reset", "chin"}), 1);
  EXPECT_EQ(channel.asked.size(), 1U);
}

}  // namespace
}  // namespace bangtin
