// What the settings show and take of provinces that are let in. Plain values. Thread: the window's.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "manager/core/province_files.h"

namespace bangtin::desk {

struct ProvincesForm {
  bool loaded = false;  ///< `let_in` was told
  bool busy = false;    ///< a file is being read
  std::vector<ProvinceKeys> let_in;
  std::string path;                  ///< of a key file, as typed
  std::optional<ProvinceCard> card;  ///< what it says: its words are to be compared
  std::string chosen;                ///< the code of which it is asked whether it goes
  std::string problem;               ///< a sentence
};

// What the page asks for.
struct ShowProvinces {};
struct EditProvincePath {
  std::string path;
};
struct ReadProvinceCard {};
/// Its words were others.
struct DropProvinceCard {};
struct AskToLetIn {};
struct AskToShutOut {
  std::string code;
};
using ProvinceStep = std::variant<ShowProvinces, EditProvincePath, ReadProvinceCard,
                                  DropProvinceCard, AskToLetIn, AskToShutOut>;

}  // namespace bangtin::desk
