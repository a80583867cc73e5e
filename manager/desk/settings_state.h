// What the page of the settings shows and takes: the people, the commune and who signs for it.
// Plain values. Thread: the window's.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "manager/client/client.h"
#include "manager/desk/holidays_state.h"

namespace bangtin::desk {

/// Someone with an account, while he is edited.
struct PersonForm {
  PersonId id;  ///< empty: a new one
  std::string login;
  std::string display_name;
  std::string password;  ///< a new one; empty: it stays as it is
  std::vector<Role> roles;
  bool disabled = false;
  bool changed = false;  ///< typed since it was last saved
  bool busy = false;     ///< a request is on its way
  bool has(Role role) const;
  /// One person's signature would be two: only where the commune lets one person.
  bool has_two_roles() const;
};

struct CommuneForm {
  CommuneRecord commune;
  bool changed = false;
  bool busy = false;
};

enum class SettingsView { Commune, Person, Provinces, Holidays, Backups, Layouts };

struct SettingsState {
  SettingsView view = SettingsView::Commune;
  PersonForm person;
  CommuneForm commune;
  HolidayForm holiday;
  HolidayForm holiday_sent;    ///< `holiday` as it was sent last
  bool signs = false;          ///< a request about the commune's key is on its way
  std::string recovery_sheet;  ///< to be written down; empty: none is shown
  std::string recovery_file;   ///< the page of it that was written; empty: none yet
};

// What the page asks for.
struct EditPerson {
  PersonForm form;
};
struct EditCommune {
  CommuneForm form;
};
struct ShowCommune {};
struct NewPerson {};
struct OpenPerson {
  PersonId id;
};
struct SavePerson {};
/// Nobody signs in under this account any more, or somebody may again.
struct LockPerson {
  bool locked = false;
};
struct SaveCommune {};
struct CloseRecoverySheet {};
/// As a page to be printed, among the person's documents.
struct SaveRecoverySheet {};
struct SettingsStep {
  std::variant<EditPerson, EditCommune, ShowCommune, NewPerson, OpenPerson, SavePerson, LockPerson,
               SaveCommune, CloseRecoverySheet, SaveRecoverySheet>
      step;
};

}  // namespace bangtin::desk
