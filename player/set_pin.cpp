#include "player/set_pin.h"

#include <sys/stat.h>

#include <cerrno>
#include <iostream>
#include <string>

#include "player/verify/pin_lock.h"
#include "shared/base/files.h"
#include "shared/base/texts.h"

namespace bangtin {

Result<std::unique_ptr<Disk>> open_player_folder(const std::filesystem::path& data) {
  const auto folder = data / "player";
  TRY(files::make_folders(folder));
  if (::chmod(folder.c_str(), 0700) != 0) return files::error_of(errno, folder.string());
  return open_posix_disk(folder);
}

int set_pin(const std::filesystem::path& data) {
  std::cout << text("player.pin_ask") << std::flush;
  std::string pin;
  std::getline(std::cin, pin);
  const auto disk = open_player_folder(data);
  const Status set = disk.ok() ? PinLock(**disk, Monotonic{}).set(pin) : Status(disk.error());
  if (!set.ok()) {
    std::cerr << text_of(set.error()) << "\n";
    return 1;
  }
  std::cout << "\n" << text("player.pin_set") << "\n";
  return 0;
}

}  // namespace bangtin
