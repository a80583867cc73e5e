// What the page of the schedule shows and what is typed there, and what it asks for. Plain values.
// Thread: the window's.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "manager/desk/board_plan.h"
#include "manager/desk/past.h"
#include "manager/desk/work.h"
#include "shared/model/validate.h"

namespace bangtin::desk {

enum class PlanView { Day, Week, Moment, Schedule, Hours };

/// Which board, which day, which part of the page.
struct PlanForm {
  PlanView view = PlanView::Day;
  BoardId board;
  GroupId group;                  ///< empty: one board alone
  bool commune = false;           ///< Day: a lane for each group, and each board in none
  std::string day;                ///< as typed, dd/mm/yyyy
  std::string hour;               ///< as typed, HH:MM
  std::optional<Instant> chosen;  ///< inside the stretch that is told about
  Millis ran{};                   ///< how far the picture has gone on from that hour
  std::optional<Instant> runs;    ///< since when it goes on, beyond `ran`
  int pace = 0;                   ///< index into kPaces
};

/// How many seconds of the board's day pass in one while the picture goes on.
inline constexpr int kPaces[] = {1, 10, 60};
/// So long each picture of it stands.
inline constexpr Millis kRunStep{100};

/// On which of the days that are left by dates and weekdays it begins.
enum class Repeat { Days, Weeks, EveryDays, MonthDay, FullMoon, NewMoon, BothMoons };

/// Hours of a day as typed.
struct HoursForm {
  std::string begin, end;  ///< HH:MM; an end not after the begin is on the day after
  bool operator==(const HoursForm&) const = default;
};

/// A row of hours as it stands in one day.
struct DrawnHours {
  std::size_t row = 0;                  ///< of ScheduleForm::hours; 0 where there is none
  std::chrono::minutes begin{}, end{};  ///< since 00:00, up to 24 h; begin < end
  bool operator==(const DrawnHours&) const = default;
};

/// The schedule of one playlist while it is edited. Choices are indexes.
struct ScheduleForm {
  PlaylistRecord base;      ///< the playlist as it was when the form was opened
  std::string from, until;  ///< as typed, dd/mm/yyyy
  std::array<bool, 7> weekdays{};
  std::vector<HoursForm> hours;  ///< none: the whole day
  int priority = Schedule::kPriorityOrdinary;
  int repeat = 0;           ///< of Repeat
  std::string every = "2";  ///< weeks or days
  std::string month_day = "1";
  int leap = 0;                   ///< 0 not said, 1 counted, 2 skipped
  int holidays = 0;               ///< 0 any day, 1 only on holidays, 2 not on holidays
  std::string except;             ///< as typed, dd/mm/yyyy or dd/mm/yyyy HH:MM, with commas between
  std::string also;               ///< as typed, dd/mm/yyyy HH:MM, with commas between
  bool other = false;             ///< the base has rules that no form says: it stays until replaced
  bool changed = false;           ///< typed since it was last saved
  bool busy = false;              ///< a request is on its way
  std::vector<Problem> problems;  ///< of what is typed, each with its field
  std::string summary;            ///< what it says, in words
  std::vector<Span> next;         ///< when it is on next, the nearest first
};

/// What a place says of sound or of its panel: nothing, so that the next wider one counts; that
/// nothing is ever shut off; certain hours.
enum class HoursChoice { Wider, Never, Rows };

/// Hours of certain weekdays, as typed.
struct HoursRowForm {
  HoursForm hours;
  std::array<bool, 7> weekdays{};  ///< none: every day
  bool operator==(const HoursRowForm&) const = default;
};
struct HoursPartForm {
  int choice = 0;                  ///< of HoursChoice
  std::vector<HoursRowForm> rows;  ///< kept while another choice stands
  bool operator==(const HoursPartForm&) const = default;
};

/// The hours of sound and panel of the commune, a group or a board while they are edited.
struct TimetableForm {
  TimetableScope scope = TimetableScope::Commune;
  std::string id;  ///< of the group or the board
  HoursPartForm quiet, panel;
  bool changed = false;           ///< typed since it was last saved
  bool busy = false;              ///< a request is on its way
  std::vector<Problem> problems;  ///< of what is typed, each with its field
};

/// What a board was told last, as the server has it.
struct LoadedPlan {
  std::int64_t generation = 0;               ///< that was wanted when it was asked for
  std::shared_ptr<const Manifest> manifest;  ///< null: on its way, or nothing was ever told
  bool waits = false;                        ///< it is on its way
  std::string problem;                       ///< a sentence
  bool never_told = false;                   ///< the problem is that there is none
};

/// A day of several boards.
using BoardDays = std::vector<std::shared_ptr<const BoardDay>>;

struct PlanState {
  PlanForm form;
  std::map<BoardId, LoadedPlan> boards;
  BoardDays days;               ///< of the boards that are shown, in order
  std::vector<BoardDays> week;  ///< the same of seven days from Monday; empty while not shown
  ScheduleForm schedule;        ///< an empty base: none is open
  std::map<PlaylistId, ScheduleForm> kept;  ///< not saved yet, and left for another
  Pasts<ScheduleForm> schedule_pasts;       ///< by the playlist's id
  TimetableForm hours;
  std::map<std::string, TimetableForm> kept_hours;  ///< not saved yet, and left for another
  Pasts<TimetableForm> hours_pasts;                 ///< by hours_name()
};

// What the page asks for.
struct EditPlan {
  PlanForm form;
};
struct EditSchedule {
  ScheduleForm form;
};
struct OpenSchedule {
  PlaylistId id;
};
/// Hours were drawn in the lanes: they stand in the playlist's form, not saved yet.
struct DrawHours {
  PlaylistId id;
  DrawnHours hours;
};
/// One step back of what was done to the open schedule, or forth again.
struct StepSchedule {
  bool forth = false;
};
struct SaveSchedule {};
/// Throws away what was typed: the schedule is again what the server has.
struct DropSchedule {};
/// Somebody else saved meanwhile: what is typed is to be saved over it.
struct KeepSchedule {};
struct EditHours {
  TimetableForm form;
};
struct OpenHours {
  TimetableScope scope = TimetableScope::Commune;
  std::string id;
};
/// The same of the open hours.
struct StepHours {
  bool forth = false;
};
struct SaveHours {};
struct DropHours {};
struct PlanStep {
  std::variant<EditPlan, EditSchedule, OpenSchedule, DrawHours, StepSchedule, SaveSchedule,
               DropSchedule, KeepSchedule, EditHours, OpenHours, StepHours, SaveHours, DropHours>
      step;
};

}  // namespace bangtin::desk
