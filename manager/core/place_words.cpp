#include "manager/core/place_words.h"

#include <algorithm>

#include "shared/base/lists.h"
#include "shared/base/texts.h"

namespace bangtin {
namespace {

template <class Name>
void sort_apart(std::vector<Name>& names) {
  std::ranges::sort(names);
  const auto twice = std::ranges::unique(names);
  names.erase(twice.begin(), twice.end());
}

}  // namespace

Places in_order(Places places) {
  sort_apart(places.boards);
  sort_apart(places.communes);
  return places;
}

std::string board_in_words(const BoardId& id, const std::vector<BoardRecord>& boards) {
  const auto found = std::ranges::find(boards, id, &BoardRecord::id);
  if (found == boards.end()) return text("place.unknown", {{"id", id.text}});
  const bool alone = std::ranges::count(boards, found->name, &BoardRecord::name) == 1;
  const std::string name = alone ? found->name : found->name + " [" + id.text + "]";
  return found->state == BoardState::Paired ? name : text("place.revoked", {{"name", name}});
}

std::string places_words(const Places& places, const std::vector<BoardRecord>& boards) {
  if (is_everywhere(places)) return said("place.everywhere");
  std::vector<std::string> parts, names;
  for (const BoardId& id : places.boards) names.push_back(board_in_words(id, boards));
  std::ranges::sort(names);
  if (!names.empty()) {
    parts.push_back(text("place.boards", {{"count", std::to_string(names.size())},
                                          {"boards", joined(names, ", ")}}));
  }
  if (!places.communes.empty()) {
    parts.push_back(text("place.communes", {{"codes", joined(places.communes, ", ")}}));
  }
  return joined(parts, "; ");
}

std::string elsewhere_words(const Delivery& delivery) {
  if (delivery.elsewhere_count <= 0) return {};
  std::vector<std::string> titles;
  for (const std::string& title : delivery.elsewhere) titles.push_back("“" + title + "”");
  const std::int64_t more = delivery.elsewhere_count - std::ssize(delivery.elsewhere);
  if (more > 0) titles.push_back(text("place.more", {{"count", std::to_string(more)}}));
  return text("place.elsewhere", {{"titles", joined(titles, ", ")}});
}

}  // namespace bangtin
