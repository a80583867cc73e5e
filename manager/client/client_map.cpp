#include "manager/client/answers.h"
#include "manager/client/client.h"
#include "shared/protocol/map_messages.h"

namespace bangtin {

Result<BoardRecord> Client::place_board(const BoardId& id,
                                        const std::optional<GeoPoint>& position) {
  Json body;
  body.set("position", position
                           ? Json(Json::Array{position->latitude_udeg, position->longitude_udeg})
                           : Json());
  return message_of<BoardRecord>(
      TRY(call("PUT", "/v1/boards/" + id.text + "/position", body.dump())));
}

Result<CommuneMap> Client::commune_map() {
  return message_of<CommuneMap>(TRY(call("GET", "/v1/commune/map")));
}

Status Client::set_commune_map(const CommuneMap& map) {
  TRY(call("PUT", "/v1/commune/map", to_json(map).dump()));
  return {};
}

Status Client::remove_commune_map() {
  TRY(call("DELETE", "/v1/commune/map"));
  return {};
}

}  // namespace bangtin
