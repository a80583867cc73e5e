// The commune's holidays, from a shell.
#include "manager/ctl/holiday_commands.h"

#include <gtest/gtest.h>

#include "manager/core/holidays.h"
#include "tests/fakes/scripted_channel.h"
#include "tests/manager/ctl/shell_test.h"

namespace bangtin {
namespace {

/// A server that keeps the list.
class HolidayServer final : public Channel {
 public:
  Result<HttpResponse> send(const HttpRequest& request) override {
    if (request.target == "/v1/commune") {
      Json commune;
      commune.set("code", "31108").set("province_code", "91").set("name", "Tân Hưng");
      commune.set("agency", "UBND xã Tân Hưng").set("utc_offset_minutes", 420);
      return HttpResponse{200, {}, commune.dump()};
    }
    if (request.method == "PUT") {
      HolidayList wanted;
      TRY(from_json(TRY(Json::parse(request.body)), wanted));
      if (const Status valid = validate(wanted.holidays); !valid.ok()) {
        return HttpResponse{400, {}, error_body(valid.error())};
      }
      list = {wanted.holidays, wanted.revision + 1};
    }
    return HttpResponse{200, {}, to_json(list).dump()};
  }

  HolidayList list{default_holidays(), 0};
};

class HolidayCommandsTest : public ShellTest<HolidayServer> {
 protected:
  bool says(const std::string& words) const { return out.str().find(words) != std::string::npos; }
};

TEST_F(HolidayCommandsTest, TheListTellsTheComingDatesOfThisYearAndNext) {
  EXPECT_EQ(run({"holiday", "list"}), 0) << err.str();
  EXPECT_TRUE(says("Giỗ Tổ Hùng Vương: 10/3 âm lịch hằng năm\n")) << out.str();
  EXPECT_TRUE(says("Thứ sáu, 16/04/2027 (10/3 Đinh Mùi): Giỗ Tổ Hùng Vương")) << out.str();
  EXPECT_FALSE(says("2026 (")) << "nothing is left of the year: " << out.str();
  EXPECT_EQ(run({"--json", "holiday", "list"}), 0);
  EXPECT_EQ(Json::parse(out.str()).value(), to_json(server.list));
}

TEST_F(HolidayCommandsTest, OneIsAddedByEitherCalendarAndRemovedByName) {
  EXPECT_EQ(run({"holiday", "add", "--name", "Hội làng", "--date", "14/12/2026", "--days", "2"}), 0)
      << err.str();
  EXPECT_TRUE(says("Hội làng: 14/12/2026, 2 ngày\n")) << out.str();
  EXPECT_TRUE(says("Thứ hai, 14/12/2026 (6/11 Bính Ngọ) – Thứ ba, 15/12/2026")) << out.str();
  EXPECT_EQ(run({"holiday", "add", "--name", "Vu Lan", "--lunar", "rằm/7"}), 0) << err.str();
  EXPECT_EQ(server.list.holidays.size(), default_holidays().size() + 2);
  EXPECT_EQ(server.list.revision, 2);
  EXPECT_EQ(run({"holiday", "remove", "Hội làng"}), 0) << err.str();
  EXPECT_EQ(server.list.holidays.back().name, "Vu Lan");
  EXPECT_EQ(run({"holiday", "add", "--name", "Vu Lan", "--lunar", "14/7"}), 0) << err.str();
  EXPECT_EQ(run({"holiday", "remove", "Vu Lan"}), 1);
  EXPECT_NE(err.str().find("cùng tên"), std::string::npos) << err.str();
  EXPECT_EQ(run({"holiday", "remove", "Vu Lan", "--lunar", "14/7"}), 0) << err.str();
  EXPECT_EQ(server.list.holidays.back().day, 15);
}

TEST_F(HolidayCommandsTest, WhatIsWrongIsSaidInWordsAndNothingChanges) {
  const HolidayList before = server.list;
  EXPECT_EQ(run({"holiday", "add", "--name", "x", "--date", "30/2"}), 1);
  EXPECT_NE(err.str().find("không năm nào có"), std::string::npos) << err.str();
  EXPECT_EQ(run({"holiday", "add", "--name", "x", "--lunar", "rằm"}), 1);
  EXPECT_NE(err.str().find("âm lịch"), std::string::npos) << err.str();
  EXPECT_EQ(run({"holiday", "add", "--name", "x", "--date", "1/6", "--days", "40"}), 1);
  EXPECT_NE(err.str().find("1 đến 15"), std::string::npos) << err.str();
  EXPECT_EQ(run({"holiday", "remove", "Tết Tây"}), 1);
  EXPECT_EQ(run({"holiday", "add", "--name", "x"}), 2);
  EXPECT_EQ(run({"holiday", "add", "--name", "x", "--date", "1/6", "--lunar", "1/6"}), 2);
  EXPECT_EQ(server.list, before);
}

}  // namespace
}  // namespace bangtin
