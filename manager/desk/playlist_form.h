// The form of a playlist beyond its fields: where it can go, what stands against saving it, what is
// worth knowing, and the steps back. Pure. Thread: any.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "manager/desk/state.h"

namespace bangtin::desk {

/// A group or a tag that a playlist can go to.
struct Aim {
  std::string id;
  std::string name;
  std::size_t boards = 0;  ///< that are paired and in it
  bool gone = false;       ///< the form names it, and it is deleted or revoked
};

/// The commune's groups in its own order, then those that are gone.
std::vector<Aim> groups_to_choose(const State& state, const PlaylistForm& form);
/// The tags that paired boards carry, sorted, with those of the form.
std::vector<Aim> tags_to_choose(const State& state, const PlaylistForm& form);
/// The paired boards, then those of the form that are revoked.
std::vector<Aim> boards_to_choose(const State& state, const PlaylistForm& form);

/// A new playlist is for every board until `form` has the first group or tag: then for those.
void leave_every_board(const PlaylistForm& before, PlaylistForm& form);

/// It names a board, a group or a tag.
bool is_aimed(const PlaylistForm& form);

/// What stands against saving it, each with its field ("playlist.name", "playlist.layout",
/// "playlist.groups").
std::vector<Problem> problems_of(const State& state, const PlaylistForm& form);

/// What the boards will do that a person may not expect, a sentence each.
std::vector<std::string> notes_of(const State& state, const PlaylistForm& form);

/// What the choice of zone and layout comes to, in one sentence.
std::string layout_words(const State& state, const Schedule& schedule);

/// The presets, then the commune's own layouts by name, then one that is named and gone.
std::vector<std::string> layout_names(const State& state, const Schedule& schedule);
/// The place of the schedule's layout among them; and puts the one at a place into the schedule.
int layout_index(const State& state, const Schedule& schedule);
void put_layout(const State& state, int index, Schedule& schedule);

/// How long an item stands, where its content says so: pictures and clips.
std::string length_words(const ItemContent& content);

/// The item's new place; the others close up.
void move_item(PlaylistForm& form, std::size_t from, std::size_t to);

/// The same is typed and chosen in both; what saving brings does not count.
bool same_contents(const PlaylistForm& a, const PlaylistForm& b);
/// What was typed in `from`; the rules of the schedule and all that saving brings stay.
void put_contents(PlaylistForm& form, const PlaylistForm& from);

/// Its name: of past.h.
std::vector<std::pair<std::string, std::string*>> texts_of(PlaylistForm& form);

/// The words of each priority from Schedule::kPriorityBackground to kPriorityMax.
std::vector<std::string> playlist_priority_names();

}  // namespace bangtin::desk
