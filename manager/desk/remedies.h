// What of the item at hand the desk warns of and can put right by itself. Pure. Thread: any.
#pragma once

#include <string>
#include <vector>

#include "manager/desk/state.h"

namespace bangtin::desk {

/// A warning in words, what its button says, and what that does.
struct Advice {
  std::string id;  ///< of the button: "remedy.end_later", "remedy.one_line.title"
  std::string words;
  std::string label;
  Cure cure;
};

/// In the order of the form. What is wrong but may still be on its way (a date that is being typed,
/// places not ticked yet) only after a try to send it.
std::vector<Advice> advice_for(const State& state, Instant now);

/// The form of the item at hand with the remedy taken; as it is where there is nothing to cure.
ItemForm cured(const State& state, const Cure& cure, Instant now);

}  // namespace bangtin::desk
