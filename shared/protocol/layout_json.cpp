#include "shared/base/limits.h"
#include "shared/protocol/layout_messages.h"
#include "shared/protocol/message_json.h"

namespace bangtin {
namespace {

bool is_share(int value) { return value >= 0 && value <= kShareWhole; }

bool are_shares(const std::vector<DrawnZone>& zones) {
  for (const DrawnZone& zone : zones) {
    if (!is_share(zone.left) || !is_share(zone.top) || !is_share(zone.width) ||
        !is_share(zone.height)) {
      return false;
    }
  }
  return true;
}

}  // namespace

template <class Visitor, Is<DrawnZone> Value>
void fields(Visitor& field, Value& zone) {
  field("role", zone.role);
  field("left", zone.left);
  field("top", zone.top);
  field("width", zone.width);
  field("height", zone.height);
}

template <class Visitor, Is<LayoutRecord> Value>
void fields(Visitor& field, Value& record) {
  field("id", record.id);
  field("name", record.name);
  field.list("landscape", record.landscape, kDrawnZonesMax);
  field.rare_list("portrait", record.portrait, kDrawnZonesMax);
  field("revision", record.revision);
  field("drawn_at", record.drawn_at);
  field.rare_list("older_items", record.older_items, limits::kItemsPerManifestMax);
}

Json to_json(const LayoutRecord& record) { return write_struct(record); }

Status from_json(const Json& json, LayoutRecord& out) {
  LayoutRecord record;
  TRY(read_struct(json, record, Reading::Message));
  if (!are_shares(record.landscape) || !are_shares(record.portrait)) {
    return wrong_value("a zone is drawn outside of 0 to 10000");
  }
  out = std::move(record);
  return {};
}

}  // namespace bangtin
