// The journal of what is typed and not saved, as a file of this PC. Thread: one; files are read and
// written at each call.
#pragma once

#include <filesystem>
#include <string>

#include "manager/desk/desk.h"
#include "shared/base/clock.h"

namespace bangtin::desk {

/// What was typed two seconds ago is on the disk: this, and what the window sleeps at most.
inline constexpr Millis kJournalEvery{1'000};

class JournalFile {
 public:
  /// The folder is made when there is something to store.
  explicit JournalFile(std::filesystem::path folder) : folder_(std::move(folder)) {}

  struct Found {
    Journal journal;
    std::string problem;  ///< a sentence about what could not be read; empty: nothing
  };
  /// What the last run left. Lines that are damaged are kept aside in the same folder, and told in
  /// the log. `last_login` wrote what an older release left.
  Found read(const std::string& last_login);

  /// Stores what the desk has unsaved once that changed, not more often than kJournalEvery; what
  /// cannot be written is told in the log and tried again.
  void keep(Desk& desk, Monotonic now);
  /// The same at once: the program ends.
  void keep_now(Desk& desk, Monotonic now);

 private:
  std::string put_aside(const std::vector<std::string>& damaged) const;

  std::filesystem::path folder_;
  std::string stored_;  ///< bytes of the file
  Monotonic tried_{};
  bool dirty_ = false;
};

}  // namespace bangtin::desk
