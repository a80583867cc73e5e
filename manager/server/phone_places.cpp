// Where an item plays, in lines for the phone page.
#include <algorithm>

#include "manager/server/phone_pages.h"
#include "shared/base/lists.h"
#include "shared/base/texts.h"

namespace bangtin::phone {
namespace {

template <class Record, class Identifier>
std::string name_in(const std::vector<Record>& records, const Identifier& id) {
  const auto found = std::ranges::find(records, id, &Record::id);
  return found == records.end() ? id.text : found->name;
}

}  // namespace

std::vector<std::string> place_lines(const std::vector<PlaylistRecord>& playlists,
                                     const std::vector<BoardRecord>& boards,
                                     const std::vector<GroupRecord>& groups, const ItemId& item) {
  std::vector<std::string> lines;
  for (const PlaylistRecord& playlist : playlists) {
    if (std::ranges::find(playlist.items, item) == playlist.items.end()) continue;
    std::vector<std::string> names;
    for (const BoardId& id : playlist.boards) names.push_back(name_in(boards, id));
    for (const GroupId& id : playlist.groups) {
      names.push_back(text("phone.group", {{"name", name_in(groups, id)}}));
    }
    for (const std::string& tag : playlist.tags) {
      names.push_back(text("phone.tag", {{"name", tag}}));
    }
    lines.push_back(text("phone.place", {{"playlist", playlist.name},
                                         {"boards", names.empty() ? said("phone.place_no_board")
                                                                  : joined(names, ", ")}}));
  }
  return lines;
}

}  // namespace bangtin::phone
