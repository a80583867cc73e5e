// Where an approved item can go up, without a way over the playlists. Pure. Thread: any.
#pragma once

#include <string>
#include <vector>

#include "manager/desk/state.h"

namespace bangtin::desk {

/// The form of a playlist as the server has it, and the record that a form stands for.
PlaylistForm playlist_form_of(const PlaylistRecord& playlist);
PlaylistRecord record_of(const PlaylistForm& form);

/// A new playlist's form: for every board that is paired.
PlaylistForm new_playlist(const State& state, const std::string& name);

/// The playlists that lack the item, each with it at the end: what is on air goes before what is
/// not, what only fills gaps comes later, then the one on more boards and the newer. The last is a
/// new playlist of the item's own.
std::vector<PlaylistForm> publish_places(const State& state, const ItemRecord& item);

/// What two people signed of an item where its version is at hand; else what its draft says.
const ItemContent& signed_content(const State& state, const ItemRecord& item);

/// The paired boards that a playlist reaches, by name, group or tag.
std::vector<const BoardRecord*> boards_aimed_at(const State& state, const PlaylistForm& form);
/// Their names.
std::vector<std::string> boards_reached(const State& state, const PlaylistForm& form);

/// On how many boards of its published playlists an item stands, of how many that may show it.
struct Delivered {
  std::size_t confirmed = 0;
  std::size_t all = 0;
};
Delivered delivered(const State& state, const ItemId& item);

}  // namespace bangtin::desk
