#include "manager/server/api_handlers.h"

namespace bangtin::api {
namespace {

Json to_json(const Commune& commune) {
  Json json;
  json.set("code", commune.code);
  json.set("province_code", commune.province_code);
  json.set("name", commune.name);
  json.set("agency", commune.agency);
  json.set("utc_offset_minutes", commune.utc_offset_minutes);
  json.set("site", commune.site);
  return json;
}

Result<Response> shown(Call& call, const Commune& commune) {
  Json json = to_json(commune);
  if (const auto map = TRY(call.office.map_hash())) json.set("map", to_hex(*map));
  return json_response(json);
}

/// A program of before there was a site says none: it stays as it was.
Result<Commune> commune_from(const Json& json, const Commune& before) {
  constexpr std::int64_t kDayMinutes = 24 * 60;
  Commune commune;
  commune.code = TRY(json.string_at("code"));
  commune.province_code = TRY(json.string_at("province_code"));
  commune.name = TRY(json.string_at("name"));
  commune.agency = TRY(json.string_at("agency"));
  commune.utc_offset_minutes =
      static_cast<int>(TRY(json.int_at("utc_offset_minutes", -kDayMinutes, kDayMinutes)));
  commune.site = json.find("site") == nullptr ? before.site : TRY(json.string_at("site"));
  return commune;
}

Result<std::vector<Role>> roles_from(const Json& json) {
  constexpr std::size_t kRoles = 4;
  std::vector<Role> roles;
  for (const Json& entry : *TRY(json.array_at("roles", kRoles))) {
    Role role{};
    if (!entry.as_string() || !from_name(*entry.as_string(), role)) {
      return Error{Code::Invalid, "roles", "server.bad_json"};
    }
    roles.push_back(role);
  }
  return roles;
}

}  // namespace

Result<Response> health(Call& call) {
  Json json;
  json.set("status", "ok");
  json.set("version", call.parts.version);
  json.set("time", to_iso8601(call.now));  // A board's technician sees whether its clock is right.
  return json_response(json);
}

Result<Response> setup(Call& call) {
  const Json json = TRY(call.body());
  return json_response(bangtin::to_json(TRY(call.office.setup(
      TRY(json.string_at("token")), TRY(json.string_at("login")),
      TRY(json.string_at("display_name")), TRY(json.string_at("password")), call.now))));
}

Result<Response> sign_in(Call& call) {
  const Json json = TRY(call.body());
  // A program of before there were second factors says no code.
  const std::string code = json.find("code") == nullptr ? "" : TRY(json.string_at("code"));
  return json_response(bangtin::to_json(TRY(call.office.sign_in(
      TRY(json.string_at("login")), TRY(json.string_at("password")), call.now, code))));
}

Result<Response> sign_out(Call& call) {
  TRY(call.office.sign_out(call.token));
  return json_response(Json(Json::Object{}));
}

Result<Response> me(Call& call) { return json_response(bangtin::to_json(*call.person)); }

Result<Response> change_password(Call& call) {
  const Json json = TRY(call.body());
  TRY(call.office.change_password(*call.person, call.token, TRY(json.string_at("old")),
                                  TRY(json.string_at("new")), call.now));
  return json_response(Json(Json::Object{}));
}

Result<Response> people(Call& call) { return list_response("people", TRY(call.office.people())); }

Result<Response> add_person(Call& call) {
  const Json json = TRY(call.body());
  Person person;
  person.login = TRY(json.string_at("login"));
  person.display_name = TRY(json.string_at("display_name"));
  person.roles = TRY(roles_from(json));
  const std::string password = TRY(json.string_at("password"));
  return json_response(
      bangtin::to_json(TRY(call.office.add_person(*call.person, person, password, call.now))));
}

Result<Response> change_person(Call& call) {
  const Json json = TRY(call.body());
  const PersonId id = TRY(call.id<PersonId>());
  return json_response(
      bangtin::to_json(TRY(call.office.change_person(*call.person, id, json, call.now))));
}

Result<Response> commune(Call& call) { return shown(call, TRY(call.office.commune())); }

Result<Response> set_commune(Call& call) {
  const Commune wanted = TRY(commune_from(TRY(call.body()), TRY(call.office.commune())));
  return shown(call, TRY(call.office.set_commune(*call.person, wanted, call.now)));
}

}  // namespace bangtin::api
