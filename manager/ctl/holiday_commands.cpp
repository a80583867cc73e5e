#include "manager/ctl/holiday_commands.h"

#include <algorithm>
#include <memory>

#include "manager/client/holiday_words.h"
#include "manager/ctl/mourning_commands.h"
#include "manager/ctl/print.h"
#include "shared/base/texts.h"
#include "shared/model/calendar.h"

namespace bangtin::ctl {
namespace {

/// What the commands were told.
struct HolidayTold {
  std::string name, date, lunar;
  int days = 1;
  bool says_date() const { return !date.empty() || !lunar.empty(); }
};

/// One run's commands.
class HolidayCommands {
 public:
  HolidayCommands(const CommandKit& kit, const CtlParts& parts) : kit_(kit), parts_(parts) {}

  Status list() { return show(TRY(kit_.client().holidays())); }

  Status add() {
    Holiday holiday = TRY(told_day());
    holiday.name = told.name;
    holiday.days = told.days;
    HolidayList list = TRY(kit_.client().holidays());
    list.holidays.push_back(holiday);
    return show(TRY(kit_.client().set_holidays(list)));
  }

  Status remove() {
    std::optional<Holiday> day;
    if (told.says_date()) day = TRY(told_day());
    const auto is_meant = [&](const Holiday& holiday) {
      return holiday.name == told.name &&
             (!day || (holiday.calendar == day->calendar && holiday.day == day->day &&
                       holiday.month == day->month && holiday.year == day->year));
    };
    HolidayList list = TRY(kit_.client().holidays());
    const auto count = std::erase_if(list.holidays, is_meant);
    if (count == 0) return Error{Code::NotFound, "holiday " + told.name, "holiday.unknown"};
    if (count > 1) return Error{Code::Invalid, "holiday " + told.name, "holiday.several"};
    return show(TRY(kit_.client().set_holidays(list)));
  }

  HolidayTold told;

 private:
  Result<Holiday> told_day() const {
    return told.lunar.empty() ? holiday_on(told.date, HolidayCalendar::Solar)
                              : holiday_on(told.lunar, HolidayCalendar::Lunar);
  }

  /// The list, and when its holidays fall this year and next.
  Status show(const HolidayList& list) {
    if (kit_.json) {
      kit_.out << to_json(list).dump() << "\n";
      return {};
    }
    for (const Holiday& holiday : list.holidays) {
      kit_.out << holiday.name << ": " << words_of(holiday) << "\n";
    }
    const int offset = TRY(utc_offset(kit_.client()));
    const std::chrono::year_month_day today = local_time(parts_.clock.wall(), offset).day;
    const auto until = (today.year() + std::chrono::years(1)) / 12 / 31;
    kit_.out << text("holiday.coming") << "\n";
    for (const HolidayDate& date : holiday_dates(list.holidays, today, until)) {
      kit_.out << "  " << words_of(date) << ": " << list.holidays[date.holiday].name << "\n";
    }
    return {};
  }

  const CommandKit kit_;
  const CtlParts& parts_;
};

}  // namespace

void add_holiday_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts) {
  const auto commands = std::make_shared<HolidayCommands>(kit, parts);
  HolidayTold& told = commands->told;
  auto* holiday = app.add_subcommand("holiday", "ngày lễ của xã")->require_subcommand(1);
  kit.command(*holiday, "list", "xem, và các ngày sắp tới",
              [commands] { return commands->list(); });
  auto* add =
      kit.command(*holiday, "add", "thêm một ngày lễ", [commands] { return commands->add(); });
  add->add_option("--name", told.name, "tên ngày lễ")->required();
  add->add_option("--days", told.days, "kéo dài mấy ngày");
  auto* remove =
      kit.command(*holiday, "remove", "bỏ một ngày lễ", [commands] { return commands->remove(); });
  remove->add_option("name", told.name, "tên ngày lễ")->required();
  for (CLI::App* made : {add, remove}) {
    auto* when = made->add_option_group("when")->require_option(made == add ? 1 : 0, 1);
    when->add_option("--date", told.date, "dương lịch: 30/4 hằng năm, 14/11/2026 chỉ ngày ấy");
    when->add_option("--lunar", told.lunar, "âm lịch: 10/3, ram/7, cuoi/12; 10/3/2027 chỉ năm ấy");
  }
  add_mourning_commands(app, kit);
}

}  // namespace bangtin::ctl
