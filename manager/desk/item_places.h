// Where the item at hand may be shown: what its form says, and what that comes to on the boards.
// Pure. Thread: any.
#pragma once

#include <string>
#include <vector>

#include "manager/desk/state.h"

namespace bangtin::desk {

/// A group or a tag, and the paired boards that are in it now.
struct PlaceShortcut {
  std::string id;  ///< of its button
  std::string name;
  std::vector<BoardId> boards;  ///< never empty
};
/// The commune's groups in its own order, then the tags by name.
std::vector<PlaceShortcut> place_shortcuts(const State& state);

/// Adds what the form has not yet.
void take_boards(ItemForm& form, const std::vector<BoardId>& boards);

/// The boards that a form can name: the paired ones, then those it names that are no more.
std::vector<BoardId> boards_to_name(const State& state, const ItemForm& form);

/// What the form, or the version that is judged, says.
Places places_at_hand(const State& state);

/// The kinds of the boards that may show the item at hand; of all boards where it names none that
/// is paired. Never empty.
std::vector<BoardKind> preview_kinds(const State& state);

/// Which of these kinds of board has these pixels; the first where none has.
int kind_with(const std::vector<BoardKind>& kinds, Size canvas_px);

/// Of each item of the playlist that was written for other boards, on which of its boards it does
/// not play: a sentence.
std::vector<std::string> skipped_notes(const State& state, const PlaylistForm& form);

}  // namespace bangtin::desk
