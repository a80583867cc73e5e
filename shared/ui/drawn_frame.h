// What stands in the window, told apart from what is to stand there: a picture that is the same is
// not drawn again, and where the processor draws, only the places that differ. Thread: the
// window's.
#pragma once

#include <vector>

#include "shared/ui/item_log.h"

struct ImDrawData;

namespace bangtin::ui {

/// Places in whole pixels that do not touch each other.
using Damage = std::vector<Box>;

class DrawnFrame {
 public:
  DrawnFrame();
  ~DrawnFrame();
  DrawnFrame(const DrawnFrame&) = delete;

  /// Where `next` differs from what was taken last, which it takes the place of: empty where it is
  /// the same, the whole window after forget() or in another size. `made` are the textures that
  /// were made since: one may stand at the address of another that is gone.
  Damage take(const ImDrawData& next, const std::vector<void*>& made);

  /// Nothing of what was drawn is certain any more.
  void forget() { known_ = false; }

 private:
  struct Command;
  std::vector<Command> commands_;
  Box window_;
  bool known_ = false;
};

/// Leaves of each command of `data` only what lies in `place`, as long as it lives.
class ClippedTo {
 public:
  ClippedTo(ImDrawData& data, const Box& place);
  ~ClippedTo();
  ClippedTo(const ClippedTo&) = delete;

 private:
  ImDrawData& data_;
  std::vector<Box> clips_;  ///< of all commands, as they were
};

}  // namespace bangtin::ui
