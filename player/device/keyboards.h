// Keyboards: wakes the loop when somebody presses a key. SDL reads keys by itself, but without a
// window system it has nothing that could be polled; this listens beside it and forgets what it
// hears. Keyboards may come and go. Thread: the glass's.
#pragma once

#include <filesystem>
#include <map>
#include <vector>

#include "shared/base/files.h"

namespace bangtin {

class Keyboards {
 public:
  /// `folder` is /dev/input. Without it, or without the right to read, there is nothing to wait on.
  explicit Keyboards(std::filesystem::path folder);

  /// Readable when a key was pressed or a device came or went.
  std::vector<int> wake_fds() const;
  /// Empties what woke; opens what is new, closes what is gone.
  void drain();
  std::size_t size() const { return devices_.size(); }

 private:
  void look();

  std::filesystem::path folder_;
  Fd changes_;
  std::map<std::filesystem::path, Fd> devices_;
};

}  // namespace bangtin
