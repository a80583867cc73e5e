// The desk's journal: whatever the file holds, no line is lost, and what was read is read again.
#include "tests/fuzz/journal_targets.h"

#include <algorithm>

#include "manager/desk/drafts.h"
#include "manager/desk/hours_form.h"
#include "manager/desk/layout_form.h"
#include "manager/desk/publish.h"
#include "manager/desk/unsaved.h"
#include "shared/base/check.h"

namespace bangtin::fuzz {

void run_journal(std::string_view bytes) {
  const desk::JournalRead read = desk::journal_from(bytes, "login.hoa");
  for (const std::string& line : read.damaged) CHECK(!line.empty());
  const std::string written = desk::journal_bytes(read.journal);
  const desk::JournalRead again = desk::journal_from(written, "");
  CHECK(again.damaged.empty());
  CHECK(desk::journal_bytes(again.journal) == written);
}

std::vector<std::string> journal_seeds() {
  desk::UnsavedForms forms;
  desk::ItemForm item;
  item.draft = "new-1";
  item.title = "Đang viết dở";
  item.some_boards = true;
  item.places = {{{"b1"}}, {"31108"}};
  forms.items[item.draft] = item;
  desk::PlaylistForm playlist;
  playlist.draft = "new-1";
  playlist.items = {{"item-1"}};
  forms.playlists[playlist.draft] = playlist;
  desk::LayoutForm layout = desk::new_layout("Ba cột");
  forms.layouts[layout.id] = layout;
  desk::ScheduleForm schedule;
  schedule.base.id = {"playlist-1"};
  schedule.hours = {{"6:00", "7:30"}};
  forms.schedules[schedule.base.id] = schedule;
  desk::TimetableForm hours;
  hours.quiet.rows = {{{"21:00", "6:00"}, {}}};
  forms.hours[desk::hours_name(hours.scope, hours.id)] = hours;
  std::vector<std::string> seeds{desk::journal_bytes({{"nguoi-1", forms}}),
                                 Json().set("drafts", Json::Array{desk::draft_json(item)}).dump()};
  desk::Journal each{{"nguoi-1", {}}};
  each["nguoi-1"].schedules = forms.schedules;
  seeds.push_back(desk::journal_bytes(each));
  return seeds;
}

}  // namespace bangtin::fuzz
