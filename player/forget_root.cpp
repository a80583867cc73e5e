#include "player/forget_root.h"

#include <iostream>

#include "player/set_pin.h"
#include "player/verify/board_folder.h"
#include "shared/base/texts.h"

namespace bangtin {

int forget_root(const std::filesystem::path& data) {
  const auto forgotten = [&]() -> Status {
    const auto disk = TRY(open_player_folder(data));
    return forget_root(*disk);
  }();
  if (!forgotten.ok()) {
    std::cerr << text_of(forgotten.error()) << "\n";
    return 1;
  }
  std::cout << text("player.root_forgotten") << "\n";
  return 0;
}

}  // namespace bangtin
