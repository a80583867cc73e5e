#include "shared/protocol/item_messages.h"

namespace bangtin {
namespace {

/// More than fit into one answer.
constexpr std::size_t kItemsPerPieceMax = 100'000;

}  // namespace

Json to_json(const ItemsPiece& piece) {
  Json::Array items;
  for (const ItemRecord& item : piece.items) items.push_back(to_json(item));
  Json json;
  json.set("items", std::move(items)).set("mark", piece.mark).set("count", piece.count);
  json.set("more", piece.more).set("anew", piece.anew);
  return json;
}

Status from_json(const Json& json, ItemsPiece& out) {
  ItemsPiece piece;
  for (const Json& one : *TRY(json.array_at("items", kItemsPerPieceMax))) {
    TRY(from_json(one, piece.items.emplace_back()));
  }
  piece.mark = TRY(json.string_at("mark"));
  piece.count = TRY(json.int_at("count"));
  piece.more = TRY(json.bool_at("more"));
  piece.anew = TRY(json.bool_at("anew"));
  if (piece.mark.empty() || (piece.more && piece.items.empty())) {
    return Error{Code::Invalid, "a piece of items that leads nowhere", ""};
  }
  out = std::move(piece);
  return {};
}

}  // namespace bangtin
