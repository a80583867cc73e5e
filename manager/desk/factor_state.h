// What the pane of the second factor shows and takes. Plain values. Thread: the window's.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/compose/bitmap.h"
#include "shared/protocol/factor_messages.h"

namespace bangtin::desk {

struct FactorForm {
  bool shown = false;                     ///< it stands above the page
  bool busy = false;                      ///< a request is on its way
  std::optional<FactorState> state;       ///< nothing before it was told
  std::string password, code;             ///< as typed
  std::optional<FactorOffer> offer;       ///< a code is to confirm it
  std::shared_ptr<const Bitmap> picture;  ///< of the offer, for a phone's camera
  std::vector<std::string> codes;         ///< for recovery: told once
  std::string file;                       ///< that they were written to
  std::string problem;                    ///< a sentence
};

// What the page asks for.
struct ShowFactor {
  bool shown = false;
};
struct EditFactor {
  std::string password, code;
};
struct OfferFactor {};
struct ConfirmFactor {};
struct DropFactor {};
struct SaveFactorCodes {};
using FactorStep =
    std::variant<ShowFactor, EditFactor, OfferFactor, ConfirmFactor, DropFactor, SaveFactorCodes>;

}  // namespace bangtin::desk
