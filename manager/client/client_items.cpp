#include <algorithm>

#include "manager/client/answers.h"
#include "manager/client/client.h"
#include "manager/client/item_mirror.h"

namespace bangtin {
namespace {

/// More than any office writes: what goes on after them goes on for ever.
constexpr std::size_t kItemsMax = 100'000;
constexpr int kPiecesMax = 10'000;

/// An older server sends the newest change first; it has no mark to be asked with again.
Result<ItemsPiece> whole_list(const Json& json) {
  ItemsPiece piece;
  piece.items = TRY(messages_at<ItemRecord>(json, "items", kItemsMax));
  std::ranges::reverse(piece.items);
  piece.anew = true;
  piece.count = std::ssize(piece.items);
  return piece;
}

}  // namespace

Result<ItemsPiece> Client::items_since(const std::string& mark) {
  const Json json = TRY(call("GET", "/v1/items?since=" + escaped(mark)));
  return json.find("mark") == nullptr ? whole_list(json) : message_of<ItemsPiece>(json);
}

Status Client::refresh_items(ItemMirror& mirror) {
  for (int pass = 0; pass < 2; ++pass) {
    bool more = true;
    bool whole = true;
    for (int pieces = 0; more && pieces < kPiecesMax && mirror.size() <= kItemsMax; ++pieces) {
      const std::string asked = mirror.mark();
      ItemsPiece piece = TRY(items_since(asked));
      more = piece.more;
      if (more && piece.mark == asked) break;
      whole = mirror.take(std::move(piece));
    }
    if (!more && whole) return {};
    mirror.clear();
  }
  return Error{Code::Corrupt, "the pieces of the items are not the whole", ""};
}

Result<ItemHistory> Client::item_history(const ItemId& id) {
  return message_of<ItemHistory>(TRY(call("GET", "/v1/items/" + id.text + "/history")));
}

Result<std::vector<ItemRecord>> Client::items() {
  ItemMirror mirror;
  TRY(refresh_items(mirror));
  return *mirror.all();
}

}  // namespace bangtin
