#include "manager/server/api_handlers.h"
#include "shared/protocol/map_messages.h"

namespace bangtin::api {
namespace {

/// The member "position": a place, or null for none. Errors: invalid.
Result<std::optional<GeoPoint>> position_in(const Json& json) {
  constexpr std::size_t kNumbers = 2;
  const Json* member = json.find("position");
  if (member != nullptr && member->is_null()) return std::optional<GeoPoint>();
  const Json::Array& pair = *TRY(json.array_at("position", kNumbers));
  const std::int64_t* latitude = pair.size() == kNumbers ? pair[0].as_int() : nullptr;
  const std::int64_t* longitude = pair.size() == kNumbers ? pair[1].as_int() : nullptr;
  const Error wrong{Code::Invalid, "position", "map.position"};
  if (latitude == nullptr || longitude == nullptr) return wrong;
  if (*latitude < -kLatitudeMax_udeg || *latitude > kLatitudeMax_udeg ||
      *longitude < -kLongitudeMax_udeg || *longitude > kLongitudeMax_udeg) {
    return wrong;
  }
  return std::optional(GeoPoint{int(*latitude), int(*longitude)});
}

}  // namespace

Result<Response> place_board(Call& call) {
  const BoardId id = TRY(call.id<BoardId>());
  const auto position = TRY(position_in(TRY(call.body())));
  return json_response(
      call.shown(TRY(call.office.place_board(*call.person, id, position, call.now))));
}

Result<Response> commune_map(Call& call) {
  Response response;
  response.body = TRY(call.office.commune_map());
  response.headers = {{"Content-Type", "application/json"}};
  return response;
}

Result<Response> set_commune_map(Call& call) {
  CommuneMap map;
  const Status read = from_json(TRY(call.body()), map);
  if (!read.ok()) return Error{Code::Invalid, read.error().message, "map.unreadable"};
  const Digest hash = TRY(call.office.set_commune_map(*call.person, map, call.now));
  return json_response(Json().set("map", to_hex(hash)));
}

Result<Response> remove_commune_map(Call& call) {
  TRY(call.office.remove_commune_map(*call.person, call.now));
  return json_response(Json(Json::Object{}));
}

}  // namespace bangtin::api
