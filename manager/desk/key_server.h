// What the desk asks about a person's own key outside this PC: its recovery sheet, copies on a
// stick, and the way back from them. Thread: the link's.
#pragma once

#include <string>
#include <vector>

#include "manager/client/key_copies.h"
#include "manager/client/my_key.h"
#include "manager/report/recovery_pdf.h"

namespace bangtin::desk {

/// Where a copy can be written, and the copies that lie on what is plugged in.
struct KeyPlaces {
  std::vector<BackupPlace> sticks;
  std::vector<KeyCopy> copies;
};

class KeyServer {
 public:
  virtual ~KeyServer() = default;

  /// What is plugged into this PC now.
  virtual KeyPlaces look_for_key_copies() = 0;
  /// The two lines. Errors: denied (not the password of who signed in); as bangtin::my_key_sheet.
  virtual Result<std::string> my_key_sheet(const std::string& password) = 0;
  /// Writes them as a file of text into that folder, and gives the path. Errors: as save_new.
  virtual Result<std::string> save_key_copy(const RecoveryPaper& paper,
                                            const std::string& folder) = 0;
  /// From what was typed, or from a file where nothing was. Errors: as recover_my_key and
  /// read_key_copy.
  virtual Result<KeySight> recover_key(const std::string& sheet, const std::string& file,
                                       const std::string& password) = 0;
};

}  // namespace bangtin::desk
