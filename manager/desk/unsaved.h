// The journal: all that people typed or drew on this PC and that the server has not, as bytes, so
// that it outlives the program. Pure. Thread: any.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "manager/desk/state.h"

namespace bangtin::desk {

/// What one person left unsaved. Forms that come from the journal are changed and not busy.
struct UnsavedForms {
  std::map<std::string, ItemForm> items;          ///< by their draft name
  std::map<std::string, PlaylistForm> playlists;  ///< the same
  std::map<LayoutId, LayoutForm> layouts;
  std::map<PlaylistId, ScheduleForm> schedules;
  std::map<std::string, TimetableForm> hours;  ///< by hours_name()
  std::vector<Upload> uploads;                 ///< the oldest first; their numbers mean nothing
  bool empty() const;
};

/// By whose they are: the id of a person; owner_by_login() or empty of what an older release left.
using Journal = std::map<std::string, UnsavedForms>;

/// The owner of whom only the login is known; of an empty login: whoever comes first.
std::string owner_by_login(const std::string& login);

/// Moves what `to` has not under the same name, and all files; the rest stays in `from`.
void merge_into(UnsavedForms& to, UnsavedForms& from);

/// A line a form, each canonical JSON.
std::string journal_bytes(const Journal& journal);

struct JournalRead {
  Journal journal;
  std::vector<std::string> damaged;  ///< lines that no form could be made of
};

/// Each line by itself: one that is damaged takes no other with it. The single document of an older
/// release named no owner: its forms are those of `older_owner`.
JournalRead journal_from(std::string_view bytes, const std::string& older_owner);

}  // namespace bangtin::desk
