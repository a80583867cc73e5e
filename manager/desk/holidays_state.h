// The holidays on the page of the settings: what is typed and asked for. Plain values. Thread: the
// window's.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/model/validate.h"
#include "shared/protocol/holiday_messages.h"

namespace bangtin::desk {

/// A holiday that was taken out, and where it stood.
struct RemovedHoliday {
  Holiday holiday;
  std::size_t place = 0;
};

/// What is on its way: what is typed, a removal, or what was removed.
enum class HolidayDeed { Add, Remove, Undo };

/// A holiday that is to be added, as typed.
struct HolidayForm {
  std::string name, date;
  int calendar = 0;  ///< index: solar, lunar
  std::string days = "1";
  std::vector<Problem> problems;          ///< of what is typed, each with its field
  std::optional<RemovedHoliday> removed;  ///< the last one: it can be taken back
  HolidayDeed deed = HolidayDeed::Add;    ///< of `busy`
  bool busy = false;                      ///< a request is on its way
};

// What the page asks for.
struct ShowHolidays {};
struct EditHoliday {
  HolidayForm form;
};
struct AddHoliday {};
struct RemoveHoliday {
  Holiday holiday;
};
struct UndoHoliday {};
struct HolidayStep {
  std::variant<ShowHolidays, EditHoliday, AddHoliday, RemoveHoliday, UndoHoliday> step;
};

}  // namespace bangtin::desk
