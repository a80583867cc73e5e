// What a person must have seen before he signs: the pictures of the item at hand, as the server
// gives them by their hashes. Pure. Thread: any.
#pragma once

#include <string>
#include <vector>

#include "manager/desk/state.h"

namespace bangtin::desk {

/// The pictures and clips of a form that the server has.
const std::vector<Media>& media_of(const ItemForm& form);

/// Those of the item at hand as it is judged or written: of the version that waits, else of the
/// form. None before that version has come.
std::vector<Media> media_at_hand(const State& state);

/// A picture that cannot be seen yet, or not at all. A clip is seen by its poster.
struct UnseenPicture {
  std::size_t number = 0;  ///< among the item's pictures, from 1
  bool comes = true;       ///< it is on its way; false: it did not come, or not whole
  std::string why;         ///< a sentence, where it does not come
};
std::vector<UnseenPicture> unseen_pictures(const State& state, const std::vector<Media>& media);

/// Why the version that waits cannot be seen: a sentence; empty while it is here or comes.
std::string unseen_version(const State& state, const Digest& version);

}  // namespace bangtin::desk
