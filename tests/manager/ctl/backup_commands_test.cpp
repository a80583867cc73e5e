// `backup show` and `backup save` of bangtinctl.
#include "manager/ctl/backup_commands.h"

#include <gtest/gtest.h>

#include <sstream>

#include "shared/base/files.h"
#include "shared/crypto/sha256.h"
#include "tests/fakes/scripted_channel.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/temp_folder.h"
#include "tests/manager/ctl/still_world.h"

namespace bangtin {
namespace {

class BackupCommandsTest : public ::testing::Test {
 protected:
  int run(std::vector<std::string> arguments) {
    out.str("");
    err.str("");
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
        .ask_password = [] { return std::string("mat-khau"); },
        .load_state = [this]() -> Result<CtlState> { return state; },
        .save_state = [](const CtlState&) { return Status{}; },
        .out = out,
        .err = err,
    };
    parts.media.rest = [](Millis) { return true; };
    parts.media.random = &random;
    return run_ctl(arguments, parts);
  }
  void answer_commune() {
    channel.answer(200, R"({"code":"31108","province_code":"91","name":"Tân Hưng","agency":"UBND",)"
                        R"("utc_offset_minutes":420})");
  }
  void answer_last(const std::string& made_at) {
    channel.answer(
        to_json(BackupSight{LastBackup{*from_iso8601(made_at), "quantri", "/media/USB/x"}}));
  }

  ScriptedChannel channel;
  NoPages pager;
  StillClock clock;
  SeededRandom random{5};
  CtlState state{"https://127.0.0.1:8443", std::string(64, 'a'), "the-token"};
  std::ostringstream out, err;
};

TEST_F(BackupCommandsTest, TheLastOneIsShownAndWhetherItIsDue) {
  answer_last("2026-11-20T09:10:00Z");
  answer_commune();
  ASSERT_EQ(run({"backup", "show"}), 0) << err.str();
  EXPECT_EQ(out.str(), "20/11/2026 16:10  quantri  /media/USB/x\n");
  answer_last("2026-10-01T09:10:00Z");
  answer_commune();
  ASSERT_EQ(run({"backup", "show"}), 0);
  EXPECT_NE(out.str().find("Đã đến lúc sao lưu"), std::string::npos) << out.str();
  channel.answer(Json(Json::Object{}));
  ASSERT_EQ(run({"backup", "show"}), 0);
  EXPECT_NE(out.str().find("chưa có bản sao lưu nào"), std::string::npos) << out.str();
  channel.answer(Json(Json::Object{}));
  ASSERT_EQ(run({"backup", "show", "--json"}), 0);
  EXPECT_EQ(out.str(), "{\"due\":true}\n");
}

TEST_F(BackupCommandsTest, OneIsSavedIntoAFolderOfItsOwn) {
  TempFolder stick;
  const std::string mark = R"({"format":1})";
  BackupRecord record;
  record.id = BackupId{"b1"};
  record.who = "quantri";
  record.made_at = *from_iso8601("2026-11-22T05:00:00Z");
  record.state = BackupState::Ready;
  record.files = 1;
  record.size_bytes = std::int64_t(mark.size());
  answer_commune();
  channel.answer(to_json(record));
  channel.answer(to_json(BackupFiles{{{"backup.json", record.size_bytes, sha256(mark)}}}));
  channel.answer(206, mark);
  channel.answer(to_json(LastBackup{record.made_at, "quantri", "x"}));
  ASSERT_EQ(run({"backup", "save", stick.path().string()}), 0) << err.str();
  EXPECT_EQ(channel.asked[1].body, R"({"password":"mat-khau"})");
  const auto folder = stick.path() / "bang-tin-2026-11-22-1200";
  EXPECT_EQ(*files::read_all(folder / "backup.json", 100), mark);
  EXPECT_NE(out.str().find(folder.string()), std::string::npos);
  EXPECT_NE(out.str().find("Cất USB trong két"), std::string::npos) << "what it holds is said";
}

TEST_F(BackupCommandsTest, WhatFailsEndsInOneLine) {
  answer_commune();
  channel.answer(403, error_body({Code::Denied, "", "person.own_password_wrong"}));
  EXPECT_EQ(run({"backup", "save", "/tmp"}), 1);
  answer_commune();
  EXPECT_EQ(run({"backup", "save", "/khong/co"}), 1);
  EXPECT_NE(err.str().find("Không còn thấy thư mục này"), std::string::npos) << err.str();
}

}  // namespace
}  // namespace bangtin
