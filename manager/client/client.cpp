#include "manager/client/client.h"

#include <algorithm>
#include <string_view>

#include "manager/client/answers.h"
#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/content_json.h"

namespace bangtin {
namespace {

/// More of anything than an office has.
constexpr std::size_t kRowsMax = 100'000;

Json ids_json(const auto& ids) {
  Json::Array array;
  for (const auto& id : ids) array.emplace_back(id.text);
  return array;
}

Result<CommuneRecord> commune_from(const Json& json) {
  CommuneRecord commune;
  commune.code = TRY(json.string_at("code"));
  commune.province_code = TRY(json.string_at("province_code"));
  commune.name = TRY(json.string_at("name"));
  commune.agency = TRY(json.string_at("agency"));
  commune.utc_offset_minutes = static_cast<int>(TRY(json.int_at("utc_offset_minutes", -840, 840)));
  if (json.find("site") != nullptr) commune.site = TRY(json.string_at("site"));
  if (const Json* map = json.find("map"); map != nullptr && map->as_string() != nullptr) {
    commune.map = digest_from_hex(*map->as_string());
  }
  return commune;
}

Result<ZoneKind> zone_from(const Json& json) {
  ZoneKind zone;
  if (!from_name(TRY(json.string_at("role")), zone.role)) {
    return Error{Code::Invalid, "unknown zone role", ""};
  }
  const Json* size = json.find("size");
  if (size == nullptr) return Error{Code::Invalid, "a zone without a size", ""};
  zone.size_px = TRY(size_from_json(*size));
  return zone;
}

}  // namespace

Digest hash_of(const ItemContent& content) { return sha256(to_json(content).dump()); }

Status check_content(const ItemRecord& record, const ItemId& id, const ItemContent& content) {
  if (record.id == id && hash_of(record.content) == hash_of(content)) return {};
  return Error{Code::Corrupt, "the server holds another content of item " + id.text,
               "item.other_content"};
}

ItemVersion make_version(const ItemRecord& item, const std::string& author,
                         const std::vector<ZoneKind>& zones, Pager& pager, Instant now) {
  ItemVersion version;
  version.id = item.id;
  version.number = item.version_number + 1;
  version.author = author;
  version.made_at = now;
  version.content = item.content;
  for (const ZoneKind& zone : zones) {
    if (!concerns(zone.role, item.content.kind)) continue;
    version.paginations.push_back({zone.size_px, pager.paginate(item.content, zone.size_px)});
  }
  std::sort(version.paginations.begin(), version.paginations.end(),
            [](const Pagination& a, const Pagination& b) { return a.zone_px < b.zone_px; });
  return version;
}

Result<std::string> Client::call_bytes(const std::string& method, const std::string& target,
                                       std::string body) {
  HttpRequest request{method, target, {}, std::move(body)};
  if (!token_.empty()) request.headers.emplace_back("Authorization", "Bearer " + token_);
  HttpResponse response = TRY(channel_.send(request));
  if (response.status < 200 || response.status > 299) {
    return error_from_body(response.body, response.status);
  }
  return std::move(response.body);
}

Result<Json> Client::call(const std::string& method, const std::string& target, std::string body) {
  return Json::parse(TRY(call_bytes(method, target, std::move(body))));
}

Result<std::string> Client::server_version() {
  return TRY(call("GET", "/v1/health")).string_at("version");
}

Result<Instant> Client::server_time() {
  const std::string said = TRY(TRY(call("GET", "/v1/health")).string_at("time"));
  if (const std::optional<Instant> time = from_iso8601(said)) return *time;
  return Error{Code::Corrupt, "the server's time is no time", ""};
}

Result<Person> Client::setup(const std::string& token, const std::string& login,
                             const std::string& display_name, const std::string& password) {
  Json body;
  body.set("token", token).set("login", login);
  body.set("display_name", display_name).set("password", password);
  return message_of<Person>(TRY(call("POST", "/v1/setup", body.dump())));
}

Result<Session> Client::sign_in(const std::string& login, const std::string& password,
                                const std::string& code) {
  Json body;
  body.set("login", login).set("password", password);
  if (!code.empty()) body.set("code", code);
  Session session = TRY(message_of<Session>(TRY(call("POST", "/v1/sessions", body.dump()))));
  token_ = session.token;
  return session;
}

Status Client::sign_out() {
  const auto ended = call("DELETE", "/v1/sessions/current");
  token_.clear();  // Whatever the server says to it.
  if (!ended.ok()) return ended.error();
  return {};
}

Result<Person> Client::me() { return message_of<Person>(TRY(call("GET", "/v1/me"))); }

Status Client::change_password(const std::string& old_password, const std::string& new_password) {
  Json body;
  body.set("old", old_password).set("new", new_password);
  TRY(call("POST", "/v1/me/password", body.dump()));
  return {};
}

Result<std::vector<Person>> Client::people() {
  return messages_at<Person>(TRY(call("GET", "/v1/people")), "people", kRowsMax);
}

Result<Person> Client::add_person(const Person& person, const std::string& password) {
  Json::Array roles;
  for (const Role role : person.roles) roles.emplace_back(name_of(role));
  Json body;
  body.set("login", person.login).set("display_name", person.display_name);
  body.set("roles", std::move(roles)).set("password", password);
  return message_of<Person>(TRY(call("POST", "/v1/people", body.dump())));
}

Result<Person> Client::change_person(const PersonId& id, const Json& change) {
  return message_of<Person>(TRY(call("PATCH", "/v1/people/" + id.text, change.dump())));
}

Result<CommuneRecord> Client::commune() { return commune_from(TRY(call("GET", "/v1/commune"))); }

Result<CommuneRecord> Client::set_commune(const CommuneRecord& commune) {
  Json body;
  body.set("code", commune.code).set("province_code", commune.province_code);
  body.set("name", commune.name).set("agency", commune.agency);
  body.set("utc_offset_minutes", commune.utc_offset_minutes).set("site", commune.site);
  return commune_from(TRY(call("PUT", "/v1/commune", body.dump())));
}

Result<std::vector<ZoneKind>> Client::zones() {
  const Json json = TRY(call("GET", "/v1/zones"));
  std::vector<ZoneKind> zones;
  for (const Json& entry : *TRY(json.array_at("zones", 2 * limits::kCanvasKindsMax))) {
    zones.push_back(TRY(zone_from(entry)));
  }
  return zones;
}

Result<ItemRecord> Client::item(const ItemId& id) {
  return message_of<ItemRecord>(TRY(call("GET", "/v1/items/" + id.text)));
}

Result<ItemRecord> Client::add_item(const ItemContent& content) {
  Json body;
  body.set("content", to_json(content));
  return message_of<ItemRecord>(TRY(call("POST", "/v1/items", body.dump())));
}

Result<ItemRecord> Client::save_item(const ItemId& id, const ItemContent& content,
                                     std::int64_t revision) {
  Json body;
  body.set("content", to_json(content)).set("revision", revision);
  return message_of<ItemRecord>(TRY(call("PUT", "/v1/items/" + id.text, body.dump())));
}

Result<ItemRecord> Client::return_item(const ItemId& id, const Digest& version,
                                       const std::string& reason) {
  Json body;
  body.set("version", to_hex(version)).set("reason", reason);
  return message_of<ItemRecord>(TRY(call("POST", "/v1/items/" + id.text + "/return", body.dump())));
}

Result<ItemVersion> Client::version(const Digest& hash) {
  const std::string bytes = TRY(call_bytes("GET", "/v1/versions/" + to_hex(hash), ""));
  ItemVersion version = TRY(item_version_from_json(TRY(Json::parse(bytes))));
  if (hash_of(version) != hash) return Error{Code::Corrupt, "version differs from its hash", ""};
  return version;
}

Result<std::vector<PlaylistRecord>> Client::playlists() {
  return messages_at<PlaylistRecord>(TRY(call("GET", "/v1/playlists")), "playlists", kRowsMax);
}

Result<PlaylistRecord> Client::save_playlist(const PlaylistRecord& playlist) {
  Json body;
  body.set("name", playlist.name).set("items", ids_json(playlist.items));
  body.set("boards", ids_json(playlist.boards)).set("groups", ids_json(playlist.groups));
  body.set("tags", Json::Array(playlist.tags.begin(), playlist.tags.end()));
  body.set("schedule", to_json(playlist.schedule));
  if (playlist.id.empty()) {
    return message_of<PlaylistRecord>(TRY(call("POST", "/v1/playlists", body.dump())));
  }
  body.set("revision", playlist.revision);
  return message_of<PlaylistRecord>(
      TRY(call("PUT", "/v1/playlists/" + playlist.id.text, body.dump())));
}

Status Client::delete_playlist(const PlaylistId& id) {
  TRY(call("DELETE", "/v1/playlists/" + id.text));
  return {};
}

Result<std::vector<Delivery>> Client::publish(const PlaylistId& id) {
  return messages_at<Delivery>(TRY(call("POST", "/v1/playlists/" + id.text + "/publish", "{}")),
                               "deliveries", kRowsMax);
}

Result<std::vector<Delivery>> Client::delivery(const PlaylistId& id) {
  return messages_at<Delivery>(TRY(call("GET", "/v1/playlists/" + id.text + "/delivery")),
                               "deliveries", kRowsMax);
}

Result<std::vector<BoardRecord>> Client::boards() {
  return messages_at<BoardRecord>(TRY(call("GET", "/v1/boards")), "boards", kRowsMax);
}

Result<std::vector<BoardRecord>> Client::take_off_air(const std::vector<BoardId>& boards,
                                                      const std::string& reason) {
  Json body;
  body.set("boards", ids_json(boards)).set("reason", reason);
  return messages_at<BoardRecord>(TRY(call("POST", "/v1/boards/off-air", body.dump())), "boards",
                                  kRowsMax);
}

Result<std::vector<BoardRecord>> Client::put_on_air(const std::vector<BoardId>& boards) {
  Json body;
  body.set("boards", ids_json(boards));
  return messages_at<BoardRecord>(TRY(call("POST", "/v1/boards/on-air", body.dump())), "boards",
                                  kRowsMax);
}

Result<BoardRecord> Client::rename_board(const BoardId& id, const std::string& name) {
  Json body;
  body.set("name", name);
  return message_of<BoardRecord>(TRY(call("PATCH", "/v1/boards/" + id.text, body.dump())));
}

Result<BoardRecord> Client::revoke_board(const BoardId& id) {
  return message_of<BoardRecord>(TRY(call("POST", "/v1/boards/" + id.text + "/revoke", "{}")));
}

Result<std::vector<Technician>> Client::technicians() {
  return messages_at<Technician>(TRY(call("GET", "/v1/technicians")), "technicians", kRowsMax);
}

Result<BoardRecord> Client::assign_board(const BoardId& id, const std::string& to,
                                         const std::string& note) {
  Json body;
  body.set("to", to).set("note", note);
  return message_of<BoardRecord>(
      TRY(call("PUT", "/v1/boards/" + id.text + "/assignment", body.dump())));
}

Result<std::string> Client::generation(const BoardId& id) {
  return call_bytes("GET", "/v1/boards/" + id.text + "/generation", "");
}

Result<std::string> Client::blob(const Digest& name) {
  std::string bytes = TRY(call_bytes("GET", "/v1/blobs/" + to_hex(name), ""));
  if (sha256(bytes) != name) return Error{Code::Corrupt, "blob " + to_hex(name), {}};
  return bytes;
}

Result<PairingView> Client::pairing(const std::string& code) {
  return message_of<PairingView>(TRY(call("GET", "/v1/pairing-codes/" + escaped(code))));
}

Result<BoardRecord> Client::accept_pairing(const std::string& code, const std::string& name) {
  Json body;
  body.set("name", name);
  const std::string target = "/v1/pairing-codes/" + escaped(code) + "/accept";
  return message_of<BoardRecord>(TRY(call("POST", target, body.dump())));
}

Status Client::refuse_pairing(const std::string& code) {
  TRY(call("POST", "/v1/pairing-codes/" + escaped(code) + "/refuse", "{}"));
  return {};
}

}  // namespace bangtin
